//! From (context, return address) to the account it is booked on.

use super::memory::{Grown, Zeroed, map};
use crate::model::Account;

#[derive(Clone, Copy)]
struct Slot {
    /// See [`Key::word`].
    word: u64,
    /// Index into the accounts plus one; 0 is empty.
    account: u64,
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

    /// The account of a place where the first look finds it.
    #[inline(always)]
    pub(super) fn account_at_hand(&self, context: u32, address: u64) -> Option<u32> {
        let word = Key { address, context }.word();
        let slot = self.table.get(hash(word) & self.table.len().wrapping_sub(1))?;
        (slot.word == word && slot.account != 0).then(|| slot.account as u32 - 1)
    }

    /// The account of a place.
    pub(super) fn account(&mut self, context: u32, address: u64) -> u32 {
        let word = Key { address, context }.word();
        let mut at = hash(word);
        loop {
            let slot = &self.table[at & (self.table.len() - 1)];
            if slot.account == 0 {
                return self.first_time(Key { address, context });
            }
            if slot.word == word {
                return slot.account as u32 - 1;
            }
            at += 1;
        }
    }

    fn first_time(&mut self, key: Key) -> u32 {
        if self.keys.len() * 2 >= self.table.len() && !self.widen() {
            return 0;
        }
        let Some(account) = self.add(key) else { return 0 };
        self.insert(Slot { word: key.word(), account: u64::from(account) + 1 });
        account
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
        self.table.fill(Slot { word: 0, account: 0 });
        self.keys.clear();
        self.accounts.clear();
        self.add(Key { address: 0, context: 0 });
    }
}

#[inline(always)]
fn hash(word: u64) -> usize {
    (word.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 40) as usize
}
