use std::collections::BTreeMap;

pub fn ranks(sorted: &[i64], values: Vec<i64>) -> Vec<usize> {
    values.iter().map(|value| sorted.partition_point(|one| one < value)).collect() //~ unsorted_search
}

pub fn told(all: &BTreeMap<u32, String>, wanted: Vec<u32>) {
    for item in &wanted {
        println!("{:?}", all.get(item)); //~ unsorted_search
    }
}

pub fn named(all: &BTreeMap<u32, String>, wanted: Vec<u32>) -> String {
    let mut text = String::new();
    for item in &wanted {
        if let Some(name) = all.get(item) { //~ unsorted_search
            text.push_str(name);
        }
    }
    text
}

pub fn weight(all: &BTreeMap<u32, f64>, wanted: Vec<u32>) -> f64 {
    let mut sum = 0.0;
    for item in &wanted {
        sum += all.get(item).copied().unwrap_or(0.0); //~ unsorted_search
    }
    sum
}

pub fn placed(sorted: &[u64], asked: &[u64], places: &mut [usize]) {
    for (number, key) in asked.iter().enumerate() {
        places[number] = sorted.partition_point(|one| one < key); //~ unsorted_search
    }
}

pub fn beside(all: &BTreeMap<u32, u64>, wanted: &[u32], times: &[u64]) -> Vec<u64> {
    wanted.iter().zip(times).map(|(item, times)| all.get(item).map_or(0, |price| price * times)).collect() //~ unsorted_search
}

pub fn by_number(all: &BTreeMap<u32, u64>, wanted: &[u32]) -> Vec<u64> {
    let mut prices = Vec::with_capacity(wanted.len());
    for at in 0..wanted.len() {
        prices.push(all.get(&wanted[at]).copied().unwrap_or(0)); //~ unsorted_search
    }
    prices
}

/// An error ends it, which is seldom.
pub fn all_of_them(all: &BTreeMap<u32, u64>, wanted: &[u32]) -> Result<Vec<u64>, String> {
    let mut prices = Vec::new();
    for item in wanted {
        match all.get(item) { //~ unsorted_search
            Some(price) => prices.push(*price),
            None => return Err(format!("{item}")),
        }
    }
    Ok(prices)
}

pub fn folded(all: &BTreeMap<u32, u64>, wanted: &[u32]) -> u64 {
    wanted.iter().fold(0, |sum, item| sum + all.get(item).copied().unwrap_or(0)) //~ unsorted_search
}
