//! The experiments of the lints, timed: `cargo bench -p locality-lints --bench experiments -- [LINT…]`.
//!
//! For each size: nanoseconds an item before and after, the best of several interleaved runs, and how many times faster that is.
#![allow(
    unreachable_pub,
    clippy::ptr_arg,
    clippy::vec_box,
    clippy::box_collection,
    clippy::needless_range_loop,
    dead_code,
    missing_docs,
    reason = "experiments are programs of their own"
)]
use std::hint::black_box;
use std::time::{Duration, Instant};

/// Items: what fits the first cache, the second, and none.
const SIZES: [usize; 3] = [1 << 10, 1 << 14, 1 << 21];
/// Items that are gone through in all, at each size and on each side.
const ITEMS: usize = 1 << 23;

fn main() {
    let wanted: Vec<String> = std::env::args().skip(1).filter(|word| !word.starts_with("--")).collect();
    println!("{:<20} {:>9} {:>12} {:>12} {:>8}", "lint", "items", "before", "after", "gain");
    measure_all(&wanted);
}

macro_rules! experiments {
    ($($name:ident),*) => {
        $(mod $name {
            include!(concat!("../src/rules/", stringify!($name), "/experiment.rs"));
        })*

        fn measure_all(wanted: &[String]) {
            $(if wanted.is_empty() || wanted.iter().any(|word| word == stringify!($name)) {
                for n in SIZES {
                    let items = $name::items(n);
                    let (before, after) = ($name::before::build(&items), $name::after::build(&items));
                    let times = interleaved(n, || $name::before::run(&before), || $name::after::run(&after));
                    tell(stringify!($name), n, times);
                }
            })*
        }
    };
}

locality_lints::each_rule!(experiments);

/// The best time of each, by turns.
fn interleaved(n: usize, before: impl Fn() -> u64, after: impl Fn() -> u64) -> [Duration; 2] {
    let mut best = [Duration::MAX; 2];
    for _ in 0..(ITEMS / n).clamp(5, 200) {
        for (best, run) in best.iter_mut().zip([&before as &dyn Fn() -> u64, &after]) {
            let start = Instant::now();
            black_box(run());
            *best = (*best).min(start.elapsed());
        }
    }
    best
}

fn tell(lint: &str, n: usize, [before, after]: [Duration; 2]) {
    let each = |time: Duration| format!("{:.2} ns", time.as_nanos() as f64 / n as f64);
    let gain = before.as_secs_f64() / after.as_secs_f64();
    println!("{lint:<20} {n:>9} {:>12} {:>12} {gain:>7.2}x", each(before), each(after));
}
