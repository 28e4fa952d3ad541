//! What a core has below its L1: the L2, the past of its lines, and which of them each context touched.

use super::account::{AllKinds, AllMissed, Level, at_hand};
use super::below::Below;
use super::history::{Cause, Coming, History};
use super::misses::Miss;
use super::{Footprint, Grown, Memory, Recency, Zeroed};
use crate::machine::Machine;

/// The lower part of a core.
#[derive(Debug)]
pub(super) struct Lower<'m> {
    core: usize,
    history: History<'m>,
    l1d_lines: u32,
    l2: Option<Recency<'m>>,
    l2_bits: u32,
    /// Lines that came into the L2 so far, and how many it holds.
    l2_came: u32,
    l2_lines: u32,
    line_bits: u32,
    page_bits: u32,
    pub(super) missed: AllMissed<'m>,
    pub(super) kinds: AllKinds<'m>,
    /// By context; those that were never touched have none.
    pub(super) footprints: Grown<'m, Option<Footprint<'m>>>,
}

// SAFETY: `Footprint` starts with a reference, whose null makes the `Option` none; it needs no drop.
#[expect(unsafe_code, reason = "see the trait")]
unsafe impl Zeroed for Option<Footprint<'_>> {}

/// Misses whose lines are fetched before they are settled.
const AHEAD: usize = 12;

impl<'m> Lower<'m> {
    /// An empty one; `None` when there is no memory.
    pub(super) fn new(core: usize, machine: &Machine, memory: &mut impl Memory<'m>) -> Option<Self> {
        let line_bits = machine.l1d.line().trailing_zeros();
        let page_bits = machine.page.trailing_zeros();
        Some(Self {
            core,
            history: History::new(line_bits, page_bits),
            l1d_lines: (machine.l1d.bytes() / u64::from(machine.l1d.line())) as u32,
            l2: match &machine.l2 {
                Some(l2) => Some(Recency::new(l2.sets() as usize, l2.ways() as usize, l2.policy(), memory)?),
                None => None,
            },
            l2_bits: machine.l2.map_or(line_bits, |l2| l2.line().trailing_zeros()),
            l2_came: 0,
            l2_lines: machine.l2.map_or(0, |l2| (l2.bytes() / u64::from(l2.line())) as u32),
            line_bits,
            page_bits,
            missed: AllMissed::new(),
            kinds: AllKinds::new(),
            footprints: Grown::new(),
        })
    }

    pub(super) fn has_l2(&self) -> bool {
        self.l2.is_some()
    }

    /// Asks L2 and what is below for lines that came into the L1. What must leave every core for the last of them.
    #[inline(always)]
    pub(super) fn settle(
        &mut self,
        misses: &[Miss],
        below: &mut Below<'m>,
        memory: &mut impl Memory<'m>,
    ) -> Option<(u64, u64)> {
        misses.iter().take(AHEAD).for_each(|miss| self.fetch(miss, below));
        for (nth, miss) in misses.iter().enumerate() {
            if let Some(ahead) = misses.get(nth + AHEAD) {
                self.fetch(ahead, below);
            }
            below.left = None;
            self.settle_one(miss, below, memory);
        }
        below.left.take()
    }

    #[inline(always)]
    fn fetch(&self, miss: &Miss, below: &Below<'m>) {
        below.fetch(miss.address);
        self.history.fetch(miss.page, miss.address);
    }

    #[inline(always)]
    fn settle_one(&mut self, miss: &Miss, below: &mut Below<'m>, memory: &mut impl Memory<'m>) {
        let Miss { address, account, part, context, page, transferred, was_there, is_block } = *miss;
        if was_there {
            if is_block {
                below.walked.change((address, miss.block_size()), part, transferred, memory);
            } else {
                self.note(context, address, below, memory);
            }
            return;
        }
        let (cause, before) = self.history.comes(page, address, context, self.l1d_lines, memory);
        if before != context || cause == Cause::First {
            self.note(context, address, below, memory);
        }
        let cause = if transferred { Cause::Transfer } else { cause };
        let in_l2 = match &mut self.l2 {
            Some(l2) => l2.touch(address >> self.l2_bits).hit,
            None => false,
        };
        let level = if in_l2 { Level::L2 } else { below.ask(address, self.core, memory) };
        let missed = at_hand(&mut self.missed, account, memory);
        let streams =
            missed.is_some_and(|missed| missed.note(address >> self.line_bits, self.line_bits, self.page_bits));
        let conflicts = if in_l2 { (false, false) } else { self.comes_below(page, address, level, below) };
        if let Some(kinds) = at_hand(&mut self.kinds, part, memory) {
            kinds.count(cause, level, streams);
            kinds.l2_conflicts += u64::from(conflicts.0);
            kinds.llc_conflicts += u64::from(conflicts.1);
        }
    }

    /// Notes that a line came into the L2, and into the last level where it came from below that; whether these were conflicts.
    #[inline(always)]
    fn comes_below(&mut self, page: u32, address: u64, level: Level, below: &Below<'m>) -> (bool, bool) {
        self.l2_came = self.l2_came.wrapping_add(1).max(1);
        let l2 = Coming { miss: if self.has_l2() { self.l2_came } else { 0 }, holds: self.l2_lines };
        let came = if level as usize >= Level::Memory as usize { below.came } else { 0 };
        self.history.comes_below(page, address, l2, Coming { miss: came, holds: below.holds })
    }

    #[inline(always)]
    fn note(&mut self, context: u32, address: u64, below: &mut Below<'m>, memory: &mut impl Memory<'m>) {
        let line = address >> self.line_bits;
        // What is outside of every site is not followed.
        if context != 0 {
            below.walked.note(context, line << self.line_bits, 1 << self.line_bits, memory);
        }
        match self.footprints.get_mut(context as usize) {
            Some(Some(footprint)) => footprint.note(line),
            _ => self.note_first(context, line, memory),
        }
    }

    #[cold]
    #[inline(never)]
    fn note_first(&mut self, context: u32, line: u64, memory: &mut impl Memory<'m>) {
        while self.footprints.len() <= context as usize {
            if self.footprints.push(None, memory).is_none() {
                return;
            }
        }
        if let Some(footprint) = self.footprints.get_mut(context as usize) {
            *footprint = Footprint::new(memory);
            if let Some(footprint) = footprint {
                footprint.note(line);
            }
        }
    }

    /// Takes the line at `address` out of the L2; whether it was in.
    pub(super) fn lose(&mut self, address: u64) -> bool {
        self.l2.as_mut().is_some_and(|l2| l2.remove(address >> self.l2_bits).is_some())
    }
}
