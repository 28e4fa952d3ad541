use std::collections::HashMap;

pub fn total(mut prices: HashMap<u64, u64>, least: Option<u64>) -> u64 {
    if let Some(least) = least {
        prices.retain(|_, price| *price >= least); //~ hash_iteration
    }
    prices.values().sum() //~ hash_iteration
}
