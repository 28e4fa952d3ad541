//! The evidence of all runs, site by site, turned into verdicts on findings.
use std::collections::{BTreeMap, HashMap};
use std::fs;

use camino::Utf8PathBuf;
use locality_lints::report::{Site, SiteId};
use locality_probe::counts::Counts;
use locality_probe::machine::Machine;
use locality_probe::record::{Counters, Coverage, Distances, Record};

use super::agreement::agreement;
use super::attribute::{Measured, Shares, Total};
use super::coverage::{Of, Sampled, Seen, assembly};
use super::hoist::Why;
use super::loads::LoadsSampled;
use super::outcome::{
    Allocations, Avoidable, Blocks, FunctionShare, Hoisted, Judged, LineShare, Neighbours, Outcome, Resident,
    SiteCounters, SiteCoverage, SiteOutcome, Slots, Split, UntracedReason, Verdict,
};
use super::verdict::{self, Figures, percent};
use super::{Backend, Error, Request};

/// All that verdicts rest on.
pub(super) struct Evidence<'a> {
    pub(super) request: &'a Request<'a>,
    pub(super) machine: &'a Machine,
    pub(super) sites: &'a [&'a Site],
    pub(super) measured: &'a [Measured],
    pub(super) total: &'a Total,
    pub(super) traced: bool,
    /// Why there is no trace.
    pub(super) untraced: Option<String>,
    /// How much of the program and of each site the trace sees, and what time they take, where the timed run tells.
    pub(super) sampled: Sampled,
    /// What the processor sampled of each site's loads.
    pub(super) loads: Vec<Option<LoadsSampled>>,
    /// Sites without a guard, and why.
    pub(super) lost: &'a BTreeMap<u32, String>,
}

/// What no pass of the compiler hands over.
const CODE_NEVER_TRACED: [&str; 3] =
    ["code of std that was compiled before", "foreign code (C, assembly)", assembly::NAME];
/// What is not handed over of code that is.
const STACK: &str = "register spills, calls and returns";
const GATHERED: &str = "gathers and scatters";

/// Bytes of a page that allocations are counted by.
const PAGE: u64 = 4096;

/// So many functions and lines of a site are told.
const SHOWN: usize = 3;

/// Judges every site, then every finding by its worst site; ranks them.
pub(super) fn judge(evidence: &Evidence<'_>, outcome: &mut Outcome) {
    let mut lines = Lines::default();
    outcome.sites.extend((0..evidence.sites.len()).map(|number| site(evidence, number, &mut lines)));
    let numbers: HashMap<&SiteId, usize> =
        evidence.sites.iter().enumerate().map(|(number, site)| (&site.id, number)).collect();
    for (number, finding) in evidence.request.report.findings.iter().enumerate() {
        let mut of_finding: Vec<usize> = finding.sites.iter().filter_map(|id| numbers.get(id).copied()).collect();
        of_finding.sort_by(|one, other| compare(&outcome.sites[*one], &outcome.sites[*other]));
        if let Some(worst) = of_finding.first() {
            let verdict = outcome.sites[*worst].verdict;
            outcome.findings.push(Judged { finding: number, verdict, sites: of_finding });
        }
    }
    let sites = &outcome.sites;
    // Stable: findings that cost the same stay in the order in which the check ranked them.
    outcome.findings.sort_by(|one, other| compare(&sites[one.sites[0]], &sites[other.sites[0]]));
}

/// Worst first.
fn compare(one: &SiteOutcome, other: &SiteOutcome) -> std::cmp::Ordering {
    let cost = |site: &SiteOutcome| {
        let avoidable = site.avoidable.map_or(0.0, |avoidable| avoidable.program);
        (avoidable, site.time_share.unwrap_or(0.0))
    };
    let by_verdict = other.verdict.cmp(&one.verdict);
    let (a, b) = (cost(one), cost(other));
    by_verdict.then(b.0.total_cmp(&a.0)).then(b.1.total_cmp(&a.1))
}

fn site(evidence: &Evidence<'_>, number: usize, lines: &mut Lines) -> SiteOutcome {
    let site = evidence.sites[number];
    let measured = &evidence.measured[number];
    let total = evidence.total;
    let lost = u32::try_from(number).ok().and_then(|number| evidence.lost.get(&number));
    // Where guards cost as much as what they enclose, or there is none, the samples tell the time; without any, the model
    // knows the share better, and else there is a bound.
    let of_time = |ns: u64| (total.ns > 0).then(|| (ns as f64 / total.ns as f64).min(1.0));
    let sampled = || evidence.sampled.shares.get(number).copied().flatten();
    let time_share = match (measured.ns, measured.at_most_ns) {
        (Some(ns), None) => of_time(ns),
        (_, at_most) => sampled().or_else(|| at_most.filter(|_| !evidence.traced).and_then(of_time)),
    };
    let of_site = evidence.sampled.sites.get(number).and_then(Option::as_ref);
    let seen = of_site.or(evidence.sampled.program.as_ref());
    // In the run that was timed every site without a record was never entered.
    let entries = if lost.is_some() { None } else { Some(measured.entries.unwrap_or(0)) };
    let split = measured.shares.as_ref().and_then(split);
    let slots = measured.shares.as_ref().filter(|shares| shares.slots > 0);
    let slots = slots.map(|shares| Slots { visited: shares.slots, used_at_most: shares.user.loads });
    let neighbours = Neighbours::of(&measured.distances, evidence.machine);
    let hoisted = measured.moved.as_ref().map(|moved| Hoisted {
        why: match moved.why {
            Why::TooOften => "it is entered so often that a guard around it would be felt; samples tell its time",
            Why::TooShort => "each entry is too short for hardware counters",
        },
        to: moved.to.as_ref().map(|(_, around)| if around.is_loop { "loop" } else { "function" }),
        line: moved.to.as_ref().map(|(_, around)| lines.line_at(evidence, site, around.start)),
    });
    let blocks = Blocks::of(&measured.held);
    let figures = Figures {
        entries,
        time_share,
        program_ns: total.ns,
        counts: measured.counts,
        total: evidence.traced.then_some(total.counts),
        lines_touched: measured.lines_touched,
        split: split.clone(),
        slots,
        neighbours: neighbours.clone(),
        blocks,
        hardware: measured.hardware,
        hoisted: hoisted.as_ref().and_then(Hoisted::place),
        lost: lost.cloned(),
        untraced: evidence.untraced.clone(),
        seen: seen.cloned(),
    };
    let judgement = verdict::judge(&figures, evidence.machine, &evidence.request.thresholds);
    let reached = judgement.verdict != Verdict::NotReached;
    // What could not be booked is known of the whole program only.
    let of = match (seen, &measured.counts) {
        (Some(Seen { of: Of::Site, .. }), Some(counts)) => (*counts, Coverage::default()),
        _ => (total.counts, total.coverage),
    };
    let coverage = evidence.traced.then(|| coverage(&of.0, &of.1, seen));
    SiteOutcome {
        reason: "locality-site",
        site: site.id.to_string(),
        lint: site.lint.to_string(),
        package: site.id.package().to_owned(),
        file: site.file.to_string(),
        line: lines.line(evidence, site),
        verdict: judgement.verdict,
        why: judgement.why,
        time_share: time_share.filter(|_| reached),
        entries,
        avoidable: judgement.avoidable.map(|avoidable| Avoidable { site: avoidable.site, program: avoidable.program }),
        counters: if reached { counters(evidence, measured) } else { None },
        loads_sampled: evidence.loads.get(number).cloned().flatten().filter(|_| reached),
        hardware: if reached { hardware(measured) } else { Vec::new() },
        agreement: if reached { agree(measured) } else { Vec::new() },
        hoisted,
        coverage: coverage.filter(|_| reached),
        split,
        lines: measured.shares.as_ref().map(|shares| worst_lines(shares, evidence.machine)).unwrap_or_default(),
        slots,
        neighbours,
        blocks,
        allocations: measured.heap.filter(|(heap, _)| heap.allocations > 0).map(|(heap, pages)| Allocations {
            count: heap.allocations,
            bytes: heap.bytes,
            pages_spanned: pages,
            pages_needed: heap.bytes.div_ceil(PAGE),
            reallocations: heap.reallocations,
            copied: heap.copied,
        }),
        resident: measured.resident.map(|(around, process)| Resident::of(&around, process)),
    }
}

/// How much of the traffic of a program or a site the trace saw. As much traffic a second is assumed where it does not see as where it
/// does.
pub(super) fn coverage(counts: &Counts, known: &Coverage, seen: Option<&Seen>) -> SiteCoverage {
    let traced = counts.accesses();
    let unseen = seen.filter(|seen| seen.traced > 0.0).map(|seen| traced as f64 * (1.0 / seen.traced - 1.0));
    let untraced = unseen.map(|unseen| unseen as u64 + known.lost);
    let reason = |reason: &str, share| UntracedReason { reason: reason.to_owned(), share, accesses_at_most: None };
    let known_unseen = seen.and_then(|seen| seen.unseen);
    let of_traced =
        |reason: &str, accesses_at_most| UntracedReason { reason: reason.to_owned(), share: None, accesses_at_most };
    let mut reasons = match seen {
        Some(seen) => seen.untraced.iter().map(|(what, share)| reason(what, Some(*share))).collect::<Vec<_>>(),
        None => CODE_NEVER_TRACED.map(|what| reason(what, None)).into(),
    };
    reasons.push(of_traced(STACK, known_unseen.map(|unseen| unseen.stack)));
    // What is known to be nothing is no reason.
    let gathered = known_unseen.map(|unseen| unseen.gathered);
    if gathered != Some(0.0) {
        reasons.push(of_traced(GATHERED, gathered));
    }
    SiteCoverage {
        traced,
        untraced: untraced.or((known.lost > 0).then_some(known.lost)),
        of: seen.map_or(Of::Program, |seen| seen.of).name(),
        share: seen.map(|seen| seen.traced),
        samples: seen.map(|seen| seen.samples),
        reasons,
    }
}

/// Whose the L1d misses are; `None` where there is none.
fn split(shares: &Shares) -> Option<Split> {
    let container = shares.container().l1d_misses;
    let all = (container + shares.user.l1d_misses) as f64;
    let share = |misses: u64| misses as f64 / all;
    let mut functions = shares.containers.iter().map(|(name, counts)| (counts.l1d_misses, name)).collect::<Vec<_>>();
    functions.sort_by(|one, other| other.0.cmp(&one.0).then(one.1.cmp(other.1)));
    let functions = functions
        .into_iter()
        .filter(|(misses, _)| *misses > 0)
        .take(SHOWN)
        .map(|(misses, name)| FunctionShare { function: name.to_string(), share: share(misses) });
    (all > 0.0).then(|| Split {
        container: share(container),
        user: share(shares.user.l1d_misses),
        functions: functions.collect(),
    })
}

/// The lines that miss most.
fn worst_lines(shares: &Shares, machine: &Machine) -> Vec<LineShare> {
    let all = shares.lines.values().map(|(counts, _)| counts.l1d_misses).sum::<u64>();
    let mut lines = shares.lines.iter().filter(|(_, (counts, _))| counts.l1d_misses > 0).collect::<Vec<_>>();
    lines.sort_by(|one, other| other.1.0.l1d_misses.cmp(&one.1.0.l1d_misses).then(one.0.cmp(other.0)));
    let share = |((file, line), (counts, distances)): (&(Utf8PathBuf, u32), &(Counts, Distances))| LineShare {
        file: file.to_string(),
        line: *line,
        share: counts.l1d_misses as f64 / all as f64,
        l1d_misses: counts.l1d_misses,
        neighbours: Neighbours::of(distances, machine),
    };
    lines.into_iter().take(SHOWN).map(share).collect()
}

/// The model's figures, else what was counted at the guards of the timed run.
fn counters(evidence: &Evidence<'_>, measured: &Measured) -> Option<SiteCounters> {
    if let Some(counts) = &measured.counts {
        let mut figures = model_figures(counts, evidence.machine);
        figures.extend(measured.lines_touched.map(|lines| ("lines_touched", lines)));
        return Some(SiteCounters { backend: "model", machine: Some(evidence.machine.to_string()), figures });
    }
    let hardware = measured.hardware.as_ref()?;
    let backend = if hardware.cycles.is_some() { "hardware" } else { "time" };
    Some(SiteCounters { backend, machine: None, figures: named(hardware) })
}

/// What was counted at the guards, where that is not told as [`counters`] already.
fn hardware(measured: &Measured) -> Vec<(&'static str, u64)> {
    measured.hardware.as_ref().filter(|_| measured.counts.is_some()).map(named).unwrap_or_default()
}

fn named(hardware: &Counters) -> Vec<(&'static str, u64)> {
    hardware.entries().filter_map(|(name, value)| Some((name, value?))).collect()
}

/// How far the model and the processor agree, if they counted the same.
fn agree(measured: &Measured) -> Vec<(&'static str, f64)> {
    let same = measured.moved.is_none() && !measured.outside;
    match (&measured.counts, measured.traced_entries, &measured.hardware) {
        (Some(counts), Some(entries), Some(hardware)) if same => agreement(counts, entries, hardware),
        _ => Vec::new(),
    }
}

/// What the model counted, by name; figures of a level that the machine does not have are left out.
pub(super) fn model_figures(counts: &Counts, machine: &Machine) -> Vec<(&'static str, u64)> {
    let has_l2 = machine.l2.is_some();
    let named = Counts::NAMES.iter().copied().zip(counts.values());
    named.filter(|(name, _)| has_l2 || !name.starts_with("l2_")).collect()
}

/// Who counted, on which machine, and why nobody better did.
pub(super) fn counters_line(
    request: &Request<'_>,
    machine_name: &str,
    timed: &[Record],
    total: Option<&Total>,
    seen: Option<&Seen>,
    untraced: Option<&str>,
) -> String {
    let hardware = timed.first().map(|record| &record.hardware);
    let failure = hardware.and_then(|hardware| hardware.failure.as_ref()).map(|failure| failure.words());
    let counted = timed.iter().any(|record| record.sites.iter().any(|site| site.counters.cycles.is_some()));
    let beside = match (counted, failure) {
        (true, _) => "hardware counters beside it".to_owned(),
        (false, Some(failure)) => failure,
        (false, None) if hardware.is_some_and(|hardware| hardware.never_scheduled) => {
            "hardware counters never got onto the processor".to_owned()
        }
        (false, None) => "no hardware counters".to_owned(),
    };
    match (total, request.backend) {
        (Some(total), _) => {
            let share = seen.map(|seen| seen.traced);
            let seen = total.counts.accesses();
            let known = total.coverage.lost + seen;
            let unbooked = match total.coverage.lost {
                0 => String::new(),
                lost => format!(", {} more could not be booked", percent(lost as f64 / known as f64)),
            };
            let share = share.map(|share| format!(", in code that has {} of the time", percent(share)));
            let share = share.unwrap_or_default();
            format!("built-in model of {machine_name} ({beside}); {} accesses traced{share}{unbooked}", millions(seen))
        }
        (None, Backend::Hardware) => "the processor's".to_owned(),
        (None, _) => format!("time only: {} ({beside})", untraced.unwrap_or("no trace")),
    }
}

/// A number of things that are many, in words.
pub(super) fn millions(number: u64) -> String {
    match number {
        0..10_000 => number.to_string(),
        10_000..1_000_000 => format!("{} thousand", number / 1000),
        1_000_000..1_000_000_000 => format!("{:.1} million", number as f64 / 1e6),
        _ => format!("{:.1} billion", number as f64 / 1e9),
    }
}

/// `--backend hardware` is an error where there are none.
pub(super) fn demand_hardware(timed: &[Record]) -> Result<(), Error> {
    let opened =
        |record: &Record| record.hardware.opened.iter().any(|event| event == "cycles" || event == "instructions");
    if timed.iter().any(opened) {
        return Ok(());
    }
    let failure = timed.iter().find_map(|record| record.hardware.failure.as_ref());
    let why = failure.map_or_else(|| "no hardware event could be opened".to_owned(), |failure| failure.words());
    Err(Error::Backend { backend: "hardware", why })
}

/// Texts of the files with sites, for line numbers.
#[derive(Default)]
struct Lines(BTreeMap<Utf8PathBuf, String>);

impl Lines {
    fn line(&mut self, evidence: &Evidence<'_>, site: &Site) -> u32 {
        self.line_at(evidence, site, site.span.start)
    }

    /// The line that a byte of the site's file is on.
    fn line_at(&mut self, evidence: &Evidence<'_>, site: &Site, at: u32) -> u32 {
        let path = evidence.request.metadata.workspace_root.join(&site.file);
        let text = self.0.entry(path.clone()).or_insert_with(|| fs::read_to_string(&path).unwrap_or_default());
        line_of(text, at)
    }
}

/// The line, from 1, that a byte is on.
pub(super) fn line_of(text: &str, at: u32) -> u32 {
    1 + text.bytes().take(at as usize).filter(|byte| *byte == b'\n').count() as u32
}
