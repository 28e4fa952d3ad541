use std::collections::{HashMap, HashSet};

pub fn labels(mut clusters: HashMap<usize, Vec<usize>>, merges: &[(usize, usize)]) -> Vec<usize> {
    for (kept, gone) in merges {
        if let Some(members) = clusters.remove(gone) {
            clusters.get_mut(kept).unwrap().extend(members);
        }
    }
    let mut keys: Vec<usize> = clusters.keys().copied().collect(); //~ sparse_map_scan
    keys.sort_unstable();
    keys
}

pub fn one_of_two(mut prices: HashMap<u64, u64>, least: u64, is_sum: bool) -> u64 {
    prices.retain(|_, price| *price >= least); //~ hash_iteration
    if is_sum {
        prices.values().sum() //~ sparse_map_scan
    } else {
        prices.values().copied().max().unwrap_or(0) //~ hash_iteration
    }
}

pub fn open(mut counts: HashMap<usize, u64>, lines: &[u64]) -> u64 {
    for (number, &line) in lines.iter().enumerate() {
        if line == 0 {
            counts.remove(&number);
        }
    }
    let mut sum = 0;
    counts.values().for_each(|count| sum += count); //~ sparse_map_scan
    sum
}

pub struct Cache {
    entries: HashMap<u64, (u64, u32)>,
}

impl Cache {
    pub fn expire(&mut self, now: u64) -> u32 {
        self.entries.retain(|_, (until, _)| *until > now); //~ hash_iteration
        let mut hits = 0;
        for (_, times) in self.entries.values() { //~ sparse_map_scan
            hits += times;
        }
        hits
    }
}

pub fn left(jobs: &mut HashMap<u32, String>, done: &[u32]) -> usize {
    for job in done {
        jobs.remove(job);
    }
    let mut letters = 0;
    for (_, name) in jobs.iter() { //~ sparse_map_scan
        letters += name.len();
    }
    letters
}

pub fn odd(mut numbers: HashSet<u64>) -> u64 {
    numbers.retain(|number| number % 2 == 1); //~ hash_iteration
    numbers.iter().sum() //~ sparse_map_scan
}

pub fn names(mut ages: HashMap<String, u32>, least: u32) -> Vec<String> {
    ages.retain(|_, age| *age >= least); //~ hash_iteration
    let mut names: Vec<String> = ages.keys().cloned().collect(); //~ sparse_map_scan
    names.sort();
    names
}

pub fn each_call(prices: &mut HashMap<u64, u64>, leasts: &[u64]) -> u64 {
    let mut sum = 0;
    for least in leasts {
        sum += total(prices, *least);
    }
    sum
}

fn total(prices: &mut HashMap<u64, u64>, least: u64) -> u64 {
    prices.retain(|_, price| *price >= least); //~ hash_iteration
    prices.values().sum() //~ sparse_map_scan
}

pub fn layers(mut open: HashMap<String, u64>, rounds: &[Vec<String>]) -> Vec<String> {
    for round in rounds {
        for name in round {
            open.remove(name);
        }
        if round.is_empty() {
            let mut left: Vec<String> = open.into_keys().collect(); //~ sparse_map_scan
            left.sort();
            return left;
        }
    }
    Vec::new()
}
