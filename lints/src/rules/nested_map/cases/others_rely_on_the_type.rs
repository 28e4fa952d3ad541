//- /prices/src/lib.rs crate:prices published
use std::collections::HashMap;

pub struct Prices {
    pub by_shop: HashMap<i64, HashMap<i64, f64>>,
}

pub fn sum(prices: &Prices, orders: &[(i64, i64)]) -> f64 {
    let mut sum = 0.0;
    for (shop, item) in orders {
        sum += prices.by_shop[shop][item];
    }
    sum
}
