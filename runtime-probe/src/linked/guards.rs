//! What the overlay puts around a site.

use std::sync::atomic::Ordering;

use super::clock;
use super::counters;
use super::process;
use super::thread::{self, Frame, Thread, local};

/// An entry into a site that was not left yet. It leaves when it is dropped.
///
/// It may be dropped on another thread, or after guards that were made later: the site then counts until its own guard
/// goes. One that is forgotten stays open until its thread ends.
#[derive(Debug)]
pub struct Guard {
    site: u32,
    /// Number of the thread that entered; 0 when nothing is measured.
    thread: u32,
}

/// Enters a site.
#[inline]
#[must_use = "the site is left when the guard is dropped"]
pub fn enter(site: u32) -> Guard {
    if process::is_inert() { Guard { site, thread: 0 } } else { enter_measured(site) }
}

/// Leaves a site; the same as dropping the guard.
#[inline]
pub fn leave(guard: Guard) {
    drop(guard);
}

impl Drop for Guard {
    #[inline]
    fn drop(&mut self) {
        if self.thread != 0 {
            leave_measured(self.site, self.thread);
        }
    }
}

#[inline(never)]
fn enter_measured(site: u32) -> Guard {
    let thread = local(|local| {
        local.enter(|thread| {
            thread.open(site);
            thread.number
        })
    });
    Guard { site, thread: thread.unwrap_or(0) }
}

#[inline(never)]
fn leave_measured(site: u32, thread: u32) {
    let now = clock::ticks();
    let at_home = local(|local| {
        local.enter(|own| {
            if own.number == thread {
                own.left(site, now);
            }
            own.number == thread
        })
    });
    if at_home == Some(false) {
        thread::leave_elsewhere(thread, site, now);
    }
}

impl Thread {
    fn open(&mut self, site: u32) {
        self.left_elsewhere();
        let Some(tally) = self.sites.of(site) else { return };
        tally.depth += 1;
        if tally.depth > 1 {
            return;
        }
        tally.entries += 1;
        let likely_long = counters::is_long(tally.last);
        if self.ring.is_some() {
            let context = self.intern(self.context, site);
            self.change_context(context);
            self.frames.push(Frame { site, context });
        }
        let start = if likely_long && self.ring.is_none() { self.read_counters() } else { None };
        if let Some(tally) = self.sites.of(site) {
            tally.start = start;
            // Last, so that what the guard itself does is not timed.
            tally.since = clock::ticks();
        }
    }

    fn left(&mut self, site: u32, now: u64) {
        self.left_elsewhere();
        let Some(tally) = self.sites.of(site) else { return };
        if tally.depth == 0 {
            // A guard of a thread whose place this one took: its entry was closed when it ended.
            return;
        }
        tally.depth -= 1;
        if tally.depth > 0 {
            return;
        }
        let ticks = now.saturating_sub(tally.since);
        tally.ticks += ticks;
        tally.last = ticks;
        let start = tally.start.take();
        if self.ring.is_some() {
            self.close_frame(site);
            return;
        }
        let span = start.and_then(|start| Some((start, self.read_counters()?)));
        if let Some(tally) = self.sites.of(site) {
            tally.sums.book(ticks, span);
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
                self.left(site, now);
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
        for tally in self.sites.iter_mut().filter(|tally| tally.depth > 0) {
            tally.depth = 0;
            tally.ticks += now.saturating_sub(tally.since);
        }
        self.frames.clear();
        self.change_context(0);
    }
}
