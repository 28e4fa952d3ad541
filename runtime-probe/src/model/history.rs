//! Which lines a cache ever had, and when: what tells a first miss from a conflict and from a cache too small.

use super::{Grown, Memory, Zeroed};

/// For each line, at which of the cache's misses it last came in, page by page.
#[derive(Debug)]
pub(super) struct History<'m> {
    /// By the page's entry: see [`Groups::entry`](super::groups::Groups::entry). The first is nobody's.
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

/// Something that may come into a level.
#[derive(Clone, Copy, Debug)]
pub(super) struct Coming {
    /// Which of the level's misses it is; 0 where it is none.
    pub(super) miss: u32,
    /// Lines, or pages, that the level holds.
    pub(super) holds: u32,
}

impl Coming {
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

    /// Notes that the line at `address`, in the page of this entry, comes into a cache of `lines` lines on behalf of a
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
    pub(super) fn comes_below(&mut self, page: u32, address: u64, l2: Coming, last: Coming) -> (bool, bool) {
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
