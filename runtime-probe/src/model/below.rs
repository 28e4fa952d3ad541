//! What the cores share: the last-level cache, and the memory nodes behind it.

use super::nodes::Nodes;
use super::{Account, Memory, Recency};
use crate::machine::Machine;

/// The shared part of the memory hierarchy.
#[derive(Debug)]
pub(super) struct Below<'m> {
    llc: Recency<'m>,
    llc_bits: u32,
    page_bits: u32,
    /// By slot of `llc`: the line's number; only of an inclusive cache, which must tell the cores what left it.
    lines: &'m mut [u64],
    nodes: Nodes<'m>,
}

impl<'m> Below<'m> {
    pub(super) fn new(machine: &Machine, memory: &mut impl Memory<'m>) -> Option<Self> {
        let shape = &machine.llc;
        let llc = Recency::new(shape.sets() as usize, shape.ways() as usize, shape.policy(), memory)?;
        Some(Self {
            lines: memory.zeroed(if shape.is_inclusive() { llc.slots() } else { 0 })?,
            llc,
            llc_bits: shape.line().trailing_zeros(),
            page_bits: machine.page.trailing_zeros(),
            nodes: Nodes::new(machine.nodes, memory)?,
        })
    }

    /// Says that the line at `address` will be asked for soon.
    #[inline(always)]
    pub(super) fn expect(&self, address: u64) {
        self.llc.fetch(address >> self.llc_bits);
    }

    /// Asks for the line at `address` on behalf of a core, and books what is found. First byte and length of what must leave
    /// every core for it, if the cache is inclusive.
    #[inline(always)]
    pub(super) fn ask(
        &mut self,
        address: u64,
        core: usize,
        streams: u64,
        account: &mut Account,
        memory: &mut impl Memory<'m>,
    ) -> Option<(u64, u64)> {
        let line = address >> self.llc_bits;
        let touch = self.llc.touch(line);
        if touch.hit {
            return None;
        }
        account.counts.llc_misses += 1;
        account.counts.llc_streamable += streams;
        if self.nodes.are_several() {
            let node = self.nodes.of_core(core);
            let home = self.nodes.home(address >> self.page_bits, node, memory);
            account.counts.remote_misses += u64::from(home != node);
        }
        let left = std::mem::replace(self.lines.get_mut(touch.slot as usize)?, line);
        touch.evicted.then_some((left << self.llc_bits, 1 << self.llc_bits))
    }
}
