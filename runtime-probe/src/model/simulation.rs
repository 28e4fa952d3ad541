//! All cores of a machine, what they share, and the way of an event through them.

use super::core::{Core, Found, Parted, Piece};
use super::event::{Access, Event, Said};
use super::history::Cause;
use super::lanes::fetch;
use super::nodes::Nodes;
use super::sharing::{Directory, Sharing, Told, Transfers, Writer};
use super::{Footprint, Key, Memory, Recency};
use crate::counts::Counts;
use crate::machine::Machine;

/// Cores that are told apart; a thread beyond that many shares one.
pub const MOST_CORES: usize = 64;

/// Misses of the L1 that wait for the levels below. Only while they wait can what these keep of the line be fetched: it is
/// as large as a real cache, and seldom at hand. Nothing above depends on what they find, so the order of things at each
/// level is as if they had not waited.
const WAITING: usize = 16;

/// A machine that runs a program's events.
#[derive(Debug)]
pub struct Simulation<'m, M> {
    memory: M,
    machine: Machine,
    cores: [Option<Core<'m>>; MOST_CORES],
    llc: Recency<'m>,
    llc_bits: u32,
    l2_bits: u32,
    /// By slot of `llc`: the line's number; only of an inclusive cache, which must tell the cores what left it.
    llc_lines: &'m mut [u64],
    nodes: Nodes<'m>,
    /// Once there are two cores.
    directory: Option<Directory<'m>>,
    transfers: Option<Transfers<'m>>,
    waiting: [Waiting; WAITING],
    first: usize,
    count: usize,
}

/// A line that came into an L1, on its way to the levels below.
#[derive(Clone, Copy, Debug, Default)]
struct Waiting {
    address: u64,
    core: u32,
    account: u32,
    streams: bool,
}

impl<'m, M: Memory<'m>> Simulation<'m, M> {
    /// A machine at rest; `None` when there is no memory for it.
    pub fn new(machine: &Machine, mut memory: M) -> Option<Self> {
        let Machine { l1d, l2, llc: shape, nodes, .. } = machine;
        let llc = Recency::new(shape.sets() as usize, shape.ways() as usize, shape.policy(), &mut memory)?;
        let line_bits = l1d.line().trailing_zeros();
        Some(Self {
            machine: *machine,
            cores: [const { None }; MOST_CORES],
            llc_lines: memory.zeroed(if shape.is_inclusive() { llc.slots() } else { 0 })?,
            llc,
            llc_bits: shape.line().trailing_zeros(),
            l2_bits: l2.map_or(line_bits, |l2| l2.line().trailing_zeros()),
            nodes: Nodes::new(*nodes, &mut memory)?,
            directory: None,
            transfers: None,
            waiting: [Waiting::default(); WAITING],
            first: 0,
            count: 0,
            memory,
        })
    }

    /// The machine.
    pub fn machine(&self) -> &Machine {
        &self.machine
    }

    /// Runs the events of a thread, which come after all that were run before. `thread` is 0 for the first.
    pub fn run(&mut self, thread: usize, events: &[Event]) {
        let core = thread % MOST_CORES;
        if self.cores[core].is_none() && self.add_core(core).is_none() {
            return;
        }
        let mut rest = events.iter();
        loop {
            let Some(own) = self.cores[core].as_mut() else { return };
            let Some(next) = rest.by_ref().find(|event| !own.hit(**event)) else { break };
            self.step(core, *next);
        }
        if self.directory.is_some() {
            // What other cores do next must find the levels below as this one left them.
            self.settle();
        }
    }

    #[cold]
    fn add_core(&mut self, core: usize) -> Option<()> {
        let mut added = Core::new(&self.machine, &mut self.memory)?;
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
        Some(())
    }

    /// An event that is not simply a hit.
    #[inline(always)]
    fn step(&mut self, core: usize, event: Event) {
        match event.said() {
            Said::Access(access) => self.access(core, access, 1),
            Said::Bulk(access) => {
                let length = self.cores[core].as_mut().map_or(0, |core| std::mem::take(&mut core.length));
                if length > 0 {
                    self.access(core, Access { size: length, ..access }, Event::accesses_of_bulk(length));
                }
            }
            Said::Length(length) => {
                if let Some(core) = &mut self.cores[core] {
                    core.length = length;
                }
            }
            Said::Context(context) => {
                if let Some(core) = &mut self.cores[core] {
                    core.change_context(context);
                }
            }
        }
    }

    #[inline(always)]
    fn access(&mut self, core: usize, access: Access, times: u64) {
        let Some(own) = &mut self.cores[core] else { return };
        let account = own.account(access, times, &mut self.memory);
        let Access { address, size, store, .. } = access;
        let room = own.line() - (address & (own.line() - 1));
        if size <= room {
            self.piece(core, Piece { address, size, store, account });
        } else {
            self.pieces(core, Piece { address, size, store, account });
        }
    }

    /// An access that crosses lines (and perhaps pages) touches each.
    #[inline(never)]
    fn pieces(&mut self, core: usize, whole: Piece) {
        let line = u64::from(self.machine.l1d.line());
        let Piece { mut address, size: mut left, .. } = whole;
        while left > 0 {
            let size = left.min(line - (address & (line - 1)));
            self.piece(core, Piece { address, size, ..whole });
            address = address.wrapping_add(size);
            left -= size;
        }
    }

    #[inline(always)]
    fn piece(&mut self, core: usize, piece: Piece) {
        let Some(own) = &mut self.cores[core] else { return };
        match own.piece(piece, &mut self.memory) {
            Found::Hit => {}
            Found::Missed { slot, streams } => self.missed(core, piece, slot, streams),
            Found::Barred { slot } => {
                self.ask(core, piece, slot);
            }
        }
    }

    #[inline(always)]
    fn missed(&mut self, core: usize, piece: Piece, slot: u32, streams: bool) {
        let Piece { address, account, .. } = piece;
        let transferred = self.directory.is_some() && self.ask(core, piece, slot);
        let Some(own) = &mut self.cores[core] else { return };
        let cause = own.cause(own.number(address), &mut self.memory);
        if let Some(account) = own.places.accounts.get_mut(account as usize) {
            let counts = &mut account.counts;
            counts.l1d_misses += 1;
            counts.l1d_streamable += u64::from(streams);
            match cause {
                _ if transferred => counts.transfers += 1,
                Cause::First => counts.l1d_first += 1,
                Cause::Conflict => counts.l1d_conflicts += 1,
                Cause::Capacity => {}
            }
        }
        if let Some(l2) = &own.l2 {
            fetch(l2.address(address >> self.l2_bits));
        }
        fetch(self.llc.address(address >> self.llc_bits));
        if self.count == WAITING {
            self.settle_first();
        }
        self.waiting[(self.first + self.count) % WAITING] = Waiting { address, core: core as u32, account, streams };
        self.count += 1;
        if !self.llc_lines.is_empty() {
            // What leaves an inclusive cache leaves the cores too, before they go on.
            self.settle();
        }
    }

    fn settle(&mut self) {
        while self.count > 0 {
            self.settle_first();
        }
    }

    /// Asks the levels below for the line that has waited longest.
    #[inline(always)]
    fn settle_first(&mut self) {
        let Waiting { address, core, account, streams } = self.waiting[self.first];
        self.first = (self.first + 1) % WAITING;
        self.count -= 1;
        let Some(own) = &mut self.cores[core as usize] else { return };
        let streams = u64::from(streams);
        let in_l2 = own.l2.as_mut().is_some_and(|l2| l2.touch(address >> self.l2_bits).hit);
        if in_l2 {
            return;
        }
        let has_l2 = own.l2.is_some();
        let Some(account) = own.places.accounts.get_mut(account as usize) else { return };
        if has_l2 {
            account.counts.l2_misses += 1;
            account.counts.l2_streamable += streams;
        }
        let line = address >> self.llc_bits;
        let touch = self.llc.touch(line);
        if touch.hit {
            return;
        }
        account.counts.llc_misses += 1;
        account.counts.llc_streamable += streams;
        if self.nodes.are_several() {
            let node = self.nodes.of_core(core as usize);
            let home = self.nodes.home(address >> self.machine.page.trailing_zeros(), node, &mut self.memory);
            account.counts.remote_misses += u64::from(home != node);
        }
        if let Some(held) = self.llc_lines.get_mut(touch.slot as usize) {
            let left = std::mem::replace(held, line);
            if touch.evicted {
                self.leave_everywhere(left);
            }
        }
    }

    /// A line of the last level is no longer in any core.
    #[cold]
    fn leave_everywhere(&mut self, line: u64) {
        let (from, to) = (line << self.llc_bits, (line + 1) << self.llc_bits);
        for core in 0..MOST_CORES {
            let Some(own) = &mut self.cores[core] else { continue };
            for address in (from..to).step_by(own.line() as usize) {
                own.lose(own.number(address));
            }
            if let Some(l2) = &mut own.l2 {
                (from..to).step_by(1 << self.l2_bits).for_each(|address| _ = l2.remove(address >> self.l2_bits));
            }
            self.parted(core);
        }
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
            let Some(other) = &mut self.cores[core] else { continue };
            if !store {
                other.bar(line, true);
                continue;
            }
            let in_l1 = other.lose(line);
            let number = line << self.machine.l1d.line().trailing_zeros() >> self.l2_bits;
            let in_l2 = other.l2.as_mut().is_some_and(|l2| l2.remove(number).is_some());
            self.parted(core);
            if let Some(directory) = &mut self.directory
                && (in_l1 || in_l2)
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
        self.settle();
        for core in 0..MOST_CORES {
            self.parted(core);
            let Some(mut own) = self.cores[core].take() else { continue };
            own.finish(|parted| self.note_parted(core, parted));
            self.cores[core] = Some(own);
        }
    }

    /// Calls `each` with every place and what was booked on it, core by core; a place may come more than once.
    pub fn places(&self, mut each: impl FnMut(Key, &Counts)) {
        for core in self.cores.iter().flatten() {
            for (key, account) in core.places.keys.iter().zip(core.places.accounts.iter()) {
                if account.counts != Counts::default() {
                    each(*key, &account.counts);
                }
            }
        }
    }

    /// Calls `each` with the distinct lines that each context touched, core by core.
    pub fn footprints(&mut self, mut each: impl FnMut(u32, Footprint<'m>)) {
        for core in self.cores.iter_mut().flatten() {
            for (context, footprint) in core.footprints.iter_mut().enumerate() {
                if let Some(footprint) = footprint.take() {
                    each(context as u32, footprint);
                }
            }
        }
    }

    /// Calls `each` with who got lines back and from whom: both places, and what is known of them.
    pub fn sharings(&self, mut each: impl FnMut(Key, Key, &Sharing)) {
        let Some(transfers) = &self.transfers else { return };
        let key = |packed| {
            let Writer { core, account } = Writer::unpack(packed);
            let core = self.cores.get(core).and_then(Option::as_ref)?;
            core.places.keys.get(account as usize).copied()
        };
        for one in transfers.all.iter() {
            if let (Some(reader), Some(writer)) = (key(one.reader), key(one.writer)) {
                each(reader, writer, one);
            }
        }
    }
}
