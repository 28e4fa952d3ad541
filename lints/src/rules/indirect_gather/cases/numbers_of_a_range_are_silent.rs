pub fn odd(weights: &[f64]) -> f64 {
    let places: Vec<usize> = (0..weights.len()).filter(|at| at % 2 == 1).collect();
    let mut sum = 0.0;
    for &place in &places {
        sum += weights[place];
    }
    sum
}
