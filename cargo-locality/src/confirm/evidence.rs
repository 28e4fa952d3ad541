//! What all runs have shown, site by site, and the verdicts on findings that follow from it.
use std::collections::HashMap;

use camino::Utf8PathBuf;
use locality_lints::report::{Report, Saves, Site, SiteId, Subject, Work};
use locality_probe::counts::Counts;
use locality_probe::machine::Machine;
use locality_probe::record::{self, Distances, Record};

use super::agreement::agreement;
use super::attribute::{Measured, Shares, Total};
use super::cost::cycles;
use super::coverage::Sampled;
use super::hoist::Moved;
use super::kernel::{self, InKernel};
use super::overlay::GuardId;
use super::sampling::Samples;
use super::subject;
use super::verdict::{self, Figures};
use super::{Backend, Error, Request, time};
use crate::report::coverage::{Coverage, Gap, Of, Seen, Untraced};
use crate::report::evidence::{
    Agreement, Counted, Evidence, FunctionShare, Hoisted, Judged, LineShare, LoadsSampled, OfSubject, Saved, Split,
    Surrounding, Verdict,
};
use crate::report::memory::{Allocations, Blocks, Neighbours, Resident, Slots};
use crate::report::reason::Lost;
use crate::report::run::{Beside, Counter, Counting, NoTrace};
use crate::report::{Confirmation, line};

/// All that verdicts rest on.
pub(super) struct Runs<'a> {
    pub(super) request: &'a Request<'a>,
    pub(super) machine: &'a Machine,
    pub(super) sites: &'a [&'a Site],
    pub(super) measured: &'a [Measured],
    pub(super) total: &'a Total,
    /// Why there is no trace; none where there is one.
    pub(super) untraced: Option<NoTrace>,
    /// How much of the program and of each site the trace sees, and what time they take, where the timed run tells.
    pub(super) sampled: Sampled,
    /// The timed run was stopped before its end.
    pub(super) is_stopped: bool,
    /// The machine is this computer, or what stands for it where none is named.
    pub(super) is_near: bool,
    /// A run goes on for a time, or was stopped, so that two of them do not do the same.
    pub(super) is_bounded: bool,
    /// Where the time of the timed run passed.
    pub(super) samples: &'a Samples,
    /// What the processor sampled of each site's loads.
    pub(super) loads: Vec<Option<LoadsSampled>>,
    /// Sites without a guard, and why.
    pub(super) lost: &'a std::collections::BTreeMap<GuardId, Lost>,
}

/// Bytes of a page that allocations are counted by.
const PAGE: u64 = 4096;

/// So many functions and lines of a site are told.
const SHOWN: usize = 3;

/// Judges every site, then every finding by its worst site; ranks them.
pub(super) fn judge(runs: &Runs<'_>, into: &mut Confirmation) {
    let of_site = |site: &Site| {
        let number = runs.sites.iter().position(|first| first.is_where(site))?;
        Some(Evidence { site: site.id.clone(), ..evidence(runs, number, site) })
    };
    into.evidence = runs.request.report.sites.iter().filter_map(of_site).collect();
    into.verdicts = verdicts(runs.request.report, &into.evidence);
}

/// The first site of each place, in order: what is measured is the place, whichever lints ask.
pub(super) fn places(sites: &[Site]) -> Vec<&Site> {
    let mut places: Vec<&Site> = Vec::with_capacity(sites.len());
    for site in sites {
        if !places.iter().any(|first| first.is_where(site)) {
            places.push(site);
        }
    }
    places
}

fn verdicts(report: &Report, evidence: &[Evidence]) -> Vec<Judged> {
    let by_site: HashMap<&SiteId, &Evidence> = evidence.iter().map(|of_site| (&of_site.site, of_site)).collect();
    let mut ranked: Vec<(&Evidence, Judged)> = Vec::new();
    for finding in &report.findings {
        let mut sites: Vec<&Evidence> = finding.sites.iter().filter_map(|id| by_site.get(id).copied()).collect();
        sites.sort_by(|one, other| compare(one, other));
        if let Some(worst) = sites.first() {
            let sites = sites.iter().map(|of_site| of_site.site.clone()).collect();
            ranked.push((worst, Judged { finding: finding.id.clone(), verdict: worst.verdict, sites }));
        }
    }
    // Stable: findings that cost the same stay in the order in which the check ranked them.
    ranked.sort_by(|(one, _), (other, _)| compare(one, other));
    ranked.into_iter().map(|(_, judged)| judged).collect()
}

/// Worst first. Of those that are refuted it is the one that takes the most time whose reason matters.
fn compare(one: &Evidence, other: &Evidence) -> std::cmp::Ordering {
    let cost = |site: &Evidence| {
        let avoidable = site.avoidable.map_or(0.0, |avoidable| avoidable.program);
        let time = site.time_share.unwrap_or(0.0);
        if site.verdict == Verdict::Refuted { (time, avoidable) } else { (avoidable, time) }
    };
    let by_verdict = other.verdict.cmp(&one.verdict);
    let (a, b) = (cost(one), cost(other));
    by_verdict.then(b.0.total_cmp(&a.0)).then(b.1.total_cmp(&a.1))
}

fn evidence(runs: &Runs<'_>, number: usize, asked: &Site) -> Evidence {
    let about = &asked.subject;
    let site = runs.sites[number];
    let measured = &runs.measured[number];
    let subject = subject(runs, number, about);
    let of = OfData::of(measured, subject, runs.machine);
    let total = runs.total;
    let is_traced = runs.untraced.is_none();
    let lost = GuardId::of(number).and_then(|guard| runs.lost.get(&guard));
    let time = time::share(number, measured, total, &runs.sampled, is_traced);
    let (time_share, time_within) = (time.map(|time| time.share), time.map(|time| time.within));
    let stands = time::is_sampled(number, measured, total, &runs.sampled);
    let of_site = runs.sampled.sites.get(number).and_then(Option::as_ref).filter(|_| stands);
    let seen = of_site.or(runs.sampled.program.as_ref());
    // In the run that was timed every site without a record was never entered.
    let entries = if lost.is_some() { None } else { Some(measured.entries.unwrap_or(0)) };
    let OfData { split, slots, neighbours, blocks, lines_touched } = of;
    let counts = measured.counts.map(|counts| match &measured.shares {
        Some(shares) => shares.without_empty_slots(&counts, full_slots(shares, subject, &counts)),
        None => counts,
    });
    let elsewhere = subject.map(|subject| elsewhere(subject, runs.machine)).unwrap_or_default();
    let of_subject =
        subject.zip(measured.counts).map(|(subject, counts)| of_subject(subject, saved(asked, subject), &counts));
    let hoisted = measured.moved.as_ref().map(|moved| hoisted(runs.request.report, site, moved));
    let kernel = kernel::of_site(measured, total.kernel.as_ref(), runs.samples, of_site);
    let figures = Figures {
        kernel: InKernel::of(kernel.as_ref()),
        entries,
        is_left_out: !site.is_in_build,
        is_stopped: runs.is_stopped,
        time_share,
        time_within,
        program_ns: total.ns,
        traced_ns: traced_ns(runs, measured),
        counts,
        total: is_traced.then_some(total.counts),
        subject: of_subject,
        elsewhere: elsewhere.first().cloned(),
        lines_touched,
        split: split.clone(),
        slots,
        neighbours: neighbours.clone(),
        blocks,
        hardware: measured.hardware,
        hoisted: hoisted.and_then(|hoisted| hoisted.to),
        lost: lost.cloned(),
        untraced: runs.untraced.clone(),
        seen: seen.cloned(),
    };
    let judgement = verdict::judge(&figures, runs.machine, &runs.request.thresholds);
    let is_reached = judgement.verdict != Verdict::NotReached;
    // What could not be booked is known of the whole program only.
    let (traffic, known) = match (seen, &measured.counts) {
        (Some(Seen { of: Of::Site, .. }), Some(counts)) => (*counts, record::Coverage::default()),
        _ => (total.counts, total.coverage),
    };
    let coverage = is_traced.then(|| coverage(&traffic, &known, seen));
    Evidence {
        site: site.id.clone(),
        verdict: judgement.verdict,
        reason: judgement.reason,
        time_share: time_share.filter(|_| is_reached),
        time_ns: time_share.filter(|_| is_reached).map(|share| (share * total.ns as f64) as u64),
        time_within: time_within.filter(|_| is_reached),
        entries,
        kernel: kernel.filter(|_| is_reached),
        avoidable: judgement.avoidable,
        counted: counted(runs.machine, measured, counts).filter(|_| is_reached),
        hardware: measured.hardware.filter(|_| is_reached && measured.counts.is_some()),
        loads_sampled: runs.loads.get(number).cloned().flatten().filter(|_| is_reached),
        agreement: if is_reached { agree(measured) } else { Agreement::default() },
        hoisted,
        coverage: coverage.filter(|_| is_reached),
        subject: of_subject.filter(|_| is_reached),
        elsewhere,
        split,
        lines: measured.shares.as_ref().map(|shares| worst_lines(shares, runs.machine)).unwrap_or_default(),
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

/// The time of the program, for as much as the traced run did of a site: it may enter it more or less often than the timed one.
fn traced_ns(runs: &Runs<'_>, measured: &Measured) -> Option<f64> {
    // Of what threads do that it hands work to its clock says nothing.
    let ns = Some(runs.total.ns as f64).filter(|_| runs.is_near && !measured.outside)?;
    match (measured.entries, measured.traced_entries) {
        (Some(timed), Some(traced)) if timed > 0 => Some(ns * traced as f64 / timed as f64),
        _ => (!runs.is_bounded).then_some(ns),
    }
}

/// What falls on the data that a site's finding is about; `None` where that is all, or nothing was traced.
fn subject<'r>(runs: &Runs<'r>, number: usize, about: &Subject) -> Option<&'r subject::Subject> {
    let subjects = subject::of_place(runs.request.report, runs.sites[number]);
    let nth = subjects.iter().position(|one| *one == about).filter(|_| *about != Subject::Everything)?;
    runs.measured[number].subjects.get(nth)
}

fn of_subject(subject: &subject::Subject, saved: Saved, all: &Counts) -> OfSubject {
    // Work that hits is done, too.
    let events = |counts: &Counts| if saved.is_work() { counts.accesses() } else { counts.l1d_misses };
    let share = |counts: &Counts| (events(counts) as f64 / events(all).max(1) as f64).min(1.0);
    OfSubject {
        is_seen: subject.own > 0 && !matches!(saved, Saved::Moves { times: 0, .. }),
        counts: subject.shares.without_empty_slots(&subject.counts, full_slots(&subject.shares, Some(subject), all)),
        share: share(&subject.counts),
        unsure: share(&subject.unsure),
        payload: share(&subject.payload),
        saved,
        spared: subject.shares.of_empty_slots(full_slots(&subject.shares, Some(subject), all)),
        hops: subject.hops,
    }
}

/// What the rewrite of a site's finding saves of what was counted on its data.
fn saved(site: &Site, subject: &subject::Subject) -> Saved {
    match (&site.subject, site.saves) {
        (Subject::Work { what: Work::LookUps, .. }, _) => Saved::LookUps,
        (Subject::Work { what: Work::Moves, .. }, _) => {
            Saved::Moves { times: subject.moves, bytes: subject.counts.stores * subject::COPIED }
        }
        (_, Saves::Lines { now, after }) => Saved::Lines(1.0 - (after as f64 / now.max(1) as f64).min(1.0)),
        (_, Saves::Searched) => Saved::Searched,
        (_, Saves::Order) => Saved::Order,
        (_, Saves::Independent) => Saved::Independent,
        (_, Saves::Dispatched) => Saved::Dispatched(subject.hops[1]),
        (_, Saves::Hop) => Saved::Hop(first_hop(&subject.hops)),
        (_, Saves::Unused) => Saved::Unused,
    }
}

/// The share of the misses behind an address that are one address away.
fn first_hop(hops: &[u64; subject::HOPS]) -> f64 {
    match hops[1..].iter().sum::<u64>() {
        // How many addresses lead there is not known: at most all are.
        0 => 1.0,
        all => hops[1] as f64 / all as f64,
    }
}

/// So many of the slots that were looked at are full at most: so often an element was read. Where none is known to have been, as where
/// that was merged into other lines, it was no more often than `all` of the site loaded beside.
fn full_slots(shares: &Shares, subject: Option<&subject::Subject>, all: &Counts) -> u64 {
    match shares.user.loads.max(subject.map_or(0, |subject| subject.reads)) {
        0 => all.loads.saturating_sub(shares.control.loads),
        reads => reads,
    }
}

/// What is told of the data: of the finding's, where that is known.
struct OfData {
    split: Option<Split>,
    slots: Option<Slots>,
    neighbours: Option<Neighbours>,
    blocks: Option<Blocks>,
    lines_touched: Option<u64>,
}

impl OfData {
    fn of(measured: &Measured, subject: Option<&subject::Subject>, machine: &Machine) -> Self {
        let seen = subject.filter(|subject| subject.own > 0);
        let shares = seen.map_or(measured.shares.as_ref(), |subject| Some(&subject.shares));
        let slots = shares.filter(|shares| shares.slots > 0);
        let all = measured.counts.unwrap_or_default();
        // Its blocks have no more lines than that.
        let lines = |subject: &subject::Subject| subject.bytes.div_ceil(machine.l1d.line().into());
        let lines = seen.filter(|subject| subject.bytes > 0).map(lines);
        Self {
            split: shares.and_then(split),
            slots: slots.map(|shares| Slots { visited: shares.slots, used_at_most: full_slots(shares, seen, &all) }),
            neighbours: Neighbours::of(seen.map_or(&measured.distances, |subject| &subject.distances), machine),
            blocks: Blocks::of(seen.map_or(&measured.held, |subject| &subject.held)),
            lines_touched: measured.lines_touched.map(|all| lines.map_or(all, |lines| lines.min(all))),
        }
    }
}

/// The lines at which other data costs most; of a function outside of the workspace that nobody in it is known to have asked, one stands
/// for all.
fn elsewhere(subject: &subject::Subject, machine: &Machine) -> Vec<LineShare> {
    let own = subject.counts.l1d_misses + subject.payload.l1d_misses;
    let all = own + subject.elsewhere.values().map(|counts| counts.l1d_misses).sum::<u64>();
    let mut lines: Vec<(&subject::Line, Counts)> = Vec::new();
    for (at, counts) in &subject.elsewhere {
        let is_alike = |known: &subject::Line| {
            at.function.is_some() && known.function == at.function && at.file.is_absolute() && known.file.is_absolute()
        };
        match lines.iter_mut().find(|(known, _)| is_alike(known)) {
            Some((known, sum)) => {
                *known = (*known).min(at);
                *sum += *counts;
            }
            None => lines.push((at, *counts)),
        }
    }
    let cost = |counts: &Counts| cycles(counts, machine);
    lines.sort_by(|one, other| cost(&other.1).total_cmp(&cost(&one.1)).then(one.0.cmp(other.0)));
    let share = |(at, counts): (&subject::Line, Counts)| LineShare {
        file: at.file.to_string(),
        line: at.line,
        function: at.function.as_ref().map(ToString::to_string),
        share: counts.l1d_misses as f64 / all.max(1) as f64,
        l1d_misses: counts.l1d_misses,
        neighbours: None,
    };
    lines.into_iter().take(SHOWN).map(share).collect()
}

/// Where a guard went.
fn hoisted(report: &Report, site: &Site, moved: &Moved) -> Hoisted {
    let to = moved.to.as_ref().map(|(_, around)| Surrounding {
        is_loop: around.is_loop,
        line: line(report, &site.file, around.start).unwrap_or(1),
    });
    Hoisted { why: moved.why, to }
}

/// How much of the traffic of a program or a site the trace saw. As much traffic a second is assumed where it does not see as where it
/// does.
pub(super) fn coverage(counts: &Counts, known: &record::Coverage, seen: Option<&Seen>) -> Coverage {
    let traced = counts.accesses();
    let share = |seen: &Seen| Some(seen.of_program()).filter(|share| *share > 0.0);
    let unseen = seen.and_then(share).map(|share| traced as f64 * (1.0 / share - 1.0));
    let untraced = unseen.map(|unseen| unseen as u64 + known.lost);
    let mut gaps: Vec<Gap> = match seen {
        Some(seen) => seen.untraced.iter().map(|(code, share)| Gap::Code(code.clone(), Some(*share))).collect(),
        // What no pass of the compiler ever hands over.
        None => [Untraced::Std, Untraced::Foreign, Untraced::InlineAssembly].map(|code| Gap::Code(code, None)).into(),
    };
    let of_traced = seen.and_then(|seen| seen.unseen);
    gaps.push(Gap::Stack(of_traced.map(|unseen| unseen.stack)));
    // What is known to be nothing is no gap.
    let gathered = of_traced.map(|unseen| unseen.gathered);
    if gathered != Some(0.0) {
        gaps.push(Gap::Gathered(gathered));
    }
    Coverage {
        of: seen.map_or(Of::Program, |seen| seen.of),
        traced,
        untraced: untraced.or((known.lost > 0).then_some(known.lost)),
        share: seen.map(|seen| seen.traced),
        samples: seen.map(|seen| seen.samples),
        gaps,
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
        function: None,
        share: counts.l1d_misses as f64 / all as f64,
        l1d_misses: counts.l1d_misses,
        neighbours: Neighbours::of(distances, machine),
    };
    lines.into_iter().take(SHOWN).map(share).collect()
}

/// The model's figures, else what was counted at the guards of the timed run.
fn counted(machine: &Machine, measured: &Measured, counts: Option<Counts>) -> Option<Counted> {
    if let Some(counts) = counts {
        return Some(Counted::Model { machine: *machine, counts, lines_touched: measured.lines_touched });
    }
    let hardware = measured.hardware?;
    Some(if hardware.cycles.is_some() { Counted::Hardware(hardware) } else { Counted::Time(hardware) })
}

/// How far the model and the processor agree, if they counted the same.
fn agree(measured: &Measured) -> Agreement {
    let same = measured.moved.is_none() && !measured.outside;
    match (&measured.counts, measured.traced_entries, &measured.hardware) {
        (Some(counts), Some(entries), Some(hardware)) if same => agreement(counts, entries, hardware),
        _ => Agreement::default(),
    }
}

/// Who counted, on which machine, and why nobody better did.
pub(super) fn counting(runs: &Runs<'_>, machine_name: &str, timed: &[Record]) -> Counting {
    let by = match (&runs.untraced, runs.request.backend) {
        (None, _) => Counter::Model {
            name: machine_name.to_owned(),
            machine: *runs.machine,
            accesses: runs.total.counts.accesses(),
            unbooked: runs.total.coverage.lost,
            traced: runs.sampled.program.as_ref().map(|seen| seen.traced),
        },
        (Some(_), Backend::Hardware) => Counter::Hardware,
        (Some(why), _) => Counter::Time(why.clone()),
    };
    Counting { by, hardware: beside(timed) }
}

fn beside(timed: &[Record]) -> Beside {
    if timed.iter().any(|record| record.sites.iter().any(|site| site.counters.cycles.is_some())) {
        return Beside::Counted;
    }
    match timed.first().map(|record| &record.hardware) {
        Some(record::Hardware { failure: Some(failure), .. }) => {
            Beside::Refused { errno: failure.errno, operation: failure.operation.clone() }
        }
        Some(record::Hardware { never_scheduled: true, .. }) => Beside::NeverScheduled,
        _ => Beside::None,
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
