pub fn brightness(samples: &[u8], width: usize, height: usize) -> u64 {
    let mut sum = 0;
    for x in 0..width {
        for y in 0..height {
            sum += u64::from(samples[y * width + x]); //~ strided_walk
        }
    }
    sum
}
