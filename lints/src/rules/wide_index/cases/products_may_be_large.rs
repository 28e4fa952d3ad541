pub struct Cells {
    cells: Vec<usize>,
}

impl Cells {
    pub fn fill(&mut self, rows: &[u32], width: u32) {
        for &row in rows {
            self.cells.push(row as usize * width as usize);
        }
    }

    pub fn sum(&self, values: &[u64]) -> u64 {
        let mut sum = 0;
        for &cell in &self.cells {
            sum += values[cell]; //~ indirect_gather
        }
        sum
    }
}
