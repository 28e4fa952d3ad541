use std::collections::HashMap;

pub fn open(mut counts: HashMap<usize, u64>, lines: &[u64], scales: &[u64]) -> u64 {
    for (number, &line) in lines.iter().enumerate() {
        if line == 0 {
            counts.remove(&number);
        }
    }
    let mut sum = 0;
    for scale in scales {
        counts.values().for_each(|count| sum += count * scale); //~ sparse_map_scan
    }
    sum
}
