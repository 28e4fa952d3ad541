//! Who called: of some accesses the chain of callers is known, and how many of them missed.

use super::index::Index;
use super::places::Key;
use super::{Grown, Memory};

/// What the samples of a place and a chain of callers have seen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sampled {
    /// The place, and the context.
    pub key: Key,
    /// The chain's number.
    pub chain: u32,
    /// Samples.
    pub samples: u64,
    /// Those that were not in the L1d.
    pub misses: u64,
}

super::memory::zeroed!(Sampled);

/// The samples of a core.
#[derive(Debug)]
pub(super) struct Callers<'m> {
    /// From a place in a context to its number.
    places: Index<'m>,
    /// From that number and a chain to the row.
    rows_by_chain: Index<'m>,
    pub(super) rows: Grown<'m, Sampled>,
}

impl<'m> Callers<'m> {
    /// No sample yet.
    pub(super) fn new() -> Self {
        Self { places: Index::default(), rows_by_chain: Index::default(), rows: Grown::new() }
    }

    /// Notes a sample; where there is no memory for it, nothing.
    #[cold]
    pub(super) fn note(&mut self, key: Key, chain: u32, missed: bool, memory: &mut impl Memory<'m>) {
        if let Some(row) = self.row(key, chain, memory).and_then(|row| self.rows.get_mut(row as usize)) {
            row.samples += 1;
            row.misses += u64::from(missed);
        }
    }

    fn row(&mut self, key: Key, chain: u32, memory: &mut impl Memory<'m>) -> Option<u32> {
        let word = key.place.within(u64::from(key.context));
        let place = match self.places.get(word) {
            Some(place) => place,
            None => {
                let next = self.places.len() as u32;
                self.places.put(word, next, memory)?;
                next
            }
        };
        let of_chain = u64::from(place) << 16 | u64::from(chain);
        match self.rows_by_chain.get(of_chain) {
            Some(row) => Some(row),
            None => {
                let row = self.rows.push(Sampled { key, chain, ..Sampled::default() }, memory)? as u32;
                self.rows_by_chain.put(of_chain, row, memory)?;
                Some(row)
            }
        }
    }
}
