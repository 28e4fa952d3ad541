pub fn summary(samples: &[f64]) -> (f64, f64) {
    let sum: f64 = samples.iter().sum(); //~ repeated_scan
    let largest = samples.iter().fold(f64::MIN, |largest, sample| largest.max(*sample));
    (sum, largest)
}
