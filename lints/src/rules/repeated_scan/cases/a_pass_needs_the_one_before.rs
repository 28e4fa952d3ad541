pub fn variance(samples: &[f64]) -> f64 {
    let mean = samples.iter().sum::<f64>() / samples.len() as f64;
    samples.iter().map(|sample| (sample - mean) * (sample - mean)).sum()
}
