pub fn scaled(samples: &mut Vec<f64>, by: f64, and: f64) {
    for sample in samples.iter_mut() { //~ repeated_scan
        *sample *= by;
    }
    for sample in samples.iter_mut() {
        *sample += and;
    }
}
