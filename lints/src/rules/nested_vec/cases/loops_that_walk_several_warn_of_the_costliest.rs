pub fn product(a: &[Vec<f64>], b: &[Vec<f64>]) -> Vec<Vec<f64>> { //~ nested_vec nested_vec nested_vec
    let mut c = vec![vec![0.0; b[0].len()]; a.len()];
    for i in 0..a.len() {
        for j in 0..b[0].len() {
            for k in 0..b.len() {
                c[i][j] += a[i][k] * b[k][j];
            }
        }
    }
    c
}

// Another loop of its own.
pub fn scaled(m: &mut [Vec<f64>], by: &[Vec<f64>]) { //~ nested_vec nested_vec
    for i in 0..m.len() {
        for j in 0..m[i].len() {
            m[i][j] *= by[i][j];
        }
    }
    for i in 0..by.len() {
        for j in 0..by[i].len() {
            m[0][0] += by[i][j];
        }
    }
}
