use std::collections::HashMap;

pub fn frames(active: &mut HashMap<u32, u32>, started: &[Vec<u32>]) -> u32 { //~ nested_vec
    let mut sum = 0;
    for new in started {
        active.retain(|_, left| *left > 0); //~ hash_iteration
        for left in active.values_mut() { //~ hash_iteration
            *left -= 1;
            sum += *left;
        }
        for &one in new {
            active.insert(one, 10);
        }
    }
    sum
}
