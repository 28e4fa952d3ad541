pub fn median(samples: &mut [u64]) -> (u64, u64) {
    let sum = samples.iter().sum();
    samples.sort_unstable();
    let odd = samples.iter().fold(0, |odd, sample| odd + sample % 2);
    (sum, odd)
}
