use std::collections::HashMap;

pub struct Prices {
    by_shop: HashMap<u64, HashMap<u64, f64>>, //~ nested_map
}

impl Prices {
    pub fn total(&self, orders: &[(u64, u64)], rounds: usize) -> f64 {
        let mut sum = 0.0;
        for _ in 0..rounds {
            for (shop, item) in orders {
                sum += self.by_shop.get(shop).and_then(|items| items.get(item)).copied().unwrap_or(0.0);
            }
        }
        sum
    }

    pub fn set(&mut self, shop: u64, item: u64, price: f64) {
        self.by_shop.entry(shop).or_default().insert(item, price);
    }
}
