use std::collections::HashMap;
use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher};

use ahash::AHashMap;
use rustc_hash::{FxHashMap, FxHashSet};

type Quick<V> = HashMap<u32, V, BuildHasherDefault<DefaultHasher>>;

pub struct Tables {
    fast: FxHashMap<u32, u64>,
    known: FxHashSet<u32>,
    strong: AHashMap<u32, u64>,
    brown: hashbrown::HashMap<u32, u64>,
    quick: Quick<u64>,
}

impl Tables {
    pub fn sum(&self, rounds: usize) -> u64 {
        let mut sum = 0;
        for _ in 0..rounds {
            sum += self.fast.values().sum::<u64>(); //~ hash_iteration
            sum += self.known.iter().map(|known| u64::from(*known)).sum::<u64>(); //~ hash_iteration
            sum += self.strong.values().sum::<u64>(); //~ hash_iteration
            sum += self.brown.values().sum::<u64>(); //~ hash_iteration
            sum += self.quick.values().sum::<u64>(); //~ hash_iteration
        }
        sum
    }
}

pub fn any<S: BuildHasher>(all: &HashMap<u32, u64, S>) -> u64 {
    all.values().sum() //~ hash_iteration
}
