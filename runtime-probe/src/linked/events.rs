//! The events of each thread on their way to the model: rings, which their thread fills and one at a time empties.

use std::ptr::null_mut;
use std::sync::atomic::{AtomicBool, AtomicPtr, AtomicU32, AtomicU64, AtomicUsize, Ordering};

use super::consumer;
use super::memory::map;
use super::process;
use crate::model::{Event, fetch};

/// Bytes of a chunk, a power of two: at each multiple the thread looks up.
pub(super) const CHUNK: usize = 1 << 15;
/// After so many bytes of events, a power of two, the thread looks up as well: one access of those is sampled. With the sample's own
/// event that is one of 127, which has no period in common with a loop.
const SAMPLE: usize = 1 << 11;
/// Events of a chunk.
pub(super) const PER_CHUNK: u64 = (CHUNK / size_of::<Event>()) as u64;
/// Chunks of a ring, two mebibytes: with fewer, thread and consumer take each other's lines while these are still in a cache
/// of one core, which is slower than to write and read them by way of the last level.
const CHUNKS: u64 = 64;

/// Bytes before a line is written, at which the processor is told: the consumer had it last.
const AHEAD: usize = 1024;

/// Tells the processor that the line at `address` will be written, wherever it is.
#[inline(always)]
fn expect_write(address: usize) {
    #[cfg(target_arch = "x86_64")]
    // SAFETY: a hint, which never faults; processors that do not know it do nothing.
    unsafe {
        std::arch::asm!("prefetchw [{}]", in(reg) address, options(nostack, preserves_flags));
    }
    #[cfg(not(target_arch = "x86_64"))]
    let _ = address;
}

/// In place of a thread's number: the one that will fill the ring is made, but was not yet run.
pub(super) const EXPECTED: u32 = u32::MAX;

/// On lines of its own, two where processors fetch them in pairs: the thread and the consumer write beside each other.
#[repr(align(128))]
pub(super) struct Apart<T>(pub(super) T);

/// The events of one thread, and of those that take its place when it has ended. Never unmapped.
pub(super) struct Ring {
    /// Where the next event goes. At a multiple of [`SAMPLE`] the thread looks up. At a multiple of [`CHUNK`] there is no room: see [`Ring::make_room`]. The thread writes it
    /// with every event, so whoever else looks at it makes that wait.
    cursor: Apart<AtomicUsize>,
    /// Chunks that were begun.
    begun: Apart<AtomicU64>,
    /// Events that were taken out.
    taken: Apart<AtomicU64>,
    first: usize,
    /// The model's core, from 0 on.
    pub(super) core: usize,
    /// A thread fills it: its number in the system; 0 when there is none.
    pub(super) owner: AtomicU32,
    /// Added to the events taken it gives the ring's time, in which threads take turns.
    pub(super) base: AtomicU64,
    /// Events that count: what comes after is of a time when the record is being written.
    end: AtomicU64,
    /// Its thread does nothing at present, and nobody waits for it.
    pub(super) dormant: AtomicBool,
    next: AtomicPtr<Ring>,
}

static RINGS: AtomicPtr<Ring> = AtomicPtr::new(null_mut());

impl Ring {
    /// A ring for a core; `None` when there is no memory.
    pub(super) fn new(core: usize) -> Option<&'static Self> {
        // One more, for the first must begin at a multiple of its size.
        let room = map::<u64>((CHUNKS as usize + 1) * CHUNK / 8)?;
        let first = room.as_ptr().expose_provenance().next_multiple_of(CHUNK);
        let place = map::<u64>(size_of::<Self>().div_ceil(8))?.as_mut_ptr().cast::<Self>();
        let ring = Self {
            cursor: Apart(AtomicUsize::new(first)),
            begun: Apart(AtomicU64::new(0)),
            taken: Apart(AtomicU64::new(0)),
            first,
            core,
            owner: AtomicU32::new(0),
            base: AtomicU64::new(0),
            end: AtomicU64::new(u64::MAX),
            dormant: AtomicBool::new(false),
            next: AtomicPtr::new(null_mut()),
        };
        // SAFETY: the mapping is as large and aligned as needed, and never unmapped.
        let ring = unsafe {
            place.write(ring);
            &*place
        };
        let mut head = RINGS.load(Ordering::Acquire);
        loop {
            ring.next.store(head, Ordering::Relaxed);
            match RINGS.compare_exchange_weak(head, place, Ordering::AcqRel, Ordering::Acquire) {
                Ok(_) => return Some(ring),
                Err(other) => head = other,
            }
        }
    }

    /// Appends an event if there is nothing else to do. Only the thread that owns the ring may.
    #[inline(always)]
    pub(super) fn put(&self, event: Event) -> bool {
        let at = self.cursor.0.load(Ordering::Relaxed);
        if at & (SAMPLE - 1) == 0 {
            return false;
        }
        self.write(at, event);
        true
    }

    /// Whether the next access is one that is sampled.
    pub(super) fn is_sample_due(&self) -> bool {
        self.cursor.0.load(Ordering::Relaxed) & (SAMPLE - 1) == 0
    }

    /// Appends an event, after room was made where there was none.
    pub(super) fn put_at_length(&self, event: Event) {
        if !self.put(event) {
            if self.cursor.0.load(Ordering::Relaxed) & (CHUNK - 1) == 0 {
                self.make_room();
            }
            self.write(self.cursor.0.load(Ordering::Relaxed), event);
        }
    }

    #[inline(always)]
    fn write(&self, at: usize, event: Event) {
        // SAFETY: the cursor is within the ring's chunks, at a multiple of an event's size, and does not reach what was not
        // taken out yet.
        unsafe { std::ptr::with_exposed_provenance_mut::<Event>(at).write(event) };
        if at & 63 == 0 {
            expect_write(at + AHEAD);
        }
        self.cursor.0.store(at + size_of::<Event>(), Ordering::Release);
    }

    /// Begins the next chunk, once what was in it is taken out.
    #[inline(never)]
    fn make_room(&self) {
        let begun = self.begun.0.load(Ordering::Relaxed);
        let mut waited = 0;
        while (begun + 1) * PER_CHUNK > self.taken.0.load(Ordering::Acquire) + CHUNKS * PER_CHUNK
            && process::is_traced()
        {
            waited += 1;
            consumer::wait_for_room(waited);
        }
        let is_behind = || (begun + 1) * PER_CHUNK > self.taken.0.load(Ordering::Acquire) + CHUNKS / 2 * PER_CHUNK;
        if is_behind() {
            consumer::lend_a_hand(is_behind);
        }
        // In this order: whoever sees the one and not the other finds the cursor outside of the chunk, or at its start.
        self.begun.0.store(begun + 1, Ordering::Release);
        self.cursor.0.store(self.first + (begun % CHUNKS) as usize * CHUNK, Ordering::Release);
        // Told when it can be seen: the chunk before this one is whole now.
        consumer::chunk_is_full();
    }

    /// Events that were put in so far, but for some of the last chunk at times.
    pub(super) fn put_in(&self) -> u64 {
        let begun = self.begun.0.load(Ordering::Acquire);
        let cursor = self.cursor.0.load(Ordering::Acquire);
        let Some(whole) = begun.checked_sub(1) else { return 0 };
        let start = self.first + (whole % CHUNKS) as usize * CHUNK;
        let within = cursor.wrapping_sub(start);
        let steady = within <= CHUNK && self.begun.0.load(Ordering::Acquire) == begun;
        whole * PER_CHUNK + if steady { (within / size_of::<Event>()) as u64 } else { 0 }
    }

    /// Events of whole chunks that are to be taken out: known without a look at the cursor.
    pub(super) fn whole(&self) -> u64 {
        let whole = self.begun.0.load(Ordering::Acquire).saturating_sub(1) * PER_CHUNK;
        whole.min(self.end.load(Ordering::Relaxed)).saturating_sub(self.taken())
    }

    /// Events that are to be taken out.
    pub(super) fn waiting(&self) -> u64 {
        self.put_in().min(self.end.load(Ordering::Relaxed)).saturating_sub(self.taken())
    }

    /// What is put in from now on does not count.
    pub(super) fn ends(&self) {
        self.end.store(self.put_in(), Ordering::Relaxed);
    }

    /// Events that were taken out so far.
    pub(super) fn taken(&self) -> u64 {
        self.taken.0.load(Ordering::Relaxed)
    }

    /// The ring's time, by what was taken out.
    pub(super) fn time(&self) -> u64 {
        self.base.load(Ordering::Relaxed) + self.taken()
    }

    /// Up to `most` events that lie one behind the other, from the oldest on; they are there ([`Ring::put_in`] told), and
    /// only one at a time asks.
    pub(super) fn oldest(&self, most: u64) -> &[Event] {
        let taken = self.taken();
        let at = taken % (CHUNKS * PER_CHUNK);
        let length = most.min(CHUNKS * PER_CHUNK - at);
        let first = std::ptr::with_exposed_provenance::<Event>(self.first + at as usize * size_of::<Event>());
        // SAFETY: written before `put_in` was told of them, and not overwritten before they are taken out.
        unsafe { std::slice::from_raw_parts(first, length as usize) }
    }

    /// Asks the processor for `count` events behind the first `after`: they lie in another's caches, and come over while
    /// other things are done.
    pub(super) fn fetch(&self, after: u64, count: u64) {
        let at = (self.taken() + after) % (CHUNKS * PER_CHUNK);
        let length = count.min(CHUNKS * PER_CHUNK - at);
        let first = std::ptr::with_exposed_provenance::<Event>(self.first + at as usize * size_of::<Event>());
        for nth in (0..length as usize).step_by(64 / size_of::<Event>()) {
            fetch(first.wrapping_add(nth));
        }
    }

    /// Gives the room of the oldest `count` events back.
    pub(super) fn take(&self, count: u64) {
        self.taken.0.store(self.taken() + count, Ordering::Release);
    }

    /// Drops what is in it.
    pub(super) fn forget(&self) {
        self.taken.0.store(self.put_in(), Ordering::Release);
    }

    /// The newest time of all rings: when a thread begins, it is then.
    pub(super) fn newest() -> u64 {
        all().map(|ring| ring.base.load(Ordering::Relaxed) + ring.put_in()).max().unwrap_or(0)
    }

    /// Some thread will fill the ring. It begins where the one that makes it, of the ring `parent`, is now; when that has slept
    /// while others went on, or others have ended, it is then.
    #[cfg(all(target_os = "linux", target_env = "gnu", any(target_arch = "x86_64", target_arch = "aarch64")))]
    pub(super) fn reserve(&self, parent: &Self) {
        let reached = |ring: &Self| ring.base.load(Ordering::Relaxed) + ring.put_in();
        let ended = all().filter(|ring| ring.owner.load(Ordering::Relaxed) == 0).map(reached);
        let others = ended.chain(parent.dormant.swap(false, Ordering::Relaxed).then(consumer::now));
        let others = others.max().unwrap_or(0);
        parent.base.fetch_max(others.saturating_sub(parent.put_in()), Ordering::Relaxed);
        self.base.store(reached(parent).saturating_sub(self.put_in()), Ordering::Relaxed);
        self.dormant.store(false, Ordering::Relaxed);
        self.owner.store(EXPECTED, Ordering::Release);
    }

    /// A thread begins to fill the ring.
    pub(super) fn begins(&self, owner: u32) {
        let now = Self::newest();
        self.base.store(now.saturating_sub(self.put_in()), Ordering::Relaxed);
        self.dormant.store(false, Ordering::Relaxed);
        self.owner.store(owner, Ordering::Release);
    }
}

/// Every ring.
pub(super) fn all() -> impl Iterator<Item = &'static Ring> {
    let mut at = RINGS.load(Ordering::Acquire);
    std::iter::from_fn(move || {
        // SAFETY: rings are never unmapped.
        let ring = unsafe { at.as_ref() }?;
        at = ring.next.load(Ordering::Acquire);
        Some(ring)
    })
}
