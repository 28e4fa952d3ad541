use std::hint::black_box;

fn pays(queue: &mut Vec<u64>, turns: u64) -> u64 {
    let mut sum = 0;
    for turn in 0..turns {
        queue.push(turn);
        sum += queue.remove(0);
    }
    sum
}

fn spared(queue: &mut Vec<u64>, turns: u64) -> u64 {
    let mut sum = 0;
    for turn in 0..turns {
        queue.push(turn);
        sum += queue.remove(0);
    }
    sum
}

pub fn run() -> u64 {
    let queue = |length: u64| -> Vec<u64> { (0..length).collect() };
    let (mut long, mut short) = (queue(50_000), queue(12));
    pays(black_box(&mut long), 200) + spared(black_box(&mut short), 100_000)
}
