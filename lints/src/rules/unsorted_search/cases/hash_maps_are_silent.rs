use std::collections::HashMap;

pub fn sum(prices: &HashMap<u32, u64>, wanted: &[u32]) -> u64 {
    let mut sum = 0;
    for item in wanted {
        sum += prices.get(item).copied().unwrap_or(0);
    }
    sum
}
