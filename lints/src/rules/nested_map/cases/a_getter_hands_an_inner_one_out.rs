use std::collections::HashMap;

pub struct Prices {
    by_shop: HashMap<i64, HashMap<i64, f64>>,
}

impl Prices {
    pub fn shop(&self, shop: i64) -> Option<&HashMap<i64, f64>> {
        self.by_shop.get(&shop)
    }

    pub fn sum(&self, orders: &[(i64, i64)]) -> f64 {
        orders.iter().map(|(shop, item)| self.by_shop[shop][item]).sum()
    }
}
