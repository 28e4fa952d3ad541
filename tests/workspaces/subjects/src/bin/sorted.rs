use std::collections::HashMap;
use subjects::{map, table, LARGE, SMALL};

fn spared(active: &HashMap<u64, u32>, weights: &[u64]) -> u64 {
    let mut order: Vec<u64> = active
        .values()
        .map(|&at| {
            weights[at as usize]
        })
        .collect();
    order.sort_unstable();
    order[order.len() / 2]
}

fn pays(active: &HashMap<u64, u32>, weights: &[u64]) -> u64 {
    let mut order: Vec<u64> = active
        .values()
        .map(|&at| {
            weights[at as usize]
        })
        .collect();
    order.sort_unstable();
    order[order.len() / 2]
}

fn main() {
    let (few, large) = (map(100, 100, LARGE / 2), table(LARGE));
    let (sparse, small) = (map(200_000, 2_000, SMALL), table(SMALL));
    let mut sum = 0u64;
    for turn in 0..1_000 {
        sum = sum.wrapping_add(spared(std::hint::black_box(&few), &large[turn * 61..]));
    }
    for _ in 0..40 {
        sum = sum.wrapping_add(pays(std::hint::black_box(&sparse), &small));
    }
    println!("{sum}");
}
