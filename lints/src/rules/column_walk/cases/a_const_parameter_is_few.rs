pub struct Small<const R: usize, const C: usize> {
    cells: [[f64; C]; R],
}

impl<const R: usize, const C: usize> Small<R, C> {
    pub fn sums(&self, rounds: usize) -> f64 {
        let mut sum = 0.0;
        for _ in 0..rounds {
            for column in 0..C {
                for row in 0..R {
                    sum += self.cells[row][column];
                }
            }
        }
        sum
    }
}
