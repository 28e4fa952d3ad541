//! The C library's memory functions: what a map of texts reads to compare its keys is counted, and counts as traced.
use crate::harness::{Answer, Workspace};
use serde_json::Value;

/// Keys that differ at their ends only, looked up in both kinds of map.
const KEYS: &str = r#"//- /Cargo.toml
[package]
name = "keys"
version = "0.1.0"
edition = "2021"
publish = false
[workspace]
//- /src/lib.rs
pub const KEYS: u64 = 30_000;
pub const ROUNDS: u64 = 4;

/// 149 bytes each, one behind the other.
pub fn keys() -> (String, Vec<String>) {
    let start = "k".repeat(141);
    let keys = (0..KEYS).map(|nth| start.clone() + &(10_000_000 + nth * 48_271 % KEYS).to_string()).collect();
    (start, keys)
}
//- /src/bin/hashed.rs
use std::collections::HashMap;

fn main() {
    let (_, keys) = keys::keys();
    let map: HashMap<String, usize> = keys.iter().cloned().enumerate().map(|(nth, key)| (key, nth)).collect();
    let mut sum = 0;
    for _ in 0..keys::ROUNDS {
        for key in &keys {
            sum += map.get(std::hint::black_box(key)).unwrap();
        }
    }
    println!("{sum}");
}
//- /src/bin/sorted.rs
use std::collections::BTreeMap;

fn main() {
    let (_, keys) = keys::keys();
    let map: BTreeMap<String, usize> = keys.iter().cloned().enumerate().map(|(nth, key)| (key, nth)).collect();
    let mut sum = 0;
    for _ in 0..keys::ROUNDS {
        for key in &keys {
            sum += map.get(std::hint::black_box(key)).unwrap();
        }
    }
    println!("{sum}");
}
"#;

/// Figures of the line of a program where texts are looked up.
fn lookups(answer: &Answer, program: &str) -> Value {
    let file = format!("src/bin/{program}.rs");
    let is_it = |cost: &Value| cost["scope"] == "line" && cost["file"] == file.as_str() && cost["line"] == 9;
    let found = answer.json().into_iter().find(is_it);
    found.unwrap_or_else(|| panic!("no costs of {file}:9 in {}", answer.stdout))
}

#[test]
fn a_lookup_by_text_pays_for_the_texts_that_are_compared() {
    let keys = Workspace::written(KEYS, "keys");
    let traced = |program: &str| {
        keys.run(["trace", "--bin", program, "--message-format", "json", "--machine", "icelake-sp"]).expect_code(0)
    };
    let lookups_made = 30_000 * 4;
    let figure = |cost: &Value, name: &str| cost["counters"][name].as_u64().expect("a figure");

    // Texts of 149 bytes lie on three or four lines. The one that is asked for comes into the cache when it is hashed (19
    // loads of 8 bytes), the one in the map when it is compared (five vectors of both), beside what finds the entry.
    let hashed = traced("hashed");
    let cost = lookups(&hashed, "hashed");
    assert!(2 * figure(&cost, "l1d_misses") > 15 * lookups_made, "{cost}");
    assert!(figure(&cost, "loads") > 34 * lookups_made, "{cost}");

    // Fifteen comparisons or more of five vectors twice: nobody but the C library reads the texts.
    let sorted = traced("sorted");
    let cost = lookups(&sorted, "sorted");
    assert!(figure(&cost, "loads") > 15 * 10 * lookups_made, "{cost}");
    assert!(figure(&cost, "l1d_misses") > 20 * lookups_made, "{cost}");
    // The texts are the user's, not the map's own.
    assert!(cost["split"]["user"].as_f64().is_some_and(|share| share > 0.8), "{cost}");

    // What passes in there is no time that the trace does not see.
    let of_program = |cost: &Value| cost["scope"] == "program";
    let coverage = sorted.json().into_iter().find(of_program).expect("the program")["coverage"].clone();
    let Some(share) = coverage["share"].as_f64() else {
        eprintln!("no samples here, coverage is not tested: {}", sorted.stderr);
        return;
    };
    let of_library = coverage["reasons"]
        .as_array()
        .into_iter()
        .flatten()
        .filter(|one| one["reason"].as_str().is_some_and(|reason| reason.contains("libc")));
    let of_library = of_library.filter_map(|one| one["share"].as_f64()).sum::<f64>();
    assert!(share > 0.6 && of_library < 0.25, "{coverage}");
}
