//! What memory traffic costs on a machine, in cycles: the one formula behind verdicts and `trace`.
use locality_probe::counts::Counts;
use locality_probe::machine::Machine;

use crate::report::evidence::Saved;

/// What the accesses cost in the model, in cycles: one each, and what each miss waits for.
pub(super) fn cycles(counts: &Counts, machine: &Machine) -> f64 {
    let taken = Taken::of(counts, machine);
    counts.accesses() as f64
        + waited(counts, machine, Misses::Dependent)
        + taken.cycles()
        + translation(counts, machine)
}

/// What a site costs in the model, in cycles: `all` of it, of which `counts` fall on the data that its finding is about.
pub(super) fn site_cycles((counts, saved): (&Counts, Saved), all: &Counts, machine: &Machine) -> f64 {
    let overlaps = waited(counts, machine, Misses::Dependent) - waited(counts, machine, Misses::of(saved));
    (cycles(all, machine) - overlaps).max(all.accesses() as f64) + dispatch_cycles(saved)
}

/// What a call costs, in cycles, that was not foreseen: 15 to 20 of most processors.
const NOT_FORESEEN: f64 = 15.0;

/// What calls cost at worst that an element decides about.
fn dispatch_cycles(saved: Saved) -> f64 {
    match saved {
        Saved::Dispatched(calls) => calls as f64 * NOT_FORESEEN,
        _ => 0.0,
    }
}

/// Whether a miss waits for the one before.
#[derive(Clone, Copy, PartialEq)]
enum Misses {
    /// It may: its address, or whether it is asked for, depends on what was loaded.
    Dependent,
    /// It does not. A core looks so far ahead that it never waits for L2, and has as many lines under way as if a prefetcher asked
    /// for them.
    Independent,
}

impl Misses {
    fn of(saved: Saved) -> Misses {
        if saved == Saved::Independent { Misses::Independent } else { Misses::Dependent }
    }
}

/// What misses wait for in all, in cycles.
fn waited(counts: &Counts, machine: &Machine, misses: Misses) -> f64 {
    answered(counts, machine, misses).iter().map(Answered::cycles).sum()
}

/// Cycles of a nanosecond, for what is known by the clock only: of a modelled machine none is known.
const CYCLES_A_NS: f64 = 3.0;

/// So many nanoseconds, in cycles.
pub(super) fn cycles_of(ns: f64) -> f64 {
    ns * CYCLES_A_NS
}

/// So many cycles, in nanoseconds.
pub(super) fn ns_of(cycles: f64) -> f64 {
    cycles / CYCLES_A_NS
}

/// What the useful bytes would not have had to pay.
///
/// - Their least is `misses × density` lines, and lines that lie in the order of the walk are streamed. Lines from another
///   node's memory are dearer, and what is saved of them with it; that they could all have been local is not assumed, for
///   who else uses the page is not known.
/// - Of the page walks it is the share of each page's lines that were used.
/// - Lines that the core never had before have to come once, whatever the layout: they count for nothing here.
/// - Of lines that other cores took it is those that they took for nothing: bytes on lines of their own would have stayed.
///   Where the bytes themselves go to and fro, no layout keeps them, and nothing is avoidable.
pub(super) fn avoidable_cycles(counts: &Counts, machine: &Machine) -> f64 {
    avoidable_of(counts, machine, Misses::Dependent)
}

fn avoidable_of(counts: &Counts, machine: &Machine, misses: Misses) -> f64 {
    let pages = counts.page_density().unwrap_or(1.0).clamp(0.0, 1.0);
    let (translation, counts) = (translation(counts, machine), &without_first(counts));
    let taken = Taken::of(counts, machine);
    let levels = answered(counts, machine, misses);
    let lines = levels.iter().map(Answered::cycles).sum::<f64>() - least_of(counts, &levels);
    // Lines in order may cost less than their least says, but never make up for what others take.
    (lines + translation * (1.0 - pages)).max(0.0) + taken.cycles() * taken.false_share
}

/// What the lines that the useful bytes need would cost in the order of the walk.
fn least_cycles(counts: &Counts, machine: &Machine, misses: Misses) -> f64 {
    let counts = &without_first(counts);
    least_of(counts, &answered(counts, machine, misses))
}

fn least_of(counts: &Counts, levels: &[Answered; 3]) -> f64 {
    let streamed = |level: &Answered| level.all as f64 * level.streamed_cost;
    counts.density().unwrap_or(1.0).clamp(0.0, 1.0) * levels.iter().map(streamed).sum::<f64>()
}

/// What a move is replaced with costs, in cycles: a ring reads and writes where it begins and ends.
const RING: f64 = 8.0;

/// What of this the rewrite avoids.
pub(super) fn saved_cycles(counts: &Counts, machine: &Machine, saved: Saved) -> f64 {
    let unused = || avoidable_cycles(counts, machine);
    match saved {
        Saved::Unused | Saved::Dispatched(_) | Saved::Searched | Saved::Order => unused(),
        Saved::Hop(share) => unused() * share,
        Saved::Independent => avoidable_of(counts, machine, Misses::Independent),
        Saved::Lines(share) => {
            let again = without_first(counts);
            let fetched = (waited(&again, machine, Misses::Dependent) + translation(counts, machine)) * share;
            // Data that becomes smaller stays where it is: of lines of which little is used no fewer are fetched.
            if share < 1.0 { fetched * counts.density().unwrap_or(1.0).clamp(0.0, 1.0) } else { unused().max(fetched) }
        }
        Saved::Moves { times, .. } => (cycles(counts, machine) - times as f64 * RING).max(0.0),
        Saved::LookUps => cycles(counts, machine),
    }
}

/// Which share of a site's time the rewrite could save: `counts` fall on the data, of which the accesses `spared` are made no more, and
/// `all` on everything.
///
/// By the model alone that is a share of its cycles. Where it is known how many cycles the site really took, it is one of these:
///
/// - It took longer. What it does beside waiting for memory stays as long.
/// - It took less time. Its misses overlap, those that stay like those that do not. Its accesses and what is streamed take as
///   long as in the model: they overlap there.
pub(super) fn avoidable_share(
    (counts, saved): (&Counts, Saved),
    spared: &Counts,
    all: &Counts,
    machine: &Machine,
    took: Option<f64>,
) -> f64 {
    let own = site_cycles((counts, saved), all, machine);
    // Of what the rewrite does without it has the misses, and here the accesses.
    let spared = cycles(spared, machine);
    let avoidable = saved_cycles(counts, machine, saved) + spared;
    // How often a line goes to and fro depends on whose turn it is, in the model as outside: the clock says nothing of its cost.
    let taken = Taken::of(&without_first(counts), machine);
    let is_shared = 2.0 * taken.cycles() * taken.false_share > avoidable;
    let took = took.filter(|took| *took > 0.0 && !is_shared).unwrap_or(own);
    let lines = match saved {
        Saved::Unused | Saved::Dispatched(_) | Saved::Searched | Saved::Order | Saved::Independent => 1.0,
        Saved::Lines(share) => 1.0 - share,
        Saved::Hop(share) => share,
        // At worst all that is done faster than in the model is the work that is not done any more.
        Saved::Moves { .. } | Saved::LookUps if took < own => return (1.0 - (own - avoidable) / took).clamp(0.0, 1.0),
        Saved::Moves { .. } | Saved::LookUps => return (avoidable / took).clamp(0.0, 1.0),
    };
    if took >= own {
        return (avoidable / took).clamp(0.0, 1.0);
    }
    let stays = all.accesses() as f64 + dispatch_cycles(saved) - spared
        + least_cycles(counts, machine, Misses::of(saved)) * lines;
    let misses = (own - stays - avoidable).max(0.0);
    (1.0 - stays / took - misses / own).clamp(0.0, 1.0)
}

/// The misses but those of lines that the core never had before, which no level can have had either. What of them was in
/// order is taken to be as much as of the others.
fn without_first(counts: &Counts) -> Counts {
    let without = |misses: u64, streamable: u64| {
        let left = misses - counts.l1d_first.min(misses);
        (left, (u128::from(streamable) * u128::from(left) / u128::from(misses.max(1))) as u64)
    };
    let (l1d_misses, l1d_streamable) = without(counts.l1d_misses, counts.l1d_streamable);
    let (l2_misses, l2_streamable) = without(counts.l2_misses, counts.l2_streamable);
    let (llc_misses, llc_streamable) = without(counts.llc_misses, counts.llc_streamable);
    Counts { l1d_misses, l1d_streamable, l2_misses, l2_streamable, llc_misses, llc_streamable, ..*counts }
}

fn translation(counts: &Counts, machine: &Machine) -> f64 {
    let found = counts.dtlb_misses.saturating_sub(counts.page_walks);
    found as f64 * f64::from(machine.costs.stlb) + counts.page_walks as f64 * f64::from(machine.costs.page_walk)
}

/// Lines that this core had, until another wrote to them.
struct Taken {
    /// Those that it waited for: they come out of the other's cache, where the last level is asked. The few that have left
    /// that cache meanwhile, or that a prefetcher asks for in time, cost what other misses do.
    lines: u64,
    cost: f64,
    /// The share of them that it used no byte of which had been written.
    false_share: f64,
}

impl Taken {
    fn of(counts: &Counts, machine: &Machine) -> Self {
        let asked = below_the_first(counts, machine);
        let last = asked.0.saturating_sub(counts.llc_misses);
        let last_streamable = asked.1.saturating_sub(counts.llc_streamable);
        let false_share = counts.false_transfers as f64 / counts.transfers.max(1) as f64;
        Self {
            lines: counts.transfers.min(last.saturating_sub(last_streamable)),
            cost: f64::from(machine.costs.transfer.max(machine.costs.llc)),
            false_share: false_share.clamp(0.0, 1.0),
        }
    }

    fn cycles(&self) -> f64 {
        self.lines as f64 * self.cost
    }
}

/// One level's misses that it answered: how many in all, how many of them streamable, and the cycles of one of each kind.
struct Answered {
    all: u64,
    streamable: u64,
    irregular_cost: f64,
    streamed_cost: f64,
}

impl Answered {
    fn cycles(&self) -> f64 {
        (self.all - self.streamable) as f64 * self.irregular_cost + self.streamable as f64 * self.streamed_cost
    }
}

/// By level, without the lines that were taken.
fn answered(counts: &Counts, machine: &Machine, misses: Misses) -> [Answered; 3] {
    let (taken, costs) = (Taken::of(counts, machine), &machine.costs);
    let is_independent = misses == Misses::Independent;
    let (l2, l2_streamable) = below_the_first(counts, machine);
    let by = |all: u64, streamable: u64, irregular_cost: f64, streamed_cost: f64| Answered {
        all,
        streamable: streamable.min(all),
        irregular_cost: if is_independent { streamed_cost } else { irregular_cost },
        streamed_cost,
    };
    let l2_streamed = if is_independent { 0.0 } else { costs.l2_streamed.into() };
    // A core has so many lines under way at a time: in order too, those that come from farther away come more slowly.
    let remote = counts.remote_misses as f64 / counts.llc_misses.max(1) as f64;
    let farther = f64::from(costs.remote.max(costs.memory)) / f64::from(costs.memory.max(1));
    let memory = 1.0 + remote.clamp(0.0, 1.0) * (farther - 1.0);
    [
        by(
            counts.l1d_misses.saturating_sub(l2),
            counts.l1d_streamable.saturating_sub(l2_streamable),
            costs.l2.into(),
            l2_streamed,
        ),
        by(
            l2.saturating_sub(counts.llc_misses).saturating_sub(taken.lines),
            l2_streamable.saturating_sub(counts.llc_streamable),
            costs.llc.into(),
            costs.llc_streamed.into(),
        ),
        by(
            counts.llc_misses,
            counts.llc_streamable,
            memory * f64::from(costs.memory),
            memory * f64::from(costs.memory_streamed),
        ),
    ]
}

/// What the last level is asked for, and what of it is streamable: without an L2, all that misses the first.
fn below_the_first(counts: &Counts, machine: &Machine) -> (u64, u64) {
    match machine.l2 {
        Some(_) => (counts.l2_misses, counts.l2_streamable),
        None => (counts.l1d_misses, counts.l1d_streamable),
    }
}
