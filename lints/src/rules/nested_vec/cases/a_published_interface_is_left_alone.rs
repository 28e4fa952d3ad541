//- /src/lib.rs crate:plate published
pub struct Plate {
    pub cells: Vec<Vec<f64>>,
    hidden: Vec<Vec<f64>>, //~ nested_vec
}

impl Plate {
    pub fn total(&self) -> f64 {
        let mut sum = 0.0;
        for row in 0..self.cells.len() {
            for column in 0..self.cells.len() {
                sum += self.cells[row][column] + self.hidden[row][column];
            }
        }
        sum
    }
}
