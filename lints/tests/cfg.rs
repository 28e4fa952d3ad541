//! Conditions hold here where they hold for `cfg-expr`, which reads and evaluates them on its own and knows targets from its
//! own tables; ours come from rustc.
use std::process::Command;

use cfg_expr::targets::{TargetInfo, get_builtin_target_by_triple};
use cfg_expr::{Expression, Predicate};
use locality_lints::input::{Cfg, Crate, CrateKind, Edition};
use locality_lints::source::cfg::Conditions;
use locality_lints::source::lower;

const TARGETS: [&str; 6] = [
    "x86_64-unknown-linux-gnu",
    "x86_64-pc-windows-msvc",
    "aarch64-apple-darwin",
    "wasm32-unknown-unknown",
    "i686-unknown-linux-musl",
    "s390x-unknown-linux-gnu",
];

const FEATURES: [&str; 3] = ["std", "serde-1", "a_b"];

/// Flags that somebody hands to rustc.
const FLAGS: [&str; 2] = ["loom", "docsrs"];

const PREDICATES: &[&str] = &[
    "unix",
    "windows",
    "not(unix)",
    "not(not(unix))",
    "test",
    "not(test)",
    "debug_assertions",
    "not(debug_assertions)",
    "proc_macro",
    "loom",
    "unheard_of",
    "not(unheard_of)",
    "all()",
    "any()",
    "not(all())",
    "not(any())",
    "all(unix)",
    "any(unix)",
    "all(unix,)",
    "any(windows, unix,)",
    "all(unix, windows)",
    "any(unix, windows)",
    "not(any(unix, windows))",
    "all(not(unix), not(windows))",
    "all(any(), unix)",
    "any(all(), windows)",
    "all(all(all(all())))",
    "any(any(any(any())))",
    "not(not(not(all())))",
    r#"feature = "std""#,
    r#"feature="std""#,
    r#"feature = "serde-1""#,
    r#"feature = "serde_1""#,
    r#"feature = "a_b""#,
    r#"feature = "absent""#,
    r#"not(feature = "absent")"#,
    r#"all(feature = "std", not(feature = "absent"))"#,
    r#"any(feature = "absent", feature = "gone")"#,
    r#"all(unix, any(feature = "absent", feature = "std"), not(loom))"#,
    r#"all(loom, docsrs, feature = "std")"#,
    r#"any(test, feature = "std")"#,
    r#"all(test, feature = "std")"#,
    r#"any(test, all(debug_assertions, not(windows)))"#,
    r#"target_os = "linux""#,
    r#"target_os = "windows""#,
    r#"target_os = "macos""#,
    r#"target_os = "none""#,
    r#"not(target_os = "linux")"#,
    r#"any(target_os = "linux", target_os = "macos")"#,
    r#"all(target_os = "linux", target_os = "macos")"#,
    r#"target_family = "unix""#,
    r#"target_family = "windows""#,
    r#"target_family = "wasm""#,
    r#"target_arch = "x86_64""#,
    r#"any(target_arch = "x86", target_arch = "x86_64")"#,
    r#"target_arch = "s390x""#,
    r#"target_pointer_width = "64""#,
    r#"target_pointer_width = "32""#,
    r#"any(target_pointer_width = "32", target_pointer_width = "64")"#,
    r#"target_endian = "little""#,
    r#"target_endian = "big""#,
    r#"target_env = "gnu""#,
    r#"target_env = "musl""#,
    r#"target_env = "msvc""#,
    r#"all(target_env = "", unix)"#,
    r#"target_vendor = "apple""#,
    r#"all(windows, target_env = "msvc", not(target_vendor = "uwp"))"#,
    r#"target_has_atomic = "64""#,
    r#"target_has_atomic = "ptr""#,
    r#"target_has_atomic = "128""#,
    r#"panic = "unwind""#,
    r#"panic = "abort""#,
    r#"target_feature = "sse2""#,
    r#"all(target_arch = "x86_64", target_feature = "avx512f")"#,
    r#"key = "value""#,
    r#"key = "other""#,
    r#"any(all(unix, not(target_os = "macos")), all(windows, target_pointer_width = "64"), target_family = "wasm")"#,
    r#"not(any(all(unix, feature = "std"), all(test, debug_assertions), target_arch = "wasm32"))"#,
    "all(unix /* of some kind */, // and\n not(windows))",
];

#[test]
fn conditions_hold_where_another_reader_says_so() {
    let mut differ = Vec::new();
    for triple in TARGETS {
        let told = told_by_rustc(triple);
        let info = get_builtin_target_by_triple(triple).expect("a target that cfg-expr knows");
        for test in [false, true] {
            for predicate in PREDICATES {
                let (ours, theirs) = (here(predicate, &told, test), there(predicate, info, &told, test));
                if ours != theirs {
                    differ.push(format!("{triple}, test {test}: {predicate} is {ours} here and {theirs} there"));
                }
            }
        }
    }
    assert!(differ.is_empty(), "{}", differ.join("\n"));
}

/// What rustc says of a target, the flags and a pair of somebody's own with it.
fn told_by_rustc(triple: &str) -> Cfg {
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let mut command = Command::new(rustc);
    command.args(["--print", "cfg", "--target", triple, "--cfg", "key=\"value\""]);
    command.args(FLAGS.iter().flat_map(|flag| ["--cfg", flag]));
    let said = command.output().expect("rustc starts");
    assert!(said.status.success(), "{}", String::from_utf8_lossy(&said.stderr));
    let mut cfg = Cfg::default();
    for line in String::from_utf8(said.stdout).expect("UTF-8").lines() {
        match line.split_once('=') {
            Some((key, value)) => cfg.pairs.push((key.to_owned(), value.trim_matches('"').to_owned())),
            None => cfg.flags.push(line.to_owned()),
        }
    }
    cfg
}

fn here(predicate: &str, told: &Cfg, test: bool) -> bool {
    let krate = Crate {
        package: "it".to_owned(),
        name: "it".to_owned(),
        kind: CrateKind::Library,
        root: "lib.rs".into(),
        edition: Edition::E2024,
        dependencies: Vec::new(),
        foreign: Vec::new(),
        features: FEATURES.map(str::to_owned).to_vec(),
        test,
        published: false,
    };
    let file = lower(&format!("#[cfg({predicate})]\nfn f() {{}}\n"));
    assert!(file.unseen.is_empty(), "{predicate}: {:?}", file.unseen);
    let condition = file.items[0].cfg.as_deref();
    assert!(condition.is_some(), "{predicate} is no condition here");
    Conditions::of(&krate, told).hold(condition)
}

fn there(predicate: &str, info: &TargetInfo, told: &Cfg, test: bool) -> bool {
    let without_comments = predicate.replace("/* of some kind */", "").replace("// and\n", "");
    let has = |key: &str, value: &str| told.pairs.iter().any(|(k, v)| k == key && v == value);
    let expression = Expression::parse(&without_comments).unwrap_or_else(|why| panic!("{predicate}: {why}"));
    expression.eval(|predicate| match predicate {
        Predicate::Target(target) => target.matches(info),
        Predicate::Test => test,
        Predicate::DebugAssertions => told.flags.iter().any(|flag| flag == "debug_assertions"),
        Predicate::ProcMacro => false,
        Predicate::Feature(feature) => FEATURES.contains(feature),
        Predicate::TargetFeature(feature) => has("target_feature", feature),
        Predicate::Flag(flag) => FLAGS.contains(flag),
        Predicate::KeyValue { key, val } => has(key, val),
    })
}
