//! The verdict on a site: what it pays beyond the least that its useful bytes need, and whether that matters.
//!
//! *Density* is the share of the bytes fetched into the L1d that were used before the line left it. Had the useful
//! bytes lain side by side, only that share of the misses would have been needed, on every level: the *least* misses.
//! Each miss costs what the machine charges for the level that answers it (`locality_probe::machine::Costs`): the latency, or
//! the bandwidth where a stride prefetcher would have fetched the line in time. The *avoidable* cost is that of the misses beyond the
//! least. Page walks go by the share of each page's lines that were used while the first-level TLB held it, times the
//! density. The cycles of a site are one for each access and the cost of all its misses.
use locality_probe::counts::Counts;
use locality_probe::machine::Machine;

use super::measured::{Measured, Program};
use super::outcome::Verdict;

/// A site must waste this share of its own cycles: below it the layout is not what the loop spends its time on, and the
/// model's charge for a miss is not good to a tenth.
pub const LEAST_OF_SITE: f64 = 0.10;

/// And the program must lose this share of its time: what a user can measure on a quiet machine.
pub const LEAST_OF_PROGRAM: f64 = 0.01;

/// Guards must be this much cheaper than what they time, or the time is more theirs than the site's.
const GUARD_MARGIN: f64 = 3.0;

/// From here on a share is called all.
const NEARLY_ALL: f64 = 0.75;

/// A verdict with its grounds.
#[derive(Clone, Debug, PartialEq)]
pub struct Judgement {
    /// The verdict.
    pub verdict: Verdict,
    /// Why, in plain words, with the figure that decided.
    pub why: String,
    /// Avoidable cost, where it could be told.
    pub avoidable: Option<Avoidable>,
    /// The site's share of the program's time: measured, or modelled where no clock could tell.
    pub time_share: Option<f64>,
}

/// Avoidable cost as shares, from 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq, serde::Serialize)]
pub struct Avoidable {
    /// Of the site's own cycles.
    pub site: f64,
    /// Of the program's time.
    pub program: f64,
}

/// Judges a site that `measured` was seen at, in a run of `program` on `machine`.
pub fn judge(measured: &Measured, program: &Program, machine: &Machine) -> Judgement {
    let time_share = time_share(measured, program, machine);
    let because = |verdict, why: String| Judgement { verdict, why, avoidable: None, time_share };
    let is_silent = measured.counts.is_none_or(|counts| counts.accesses() == 0);
    if measured.entries == Some(0) || (measured.entries.is_none() && measured.counts.is_some() && is_silent) {
        return Judgement {
            time_share: None,
            ..because(Verdict::NotReached, "this workload never runs it".to_owned())
        };
    }
    let Some(counts) = measured.counts else {
        return match time_share {
            Some(share) if share < LEAST_OF_PROGRAM => because(Verdict::Refuted, of_the_time(share)),
            Some(share) => {
                let why = format!("takes {} of the time; how much of it is misses needs counters", percent(share));
                because(Verdict::Inconclusive, why)
            }
            None => because(Verdict::Inconclusive, "nothing was counted at it".to_owned()),
        };
    };
    if is_silent {
        let why = "it ran, but none of its accesses was traced (code compiled beforehand, assembly)".to_owned();
        return because(Verdict::Inconclusive, why);
    }
    let costs = Cycles::of(&counts, machine);
    let share = time_share.unwrap_or(0.0);
    let avoidable = Avoidable { site: costs.avoidable_share(), program: costs.avoidable_share() * share };
    let (verdict, why) = weigh(measured, &counts, &costs, avoidable, share, machine);
    Judgement { avoidable: Some(avoidable), ..because(verdict, why) }
}

fn weigh(
    measured: &Measured,
    counts: &Counts,
    costs: &Cycles,
    avoidable: Avoidable,
    share: f64,
    machine: &Machine,
) -> (Verdict, String) {
    let refuted = |why: String| (Verdict::Refuted, why);
    if let Some(why) = fits(measured, counts, machine) {
        return refuted(why);
    }
    if share < LEAST_OF_PROGRAM {
        return refuted(of_the_time(share));
    }
    if avoidable.site < LEAST_OF_SITE {
        let density = counts.density().unwrap_or(1.0);
        let streamed = counts.l1d_streamable as f64 / counts.l1d_misses.max(1) as f64;
        let misses = costs.misses / costs.all();
        return refuted(if misses < LEAST_OF_SITE {
            format!("its misses cost {} of the loop", percent(misses))
        } else if density >= NEARLY_ALL {
            format!("{} of the bytes it fetches are used: the layout is as dense as it can be", percent(density))
        } else if streamed >= NEARLY_ALL {
            format!("the prefetcher has it: {} of its misses follow a stride", percent(streamed))
        } else {
            format!("a better layout would save {} of the loop", percent(avoidable.site))
        });
    }
    if avoidable.program < LEAST_OF_PROGRAM {
        return refuted(format!("a better layout would save {} of the program", percent(avoidable.program)));
    }
    let why = format!(
        "avoidable {} of the {}, {} of the program",
        percent(avoidable.site),
        if measured.by_lines { "code on these lines" } else { "loop" },
        percent(avoidable.program)
    );
    (Verdict::Confirmed, why)
}

/// Why the site's data is in the L1d, if it is: it touches no more lines than fit, and hardly any of them twice from
/// further away.
fn fits(measured: &Measured, counts: &Counts, machine: &Machine) -> Option<String> {
    let size = machine.l1d.bytes();
    let capacity = size / u64::from(machine.l1d.line());
    // Where nobody counted the lines, no more can have come than missed.
    let lines = measured.lines_touched.unwrap_or(counts.l1d_misses);
    let returns = counts.l1d_misses.saturating_sub(lines);
    let is_rare = counts.l1d_misses * 1000 <= counts.accesses();
    (lines <= capacity && (returns <= lines || is_rare))
        .then(|| format!("fits in L1d: {} of {}", bytes(lines * u64::from(machine.l1d.line())), bytes(size)))
}

/// The site's share of the program's time: by the clock where the guards are cheap beside what they time, else by the
/// model's cycles.
fn time_share(measured: &Measured, program: &Program, machine: &Machine) -> Option<f64> {
    let timed = measured.ns.zip(program.ns).filter(|(ns, _)| {
        measured.entries.is_some_and(|entries| *ns as f64 >= entries as f64 * program.guard_ns * GUARD_MARGIN)
    });
    if let Some((ns, of)) = timed {
        return Some((ns as f64 / of as f64).min(1.0));
    }
    if let Some((counts, of)) = measured.counts.zip(program.counts) {
        let of = Cycles::of(&of, machine).all();
        return (of > 0.0).then(|| Cycles::of(&counts, machine).all() / of);
    }
    let (ns, of) = measured.ns.zip(program.ns)?;
    Some((ns as f64 / of as f64).min(1.0))
}

/// Modelled cycles.
struct Cycles {
    accesses: f64,
    misses: f64,
    avoidable: f64,
}

impl Cycles {
    fn of(counts: &Counts, machine: &Machine) -> Cycles {
        let costs = &machine.costs;
        let level = |misses: u64, next: u64, streamed: u64, next_streamed: u64, latency: u32, bandwidth: u32| {
            let answered = misses.saturating_sub(next);
            let streamed = streamed.saturating_sub(next_streamed).min(answered);
            (answered - streamed) as f64 * f64::from(latency) + streamed as f64 * f64::from(bandwidth)
        };
        let c = counts;
        // Without an L2 the last level is the next after the L1d.
        let (l2_misses, l2_streamable) = match machine.l2 {
            Some(_) => (c.l2_misses, c.l2_streamable),
            None => (c.l1d_misses, c.l1d_streamable),
        };
        let lines = level(c.l1d_misses, l2_misses, c.l1d_streamable, l2_streamable, costs.l2, costs.l2_streamed)
            + level(l2_misses, c.llc_misses, l2_streamable, c.llc_streamable, costs.llc, costs.llc_streamed)
            + level(c.llc_misses, 0, c.llc_streamable, 0, costs.memory, costs.memory_streamed);
        let pages =
            level(c.dtlb_misses, c.page_walks, 0, 0, costs.stlb, 0) + c.page_walks as f64 * f64::from(costs.page_walk);
        let density = c.density().unwrap_or(1.0);
        let page_density = c.page_density().unwrap_or(1.0) * density;
        Cycles {
            accesses: c.accesses() as f64,
            misses: lines + pages,
            avoidable: lines * (1.0 - density) + pages * (1.0 - page_density),
        }
    }

    fn all(&self) -> f64 {
        self.accesses + self.misses
    }

    fn avoidable_share(&self) -> f64 {
        if self.all() > 0.0 { self.avoidable / self.all() } else { 0.0 }
    }
}

fn of_the_time(share: f64) -> String {
    format!("{} of the time", percent(share))
}

/// `71 %`, `4.2 %`, `0.03 %`, `under 0.01 %`.
pub fn percent(share: f64) -> String {
    let percent = share * 100.0;
    if percent >= 9.95 {
        format!("{percent:.0} %")
    } else if percent >= 0.995 {
        format!("{percent:.1} %")
    } else if percent >= 0.01 {
        format!("{percent:.2} %")
    } else if percent > 0.0 {
        "under 0.01 %".to_owned()
    } else {
        "0 %".to_owned()
    }
}

/// `640 B`, `48 KiB`, `1.3 MiB`.
pub fn bytes(number: u64) -> String {
    let shown = |value: f64, unit: &str| {
        if value < 10.0 && value.fract() >= 0.05 { format!("{value:.1} {unit}") } else { format!("{value:.0} {unit}") }
    };
    match number {
        0..1024 => format!("{number} B"),
        1024..0x10_0000 => shown(number as f64 / 1024.0, "KiB"),
        0x10_0000..0x4000_0000 => shown(number as f64 / 1_048_576.0, "MiB"),
        _ => shown(number as f64 / 1_073_741_824.0, "GiB"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A walk of `n` accesses, each missing to the given levels, with `used` of the 64 bytes of every line used.
    fn walk(n: u64, l2_misses: u64, used: u64) -> Counts {
        Counts { loads: n, l1d_misses: n, l2_misses, bytes_used: n * used, bytes_fetched: n * 64, ..Counts::default() }
    }

    fn seen(counts: Counts) -> Measured {
        Measured {
            entries: Some(10),
            ns: Some(900_000),
            counts: Some(counts),
            lines_touched: Some(counts.l1d_misses),
            ..Measured::default()
        }
    }

    fn program() -> Program {
        Program { ns: Some(1_000_000), guard_ns: 20.0, ..Program::default() }
    }

    fn verdict(measured: &Measured) -> (Verdict, String) {
        let judgement = judge(measured, &program(), &Machine::default());
        (judgement.verdict, judgement.why)
    }

    #[test]
    fn a_walk_that_wastes_most_of_each_line_is_confirmed_with_its_shares() {
        let judgement = judge(&seen(walk(100_000, 100_000, 8)), &program(), &Machine::default());
        assert_eq!(judgement.verdict, Verdict::Confirmed);
        assert_eq!(judgement.time_share, Some(0.9));
        let avoidable = judgement.avoidable.expect("counted");
        // Each access: 1 cycle, and 70 of the last level, of which 7/8 could be saved.
        assert!((avoidable.site - 70.0 * 7.0 / 8.0 / 71.0).abs() < 1e-9, "{avoidable:?}");
        assert!((avoidable.program - 0.9 * avoidable.site).abs() < 1e-9, "{avoidable:?}");
    }

    #[test]
    fn a_walk_that_uses_every_byte_is_refuted_though_it_misses() {
        let (verdict, why) = verdict(&seen(walk(100_000, 100_000, 64)));
        assert_eq!(verdict, Verdict::Refuted);
        assert!(why.contains("100 % of the bytes it fetches are used"), "{why}");
    }

    #[test]
    fn what_fits_in_the_cache_is_refuted_however_often_it_runs() {
        let mut measured = seen(Counts { loads: 100_000_000, ..walk(20, 20, 8) });
        measured.entries = Some(5_000_000);
        let (verdict, why) = verdict(&measured);
        assert_eq!((verdict, why.as_str()), (Verdict::Refuted, "fits in L1d: 1.3 KiB of 48 KiB"));
    }

    #[test]
    fn what_takes_no_time_is_refuted() {
        let mut measured = seen(walk(100_000, 100_000, 8));
        measured.ns = Some(2_000);
        assert_eq!(verdict(&measured), (Verdict::Refuted, "0.20 % of the time".to_owned()));
    }

    #[test]
    fn what_never_ran_is_not_reached() {
        let measured = Measured { entries: Some(0), counts: Some(Counts::default()), ..Measured::default() };
        assert_eq!(verdict(&measured).0, Verdict::NotReached);
        let by_lines = Measured { counts: Some(Counts::default()), by_lines: true, ..Measured::default() };
        assert_eq!(verdict(&by_lines).0, Verdict::NotReached);
    }

    #[test]
    fn time_alone_refutes_what_takes_none_and_confirms_nothing() {
        let timed = |ns| Measured { entries: Some(10), ns: Some(ns), ..Measured::default() };
        assert_eq!(verdict(&timed(2_000)).0, Verdict::Refuted);
        assert_eq!(verdict(&timed(500_000)).0, Verdict::Inconclusive);
    }

    #[test]
    fn shares_and_sizes_are_written_as_people_read_them() {
        assert_eq!(
            [0.713, 0.042, 0.0003, 0.00001, 0.0].map(percent),
            ["71 %", "4.2 %", "0.03 %", "under 0.01 %", "0 %"]
        );
        assert_eq!([640, 49152, 1_310_720, 25_165_824].map(bytes), ["640 B", "48 KiB", "1.3 MiB", "24 MiB"]);
    }
}
