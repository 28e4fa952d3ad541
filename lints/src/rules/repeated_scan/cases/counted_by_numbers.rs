pub fn moments(samples: &[f64]) -> (f64, f64) {
    let mut first = 0.0;
    for at in 0..samples.len() { //~ repeated_scan
        first += samples[at];
    }
    let mut second = 0.0;
    for at in 0..samples.len() {
        second += samples[at] * samples[at];
    }
    (first, second)
}
