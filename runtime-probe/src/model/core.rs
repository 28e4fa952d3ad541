//! One core: what an access finds in the private caches and TLBs, and on whose account it is booked.

use super::{Account, LastLevel, Recency, Words};
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
    /// By set of the L1: the line used last, while nothing but the bytes used is to be noted for it.
    recents: &'m mut [Recent],
    /// By set of the first-level TLB: the page used last (its number plus one for the line's).
    fronts: &'m mut [Recent],
    /// By slot of `l1d`: the bytes of the line that were used since it came in.
    used: &'m mut [u64],
    l1d: Recency<'m>,
    /// By slot of `l1d`.
    lines: &'m mut [Line],
    dtlb: Recency<'m>,
    /// By slot of `dtlb`.
    pages: &'m mut [Page],
    /// Pages that came into the first-level TLB so far.
    page_ins: u64,
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

/// A line in the L1.
#[derive(Clone, Copy, Debug, Default)]
pub struct Line {
    /// On whose account it came in.
    account: u32,
    /// Which context touched it last.
    context: u32,
}

/// A page in the first-level TLB.
#[derive(Clone, Copy, Debug, Default)]
pub struct Page {
    /// The parts of the page that were used since it came in.
    used: u64,
    /// Which page-in this was.
    stamp: u64,
    /// On whose account it came in.
    account: u32,
}

/// A line that is the last used of its set, in a page that is the last used of its own while the stamp is the page's,
/// and was last touched by the context that is current.
#[derive(Clone, Copy, Debug, Default)]
pub struct Recent {
    /// Line number plus one; 0 is none.
    line: u64,
    stamp: u64,
    slot: u64,
}

/// What the short way of an access has to note.
#[derive(Clone, Copy, Debug)]
pub struct Hit {
    slot: usize,
    used: u64,
}

const COMMON_LINE_BITS: u32 = 6;
const COMMON_PAGE_BITS: u32 = 12;

impl<'m> Core<'m> {
    /// A core with empty caches; `None` when there is no memory for it.
    pub fn new(machine: &Machine, words: &mut impl Words<'m>) -> Option<Self> {
        let Machine { l1d, l2, dtlb, stlb, page, .. } = machine;
        let line_bits = l1d.line().trailing_zeros();
        let page_bits = page.trailing_zeros();
        let (sets, tlb_sets) = (l1d.sets() as usize, dtlb.sets() as usize);
        let l1d = Recency::new(sets, l1d.ways() as usize, words)?;
        let dtlb = Recency::new(tlb_sets, dtlb.ways() as usize, words)?;
        Some(Self {
            recents: words.recents(sets)?,
            fronts: words.recents(tlb_sets)?,
            used: words.words(l1d.slots())?,
            lines: words.lines(l1d.slots())?,
            l1d,
            pages: words.pages(dtlb.slots())?,
            dtlb,
            page_ins: 0,
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

    /// The short way of [`Core::access`], for accesses of `SIZE` bytes (up to 16) by the context that made the last ones:
    /// when page and line were the last used of their sets, nothing changes but the bytes used, which are returned to be
    /// given to [`Core::note`].
    #[inline(always)]
    pub fn hit<const SIZE: u64>(&self, address: u64) -> Option<Hit> {
        let line = address >> COMMON_LINE_BITS;
        let recent = self.recents.get(line as usize & self.recents.len().wrapping_sub(1))?;
        if recent.line != line + 1 {
            return None;
        }
        let page = address >> COMMON_PAGE_BITS;
        let front = self.fronts.get(page as usize & self.fronts.len().wrapping_sub(1))?;
        let offset = address & ((1 << COMMON_LINE_BITS) - 1);
        if recent.stamp != front.stamp || offset > (1 << COMMON_LINE_BITS) - SIZE {
            return None;
        }
        Some(Hit { slot: recent.slot as usize, used: ((1 << SIZE) - 1) << offset })
    }

    /// Notes the bytes that a hit used.
    #[inline(always)]
    pub fn note(&mut self, hit: Hit) {
        if let Some(used) = self.used.get_mut(hit.slot) {
            *used |= hit.used;
        }
    }

    /// The accesses that follow are another context's.
    pub fn change_context(&mut self) {
        self.recents.fill(Recent::default());
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
        last_level.expect(address);
        let offset = address & (self.line() - 1);
        if offset + size > self.line() {
            self.pieces(address, size, who, accounts, last_level, fresh);
        } else if self.common {
            self.piece::<true>(address, size, who, accounts, last_level, fresh);
        } else {
            self.piece::<false>(address, size, who, accounts, last_level, fresh);
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
            self.piece::<false>(at, here, who, accounts, last_level, fresh);
            at = at.wrapping_add(here);
            left -= here;
        }
    }

    /// The part of an access that lies in one line; `COMMON` as `common`, or `false` where it does not matter.
    #[inline(always)]
    fn piece<const COMMON: bool>(
        &mut self,
        address: u64,
        size: u64,
        who: Who,
        accounts: &mut [Account],
        last_level: &impl LastLevel,
        fresh: &mut impl FnMut(u64),
    ) {
        let bits = |common, own| if COMMON { common } else { own };
        let line_bits = bits(COMMON_LINE_BITS, self.line_bits);
        let page_bits = bits(COMMON_PAGE_BITS, self.page_bits);
        let part_bits = bits(COMMON_PAGE_BITS - 6, self.part_bits);
        let grain_bits = bits(0, self.grain_bits);

        let page = address >> page_bits;
        let tlb_set = page as usize & (self.fronts.len() - 1);
        if self.fronts[tlb_set].line != page + 1 {
            self.page_change(address, page, tlb_set, who, accounts);
        }
        let Recent { stamp, slot, .. } = self.fronts[tlb_set];
        self.pages[slot as usize].used |= 1 << (address >> part_bits & 63);

        let line = address >> line_bits;
        let offset = address & ((1 << line_bits) - 1);
        let (low, high) = (offset >> grain_bits, (offset + size - 1) >> grain_bits);
        let set = line as usize & (self.recents.len() - 1);
        let mut slot = self.recents[set].slot as usize;
        if self.recents[set].line != line + 1 {
            let touch = self.l1d.touch(line);
            slot = touch.slot as usize;
            if !touch.hit {
                self.line_miss(address, slot, touch.evicted, who, accounts, last_level);
                fresh(line);
            } else if self.lines[slot].context != who.context {
                self.lines[slot].context = who.context;
                fresh(line);
            }
        }
        self.used[slot] |= !0 >> (63 - (high - low)) << low;
        if COMMON || self.common {
            self.recents[set] = Recent { line: line + 1, stamp, slot: slot as u64 };
        }
    }

    /// Another page than the last becomes the one used last in its set.
    fn page_change(&mut self, address: u64, page: u64, set: usize, who: Who, accounts: &mut [Account]) {
        let touch = self.dtlb.touch(page);
        if !touch.hit {
            self.page_miss(address, touch.slot as usize, touch.evicted, who, accounts);
        }
        let stamp = self.pages[touch.slot as usize].stamp;
        self.fronts[set] = Recent { line: page + 1, stamp, slot: u64::from(touch.slot) };
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
        self.used[slot] = 0;
        self.lines[slot] = Line { account: who.account, context: who.context };
        let Some(account) = accounts.get_mut(who.account as usize) else { return };
        let streams = u64::from(account.streams(address >> self.line_bits, self.line_bits));
        let counts = &mut account.counts;
        counts.l1d_misses += 1;
        counts.l1d_streamable += streams;
        if let Some(l2) = &mut self.l2 {
            if l2.touch(address >> self.l2_line_bits).hit {
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
        if let Some(account) = accounts.get_mut(self.lines[slot].account as usize) {
            // Counting ones is a dozen instructions where the processor's own is not to be relied on.
            let used = self.used[slot];
            let bytes = if used == !0 { self.line() } else { u64::from(used.count_ones()) << self.grain_bits };
            account.counts.bytes_used += bytes;
            account.counts.bytes_fetched += self.line();
        }
    }

    fn page_miss(&mut self, address: u64, slot: usize, evicted: bool, who: Who, accounts: &mut [Account]) {
        if evicted {
            self.page_leaves(slot, accounts);
        }
        self.page_ins += 1;
        self.pages[slot] = Page { used: 0, stamp: self.page_ins, account: who.account };
        if let Some(account) = accounts.get_mut(who.account as usize) {
            account.counts.dtlb_misses += 1;
            if !self.stlb.touch(address >> self.page_bits).hit {
                account.counts.page_walks += 1;
            }
        }
    }

    fn page_leaves(&self, slot: usize, accounts: &mut [Account]) {
        let Page { used, account, .. } = self.pages[slot];
        if let Some(account) = accounts.get_mut(account as usize) {
            account.counts.page_lines_used += u64::from(used.count_ones()) * self.part_lines;
            account.counts.page_lines_of += 64 * self.part_lines;
        }
    }

    /// Empties the core and books the lines and pages that were still in it: the end of the run.
    pub fn finish(&mut self, accounts: &mut [Account]) {
        self.l1d.held().for_each(|slot| self.line_leaves(slot, accounts));
        self.dtlb.held().for_each(|slot| self.page_leaves(slot, accounts));
        self.change_context();
        self.fronts.fill(Recent::default());
        self.l1d.clear();
        self.dtlb.clear();
    }
}
