use std::collections::HashMap;

pub fn parse(lines: &[&str]) -> HashMap<u32, usize> {
    let mut counts = HashMap::new();
    for line in lines {
        if let Ok(number) = line.parse::<u32>() {
            *counts.entry(number).or_insert(0) += 1;
        }
    }
    counts
}
