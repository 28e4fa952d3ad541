//! What the runs saw of the sites, before anybody judges.
use locality_probe::counts::Counts;
use locality_probe::record::{Counters, Coverage};

/// A site as the overlay placed it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placed {
    /// The number that its guards pass to the probe.
    pub number: u32,
    /// The file as debug information names it: absolute.
    pub file: String,
    /// First line of the site's code.
    pub first_line: u32,
    /// Last line of it.
    pub last_line: u32,
    /// Why it holds no guard, where it holds none: its traffic is then told by its lines.
    pub unguarded: Option<String>,
}

/// What the runs saw of one site.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Measured {
    /// Outermost entries; none where no guard counted.
    pub entries: Option<u64>,
    /// Nanoseconds inside it in the timed run, what the guards cost taken off.
    pub ns: Option<u64>,
    /// Hardware and software counters of the timed run.
    pub counters: Counters,
    /// What the model counted in the traced run, callees included where a guard told.
    pub counts: Option<Counts>,
    /// Distinct L1 lines touched; at most, where the site was entered on several ways.
    pub lines_touched: Option<u64>,
    /// Whose the L1d misses are.
    pub split: Option<Split>,
    /// Told by lines: code that it calls and that was not inlined is left out.
    pub by_lines: bool,
}

/// Shares of a site's L1d misses, by the innermost inlined frame. They add up to 1.
#[derive(Clone, Copy, Debug, PartialEq, serde::Serialize)]
pub struct Split {
    /// Frames in `core`, `alloc`, `std` and the crates that offer containers.
    pub container: f64,
    /// All others.
    pub user: f64,
}

/// What the runs saw of the whole program: the processes of the workload together.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Program {
    /// Nanoseconds that all its threads ran, or that passed, whichever is more; timed run, guards taken off.
    pub ns: Option<u64>,
    /// What the model counted.
    pub counts: Option<Counts>,
    /// How the accesses were seen.
    pub coverage: Coverage,
    /// What entering and leaving a guard costs in the timed run, in nanoseconds.
    pub guard_ns: f64,
}
