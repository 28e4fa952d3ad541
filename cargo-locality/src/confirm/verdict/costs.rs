//! What makes a site pay that is confirmed.
use locality_probe::counts::Counts;
use locality_probe::machine::Machine;

use super::Figures;
use crate::confirm::cost::cycles;
use crate::report::evidence::{Saved, Split};
use crate::report::memory::{Conflicts, FAR, LargestBlock, Neighbours, Slots};
use crate::report::reason::Cost;

/// From this share of its time on it is told that it passes in page faults.
const FAULTING: f64 = 0.10;
/// From so many page walks per access on they are told.
const WALKED: f64 = 0.001;
/// From this share of misses on it is told that they are the container's own: below it, something else matters more.
const CONTAINER: f64 = 0.25;
/// From this share of misses on it is said that other threads took the lines, or of lines from memory that they are another
/// node's: what is less is not what the site pays for.
const ELSEWHERE: f64 = 0.25;
/// From this share of misses on it is told that they are two hops away.
const HOPS: f64 = 0.25;
/// From this share of misses on it is told that they are in what elements own, or in other data beside that.
pub(super) const OTHERS: f64 = 0.10;
/// From this share of empty slots on it is said: a map that grew by itself is between 7/16 and 7/8 full.
const EMPTY: f64 = 0.60;

/// Below this share of a block that is used it is said: one that grew by itself is at least half full.
const FILLED: f64 = 0.50;
/// Smaller blocks are no loss, in bytes.
const LARGE: u64 = 1 << 16;
/// A huge page of most processors, in bytes.
const HUGE_PAGE: u64 = 2 << 20;
/// Below this share of a block that is on huge pages, hardly any is.
const FEW: f64 = 0.10;
/// From this share on, most is.
const MANY: f64 = 0.75;

/// What makes a confirmed site pay.
pub(super) fn costs(figures: &Figures, counts: &Counts, machine: &Machine) -> Vec<Cost> {
    let per_access = |events: u64| events as f64 / counts.accesses().max(1) as f64;
    let of_misses = |events: u64| events as f64 / counts.l1d_misses as f64;
    let mut costs = vec![Cost::Misses(per_access(counts.l1d_misses))];
    match figures.subject.map(|subject| subject.saved) {
        Some(Saved::Moves { times, bytes }) => {
            costs.insert(0, Cost::Moves { times, bytes: bytes / times.max(1) });
        }
        Some(Saved::LookUps) => {
            let all = figures.counts.map_or(0.0, |counts| cycles(&counts, machine));
            return vec![Cost::LookUps(cycles(counts, machine) / all.max(1.0))];
        }
        Some(Saved::Lines(share)) => costs.push(Cost::Lines(share)),
        _ => {}
    }
    let (falsely, truly) = taken(counts);
    costs.extend((falsely >= ELSEWHERE).then_some(Cost::FalseSharing(falsely)));
    costs.extend((truly >= ELSEWHERE).then_some(Cost::TrueSharing(truly)));
    costs.extend(counts.density().map(Cost::Density));
    if counts.l1d_misses > 0 {
        // Of lines that others take the order does not matter.
        let irregular = 1.0 - of_misses(counts.l1d_streamable) - falsely - truly;
        costs.extend((irregular >= 0.5).then_some(Cost::Irregular(irregular)));
    }
    let conflicts = Conflicts::of(counts);
    costs.extend((!conflicts.is_empty()).then_some(Cost::Conflicts(conflicts)));
    costs.extend((figures.kernel.faults >= FAULTING).then_some(Cost::PageFaults(figures.kernel.faults)));
    let remote = counts.remote_misses as f64 / counts.llc_misses.max(1) as f64;
    if remote >= ELSEWHERE && counts.llc_misses as f64 >= ELSEWHERE * counts.l1d_misses as f64 {
        costs.push(Cost::Remote(remote));
    }
    if per_access(counts.page_walks) >= WALKED {
        costs.push(Cost::PageWalks(per_access(counts.page_walks)));
        costs.extend(pages(figures, machine));
    }
    costs.extend(figures.neighbours.as_ref().and_then(apart));
    let hops = figures.subject.map(|subject| subject.beyond(2)).filter(|share| *share >= HOPS);
    costs.extend(hops.map(Cost::Hops));
    costs.extend(capacity(figures, machine));
    costs.extend(figures.slots.as_ref().and_then(empty));
    let payload = figures.subject.map(|subject| subject.payload).filter(|share| *share >= OTHERS);
    costs.extend(payload.map(Cost::Payload));
    costs.extend(figures.split.as_ref().and_then(container));
    costs
}

/// The shares of misses that are lines which other threads took: for nothing, and for the bytes that are used.
pub(super) fn taken(counts: &Counts) -> (f64, f64) {
    let of_misses = |lines: u64| lines as f64 / counts.l1d_misses.max(1) as f64;
    let falsely = counts.false_transfers.min(counts.transfers);
    (of_misses(falsely), of_misses(counts.transfers - falsely))
}

/// How far apart what is next to each other in the walk lies in memory.
fn apart(neighbours: &Neighbours) -> Option<Cost> {
    let Neighbours { same_page, median, .. } = *neighbours;
    let far = Cost::FarNeighbours { median, same_page };
    (same_page < FAR).then(|| neighbours.stride().map_or(far, |bytes| Cost::Stride { bytes, same_page }))
}

/// The block that most of what the site touches lies in, if there is one.
fn main_block(figures: &Figures, machine: &Machine) -> Option<LargestBlock> {
    let largest = figures.blocks?.largest;
    let touched = figures.lines_touched?.saturating_mul(machine.l1d.line().into());
    (largest.used_at_most.saturating_mul(2) >= touched).then_some(largest)
}

/// How much of a block is used.
fn capacity(figures: &Figures, machine: &Machine) -> Option<Cost> {
    let LargestBlock { bytes, used_at_most, .. } = main_block(figures, machine)?;
    let used = used_at_most as f64 / bytes.max(1) as f64;
    (bytes >= LARGE && used < FILLED).then_some(Cost::Unfilled { used, bytes })
}

/// Whether huge pages spare the page walks, or would: where the TLB has an entry for each of them.
fn pages(figures: &Figures, machine: &Machine) -> Option<Cost> {
    let block =
        main_block(figures, machine).filter(|block| block.bytes / HUGE_PAGE <= machine.stlb.entries().into())?;
    let pages = block.pages.filter(|_| machine.page < HUGE_PAGE)?;
    let share = pages.huge as f64 / pages.resident.max(1) as f64;
    let bytes = block.bytes;
    Some(match share {
        ..FEW => Cost::SmallPages { bytes },
        FEW..MANY => Cost::FewHugePages { share, bytes },
        _ => Cost::HugePages { share, bytes, page: machine.page },
    })
}

/// How empty a map is that is walked. The group of control bytes that an iterator loads is known, and how many slots it
/// stands for; how many of them were full is not, only how often elements were read afterwards.
fn empty(slots: &Slots) -> Option<Cost> {
    let at_least = slots.empty_at_least();
    (at_least >= EMPTY).then_some(Cost::EmptySlots { at_least, visited: slots.visited })
}

/// What of the misses is not the user's doing.
fn container(split: &Split) -> Option<Cost> {
    let worst = split.functions.first().filter(|_| split.container >= CONTAINER)?;
    let alone = worst.share >= 0.9 * split.container;
    Some(Cost::Container { share: split.container, function: worst.function.clone(), alone })
}
