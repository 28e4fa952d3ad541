//! Misses on their way to the levels below the L1s. Whoever runs events leaves them here; whoever has nothing better to do
//! settles them: the consumer that waits for events, a thread of the program that waits for room.

use std::cell::UnsafeCell;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::events::Apart;
use super::memory::Arena;
use super::spin::{self, Held, Spin};
use crate::machine::Machine;
use crate::model::{Levels, Misses};

/// The levels; none before the model is built, and when it is at its end.
static LEVELS: Spin<Option<Levels<'static, Arena>>> = Spin::new(None);
static QUEUE: Queue = Queue {
    batches: [const { UnsafeCell::new(Batch { core: 0, misses: Misses::new() }) }; BATCHES],
    passed: Apart(AtomicUsize::new(0)),
    settled: Apart(AtomicUsize::new(0)),
};

const BATCHES: usize = 64;
/// Batches that are settled before one looks whether there is something better to do.
const AT_A_TIME: usize = 4;

struct Queue {
    batches: [UnsafeCell<Batch>; BATCHES],
    /// Written by who holds the cores: batches that may be settled.
    passed: Apart<AtomicUsize>,
    /// Written by who holds the levels.
    settled: Apart<AtomicUsize>,
}

// SAFETY: a batch is its writer's until it is passed, then its settler's; there is one of each at a time.
unsafe impl Sync for Queue {}

/// Misses of a core.
pub(super) struct Batch {
    pub(super) core: usize,
    pub(super) misses: Misses,
}

/// Levels at rest, and nothing on its way to them.
pub(super) fn build(machine: &Machine) {
    let mut levels = LEVELS.hold();
    QUEUE.settled.0.store(0, Ordering::Relaxed);
    QUEUE.passed.0.store(0, Ordering::Release);
    // SAFETY: nobody writes or settles: the cores are held too.
    unsafe { (*QUEUE.batches[0].get()).misses = Misses::new() };
    *levels = Levels::new(machine, Arena::new());
}

/// The batch that is open. Only who holds the cores may ask, and keep it until the next question. `None` when the process
/// is about to die, and nobody settles any more.
///
/// # Safety
/// The caller holds the cores, and uses no batch that it got before.
pub(super) unsafe fn open() -> Option<&'static mut Batch> {
    let passed = QUEUE.passed.0.load(Ordering::Relaxed);
    while passed - QUEUE.settled.0.load(Ordering::Acquire) >= BATCHES {
        if !settle_some() {
            if spin::dies() {
                return None;
            }
            std::hint::spin_loop();
        }
    }
    // SAFETY: it is not passed yet, and there is one writer.
    Some(unsafe { &mut *QUEUE.batches[passed % BATCHES].get() })
}

/// Passes the open batch on. Only who holds the cores may.
pub(super) fn pass() {
    QUEUE.passed.0.fetch_add(1, Ordering::Release);
}

/// Whether there are batches that wait, and nobody is at them.
pub(super) fn is_anything_left() -> bool {
    QUEUE.passed.0.load(Ordering::Relaxed) != QUEUE.settled.0.load(Ordering::Relaxed) && !LEVELS.is_held()
}

/// Settles a few batches; `false` if there was none, or somebody else is at it.
pub(super) fn settle_some() -> bool {
    if !is_anything_left() {
        return false;
    }
    match LEVELS.try_hold() {
        Some(mut levels) => settle(&mut levels, AT_A_TIME),
        None => false,
    }
}

fn settle(levels: &mut Option<Levels<'static, Arena>>, most: usize) -> bool {
    let first = QUEUE.settled.0.load(Ordering::Relaxed);
    let last = QUEUE.passed.0.load(Ordering::Acquire).min(first.saturating_add(most));
    for at in first..last {
        // SAFETY: it was passed, and who holds the levels is the only one to settle.
        let Batch { core, misses } = unsafe { &mut *QUEUE.batches[at % BATCHES].get() };
        if let Some(levels) = levels {
            levels.settle(*core, misses);
        }
        QUEUE.settled.0.store(at + 1, Ordering::Release);
    }
    first < last
}

/// The levels, after all that was missed before. Only who holds the cores may ask.
pub(super) fn settled() -> Held<'static, Option<Levels<'static, Arena>>> {
    pass();
    let mut levels = LEVELS.hold();
    settle(&mut levels, usize::MAX);
    levels
}

/// Before a fork: nobody is in the middle of the levels. Whoever calls it holds the cores.
pub(super) fn hold() {
    std::mem::forget(LEVELS.hold());
}

/// After a fork, in either process.
///
/// # Safety
/// The calling thread, or the one that it was, called [`hold`].
pub(super) unsafe fn release() {
    // SAFETY: as the caller promises.
    unsafe { LEVELS.release() };
}
