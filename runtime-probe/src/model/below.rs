//! What the cores share: the last-level cache, and the memory nodes behind it.

use super::account::Level;
use super::blocks::Walked;
use super::nodes::Nodes;
use super::{Memory, Recency};
use crate::machine::Machine;

/// The shared part of the memory hierarchy.
#[derive(Debug)]
pub(super) struct Below<'m> {
    llc: Recency<'m>,
    llc_bits: u32,
    page_bits: u32,
    /// Lines that came in so far, and how many it holds.
    pub(super) came: u32,
    pub(super) holds: u32,
    /// First byte and length of what left an inclusive cache last, and must leave every core.
    pub(super) left: Option<(u64, u64)>,
    /// By slot of `llc`: the line's number plus one; only of an inclusive cache, which must tell the cores what left it.
    lines: &'m mut [u64],
    nodes: Nodes<'m>,
    pub(super) walked: Walked<'m>,
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
            came: 0,
            left: None,
            holds: (shape.bytes() / u64::from(shape.line())) as u32,
            nodes: Nodes::new(machine.nodes, memory)?,
            walked: Walked::new(),
        })
    }

    /// Asks the real machine for what is kept of the line at `address`, which will be asked for soon.
    #[inline(always)]
    pub(super) fn fetch(&self, address: u64) {
        self.llc.fetch(address >> self.llc_bits);
    }

    /// Asks for the line at `address` on behalf of a core: where it was found. What must leave every core for it, if the cache is
    /// inclusive, is [`Below::left`].
    #[inline(always)]
    pub(super) fn ask(&mut self, address: u64, core: usize, memory: &mut impl Memory<'m>) -> Level {
        let line = address >> self.llc_bits;
        let touch = self.llc.touch(line);
        if touch.hit {
            return Level::Last;
        }
        self.came = self.came.wrapping_add(1).max(1);
        let mut level = Level::Memory;
        if self.nodes.are_several() {
            let node = self.nodes.of_core(core);
            if self.nodes.home(address >> self.page_bits, node, memory) != node {
                level = Level::Remote;
            }
        }
        if let Some(held) = self.lines.get_mut(touch.slot as usize) {
            let left = std::mem::replace(held, line + 1);
            self.left = left.checked_sub(1).map(|left| (left << self.llc_bits, 1 << self.llc_bits));
        }
        level
    }
}
