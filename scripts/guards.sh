#!/usr/bin/env bash
# What guards cost a bench: the program that `confirm` ended up timing against the plain one, runs of either taking turns.
#
#     scripts/guards.sh [RUNS]
#
# The bench has four sites; two of them are loops over four entries that are entered millions of times, whose guards
# `confirm` moves out. The median of the runs' ratios is to be at most 1.02.
set -euo pipefail
cd "$(dirname "$0")/.."
runs=${1:-15}
cargo build --release -q -p cargo-locality
tool=$PWD/target/release/cargo-locality
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
mkdir -p "$dir"/src "$dir"/benches
cat >"$dir"/Cargo.toml <<'TOML'
[package]
name = "guarded"
version = "0.1.0"
edition = "2021"
publish = false
[workspace]
[[bench]]
name = "all"
harness = false
TOML
cat >"$dir"/src/lib.rs <<'RUST'
use std::collections::{HashMap, LinkedList};
#[inline(never)]
pub fn turns(map: &HashMap<u64, u64>, turns: u64) -> u64 {
    let mut sum = 0;
    for turn in 0..turns {
        for (key, value) in map {
            sum += key ^ value ^ turn;
        }
    }
    sum
}
#[inline(never)]
pub fn total(map: &HashMap<u64, u64>) -> u64 {
    let mut sum = 0;
    for (key, value) in map {
        sum += key ^ value;
    }
    sum
}
pub struct Grid {
    pub rows: Vec<Vec<f64>>,
}
impl Grid {
    #[inline(never)]
    pub fn sum(&self) -> f64 {
        let mut sum = 0.0;
        for c in 0..self.rows[0].len() {
            for r in 0..self.rows.len() {
                sum += self.rows[r][c];
            }
        }
        sum
    }
}
#[inline(never)]
pub fn walk(list: &LinkedList<u64>) -> u64 {
    let mut sum = 0;
    for value in list {
        sum += value;
    }
    sum
}
RUST
cat >"$dir"/benches/all.rs <<'RUST'
use std::hint::black_box;
fn main() {
    let map = (0..4u64).map(|k| (k, k * 7)).collect();
    let grid = guarded::Grid { rows: (0..800).map(|r| (0..800).map(|c| (r * c) as f64).collect()).collect() };
    let list = (0..1000u64).collect();
    let start = std::time::Instant::now();
    black_box(guarded::turns(black_box(&map), 5_000_000));
    for _ in 0..5_000_000 {
        black_box(guarded::total(black_box(&map)));
    }
    for _ in 0..100 {
        black_box(black_box(&grid).sum());
    }
    for _ in 0..50_000 {
        black_box(guarded::walk(black_box(&list)));
    }
    println!("{}", start.elapsed().as_nanos());
}
RUST
cd "$dir"
export CARGO_TARGET_DIR=$dir/target
cargo bench --no-run -q --bench all
newest() { find "$1" -path '*/deps/all-*' -type f -perm -100 -printf '%T@ %p\n' | sort -n | tail -1 | cut -d' ' -f2; }
plain=$(newest "$dir"/target/release)
"$tool" confirm --bench all --backend time --color never 2>&1 | grep -E 'moved|so often|Verdicts' || true
guarded=$(newest "$dir"/target/locality/timed)
mkdir "$dir"/records
for ((run = 0; run < runs; run++)); do
    one=$("$plain")
    other=$(LOCALITY_RECORD=$dir/records LOCALITY_MODE=timed "$guarded")
    awk -v one="$one" -v other="$other" 'BEGIN { printf "%.4f plain %.1f ms, with guards %.1f ms\n", other / one, one / 1e6, other / 1e6 }'
done | tee "$dir"/ratios
sort -n "$dir"/ratios | awk '{ ratio[NR] = $1 } END { printf "median of %d ratios: %.3f\n", NR, (ratio[int((NR + 1) / 2)] + ratio[int(NR / 2) + 1]) / 2 }'
