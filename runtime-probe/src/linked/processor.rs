//! The time that a thread was on a processor, as its guards see it: what passed, less what it waited.
//!
//! To ask the system for it takes ten times as long as to read the processor's counter. So it is asked only where so much
//! passed since the last guard that the thread may have had to give its place to another one, and now and then beside that.
//! What passes between two guards in less time counts as it is.

use super::clock;

/// Ticks between two guards from which on the system is asked: 100 µs at 3 GHz. What takes a thread's place away, another
/// one that has to run, has it for longer.
const LONG: u64 = 300_000;
/// Where a thread is found to wait for less than that, it is asked from fewer on, down to these: 10 µs.
const SHORTEST: u64 = 30_000;
/// It is asked in any case when so much was taken as it passed: 1 ms.
const OLD: u64 = 3_000_000;

/// A thread's own clock. All zeros: nobody has looked at it yet.
#[derive(Clone, Copy, Default)]
pub(super) struct Processor {
    /// What it shows, in ticks.
    on: u64,
    /// When it was last looked at; 0 before the first look of a thread.
    seen: u64,
    /// What the system said last, in nanoseconds.
    asked: u64,
    /// Ticks that were added since then without asking.
    taken: u64,
    /// It is asked from so many ticks on.
    long: u64,
}

impl Processor {
    /// What it shows `now`.
    #[inline(always)]
    pub(super) fn at(&mut self, now: u64) -> u64 {
        if self.is_due(now) {
            self.ask(now, clock::processor_of_thread());
        } else {
            let passed = now.saturating_sub(self.seen);
            self.seen += passed;
            self.taken += passed;
            self.on += passed;
        }
        self.on
    }

    /// Whether to look at it now means to ask the system, which takes time itself.
    #[inline(always)]
    pub(super) fn is_due(&self, now: u64) -> bool {
        let passed = now.saturating_sub(self.seen);
        passed >= self.long || self.taken.saturating_add(passed) >= OLD
    }

    /// What it shows when the process ends; `system_number` is the thread's.
    pub(super) fn at_end(&mut self, now: u64, system_number: u32) -> u64 {
        match clock::processor_of(system_number) {
            Some(ns) if self.seen > 0 => self.ask(now, ns),
            _ => {}
        }
        self.on
    }

    /// What it showed when it was last looked at.
    pub(super) fn shows(&self) -> u64 {
        self.on
    }

    /// Another thread takes it over. What it shows goes on.
    pub(super) fn hand_over(&mut self) {
        *self = Self { on: self.on, ..Self::default() };
    }

    #[cold]
    #[inline(never)]
    fn ask(&mut self, now: u64, ns: u64) {
        let passed = now.saturating_sub(self.seen);
        let ticks = clock::ticks_of(ns.saturating_sub(self.asked));
        if self.seen == 0 {
            self.long = LONG;
        } else {
            // What was taken before without asking stays: the clock never goes back.
            self.on += ticks.saturating_sub(self.taken).min(passed);
            if self.taken > ticks + ticks / 32 {
                self.long = (self.long / 2).max(SHORTEST);
            }
        }
        (self.seen, self.asked, self.taken) = (self.seen.max(now), ns, 0);
    }
}
