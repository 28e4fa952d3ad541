//! What is booked on one place: what its accesses found in L1 and TLBs, and what became of its misses below.

use super::history::Cause;
use super::{Distances, Grown, Memory, Zeroed};
use crate::counts::Counts;

/// What was booked on one place.
#[derive(Clone, Copy, Debug, Default)]
pub struct Account {
    /// The figures.
    pub counts: Counts,
    /// How far apart the lines lie that it fetched.
    pub distances: Distances,
}

/// What the accesses of one place to one group of memory found in L1 and TLBs.
#[derive(Clone, Copy, Debug, Default)]
#[repr(C, align(64))]
pub(super) struct Tally {
    pub(super) dtlb_misses: u64,
    pub(super) page_walks: u64,
    pub(super) bytes_used: u64,
    /// 64ths of pages.
    pub(super) parts_used: u64,
    pub(super) false_transfers: u64,
    /// At most so many.
    pub(super) dtlb_conflicts: u32,
    pub(super) walk_conflicts: u32,
    pub(super) account: u32,
    /// See [`Groups`](super::groups::Groups).
    pub(super) group: u32,
    /// The account's next; 0 is none.
    pub(super) next: u32,
}

/// By number of the part. Part 0 belongs to account 0, which is of no place: it takes what there is no memory to tell apart.
pub(super) type Tallies<'m> = Grown<'m, Tally>;

/// Where a line that was not in the L1 was found.
#[derive(Clone, Copy, Debug)]
pub(super) enum Level {
    L2 = 0,
    Last = 1,
    Memory = 2,
    /// The memory of another node.
    Remote = 3,
}

/// What became of the misses of one place in one group of memory.
#[derive(Clone, Copy, Debug, Default)]
#[repr(C, align(64))]
pub(super) struct Kinds {
    /// By kind: why, where the line was found, and whether a prefetcher would have had it.
    counts: [u64; 32],
    pub(super) l2_conflicts: u64,
    pub(super) llc_conflicts: u64,
}

/// By number of the part.
pub(super) type AllKinds<'m> = Grown<'m, Kinds>;

/// What the misses of one place looked like so far.
#[derive(Clone, Copy, Debug, Default)]
#[repr(C, align(64))]
pub(super) struct Missed {
    previous_line: u64,
    previous_delta: i64,
    distances: Distances,
}

/// By number of the account.
pub(super) type AllMissed<'m> = Grown<'m, Missed>;

super::memory::zeroed!(Tally, Kinds, Missed);

/// A stride prefetcher follows steps up to half a page: the limit that Intel documents for its L1 IP prefetcher (2 KiB).
const FARTHEST_STRIDE: u64 = 2048;

impl Missed {
    /// How far apart the lines lie that were missed.
    pub(super) fn distances(&self) -> Distances {
        self.distances
    }

    /// Notes the miss of a line of 2^`line_bits` bytes, on pages of 2^`page_bits`; whether a stride prefetcher would have had it.
    #[inline(always)]
    pub(super) fn note(&mut self, line: u64, line_bits: u32, page_bits: u32) -> bool {
        // No program has anything in the line at address 0.
        if self.previous_line != 0 {
            self.distances.note(self.previous_line, line, 1 << (page_bits - line_bits));
        }
        // It lies as far from the previous one as that did from the one before.
        let delta = line.wrapping_sub(self.previous_line) as i64;
        let streams =
            delta == self.previous_delta && delta != 0 && delta.unsigned_abs() <= FARTHEST_STRIDE >> line_bits;
        (self.previous_line, self.previous_delta) = (line, delta);
        streams
    }
}

impl Kinds {
    #[inline(always)]
    pub(super) fn count(&mut self, cause: Cause, level: Level, streams: bool) {
        self.counts[usize::from(streams) | (cause as usize) << 1 | (level as usize) << 3] += 1;
    }

    fn sum(&self, is_one: impl Fn(usize, usize, bool) -> bool) -> u64 {
        let one = |(kind, _): &(usize, &u64)| is_one(kind >> 1 & 3, kind >> 3, kind & 1 != 0);
        self.counts.iter().enumerate().filter(one).map(|(_, count)| count).sum()
    }
}

/// What is kept of a number that may be the first of its kind; `None` when there is no memory.
#[inline(always)]
pub(super) fn at_hand<'a, 'm, T: Zeroed>(
    all: &'a mut Grown<'m, T>,
    number: u32,
    memory: &mut impl Memory<'m>,
) -> Option<&'a mut T> {
    if all.len() <= number as usize {
        grow(all, number, memory)?;
    }
    all.get_mut(number as usize)
}

#[cold]
#[inline(never)]
fn grow<'m, T: Zeroed>(all: &mut Grown<'m, T>, number: u32, memory: &mut impl Memory<'m>) -> Option<()> {
    while all.len() <= number as usize {
        all.push(T::default(), memory)?;
    }
    Some(())
}

/// What lines and pages are.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shape {
    /// Bytes of a line of the L1.
    pub(super) line: u64,
    /// L1 lines of a 64th of a page.
    pub(super) lines_of_part: u64,
    /// There is an L2.
    pub(super) has_l2: bool,
}

/// All that was booked on an account in one group of memory, but how often it was accessed.
pub(super) fn counts(tally: &Tally, kinds: &Kinds, shape: Shape) -> Counts {
    let Tally { dtlb_misses, page_walks, bytes_used, parts_used, false_transfers, .. } = *tally;
    let (dtlb_conflicts, walk_conflicts) = (tally.dtlb_conflicts.into(), tally.walk_conflicts.into());
    let Shape { line, lines_of_part, has_l2 } = shape;
    let at_least =
        |least: Level, streams: bool| kinds.sum(|_, level, own| level >= least as usize && (own || !streams));
    let by = |cause: Cause| kinds.sum(|own, _, _| own == cause as usize);
    let l1d_misses = at_least(Level::L2, false);
    Counts {
        loads: 0,
        stores: 0,
        l1d_misses,
        l1d_first: by(Cause::First),
        l1d_conflicts: by(Cause::Conflict),
        l2_conflicts: kinds.l2_conflicts,
        llc_conflicts: kinds.llc_conflicts,
        transfers: by(Cause::Transfer),
        false_transfers,
        l2_misses: if has_l2 { at_least(Level::Last, false) } else { 0 },
        llc_misses: at_least(Level::Memory, false),
        remote_misses: at_least(Level::Remote, false),
        l1d_streamable: at_least(Level::L2, true),
        l2_streamable: if has_l2 { at_least(Level::Last, true) } else { 0 },
        llc_streamable: at_least(Level::Memory, true),
        dtlb_misses,
        page_walks,
        dtlb_conflicts,
        walk_conflicts,
        bytes_used,
        // Every line that came in has left, and every page.
        bytes_fetched: l1d_misses * line,
        page_lines_used: parts_used * lines_of_part,
        page_lines_of: dtlb_misses * 64 * lines_of_part,
    }
}
