use std::collections::{HashMap, HashSet};

pub fn forget(seen: &mut HashMap<u64, u32>, marked: &mut HashSet<u64>) -> u32 {
    seen.retain(|_, count| *count > 1); //~ hash_iteration
    let mut sum = 0;
    for number in marked.drain() { //~ hash_iteration
        sum += number as u32;
    }
    sum
}
