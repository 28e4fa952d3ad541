//! Which lines a cache ever had, and when: what tells a first miss from a conflict and from a cache too small.

use super::{Grown, Memory, Zeroed};

/// For each line, at which of the cache's misses it last came in, page by page.
#[derive(Debug)]
pub(super) struct History<'m> {
    /// Open addressing: the page's block, and its number plus one; 0 is empty.
    table: &'m mut [(u32, u64)],
    /// The first is nobody's: it takes what there is no memory for.
    blocks: Grown<'m, Block<'m>>,
    lines_of_page: u64,
    misses: u32,
}

/// Of each line of a page: above, the miss at which it came in last; below, the context. 0 is never.
type Block<'m> = Option<&'m mut [u64]>;

// SAFETY: the null of the reference makes the `Option` none, which is its default; it needs no drop.
#[expect(unsafe_code, reason = "see the trait")]
unsafe impl Zeroed for Block<'_> {}

const FIRST_SLOTS: usize = 1024;

/// What a miss was, by what the cache had before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cause {
    /// The line was never in.
    First,
    /// Fewer lines came in since than the cache holds: had they spread over all sets, it would still be there.
    Conflict,
    /// As many lines came in since as the cache holds, or more.
    Capacity,
}

/// Where the past of a line is kept.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Entry {
    block: u32,
    at: u32,
}

impl<'m> History<'m> {
    /// An empty history; `None` when there is no memory for it.
    pub(super) fn new(lines_of_page: u64, memory: &mut impl Memory<'m>) -> Option<Self> {
        let mut blocks = Grown::new();
        blocks.push(None, memory)?;
        Some(Self { table: memory.zeroed(FIRST_SLOTS)?, blocks, lines_of_page, misses: 0 })
    }

    /// Where the past of a line is kept, of a page with this block.
    #[inline(always)]
    pub(super) fn entry(&self, block: u32, line: u64) -> Entry {
        Entry { block, at: (line & (self.lines_of_page - 1)) as u32 }
    }

    /// Asks the real machine for an entry, which will be asked for soon.
    #[inline(always)]
    pub(super) fn fetch(&self, entry: Entry) {
        if let Some(Some(block)) = self.blocks.get(entry.block as usize)
            && let Some(held) = block.get(entry.at as usize)
        {
            super::lanes::fetch(held);
        }
    }

    /// Notes that a line comes into a cache of `lines` lines on behalf of a context; why it was not in, and for which
    /// context it came in last.
    #[inline(always)]
    pub(super) fn comes(&mut self, entry: Entry, context: u32, lines: u32) -> (Cause, u32) {
        self.misses = self.misses.wrapping_add(1).max(1);
        let Some(Some(block)) = self.blocks.get_mut(entry.block as usize) else { return (Cause::First, context) };
        let Some(held) = block.get_mut(entry.at as usize) else { return (Cause::First, context) };
        let before = std::mem::replace(held, u64::from(self.misses) << 32 | u64::from(context));
        let cause = match self.misses.wrapping_sub((before >> 32) as u32) {
            _ if before == 0 => Cause::First,
            between if between < lines => Cause::Conflict,
            _ => Cause::Capacity,
        };
        (cause, before as u32)
    }

    /// The block of a page, which is made the first time.
    pub(super) fn block(&mut self, page: u64, memory: &mut impl Memory<'m>) -> u32 {
        let mut at = hash(page);
        loop {
            match self.table[at & (self.table.len() - 1)] {
                (_, 0) => return self.first_time(page, memory).unwrap_or(0),
                (block, held) if held == page + 1 => return block,
                _ => at += 1,
            }
        }
    }

    fn first_time(&mut self, page: u64, memory: &mut impl Memory<'m>) -> Option<u32> {
        if self.blocks.len() * 2 >= self.table.len() {
            let wider = memory.zeroed(self.table.len() * 2)?;
            for slot in std::mem::replace(&mut self.table, wider).iter().filter(|slot| slot.1 != 0) {
                insert(self.table, *slot);
            }
        }
        let lines = memory.zeroed(self.lines_of_page as usize)?;
        let block = u32::try_from(self.blocks.push(Some(lines), memory)?).ok()?;
        insert(self.table, (block, page + 1));
        Some(block)
    }
}

fn insert(table: &mut [(u32, u64)], slot: (u32, u64)) {
    let mask = table.len() - 1;
    let mut at = hash(slot.1 - 1);
    while table[at & mask].1 != 0 {
        at += 1;
    }
    table[at & mask] = slot;
}

#[inline(always)]
fn hash(page: u64) -> usize {
    (page.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32) as usize
}
