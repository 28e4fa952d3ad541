//! What is run: from what the command line names to calls of cargo.
use std::ffi::OsString;

use cargo_metadata::{Package, Target, TargetKind};

use super::toolchain::Toolchain;
use super::{Error, Request, Workload};
use crate::words::counted;

/// One call of cargo that builds a part of the workload, or builds and runs it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Invocation {
    /// What runs it.
    pub(super) verb: Verb,
    /// `--package SPEC`, `--workspace`, …
    pub(super) selection: Vec<OsString>,
    /// `--bench NAME`, …
    pub(super) selectors: Vec<OsString>,
    /// The profile that it builds in.
    pub(super) profile: String,
}

/// The subcommand of cargo that runs a program.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Verb {
    /// `cargo bench`
    Bench,
    /// `cargo test`
    Test,
    /// `cargo run`
    Run,
}

impl Verb {
    /// Its word.
    pub(super) fn name(self) -> &'static str {
        match self {
            Verb::Bench => "bench",
            Verb::Test => "test",
            Verb::Run => "run",
        }
    }
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
    let selection = &request.cargo.selection;
    let mut add = |verb, default: &str, selection: &[OsString], selectors: Vec<OsString>| {
        if !selectors.is_empty() {
            calls.push(Invocation { verb, selection: selection.to_vec(), selectors, profile: profile(default) });
        }
    };
    add(Verb::Bench, "bench", selection, named("--bench", &asked.benches));
    let mut tests = named("--test", &asked.tests);
    if asked.lib {
        tests.push("--lib".into());
    }
    add(Verb::Test, "release", selection, tests);
    // Each on its own, as `cargo run` takes them: from one package, with the features that it alone asks for.
    for (option, kind, names) in
        [("--bin", TargetKind::Bin, &asked.bins), ("--example", TargetKind::Example, &asked.examples)]
    {
        for name in names {
            let is_it = |target: &Target| target.name == *name && target.kind.contains(&kind);
            let mut owners = request.packages.iter().filter(|id| request.metadata[*id].targets.iter().any(is_it));
            let owner = match (owners.next(), owners.next()) {
                (Some(owner), None) => vec!["--package".into(), owner.repr.clone().into()],
                // Nobody has it, or several do: cargo has the words for it.
                _ => selection.clone(),
            };
            add(Verb::Run, "release", &owner, vec![option.into(), name.into()]);
        }
    }
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
        let said =
            format!("no workload is named: running the {}{left_out}", counted(benches.len(), "bench", "benches"));
        let call = Invocation {
            verb: Verb::Bench,
            selection: request.cargo.selection.clone(),
            selectors: named("--bench", &benches),
            profile: profile("bench"),
        };
        return Ok((vec![call], Some(said)));
    }
    if !packages.iter().flat_map(|package| &package.targets).any(|target| target.test) {
        let why = "the selected packages have neither benches nor tests; name one with --bin or --example".to_owned();
        return Err(Error::NoWorkload(why));
    }
    let call = Invocation {
        verb: Verb::Test,
        selection: request.cargo.selection.clone(),
        selectors: vec!["--tests".into()],
        profile: profile("release"),
    };
    Ok((vec![call], Some(format!("no workload is named and there are no benches: running the tests{left_out}"))))
}

/// Whether a bench asks for an unstable feature without a condition, as those of the built-in harness do.
fn needs_nightly(target: &Target) -> bool {
    let text = std::fs::read_to_string(&target.src_path).unwrap_or_default();
    text.lines().any(|line| line.trim_start().starts_with("#![feature("))
}
