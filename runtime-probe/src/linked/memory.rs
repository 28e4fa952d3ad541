//! Memory from the operating system, zeroed, never given back: a thread that still runs while the process ends may
//! look at a table that has been replaced.

use std::ops::{Deref, DerefMut};

use crate::model::{Line, Page, Recent, Row, Words};

/// Types for which zeroed memory is a value, and which can be copied bit by bit and forgotten.
///
/// # Safety
/// All bytes zero is a valid value, and the type needs no drop.
pub(super) unsafe trait Zeroed {}

// SAFETY: integers.
unsafe impl Zeroed for u64 {}

/// `count` zeroed values from a mapping of their own; `None` when the system gives no more.
pub(super) fn map<T: Zeroed>(count: usize) -> Option<&'static mut [T]> {
    let bytes = count.checked_mul(size_of::<T>())?;
    if bytes == 0 {
        return Some(&mut []);
    }
    // SAFETY: an anonymous private mapping touches no memory that exists.
    let address = unsafe {
        libc::mmap(
            std::ptr::null_mut(),
            bytes,
            libc::PROT_READ | libc::PROT_WRITE,
            libc::MAP_PRIVATE | libc::MAP_ANON | libc::MAP_NORESERVE,
            -1,
            0,
        )
    };
    if address == libc::MAP_FAILED {
        return None;
    }
    // SAFETY: the mapping is fresh, as long as asked, page-aligned, zeroed, and never unmapped; zero is a `T`.
    Some(unsafe { std::slice::from_raw_parts_mut(address.cast(), count) })
}

/// A bump allocator over mappings, for the model's tables.
pub(super) struct Arena {
    rest: &'static mut [u64],
}

impl Arena {
    pub(super) const fn new() -> Self {
        Self { rest: &mut [] }
    }
}

/// Words of a mapping that serves several small requests.
const CHUNK: usize = 1 << 15;

impl Words<'static> for Arena {
    fn words(&mut self, count: usize) -> Option<&'static mut [u64]> {
        // Tables start on a cache line of the real machine.
        let rounded = count.checked_next_multiple_of(8)?;
        if rounded >= CHUNK {
            return Some(&mut map(rounded)?[..count]);
        }
        if self.rest.len() < rounded {
            self.rest = map(CHUNK)?;
        }
        let (given, rest) = std::mem::take(&mut self.rest).split_at_mut(rounded);
        self.rest = rest;
        Some(&mut given[..count])
    }

    fn rows(&mut self, count: usize) -> Option<&'static mut [Row]> {
        map(count)
    }

    fn lines(&mut self, count: usize) -> Option<&'static mut [Line]> {
        map(count)
    }

    fn pages(&mut self, count: usize) -> Option<&'static mut [Page]> {
        map(count)
    }

    fn recents(&mut self, count: usize) -> Option<&'static mut [Recent]> {
        map(count)
    }
}

// SAFETY: integers.
unsafe impl Zeroed for Row {}
// SAFETY: integers.
unsafe impl Zeroed for Line {}
// SAFETY: integers.
unsafe impl Zeroed for Page {}
// SAFETY: integers.
unsafe impl Zeroed for Recent {}

/// A vector that doubles by moving to a new mapping.
pub(super) struct Grown<T: 'static> {
    room: &'static mut [T],
    length: usize,
}

impl<T: Zeroed> Grown<T> {
    pub(super) const fn new() -> Self {
        Self { room: &mut [], length: 0 }
    }

    /// Appends; the index, or `None` when there is no memory.
    pub(super) fn push(&mut self, value: T) -> Option<usize> {
        if self.length == self.room.len() {
            let page = (4096 / size_of::<T>()).max(1);
            let grown = map::<T>((self.length * 2).max(page))?;
            for (old, new) in self.room.iter_mut().zip(grown.iter_mut()) {
                std::mem::swap(old, new);
            }
            self.room = grown;
        }
        *self.room.get_mut(self.length)? = value;
        self.length += 1;
        Some(self.length - 1)
    }

    pub(super) fn pop(&mut self) -> Option<T>
    where
        T: Copy,
    {
        let last = self.last().copied()?;
        self.length -= 1;
        Some(last)
    }

    pub(super) fn truncate(&mut self, length: usize) {
        self.length = self.length.min(length);
    }

    pub(super) fn clear(&mut self) {
        self.length = 0;
    }
}

impl<T> Deref for Grown<T> {
    type Target = [T];

    #[inline(always)]
    fn deref(&self) -> &[T] {
        self.room.get(..self.length).unwrap_or_default()
    }
}

impl<T> DerefMut for Grown<T> {
    #[inline(always)]
    fn deref_mut(&mut self) -> &mut [T] {
        self.room.get_mut(..self.length).unwrap_or_default()
    }
}
