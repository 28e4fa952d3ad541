//! A machine that runs a program's events: its cores, and the levels below them.

use super::callers::Sampled;
use super::cores::Cores;
use super::event::Event;
use super::levels::Levels;
use super::misses::Misses;
use super::sharing::Sharing;
use super::{Account, Footprint, Group, Heap, Held, Key, Link, Memory};
use crate::counts::Counts;
use crate::machine::Machine;

/// A machine that runs a program's events.
#[derive(Debug)]
pub struct Simulation<'m, M> {
    cores: Cores<'m, M>,
    levels: Levels<'m, M>,
    misses: Misses,
}

impl<'m, M: Memory<'m>> Simulation<'m, M> {
    /// A machine at rest; `None` when there is no memory for it.
    pub fn new(machine: &Machine, memory: impl Fn() -> M) -> Option<Self> {
        Some(Self::of(Cores::new(machine, memory()), Levels::new(machine, memory())?))
    }

    /// The machine that has these, which may have run events apart.
    pub fn of(cores: Cores<'m, M>, levels: Levels<'m, M>) -> Self {
        Self { cores, levels, misses: Misses::new() }
    }

    /// The machine.
    pub fn machine(&self) -> &Machine {
        self.cores.machine()
    }

    /// Runs the events of a thread, which come after all that were run before. `thread` is 0 for the first.
    pub fn run(&mut self, thread: usize, events: &[Event]) {
        let Some(core) = self.cores.apart(thread) else {
            return self.cores.run_together(thread, events, &mut self.levels);
        };
        let mut rest = events;
        loop {
            let run = self.cores.run(core, rest, &mut self.misses);
            rest = rest.get(run..).unwrap_or_default();
            let at_end = rest.is_empty() && !self.misses.is_full() && !self.cores.asks(core);
            self.levels.settle(core, &mut self.misses);
            self.cores.answer(core, &mut self.levels);
            if at_end {
                return;
            }
        }
    }

    /// Ends the run: what was still in the caches is booked. Nothing may be run afterwards.
    pub fn finish(&mut self) {
        self.cores.finish();
        self.levels.finish();
    }

    /// Calls `each` with every place and what was booked on it, core by core; a place may come more than once.
    pub fn places(&self, mut each: impl FnMut(Key, &Account)) {
        for (number, core) in self.cores.each() {
            for (key, account) in core.places(self.levels.of(number)) {
                if account.counts != Counts::default() {
                    each(*key, &account);
                }
            }
        }
    }

    /// Calls `each` with the groups of memory that are told apart, and their numbers.
    pub fn groups(&self, mut each: impl FnMut(u32, &Group)) {
        self.cores.groups().iter().for_each(|(number, group)| each(number, group));
    }

    /// Calls `each` with the groups of memory that point to others, or to themselves.
    pub fn links(&self, each: impl FnMut(&Link)) {
        self.cores.groups().links().for_each(each);
    }

    /// Calls `look` with address and bytes of blocks that are allocated now, at most so many of a group, and notes the
    /// addresses that it tells of each.
    pub fn look_at_live(&mut self, most: u32, look: impl FnMut(u64, u64, &mut dyn FnMut(u64))) {
        self.cores.look_at_live(most, look);
    }

    /// Calls `each` with every place, the group of memory that it accessed first or missed in, and what was booked then, core by core; both may
    /// come more than once. Group 0 is what could not be told apart.
    pub fn touched(&self, mut each: impl FnMut(Key, u32, &Counts)) {
        for (number, core) in self.cores.each() {
            for (key, group, counts) in core.parts(self.levels.of(number)) {
                if group != 0 || counts != Counts::default() {
                    each(*key, group, &counts);
                }
            }
        }
    }

    /// Calls `each` with what was sampled of each place and chain of callers, core by core; both may come more than once.
    pub fn sampled(&self, mut each: impl FnMut(&Sampled)) {
        for (_, core) in self.cores.each() {
            core.callers.rows.iter().for_each(&mut each);
        }
    }

    /// Calls `each` with the distinct lines that each context touched, core by core.
    pub fn footprints(&mut self, each: impl FnMut(u32, Footprint<'m>)) {
        self.levels.footprints(each);
    }

    /// Calls `each` with what was allocated in each context, and the distinct pages it lies in, core by core.
    pub fn allocations(&mut self, each: impl FnMut(u32, Heap, Footprint<'m>)) {
        self.cores.allocations(each);
    }

    /// Calls `each` with what each context touched of the blocks that were allocated then.
    pub fn blocks(&self, each: impl FnMut(u32, &Held)) {
        self.levels.blocks(each);
    }

    /// Calls `each` with what each context touched of the blocks of each group that were allocated then.
    pub fn blocks_of_groups(&self, each: impl FnMut(u32, u32, &Held)) {
        self.levels.blocks_of_groups(each);
    }

    /// Calls `each` with who got lines back and from whom: both places, and what is known of them.
    pub fn sharings(&self, each: impl FnMut(Key, Key, &Sharing)) {
        self.cores.sharings(each);
    }
}
