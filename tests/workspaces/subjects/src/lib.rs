//! Walks over one thing while each element is looked up in another. Of each there are two: in one the table pays, in the other
//! what is walked.

use std::collections::HashMap;

/// Numbers that a prefetcher does not see coming.
pub struct Dice(pub u64);

impl Dice {
    pub fn roll(&mut self, below: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 16) as usize % below
    }
}

/// Much more than the caches of the machine that is modelled, and little of it.
pub const LARGE: usize = 1 << 17;
pub const SMALL: usize = 16;

pub fn table(length: usize) -> Vec<u64> {
    (0..length as u64).map(|at| at % 251).collect()
}

/// A map with room for so many entries, of which it has some; each says where in a table of `below` numbers to look.
pub fn map(capacity: usize, entries: u64, below: usize) -> HashMap<u64, u32> {
    let mut dice = Dice(77);
    let mut map = HashMap::with_capacity(capacity);
    map.extend((0..entries).map(|id| (id * 7919, dice.roll(below) as u32)));
    map
}
