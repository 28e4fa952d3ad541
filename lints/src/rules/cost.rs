//! Predicted cost: how many cache lines each visited element asks for, now and after the rewrite.
//!
//! Figures follow from the bytes of the elements ([`crate::model::Layout`]) and from how the data lies, for lines of 64 bytes
//! and data larger than the caches. They are the least that the layout needs: what has been fetched stays until it was used,
//! and no line comes twice. Each lint's page has its formula.
use crate::input::Settings;
use crate::report::{Heat, Predicted};

/// Bytes of a cache line on all machines that are modelled but Apple's, which fetch two at once.
const LINE: u64 = 64;
/// What `malloc` aligns to, and rounds sizes up to (glibc, musl, mimalloc and jemalloc alike).
const GRAIN: u64 = 16;
/// How full a hash table is on average: `hashbrown` doubles it at seven in eight, so it is between 7/16 and 7/8 full.
const LOAD: f64 = 0.65625;

/// Elements that lie side by side.
pub(super) fn side_by_side(bytes: u64) -> f64 {
    bytes as f64 / LINE as f64
}

/// Elements that lie side by side, of each of which `used` bytes in a row are asked for: all lines, or those that these lie in.
pub(super) fn apart(bytes: u64, used: u64) -> f64 {
    const WORD: u64 = 8;
    let own = 1.0 + used.max(WORD).saturating_sub(WORD) as f64 / LINE as f64;
    side_by_side(bytes).min(own)
}

/// An allocation of its own for each element: the lines that it touches, averaged over the places in a line where it may start.
pub(super) fn scattered(bytes: u64) -> f64 {
    let starts = LINE / GRAIN;
    let touched = (0..starts).map(|start| (start * GRAIN + bytes.max(1)).div_ceil(LINE));
    touched.sum::<u64>() as f64 / starts as f64
}

/// Slots of a hash table, a control byte for each: per full slot, the lines in which a full slot lies, or a part of one.
pub(super) fn slots(bytes: u64) -> f64 {
    let bytes = bytes.max(1);
    // A line has this many slots, or parts of them, on average over where the slots begin in lines.
    let together = 1 << bytes.trailing_zeros().min(LINE.trailing_zeros());
    let in_a_line = (LINE + bytes - together) as f64 / bytes as f64;
    let fetched = 1.0 - (1.0 - LOAD).powf(in_a_line);
    (side_by_side(bytes) * fetched + side_by_side(1)) / LOAD
}

/// Cells of which each lies in another row's allocation.
pub(super) fn across_rows(bytes: u64) -> f64 {
    side_by_side(bytes).max(1.0)
}

/// What a row asks for beyond its cells: its header, and the ends of its allocation that share a line with
/// something else.
pub(super) fn each_row(header: u64) -> f64 {
    side_by_side(header) + (LINE - GRAIN) as f64 / LINE as f64
}

/// So many elements are small where their bytes are not known.
pub(super) const SMALL_ELEMENTS: u64 = 64;
/// So many elements are large where their bytes are not known.
const LARGE_ELEMENTS: u64 = 1 << 16;

/// Whether a constant number of elements makes small or large data; none where it is neither.
pub(super) fn extent(settings: &Settings, elements: u64, bytes: Option<u64>) -> Option<Extent> {
    let total = bytes.map(|bytes| elements.saturating_mul(bytes));
    if total.map_or(elements <= SMALL_ELEMENTS, |total| total <= settings.small_bytes) {
        Some(Extent::Small)
    } else if total.map_or(elements >= LARGE_ELEMENTS, |total| total >= settings.large_bytes) {
        Some(Extent::Large)
    } else {
        None
    }
}

/// The least gain for which a rewrite is worth a warning: lines per element now, by those after it.
const WORTH: f64 = 1.3;

/// Whether a rewrite is worth a warning by what is predicted. What is not known is no reason against it: the words say what is
/// not known, and why.
pub(super) fn is_worth(predicted: &Predicted) -> bool {
    match (predicted.lines_now, predicted.lines_after, predicted.lines_per_row) {
        (Some(now), Some(after), None) => now >= after * WORTH,
        _ => true,
    }
}

/// Whether the figures of a rewrite say that it gains something, or do not say.
pub(crate) fn gains(predicted: &Predicted) -> bool {
    match (predicted.lines_now, predicted.lines_after, predicted.lines_per_row) {
        (Some(now), Some(after), None) => now > after,
        _ => true,
    }
}

/// How much data there is, as far as that changes what it costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Extent {
    Small,
    Large,
}

/// Elements that a pass is taken to visit where nothing tells.
const TYPICAL_TRIPS: f64 = 1000.0;

/// What ranks a finding: avoidable lines of an element (`otherwise` where they are not known), times how hot the code is, times
/// how many elements a pass visits.
pub(super) fn weight(predicted: &Predicted, heat: Heat, otherwise: f64) -> f64 {
    // Where the figures see nothing to gain, the order and the capacity that they do not see remain.
    let avoidable = predicted.avoidable().unwrap_or(otherwise).max(0.02);
    let heat = match heat {
        Heat::Hot => 16.0,
        Heat::Warm => 2.0,
        Heat::Cold => 0.0625,
    };
    let trips = predicted.trips.map_or(1.0, |trips| (trips as f64 / TYPICAL_TRIPS).clamp(0.01, 1000.0));
    avoidable * heat * trips
}

/// A search by halves: the first steps lie in lines that stay in the cache, the last ones in one line.
pub(super) fn bisected(elements: u64, bytes: u64) -> f64 {
    const KEPT: f64 = 8.0;
    let steps = (elements.max(1) as f64).log2();
    let in_a_line = (LINE as f64 / bytes.max(1) as f64).max(1.0).log2();
    (steps - KEPT - in_a_line).max(0.0) + 1.0
}
