use std::collections::HashMap;

pub fn sum(known: &HashMap<u64, u64>, asked: &[u64]) -> u64 {
    let mut sum = 0;
    for number in asked {
        sum += known.get(number).copied().unwrap_or(0);
    }
    sum
}
