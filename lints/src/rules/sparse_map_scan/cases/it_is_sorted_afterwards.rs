use std::collections::HashMap;

pub fn names(mut ages: HashMap<String, u32>, least: u32) -> (u32, Vec<String>) {
    ages.retain(|_, age| *age >= least); //~ hash_iteration
    let sum = ages.values().sum(); //~ sparse_map_scan
    let mut names: Vec<String> = ages.keys().cloned().collect(); //~ hash_iteration
    names.sort();
    (sum, names)
}
