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
