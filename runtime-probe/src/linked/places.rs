//! From (context, return address) to the account it is booked on.

use super::memory::{Grown, Zeroed, map};
use crate::model::Account;

#[derive(Clone, Copy)]
struct Slot {
    address: u64,
    context: u32,
    /// Index into the accounts plus one; 0 is empty.
    account: u32,
}

// SAFETY: integers.
unsafe impl Zeroed for Slot {}

#[derive(Clone, Copy)]
pub(super) struct Key {
    pub(super) address: u64,
    pub(super) context: u32,
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

    /// The account of a place.
    #[inline(always)]
    pub(super) fn account(&mut self, context: u32, address: u64) -> u32 {
        let mut at = hash(context, address);
        loop {
            let slot = &self.table[at & (self.table.len() - 1)];
            if slot.address == address && slot.context == context && slot.account != 0 {
                return slot.account - 1;
            }
            if slot.account == 0 {
                return self.first_time(context, address);
            }
            at += 1;
        }
    }

    #[inline(never)]
    fn first_time(&mut self, context: u32, address: u64) -> u32 {
        if self.keys.len() * 2 >= self.table.len() && !self.widen() {
            return 0;
        }
        let Some(account) = self.add(Key { address, context }) else { return 0 };
        self.insert(Slot { address, context, account: account + 1 });
        account
    }

    fn add(&mut self, key: Key) -> Option<u32> {
        self.accounts.push(Account::default())?;
        Some(self.keys.push(key)? as u32)
    }

    fn insert(&mut self, slot: Slot) {
        let mask = self.table.len() - 1;
        let mut at = hash(slot.context, slot.address);
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
        self.table.fill(Slot { address: 0, context: 0, account: 0 });
        self.keys.clear();
        self.accounts.clear();
        self.add(Key { address: 0, context: 0 });
    }
}

#[inline(always)]
fn hash(context: u32, address: u64) -> usize {
    let mixed = (address ^ u64::from(context).rotate_left(40)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    (mixed >> 40) as usize
}
