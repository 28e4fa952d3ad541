use std::collections::HashMap;

pub fn total(stock: &HashMap<u32, u64>) -> u64 {
    let amounts = stock.values();
    let mut sum = 0;
    for amount in amounts { //~ hash_iteration
        sum += amount;
    }
    sum
}
