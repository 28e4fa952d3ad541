pub struct Graph {
    targets: Vec<u32>,
}

impl Graph {
    pub fn add(&mut self, rows: &[u32]) {
        for &row in rows {
            self.targets.push(row);
        }
    }

    pub fn sum(&self, weights: &[u64]) -> u64 {
        self.targets.iter().map(|&target| weights[target as usize]).sum() //~ indirect_gather
    }
}
