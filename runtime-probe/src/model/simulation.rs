//! All cores of a machine, what they share, and the way of an event through them.

use super::below::Below;
use super::core::Core;
use super::event::Event;
use super::heap::Allocations;
use super::lower::Lower;
use super::misses::Misses;
use super::piece::{Found, Parted, Piece, Pieces};
use super::sharing::{Directory, Sharing, Told, Transfers, Writer};
use super::{Account, Footprint, Heap, Key, Memory};
use crate::counts::Counts;
use crate::machine::Machine;

/// Cores that are told apart; a thread beyond that many shares one.
pub const MOST_CORES: usize = 64;

/// A machine that runs a program's events.
#[derive(Debug)]
pub struct Simulation<'m, M> {
    memory: M,
    machine: Machine,
    cores: [Option<Core<'m>>; MOST_CORES],
    lowers: [Option<Lower<'m>>; MOST_CORES],
    misses: Misses,
    below: Below<'m>,
    /// Once there are two cores.
    directory: Option<Directory<'m>>,
    transfers: Option<Transfers<'m>>,
}

impl<'m, M: Memory<'m>> Simulation<'m, M> {
    /// A machine at rest; `None` when there is no memory for it.
    pub fn new(machine: &Machine, mut memory: M) -> Option<Self> {
        Some(Self {
            machine: *machine,
            cores: [const { None }; MOST_CORES],
            lowers: [const { None }; MOST_CORES],
            misses: Misses::new(),
            below: Below::new(machine, &mut memory)?,
            directory: None,
            transfers: None,
            memory,
        })
    }

    /// The machine.
    pub fn machine(&self) -> &Machine {
        &self.machine
    }

    /// Runs the events of a thread, which come after all that were run before. `thread` is 0 for the first.
    pub fn run(&mut self, thread: usize, events: &[Event]) {
        #[cfg(target_arch = "x86_64")]
        if std::arch::is_x86_feature_detected!("avx2")
            && std::arch::is_x86_feature_detected!("bmi1")
            && std::arch::is_x86_feature_detected!("bmi2")
            && std::arch::is_x86_feature_detected!("popcnt")
            && std::arch::is_x86_feature_detected!("lzcnt")
        {
            #[expect(unsafe_code, reason = "the same code, compiled for processors that have more instructions")]
            // SAFETY: this one has them.
            unsafe {
                return self.run_wide(thread, events);
            }
        }
        self.run_anywhere(thread, events);
    }

    #[cfg(target_arch = "x86_64")]
    #[target_feature(enable = "avx2,bmi1,bmi2,popcnt,lzcnt")]
    fn run_wide(&mut self, thread: usize, events: &[Event]) {
        self.run_anywhere(thread, events);
    }

    #[inline(always)]
    fn run_anywhere(&mut self, thread: usize, events: &[Event]) {
        let core = thread % MOST_CORES;
        if self.cores[core].is_none() && self.add_core(core).is_none() {
            return;
        }
        if self.directory.is_some() || self.machine.llc.is_inclusive() {
            return self.run_among_others(core, events);
        }
        let mut rest = events;
        loop {
            let Some(own) = &mut self.cores[core] else { return };
            let run = own.run(rest, &mut self.misses, &mut self.memory);
            rest = rest.get(run..).unwrap_or_default();
            let at_end = rest.is_empty() && !self.misses.is_full();
            self.settle(core);
            if at_end {
                return;
            }
        }
    }

    /// The same where a line that comes in, or is written, may concern other cores.
    fn run_among_others(&mut self, core: usize, events: &[Event]) {
        let mut rest = events;
        loop {
            let Some(own) = self.cores[core].as_mut() else { return };
            let Some((event, later)) = rest[own.hits(rest)..].split_first() else { break };
            rest = later;
            let Some((access, account)) = own.accessed(*event, &mut self.memory) else { continue };
            let (line_bits, grain_bits) = own.bits();
            let mut pieces = Pieces::of(access, account);
            while pieces.are_left() {
                self.piece(core, pieces.next(line_bits, grain_bits));
            }
        }
        // What other cores do next must find the levels below as this one left them.
        self.settle(core);
    }

    /// Lets no line wait any longer; what must leave every core for the last of them.
    #[inline(always)]
    fn settle(&mut self, core: usize) -> Option<(u64, u64)> {
        let lower = self.lowers[core].as_mut()?;
        lower.settle(self.misses.take(), &mut self.below, &mut self.memory)
    }

    #[cold]
    fn add_core(&mut self, core: usize) -> Option<()> {
        let mut added = Core::new(&self.machine, &mut self.memory)?;
        let lower = Lower::new(core, &self.machine, &mut self.memory)?;
        if self.directory.is_none() && self.cores.iter().any(Option::is_some) {
            let mut directory = Directory::new(&mut self.memory)?;
            self.transfers = Some(Transfers::new(&mut self.memory)?);
            for (number, other) in self.cores.iter_mut().enumerate() {
                let Some(other) = other else { continue };
                other.shares = true;
                for line in other.held() {
                    directory.ask(number, line, None);
                }
            }
            self.directory = Some(directory);
        }
        added.shares = self.directory.is_some();
        self.cores[core] = Some(added);
        self.lowers[core] = Some(lower);
        Some(())
    }

    fn piece(&mut self, core: usize, piece: Piece) {
        if self.misses.is_full() {
            self.settle(core);
        }
        let Some(own) = &mut self.cores[core] else { return };
        match own.piece(piece, &mut self.misses, &mut self.memory) {
            Found::Hit => {}
            Found::Barred { slot } => _ = self.ask(core, piece, slot),
            Found::Missed { slot, mut miss } => {
                miss.transferred = self.directory.is_some() && self.ask(core, piece, slot);
                self.misses.push(miss);
                if self.machine.llc.is_inclusive() {
                    self.make_way(core);
                }
            }
        }
    }

    /// Lets a line through that an inclusive last level is asked for: what leaves it leaves the cores too.
    fn make_way(&mut self, core: usize) {
        let Some((first, length)) = self.settle(core) else { return };
        let line = u64::from(self.machine.l1d.line());
        for core in 0..MOST_CORES {
            for address in (first..first + length).step_by(line as usize) {
                self.lose(core, address / line);
            }
            self.parted(core);
        }
    }

    /// Takes a line out of a core; whether it was there.
    fn lose(&mut self, core: usize, line: u64) -> bool {
        let in_l1 = self.cores[core].as_mut().is_some_and(|core| core.lose(line));
        let address = line * u64::from(self.machine.l1d.line());
        let in_l2 = self.lowers[core].as_mut().is_some_and(|lower| lower.lose(address));
        in_l1 || in_l2
    }

    /// Asks the other cores for a line that came in or is to be written; whether this one had lost it to them.
    #[inline(never)]
    fn ask(&mut self, core: usize, piece: Piece, slot: u32) -> bool {
        self.parted(core);
        let Piece { address, store, account, .. } = piece;
        let Some(own) = &self.cores[core] else { return false };
        let line = own.number(address);
        let Some(directory) = &mut self.directory else { return false };
        if let Some(owner) = directory.owner(core, line)
            && let Some(other) = &self.cores[owner]
        {
            let written = other.written(line);
            directory.wrote(owner, line, written);
        }
        let told = directory.ask(core, line, store.then_some(Writer { core, account }));
        self.tell(line, store, &told);
        let Some(own) = &mut self.cores[core] else { return false };
        if store || told.others != 0 {
            own.bar(line, !store);
        }
        if told.lost {
            own.came_back(slot, told.foreign, told.writer);
        }
        told.lost
    }

    /// The others learn that a line is asked for.
    fn tell(&mut self, line: u64, store: bool, told: &Told) {
        let mut others = told.others;
        while others != 0 {
            let core = others.trailing_zeros() as usize;
            others &= others - 1;
            if !store {
                if let Some(other) = &mut self.cores[core] {
                    other.bar(line, true);
                }
                continue;
            }
            let had_it = self.lose(core, line);
            self.parted(core);
            if let Some(directory) = &mut self.directory
                && had_it
            {
                directory.loses(core, line);
            }
        }
    }

    /// Notes the line that left a core last.
    fn parted(&mut self, core: usize) {
        if let Some(parted) = self.cores[core].as_mut().and_then(|core| core.parted.take()) {
            self.note_parted(core, parted);
        }
    }

    /// Notes what a core wrote of a line that left it, and whether it had come back for nothing.
    fn note_parted(&mut self, core: usize, parted: Parted) {
        let Parted { line, used, written, foreign, writer, account } = parted;
        if let Some(directory) = &mut self.directory {
            directory.wrote(core, line, written);
        }
        if writer == 0 {
            return;
        }
        let is_false = used & foreign == 0;
        if let Some(transfers) = &mut self.transfers {
            let one = Sharing {
                transfers: 1,
                is_false,
                reader: Writer { core, account }.pack(),
                writer,
                line: line << self.machine.l1d.line().trailing_zeros(),
                used,
                written: foreign,
                threads: 1 << core | 1 << Writer::unpack(writer).core,
            };
            transfers.add(one, &mut self.memory);
        }
    }

    /// Ends the run: what was still in the caches is booked. Nothing may be run afterwards.
    pub fn finish(&mut self) {
        for core in 0..MOST_CORES {
            self.parted(core);
            let Some(mut own) = self.cores[core].take() else { continue };
            own.finish(|parted| self.note_parted(core, parted));
            self.cores[core] = Some(own);
        }
    }

    /// Calls `each` with every place and what was booked on it, core by core; a place may come more than once.
    pub fn places(&self, mut each: impl FnMut(Key, &Account)) {
        for (core, lower) in self.cores.iter().zip(&self.lowers) {
            let (Some(core), Some(lower)) = (core, lower) else { continue };
            for (key, account) in core.places(&lower.missed, lower.has_l2()) {
                if account.counts != Counts::default() {
                    each(*key, &account);
                }
            }
        }
    }

    /// Calls `each` with the distinct lines that each context touched, core by core.
    pub fn footprints(&mut self, mut each: impl FnMut(u32, Footprint<'m>)) {
        for lower in self.lowers.iter_mut().flatten() {
            for (context, footprint) in lower.footprints.iter_mut().enumerate() {
                if let Some(footprint) = footprint.take() {
                    each(context as u32, footprint);
                }
            }
        }
    }

    /// Calls `each` with what was allocated in each context, and the distinct pages it lies in, core by core.
    pub fn allocations(&mut self, mut each: impl FnMut(u32, Heap, Footprint<'m>)) {
        for core in self.cores.iter_mut().flatten() {
            let Allocations { heaps, pages, .. } = &mut core.allocations;
            for (context, (heap, pages)) in heaps.iter().zip(pages.iter_mut()).enumerate() {
                if let Some(pages) = pages.take() {
                    each(context as u32, *heap, pages);
                }
            }
        }
    }

    /// Calls `each` with who got lines back and from whom: both places, and what is known of them.
    pub fn sharings(&self, mut each: impl FnMut(Key, Key, &Sharing)) {
        let Some(transfers) = &self.transfers else { return };
        let key = |packed| {
            let Writer { core, account } = Writer::unpack(packed);
            self.cores.get(core).and_then(Option::as_ref)?.key(account)
        };
        for one in transfers.all.iter() {
            if let (Some(reader), Some(writer)) = (key(one.reader), key(one.writer)) {
                each(reader, writer, one);
            }
        }
    }
}
