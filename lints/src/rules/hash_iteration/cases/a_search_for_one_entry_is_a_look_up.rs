use std::collections::{HashMap, HashSet};

pub fn known(numbers: &[u64], seen: &HashSet<u64>) -> usize {
    let mut count = 0;
    for number in numbers {
        if seen.iter().any(|key| key == number) { //~ hash_iteration
            count += 1;
        }
    }
    count
}

pub fn named(numbers: &[u64], names: &HashMap<u64, u64>) -> usize {
    let mut count = 0;
    for number in numbers {
        count += usize::from(names.keys().any(|key| *number == *key)); //~ hash_iteration
    }
    count
}

/// No look-up tells it.
pub fn near(numbers: &[u64], seen: &HashSet<u64>) -> usize {
    let mut count = 0;
    for number in numbers {
        count += usize::from(seen.iter().any(|key| key / 2 == *number)); //~ hash_iteration
    }
    count
}

/// Values have no key.
pub fn valued(numbers: &[u64], names: &HashMap<u64, u64>) -> usize {
    let mut count = 0;
    for number in numbers {
        count += usize::from(names.values().any(|value| value == number)); //~ hash_iteration
    }
    count
}
