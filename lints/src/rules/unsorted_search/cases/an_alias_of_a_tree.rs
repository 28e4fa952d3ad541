type Index = std::collections::BTreeMap<u64, usize>;

pub fn places(index: &Index, keys: Vec<u64>) -> usize {
    let mut sum = 0;
    for key in keys {
        sum += index.get(&key).copied().unwrap_or_default(); //~ unsorted_search
    }
    sum
}
