//! Whether a run was enough to judge by: how much ran, and how exactly a share of the time is known.
use locality_probe::counts::Counts;
use locality_probe::machine::Machine;

use super::cost::{cycles, ns_of};
use crate::report::interval::Interval;
use crate::report::reason::{OfMisses, Reason};

/// A program that runs for less time mostly starts and ends: shares of that say nothing, in nanoseconds.
pub(super) const SHORTEST: u64 = 10_000_000;
/// Fewer misses are as many as a program makes anyway when it starts and first touches its data.
const FEWEST_MISSES: u64 = 1_000;
/// So many misses are enough, however short the program is: the model has counted them, and they are the same in every run.
const PLENTY_OF_MISSES: u64 = 20_000;

/// So many accesses acquit a site, however short the program is: what small data is walked so often has shown itself.
const PLENTY_OF_ACCESSES: u64 = 1_000_000;

/// How far a measured time may be off, as a share of it: so much do two runs of a program differ on a machine that does
/// other things beside.
const DIFFERS: f64 = 0.10;
/// What more two runs differ by, in nanoseconds: how long a program takes to start.
const STARTS: f64 = 300_000.0;
/// Standard deviations on either side: 19 of 20 times it lies within.
const WITHIN: f64 = 2.0;

/// The reason why a site cannot be judged, if too little ran: with `accesses` in all, and of its data so many `misses`, or none of
/// them where what it does costs also without. Of a program that ran long enough few misses acquit a site; they cannot convict it.
pub(super) fn too_little(
    accesses: u64,
    misses: Option<u64>,
    total: Option<&Counts>,
    program_ns: u64,
    machine: &Machine,
    convicts: bool,
) -> Option<Reason> {
    // Modelled time is the same in every run, and measured time is not.
    let modelled = total.map_or(0.0, |total| ns_of(cycles(total, machine))) as u64;
    let ns = program_ns.max(modelled);
    let is_long = ns >= SHORTEST && (!convicts || misses.is_none_or(|misses| misses >= FEWEST_MISSES));
    let acquits = !convicts && accesses >= PLENTY_OF_ACCESSES;
    let is_enough = is_long || acquits || misses >= Some(PLENTY_OF_MISSES);
    let misses = misses.map(|misses| OfMisses { misses, asked: FEWEST_MISSES });
    let reason = Reason::TooLittleRan { misses, program_ns: ns, asked_ns: SHORTEST };
    (!is_enough).then_some(reason)
}

/// Where a share lies that a clock told: of a program of so many nanoseconds, by guards that cost this share of it.
pub(super) fn by_clock(share: f64, program_ns: u64, guards: f64) -> Interval {
    let off = share * DIFFERS + guards + share * STARTS / program_ns.max(1) as f64;
    Interval::within(share - off, share + off)
}

/// Where a share lies that so many samples told.
pub(super) fn by_samples(share: f64, samples: u64) -> Interval {
    Interval::of_samples(share, samples as f64, WITHIN)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_tells_less_of_short_programs_and_of_dear_guards() {
        let long = by_clock(0.1, 10_000_000_000, 0.0);
        assert!(long.least > 0.089 && long.most < 0.111, "{long:?}");
        let short = by_clock(0.1, 1_000_000, 0.0);
        assert!(short.least < 0.07 && short.most > 0.13, "{short:?}");
        let dear = by_clock(0.1, 10_000_000_000, 0.05);
        assert!(dear.least < 0.05 && dear.most > 0.15, "{dear:?}");
    }
}
