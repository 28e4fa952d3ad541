//! What is booked on one place, and what its misses looked like so far.

use super::Distances;
use crate::counts::Counts;

/// The account of one place: its figures, its distances and its stride.
#[derive(Clone, Copy, Debug, Default)]
#[repr(C)]
pub struct Account {
    /// The figures.
    pub counts: Counts,
    /// How far apart the lines lie that it fetched.
    pub distances: Distances,
    previous_line: u64,
    previous_delta: i64,
}

/// A stride prefetcher follows steps up to half a page: the limit that Intel documents for its L1 IP prefetcher (2 KiB).
const FARTHEST_STRIDE: u64 = 2048;

impl Account {
    /// Notes a missed line; whether a stride prefetcher would have had it: it lies as far from the previous one as that
    /// did from the one before.
    #[inline]
    pub(super) fn streams(&mut self, line: u64, line_bits: u32, page_bits: u32) -> bool {
        // No program has anything in the line at address 0.
        if self.previous_line != 0 {
            self.distances.note(self.previous_line, line, 1 << (page_bits - line_bits));
        }
        let delta = line.wrapping_sub(self.previous_line) as i64;
        let streams =
            delta == self.previous_delta && delta != 0 && delta.unsigned_abs() <= FARTHEST_STRIDE >> line_bits;
        self.previous_line = line;
        self.previous_delta = delta;
        streams
    }
}
