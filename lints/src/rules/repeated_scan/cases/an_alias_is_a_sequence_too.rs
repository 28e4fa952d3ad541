type Samples = Vec<f32>;

pub fn range(samples: &Samples) -> (f32, f32) {
    let low = samples.iter().copied().fold(f32::MAX, f32::min); //~ repeated_scan
    let high = samples.iter().copied().fold(f32::MIN, f32::max);
    (low, high)
}
