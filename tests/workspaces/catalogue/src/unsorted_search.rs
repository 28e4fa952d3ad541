use crate::dice::Dice;
use std::hint::black_box;

fn pays(known: &Vec<u64>, asked: Vec<u64>) -> u64 {
    let mut found = 0;
    for number in &asked {
        found += u64::from(known.binary_search(number).is_ok());
    }
    found
}

fn spared(known: &Vec<u64>, asked: Vec<u64>) -> u64 {
    let mut found = 0;
    for number in &asked {
        found += u64::from(known.binary_search(number).is_ok());
    }
    found
}

fn data(count: usize) -> (Vec<u64>, Vec<u64>) {
    let asked = Dice(77).numbers(count);
    let mut known = asked.clone();
    known.sort_unstable();
    (known, asked)
}

pub fn run() -> u64 {
    let (many, few) = (data(60_000), data(100));
    let mut sum = pays(black_box(&many.0), black_box(many.1));
    for _ in 0..1_000 {
        sum += spared(black_box(&few.0), black_box(few.1.clone()));
    }
    sum
}
