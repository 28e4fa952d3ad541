//! What is booked on one place: what its accesses found in L1 and TLBs, and what became of its misses below.

use super::history::Cause;
use super::{Distances, Grown, Memory};
use crate::counts::Counts;

/// What was booked on one place.
#[derive(Clone, Copy, Debug, Default)]
pub struct Account {
    /// The figures.
    pub counts: Counts,
    /// How far apart the lines lie that it fetched.
    pub distances: Distances,
}

/// What the accesses of one place found in L1 and TLBs.
#[derive(Clone, Copy, Debug, Default)]
#[repr(C, align(64))]
pub(super) struct Tally {
    /// Loads, or stores if its place is one that stores: booked at the end.
    pub(super) accesses: u64,
    pub(super) dtlb_misses: u64,
    pub(super) page_walks: u64,
    pub(super) bytes_used: u64,
    /// 64ths of pages.
    pub(super) parts_used: u64,
    pub(super) false_transfers: u64,
}

/// By number of the account. Account 0 belongs to no place: it takes what there is no memory to tell apart.
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

/// What became of the misses of one place, and what they looked like so far.
#[derive(Clone, Copy, Debug, Default)]
#[repr(C, align(64))]
pub(super) struct Missed {
    /// By kind: why, where the line was found, and whether a prefetcher would have had it.
    kinds: [u64; 32],
    previous_line: u64,
    previous_delta: i64,
    distances: Distances,
}

/// By number of the account.
pub(super) type AllMissed<'m> = Grown<'m, Missed>;

super::memory::zeroed!(Tally, Missed);

/// A stride prefetcher follows steps up to half a page: the limit that Intel documents for its L1 IP prefetcher (2 KiB).
const FARTHEST_STRIDE: u64 = 2048;

impl Missed {
    /// The misses of an account, of which this may be the first; `None` when there is no memory.
    #[inline(always)]
    pub(super) fn of<'a, 'm>(
        all: &'a mut AllMissed<'m>,
        account: u32,
        memory: &mut impl Memory<'m>,
    ) -> Option<&'a mut Self> {
        if all.len() <= account as usize {
            grow(all, account, memory)?;
        }
        all.room_at(account)
    }

    /// Counts the miss of a line of 2^`line_bits` bytes, on pages of 2^`page_bits`.
    #[inline(always)]
    pub(super) fn count(&mut self, line: u64, cause: Cause, level: Level, line_bits: u32, page_bits: u32) {
        // No program has anything in the line at address 0.
        if self.previous_line != 0 {
            self.distances.note(self.previous_line, line, 1 << (page_bits - line_bits));
        }
        // A stride prefetcher would have had it: it lies as far from the previous one as that did from the one before.
        let delta = line.wrapping_sub(self.previous_line) as i64;
        let streams =
            delta == self.previous_delta && delta != 0 && delta.unsigned_abs() <= FARTHEST_STRIDE >> line_bits;
        (self.previous_line, self.previous_delta) = (line, delta);
        self.kinds[usize::from(streams) | (cause as usize) << 1 | (level as usize) << 3] += 1;
    }

    fn sum(&self, is_one: impl Fn(usize, usize, bool) -> bool) -> u64 {
        let one = |(kind, _): &(usize, &u64)| is_one(kind >> 1 & 3, kind >> 3, kind & 1 != 0);
        self.kinds.iter().enumerate().filter(one).map(|(_, count)| count).sum()
    }
}

#[cold]
#[inline(never)]
fn grow<'m>(all: &mut AllMissed<'m>, account: u32, memory: &mut impl Memory<'m>) -> Option<()> {
    while all.len() <= account as usize {
        all.push(Missed::default(), memory)?;
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

/// All that was booked on an account, whose place stores or not, once the run is at its end.
pub(super) fn account(tally: &Tally, stores: bool, missed: &Missed, shape: Shape) -> Account {
    let Tally { accesses, dtlb_misses, page_walks, bytes_used, parts_used, false_transfers } = *tally;
    let Shape { line, lines_of_part, has_l2 } = shape;
    let at_least =
        |least: Level, streams: bool| missed.sum(|_, level, own| level >= least as usize && (own || !streams));
    let by = |cause: Cause| missed.sum(|own, _, _| own == cause as usize);
    let l1d_misses = at_least(Level::L2, false);
    let counts = Counts {
        loads: if stores { 0 } else { accesses },
        stores: if stores { accesses } else { 0 },
        l1d_misses,
        l1d_first: by(Cause::First),
        l1d_conflicts: by(Cause::Conflict),
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
        bytes_used,
        // Every line that came in has left, and every page.
        bytes_fetched: l1d_misses * line,
        page_lines_used: parts_used * lines_of_part,
        page_lines_of: dtlb_misses * 64 * lines_of_part,
    };
    Account { counts, distances: missed.distances }
}
