// The result is where the matrix comes from; the parameters that take it are its labels.
fn identity(n: usize) -> Vec<Vec<f64>> { //~ nested_vec
    let mut m = vec![vec![0.0; n]; n];
    for i in 0..n {
        m[i][i] = 1.0;
    }
    m
}

fn trace(m: &[Vec<f64>]) -> f64 {
    (0..m.len()).map(|i| m[i][i]).sum()
}

fn scale(m: &mut Vec<Vec<f64>>, by: f64) {
    for i in 0..m.len() {
        for j in 0..m[i].len() {
            m[i][j] *= by;
        }
    }
}

pub fn run(n: usize) -> f64 {
    let mut m = identity(n);
    scale(&mut m, 2.0);
    trace(&m)
}
