use crate::dice::Dice;
use std::hint::black_box;

fn pays(values: &Vec<u64>, places: &Vec<u32>) -> u64 {
    let mut sum = 0;
    for &place in places {
        sum += values[place as usize];
    }
    sum
}

fn spared(values: &Vec<u64>, places: &Vec<u32>) -> u64 {
    let mut sum = 0;
    for &place in places {
        sum += values[place as usize];
    }
    sum
}

fn data(count: usize) -> (Vec<u64>, Vec<u32>) {
    let mut dice = Dice(77);
    ((0..count as u64).collect(), (0..count).map(|_| dice.roll(count) as u32).collect())
}

pub fn run() -> u64 {
    let (many, few) = (data(60_000), data(100));
    let mut sum = 0;
    for _ in 0..3 {
        sum += pays(black_box(&many.0), black_box(&many.1));
    }
    for _ in 0..2_000 {
        sum += spared(black_box(&few.0), black_box(&few.1));
    }
    sum
}
