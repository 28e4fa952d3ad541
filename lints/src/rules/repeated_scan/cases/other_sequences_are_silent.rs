pub fn sums(one: &[u64], other: &[u64]) -> (u64, u64) {
    let first = one.iter().sum();
    let second = other.iter().sum();
    (first, second)
}
