//! Which entries into a site are timed: all of them, until it is seen that they are so short that the clock would cost more
//! than a hundredth of them; from then on one of about sixteen.
//!
//! The gaps between those are drawn, so as not to keep step with what the program repeats, and drawn alike in every run.
//! A timed entry stands for the ones that were let pass before it, too.

/// So many entries of a site are timed by each thread, whatever they take.
const FIRST: u64 = 256;
/// Ticks below which the clock is too dear: 3 µs of a counter at 3 GHz, a hundred times what it costs to read it twice.
const SHORT_TICKS: u64 = 10_000;
/// Gaps are below this power of two: 15.5 on average.
const GAP_BITS: u32 = 5;

/// How a thread times the entries into a site, and what came of it. All zeros: nothing yet.
#[derive(Clone, Copy, Default)]
pub(super) struct Pace {
    /// Entries to let pass before the next is timed.
    gap: u32,
    /// Entries that were let pass before it.
    passed: u32,
    /// State of the generator (xorshift; 0 before the first draw).
    random: u32,
    /// Entries that were timed.
    pub(super) timed: u64,
    /// Their ticks, each as often as it stands for an entry.
    ticks: u64,
    /// Those of them that the thread was on a processor, likewise.
    on: u64,
    /// For how many entries they stand.
    stands_for: u64,
}

impl Pace {
    /// Whether the entry that begins is not to be timed.
    #[inline(always)]
    pub(super) fn lets_pass(&mut self) -> bool {
        let passes = self.gap > 0;
        self.gap -= u32::from(passes);
        passes
    }

    /// Books an entry that took `ticks`, for `on` of which the thread was on a processor.
    pub(super) fn book(&mut self, ticks: u64, on: u64) {
        let weight = u64::from(self.passed) + 1;
        self.ticks = self.ticks.wrapping_add(ticks.wrapping_mul(weight));
        self.on = self.on.wrapping_add(on.min(ticks).wrapping_mul(weight));
        self.stands_for += weight;
        self.timed += 1;
        let is_short = self.ticks < SHORT_TICKS.wrapping_mul(self.stands_for);
        self.gap = if self.timed >= FIRST && is_short { self.draw() } else { 0 };
        self.passed = self.gap;
    }

    /// Times every entry from now on.
    pub(super) fn time_all(&mut self) {
        (self.gap, self.passed) = (0, 0);
    }

    /// Adds what another thread timed.
    pub(super) fn add(&mut self, other: &Self) {
        self.timed += other.timed;
        self.ticks = self.ticks.wrapping_add(other.ticks);
        self.on = self.on.wrapping_add(other.on);
        self.stands_for += other.stands_for;
    }

    /// Ticks of so many entries.
    pub(super) fn ticks_of(&self, entries: u64) -> u64 {
        self.scaled(self.ticks, entries)
    }

    /// Ticks of so many entries for which the thread was on a processor.
    pub(super) fn on_of(&self, entries: u64) -> u64 {
        self.scaled(self.on, entries)
    }

    fn scaled(&self, ticks: u64, entries: u64) -> u64 {
        if self.stands_for == 0 {
            return 0;
        }
        (u128::from(ticks) * u128::from(entries) / u128::from(self.stands_for)) as u64
    }

    fn draw(&mut self) -> u32 {
        let mut next = if self.random == 0 { 0x9e37_79b9 } else { self.random };
        next ^= next << 13;
        next ^= next >> 17;
        next ^= next << 5;
        self.random = next;
        next >> (32 - GAP_BITS)
    }
}
