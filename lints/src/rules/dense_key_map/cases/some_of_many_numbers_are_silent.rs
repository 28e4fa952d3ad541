use std::collections::HashMap;

pub fn large(values: &[u64]) -> HashMap<usize, u64> {
    let mut large = HashMap::new();
    for (at, &value) in values.iter().enumerate() {
        if value > 1_000_000 {
            large.insert(at, value);
        }
    }
    large
}

pub fn filtered(values: &[u64]) -> HashMap<usize, u64> {
    let mut large = HashMap::new();
    for (at, &value) in values.iter().enumerate().filter(|(_, value)| **value > 1_000_000) {
        large.insert(at, value);
    }
    large
}
