use std::collections::HashMap;

pub(crate) struct Price {
    net: u64,
    tax: u64,
}

pub struct Shop {
    prices: HashMap<String, Box<Price>>, //~ boxed_elements
}

impl Shop {
    pub fn total(&self, orders: &[Vec<String>]) -> u64 {
        let mut sum = 0;
        for order in orders {
            for item in order {
                if let Some(price) = self.prices.get(item) {
                    sum += price.net + price.tax;
                }
            }
        }
        sum
    }

    pub fn set(&mut self, name: String, net: u64) {
        self.prices.insert(name, Box::new(Price { net, tax: net / 5 }));
    }
}
