use std::collections::HashMap;

pub fn cleared(counts: &mut HashMap<u32, u64>, rounds: u32) -> u64 {
    let mut sum = 0;
    for round in 0..rounds {
        counts.insert(0, u64::from(round));
        sum += counts.remove(&0).unwrap_or(0);
    }
    sum
}
