//- /src/lib.rs crate:derive kind:proc-macro
use std::collections::HashSet;

pub fn bounds(names: Vec<String>) -> Vec<usize> {
    let mut seen: HashSet<String> = HashSet::new();
    let mut lengths = Vec::new();
    for name in names {
        if !seen.contains(&name) { //~ double_lookup
            lengths.push(name.len());
            seen.insert(name);
        }
    }
    lengths
}
