//! What a sketch for a person says.
use std::fmt::Write as _;

use locality_lints::report::Applicability;

use crate::fixture::Fixture;

/// Each row: a text with one walk over a hash map or set, what its sketch must have, and what it must not have.
#[test]
fn a_sketch_is_in_the_names_types_and_hashers_of_the_place() {
    let rows: &[(&str, &[&str], &[&str])] = &[
        (
            "pub struct T { fast: rustc_hash::FxHashMap<u32, u64> } impl T { pub fn f(&self) -> u64 { self.fast.values().sum() } }",
            &[
                "fast: Vec<(u32, u64)>,",
                "fast: indexmap::IndexMap<u32, u64, FxBuildHasher>,",
                "fast: std::collections::BTreeMap<u32, u64>,",
            ],
            &[],
        ),
        (
            "pub struct T { known: rustc_hash::FxHashSet<u32> } impl T { pub fn f(&self) -> u32 { self.known.iter().sum() } }",
            &["known: Vec<u32>,", "known: indexmap::IndexSet<u32, FxBuildHasher>,"],
            &[],
        ),
        (
            "pub fn f<S>(all: &std::collections::HashMap<u32, u64, S>) -> u64 { all.values().sum() }",
            &["all: indexmap::IndexMap<u32, u64, S>,"],
            &[],
        ),
        (
            "pub fn f(all: &std::collections::HashMap<u32, u64>) -> u64 { all.values().sum() }",
            &["all: indexmap::IndexMap<u32, u64>,"],
            &["RandomState"],
        ),
        (
            "pub fn f(all: &ahash::AHashMap<u32, u64>) -> u64 { all.values().sum() }",
            &["all: indexmap::IndexMap<u32, u64, ahash::RandomState>,"],
            &[],
        ),
        (
            "pub fn f(all: &hashbrown::HashMap<u32, u64>) -> u64 { all.values().sum() }",
            &["all: indexmap::IndexMap<u32, u64, hashbrown::DefaultHashBuilder>,"],
            &[],
        ),
        (
            "use std::hash::{BuildHasherDefault, DefaultHasher}; type Quick = std::collections::HashMap<u32, u64, BuildHasherDefault<DefaultHasher>>; \
             pub fn f(all: &Quick) -> u64 { all.values().sum() }",
            &["all: indexmap::IndexMap<u32, u64, BuildHasherDefault<DefaultHasher>>,"],
            &[],
        ),
        (
            "#[derive(PartialEq, Eq, Hash)] pub struct Key(u32); \
             pub fn f(all: &std::collections::HashMap<Key, u64>) -> u64 { all.values().sum() }",
            &["all: indexmap::IndexMap<Key, u64>,"],
            &["BTreeMap"],
        ),
        (
            "#[derive(PartialEq, Eq, PartialOrd, Ord, Hash)] pub struct Key(u32); \
             pub fn f(all: &std::collections::HashMap<Key, u64>) -> u64 { all.values().sum() }",
            &["all: std::collections::BTreeMap<Key, u64>,"],
            &[],
        ),
        (
            "pub trait Total { fn total(&self) -> u64; } \
             impl Total for std::collections::HashMap<u32, u64> { fn total(&self) -> u64 { self.values().sum() } }",
            &["\nindexmap::IndexMap<u32, u64>"],
            &["self: ", "map: "],
        ),
        (
            "use std::collections::HashMap; pub trait Total { fn total(prices: &HashMap<u32, u64>) -> u64; } \
             impl Total for u8 { fn total(prices: &HashMap<u32, u64>) -> u64 { prices.values().sum() } }",
            &["\nindexmap::IndexMap<u32, u64>"],
            &["prices: "],
        ),
        (
            "pub fn f() -> usize { let mut all = std::collections::HashSet::new(); fill(&mut all); all.iter().map(|_| 1).sum() }",
            &["IndexSet"],
            &["_>", "<_"],
        ),
        (
            "pub fn f(m: &[Vec<f64>], ix: &[usize], n: usize) -> f64 { \
             let mut s = 0.0; for i in 0..n { for j in 0..n { s += m[ix[i]][j]; } } s }",
            &["m_starts[row]"],
            &["[ix]"],
        ),
        (
            "pub fn f(all: &dashmap::DashMap<u32, u64>) { for one in all { drop(one); } }",
            &["threads share the map"],
            &["IndexMap"],
        ),
    ];
    assert_sketches(rows);
}

/// The same of what takes the place of a collection that other methods are called on, too.
#[test]
fn a_sketch_has_what_is_asked_of_the_collection() {
    let rows: &[(&str, &[&str], &[&str])] = &[
        (
            "pub fn f(mut jobs: Vec<u64>, n: usize) -> u64 { let mut sum = 0; for _ in 0..n { sum += jobs.remove(0); } sum }",
            &["let mut jobs = jobs.into_iter();", "jobs.next()"],
            &["len()", "VecDeque"],
        ),
        (
            "pub fn f(mut jobs: Vec<u64>) -> u64 { let mut sum = 0; while !jobs.is_empty() { sum += jobs.remove(0); } sum }",
            &["let mut jobs = jobs.into_iter();", "jobs.len() == 0 // in place of `is_empty()`"],
            &["VecDeque"],
        ),
        // Of an iterator one cannot take from the middle, nor look at the first.
        (
            "pub fn f(mut jobs: Vec<u64>, n: usize, at: usize) -> u64 { \
             let mut sum = 0; for i in 0..n { sum += if i < at { jobs.remove(at) } else { jobs.remove(0) }; } sum }",
            &["jobs: VecDeque<u64>", "jobs.pop_front()", "// `remove(..)`: an `Option`"],
            &["into_iter"],
        ),
        (
            "pub fn f(mut jobs: Vec<u64>, n: u64) -> u64 { \
             let mut sum = 0; for i in 0..n { if jobs[0] < i { sum += jobs.remove(0); } } sum }",
            &["jobs: VecDeque<u64>", "jobs.pop_front()"],
            &["into_iter", "jobs["],
        ),
        // A `VecDeque` is no slice, and has other names for its ends.
        (
            "pub fn f(pool: &[u64], n: usize) -> u64 { let mut sum = 0; for first in pool { \
             let mut jobs = Vec::new(); for k in 0..n { jobs.push(pool[k]); } jobs.sort_by(|a, b| b.cmp(a)); \
             while jobs.len() > 1 { sum += first * jobs.remove(0); jobs.push(sum); } } sum }",
            &["jobs: VecDeque<u64>", "// `push(..)`: `push_back(..)`", "// `sort_by(..)`: of `make_contiguous()`"],
            &["into_iter"],
        ),
        // What is filled before the loop is no queue.
        (
            "pub fn f(pool: &[u64], n: usize) -> u64 { let mut sum = 0; for first in pool { \
             let mut jobs = Vec::new(); for k in 0..n { jobs.push(pool[k]); } \
             while !jobs.is_empty() { sum += first * jobs.remove(0); } } sum }",
            &["let mut jobs = jobs.into_iter();"],
            &["VecDeque"],
        ),
        (
            "pub fn f(mut jobs: Vec<u64>, n: usize) -> Vec<u64> { let mut sum = 0; \
             for _ in 0..n { sum += jobs.remove(0); jobs.push(sum); } jobs }",
            &["jobs: VecDeque<u64>", "`Vec::from(..)`"],
            &["into_iter"],
        ),
        // What is somebody else's stays a vector.
        (
            "pub fn f(cards: &mut Vec<u32>, n: usize) -> u32 { let mut sum = 0; for _ in 0..n { sum += cards.remove(0); } sum }",
            &["for first in cards.drain(..n)"],
            &["into_iter", "VecDeque"],
        ),
        // `entry` would copy the text each time.
        (
            "use std::collections::HashMap; pub fn f(all: &mut HashMap<String, u32>, name: &str) { \
             if !all.contains_key(name) { all.insert(name.to_string(), 1); } }",
            &["// where most keys are new\nall.entry(name.to_string())", "all.entry_ref(name)"],
            &["Occupied", "&name"],
        ),
        (
            "use std::collections::HashMap; pub fn f(all: &mut HashMap<u32, u32>, key: u32) { \
             if !all.contains_key(&key) { all.insert(key, 1); } }",
            &["Occupied", "all.entry(key)"],
            &["entry_ref"],
        ),
        (
            "pub struct T { order: Vec<usize> } impl T { \
             pub fn new(names: &[String]) -> T { let mut t = T { order: Vec::new() }; \
             for at in 0..names.len() { if names[at].len() > 1 { t.order.push(at); } } t } \
             pub fn f(&self, weights: &[u64; 64]) -> u64 { self.order.iter().map(|i| weights[*i] / 2).sum() } }",
            &["order: Vec<u32>,", "u32::try_from(at).expect(", "*i as usize"],
            &["order as usize", "?"],
        ),
    ];
    assert_sketches(rows);
}

/// Sorted are the keys, where nobody else has them; else a copy; and places, where the answers keep their order.
#[test]
fn keys_are_sorted_where_their_order_is_free() {
    let rows: &[(&str, &[&str], &[&str])] = &[
        (
            "pub fn f(known: &[u64], asked: Vec<u64>) -> usize { asked.iter().filter(|one| known.binary_search(one).is_ok()).count() }",
            &["let mut asked = asked;\nasked.sort_unstable();\n"],
            &["in_order", "places"],
        ),
        (
            "pub fn f(known: &[u64], asked: &[u64]) -> usize { asked.iter().filter(|one| known.binary_search(one).is_ok()).count() }",
            &["let mut in_order: Vec<_> = asked.iter().collect();\nin_order.sort_unstable();\n"],
            &["asked.sort", "places"],
        ),
        (
            "pub struct Order { item: u32, times: u32 } \
             pub fn f(all: &std::collections::BTreeMap<u32, u32>, orders: &[Order]) -> u32 { let mut sum = 0; \
             for order in orders { if let Some(price) = all.get(&order.item) { sum += price * order.times; } } sum }",
            &["in_order.sort_unstable_by(|a, b| a.item.cmp(&b.item));"],
            &["places"],
        ),
        (
            "pub fn f(known: &[u64], asked: &[u64]) -> Vec<usize> { asked.iter().map(|one| known.partition_point(|it| it < one)).collect() }",
            &["let mut places: Vec<usize> = (0..asked.len()).collect();\n// sort `places`", "`answers[place]`"],
            &["asked.sort", "in_order"],
        ),
        (
            "pub fn f(all: &std::collections::BTreeMap<u32, u32>, asked: Vec<u32>) -> Vec<Option<u32>> { let mut found = Vec::with_capacity(asked.len()); \
             for at in 0..asked.len() { found.push(all.get(&asked[at]).copied()); } found }",
            &["places.sort_unstable_by(|&a, &b| asked[a].cmp(&asked[b]));"],
            &["asked.sort", "in_order"],
        ),
    ];
    assert_sketches(rows);
}

fn assert_sketches(rows: &[(&str, &[&str], &[&str])]) {
    let mut wrong = String::new();
    for (text, has, has_not) in rows {
        let report = Fixture::parse(text).check();
        let sketches = report.rewrites.iter().filter_map(|rewrite| match &rewrite.applicability {
            Applicability::ByHand { sketch } => Some(sketch.as_str()),
            Applicability::Machine => None,
        });
        let sketches: Vec<&str> = sketches.collect();
        let is_right = match sketches[..] {
            [only] => has.iter().all(|it| only.contains(it)) && !has_not.iter().any(|it| only.contains(it)),
            _ => false,
        };
        if !is_right {
            let _ = writeln!(wrong, "{text}\n  {sketches:#?}");
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}
