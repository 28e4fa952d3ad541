use std::collections::HashMap;

pub fn add(map: &mut HashMap<u32, u32>, key: u32) {
    debug_assert!(!map.contains_key(&key));
    map.insert(key, 1);
}
