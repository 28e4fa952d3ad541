use std::collections::HashMap;

pub fn either(map: &mut HashMap<u32, u32>, key: u32, new: bool) -> bool {
    if new {
        map.contains_key(&key)
    } else {
        map.insert(key, 1).is_some()
    }
}

pub fn perhaps(map: &mut HashMap<u32, u32>, key: u32, new: bool) {
    if new && map.contains_key(&key) {
        return;
    }
    map.insert(key, 1);
}
