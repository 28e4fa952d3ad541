use std::collections::{HashMap, HashSet};
use std::ptr::NonNull;
use std::sync::Arc;

pub struct Branch {
    parent: usize,
}

impl Branch {
    fn is_parent_of(&self, item: usize) -> bool {
        self.parent == item
    }
}

/// A raw pointer in a type of its own.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct BranchPtr(NonNull<Branch>);

impl std::ops::Deref for BranchPtr {
    type Target = Branch;

    fn deref(&self) -> &Branch {
        unsafe { self.0.as_ref() }
    }
}

pub fn within(scope: &HashSet<BranchPtr>, items: &[usize]) -> usize {
    items.iter().filter(|item| scope.iter().any(|branch| branch.is_parent_of(**item))).count() //~ hash_iteration
}

/// A shared pointer in a type of its own.
pub struct Text(Arc<String>);

impl Text {
    fn length(&self) -> usize {
        self.0.len()
    }
}

pub fn longest(texts: &HashMap<u64, Text>, rounds: usize) -> usize {
    let mut sum = 0;
    for _ in 0..rounds {
        for text in texts.values() { //~ hash_iteration
            sum = sum.max(text.length());
        }
    }
    sum
}

pub enum Job {
    Single(Arc<u64>),
    Multi(Arc<Vec<u64>>),
}

impl Job {
    fn weight(&self) -> u64 {
        match self {
            Job::Single(weight) => **weight,
            Job::Multi(weights) => weights.iter().sum(),
        }
    }
}

pub fn weight(jobs: &HashMap<u64, Job>, rounds: usize) -> u64 {
    let mut sum = 0;
    for _ in 0..rounds {
        for job in jobs.values() { //~ hash_iteration
            sum += job.weight();
        }
    }
    sum
}

/// What is behind it is handed over.
pub fn first(actors: &HashSet<Arc<u64>>, conditions: &[fn(&u64) -> bool]) -> usize {
    let mut found = 0;
    for condition in conditions {
        found += usize::from(actors.iter().any(|actor| condition(actor.as_ref()))); //~ hash_iteration
    }
    found
}

/// To compare or to subtract sets looks at what is in them.
pub fn alone(ngrams: &HashMap<u64, HashSet<u64>>) -> HashSet<u64> {
    let mut alone = HashSet::new();
    for one in ngrams.values() { //~ hash_iteration
        let mut current = one.clone();
        for other in ngrams.values() { //~ hash_iteration
            if other != one {
                current = &current - other;
            }
        }
        alone.extend(current); //~ hash_iteration
    }
    alone
}

/// Nobody knows what is asked here.
pub fn unknown(ngrams: &HashSet<u64>, models: &[fst::Set]) -> usize {
    models.iter().filter(|model| ngrams.iter().any(|ngram| model.contains(ngram))).count() //~ hash_iteration
}

/// A number in a type of its own leads nowhere.
pub struct Amount(u64);

impl Amount {
    fn value(&self) -> u64 {
        self.0
    }
}

pub fn owed(amounts: &HashMap<u64, Amount>, rounds: usize) -> u64 {
    let mut sum = 0;
    for _ in 0..rounds {
        for amount in amounts.values() { //~ hash_iteration
            sum += amount.value();
        }
    }
    sum
}
