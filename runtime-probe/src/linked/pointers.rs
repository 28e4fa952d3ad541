//! Which memory points to which: a block is looked through for addresses of other blocks when it is given back, and what is
//! left at the end of the run is looked through then, as a collector of garbage does that knows no types. Of large blocks
//! some parts are looked at.

use std::sync::atomic::{AtomicU64, Ordering};

use super::memory::Arena;
use crate::model::Simulation;

const WORD: usize = size_of::<u64>();
/// Bytes up to which a block is looked at as a whole.
const WHOLE: usize = 4096;
/// Parts of a larger one that are looked at, and their bytes.
const PARTS: usize = 64;
const PART: usize = 256;
/// Addresses that are told of each part.
const MOST_OF_PART: usize = 4;
/// Those of a block that is looked at as a whole.
const MOST_OF_WHOLE: usize = 64;
/// Blocks of a group that are looked at in the end.
#[cfg(target_os = "linux")]
const MOST_BLOCKS: u32 = 64;

/// Where blocks were allocated: none before, none from there on.
static LEAST: AtomicU64 = AtomicU64::new(u64::MAX);
static MOST: AtomicU64 = AtomicU64::new(0);

/// A block was allocated.
pub(super) fn comes(address: u64, size: u64) {
    if address < LEAST.load(Ordering::Relaxed) {
        LEAST.fetch_min(address, Ordering::Relaxed);
    }
    let end = address.saturating_add(size);
    if end > MOST.load(Ordering::Relaxed) {
        MOST.fetch_max(end, Ordering::Relaxed);
    }
}

/// Whether a word may be the address of a block. Nobody owns one at an odd place.
fn may_be_address(word: u64) -> bool {
    word % WORD as u64 == 0 && word >= LEAST.load(Ordering::Relaxed) && word < MOST.load(Ordering::Relaxed)
}

/// The parts of a block that are looked at: offset, length, and how many addresses are told.
fn parts(size: usize) -> impl Iterator<Item = (usize, usize, usize)> {
    let (count, length, most) = if size <= WHOLE { (1, size, MOST_OF_WHOLE) } else { (PARTS, PART, MOST_OF_PART) };
    let step = (size - length) / count;
    (0..count).map(move |nth| (nth * step / WORD * WORD, length / WORD * WORD, most))
}

/// Tells what in a block that is about to be given back may be addresses.
///
/// # Safety
/// The block is there, it begins at a multiple of a word, and nobody else writes to it.
pub(super) unsafe fn look(at: usize, size: usize, mut tell: impl FnMut(u64)) {
    for (offset, length, most) in parts(size) {
        let words = (at + offset..at + offset + length).step_by(WORD);
        // SAFETY: it is within the block, at a multiple of a word.
        let words = words.map(|word| unsafe { std::ptr::with_exposed_provenance::<u64>(word).read_volatile() });
        words.filter(|word| may_be_address(*word)).take(most).for_each(&mut tell);
    }
}

/// Looks through blocks that are left at the end. Other threads may still give some of them back: the system is asked for them.
#[cfg(target_os = "linux")]
pub(super) fn look_at_rest(simulation: &mut Simulation<'static, Arena>) {
    simulation.look_at_live(MOST_BLOCKS, |address, size, tell| {
        let mut words = [0_u64; WHOLE / WORD];
        for (offset, length, most) in parts(size as usize) {
            let at = (address as usize + offset).next_multiple_of(WORD);
            let from = libc::iovec { iov_base: std::ptr::without_provenance_mut(at), iov_len: length };
            let into = libc::iovec { iov_base: words.as_mut_ptr().cast(), iov_len: length };
            // SAFETY: the buffer is as long as that; the other address the call does not take for granted.
            let read = unsafe { libc::process_vm_readv(libc::getpid(), &raw const into, 1, &raw const from, 1, 0) };
            let read = words.iter().take(usize::try_from(read).unwrap_or(0) / WORD);
            read.filter(|word| may_be_address(**word)).take(most).for_each(|word| tell(*word));
        }
    });
}

#[cfg(not(target_os = "linux"))]
pub(super) fn look_at_rest(_: &mut Simulation<'static, Arena>) {}
