//! Why misses were misses: what falls into the same set.
use crate::harness::Workspace;

/// A matrix of a power of two, walked by columns, and one that is a line and a page wider.
const TURNED: &str = r#"//- /Cargo.toml
[package]
name = "turned"
version = "0.1.0"
edition = "2021"
publish = false
[workspace]
//- /src/lib.rs
#[inline(never)]
pub fn columns(cells: &[u64], width: usize) -> u64 {
    let mut sum = 0_u64;
    for column in 0..256 {
        for row in 0..192 {
            sum = sum.wrapping_mul(3) ^ cells[row * width + column];
        }
    }
    sum
}
//- /src/bin/even.rs
fn main() {
    let cells = vec![1_u64; 192 * 512];
    let rounds = (0..20).fold(0, |sum, _| sum ^ turned::columns(std::hint::black_box(&cells), 512));
    println!("{rounds}");
}
//- /src/bin/odd.rs
fn main() {
    let cells = vec![1_u64; 192 * 520];
    let rounds = (0..20).fold(0, |sum, _| sum ^ turned::columns(std::hint::black_box(&cells), 520));
    println!("{rounds}");
}
"#;

/// A machine whose first two levels have sets enough for what is walked, if it only spread.
const MACHINE: &str = "l1d=32K/8/64,l2=256K/8/64,llc=4M/16/64,dtlb=256/4,stlb=1024/8";

#[test]
fn a_trace_says_which_levels_have_conflicts_and_how_far_the_steps_go() {
    let turned = Workspace::written(TURNED, "turned");
    let told = |bin: &str| turned.run(["trace", "--bin", bin, "--machine", MACHINE]).expect_code(0).stdout;
    let even = told("even");
    let line = even.lines().find(|line| line.contains("Conflicts")).unwrap_or_else(|| panic!("{even}"));
    assert!(line.contains("src/lib.rs:6") && line.contains("L1d") && line.contains("L2"), "{even}");
    // An unrolled loop has several loads, each of which goes over several rows.
    assert!(even.contains("half of its steps go ") && even.contains("KiB or further"), "{even}");
    let odd = told("odd");
    assert!(!odd.contains("Conflicts"), "{odd}");
}
