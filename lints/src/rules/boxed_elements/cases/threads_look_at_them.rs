use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};

pub(crate) struct Counter {
    hits: AtomicU64,
}

pub(crate) struct Shard {
    names: Mutex<Vec<String>>,
}

pub(crate) fn hits(counters: &[Box<Counter>]) -> u64 {
    counters.iter().map(|counter| counter.hits.load(Ordering::Relaxed)).sum()
}

pub(crate) fn names(shards: &[Box<Shard>]) -> usize {
    shards.iter().map(|shard| shard.names.lock().unwrap().len()).sum()
}
