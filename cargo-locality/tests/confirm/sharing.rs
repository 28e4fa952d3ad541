//! What threads take from each other, in verdicts.
use cargo_locality::confirm::Workload;
use cargo_locality::report::evidence::Verdict;

use super::Fixture;

/// Two threads count: side by side on a line, on lines of their own, and in the same place.
const COUNTERS: &str = r#"
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};

#[repr(align(128))]
struct Padded<T>(T);

static BESIDE: Padded<[AtomicU64; 2]> = Padded([const { AtomicU64::new(0) }; 2]);
static APART: [Padded<AtomicU64>; 2] = [const { Padded(AtomicU64::new(0)) }; 2];
static SAME: Padded<AtomicU64> = Padded(AtomicU64::new(0));

fn both(part: impl Fn(usize) + Sync) {
    let ready = Padded(AtomicU64::new(0));
    std::thread::scope(|scope| {
        for own in 0..2 {
            let (part, ready) = (&part, &ready.0);
            scope.spawn(move || {
                ready.fetch_add(1, Relaxed);
                while ready.load(Relaxed) < 2 {}
                part(own)
            });
        }
    });
}

fn main() {
    both(|own| {
        /*S beside*/for _ in 0..1_000_000 { BESIDE.0[own].fetch_add(1, Relaxed); }/*E*/
    });
    both(|own| {
        /*S apart*/for _ in 0..1_000_000 { APART[own].0.fetch_add(1, Relaxed); }/*E*/
    });
    both(|_| {
        /*S same*/for _ in 0..1_000_000 { SAME.0.fetch_add(1, Relaxed); }/*E*/
    });
    assert_eq!(SAME.0.load(Relaxed), 2_000_000);
}
"#;

pub(super) fn false_sharing_is_confirmed_and_true_sharing_is_not() {
    let manifest = "[package]\nname = \"counters\"\nversion = \"0.1.0\"\nedition = \"2021\"\n";
    let fixture = Fixture::new(&[("Cargo.toml", manifest), ("src/main.rs", COUNTERS)]);
    let workload = Workload { bins: vec!["counters".into()], ..Workload::default() };
    let outcome = fixture.run(workload, &[], |_| {}).expect("it runs");
    let (verdict, why) = fixture.verdict(&outcome, "beside");
    assert_eq!(verdict, Verdict::Confirmed, "{outcome:#?}");
    assert!(why.contains("of its misses other threads wrote other bytes of the line: false sharing"), "{why}");
    let (verdict, why) = fixture.verdict(&outcome, "apart");
    assert_eq!(verdict, Verdict::Refuted, "{outcome:#?}");
    assert!(!why.contains("threads"), "{why}");
    let (verdict, why) = fixture.verdict(&outcome, "same");
    assert_eq!(verdict, Verdict::Refuted, "{outcome:#?}");
    assert!(why.contains("other threads wrote the same bytes of the line, which no layout avoids"), "{why}");
}
