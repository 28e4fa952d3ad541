use std::collections::HashMap;

pub fn raise(map: &mut HashMap<u32, u32>, key: u32) {
    if map.get(&key).is_some_and(|value| *value > 3) {
        *map.get_mut(&key).unwrap() += 1;
    }
}
