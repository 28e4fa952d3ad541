//! The memory model: a pure function of the accesses it is shown (address, size, who). No operating system, no clock,
//! and no allocation once it is built: its tables are words that the caller provides.
//!
//! Caches and TLBs are set-associative with true LRU replacement, allocate on reads and writes alike, and hold lines
//! only (no write-back traffic). Levels are neither inclusive nor exclusive. L1, L2 and the TLBs are private to a
//! [`Core`]; the [`LastLevel`] is shared.

mod account;
mod core;
mod footprint;
pub(crate) mod lanes;
mod recency;

pub use self::account::Account;
pub use self::core::{Core, Hit, Line, Page, Recent, Who};
pub use self::footprint::Footprint;
pub use self::recency::{MOST_WAYS, Plan, Recency, Row, Touch};

use crate::machine::Machine;

/// The cache that all cores share.
pub trait LastLevel {
    /// Asks for the line at `address`; whether it was there. It is afterwards.
    fn holds(&self, address: u64) -> bool;

    /// Says that the line at `address` may be asked for soon. Changes nothing.
    fn expect(&self, _address: u64) {}
}

/// Memory for the model's tables, which lives as long as they; `None` when there is no more.
///
/// Everything comes as it is by default, which for all types here is all zeros.
pub trait Words<'m> {
    /// `count` words.
    fn words(&mut self, count: usize) -> Option<&'m mut [u64]>;
    /// `count` rows.
    fn rows(&mut self, count: usize) -> Option<&'m mut [Row]>;
    /// `count` lines.
    fn lines(&mut self, count: usize) -> Option<&'m mut [Line]>;
    /// `count` pages.
    fn pages(&mut self, count: usize) -> Option<&'m mut [Page]>;
    /// `count` recent lines.
    fn recents(&mut self, count: usize) -> Option<&'m mut [Recent]>;
}

/// The last-level cache of a machine, to be put behind whatever makes it shared.
pub fn last_level<'m>(machine: &Machine, words: &mut impl Words<'m>) -> Option<Recency<'m>> {
    Recency::new(machine.llc.sets() as usize, machine.llc.ways() as usize, words)
}
