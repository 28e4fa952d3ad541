use std::collections::{HashMap, HashSet};

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub enum Side {
    Left,
    Right,
}

// A key of four values.
pub fn weigh(loads: &HashMap<(Side, bool), u64>, rounds: usize) -> u64 {
    let mut sum = 0;
    for _ in 0..rounds {
        for load in loads.values() { //~ hash_iteration
            sum += load;
        }
    }
    sum
}

// All that is handed in has three entries.
fn apply(prices: &HashMap<&str, u64>, amounts: &[u64]) -> u64 {
    let mut sum = 0;
    for amount in amounts {
        for price in prices.values() { //~ hash_iteration
            sum += amount * price;
        }
    }
    sum
}

pub fn total(amounts: &[u64]) -> u64 {
    apply(&HashMap::from([("a", 1), ("b", 2), ("c", 3)]), amounts)
}

// The first that is found ends it.
pub fn drained(open: &mut HashSet<u64>, limit: u64) -> usize {
    let mut count = 0;
    while let Some(next) = open.iter().find(|one| **one > limit).copied() { //~ hash_iteration
        open.remove(&next);
        count += 1;
    }
    count
}

pub fn any_above(sets: &[HashSet<u64>], limit: u64) -> bool {
    for set in sets {
        for one in set { //~ hash_iteration
            if *one > limit {
                return true;
            }
        }
    }
    false
}

// One of many maps.
pub fn reached(links: &HashMap<u32, HashSet<u32>>, from: u32) -> usize {
    let mut open = vec![from];
    let mut count = 0;
    while let Some(at) = open.pop() {
        count += 1;
        for next in &links[&at] { //~ hash_iteration
            if *next > at {
                open.push(*next);
            }
        }
    }
    count
}
