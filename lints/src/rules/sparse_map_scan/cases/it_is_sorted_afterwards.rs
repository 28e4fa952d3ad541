use std::collections::HashMap;

pub fn names(mut ages: HashMap<String, u32>, least: u32) -> Vec<String> {
    ages.retain(|_, age| *age >= least); //~ hash_iteration
    let mut names: Vec<String> = ages.keys().cloned().collect(); //~ sparse_map_scan
    names.sort();
    names
}
