//! Chains of callers, by frame pointers: of a sampled access, where each call returns to that led there.
//!
//! A frame begins with the caller's frame pointer, and behind it lies where the call returns to. What was compiled without frame
//! pointers may have anything in that register, so nothing is read that is not between here and the end of the stack.

use super::memory::Grown;
use super::spin::Spin;
use crate::model::{Event, zeroed};

/// So many callers are told, a run of equal ones as one: a recursion.
const MOST_CALLERS: usize = 16;
/// So many frames are gone through.
const MOST_FRAMES: usize = 64;
/// No frame is larger, and no stack: what is further away is none.
const LARGEST: usize = 1 << 30;

/// Where the callers of a chain are in the list of all.
#[derive(Clone, Copy, Default)]
struct Chain {
    start: u32,
    length: u32,
}

zeroed!(Chain);

struct Known {
    /// Chain `n` is at `n - 1`.
    chains: Grown<Chain>,
    callers: Grown<u64>,
    /// Open addressing: numbers of chains by their callers, 0 is empty.
    table: Grown<u64>,
}

static KNOWN: Spin<Known> = Spin::new(Known { chains: Grown::new(), callers: Grown::new(), table: Grown::new() });

const SLOTS: usize = 2 * (Event::MOST_CHAINS as usize + 1);

/// The number of the chain of callers of the function that has this frame pointer; 0 where there is none, or no room for it.
pub(super) fn of(frame: usize) -> u32 {
    let mut callers = [0; MOST_CALLERS];
    match walk(frame, &mut callers) {
        0 => 0,
        length => intern(callers.get(..length).unwrap_or_default()),
    }
}

/// Calls `each` with every chain, by number.
pub(super) fn for_each(mut each: impl FnMut(u32, &[u64])) {
    let known = KNOWN.hold();
    for (nth, chain) in known.chains.iter().enumerate() {
        let start = chain.start as usize;
        each(nth as u32 + 1, known.callers.get(start..start + chain.length as usize).unwrap_or_default());
    }
}

/// Writes where calls return to, the innermost first; how many.
fn walk(frame: usize, callers: &mut [u64; MOST_CALLERS]) -> usize {
    let here = std::ptr::from_ref(callers).addr();
    let Some(end) = end_of_stack(here) else { return 0 };
    let mut at = frame;
    let mut below = here;
    let mut length = 0;
    for _ in 0..MOST_FRAMES {
        if at <= below || end.saturating_sub(at) < 16 || at % 8 != 0 {
            break;
        }
        // SAFETY: aligned, and between what this function has on the stack and the stack's end: a part of it that is in use.
        let [next, returns] = unsafe { std::ptr::with_exposed_provenance::<[usize; 2]>(at).read() };
        if returns == 0 {
            break;
        }
        let returns = returns as u64;
        if length == 0 || callers.get(length - 1) != Some(&returns) {
            let Some(room) = callers.get_mut(length) else { break };
            *room = returns;
            length += 1;
        }
        (below, at) = (at, next);
    }
    length
}

/// The end of the stack that an address is on; `None` where that is not known. It is the nearer of two things that lie behind a stack: what a
/// thread has for itself, and what the kernel put there before the first frame of the program's first thread.
#[cfg(all(target_os = "linux", any(target_arch = "x86_64", target_arch = "aarch64")))]
fn end_of_stack(here: usize) -> Option<usize> {
    // SAFETY: asks for a number.
    let first = unsafe { libc::getauxval(libc::AT_RANDOM) as usize };
    [thread_pointer(), first].into_iter().filter(|&end| end > here && end - here < LARGEST).min()
}

#[cfg(not(all(target_os = "linux", any(target_arch = "x86_64", target_arch = "aarch64"))))]
fn end_of_stack(_: usize) -> Option<usize> {
    None
}

#[cfg(all(target_os = "linux", target_arch = "x86_64"))]
fn thread_pointer() -> usize {
    let pointer: usize;
    // SAFETY: the first word of a thread's block is its own address.
    unsafe {
        std::arch::asm!("mov {}, qword ptr fs:[0]", out(reg) pointer, options(pure, readonly, nostack, preserves_flags));
    }
    pointer
}

#[cfg(all(target_os = "linux", target_arch = "aarch64"))]
fn thread_pointer() -> usize {
    let pointer: usize;
    // SAFETY: reads a register.
    unsafe {
        std::arch::asm!("mrs {}, tpidr_el0", out(reg) pointer, options(pure, nomem, nostack, preserves_flags));
    }
    pointer
}

fn intern(callers: &[u64]) -> u32 {
    let mut known = KNOWN.hold();
    let Known { chains, callers: all, table } = &mut *known;
    if table.is_empty() {
        for _ in 0..SLOTS {
            if table.push(0).is_none() {
                return 0;
            }
        }
    }
    let mixed =
        callers.iter().fold(0_u64, |hash, caller| (hash.rotate_left(5) ^ caller).wrapping_mul(0x9e37_79b9_7f4a_7c15));
    let mut slot = (mixed ^ mixed >> 32) as usize % table.len();
    loop {
        match table[slot] {
            0 => break,
            chain => {
                let held = chains.get(chain as usize - 1).copied().unwrap_or_default();
                let start = held.start as usize;
                if all.get(start..start + held.length as usize) == Some(callers) {
                    return chain as u32;
                }
            }
        }
        slot = (slot + 1) % table.len();
    }
    if chains.len() >= Event::MOST_CHAINS as usize {
        return 0;
    }
    let start = all.len() as u32;
    for caller in callers {
        if all.push(*caller).is_none() {
            return 0;
        }
    }
    let Some(index) = chains.push(Chain { start, length: callers.len() as u32 }) else { return 0 };
    table[slot] = index as u64 + 1;
    index as u32 + 1
}
