//! Accesses line by line: what a core is asked, and what it answers.

use super::event::Access;
use super::history::Entry;

/// A part of an access that lies in one line.
#[derive(Clone, Copy, Debug)]
pub(super) struct Piece {
    pub(super) address: u64,
    pub(super) size: u64,
    pub(super) store: bool,
    pub(super) account: u32,
}

/// The pieces of an access: one that crosses lines (and perhaps pages) touches each.
pub(super) struct Pieces {
    rest: Piece,
    line: u64,
}

impl Pieces {
    #[inline(always)]
    pub(super) fn of(access: Access, account: u32, line: u64) -> Self {
        let Access { address, size, place } = access;
        Self { rest: Piece { address, size, store: place.is_store(), account }, line }
    }

    #[inline(always)]
    pub(super) fn next(&mut self) -> Option<Piece> {
        let Piece { address, size: left, .. } = self.rest;
        if left == 0 {
            return None;
        }
        let size = left.min(self.line - (address & (self.line - 1)));
        let piece = Piece { size, ..self.rest };
        self.rest = Piece { address: address.wrapping_add(size), size: left - size, ..self.rest };
        Some(piece)
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
    Missed { slot: u32, streams: bool, entry: Entry },
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
