//! What led to a verdict: its figures, and not a word.
use serde::{Deserialize, Serialize};

use super::coverage::{Of, Untraced};
use super::evidence::{Avoidable, Surrounding};
use super::interval::Interval;
use super::memory::Conflicts;
use super::run::NoTrace;

/// Misses of a site, of L1d or of the first TLB.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct OfMisses {
    /// How many there are.
    pub misses: u64,
    /// How many would be enough.
    pub asked: u64,
}

/// What led to a verdict, with its figures. Shares are between 0 and 1.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Reason {
    /// The workload never runs it.
    NeverRuns,
    /// The workload had not run it when it was stopped.
    StoppedBefore,
    /// The build that is measured leaves it out.
    NotInBuild,
    /// There is no guard, and no traced access names its lines.
    NoGuard(Lost),
    /// Too little ran to judge by.
    TooLittleRan {
        /// The site's misses; none where what it does costs also without.
        misses: Option<OfMisses>,
        /// The program's time, in nanoseconds.
        program_ns: u64,
        /// How long it would have to be.
        asked_ns: u64,
    },
    /// It would pay if each miss waited for the one before. But no address waits for a load here, and L2 answers this share of the misses.
    Overlaps(f64),
    /// The way goes where data leads it: what nodes gain that lie nearer to each other is not known. Of the site they could save this at most.
    Searched(f64),
    /// Rows are visited in an order that the rewrite leaves as it is: what it gains beside that is not known. Of the site it could save this
    /// at most.
    Order(f64),
    /// What could be saved of the time lies on either side of what was asked for.
    Borderline {
        /// Of whose time.
        of: Of,
        /// Where it lies.
        share: Interval,
        /// What was asked for.
        asked: f64,
    },
    /// The model would have it saved, but it takes less time than the model says, so that nothing of it is left to save.
    Hidden {
        /// What it takes in the model, in nanoseconds.
        model_ns: f64,
        /// What it took outside of the kernel, for as much work.
        ns: f64,
    },
    /// Too little of what it rests on was traced.
    LittleTraced {
        /// The share of the time that passes in traced code.
        traced: f64,
        /// Of whose time.
        of: Of,
        /// What most of the rest passes in.
        most: Option<(Untraced, f64)>,
        /// The share that was asked for.
        asked: f64,
    },
    /// No instruction was seen that is known to reach the data which the finding is about: what the site pays may be for other data.
    SubjectNotSeen,
    /// Of so many of its misses it is not known whether they are the data's which the finding is about.
    SubjectUnsure(f64),
    /// Of so many of its accesses it is not known whether they are of the work that the rewrite does without.
    WorkUnsure(f64),
    /// It pays for these.
    Pays(Vec<Cost>),
    /// It is spared by these.
    Spared(Vec<Relief>),
    /// Nothing was measured, and why; none where nobody knows.
    Unmeasured(Option<NoTrace>),
    /// There is no trace, and the program is too short to be judged by time.
    TooShort {
        /// Why there is none; where it is not known, no access of the site was traced.
        untraced: Option<NoTrace>,
        /// The program's time, in nanoseconds.
        program_ns: u64,
    },
    /// By time alone, it takes so little of it.
    LittleTime(f64),
    /// The processor's counters were read around what stands around it.
    MissesAround {
        /// What that is.
        around: Surrounding,
        /// The share of the cycles there that misses cost, at most.
        cycles: f64,
        /// Whether that is enough to matter.
        enough: bool,
    },
    /// The processor's counters tell what its misses cost at most.
    Misses {
        /// The share of its cycles.
        cycles: f64,
        /// Whether that is enough to matter.
        enough: bool,
    },
    /// Each entry is too short for the processor's counters.
    ShortEntries {
        /// Its share of the time.
        time_share: f64,
    },
    /// Only time was measured.
    TimeOnly {
        /// Its share of it.
        time_share: f64,
        /// Why there is no trace; where it is not known, no access of the site was traced.
        untraced: Option<NoTrace>,
    },
}

/// Why a site has no guard.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Lost {
    /// None can stand there: the site's [`Guard`](locality_lints::report::Guard) has the reason.
    Impossible,
    /// Its file cannot be read.
    Unreadable {
        /// What the system says.
        error: String,
    },
    /// Its file is not the one that was checked.
    Changed,
    /// The code does not compile with the guard.
    DoesNotCompile {
        /// What the compiler says.
        error: String,
    },
}

/// Something that a site pays for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Cost {
    /// Misses of L1d, as a share of its accesses.
    Misses(f64),
    /// The share of its misses that are lines of which other threads wrote other bytes.
    FalseSharing(f64),
    /// The share of its misses that are lines of which other threads wrote the same bytes.
    TrueSharing(f64),
    /// The share of the fetched bytes that is used.
    Density(f64),
    /// The share of the misses that come in no order which a prefetcher sees.
    Irregular(f64),
    /// What of the misses are conflicts, by where.
    Conflicts(Vec<Conflicts>),
    /// The share of the lines from memory that are another node's.
    Remote(f64),
    /// Page walks per access.
    PageWalks(f64),
    /// The share of its time that passes in page faults.
    PageFaults(f64),
    /// The block that it walks lies on pages of the usual size.
    SmallPages {
        /// The block's bytes.
        bytes: u64,
    },
    /// Hardly any of the block lies on huge pages.
    FewHugePages {
        /// The share that does.
        share: f64,
        /// The block's bytes.
        bytes: u64,
    },
    /// Most of the block lies on huge pages, which the model does not know.
    HugePages {
        /// The share that does.
        share: f64,
        /// The block's bytes.
        bytes: u64,
        /// Bytes of the model's pages.
        page: u64,
    },
    /// Nearly every miss is as far from the one before.
    Stride {
        /// So many bytes and up to twice as many.
        bytes: u64,
        /// The share of steps that stay on the page.
        same_page: f64,
    },
    /// What is next to each other in the walk lies far apart in memory.
    FarNeighbours {
        /// So many bytes or more apart are half of them.
        median: u64,
        /// The share of them on the same page.
        same_page: f64,
    },
    /// Of the block that it walks only a part is used.
    Unfilled {
        /// The share that is.
        used: f64,
        /// The block's bytes.
        bytes: u64,
    },
    /// Slots of hash maps are empty.
    EmptySlots {
        /// The share that is, at least.
        at_least: f64,
        /// The slots visited.
        visited: u64,
    },
    /// The share of the site's misses that is in what the elements of its data own.
    Payload(f64),
    /// To this share of the misses two addresses lead, or more.
    Hops(f64),
    /// This share of the lines that are fetched the rewrite does without.
    Lines(f64),
    /// Elements are moved so often, so many bytes each time.
    Moves {
        /// How often.
        times: u64,
        /// The bytes.
        bytes: u64,
    },
    /// This share of the site's modelled cycles looks up again what was looked up before.
    LookUps(f64),
    /// Misses are a container's own work.
    Container {
        /// The share of the misses.
        share: f64,
        /// The container's function that has most of them.
        function: String,
        /// Whether it has nearly all of them.
        alone: bool,
    },
}

/// Something that spares a site.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Relief {
    /// The share of its misses that are lines of which other threads wrote the same bytes: no layout keeps them.
    TrueSharing(f64),
    /// All that it touches, so many bytes at most, fits in L1d.
    FitsInL1d {
        /// The bytes.
        bytes: u64,
    },
    /// L1d answers this share of its accesses.
    Hits(f64),
    /// This share of the bytes fetched is used.
    Density(f64),
    /// The prefetcher has this share of its misses.
    Streamed(f64),
    /// The share of its misses that is in what the elements of its data own.
    Payload(f64),
    /// What the site pays for is other data, most of it here.
    Elsewhere {
        /// The file, relative to the workspace root where it lies inside.
        file: String,
        /// The line, from 1.
        line: u32,
        /// The function, where it lies outside of the workspace.
        function: Option<String>,
    },
    /// Elements are moved so often, so few bytes each time.
    Moves {
        /// How often.
        times: u64,
        /// The bytes.
        bytes: u64,
    },
    /// No more than this share of the site's modelled cycles moves elements.
    FewMoves(f64),
    /// No more than this share of the site's modelled cycles looks up again what was looked up before.
    LookUps(f64),
    /// It takes time all the same: what the rewrite spares beside memory was not counted.
    Beside,
    /// It takes this share of the time.
    Time(f64),
    /// It takes this share of the modelled cycles.
    Cycles(f64),
    /// What it could save is less than what was asked for.
    LessThanAsked {
        /// What it could save.
        avoidable: Avoidable,
        /// What was asked for.
        asked: Avoidable,
    },
}
