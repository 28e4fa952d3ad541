use std::collections::BTreeMap;

pub fn total(mut prices: BTreeMap<u64, u64>, least: u64) -> u64 {
    prices.retain(|_, price| *price >= least);
    prices.values().sum()
}
