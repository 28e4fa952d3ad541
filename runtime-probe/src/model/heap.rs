//! What was allocated, context by context.

use super::blocks::{Blocks, LEAST, Live};
use super::misses::{Miss, Misses};
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
    /// What is allocated now, as far as this core allocated it.
    blocks: Blocks<'m>,
    /// Large blocks that went and came, which the levels below are to know.
    went: Option<u64>,
    came: Option<Miss>,
    /// What the next takes the place of; 0 is nothing.
    replaced: u64,
}

const PAGE_BITS: u32 = 12;

impl<'m> Allocations<'m> {
    pub(super) fn new() -> Self {
        Self {
            heaps: Grown::new(),
            pages: Grown::new(),
            blocks: Blocks::default(),
            went: None,
            came: None,
            replaced: 0,
        }
    }

    /// The next takes the place of what was allocated here.
    pub(super) fn replaces(&mut self, address: u64) {
        self.replaced = address;
    }

    /// Notes an allocation, which is of a group.
    pub(super) fn note(&mut self, context: u32, (address, size): (u64, u64), group: u32, memory: &mut impl Memory<'m>) {
        let replaced = std::mem::take(&mut self.replaced);
        let before = if replaced == 0 { Some(0) } else { self.blocks.remove(replaced) };
        self.blocks.insert(Live { address, size, ..Live::default() }, memory);
        let moves = replaced != address;
        // What is not known another core may have allocated.
        self.went = (before.is_none_or(|before| before >= LEAST) && (moves || size < LEAST)).then_some(replaced);
        self.came = (size >= LEAST).then_some(Miss::block(address, size, group, !moves));
        let copied = if moves { before.unwrap_or(0).min(size) } else { 0 };
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
    }

    /// What was allocated at an address is given back, by this core or another.
    pub(super) fn freed(&mut self, address: u64) {
        self.went = self.blocks.remove(address).is_none_or(|size| size >= LEAST).then_some(address);
    }

    /// The blocks that are allocated now: address and bytes.
    pub(super) fn live(&self) -> impl Iterator<Item = (u64, u64)> {
        self.blocks.iter().map(|live| (live.address, live.size))
    }

    /// Tells what came and went; there is room for two.
    #[inline(always)]
    pub(super) fn tell(&mut self, misses: &mut Misses) {
        if let Some(address) = self.went.take() {
            misses.push(Miss::block(address, 0, 0, false));
        }
        if let Some(block) = self.came.take() {
            misses.push(block);
        }
    }
}
