//! From (context, return address) to the account it is booked on.

use super::memory::{Grown, Zeroed, map};
use crate::model::Account;

#[derive(Clone, Copy)]
struct Slot {
    /// See [`Key::word`].
    word: u64,
    /// Index into the accounts plus one; 0 is empty.
    account: u64,
    /// Kept here and not in the account, for it is all that most accesses book.
    accesses: [u64; 2],
}

// SAFETY: integers.
unsafe impl Zeroed for Slot {}

#[derive(Clone, Copy)]
pub(super) struct Key {
    pub(super) address: u64,
    pub(super) context: u32,
}

impl Key {
    /// Both in one word: return addresses of a program have 48 bits, contexts 16.
    #[inline(always)]
    fn word(self) -> u64 {
        self.address ^ u64::from(self.context) << 48
    }
}

// SAFETY: integers.
unsafe impl Zeroed for Key {}
// SAFETY: integers.
unsafe impl Zeroed for Account {}

/// The places of a thread and their accounts. Account 0 belongs to no place: it takes what there is no memory to tell apart.
pub(super) struct Places {
    table: &'static mut [Slot],
    pub(super) keys: Grown<Key>,
    pub(super) accounts: Grown<Account>,
}

const FIRST_SLOTS: usize = 1024;

impl Places {
    pub(super) fn new() -> Option<Self> {
        let mut places = Self { table: map(FIRST_SLOTS)?, keys: Grown::new(), accounts: Grown::new() };
        places.add(Key { address: 0, context: 0 })?;
        Some(places)
    }

    /// Where the loads (0) and stores (1) of a place are counted, if the first look finds it.
    #[inline(always)]
    pub(super) fn accesses_at_hand(&mut self, context: u32, address: u64) -> Option<&mut [u64; 2]> {
        let word = Key { address, context }.word();
        let at = hash(word) & self.table.len().wrapping_sub(1);
        let slot = self.table.get_mut(at)?;
        (slot.word == word).then_some(&mut slot.accesses)
    }

    /// Counts accesses of a place; its account.
    pub(super) fn account(&mut self, context: u32, address: u64, accesses: [u64; 2]) -> u32 {
        let word = Key { address, context }.word();
        let mut at = hash(word);
        loop {
            let mask = self.table.len() - 1;
            let slot = &mut self.table[at & mask];
            if slot.account == 0 {
                return self.first_time(Key { address, context }, accesses);
            }
            if slot.word == word {
                slot.accesses[0] += accesses[0];
                slot.accesses[1] += accesses[1];
                return slot.account as u32 - 1;
            }
            at += 1;
        }
    }

    #[cold]
    fn first_time(&mut self, key: Key, accesses: [u64; 2]) -> u32 {
        let room = self.keys.len() * 2 < self.table.len() || self.widen();
        let Some(account) = room.then(|| self.add(key)).flatten() else {
            self.book(0, accesses);
            return 0;
        };
        self.insert(Slot { word: key.word(), account: u64::from(account) + 1, accesses });
        account
    }

    fn book(&mut self, account: usize, [loads, stores]: [u64; 2]) {
        if let Some(account) = self.accounts.get_mut(account) {
            account.counts.loads += loads;
            account.counts.stores += stores;
        }
    }

    /// Takes the loads and stores over into the accounts: the end of the run.
    pub(super) fn finish(&mut self) {
        for at in 0..self.table.len() {
            let Slot { account, accesses, .. } = self.table[at];
            if account > 0 {
                self.book(account as usize - 1, accesses);
                self.table[at].accesses = [0, 0];
            }
        }
    }

    fn add(&mut self, key: Key) -> Option<u32> {
        self.accounts.push(Account::default())?;
        Some(self.keys.push(key)? as u32)
    }

    fn insert(&mut self, slot: Slot) {
        let mask = self.table.len() - 1;
        let mut at = hash(slot.word);
        while self.table[at & mask].account != 0 {
            at += 1;
        }
        self.table[at & mask] = slot;
    }

    /// Doubles the table; `false` when there is no memory.
    fn widen(&mut self) -> bool {
        let Some(wider) = map(self.table.len() * 2) else { return false };
        for slot in std::mem::replace(&mut self.table, wider).iter().filter(|slot| slot.account != 0) {
            self.insert(*slot);
        }
        true
    }

    /// Forgets every place.
    pub(super) fn clear(&mut self) {
        self.table.fill(Slot { word: 0, account: 0, accesses: [0, 0] });
        self.keys.clear();
        self.accounts.clear();
        self.add(Key { address: 0, context: 0 });
    }
}

#[inline(always)]
fn hash(word: u64) -> usize {
    (word.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 40) as usize
}
