use std::collections::HashMap;

pub struct Stock {
    amounts: HashMap<u32, u64>,
}

impl Stock {
    pub fn total(&self) -> u64 {
        self.amounts.values().map(|amount| amount * 2).sum() //~ hash_iteration
    }

    pub fn plenty(&self) -> usize {
        let plenty = self.amounts.iter().filter(|(_, amount)| **amount > 10).count(); //~ hash_iteration
        plenty
    }

    pub fn all(&self) -> Vec<u64> {
        self.amounts.values().copied().collect() //~ hash_iteration
    }
}
