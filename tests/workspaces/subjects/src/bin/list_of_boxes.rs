use std::collections::LinkedList;

struct Big([u64; 128]);

fn payload(parts: &LinkedList<Box<Big>>) -> u64 {
    let mut sum = 0;
    for part in parts {
        // In an order that no prefetcher follows.
        sum += [0, 40, 8, 120, 24, 88, 56, 104, 16, 72, 112, 32]
            .iter()
            .map(|&at| part.0[at])
            .sum::<u64>();
    }
    sum
}

fn pays(parts: &LinkedList<([u64; 60], Box<Big>)>) -> u64 {
    let mut sum = 0;
    for (own, part) in parts {
        sum += own.iter().step_by(8).sum::<u64>() + part.0[0];
    }
    sum
}

fn main() {
    let big = |nth: u64| Box::new(Big([nth; 128]));
    let boxed: LinkedList<Box<Big>> = (0..1_000).map(big).collect();
    let wide: LinkedList<([u64; 60], Box<Big>)> = (0..1_000).map(|nth| ([nth; 60], big(nth))).collect();
    let mut sum = 0u64;
    for _ in 0..20 {
        sum = sum.wrapping_add(payload(std::hint::black_box(&boxed)));
        sum = sum.wrapping_add(pays(std::hint::black_box(&wide)));
    }
    println!("{sum}");
}
