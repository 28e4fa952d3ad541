use crate::dice::Dice;
use std::collections::HashMap;
use std::hint::black_box;

struct Exchange {
    rates: HashMap<u64, HashMap<u64, f64>>,
    asked: Vec<(u64, u64)>,
}

fn pays(exchange: &Exchange) -> f64 {
    let mut sum = 0.0;
    for (from, to) in &exchange.asked {
        sum += exchange.rates[from][to];
    }
    sum
}

fn spared(exchange: &Exchange) -> f64 {
    let mut sum = 0.0;
    for (from, to) in &exchange.asked {
        sum += exchange.rates[from][to];
    }
    sum
}

fn exchange(count: usize) -> Exchange {
    let mut dice = Dice(77);
    let asked: Vec<(u64, u64)> =
        (0..count).map(|_| (dice.roll(count / 16 + 1) as u64, dice.roll(1 << 40) as u64)).collect();
    let mut rates: HashMap<u64, HashMap<u64, f64>> = HashMap::new();
    for &(from, to) in &asked {
        rates.entry(from).or_default().insert(to, (from ^ to) as f64);
    }
    Exchange { rates, asked }
}

pub fn run() -> u64 {
    let (large, small) = (exchange(30_000), exchange(12));
    let mut sum = pays(black_box(&large));
    for _ in 0..4_000 {
        sum += spared(black_box(&small));
    }
    sum as u64
}
