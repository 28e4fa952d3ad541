pub struct Steps {
    levels: Vec<usize>, //~ wide_index
}

impl Steps {
    pub fn new(rows: &[u64]) -> Steps {
        let mut steps = Steps { levels: Vec::new() };
        for (at, _) in rows.iter().enumerate() {
            steps.levels.push(at + 1);
        }
        steps
    }

    pub fn sum(&self, weights: &[f64]) -> f64 {
        let mut sum = 0.0;
        for &level in &self.levels {
            sum += weights[level - 1];
        }
        sum
    }
}
