//! From (context, return address) to the account it is booked on.

use super::account::{Tallies, Tally};
use super::event::CallSite;
use super::{Grown, Memory};

/// A place in a context.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Key {
    /// The place.
    pub place: CallSite,
    /// The context.
    pub context: u32,
}

#[derive(Clone, Copy, Debug, Default)]
#[repr(align(32))]
struct Slot {
    /// CallSite and context: see [`CallSite::within`].
    word: u64,
    /// Loads, or stores: kept here and not in the account, for they are all that most accesses book.
    accesses: u64,
    /// Index into the accounts plus one; 0 is empty.
    account: u64,
}

super::memory::zeroed!(Key, Slot);

/// The places of a core and their accounts. Account 0 belongs to no place: it takes what there is no memory to tell apart.
#[derive(Debug)]
pub(super) struct Places<'m> {
    table: &'m mut [Slot],
    /// What each account is of.
    pub(super) keys: Grown<'m, Key>,
    /// What was booked.
    pub(super) tallies: Tallies<'m>,
}

const FIRST_SLOTS: usize = 1024;

/// See [`Places::at_hand`].
pub(super) struct AtHand<'p> {
    table: &'p mut [Slot],
    mask: usize,
}

impl AtHand<'_> {
    /// The figure of the place and context in a word.
    #[inline(always)]
    pub(super) fn of(&mut self, word: u64) -> Option<&mut u64> {
        let slot = self.table.get_mut(hash(word) & self.mask)?;
        (slot.word == word).then_some(&mut slot.accesses)
    }
}

impl<'m> Places<'m> {
    /// No place yet; `None` when there is no memory.
    pub(super) fn new(memory: &mut impl Memory<'m>) -> Option<Self> {
        let mut places = Self { table: memory.zeroed(FIRST_SLOTS)?, keys: Grown::new(), tallies: Grown::new() };
        places.add(Key::default(), memory)?;
        Some(places)
    }

    /// Where accesses are counted, for as long as the first look finds the place.
    #[inline(always)]
    pub(super) fn at_hand(&mut self) -> AtHand<'_> {
        AtHand { mask: self.table.len().wrapping_sub(1), table: self.table }
    }

    /// Counts accesses of a place; its account.
    #[inline(always)]
    pub(super) fn account(&mut self, key: Key, accesses: u64, memory: &mut impl Memory<'m>) -> u32 {
        let word = key.place.within(u64::from(key.context));
        let mut at = hash(word);
        loop {
            let mask = self.table.len() - 1;
            let slot = &mut self.table[at & mask];
            if slot.word == word && slot.account != 0 {
                slot.accesses += accesses;
                return slot.account as u32 - 1;
            }
            if slot.account == 0 {
                return self.first_time(key, accesses, memory);
            }
            at += 1;
        }
    }

    #[cold]
    #[inline(never)]
    fn first_time(&mut self, key: Key, accesses: u64, memory: &mut impl Memory<'m>) -> u32 {
        let room = self.keys.len() * 2 < self.table.len() || self.widen(memory);
        let Some(account) = room.then(|| self.add(key, memory)).flatten() else {
            self.book(0, accesses);
            return 0;
        };
        insert(
            self.table,
            Slot { word: key.place.within(u64::from(key.context)), account: u64::from(account) + 1, accesses },
        );
        account
    }

    fn book(&mut self, account: usize, accesses: u64) {
        if let Some(tally) = self.tallies.get_mut(account) {
            tally.accesses += accesses;
        }
    }

    /// Takes the accesses over into the accounts: the end of the run.
    pub(super) fn finish(&mut self) {
        for at in 0..self.table.len() {
            let Slot { account, accesses, .. } = std::mem::take(&mut self.table[at]);
            if let Some(account) = (account as usize).checked_sub(1) {
                self.book(account, accesses);
            }
        }
    }

    fn add(&mut self, key: Key, memory: &mut impl Memory<'m>) -> Option<u32> {
        self.tallies.push(Tally::default(), memory)?;
        Some(self.keys.push(key, memory)? as u32)
    }

    /// Doubles the table; `false` when there is no memory.
    fn widen(&mut self, memory: &mut impl Memory<'m>) -> bool {
        let Some(wider) = memory.zeroed(self.table.len() * 2) else { return false };
        for slot in std::mem::replace(&mut self.table, wider).iter().filter(|slot| slot.account != 0) {
            insert(self.table, *slot);
        }
        true
    }
}

fn insert(table: &mut [Slot], slot: Slot) {
    let mask = table.len() - 1;
    let mut at = hash(slot.word);
    while table[at & mask].account != 0 {
        at += 1;
    }
    table[at & mask] = slot;
}

#[inline(always)]
fn hash(word: u64) -> usize {
    (word.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 40) as usize
}
