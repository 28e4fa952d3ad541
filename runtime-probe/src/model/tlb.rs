//! The data TLBs of a core, and what was used of the pages in them.

use super::account::{Tallies, at_hand};
use super::groups::Groups;
use super::history::Coming;
use super::places::Places;
use super::table::Table;
use super::{Grown, Memory, Recency};
use crate::machine::{Machine, Policy};

/// log2 of the bytes of nearly every machine's pages, for which the short way is compiled.
pub(super) const COMMON_PAGE_BITS: u32 = 12;

/// Both levels.
#[derive(Debug)]
pub(super) struct Tlb<'m> {
    /// By set of the first level: the page used last.
    pub(super) fronts: Table<'m, Front>,
    first: Recency<'m>,
    /// By slot of `first`.
    pages: Table<'m, Page>,
    /// Pages that came into the first level so far.
    ins: u64,
    second: Recency<'m>,
    /// By slot of `second`: the page's entry.
    entries: Table<'m, u32>,
    /// By the page's entry: when it came in last.
    past: Grown<'m, Past>,
    /// Pages that the levels hold, and misses of the second one so far.
    holds: (u32, u32),
    walks: u32,
    page_bits: u32,
    /// log2 of the bytes that one bit of a page's used mask stands for: a 64th of the page.
    part_bits: u32,
    /// L1 lines in such a part.
    part_lines: u64,
}

/// The page used last of its set.
#[derive(Clone, Copy, Debug, Default)]
#[repr(align(32))]
pub(super) struct Front {
    /// Page number plus one; 0 is none.
    page: u64,
    /// Which page-in this was.
    pub(super) stamp: u64,
    slot: u32,
    /// See [`Groups::entry`].
    entry: u32,
}

/// What an access learns of its page.
#[derive(Clone, Copy, Debug)]
pub(super) struct Asked {
    /// See [`Front`].
    pub(super) stamp: u64,
    pub(super) entry: u32,
    /// The group of memory at the address, if that had to be known; else 0.
    pub(super) group: u32,
}

/// A page in the first level.
#[derive(Clone, Copy, Debug, Default)]
struct Page {
    /// The parts of the page that were used since it came in.
    used: u64,
    /// Which page-in this was; 0 is none.
    stamp: u64,
    /// On the part of whose account it came in.
    part: u32,
    entry: u32,
}

/// What became of a page so far.
#[derive(Clone, Copy, Debug, Default)]
struct Past {
    /// At which miss of each level it came in last; 0 is never.
    first: u32,
    second: u32,
    /// Its lines that the L1 ever missed, by bit: see [`Tlb::missed`].
    lines: u64,
}

super::memory::zeroed!(Front, Page, Past);

impl<'m> Tlb<'m> {
    /// Empty ones; `None` when there is no memory.
    pub(super) fn new(machine: &Machine, memory: &mut impl Memory<'m>) -> Option<Self> {
        let Machine { dtlb, stlb, page, .. } = machine;
        let page_bits = page.trailing_zeros();
        let sets = dtlb.sets() as usize;
        let first = Recency::new(sets, dtlb.ways() as usize, Policy::Lru, memory)?;
        let second = Recency::new(stlb.sets() as usize, stlb.ways() as usize, Policy::Lru, memory)?;
        Some(Self {
            fronts: Table::new(sets, memory)?,
            pages: Table::new(first.slots(), memory)?,
            first,
            ins: 0,
            entries: Table::new(second.slots(), memory)?,
            second,
            past: Grown::new(),
            holds: (dtlb.entries(), stlb.entries()),
            walks: 0,
            page_bits,
            part_bits: page_bits - 6,
            part_lines: 1 << (page_bits - 6).saturating_sub(machine.l1d.line().trailing_zeros()),
        })
    }

    /// Whether the short way is compiled for these.
    pub(super) fn are_common(&self) -> bool {
        self.page_bits == COMMON_PAGE_BITS && self.first.is_ranked() && self.second.is_ranked()
    }

    /// Asks for the page of `address`, which is used there.
    #[inline(always)]
    pub(super) fn ask<const COMMON: bool>(
        &mut self,
        address: u64,
        account: u32,
        places: &mut Places<'m>,
        groups: &mut Groups<'m>,
        memory: &mut impl Memory<'m>,
    ) -> Asked {
        let page_bits = if COMMON { COMMON_PAGE_BITS } else { self.page_bits };
        let part_bits = if COMMON { COMMON_PAGE_BITS - 6 } else { self.part_bits };
        let page = address >> page_bits;
        let front = self.fronts.at_mut(page as usize);
        let part = 1 << (address >> part_bits & 63);
        if front.page == page + 1 {
            self.pages.at_mut(front.slot as usize).used |= part;
            return Asked { stamp: front.stamp, entry: front.entry, group: 0 };
        }
        let touch = if COMMON { self.first.touch_ranked(page) } else { self.first.touch(page) };
        let held = self.pages.at_mut(touch.slot as usize);
        let mut group = 0;
        if touch.hit {
            held.used |= part;
        } else {
            if let Some(tally) = places.tallies.room_at(held.part) {
                tally.parts_used += u64::from(held.used.count_ones());
            }
            self.ins += 1;
            let second = if COMMON { self.second.touch_ranked(page) } else { self.second.touch(page) };
            let entry = self.entries.at_mut(second.slot as usize);
            if !second.hit {
                *entry = groups.entry(page, memory);
                self.walks = self.walks.wrapping_add(1).max(1);
            }
            let entry = *entry;
            let walk = if second.hit { 0 } else { self.walks };
            let conflicts = at_hand(&mut self.past, entry, memory).filter(|_| entry != 0).map(|past| {
                let first = Coming { miss: (self.ins as u32).max(1), holds: self.holds.0 };
                let second = Coming { miss: walk, holds: self.holds.1 };
                (first.comes(&mut past.first), second.comes(&mut past.second))
            });
            let (of_first, of_second) = conflicts.unwrap_or_default();
            group = groups.of(entry, address, memory);
            let of = places.part(account, group, memory);
            *held = Page { used: part, stamp: self.ins, part: of, entry };
            if let Some(tally) = places.tallies.room_at(of) {
                tally.dtlb_misses += 1;
                tally.page_walks += u64::from(!second.hit);
                tally.dtlb_conflicts = tally.dtlb_conflicts.saturating_add(of_first.into());
                tally.walk_conflicts = tally.walk_conflicts.saturating_add(of_second.into());
            }
        }
        *front = Front { page: page + 1, stamp: held.stamp, slot: touch.slot, entry: held.entry };
        Asked { stamp: held.stamp, entry: held.entry, group }
    }

    /// Notes that the L1 missed a line of 64 bytes in a page of 4 KiB that was asked for last.
    #[inline(always)]
    pub(super) fn misses(&mut self, entry: u32, line: u64) {
        if let Some(past) = self.past.get_mut(entry as usize) {
            past.lines |= 1 << (line & 63);
        }
    }

    /// The lines, by bit, that were ever missed in the page of an entry.
    pub(super) fn missed(&self, entry: u32) -> u64 {
        self.past.get(entry as usize).filter(|_| entry != 0).map_or(0, |past| past.lines)
    }

    /// Books the pages that are still there, and empties both.
    pub(super) fn finish(&mut self, tallies: &mut Tallies<'m>) {
        for page in self.pages.iter_mut() {
            if let Some(tally) = tallies.get_mut(page.part as usize) {
                tally.parts_used += u64::from(std::mem::take(&mut page.used).count_ones());
            }
        }
        self.fronts.fill(Front::default());
        self.first.clear();
    }

    /// L1 lines of a 64th of a page, by which is told what of it was used.
    pub(super) fn lines_of_part(&self) -> u64 {
        self.part_lines
    }
}
