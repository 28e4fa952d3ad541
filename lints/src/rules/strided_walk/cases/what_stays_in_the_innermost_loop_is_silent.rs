pub fn scale(samples: &[f32], width: usize, height: usize, weights: &[f32]) -> f32 {
    let mut sum = 0.0;
    for y in 0..height {
        let base = samples[y * width];
        for weight in weights {
            sum += base * weight;
        }
    }
    sum
}
