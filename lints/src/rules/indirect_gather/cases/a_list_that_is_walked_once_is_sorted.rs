pub struct Graph {
    edges: Vec<f64>,
}

impl Graph {
    pub fn total(&self, from: &[usize]) -> f64 {
        let mut numbers = Vec::new();
        for &at in from {
            numbers.push(at.wrapping_mul(2_654_435_761) % self.edges.len());
        }
        let mut sum = 0.0;
        for &at in &numbers {
            sum += self //~ indirect_gather
                .edges[at];
        }
        sum
    }
}
