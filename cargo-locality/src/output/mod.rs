//! A report as people and programs read it: one format a file, each a pure function of the report, the texts that it points into,
//! and how it is to look. What has been run decides what is told: costs of a trace, else verdicts, else findings.
mod gaps;
mod human;
mod json;
pub(crate) mod page;
mod short;
mod sources;
#[cfg(test)]
mod tests;

use std::io;

use locality_lints::report::{Finding, Label, Level, LintName, Site, SkippedWhy};

use crate::report::Report;
use crate::report::evidence::{Evidence, Verdict};
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
    }?;
    out.flush()
}

/// Fewer files or findings than this are dealt with before the threads for it have started.
const FEW: usize = 48;

/// Whether the figures of a site were told with those of `first`: they are the place's, and not two costs.
fn told_with(first: &Site, evidence: &Evidence, site: &Site) -> bool {
    evidence.verdict != Verdict::NotReached && first.is_same(site)
}

/// What fails the check, then the warnings, then the notes where they are asked for; each ranked as the report is.
fn shown(report: &Report, notes: bool) -> Vec<&Finding> {
    let least = if notes { Level::Note } else { Level::Warn };
    let mut shown: Vec<&Finding> = report.source.findings.iter().filter(|finding| finding.level >= least).collect();
    shown.sort_by_key(|finding| std::cmp::Reverse(finding.level));
    shown
}

/// Something that was not looked at and should have been.
struct Unseen<'r> {
    lint: LintName,
    level: Level,
    why: &'r SkippedWhy,
    message: &'static str,
    /// Its place, with the reason in detail.
    at: Label,
}

/// What was not looked at and should have been; nothing of what is allowed.
fn unseen(report: &Report) -> Vec<Unseen<'_>> {
    let loud = report.unseen().filter(|(_, level, _)| *level >= Level::Warn);
    let all = loud.map(|(lint, level, skipped)| {
        let (message, text) = match &skipped.why {
            SkippedWhy::DoesNotParse(words) => ("this does not parse, and nothing in it was looked at", words.clone()),
            SkippedWhy::MissingModule(path) => {
                ("the file of this module is missing, and nothing in it was looked at", format!("no {path}"))
            }
            SkippedWhy::Unreadable(words) | SkippedWhy::MacroBody(words) | SkippedWhy::Libraries(words) => {
                ("this file cannot be read, and nothing in it was looked at", words.clone())
            }
        };
        let at = Label { file: skipped.file.clone(), span: skipped.span.unwrap_or_default(), text };
        Unseen { lint, level, why: &skipped.why, message, at }
    });
    all.collect()
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
