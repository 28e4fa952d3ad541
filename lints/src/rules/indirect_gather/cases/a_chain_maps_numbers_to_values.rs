pub fn total(weights: &[f64], edges: &[usize]) -> f64 {
    edges.iter().map(|&edge| weights[edge]).sum() //~ indirect_gather
}
