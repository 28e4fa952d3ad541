//! Removals from the front of a vector whose length stays in a register, and of which nothing is read.
use std::hint::black_box;

/// As many as there are numbers in `order`.
fn pays(mut queue: Vec<u64>, order: &[u64]) -> u64 {
    let mut sum = 0;
    for number in order {
        queue.remove(0);
        sum += number;
    }
    sum
}

fn main() {
    let order: Vec<u64> = (0..2_000).collect();
    println!("{}", pays(black_box(vec![1; 50_000]), black_box(&order)));
}
