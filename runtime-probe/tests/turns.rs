//! Two threads that do the same work at the same time: what is counted does not depend on when the system ran them.
#![cfg(all(target_os = "linux", any(target_arch = "x86_64", target_arch = "aarch64")))]

mod support;

use std::path::Path;

use locality_probe::counts::Counts;
use locality_probe::record::Record;
use support::{TRACED, build, run_with};

const TRACE: &[(&str, &str)] = &[("LOCALITY_MODE", "traced"), ("LOCALITY_PIN", "1")];

const PROGRAMS: &str = r#"
extern crate locality_probe as probe;
use std::hint::black_box;
use std::sync::atomic::{AtomicU64, Ordering};

const TIMES: usize = 100_000;
const WORDS: u64 = 16_384;

/// Reads words in no order.
#[inline(never)]
fn read(words: &[u64]) -> u64 {
    let (mut at, mut sum) = (1_u64, 0);
    for _ in 0..TIMES {
        at = at.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        sum ^= words[(at >> 33) as usize % words.len()];
    }
    sum
}

/// Writes a word beside which the other thread writes.
#[inline(never)]
fn count(word: &AtomicU64, words: &[u64]) -> u64 {
    let mut sum = 0;
    for at in 0..TIMES {
        word.store(at as u64, Ordering::Relaxed);
        sum ^= words[at % 64];
    }
    sum
}

#[repr(align(64))]
struct Line([AtomicU64; 8]);

fn main() {
    let how = std::env::args().nth(1).unwrap();
    let shared: Vec<u64> = (0..WORDS).collect();
    let line = Line([const { AtomicU64::new(0) }; 8]);
    std::thread::scope(|scope| {
        for nth in 0..2 {
            let (how, shared, line) = (how.as_str(), &shared, &line);
            scope.spawn(move || {
                let own: Vec<u64> = if how == "own" { (0..WORDS).collect() } else { Vec::new() };
                let guard = probe::enter(nth as u32 + 1);
                match how {
                    "own" => black_box(read(black_box(&own))),
                    "shared" => black_box(read(black_box(shared))),
                    _ => black_box(count(&line.0[nth], black_box(shared))),
                };
                probe::leave(guard);
            });
        }
    });
}
"#;

/// L1d misses of both threads' work, and lines that they took from each other.
fn counted(program: &Path, how: &str) -> [u64; 2] {
    let done = run_with(program, &[how], TRACE);
    assert!(done.output.status.success(), "{:?}", done.output);
    let [record] = &done.records[..] else { panic!("one process: {}", done.records.len()) };
    let both = inclusive(record, 1) + inclusive(record, 2);
    [both.l1d_misses, both.transfers]
}

/// Whether they are within two percent of the one in the middle: all but one, whose thread the system may have put to sleep
/// in the midst of its work.
fn are_alike(all: &[u64]) -> bool {
    let mut sorted = all.to_vec();
    sorted.sort_unstable();
    let middle = sorted[all.len() / 2];
    all.iter().filter(|one| one.abs_diff(middle) * 50 > middle).count() <= 1
}

#[test]
fn counts_of_two_threads_are_alike_in_every_run() {
    let program = build("turns", PROGRAMS, TRACED);
    for how in ["own", "shared", "beside"] {
        let runs = [(); 8].map(|()| counted(&program, how));
        let misses = runs.map(|[misses, _]| misses);
        assert!(are_alike(&misses), "{how}: {misses:?}");
        if how == "beside" {
            // They run beside each other from the first turn to the last. Both take turns of up to 32 events, two an iteration,
            // and whoever is next takes the line.
            let transfers = runs.map(|[_, transfers]| transfers);
            assert!(are_alike(&transfers), "{transfers:?}");
            let turns = 2 * 100_000 * 2 / 32;
            let near = transfers.iter().filter(|one| one.abs_diff(turns) * 50 <= turns).count();
            assert!(near + 1 >= transfers.len(), "{transfers:?}, expected {turns}");
        }
    }
}

/// Totals of a site's contexts.
fn inclusive(record: &Record, site: u32) -> Counts {
    record.places.iter().filter(|place| record.is_within(place.context, site)).map(|place| place.counts).sum()
}
