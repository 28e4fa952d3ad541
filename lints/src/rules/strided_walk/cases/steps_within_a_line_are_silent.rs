pub fn reds(samples: &[u8], pixels: usize, rounds: usize) -> u64 {
    let mut sum = 0;
    for round in 0..rounds {
        for pixel in 0..pixels {
            sum += u64::from(samples[pixel * 4 + round % 4]);
        }
    }
    sum
}
