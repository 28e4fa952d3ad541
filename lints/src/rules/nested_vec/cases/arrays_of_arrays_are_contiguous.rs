pub struct Grid {
    cells: Vec<[f64; 16]>,
    small: [[u8; 8]; 8],
}

impl Grid {
    pub fn total(&self) -> f64 {
        let mut sum = 0.0;
        for row in 0..self.cells.len() {
            for column in 0..16 {
                sum += self.cells[row][column] + f64::from(self.small[row % 8][column % 8]);
            }
        }
        sum
    }
}
