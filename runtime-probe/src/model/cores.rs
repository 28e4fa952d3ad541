//! The cores of a machine: their L1s and TLBs, kept coherent, and the way of an event through them.

use super::core::Core;
use super::event::Event;
use super::groups::Groups;
use super::heap::Allocations;
use super::levels::Levels;
use super::misses::{Miss, Misses};
use super::piece::{Found, Parted, Piece, Pieces};
use super::sharing::{Directory, Owners, Sharing, Told, Transfers, Writer};
use super::wide::widely;
use super::{Footprint, Heap, Key, Memory};
use crate::machine::Machine;

/// Cores that are told apart; a thread beyond that many shares one.
pub const MOST_CORES: usize = 64;

/// What runs a program's events, up to what the levels below are asked for.
#[derive(Debug)]
pub struct Cores<'m, M> {
    memory: M,
    machine: Machine,
    all: [Option<Core<'m>>; MOST_CORES],
    /// Those that there are, by bit.
    present: u64,
    /// Once there are two cores, or one of which it would not be known any more which lines it ever missed.
    owners: Option<Owners<'m>>,
    /// Once there are two cores.
    directory: Option<Directory<'m>>,
    transfers: Option<Transfers<'m>>,
    groups: Groups<'m>,
}

impl<'m, M: Memory<'m>> Cores<'m, M> {
    /// Cores at rest.
    pub fn new(machine: &Machine, memory: M) -> Self {
        let all = [const { None }; MOST_CORES];
        let groups = Groups::new(machine.page.trailing_zeros());
        Self { memory, machine: *machine, all, present: 0, owners: None, directory: None, transfers: None, groups }
    }

    /// The machine.
    pub fn machine(&self) -> &Machine {
        &self.machine
    }

    /// The core of a thread, if the levels below may be asked later for what it misses.
    pub fn apart(&mut self, thread: usize) -> Option<usize> {
        let core = self.core(thread)?;
        (!self.machine.llc.is_inclusive()).then_some(core)
    }

    fn core(&mut self, thread: usize) -> Option<usize> {
        let core = thread % MOST_CORES;
        if self.all[core].is_none() {
            self.add(core)?;
        }
        Some(core)
    }

    widely! {
        /// Runs events of a core that is [apart](Self::apart), until they are at their end, there is no room for what
        /// misses, or other cores are to be [asked](Self::asks); how many. What is left of the last of them comes first the
        /// next time.
        pub fn run(&mut self, core: usize, events: &[Event], misses: &mut Misses) -> usize => run_apart, run_apart_wide
    }

    #[inline(always)]
    fn run_apart(&mut self, core: usize, events: &[Event], misses: &mut Misses) -> usize {
        let shares = self.directory.is_some();
        let mut at = 0;
        loop {
            let Some(Some(own)) = self.all.get_mut(core) else { return events.len() };
            at += own.run(
                events.get(at..).unwrap_or_default(),
                misses,
                &mut self.owners,
                &mut self.groups,
                shares,
                &mut self.memory,
            );
            // Who reads takes nothing away from what others have below.
            let Some((piece, found)) = own.asks.take_if(|(piece, _)| !piece.store) else { return at };
            let answered = self.concern(core, piece, found, None);
            if let Some(Some(own)) = self.all.get_mut(core) {
                own.answered = answered;
            }
        }
    }

    /// Whether a core has met a line that concerns others: [`Cores::answer`] comes before anything else.
    pub fn asks(&self, core: usize) -> bool {
        matches!(self.all.get(core), Some(Some(own)) if own.asks.is_some())
    }

    /// Asks the other cores what `core` has to know. All that was missed so far must have been settled.
    #[cold]
    #[inline(never)]
    pub fn answer(&mut self, core: usize, levels: &mut Levels<'m, M>) {
        let Some(Some(own)) = self.all.get_mut(core) else { return };
        let Some((piece, found)) = own.asks.take() else { return };
        let answered = self.concern(core, piece, found, Some(levels));
        if let Some(Some(own)) = self.all.get_mut(core) {
            own.answered = answered;
        }
    }

    /// Asks the other cores about a line if it may concern them; what is missed of it. The levels are needed to write.
    #[inline(always)]
    fn concern(&mut self, core: usize, piece: Piece, found: Found, levels: Option<&mut Levels<'m, M>>) -> Option<Miss> {
        self.parted(core);
        let levels = levels.filter(|_| piece.store);
        match found {
            Found::Hit => None,
            Found::Barred { slot } => {
                self.ask(core, piece, slot, levels);
                None
            }
            Found::Missed { slot, mut miss } => {
                let line = piece.address >> self.machine.l1d.line().trailing_zeros();
                let is_only = self.owners.as_mut().is_none_or(|owners| owners.is_only(core, line));
                miss.transferred = !is_only && self.ask(core, piece, slot, levels);
                Some(miss)
            }
        }
    }

    widely! {
        /// Runs the events of a thread where a line that comes in, or is written, may concern other cores.
        pub fn run_together(&mut self, thread: usize, events: &[Event], levels: &mut Levels<'m, M>)
            => run_among_others, run_among_others_wide
    }

    #[inline(always)]
    fn run_among_others(&mut self, thread: usize, events: &[Event], levels: &mut Levels<'m, M>) {
        let Some(core) = self.core(thread) else { return };
        let mut misses = Misses::new();
        let mut rest = events;
        loop {
            let Some(own) = self.all[core].as_mut() else { return };
            let Some((event, later)) = rest[own.hits(rest)..].split_first() else { break };
            rest = later;
            let Some((access, account)) = own.accessed(*event, &mut self.groups, &mut self.memory) else {
                if misses.is_full() {
                    levels.settle(core, &mut misses);
                }
                own.allocations.tell(&mut misses);
                continue;
            };
            let (line_bits, grain_bits) = own.bits();
            let mut pieces = Pieces::of(access, account);
            while pieces.are_left() {
                self.piece(core, pieces.next(line_bits, grain_bits), &mut misses, levels);
            }
        }
        // What other cores do next must find the levels below as this one left them.
        levels.settle(core, &mut misses);
    }

    #[cold]
    fn add(&mut self, core: usize) -> Option<()> {
        let added = Core::new(core, &self.machine, &mut self.memory)?;
        let first = self.all.iter().position(Option::is_some);
        if self.owners.is_none() && (first.is_some() || !added.knows_missed()) {
            let mut owners = Owners::new(&mut self.memory)?;
            if let Some((core, Some(own))) = first.and_then(|first| Some((first, self.all.get(first)?.as_ref()))) {
                own.missed(&self.groups, |line| _ = owners.is_only(core, line));
            }
            self.owners = Some(owners);
        }
        if first.is_some() && self.directory.is_none() {
            self.transfers = Some(Transfers::new(&mut self.memory)?);
            self.directory = Some(Directory::new(&mut self.memory)?);
        }
        self.all[core] = Some(added);
        self.present |= 1 << core;
        Some(())
    }

    fn piece(&mut self, core: usize, piece: Piece, misses: &mut Misses, levels: &mut Levels<'m, M>) {
        if misses.is_full() {
            levels.settle(core, misses);
        }
        let Some(own) = &mut self.all[core] else { return };
        let found = own.piece(piece, misses, &mut self.groups, &mut self.memory);
        if let Some(miss) = self.concern(core, piece, found, Some(levels)) {
            misses.push(miss);
            self.make_way(core, misses, levels);
        }
    }

    /// Lets a line through that an inclusive last level is asked for: what leaves it leaves the cores too.
    fn make_way(&mut self, core: usize, misses: &mut Misses, levels: &mut Levels<'m, M>) {
        let Some((first, length)) = levels.settle(core, misses) else { return };
        let line = u64::from(self.machine.l1d.line());
        for core in 0..MOST_CORES {
            for address in (first..first + length).step_by(line as usize) {
                self.lose(core, address / line, levels);
            }
            self.parted(core);
        }
    }

    /// Takes a line out of a core; whether it was there.
    fn lose(&mut self, core: usize, line: u64, levels: &mut Levels<'m, M>) -> bool {
        let in_l1 = self.all[core].as_mut().is_some_and(|core| core.lose(line));
        let in_l2 = levels.lose(core, line * u64::from(self.machine.l1d.line()));
        in_l1 || in_l2
    }

    /// Asks the other cores for a line that came in or is to be written; whether this one had lost it to them.
    #[inline(never)]
    fn ask(&mut self, core: usize, piece: Piece, slot: u32, levels: Option<&mut Levels<'m, M>>) -> bool {
        let Piece { address, store, account, .. } = piece;
        let Some(own) = &self.all[core] else { return false };
        let line = own.number(address);
        let Some(directory) = &mut self.directory else { return false };
        if !directory.follows(line) {
            // Which of them has it is looked at when one is to lose it.
            let others = self.present & !(1 << core);
            if !store {
                // Nobody wrote it since it was more than one core's.
                self.tell(line, &Told { others, ..Told::default() }, None);
                self.bar(core, slot, line, true);
                return false;
            }
            directory.follow(line, others);
        }
        if let Some(owner) = directory.owner(core, line)
            && let Some(other) = &self.all[owner]
        {
            let written = other.written(line);
            directory.wrote(owner, line, written);
        }
        let told = directory.ask(core, line, store.then_some(Writer { core, account }));
        self.tell(line, &told, levels);
        if store || told.others != 0 {
            self.bar(core, slot, line, !store);
        }
        if told.lost
            && let Some(own) = &mut self.all[core]
        {
            own.came_back(slot, told.foreign, told.writer);
        }
        told.lost
    }

    /// Whether a write of `core` to the line in a slot of its L1 is to be told to others, from now on.
    fn bar(&mut self, core: usize, slot: u32, line: u64, barred: bool) {
        if let Some(own) = &mut self.all[core] {
            own.bar(slot, line, barred);
        }
    }

    /// The others learn that a line is asked for: to be read without the levels, to be written with them.
    fn tell(&mut self, line: u64, told: &Told, mut levels: Option<&mut Levels<'m, M>>) {
        let mut others = told.others;
        while others != 0 {
            let core = others.trailing_zeros() as usize;
            others &= others - 1;
            let Some(levels) = &mut levels else {
                if let Some(slot) = self.all[core].as_ref().and_then(|other| other.slot(line)) {
                    self.bar(core, slot, line, true);
                }
                continue;
            };
            let had_it = self.lose(core, line, levels);
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
        if let Some(parted) = self.all[core].as_mut().and_then(|core| core.parted.take()) {
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
    pub(super) fn finish(&mut self) {
        for core in 0..MOST_CORES {
            self.parted(core);
            let Some(mut own) = self.all[core].take() else { continue };
            own.finish(|parted| self.note_parted(core, parted));
            self.all[core] = Some(own);
        }
    }

    /// The groups of memory, by number.
    pub(super) fn groups(&self) -> &Groups<'m> {
        &self.groups
    }

    /// Calls `look` with address and bytes of blocks that are allocated now, at most so many of a group, and notes the
    /// addresses that it tells of each.
    pub(super) fn look_at_live(&mut self, most: u32, mut look: impl FnMut(u64, u64, &mut dyn FnMut(u64))) {
        let Self { memory, all, groups, .. } = self;
        let mut looked = super::Grown::<u32>::new();
        for (address, size) in all.iter().flatten().flat_map(|core| core.allocations.live()) {
            let Some(group) = groups.of_block(address) else { continue };
            while looked.len() <= group as usize {
                if looked.push(0, memory).is_none() {
                    return;
                }
            }
            let Some(times) = looked.get_mut(group as usize).filter(|times| **times < most) else { continue };
            *times += 1;
            look(address, size, &mut |to| groups.points(address, to, memory));
        }
    }

    /// The cores that there are, by number.
    pub(super) fn each(&self) -> impl Iterator<Item = (usize, &Core<'m>)> {
        self.all.iter().enumerate().filter_map(|(number, core)| Some((number, core.as_ref()?)))
    }

    /// Calls `each` with what was allocated in each context, and the distinct pages it lies in, core by core.
    pub(super) fn allocations(&mut self, mut each: impl FnMut(u32, Heap, Footprint<'m>)) {
        for core in self.all.iter_mut().flatten() {
            let Allocations { heaps, pages, .. } = &mut core.allocations;
            for (context, (heap, pages)) in heaps.iter().zip(pages.iter_mut()).enumerate() {
                if let Some(pages) = pages.take() {
                    each(context as u32, *heap, pages);
                }
            }
        }
    }

    /// Calls `each` with who got lines back and from whom: both places, and what is known of them.
    pub(super) fn sharings(&self, mut each: impl FnMut(Key, Key, &Sharing)) {
        let Some(transfers) = &self.transfers else { return };
        let key = |packed| {
            let Writer { core, account } = Writer::unpack(packed);
            self.all.get(core).and_then(Option::as_ref)?.key(account)
        };
        for one in transfers.all.iter() {
            if let (Some(reader), Some(writer)) = (key(one.reader), key(one.writer)) {
                each(reader, writer, one);
            }
        }
    }
}
