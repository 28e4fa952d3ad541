//! One core: what an access finds in the private caches and TLBs, and on whose account it is booked.

use super::{Account, LastLevel, Recency, Touch, Words};
use crate::machine::Machine;

/// On whose behalf an access is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Who {
    /// Index into the accounts.
    pub account: u32,
    /// The context, for the footprint.
    pub context: u32,
}

/// The private part of the memory hierarchy of one core.
#[derive(Debug)]
pub struct Core<'m> {
    l1d: Recency<'m>,
    /// For each slot of `l1d`: the bytes used since the line came in, and by whom it came.
    lines: &'m mut [u64],
    l2: Option<Recency<'m>>,
    dtlb: Recency<'m>,
    /// For each slot of `dtlb`: the parts of the page used since it came in, and by whom it came.
    pages: &'m mut [u64],
    stlb: Recency<'m>,
    line_bits: u32,
    l2_line_bits: u32,
    /// log2 of the bytes that one bit of a line's used mask stands for: 0, or 1 for lines of 128 bytes.
    grain_bits: u32,
    page_bits: u32,
    /// log2 of the bytes that one bit of a page's used mask stands for: a 64th of the page.
    part_bits: u32,
    /// L1 lines in such a part (0 where a part is shorter than a line, which no machine that parses has).
    part_lines: u64,
}

/// Words of `lines` and `pages` for each slot: the used mask; the account (low half) and the context (high half).
const PER_SLOT: usize = 2;

impl<'m> Core<'m> {
    /// A core with empty caches; `None` when there is no memory for it.
    pub fn new(machine: &Machine, words: &mut impl Words<'m>) -> Option<Self> {
        let Machine { l1d, l2, dtlb, stlb, page, .. } = machine;
        let line_bits = l1d.line().trailing_zeros();
        let page_bits = page.trailing_zeros();
        let l1d = Recency::with_slots(l1d.sets() as usize, l1d.ways() as usize, words)?;
        let dtlb = Recency::with_slots(dtlb.sets() as usize, dtlb.ways() as usize, words)?;
        Some(Self {
            lines: words.zeroed(l1d.slots() * PER_SLOT)?,
            l1d,
            l2: match l2 {
                Some(l2) => Some(Recency::new(l2.sets() as usize, l2.ways() as usize, words)?),
                None => None,
            },
            l2_line_bits: l2.map_or(line_bits, |l2| l2.line().trailing_zeros()),
            pages: words.zeroed(dtlb.slots() * PER_SLOT)?,
            dtlb,
            stlb: Recency::new(stlb.sets() as usize, stlb.ways() as usize, words)?,
            line_bits,
            grain_bits: line_bits.saturating_sub(6),
            page_bits,
            part_bits: page_bits - 6,
            part_lines: 1 << (page_bits - 6).saturating_sub(line_bits),
        })
    }

    /// Bytes of an L1 line.
    pub fn line(&self) -> u64 {
        1 << self.line_bits
    }

    /// Runs `size` bytes at `address` (at least one) through the core and books what it finds, but for the access itself:
    /// loads and stores are the caller's to count. Calls `fresh` with each L1 line that `who`'s context was not the last
    /// to touch.
    #[inline(always)]
    pub fn access(
        &mut self,
        address: u64,
        size: u64,
        who: Who,
        accounts: &mut [Account],
        last_level: &impl LastLevel,
        fresh: &mut impl FnMut(u64),
    ) {
        let offset = address & (self.line() - 1);
        if offset + size <= self.line() {
            self.piece(address, size, who, accounts, last_level, fresh);
        } else {
            self.pieces(address, size, who, accounts, last_level, fresh);
        }
    }

    /// An access that crosses lines (and perhaps pages) touches each.
    #[inline(never)]
    fn pieces(
        &mut self,
        address: u64,
        size: u64,
        who: Who,
        accounts: &mut [Account],
        last_level: &impl LastLevel,
        fresh: &mut impl FnMut(u64),
    ) {
        let mut at = address;
        let mut left = size;
        while left > 0 {
            let here = left.min(self.line() - (at & (self.line() - 1)));
            self.piece(at, here, who, accounts, last_level, fresh);
            at = at.wrapping_add(here);
            left -= here;
        }
    }

    /// The part of an access that lies in one line.
    #[inline(always)]
    fn piece(
        &mut self,
        address: u64,
        size: u64,
        who: Who,
        accounts: &mut [Account],
        last_level: &impl LastLevel,
        fresh: &mut impl FnMut(u64),
    ) {
        let page_slot = match self.dtlb.touch(address >> self.page_bits) {
            Touch::Hit { slot } => slot,
            Touch::Miss { slot, evicted } => self.page_miss(address, slot, evicted, who, accounts),
        };
        self.pages[page_slot * PER_SLOT] |= 1 << (address >> self.part_bits & 63);

        let line = address >> self.line_bits;
        let offset = address & (self.line() - 1);
        let (low, high) = (offset >> self.grain_bits, (offset + size - 1) >> self.grain_bits);
        let used = !0 >> (63 - (high - low)) << low;
        let slot = match self.l1d.touch(line) {
            Touch::Hit { slot } => slot,
            Touch::Miss { slot, evicted } => {
                self.line_miss(address, slot, evicted, who, accounts, last_level);
                fresh(line);
                slot
            }
        };
        let [mask, by] = &mut self.lines[slot * PER_SLOT..][..PER_SLOT] else { return };
        *mask |= used;
        if (*by >> 32) as u32 != who.context {
            *by = *by & 0xffff_ffff | u64::from(who.context) << 32;
            fresh(line);
        }
    }

    #[inline(never)]
    fn line_miss(
        &mut self,
        address: u64,
        slot: usize,
        evicted: bool,
        who: Who,
        accounts: &mut [Account],
        last_level: &impl LastLevel,
    ) {
        if evicted {
            self.line_leaves(slot, accounts);
        }
        self.lines[slot * PER_SLOT] = 0;
        self.lines[slot * PER_SLOT + 1] = packed(who);
        let Some(account) = accounts.get_mut(who.account as usize) else { return };
        let streams = u64::from(account.streams(address >> self.line_bits, self.line_bits));
        let counts = &mut account.counts;
        counts.l1d_misses += 1;
        counts.l1d_streamable += streams;
        if let Some(l2) = &mut self.l2 {
            if let Touch::Hit { .. } = l2.touch(address >> self.l2_line_bits) {
                return;
            }
            counts.l2_misses += 1;
            counts.l2_streamable += streams;
        }
        if !last_level.holds(address) {
            counts.llc_misses += 1;
            counts.llc_streamable += streams;
        }
    }

    fn line_leaves(&self, slot: usize, accounts: &mut [Account]) {
        let (used, by) = (self.lines[slot * PER_SLOT], self.lines[slot * PER_SLOT + 1]);
        if let Some(account) = accounts.get_mut(by as u32 as usize) {
            account.counts.bytes_used += u64::from(used.count_ones()) << self.grain_bits;
            account.counts.bytes_fetched += self.line();
        }
    }

    #[inline(never)]
    fn page_miss(&mut self, address: u64, slot: usize, evicted: bool, who: Who, accounts: &mut [Account]) -> usize {
        if evicted {
            self.page_leaves(slot, accounts);
        }
        self.pages[slot * PER_SLOT] = 0;
        self.pages[slot * PER_SLOT + 1] = packed(who);
        if let Some(account) = accounts.get_mut(who.account as usize) {
            account.counts.dtlb_misses += 1;
            if let Touch::Miss { .. } = self.stlb.touch(address >> self.page_bits) {
                account.counts.page_walks += 1;
            }
        }
        slot
    }

    fn page_leaves(&self, slot: usize, accounts: &mut [Account]) {
        let (used, by) = (self.pages[slot * PER_SLOT], self.pages[slot * PER_SLOT + 1]);
        if let Some(account) = accounts.get_mut(by as u32 as usize) {
            account.counts.page_lines_used += u64::from(used.count_ones()) * self.part_lines;
            account.counts.page_lines_of += 64 * self.part_lines;
        }
    }

    /// Empties the core and books the lines and pages that were still in it: the end of the run.
    pub fn finish(&mut self, accounts: &mut [Account]) {
        self.l1d.held().for_each(|slot| self.line_leaves(slot, accounts));
        self.dtlb.held().for_each(|slot| self.page_leaves(slot, accounts));
        self.l1d.clear();
        self.dtlb.clear();
    }
}

#[inline(always)]
fn packed(who: Who) -> u64 {
    u64::from(who.account) | u64::from(who.context) << 32
}
