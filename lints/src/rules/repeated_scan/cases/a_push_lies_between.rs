pub fn twice(mut samples: Vec<u64>) -> (u64, u64) {
    let sum = samples.iter().sum::<u64>();
    samples.push(sum);
    let again = samples.iter().sum::<u64>();
    (sum, again)
}
