use std::collections::LinkedList;

type Steps = LinkedList<[u64; 14]>;

fn both(count: usize, other: usize) -> (Steps, Steps) {
    let few: Steps = (0..count as u64).map(|nth| [nth; 14]).collect();
    let many: Steps = (0..other as u64).map(|nth| [nth; 14]).collect();
    (few, many)
}

fn sum(of: &Steps) -> u64 {
    let mut sum = 0;
    for step in of {
        sum += step[3];
    }
    sum
}

fn spared(few: &Steps, many: &Steps) -> u64 {
    let mut all = 0;
    for step in few {
        all += step[3] + sum(many);
    }
    all
}

fn main() {
    let (few, many) = both(4, 4_000);
    let mut sum = 0u64;
    for _ in 0..10 {
        sum = sum.wrapping_add(spared(std::hint::black_box(&few), std::hint::black_box(&many)));
    }
    println!("{sum}");
}
