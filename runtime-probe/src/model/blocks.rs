//! Blocks of memory while they are allocated, and how much of them is touched by whom.

use super::index::Index;
use super::{Grown, Memory};

/// What a context touched of blocks of 4 KiB or more.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Held {
    /// Blocks that it touched while they were allocated.
    pub blocks: u64,
    /// Their bytes.
    pub bytes: u64,
    /// Bytes of the lines of them that it touched, at most: lines that it touched before the block came to lie there count.
    pub used: u64,
    /// The largest; of several of one size that of which most is used.
    pub largest: Block,
}

/// A block of memory.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Block {
    /// Where it begins.
    pub address: u64,
    /// Its size.
    pub bytes: u64,
    /// Bytes of it that were touched, at most.
    pub used: u64,
    /// The pages that it lies on, which only the system knows: the model leaves it at that.
    pub backed: Backed,
}

/// What of a block is in memory, as whole pages of its own. All zeros where nobody was asked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Backed {
    /// Bytes.
    pub resident: u64,
    /// Those of them that are on huge pages.
    pub huge: u64,
}

impl Held {
    fn add(&mut self, block: Block) {
        self.blocks += 1;
        self.bytes += block.bytes;
        self.used += block.used;
        self.larger(block);
    }

    fn larger(&mut self, block: Block) {
        let rank = |block: &Block| (block.bytes, block.used, block.address);
        if rank(&block) > rank(&self.largest) {
            self.largest = block;
        }
    }

    /// Takes over what another context touched. Of a block that both touched it may be the same lines, or others.
    pub fn join(&mut self, other: &Self) {
        self.blocks = self.blocks.saturating_add(other.blocks);
        self.bytes = self.bytes.saturating_add(other.bytes);
        self.used = self.used.saturating_add(other.used);
        let Block { address, bytes, used, backed } = other.largest;
        if (address, bytes) == (self.largest.address, self.largest.bytes) {
            if self.largest.backed == Backed::default() {
                self.largest.backed = backed;
            }
            self.largest.used = self.largest.used.saturating_add(used).min(bytes);
        } else {
            self.larger(other.largest);
        }
    }
}

/// A block that is allocated.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Live {
    /// 0 is none.
    pub(super) address: u64,
    pub(super) size: u64,
    /// The time of its allocation.
    pub(super) since: u64,
    /// See [`Groups`](super::groups::Groups).
    pub(super) group: u32,
}

/// Something that was touched: a page by a context.
#[derive(Clone, Copy, Debug, Default)]
struct Page {
    /// Number of the page and index of the context, plus one; 0 is empty.
    key: u64,
    /// Its units that were touched.
    units: u64,
    /// When the last of them was.
    last: u64,
}

super::memory::zeroed!(Held, Live, Page);

/// Smaller ones than this are not followed, for it is pages that are kept track of.
pub(super) const LEAST: u64 = 4096;
const PAGE_BITS: u32 = 12;
/// What is told apart within a page: a line of nearly every machine.
const UNIT_BITS: u32 = 6;
const FIRST_SLOTS: usize = 1024;
/// Blocks that are known at a time; others are as if they had not been allocated.
const MOST_LIVE: usize = 1 << 21;
/// Pages that are known at most, each once for every context that touched it; beyond that nothing is told of any block.
const MOST_PAGES: usize = 1 << 20;
/// Contexts that are followed: those that touch something first.
const MOST_CONTEXTS: usize = 64;

/// Blocks by address: open addressing.
#[derive(Debug, Default)]
pub(super) struct Blocks<'m> {
    table: &'m mut [Live],
    held: usize,
}

impl<'m> Blocks<'m> {
    /// The slot that an address has, or would have.
    fn find(&self, address: u64) -> Option<usize> {
        let mask = self.table.len().checked_sub(1)?;
        let mut at = hash(address) & mask;
        while self.table[at].address != 0 && self.table[at].address != address {
            at = (at + 1) & mask;
        }
        Some(at)
    }

    pub(super) fn insert(&mut self, live: Live, memory: &mut impl Memory<'m>) {
        if self.held * 2 >= self.table.len() {
            if self.held >= MOST_LIVE {
                return;
            }
            let Some(wider) = memory.zeroed((self.table.len() * 2).max(FIRST_SLOTS)) else { return };
            for live in std::mem::replace(&mut self.table, wider).iter().filter(|live| live.address != 0) {
                if let Some(at) = self.find(live.address) {
                    self.table[at] = *live;
                }
            }
        }
        if let Some(at) = self.find(live.address) {
            self.held += usize::from(self.table[at].address == 0);
            self.table[at] = live;
        }
    }

    /// Takes a block out; its size.
    pub(super) fn remove(&mut self, address: u64) -> Option<u64> {
        self.take(address).map(|live| live.size)
    }

    fn take(&mut self, address: u64) -> Option<Live> {
        let mut hole = self.find(address).filter(|at| self.table[*at].address != 0)?;
        let removed = std::mem::take(&mut self.table[hole]);
        self.held -= 1;
        // Those behind it come nearer to where they are looked for.
        let mask = self.table.len() - 1;
        let mut next = (hole + 1) & mask;
        while self.table[next].address != 0 {
            let from_home = next.wrapping_sub(hash(self.table[next].address)) & mask;
            if from_home >= next.wrapping_sub(hole) & mask {
                self.table[hole] = std::mem::take(&mut self.table[next]);
                hole = next;
            }
            next = (next + 1) & mask;
        }
        Some(removed)
    }

    /// All that are allocated.
    pub(super) fn iter(&self) -> impl Iterator<Item = Live> {
        self.table.iter().filter(|live| live.address != 0).copied()
    }
}

/// What contexts touched. Nothing is ever taken out: a line that a context has touched is not told again.
#[derive(Debug)]
struct Touched<'m> {
    table: &'m mut [Page],
    held: usize,
    /// Those that are followed, and when they touched something last.
    contexts: [(u32, u64); MOST_CONTEXTS],
    count: usize,
    /// Where the last was found.
    slot: usize,
    index: usize,
    /// There was more than there is room for.
    is_full: bool,
}

/// What is allocated now, what was touched, and what both come to.
#[derive(Debug)]
pub(super) struct Walked<'m> {
    blocks: Blocks<'m>,
    touched: Touched<'m>,
    /// By context.
    pub(super) held: Grown<'m, Held>,
    /// By context and group of memory.
    pub(super) of_groups: OfGroups<'m>,
    /// Goes on with all that comes and is touched.
    now: u64,
}

impl<'m> Walked<'m> {
    pub(super) fn new() -> Self {
        Self {
            blocks: Blocks::default(),
            touched: Touched::new(),
            held: Grown::new(),
            of_groups: OfGroups::default(),
            now: 0,
        }
    }

    /// Notes that a context touches a line for the first time, or again.
    #[inline(never)]
    pub(super) fn note(&mut self, context: u32, address: u64, line: u64, memory: &mut impl Memory<'m>) {
        self.now += 1;
        self.touched.note(context, address, line, self.now, memory);
    }

    /// A block of so many bytes comes, or, of none, goes. One that stays where it was changes its size.
    pub(super) fn change(
        &mut self,
        (address, size): (u64, u64),
        group: u32,
        stays: bool,
        memory: &mut impl Memory<'m>,
    ) {
        self.now += 1;
        let mut since = self.now;
        if let Some(block) = self.blocks.take(address) {
            if stays {
                since = block.since;
            } else {
                self.touched.join(&block, &mut self.held, &mut self.of_groups, memory);
            }
        }
        if size > 0 {
            self.blocks.insert(Live { address, size, since, group }, memory);
        }
    }

    /// Looks at what is still allocated.
    pub(super) fn finish(&mut self, memory: &mut impl Memory<'m>) {
        for block in self.blocks.iter() {
            self.touched.join(&block, &mut self.held, &mut self.of_groups, memory);
        }
    }
}

/// What contexts touched of the blocks of each group.
#[derive(Debug, Default)]
pub(super) struct OfGroups<'m> {
    index: Index<'m>,
    pub(super) all: Grown<'m, OfGroup>,
}

/// What a context touched of the blocks of a group.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct OfGroup {
    pub(super) context: u32,
    pub(super) group: u32,
    pub(super) held: Held,
}

super::memory::zeroed!(OfGroup);

impl<'m> OfGroups<'m> {
    fn add(&mut self, context: u32, group: u32, block: Block, memory: &mut impl Memory<'m>) -> Option<()> {
        let key = u64::from(context) << 32 | u64::from(group);
        let at = match self.index.get(key) {
            Some(at) => at as usize,
            None => {
                let at = self.all.push(OfGroup { context, group, held: Held::default() }, memory)?;
                self.index.put(key, at as u32, memory)?;
                at
            }
        };
        self.all.get_mut(at)?.held.add(block);
        Some(())
    }
}

impl<'m> Touched<'m> {
    fn new() -> Self {
        let contexts = [(0, 0); MOST_CONTEXTS];
        Self { table: &mut [], held: 0, contexts, count: 0, slot: 0, index: 0, is_full: false }
    }

    #[inline]
    fn note(&mut self, context: u32, address: u64, line: u64, now: u64, memory: &mut impl Memory<'m>) {
        if self.contexts[self.index].0 != context && !self.find_context(context) {
            return;
        }
        self.contexts[self.index].1 = now;
        let key = key(address >> PAGE_BITS, self.index);
        if self.table.get(self.slot).is_none_or(|page| page.key != key) && !self.find_page(key, memory) {
            return;
        }
        let page = &mut self.table[self.slot];
        page.units |= units(address & (LEAST - 1), (address & (LEAST - 1)) + line);
        page.last = now;
    }

    fn find_context(&mut self, context: u32) -> bool {
        let known = self.contexts.iter().take(self.count).position(|held| held.0 == context);
        let Some(index) = known.or((self.count < MOST_CONTEXTS).then_some(self.count)) else { return false };
        self.count = self.count.max(index + 1);
        self.contexts[index].0 = context;
        self.index = index;
        true
    }

    fn find_page(&mut self, key: u64, memory: &mut impl Memory<'m>) -> bool {
        if self.held * 2 >= self.table.len() {
            let wider =
                if self.held < MOST_PAGES { memory.zeroed((self.table.len() * 2).max(FIRST_SLOTS)) } else { None };
            let Some(wider) = wider else {
                self.is_full = true;
                return false;
            };
            for page in std::mem::replace(&mut self.table, wider).iter().filter(|page| page.key != 0) {
                if let Some(at) = self.slot_of(page.key) {
                    self.table[at] = *page;
                }
            }
        }
        let Some(at) = self.slot_of(key) else { return false };
        self.held += usize::from(self.table[at].key == 0);
        self.table[at].key = key;
        self.slot = at;
        true
    }

    fn slot_of(&self, key: u64) -> Option<usize> {
        let mask = self.table.len().checked_sub(1)?;
        let mut at = hash(key) & mask;
        while self.table[at].key != 0 && self.table[at].key != key {
            at = (at + 1) & mask;
        }
        Some(at)
    }

    /// Adds to what is held what the contexts touched of a block, of those that did while it was allocated.
    fn join(
        &self,
        block: &Live,
        held: &mut Grown<'m, Held>,
        of_groups: &mut OfGroups<'m>,
        memory: &mut impl Memory<'m>,
    ) {
        for (index, (context, last)) in self.contexts.iter().enumerate().take(self.count) {
            if *last < block.since || self.is_full {
                continue;
            }
            let used = self.used(index, block);
            while used > 0 && held.len() <= *context as usize {
                if held.push(Held::default(), memory).is_none() {
                    return;
                }
            }
            if let Some(held) = held.get_mut(*context as usize).filter(|_| used > 0) {
                let of = Block { address: block.address, bytes: block.size, used, backed: Backed::default() };
                held.add(of);
                of_groups.add(*context, block.group, of, memory);
            }
        }
    }

    /// Bytes of a block in lines that a context touched; 0 if it did not while the block was allocated.
    fn used(&self, index: usize, block: &Live) -> u64 {
        let end = block.address.saturating_add(block.size);
        let (mut count, mut lives) = (0, false);
        let mut add = |number: u64, page: &Page| {
            let start = number << PAGE_BITS;
            let (from, to) = (block.address.max(start) - start, end.min(start + LEAST) - start);
            count += u64::from((page.units & units(from, to)).count_ones());
            // What was touched of a page that is for the most part another's may be all the other's.
            lives |= page.last >= block.since && 2 * (to - from) >= LEAST;
        };
        let numbers = block.address >> PAGE_BITS..=(end - 1) >> PAGE_BITS;
        if numbers.end() - numbers.start() < self.table.len() as u64 {
            for number in numbers {
                if let Some(page) = self.slot_of(key(number, index)).and_then(|at| self.table.get(at)) {
                    add(number, page);
                }
            }
        } else {
            for page in self.table.iter().filter(|page| page.key != 0) {
                let (number, of) = ((page.key - 1) / MOST_CONTEXTS as u64, (page.key - 1) as usize % MOST_CONTEXTS);
                if of == index && numbers.contains(&number) {
                    add(number, page);
                }
            }
        }
        if lives { (count << UNIT_BITS).min(block.size) } else { 0 }
    }
}

fn key(page: u64, index: usize) -> u64 {
    (page * MOST_CONTEXTS as u64 + index as u64) + 1
}

/// The units of a page that bytes from and up to an offset lie in.
fn units(from: u64, to: u64) -> u64 {
    let (first, last) = (from >> UNIT_BITS, (to - 1).min(LEAST - 1) >> UNIT_BITS);
    !0 >> (63 - (last - first)) << first
}

fn hash(address: u64) -> usize {
    (address.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32) as usize
}
