//! What one workload has built, the next one uses: each crate is compiled once, and traced once.
#![cfg(unix)]
use crate::harness::Workspace;
use std::collections::BTreeSet;
use std::os::unix::fs::PermissionsExt as _;
use std::path::PathBuf;

/// A library with a dependency outside of the workspace, and a loop that is flagged in each of its targets.
const GRIDS: &str = r#"//- /numbers/Cargo.toml
[package]
name = "numbers"
version = "0.1.0"
edition = "2021"
//- /numbers/src/lib.rs
pub fn rows(side: usize) -> Vec<Vec<f64>> {
    (0..side).map(|row| (0..side).map(|column| (row * column) as f64).collect()).collect()
}
//- /grids/Cargo.toml
[package]
name = "grids"
version = "0.1.0"
edition = "2021"
publish = false
[workspace]
[dependencies]
numbers = { path = "../numbers" }
[[bench]]
name = "walk"
harness = false
//- /grids/src/lib.rs
pub use numbers::rows;
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
#[cfg(test)]
mod tests {
    #[test]
    fn columns_of_columns() {
        let rows: Vec<Vec<f64>> = (0..400).map(|r| (0..400).map(|c| (r * c) as f64).collect()).collect();
        let mut sum = 0.0;
        for c in 0..rows[0].len() {
            for r in 0..rows.len() {
                sum += rows[r][c];
            }
        }
        assert!(sum > 0.0 && super::Grid { rows }.sum() == sum);
    }
}
//- /grids/src/bin/once.rs
fn main() {
    println!("{}", grids::Grid { rows: grids::rows(400) }.sum());
}
//- /grids/benches/walk.rs
fn main() {
    std::fs::write("written-by-the-bench.txt", "beside the sources").unwrap();
    println!("{}", grids::Grid { rows: grids::rows(400) }.sum());
}
//- /grids/tests/walks.rs
#[test]
fn walks() {
    let rows: Vec<Vec<f64>> = (0..400).map(|r| (0..400).map(|c| (r * c) as f64).collect()).collect();
    let mut sum = 0.0;
    for c in 0..rows[0].len() {
        for r in 0..rows.len() {
            sum += rows[r][c];
        }
    }
    assert!(grids::Grid { rows }.sum() == sum);
}
"#;

/// Notes each crate that is compiled for the target: its name, `test` where it is one, and whether it is traced.
const NOTING: &str = r#"#!/bin/sh
name='' target='' kind='' traced='' previous=''
for argument in "$@"; do
    case "$previous" in --crate-name) name=$argument ;; esac
    case "$argument" in
        --target) target=yes ;;
        --test) kind=' test' ;;
        *memprof*) traced=' traced' ;;
    esac
    previous=$argument
done
case "$name" in '' | ___ | locality_probe | libc | build_script_*) ;; *) test -z "$target" || echo "$name$kind$traced" >> "$COMPILED" ;; esac
exec rustc "$@"
"#;

#[test]
fn workloads_of_a_package_share_what_they_build() {
    let grids = Workspace::written(GRIDS, "grids");
    grids.write("noting-rustc", NOTING);
    let path = |name: &str| grids.root().join(name);
    let executable = std::fs::Permissions::from_mode(0o755);
    std::fs::set_permissions(path("noting-rustc"), executable).expect("ours");
    let compiled = |args: &[&str]| {
        let log: PathBuf = path("compiled.txt");
        std::fs::write(&log, "").expect("ours");
        let mut command = grids.command(args.iter().chain(&["--manifest-path", "grids/Cargo.toml"]));
        command.env("RUSTC", path("noting-rustc")).env("COMPILED", &log).env("CARGO_TARGET_DIR", path("target"));
        crate::harness::Answer::of(&mut command).expect_code(0);
        let names = std::fs::read_to_string(&log).expect("ours");
        let all = names.lines().map(str::to_owned).collect::<Vec<_>>();
        let once = all.iter().cloned().collect::<BTreeSet<_>>();
        assert_eq!(all.len(), once.len(), "compiled twice: {all:?}");
        once
    };
    let these = |names: &[&str]| {
        names.iter().flat_map(|name| [(*name).to_owned(), format!("{name} traced")]).collect::<BTreeSet<_>>()
    };

    // A bench has the binaries at hand.
    assert_eq!(compiled(&["confirm"]), these(&["numbers", "grids", "walk", "once"]));
    assert!(path("grids/written-by-the-bench.txt").exists());
    assert_eq!(compiled(&["confirm"]), these(&[]));
    assert_eq!(compiled(&["confirm", "--bench", "walk"]), these(&[]));
    // The library as its own test is another program.
    assert_eq!(compiled(&["confirm", "--lib"]), these(&["grids test"]));
    assert_eq!(compiled(&["confirm", "--test", "walks"]), these(&["walks test"]));
    assert_eq!(compiled(&["confirm", "--bin", "once"]), these(&[]));
    // Without guards the members are others; what they depend on is not.
    assert_eq!(compiled(&["trace", "--bench", "walk"]), these(&["grids", "walk", "once"]));
    assert_eq!(compiled(&["trace", "--bin", "once"]), these(&[]));
}

#[test]
fn a_workload_is_told_of_its_own_targets_only() {
    let grids = Workspace::written(GRIDS, "grids_told");
    let files = |args: &[&str]| {
        let more = ["--manifest-path", "grids/Cargo.toml", "--message-format", "json"];
        let answer = grids.run(args.iter().chain(&more)).expect_code(0);
        let sites = answer.sites();
        sites.iter().map(|site| site["file"].as_str().expect("a file").to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(files(&["confirm", "--bin", "once"]), ["src/lib.rs"]);
    let mut of_test = files(&["confirm", "--test", "walks"]);
    of_test.sort();
    assert_eq!(of_test, ["src/lib.rs", "tests/walks.rs"]);
    // The loop in the unit test too.
    assert_eq!(files(&["confirm", "--lib"]), ["src/lib.rs", "src/lib.rs"]);
}
