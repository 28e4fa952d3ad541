//! What lies below the L1s: each core's own levels, and those that all share.

use super::below::Below;
use super::cores::MOST_CORES;
use super::lower::Lower;
use super::misses::Misses;
use super::wide::widely;
use super::{Footprint, Held, Memory};
use crate::machine::Machine;

/// The levels below the L1s of all cores.
#[derive(Debug)]
pub struct Levels<'m, M> {
    memory: M,
    machine: Machine,
    own: [Option<Lower<'m>>; MOST_CORES],
    shared: Below<'m>,
}

impl<'m, M: Memory<'m>> Levels<'m, M> {
    /// Empty ones; `None` when there is no memory for them.
    pub fn new(machine: &Machine, mut memory: M) -> Option<Self> {
        let shared = Below::new(machine, &mut memory)?;
        Some(Self { memory, machine: *machine, own: [const { None }; MOST_CORES], shared })
    }

    widely! {
        /// Asks for what a core missed. First byte and length of what must leave every core for the last of it, if the last
        /// level is inclusive.
        pub fn settle(&mut self, core: usize, misses: &mut Misses) -> Option<(u64, u64)> => settle_all, settle_wide
    }

    #[inline(always)]
    fn settle_all(&mut self, core: usize, misses: &mut Misses) -> Option<(u64, u64)> {
        let own = self.own.get_mut(core)?;
        if own.is_none() {
            *own = Lower::new(core, &self.machine, &mut self.memory);
        }
        own.as_mut()?.settle(misses.take(), &mut self.shared, &mut self.memory)
    }

    /// Takes the line at `address` out of what a core has below its L1; whether it was in.
    pub(super) fn lose(&mut self, core: usize, address: u64) -> bool {
        match self.own.get_mut(core) {
            Some(Some(own)) => own.lose(address),
            _ => false,
        }
    }

    /// Ends the run: what is still allocated is looked at.
    pub(super) fn finish(&mut self) {
        self.shared.walked.finish(&mut self.memory);
    }

    /// Calls `each` with what each context touched of the blocks that were allocated then.
    pub(super) fn blocks(&self, mut each: impl FnMut(u32, &Held)) {
        let held = (0..).zip(self.shared.walked.held.iter());
        held.filter(|(_, held)| held.blocks > 0).for_each(|(context, held)| each(context, held));
    }

    /// Calls `each` with what each context touched of the blocks of each group that were allocated then.
    pub(super) fn blocks_of_groups(&self, mut each: impl FnMut(u32, u32, &Held)) {
        self.shared.walked.of_groups.all.iter().for_each(|of| each(of.context, of.group, &of.held));
    }

    /// What lies below a core, if it ever asked.
    pub(super) fn of(&self, core: usize) -> Option<&Lower<'m>> {
        self.own.get(core)?.as_ref()
    }

    /// Calls `each` with the distinct lines that each context touched, core by core.
    pub(super) fn footprints(&mut self, mut each: impl FnMut(u32, Footprint<'m>)) {
        for lower in self.own.iter_mut().flatten() {
            for (context, footprint) in lower.footprints.iter_mut().enumerate() {
                if let Some(footprint) = footprint.take() {
                    each(context as u32, footprint);
                }
            }
        }
    }
}
