//! The geometry and the costs of the memory of a machine: what a trace is run through.

mod presets;
mod spec;

pub use spec::SpecError;

use crate::model::MOST_WAYS;

const MOST_ENTRIES: u32 = 1 << 20;

/// Which line of a full set goes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Policy {
    /// The one whose last use lies farthest back.
    #[default]
    Lru,
    /// The one that a binary tree over the ways points to, each of whose nodes points away from the half used last: what
    /// processors have in place of LRU. Ways are a power of two.
    TreePlru,
}

/// A cache: its capacity in bytes, its ways, the size of a line in bytes. Sets are a power of two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cache {
    bytes: u64,
    ways: u32,
    line: u32,
    policy: Policy,
    inclusive: bool,
}

impl Cache {
    /// A cache, or what is wrong with it in plain words.
    pub fn new(bytes: u64, ways: u32, line: u32) -> Result<Self, String> {
        if !(16..=128).contains(&line) || !line.is_power_of_two() {
            return Err(format!("a line of {line} bytes is not 16, 32, 64 or 128"));
        }
        if !(1..=MOST_WAYS).contains(&ways) {
            return Err(format!("{ways} ways are not between 1 and {MOST_WAYS}"));
        }
        let way = u64::from(ways) * u64::from(line);
        let sets = bytes / way;
        if sets == 0 || sets > 1 << 24 || !sets.is_power_of_two() || sets * way != bytes {
            let nearest = nearest_power(bytes as f64 / way as f64) * way;
            return Err(format!(
                "{bytes} bytes in {ways} ways of {line}-byte lines do not make a power of two of sets; the nearest that does is {}",
                spec::Size(nearest)
            ));
        }
        Ok(Self { bytes, ways, line, policy: Policy::Lru, inclusive: false })
    }

    /// The same with another policy, or what is wrong with that in plain words.
    pub fn with_policy(self, policy: Policy) -> Result<Self, String> {
        if policy == Policy::TreePlru && !self.ways.is_power_of_two() {
            return Err(format!("a tree over {} ways: tree-PLRU needs a power of two of them", self.ways));
        }
        Ok(Self { policy, ..self })
    }

    /// The same; what leaves it leaves the levels above as well.
    pub const fn inclusive(self) -> Self {
        Self { inclusive: true, ..self }
    }

    /// The cache nearest to what is asked that can be modelled: sets rounded to a power of two, the line to one that exists.
    pub fn nearest(bytes: u64, ways: u32, line: u32) -> Self {
        let line = line.next_power_of_two().clamp(16, 128);
        let ways = ways.clamp(1, MOST_WAYS);
        let way = u64::from(ways) * u64::from(line);
        Self {
            bytes: nearest_power(bytes as f64 / way as f64) * way,
            ways,
            line,
            policy: Policy::Lru,
            inclusive: false,
        }
    }

    /// Capacity in bytes.
    pub const fn bytes(&self) -> u64 {
        self.bytes
    }

    /// Lines of a set.
    pub const fn ways(&self) -> u32 {
        self.ways
    }

    /// Size of a line in bytes.
    pub const fn line(&self) -> u32 {
        self.line
    }

    /// Which line of a full set goes.
    pub const fn policy(&self) -> Policy {
        self.policy
    }

    /// Whether what leaves it leaves the levels above as well.
    pub const fn is_inclusive(&self) -> bool {
        self.inclusive
    }

    /// Number of sets.
    pub const fn sets(&self) -> u64 {
        self.bytes / (self.ways as u64 * self.line as u64)
    }
}

/// A level of the data TLB: entries and ways. Sets are a power of two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tlb {
    entries: u32,
    ways: u32,
}

impl Tlb {
    /// A TLB level, or what is wrong with it in plain words.
    pub fn new(entries: u32, ways: u32) -> Result<Self, String> {
        if !(1..=MOST_WAYS).contains(&ways) || !(1..=MOST_ENTRIES).contains(&entries) {
            return Err(format!(
                "{entries} entries in {ways} ways: they may be 1 to {MOST_ENTRIES}, and 1 to {MOST_WAYS}"
            ));
        }
        if !entries.is_multiple_of(ways) || !(entries / ways).is_power_of_two() {
            let nearest = nearest_power(f64::from(entries) / f64::from(ways)) * u64::from(ways);
            return Err(format!(
                "{entries} entries in {ways} ways do not make a power of two of sets; the nearest that do are {nearest}"
            ));
        }
        Ok(Self { entries, ways })
    }

    /// The level nearest to what is asked that can be modelled.
    pub fn nearest(entries: u32, ways: u32) -> Self {
        let ways = ways.clamp(1, MOST_WAYS);
        let sets = nearest_power(f64::from(entries) / f64::from(ways)).min(1 << 10);
        Self { entries: sets as u32 * ways, ways }
    }

    /// Entries of all sets together.
    pub const fn entries(&self) -> u32 {
        self.entries
    }

    /// Entries of a set.
    pub const fn ways(&self) -> u32 {
        self.ways
    }

    /// Number of sets.
    pub const fn sets(&self) -> u32 {
        self.entries / self.ways
    }
}

/// Cycles that an access pays beyond the first-level hit, by the level that answers it.
///
/// An *irregular* miss pays the load-to-use latency, a *streamable* one only what the line costs in bandwidth, for the
/// prefetcher has asked for it beforehand. Where each preset's figures come from is said at the presets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Costs {
    /// A hit in the L1 data cache.
    pub l1d: u32,
    /// Answered by the L2.
    pub l2: u32,
    /// Answered by the last-level cache.
    pub llc: u32,
    /// Answered by memory.
    pub memory: u32,
    /// Missed the first TLB level, found in the second.
    pub stlb: u32,
    /// Missed both TLB levels.
    pub page_walk: u32,
    /// A streamed line that the L2 answers.
    pub l2_streamed: u32,
    /// A streamed line that the last-level cache answers.
    pub llc_streamed: u32,
    /// A streamed line that memory answers.
    pub memory_streamed: u32,
    /// A line that another core has written, out of its cache. No less than `llc`, whatever is written here.
    pub transfer: u32,
    /// Answered by the memory of another node. No less than `memory`, whatever is written here.
    pub remote: u32,
}

/// A machine as the model sees it.
///
/// Its text (`Display`, [`Machine::parse`]) is the full specification of `--machine`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Machine {
    /// First-level data cache, private to a core.
    pub l1d: Cache,
    /// Second level, private to a core; `None` where the last level follows at once.
    pub l2: Option<Cache>,
    /// Last-level cache, shared by all cores.
    pub llc: Cache,
    /// First-level data TLB.
    pub dtlb: Tlb,
    /// Second-level TLB.
    pub stlb: Tlb,
    /// Size of a page in bytes, a power of two.
    pub page: u64,
    /// Memory nodes.
    pub nodes: u32,
    /// Cycles by level.
    pub costs: Costs,
}

impl Machine {
    /// The names of the presets.
    pub fn presets() -> impl Iterator<Item = &'static str> {
        presets::PRESETS.iter().map(|(name, _)| *name)
    }

    /// The preset called `name`.
    pub fn preset(name: &str) -> Option<Self> {
        presets::PRESETS.iter().find(|(known, _)| *known == name).map(|(_, machine)| *machine)
    }

    /// The machine that a preset's name or a specification (`l1d=48K/12/64,l2=none,page=4K`) stands for. What a
    /// specification leaves out is icelake-sp's.
    pub fn parse(text: &str) -> Result<Self, SpecError> {
        spec::parse(text)
    }
}

impl Default for Machine {
    /// icelake-sp.
    fn default() -> Self {
        presets::ICELAKE_SP
    }
}

impl std::str::FromStr for Machine {
    type Err = SpecError;

    fn from_str(text: &str) -> Result<Self, SpecError> {
        Self::parse(text)
    }
}

/// The power of two nearest to `number`, by ratio, within what can be modelled.
fn nearest_power(number: f64) -> u64 {
    1 << (number.max(1.0).log2().round() as u32).min(24)
}
