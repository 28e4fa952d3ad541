use std::collections::HashMap;

pub fn total(prices: &mut HashMap<u64, u64>, least: u64) -> u64 {
    let sum = prices.values().sum(); //~ hash_iteration
    prices.retain(|_, price| *price >= least); //~ hash_iteration
    sum
}
