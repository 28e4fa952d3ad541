use std::collections::HashSet;

pub fn odd(mut numbers: HashSet<u64>) -> u64 {
    numbers.retain(|number| number % 2 == 1); //~ hash_iteration
    numbers.iter().sum() //~ sparse_map_scan
}
