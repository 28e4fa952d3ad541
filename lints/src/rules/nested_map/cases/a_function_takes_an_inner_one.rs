use std::collections::HashMap;

pub struct Prices {
    by_shop: HashMap<i64, HashMap<i64, f64>>,
}

fn cheapest(items: &HashMap<i64, f64>, wanted: &[i64]) -> f64 {
    wanted.iter().filter_map(|item| items.get(item)).fold(f64::MAX, |least, &price| least.min(price))
}

impl Prices {
    pub fn cheapest(&self, shops: &[i64], wanted: &[i64]) -> f64 {
        let mut least = f64::MAX;
        for shop in shops {
            least = least.min(cheapest(&self.by_shop[shop], wanted));
            least = least.min(self.by_shop[shop][&0]);
        }
        least
    }
}
