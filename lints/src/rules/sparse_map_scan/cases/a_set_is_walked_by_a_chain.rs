use std::collections::HashSet;

pub fn odd(mut numbers: HashSet<u64>) -> (u64, u64) {
    numbers.retain(|number| number % 2 == 1); //~ hash_iteration
    let sum = numbers.iter().sum(); //~ sparse_map_scan
    (sum, numbers.iter().map(|number| number / 2).sum()) //~ hash_iteration
}
