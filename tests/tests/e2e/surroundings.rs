//! Programs run as cargo itself would run them: runner, environment, working directory, arguments, shared libraries.
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use crate::harness::{Answer, Workspace};

/// Two packages; every program checks what it finds around it.
const AROUND: &str = r#"//- /Cargo.toml
[workspace]
resolver = "2"
members = ["inner", "shared"]
//- /.cargo/config.toml
[env]
FROM_CONFIG = "a value"
RELATIVE = { value = "shared/Cargo.toml", relative = true }
//- /shared/Cargo.toml
[package]
name = "shared"
version = "0.1.0"
edition = "2021"
[lib]
crate-type = ["dylib"]
//- /shared/src/lib.rs
use std::collections::HashMap;
pub fn total(map: &HashMap<u64, u64>) -> u64 {
    let mut sum = 0;
    for (key, value) in map {
        sum += key ^ value;
    }
    sum
}
//- /inner/Cargo.toml
[package]
name = "inner"
version = "1.2.3"
edition = "2021"
[features]
asked = []
[dependencies]
shared = { path = "../shared" }
[[bench]]
name = "work"
harness = false
//- /inner/build.rs
fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rustc-link-search=native={}/native", std::env::var("OUT_DIR").unwrap());
}
//- /inner/around.rs
use std::env::var;
use std::path::Path;

/// `home` is where the program is to find itself.
pub fn check(home: &Path, arguments: &[&str]) {
    let map = (0..1000).map(|k| (k, k)).collect();
    assert!(shared::total(&map) == 0);
    assert_eq!(std::env::current_dir().unwrap(), home);
    assert_eq!(var("FROM_CONFIG").as_deref(), Ok("a value"));
    assert!(Path::new(&var("RELATIVE").unwrap()).is_file());
    assert_eq!(var("CARGO_PKG_NAME").as_deref(), Ok("inner"));
    assert_eq!(var("CARGO_PKG_VERSION").as_deref(), Ok("1.2.3"));
    assert_eq!(var("CARGO_MANIFEST_DIR").as_deref(), Ok(env!("CARGO_MANIFEST_DIR")));
    assert_eq!(var("OUT_DIR").as_deref(), Ok(env!("OUT_DIR")));
    assert!(var("LD_LIBRARY_PATH").unwrap().contains("/native"));
    // Nothing of the tool's that a cargo called from here would take up.
    for gone in ["RUSTC_WRAPPER", "RUSTC_WORKSPACE_WRAPPER"] {
        assert!(var(gone).is_err(), "{gone}");
    }
    let given: Vec<_> = std::env::args().skip(1).collect();
    assert_eq!(given, arguments);
}
//- /inner/benches/work.rs
#[path = "../around.rs"]
mod around;
fn main() {
    // `cargo bench` puts its own word last.
    around::check(env!("CARGO_MANIFEST_DIR").as_ref(), &["one two", "--three", "--bench"]);
}
//- /inner/src/main.rs
#[path = "../around.rs"]
mod around;
fn main() {
    assert!(cfg!(feature = "asked"));
    let manifest = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    around::check(manifest.parent().unwrap(), &["--", "x"]);
}
//- /inner/tests/all.rs
#[path = "../around.rs"]
mod around;
#[test]
fn all() {
    around::check(env!("CARGO_MANIFEST_DIR").as_ref(), &["all", "--exact"]);
    assert!(std::path::Path::new(env!("CARGO_BIN_EXE_inner")).is_file());
}
"#;

#[track_caller]
fn reached(answer: &Answer) {
    let sites = answer.sites();
    let site = sites.iter().find(|site| site["file"] == "shared/src/lib.rs").expect("the loop of the shared library");
    assert_eq!(site["entries"], 1, "{site:#?}\n{}", answer.stderr);
    assert!(site["counters"]["loads"].as_u64() >= Some(1000), "{site:#?}\n{}", answer.stderr);
}

#[test]
fn a_program_finds_around_it_what_cargo_gives_it() {
    let around = Workspace::written(AROUND, "around");
    let run = |workload: &[&str], args: &[&str]| {
        let mut command = around.command(["confirm", "--message-format", "json"]);
        reached(&Answer::of(command.args(workload).arg("--").args(args)).expect_code(0));
    };
    run(&["--bench", "work"], &["one two", "--three"]);
    run(&["--test", "all"], &["all", "--exact"]);
    run(&["--workspace", "--bin", "inner", "--features", "inner/asked"], &["--", "x"]);
}

/// A runner that writes down what it is given, and then runs it.
const RUNNER: &str = "#!/bin/sh\necho \"$1 $#\" >> \"$RUNNER_LOG\"\nshift\nexec \"$@\"\n";

#[test]
fn the_users_runner_runs_the_program() {
    let around = Workspace::written(AROUND, "runner");
    around.write("run.sh", RUNNER);
    std::fs::set_permissions(around.root().join("run.sh"), std::fs::Permissions::from_mode(0o755)).expect("executable");
    let log = around.root().join("log");
    let config = around.read(".cargo/config.toml");
    let host = host();
    let run = |runner: Option<(&str, &Path)>| {
        let mut command = around.command(["confirm", "--bench", "work", "--message-format", "json"]);
        command.args(["--", "one two", "--three"]).env("RUNNER_LOG", &log);
        if let Some((variable, value)) = runner {
            command
                .env(variable, value.join("run.sh").to_str().map(|path| format!("{path} by-variable")).expect("UTF-8"));
        }
        reached(&Answer::of(&mut command).expect_code(0));
        let said = std::fs::read_to_string(&log).expect("the runner ran");
        std::fs::remove_file(&log).expect("removed");
        said
    };
    // In the timed and in the traced run: its own word, the program, its two arguments and `--bench`.
    around.write(".cargo/config.toml", &format!("{config}\n[target.{host}]\nrunner = [\"./run.sh\", \"by-triple\"]\n"));
    assert_eq!(run(None), "by-triple 5\nby-triple 5\n");
    around.write(".cargo/config.toml", &format!("{config}\n[target.'cfg(unix)']\nrunner = \"./run.sh by-cfg\"\n"));
    assert_eq!(run(None), "by-cfg 5\nby-cfg 5\n");
    let variable = format!("CARGO_TARGET_{}_RUNNER", host.to_uppercase().replace('-', "_"));
    assert_eq!(run(Some((&variable, around.root()))), "by-variable 5\nby-variable 5\n");
}

fn host() -> String {
    let said = std::process::Command::new("rustc").arg("-vV").output().expect("rustc").stdout;
    let said = String::from_utf8(said).expect("UTF-8");
    said.lines().find_map(|line| line.strip_prefix("host: ")).expect("a host").to_owned()
}
