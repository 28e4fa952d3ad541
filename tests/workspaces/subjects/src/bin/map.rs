use std::collections::HashMap;
use subjects::{map, table, LARGE, SMALL};

fn spared(active: &HashMap<u64, u32>, weights: &[u64]) -> u64 {
    let mut sum = 0;
    for (&id, &at) in active {
        sum += id ^ weights[at as usize];
    }
    sum
}

fn pays(active: &HashMap<u64, u32>, weights: &[u64]) -> u64 {
    let mut sum = 0;
    for (&id, &at) in active {
        sum += id ^ weights[at as usize];
    }
    sum
}

fn main() {
    let (few, large) = (map(100, 100, LARGE / 2), table(LARGE));
    let (sparse, small) = (map(100_000, 4_000, SMALL), table(SMALL));
    let mut sum = 0u64;
    for turn in 0..1_000 {
        sum = sum.wrapping_add(spared(std::hint::black_box(&few), &large[turn * 61..]));
    }
    for _ in 0..20 {
        sum = sum.wrapping_add(pays(std::hint::black_box(&sparse), &small));
    }
    println!("{sum}");
}
