//! `getrandom` for the whole program: `std` seeds its `RandomState` with it, and finds this one first.

use std::cell::Cell;
use std::sync::atomic::{AtomicBool, Ordering};

static PINNED: AtomicBool = AtomicBool::new(false);

thread_local! {
    /// Calls of this thread: each gets bytes of its own, lest a program that draws until it finds something new never ends.
    static CALLS: Cell<u64> = const { Cell::new(0) };
}

pub(super) fn pin() {
    PINNED.store(true, Ordering::Relaxed);
}

pub(super) fn are_pinned() -> bool {
    PINNED.load(Ordering::Relaxed)
}

/// The bytes of the system, or when seeds are pinned the same ones in every run.
///
/// # Safety
/// As for `getrandom(2)`: `length` bytes at `bytes` can be written.
#[cfg(target_os = "linux")]
#[unsafe(no_mangle)]
unsafe extern "C" fn getrandom(bytes: *mut u8, length: usize, flags: u32) -> isize {
    if !are_pinned() {
        // SAFETY: the caller's own arguments.
        return unsafe { libc::syscall(libc::SYS_getrandom, bytes, length, flags) } as isize;
    }
    let call = CALLS.with(|calls| calls.replace(calls.get().wrapping_add(1)));
    let mut state = call.wrapping_mul(0xd134_2543_de82_ef95);
    for at in 0..length {
        // SplitMix64 (Steele, Lea, Flood 2014), a byte of each step.
        state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (state ^ state >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        // SAFETY: `at` is below the length that the caller vouches for.
        unsafe { bytes.add(at).write((mixed >> 56) as u8) };
    }
    length as isize
}
