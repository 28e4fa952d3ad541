use std::collections::LinkedList;
use subjects::{table, Dice, LARGE, SMALL};

fn spared(steps: &LinkedList<u32>, weights: &[u64]) -> u64 {
    let mut sum = 0;
    for &at in steps {
        sum += weights[at as usize];
    }
    sum
}

fn pays(steps: &LinkedList<[u32; 30]>, weights: &[u64]) -> u64 {
    let mut sum = 0;
    for step in steps {
        sum += weights[step[7] as usize];
    }
    sum
}

fn main() {
    let mut dice = Dice(77);
    let (large, small) = (table(LARGE), table(SMALL));
    let few: LinkedList<u32> = (0..40).map(|_| dice.roll(LARGE / 2) as u32).collect();
    let many: LinkedList<[u32; 30]> = (0..5_000).map(|_| [dice.roll(SMALL) as u32; 30]).collect();
    let mut sum = 0u64;
    for turn in 0..1_000 {
        sum = sum.wrapping_add(spared(std::hint::black_box(&few), &large[turn * 61..]));
    }
    for _ in 0..20 {
        sum = sum.wrapping_add(pays(std::hint::black_box(&many), &small));
    }
    println!("{sum}");
}
