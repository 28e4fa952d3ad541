use crate::dice::Dice;
use std::hint::black_box;

fn pays(samples: &Vec<u64>) -> u64 {
    let sum = samples.iter().fold(0, |sum: u64, sample| sum.wrapping_add(*sample));
    let largest = samples.iter().fold(0, |largest: u64, sample| largest.max(*sample));
    let odd = samples.iter().fold(0, |odd, sample| odd + sample % 2);
    sum ^ largest ^ odd
}

fn spared(samples: &Vec<u64>) -> u64 {
    let sum = samples.iter().fold(0, |sum: u64, sample| sum.wrapping_add(*sample));
    let largest = samples.iter().fold(0, |largest: u64, sample| largest.max(*sample));
    let odd = samples.iter().fold(0, |odd, sample| odd + sample % 2);
    sum ^ largest ^ odd
}

pub fn run() -> u64 {
    let mut dice = Dice(77);
    let (many, few) = (dice.numbers(100_000), dice.numbers(200));
    let mut sum = 0;
    for _ in 0..4 {
        sum ^= pays(black_box(&many));
    }
    for _ in 0..2_000 {
        sum ^= spared(black_box(&few));
    }
    sum
}
