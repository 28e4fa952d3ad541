//! Lines that threads share: small programs, each with one answer, and what the trace says of them.
#![cfg(all(target_os = "linux", any(target_arch = "x86_64", target_arch = "aarch64")))]

mod support;

use locality_probe::record::{Record, Sharing};
use support::{TRACED, build, run_with};

const TRACE: &[(&str, &str)] = &[("LOCALITY_MODE", "traced"), ("LOCALITY_PIN", "1")];

/// Every program starts two threads that wait for each other, and each does its part many times.
const PROGRAMS: &str = r#"
extern crate locality_probe as _;

use std::sync::atomic::{AtomicU32, AtomicU64, Ordering::Relaxed};
use std::sync::{Barrier, Mutex, RwLock};

const TIMES: u64 = 200_000;

fn both(part: impl Fn(usize) + Sync) {
    let (ready, barrier) = (Padded(AtomicU64::new(0)), Barrier::new(2));
    std::thread::scope(|scope| {
        for number in 0..2 {
            let (part, ready, barrier) = (&part, &ready.0, &barrier);
            scope.spawn(move || {
                // Awake, both: who sleeps may come too late.
                ready.fetch_add(1, Relaxed);
                while ready.load(Relaxed) < 2 {}
                part(number);
                barrier.wait();
            });
        }
    });
}

#[repr(align(128))]
struct Padded<T>(T);

/// Two fields beside each other, each written by one thread.
#[repr(align(64))]
#[derive(Default)]
struct Stats { hits: AtomicU64, misses: AtomicU64 }

/// A flag that one thread reads beside a counter that the other writes.
#[repr(align(64))]
#[derive(Default)]
struct Mixed { limit: AtomicU32, used: AtomicU32 }

static LEFT: Padded<[AtomicU64; 2]> = Padded([AtomicU64::new(0), AtomicU64::new(0)]);

fn main() {
    let name = std::env::args().nth(1).unwrap();
    let answer: u64 = match name.as_str() {
        "counters" => {
            let counters: Padded<[AtomicU64; 8]> = Padded(Default::default());
            both(|own| for _ in 0..TIMES { counters.0[own].fetch_add(1, Relaxed); });
            counters.0.iter().map(|one| one.load(Relaxed)).sum()
        }
        "fields" => {
            let stats = Stats::default();
            both(|own| for _ in 0..TIMES {
                if own == 0 { stats.hits.fetch_add(1, Relaxed); } else { stats.misses.fetch_add(1, Relaxed); }
            });
            stats.hits.load(Relaxed) + stats.misses.load(Relaxed)
        }
        "locks" => {
            let locks: Padded<Vec<Mutex<u32>>> = Padded((0..8).map(|_| Mutex::new(0)).collect());
            both(|own| for _ in 0..TIMES { *locks.0[own].lock().unwrap() += 1; });
            locks.0.iter().map(|lock| u64::from(*lock.lock().unwrap())).sum()
        }
        "padded" => {
            let counters: [Padded<AtomicU64>; 2] = [Padded(AtomicU64::new(0)), Padded(AtomicU64::new(0))];
            both(|own| for _ in 0..TIMES { counters[own].0.fetch_add(1, Relaxed); });
            counters.iter().map(|one| one.0.load(Relaxed)).sum()
        }
        "local" => {
            let sums = Mutex::new(0);
            let data: Vec<u64> = (0..TIMES).collect();
            both(|_| { let sum: u64 = std::hint::black_box(&data).iter().sum(); *sums.lock().unwrap() += sum; });
            sums.into_inner().unwrap()
        }
        "read_only" => {
            let data: Padded<[u64; 8]> = Padded(std::array::from_fn(|nth| nth as u64));
            let sums = Mutex::new(0);
            both(|own| {
                let mut sum = 0;
                for _ in 0..TIMES { sum += std::hint::black_box(&data).0[own]; }
                *sums.lock().unwrap() += sum;
            });
            sums.into_inner().unwrap()
        }
        "one_counter" => {
            let counter = Padded(AtomicU64::new(0));
            both(|_| for _ in 0..TIMES { counter.0.fetch_add(1, Relaxed); });
            counter.0.load(Relaxed)
        }
        "one_lock" => {
            let lock = Padded(Mutex::new(0_u64));
            both(|_| for _ in 0..TIMES { *lock.0.lock().unwrap() += 1; });
            lock.0.into_inner().unwrap()
        }
        "reader_beside" => {
            let mixed = Mixed::default();
            let seen = Mutex::new(0);
            both(|own| if own == 0 {
                for _ in 0..TIMES { mixed.used.fetch_add(1, Relaxed); }
            } else {
                let mut sum = 0;
                for _ in 0..TIMES { sum += u64::from(mixed.limit.load(Relaxed)); }
                *seen.lock().unwrap() += sum;
            });
            seen.into_inner().unwrap()
        }
        "statics" => {
            both(|own| for _ in 0..TIMES { LEFT.0[own].store(own as u64, Relaxed); });
            LEFT.0[1].load(Relaxed)
        }
        "halves" => {
            // Each thread its own half of a buffer: one line at the border at most.
            let mut data = vec![0_u64; 40_000];
            let (left, right) = data.split_at_mut(20_000);
            std::thread::scope(|scope| {
                for half in [left, right] {
                    scope.spawn(move || for round in 0..4 { for one in half.iter_mut() { *one += round; } });
                }
            });
            data.iter().sum()
        }
        "read_lock" => {
            let lock = Padded(RwLock::new(7_u64));
            let sums = Mutex::new(0);
            both(|_| {
                let mut sum = 0;
                for _ in 0..TIMES { sum += *lock.0.read().unwrap(); }
                *sums.lock().unwrap() += sum;
            });
            sums.into_inner().unwrap()
        }
        other => panic!("no program {other}"),
    };
    println!("{answer}");
}
"#;

#[derive(Debug, PartialEq)]
enum Answer {
    False,
    True,
    None,
}

/// A line that changes hands less often than once in a hundred rounds does not matter.
const FEW: u64 = 200;

fn answer(record: &Record) -> Answer {
    let sum = |wanted: bool| -> u64 {
        record.sharings.iter().filter(|one| one.is_false == wanted).map(|one: &Sharing| one.transfers).sum()
    };
    match (sum(true), sum(false)) {
        (0..FEW, 0..FEW) => Answer::None,
        (falsely, truly) if falsely > 4 * truly => Answer::False,
        (falsely, truly) if truly > 4 * falsely => Answer::True,
        both => panic!("{both:?}: {:#?}", record.sharings),
    }
}

#[test]
fn each_program_shares_what_it_shares() {
    let program = build("sharing", PROGRAMS, TRACED);
    for (name, expected) in [
        ("counters", Answer::False),
        ("fields", Answer::False),
        ("locks", Answer::False),
        ("padded", Answer::None),
        ("local", Answer::None),
        ("read_only", Answer::None),
        ("one_counter", Answer::True),
        ("one_lock", Answer::True),
        ("reader_beside", Answer::False),
        ("statics", Answer::False),
        ("halves", Answer::None),
        ("read_lock", Answer::True),
    ] {
        let done = run_with(&program, &[name], TRACE);
        assert!(done.output.status.success(), "{name}: {}", String::from_utf8_lossy(&done.output.stderr));
        let record = done.records.first().unwrap();
        assert_eq!(answer(record), expected, "{name}: {:#?}", record.sharings);
        assert_eq!(record.totals.transfers >= FEW, expected != Answer::None, "{name}: {:?}", record.totals);
    }
}
