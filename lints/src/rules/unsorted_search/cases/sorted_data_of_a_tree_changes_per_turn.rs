use std::collections::BTreeMap;

pub struct Shelf {
    prices: BTreeMap<u32, u64>, //~ tree_map_lookup
    best: u32,
}

pub fn best(shelves: Vec<Shelf>) -> u64 {
    let mut sum = 0;
    for shelf in &shelves {
        sum += shelf.prices.get(&shelf.best).copied().unwrap_or(0);
    }
    sum
}
