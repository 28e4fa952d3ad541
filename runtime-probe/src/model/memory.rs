//! Where the model's tables come from: whoever builds it provides the memory, so that it needs no allocator of its own.

use std::ops::{Deref, DerefMut};

/// Types of which zeroed memory is the default value.
///
/// # Safety
/// All bytes zero is a valid value and equal to the default, and the type needs no drop.
#[expect(unsafe_code, reason = "the provider makes values out of zeroed pages")]
pub unsafe trait Zeroed: Default {}

macro_rules! zeroed {
    ($($type:ty),* $(,)?) => {
        $(
            // SAFETY: integers, or structures and arrays of integers, whose default is zero.
            #[expect(unsafe_code, reason = "see the trait")]
            unsafe impl $crate::model::Zeroed for $type {}
        )*
    };
}
pub(crate) use zeroed;

zeroed! { u8, u16, u32, u64, [u64; 2], (u32, u64) }

/// Memory that lives as long as the model; `None` when there is no more.
pub trait Memory<'m> {
    /// `count` values, each the default.
    fn zeroed<T: Zeroed>(&mut self, count: usize) -> Option<&'m mut [T]>;
}

/// A vector that doubles by moving to new memory.
#[derive(Debug)]
pub struct Grown<'m, T> {
    room: &'m mut [T],
    /// No more than there is room for.
    length: usize,
}

impl<'m, T: Zeroed> Grown<'m, T> {
    /// An empty one.
    pub const fn new() -> Self {
        Self { room: &mut [], length: 0 }
    }

    /// Appends; the index, or `None` when there is no memory.
    pub fn push(&mut self, value: T, memory: &mut impl Memory<'m>) -> Option<usize> {
        if self.length == self.room.len() {
            let page = (4096 / size_of::<T>()).max(1);
            let grown = memory.zeroed((self.length * 2).max(page))?;
            if grown.len() <= self.length {
                return None;
            }
            self.room.iter_mut().zip(grown.iter_mut()).for_each(|(old, new)| std::mem::swap(old, new));
            self.room = grown;
        }
        *self.room.get_mut(self.length)? = value;
        self.length += 1;
        Some(self.length - 1)
    }

    /// The value at `index`, or a default one that is not counted yet and may come there.
    #[inline(always)]
    pub(super) fn room_at(&mut self, index: u32) -> Option<&mut T> {
        self.room.get_mut(index as usize)
    }

    /// Takes the last away.
    pub fn pop(&mut self) -> Option<T>
    where
        T: Copy,
    {
        let last = self.last().copied()?;
        self.length -= 1;
        Some(last)
    }

    /// Keeps the first `length`.
    pub fn truncate(&mut self, length: usize) {
        self.length = self.length.min(length);
    }

    /// Forgets all.
    pub fn clear(&mut self) {
        self.length = 0;
    }
}

impl<T: Zeroed> Default for Grown<'_, T> {
    fn default() -> Self {
        Self::new()
    }
}

impl<T> Deref for Grown<'_, T> {
    type Target = [T];

    #[inline(always)]
    fn deref(&self) -> &[T] {
        #[expect(unsafe_code, reason = "the hottest loads of the model")]
        // SAFETY: there is no less room than values.
        unsafe {
            self.room.get_unchecked(..self.length)
        }
    }
}

impl<T> DerefMut for Grown<'_, T> {
    #[inline(always)]
    fn deref_mut(&mut self) -> &mut [T] {
        #[expect(unsafe_code, reason = "the hottest loads of the model")]
        // SAFETY: there is no less room than values.
        unsafe {
            self.room.get_unchecked_mut(..self.length)
        }
    }
}
