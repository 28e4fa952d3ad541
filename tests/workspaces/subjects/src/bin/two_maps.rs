use std::collections::HashMap;
use subjects::map;

fn zipped(one: &HashMap<u64, u32>, other: &HashMap<u64, u32>) -> u64 {
    let mut sum = 0;
    for ((id, at), (other, to)) in one.iter().zip(other.iter()) {
        sum += id ^ other + u64::from(at ^ to);
    }
    sum
}

fn chained(one: &HashMap<u64, u32>, other: &HashMap<u64, u32>) -> u64 {
    let mut sum = 0;
    for (&id, &at) in one {
        for (&other, &to) in other {
            sum += id ^ other + u64::from(at ^ to);
        }
    }
    sum
}

fn main() {
    let (dense, sparse) = (map(3_500, 3_500, 16), map(100_000, 3_500, 16));
    let few = map(3, 3, 16);
    let mut sum = 0u64;
    for _ in 0..20 {
        sum = sum.wrapping_add(zipped(std::hint::black_box(&dense), std::hint::black_box(&sparse)));
        sum = sum.wrapping_add(chained(std::hint::black_box(&few), std::hint::black_box(&sparse)));
    }
    println!("{sum}");
}
