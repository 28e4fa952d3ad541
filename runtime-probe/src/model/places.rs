//! From (context, return address) to the account it is booked on.

use super::{Account, Grown, Memory};

/// A place: an instruction in a context.
#[derive(Clone, Copy, Debug, Default)]
pub struct Key {
    /// The return address of its callback.
    pub address: u64,
    /// The context.
    pub context: u32,
}

#[derive(Clone, Copy, Debug, Default)]
struct Slot {
    /// See [`Key::word`].
    word: u64,
    /// Index into the accounts plus one; 0 is empty.
    account: u64,
    /// Loads and stores: kept here and not in the account, for they are all that most accesses book.
    accesses: [u64; 2],
}

super::memory::zeroed!(Key, Slot, Account);

impl Key {
    /// Both in one word: return addresses of a program have 48 bits, contexts 16.
    #[inline(always)]
    fn word(self) -> u64 {
        self.address ^ u64::from(self.context) << 48
    }
}

/// The places of a core and their accounts. Account 0 belongs to no place: it takes what there is no memory to tell apart.
#[derive(Debug)]
pub(super) struct Places<'m> {
    table: &'m mut [Slot],
    /// What each account is of.
    pub(super) keys: Grown<'m, Key>,
    /// What was booked.
    pub(super) accounts: Grown<'m, Account>,
}

const FIRST_SLOTS: usize = 1024;

impl<'m> Places<'m> {
    /// No place yet; `None` when there is no memory.
    pub(super) fn new(memory: &mut impl Memory<'m>) -> Option<Self> {
        let mut places = Self { table: memory.zeroed(FIRST_SLOTS)?, keys: Grown::new(), accounts: Grown::new() };
        places.add(Key::default(), memory)?;
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
    pub(super) fn account(&mut self, key: Key, accesses: [u64; 2], memory: &mut impl Memory<'m>) -> u32 {
        let word = key.word();
        let mut at = hash(word);
        loop {
            let mask = self.table.len() - 1;
            let slot = &mut self.table[at & mask];
            if slot.account == 0 {
                return self.first_time(key, accesses, memory);
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
    fn first_time(&mut self, key: Key, accesses: [u64; 2], memory: &mut impl Memory<'m>) -> u32 {
        let room = self.keys.len() * 2 < self.table.len() || self.widen(memory);
        let Some(account) = room.then(|| self.add(key, memory)).flatten() else {
            self.book(0, accesses);
            return 0;
        };
        insert(self.table, Slot { word: key.word(), account: u64::from(account) + 1, accesses });
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

    fn add(&mut self, key: Key, memory: &mut impl Memory<'m>) -> Option<u32> {
        self.accounts.push(Account::default(), memory)?;
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
