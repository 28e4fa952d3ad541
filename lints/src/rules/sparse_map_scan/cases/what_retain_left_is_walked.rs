use std::collections::HashMap;

pub fn total(mut prices: HashMap<u64, u64>, least: u64, rounds: usize) -> u64 {
    prices.retain(|_, price| *price >= least); //~ hash_iteration
    let mut sum = 0;
    for _ in 0..rounds {
        for price in prices.values() { //~ sparse_map_scan
            sum += price;
        }
    }
    sum
}
