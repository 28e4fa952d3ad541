//! What runs have shown of a site, and what is to be thought of it.
use locality_lints::report::{FindingId, SiteId};
use locality_probe::counts::Counts;
use locality_probe::machine::Machine;
use locality_probe::record::Counters;
use serde::{Deserialize, Serialize};

use super::coverage::{Coverage, Kernel};
use super::figures;
use super::interval::Interval;
use super::memory::{Allocations, Blocks, Neighbours, Resident, Slots};
use super::reason::Reason;

/// What is to be thought of a finding or a site.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
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

/// The verdict on a finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Judged {
    /// Which.
    pub finding: FindingId,
    /// Its worst site's verdict.
    pub verdict: Verdict,
    /// Its sites; the worst comes first.
    pub sites: Vec<SiteId>,
}

/// What runs have shown of a site. What is not known is absent.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Evidence {
    /// Which.
    pub site: SiteId,
    /// The verdict.
    pub verdict: Verdict,
    /// What led to it.
    pub reason: Reason,
    /// Share of the program's time.
    pub time_share: Option<f64>,
    /// The processor time that this is, in nanoseconds.
    #[serde(default)]
    pub time_ns: Option<u64>,
    /// Where that share lies, as exactly as it is known.
    #[serde(default)]
    pub time_within: Option<Interval>,
    /// Outermost entries.
    pub entries: Option<u64>,
    /// What of it is the kernel's.
    #[serde(default)]
    pub kernel: Option<Kernel>,
    /// What could be saved.
    pub avoidable: Option<Avoidable>,
    /// What was counted.
    pub counted: Option<Counted>,
    /// What the processor and the operating system counted around its entries in the timed run, where what was counted is the
    /// model's. Where the guard was [hoisted](Self::hoisted) these are the figures of what it went to.
    #[serde(with = "figures::counters_if_any")]
    pub hardware: Option<Counters>,
    /// Where its loads were answered from, where the processor samples them.
    pub loads_sampled: Option<LoadsSampled>,
    /// How far the model and the processor agree.
    pub agreement: Agreement,
    /// Where its guard went, if it could not stay.
    pub hoisted: Option<Hoisted>,
    /// What of it falls on the data that the finding is about; none where that is all.
    #[serde(default)]
    pub subject: Option<OfSubject>,
    /// The lines that other data costs most at, the worst first.
    #[serde(default)]
    pub elsewhere: Vec<LineShare>,
    /// How much of the program's traffic was seen.
    pub coverage: Option<Coverage>,
    /// Whose its L1d misses are.
    pub split: Option<Split>,
    /// The lines of source that most of its L1d misses come from, the worst first.
    pub lines: Vec<LineShare>,
    /// What of the hash maps that it walks is empty.
    pub slots: Option<Slots>,
    /// How far apart the lines lie that it fetched one after the other.
    pub neighbours: Option<Neighbours>,
    /// What it touched of the large blocks of memory that it walked.
    pub blocks: Option<Blocks>,
    /// What was allocated in it.
    pub allocations: Option<Allocations>,
    /// What memory was resident before it was entered, and after it was left.
    pub resident: Option<Resident>,
}

/// What could be saved, as shares.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Avoidable {
    /// Of the site's modelled cycles.
    pub site: f64,
    /// Of the program's time.
    pub program: f64,
}

/// What of a site's traffic falls on the data that its finding is about.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct OfSubject {
    /// Whether an instruction was seen that is known to reach the data.
    pub is_seen: bool,
    /// What was counted on it.
    #[serde(with = "figures::counts")]
    pub counts: Counts,
    /// Its share of the site's L1d misses; of the accesses, where it is work.
    pub share: f64,
    /// The share of them of which it is not known.
    pub unsure: f64,
    /// The share of the site's L1d misses that is in what its elements own.
    #[serde(default)]
    pub payload: f64,
    /// What was counted of accesses that looked at empty slots of hash maps, which a walk over entries does not make.
    #[serde(default, with = "figures::counts")]
    pub spared: Counts,
    /// What of that the rewrite saves.
    #[serde(default)]
    pub saved: Saved,
    /// Its L1d misses, by how many addresses lead from block to block to where they are: none, one, two, more. All zeros where that is not
    /// known.
    #[serde(default)]
    pub hops: [u64; 4],
}

impl OfSubject {
    /// The share of its L1d misses to which so many addresses lead, or more.
    pub fn beyond(&self, hops: usize) -> f64 {
        let far = self.hops.iter().skip(hops).sum::<u64>();
        far as f64 / self.counts.l1d_misses.max(self.hops.iter().sum()).max(1) as f64
    }
}

/// What a rewrite saves of what was counted on a finding's data.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub enum Saved {
    /// What the bytes that are used would not have had to pay.
    #[default]
    Unused,
    /// The same, of loads whose addresses do not depend on what was loaded before.
    Independent,
    /// The same. With so many misses a call came that may not have been foreseen.
    Dispatched(u64),
    /// This share of it: a hop of several.
    Hop(f64),
    /// No more than that: in which order lines come data decides.
    Searched,
    /// No more than that: parts of it are visited in an order that stays.
    Order,
    /// This share of the lines that are fetched.
    Lines(f64),
    /// All of it, but what takes the place of moving elements so often: of all moves so many bytes.
    Moves {
        /// How often.
        times: u64,
        /// The bytes.
        bytes: u64,
    },
    /// All of it: it was looked up before.
    LookUps,
}

impl Saved {
    /// Whether it is work that is counted, and no data.
    pub fn is_work(self) -> bool {
        matches!(self, Saved::Moves { .. } | Saved::LookUps)
    }
}

/// What was counted at a site, and by whom.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Counted {
    /// By the model.
    Model {
        /// The machine that was modelled.
        #[serde(with = "figures::machine")]
        machine: Machine,
        /// The figures; those of a level that the machine does not have are 0 and mean nothing.
        #[serde(with = "figures::counts")]
        counts: Counts,
        /// Distinct lines touched, at most.
        lines_touched: Option<u64>,
    },
    /// By the processor, around its entries.
    Hardware(#[serde(with = "figures::counters")] Counters),
    /// By nobody but the operating system.
    Time(#[serde(with = "figures::counters")] Counters),
}

/// How many times as much an entry costs by the model as by the processor, figure by figure: 1 where they agree. They should where
/// `host` is modelled; another machine than this one has other misses. A figure that either did not count is absent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Agreement {
    /// L1d misses.
    pub l1d_misses: Option<f64>,
    /// Last-level misses.
    pub llc_misses: Option<f64>,
    /// Page walks.
    pub page_walks: Option<f64>,
    /// Loads from another node's memory.
    pub remote_dram: Option<f64>,
}

/// Where the guard of a site went that could not stay around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hoisted {
    /// Why.
    pub why: HoistedWhy,
    /// What hardware counters were read around; none where nothing is left that could hold a guard.
    pub to: Option<Surrounding>,
}

/// Why a guard cannot stay.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum HoistedWhy {
    /// Its site is entered so often that the guard is felt.
    TooOften,
    /// Each entry is too short for the processor's counters; the guard around the site stays, for the time.
    TooShort,
}

/// What stands around a site.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Surrounding {
    /// Whether it is a loop; else it is the function.
    pub is_loop: bool,
    /// The line that it starts on, from 1.
    pub line: u32,
}

/// Shares of a site's L1d misses.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Split {
    /// What containers do for themselves: control bytes, links, headers, counts.
    pub container: f64,
    /// Elements.
    pub user: f64,
    /// The functions of containers with most of their share, the worst first.
    pub functions: Vec<FunctionShare>,
}

/// A function's share of a site's L1d misses.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FunctionShare {
    /// Its path, without generic arguments.
    pub function: String,
    /// The share.
    pub share: f64,
}

/// A line's share of a site's L1d misses.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LineShare {
    /// Its file, relative to the workspace root where it lies inside.
    pub file: String,
    /// The line, from 1.
    pub line: u32,
    /// Its function, where it lies outside of the workspace and nobody knows who called it.
    #[serde(default)]
    pub function: Option<String>,
    /// The share.
    pub share: f64,
    /// The misses.
    pub l1d_misses: u64,
    /// How far apart the lines lie that it fetched one after the other.
    pub neighbours: Option<Neighbours>,
}

/// What the loads of a site were, by samples.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LoadsSampled {
    /// How many were sampled.
    pub samples: u64,
    /// Pages of 4 KiB that they read, of those whose address is known.
    pub pages: u64,
    /// How long they took on average, in cycles, of those that tell.
    pub cycles: Option<f64>,
    /// By where they were answered from, the nearest first.
    pub sources: Vec<(LoadSource, OfSource)>,
}

/// Where a load was answered from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum LoadSource {
    /// The first level.
    L1d,
    /// The line was on its way already, for another access or a prefetch.
    Underway,
    /// The second level.
    L2,
    /// The last level.
    Llc,
    /// Another core's cache, which had written the line, or another group of cores'.
    OtherCore,
    /// Memory.
    Memory,
    /// Another node's memory or cache.
    Remote,
}

/// The loads of one source.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct OfSource {
    /// Their share of all that were sampled.
    pub share: f64,
    /// How long they took on average, in cycles, of those that tell.
    pub cycles: Option<f64>,
}
