// The result is where the matrix comes from; the parameters that take it are its labels.
fn identity(n: usize) -> Vec<Vec<f64>> { //~ nested_vec
    let mut m = vec![vec![0.0; n]; n];
  cale(&mut m, 2.0);
    trace(&m)
}
