//! Lines that several cores have: who wrote which bytes, who lost the line to whom, and for what.

use super::{Grown, Memory};

/// The one core that ever missed a line, for lines of which that is true. Nearly all are, and nobody needs to be asked for
/// them.
#[derive(Debug)]
pub(super) struct Owners<'m> {
    /// By the last bits of a line's number: the core plus one, or [`SEVERAL`]; 0 is nobody. Lines with the same last bits
    /// that belong to different cores are taken for shared, and asked about for nothing.
    cores: &'m mut [u8],
}

/// Lines that are told apart: 64 MiB of them side by side.
const OWNED: usize = 1 << 20;
const SEVERAL: u8 = u8::MAX;

impl<'m> Owners<'m> {
    pub(super) fn new(memory: &mut impl Memory<'m>) -> Option<Self> {
        Some(Self { cores: memory.zeroed(OWNED)? })
    }

    /// Notes that `core` missed a line; whether no other ever did.
    #[inline(always)]
    pub(super) fn is_only(&mut self, core: usize, line: u64) -> bool {
        let Some(owner) = self.cores.get_mut(line as usize % OWNED) else { return false };
        let own = core as u8 + 1;
        if *owner == 0 {
            *owner = own;
        }
        if *owner != own {
            *owner = SEVERAL;
        }
        *owner == own
    }

    /// Whether several cores missed a line.
    #[inline(always)]
    pub(super) fn are_several(&self, line: u64) -> bool {
        self.cores.get(line as usize % OWNED) == Some(&SEVERAL)
    }
}

/// What cores know of each other's lines: a directory, as it would keep an L1 coherent by invalidation.
#[derive(Debug)]
pub(super) struct Directory<'m> {
    /// By bucket: each entry's line number plus one; 0 is none.
    lines: &'m mut [[u64; WAYS]],
    /// By bucket, in the same order.
    entries: &'m mut [Entry],
}

/// Four entries a bucket, 2¹⁵ buckets: eight mebibytes of lines that are not only one core's are followed at a time, the
/// least shared first to be forgotten.
const WAYS: usize = 4;
const BUCKETS: usize = 1 << 15;
/// Times of ownership that an entry remembers.
const PERIODS: usize = 4;

#[derive(Clone, Copy, Debug, Default)]
struct Entry {
    /// Cores that may have it, by bit.
    sharers: u64,
    /// Cores that had it when another wrote it, and did not ask for it since.
    lost: u64,
    /// The latest first.
    periods: [Period; PERIODS],
}

/// A time for which a core was the only one to have the line, and wrote it.
#[derive(Clone, Copy, Debug, Default)]
struct Period {
    /// Who wrote first: see [`Writer`]; 0 is nobody.
    writer: u32,
    /// The bytes written.
    written: u64,
    /// Cores that have asked for the line since.
    seen: u64,
}

super::memory::zeroed!(Entry, Period, [u64; WAYS]);

/// A core and an account of it, in one number that is never 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Writer {
    pub(super) core: usize,
    pub(super) account: u32,
}

const CORE: u32 = 26;

impl Writer {
    pub(super) fn pack(self) -> u32 {
        // Account 0 is nobody's, so no pack is 0 but that of what could not be told apart.
        (self.core as u32) << CORE | self.account & ((1 << CORE) - 1)
    }

    pub(super) fn unpack(packed: u32) -> Self {
        Self { core: (packed >> CORE) as usize, account: packed & ((1 << CORE) - 1) }
    }
}

/// What a core that asks for a line is told.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Told {
    /// It had the line, until another wrote it.
    pub(super) lost: bool,
    /// The bytes that others wrote since it asked last.
    pub(super) foreign: u64,
    /// Who wrote last, packed.
    pub(super) writer: u32,
    /// The other cores that may have the line.
    pub(super) others: u64,
}

impl<'m> Directory<'m> {
    pub(super) fn new(memory: &mut impl Memory<'m>) -> Option<Self> {
        Some(Self { lines: memory.zeroed(BUCKETS)?, entries: memory.zeroed(WAYS * BUCKETS)? })
    }

    fn bucket(line: u64) -> usize {
        (line.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 40) as usize % BUCKETS
    }

    fn entry(&mut self, line: u64) -> Option<&mut Entry> {
        let bucket = Self::bucket(line);
        let way = self.lines[bucket].iter().position(|held| *held == line + 1)?;
        self.entries.get_mut(bucket * WAYS + way)
    }

    /// Whether a line is followed.
    pub(super) fn follows(&mut self, line: u64) -> bool {
        self.entry(line).is_some()
    }

    /// Follows a line from now on; the cores that may have it, by bit.
    pub(super) fn follow(&mut self, line: u64, sharers: u64) {
        // The least shared goes, and of those the first, so that every run forgets the same.
        let bucket = Self::bucket(line);
        let (lines, entries) = (&mut self.lines[bucket], &mut self.entries[bucket * WAYS..][..WAYS]);
        let weight = |way: &usize| if lines[*way] == 0 { 0 } else { 1 + entries[*way].weight() };
        let least = (0..WAYS).min_by_key(weight).unwrap_or(0);
        lines[least] = line + 1;
        entries[least] = Entry { sharers, ..Entry::default() };
    }

    /// The bytes that `core` wrote of a line which it loses or which leaves its L1.
    pub(super) fn wrote(&mut self, core: usize, line: u64, written: u64) {
        let Some(entry) = self.entry(line) else { return };
        if let Some(period) = entry.periods.iter_mut().find(|period| period.is_of(core)) {
            period.written |= written;
        }
    }

    /// The core that may be writing a line now, if it is not `core`.
    pub(super) fn owner(&mut self, core: usize, line: u64) -> Option<usize> {
        let entry = self.entry(line)?;
        let latest = entry.periods[0];
        let owner = Writer::unpack(latest.writer).core;
        (latest.writer != 0 && owner != core && entry.sharers & 1 << owner != 0).then_some(owner)
    }

    /// `core` asks for a line that is followed, to write it or not. What the owner wrote was noted before ([`Directory::wrote`]).
    pub(super) fn ask(&mut self, core: usize, line: u64, store: Option<Writer>) -> Told {
        let own = 1 << core;
        let Some(entry) = self.entry(line) else { return Told::default() };
        let mut told = Told { lost: entry.lost & own != 0, others: entry.sharers & !own, ..Told::default() };
        for period in entry.periods.iter_mut().filter(|period| period.writer != 0) {
            if period.seen & own == 0 && !period.is_of(core) {
                told.foreign |= period.written;
                if told.writer == 0 {
                    told.writer = period.writer;
                }
            }
            period.seen |= own;
        }
        entry.lost &= !own;
        entry.sharers |= own;
        if let Some(writer) = store {
            entry.sharers = own;
            if !entry.periods[0].is_of(core) {
                entry.periods.rotate_right(1);
                entry.periods[0] = Period { writer: writer.pack(), ..Period::default() };
            }
            // Others have to ask again for what is written from now on.
            entry.periods[0].seen = own;
        }
        told
    }

    /// `core` had the line, and another wrote it.
    pub(super) fn loses(&mut self, core: usize, line: u64) {
        if let Some(entry) = self.entry(line) {
            entry.lost |= 1 << core;
        }
    }
}

impl Entry {
    /// How much is lost with it.
    fn weight(&self) -> u32 {
        self.sharers.count_ones() + 2 * u32::from(self.lost != 0)
    }
}

impl Period {
    fn is_of(&self, core: usize) -> bool {
        self.writer != 0 && Writer::unpack(self.writer).core == core
    }
}

/// Lines that went to and fro between two places.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sharing {
    /// How often the first had to get a line back that the second had written.
    pub transfers: u64,
    /// Whether it used none of the bytes that were written meanwhile.
    pub is_false: bool,
    /// The core and the account that got lines back.
    pub(super) reader: u32,
    /// The core and the account that had written them.
    pub(super) writer: u32,
    /// One of the lines: its first byte's address.
    pub line: u64,
    /// The bytes of lines that the first used, and those that the second wrote, by bit.
    pub used: u64,
    /// See `used`.
    pub written: u64,
    /// Threads on either side, by bit.
    pub threads: u64,
}

super::memory::zeroed!(Sharing);

/// Who took lines from whom, summed up.
#[derive(Debug)]
pub(super) struct Transfers<'m> {
    pub(super) all: Grown<'m, Sharing>,
    /// Open addressing: index plus one.
    table: &'m mut [u32],
}

/// Pairs of places that are told apart.
const MOST_PAIRS: usize = 1 << 12;

impl<'m> Transfers<'m> {
    pub(super) fn new(memory: &mut impl Memory<'m>) -> Option<Self> {
        Some(Self { all: Grown::new(), table: memory.zeroed(2 * MOST_PAIRS)? })
    }

    /// Adds what is in `one` to what is known of its pair.
    pub(super) fn add(&mut self, one: Sharing, memory: &mut impl Memory<'m>) {
        let word = u64::from(one.reader) << 32 | u64::from(one.writer) ^ u64::from(one.is_false) << 31;
        let mut at = (word.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 40) as usize;
        loop {
            let slot = &mut self.table[at % (2 * MOST_PAIRS)];
            if *slot == 0 {
                if self.all.len() < MOST_PAIRS
                    && let Some(index) = self.all.push(one, memory)
                {
                    *slot = index as u32 + 1;
                }
                return;
            }
            if let Some(held) = self.all.get_mut(*slot as usize - 1)
                && (held.reader, held.writer, held.is_false) == (one.reader, one.writer, one.is_false)
            {
                held.transfers += one.transfers;
                held.used |= one.used;
                held.written |= one.written;
                held.threads |= one.threads;
                return;
            }
            at += 1;
        }
    }
}
