pub struct Plate {
    cells: Vec<Vec<f64>>, //~ nested_vec
}

impl Plate {
    pub fn new(rows: usize, columns: usize) -> Plate {
        Plate { cells: vec![vec![0.0; columns]; rows] }
    }

    pub fn sum(&self, rows: usize, columns: usize) -> f64 {
        let mut sum = 0.0;
        for column in 0..columns {
            for row in 0..rows {
                sum += self.cells[row][column];
            }
        }
        sum
    }
}
