use std::collections::HashMap;

pub fn total(mut prices: HashMap<u64, u64>, least: u64) -> u64 {
    prices.retain(|_, price| *price >= least); //~ hash_iteration
    prices.shrink_to_fit();
    prices.values().sum() //~ hash_iteration
}
