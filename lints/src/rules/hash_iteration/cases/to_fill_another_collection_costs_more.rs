use std::collections::{HashMap, HashSet};

pub fn links(all: &mut [HashSet<u64>], source: &HashSet<u64>) {
    for links in all {
        links.extend(source); //~ hash_iteration
    }
}

pub fn keys(all: &mut [Vec<u64>], source: &HashMap<u64, u64>) {
    for keys in all {
        keys.extend(source.keys()); //~ hash_iteration
    }
}
