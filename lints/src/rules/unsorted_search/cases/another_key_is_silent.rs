pub fn scaled(sorted: &[u64], factors: &[u64], number: u64) -> u64 {
    let mut sum = 0;
    for factor in factors {
        sum += factor * sorted.partition_point(|one| *one < number) as u64;
    }
    sum
}
