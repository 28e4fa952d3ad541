pub fn product(a: &[f64], n: usize) -> Vec<Vec<f64>> { //~ nested_vec
    let mut out = vec![vec![0.0; n]; n];
    for i in 0..n {
        for j in 0..n {
            out[i][j] = a[i] * a[j];
        }
    }
    out
}
