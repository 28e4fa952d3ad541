//! How far the model and the processor agree on what they both counted at a site.
use locality_probe::counts::Counts;
use locality_probe::record::Counters;

use crate::report::evidence::Agreement;

/// Fewer events of the processor's are noise: what interrupts a program makes some.
const FEWEST: u64 = 1000;
/// At least this share of a site's entries must have been long enough to be counted: those that were not are other entries
/// than those that were.
const COUNTED: f64 = 0.95;

/// What the model counted over what the processor did, by figure, each of an entry: the run that is timed and the one that
/// is traced may enter a site differently often.
///
/// `entries` are those of the traced run.
pub(super) fn agreement(counts: &Counts, entries: u64, hardware: &Counters) -> Agreement {
    let counted = hardware.counted.unwrap_or(0);
    let all = counted.saturating_add(hardware.too_short.unwrap_or(0));
    if entries == 0 || counted == 0 || (counted as f64) < COUNTED * all as f64 {
        return Agreement::default();
    }
    let ratio = |model: u64, processor: Option<u64>| {
        let processor = processor.filter(|events| *events >= FEWEST)?;
        let an_entry = |events: u64, entries: u64| events as f64 / entries as f64;
        Some(an_entry(model, entries) / an_entry(processor, counted))
    };
    Agreement {
        l1d_misses: ratio(counts.l1d_misses, hardware.l1d_misses),
        llc_misses: ratio(counts.llc_misses, hardware.llc_misses),
        page_walks: ratio(counts.page_walks, hardware.page_walks),
        remote_dram: ratio(counts.remote_misses, hardware.remote_dram),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Ten entries, each with so many events.
    fn hardware(l1d: u64, llc: u64) -> Counters {
        Counters {
            cycles: Some(1 << 30),
            l1d_misses: Some(10 * l1d),
            llc_misses: Some(10 * llc),
            counted: Some(10),
            too_short: Some(0),
            ..Counters::default()
        }
    }

    #[test]
    fn figures_are_compared_entry_by_entry() {
        let counts = Counts { l1d_misses: 9700, llc_misses: 3000, page_walks: 7, ..Counts::default() };
        let both = Agreement { l1d_misses: Some(0.97), llc_misses: Some(1.5), ..Agreement::default() };
        // One entry against ten of them. Nobody but the model counted page walks.
        let ratios = agreement(&counts, 1, &hardware(10_000, 2000));
        assert_eq!(ratios, both);
        // The same in a run that entered it twice.
        let ratios = agreement(&(counts + counts), 2, &hardware(10_000, 2000));
        assert_eq!(ratios, both);
    }

    #[test]
    fn few_events_and_entries_of_another_kind_say_nothing() {
        let counts = Counts { l1d_misses: 9700, llc_misses: 3, page_walks: 7, ..Counts::default() };
        let one = Agreement { l1d_misses: Some(0.97), ..Agreement::default() };
        assert_eq!(agreement(&counts, 1, &hardware(10_000, 99)), one);
        assert_eq!(agreement(&counts, 0, &hardware(10_000, 99)), Agreement::default());
        assert_eq!(agreement(&counts, 1, &Counters::default()), Agreement::default());
        let short = |too_short| Counters { too_short: Some(too_short), ..hardware(10_000, 99) };
        assert_eq!(agreement(&counts, 1, &short(1)), Agreement::default());
        let many = Counters { counted: Some(100), l1d_misses: Some(1_000_000), ..short(1) };
        assert_eq!(agreement(&counts, 1, &many), one);
    }
}
