use std::collections::HashMap;

pub fn others(mut prices: HashMap<u64, u64>, without: u64) -> u64 {
    prices.remove(&without);
    prices.values().sum() //~ hash_iteration
}
