use std::collections::{BTreeSet, HashMap, HashSet};
use std::fmt::Debug;

fn total<'a, I: IntoIterator<Item = &'a u64>>(numbers: I) -> u64 {
    let mut sum = 0;
    for number in numbers {
        sum += number;
    }
    sum
}

fn largest(numbers: impl IntoIterator<Item = u64>) -> Option<u64> {
    numbers.into_iter().max()
}

fn in_turn<I>(first: u32, numbers: I) -> u64
where
    I: IntoIterator<Item = u64>,
{
    u64::from(first) + largest(numbers).unwrap_or(0)
}

fn kept(numbers: impl IntoIterator<Item = u64>) -> Vec<u64> {
    numbers.into_iter().collect()
}

fn sorted(numbers: impl IntoIterator<Item = u64>) -> BTreeSet<u64> {
    numbers.into_iter().collect()
}

fn some<T: IntoIterator<Item = u64>>(numbers: T) -> Option<u64> {
    numbers.into_iter().next()
}

fn copied<T: Clone + Debug>(thing: &T) -> (T, String) {
    (thing.clone(), format!("{thing:?}"))
}

struct Later<I> {
    numbers: I,
}

impl<I: IntoIterator<Item = u64>> Later<I> {
    fn new(numbers: I) -> Later<I> {
        Later { numbers }
    }
}

pub struct Registry {
    known: HashSet<u64>,
    by_name: HashMap<String, u64>,
}

impl Registry {
    pub fn walked(&self, turns: &[u64]) -> u64 {
        let mut sum = 0;
        for turn in turns {
            sum += turn * total(&self.known); //~ hash_iteration
        }
        sum
    }

    pub fn handed_on(&self) -> u64 {
        in_turn(0, self.known.clone()) //~ hash_iteration
    }

    pub fn kept(self) -> Vec<u64> {
        kept(self.known) //~ hash_iteration
    }

    pub fn sorted(self) -> BTreeSet<u64> {
        sorted(self.known) //~ hash_iteration
    }

    pub fn silent(self) -> Option<u64> {
        copied(&self.by_name);
        let later = Later::new(self.known.clone());
        later.numbers.len() as u64;
        some(self.known)
    }
}
