//! What was allocated, context by context.

use super::{Footprint, Grown, Memory};

/// What was allocated in a context.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Heap {
    /// Allocations, those that took the place of another among them.
    pub allocations: u64,
    /// Their bytes, as asked for.
    pub bytes: u64,
    /// Allocations that took the place of another.
    pub reallocations: u64,
    /// Bytes that those had to bring along to another address. The system may have moved pages instead of copying.
    pub copied: u64,
}

super::memory::zeroed!(Heap);

impl std::ops::AddAssign for Heap {
    fn add_assign(&mut self, other: Self) {
        self.allocations += other.allocations;
        self.bytes += other.bytes;
        self.reallocations += other.reallocations;
        self.copied += other.copied;
    }
}

/// The allocations of a core.
#[derive(Debug)]
pub(super) struct Allocations<'m> {
    /// By context.
    pub(super) heaps: Grown<'m, Heap>,
    /// By context, the distinct pages of 4 KiB that they lie in.
    pub(super) pages: Grown<'m, Option<Footprint<'m>>>,
    /// Open addressing: address and size of what was allocated; a size of 0 is empty. What is freed is not told: it is
    /// known by its address until that is given out again.
    sizes: &'m mut [(u32, u64)],
    held: usize,
    /// What the next takes the place of; 0 is nothing.
    replaced: u64,
}

const PAGE_BITS: u32 = 12;
const FIRST_SLOTS: usize = 1024;
/// Addresses that are known at a time; the sizes of others are not, and count as nothing copied.
const MOST: usize = 1 << 22;
/// Blocks are at multiples of this.
const GRAIN_BITS: u32 = 3;

impl<'m> Allocations<'m> {
    pub(super) fn new() -> Self {
        Self { heaps: Grown::new(), pages: Grown::new(), sizes: &mut [], held: 0, replaced: 0 }
    }

    /// The next takes the place of what was allocated here.
    pub(super) fn replaces(&mut self, address: u64) {
        self.replaced = address;
    }

    /// Notes an allocation.
    pub(super) fn note(&mut self, context: u32, address: u64, size: u64, memory: &mut impl Memory<'m>) {
        let replaced = std::mem::take(&mut self.replaced);
        let copied = if replaced != 0 && replaced != address { self.size(replaced).min(size) } else { 0 };
        while self.heaps.len() <= context as usize {
            if self.heaps.push(Heap::default(), memory).is_none() || self.pages.push(None, memory).is_none() {
                return;
            }
        }
        if let Some(heap) = self.heaps.get_mut(context as usize) {
            *heap += Heap { allocations: 1, bytes: size, reallocations: u64::from(replaced != 0), copied };
        }
        if let Some(pages) = self.pages.get_mut(context as usize) {
            if pages.is_none() {
                *pages = Footprint::new(memory);
            }
            if let Some(pages) = pages {
                let last = address + size.saturating_sub(1);
                (address >> PAGE_BITS..=last >> PAGE_BITS).for_each(|page| pages.note(page));
            }
        }
        self.keep(address, size, memory);
    }

    fn size(&self, address: u64) -> u64 {
        self.find(address).and_then(|at| self.sizes.get(at)).map_or(0, |slot| slot.1)
    }

    /// The slot that an address has, or would have.
    fn find(&self, address: u64) -> Option<usize> {
        let mask = self.sizes.len().checked_sub(1)?;
        let key = key(address);
        let mut at = key.wrapping_mul(0x9e37_79b9) as usize;
        loop {
            let slot = self.sizes[at & mask];
            if slot.1 == 0 || slot.0 == key {
                return Some(at & mask);
            }
            at += 1;
        }
    }

    fn keep(&mut self, address: u64, size: u64, memory: &mut impl Memory<'m>) {
        if self.held * 2 >= self.sizes.len() {
            if self.held * 2 >= MOST {
                return;
            }
            let Some(wider) = memory.zeroed((self.sizes.len() * 2).max(FIRST_SLOTS)) else { return };
            let before = std::mem::replace(&mut self.sizes, wider);
            for slot in before.iter().filter(|slot| slot.1 != 0) {
                if let Some(at) = self.find(u64::from(slot.0) << GRAIN_BITS) {
                    self.sizes[at] = *slot;
                }
            }
        }
        if let Some(at) = self.find(address) {
            self.held += usize::from(self.sizes[at].1 == 0);
            self.sizes[at] = (key(address), size.max(1));
        }
    }
}

/// Addresses of blocks within 32 GiB are told apart.
fn key(address: u64) -> u32 {
    (address >> GRAIN_BITS) as u32
}
