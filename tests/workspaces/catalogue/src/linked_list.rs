use crate::dice::Dice;
use std::collections::LinkedList;
use std::hint::black_box;

fn pays(steps: &LinkedList<u64>) -> u64 {
    let mut sum = 0;
    for step in steps {
        sum += step;
    }
    sum
}

fn spared(steps: &LinkedList<u64>) -> u64 {
    let mut sum = 0;
    for step in steps {
        sum += step;
    }
    sum
}

fn steps(count: usize) -> LinkedList<u64> {
    let all: Vec<LinkedList<u64>> = (0..count as u64).map(|step| LinkedList::from([step])).collect();
    let mut steps = LinkedList::new();
    for mut step in Dice(77).shuffled(all) {
        steps.append(&mut step);
    }
    steps
}

pub fn run() -> u64 {
    let (many, few) = (steps(20_000), steps(30));
    let mut sum = 0;
    for _ in 0..4 {
        sum += pays(black_box(&many));
    }
    for _ in 0..5_000 {
        sum += spared(black_box(&few));
    }
    sum
}
