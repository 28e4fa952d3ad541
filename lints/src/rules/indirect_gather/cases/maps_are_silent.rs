use std::collections::HashMap;

pub fn sum(prices: &HashMap<usize, u64>, wanted: &[usize]) -> u64 {
    let mut sum = 0;
    for item in wanted {
        sum += prices[item];
    }
    sum
}
