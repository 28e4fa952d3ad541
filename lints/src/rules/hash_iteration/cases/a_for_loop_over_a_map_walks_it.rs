use std::collections::{HashMap, HashSet};

pub fn total(stock: &HashMap<u32, u64>) -> u64 {
    let mut sum = 0;
    for (_, amount) in stock { //~ hash_iteration
        sum += amount;
    }
    sum
}

pub fn double(mut stock: HashMap<u32, u64>) -> HashMap<u32, u64> {
    for (_, amount) in &mut stock { //~ hash_iteration
        *amount *= 2;
    }
    for amount in stock.values_mut() { //~ hash_iteration
        *amount += 1;
    }
    stock
}

pub fn longest(words: HashSet<String>) -> usize {
    let mut longest = 0;
    for word in words { //~ hash_iteration
        longest = longest.max(word.len());
    }
    longest
}
