//! From what was measured to the verdicts: one for each site, and the worst of its sites' for each finding.
use locality_lints::finding::Report;
use locality_probe::machine::Machine;
use locality_probe::record::Counters as Clockwork;

use super::measured::{Measured, Placed, Program};
use super::outcome::{Counters, Coverage, Judged, SiteOutcome, Verdict};
use super::verdict::{Judgement, judge};

/// What no trace sees, whatever the program.
const NEVER_TRACED: [&str; 3] = [
    "code of the standard library that was compiled beforehand",
    "register spills, calls and returns",
    "inline assembly, gather and scatter instructions",
];

/// A site of the plan: which finding's, which of its sites, and where the overlay put it.
#[derive(Clone, Debug)]
pub struct Planned {
    /// Index into the report's findings.
    pub finding: usize,
    /// Index into the finding's sites.
    pub site: usize,
    /// Where it was placed.
    pub placed: Placed,
}

/// Judges every planned site, and the findings by their sites; both ranked, what is worst first. `measured` is in the order of
/// `planned`; `backend` is what counted.
pub fn assess(
    report: &Report,
    planned: &[Planned],
    measured: &[Measured],
    program: &Program,
    machine: &Machine,
    backend: &'static str,
) -> (Vec<Judged>, Vec<SiteOutcome>) {
    let judged: Vec<Judgement> = measured.iter().map(|measured| judge(measured, program, machine)).collect();
    let mut of_finding: Vec<(usize, Vec<usize>)> = Vec::new();
    for (at, site) in planned.iter().enumerate() {
        match of_finding.iter_mut().find(|(finding, _)| *finding == site.finding) {
            Some((_, sites)) => sites.push(at),
            None => of_finding.push((site.finding, vec![at])),
        }
    }
    for (_, sites) in &mut of_finding {
        sites.sort_by(|a, b| worst_first(&judged[*a], &judged[*b]));
    }
    of_finding.sort_by(|(_, a), (_, b)| worst_first(&judged[a[0]], &judged[b[0]]));
    let mut outcomes = Vec::with_capacity(planned.len());
    let mut findings = Vec::with_capacity(of_finding.len());
    for (finding, sites) in of_finding {
        let first = outcomes.len();
        for at in &sites {
            outcomes.push(outcome(report, &planned[*at], &measured[*at], &judged[*at], program, machine, backend));
        }
        let verdict = judged[sites[0]].verdict;
        findings.push(Judged { finding, verdict, sites: (first..outcomes.len()).collect() });
    }
    (findings, outcomes)
}

fn worst_first(a: &Judgement, b: &Judgement) -> std::cmp::Ordering {
    let cost = |judgement: &Judgement| judgement.avoidable.map_or(0.0, |avoidable| avoidable.program);
    b.verdict
        .cmp(&a.verdict)
        .then(cost(b).total_cmp(&cost(a)))
        .then(b.time_share.unwrap_or(0.0).total_cmp(&a.time_share.unwrap_or(0.0)))
}

fn outcome(
    report: &Report,
    planned: &Planned,
    measured: &Measured,
    judgement: &Judgement,
    program: &Program,
    machine: &Machine,
    backend: &'static str,
) -> SiteOutcome {
    let finding = &report.findings[planned.finding];
    let site = &finding.sites[planned.site];
    let is_reached = judgement.verdict != Verdict::NotReached;
    let counts = measured.counts.filter(|_| is_reached);
    SiteOutcome {
        reason: "locality-site",
        site: site.id.clone(),
        lint: finding.lint.to_owned(),
        package: site.id.split("::").next().unwrap_or_default().to_owned(),
        file: site.file.to_string(),
        line: planned.placed.first_line,
        verdict: judgement.verdict,
        why: why(judgement, &planned.placed),
        time_share: judgement.time_share,
        entries: measured.entries,
        avoidable: judgement.avoidable,
        counters: match counts {
            Some(counts) => Counters::of_model(&counts, measured.lines_touched, machine),
            None => Counters { backend, ..Counters::default() },
        },
        hardware: hardware(&measured.counters),
        coverage: counts.map(|counts| Coverage {
            traced: counts.accesses(),
            untraced: (program.coverage.lost > 0).then_some(program.coverage.lost),
            reasons: NEVER_TRACED.map(str::to_owned).to_vec(),
        }),
        split: measured.split.filter(|_| is_reached),
    }
}

fn why(judgement: &Judgement, placed: &Placed) -> String {
    match &placed.unguarded {
        Some(reason) if judgement.verdict != Verdict::NotReached => {
            format!("{} (counted by its lines: {reason})", judgement.why)
        }
        _ => judgement.why.clone(),
    }
}

fn hardware(counters: &Clockwork) -> serde_json::Map<String, serde_json::Value> {
    let counted = counters.entries().filter_map(|(name, value)| Some((name.to_owned(), value?.into())));
    counted.collect()
}
