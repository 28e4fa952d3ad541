//! From a number to another one: a hash table that grows.

use super::Memory;

/// Numbers by keys: open addressing.
#[derive(Debug, Default)]
pub(super) struct Index<'m> {
    /// A value, and its key plus one; 0 is empty.
    table: &'m mut [(u32, u64)],
    held: usize,
}

const FIRST_SLOTS: usize = 1024;

impl<'m> Index<'m> {
    /// What was put in under a key.
    #[inline]
    pub(super) fn get(&self, key: u64) -> Option<u32> {
        let at = slot(self.table, key)?;
        self.table.get(at).filter(|held| held.1 != 0).map(|held| held.0)
    }

    /// Puts a value in under a key that has none; `None` when there is no memory.
    pub(super) fn put(&mut self, key: u64, value: u32, memory: &mut impl Memory<'m>) -> Option<()> {
        if self.held * 2 >= self.table.len() {
            let wider = memory.zeroed((self.table.len() * 2).max(FIRST_SLOTS))?;
            for held in self.table.iter().filter(|held| held.1 != 0) {
                let at = slot(wider, held.1 - 1)?;
                wider[at] = *held;
            }
            self.table = wider;
        }
        let at = slot(self.table, key)?;
        self.table[at] = (value, key + 1);
        self.held += 1;
        Some(())
    }

    /// All keys and their values.
    pub(super) fn iter(&self) -> impl Iterator<Item = (u64, u32)> {
        self.table.iter().filter(|held| held.1 != 0).map(|held| (held.1 - 1, held.0))
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.held
    }
}

/// The slot that a key has, or would have.
#[inline]
fn slot(table: &[(u32, u64)], key: u64) -> Option<usize> {
    let mask = table.len().checked_sub(1)?;
    let mut at = (key.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32) as usize & mask;
    while table[at].1 != 0 && table[at].1 != key + 1 {
        at = (at + 1) & mask;
    }
    Some(at)
}
