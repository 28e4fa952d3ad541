//! The C library's memory functions in traced programs: what they read and write is booked where they are called, once.
#![cfg(all(target_os = "linux", target_env = "gnu", any(target_arch = "x86_64", target_arch = "aarch64")))]

mod support;

use locality_probe::counts::Counts;
use locality_probe::record::Record;
use support::{TRACED, build, run};

const TRACE: &[(&str, &str)] = &[("LOCALITY_MODE", "traced"), ("LOCALITY_PIN", "1")];

/// A mebibyte twice, and all that can be asked about it, each within a site of its own.
const CALLS: &str = r#"
extern crate locality_probe as probe;
use std::ffi::{c_char, c_int, c_void};
use std::hint::black_box;
use std::io::Write;

extern "C" {
    fn memchr(text: *const c_void, byte: c_int, length: usize) -> *const c_void;
    fn memrchr(text: *const c_void, byte: c_int, length: usize) -> *const c_void;
    fn strlen(text: *const c_char) -> usize;
}

fn within<R>(site: u32, call: impl FnOnce() -> R) -> R {
    let guard = probe::enter(site);
    let result = call();
    probe::leave(guard);
    result
}

const LENGTH: usize = 1 << 20;

fn main() {
    let one = vec![7_u8; LENGTH];
    let mut other = one.clone();
    let (one, text) = (black_box(&one[..]), |of: &[u8]| of.as_ptr().cast::<c_void>());
    assert!(within(1, || black_box(one) == black_box(&other[..])));
    assert_eq!(within(2, || black_box(one).cmp(black_box(&other[..]))), std::cmp::Ordering::Equal);
    other[1000] = 8;
    assert!(within(3, || black_box(one) < black_box(&other[..])));
    assert!(!within(4, || black_box(one) == black_box(&other[..])));
    other[LENGTH - 1] = 0;
    let at = other.as_ptr();
    unsafe {
        assert_eq!(within(5, || memchr(text(&other), 8, LENGTH)), at.add(1000).cast());
        assert_eq!(within(6, || memrchr(text(&other), 8, LENGTH)), at.add(1000).cast());
        assert!(within(7, || memchr(text(&other), 9, LENGTH)).is_null());
        assert_eq!(within(8, || strlen(at.cast())), LENGTH - 1);
    }
    // Compared with few bytes: loads, which the compiler makes last.
    let short = black_box(&other[..31]);
    assert!(!within(9, || short == b"a text of thirty-one characters"));
    // Code that was compiled beforehand copies it into its buffer.
    let mut out = std::io::stdout().lock();
    out.write_all(b"a").unwrap();
    within(10, || out.write_all(black_box(&one[..500]))).unwrap();
    // In instrumented code: reported by the pass, and once only.
    let mut third = vec![0_u8; LENGTH];
    within(11, || black_box(&mut third[..]).copy_from_slice(black_box(one)));
    within(12, || black_box(&mut third[..]).fill(black_box(5)));
    black_box(&third);
}
"#;

#[test]
fn each_call_is_booked_where_it_is_made_and_once() {
    let program = build("library", CALLS, TRACED);
    let runs = [(); 3].map(|()| run(&program, TRACE));
    for done in &runs {
        assert!(done.output.status.success(), "{:?}", done.output);
        assert_eq!(done.output.stdout.len(), 501);
    }
    let record = &runs[0].records[0];
    assert_eq!((record.coverage.lost, record.coverage.unpaired), (0, 0));
    let of = |site| inclusive(record, site);
    let vectors = (1 << 20) / 32;
    // Besides, closures load what they are about.
    let loads = |site: u32, expected: u64| {
        let found = of(site).loads;
        assert!((expected..expected + 12).contains(&found), "{site}: {found} of {expected}");
    };
    for both in [1, 2] {
        loads(both, 2 * vectors);
        let misses = of(both).l1d_misses;
        assert!((2 * vectors / 2..2 * vectors / 2 + 10).contains(&misses), "{both}: {misses}");
    }
    // Up to the vector that the difference is in.
    for both in [3, 4] {
        loads(both, 2 * 1024 / 32);
    }
    loads(5, 1001_u64.div_ceil(32));
    loads(6, ((1 << 20) - 1000_u64).div_ceil(32));
    loads(7, vectors);
    loads(8, vectors);
    loads(9, 1);
    loads(10, 500_u64.div_ceil(32));
    assert!(of(10).stores >= 500_u64.div_ceil(32), "{:?}", of(10));
    loads(11, vectors);
    for (site, within) in [(11, 8), (12, 8)] {
        let stores = of(site).stores;
        assert!((vectors..vectors + within).contains(&stores), "{site}: {stores}");
    }
    for other in &runs[1..] {
        assert_eq!((&other.records[0].places, other.records[0].totals), (&record.places, record.totals));
    }
}

#[test]
fn what_the_probe_itself_copies_and_compares_is_not_booked() {
    let program = build(
        "library-beside",
        r#"
        extern crate locality_probe as probe;
        fn main() {
            // Rings are filled many times over, sites found, and threads begun and ended; nothing is copied.
            let numbers = [1_u32, 2, 3, 4];
            let threads = [(); 3].map(|()| std::thread::spawn(move || {
                let mut sum = 0_u64;
                for nth in 0..400_000_usize {
                    let guard = probe::enter(nth as u32 % 50);
                    sum += u64::from(unsafe { std::ptr::read_volatile(&numbers[nth % 4]) });
                    probe::leave(guard);
                }
                sum
            }));
            let sum: u64 = threads.into_iter().map(|thread| thread.join().unwrap()).sum();
            assert_eq!(sum, 3_000_000);
        }
        "#,
        TRACED,
    );
    let done = run(&program, TRACE);
    assert!(done.output.status.success(), "{:?}", done.output);
    let coverage = done.records[0].coverage;
    // Those of std's, for three threads: names, results.
    assert!(coverage.bulk_calls < 200 && coverage.lost == 0, "{coverage:?}");
}

/// Totals of a site's contexts.
fn inclusive(record: &Record, site: u32) -> Counts {
    record.places.iter().filter(|place| record.is_within(place.context, site)).map(|place| place.counts).sum()
}
