//! `cargo bench -p cargo-locality --bench overlap`: what a load costs here whose address is known beforehand, and one whose address is not.
//!
//! The same `f64`s are summed in order, in a shuffled order that a list tells, and numbers of the same size are followed from each to the
//! next. The best of five rounds counts, in nanoseconds a load.
use std::hint::black_box;
use std::time::Instant;

/// Kibibytes of the data: in L1d, in L2, in a last level, in memory.
const SIZES: [usize; 5] = [16, 160, 800, 8_000, 64_000];
const LOADS: usize = 40_000_000;
const ROUNDS: usize = 5;

fn main() {
    println!("{:>10}  {:>8}  {:>9}  {:>13}", "KiB", "in order", "by a list", "link to link");
    for size in SIZES {
        let count = size * 1024 / size_of::<f64>();
        let order: Vec<u32> = (0..count as u32).collect();
        let shuffled = shuffled(&order);
        let values: Vec<f64> = order.iter().map(|number| f64::from(*number)).collect();
        let mut links = vec![0_u64; count];
        for (from, to) in shuffled.iter().zip(shuffled.iter().cycle().skip(1)) {
            links[*from as usize] = u64::from(*to);
        }
        let by = |order: &[u32]| {
            best(count, LOADS, |rounds| {
                let pass = || order.iter().map(|at| values[*at as usize]).sum::<f64>();
                (0..rounds).map(|_| pass()).sum::<f64>() as u64
            })
        };
        let linked = best(count, LOADS / 8, |rounds| (0..rounds * count).fold(0, |at, _| links[at as usize]));
        println!("{size:>10}  {:>8.2}  {:>9.2}  {linked:>13.2}", by(&order), by(&shuffled));
    }
}

/// Nanoseconds a load, of passes over so many numbers.
fn best(count: usize, loads: usize, run: impl Fn(usize) -> u64) -> f64 {
    let rounds = (loads / count).max(1);
    let timed = |_| {
        let start = Instant::now();
        black_box(run(black_box(rounds)));
        start.elapsed().as_secs_f64() * 1e9 / (rounds * count) as f64
    };
    (0..ROUNDS).map(timed).fold(f64::INFINITY, f64::min)
}

/// The same numbers in another order, the same in every run.
fn shuffled(order: &[u32]) -> Vec<u32> {
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let mut random = move |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state % below as u64) as usize
    };
    let mut order = order.to_vec();
    for last in (1..order.len()).rev() {
        order.swap(last, random(last + 1));
    }
    order
}
