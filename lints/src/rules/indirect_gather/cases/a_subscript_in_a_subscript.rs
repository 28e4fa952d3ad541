pub fn total(weights: &[f64], order: &[usize]) -> f64 {
    let mut sum = 0.0;
    for k in 0..order.len() {
        sum += weights[order[k]]; //~ indirect_gather
    }
    sum
}
