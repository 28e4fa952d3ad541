//! What memory traffic costs on a machine, in cycles: the one formula behind verdicts and `trace`.
use locality_probe::counts::Counts;
use locality_probe::machine::Machine;

/// What the accesses cost in the model, in cycles: one each, and what each miss waits for.
pub(super) fn cycles(counts: &Counts, machine: &Machine) -> f64 {
    let misses = answered(counts, machine)
        .iter()
        .map(|level| {
            (level.all - level.streamable) as f64 * level.irregular_cost + level.streamable as f64 * level.streamed_cost
        })
        .sum::<f64>();
    counts.accesses() as f64 + misses + translation(counts, machine)
}

/// What the useful bytes would not have had to pay. Their least is `misses × density` lines, and lines that lie in the
/// order of the walk are streamed; of the page walks it is the share of each page's lines that were used.
pub(super) fn avoidable_cycles(counts: &Counts, machine: &Machine) -> f64 {
    let density = counts.density().unwrap_or(1.0).clamp(0.0, 1.0);
    let pages = counts.page_density().unwrap_or(1.0).clamp(0.0, 1.0);
    let lines = answered(counts, machine)
        .iter()
        .map(|level| {
            let irregular = (level.all - level.streamable) as f64;
            let least = level.all as f64 * density * level.streamed_cost;
            irregular * level.irregular_cost + level.streamable as f64 * level.streamed_cost - least
        })
        .sum::<f64>();
    (lines + translation(counts, machine) * (1.0 - pages)).max(0.0)
}

fn translation(counts: &Counts, machine: &Machine) -> f64 {
    let found = counts.dtlb_misses.saturating_sub(counts.page_walks);
    found as f64 * f64::from(machine.costs.stlb) + counts.page_walks as f64 * f64::from(machine.costs.page_walk)
}

/// One level's misses that it answered: how many in all, how many of them streamable, and the cycles of one of each kind.
struct Answered {
    all: u64,
    streamable: u64,
    irregular_cost: f64,
    streamed_cost: f64,
}

fn answered(counts: &Counts, machine: &Machine) -> [Answered; 3] {
    let costs = &machine.costs;
    // Without an L2 what misses the first level asks the last one.
    let (l2, l2_streamable) = match machine.l2 {
        Some(_) => (counts.l2_misses, counts.l2_streamable),
        None => (counts.l1d_misses, counts.l1d_streamable),
    };
    let by = |asked: u64, streamable: u64, missed: u64, missed_streamable: u64, irregular: u32, streamed: u32| {
        let all = asked.saturating_sub(missed);
        Answered {
            all,
            streamable: streamable.saturating_sub(missed_streamable).min(all),
            irregular_cost: f64::from(irregular),
            streamed_cost: f64::from(streamed),
        }
    };
    [
        by(counts.l1d_misses, counts.l1d_streamable, l2, l2_streamable, costs.l2, costs.l2_streamed),
        by(l2, l2_streamable, counts.llc_misses, counts.llc_streamable, costs.llc, costs.llc_streamed),
        by(counts.llc_misses, counts.llc_streamable, 0, 0, costs.memory, costs.memory_streamed),
    ]
}
