//! A report as people and programs read it: one format a file, each a pure function of the report, the texts that it points into,
//! and how it is to look. What has been run decides what is told: costs of a trace, else verdicts, else findings.
mod gaps;
mod human;
mod json;
mod short;
mod sources;
#[cfg(test)]
mod tests;

use std::io;

use locality_lints::report::{Finding, Label, Level, Skipped};

use crate::report::Report;
use crate::report::trace::CodeCost;

pub(crate) use human::{Look, Next};
pub(crate) use sources::Sources;

/// A format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    /// With the code, for people.
    Human,
    /// One line each.
    Short,
    /// One JSON object a line, as cargo prints rustc's.
    Json,
}

/// Writes a report.
pub(crate) fn write(
    report: &Report,
    format: Format,
    sources: &Sources,
    look: &Look,
    next: &Next,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    match format {
        Format::Human => human::write(report, sources, look, next, out),
        Format::Short => short::write(report, sources, look, out),
        Format::Json => json::write(report, sources, out),
    }
}

/// Fewer files or findings than this are dealt with before the threads for it have started.
const FEW: usize = 48;

/// What is said of a file that does not parse.
const UNPARSED: &str = "this does not parse, and nothing in it was looked at";

/// What fails the check, then the warnings, then the notes where they are asked for; each ranked as the report is.
fn shown(report: &Report, notes: bool) -> Vec<&Finding> {
    let least = if notes { Level::Note } else { Level::Warn };
    let mut shown: Vec<&Finding> = report.source.findings.iter().filter(|finding| finding.level >= least).collect();
    shown.sort_by_key(|finding| std::cmp::Reverse(finding.level));
    shown
}

/// What does not parse, each with its place and the parser's words; nothing where that is allowed.
fn unparsed(report: &Report) -> Vec<(&Skipped, Label)> {
    if report.unparsed.0 == Level::Allow {
        return vec![];
    }
    let label = |skipped: &Skipped, words: &str| Label {
        file: skipped.file.clone(),
        span: skipped.span.unwrap_or_default(),
        text: words.to_owned(),
    };
    report.does_not_parse().map(|(words, skipped)| (skipped, label(skipped, words))).collect()
}

/// What costs less than this share of a program's cycles is not shown to people: it would round to nothing.
const LEAST: f64 = 0.0005;

/// Whether a row of a trace would not round to nothing on every machine.
fn matters(row: &CodeCost) -> bool {
    row.on.iter().any(|on| on.share.is_some_and(|share| share >= LEAST))
}

/// How rustc calls a level.
fn level(loud: Level) -> &'static str {
    match loud {
        Level::Deny => "error",
        Level::Warn => "warning",
        Level::Note | Level::Allow => "note",
    }
}
