use hashbrown::HashMap as Brown;
use indexmap::IndexMap;
use rustc_hash::FxHashMap;

pub struct Tables {
    brown: Brown<u32, u64>,
    fast: FxHashMap<u32, u64>,
    ordered: IndexMap<u32, u64>,
}

impl Tables {
    pub fn sum(&self) -> u64 {
        let mut sum = 0;
        for amount in self.brown.values() { //~ hash_iteration
            sum += amount;
        }
        for (_, amount) in &self.fast { //~ hash_iteration
            sum += amount;
        }
        for (_, amount) in &self.ordered {
            sum += amount;
        }
        sum
    }
}
