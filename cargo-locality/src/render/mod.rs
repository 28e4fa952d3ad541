//! Findings as people and programs read them.
mod closing;
mod gaps;
mod human;
mod json;
mod said;
mod short;
mod source;
#[cfg(test)]
mod tests;

use std::io::{self, Write};

use annotate_snippets::Level as Title;
use locality_lints::report::{Finding, Label, Level, Skipped, SkippedWhy};
use rayon::prelude::*;

use crate::cli::{MessageFormat, Printing};
use crate::commands::check::Suspected;
use crate::levels::UNPARSED;
use crate::terminal::{STRONG, Terminal};
use said::Said;

pub(crate) use closing::Next;
pub(crate) use human::Screen;
pub(crate) use source::Sources;

/// How many findings are shown in full where nobody says.
const LIMIT: usize = 20;
/// Fewer files or findings than this are dealt with before the threads for it have started.
const FEW: usize = 48;
/// How many files that do not parse are shown with their code.
const UNPARSED_LIMIT: usize = 5;

/// Prints what was suspected, in the format asked for.
pub(crate) fn print(suspected: &Suspected, printing: &Printing, next: &Next, terminal: &Terminal) -> io::Result<()> {
    let sources = Sources::of(&suspected.report, &suspected.workspace.files());
    let mut out = io::BufWriter::new(terminal.stdout());
    match printing.message_format {
        MessageFormat::Human => people(suspected, printing, next, &sources, terminal, &mut out)?,
        MessageFormat::Short => lines(suspected, printing, &sources, &mut out)?,
        MessageFormat::Json => {
            programs(suspected, &sources, &mut out)?;
            json::finished(!suspected.is_denied(), &mut out)?;
        }
    }
    out.flush()
}

/// The findings with their code, worst first, and the closing lines.
fn people(
    suspected: &Suspected,
    printing: &Printing,
    next: &Next,
    sources: &Sources,
    terminal: &Terminal,
    out: &mut dyn Write,
) -> io::Result<()> {
    if !terminal.quiet {
        closing::opening(suspected, out)?;
    }
    let screen = Screen::new(&suspected.report, sources, terminal.width(), terminal.stdout_has_colour());
    let (unparsed, shown) = (unparsed(suspected), shown(suspected, printing));
    if !terminal.quiet && (!unparsed.is_empty() || !shown.is_empty()) {
        writeln!(out)?;
    }
    for (skipped, at) in unparsed.iter().take(UNPARSED_LIMIT) {
        writeln!(out, "{}\n", unparsed_screen(&screen, skipped, at, suspected.unparsed_level))?;
    }
    if unparsed.len() > UNPARSED_LIMIT {
        writeln!(out, "{STRONG}… and {} more that do not parse{STRONG:#}\n", unparsed.len() - UNPARSED_LIMIT)?;
    }
    let limit = match printing.limit {
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
        writeln!(
            out,
            "{STRONG}… and {}{STRONG:#} (`--limit 0` shows them, `--message-format short` a line each)\n",
            closing::tally(rest)
        )?;
    }
    if terminal.quiet { Ok(()) } else { closing::lines(suspected, printing, next, sources, terminal, out) }
}

/// One line each.
fn lines(suspected: &Suspected, printing: &Printing, sources: &Sources, out: &mut dyn Write) -> io::Result<()> {
    for (skipped, at) in unparsed(suspected) {
        let place = sources.place(&at.file, at.span.start).map(|place| format!(":{}:{}", place.line, place.column));
        let level = short::level(suspected.unparsed_level);
        writeln!(
            out,
            "{}{}: {level}[locality::{UNPARSED}]: {}",
            at.file,
            place.unwrap_or_default(),
            gaps::why(&skipped.why)
        )?;
    }
    for finding in shown(suspected, printing) {
        writeln!(out, "{}", short::finding(finding, sources))?;
    }
    Ok(())
}

/// One JSON object a line: every finding, notes included, whatever `--notes` says; then what was not looked at.
pub(crate) fn as_json(suspected: &Suspected, out: &mut dyn Write) -> io::Result<()> {
    programs(suspected, &Sources::of(&suspected.report, &suspected.workspace.files()), out)
}

/// The last line of JSON output.
pub(crate) fn finished_as_json(success: bool, out: &mut dyn Write) -> io::Result<()> {
    json::finished(success, out)
}

fn programs(suspected: &Suspected, sources: &Sources, out: &mut dyn Write) -> io::Result<()> {
    let screen = Screen::new(&suspected.report, sources, 140, false);
    let workspace = &suspected.workspace;
    for (skipped, at) in unparsed(suspected) {
        if let Some(of) = workspace.owner(&at.file) {
            let rendered = unparsed_screen(&screen, skipped, &at, suspected.unparsed_level);
            let code = format!("locality::{UNPARSED}");
            writeln!(
                out,
                "{}",
                json::remark(&code, suspected.unparsed_level, UNPARSED_MESSAGE.to_owned(), &at, of, sources, rendered)
            )?;
        }
    }
    let line = |finding: &Finding| {
        let of = workspace.origin(finding.krate)?;
        Some(json::finding(finding, of, &suspected.report, sources, screen.finding(finding)))
    };
    let findings = &suspected.report.findings;
    let lines: Vec<Option<String>> = if findings.len() < FEW {
        findings.iter().map(line).collect()
    } else {
        findings.par_iter().map(line).collect()
    };
    for line in lines.into_iter().flatten() {
        writeln!(out, "{line}")?;
    }
    for skipped in &suspected.report.skipped {
        writeln!(out, "{}", json::skipped(skipped, sources))?;
    }
    Ok(())
}

/// What fails the check, then the warnings, then the notes where they are asked for; each ranked as the report is.
fn shown<'s>(suspected: &'s Suspected, printing: &Printing) -> Vec<&'s Finding> {
    let least = if printing.notes { Level::Note } else { Level::Warn };
    let mut shown: Vec<&Finding> = suspected.report.findings.iter().filter(|finding| finding.level >= least).collect();
    shown.sort_by_key(|finding| std::cmp::Reverse(finding.level));
    shown
}

const UNPARSED_MESSAGE: &str = "this does not parse, and nothing in it was looked at";

fn unparsed_screen(screen: &Screen<'_>, skipped: &Skipped, at: &Label, level: Level) -> String {
    let rustc = Title::NOTE.message("the rest of the workspace is checked all the same");
    let id = format!("locality::{UNPARSED}");
    match skipped.why {
        SkippedWhy::DoesNotParse(_) => screen.remark(human::level(level), &id, UNPARSED_MESSAGE, at, rustc),
        _ => screen.remark(human::level(level), &id, "this was not looked at", at, rustc),
    }
}

/// What does not parse, each with its place and the parser's words; nothing where that is allowed.
fn unparsed(suspected: &Suspected) -> Vec<(&Skipped, Label)> {
    if suspected.unparsed_level == Level::Allow {
        return vec![];
    }
    let label = |skipped: &Skipped, words: &str| Label {
        file: skipped.file.clone(),
        span: skipped.span.unwrap_or_default(),
        text: words.to_owned(),
    };
    suspected.unparsed().map(|(words, skipped)| (skipped, label(skipped, words))).collect()
}

/// `1 file`, `1,024 files`.
fn count(number: usize, what: &str, plural: &str) -> String {
    format!("{} {}", thousands(number as u64), if number == 1 { what } else { plural })
}

/// `61480` as `61,480`.
pub(crate) fn thousands(number: u64) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}
