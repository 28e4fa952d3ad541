pub fn found(values: &[u64]) -> (bool, bool) {
    let zero = values.iter().any(|value| *value == 0);
    let large = values.iter().any(|value| *value > 1000);
    (zero, large)
}
