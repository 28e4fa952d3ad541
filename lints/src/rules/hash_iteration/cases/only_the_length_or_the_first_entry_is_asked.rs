use std::collections::HashMap;

pub fn ask(stock: &HashMap<u32, u64>) -> (usize, usize, usize, Option<u32>) {
    let first = stock.keys().next().copied();
    let mut values = stock.values();
    let _any = values.next();
    (stock.len(), stock.iter().count(), stock.values().len(), first)
}

pub fn look_up(stock: &HashMap<u32, u64>, wanted: &[u32]) -> u64 {
    let mut sum = 0;
    for number in wanted {
        sum += stock.get(number).copied().unwrap_or(0);
    }
    sum
}
