use std::collections::HashSet;
use subjects::{table, Dice, LARGE, SMALL};

fn spared(ids: &HashSet<u32>, weights: &[u64]) -> u64 {
    ids.iter()
        .map(|&id| {
            weights[id as usize]
        })
        .sum()
}

fn pays(ids: &HashSet<u32>, weights: &[u64]) -> u64 {
    ids.iter()
        .map(|&id| {
            weights[id as usize % weights.len()]
        })
        .sum()
}

fn set(capacity: usize, entries: usize) -> HashSet<u32> {
    let mut dice = Dice(77);
    let mut set = HashSet::with_capacity(capacity);
    set.extend((0..entries).map(|_| dice.roll(LARGE / 2) as u32));
    set
}

fn main() {
    let (few, large) = (set(100, 100), table(LARGE));
    let (sparse, small) = (set(200_000, 4_000), table(SMALL));
    let mut sum = 0u64;
    for turn in 0..1_000 {
        sum = sum.wrapping_add(spared(std::hint::black_box(&few), &large[turn * 61..]));
    }
    for _ in 0..20 {
        sum = sum.wrapping_add(pays(std::hint::black_box(&sparse), &small));
    }
    println!("{sum}");
}
