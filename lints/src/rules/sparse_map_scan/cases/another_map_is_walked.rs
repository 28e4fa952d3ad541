use std::collections::HashMap;

pub fn total(prices: &HashMap<u64, u64>, stock: &mut HashMap<u64, u64>) -> u64 {
    stock.retain(|_, count| *count > 0); //~ hash_iteration
    prices.values().sum() //~ hash_iteration
}
