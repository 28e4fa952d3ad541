//- /src/lib.rs crate:case published
pub struct Graph {
    pub targets: Vec<usize>,
}

impl Graph {
    pub fn add(&mut self, rows: &[u32]) {
        for &row in rows {
            self.targets.push(row as usize);
        }
    }

    pub fn sum(&self, weights: &[u64]) -> u64 {
        self.targets.iter().map(|&target| weights[target]).sum() //~ indirect_gather
    }
}
