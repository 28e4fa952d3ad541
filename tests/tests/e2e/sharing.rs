//! Lines that threads share: named, and told apart.
use crate::harness::{Answer, Workspace};
use serde_json::Value;

const PROGRAM: &str = r#"//- /Cargo.toml
[package]
name = "sharers"
version = "0.1.0"
edition = "2021"
publish = false
[workspace]
//- /src/main.rs
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::sync::Mutex;

#[repr(align(128))]
struct Padded<T>(T);

#[repr(align(64))]
#[derive(Default)]
struct Stats {
    hits: AtomicU64,
    misses: AtomicU64,
}

static PER_THREAD: Padded<[AtomicU64; 2]> = Padded([AtomicU64::new(0), AtomicU64::new(0)]);

fn both(part: impl Fn(usize) + Sync) {
    let ready = Padded(AtomicU64::new(0));
    std::thread::scope(|scope| {
        for own in 0..2 {
            let (part, ready) = (&part, &ready.0);
            scope.spawn(move || {
                ready.fetch_add(1, Relaxed); while ready.load(Relaxed) < 2 {} // Awake, both: who sleeps may come too late.
                part(own)
            });
        }
    });
}

fn main() {
    let stats = Stats::default();
    both(|own| {
        for _ in 0..500_000 {
            if own == 0 {
                stats.hits.fetch_add(1, Relaxed);
            } else {
                stats.misses.fetch_add(1, Relaxed);
            }
        }
    });
    both(|own| {
        for _ in 0..500_000 {
            PER_THREAD.0[own].fetch_add(1, Relaxed);
        }
    });
    let apart = [Padded(AtomicU64::new(0)), Padded(AtomicU64::new(0))];
    both(|own| {
        for _ in 0..500_000 {
            apart[own].0.fetch_add(1, Relaxed);
        }
    });
    let total = Padded(AtomicU64::new(0));
    both(|_| {
        for _ in 0..500_000 {
            total.0.fetch_add(1, Relaxed);
        }
    });
    let done = Mutex::new(0);
    both(|own| *done.lock().unwrap() += own);
    println!("{} {}", stats.hits.into_inner() + stats.misses.into_inner(), total.0.into_inner());
}
"#;

fn shared(answer: &Answer, kind: &str) -> Vec<Value> {
    let of_it = |object: &Value| object["reason"] == "locality-sharing" && object["kind"] == kind;
    answer.json().into_iter().filter(of_it).collect()
}

#[test]
fn shared_lines_are_named_and_false_sharing_is_told_from_true() {
    let sharers = Workspace::written(PROGRAM, "sharers");
    let answer = sharers.run(["trace", "--bin", "sharers", "--message-format", "json"]).expect_code(0);
    let named = |all: &[Value]| {
        let mut names = all.iter().map(|one| one["name"].as_str().unwrap_or_default().to_owned()).collect::<Vec<_>>();
        names.sort();
        names
    };
    let falsely = shared(&answer, "false");
    assert_eq!(named(&falsely), ["PER_THREAD.0[own]", "stats.hits, stats.misses"], "{falsely:#?}");
    let stats = falsely.iter().find(|one| one["name"] == "stats.hits, stats.misses").expect("found above");
    let lines = stats["places"].as_array().expect("places").iter().map(|place| place["line"].as_u64());
    assert_eq!(lines.collect::<Vec<_>>(), [Some(34), Some(36)], "{stats}");
    assert!(stats["places"][0]["file"] == "src/main.rs" && stats["threads"] == 2, "{stats}");
    assert!(stats["transfers"].as_u64() > Some(1000), "{stats}");
    let truly = shared(&answer, "true");
    assert_eq!(named(&truly), ["total.0"], "{truly:#?}");

    let screen = sharers.run(["trace", "--bin", "sharers", "--color", "never"]).expect_code(0).stdout;
    assert!(screen.contains("false sharing of `stats.hits, stats.misses`  src/main.rs:34, src/main.rs:36"), "{screen}");
    assert!(screen.contains("true sharing of `total.0`"), "{screen}");
    assert!(!screen.contains("apart"), "{screen}");
}
