//! A lock that needs neither allocation nor the operating system: held for a short time only.

use std::cell::UnsafeCell;
use std::ops::{Deref, DerefMut};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use super::thread::local;

/// A thread of the process is about to end it, by a signal.
static DIES: AtomicBool = AtomicBool::new(false);
/// Forks that lie between the measured program's first process and this one.
static FORKS: AtomicU64 = AtomicU64::new(0);
/// Bits of an address in user space.
const GENERATION: u32 = 48;

/// The calling thread, in this process: an address that no other live thread has, below the number of forks.
fn me() -> u64 {
    let address = local(|local| std::ptr::from_ref(local).addr() as u64);
    FORKS.load(Ordering::Relaxed) << GENERATION | (address & ((1 << GENERATION) - 1))
}

/// From now on what the calling thread holds can be taken again: it will not go on with what it did.
pub(super) fn die() {
    DIES.store(true, Ordering::Relaxed);
}

/// Whether some thread is about to end the process by a signal: what it holds, nobody else will get.
pub(super) fn dies() -> bool {
    DIES.load(Ordering::Relaxed)
}

/// After a fork, in the child: what other threads held is nobody's.
pub(super) fn begin_again() {
    FORKS.fetch_add(1, Ordering::Relaxed);
}

pub(super) struct Spin<T> {
    /// Who holds it: see [`me`]; 0 when nobody does.
    holder: AtomicU64,
    value: UnsafeCell<T>,
}

// SAFETY: the value is reached through a `Held` only, and `holder` lets one of them exist at a time.
unsafe impl<T: Send> Sync for Spin<T> {}

impl<T> Spin<T> {
    pub(super) const fn new(value: T) -> Self {
        Self { holder: AtomicU64::new(0), value: UnsafeCell::new(value) }
    }

    #[inline]
    pub(super) fn hold(&self) -> Held<'_, T> {
        let me = me();
        let mut tries = 0_u32;
        while let Err(holder) = self.holder.compare_exchange_weak(0, me, Ordering::Acquire, Ordering::Relaxed) {
            // Its holder went on only in the process that this one was made from, or was this very thread, which a signal
            // took out of what it did, for good: nobody will ever give it back.
            let is_stale = holder >> GENERATION != me >> GENERATION && holder != 0;
            let is_abandoned = holder == me && DIES.load(Ordering::Relaxed);
            if (is_stale || is_abandoned)
                && self.holder.compare_exchange(holder, me, Ordering::Acquire, Ordering::Relaxed).is_ok()
            {
                break;
            }
            tries += 1;
            // More threads than processors: the holder may not be running.
            if tries.is_multiple_of(128) { std::thread::yield_now() } else { std::hint::spin_loop() }
        }
        Held(self)
    }

    /// Whether somebody has it now.
    pub(super) fn is_held(&self) -> bool {
        self.holder.load(Ordering::Relaxed) != 0
    }

    /// The value, if nobody has it.
    pub(super) fn try_hold(&self) -> Option<Held<'_, T>> {
        self.holder.compare_exchange(0, me(), Ordering::Acquire, Ordering::Relaxed).is_ok().then(|| Held(self))
    }

    /// Gives back what was held and forgotten.
    ///
    /// # Safety
    /// The caller holds it, and uses it no more.
    pub(super) unsafe fn release(&self) {
        self.holder.store(0, Ordering::Release);
    }
}

pub(super) struct Held<'s, T>(&'s Spin<T>);

impl<T> Deref for Held<'_, T> {
    type Target = T;

    fn deref(&self) -> &T {
        // SAFETY: `holder` is set by this one, so no other reference exists.
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
        self.0.holder.store(0, Ordering::Release);
    }
}
