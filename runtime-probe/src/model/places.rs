//! From (context, return address) to the account it is booked on.

use super::account::{Tallies, Tally};
use super::event::CallSite;
use super::index::Index;
use super::table::Table;
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

/// What is known of an account.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Book {
    /// Loads, or stores if its place is one that stores: booked at the end.
    pub(super) accesses: u64,
    /// Its parts, the last that came first; 0 is none.
    pub(super) first: u32,
    /// The one that was asked for last, and its group.
    recent: u32,
    group: u32,
}

super::memory::zeroed!(Key, Slot, Book);

/// The places of a core and their accounts. Account 0 belongs to no place: it takes what there is no memory to tell apart.
#[derive(Debug)]
pub(super) struct Places<'m> {
    table: Table<'m, Slot>,
    /// What each account is of.
    pub(super) keys: Grown<'m, Key>,
    pub(super) books: Grown<'m, Book>,
    /// What was booked, by account and group of memory.
    pub(super) tallies: Tallies<'m>,
    parts: Index<'m>,
}

/// Slots for each place, and those that there are at first: nearly all are to be found where they are looked for first.
const ROOM: usize = 4;
const FIRST_SLOTS: usize = 4096;
/// Parts of accounts beyond which none is told apart by groups of memory.
const MOST_PARTS: usize = 1 << 18;
/// The groups that there can be.
const GROUP_BITS: u32 = 16;

/// See [`Places::at_hand`].
pub(super) struct AtHand<'p, 'm>(&'p mut Table<'m, Slot>);

impl AtHand<'_, '_> {
    /// The figure of the place and context in a word.
    #[inline(always)]
    pub(super) fn of(&mut self, word: u64) -> Option<&mut u64> {
        let slot = self.0.at_mut(hash(word));
        (slot.word == word).then_some(&mut slot.accesses)
    }
}

impl<'m> Places<'m> {
    /// No place yet; `None` when there is no memory.
    pub(super) fn new(memory: &mut impl Memory<'m>) -> Option<Self> {
        let mut places = Self {
            table: Table::new(FIRST_SLOTS, memory)?,
            keys: Grown::new(),
            books: Grown::new(),
            tallies: Grown::new(),
            parts: Index::default(),
        };
        places.add(Key::default(), memory)?;
        places.tallies.push(Tally::default(), memory)?;
        Some(places)
    }

    /// Where accesses are counted, for as long as the first look finds the place.
    #[inline(always)]
    pub(super) fn at_hand(&mut self) -> AtHand<'_, 'm> {
        AtHand(&mut self.table)
    }

    /// Counts accesses of a place; its account, and whether it is a new one.
    #[inline(always)]
    pub(super) fn account(&mut self, key: Key, accesses: u64, memory: &mut impl Memory<'m>) -> (u32, bool) {
        let word = key.place.within(u64::from(key.context));
        let mut at = hash(word);
        loop {
            let slot = self.table.at_mut(at);
            if slot.word == word && slot.account != 0 {
                slot.accesses += accesses;
                return (slot.account as u32 - 1, false);
            }
            if slot.account == 0 {
                let account = self.first_time(key, accesses, memory);
                return (account, account != 0);
            }
            at += 1;
        }
    }

    #[cold]
    #[inline(never)]
    fn first_time(&mut self, key: Key, accesses: u64, memory: &mut impl Memory<'m>) -> u32 {
        let room = self.keys.len() * ROOM < self.table.len() || self.widen(memory);
        let Some(account) = room.then(|| self.add(key, memory)).flatten() else {
            self.book(0, accesses);
            return 0;
        };
        insert(
            &mut self.table,
            Slot { word: key.place.within(u64::from(key.context)), account: u64::from(account) + 1, accesses },
        );
        account
    }

    fn book(&mut self, account: usize, accesses: u64) {
        if let Some(book) = self.books.get_mut(account) {
            book.accesses += accesses;
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
        self.books.push(Book::default(), memory)?;
        Some(self.keys.push(key, memory)? as u32)
    }

    /// The part of an account that is of a group of memory; 0 when there is no memory for it.
    #[inline(always)]
    pub(super) fn part(&mut self, account: u32, group: u32, memory: &mut impl Memory<'m>) -> u32 {
        let Some(book) = self.books.get(account as usize) else { return 0 };
        if book.group == group && (book.recent != 0 || account == 0) {
            return book.recent;
        }
        self.other_part(account, group, memory).unwrap_or(0)
    }

    #[inline(never)]
    fn other_part(&mut self, account: u32, group: u32, memory: &mut impl Memory<'m>) -> Option<u32> {
        let key = |group: u32| u64::from(account) << GROUP_BITS | u64::from(group);
        let mut group = group;
        let mut known = self.parts.get(key(group));
        if known.is_none() && self.tallies.len() >= MOST_PARTS {
            group = 0;
            known = self.parts.get(key(group));
        }
        let part = match known {
            Some(part) => part,
            None => {
                let next = self.books.get(account as usize)?.first;
                let part = self.tallies.push(Tally { account, group, next, ..Tally::default() }, memory)? as u32;
                self.parts.put(key(group), part, memory)?;
                self.books.get_mut(account as usize)?.first = part;
                part
            }
        };
        let book = self.books.get_mut(account as usize)?;
        (book.recent, book.group) = (part, group);
        Some(part)
    }

    /// The parts of an account.
    pub(super) fn parts_of(&self, account: usize) -> impl Iterator<Item = (u32, &Tally)> {
        let at = |part: u32| self.tallies.get(part as usize).filter(|_| part != 0).map(|tally| (part, tally));
        let own = self.books.get(account).map_or(0, |book| book.first);
        // What nobody's place has, the first part of all has too.
        let first = if account == 0 { self.tallies.first().map(|tally| (0, tally)) } else { None };
        first.into_iter().chain(std::iter::successors(at(own), move |(_, tally)| at(tally.next)))
    }

    /// Doubles the table; `false` when there is no memory.
    fn widen(&mut self, memory: &mut impl Memory<'m>) -> bool {
        let Some(wider) = Table::new(self.table.len() * 2, memory) else { return false };
        for slot in std::mem::replace(&mut self.table, wider).iter().filter(|slot| slot.account != 0) {
            insert(&mut self.table, *slot);
        }
        true
    }
}

fn insert(table: &mut Table<'_, Slot>, slot: Slot) {
    let mut at = hash(slot.word);
    while table.at(at).account != 0 {
        at += 1;
    }
    *table.at_mut(at) = slot;
}

#[inline(always)]
fn hash(word: u64) -> usize {
    (word.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 40) as usize
}
