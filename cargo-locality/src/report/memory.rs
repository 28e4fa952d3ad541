//! What is told of memory itself: how it is laid out, what is allocated and what is resident.
use locality_probe::counts::Counts;
use locality_probe::machine::Machine;
use locality_probe::record::{self, Backed, Distances, Held};
use serde::{Deserialize, Serialize};

/// Resident bytes of the process, timed and not traced, around entries into a site: the first few, and from then on as many
/// as can be asked about without being felt. Of several processes that one which had the most there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Resident {
    /// So many entries were asked about.
    pub asked: u64,
    /// Before them.
    pub before: LeastMost,
    /// After them.
    pub after: LeastMost,
    /// Around the last of them.
    pub last: BeforeAfter,
    /// What came to be resident over one of them, at most.
    pub rose_at_most: u64,
    /// What was given back over one of them, at most.
    pub fell_at_most: u64,
    /// The most that the process ever had.
    pub peak: Option<u64>,
    /// What it had when it ended.
    pub at_end: Option<u64>,
}

/// The least and the most of several figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeastMost {
    /// The least.
    pub least: u64,
    /// The most.
    pub most: u64,
}

/// A figure before and after an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BeforeAfter {
    /// When it was entered.
    pub before: u64,
    /// When it was left.
    pub after: u64,
}

impl Resident {
    /// From what a process wrote down.
    pub fn of(around: &record::Resident, process: Option<record::Memory>) -> Self {
        let range = |range: record::Range| LeastMost { least: range.least, most: range.most };
        // The system counts in parts by processor, and joins them for the peak at other times than for us.
        let most = around.before.most.max(around.after.most);
        Self {
            asked: around.asked,
            before: range(around.before),
            after: range(around.after),
            last: BeforeAfter { before: around.last.before, after: around.last.after },
            rose_at_most: around.rose,
            fell_at_most: around.fell,
            peak: process.map(|process| process.peak.max(most)),
            at_end: process.map(|process| process.resident),
        }
    }
}

/// What was allocated at a site.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Allocations {
    /// How many allocations, those that took the place of another among them.
    pub count: u64,
    /// Their bytes, as asked for.
    pub bytes: u64,
    /// Pages of 4 KiB that they lie in.
    pub pages_spanned: u64,
    /// Pages that so many bytes fill. More than are spanned where memory was freed and given out again.
    pub pages_needed: u64,
    /// How many took the place of another: growth.
    pub reallocations: u64,
    /// Bytes that those took along to another address, at most: the system may have moved pages.
    pub copied: u64,
}

/// What a site touched of blocks of memory that were allocated: of those of 4 KiB and more, by lines of 64 bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Blocks {
    /// Blocks that it touched. One that it reaches with different sites around it counts for each of these stacks.
    pub count: u64,
    /// Their bytes: the capacity that was asked for.
    pub bytes: u64,
    /// Bytes of the lines touched in them, at most.
    pub used_at_most: u64,
    /// The largest.
    pub largest: LargestBlock,
}

/// The largest block that a site touched.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LargestBlock {
    /// Its bytes.
    pub bytes: u64,
    /// Bytes of the lines touched in it, at most.
    pub used_at_most: u64,
    /// Of blocks of 2 MiB and more, the pages that it lay on in the traced run, when it was given back or the process ended.
    pub pages: Option<Pages>,
}

/// What of a block is in memory, as whole pages of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pages {
    /// Bytes.
    pub resident: u64,
    /// Those of them that are on huge pages.
    pub huge: u64,
}

impl Blocks {
    /// `None` where there was none.
    pub fn of(held: &Held) -> Option<Self> {
        let Held { blocks, bytes, used, largest } = *held;
        let Backed { resident, huge } = largest.backed;
        let pages = (resident > 0).then_some(Pages { resident, huge });
        let largest = LargestBlock { bytes: largest.bytes, used_at_most: largest.used, pages };
        (blocks > 0).then_some(Self { count: blocks, bytes, used_at_most: used, largest })
    }
}

/// How far apart in memory the lines lie that follow each other in the order of a walk: those that one instruction had
/// fetched, one after the other.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Neighbours {
    /// Distances from one to the next.
    pub steps: u64,
    /// The share of steps that stay on the page.
    pub same_page: f64,
    /// So many bytes or more apart are half of them; a power of two.
    pub median: u64,
    /// Distances by bytes: of so many and up to twice as many.
    pub sizes: Vec<(u64, u64)>,
}

impl Neighbours {
    /// In bytes, what a machine counts in lines; `None` where there was no step.
    pub fn of(distances: &Distances, machine: &Machine) -> Option<Self> {
        let line = u64::from(machine.l1d.line());
        Some(Self {
            steps: distances.count(),
            same_page: distances.on_page()?,
            median: distances.median()? * line,
            sizes: distances.by_size().map(|(lines, count)| (lines * line, count)).collect(),
        })
    }

    /// How far nearly every step goes, if that is far: so many bytes and up to twice as many.
    pub fn stride(&self) -> Option<u64> {
        let (bytes, count) = *self.sizes.iter().max_by_key(|(_, count)| *count)?;
        (self.same_page < FAR && count as f64 >= REGULAR * self.steps as f64).then_some(bytes)
    }
}

/// Below this share of steps that stay on the page they are far.
pub const FAR: f64 = 0.50;
/// From this share of steps of one size on it is a stride.
const REGULAR: f64 = 0.75;

/// A part of the memory hierarchy that has sets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Structure {
    /// The first-level data cache.
    L1d,
    /// The second level.
    L2,
    /// The last level.
    Llc,
    /// The first-level data TLB.
    Dtlb,
    /// The second-level TLB.
    Stlb,
}

/// The share of a structure's misses that are conflicts.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Conflicts {
    /// Where.
    pub of: Structure,
    /// The share.
    pub share: f64,
}

impl Conflicts {
    /// From this share of misses on it is told: a bad stride shows at once. By chance fewer are, of the small first level; of the
    /// others up to four in ten where what is walked in no order is about as large as they are.
    const LEAST: f64 = 0.25;
    const LEAST_BELOW: f64 = 0.50;
    /// A structure of which fewer of the accesses miss is not told of.
    const MISSED: f64 = 0.001;

    /// Where most of what is missed would still be there if it had spread over all sets. Of a level to which few of the misses
    /// above it come nothing is told.
    pub fn of(counts: &Counts) -> Vec<Self> {
        let least = (counts.accesses() as f64 * Self::MISSED).max(1.0);
        let below = least.max(counts.l1d_misses as f64 * 0.10);
        let all = [
            (Structure::L1d, counts.l1d_conflicts, counts.l1d_misses, least),
            (Structure::L2, counts.l2_conflicts, counts.l2_misses, below),
            (Structure::Llc, counts.llc_conflicts, counts.llc_misses, below),
            (Structure::Dtlb, counts.dtlb_conflicts, counts.dtlb_misses, least),
            (Structure::Stlb, counts.walk_conflicts, counts.page_walks, least),
        ];
        all.into_iter()
            .filter(|(.., misses, least)| *misses as f64 >= *least)
            .map(|(of, conflicts, misses, _)| Self { of, share: conflicts as f64 / misses.max(1) as f64 })
            .filter(|one| one.share >= if one.of == Structure::L1d { Self::LEAST } else { Self::LEAST_BELOW })
            .collect()
    }
}

/// The slots of hash maps that a site walks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Slots {
    /// Slots looked at: those of each group of control bytes that the iterator loaded.
    pub visited: u64,
    /// No more of them than this can be full and have been used: so often the site read an element of any kind.
    pub used_at_most: u64,
}

impl Slots {
    /// The share of slots that is empty, or full for nothing, at least.
    pub fn empty_at_least(&self) -> f64 {
        if self.visited == 0 { 0.0 } else { 1.0 - (self.used_at_most as f64 / self.visited as f64).min(1.0) }
    }
}
