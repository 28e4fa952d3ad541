//! Who called: lines of the workspace that asked for what is done in functions that are called.
use serde_json::Value;

use crate::harness::Workspace;

/// An accessor that is called by a loop along rows and by one down columns, and a set that two lines fill.
const CALLED: &str = r#"//- /Cargo.toml
[package]
name = "called"
version = "0.1.0"
edition = "2021"
publish = false
[workspace]
//- /src/main.rs
use std::collections::HashSet;

struct Field {
    width: usize,
    cells: Vec<f32>,
}

impl Field {
    #[inline(never)]
    fn at(&self, x: usize, y: usize) -> f32 {
        self.cells[y * self.width + x]
    }
}

fn sum(field: &Field) -> f32 {
    let mut sum = 0.0;
    for y in 0..600 {
        for x in 0..600 {
            sum += field.at(x, y);
        }
    }
    for x in 0..600 {
        for y in 0..600 {
            sum += field.at(x, y);
        }
    }
    sum
}

#[inline(never)]
fn note(set: &mut HashSet<u64>, key: u64) -> bool {
    set.insert(key)
}

fn main() {
    let field = Field { width: 600, cells: (0..600 * 600).map(|at| at as f32).collect() };
    let mut wide = HashSet::new();
    let mut few = HashSet::new();
    for at in 0..100_000u64 {
        note(&mut wide, at.wrapping_mul(0x9e37_79b9_7f4a_7c15));
        note(&mut few, at % 8);
    }
    println!("{} {} {}", sum(&field), wide.len(), few.len());
}
"#;

fn lines(out: &str) -> Vec<Value> {
    let rows = out.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
    rows.filter(|row| row["reason"] == "locality-cost" && row["scope"] == "line").collect()
}

/// The lines that called a line of a file, with their shares.
fn callers(rows: &[Value], line: u64) -> Vec<(u64, f64)> {
    let of_line =
        rows.iter().find(|row| row["file"] == "src/main.rs" && row["line"] == line && row["callers"].is_array());
    let all = of_line.and_then(|row| row["callers"].as_array()).cloned().unwrap_or_default();
    all.iter().filter_map(|caller| Some((caller["line"].as_u64()?, caller["share"].as_f64()?))).collect()
}

#[test]
fn a_trace_parts_what_is_called_by_the_lines_that_call() {
    let called = Workspace::written(CALLED, "called");
    // 600 lines do not fit into the first-level cache.
    let machine = "l1d=16K/8/64,l2=1280K/20/64";
    let args = ["trace", "--bin", "called", "--machine", machine, "--message-format", "json"];
    let told = || called.run(args).expect_code(0).stdout;
    let first = told();
    let rows = lines(&first);
    // The loop down the columns has nearly all of the misses.
    let of_accessor = callers(&rows, 11);
    assert!(matches!(of_accessor.as_slice(), [(24, most), ..] if *most > 0.8), "{of_accessor:?}");
    assert!(of_accessor.iter().any(|(line, _)| *line == 19), "{of_accessor:?}");
    // What the set does is booked where it is asked to, and by whom that was asked.
    let of_set = callers(&rows, 32);
    assert!(of_set.first().is_some_and(|(line, share)| *line == 40 && *share > 0.8), "{of_set:?}");
    let outside = |row: &&Value| row["file"].as_str().is_some_and(|file| file.contains("hashbrown"));
    let share = |row: &Value| row["cost"]["share"].as_f64().unwrap_or(0.0);
    assert!(rows.iter().filter(outside).map(share).sum::<f64>() < 0.1, "{first}");
    // A program that does the same has the same samples.
    assert_eq!(callers(&lines(&told()), 11), of_accessor);
}
