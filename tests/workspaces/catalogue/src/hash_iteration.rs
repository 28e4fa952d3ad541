use std::collections::HashMap;
use std::hint::black_box;

fn pays(prices: &HashMap<u64, u64>) -> u64 {
    let mut sum = 0;
    for (article, price) in prices {
        sum += article ^ price;
    }
    sum
}

fn spared(prices: &HashMap<u64, u64>) -> u64 {
    let mut sum = 0;
    for (article, price) in prices {
        sum += article ^ price;
    }
    sum
}

pub fn run() -> u64 {
    let prices = |count: u64| -> HashMap<u64, u64> { (0..count).map(|article| (article * 7919, article)).collect() };
    let (many, few) = (prices(60_000), prices(50));
    let mut sum = 0;
    for _ in 0..4 {
        sum += pays(black_box(&many));
    }
    for _ in 0..4_000 {
        sum += spared(black_box(&few));
    }
    sum
}
