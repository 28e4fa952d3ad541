//! The last-level cache that all threads share.

use super::memory::Arena;
use super::spin::Spin;
use crate::machine::Machine;
use crate::model::{LastLevel, Recency, last_level};

/// The shared cache; empty until [`build`] made it.
pub(super) struct Shared;

struct Built {
    cache: Option<Recency<'static>>,
    line_bits: u32,
}

static SHARED: Spin<Built> = Spin::new(Built { cache: None, line_bits: 6 });

pub(super) fn build(machine: &Machine) {
    *SHARED.hold() =
        Built { cache: last_level(machine, &mut Arena::new()), line_bits: machine.llc.line().trailing_zeros() };
}

impl LastLevel for Shared {
    fn holds(&self, address: u64) -> bool {
        let mut built = SHARED.hold();
        let line = address >> built.line_bits;
        built.cache.as_mut().is_some_and(|cache| cache.touch(line).hit)
    }
}
