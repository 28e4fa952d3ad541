use std::collections::HashMap;

pub fn count(counts: &mut HashMap<u32, u32>, key: u32) {
    if let Some(count) = counts.get_mut(&key) { //~ double_lookup
        *count += 1;
    } else {
        counts.insert(key, 1);
    }
}

pub fn add(sums: &mut HashMap<u32, u32>, key: u32) {
    sums.insert(key, sums.get(&key).copied().unwrap_or(0) + 1); //~ double_lookup
}

pub fn square(cache: &mut HashMap<u64, u64>, of: u64) -> u64 {
    if let Some(&known) = cache.get(&of) { //~ double_lookup
        return known;
    }
    let square = of * of;
    cache.insert(of, square);
    square
}
