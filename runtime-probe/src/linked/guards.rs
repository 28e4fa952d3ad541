//! What the overlay puts around a site.

use std::sync::atomic::Ordering;

use super::clock;
use super::counters;
use super::ends::CALIBRATION;
use super::process;
use super::thread::{self, Frame, Thread, local};

/// An entry into a site that was not left yet. It leaves when it is dropped.
///
/// It may be dropped on another thread, or after guards that were made later: the site then counts until its own guard
/// goes. One that is forgotten stays open until its thread ends.
#[derive(Debug)]
pub struct Guard {
    site: u32,
    entered: Entered,
}

/// The number of the thread that entered (0 when nothing is measured), and whether the entry is timed: in one word, so
/// that a guard travels in a register.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Entered(u32);

impl Entered {
    const TIMED: u32 = 1 << 31;
    const NOT: Self = Self(0);

    #[inline(always)]
    fn by(thread: u32, is_timed: bool) -> Self {
        Self(thread | if is_timed { Self::TIMED } else { 0 })
    }

    #[inline(always)]
    fn thread(self) -> u32 {
        self.0 & !Self::TIMED
    }

    #[inline(always)]
    fn is_timed(self) -> bool {
        self.0 & Self::TIMED != 0
    }
}

/// Enters a site.
#[inline]
#[must_use = "the site is left when the guard is dropped"]
pub fn enter(site: u32) -> Guard {
    if process::is_inert() { Guard { site, entered: Entered::NOT } } else { enter_measured(site) }
}

/// Leaves a site; the same as dropping the guard.
#[inline]
pub fn leave(guard: Guard) {
    drop(guard);
}

impl Drop for Guard {
    #[inline]
    fn drop(&mut self) {
        if self.entered != Entered::NOT {
            leave_measured(self.site, self.entered);
        }
    }
}

// What is only counted takes a way of its own, on which nothing is called: no register has to be saved.

#[inline(never)]
fn enter_measured(site: u32) -> Guard {
    match local(|local| local.glance(|thread| thread.count(site))) {
        Some(entered) => Guard { site, entered },
        None => enter_timed(site),
    }
}

#[inline(never)]
fn enter_timed(site: u32) -> Guard {
    let entered = local(|local| local.enter(|thread| Entered::by(thread.number, thread.open(site))));
    Guard { site, entered: entered.unwrap_or(Entered::NOT) }
}

#[inline(never)]
fn leave_measured(site: u32, entered: Entered) {
    if entered.is_timed() || !local(|local| local.glance(|thread| thread.discount(site, entered))).unwrap_or(false) {
        leave_timed(site, entered);
    }
}

#[inline(never)]
fn leave_timed(site: u32, entered: Entered) {
    // First, so that what the guard itself does is not timed.
    let now = entered.is_timed().then(clock::ticks);
    let at_home = local(|local| {
        local.enter(|own| {
            if own.number == entered.thread() {
                own.left(site, now);
            }
            own.number == entered.thread()
        })
    });
    if at_home == Some(false) {
        thread::leave_elsewhere(entered.thread(), site, now.unwrap_or_else(clock::ticks));
    }
}

impl Thread {
    /// Counts an entry that is not to be timed; `None`, and nothing is done, where it is, or where more has to be looked at.
    #[inline(always)]
    fn count(&mut self, site: u32) -> Option<Entered> {
        if self.foreign_waits.load(Ordering::Relaxed) || self.ring.is_some() {
            return None;
        }
        let entered = Entered::by(self.number, false);
        let tally = self.sites.known(site)?;
        if tally.depth == 0 {
            if !tally.pace.lets_pass() {
                return None;
            }
            tally.is_timed = false;
            tally.entries += 1;
        }
        tally.depth += 1;
        Some(entered)
    }

    /// Takes back such an entry, if this is its thread; `None` or `false`, and nothing is done, where it is more than that.
    #[inline(always)]
    fn discount(&mut self, site: u32, entered: Entered) -> Option<bool> {
        if self.foreign_waits.load(Ordering::Relaxed) || self.number != entered.thread() {
            return None;
        }
        let tally = self.sites.known(site)?;
        let is_simple = tally.depth > 1 || tally.depth == 1 && !tally.is_timed;
        // A frame of the traced run has to be closed; there every outermost entry is timed.
        tally.depth -= u32::from(is_simple);
        Some(is_simple)
    }

    /// Whether the entry is an outermost one that is timed.
    fn open(&mut self, site: u32) -> bool {
        self.left_elsewhere();
        let is_traced = self.ring.is_some();
        let Some(tally) = self.sites.of(site) else { return false };
        tally.depth += 1;
        if tally.depth > 1 {
            return false;
        }
        tally.entries += 1;
        // In a traced run each entry is a context.
        tally.is_timed = is_traced || !tally.pace.lets_pass();
        if !tally.is_timed {
            return false;
        }
        let likely_long = counters::is_long(tally.last);
        if !is_traced {
            tally.resident.enter();
            tally.faults.enter(likely_long);
        }
        if self.ring.is_some() {
            let context = self.intern(self.context, site);
            self.change_context(context);
            self.frames.push(Frame { site, context });
        }
        let start = if likely_long && self.ring.is_none() { self.read_counters() } else { None };
        let mut now = clock::ticks();
        let mut on = 0;
        if !is_traced {
            let is_asked = self.processor.is_due(now);
            on = self.processor.at(now);
            if is_asked {
                now = clock::ticks();
                on = self.processor.at(now);
            }
        }
        if let Some(tally) = self.sites.of(site) {
            tally.start = start;
            tally.since_on = on;
            // Last, so that what the guard itself does is not timed.
            tally.since = now;
        }
        true
    }

    /// `now` where the clock was read already.
    fn left(&mut self, site: u32, now: Option<u64>) {
        self.left_elsewhere();
        let Some(tally) = self.sites.of(site) else { return };
        if tally.depth == 0 {
            // A guard of a thread whose place this one took: its entry was closed when it ended.
            return;
        }
        tally.depth -= 1;
        if tally.depth > 0 || !tally.is_timed {
            return;
        }
        // Of a recursion whose guards go in odd order, the last to go is not the one that knows the time.
        let now = now.unwrap_or_else(clock::ticks);
        let on = if self.ring.is_some() { 0 } else { self.processor.at(now) };
        let ticks = now.saturating_sub(tally.since);
        tally.pace.book(ticks, on.saturating_sub(tally.since_on));
        if site == CALIBRATION {
            tally.pace.time_all();
        }
        tally.last = ticks;
        let start = tally.start.take();
        if self.ring.is_some() {
            self.close_frame(site);
            return;
        }
        let span = start.and_then(|start| Some((start, self.read_counters()?)));
        if let Some(tally) = self.sites.of(site) {
            tally.sums.book(ticks, span);
            tally.resident.leave(now);
            tally.faults.leave(now);
        }
    }

    /// Takes the frame of a site out; those above it, left in odd order, lose it from their chain.
    fn close_frame(&mut self, site: u32) {
        let Some(at) = self.frames.iter().rposition(|frame| frame.site == site) else { return };
        let mut context = if at == 0 { 0 } else { self.frames[at - 1].context };
        for next in at + 1..self.frames.len() {
            let site = self.frames[next].site;
            context = self.intern(context, site);
            self.frames[next - 1] = Frame { site, context };
        }
        self.frames.pop();
        self.change_context(context);
    }

    /// Books what was left on other threads meanwhile.
    #[inline]
    fn left_elsewhere(&mut self) {
        if self.foreign_waits.load(Ordering::Relaxed) {
            self.foreign_waits.store(false, Ordering::Relaxed);
            loop {
                let next = self.foreign.hold().pop();
                let Some((site, now)) = next else { break };
                self.left(site, Some(now));
            }
        }
    }

    fn read_counters(&mut self) -> Option<counters::Reading> {
        self.counters.get_or_insert_with(counters::Open::new).as_mut()?.read()
    }

    /// Closes what is still open: the thread, or the process, is at its end.
    pub(super) fn close(&mut self) {
        self.left_elsewhere();
        let now = clock::ticks();
        let on = if self.ring.is_some() { 0 } else { self.processor.at_end(now, self.system_number) };
        for tally in self.sites.iter_mut().filter(|tally| tally.depth > 0) {
            tally.depth = 0;
            if tally.is_timed {
                tally.pace.book(now.saturating_sub(tally.since), on.saturating_sub(tally.since_on));
                tally.faults.close(self.system_number);
            }
        }
        self.frames.clear();
        self.change_context(0);
    }
}
