use std::collections::HashMap;

pub struct Prices {
    by_shop: HashMap<i64, HashMap<i64, f64>>,
}

impl Prices {
    pub fn sum(&self, shop: i64, items: &[i64]) -> f64 {
        let mut sum = 0.0;
        if let Some(prices) = self.by_shop.get(&shop) {
            for item in items {
                sum += prices.get(item).copied().unwrap_or(0.0);
            }
        }
        sum
    }
}
