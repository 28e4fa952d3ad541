pub fn planes(planes: &[f32], size: usize) -> f32 {
    let mut sum = 0.0;
    for at in 0..size {
        for channel in 0..3 {
            sum += planes[channel * size + at];
        }
    }
    sum
}
