use std::collections::BTreeMap;

pub fn sum(all: &BTreeMap<u32, u64>, count: u32) -> u64 {
    let mut sum = 0;
    for number in 0..count {
        sum += all.get(&number).copied().unwrap_or(0);
    }
    sum
}
