use std::collections::BTreeMap;

pub fn prices(all: &BTreeMap<u32, u64>, baskets: &[Vec<u32>]) -> u64 {
    let mut wanted: Vec<u32> = Vec::new();
    for basket in baskets {
        wanted.extend(basket);
    }
    let mut sum = 0;
    for item in wanted {
        sum += all.get(&item).copied().unwrap_or(0); //~ unsorted_search
    }
    sum
}
