//! A map whose first entry is asked for until none is left: each time all slots before it are looked at.
use std::collections::HashMap;
use std::hint::black_box;

fn pays(waiting: &mut HashMap<u64, u64>) -> u64 {
    let mut sum = 0;
    while let Some(first) = waiting.keys().find(|number| **number < u64::MAX).copied() {
        waiting.remove(&first);
        sum += first;
    }
    sum
}

fn main() {
    let mut waiting: HashMap<u64, u64> = (0..20_000).map(|number| (number * 7919, number)).collect();
    println!("{}", pays(black_box(&mut waiting)));
}
