//! What all modules make their data with.

/// Numbers that a prefetcher does not see coming.
pub struct Dice(pub u64);

impl Dice {
    pub fn roll(&mut self, below: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 16) as usize % below
    }

    pub fn numbers(&mut self, count: usize) -> Vec<u64> {
        (0..count).map(|_| self.roll(1 << 40) as u64).collect()
    }

    pub fn shuffled<T>(&mut self, mut all: Vec<T>) -> Vec<T> {
        for at in (1..all.len()).rev() {
            all.swap(at, self.roll(at + 1));
        }
        all
    }
}
