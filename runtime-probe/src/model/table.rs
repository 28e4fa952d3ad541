//! Tables that are as long as a power of two: what is beyond the end of a number is cut off, and nothing is to be checked.

use std::ops::{Deref, DerefMut};

use super::{Memory, Zeroed};

/// Values by number.
#[derive(Debug)]
pub(super) struct Table<'m, T> {
    /// Never empty, and as long as a power of two.
    all: &'m mut [T],
    /// Its length less one.
    mask: usize,
}

impl<'m, T: Zeroed> Table<'m, T> {
    /// Room for numbers below `count`; `None` when there is no memory.
    pub(super) fn new(count: usize, memory: &mut impl Memory<'m>) -> Option<Self> {
        let all = memory.zeroed(count.max(1).next_power_of_two())?;
        let mask = all.len().wrapping_sub(1);
        all.len().is_power_of_two().then_some(Self { all, mask })
    }
}

impl<T> Table<'_, T> {
    /// The value at a number.
    #[inline(always)]
    pub(super) fn at(&self, number: usize) -> &T {
        let index = number & self.mask;
        #[expect(unsafe_code, reason = "the hottest loads of the model")]
        // SAFETY: the length is a power of two, and the lower bits of a number are less than that.
        unsafe {
            self.all.get_unchecked(index)
        }
    }

    /// The value at a number.
    #[inline(always)]
    pub(super) fn at_mut(&mut self, number: usize) -> &mut T {
        let index = number & self.mask;
        #[expect(unsafe_code, reason = "the hottest loads of the model")]
        // SAFETY: as for `at`.
        unsafe {
            self.all.get_unchecked_mut(index)
        }
    }
}

impl<T> Deref for Table<'_, T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        self.all
    }
}

impl<T> DerefMut for Table<'_, T> {
    fn deref_mut(&mut self) -> &mut [T] {
        self.all
    }
}
