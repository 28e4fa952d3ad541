//! One set-associative structure with true LRU replacement: a cache or a TLB, without what it holds.

use super::Words;

/// Keys (line or page numbers) in sets, the most recently used first.
///
/// Each key also owns a *slot*, a number below `sets × ways` that stays its own until it leaves: the place where a
/// caller keeps what belongs to the key. So a hit moves one word per way and never the payload.
#[derive(Debug)]
pub struct Recency<'m> {
    /// Set by set, ways in order of recency: `(key + 1) << SLOT_BITS | way number of the slot`; a key field of 0 is empty.
    entries: &'m mut [u64],
    ways: usize,
    set_mask: u64,
}

/// What became of a key that was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Touch {
    /// It was there.
    Hit {
        /// Its slot.
        slot: usize,
    },
    /// It was not, and is now.
    Miss {
        /// Its slot.
        slot: usize,
        /// Whether another key had to leave that slot.
        evicted: bool,
    },
}

const SLOT_BITS: u32 = 10;
const SLOT_MASK: u64 = (1 << SLOT_BITS) - 1;

impl<'m> Recency<'m> {
    /// An empty structure. `sets` is a power of two, `ways` at most 1024 (as [`Machine`](crate::machine::Machine) makes
    /// sure); `None` when there is no memory for it.
    pub fn new(sets: usize, ways: usize, words: &mut impl Words<'m>) -> Option<Self> {
        let ways = ways.clamp(1, 1 << SLOT_BITS);
        let sets = sets.max(1).next_power_of_two();
        Some(Self { entries: words.zeroed(sets * ways)?, ways, set_mask: sets as u64 - 1 })
    }

    /// The same with a slot for each key, for callers that keep something with it.
    pub fn with_slots(sets: usize, ways: usize, words: &mut impl Words<'m>) -> Option<Self> {
        let built = Self::new(sets, ways, words)?;
        let ways = built.ways;
        for (nth, entry) in built.entries.iter_mut().enumerate() {
            *entry = (nth % ways) as u64;
        }
        Some(built)
    }

    /// Number of slots.
    pub fn slots(&self) -> usize {
        self.entries.len()
    }

    /// Asks for `key`, which becomes the most recently used of its set.
    #[inline(always)]
    pub fn touch(&mut self, key: u64) -> Touch {
        let set = (key & self.set_mask) as usize * self.ways;
        let first = self.entries[set];
        if first >> SLOT_BITS == Self::stored(key) {
            return Touch::Hit { slot: set + (first & SLOT_MASK) as usize };
        }
        self.touch_further(key, set)
    }

    #[inline(never)]
    fn touch_further(&mut self, key: u64, set: usize) -> Touch {
        let stored = Self::stored(key);
        let row = &mut self.entries[set..set + self.ways];
        let found = row.iter().position(|entry| entry >> SLOT_BITS == stored);
        let way = found.unwrap_or(row.len() - 1);
        let old = row[way];
        for at in (0..way).rev() {
            row[at + 1] = row[at];
        }
        row[0] = stored << SLOT_BITS | old & SLOT_MASK;
        let slot = set + (old & SLOT_MASK) as usize;
        match found {
            Some(_) => Touch::Hit { slot },
            None => Touch::Miss { slot, evicted: old >> SLOT_BITS != 0 },
        }
    }

    /// Forgets every key.
    pub fn clear(&mut self) {
        for entry in self.entries.iter_mut() {
            *entry &= SLOT_MASK;
        }
    }

    /// The slots that keys own now.
    pub fn held(&self) -> impl Iterator<Item = usize> {
        self.entries
            .iter()
            .enumerate()
            .filter(|(_, entry)| **entry >> SLOT_BITS != 0)
            .map(|(nth, entry)| nth / self.ways * self.ways + (entry & SLOT_MASK) as usize)
    }

    /// A key as an entry holds it: never 0, and within the bits that an entry has for it.
    #[inline(always)]
    fn stored(key: u64) -> u64 {
        key.wrapping_add(1) & (!0 >> SLOT_BITS)
    }
}
