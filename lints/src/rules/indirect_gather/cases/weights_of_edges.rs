pub fn total(weights: &[f64], edges: &[u32]) -> f64 {
    let mut sum = 0.0;
    for &edge in edges {
        sum += weights[edge as usize]; //~ indirect_gather
    }
    sum
}
