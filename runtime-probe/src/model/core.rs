//! One core: what an access finds in its L1 and TLBs, and on whose account it is booked.

use super::account::{Account, Shape, Tallies, counts};
use super::callers::Callers;
use super::event::{Access, CallSite, Event, Said};
use super::groups::Groups;
use super::heap::Allocations;
use super::lower::Lower;
use super::misses::{Miss, Misses};
use super::piece::{Found, Parted, Piece, Pieces};
use super::places::{Key, Places};
use super::sharing::Owners;
use super::table::Table;
use super::tlb::{Asked, COMMON_PAGE_BITS, Tlb};
use super::{Memory, Recency};
use crate::counts::Counts;
use crate::machine::Machine;

/// The upper part of a core, and what was booked on it.
#[derive(Debug)]
pub(super) struct Core<'m> {
    /// By set of the L1: the line used last, while nothing but the bytes used is to be noted for it.
    recents: Table<'m, Recent>,
    l1d: Recency<'m>,
    /// By slot of `l1d`.
    lines: Table<'m, Line>,
    /// By slot of `l1d`, while there are other cores.
    shared: Table<'m, Shared>,
    tlb: Tlb<'m>,
    places: Places<'m>,
    pub(super) callers: Callers<'m>,
    pub(super) allocations: Allocations<'m>,
    /// Where accesses are booked now.
    context: u64,
    /// The bytes of the bulk operation that comes next.
    length: u64,
    /// What is left of an access for whose misses there was no room.
    rest: Pieces,
    /// Its own number.
    number: usize,
    /// What others are to be asked about before anything else.
    pub(super) asks: Option<(Piece, Found)>,
    /// What was missed there, now that they were.
    pub(super) answered: Option<Miss>,
    /// The line that left last, if it is one of those that [`Parted`] is about.
    pub(super) parted: Option<Parted>,
    /// The geometry that nearly every machine has, for which the short way is compiled: see [`Core::hits`].
    common: bool,
    line_bits: u32,
    page_bits: u32,
    /// log2 of the bytes that one bit of a line's used mask stands for: 0, or 1 for lines of 128 bytes.
    grain_bits: u32,
}

/// A line in the L1.
#[derive(Clone, Copy, Debug, Default)]
#[repr(C, align(32))]
struct Line {
    /// The bytes that were read, and those that were written, since it came in.
    used: [u64; 2],
    number: u64,
    /// On the part of whose account it came in.
    part: u32,
    /// Which context touched it last.
    context: u32,
}

/// What is known of a line in the L1 where there are other cores.
#[derive(Clone, Copy, Debug, Default)]
struct Shared {
    /// Its bytes that others wrote while this core was without it.
    foreign: u64,
    /// Who wrote them: see [`Writer`](super::sharing::Writer).
    writer: u32,
    /// 1 while others have it too: the first write is to be told to them.
    barred: u32,
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

super::memory::zeroed!(Line, Shared, Recent);

impl Line {
    /// How many of its bytes were used.
    #[inline(always)]
    fn bytes_used(&self, grain_bits: u32) -> u64 {
        u64::from((self.used[0] | self.used[1]).count_ones()) << grain_bits
    }

    /// What others are to know of it when it leaves.
    fn parted(&self, shared: Shared, tallies: &mut Tallies<'_>) -> Option<Parted> {
        let Self { used: [read, written], number, part, .. } = *self;
        let Shared { foreign, writer, .. } = shared;
        if writer == 0 && written == 0 {
            return None;
        }
        let used = read | written;
        let mut account = 0;
        if let Some(tally) = tallies.room_at(part) {
            tally.false_transfers += u64::from(writer != 0 && used & foreign == 0);
            account = tally.account;
        }
        Some(Parted { line: number, used, written, foreign, writer, account })
    }
}

const COMMON_LINE_BITS: u32 = 6;

impl<'m> Core<'m> {
    /// A core with empty caches; `None` when there is no memory for it.
    pub(super) fn new(number: usize, machine: &Machine, memory: &mut impl Memory<'m>) -> Option<Self> {
        let shape = &machine.l1d;
        let line_bits = shape.line().trailing_zeros();
        let sets = shape.sets() as usize;
        let l1d = Recency::new(sets, shape.ways() as usize, shape.policy(), memory)?;
        let tlb = Tlb::new(machine, memory)?;
        Some(Self {
            common: line_bits == COMMON_LINE_BITS && l1d.is_ranked() && tlb.are_common(),
            recents: Table::new(sets, memory)?,
            lines: Table::new(l1d.slots(), memory)?,
            shared: Table::new(l1d.slots(), memory)?,
            l1d,
            tlb,
            places: Places::new(memory)?,
            callers: Callers::new(),
            allocations: Allocations::new(),
            context: 0,
            length: 0,
            rest: Pieces::NONE,
            number,
            asks: None,
            answered: None,
            parted: None,
            line_bits,
            page_bits: machine.page.trailing_zeros(),
            grain_bits: line_bits.saturating_sub(6),
        })
    }

    /// log2 of the bytes of an L1 line, and of those that one bit of a line's used mask stands for.
    pub(super) fn bits(&self) -> (u32, u32) {
        (self.line_bits, self.grain_bits)
    }

    /// Bytes of an L1 line.
    fn line(&self) -> u64 {
        1 << self.line_bits
    }

    /// Whether it is known which lines it ever missed: see [`Core::missed`].
    pub(super) fn knows_missed(&self) -> bool {
        self.common
    }

    /// Calls `each` with every line that it ever missed.
    pub(super) fn missed(&self, groups: &Groups<'m>, mut each: impl FnMut(u64)) {
        let page_lines = COMMON_PAGE_BITS - COMMON_LINE_BITS;
        for (page, entry) in groups.entries() {
            let missed = self.tlb.missed(entry);
            (0..1 << page_lines).filter(|nth| missed >> nth & 1 != 0).for_each(|nth| each(page << page_lines | nth));
        }
    }

    /// The number of the line at `address`.
    pub(super) fn number(&self, address: u64) -> u64 {
        address >> self.line_bits
    }

    /// Runs events for as long as they take the short way; how many did. When page and line were the last used of their
    /// sets, nothing changes but the bytes used and the figures of the place.
    #[inline(always)]
    pub(super) fn hits(&mut self, events: &[Event]) -> usize {
        let Self { recents, tlb, lines, places, context, .. } = self;
        let (fronts, context) = (&tlb.fronts, *context);
        let mut counters = places.at_hand();
        for (nth, event) in events.iter().enumerate() {
            let address = event.address();
            let (line, page) = (address >> COMMON_LINE_BITS, address >> COMMON_PAGE_BITS);
            let (recent, front) = (recents.at(line as usize), fronts.at(page as usize));
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
            let Some(accesses) = counters.of(place.within(context)) else { return nth };
            *accesses += 1;
            lines.at_mut(recent.slot as usize).used[store] |= bytes;
        }
        events.len()
    }

    /// The accesses that follow are booked on another context.
    fn change_context(&mut self, context: u32) {
        if self.context != u64::from(context) {
            self.context = context.into();
            self.recents.fill(Recent::default());
        }
    }

    /// Runs events of a core, until they are at their end, there is no room for what misses, or others are to be asked; how
    /// many. What is left of the last of them comes first the next time. `shares` tells whether there are other cores.
    #[inline(always)]
    pub(super) fn run(
        &mut self,
        events: &[Event],
        misses: &mut Misses,
        owners: &mut Option<Owners<'m>>,
        groups: &mut Groups<'m>,
        shares: bool,
        memory: &mut impl Memory<'m>,
    ) -> usize {
        match (self.common, shares) {
            (true, false) => self.run_of::<true, false>(events, misses, owners, groups, memory),
            (true, true) => self.run_of::<true, true>(events, misses, owners, groups, memory),
            (false, _) => self.run_of::<false, true>(events, misses, owners, groups, memory),
        }
    }

    #[inline(always)]
    fn run_of<const COMMON: bool, const SHARES: bool>(
        &mut self,
        events: &[Event],
        misses: &mut Misses,
        owners: &mut Option<Owners<'m>>,
        groups: &mut Groups<'m>,
        memory: &mut impl Memory<'m>,
    ) -> usize {
        if SHARES && let Some(miss) = self.answered.take() {
            misses.push(miss);
        }
        let mut at = 0;
        loop {
            while self.rest.are_left() && !misses.is_full() && !(SHARES && self.asks.is_some()) {
                self.next_of_rest::<COMMON, SHARES>(misses, owners, groups, memory);
            }
            if misses.is_full() || SHARES && self.asks.is_some() {
                return at;
            }
            at += if COMMON { self.hits(events.get(at..).unwrap_or_default()) } else { 0 };
            let Some(event) = events.get(at) else { return at };
            at += 1;
            if let Some(piece) = self.whole::<COMMON>(*event, groups, memory) {
                self.own_piece::<COMMON, SHARES>(piece, misses, owners, groups, memory);
            } else {
                self.allocations.tell(misses);
            }
        }
    }

    #[inline(never)]
    fn next_of_rest<const COMMON: bool, const SHARES: bool>(
        &mut self,
        misses: &mut Misses,
        owners: &mut Option<Owners<'m>>,
        groups: &mut Groups<'m>,
        memory: &mut impl Memory<'m>,
    ) {
        let piece = self.rest.next(self.line_bits, self.grain_bits);
        self.own_piece::<COMMON, SHARES>(piece, misses, owners, groups, memory);
    }

    /// Runs a piece, and keeps it if it concerns others.
    #[inline(always)]
    fn own_piece<const COMMON: bool, const SHARES: bool>(
        &mut self,
        piece: Piece,
        misses: &mut Misses,
        owners: &mut Option<Owners<'m>>,
        groups: &mut Groups<'m>,
        memory: &mut impl Memory<'m>,
    ) {
        let found = self.piece_of::<COMMON, SHARES>(piece, misses, groups, memory);
        if let Found::Hit = found {
            return;
        }
        if let Found::Missed { miss, .. } = found {
            let concerns_others = owners.as_mut().filter(|_| SHARES).is_some_and(|owners| {
                let is_only = owners.is_only(self.number, self.number(piece.address));
                !is_only || self.parted.is_some_and(|parted| owners.are_several(parted.line))
            });
            if !concerns_others {
                self.parted = None;
                misses.push(miss);
                return;
            }
        }
        self.asks = Some((piece, found));
    }

    /// The piece that an event is, if it is an access within a line. If it is one of several lines, they are the rest.
    #[inline(always)]
    fn whole<const COMMON: bool>(
        &mut self,
        event: Event,
        groups: &mut Groups<'m>,
        memory: &mut impl Memory<'m>,
    ) -> Option<Piece> {
        let address = event.address();
        let offset = address & ((1 << COMMON_LINE_BITS) - 1);
        let bytes = event.bytes() << offset;
        if COMMON && event.is_access() && bytes >> offset == event.bytes() {
            let account = self.account((event.place(), address), 1, groups, memory);
            return Some(Piece { address, bytes, store: event.place().is_store(), account });
        }
        self.at_length(event, groups, memory);
        None
    }

    #[inline(never)]
    fn at_length(&mut self, event: Event, groups: &mut Groups<'m>, memory: &mut impl Memory<'m>) {
        if let Some((access, account)) = self.accessed(event, groups, memory) {
            self.rest = Pieces::of(access, account);
        }
    }

    /// What an event accesses, if it does, and the account on which it is counted.
    #[inline(always)]
    pub(super) fn accessed(
        &mut self,
        event: Event,
        groups: &mut Groups<'m>,
        memory: &mut impl Memory<'m>,
    ) -> Option<(Access, u32)> {
        let (access, times) = match event.as_access() {
            Some(access) => (access, 1),
            None => self.marked(event, groups, memory)?,
        };
        Some((access, self.account((access.place, access.address), times, groups, memory)))
    }

    #[inline(always)]
    fn account(
        &mut self,
        (place, address): (CallSite, u64),
        times: u64,
        groups: &mut Groups<'m>,
        memory: &mut impl Memory<'m>,
    ) -> u32 {
        let (account, is_new) = self.places.account(Key { place, context: self.context as u32 }, times, memory);
        if is_new {
            self.note_group(account, address, groups, memory);
        }
        account
    }

    /// The group of the first access of an account is known, even if none ever misses.
    #[cold]
    #[inline(never)]
    fn note_group(&mut self, account: u32, address: u64, groups: &mut Groups<'m>, memory: &mut impl Memory<'m>) {
        let entry = groups.entry(address >> self.page_bits, memory);
        self.places.part(account, groups.of(entry, address, memory), memory);
    }

    #[inline(never)]
    fn marked(&mut self, event: Event, groups: &mut Groups<'m>, memory: &mut impl Memory<'m>) -> Option<(Access, u64)> {
        match event.said() {
            Said::Access(access) => return Some((access, 1)),
            Said::Bulk(access) => {
                let length = std::mem::take(&mut self.length);
                return (length > 0).then_some((Access { size: length, ..access }, Event::accesses_of_bulk(length)));
            }
            Said::Length(length) => self.length = length,
            Said::Context(context) => self.change_context(context),
            Said::Called { address, place, chain } => {
                let missed = self.slot(self.number(address)).is_none();
                self.callers.note(Key { place, context: self.context as u32 }, chain, missed, memory);
            }
            Said::Replaced(address) => {
                groups.goes(address, memory);
                self.allocations.replaces(address);
            }
            Said::Freed(address) => {
                groups.goes(address, memory);
                self.allocations.freed(address);
            }
            Said::Points { from, to } => groups.points(from, to, memory),
            Said::Allocated { address, place } => {
                let block = (address, std::mem::take(&mut self.length));
                let group = groups.comes(self.number, block, place, memory);
                self.allocations.note(self.context as u32, block, group, memory);
            }
        }
        None
    }

    /// Runs a piece through L1 and TLBs, where there are other cores or may be.
    #[inline(always)]
    pub(super) fn piece(
        &mut self,
        piece: Piece,
        misses: &mut Misses,
        groups: &mut Groups<'m>,
        memory: &mut impl Memory<'m>,
    ) -> Found {
        if self.common {
            self.piece_of::<true, true>(piece, misses, groups, memory)
        } else {
            self.piece_of::<false, true>(piece, misses, groups, memory)
        }
    }

    #[inline(always)]
    fn piece_of<const COMMON: bool, const SHARES: bool>(
        &mut self,
        piece: Piece,
        misses: &mut Misses,
        groups: &mut Groups<'m>,
        memory: &mut impl Memory<'m>,
    ) -> Found {
        let Piece { address, bytes, store, account } = piece;
        let line_bits = if COMMON { COMMON_LINE_BITS } else { self.line_bits };
        let Asked { stamp, entry, group } = self.tlb.ask::<COMMON>(address, account, &mut self.places, groups, memory);

        let line = address >> line_bits;
        let recent = self.recents.at_mut(line as usize);
        let context = self.context as u32;
        let miss = Miss { address, account, context, page: entry, ..Miss::default() };
        let mut found = Found::Hit;
        let mut slot = recent.slot;
        if recent.line == line + 1 {
            self.lines.at_mut(slot as usize).used[usize::from(store)] |= bytes;
        } else {
            let touch = if COMMON { self.l1d.touch_ranked(line) } else { self.l1d.touch(line) };
            slot = touch.slot;
            let held = self.lines.at_mut(slot as usize);
            if touch.hit {
                held.used[usize::from(store)] |= bytes;
                if held.context != context {
                    held.context = context;
                    misses.push(Miss { was_there: true, ..miss });
                }
            } else {
                if COMMON {
                    self.tlb.misses(entry, line);
                }
                // Most often the page came in just now, too.
                let group = if group != 0 { group } else { groups.of(entry, address, memory) };
                let part = self.places.part(account, group, memory);
                let left = std::mem::replace(held, Line { used: [0; 2], number: line, part, context });
                held.used[usize::from(store)] = bytes;
                let tallies = &mut self.places.tallies;
                if let Some(tally) = tallies.room_at(left.part) {
                    tally.bytes_used += left.bytes_used(self.grain_bits);
                }
                if SHARES {
                    let shared = std::mem::take(self.shared.at_mut(slot as usize));
                    self.parted = left.parted(shared, tallies);
                }
                found = Found::Missed { slot, miss: Miss { part, ..miss } };
            }
        }
        let mut barred = 0;
        if SHARES {
            barred = self.shared.at(slot as usize).barred;
            if store && barred != 0 {
                found = Found::Barred { slot };
            }
        }
        if COMMON {
            *recent = Recent { line: line + 1, stamp, slot, barred };
        }
        found
    }

    /// The bytes of a line in the L1 that this core wrote since it came in.
    pub(super) fn written(&self, line: u64) -> u64 {
        self.l1d.slot(line).map_or(0, |slot| self.lines[slot as usize].used[1])
    }

    /// The line in `slot` is there again after others wrote those bytes of it.
    pub(super) fn came_back(&mut self, slot: u32, foreign: u64, writer: u32) {
        let shared = &mut self.shared[slot as usize];
        (shared.foreign, shared.writer) = (foreign, writer);
    }

    /// Where a line is in the L1.
    pub(super) fn slot(&self, line: u64) -> Option<u32> {
        self.l1d.slot(line)
    }

    /// Whether a write to the line in a slot is to be told to others, from now on.
    pub(super) fn bar(&mut self, slot: u32, line: u64, barred: bool) {
        self.shared[slot as usize].barred = barred.into();
        let recent = self.recents.at_mut(line as usize);
        if recent.line == line + 1 {
            recent.barred = barred.into();
        }
    }

    fn forget_recent(&mut self, line: u64) {
        let recent = self.recents.at_mut(line as usize);
        if recent.line == line + 1 {
            *recent = Recent::default();
        }
    }

    /// Takes a line out of the L1; whether it was in.
    pub(super) fn lose(&mut self, line: u64) -> bool {
        self.forget_recent(line);
        let Some(slot) = self.l1d.remove(line) else { return false };
        self.parted = self.leaves(slot as usize);
        true
    }

    /// Empties a slot of the L1.
    fn leaves(&mut self, slot: usize) -> Option<Parted> {
        let line = std::mem::take(&mut self.lines[slot]);
        let shared = std::mem::take(&mut self.shared[slot]);
        let tallies = &mut self.places.tallies;
        tallies.room_at(line.part)?.bytes_used += line.bytes_used(self.grain_bits);
        line.parted(shared, tallies)
    }

    /// Empties the core, once nothing follows, and books what was still in it; calls `each` with the lines.
    pub(super) fn finish(&mut self, mut each: impl FnMut(Parted)) {
        self.places.finish();
        for slot in 0..self.lines.len() {
            self.leaves(slot).into_iter().for_each(&mut each);
        }
        self.tlb.finish(&mut self.places.tallies);
        self.recents.fill(Recent::default());
        self.l1d.clear();
    }

    /// The place of an account.
    pub(super) fn key(&self, account: u32) -> Option<Key> {
        self.places.keys.get(account as usize).copied()
    }

    /// Every place and what was booked on it, with what the levels below have.
    pub(super) fn places(&self, lower: Option<&Lower<'m>>) -> impl Iterator<Item = (&Key, Account)> {
        self.places.keys.iter().enumerate().map(move |(nth, key)| {
            let mut sum = self.parts_of(nth, lower).map(|(_, counts)| counts).sum::<Counts>();
            let accesses = self.places.books.get(nth).map_or(0, |book| book.accesses);
            if key.place.is_store() {
                sum.stores = accesses;
            } else {
                sum.loads = accesses;
            }
            let missed = lower.and_then(|lower| lower.missed.get(nth)).copied().unwrap_or_default();
            (key, Account { counts: sum, distances: missed.distances() })
        })
    }

    /// Every place with each group of memory in which it missed, and what was booked then.
    pub(super) fn parts(&self, lower: Option<&Lower<'m>>) -> impl Iterator<Item = (&Key, u32, Counts)> {
        let of = move |(nth, key)| self.parts_of(nth, lower).map(move |(group, counts)| (key, group, counts));
        self.places.keys.iter().enumerate().flat_map(of)
    }

    fn parts_of(&self, account: usize, lower: Option<&Lower<'m>>) -> impl Iterator<Item = (u32, Counts)> {
        let has_l2 = lower.is_some_and(Lower::has_l2);
        let shape = Shape { line: self.line(), lines_of_part: self.tlb.lines_of_part(), has_l2 };
        self.places.parts_of(account).map(move |(part, tally)| {
            let kinds = lower.and_then(|lower| lower.kinds.get(part as usize)).copied().unwrap_or_default();
            (tally.group, counts(tally, &kinds, shape))
        })
    }
}
