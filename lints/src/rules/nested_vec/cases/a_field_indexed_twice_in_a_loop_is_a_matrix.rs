pub struct Grid {
    cells: Vec<Vec<f64>>, //~ nested_vec
    rows: usize,
    columns: usize,
}

impl Grid {
    pub fn new(rows: usize, columns: usize) -> Grid {
        Grid { cells: vec![vec![0.0; columns]; rows], rows, columns }
    }

    pub fn total(&self) -> f64 {
        let mut sum = 0.0;
        for row in 0..self.rows {
            for column in 0..self.columns {
                sum += self.cells[row][column];
            }
        }
        sum
    }
}
