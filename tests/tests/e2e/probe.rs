//! What is linked into programs: built once for a toolchain, whoever asks.
use crate::harness::{Workspace, scratch};
use std::path::Path;
use std::process::{Command, Output, Stdio};

const SMALL: &str = r#"//- /Cargo.toml
[package]
name = "small"
version = "0.1.0"
edition = "2021"
publish = false
[workspace]
//- /src/main.rs
fn main() {
    let rows = vec![vec![1.0_f64; 300]; 300];
    let mut sum = 0.0;
    for c in 0..300 {
        for r in 0..300 {
            sum += rows[r][c];
        }
    }
    println!("{sum}");
}
"#;

/// A confirmation in a target directory of its own.
fn confirm(small: &Workspace, target: &str, cache: &Path) -> Command {
    let target = scratch().join(target);
    let _ = std::fs::remove_dir_all(&target);
    let mut command = small.command(["confirm", "--bin", "small", "--backend", "time"]);
    command.env("CARGO_TARGET_DIR", target).env("XDG_CACHE_HOME", cache);
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

fn builds_it(output: &Output) -> bool {
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
    let screen = String::from_utf8_lossy(&output.stdout);
    assert_eq!(said.contains("Building the probe"), screen.contains("and the probe "), "{said}\n{screen}");
    said.contains("Building the probe")
}

#[test]
fn the_probe_is_built_once_for_all_workspaces_also_by_two_at_once() {
    let small = Workspace::written(SMALL, "probe-once");
    let cache = scratch().join("cache-once");
    let _ = std::fs::remove_dir_all(&cache);
    let two = ["one", "other"].map(|target| confirm(&small, target, &cache).spawn().expect("it starts"));
    let built = two.map(|running| builds_it(&running.wait_with_output().expect("it ends")));
    assert_eq!(built.iter().filter(|built| **built).count(), 1, "{built:?}");
    let again = confirm(&small, "third", &cache).output().expect("it runs");
    assert!(!builds_it(&again));
    let probes = cache.join("cargo-locality").read_dir().expect("the cache").flatten();
    let probes = probes.filter(|entry| entry.path().is_dir()).count();
    assert_eq!(probes, 1);
    assert!(
        !scratch()
            .join("third/locality")
            .read_dir()
            .expect("a target directory")
            .flatten()
            .any(|entry| { entry.file_name().to_string_lossy().starts_with("probe-") })
    );
}

#[cfg(unix)]
#[test]
fn it_lies_beside_what_cargo_keeps_where_the_user_says_where_that_is() {
    let small = Workspace::written(SMALL, "probe-cargo-home");
    let home = scratch().join("cargo-home");
    let _ = std::fs::remove_dir_all(&home);
    std::fs::create_dir_all(&home).expect("a folder");
    let usual = || std::env::home_dir().expect("a home").join(".cargo");
    let known = std::env::var_os("CARGO_HOME").map_or_else(usual, std::path::PathBuf::from);
    // What was downloaded is found there.
    std::os::unix::fs::symlink(known.join("registry"), home.join("registry")).expect("a link");
    let mut command = confirm(&small, "of-cargo-home", Path::new(""));
    command.env_remove("XDG_CACHE_HOME").env("CARGO_HOME", &home);
    assert!(builds_it(&command.output().expect("it runs")));
    assert!(
        home.join("cargo-locality")
            .read_dir()
            .expect("the cache")
            .flatten()
            .any(|entry| { entry.path().join("built.json").is_file() })
    );
}
