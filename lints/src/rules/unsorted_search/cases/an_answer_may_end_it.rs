use std::collections::BTreeMap;

pub fn missing(all: &BTreeMap<u32, f64>, wanted: Vec<u32>) -> Option<u32> {
    for item in &wanted {
        if !all.contains_key(item) {
            return Some(*item);
        }
    }
    None
}

pub fn first(all: &BTreeMap<u32, u64>, wanted: &[u32]) -> u64 {
    let mut price = 0;
    for item in wanted {
        if let Some(found) = all.get(item) {
            price = *found;
            break;
        }
    }
    price
}

pub fn is_any_known(all: &BTreeMap<u32, u64>, wanted: &[u32]) -> bool {
    wanted.iter().any(|item| all.contains_key(item))
}

pub fn sum_of_all(all: &BTreeMap<u32, u64>, wanted: &[u32]) -> Option<u64> {
    let mut sum = 0;
    for item in wanted {
        sum += all.get(item)?;
    }
    Some(sum)
}

pub fn all_or_none(all: &BTreeMap<u32, u64>, wanted: &[u32]) -> Option<Vec<u64>> {
    wanted.iter().map(|item| all.get(item).copied()).collect()
}

pub fn as_long_as_known(all: &BTreeMap<u32, u64>, wanted: &[u32]) -> u64 {
    wanted.iter().map_while(|item| all.get(item)).sum()
}
