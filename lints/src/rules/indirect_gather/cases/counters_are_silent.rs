pub fn sum(values: &[u64], rounds: usize) -> u64 {
    let mut sum = 0;
    for round in 0..rounds {
        sum += values[round];
    }
    sum
}
