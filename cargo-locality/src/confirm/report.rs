//! A confirmation on the screen and as JSON lines.
use std::io;

use anstyle::{AnsiColor, Style};
use locality_lints::finding::Report;

use super::outcome::{Judged, Outcome, Verdict};
use super::verdict::percent;

const DIM: Style = Style::new().dimmed();
const STRONG: Style = Style::new().bold();
const LABEL: Style = AnsiColor::BrightGreen.on_default().bold();

/// Writes the verdicts for people: what was run, what counted, one block for each finding, worst first.
pub fn human(outcome: &Outcome, report: &Report, out: &mut dyn io::Write) -> io::Result<()> {
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
    let width = outcome
        .findings
        .iter()
        .filter_map(|judged| report.findings.get(judged.finding))
        .map(|finding| finding.lint.len());
    let width = width.max().unwrap_or(0);
    for judged in &outcome.findings {
        block(outcome, report, judged, width, out)?;
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

fn times(outcome: &Outcome) -> String {
    let seconds = |time: std::time::Duration| match time.as_secs_f64() {
        seconds if seconds < 0.1 => format!("{:.0} ms", seconds * 1000.0),
        seconds if seconds < 10.0 => format!("{seconds:.1} s"),
        seconds => format!("{seconds:.0} s"),
    };
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

/// One finding: a line for what is innocent, three for what is not.
fn block(outcome: &Outcome, report: &Report, judged: &Judged, width: usize, out: &mut dyn io::Write) -> io::Result<()> {
    let Some(finding) = report.findings.get(judged.finding) else { return Ok(()) };
    let Some(worst) = judged.sites.first().and_then(|site| outcome.sites.get(*site)) else { return Ok(()) };
    let style = match judged.verdict {
        Verdict::Confirmed => AnsiColor::BrightRed.on_default().bold(),
        Verdict::Inconclusive => AnsiColor::Yellow.on_default(),
        Verdict::Refuted | Verdict::NotReached => AnsiColor::Green.on_default(),
    };
    let verdict = judged.verdict.name();
    let place = format!("{}:{}", worst.file, worst.line);
    write!(out, "{style}{verdict:>12}{style:#} {:width$}  {STRONG}{place}{STRONG:#}", finding.lint)?;
    let indent = " ".repeat(13);
    if judged.verdict == Verdict::Confirmed {
        if let Some(avoidable) = worst.avoidable {
            write!(
                out,
                "  avoidable {} of the site, {} of the program",
                percent(avoidable.site),
                percent(avoidable.program)
            )?;
        }
        writeln!(out)?;
        writeln!(out, "{indent}{}", worst.why)?;
        writeln!(out, "{indent}{DIM}{}{DIM:#}", finding.message)?;
        if let Some(rewrite) = &finding.rewrite {
            writeln!(out, "{indent}rewrite: {}", rewrite.message)?;
        }
        for other in judged.sites.iter().skip(1).filter_map(|site| outcome.sites.get(*site)) {
            if other.verdict == Verdict::NotReached {
                continue;
            }
            let why = match other.avoidable {
                Some(avoidable) if other.verdict == Verdict::Confirmed => {
                    format!(
                        "avoidable {} of the site, {} of the program",
                        percent(avoidable.site),
                        percent(avoidable.program)
                    )
                }
                _ => other.why.clone(),
            };
            writeln!(out, "{indent}also {}:{}: {}, {why}", other.file, other.line, other.verdict.name())?;
        }
    } else {
        writeln!(out, "  {}", worst.why)?;
    }
    Ok(())
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
        && judged.verdict != Verdict::NotReached
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
