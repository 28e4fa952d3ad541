//! The traced run against the plain one and against cachegrind, on six kernels (and the map's scan alone, and the row walk in a
//! thread beside one that waits, as tests run).
//!
//! `cargo bench -p locality-probe --bench kernels`. All run the same source; cachegrind runs the plain program twice,
//! with the repetitions and with none, so that what is compared are the kernel's loops alone.

#[path = "../tests/support/mod.rs"]
mod support;

use std::path::Path;
use std::process::{Command, Output};

use locality_probe::counts::Counts;
use locality_probe::machine::Machine;
use support::{TRACED, build};

const PROGRAM: &str = include_str!("kernels/program.rs");

/// Name, what it is, repetitions, and whether it is one of the six.
const KERNELS: &[(&str, &str, u32, bool)] = &[
    ("row", "row walk", 3, true),
    ("column", "column walk", 2, true),
    ("gather", "gather", 2, true),
    ("chain", "shuffled chain", 3, true),
    ("map", "map fill and scan", 2, true),
    ("sort", "sort", 1, true),
    ("scan", "map scan alone", 20, false),
    ("thread", "row, in a thread", 3, false),
];

fn main() {
    // Under `cargo test --benches` there is nothing to measure.
    if !std::env::args().any(|argument| argument == "--bench") {
        return;
    }
    let plain = build("kernels-plain", PROGRAM, &[]);
    let traced = build("kernels-traced", PROGRAM, TRACED);
    let machine = Machine::default();
    let valgrind = Command::new("valgrind").arg("--version").output().is_ok_and(|output| output.status.success());
    if !valgrind {
        println!("valgrind is not here: no comparison with cachegrind");
    }
    println!("machine {machine:#}\n");
    println!(
        "{:<18} {:>9} {:>16} {:>16}   {:>10} {:>10} {:>7}   {:>10} {:>10} {:>7}",
        "kernel", "plain ms", "traced ms", "cachegrind ms", "loads", "cachegrind", "", "l1d misses", "cachegrind", ""
    );
    let mut slowdowns = Vec::new();
    for (kernel, title, repetitions, counts_for_median) in KERNELS {
        let time = least(5, || ns(&plain_run(&plain, kernel, *repetitions)));
        let traced_time = least(3, || ns(&traced_run(&traced, kernel, *repetitions).output));
        let counts = site(&traced_run(&traced, kernel, *repetitions));
        let slowdown = traced_time / time;
        if *counts_for_median {
            slowdowns.push(slowdown);
        }
        print!("{title:<18} {:>9.2} {:>9.2} {:>5.1}×", time / 1e6, traced_time / 1e6, slowdown);
        if !valgrind {
            println!(" {:>16}   {:>10} {:>10} {:>7}   {:>10}", "", counts.loads, "", "", counts.l1d_misses);
            continue;
        }
        let (under, with) = cachegrind(&plain, &machine, kernel, *repetitions);
        let (_, without) = cachegrind(&plain, &machine, kernel, 0);
        let reads = with.reads.saturating_sub(without.reads);
        let misses = with.misses.saturating_sub(without.misses);
        println!(
            " {:>9.2} {:>5.1}×   {:>10} {:>10} {:>6.2}%   {:>10} {:>10} {:>6.2}%",
            under / 1e6,
            under / time,
            counts.loads,
            reads,
            difference(counts.loads, reads),
            counts.l1d_misses,
            misses,
            difference(counts.l1d_misses, misses),
        );
    }
    slowdowns.sort_by(f64::total_cmp);
    println!("\nmedian slowdown of the traced run over the six: {:.1}×", (slowdowns[2] + slowdowns[3]) / 2.0);
    let guards = 1e7;
    let active = support::run_with(&plain, &["guards", "0"], &[("LOCALITY_MODE", "timed")]);
    let each = active.records.first().expect("a record").guard_ns;
    println!(
        "guard: {:.1} ns inactive, {:.1} ns timed, {:.1} ns counted only; {:.1} ns in a loop of nothing else",
        ns(&plain_run(&plain, "guards", 0)) / guards,
        each.timed,
        each.counted,
        ns(&active.output) / guards
    );
}

fn plain_run(program: &Path, kernel: &str, repetitions: u32) -> Output {
    Command::new(program)
        .args([kernel, &repetitions.to_string()])
        .env("LOCALITY_PIN", "1")
        .output()
        .expect("the program runs")
}

fn traced_run(program: &Path, kernel: &str, repetitions: u32) -> support::Run {
    let environment = [("LOCALITY_MODE", "traced"), ("LOCALITY_PIN", "1")];
    support::run_with(program, &[kernel, &repetitions.to_string()], &environment)
}

/// What the kernel's guard saw.
fn site(run: &support::Run) -> Counts {
    let record = run.records.first().expect("a record");
    record.places.iter().filter(|place| record.is_within(place.context, 1)).map(|place| place.counts).sum()
}

struct Cachegrind {
    reads: u64,
    misses: u64,
}

/// Nanoseconds of the kernel under cachegrind, and the figures of the whole program.
fn cachegrind(program: &Path, machine: &Machine, kernel: &str, repetitions: u32) -> (f64, Cachegrind) {
    let geometry =
        |cache: locality_probe::machine::Cache| format!("{},{},{}", cache.bytes(), cache.ways(), cache.line());
    let output = Command::new("valgrind")
        .args(["--tool=cachegrind", "--cache-sim=yes", "--cachegrind-out-file=/dev/null"])
        .arg(format!("--D1={}", geometry(machine.l1d)))
        .arg(format!("--LL={}", geometry(machine.llc)))
        .arg(program)
        .args([kernel, &repetitions.to_string()])
        .env("LOCALITY_PIN", "1")
        .output()
        .expect("valgrind runs");
    let text = String::from_utf8_lossy(&output.stderr);
    // `D refs: 1,234 (1,000 rd + 234 wr)`
    let figure = |name: &str, nth: usize| {
        let line = text.lines().find(|line| line.contains(name)).unwrap_or_else(|| panic!("no `{name}` in:\n{text}"));
        let numbers = line.rsplit(':').next().unwrap_or_default();
        let digits = |word: &str| word.chars().filter(char::is_ascii_digit).collect::<String>().parse().ok();
        numbers.split_ascii_whitespace().filter_map(digits).nth(nth).expect("a figure")
    };
    (ns(&output), Cachegrind { reads: figure("D   refs", 1), misses: figure("D1  misses", 0) })
}

fn ns(output: &Output) -> f64 {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).trim().parse().expect("nanoseconds")
}

fn least(times: u32, run: impl Fn() -> f64) -> f64 {
    (0..times).map(|_| run()).fold(f64::INFINITY, f64::min)
}

fn difference(ours: u64, theirs: u64) -> f64 {
    (ours as f64 / theirs as f64 - 1.0) * 100.0
}
