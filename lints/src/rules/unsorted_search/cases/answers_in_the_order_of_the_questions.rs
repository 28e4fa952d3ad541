use std::collections::BTreeMap;

pub fn ranks(sorted: &[i64], values: Vec<i64>) -> Vec<usize> {
    values.iter().map(|value| sorted.partition_point(|one| one < value)).collect()
}

pub fn told(all: &BTreeMap<u32, String>, wanted: Vec<u32>) {
    for item in &wanted {
        println!("{:?}", all.get(item));
    }
}

pub fn named(all: &BTreeMap<u32, String>, wanted: Vec<u32>) -> String {
    let mut text = String::new();
    for item in &wanted {
        if let Some(name) = all.get(item) {
            text.push_str(name);
        }
    }
    text
}

pub fn weight(all: &BTreeMap<u32, f64>, wanted: Vec<u32>) -> f64 {
    let mut sum = 0.0;
    for item in &wanted {
        sum += all.get(item).copied().unwrap_or(0.0);
    }
    sum
}

pub fn missing(all: &BTreeMap<u32, f64>, wanted: Vec<u32>) -> Option<u32> {
    for item in &wanted {
        if !all.contains_key(item) {
            return Some(*item);
        }
    }
    None
}
