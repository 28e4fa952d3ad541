//! A confirmation on the screen and as JSON lines.
use std::io;

use anstyle::{AnsiColor, Style};
use locality_lints::report::{Finding, Label, Report};

use super::agreement;
use super::outcome::{Judged, Outcome, Resident, SiteOutcome, Verdict};
use super::sharing;
use super::verdict::{percent, size};
use crate::render::{Screen, Sources, thousands};

/// A place longer than this does not push the others' reasons to the right.
const WIDEST_PLACE: usize = 48;
/// Less than this is no change of the resident memory, which the system counts in parts by processor, in bytes.
const MUCH: u64 = 1 << 20;
const DIM: Style = Style::new().dimmed();
const STRONG: Style = Style::new().bold();
const LABEL: Style = AnsiColor::BrightGreen.on_default().bold();

/// Writes the verdicts for people: what was run, what counted, the findings that cost with their code, worst first, and a
/// line for each of the others.
pub(crate) fn human(
    outcome: &Outcome,
    report: &Report,
    sources: &Sources,
    screen: &Screen<'_>,
    verbose: bool,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let label = |text: &str| format!("{LABEL}{text:>12}{LABEL:#}");
    writeln!(out, "{} {}", label("Workload"), outcome.workload)?;
    if !outcome.counters.is_empty() {
        writeln!(out, "{} {}", label("Counters"), outcome.counters)?;
    }
    writeln!(out, "{} {}", label("Built"), times(outcome))?;
    for note in &outcome.notes {
        writeln!(out, "{} {note}", label("Note"))?;
    }
    writeln!(out)?;
    let found = |judged: &Judged| report.findings.get(judged.finding);
    let rows: Vec<Row<'_>> = outcome
        .findings
        .iter()
        .filter_map(|judged| {
            Some(Row { judged, finding: found(judged)?, worst: outcome.sites.get(*judged.sites.first()?)? })
        })
        .collect();
    let places: Vec<String> = rows.iter().map(|row| place(row.finding, sources)).collect();
    let widths = (
        rows.iter().map(|row| row.finding.lint.as_str().len()).max().unwrap_or(0),
        places.iter().map(String::len).max().unwrap_or(0).min(WIDEST_PLACE),
    );
    for (row, place) in rows.iter().zip(&places) {
        line(row, place, widths, out)?;
        if row.judged.verdict >= Verdict::Inconclusive {
            let figures = figures(row, outcome, verbose);
            let figures: Vec<&str> = figures.iter().map(String::as_str).collect();
            writeln!(out, "{}\n", screen.measured(row.finding, &figures))?;
        }
    }
    sharing::human(&outcome.shared, out)?;
    closing(outcome, report, out)
}

/// Writes one JSON object a line for each site, and for each line that threads share.
pub fn json(outcome: &Outcome, out: &mut dyn io::Write) -> io::Result<()> {
    for site in &outcome.sites {
        serde_json::to_writer(&mut *out, site)?;
        writeln!(out)?;
    }
    sharing::json(&outcome.shared, out)
}

fn times(outcome: &Outcome) -> String {
    let mut parts = vec![seconds(outcome.build)];
    if let Some(timed) = outcome.timed_run {
        parts.push(format!("timed run {}", seconds(timed)));
    }
    if let Some(traced) = outcome.traced_run {
        let ratio =
            outcome.timed_run.filter(|timed| !timed.is_zero()).map(|timed| traced.as_secs_f64() / timed.as_secs_f64());
        let ratio = ratio.map(|ratio| format!(" ({ratio:.1}×)")).unwrap_or_default();
        parts.push(format!("traced run {}{ratio}", seconds(traced)));
    }
    parts.join(" · ")
}

/// A time as people read it: `65 ms`, `3.2 s`, `41 s`.
pub(super) fn seconds(time: std::time::Duration) -> String {
    match time.as_secs_f64() {
        seconds if seconds < 0.1 => format!("{:.0} ms", seconds * 1000.0),
        seconds if seconds < 10.0 => format!("{seconds:.1} s"),
        seconds => format!("{seconds:.0} s"),
    }
}

/// A finding that was judged.
struct Row<'a> {
    judged: &'a Judged,
    finding: &'a Finding,
    worst: &'a SiteOutcome,
}

/// Where a finding points, as `file:line`.
fn place(finding: &Finding, sources: &Sources) -> String {
    let Label { file, span, .. } = &finding.primary;
    match sources.place(file, span.start) {
        Some(place) => format!("{file}:{}", place.line),
        None => file.to_string(),
    }
}

/// The verdict in a line.
fn line(row: &Row<'_>, place: &str, (lints, places): (usize, usize), out: &mut dyn io::Write) -> io::Result<()> {
    let style = match row.judged.verdict {
        Verdict::Confirmed => AnsiColor::BrightRed.on_default().bold(),
        Verdict::Inconclusive => AnsiColor::Yellow.on_default(),
        Verdict::Refuted | Verdict::NotReached => AnsiColor::Green.on_default(),
    };
    let (verdict, lint) = (row.judged.verdict.name(), row.finding.lint);
    let why = match row.worst.avoidable {
        Some(avoidable) if row.judged.verdict == Verdict::Confirmed => {
            format!("avoidable {} of the site, {} of the program", percent(avoidable.site), percent(avoidable.program))
        }
        _ => row.worst.why.clone(),
    };
    writeln!(out, "{style}{verdict:>12}{style:#} {lint:lints$}  {STRONG}{place:places$}{STRONG:#}  {why}")
}

/// What was measured at a finding's sites, the worst first, each as `measured at …`. What was not reached is left out.
fn figures(row: &Row<'_>, outcome: &Outcome, verbose: bool) -> Vec<String> {
    let sites = row.judged.sites.iter().filter_map(|site| outcome.sites.get(*site));
    sites.filter(|site| site.verdict != Verdict::NotReached).map(|site| measured(row, site, verbose)).collect()
}

fn measured(row: &Row<'_>, site: &SiteOutcome, verbose: bool) -> String {
    let at = format!("measured at {}:{}", site.file, site.line);
    if site.verdict != row.judged.verdict {
        return format!("{at}: {}, {}", site.verdict.name(), site.why);
    }
    let mut parts = vec![site.why.clone()];
    parts.extend(site.time_share.map(|share| format!("{} of the time", percent(share))));
    parts.extend(site.entries.map(|entries| match entries {
        1 => "entered once".to_owned(),
        entries => format!("entered {} times", thousands(entries)),
    }));
    if let Some(hoisted) = &site.hoisted {
        let counted = hoisted.place().map(|place| format!("; counted at {place}")).unwrap_or_default();
        parts.push(format!("{}{counted}", hoisted.why));
    }
    if let Some(coverage) = site.coverage.as_ref().filter(|_| verbose)
        && let Some(share) = coverage.share
    {
        parts.push(format!("{} of the {}'s time in traced code", percent(share), coverage.of));
    }
    if verbose && !site.agreement.is_empty() {
        parts.push(agreement::words(&site.agreement));
    }
    if let Some(loads) = site.loads_sampled.as_ref().filter(|_| verbose) {
        parts.push(loads.words());
    }
    if verbose && !site.lines.is_empty() {
        let lines = site.lines.iter().map(|line| format!("{} from {}:{}", percent(line.share), line.file, line.line));
        parts.push(format!("of the misses {}", lines.collect::<Vec<_>>().join(", ")));
    }
    if let Some(made) = site.allocations.filter(|_| verbose) {
        parts.push(format!(
            "{} allocations, {} bytes on {} pages, {} bytes copied by growth",
            thousands(made.count),
            thousands(made.bytes),
            thousands(made.pages_spanned),
            thousands(made.copied)
        ));
    }
    if let Some(blocks) = site.blocks.filter(|_| verbose) {
        parts.push(format!(
            "{} of {} used, of {}",
            size(blocks.used_at_most),
            size(blocks.bytes),
            crate::confirm::workload::counted(
                blocks.count as usize,
                "block of 4 KiB or more",
                "blocks of 4 KiB or more"
            )
        ));
        parts.extend(blocks.largest.pages.map(|pages| {
            let share = percent(pages.huge as f64 / pages.resident.max(1) as f64);
            format!("{share} of the largest ({}) on huge pages", size(blocks.largest.bytes))
        }));
    }
    parts.extend(site.resident.as_ref().filter(|_| verbose).and_then(resident));
    format!("{at}: {}", parts.join(" · "))
}

/// What the site does to the resident memory, where that is much.
fn resident(resident: &Resident) -> Option<String> {
    let Resident { before, after, last, rose_at_most, fell_at_most, peak, .. } = *resident;
    let most = peak.unwrap_or(before.most.max(after.most));
    let is_much = |bytes: u64| bytes >= MUCH && bytes.saturating_mul(20) >= most;
    let changes = [("grows", rose_at_most), ("falls", fell_at_most)].into_iter().filter(|(_, bytes)| is_much(*bytes));
    let changes = changes.map(|(how, bytes)| format!("{how} by up to {}", size(bytes))).collect::<Vec<_>>();
    (!changes.is_empty()).then(|| {
        let changes = changes.join(" and ");
        format!(
            "resident memory {changes} over an entry: {} before the last, {} after it, {} at most",
            size(last.before),
            size(last.after),
            size(most)
        )
    })
}

fn closing(outcome: &Outcome, report: &Report, out: &mut dyn io::Write) -> io::Result<()> {
    let count = |verdict| outcome.findings.iter().filter(|judged| judged.verdict == verdict).count();
    let order = [Verdict::Confirmed, Verdict::Inconclusive, Verdict::Refuted, Verdict::NotReached];
    let mut parts = order
        .into_iter()
        .map(|verdict| (count(verdict), verdict.name()))
        .filter(|(number, _)| *number > 0)
        .map(|(number, name)| format!("{number} {name}"))
        .collect::<Vec<_>>();
    if parts.is_empty() {
        parts.push("no finding has a place that can be measured".to_owned());
    }
    if outcome.without_site > 0 {
        parts.push(format!("{} without a place to measure", outcome.without_site));
    }
    if !outcome.findings.is_empty() {
        writeln!(out)?;
    }
    writeln!(out, "{LABEL}{:>12}{LABEL:#} {}", "Verdicts", parts.join(", "))?;
    let mut head = "Next";
    for (command, why) in next(outcome, report) {
        writeln!(out, "{LABEL}{head:>12}{LABEL:#} {command:<42} {DIM}{why}{DIM:#}")?;
        head = "";
    }
    Ok(())
}

/// What to do after it.
fn next(outcome: &Outcome, report: &Report) -> Vec<(String, &'static str)> {
    let mut all = Vec::new();
    let worst =
        outcome.findings.iter().find_map(|judged| report.findings.get(judged.finding).map(|finding| (judged, finding)));
    if let Some((judged, finding)) = worst
        && judged.verdict >= Verdict::Inconclusive
    {
        all.push((format!("cargo locality explain {}", finding.lint), "why this costs, and when it does not"));
    }
    if outcome.findings.iter().any(|judged| judged.verdict == Verdict::NotReached) {
        all.push(("cargo locality confirm --test NAME".to_owned(), "another workload may reach what this one did not"));
    }
    if all.is_empty() {
        all.push(("cargo locality check".to_owned(), "all that was found"));
    }
    all
}

#[cfg(test)]
mod tests {
    use super::resident;
    use crate::confirm::outcome::{BeforeAfter, LeastMost, Resident};

    #[test]
    fn resident_memory_is_a_matter_where_it_changes() {
        let mib = 1 << 20;
        let of = |rose: u64, fell: u64, peak: u64| {
            let (before, after) = (80 * mib, 80 * mib + rose - fell);
            let range = |one| LeastMost { least: one, most: one };
            resident(&Resident {
                asked: 1,
                before: range(before),
                after: range(after),
                last: BeforeAfter { before, after },
                rose_at_most: rose,
                fell_at_most: fell,
                peak: Some(peak),
                at_end: None,
            })
        };
        let words = "resident memory falls by up to 64 MiB over an entry: 80 MiB before the last, 16 MiB after it, 90 MiB at most";
        assert_eq!(of(0, 64 * mib, 90 * mib).as_deref(), Some(words));
        let words = of(8 * mib, 0, 90 * mib).expect("it grows");
        assert!(words.starts_with("resident memory grows by up to 8 MiB over an entry"), "{words}");
        assert_eq!(of(mib / 2, 0, 90 * mib), None, "less than the system can tell");
        assert_eq!(of(8 * mib, 0, 1000 * mib), None, "little of all that there is");
    }
}
