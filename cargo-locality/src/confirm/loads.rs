//! Loads that the processor itself sampled: where they were answered from, how long they took, and what they went for.
//!
//! Each is booked on the sites whose lines its instruction was compiled from, what was inlined there among it.
use camino::Utf8Path;
use locality_probe::record::Record;
use rustc_hash::{FxHashMap, FxHashSet};
use serde::{Serialize, Serializer};

use super::attribute::{Place, is_at};
use super::symbols::Symbols;
use super::verdict::percent;

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
    pub(super) source: Source,
    /// How long it took, in cycles; 0 where the processor does not tell, as AMD's does not of what L1d answers.
    pub(super) cycles: u64,
}

/// Where a load was answered from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Source {
    L1d,
    /// The line was on its way already, for another access or a prefetch.
    Underway,
    L2,
    Llc,
    /// Another core's cache, which had written the line, or another group of cores'.
    OtherCore,
    Memory,
    /// Another node's memory or cache.
    Remote,
}

impl Source {
    const ALL: [Self; 7] =
        [Self::L1d, Self::Underway, Self::L2, Self::Llc, Self::OtherCore, Self::Memory, Self::Remote];

    /// Its name in JSON.
    fn name(self) -> &'static str {
        match self {
            Self::L1d => "l1d",
            Self::Underway => "underway",
            Self::L2 => "l2",
            Self::Llc => "llc",
            Self::OtherCore => "other_core",
            Self::Memory => "memory",
            Self::Remote => "remote",
        }
    }

    /// Its name for people.
    fn words(self) -> &'static str {
        match self {
            Self::L1d => "L1d",
            Self::Underway => "a line that was underway",
            Self::L2 => "L2",
            Self::Llc => "the last level",
            Self::OtherCore => "another core's cache",
            Self::Memory => "memory",
            Self::Remote => "another node",
        }
    }
}

/// What the loads of a site were, by samples.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct LoadsSampled {
    /// How many were sampled.
    pub samples: u64,
    /// Pages of 4 KiB that they read, of those whose address is known.
    pub pages: u64,
    /// How long they took on average, in cycles, of those that tell.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cycles: Option<f64>,
    /// By where they were answered from, the nearest first.
    #[serde(serialize_with = "as_map")]
    pub sources: Vec<(&'static str, OfSource)>,
}

/// The loads of one source.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct OfSource {
    /// Their share of all that were sampled.
    pub share: f64,
    /// How long they took on average, in cycles, of those that tell.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cycles: Option<f64>,
}

fn as_map<S: Serializer>(sources: &[(&'static str, OfSource)], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_map(sources.iter().map(|(name, source)| (name, source)))
}

impl LoadsSampled {
    /// Of a site's; `None` if they are too few.
    fn of(loads: &[Load]) -> Option<Self> {
        if loads.len() < FEWEST {
            return None;
        }
        let source = |source: Source| {
            let of_source = loads.iter().filter(|load| load.source == source).copied().collect::<Vec<_>>();
            let share = of_source.len() as f64 / loads.len() as f64;
            (!of_source.is_empty()).then(|| (source.name(), OfSource { share, cycles: mean(&of_source) }))
        };
        let known = loads.iter().filter(|load| load.address != 0);
        Some(Self {
            samples: loads.len() as u64,
            pages: known.map(|load| load.address >> PAGE_BITS).collect::<FxHashSet<_>>().len() as u64,
            cycles: mean(loads),
            sources: Source::ALL.into_iter().filter_map(source).collect(),
        })
    }

    /// In a line: the sources that answered most, and how long they took.
    pub(super) fn words(&self) -> String {
        let mut sources = self.sources.clone();
        sources.sort_by(|one, other| other.1.share.total_cmp(&one.1.share));
        let one = |(name, source): &(&'static str, OfSource)| {
            let known = Source::ALL.into_iter().find(|source| source.name() == *name);
            let cycles = source.cycles.map(|cycles| format!(" ({cycles:.0} cycles)")).unwrap_or_default();
            format!("{} from {}{cycles}", percent(source.share), known.map_or(*name, Source::words))
        };
        let most = sources.iter().take(3).map(one).collect::<Vec<_>>();
        format!("of {} loads that the processor sampled {}", self.samples, most.join(", "))
    }
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
    places: &[Place],
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
    by_place.iter().map(|loads| LoadsSampled::of(loads)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn loads_are_told_by_their_sources() {
        let load = |nth: u64, source, cycles| Load { time: nth, address: 0x7000_0000 + nth * 2048, source, cycles };
        let mut loads = (0..6).map(|nth| load(nth, Source::L1d, 0)).collect::<Vec<_>>();
        assert_eq!(LoadsSampled::of(&loads), None, "too few");
        loads.extend((6..9).map(|nth| load(nth, Source::Memory, 200 + 100 * (nth - 6))));
        loads.extend([Load { address: 0, ..load(9, Source::OtherCore, 100) }; 3]);
        let sampled = LoadsSampled::of(&loads).expect("enough");
        // Two of the first nine share a page each time.
        assert_eq!((sampled.samples, sampled.pages, sampled.cycles), (12, 5, Some(200.0)));
        let told = |share, cycles| OfSource { share, cycles };
        assert_eq!(
            sampled.sources,
            [("l1d", told(0.5, None)), ("other_core", told(0.25, Some(100.0))), ("memory", told(0.25, Some(300.0)))]
        );
        assert_eq!(
            sampled.words(),
            "of 12 loads that the processor sampled 50 % from L1d, 25 % from another core's cache (100 cycles), \
             25 % from memory (300 cycles)"
        );
        let json = serde_json::to_value(&sampled).expect("JSON");
        assert_eq!(json["sources"]["memory"]["share"], 0.25);
        assert!(json["sources"]["l1d"].get("cycles").is_none() && json["sources"].get("l2").is_none(), "{json}");
    }
}
