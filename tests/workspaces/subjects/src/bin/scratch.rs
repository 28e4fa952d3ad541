use std::collections::HashSet;

fn distinct(found: &[u32], scratch: &mut HashSet<u32>) -> u64 {
    scratch.extend(found);
    let all: Vec<u32> = scratch.drain().collect();
    all.iter().map(|&one| u64::from(one)).sum()
}

fn main() {
    let mut scratch = HashSet::with_capacity(50_000);
    let found: Vec<u32> = (0..40).map(|nth| nth * 7919).collect();
    let mut sum = 0u64;
    for _ in 0..200 {
        sum = sum.wrapping_add(distinct(std::hint::black_box(&found), &mut scratch));
    }
    println!("{sum}");
}
