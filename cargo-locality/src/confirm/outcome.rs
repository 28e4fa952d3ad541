//! What a confirmation found out, as data.
use std::time::Duration;

use serde::{Serialize, Serializer};

use super::Error;
pub use super::loads::{LoadsSampled, OfSource};
use super::sharing::Shared;

mod memory;

pub use memory::{Allocations, BeforeAfter, Blocks, LargestBlock, LeastMost, Neighbours, Pages, Resident, Slots};

/// What a confirmation found out.
#[derive(Debug, Default)]
pub struct Outcome {
    /// What was run, in words (`bench solve of heat (bench profile)`).
    pub workload: String,
    /// What counted, in words.
    pub counters: String,
    /// How long building took.
    pub build: Duration,
    /// How long the timed run took.
    pub timed_run: Option<Duration>,
    /// How long the traced run took.
    pub traced_run: Option<Duration>,
    /// What has to be known beside the verdicts, one sentence each (guards lost, a run that failed, …).
    pub notes: Vec<String>,
    /// How the workload failed although it left a record: there are verdicts, but the tool has not done its work.
    pub failed: Option<Error>,
    /// One verdict for each finding that has a site, ranked: what is worst comes first.
    pub findings: Vec<Judged>,
    /// Findings without a site: no code of this workspace walks their data.
    pub without_site: usize,
    /// One for each site.
    pub sites: Vec<SiteOutcome>,
    /// Lines that threads took from each other, the most costly first.
    pub shared: Vec<Shared>,
}

/// The verdict on a finding.
#[derive(Clone, Debug)]
pub struct Judged {
    /// Index into the report's findings.
    pub finding: usize,
    /// Its worst site's verdict.
    pub verdict: Verdict,
    /// Indices into [`Outcome::sites`]; the worst comes first.
    pub sites: Vec<usize>,
}

/// What is to be thought of a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// The workload never ran it.
    NotReached,
    /// It costs nothing that matters.
    Refuted,
    /// The machine cannot tell.
    Inconclusive,
    /// It costs.
    Confirmed,
}

impl Verdict {
    /// The word for it.
    pub fn name(self) -> &'static str {
        match self {
            Verdict::NotReached => "not reached",
            Verdict::Refuted => "refuted",
            Verdict::Inconclusive => "inconclusive",
            Verdict::Confirmed => "confirmed",
        }
    }
}

impl Serialize for Verdict {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

/// What was seen at a site: the `locality-site` object of the contract. What is not known is left out.
#[derive(Clone, Debug, Serialize)]
pub struct SiteOutcome {
    /// Always `locality-site`.
    pub reason: &'static str,
    /// Id of the site.
    pub site: String,
    /// The lint that asked.
    pub lint: String,
    /// Package that the site lies in.
    pub package: String,
    /// File, relative to the workspace root.
    pub file: String,
    /// Line, from 1.
    pub line: u32,
    /// The verdict.
    pub verdict: Verdict,
    /// What led to it, in plain words.
    pub why: String,
    /// Share of the program's time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub time_share: Option<f64>,
    /// Outermost entries.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub entries: Option<u64>,
    /// What could be saved.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub avoidable: Option<Avoidable>,
    /// What was counted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub counters: Option<SiteCounters>,
    /// What the processor and the operating system counted around its entries in the timed run, where the counters above
    /// are the model's. Figures of the processor are absent where it could not be asked; where the
    /// guard was [hoisted](Self::hoisted) they are those of what it went to.
    #[serde(skip_serializing_if = "Vec::is_empty", serialize_with = "as_map")]
    pub hardware: Vec<(&'static str, u64)>,
    /// Where its loads were answered from, where the processor samples them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub loads_sampled: Option<LoadsSampled>,
    /// How many times as much an entry costs by the model as by the processor, figure by figure: 1 where they agree. They
    /// should where `host` is modelled; another machine than this one has other misses.
    #[serde(skip_serializing_if = "Vec::is_empty", serialize_with = "as_map")]
    pub agreement: Vec<(&'static str, f64)>,
    /// Where its guard went, if it could not stay.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hoisted: Option<Hoisted>,
    /// How much of the program's traffic was seen.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub coverage: Option<SiteCoverage>,
    /// Whose its L1d misses are.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub split: Option<Split>,
    /// The lines of source that most of its L1d misses come from, the worst first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub lines: Vec<LineShare>,
    /// What of the hash maps that it walks is empty.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub slots: Option<Slots>,
    /// How far apart the lines lie that it fetched one after the other.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub neighbours: Option<Neighbours>,
    /// What it touched of the large blocks of memory that it walked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub blocks: Option<Blocks>,
    /// What was allocated in it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub allocations: Option<Allocations>,
    /// What memory was resident before it was entered, and after it was left.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub resident: Option<Resident>,
}

/// Where the guard of a site went that could not stay around it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Hoisted {
    /// Why, in plain words.
    pub why: &'static str,
    /// `loop` or `function`: what hardware counters were read around. Absent where nothing is left that could hold a guard.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<&'static str>,
    /// The line that it starts on, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<u32>,
}

impl Hoisted {
    /// What its counters were read around, in words.
    pub fn place(&self) -> Option<String> {
        Some(format!("the {} around it, line {}", self.to?, self.line?))
    }
}

/// What could be saved, as shares.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Avoidable {
    /// Of the site's modelled cycles.
    pub site: f64,
    /// Of the program's time.
    pub program: f64,
}

/// What was counted at a site.
#[derive(Clone, Debug, Default, Serialize)]
pub struct SiteCounters {
    /// `model`, `hardware`, or `time` where neither counted.
    pub backend: &'static str,
    /// The machine that was modelled, as a full specification.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub machine: Option<String>,
    /// Every figure by its name.
    #[serde(flatten, serialize_with = "as_map")]
    pub figures: Vec<(&'static str, u64)>,
}

/// How much of the memory traffic was seen.
#[derive(Clone, Debug, Serialize)]
pub struct SiteCoverage {
    /// Of whose: the `site`'s own and of all that it calls, or of the whole `program`'s where too few samples fell into the
    /// site to tell.
    pub of: &'static str,
    /// Accesses that ran through the model.
    pub traced: u64,
    /// Accesses that did not: those that called the probe and could not be booked, and an estimate of those that never
    /// call, where the timed run tells how long the program is in code that is not traced. Absent where neither is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub untraced: Option<u64>,
    /// The share of its time that passes in code which is traced.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub share: Option<f64>,
    /// The samples of the timed run that this rests on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub samples: Option<u64>,
    /// What is not seen.
    pub reasons: Vec<UntracedReason>,
}

/// Something that the trace does not see.
#[derive(Clone, Debug, Default, Serialize)]
pub struct UntracedReason {
    /// What, in plain words.
    pub reason: String,
    /// The share of the accesses of traced code that it is, at most, where that is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub accesses_at_most: Option<f64>,
    /// The share of the time that passes in it, where that is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub share: Option<f64>,
}

/// Shares of a site's L1d misses.
#[derive(Clone, Debug, Serialize)]
pub struct Split {
    /// What containers do for themselves: control bytes, links, headers, counts.
    pub container: f64,
    /// Elements.
    pub user: f64,
    /// The functions of containers with most of their share, the worst first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub functions: Vec<FunctionShare>,
}

/// A function's share of a site's L1d misses.
#[derive(Clone, Debug, Serialize)]
pub struct FunctionShare {
    /// Its path, without generic arguments.
    pub function: String,
    /// The share.
    pub share: f64,
}

/// A line's share of a site's L1d misses.
#[derive(Clone, Debug, Serialize)]
pub struct LineShare {
    /// Its file, relative to the workspace root where it lies inside.
    pub file: String,
    /// The line, from 1.
    pub line: u32,
    /// The share.
    pub share: f64,
    /// The misses.
    pub l1d_misses: u64,
    /// How far apart the lines lie that it fetched one after the other.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub neighbours: Option<Neighbours>,
}

fn as_map<K: Serialize, V: Serialize, S: Serializer>(figures: &[(K, V)], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_map(figures.iter().map(|(name, value)| (name, value)))
}
