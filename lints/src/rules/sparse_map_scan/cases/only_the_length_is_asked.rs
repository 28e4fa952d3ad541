use std::collections::HashMap;

pub fn left(mut prices: HashMap<u64, u64>, gone: &[u64]) -> usize {
    for one in gone {
        prices.remove(one);
    }
    prices.len()
}
