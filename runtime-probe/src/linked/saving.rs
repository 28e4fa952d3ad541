//! The trace in a file beside the record, in the order in which the model saw it.
//!
//! A block for each stretch of a thread's events: its core, their number, and how many bytes ([`crate::stream`]) follow,
//! each in four bytes, the lowest first.

use super::files::{File, path};
use super::memory::Arena;
use crate::model::{Event, MOST_CORES};
use crate::stream::{Encoder, LONGEST};

/// What was saved.
#[derive(Clone, Copy)]
pub(super) struct Saved {
    /// Tells files of the same process apart.
    pub(super) nth: u32,
    pub(super) events: u64,
    pub(super) bytes: u64,
    /// Nothing was left out for want of room.
    pub(super) complete: bool,
}

/// Saves events as long as there is room for them.
pub(super) struct Saving {
    file: File,
    encoders: [Option<Encoder<'static>>; MOST_CORES],
    memory: Arena,
    saved: Saved,
    most: u64,
}

/// Events of a block at most.
pub(super) const BLOCK: usize = 512;

impl Saving {
    /// A new file for at most so many bytes; `None` if it cannot be.
    pub(super) fn start(most: u64) -> Option<Self> {
        let pid = std::process::id();
        let named = |nth: &u32| path(pid, format_args!("{nth}.trace"));
        // SAFETY: the name ends with a zero.
        let is_free =
            |nth: &u32| named(nth).is_some_and(|name| unsafe { libc::access(name.as_ptr().cast(), libc::F_OK) } != 0);
        let nth = (0..100).find(is_free)?;
        Some(Self {
            file: File::create(&named(&nth)?)?,
            encoders: [const { None }; MOST_CORES],
            memory: Arena::new(),
            saved: Saved { nth, events: 0, bytes: 0, complete: true },
            most,
        })
    }

    /// Saves up to [`BLOCK`] events of a core.
    pub(super) fn put(&mut self, core: usize, events: &[Event]) {
        let core = core % MOST_CORES;
        if !self.saved.complete || events.is_empty() {
            return;
        }
        if self.encoders[core].is_none() {
            self.encoders[core] = Encoder::new(&mut self.memory);
        }
        let Some(encoder) = &mut self.encoders[core] else { return self.saved.complete = false };
        let mut block = [0; BLOCK * LONGEST];
        let mut length = 0;
        for event in events.iter().take(BLOCK) {
            let mut bytes = [0; LONGEST];
            let count = encoder.put(*event, &mut bytes);
            block[length..length + count].copy_from_slice(&bytes[..count]);
            length += count;
        }
        let head = [core as u32, events.len() as u32, length as u32].map(u32::to_le_bytes);
        let bytes = (head.len() * 4 + length) as u64;
        if self.saved.bytes + bytes > self.most
            || self.file.put(head.as_flattened()).is_err()
            || self.file.put(&block[..length]).is_err()
        {
            self.saved.complete = false;
            return;
        }
        self.saved.bytes += bytes;
        self.saved.events += events.len() as u64;
    }

    /// The file is whole.
    pub(super) fn finish(mut self) -> Saved {
        let flushed = self.file.flush().is_ok();
        self.file.close();
        Saved { complete: self.saved.complete && flushed, ..self.saved }
    }
}
