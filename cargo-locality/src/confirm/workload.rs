//! What is run: from what the command line names to calls of cargo.
use std::ffi::OsString;

use cargo_metadata::{Package, Target, TargetKind};

use super::toolchain::Toolchain;
use super::{Error, Request, Workload};

/// One call of cargo that builds a part of the workload.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Invocation {
    /// `bench`, `test` or `build`.
    pub(super) subcommand: &'static str,
    /// `--bench NAME`, …
    pub(super) selectors: Vec<OsString>,
    /// The profile that it builds in.
    pub(super) profile: String,
}

/// The calls that build the workload, and what has to be said about the choice.
pub(super) fn invocations(
    request: &Request<'_>,
    toolchain: &Toolchain,
) -> Result<(Vec<Invocation>, Option<String>), Error> {
    let profile = |default: &str| request.cargo.profile.clone().unwrap_or_else(|| default.to_owned());
    let asked = &request.workload;
    if *asked == Workload::default() {
        return default_invocation(request, toolchain, &profile);
    }
    let mut calls = Vec::new();
    let mut add = |subcommand, default: &str, selectors: Vec<OsString>| {
        if !selectors.is_empty() {
            calls.push(Invocation { subcommand, selectors, profile: profile(default) });
        }
    };
    add("bench", "bench", named("--bench", &asked.benches));
    let mut tests = named("--test", &asked.tests);
    if asked.lib {
        tests.push("--lib".into());
    }
    add("test", "release", tests);
    let mut programs = named("--bin", &asked.bins);
    programs.extend(named("--example", &asked.examples));
    add("build", "release", programs);
    Ok((calls, None))
}

fn named(option: &str, names: &[String]) -> Vec<OsString> {
    names.iter().flat_map(|name| [OsString::from(option), OsString::from(name)]).collect()
}

/// The benches, else the tests.
fn default_invocation(
    request: &Request<'_>,
    toolchain: &Toolchain,
    profile: &dyn Fn(&str) -> String,
) -> Result<(Vec<Invocation>, Option<String>), Error> {
    let packages = request.packages.iter().map(|id| &request.metadata[id]).collect::<Vec<&Package>>();
    let all_features = request.cargo.args.iter().any(|arg| arg == "--all-features");
    let can_build = |target: &&Target| all_features || target.required_features.is_empty();
    let is_bench = |target: &&Target| target.kind.contains(&TargetKind::Bench);
    let mut benches = packages.iter().flat_map(|package| &package.targets).filter(is_bench).collect::<Vec<_>>();
    let all = benches.len();
    benches.retain(|bench| can_build(bench) && (toolchain.is_nightly() || !needs_nightly(bench)));
    let benches = benches.iter().map(|target| target.name.clone()).collect::<Vec<_>>();
    let left_out = match all - benches.len() {
        0 => String::new(),
        left => format!(" ({} left out: they need a nightly compiler, or features)", counted(left, "bench", "benches")),
    };
    if !benches.is_empty() {
        let said = format!("no workload is named: taking the {}{left_out}", counted(benches.len(), "bench", "benches"));
        let call = Invocation { subcommand: "bench", selectors: named("--bench", &benches), profile: profile("bench") };
        return Ok((vec![call], Some(said)));
    }
    if !packages.iter().flat_map(|package| &package.targets).any(|target| target.test) {
        let why = "the selected packages have neither benches nor tests; name one with --bin or --example".to_owned();
        return Err(Error::NoWorkload(why));
    }
    let call = Invocation { subcommand: "test", selectors: vec!["--tests".into()], profile: profile("release") };
    Ok((vec![call], Some(format!("no workload is named and there are no benches: taking the tests{left_out}"))))
}

/// Whether a bench asks for an unstable feature without a condition, as those of the built-in harness do.
fn needs_nightly(target: &Target) -> bool {
    let text = std::fs::read_to_string(&target.src_path).unwrap_or_default();
    text.lines().any(|line| line.trim_start().starts_with("#![feature("))
}

/// `1 bench`, `3 benches`.
pub(super) fn counted(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}
