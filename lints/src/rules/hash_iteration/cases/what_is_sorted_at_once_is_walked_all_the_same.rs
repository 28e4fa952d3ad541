use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

pub fn sorted(stock: &HashMap<u32, u64>) -> Vec<u32> {
    let mut numbers: Vec<u32> = stock.keys().copied().collect(); //~ hash_iteration
    numbers.sort_unstable();
    numbers
}

pub fn ordered(stock: &HashMap<u32, u64>) -> BTreeMap<u32, u64> {
    stock.iter().map(|(number, amount)| (*number, *amount)).collect() //~ hash_iteration
}

pub fn set(numbers: HashSet<u64>) -> BTreeSet<u64> {
    numbers.into_iter().collect::<BTreeSet<_>>() //~ hash_iteration
}

/// Far more may be visited than come out.
pub fn sold_out(stock: &HashMap<u32, u64>) -> Vec<u32> {
    stock.iter().filter(|(_, amount)| **amount == 0).map(|(number, _)| *number).collect() //~ hash_iteration
}

/// In each turn.
pub fn rounds(stock: &HashMap<u32, u64>, rounds: usize) -> u64 {
    let mut sum = 0;
    for round in 0..rounds {
        let mut numbers: Vec<u32> = stock.keys().copied().collect(); //~ hash_iteration
        numbers.sort_unstable();
        sum += u64::from(numbers[round % numbers.len()]);
    }
    sum
}
