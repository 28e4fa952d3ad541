//! What a thread's guards counted, site by site.

use super::counters::{Reading, Sums};
use super::faults::Faults;
use super::memory::Grown;
use super::pace::Pace;
use super::resident::Noted;
use crate::model::Zeroed;

#[derive(Clone, Copy, Default)]
pub(super) struct Tally {
    pub(super) site: u32,
    /// Entries not left yet: recursion, or a guard that was forgotten.
    pub(super) depth: u32,
    pub(super) entries: u64,
    /// Which of them are timed, and how long those took.
    pub(super) pace: Pace,
    /// The outermost entry that is open is timed.
    pub(super) is_timed: bool,
    /// When it was made.
    pub(super) since: u64,
    /// What the thread's own clock showed then.
    pub(super) since_on: u64,
    /// Ticks of the last outermost entry that was timed: how long the next is expected to be.
    pub(super) last: u64,
    /// The counters at the outermost entry, when they were read.
    pub(super) start: Option<Reading>,
    pub(super) sums: Sums,
    pub(super) resident: Noted,
    pub(super) faults: Faults,
}

// SAFETY: integers, a `bool`, and an `Option` of integers, which all zero bytes make none of.
unsafe impl Zeroed for Tally {}

/// The tallies of a thread, found by site.
pub(super) struct Sites {
    tallies: Grown<Tally>,
    /// Open addressing: index into the tallies plus one.
    table: Grown<u64>,
}

impl Sites {
    pub(super) const fn new() -> Self {
        Self { tallies: Grown::new(), table: Grown::new() }
    }

    /// The tally of a site; `None` when there is no memory for it.
    #[inline]
    pub(super) fn of(&mut self, site: u32) -> Option<&mut Tally> {
        match self.find(site) {
            Some(index) => self.tallies.get_mut(index),
            None => self.first_time(site),
        }
    }

    /// The tally of a site that has one.
    #[inline(always)]
    pub(super) fn known(&mut self, site: u32) -> Option<&mut Tally> {
        let index = self.find(site)?;
        self.tallies.get_mut(index)
    }

    #[inline(always)]
    fn find(&self, site: u32) -> Option<usize> {
        let table = &self.table[..];
        let mask = table.len().checked_sub(1)?;
        let mut at = hash(site);
        loop {
            let index = (*table.get(at & mask)? as usize).checked_sub(1)?;
            if self.tallies.get(index)?.site == site {
                return Some(index);
            }
            at += 1;
        }
    }

    #[inline(never)]
    fn first_time(&mut self, site: u32) -> Option<&mut Tally> {
        if self.tallies.len() * 2 >= self.table.len() {
            let slots = (self.table.len() * 2).max(64);
            let mut wider = Grown::new();
            for _ in 0..slots {
                wider.push(0)?;
            }
            for (nth, tally) in self.tallies.iter().enumerate() {
                insert(&mut wider, tally.site, nth);
            }
            self.table = wider;
        }
        let tally = Tally {
            site,
            depth: 0,
            entries: 0,
            pace: Pace::default(),
            is_timed: false,
            since: 0,
            since_on: 0,
            last: u64::MAX,
            start: None,
            sums: Sums::default(),
            resident: Noted::default(),
            faults: Faults::default(),
        };
        let index = self.tallies.push(tally)?;
        insert(&mut self.table, site, index);
        self.tallies.get_mut(index)
    }

    /// Forgets what was counted; what is open stays open.
    pub(super) fn forget(&mut self) {
        for tally in self.tallies.iter_mut() {
            *tally = Tally {
                entries: 0,
                pace: Pace::default(),
                start: None,
                sums: Sums::default(),
                resident: Noted::default(),
                faults: Faults::default(),
                ..*tally
            };
        }
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &Tally> {
        self.tallies.iter()
    }

    pub(super) fn iter_mut(&mut self) -> impl Iterator<Item = &mut Tally> {
        self.tallies.iter_mut()
    }
}

fn insert(table: &mut [u64], site: u32, index: usize) {
    let mask = table.len() - 1;
    let mut at = hash(site);
    while table[at & mask] != 0 {
        at += 1;
    }
    table[at & mask] = index as u64 + 1;
}

#[inline]
fn hash(site: u32) -> usize {
    (u64::from(site).wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 40) as usize
}
