// Prices by number of article, looked up in no order: in a tree, and in a hash map.

/// `n` seeded numbers.
pub fn items(n: usize) -> Vec<u64> {
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    (0..n)
        .map(|_| {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            state
        })
        .collect()
}

/// A tree.
pub mod before {
    use std::collections::BTreeMap;

    /// Prices, and the articles that are asked for.
    pub struct Shop {
        prices: BTreeMap<u64, u64>,
        asked: Vec<u64>,
    }

    /// One price for each item; each is asked for once, in the order of the items.
    pub fn build(items: &[u64]) -> Shop {
        let mut prices = BTreeMap::new();
        for &item in items {
            prices.insert(item, item >> 7);
        }
        Shop { prices, asked: items.to_vec() }
    }

    /// The sum of the prices that are asked for.
    pub fn run(shop: &Shop) -> u64 {
        let mut sum = 0u64;
        for article in &shop.asked {
            if let Some(price) = shop.prices.get(article) {
                sum = sum.wrapping_add(*price);
            }
        }
        sum
    }
}

/// A hash map.
pub mod after {
    use std::collections::HashMap;

    /// Prices, and the articles that are asked for.
    pub struct Shop {
        prices: HashMap<u64, u64>,
        asked: Vec<u64>,
    }

    /// One price for each item; each is asked for once, in the order of the items.
    pub fn build(items: &[u64]) -> Shop {
        let mut prices = HashMap::new();
        for &item in items {
            prices.insert(item, item >> 7);
        }
        Shop { prices, asked: items.to_vec() }
    }

    /// The sum of the prices that are asked for.
    pub fn run(shop: &Shop) -> u64 {
        let mut sum = 0u64;
        for article in &shop.asked {
            if let Some(price) = shop.prices.get(article) {
                sum = sum.wrapping_add(*price);
            }
        }
        sum
    }
}
