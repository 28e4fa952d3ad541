//! Which lines a cache ever had, and when: what tells a first miss from a conflict and from a cache too small.

use super::{Grown, Memory, Zeroed};

/// Pages by numbers from 1 on, in the order in which they were first touched.
#[derive(Debug)]
pub(super) struct Numbers<'m> {
    /// Open addressing: a page's number, and the page plus one; 0 is empty.
    table: &'m mut [(u32, u64)],
    given: u32,
}

const FIRST_SLOTS: usize = 1024;

impl<'m> Numbers<'m> {
    /// No page yet; `None` when there is no memory.
    pub(super) fn new(memory: &mut impl Memory<'m>) -> Option<Self> {
        Some(Self { table: memory.zeroed(FIRST_SLOTS)?, given: 0 })
    }

    /// The number of a page; 0 when there is no memory to tell it apart.
    #[inline(always)]
    pub(super) fn of(&mut self, page: u64, memory: &mut impl Memory<'m>) -> u32 {
        let mut at = hash(page);
        loop {
            match self.table[at & (self.table.len() - 1)] {
                (_, 0) => return self.give(page, memory).unwrap_or(0),
                (number, held) if held == page + 1 => return number,
                _ => at += 1,
            }
        }
    }

    #[cold]
    fn give(&mut self, page: u64, memory: &mut impl Memory<'m>) -> Option<u32> {
        if self.given as usize * 2 >= self.table.len() {
            let wider = memory.zeroed(self.table.len() * 2)?;
            for slot in std::mem::replace(&mut self.table, wider).iter().filter(|slot| slot.1 != 0) {
                insert(self.table, *slot);
            }
        }
        self.given = self.given.checked_add(1)?;
        insert(self.table, (self.given, page + 1));
        Some(self.given)
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

/// For each line, at which of the cache's misses it last came in, page by page.
#[derive(Debug)]
pub(super) struct History<'m> {
    /// By the number of the page. The first is nobody's.
    pages: Grown<'m, Page<'m>>,
    line_bits: u32,
    lines_of_page: u64,
    misses: u32,
}

/// What is known of a line. 0 is never.
#[derive(Clone, Copy, Debug, Default)]
struct Line {
    /// Above, the miss of the first level at which it came in last; below, the context.
    first: u64,
    /// At which of its misses it came into the L2 last.
    l2: u32,
    /// The same of the last level.
    last: u32,
}

super::memory::zeroed!(Line);

/// The lines of a page.
type Page<'m> = Option<&'m mut [Line]>;

// SAFETY: the null of the reference makes the `Option` none, which is its default; it needs no drop.
#[expect(unsafe_code, reason = "see the trait")]
unsafe impl Zeroed for Page<'_> {}

/// What a miss was, by what the cache had before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cause {
    /// The line was never in.
    First = 0,
    /// Fewer lines came in since than the cache holds: had they spread over all sets, it would still be there.
    Conflict = 1,
    /// As many lines came in since as the cache holds, or more.
    Capacity = 2,
    /// Another core took it.
    Transfer = 3,
}

/// A miss of a level below the first.
#[derive(Clone, Copy, Debug)]
pub(super) struct Below {
    /// Which of the level's misses it is; 0 where it is none.
    pub(super) miss: u32,
    /// Lines, or pages, that the level holds.
    pub(super) holds: u32,
}

impl Below {
    /// Notes at which miss something came in; whether it had come in so recently that only its set was too small.
    #[inline(always)]
    pub(super) fn comes(self, came: &mut u32) -> bool {
        if self.miss == 0 {
            return false;
        }
        let before = std::mem::replace(came, self.miss);
        before != 0 && self.miss.wrapping_sub(before) < self.holds
    }
}

impl<'m> History<'m> {
    /// An empty history of lines of 2^`line_bits` bytes.
    pub(super) fn new(line_bits: u32, page_bits: u32) -> Self {
        Self { pages: Grown::new(), line_bits, lines_of_page: 1 << (page_bits - line_bits), misses: 0 }
    }

    #[inline(always)]
    fn at(&self, address: u64) -> usize {
        (address >> self.line_bits & (self.lines_of_page - 1)) as usize
    }

    /// Asks the real machine for what is known of a line, which will be asked for soon.
    #[inline(always)]
    pub(super) fn fetch(&self, page: u32, address: u64) {
        if let Some(Some(lines)) = self.pages.get(page as usize)
            && let Some(held) = lines.get(self.at(address))
        {
            super::lanes::fetch(held);
        }
    }

    /// Notes that the line at `address`, in the page of this number, comes into a cache of `lines` lines on behalf of a
    /// context; why it was not in, and for which context it came in last.
    #[inline(always)]
    pub(super) fn comes(
        &mut self,
        page: u32,
        address: u64,
        context: u32,
        lines: u32,
        memory: &mut impl Memory<'m>,
    ) -> (Cause, u32) {
        let now = self.misses.wrapping_add(1).max(1);
        self.misses = now;
        let at = self.at(address);
        let held = match self.pages.room_at(page) {
            Some(Some(lines)) => lines.get_mut(at),
            _ => self.begin(page, memory).and_then(|lines| lines.get_mut(at)),
        };
        let Some(held) = held else { return (Cause::First, context) };
        let before = std::mem::replace(&mut held.first, u64::from(now) << 32 | u64::from(context));
        let cause = match now.wrapping_sub((before >> 32) as u32) {
            _ if before == 0 => Cause::First,
            between if between < lines => Cause::Conflict,
            _ => Cause::Capacity,
        };
        (cause, before as u32)
    }

    /// Notes that a line which came into the first level came into the L2, too, and into the last level, at which of their misses;
    /// whether these were conflicts, in caches of so many lines. 0 is no miss.
    #[inline(always)]
    pub(super) fn comes_below(&mut self, page: u32, address: u64, l2: Below, last: Below) -> (bool, bool) {
        let at = self.at(address);
        let Some(Some(lines)) = self.pages.room_at(page) else { return (false, false) };
        let Some(held) = lines.get_mut(at) else { return (false, false) };
        (l2.comes(&mut held.l2), last.comes(&mut held.last))
    }

    #[cold]
    #[inline(never)]
    fn begin(&mut self, page: u32, memory: &mut impl Memory<'m>) -> Option<&mut [Line]> {
        if page == 0 {
            return None;
        }
        while self.pages.len() <= page as usize {
            self.pages.push(None, memory)?;
        }
        let lines = memory.zeroed(self.lines_of_page as usize)?;
        Some(self.pages.get_mut(page as usize)?.insert(lines))
    }
}
