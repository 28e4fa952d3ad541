use std::collections::HashMap;

pub fn labels(mut clusters: HashMap<usize, Vec<usize>>, merges: &[(usize, usize)]) -> Vec<usize> {
    for (kept, gone) in merges {
        if let Some(members) = clusters.remove(gone) {
            clusters.get_mut(kept).unwrap().extend(members);
        }
    }
    let mut keys: Vec<usize> = clusters.keys().copied().collect();
    keys.sort_unstable();
    keys
}

pub fn one_of_two(mut prices: HashMap<u64, u64>, least: u64, is_sum: bool) -> u64 {
    prices.retain(|_, price| *price >= least); //~ hash_iteration
    if is_sum {
        prices.values().sum() //~ hash_iteration
    } else {
        prices.values().copied().max().unwrap_or(0) //~ hash_iteration
    }
}
