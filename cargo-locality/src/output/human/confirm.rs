//! Verdicts: what was run, who counted, the findings that cost with their code, worst first, and a line for each of the others.
use std::collections::HashMap;
use std::io::{self, Write};

use anstyle::AnsiColor;
use locality_lints::report::{Finding, FindingId, Label, Site, SiteId};

use super::finding::Screen;
use super::{Look, Next, label, sharing};
use crate::output::sources::Sources;
use crate::output::told_with;
use crate::report::evidence::{Evidence, Judged, Verdict};
use crate::report::reason::Reason;
use crate::report::run::Runs;
use crate::report::{Confirmation, Report, line};
use crate::style::{DIM, STRONG};
use crate::words::{self, one_line, percent, seconds};

/// More findings than these that were not reached are told in one line.
const FOLDED: usize = 5;
/// Why a finding has no place to measure.
const WITHOUT_PLACE: &str = "no code of this workspace walks this data: there is no place to measure";

/// A place longer than this does not push the others' reasons to the right.
const WIDEST_PLACE: usize = 48;

/// Writes the verdicts.
pub(super) fn write(
    report: &Report,
    confirmation: &Confirmation,
    sources: &Sources,
    look: &Look,
    next: &Next,
    out: &mut dyn Write,
) -> io::Result<()> {
    opening(&confirmation.runs, out)?;
    let screen = Screen::new(&report.source, sources, look.width, look.colour);
    let known = Known::of(report, confirmation);
    let rows: Vec<Row<'_>> = confirmation.verdicts.iter().filter_map(|judged| known.row(judged, sources)).collect();
    let widths = (
        rows.iter().map(|row| row.finding.lint.as_str().len()).max().unwrap_or(0),
        rows.iter().map(|row| row.place.len()).max().unwrap_or(0).min(WIDEST_PLACE),
    );
    let folded = folded(&rows, look.verbose);
    for (number, row) in rows.iter().enumerate() {
        if folded.iter().any(|rows| rows.contains(&number)) {
            continue;
        }
        let first = rows[..number].iter().find(|first| told_with(first.site, row.worst, row.site));
        verdict(row, first, widths, out)?;
        // Of what hardly ran there is no more to say.
        let hardly_ran = matches!(row.worst.reason, Reason::TooLittleRan { .. }) && !look.verbose;
        if row.judged.verdict >= Verdict::Inconclusive && !hardly_ran {
            let figures = known.figures(row, first, look.verbose);
            let figures: Vec<&str> = figures.iter().map(String::as_str).collect();
            writeln!(out, "{}\n", screen.measured(row.finding, &figures))?;
        }
    }
    for together in &folded {
        not_reached(together.iter().map(|number| &rows[*number]), out)?;
    }
    without_place(report, sources, widths, out)?;
    sharing::write(&confirmation.shared, out)?;
    closing(confirmation, rows.first(), next, out)
}

/// The rows of findings that were not reached, by the reason, where there are so many that they would hide the others.
fn folded(rows: &[Row<'_>], all: bool) -> Vec<Vec<usize>> {
    let mut by_reason: Vec<Vec<usize>> = Vec::new();
    for (number, row) in rows.iter().enumerate().filter(|(_, row)| row.judged.verdict == Verdict::NotReached) {
        let of_reason = by_reason.iter_mut().find(|known| rows[known[0]].worst.reason == row.worst.reason);
        match of_reason {
            Some(known) => known.push(number),
            None => by_reason.push(vec![number]),
        }
    }
    by_reason.retain(|known| !all && known.len() > FOLDED);
    by_reason
}

/// Several of them, in one line.
fn not_reached<'r>(rows: impl Iterator<Item = &'r Row<'r>>, out: &mut dyn Write) -> io::Result<()> {
    let rows = rows.collect::<Vec<_>>();
    let Some(first) = rows.first() else { return Ok(()) };
    let style = AnsiColor::Green.on_default();
    let places = rows.iter().map(|row| row.place.as_str()).collect::<Vec<_>>().join(", ");
    let why = one_line(&words::reason(&first.worst.reason, &first.site.guard)).into_owned();
    let verdict = words::verdict(Verdict::NotReached);
    writeln!(out, "{style}{verdict:>12}{style:#} {} findings: {why}: {STRONG}{places}{STRONG:#}", rows.len())
}

/// Findings that no run can say anything about.
fn without_place(
    report: &Report,
    sources: &Sources,
    (lints, places): (usize, usize),
    out: &mut dyn Write,
) -> io::Result<()> {
    for finding in report.source.findings.iter().filter(|finding| finding.sites.is_empty()) {
        let (lint, place) = (finding.lint, place(&finding.primary, sources));
        writeln!(out, "{:>12} {lint:lints$}  {STRONG}{place:places$}{STRONG:#}  {WITHOUT_PLACE}", "no place")?;
    }
    Ok(())
}

/// Where a label points, as `file:line`.
fn place(Label { file, span, .. }: &Label, sources: &Sources) -> String {
    match sources.position(file, span.start) {
        Some(position) => format!("{}:{}", one_line(file.as_str()), position.line),
        None => one_line(file.as_str()).into_owned(),
    }
}

/// What was run, who counted, and what has to be known beside.
fn opening(runs: &Runs, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{} {}", label("Workload"), one_line(&words::workload(&runs.workload)))?;
    if let Some(counting) = &runs.counting {
        writeln!(out, "{} {}", label("Counters"), words::counting(counting))?;
    }
    if let Some(kernel) = runs.kernel.as_ref().and_then(words::kernel) {
        writeln!(out, "{} {kernel}", label("Kernel"))?;
    }
    writeln!(out, "{} {}", label("Built"), times(runs))?;
    for remark in &runs.remarks {
        writeln!(out, "{} {}", label("Note"), one_line(&words::remark(remark)))?;
    }
    writeln!(out)
}

fn times(runs: &Runs) -> String {
    let mut parts = vec![words::built(runs.build, runs.probe)];
    parts.extend(runs.timed.map(|timed| format!("timed run {}", seconds(timed))));
    parts.extend(runs.traced.map(|traced| {
        let ratio = words::times(traced, runs.timed.filter(|_| !runs.bounded))
            .map(|ratio| format!(" ({ratio})"))
            .unwrap_or_default();
        format!("traced run {}{ratio}", seconds(traced))
    }));
    parts.join(" · ")
}

/// Findings, sites and evidence by their names.
struct Known<'a> {
    report: &'a Report,
    findings: HashMap<&'a FindingId, &'a Finding>,
    sites: HashMap<&'a SiteId, &'a Site>,
    evidence: HashMap<&'a SiteId, &'a Evidence>,
}

/// A finding that was judged.
struct Row<'a> {
    judged: &'a Judged,
    finding: &'a Finding,
    worst: &'a Evidence,
    site: &'a Site,
    /// Where the finding points, as `file:line`.
    place: String,
}

impl<'a> Known<'a> {
    fn of(report: &'a Report, confirmation: &'a Confirmation) -> Known<'a> {
        Known {
            report,
            findings: report.source.findings.iter().map(|finding| (&finding.id, finding)).collect(),
            sites: report.source.sites.iter().map(|site| (&site.id, site)).collect(),
            evidence: confirmation.evidence.iter().map(|evidence| (&evidence.site, evidence)).collect(),
        }
    }

    fn row(&self, judged: &'a Judged, sources: &Sources) -> Option<Row<'a>> {
        let finding = *self.findings.get(&judged.finding)?;
        let worst = judged.sites.first()?;
        let place = place(&finding.primary, sources);
        Some(Row { judged, finding, worst: self.evidence.get(worst)?, site: self.sites.get(worst)?, place })
    }

    /// What was measured at a finding's sites, the worst first. What was not reached is left out, and what was told with `first`.
    fn figures(&self, row: &Row<'_>, first: Option<&Row<'_>>, all: bool) -> Vec<String> {
        let reached = row.judged.sites.iter().filter_map(|id| Some((*self.evidence.get(id)?, *self.sites.get(id)?)));
        let is_told = |site: &Site| first.is_some_and(|first| first.site.is_same(site));
        let reached = reached.filter(|(evidence, site)| evidence.verdict != Verdict::NotReached && !is_told(site));
        let measured = |(evidence, site): (&Evidence, &Site)| {
            let on = line(&self.report.source, &site.file, site.span.start).unwrap_or(1);
            words::measured(evidence, site, on, row.judged.verdict, all)
        };
        let told = first.map(|first| words::same_place(first.finding.lint, &first.place));
        told.into_iter().chain(reached.map(measured)).collect()
    }
}

/// The verdict in a line.
fn verdict(
    row: &Row<'_>,
    first: Option<&Row<'_>>,
    (lints, places): (usize, usize),
    out: &mut dyn Write,
) -> io::Result<()> {
    let style = match row.judged.verdict {
        Verdict::Confirmed => AnsiColor::BrightRed.on_default().bold(),
        Verdict::Inconclusive => AnsiColor::Yellow.on_default(),
        Verdict::Refuted | Verdict::NotReached => AnsiColor::Green.on_default(),
    };
    let (verdict, lint, place) = (words::verdict(row.judged.verdict), row.finding.lint, &row.place);
    let why = match (first, row.worst.avoidable) {
        (Some(first), _) => words::same_place(first.finding.lint, &first.place),
        (None, Some(avoidable)) if row.judged.verdict == Verdict::Confirmed => {
            format!("avoidable {} of the site, {} of the program", percent(avoidable.site), percent(avoidable.program))
        }
        _ => one_line(&words::reason(&row.worst.reason, &row.site.guard)).into_owned(),
    };
    writeln!(out, "{style}{verdict:>12}{style:#} {lint:lints$}  {STRONG}{place:places$}{STRONG:#}  {why}")
}

fn closing(confirmation: &Confirmation, worst: Option<&Row<'_>>, steps: &Next, out: &mut dyn Write) -> io::Result<()> {
    let order = [Verdict::Confirmed, Verdict::Inconclusive, Verdict::Refuted, Verdict::NotReached];
    let mut parts = order
        .into_iter()
        .map(|verdict| (confirmation.count(verdict), words::verdict(verdict)))
        .filter(|(number, _)| *number > 0)
        .map(|(number, name)| format!("{number} {name}"))
        .collect::<Vec<_>>();
    if parts.is_empty() {
        parts.push("no finding has a place that can be measured".to_owned());
    }
    if confirmation.without_site > 0 {
        parts.push(format!("{} without a place to measure", confirmation.without_site));
    }
    if !confirmation.verdicts.is_empty() {
        writeln!(out)?;
    }
    writeln!(out, "{} {}", label("Verdicts"), parts.join(", "))?;
    for (at, (command, why)) in next(confirmation, worst, steps).iter().enumerate() {
        let head = if at == 0 { "Next" } else { "" };
        writeln!(out, "{} {command:<42} {DIM}{why}{DIM:#}", label(head))?;
    }
    Ok(())
}

/// What to do after it.
fn next(confirmation: &Confirmation, worst: Option<&Row<'_>>, steps: &Next) -> Vec<(String, &'static str)> {
    let mut all = Vec::new();
    let Next { scope, workload, others } = steps;
    if let Some(Row { judged, finding, .. }) = worst
        && judged.verdict >= Verdict::Inconclusive
    {
        all.push((format!("cargo locality explain {}", finding.lint), "why this costs, and when it does not"));
    }
    if confirmation.count(Verdict::NotReached) > 0
        && let Some(other) = others.first()
    {
        let why = "another workload may reach what this one did not";
        all.push((format!("cargo locality confirm{scope} {other}"), why));
    }
    if confirmation.verdicts.is_empty() {
        let why = "what its memory traffic costs, by function and line: no finding is needed";
        all.push((format!("cargo locality trace{scope}{workload}"), why));
    }
    if all.is_empty() {
        all.push((format!("cargo locality check{scope}"), "all that was found"));
    }
    all
}
