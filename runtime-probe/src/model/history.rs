//! Which lines a cache ever had, and when: what tells a first miss from a conflict and from a cache too small.

use super::{Grown, Memory};

/// For each line, at which of the cache's misses it last came in.
#[derive(Debug)]
pub(super) struct History<'m> {
    /// Open addressing: number of the group plus one, and of its block; 0 is empty.
    table: &'m mut [(u32, u64)],
    /// By block: for each line of a group the miss it came in at, plus one; 0 is never.
    blocks: Grown<'m, Block>,
    /// The groups asked for last.
    recent: [(u64, u32); RECENT],
    misses: u32,
}

/// Lines of a group: those of a page of 4 KiB, where lines have 64 bytes.
const GROUP: u64 = 64;
const RECENT: usize = 64;
const FIRST_SLOTS: usize = 1024;

#[derive(Clone, Copy, Debug)]
struct Block([u32; GROUP as usize]);

impl Default for Block {
    fn default() -> Self {
        Self([0; GROUP as usize])
    }
}

super::memory::zeroed!(Block);

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

impl<'m> History<'m> {
    /// An empty history; `None` when there is no memory for it.
    pub(super) fn new(memory: &mut impl Memory<'m>) -> Option<Self> {
        Some(Self { table: memory.zeroed(FIRST_SLOTS)?, blocks: Grown::new(), recent: [(0, 0); RECENT], misses: 0 })
    }

    /// Notes that `line` comes into a cache of `lines` lines; why it was not in.
    #[inline]
    pub(super) fn comes(&mut self, line: u64, lines: u32, memory: &mut impl Memory<'m>) -> Cause {
        self.misses = self.misses.wrapping_add(1).max(1);
        let now = self.misses;
        let group = line / GROUP;
        let recent = self.recent[group as usize % RECENT];
        let block = if recent.0 == group + 1 { Some(recent.1) } else { self.block(group, memory) };
        let Some(at) = block.and_then(|block| self.blocks.get_mut(block as usize)) else { return Cause::First };
        let since = std::mem::replace(&mut at.0[(line % GROUP) as usize], now);
        match now.wrapping_sub(since) {
            _ if since == 0 => Cause::First,
            between if between < lines => Cause::Conflict,
            _ => Cause::Capacity,
        }
    }

    /// The block of a group, which is made the first time.
    #[inline(never)]
    fn block(&mut self, group: u64, memory: &mut impl Memory<'m>) -> Option<u32> {
        let mut at = hash(group);
        let block = loop {
            match self.table[at & (self.table.len() - 1)] {
                (_, 0) => break self.first_time(group, memory)?,
                (block, held) if held == group + 1 => break block,
                _ => at += 1,
            }
        };
        self.recent[group as usize % RECENT] = (group + 1, block);
        Some(block)
    }

    fn first_time(&mut self, group: u64, memory: &mut impl Memory<'m>) -> Option<u32> {
        if self.blocks.len() * 2 >= self.table.len() {
            let wider = memory.zeroed(self.table.len() * 2)?;
            for slot in std::mem::replace(&mut self.table, wider).iter().filter(|slot| slot.1 != 0) {
                insert(self.table, *slot);
            }
        }
        let block = u32::try_from(self.blocks.push(Block::default(), memory)?).ok()?;
        insert(self.table, (block, group + 1));
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
fn hash(group: u64) -> usize {
    (group.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32) as usize
}
