//! The findings with their code, worst first; around them what was looked at, what was found, what was not seen, what to do next.
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

use locality_lints::report::{Finding, Level, Rewrite};

use super::finding::{Screen, level};
use super::said::Said;
use super::{Look, Next, label};
use crate::output::sources::Sources;
use crate::output::{Unseen, gaps, shown, unseen};
use crate::report::Report;
use crate::style::{STRONG, WARNING};
use crate::words::{counted, thousands};

/// How many findings are shown in full where nobody says.
const LIMIT: usize = 20;
/// How many places that were not looked at are shown with their code.
const UNSEEN_LIMIT: usize = 5;
/// Commands longer than this do not push the words behind the others to the right.
const MOST_ALIGNED: usize = 64;

/// Writes the findings.
pub(super) fn write(
    report: &Report,
    sources: &Sources,
    look: &Look,
    next: &Next,
    out: &mut dyn Write,
) -> io::Result<()> {
    if !look.quiet {
        opening(report, out)?;
    }
    let screen = Screen::new(&report.source, sources, look.width, look.colour);
    let (unseen, shown) = (unseen(report), shown(report, look.notes));
    if !look.quiet && (!unseen.is_empty() || !shown.is_empty()) {
        writeln!(out)?;
    }
    for one in unseen.iter().take(UNSEEN_LIMIT) {
        writeln!(out, "{}\n", unseen_screen(&screen, one))?;
    }
    if unseen.len() > UNSEEN_LIMIT {
        writeln!(out, "{STRONG}… and {} more that nobody looked at{STRONG:#}\n", unseen.len() - UNSEEN_LIMIT)?;
    }
    let limit = match look.limit {
        Some(0) => usize::MAX,
        Some(limit) => limit,
        None => LIMIT,
    };
    let (full, rest) = shown.split_at(limit.min(shown.len()));
    let mut said = Said::default();
    for finding in full {
        writeln!(out, "{}\n", screen.next(finding, &mut said))?;
    }
    if !rest.is_empty() {
        let hint = "(`--limit 0` shows them, `--message-format short` a line each)";
        writeln!(out, "{STRONG}… and {}{STRONG:#} {hint}\n", tally(rest))?;
    }
    if look.quiet { Ok(()) } else { closing(report, sources, look, next, out) }
}

/// Something that was not looked at.
pub(in crate::output) fn unseen_screen(screen: &Screen<'_>, unseen: &Unseen<'_>) -> String {
    let Unseen { lint, level: loud, message, at, .. } = unseen;
    let mut notes = vec!["the rest of the workspace is checked"];
    // Where no code is shown, nothing else says it.
    if !screen.shows(at) {
        notes.insert(0, &at.text);
    }
    screen.remark(level(*loud), &format!("locality::{lint}"), message, at, &notes)
}

/// What was looked at.
fn opening(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let seen = report.source.seen;
    let lines = if seen.lines == 1 { "line" } else { "lines" };
    let what = format!(
        "{}, {}, {} {lines}",
        counted(report.packages, "package", "packages"),
        counted(seen.files as usize, "file", "files"),
        thousands(seen.lines)
    );
    writeln!(out, "{} {what}", label("Checking"))
}

/// What was found, what was not seen, what to do next.
fn closing(report: &Report, sources: &Sources, look: &Look, next: &Next, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{} {}", label("Found"), found(report, look.notes))?;
    for (at, line) in gaps::lines(&report.source.skipped, sources, look.verbose).iter().enumerate() {
        let verb = if at == 0 { "Not seen" } else { "" };
        writeln!(out, "{WARNING}{verb:>12}{WARNING:#} {line}")?;
    }
    let advice = next_steps(report, next);
    let lengths = advice.iter().map(|(command, _)| command.len());
    let width = lengths.filter(|length| *length <= MOST_ALIGNED).max().unwrap_or(0);
    for (at, (command, why)) in advice.iter().enumerate() {
        let verb = if at == 0 { "Next" } else { "" };
        writeln!(out, "{} {command:width$}   {why}", label(verb))?;
    }
    Ok(())
}

/// `12 warnings: 7 nested_vec, 5 hash_iteration`.
fn tally(findings: &[&Finding]) -> String {
    let mut lints: BTreeMap<&str, usize> = BTreeMap::new();
    findings.iter().for_each(|finding| *lints.entry(finding.lint.as_str()).or_default() += 1);
    let mut lints: Vec<(&str, usize)> = lints.into_iter().collect();
    lints.sort_by_key(|(_, number)| std::cmp::Reverse(*number));
    let lints: Vec<String> =
        lints.iter().map(|(lint, number)| format!("{} {lint}", thousands(*number as u64))).collect();
    format!("{} more: {}", thousands(findings.len() as u64), lints.join(", "))
}

fn found(report: &Report, with_notes: bool) -> String {
    let of_level = |level: Level| report.source.findings.iter().filter(move |finding| finding.level == level);
    let unseen = |level: Level| report.unseen().filter(move |(_, loud, _)| *loud == level);
    let number = |level: Level| of_level(level).count() + unseen(level).count();
    let (errors, warnings, notes) = (number(Level::Deny), number(Level::Warn), number(Level::Note));
    let mut parts = Vec::new();
    if errors > 0 {
        parts.push(counted(errors, "error", "errors"));
    }
    if warnings > 0 {
        parts.push(counted(warnings, "warning", "warnings"));
    }
    let loud = || of_level(Level::Deny).chain(of_level(Level::Warn));
    let mut text = if parts.is_empty() {
        "no warnings".to_owned()
    } else {
        let unseen = unseen(Level::Deny).chain(unseen(Level::Warn)).map(|(_, _, skipped)| &skipped.file);
        let files = loud().map(|finding| &finding.primary.file).chain(unseen).collect::<BTreeSet<_>>().len();
        format!("{} in {}", parts.join(" and "), counted(files, "file", "files"))
    };
    let complete = |finding: &&Finding| report.source.rewrite_of(finding).is_some_and(Rewrite::is_machine);
    match loud().filter(complete).count() {
        0 => {}
        1 => text += " (1 with a complete rewrite)",
        some => text += &format!(" ({some} with a complete rewrite)"),
    }
    if notes > 0 {
        text += &format!(", {}", counted(notes, "note", "notes"));
        if !with_notes {
            text += if notes == 1 { " (`--notes` shows it)" } else { " (`--notes` shows them)" };
        }
    }
    text
}

/// Commands with what they are good for.
fn next_steps(report: &Report, next: &Next) -> Vec<(String, &'static str)> {
    let findings = &report.source.findings;
    let mut steps = Vec::new();
    if findings.iter().any(|finding| !finding.sites.is_empty()) {
        let command = format!("cargo locality confirm{}{}", next.scope, next.workload);
        steps.push((command, "run this code and measure it"));
    } else if findings.is_empty() && !next.others.is_empty() {
        let command = format!("cargo locality trace{}{}", next.scope, next.workload);
        steps.push((command, "what the memory traffic of a run costs, by function and line"));
    }
    // Of the loudest, the first: `max_by_key` would give the last.
    if let Some(first) = findings.iter().rev().max_by_key(|finding| finding.level) {
        steps.push((format!("cargo locality explain {}", first.lint), "why this costs, and when it does not"));
    }
    steps
}
