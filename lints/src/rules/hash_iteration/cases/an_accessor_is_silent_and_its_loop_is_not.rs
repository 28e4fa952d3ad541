use std::collections::hash_map::Iter;
use std::collections::HashMap;

pub struct Stock {
    amounts: HashMap<u32, u64>,
}

impl Stock {
    pub fn iter(&self) -> Iter<'_, u32, u64> {
        self.amounts.iter()
    }

    pub fn items(&self) -> impl Iterator<Item = &u32> {
        self.amounts.keys()
    }

    pub fn total(&self) -> u64 {
        let mut sum = 0;
        for (_, amount) in self.iter() { //~ hash_iteration
            sum += amount;
        }
        sum
    }
}
