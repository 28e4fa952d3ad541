//! Memory from the operating system, zeroed, never given back: a thread that still runs while the process ends may
//! look at a table that has been replaced.

use std::ops::{Deref, DerefMut};
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::model::{self, Memory, Zeroed};

/// Where the next mapping is to be. Far from where the system puts those of the program: which thread of which asks first
/// differs from run to run, and the program's addresses must not.
static NEXT: AtomicUsize = AtomicUsize::new(FIRST);
const FIRST: usize = (1_u64 << 45) as usize;
/// Mappings begin at multiples of this: of any page that there is.
const APART: usize = 1 << 21;

/// `count` zeroed values from a mapping of their own; `None` when the system gives no more.
pub(super) fn map<T: Zeroed>(count: usize) -> Option<&'static mut [T]> {
    let bytes = count.checked_mul(size_of::<T>())?;
    if bytes == 0 {
        return Some(&mut []);
    }
    let wanted = NEXT.fetch_add(bytes.checked_next_multiple_of(APART)?, Ordering::Relaxed);
    // SAFETY: an anonymous private mapping touches no memory that exists; the address is a wish.
    let address = unsafe {
        libc::mmap(
            std::ptr::without_provenance_mut(wanted),
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
#[derive(Debug)]
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
/// Tables start on a cache line of the real machine, in words.
const LINE: usize = 8;

impl Memory<'static> for Arena {
    fn zeroed<T: Zeroed>(&mut self, count: usize) -> Option<&'static mut [T]> {
        let words = count.checked_mul(size_of::<T>())?.div_ceil(8).checked_next_multiple_of(LINE)?;
        if words >= CHUNK || align_of::<T>() > 8 * LINE {
            return map(count);
        }
        if self.rest.len() < words {
            self.rest = map(CHUNK)?;
        }
        let (given, rest) = std::mem::take(&mut self.rest).split_at_mut(words);
        self.rest = rest;
        // SAFETY: the words are fresh, zeroed, as many as asked, on a cache line, and nobody else's; zero is a `T`.
        Some(unsafe { std::slice::from_raw_parts_mut(given.as_mut_ptr().cast(), count) })
    }
}

/// Each request a mapping of its own.
struct Mappings;

impl Memory<'static> for Mappings {
    fn zeroed<T: Zeroed>(&mut self, count: usize) -> Option<&'static mut [T]> {
        map(count)
    }
}

/// A vector in mappings.
pub(super) struct Grown<T: Zeroed + 'static>(model::Grown<'static, T>);

impl<T: Zeroed> Grown<T> {
    pub(super) const fn new() -> Self {
        Self(model::Grown::new())
    }

    /// Appends; the index, or `None` when there is no memory.
    pub(super) fn push(&mut self, value: T) -> Option<usize> {
        self.0.push(value, &mut Mappings)
    }
}

impl<T: Zeroed> Deref for Grown<T> {
    type Target = model::Grown<'static, T>;

    #[inline(always)]
    fn deref(&self) -> &model::Grown<'static, T> {
        &self.0
    }
}

impl<T: Zeroed> DerefMut for Grown<T> {
    #[inline(always)]
    fn deref_mut(&mut self) -> &mut model::Grown<'static, T> {
        &mut self.0
    }
}
