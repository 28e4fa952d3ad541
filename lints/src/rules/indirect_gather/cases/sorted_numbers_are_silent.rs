pub fn total(weights: &[f64], edges: &mut [usize]) -> f64 {
    edges.sort_unstable();
    let mut sum = 0.0;
    for &edge in edges.iter() {
        sum += weights[edge];
    }
    sum
}
