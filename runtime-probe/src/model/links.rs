//! Which groups of memory point to which others.

use super::index::Index;
use super::{Grown, Memory};

/// Blocks of one group that had addresses within blocks of another, or of their own.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Link {
    /// The group that points.
    pub from: u32,
    /// The group that it points to.
    pub to: u32,
    /// Addresses that were found, of those that were looked at.
    pub count: u64,
}

super::memory::zeroed!(Link);

/// All of them that were found.
#[derive(Debug)]
pub(super) struct Links<'m> {
    index: Index<'m>,
    all: Grown<'m, Link>,
}

/// So many are told.
const MOST: usize = 1 << 16;

impl<'m> Links<'m> {
    /// None.
    pub(super) fn new() -> Self {
        Self { index: Index::default(), all: Grown::new() }
    }

    /// One more address was found.
    pub(super) fn add(&mut self, from: u32, to: u32, memory: &mut impl Memory<'m>) -> Option<()> {
        let key = u64::from(from) << 32 | u64::from(to);
        let at = match self.index.get(key) {
            Some(at) => at as usize,
            None if self.all.len() >= MOST => return None,
            None => {
                let at = self.all.push(Link { from, to, count: 0 }, memory)?;
                self.index.put(key, at as u32, memory)?;
                at
            }
        };
        self.all.get_mut(at)?.count += 1;
        Some(())
    }

    /// All of them, in the order in which they were found.
    pub(super) fn iter(&self) -> impl Iterator<Item = &Link> {
        self.all.iter()
    }
}
