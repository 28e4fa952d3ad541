pub fn twice(values: &[u64], places: &[usize], rounds: u64) -> u64 {
    let first = places[0];
    let mut sum = 0;
    for round in 0..rounds {
        sum += values[first] * round;
    }
    sum
}
