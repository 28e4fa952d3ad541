use crate::dice::Dice;
use std::collections::BTreeMap;
use std::hint::black_box;

struct Shop {
    prices: BTreeMap<u64, u64>,
    asked: Vec<u64>,
}

fn pays(shop: &Shop) -> u64 {
    let mut sum = 0;
    for article in &shop.asked {
        if let Some(price) = shop.prices.get(article) {
            sum += *price;
        }
    }
    sum
}

fn spared(shop: &Shop) -> u64 {
    let mut sum = 0;
    for article in &shop.asked {
        if let Some(price) = shop.prices.get(article) {
            sum += *price;
        }
    }
    sum
}

fn shop(count: usize) -> Shop {
    let asked = Dice(77).numbers(count);
    let mut prices = BTreeMap::new();
    for &article in &asked {
        prices.insert(article, article / 7);
    }
    Shop { prices, asked }
}

pub fn run() -> u64 {
    let (large, small) = (shop(30_000), shop(40));
    let mut sum = pays(black_box(&large));
    for _ in 0..2_000 {
        sum += spared(black_box(&small));
    }
    sum
}
