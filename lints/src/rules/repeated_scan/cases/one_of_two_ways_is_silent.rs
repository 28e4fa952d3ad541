pub fn either(values: &[u64], sum: bool) -> u64 {
    if sum {
        values.iter().sum()
    } else {
        values.iter().fold(0, |largest, value| largest.max(*value))
    }
}
