//! What was seen at a site: the `locality-site` object of the contract.
use locality_lints::report::Site;
use locality_probe::counts::Counts;
use locality_probe::machine::Machine;
use locality_probe::record;
use serde::Serialize;

use super::as_map;
use crate::report::coverage::{self, Gap};
use crate::report::evidence::{self, Agreement, Counted, Evidence, LoadSource, LoadsSampled};
use crate::report::interval::Interval;
use crate::report::memory;
use crate::words;

#[derive(Serialize)]
pub(super) struct Line<'a> {
    reason: &'static str,
    site: &'a str,
    lint: &'a str,
    /// The findings that it is about, by their ids.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    findings: Vec<&'a str>,
    /// The site of another lint at the same place, told before: the figures are the place's.
    #[serde(skip_serializing_if = "Option::is_none")]
    same_place_as: Option<&'a str>,
    package: &'a str,
    file: &'a str,
    line: u32,
    verdict: &'static str,
    why: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    time_share: Option<f64>,
    time_ns: Option<u64>,
    /// The least and the most that it may be.
    #[serde(skip_serializing_if = "Option::is_none")]
    time_within: Option<[f64; 2]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    entries: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    kernel: Option<Kernel>,
    #[serde(skip_serializing_if = "Option::is_none")]
    avoidable: Option<Avoidable>,
    #[serde(skip_serializing_if = "Option::is_none")]
    counters: Option<Counters>,
    #[serde(skip_serializing_if = "Vec::is_empty", serialize_with = "as_map")]
    hardware: Vec<(&'static str, u64)>,
    #[serde(skip_serializing_if = "Option::is_none")]
    loads_sampled: Option<Loads>,
    #[serde(skip_serializing_if = "Vec::is_empty", serialize_with = "as_map")]
    agreement: Vec<(&'static str, f64)>,
    #[serde(skip_serializing_if = "Option::is_none")]
    hoisted: Option<Hoisted>,
    #[serde(skip_serializing_if = "Option::is_none")]
    subject: Option<OfSubject>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    elsewhere: Vec<LineShare<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    coverage: Option<Coverage>,
    #[serde(skip_serializing_if = "Option::is_none")]
    split: Option<Split<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    lines: Vec<LineShare<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    slots: Option<Slots>,
    #[serde(skip_serializing_if = "Option::is_none")]
    neighbours: Option<Neighbours<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    blocks: Option<Blocks>,
    #[serde(skip_serializing_if = "Option::is_none")]
    allocations: Option<Allocations>,
    #[serde(skip_serializing_if = "Option::is_none")]
    resident: Option<Resident>,
}

impl<'a> Line<'a> {
    /// Of a site that starts on `line` and that `findings` are about; `first` is another one at the same place.
    pub(super) fn of(
        evidence: &'a Evidence,
        (site, first): (&'a Site, Option<&'a Site>),
        line: u32,
        findings: Vec<&'a str>,
    ) -> Line<'a> {
        Line {
            reason: "locality-site",
            site: site.id.as_str(),
            lint: site.lint.as_str(),
            findings,
            same_place_as: first.map(|first| first.id.as_str()),
            package: site.id.package(),
            file: site.file.as_str(),
            line,
            verdict: words::verdict(evidence.verdict),
            why: words::reason(&evidence.reason, &site.guard),
            time_share: evidence.time_share,
            time_ns: evidence.time_ns,
            time_within: evidence.time_within.map(|Interval { least, most }| [least, most]),
            entries: evidence.entries,
            kernel: evidence.kernel.map(Kernel::of),
            avoidable: evidence.avoidable.map(|evidence::Avoidable { site, program }| Avoidable { site, program }),
            counters: evidence.counted.as_ref().map(Counters::of),
            hardware: evidence.hardware.as_ref().map(named).unwrap_or_default(),
            loads_sampled: evidence.loads_sampled.as_ref().map(Loads::of),
            agreement: agreement(&evidence.agreement),
            hoisted: evidence.hoisted.map(Hoisted::of),
            subject: evidence.subject.as_ref().map(OfSubject::of),
            elsewhere: evidence.elsewhere.iter().map(LineShare::of).collect(),
            coverage: evidence.coverage.as_ref().map(Coverage::of),
            split: evidence.split.as_ref().map(Split::of),
            lines: evidence.lines.iter().map(LineShare::of).collect(),
            slots: evidence.slots.map(|memory::Slots { visited, used_at_most }| Slots { visited, used_at_most }),
            neighbours: evidence.neighbours.as_ref().map(Neighbours::of),
            blocks: evidence.blocks.map(Blocks::of),
            allocations: evidence.allocations.map(Allocations::of),
            resident: evidence.resident.map(Resident::of),
        }
    }
}

/// What of the time is the kernel's.
#[derive(Serialize)]
pub(super) struct Kernel {
    #[serde(skip_serializing_if = "Option::is_none")]
    share: Option<f64>,
    page_faults: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    page_faults_share: Option<f64>,
}

impl Kernel {
    pub(super) fn of(kernel: coverage::Kernel) -> Self {
        let coverage::Kernel { share, faults, faults_share } = kernel;
        Self { share, page_faults: faults, page_faults_share: faults_share }
    }
}

#[derive(Serialize)]
struct Avoidable {
    site: f64,
    program: f64,
}

/// What falls on the data that the finding is about.
#[derive(Serialize)]
struct OfSubject {
    is_seen: bool,
    share: f64,
    unsure: f64,
    payload: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    moves: Option<Moves>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    hops: Vec<u64>,
    #[serde(flatten, serialize_with = "as_map")]
    figures: Vec<(&'static str, u64)>,
}

/// Elements that are moved, so often, and the bytes of all moves.
#[derive(Serialize)]
struct Moves {
    times: u64,
    bytes: u64,
}

impl OfSubject {
    fn of(subject: &evidence::OfSubject) -> OfSubject {
        let evidence::OfSubject { is_seen, counts, share, unsure, payload, saved, spared, hops } = *subject;
        let told = hops.iter().rposition(|misses| *misses > 0).map_or(0, |last| last + 1);
        let moves = match saved {
            evidence::Saved::Moves { times, bytes } => Some(Moves { times, bytes }),
            _ => None,
        };
        let figures = [
            ("l1d_misses", counts.l1d_misses),
            ("l1d_first", counts.l1d_first),
            ("l2_misses", counts.l2_misses),
            ("llc_misses", counts.llc_misses),
            ("dtlb_misses", counts.dtlb_misses),
            ("page_walks", counts.page_walks),
            ("bytes_used", counts.bytes_used),
            ("bytes_fetched", counts.bytes_fetched),
            ("empty_slot_loads", spared.loads),
        ];
        OfSubject { is_seen, share, unsure, payload, moves, hops: hops[..told].to_vec(), figures: figures.into() }
    }
}

#[derive(Serialize)]
pub(super) struct Counters {
    /// `model`, `hardware`, or `time` where neither counted.
    backend: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    machine: Option<String>,
    #[serde(flatten, serialize_with = "as_map")]
    figures: Vec<(&'static str, u64)>,
}

impl Counters {
    fn of(counted: &Counted) -> Counters {
        match counted {
            Counted::Model { machine, counts, lines_touched } => Counters::of_model(counts, machine, *lines_touched),
            Counted::Hardware(counters) => Counters { backend: "hardware", machine: None, figures: named(counters) },
            Counted::Time(counters) => Counters { backend: "time", machine: None, figures: named(counters) },
        }
    }

    /// Figures of a level that the machine does not have are left out.
    pub(super) fn of_model(counts: &Counts, machine: &Machine, lines_touched: Option<u64>) -> Counters {
        let has_l2 = machine.l2.is_some();
        let named = Counts::NAMES.iter().copied().zip(counts.values());
        let figures = named.filter(|(name, _)| has_l2 || !name.starts_with("l2_"));
        let figures = figures.chain(lines_touched.map(|lines| ("lines_touched", lines)));
        Counters { backend: "model", machine: Some(machine.to_string()), figures: figures.collect() }
    }
}

fn named(counters: &record::Counters) -> Vec<(&'static str, u64)> {
    counters.entries().filter_map(|(name, value)| Some((name, value?))).collect()
}

fn agreement(agreement: &Agreement) -> Vec<(&'static str, f64)> {
    let Agreement { l1d_misses, llc_misses, page_walks, remote_dram } = *agreement;
    let all = [
        ("l1d_misses", l1d_misses),
        ("llc_misses", llc_misses),
        ("page_walks", page_walks),
        ("remote_dram", remote_dram),
    ];
    all.into_iter().filter_map(|(name, ratio)| Some((name, ratio?))).collect()
}

#[derive(Serialize)]
struct Loads {
    samples: u64,
    pages: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    cycles: Option<f64>,
    #[serde(serialize_with = "as_map")]
    sources: Vec<(&'static str, OfSource)>,
}

#[derive(Serialize)]
struct OfSource {
    share: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    cycles: Option<f64>,
}

impl Loads {
    fn of(loads: &LoadsSampled) -> Loads {
        let LoadsSampled { samples, pages, cycles, sources } = loads;
        let name = |source| match source {
            LoadSource::L1d => "l1d",
            LoadSource::Underway => "underway",
            LoadSource::L2 => "l2",
            LoadSource::Llc => "llc",
            LoadSource::OtherCore => "other_core",
            LoadSource::Memory => "memory",
            LoadSource::Remote => "remote",
        };
        let sources =
            sources.iter().map(|(source, of)| (name(*source), OfSource { share: of.share, cycles: of.cycles }));
        Loads { samples: *samples, pages: *pages, cycles: *cycles, sources: sources.collect() }
    }
}

#[derive(Serialize)]
struct Hoisted {
    why: &'static str,
    /// `loop` or `function`.
    #[serde(skip_serializing_if = "Option::is_none")]
    to: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<u32>,
}

impl Hoisted {
    fn of(hoisted: evidence::Hoisted) -> Hoisted {
        Hoisted {
            why: words::hoisted_why(hoisted.why),
            to: hoisted.to.map(|to| if to.is_loop { "loop" } else { "function" }),
            line: hoisted.to.map(|to| to.line),
        }
    }
}

#[derive(Serialize)]
pub(super) struct Coverage {
    of: &'static str,
    traced: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    untraced: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    share: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    samples: Option<u64>,
    reasons: Vec<Reason>,
}

#[derive(Serialize)]
struct Reason {
    reason: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    accesses_at_most: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    share: Option<f64>,
}

impl Coverage {
    pub(super) fn of(coverage: &coverage::Coverage) -> Coverage {
        let reason = |gap: &Gap| {
            let (accesses_at_most, share) = match gap {
                Gap::Code(_, share) => (None, *share),
                Gap::Stack(most) | Gap::Gathered(most) => (*most, None),
            };
            Reason { reason: words::gap(gap), accesses_at_most, share }
        };
        Coverage {
            of: words::of(coverage.of),
            traced: coverage.traced,
            untraced: coverage.untraced,
            share: coverage.share,
            samples: coverage.samples,
            reasons: coverage.gaps.iter().map(reason).collect(),
        }
    }
}

#[derive(Serialize)]
struct Split<'a> {
    container: f64,
    user: f64,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    functions: Vec<FunctionShare<'a>>,
}

#[derive(Serialize)]
struct FunctionShare<'a> {
    function: &'a str,
    share: f64,
}

impl<'a> Split<'a> {
    fn of(split: &'a evidence::Split) -> Split<'a> {
        let functions = split.functions.iter();
        let functions = functions.map(|one| FunctionShare { function: &one.function, share: one.share });
        Split { container: split.container, user: split.user, functions: functions.collect() }
    }
}

#[derive(Serialize)]
struct LineShare<'a> {
    file: &'a str,
    line: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    function: Option<&'a str>,
    share: f64,
    l1d_misses: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    neighbours: Option<Neighbours<'a>>,
}

impl<'a> LineShare<'a> {
    fn of(line: &'a evidence::LineShare) -> LineShare<'a> {
        LineShare {
            file: &line.file,
            line: line.line,
            function: line.function.as_deref(),
            share: line.share,
            l1d_misses: line.l1d_misses,
            neighbours: line.neighbours.as_ref().map(Neighbours::of),
        }
    }
}

#[derive(Serialize)]
struct Slots {
    visited: u64,
    used_at_most: u64,
}

#[derive(Serialize)]
pub(super) struct Neighbours<'a> {
    steps: u64,
    same_page: f64,
    median: u64,
    #[serde(serialize_with = "as_map")]
    sizes: &'a [(u64, u64)],
}

impl<'a> Neighbours<'a> {
    pub(super) fn of(neighbours: &'a memory::Neighbours) -> Neighbours<'a> {
        let memory::Neighbours { steps, same_page, median, sizes } = neighbours;
        Neighbours { steps: *steps, same_page: *same_page, median: *median, sizes }
    }
}

#[derive(Serialize)]
struct Blocks {
    count: u64,
    bytes: u64,
    used_at_most: u64,
    largest: LargestBlock,
}

#[derive(Serialize)]
struct LargestBlock {
    bytes: u64,
    used_at_most: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    pages: Option<Pages>,
}

#[derive(Serialize)]
struct Pages {
    resident: u64,
    huge: u64,
}

impl Blocks {
    fn of(blocks: memory::Blocks) -> Blocks {
        let memory::LargestBlock { bytes, used_at_most, pages } = blocks.largest;
        let pages = pages.map(|memory::Pages { resident, huge }| Pages { resident, huge });
        let largest = LargestBlock { bytes, used_at_most, pages };
        Blocks { count: blocks.count, bytes: blocks.bytes, used_at_most: blocks.used_at_most, largest }
    }
}

#[derive(Serialize)]
struct Allocations {
    count: u64,
    bytes: u64,
    pages_spanned: u64,
    pages_needed: u64,
    reallocations: u64,
    copied: u64,
}

impl Allocations {
    fn of(made: memory::Allocations) -> Allocations {
        let memory::Allocations { count, bytes, pages_spanned, pages_needed, reallocations, copied } = made;
        Allocations { count, bytes, pages_spanned, pages_needed, reallocations, copied }
    }
}

#[derive(Serialize)]
struct Resident {
    asked: u64,
    before: LeastMost,
    after: LeastMost,
    last: BeforeAfter,
    rose_at_most: u64,
    fell_at_most: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    peak: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    at_end: Option<u64>,
}

#[derive(Serialize)]
struct LeastMost {
    least: u64,
    most: u64,
}

#[derive(Serialize)]
struct BeforeAfter {
    before: u64,
    after: u64,
}

impl Resident {
    fn of(resident: memory::Resident) -> Resident {
        let range = |memory::LeastMost { least, most }| LeastMost { least, most };
        let memory::Resident { asked, before, after, last, rose_at_most, fell_at_most, peak, at_end } = resident;
        Resident {
            asked,
            before: range(before),
            after: range(after),
            last: BeforeAfter { before: last.before, after: last.after },
            rose_at_most,
            fell_at_most,
            peak,
            at_end,
        }
    }
}
