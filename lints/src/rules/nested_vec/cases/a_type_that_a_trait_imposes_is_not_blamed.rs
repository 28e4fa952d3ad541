//- /src/lib.rs crate:case deps:solver
pub struct Sum;

impl solver::Solve for Sum {
    fn solve(&self, m: &[Vec<f64>]) -> f64 {
        let mut sum = 0.0;
        for row in 0..m.len() {
            for column in 0..m[row].len() {
                sum += m[row][column];
            }
        }
        sum
    }
}
//- /solver/lib.rs crate:solver published
pub trait Solve {
    fn solve(&self, m: &[Vec<f64>]) -> f64;
}
