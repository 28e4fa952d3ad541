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
