//! Loads that the processor itself sampled: where they were answered from, how long they took, and what they went for.
//!
//! Each is booked on the sites whose lines its instruction was compiled from, what was inlined there among it.
use camino::Utf8Path;
use locality_probe::record::Record;
use rustc_hash::{FxHashMap, FxHashSet};

use super::attribute::{SiteLines, is_at};
use super::symbols::Symbols;
use crate::report::evidence::{LoadSource, LoadsSampled, OfSource};

/// From fewer samples of a site nothing is said.
const FEWEST: usize = 10;
/// Bits of an address within a page of 4 KiB.
const PAGE_BITS: u32 = 12;

/// What was sampled, by process and address of the instruction.
pub(super) type Loads = FxHashMap<(u32, u64), Vec<Load>>;

/// A load that was sampled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Load {
    /// By the monotonic clock, in nanoseconds.
    pub(super) time: u64,
    /// The address that was read; 0 where the processor does not tell.
    pub(super) address: u64,
    pub(super) source: LoadSource,
    /// How long it took, in cycles; 0 where the processor does not tell, as AMD's does not of what L1d answers.
    pub(super) cycles: u64,
}

/// All sources, the nearest first.
const SOURCES: [LoadSource; 7] = [
    LoadSource::L1d,
    LoadSource::Underway,
    LoadSource::L2,
    LoadSource::Llc,
    LoadSource::OtherCore,
    LoadSource::Memory,
    LoadSource::Remote,
];

/// What the loads of a site were; `None` if they are too few.
fn sampled(loads: &[Load]) -> Option<LoadsSampled> {
    if loads.len() < FEWEST {
        return None;
    }
    let of = |source: LoadSource| {
        let of_source = loads.iter().filter(|load| load.source == source).copied().collect::<Vec<_>>();
        let share = of_source.len() as f64 / loads.len() as f64;
        (!of_source.is_empty()).then(|| (source, OfSource { share, cycles: mean(&of_source) }))
    };
    let known = loads.iter().filter(|load| load.address != 0);
    Some(LoadsSampled {
        samples: loads.len() as u64,
        pages: known.map(|load| load.address >> PAGE_BITS).collect::<FxHashSet<_>>().len() as u64,
        cycles: mean(loads),
        sources: SOURCES.into_iter().filter_map(of).collect(),
    })
}

/// The mean time of those that tell it.
fn mean(loads: &[Load]) -> Option<f64> {
    let told = loads.iter().map(|load| load.cycles).filter(|cycles| *cycles > 0).collect::<Vec<_>>();
    (!told.is_empty()).then(|| told.iter().map(|cycles| *cycles as f64).sum::<f64>() / told.len() as f64)
}

/// What was sampled at each of `places`.
pub(super) fn of(
    loads: &Loads,
    records: &[Record],
    places: &[SiteLines],
    workspace: &Utf8Path,
) -> Vec<Option<LoadsSampled>> {
    let mut by_place = vec![Vec::new(); places.len()];
    let mut symbols = Symbols::new(workspace);
    for record in records {
        // Before, the process was another program, which this one took the place of: cargo.
        let run = record.began_ns..=record.began_ns.saturating_add(record.wall_ns);
        for ((_, instruction), met) in loads.iter().filter(|((pid, _), _)| *pid == record.pid) {
            // It is found as one is that a call returns to: by the address before.
            let frames = symbols.frames(record, instruction.saturating_add(1));
            for (place, of_place) in places.iter().zip(&mut by_place) {
                if is_at(place, &frames) {
                    of_place.extend(met.iter().filter(|load| run.contains(&load.time)).copied());
                }
            }
        }
    }
    by_place.iter().map(|loads| sampled(loads)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn loads_are_told_by_their_sources() {
        let load = |nth: u64, source, cycles| Load { time: nth, address: 0x7000_0000 + nth * 2048, source, cycles };
        let mut loads = (0..6).map(|nth| load(nth, LoadSource::L1d, 0)).collect::<Vec<_>>();
        assert_eq!(sampled(&loads), None, "too few");
        loads.extend((6..9).map(|nth| load(nth, LoadSource::Memory, 200 + 100 * (nth - 6))));
        loads.extend([Load { address: 0, ..load(9, LoadSource::OtherCore, 100) }; 3]);
        let sampled = sampled(&loads).expect("enough");
        // Two of the first nine share a page each time.
        assert_eq!((sampled.samples, sampled.pages, sampled.cycles), (12, 5, Some(200.0)));
        let told = |share, cycles| OfSource { share, cycles };
        assert_eq!(
            sampled.sources,
            [
                (LoadSource::L1d, told(0.5, None)),
                (LoadSource::OtherCore, told(0.25, Some(100.0))),
                (LoadSource::Memory, told(0.25, Some(300.0)))
            ]
        );
    }
}
