use std::collections::HashMap;

pub fn count(counts: &mut HashMap<u32, u32>, keys: &[u32]) {
    for key in keys {
        if counts.contains_key(key) { //~ double_lookup
            *counts.get_mut(key).unwrap() += 1;
        } else {
            counts.insert(*key, 1);
        }
    }
}
