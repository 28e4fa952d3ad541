//! What this computer's memory costs, measured once: a chain of loads, each of which needs the one before, over working
//! sets that fit into each level; and a walk in order over the same.
use std::fs;
use std::hint::black_box;
use std::time::Instant;

use camino::Utf8Path;
use locality_probe::machine::{Costs, Machine};

/// Words of a line, one of which is used.
const WORDS: usize = 16;
/// Lines of a page: a page is left only when all its lines were visited, so that the TLB has little part in it.
const PAGE: usize = 64;
/// Rounds of each measurement, of which the fastest counts: what disturbs only adds.
const ROUNDS: usize = 5;
/// Bytes that no last-level cache keeps, as far as a part of a shared one goes.
const BEYOND: u64 = 256 << 20;

/// The machine with the costs of this computer: those measured before, where they were of the same geometry, else now.
pub(super) fn calibrated(machine: Machine, home: &Utf8Path) -> Machine {
    let known = home.join("host-machine");
    let geometry = |machine: &Machine| format!("{machine:#}");
    let before = fs::read_to_string(&known).ok().and_then(|text| Machine::parse(text.trim()).ok());
    if let Some(before) = before.filter(|before| geometry(before) == geometry(&machine)) {
        return before;
    }
    let machine = Machine { costs: costs(&machine), ..machine };
    // Measured again next time, if it cannot be written.
    _ = fs::create_dir_all(home).and_then(|()| fs::write(&known, machine.to_string()));
    machine
}

/// Cycles by level. The first level's latency is the unit: a cycle is a fifth of it.
fn costs(machine: &Machine) -> Costs {
    let known = machine.costs;
    let cycle = chained(machine.l1d.bytes() / 2) / f64::from(known.l1d);
    if !cycle.is_finite() || cycle <= 0.0 {
        return known;
    }
    let l2 = machine.l2.map(|l2| (l2.bytes() / 2).max(2 * machine.l1d.bytes()));
    let llc = (machine.llc.bytes() / 2).max(2 * l2.unwrap_or(machine.l1d.bytes()));
    let cycles = |ns: f64, least: u32, most: u32| ((ns / cycle).round() as u32).clamp(least, most);
    let l2_cost = l2.map_or(known.l2, |bytes| cycles(chained(bytes), known.l1d + 1, 100));
    let llc_cost = cycles(chained(llc), l2_cost + 1, 400);
    let memory_cost = cycles(chained(BEYOND), llc_cost + 1, 4000);
    Costs {
        l2: l2_cost,
        llc: llc_cost,
        memory: memory_cost,
        l2_streamed: l2.map_or(known.l2_streamed, |bytes| cycles(in_order(bytes), 1, l2_cost)),
        llc_streamed: cycles(in_order(llc), 1, llc_cost),
        memory_streamed: cycles(in_order(BEYOND), 1, memory_cost),
        // Neither is measured: two threads may be given one core, and no node's memory can be asked for without `libnuma`.
        // A line out of another core's cache takes so much longer than one of the last level, another node's memory so many
        // times as long as the own.
        transfer: llc_cost + known.transfer.saturating_sub(known.llc),
        remote: memory_cost + memory_cost * known.remote.saturating_sub(known.memory) / known.memory.max(1),
        ..known
    }
}

/// Nanoseconds of a load that needs the one before, in a working set of so many bytes.
fn chained(bytes: u64) -> f64 {
    let lines = (bytes as usize / 4 / WORDS).max(PAGE);
    let mut next = vec![0_u32; lines * WORDS];
    let order = order(lines);
    for (from, to) in order.iter().zip(order.iter().cycle().skip(1)) {
        next[*from as usize * WORDS] = *to * WORDS as u32;
    }
    let steps = lines.clamp(100_000, 1_000_000);
    let round = |from: u32| {
        let start = Instant::now();
        let mut at = from;
        for _ in 0..steps {
            at = next[at as usize];
        }
        (start.elapsed().as_nanos() as f64 / steps as f64, black_box(at))
    };
    let mut at = order.first().map_or(0, |first| first * WORDS as u32);
    let mut best = f64::INFINITY;
    for _ in 0..ROUNDS {
        let (ns, end) = round(at);
        (best, at) = (best.min(ns), end);
    }
    best
}

/// Nanoseconds of a line that is read in order.
fn in_order(bytes: u64) -> f64 {
    let lines = (bytes as usize / 4 / WORDS).max(PAGE);
    let words = vec![1_u32; lines * WORDS];
    let rounds = (200_000 / lines).max(1);
    let mut best = f64::INFINITY;
    for _ in 0..ROUNDS {
        let start = Instant::now();
        for _ in 0..rounds {
            black_box(black_box(&words).iter().step_by(WORDS).fold(0_u32, |sum, word| sum.wrapping_add(*word)));
        }
        best = best.min(start.elapsed().as_nanos() as f64 / (rounds * lines) as f64);
    }
    best
}

/// Lines in an order that no prefetcher guesses: pages at random, and so the lines of each.
fn order(lines: usize) -> Vec<u32> {
    // SplitMix64 (Steele, Lea, Flood 2014), Fisher and Yates's shuffle.
    let mut state = 0_u64;
    let mut below = |bound: usize| {
        state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = (state ^ state >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ mixed >> 31) % bound as u64) as usize
    };
    let mut shuffled = |count: usize| {
        let mut all = (0..count as u32).collect::<Vec<_>>();
        for last in (1..count).rev() {
            all.swap(last, below(last + 1));
        }
        all
    };
    let pages = shuffled(lines / PAGE);
    pages.iter().flat_map(|page| shuffled(PAGE).into_iter().map(move |line| page * PAGE as u32 + line)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_visited_once() {
        let mut all = order(8 * PAGE);
        all.sort_unstable();
        assert_eq!(all, (0..8 * PAGE as u32).collect::<Vec<_>>());
    }

    #[test]
    fn what_was_measured_is_believable_and_kept() {
        let home = tempfile::tempdir().unwrap();
        let home = Utf8Path::from_path(home.path()).unwrap();
        let machine = Machine::default();
        let measured = calibrated(machine, home);
        let Costs { l1d, l2, llc, memory, .. } = measured.costs;
        assert!(l1d < l2 && l2 < llc && llc < memory, "{measured}");
        assert_eq!(calibrated(machine, home), measured, "not measured again");
        let other = Machine::parse("l1d=32K/8/64").unwrap();
        assert_eq!(format!("{:#}", calibrated(other, home)), format!("{other:#}"), "another geometry is");
    }
}
