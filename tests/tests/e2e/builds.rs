//! `confirm` builds what it is given: profiles, flags and kinds of crates, each with the user's own settings kept.
use crate::harness::{Answer, Workspace};

/// A member of every kind: a build script, a procedural macro, a `cdylib`, one without `std`, and lints that deny what
/// the overlay puts in. Each has a loop that is flagged.
const MOTLEY: &str = r#"//- /Cargo.toml
[workspace]
resolver = "2"
members = ["app", "bare", "foreign", "macros", "strict"]
[profile.fat]
inherits = "release"
lto = "fat"
strip = true
[profile.thin]
inherits = "release"
lto = "thin"
codegen-units = 8
[profile.stopping]
inherits = "release"
panic = "abort"
[profile.small]
inherits = "release"
opt-level = "s"
[profile.small.package.bare]
opt-level = "z"
codegen-units = 4
//- /app/Cargo.toml
[package]
name = "app"
version = "0.1.0"
edition = "2021"
[lints.rust]
unexpected_cfgs = { level = "warn", check-cfg = ["cfg(kept)"] }
[dependencies]
bare = { path = "../bare" }
macros = { path = "../macros" }
strict = { path = "../strict" }
[dev-dependencies]
foreign = { path = "../foreign" }
//- /app/build.rs
fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rustc-env=FROM_BUILD=yes");
    let out = std::env::var("OUT_DIR").unwrap();
    std::fs::write(format!("{out}/table.rs"), "const SIZE: u64 = 20_000;").unwrap();
}
//- /app/src/main.rs
#![deny(warnings)]
use std::collections::HashMap;

include!(concat!(env!("OUT_DIR"), "/table.rs"));

#[derive(macros::Named)]
struct Marked;

fn main() {
    assert_eq!(env!("FROM_BUILD"), "yes");
    assert_eq!(Marked.name(), "Marked");
    let mut map = HashMap::with_capacity(1_000_000);
    map.extend((0..SIZE).map(|k| (k, k * 7)));
    let mut sum = 0;
    for (key, value) in &map {
        sum += key ^ value;
    }
    sum += strict::total(&map);
    sum += bare::Grid::new(300).sum();
    // What the user asked of the compiler is asked in every build.
    for asked in std::env::args().skip(1) {
        match asked.as_str() {
            "kept" => assert!(cfg!(kept)),
            "avx2" => assert!(cfg!(target_feature = "avx2")),
            "abort" => assert!(cfg!(panic = "abort")),
            "debug" => assert!(cfg!(debug_assertions)),
            other => panic!("{other}"),
        }
    }
    println!("{sum}");
}
//- /app/tests/all.rs
#[test]
fn foreign_walks() {
    let map = (0..1000).map(|k| (k, k)).collect();
    assert!(foreign::scan(&map) > 0);
}
//- /bare/Cargo.toml
[package]
name = "bare"
version = "0.1.0"
edition = "2024"
//- /bare/src/lib.rs
#![no_std]
#![deny(missing_docs, unused)]
//! No `std` here.
extern crate alloc;
use alloc::vec::Vec;

/// Rows of cells.
pub struct Grid {
    cells: Vec<Vec<u64>>,
}

impl Grid {
    /// A square.
    pub fn new(side: usize) -> Self {
        let mut cells = Vec::new();
        for row in 0..side {
            cells.push((0..side).map(|column| (row ^ column) as u64).collect());
        }
        Grid { cells }
    }

    /// By columns.
    pub fn sum(&self) -> u64 {
        let mut sum = 0;
        for column in 0..self.cells.len() {
            for row in 0..self.cells.len() {
                sum += self.cells[row][column];
            }
        }
        sum
    }
}
//- /foreign/Cargo.toml
[package]
name = "foreign"
version = "0.1.0"
edition = "2021"
[lib]
crate-type = ["cdylib", "staticlib", "rlib"]
//- /foreign/src/lib.rs
use std::collections::HashMap;
#[no_mangle]
pub extern "C" fn foreign_entry() -> u64 {
    scan(&HashMap::new())
}
pub fn scan(map: &HashMap<u64, u64>) -> u64 {
    let mut sum = 0;
    for value in map.values() {
        sum += value;
    }
    sum
}
//- /macros/Cargo.toml
[package]
name = "macros"
version = "0.1.0"
edition = "2021"
[lib]
proc-macro = true
//- /macros/src/lib.rs
use proc_macro::TokenStream;
#[proc_macro_derive(Named)]
pub fn named(item: TokenStream) -> TokenStream {
    let text = item.to_string();
    let name = text.split_whitespace().nth(1).unwrap().trim_end_matches(';');
    format!("impl {name} {{ fn name(&self) -> &'static str {{ {name:?} }} }}").parse().unwrap()
}
//- /strict/Cargo.toml
[package]
name = "strict"
version = "0.1.0"
edition = "2018"
//- /strict/src/lib.rs
#![forbid(unsafe_code)]
#![deny(warnings, missing_docs, unused, unused_extern_crates, unreachable_pub)]
//! Allows nothing.
use std::collections::HashMap;

/// Scans.
pub fn total(map: &HashMap<u64, u64>) -> u64 {
    let mut sum = 0;
    for (key, value) in map {
        sum += key & value;
    }
    sum
}
"#;

/// Every site in one of `files` was entered in the timed build, and its accesses were counted in the traced one.
#[track_caller]
fn measured(answer: &Answer, files: &[&str]) {
    let sites = answer.sites();
    for file in files {
        let here = |site: &&serde_json::Value| site["file"] == *file && site["entries"].as_u64() > Some(0);
        let site = sites.iter().find(here).unwrap_or_else(|| panic!("{file}: {sites:#?}\n{}", answer.stderr));
        assert_eq!(site["counters"]["backend"], "model", "{file}: {site:#?}\n{}", answer.stderr);
        assert!(site["counters"]["loads"].as_u64() > Some(0), "{file}: {site:#?}\n{}", answer.stderr);
    }
}

const PROGRAM: &[&str] = &["app/src/main.rs", "bare/src/lib.rs", "strict/src/lib.rs"];

fn confirm(motley: &Workspace, profile: &str, rustflags: Option<&str>, asked: &[&str]) -> Answer {
    let mut command = motley.command(["confirm", "--bin", "app", "--profile", profile, "--message-format", "json"]);
    command.arg("--").args(asked);
    if let Some(flags) = rustflags {
        command.env("RUSTFLAGS", flags);
    }
    Answer::of(&mut command).expect_code(0)
}

#[test]
fn a_workspace_of_every_kind_in_the_profiles_that_people_use() {
    let motley = Workspace::written(MOTLEY, "motley");
    let before = motley.contents();
    for (profile, asked) in
        [("release", ""), ("fat", ""), ("thin", ""), ("stopping", "abort"), ("small", ""), ("dev", "debug")]
    {
        let asked = asked.split_whitespace().collect::<Vec<_>>();
        measured(&confirm(&motley, profile, None, &asked), PROGRAM);
    }
    let answer = motley.run(["confirm", "-p", "app", "--test", "all", "--message-format", "json"]).expect_code(0);
    measured(&answer, &["foreign/src/lib.rs"]);
    // A lock file was made, and taken away again.
    assert_eq!(motley.contents(), before);
}

#[test]
#[cfg(target_arch = "x86_64")]
fn the_users_own_flags_are_kept_in_both_builds() {
    let flags = "-C target-cpu=x86-64-v3 --cfg kept -D warnings";
    let motley = Workspace::written(MOTLEY, "motley_flags");
    measured(&confirm(&motley, "release", Some(flags), &["kept", "avx2"]), PROGRAM);

    let quoted = flags.split(' ').map(|word| format!("{word:?}")).collect::<Vec<_>>().join(", ");
    motley.write(".cargo/config.toml", &format!("[build]\nrustflags = [{quoted}]\n"));
    measured(&confirm(&motley, "release", None, &["kept", "avx2"]), PROGRAM);

    motley.write(".cargo/config.toml", &format!("[target.'cfg(unix)']\nrustflags = [{quoted}]\n"));
    measured(&confirm(&motley, "fat", None, &["kept", "avx2"]), PROGRAM);
}

/// Takes long: the probe is built for each toolchain. `scripts/toolchains.sh` runs it.
#[test]
#[ignore = "slow: scripts/toolchains.sh runs it"]
fn every_toolchain_that_is_there() {
    let listed = std::process::Command::new("rustup").args(["toolchain", "list"]).output().expect("rustup");
    let listed = String::from_utf8(listed.stdout).expect("UTF-8");
    let motley = Workspace::written(MOTLEY, "motley_toolchains");
    for line in listed.lines() {
        let Some(toolchain) = line.split_whitespace().next() else { continue };
        for profile in ["release", "fat", "stopping"] {
            eprintln!("{toolchain}, {profile}");
            let mut command = motley.command(["confirm", "--bin", "app", "--profile", profile]);
            command.args(["--message-format", "json"]).env("RUSTUP_TOOLCHAIN", toolchain);
            // Cargo sets these for its tests; they name the toolchain of the test itself.
            for of_the_outer_cargo in ["CARGO", "RUSTC", "RUSTDOC", "RUSTUP_HOME_TOOLCHAIN"] {
                command.env_remove(of_the_outer_cargo);
            }
            measured(&Answer::of(&mut command).expect_code(0), PROGRAM);
        }
    }
}
