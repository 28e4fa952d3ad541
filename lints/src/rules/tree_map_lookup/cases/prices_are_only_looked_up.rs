use std::collections::BTreeMap;

pub struct Prices {
    by_name: BTreeMap<String, u64>, //~ tree_map_lookup
}

impl Prices {
    pub fn new() -> Prices {
        Prices { by_name: BTreeMap::new() }
    }

    pub fn set(&mut self, name: &str, price: u64) {
        self.by_name.insert(name.to_owned(), price);
    }

    pub fn total(&self, names: &[String]) -> u64 {
        let mut sum = 0;
        for name in names {
            sum += self.by_name.get(name).copied().unwrap_or(0); //~ unsorted_search
        }
        sum
    }
}
