use std::collections::HashSet;

pub fn spelled(files: &[Vec<u64>]) -> Vec<u64> { //~ nested_vec
    let mut seen: HashSet<String> = HashSet::new();
    let mut once = Vec::new();
    for file in files {
        for &number in file {
            let text = number.to_string();
            if !seen.contains(&text) { //~ double_lookup
                once.push(number);
                seen.insert(text);
            }
        }
    }
    once
}

pub fn named(files: Vec<Vec<String>>) -> Vec<usize> {
    let mut seen: HashSet<String> = HashSet::new();
    let mut lengths = Vec::new();
    for file in files {
        for name in file {
            if !seen.contains(&name) { //~ double_lookup
                lengths.push(name.len());
                seen.insert(name);
            }
        }
    }
    lengths
}
