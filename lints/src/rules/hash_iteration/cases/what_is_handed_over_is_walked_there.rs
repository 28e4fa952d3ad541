use std::collections::{BTreeMap, HashMap, HashSet};

pub fn merge(mut all: Vec<u64>, set: HashSet<u64>, map: &HashMap<u64, u64>) -> Vec<u64> {
    all.extend(set); //~ hash_iteration
    all.extend(map.keys()); //~ hash_iteration
    all
}

pub fn ordered(mut all: BTreeMap<u64, u64>, map: HashMap<u64, u64>) -> BTreeMap<u64, u64> {
    all.extend(map); //~ hash_iteration
    all
}
