use std::collections::HashMap;

pub fn pairs(groups: &HashMap<u32, HashMap<u32, u64>>) -> u64 {
    let mut sum = 0;
    for group in groups.values() { //~ hash_iteration
        for (_, amount) in group.iter() { //~ hash_iteration
            sum += amount;
        }
    }
    sum
}
