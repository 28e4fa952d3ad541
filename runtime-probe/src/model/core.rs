//! One core: what an access finds in its private L1 and TLBs, and on whose account it is booked.

use super::below::Below;
use super::event::{Access, Event, Said};
use super::heap::Allocations;
use super::history::{Cause, Entry, History};
use super::piece::{Found, Parted, Piece, Pieces};
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
    /// By slot of `stlb`: the block of the page in the history.
    blocks: &'m mut [u32],
    l2: Option<Recency<'m>>,
    l2_bits: u32,
    waiting: [Waiting; WAITING],
    first: usize,
    count: usize,
    number: usize,
    pub(super) places: Places<'m>,
    /// By context; those that were never touched have none.
    pub(super) footprints: Grown<'m, Option<Footprint<'m>>>,
    pub(super) allocations: Allocations<'m>,
    /// Where accesses are booked now.
    context: u64,
    /// The bytes of the bulk operation that comes next.
    length: u64,
    /// The line that left last, if it is one of those that [`Parted`] is about.
    pub(super) parted: Option<Parted>,
    /// There are other cores.
    pub(super) shares: bool,
    /// The geometry that nearly every machine has, for which the short way is compiled: see [`Core::hits`].
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
#[repr(C, align(64))]
struct Line {
    /// The bytes that were read, and those that were written, since it came in.
    used: [u64; 2],
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
    /// Its lines' past: see [`History`].
    block: u32,
}

/// A line that is the last used of its set, in a page that is the last used of its own while the stamp is the page's,
/// and was last touched by the context that is current.
#[derive(Clone, Copy, Debug, Default)]
#[repr(align(32))]
struct Recent {
    /// Line number plus one; 0 is none.
    line: u64,
    stamp: u64,
    slot: u32,
    barred: u32,
}

/// The page used last of its set.
#[derive(Clone, Copy, Debug, Default)]
#[repr(align(32))]
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

/// Misses that wait for the levels below. Only while they wait can what these keep of the line be fetched: it is as large
/// as a real cache, and seldom at hand. Nothing above depends on what they find, so the order of things at each level is as
/// if they had not waited.
const WAITING: usize = 16;

/// A line that came into the L1, on its way to the levels below.
#[derive(Clone, Copy, Debug, Default)]
struct Waiting {
    address: u64,
    entry: Entry,
    account: u32,
    context: u32,
    streams: bool,
    transferred: bool,
}

const COMMON_LINE_BITS: u32 = 6;
const COMMON_PAGE_BITS: u32 = 12;

impl<'m> Core<'m> {
    /// A core with empty caches; `None` when there is no memory for it.
    pub(super) fn new(number: usize, machine: &Machine, memory: &mut impl Memory<'m>) -> Option<Self> {
        let Machine { l1d: shape, l2, dtlb, stlb, page, .. } = machine;
        let line_bits = shape.line().trailing_zeros();
        let page_bits = page.trailing_zeros();
        let (sets, tlb_sets) = (shape.sets() as usize, dtlb.sets() as usize);
        let l1d = Recency::new(sets, shape.ways() as usize, shape.policy(), memory)?;
        let dtlb = Recency::new(tlb_sets, dtlb.ways() as usize, Policy::Lru, memory)?;
        let second = Recency::new(stlb.sets() as usize, stlb.ways() as usize, Policy::Lru, memory)?;
        Some(Self {
            recents: memory.zeroed(sets)?,
            fronts: memory.zeroed(tlb_sets)?,
            lines: memory.zeroed(l1d.slots())?,
            l1d,
            l1d_lines: (shape.bytes() / u64::from(shape.line())) as u32,
            history: History::new(page >> line_bits, memory)?,
            pages: memory.zeroed(dtlb.slots())?,
            dtlb,
            page_ins: 0,
            l2: match l2 {
                Some(l2) => Some(Recency::new(l2.sets() as usize, l2.ways() as usize, l2.policy(), memory)?),
                None => None,
            },
            l2_bits: l2.map_or(line_bits, |l2| l2.line().trailing_zeros()),
            waiting: [Waiting::default(); WAITING],
            first: 0,
            count: 0,
            number,
            blocks: memory.zeroed(second.slots())?,
            stlb: second,
            places: Places::new(memory)?,
            footprints: Grown::new(),
            allocations: Allocations::new(),
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

    /// Runs events for as long as they take the short way; how many did. When page and line were the last used of their
    /// sets, nothing changes but the bytes used and the figures of the place.
    #[inline(always)]
    pub(super) fn hits(&mut self, events: &[Event]) -> usize {
        let Self { recents, fronts, lines, places, context, .. } = self;
        let (recents, fronts, lines, context) = (&**recents, &**fronts, &mut **lines, *context);
        let mut counters = places.at_hand();
        let (recents_mask, fronts_mask) = (recents.len().wrapping_sub(1), fronts.len().wrapping_sub(1));
        for (nth, event) in events.iter().enumerate() {
            let address = event.address();
            let (line, page) = (address >> COMMON_LINE_BITS, address >> COMMON_PAGE_BITS);
            let Some(recent) = recents.get(line as usize & recents_mask) else { return nth };
            let Some(front) = fronts.get(page as usize & fronts_mask) else { return nth };
            let place = event.place();
            let store = usize::from(place.is_store());
            let offset = address & ((1 << COMMON_LINE_BITS) - 1);
            let bytes = event.bytes() << offset;
            if recent.line != line + 1
                || recent.stamp != front.stamp
                // It reaches into the next line.
                || bytes >> offset != event.bytes()
                || recent.barred as usize & store != 0
            {
                return nth;
            }
            let Some(line) = lines.get_mut(recent.slot as usize) else { return nth };
            let Some(accesses) = counters.of(place.within(context)) else { return nth };
            *accesses += 1;
            line.used[store] |= bytes;
        }
        events.len()
    }

    /// The accesses that follow are booked on another context.
    pub(super) fn change_context(&mut self, context: u32) {
        if self.context != u64::from(context) {
            self.context = context.into();
            self.recents.fill(Recent::default());
        }
    }

    /// Runs events of a core that has nobody to ask but the levels below.
    #[inline(always)]
    pub(super) fn run(&mut self, events: &[Event], below: &mut Below<'m>, memory: &mut impl Memory<'m>) {
        let mut rest = events;
        while let Some((event, later)) = rest[self.hits(rest)..].split_first() {
            rest = later;
            let Some((access, times)) = self.accessed(*event, memory) else { continue };
            let account = self.account(access, times, memory);
            let mut pieces = Pieces::of(access, account, self.line());
            while let Some(piece) = pieces.next() {
                if let Found::Missed { streams, entry, .. } = self.piece(piece, memory) {
                    self.missed(piece, streams, entry, false, below, memory);
                }
            }
        }
    }

    /// What an event accesses, if it does, and for how many loads or stores it counts.
    #[inline(always)]
    pub(super) fn accessed(&mut self, event: Event, memory: &mut impl Memory<'m>) -> Option<(Access, u64)> {
        match event.as_access() {
            Some(access) => Some((access, 1)),
            None => self.marked(event, memory),
        }
    }

    #[inline(never)]
    fn marked(&mut self, event: Event, memory: &mut impl Memory<'m>) -> Option<(Access, u64)> {
        match event.said() {
            Said::Access(access) => return Some((access, 1)),
            Said::Bulk(access) => {
                let length = std::mem::take(&mut self.length);
                return (length > 0).then_some((Access { size: length, ..access }, Event::accesses_of_bulk(length)));
            }
            Said::Length(length) => self.length = length,
            Said::Context(context) => self.change_context(context),
            Said::Replaced(address) => self.allocations.replaces(address),
            Said::Allocated(address) => {
                let length = std::mem::take(&mut self.length);
                self.allocations.note(self.context as u32, address, length, memory);
            }
        }
        None
    }

    /// The account of an access, on which it is counted as so many loads and stores.
    #[inline(always)]
    pub(super) fn account(&mut self, access: Access, times: u64, memory: &mut impl Memory<'m>) -> u32 {
        self.places.account(Key { place: access.place, context: self.context as u32 }, times, memory)
    }

    /// Sends a line that came in on its way to the levels below; `transferred` if it had been lost to another core.
    #[inline(always)]
    pub(super) fn missed(
        &mut self,
        piece: Piece,
        streams: bool,
        entry: Entry,
        transferred: bool,
        below: &mut Below<'m>,
        memory: &mut impl Memory<'m>,
    ) {
        let Piece { address, account, .. } = piece;
        if let Some(l2) = &self.l2 {
            l2.fetch(address >> self.l2_bits);
        }
        below.expect(address);
        self.history.fetch(entry);
        if self.count == WAITING {
            self.settle_first(below, memory);
        }
        let context = self.context as u32;
        self.waiting[(self.first + self.count) % WAITING] =
            Waiting { address, entry, account, context, streams, transferred };
        self.count += 1;
    }

    /// Lets no line wait any longer; what must leave every core for the last of them.
    pub(super) fn settle(&mut self, below: &mut Below<'m>, memory: &mut impl Memory<'m>) -> Option<(u64, u64)> {
        let mut left = None;
        while self.count > 0 {
            left = self.settle_first(below, memory);
        }
        left
    }

    /// Books the line that has waited longest, and asks the levels below for it.
    #[inline(always)]
    fn settle_first(&mut self, below: &mut Below<'m>, memory: &mut impl Memory<'m>) -> Option<(u64, u64)> {
        let Waiting { address, entry, account, context, streams, transferred } = self.waiting[self.first];
        self.first = (self.first + 1) % WAITING;
        self.count -= 1;
        let (cause, before) = self.history.comes(entry, context, self.l1d_lines);
        if before != context || cause == Cause::First {
            self.note(context, address >> self.line_bits, memory);
        }
        let account = self.places.accounts.get_mut(account as usize)?;
        let streams = u64::from(streams);
        let counts = &mut account.counts;
        counts.l1d_misses += 1;
        counts.l1d_streamable += streams;
        match cause {
            _ if transferred => counts.transfers += 1,
            Cause::First => counts.l1d_first += 1,
            Cause::Conflict => counts.l1d_conflicts += 1,
            Cause::Capacity => {}
        }
        if let Some(l2) = &mut self.l2 {
            if l2.touch(address >> self.l2_bits).hit {
                return None;
            }
            counts.l2_misses += 1;
            counts.l2_streamable += streams;
        }
        below.ask(address, self.number, streams, account, memory)
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
            self.page_change(page, tlb_set, account, memory);
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
            let context = self.context as u32;
            if !touch.hit {
                let entry = self.history.entry(self.pages[page_slot as usize].block, line);
                let streams = self.comes_in(line, touch.slot, touch.evicted, account);
                found = Found::Missed { slot, streams, entry };
            } else if self.lines[slot as usize].context != context {
                self.lines[slot as usize].context = context;
                self.note(context, line, memory);
            }
        }
        let held = &mut self.lines[slot as usize];
        let barred = held.barred;
        if store && barred != 0 {
            found = Found::Barred { slot };
        }
        held.used[usize::from(store)] |= !0 >> (63 - (high - low)) << low;
        if COMMON {
            self.recents[set] = Recent { line: line + 1, stamp, slot, barred };
        }
        found
    }

    /// Another page than the last becomes the one used last in its set.
    #[inline(always)]
    fn page_change(&mut self, page: u64, set: usize, account: u32, memory: &mut impl Memory<'m>) {
        let touch = self.dtlb.touch(page);
        if !touch.hit {
            self.page_miss(page, touch.slot as usize, touch.evicted, account, memory);
        }
        let stamp = self.pages[touch.slot as usize].stamp;
        self.fronts[set] = Front { page: page + 1, stamp, slot: u64::from(touch.slot) };
    }

    /// Puts a line into a slot; whether a prefetcher would have had it.
    #[inline(always)]
    fn comes_in(&mut self, line: u64, slot: u32, evicted: bool, account: u32) -> bool {
        if evicted {
            self.line_leaves(slot as usize);
        }
        self.lines[slot as usize] = Line { number: line, account, context: self.context as u32, ..Line::default() };
        self.places
            .accounts
            .get_mut(account as usize)
            .is_some_and(|account| account.streams(line, self.line_bits, self.page_bits))
    }

    #[inline(always)]
    fn line_leaves(&mut self, slot: usize) {
        let Line { used: [read, written], number, foreign, writer, account, .. } = self.lines[slot];
        let used = read | written;
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

    #[inline(always)]
    fn page_miss(&mut self, page: u64, slot: usize, evicted: bool, account: u32, memory: &mut impl Memory<'m>) {
        if evicted {
            self.page_leaves(slot);
        }
        self.page_ins += 1;
        let touch = self.stlb.touch(page);
        if !touch.hit {
            self.blocks[touch.slot as usize] = self.history.block(page, memory);
        }
        let block = self.blocks[touch.slot as usize];
        self.pages[slot] = Page { used: 0, stamp: self.page_ins, account, block };
        if let Some(account) = self.places.accounts.get_mut(account as usize) {
            account.counts.dtlb_misses += 1;
            account.counts.page_walks += u64::from(!touch.hit);
        }
    }

    #[inline(always)]
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
        self.l1d.slot(line).map_or(0, |slot| self.lines[slot as usize].used[1])
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

    /// Takes a line out of L1 and L2; whether it was in either.
    pub(super) fn lose(&mut self, line: u64) -> bool {
        self.forget_recent(line);
        let below = line << self.line_bits >> self.l2_bits;
        let in_l2 = self.l2.as_mut().is_some_and(|l2| l2.remove(below).is_some());
        let Some(slot) = self.l1d.remove(line) else { return in_l2 };
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
