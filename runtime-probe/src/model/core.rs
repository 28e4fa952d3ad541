//! One core: what an access finds in the private caches and TLBs, and on whose account it is booked.

use super::{Account, Fronted, LastLevel, Recency, Touch, Words};
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
    l1d: Fronted<'m>,
    /// By slot of `l1d`.
    lines: &'m mut [Resident],
    dtlb: Fronted<'m>,
    /// By slot of `dtlb`.
    pages: &'m mut [Resident],
    l2: Option<Recency<'m>>,
    stlb: Recency<'m>,
    /// The geometry that nearly every machine has, for which the short way is compiled: see [`Core::hit`].
    common: bool,
    line_bits: u32,
    l2_line_bits: u32,
    /// log2 of the bytes that one bit of a line's used mask stands for: 0, or 1 for lines of 128 bytes.
    grain_bits: u32,
    page_bits: u32,
    /// log2 of the bytes that one bit of a page's used mask stands for: a 64th of the page.
    part_bits: u32,
    /// L1 lines in such a part.
    part_lines: u64,
}

/// A line in the L1, or a page in the first-level TLB.
#[derive(Clone, Copy, Debug, Default)]
pub struct Resident {
    /// The bytes of the line, or the parts of the page, that were used since it came in.
    used: u64,
    /// On whose account it came in.
    account: u32,
    /// Which context touched it last.
    context: u32,
}

const COMMON_LINE_BITS: u32 = 6;
const COMMON_PAGE_BITS: u32 = 12;

impl<'m> Core<'m> {
    /// A core with empty caches; `None` when there is no memory for it.
    pub fn new(machine: &Machine, words: &mut impl Words<'m>) -> Option<Self> {
        let Machine { l1d, l2, dtlb, stlb, page, .. } = machine;
        let line_bits = l1d.line().trailing_zeros();
        let page_bits = page.trailing_zeros();
        let l1d = Fronted::new(l1d.sets() as usize, l1d.ways() as usize, words)?;
        let dtlb = Fronted::new(dtlb.sets() as usize, dtlb.ways() as usize, words)?;
        Some(Self {
            lines: words.residents(l1d.slots())?,
            l1d,
            pages: words.residents(dtlb.slots())?,
            dtlb,
            l2: match l2 {
                Some(l2) => Some(Recency::new(l2.sets() as usize, l2.ways() as usize, words)?),
                None => None,
            },
            l2_line_bits: l2.map_or(line_bits, |l2| l2.line().trailing_zeros()),
            stlb: Recency::new(stlb.sets() as usize, stlb.ways() as usize, words)?,
            common: line_bits == COMMON_LINE_BITS && page_bits == COMMON_PAGE_BITS,
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

    /// The short way of [`Core::access`], for accesses of up to 32 bytes: when page and line were the last used of their
    /// sets and `context` the last to touch the line, notes the bytes used. Otherwise `false`, and nothing has changed.
    #[inline(always)]
    pub fn hit(&mut self, address: u64, size: u64, context: u32) -> bool {
        let offset = address & ((1 << COMMON_LINE_BITS) - 1);
        if !self.common || offset + size > 1 << COMMON_LINE_BITS {
            return false;
        }
        let line = address >> COMMON_LINE_BITS;
        let Some(page_slot) = self.dtlb.front(address >> COMMON_PAGE_BITS) else { return false };
        let Some(line_slot) = self.l1d.front(line) else { return false };
        let Some(resident) = self.lines.get_mut(line_slot).filter(|line| line.context == context) else { return false };
        let Some(page) = self.pages.get_mut(page_slot) else { return false };
        resident.used |= ((1 << (size & 63)) - 1) << offset;
        page.used |= 1 << (line & 63);
        true
    }

    /// Runs `size` bytes at `address` (at least one) through the core and books what it finds, but for the access itself:
    /// loads and stores are the caller's to count. Calls `fresh` with each L1 line that `who`'s context was not the last
    /// to touch.
    pub fn access(
        &mut self,
        address: u64,
        size: u64,
        who: Who,
        accounts: &mut [Account],
        last_level: &impl LastLevel,
        fresh: &mut impl FnMut(u64),
    ) {
        // An access that crosses lines (and perhaps pages) touches each.
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
    #[inline]
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
            Touch::Miss { slot, evicted } => {
                self.page_miss(address, slot, evicted, who, accounts);
                slot
            }
        };
        self.pages[page_slot].used |= 1 << (address >> self.part_bits & 63);

        let line = address >> self.line_bits;
        let offset = address & (self.line() - 1);
        let (low, high) = (offset >> self.grain_bits, (offset + size - 1) >> self.grain_bits);
        let slot = match self.l1d.touch(line) {
            Touch::Hit { slot } => slot,
            Touch::Miss { slot, evicted } => {
                self.line_miss(address, slot, evicted, who, accounts, last_level);
                fresh(line);
                slot
            }
        };
        let resident = &mut self.lines[slot];
        resident.used |= !0 >> (63 - (high - low)) << low;
        if resident.context != who.context {
            resident.context = who.context;
            fresh(line);
        }
    }

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
        self.lines[slot] = Resident { used: 0, account: who.account, context: who.context };
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
        let Resident { used, account, .. } = self.lines[slot];
        if let Some(account) = accounts.get_mut(account as usize) {
            account.counts.bytes_used += u64::from(used.count_ones()) << self.grain_bits;
            account.counts.bytes_fetched += self.line();
        }
    }

    fn page_miss(&mut self, address: u64, slot: usize, evicted: bool, who: Who, accounts: &mut [Account]) {
        if evicted {
            self.page_leaves(slot, accounts);
        }
        self.pages[slot] = Resident { used: 0, account: who.account, context: who.context };
        if let Some(account) = accounts.get_mut(who.account as usize) {
            account.counts.dtlb_misses += 1;
            if let Touch::Miss { .. } = self.stlb.touch(address >> self.page_bits) {
                account.counts.page_walks += 1;
            }
        }
    }

    fn page_leaves(&self, slot: usize, accounts: &mut [Account]) {
        let Resident { used, account, .. } = self.pages[slot];
        if let Some(account) = accounts.get_mut(account as usize) {
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
