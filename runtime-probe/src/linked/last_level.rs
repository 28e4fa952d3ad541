//! The last-level cache that all threads share.

use std::sync::OnceLock;

use super::memory::Arena;
use super::spin::Spin;
use crate::machine::Machine;
use crate::model::lanes::fetch;
use crate::model::{LastLevel, Plan, Recency, last_level};

/// The shared cache; empty until [`build`] made it.
pub(super) struct Shared;

struct Built {
    cache: Option<Recency<'static>>,
    line_bits: u32,
}

static SHARED: Spin<Built> = Spin::new(Built { cache: None, line_bits: 6 });

/// Where its sets lie, and the bits of a line: known without the lock.
static PLAN: OnceLock<(Plan, u32)> = OnceLock::new();

pub(super) fn build(machine: &Machine) {
    let line_bits = machine.llc.line().trailing_zeros();
    let cache = last_level(machine, &mut Arena::new());
    if let Some(cache) = &cache {
        PLAN.get_or_init(|| (cache.plan(), line_bits));
    }
    *SHARED.hold() = Built { cache, line_bits };
}

impl LastLevel for Shared {
    /// The model's last level is as large as a real one, so what it keeps of a line is seldom at hand when it is needed;
    /// nor is the program's own data, which it will want next. Both are fetched while the upper levels are looked up.
    #[inline]
    fn expect(&self, address: u64) {
        fetch(address as usize);
        if let Some((plan, line_bits)) = PLAN.get() {
            fetch(plan.set(address >> line_bits));
        }
    }

    fn holds(&self, address: u64) -> bool {
        let mut built = SHARED.hold();
        let line = address >> built.line_bits;
        built.cache.as_mut().is_some_and(|cache| cache.touch(line).hit)
    }
}
