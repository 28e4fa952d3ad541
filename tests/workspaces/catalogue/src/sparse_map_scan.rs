use crate::dice::Dice;
use std::collections::HashMap;
use std::hint::black_box;

fn pays(mut all: HashMap<u64, u64>) -> u64 {
    all.retain(|key, _| key % 16 == 0);
    let mut sum = 0;
    for _ in 0..4 {
        for value in all.values() {
            sum += *value;
        }
    }
    sum
}

fn spared(mut all: HashMap<u64, u64>) -> u64 {
    all.retain(|key, _| key % 16 == 0);
    let mut sum = 0;
    for _ in 0..4 {
        for value in all.values() {
            sum += *value;
        }
    }
    sum
}

fn map(count: usize) -> HashMap<u64, u64> {
    Dice(77).numbers(count).iter().map(|&key| (key, key / 2)).collect()
}

pub fn run() -> u64 {
    let (many, few) = (map(60_000), map(50));
    let mut sum = pays(black_box(many));
    for _ in 0..1_000 {
        sum += spared(black_box(few.clone()));
    }
    sum
}
