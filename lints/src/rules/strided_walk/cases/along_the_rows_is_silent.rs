pub fn brightness(samples: &[u8], width: usize, height: usize) -> u64 {
    let mut sum = 0;
    for y in 0..height {
        for x in 0..width {
            sum += u64::from(samples[y * width + x]);
        }
    }
    sum
}
