//! The lines around the findings: what was looked at, what was found, what was not seen, what to do next.
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

use camino::Utf8PathBuf;
use cargo_metadata::TargetKind;
use locality_lints::report::{Finding, Level, Rewrite};

use super::source::Sources;
use super::{count, gaps, thousands};
use crate::cli::Printing;
use crate::commands::check::Suspected;
use crate::terminal::{GOOD, Terminal, WARNING};

/// Commands longer than this do not push the words behind the others to the right.
const MOST_ALIGNED: usize = 64;

/// What the user can type next.
#[derive(Debug)]
pub(crate) struct Next {
    /// The options that pick the same packages again (`-p solver`), or nothing.
    pub(crate) scope: String,
}

/// What was looked at.
pub(super) fn opening(suspected: &Suspected, out: &mut dyn Write) -> io::Result<()> {
    let packages = suspected.workspace.selected.len();
    let seen = suspected.report.seen;
    let lines = if seen.lines == 1 { "line" } else { "lines" };
    let what = format!(
        "{}, {}, {} {lines}",
        count(packages, "package", "packages"),
        count(seen.files as usize, "file", "files"),
        thousands(seen.lines)
    );
    writeln!(out, "{GOOD}{:>12}{GOOD:#} {what}", "Checking")
}

/// What was found, what was not seen, what to do next.
pub(super) fn lines(
    suspected: &Suspected,
    printing: &Printing,
    next: &Next,
    sources: &Sources,
    terminal: &Terminal,
    out: &mut dyn Write,
) -> io::Result<()> {
    writeln!(out, "{GOOD}{:>12}{GOOD:#} {}", "Found", found(suspected, printing))?;
    for (at, line) in gaps::lines(&suspected.report.skipped, sources, terminal.verbosity > 0).iter().enumerate() {
        let verb = if at == 0 { "Not seen" } else { "" };
        writeln!(out, "{WARNING}{verb:>12}{WARNING:#} {line}")?;
    }
    let advice = next_steps(suspected, next);
    let lengths = advice.iter().map(|(command, _)| command.len());
    let width = lengths.filter(|length| *length <= MOST_ALIGNED).max().unwrap_or(0);
    for (at, (command, why)) in advice.iter().enumerate() {
        let verb = if at == 0 { "Next" } else { "" };
        writeln!(out, "{GOOD}{verb:>12}{GOOD:#} {command:width$}   {why}")?;
    }
    Ok(())
}

/// `12 warnings: 7 nested_vec, 5 hash_iteration`.
pub(super) fn tally(findings: &[&Finding]) -> String {
    let mut lints: BTreeMap<&str, usize> = BTreeMap::new();
    findings.iter().for_each(|finding| *lints.entry(finding.lint.as_str()).or_default() += 1);
    let mut lints: Vec<(&str, usize)> = lints.into_iter().collect();
    lints.sort_by_key(|(_, number)| std::cmp::Reverse(*number));
    let lints: Vec<String> =
        lints.iter().map(|(lint, number)| format!("{} {lint}", thousands(*number as u64))).collect();
    format!("{} more: {}", thousands(findings.len() as u64), lints.join(", "))
}

fn found(suspected: &Suspected, printing: &Printing) -> String {
    let of_level = |level: Level| suspected.report.findings.iter().filter(move |finding| finding.level == level);
    let unparsed: Vec<&Utf8PathBuf> = suspected.unparsed().map(|(_, skipped)| &skipped.file).collect();
    let number =
        |level: Level| of_level(level).count() + if suspected.unparsed_level == level { unparsed.len() } else { 0 };
    let (errors, warnings, notes) = (number(Level::Deny), number(Level::Warn), number(Level::Note));
    let mut parts = Vec::new();
    if errors > 0 {
        parts.push(count(errors, "error", "errors"));
    }
    if warnings > 0 {
        parts.push(count(warnings, "warning", "warnings"));
    }
    let loud = || of_level(Level::Deny).chain(of_level(Level::Warn));
    let mut text = if parts.is_empty() {
        "nothing to warn of".to_owned()
    } else {
        let unparsed = unparsed.into_iter().filter(|_| suspected.unparsed_level >= Level::Warn);
        let files = loud().map(|finding| &finding.primary.file).chain(unparsed).collect::<BTreeSet<_>>().len();
        format!("{} in {}", parts.join(" and "), count(files, "file", "files"))
    };
    let complete = |finding: &&Finding| suspected.report.rewrite_of(finding).is_some_and(Rewrite::is_machine);
    match loud().filter(complete).count() {
        0 => {}
        1 => text += " (1 with a complete rewrite)",
        some => text += &format!(" ({some} with a complete rewrite)"),
    }
    if notes > 0 {
        text += &format!(", {}", count(notes, "note", "notes"));
        if !printing.notes {
            text += if notes == 1 { " (`--notes` shows it)" } else { " (`--notes` shows them)" };
        }
    }
    text
}

/// Commands with what they are good for.
fn next_steps(suspected: &Suspected, next: &Next) -> Vec<(String, &'static str)> {
    let findings = &suspected.report.findings;
    let mut steps = Vec::new();
    if findings.iter().any(|finding| !finding.sites.is_empty()) {
        let command = format!("cargo locality confirm{}{}", next.scope, workload(suspected).unwrap_or_default());
        steps.push((command, "run the flagged code under counters"));
    }
    // Of the loudest, the first: `max_by_key` would give the last.
    if let Some(first) = findings.iter().rev().max_by_key(|finding| finding.level) {
        steps.push((format!("cargo locality explain {}", first.lint), "why this costs, and when it does not"));
    }
    steps
}

/// What there is to run, where a name has to be given: the only bench, or the only test where there is no bench.
fn workload(suspected: &Suspected) -> Option<String> {
    let workspace = &suspected.workspace;
    let of_kind = |kind: TargetKind| {
        let packages = workspace.selected.iter().map(|at| &workspace.metadata.packages[*at]);
        let targets = packages.flat_map(|package| &package.targets);
        targets.filter(|target| target.is_kind(kind.clone())).map(|target| target.name.as_str()).collect::<Vec<_>>()
    };
    let benches = of_kind(TargetKind::Bench);
    match benches.as_slice() {
        [bench] => Some(format!(" --bench {bench}")),
        [] => match of_kind(TargetKind::Test).as_slice() {
            [test] => Some(format!(" --test {test}")),
            _ => None,
        },
        _ => None,
    }
}
