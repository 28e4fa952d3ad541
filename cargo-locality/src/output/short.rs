//! One line each: `file:line:column: warning[locality::lint]: message`, with a verdict in place of the level once there is one.
use std::collections::HashMap;
use std::io;

use camino::Utf8Path;
use locality_lints::report::{Finding, Guard, LintName, Site};

use super::human::Look;
use super::sources::Sources;
use super::{Unseen, gaps, level, matters, shown, told_with, unseen};
use crate::report::evidence::Evidence;
use crate::report::trace::{CodeCost, Trace};
use crate::report::{Confirmation, Report};
use crate::words::{self, one_line, percent, plain};

/// Writes what has been found out last.
pub(super) fn write(report: &Report, sources: &Sources, look: &Look, out: &mut dyn io::Write) -> io::Result<()> {
    match (&report.trace, &report.confirmation) {
        (Some(trace), _) => costs(trace, out),
        (None, Some(confirmation)) => verdicts(report, confirmation, sources, out),
        (None, None) => findings(report, sources, look.notes, out),
    }
}

fn findings(report: &Report, sources: &Sources, notes: bool, out: &mut dyn io::Write) -> io::Result<()> {
    for Unseen { lint, level: loud, why, at, .. } in unseen(report) {
        let (place, level) = (place(&at.file, at.span.start, sources), level(loud));
        writeln!(out, "{place}: {level}[locality::{lint}]: {}", one_line(&gaps::why(why)))?;
    }
    for finding in shown(report, notes) {
        let Finding { lint, message, primary, .. } = finding;
        let (place, level) = (place(&primary.file, primary.span.start, sources), level(finding.level));
        writeln!(out, "{place}: {level}[locality::{lint}]: {}", one_line(message))?;
    }
    Ok(())
}

/// One line for each verdict, worst first: what could be saved, or why not.
fn verdicts(
    report: &Report,
    confirmation: &Confirmation,
    sources: &Sources,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let findings: HashMap<_, _> = report.source.findings.iter().map(|finding| (&finding.id, finding)).collect();
    let sites: HashMap<_, _> = report.source.sites.iter().map(|site| (&site.id, site)).collect();
    let evidence: HashMap<_, _> = confirmation.evidence.iter().map(|evidence| (&evidence.site, evidence)).collect();
    let mut told: Vec<(&Site, LintName, String)> = Vec::new();
    for judged in &confirmation.verdicts {
        let Some(Finding { lint, primary, .. }) = findings.get(&judged.finding) else { continue };
        let worst = judged.sites.first().and_then(|site| Some((*evidence.get(site)?, *sites.get(site)?)));
        let Some((worst, site)) = worst else { continue };
        let place = place(&primary.file, primary.span.start, sources);
        let verdict = words::verdict(judged.verdict);
        let why = match told.iter().find(|(first, ..)| told_with(first, worst, site)) {
            Some((_, lint, place)) => words::same_place(*lint, place),
            None => why(worst, &site.guard),
        };
        writeln!(out, "{place}: {verdict}[locality::{lint}]: {}", one_line(&why))?;
        told.push((site, *lint, place));
    }
    Ok(())
}

fn why(evidence: &Evidence, guard: &Guard) -> String {
    let why = words::reason(&evidence.reason, guard);
    match evidence.avoidable {
        Some(avoidable) => format!(
            "avoidable {} of the site, {} of the program: {why}",
            percent(avoidable.site),
            percent(avoidable.program)
        ),
        None => why,
    }
}

/// One line for each line that costs, and what it costs on each machine.
fn costs(trace: &Trace, out: &mut dyn io::Write) -> io::Result<()> {
    for CodeCost { function, file, line, on, .. } in trace.lines.iter().filter(|row| matters(row)) {
        let place = match (file, line) {
            (Some(file), Some(line)) => format!("{}:{line}: ", one_line(file)),
            (Some(file), None) => format!("{}: ", one_line(file)),
            (None, _) => String::new(),
        };
        let shares = on.iter().zip(&trace.machines).map(|(figures, machine)| {
            let share = percent(figures.share.unwrap_or(0.0));
            format!("{share} of the cost on {} ({} L1d misses)", machine.name, figures.counts.l1d_misses)
        });
        let shares = shares.collect::<Vec<_>>().join(", ");
        let function = function.as_deref().unwrap_or("(no debug information)");
        writeln!(out, "{place}{shares}: {}", one_line(&plain(function)))?;
    }
    Ok(())
}

/// `file:line:column`, as far as it is known.
fn place(file: &Utf8Path, byte: u32, sources: &Sources) -> String {
    let name = one_line(file.as_str());
    match sources.position(file, byte) {
        Some(position) => format!("{name}:{}:{}", position.line, position.column),
        None => name.into_owned(),
    }
}
