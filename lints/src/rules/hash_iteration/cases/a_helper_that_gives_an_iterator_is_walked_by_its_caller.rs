use std::collections::{HashMap, HashSet};
use std::collections::hash_map::Values;

pub struct Store<V> {
    entries: HashMap<u32, V>,
    marked: HashSet<u32>,
    sorted: Vec<u64>,
}

impl<V: Copy + Into<u64>> Store<V> {
    pub fn live(&self) -> impl Iterator<Item = &V> + '_ {
        self.entries.iter().filter(|(key, _)| !self.marked.contains(key)).map(|(_, value)| value)
    }

    pub fn all(&self) -> Values<'_, u32, V> {
        self.entries.values()
    }

    pub fn some(&self, few: bool) -> Box<dyn Iterator<Item = u32> + '_> {
        if few { Box::new(std::iter::empty()) } else { Box::new(self.marked.iter().copied()) }
    }

    pub fn large(&self) -> impl Iterator<Item = u64> + '_ {
        let values = self.live().map(|value| (*value).into());
        values.filter(|value| *value > 100)
    }

    pub fn keys(&self) -> impl IntoIterator<Item = &u32> + '_ {
        &self.marked
    }

    pub fn in_order(&self) -> impl Iterator<Item = &u64> + '_ {
        self.sorted.iter()
    }

    pub fn ordered(&self) -> impl Iterator<Item = u64> {
        let mut all: Vec<u64> = self.entries.values().map(|value| (*value).into()).collect(); //~ hash_iteration
        all.sort_unstable();
        all.into_iter()
    }
}

pub fn looped(store: &Store<u64>) -> u64 {
    let mut sum = 0;
    for value in store.live() { //~ hash_iteration
        sum += value;
    }
    sum
}

pub fn summed(store: &Store<u64>) -> u64 {
    store.live().sum() //~ hash_iteration
}

pub fn named(store: &Store<u64>) -> u64 {
    store.all().map(|value| value * 2).sum() //~ hash_iteration
}

pub fn boxed(store: &Store<u64>) -> Vec<u32> {
    let some = store.some(false); //~ hash_iteration
    some.map(|key| key + 1).collect()
}

pub fn through_another(store: &Store<u64>) -> Option<u64> {
    store.large().max() //~ hash_iteration
}

pub fn turned_into_one(store: &Store<u64>) -> u32 {
    let mut all = 0;
    for key in store.keys() { //~ hash_iteration
        all ^= key;
    }
    all
}

pub fn again_and_again(store: &Store<u64>, turns: &[u64]) -> u64 {
    let mut sum = 0;
    for turn in turns {
        sum += turn * store.live().sum::<u64>(); //~ hash_iteration
    }
    sum
}

pub fn silent(store: &Store<u64>) -> (Option<&u64>, u64, u64) {
    (store.live().next(), store.in_order().sum(), store.ordered().sum())
}
