//! One core: what an access finds in its private L1 and TLBs, and on whose account it is booked.

use super::event::{Access, Event};
use super::history::{Cause, History};
use super::places::{Key, Places};
use super::{Footprint, Grown, Memory, Recency, Zeroed};
use crate::machine::{Machine, Policy};

/// The private part of the memory hierarchy of one core, and what was booked on it.
#[derive(Debug)]
pub(super) struct Core<'m> {
    /// By set of the L1: the line used last, while nothing but the bytes used is to be noted for it.
    recents: &'m mut [Recent],
    /// By set of the first-level TLB: the page used last.
    fronts: &'m mut [Front],
    /// By slot of `l1d`: the bytes of the line that were read, and those that were written, since it came in.
    used: &'m mut [[u64; 2]],
    l1d: Recency<'m>,
    /// By slot of `l1d`.
    lines: &'m mut [Line],
    l1d_lines: u32,
    history: History<'m>,
    dtlb: Recency<'m>,
    /// By slot of `dtlb`.
    pages: &'m mut [Page],
    /// Pages that came into the first-level TLB so far.
    page_ins: u64,
    stlb: Recency<'m>,
    pub(super) l2: Option<Recency<'m>>,
    pub(super) places: Places<'m>,
    /// By context; those that were never touched have none.
    pub(super) footprints: Grown<'m, Option<Footprint<'m>>>,
    /// Where accesses are booked now.
    context: u32,
    /// The bytes of the bulk operation that comes next.
    pub(super) length: u64,
    /// The line that left last, if it is one of those that [`Parted`] is about.
    pub(super) parted: Option<Parted>,
    /// There are other cores.
    pub(super) shares: bool,
    /// The geometry that nearly every machine has, for which the short way is compiled: see [`Core::hit`].
    common: bool,
    line_bits: u32,
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
struct Line {
    number: u64,
    /// Its bytes that others wrote while this core was without it.
    foreign: u64,
    /// Who wrote them: see [`Writer`].
    writer: u32,
    /// On whose account it came in.
    account: u32,
    /// Which context touched it last.
    context: u32,
    /// 1 while others have it too: the first write is to be told to them.
    barred: u32,
}

/// A page in the first-level TLB.
#[derive(Clone, Copy, Debug, Default)]
struct Page {
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
struct Recent {
    /// Line number plus one; 0 is none.
    line: u64,
    stamp: u64,
    slot: u32,
    barred: u32,
}

/// The page used last of its set.
#[derive(Clone, Copy, Debug, Default)]
struct Front {
    /// Page number plus one; 0 is none.
    page: u64,
    stamp: u64,
    slot: u64,
}

super::memory::zeroed!(Line, Page, Recent, Front);

// SAFETY: `Footprint` starts with a reference, whose null makes the `Option` none; it needs no drop.
#[expect(unsafe_code, reason = "see the trait")]
unsafe impl Zeroed for Option<Footprint<'_>> {}

/// A part of an access that lies in one line.
#[derive(Clone, Copy, Debug)]
pub(super) struct Piece {
    pub(super) address: u64,
    pub(super) size: u64,
    pub(super) store: bool,
    pub(super) account: u32,
}

/// What a piece of an access found.
#[derive(Clone, Copy, Debug)]
pub(super) enum Found {
    /// The line was there, and nobody need be told.
    Hit,
    /// The line was there, and is now written while others have it.
    Barred { slot: u32 },
    /// The line came in.
    Missed { slot: u32, streams: bool },
}

/// A line that left the L1 after it was written, or after it had come back from others who wrote it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Parted {
    pub(super) line: u64,
    /// The bytes that this core used, and those of them that it wrote.
    pub(super) used: u64,
    pub(super) written: u64,
    pub(super) foreign: u64,
    pub(super) writer: u32,
    pub(super) account: u32,
}

const COMMON_LINE_BITS: u32 = 6;
const COMMON_PAGE_BITS: u32 = 12;

impl<'m> Core<'m> {
    /// A core with empty caches; `None` when there is no memory for it.
    pub(super) fn new(machine: &Machine, memory: &mut impl Memory<'m>) -> Option<Self> {
        let Machine { l1d: shape, l2, dtlb, stlb, page, .. } = machine;
        let line_bits = shape.line().trailing_zeros();
        let page_bits = page.trailing_zeros();
        let (sets, tlb_sets) = (shape.sets() as usize, dtlb.sets() as usize);
        let l1d = Recency::new(sets, shape.ways() as usize, shape.policy(), memory)?;
        let dtlb = Recency::new(tlb_sets, dtlb.ways() as usize, Policy::Lru, memory)?;
        Some(Self {
            recents: memory.zeroed(sets)?,
            fronts: memory.zeroed(tlb_sets)?,
            used: memory.zeroed(l1d.slots())?,
            lines: memory.zeroed(l1d.slots())?,
            l1d,
            l1d_lines: (shape.bytes() / u64::from(shape.line())) as u32,
            history: History::new(memory)?,
            pages: memory.zeroed(dtlb.slots())?,
            dtlb,
            page_ins: 0,
            l2: match l2 {
                Some(l2) => Some(Recency::new(l2.sets() as usize, l2.ways() as usize, l2.policy(), memory)?),
                None => None,
            },
            stlb: Recency::new(stlb.sets() as usize, stlb.ways() as usize, Policy::Lru, memory)?,
            places: Places::new(memory)?,
            footprints: Grown::new(),
            context: 0,
            length: 0,
            parted: None,
            shares: false,
            common: line_bits == COMMON_LINE_BITS && page_bits == COMMON_PAGE_BITS,
            line_bits,
            grain_bits: line_bits.saturating_sub(6),
            page_bits,
            part_bits: page_bits - 6,
            part_lines: 1 << (page_bits - 6).saturating_sub(line_bits),
        })
    }

    /// Bytes of an L1 line.
    pub(super) fn line(&self) -> u64 {
        1 << self.line_bits
    }

    /// The number of the line at `address`.
    pub(super) fn number(&self, address: u64) -> u64 {
        address >> self.line_bits
    }

    /// The short way of an access: when page and line were the last used of their sets, nothing changes but the bytes used
    /// and the figures of the place. `false` when it is not that simple, and nothing has changed.
    #[inline(always)]
    pub(super) fn hit(&mut self, event: Event) -> bool {
        let (address, size) = (event.address(), event.size());
        let line = address >> COMMON_LINE_BITS;
        let Some(recent) = self.recents.get(line as usize & self.recents.len().wrapping_sub(1)) else { return false };
        let page = address >> COMMON_PAGE_BITS;
        let Some(front) = self.fronts.get(page as usize & self.fronts.len().wrapping_sub(1)) else { return false };
        let offset = address & ((1 << COMMON_LINE_BITS) - 1);
        let store = event.is_store();
        if recent.line != line + 1
            || recent.stamp != front.stamp
            || offset + size > 1 << COMMON_LINE_BITS
            || recent.barred & u32::from(store) != 0
            || !event.is_access()
        {
            return false;
        }
        let Some(used) = self.used.get_mut(recent.slot as usize) else { return false };
        let Some(accesses) = self.places.accesses_at_hand(self.context, event.place()) else { return false };
        used[usize::from(store)] |= !0 >> (64 - size) << offset;
        accesses[usize::from(store)] += 1;
        true
    }

    /// The accesses that follow are booked on another context.
    pub(super) fn change_context(&mut self, context: u32) {
        if self.context != context {
            self.context = context;
            self.recents.fill(Recent::default());
        }
    }

    /// The account of an access, on which it is counted as so many loads and stores.
    #[inline(always)]
    pub(super) fn account(&mut self, access: Access, times: u64, memory: &mut impl Memory<'m>) -> u32 {
        let accesses = if access.store { [0, times] } else { [times, 0] };
        self.places.account(Key { address: access.place, context: self.context }, accesses, memory)
    }

    /// Runs a piece through L1 and TLBs.
    #[inline(always)]
    pub(super) fn piece(&mut self, piece: Piece, memory: &mut impl Memory<'m>) -> Found {
        if self.common { self.piece_of::<true>(piece, memory) } else { self.piece_of::<false>(piece, memory) }
    }

    #[inline(always)]
    fn piece_of<const COMMON: bool>(&mut self, piece: Piece, memory: &mut impl Memory<'m>) -> Found {
        let Piece { address, size, store, account } = piece;
        let bits = |common, own| if COMMON { common } else { own };
        let line_bits = bits(COMMON_LINE_BITS, self.line_bits);
        let page_bits = bits(COMMON_PAGE_BITS, self.page_bits);
        let part_bits = bits(COMMON_PAGE_BITS - 6, self.part_bits);
        let grain_bits = bits(0, self.grain_bits);

        let page = address >> page_bits;
        let tlb_set = page as usize & (self.fronts.len() - 1);
        if self.fronts[tlb_set].page != page + 1 {
            self.page_change(page, tlb_set, account);
        }
        let Front { stamp, slot: page_slot, .. } = self.fronts[tlb_set];
        self.pages[page_slot as usize].used |= 1 << (address >> part_bits & 63);

        let line = address >> line_bits;
        let offset = address & ((1 << line_bits) - 1);
        let (low, high) = (offset >> grain_bits, (offset + size - 1) >> grain_bits);
        let set = line as usize & (self.recents.len() - 1);
        let mut slot = self.recents[set].slot;
        let mut found = Found::Hit;
        if self.recents[set].line != line + 1 {
            let touch = self.l1d.touch(line);
            slot = touch.slot;
            let context = self.context;
            if !touch.hit {
                found = self.comes_in(line, touch.slot, touch.evicted, account);
                self.note(context, line, memory);
            } else if self.lines[slot as usize].context != context {
                self.lines[slot as usize].context = context;
                self.note(context, line, memory);
            }
        }
        let Line { barred, .. } = self.lines[slot as usize];
        if store && barred != 0 {
            found = Found::Barred { slot };
        }
        self.used[slot as usize][usize::from(store)] |= !0 >> (63 - (high - low)) << low;
        if COMMON {
            self.recents[set] = Recent { line: line + 1, stamp, slot, barred };
        }
        found
    }

    /// Another page than the last becomes the one used last in its set.
    fn page_change(&mut self, page: u64, set: usize, account: u32) {
        let touch = self.dtlb.touch(page);
        if !touch.hit {
            self.page_miss(page, touch.slot as usize, touch.evicted, account);
        }
        let stamp = self.pages[touch.slot as usize].stamp;
        self.fronts[set] = Front { page: page + 1, stamp, slot: u64::from(touch.slot) };
    }

    fn comes_in(&mut self, line: u64, slot: u32, evicted: bool, account: u32) -> Found {
        if evicted {
            self.line_leaves(slot as usize);
        }
        self.used[slot as usize] = [0, 0];
        self.lines[slot as usize] = Line { number: line, account, context: self.context, ..Line::default() };
        let streams = match self.places.accounts.get_mut(account as usize) {
            Some(account) => account.streams(line, self.line_bits),
            None => false,
        };
        Found::Missed { slot, streams }
    }

    /// Why a line that came in was not there.
    #[inline]
    pub(super) fn cause(&mut self, line: u64, memory: &mut impl Memory<'m>) -> Cause {
        self.history.comes(line, self.l1d_lines, memory)
    }

    fn line_leaves(&mut self, slot: usize) {
        let [read, written] = self.used[slot];
        let used = read | written;
        let Line { number, foreign, writer, account, .. } = self.lines[slot];
        let line = self.line();
        if let Some(account) = self.places.accounts.get_mut(account as usize) {
            // Counting ones is a dozen instructions where the processor's own is not to be relied on.
            let bytes = if used == !0 { line } else { u64::from(used.count_ones()) << self.grain_bits };
            account.counts.bytes_used += bytes;
            account.counts.bytes_fetched += line;
            account.counts.false_transfers += u64::from(writer != 0 && used & foreign == 0);
        }
        if self.shares && (writer != 0 || written != 0) {
            self.parted = Some(Parted { line: number, used, written, foreign, writer, account });
        }
    }

    fn page_miss(&mut self, page: u64, slot: usize, evicted: bool, account: u32) {
        if evicted {
            self.page_leaves(slot);
        }
        self.page_ins += 1;
        self.pages[slot] = Page { used: 0, stamp: self.page_ins, account };
        if let Some(account) = self.places.accounts.get_mut(account as usize) {
            account.counts.dtlb_misses += 1;
            if !self.stlb.touch(page).hit {
                account.counts.page_walks += 1;
            }
        }
    }

    fn page_leaves(&mut self, slot: usize) {
        let Page { used, account, .. } = self.pages[slot];
        if let Some(account) = self.places.accounts.get_mut(account as usize) {
            account.counts.page_lines_used += u64::from(used.count_ones()) * self.part_lines;
            account.counts.page_lines_of += 64 * self.part_lines;
        }
    }

    #[inline]
    fn note(&mut self, context: u32, line: u64, memory: &mut impl Memory<'m>) {
        match self.footprints.get_mut(context as usize) {
            Some(Some(footprint)) => footprint.note(line),
            _ => self.note_first(context, line, memory),
        }
    }

    #[cold]
    fn note_first(&mut self, context: u32, line: u64, memory: &mut impl Memory<'m>) {
        while self.footprints.len() <= context as usize {
            if self.footprints.push(None, memory).is_none() {
                return;
            }
        }
        if let Some(footprint) = self.footprints.get_mut(context as usize) {
            *footprint = Footprint::new(memory);
            if let Some(footprint) = footprint {
                footprint.note(line);
            }
        }
    }

    /// The bytes of a line in the L1 that this core wrote since it came in.
    pub(super) fn written(&self, line: u64) -> u64 {
        self.l1d.slot(line).map_or(0, |slot| self.used[slot as usize][1])
    }

    /// The line in `slot` is there again after others wrote those bytes of it.
    pub(super) fn came_back(&mut self, slot: u32, foreign: u64, writer: u32) {
        let line = &mut self.lines[slot as usize];
        (line.foreign, line.writer) = (foreign, writer);
    }

    /// Whether a write to `line` is to be told to others, from now on.
    pub(super) fn bar(&mut self, line: u64, barred: bool) {
        if let Some(slot) = self.l1d.slot(line) {
            self.lines[slot as usize].barred = u32::from(barred);
            self.forget_recent(line);
        }
    }

    fn forget_recent(&mut self, line: u64) {
        let set = line as usize & (self.recents.len() - 1);
        if self.recents[set].line == line + 1 {
            self.recents[set] = Recent::default();
        }
    }

    /// Takes a line out of the L1; whether it was there.
    pub(super) fn lose(&mut self, line: u64) -> bool {
        self.forget_recent(line);
        let Some(slot) = self.l1d.remove(line) else { return false };
        self.line_leaves(slot as usize);
        true
    }

    /// The lines in the L1.
    pub(super) fn held(&self) -> impl Iterator<Item = u64> {
        self.l1d.held().map(|slot| self.lines[slot].number)
    }

    /// Empties the core, once nothing follows, and books the pages that were still in it; calls `each` with the lines.
    pub(super) fn finish(&mut self, mut each: impl FnMut(Parted)) {
        self.places.finish();
        for slot in 0..self.lines.len() {
            if self.l1d.is_held(slot) {
                self.line_leaves(slot);
                self.parted.take().into_iter().for_each(&mut each);
            }
        }
        for slot in 0..self.pages.len() {
            if self.pages[slot].stamp != 0 && self.dtlb.is_held(slot) {
                self.page_leaves(slot);
            }
        }
        self.recents.fill(Recent::default());
        self.fronts.fill(Front::default());
        self.l1d.clear();
        self.dtlb.clear();
    }
}
