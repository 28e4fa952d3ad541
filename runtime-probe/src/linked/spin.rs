//! A lock that needs neither allocation nor the operating system: held for a short time only.

use std::cell::UnsafeCell;
use std::ops::{Deref, DerefMut};
use std::sync::atomic::{AtomicBool, Ordering};

pub(super) struct Spin<T> {
    taken: AtomicBool,
    value: UnsafeCell<T>,
}

// SAFETY: the value is reached through a `Held` only, and `taken` lets one of them exist at a time.
unsafe impl<T: Send> Sync for Spin<T> {}

impl<T> Spin<T> {
    pub(super) const fn new(value: T) -> Self {
        Self { taken: AtomicBool::new(false), value: UnsafeCell::new(value) }
    }

    #[inline]
    pub(super) fn hold(&self) -> Held<'_, T> {
        let mut tries = 0_u32;
        while self.taken.compare_exchange_weak(false, true, Ordering::Acquire, Ordering::Relaxed).is_err() {
            tries += 1;
            // More threads than processors: the holder may not be running.
            if tries.is_multiple_of(128) { std::thread::yield_now() } else { std::hint::spin_loop() }
        }
        Held(self)
    }

    /// The value, if nobody has it.
    pub(super) fn try_hold(&self) -> Option<Held<'_, T>> {
        self.taken.compare_exchange(false, true, Ordering::Acquire, Ordering::Relaxed).is_ok().then(|| Held(self))
    }

    /// Gives back what was held and forgotten.
    ///
    /// # Safety
    /// The caller holds it, and uses it no more.
    pub(super) unsafe fn release(&self) {
        self.taken.store(false, Ordering::Release);
    }
}

pub(super) struct Held<'s, T>(&'s Spin<T>);

impl<T> Deref for Held<'_, T> {
    type Target = T;

    fn deref(&self) -> &T {
        // SAFETY: `taken` is set by this holder, so no other reference exists.
        unsafe { &*self.0.value.get() }
    }
}

impl<T> DerefMut for Held<'_, T> {
    fn deref_mut(&mut self) -> &mut T {
        // SAFETY: as for `deref`, and `self` is borrowed mutably.
        unsafe { &mut *self.0.value.get() }
    }
}

impl<T> Drop for Held<'_, T> {
    fn drop(&mut self) {
        self.0.taken.store(false, Ordering::Release);
    }
}
