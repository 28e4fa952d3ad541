use std::collections::{BTreeMap, BTreeSet, VecDeque};

pub fn total(stock: &BTreeMap<u32, u64>, set: &BTreeSet<u32>, queue: &VecDeque<u64>) -> u64 {
    let mut sum = 0;
    for (_, amount) in stock {
        sum += amount;
    }
    for number in set.iter() {
        sum += u64::from(*number);
    }
    queue.iter().sum::<u64>() + sum
}
