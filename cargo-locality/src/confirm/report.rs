//! A confirmation on the screen and as JSON lines.
use std::io;
use std::time::Duration;

use locality_lints::finding::{Finding, Report};

use super::outcome::{Judged, Outcome, SiteOutcome, Verdict};
use super::verdict::percent;
use crate::render::Screen;
use crate::terminal::{BAD, GOOD, HELP, STRONG, WARNING};

/// Writes the verdicts for people: what was run, what counted, the findings that cost with their code, worst first, and
/// a line for each of the others.
pub(crate) fn human(
    outcome: &Outcome,
    report: &Report,
    screen: &Screen<'_>,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    head(outcome, out)?;
    let width = outcome.findings.iter().map(|judged| report.findings[judged.finding].lint.len()).max().unwrap_or(0);
    for judged in &outcome.findings {
        let finding = &report.findings[judged.finding];
        let Some(worst) = judged.sites.first().and_then(|site| outcome.sites.get(*site)) else { continue };
        line(judged, finding, worst, width, out)?;
        if judged.verdict >= Verdict::Inconclusive {
            let figures = figures(judged, outcome);
            let figures: Vec<&str> = figures.iter().map(String::as_str).collect();
            writeln!(out, "{}\n", screen.finding(finding, &figures))?;
        }
    }
    closing(outcome, report, out)
}

/// Writes one JSON object a line for each site.
pub fn json(outcome: &Outcome, out: &mut dyn io::Write) -> io::Result<()> {
    for site in &outcome.sites {
        serde_json::to_writer(&mut *out, site)?;
        writeln!(out)?;
    }
    Ok(())
}

fn head(outcome: &Outcome, out: &mut dyn io::Write) -> io::Result<()> {
    let mut entry = |verb: &str, rest: &str| writeln!(out, "{STRONG}{verb:>11}{STRONG:#} {rest}");
    entry("Workload", &outcome.workload)?;
    entry("Counters", &outcome.counters)?;
    let mut times = seconds(outcome.build);
    if let Some(timed) = outcome.timed_run {
        times += &format!(" · timed run {}", seconds(timed));
    }
    if let Some(traced) = outcome.traced_run {
        times += &format!(" · traced run {}", seconds(traced));
        if let Some(timed) = outcome.timed_run.filter(|timed| !timed.is_zero()) {
            times += &format!(" ({:.1}×)", traced.as_secs_f64() / timed.as_secs_f64());
        }
    }
    entry("Built", &times)?;
    for note in &outcome.notes {
        entry("Note", note)?;
    }
    writeln!(out)
}

fn line(
    judged: &Judged,
    finding: &Finding,
    worst: &SiteOutcome,
    width: usize,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let colour = match judged.verdict {
        Verdict::Confirmed => BAD,
        Verdict::Inconclusive => WARNING,
        Verdict::Refuted => GOOD,
        Verdict::NotReached => STRONG,
    };
    let (word, lint, place) = (judged.verdict.word(), finding.lint, format!("{}:{}", worst.file, worst.line));
    let more = match judged.sites.len() {
        0 | 1 => String::new(),
        sites => format!(" (the worst of {sites} places)"),
    };
    writeln!(out, " {colour}{word:<12}{colour:#} {lint:<width$}  {place}  {}{more}", worst.why)
}

/// What was measured, a line for each site of the finding.
fn figures(judged: &Judged, outcome: &Outcome) -> Vec<String> {
    let sites: Vec<&SiteOutcome> = judged.sites.iter().filter_map(|site| outcome.sites.get(*site)).collect();
    let is_one = sites.len() == 1;
    let reached = sites.iter().filter(|site| site.verdict != Verdict::NotReached);
    reached
        .map(|site| {
            let place = if is_one { String::new() } else { format!(" at {}:{}", site.file, site.line) };
            format!("measured{place}: {}", site_figures(site).join(" · "))
        })
        .collect()
}

fn site_figures(site: &SiteOutcome) -> Vec<String> {
    let mut all = Vec::new();
    if let Some(share) = site.time_share {
        all.push(format!("{} of the time", percent(share)));
    }
    if let Some(entries) = site.entries {
        all.push(if entries == 1 { "entered once".to_owned() } else { format!("entered {} times", grouped(entries)) });
    }
    let counters = &site.counters;
    let accesses = counters.loads.zip(counters.stores).map(|(loads, stores)| loads + stores).filter(|all| *all > 0);
    if let Some(accesses) = accesses {
        all.push(format!("{} accesses", grouped(accesses)));
        let per_access = |misses: u64| format!("{:.2}", misses as f64 / accesses as f64);
        all.extend(counters.l1d_misses.map(|misses| format!("{} L1d misses an access", per_access(misses))));
        all.extend(
            counters
                .page_walks
                .filter(|walks| *walks * 200 >= accesses)
                .map(|walks| format!("{} page walks an access", per_access(walks))),
        );
    }
    if let Some((used, fetched)) = counters.bytes_used.zip(counters.bytes_fetched).filter(|(_, fetched)| *fetched > 0) {
        all.push(format!("{} of the fetched bytes used", percent(used as f64 / fetched as f64)));
    }
    if let Some(split) = site.split.filter(|split| split.container >= 0.01) {
        all.push(format!("{} of the misses are the container's own", percent(split.container)));
    }
    all
}

fn closing(outcome: &Outcome, report: &Report, out: &mut dyn io::Write) -> io::Result<()> {
    let mut tally = Vec::new();
    for verdict in [Verdict::Confirmed, Verdict::Inconclusive, Verdict::Refuted, Verdict::NotReached] {
        let number = outcome.findings.iter().filter(|judged| judged.verdict == verdict).count();
        if number > 0 {
            tally.push(format!("{number} {}", verdict.word()));
        }
    }
    let without = report.findings.iter().filter(|finding| finding.sites.is_empty()).count();
    if without > 0 {
        tally.push(format!("{without} with nothing to measure (no code here walks the data)"));
    }
    if tally.is_empty() {
        tally.push("nothing was suspected, so nothing was measured".to_owned());
    }
    if !outcome.findings.is_empty() {
        writeln!(out)?;
    }
    writeln!(out, "   {STRONG}{}{STRONG:#}", tally.join(", "))?;
    let mut next = Vec::new();
    if let Some(worst) = outcome.findings.first().filter(|judged| judged.verdict == Verdict::Confirmed) {
        let lint = report.findings[worst.finding].lint;
        next.push(format!("cargo locality explain {lint}     what to write instead, and when not to"));
    }
    if outcome.findings.iter().any(|judged| judged.verdict == Verdict::NotReached) {
        next.push(
            "name a workload that runs what was not reached (--bench, --test, --example, --bin, --lib)".to_owned(),
        );
    }
    for (at, step) in next.iter().enumerate() {
        let verb = if at == 0 { "Next" } else { "" };
        writeln!(out, "{HELP}{verb:>8}{HELP:#}  {step}")?;
    }
    Ok(())
}

fn seconds(duration: Duration) -> String {
    let seconds = duration.as_secs_f64();
    if seconds < 9.95 { format!("{seconds:.1} s") } else { format!("{seconds:.0} s") }
}

fn grouped(number: u64) -> String {
    crate::render::thousands(number)
}
