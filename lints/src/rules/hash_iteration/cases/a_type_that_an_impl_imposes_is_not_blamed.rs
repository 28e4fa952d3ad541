use std::collections::HashMap;

pub trait Total {
    fn total(&self, rounds: usize) -> u64;
    fn of(prices: &HashMap<u32, u64>, rounds: usize) -> u64;
}

impl Total for HashMap<u32, u64> {
    fn total(&self, rounds: usize) -> u64 {
        let mut sum = 0;
        for _ in 0..rounds {
            sum += self.values().sum::<u64>(); //~ hash_iteration
        }
        sum
    }

    fn of(prices: &HashMap<u32, u64>, rounds: usize) -> u64 {
        let mut sum = 0;
        for _ in 0..rounds {
            sum += prices.values().sum::<u64>(); //~ hash_iteration
        }
        sum
    }
}

pub struct Stock {
    amounts: HashMap<u32, u64>,
}

impl From<HashMap<u32, u64>> for Stock {
    fn from(prices: HashMap<u32, u64>) -> Stock {
        Stock { amounts: prices.into_iter().filter(|price| price.1 > 0).collect() } //~ hash_iteration
    }
}

impl Stock {
    pub fn retain(&mut self, keep: impl Fn(u32) -> bool) {
        self.amounts.retain(|number, _| keep(*number)); //~ hash_iteration
    }
}

pub fn clean(stock: &mut Stock, rounds: u32) {
    for round in 0..rounds {
        stock.retain(|number| number > round);
    }
}
