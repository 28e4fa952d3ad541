use std::collections::HashMap;

pub fn updated(mut prices: HashMap<u64, u64>, new: &[(u64, u64)]) -> u64 {
    prices.retain(|_, price| *price > 0); //~ hash_iteration
    for (key, price) in new {
        prices.insert(*key, *price);
    }
    prices.values().sum() //~ hash_iteration
}
