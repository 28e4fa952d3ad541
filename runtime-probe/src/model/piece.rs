//! Accesses line by line: what a core is asked, and what it answers.

use super::event::Access;
use super::misses::Miss;

/// A part of an access that lies in one line.
#[derive(Clone, Copy, Debug)]
pub(super) struct Piece {
    pub(super) address: u64,
    /// The bytes of the line, by bit: see [`Core::grain_bits`](super::core::Core).
    pub(super) bytes: u64,
    pub(super) store: bool,
    pub(super) account: u32,
}

/// The pieces of an access: one that crosses lines (and perhaps pages) touches each.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pieces {
    address: u64,
    left: u64,
    store: bool,
    account: u32,
}

impl Pieces {
    /// Of nothing.
    pub(super) const NONE: Self = Self { address: 0, left: 0, store: false, account: 0 };

    pub(super) fn of(access: Access, account: u32) -> Self {
        let Access { address, size, place } = access;
        Self { address, left: size, store: place.is_store(), account }
    }

    /// Whether there are more.
    #[inline(always)]
    pub(super) fn are_left(&self) -> bool {
        self.left != 0
    }

    /// The next, by lines of 2^`line_bits` bytes, of which one bit stands for 2^`grain_bits`.
    pub(super) fn next(&mut self, line_bits: u32, grain_bits: u32) -> Piece {
        let Self { address, left, store, account } = *self;
        let line = 1 << line_bits;
        let offset = address & (line - 1);
        let size = left.min(line - offset);
        (self.address, self.left) = (address.wrapping_add(size), left - size);
        let (low, high) = (offset >> grain_bits, (offset + size - 1) >> grain_bits);
        Piece { address, bytes: !0 >> (63 - (high - low)) << low, store, account }
    }
}

/// What a piece of an access found.
#[derive(Clone, Copy, Debug)]
pub(super) enum Found {
    /// The line was there, and nobody need be told.
    Hit,
    /// The line was there, and is now written while others have it.
    Barred { slot: u32 },
    /// The line came in.
    Missed { slot: u32, miss: Miss },
}

/// A line that left the L1 after it was written, or after it had come back from others who wrote it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Parted {
    pub(super) line: u64,
    /// The bytes that this core used, and those of them that it wrote.
    pub(super) used: u64,
    pub(super) written: u64,
    pub(super) foreign: u64,
    pub(super) writer: u32,
    pub(super) account: u32,
}
