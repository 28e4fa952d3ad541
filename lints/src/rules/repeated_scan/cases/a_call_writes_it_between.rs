pub struct Matrix {
    cells: Vec<f64>,
}

impl Matrix {
    fn times(&self, from: &[f64], to: &mut [f64]) {
        for at in 0..to.len() {
            to[at] = self.cells[at] * from[at];
        }
    }

    pub fn step(&self, direction: &[f64], residual: &mut Vec<f64>) -> (f64, f64) {
        let n = residual.len();
        let mut before = 0.0;
        for at in 0..n {
            before += residual[at];
        }
        self.times(direction, residual);
        let mut after = 0.0;
        for at in 0..n {
            after += residual[at];
        }
        (before, after)
    }
}
