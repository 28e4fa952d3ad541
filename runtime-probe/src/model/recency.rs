//! One set-associative structure with LRU or tree-PLRU replacement: a cache or a TLB, without what it holds.

use super::Memory;
use super::lanes::{LANES, equal, least, widest};
use super::table::Table;
use crate::machine::Policy;

/// Keys (line or page numbers) in sets, with the order in which they were used.
///
/// Each key owns a *slot*, a number below [`Recency::slots`] that stays its own until it leaves: the place where a caller
/// keeps what belongs to the key.
#[derive(Debug)]
pub(super) struct Recency<'m> {
    /// For each set, `groups` rows.
    tags: Table<'m, Row>,
    order: Order<'m>,
    groups: usize,
    ways: usize,
    set_mask: u64,
    set_bits: u32,
}

/// Sixteen ways of a set: each has its key above the set bits, folded to 32 bits; 0 is empty. Two keys of a set are taken
/// for each other if they are a multiple of 2³² sets apart: with 64-byte lines and 64 sets, addresses that differ above
/// bit 44 alone.
#[derive(Clone, Copy, Debug, Default)]
#[repr(C, align(64))]
pub(super) struct Row([u32; LANES]);

/// In which order the ways of each set were used.
#[derive(Debug)]
enum Order<'m> {
    /// Up to sixteen ways: four bits each, the one used last lowest. Kept as the difference from [`AS_NUMBERED`], so that
    /// zeroed memory is an order.
    Ranks { sets: Table<'m, u64>, oldest: u32, all: u64 },
    /// Up to twenty-four ways: five bits each, twelve in either word, as a difference from [`PAIR_AS_NUMBERED`].
    Pairs { sets: Table<'m, [u64; 2]>, oldest: u32, all: u64 },
    /// More ways: when each was used last, by a clock; the least is the oldest. Ways that a set does not have are never.
    Times { rows: &'m mut [Row], clock: u32, absent: [u32; LANES] },
    /// Tree-PLRU: the nodes of each set's tree.
    Trees { sets: &'m mut [[u64; 2]] },
}

/// The ways from 0 on.
const AS_NUMBERED: u64 = 0xfedc_ba98_7654_3210;
/// One in each rank.
const ONES: u64 = 0x1111_1111_1111_1111;

/// Ranks of one word of a pair, and their bits.
const OF_PAIR: usize = 12;
const FIVE: u32 = 5;
/// One in each rank of such a word.
const FIVES: u64 = 0x0084_2108_4210_8421;
/// The ways from 0 on, and those from 12 on.
const PAIR_AS_NUMBERED: [u64; 2] = [pair_from(0), pair_from(OF_PAIR as u64)];

const fn pair_from(first: u64) -> u64 {
    let mut word = 0;
    let mut nth = 0;
    while nth < OF_PAIR as u64 {
        word |= (first + nth) << (FIVE as u64 * nth);
        nth += 1;
    }
    word
}

super::memory::zeroed!(Row);

/// What became of a key that was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Touch {
    /// Its slot.
    pub(super) slot: u32,
    /// Whether it was there. It is now.
    pub(super) hit: bool,
}

impl Touch {
    const NONE: Self = Self { slot: 0, hit: false };
}

/// The most ways of a set: the tree of tree-PLRU has one bit for each but one.
pub const MOST_WAYS: u32 = 128;

impl<'m> Recency<'m> {
    /// An empty structure. `sets` is a power of two, `ways` at most [`MOST_WAYS`] (as
    /// [`Machine`](crate::machine::Machine) makes sure); `None` when there is no memory for it.
    pub(super) fn new(sets: usize, ways: usize, policy: Policy, memory: &mut impl Memory<'m>) -> Option<Self> {
        let ways = ways.clamp(1, MOST_WAYS as usize);
        let sets = sets.max(1).next_power_of_two();
        let groups = ways.div_ceil(LANES);
        let order = match policy {
            Policy::TreePlru => Order::Trees { sets: memory.zeroed(sets)? },
            Policy::Lru if groups == 1 => Order::Ranks {
                sets: Table::new(sets, memory)?,
                oldest: 4 * (ways as u32 - 1),
                all: u64::MAX >> (64 - 4 * ways as u32),
            },
            Policy::Lru if ways <= 2 * OF_PAIR => Order::Pairs {
                sets: Table::new(sets, memory)?,
                oldest: FIVE * (ways - OF_PAIR - 1) as u32,
                all: u64::MAX >> (64 - FIVE * (ways - OF_PAIR) as u32),
            },
            Policy::Lru => {
                let last = ways - (groups - 1) * LANES;
                let absent = std::array::from_fn(|lane| if lane < last { 0 } else { u32::MAX });
                Order::Times { rows: memory.zeroed(sets * groups)?, clock: 0, absent }
            }
        };
        Some(Self {
            tags: Table::new(sets * groups, memory)?,
            order,
            groups,
            ways,
            set_mask: sets as u64 - 1,
            set_bits: sets.trailing_zeros(),
        })
    }

    /// A bound of the slots: sets × ways, rounded up to whole rows.
    pub(super) fn slots(&self) -> usize {
        self.tags.len() * LANES
    }

    /// Whether [`Recency::touch_ranked`] may be asked.
    pub(super) fn is_ranked(&self) -> bool {
        matches!(self.order, Order::Ranks { .. })
    }

    /// Asks for `key`, which becomes the most recently used of its set.
    #[inline(always)]
    pub(super) fn touch(&mut self, key: u64) -> Touch {
        // One after the other, and no jump by a table: nearly every machine has the first two.
        if let Order::Ranks { .. } = self.order {
            return self.touch_ranked(key);
        }
        if let Order::Pairs { .. } = self.order {
            return self.touch_pairs(key);
        }
        match self.order {
            Order::Times { .. } => self.touch_times(key),
            _ => self.touch_tree(key),
        }
    }

    /// The same of a structure whose ways are ranked.
    #[inline(always)]
    pub(super) fn touch_ranked(&mut self, key: u64) -> Touch {
        let (set, tag) = self.place(key);
        let Order::Ranks { sets, oldest, all } = &mut self.order else { return Touch::NONE };
        let (row, held) = (self.tags.at_mut(set), sets.at_mut(set));
        let order = *held ^ AS_NUMBERED;
        let found = equal(&row.0, tag);
        if found != 0 {
            let way = lowest(found);
            *held = first(order, way as u64, rank(order, way as u64)) ^ AS_NUMBERED;
            return Touch { slot: (set * LANES + way) as u32, hit: true };
        }
        let way = order >> (*oldest & 63) & 15;
        *held = first(order, way, *all) ^ AS_NUMBERED;
        row.0[way as usize % LANES] = tag;
        Touch { slot: (set * LANES) as u32 + way as u32, hit: false }
    }

    #[inline(always)]
    fn touch_pairs(&mut self, key: u64) -> Touch {
        let (set, tag) = self.place(key);
        let Order::Pairs { sets, oldest, all } = &mut self.order else { return Touch::NONE };
        let held = sets.at_mut(set);
        let [latest, others] = [held[0] ^ PAIR_AS_NUMBERED[0], held[1] ^ PAIR_AS_NUMBERED[1]];
        let (found, found_high) = (equal(&self.tags.at(2 * set).0, tag), equal(&self.tags.at(2 * set + 1).0, tag));
        let hit = found | found_high != 0;
        let (way, ranks) = if hit {
            let way = u64::from((found | found_high << LANES).trailing_zeros());
            let ranks = rank_of_pair(latest, way);
            if ranks != 0 {
                held[0] = (latest & !ranks | latest << FIVE & ranks | way) ^ PAIR_AS_NUMBERED[0];
                return Touch { slot: (2 * set * LANES) as u32 + way as u32, hit };
            }
            (way, rank_of_pair(others, way))
        } else {
            let way = others >> (*oldest & 63) & 31;
            self.tags.at_mut(2 * set + way as usize / LANES).0[way as usize % LANES] = tag;
            (way, *all)
        };
        let last = latest >> (FIVE * (OF_PAIR as u32 - 1));
        held[0] = (latest << FIVE & (FIVES * 31) | way) ^ PAIR_AS_NUMBERED[0];
        held[1] = (others & !ranks | others << FIVE & ranks | last) ^ PAIR_AS_NUMBERED[1];
        Touch { slot: (2 * set * LANES) as u32 + way as u32, hit }
    }

    #[inline(always)]
    fn touch_times(&mut self, key: u64) -> Touch {
        let (set, tag) = self.place(key);
        let Order::Times { rows, clock, absent } = &mut self.order else { return Touch::NONE };
        if *clock == u32::MAX - 1 {
            *clock = renew(rows, self.groups);
        }
        *clock += 1;
        let first = set * self.groups;
        for nth in first..first + self.groups {
            let (Some(row), Some(times)) = (self.tags.get(nth), rows.get_mut(nth)) else { return Touch::NONE };
            let found = equal(&row.0, tag);
            if found != 0 {
                times.0[lowest(found)] = *clock;
                return Touch { slot: (nth * LANES + lowest(found)) as u32, hit: true };
            }
        }
        let mut oldest = (0, u32::MAX);
        for nth in first..first + self.groups {
            let Some(times) = rows.get(nth) else { return Touch::NONE };
            let is_last = nth + 1 == first + self.groups;
            let (lane, time) = if is_last { least(&widest(&times.0, absent)) } else { least(&times.0) };
            if time < oldest.1 {
                oldest = (nth * LANES + lane, time);
            }
        }
        let (nth, lane) = (oldest.0 / LANES, oldest.0 % LANES);
        let (Some(row), Some(times)) = (self.tags.get_mut(nth), rows.get_mut(nth)) else { return Touch::NONE };
        (row.0[lane], times.0[lane]) = (tag, *clock);
        Touch { slot: oldest.0 as u32, hit: false }
    }

    /// As the others under tree-PLRU (ways are a power of two): each node of a binary tree over the ways points away from
    /// the half that was used last.
    #[inline(never)]
    fn touch_tree(&mut self, key: u64) -> Touch {
        let (set, tag) = self.place(key);
        let Order::Trees { sets } = &mut self.order else { return Touch::NONE };
        let first = set * self.groups;
        let levels = self.ways.trailing_zeros();
        let (Some(tree), Some(rows)) = (sets.get_mut(set), self.tags.get_mut(first..first + self.groups)) else {
            return Touch::NONE;
        };
        let bit = |tree: &[u64; 2], node: usize| (tree[node / 64 % 2] >> (node % 64) & 1) as usize;
        let found = rows.iter().enumerate().find_map(|(nth, row)| match equal(&row.0, tag) {
            0 => None,
            lanes => Some(nth * LANES + lowest(lanes)),
        });
        let empty = || (0..self.ways).find(|way| rows[way / LANES].0[way % LANES] == 0);
        let oldest = || (0..levels).fold(1, |node, _| node << 1 | bit(tree, node)) - self.ways;
        let way = found.or_else(empty).unwrap_or_else(oldest);
        let mut node = 1;
        for level in (0..levels).rev() {
            let half = way >> level & 1;
            let word = &mut tree[node / 64 % 2];
            *word = *word & !(1 << (node % 64)) | ((half ^ 1) as u64) << (node % 64);
            node = node << 1 | half;
        }
        rows[way / LANES].0[way % LANES] = tag;
        Touch { slot: (first * LANES + way) as u32, hit: found.is_some() }
    }

    /// The slot of `key`, if it is there. Changes nothing.
    pub(super) fn slot(&self, key: u64) -> Option<u32> {
        let (set, tag) = self.place(key);
        let first = set * self.groups;
        let rows = self.tags.get(first..first + self.groups)?;
        rows.iter().enumerate().find_map(|(nth, row)| match equal(&row.0, tag) {
            0 => None,
            lanes => Some(((first + nth) * LANES + lowest(lanes)) as u32),
        })
    }

    /// Takes `key` out: its way is the next to be filled. The slot it had.
    pub(super) fn remove(&mut self, key: u64) -> Option<u32> {
        let slot = self.slot(key)?;
        let (row, lane) = (slot as usize / LANES, slot as usize % LANES);
        self.tags.get_mut(row)?.0[lane] = 0;
        match &mut self.order {
            Order::Ranks { sets, all, .. } => {
                let held = sets.get_mut(row)?;
                let order = *held ^ AS_NUMBERED;
                let below = (rank(order, lane as u64) >> 4) & *all;
                let above = *all & !(below << 4 | 15);
                // Those that were used before it move up, and it comes behind them.
                let moved = order & below | (order & above) >> 4;
                let last = (lane as u64) << (all.count_ones() - 4);
                *held = (moved | last | order & !*all) ^ AS_NUMBERED;
            }
            Order::Pairs { sets, oldest, all } => {
                let held = sets.get_mut(row / 2)?;
                let [latest, others] = [held[0] ^ PAIR_AS_NUMBERED[0], held[1] ^ PAIR_AS_NUMBERED[1]];
                let way = (row % 2 * LANES + lane) as u64;
                let in_latest = rank_of_pair(latest, way);
                // As for sixteen ways, over both words.
                let below = if in_latest != 0 { 0 } else { (rank_of_pair(others, way) >> FIVE) & *all };
                let up_to = if in_latest != 0 { 0 } else { below << FIVE | 31 };
                let above = *all & !up_to;
                let moved =
                    others & below | if in_latest != 0 { (others & *all) >> FIVE } else { (others & above) >> FIVE };
                if in_latest != 0 {
                    let kept = in_latest >> FIVE;
                    let last = (others & 31) << (FIVE * (OF_PAIR as u32 - 1));
                    held[0] = (latest & kept | (latest & !in_latest) >> FIVE | last) ^ PAIR_AS_NUMBERED[0];
                }
                held[1] = (moved | way << *oldest | others & !*all) ^ PAIR_AS_NUMBERED[1];
            }
            Order::Times { rows, .. } => rows.get_mut(row)?.0[lane] = 0,
            // What is empty is looked for.
            Order::Trees { .. } => {}
        }
        Some(slot)
    }

    /// Asks the real machine for the set of `key`, which will be asked for soon.
    #[inline(always)]
    pub(super) fn fetch(&self, key: u64) {
        let set = (key & self.set_mask) as usize;
        if let Order::Ranks { sets, .. } = &self.order {
            super::lanes::fetch(sets.at(set));
            super::lanes::fetch(self.tags.at(set));
            return;
        }
        match &self.order {
            Order::Ranks { .. } => {}
            Order::Pairs { sets, .. } => {
                fetch(sets, set);
                fetch(&self.tags, set * self.groups + 1);
            }
            Order::Times { rows, .. } => {
                fetch(rows, set * self.groups);
                fetch(rows, set * self.groups + 1);
                fetch(&self.tags, set * self.groups + 1);
            }
            Order::Trees { sets } => fetch(sets, set),
        }
        fetch(&self.tags, set * self.groups);
    }

    /// Forgets every key.
    pub(super) fn clear(&mut self) {
        self.tags.fill(Row::default());
    }

    /// The set of a key, and its tag.
    #[inline(always)]
    fn place(&self, key: u64) -> (usize, u32) {
        let above = key >> self.set_bits;
        ((key & self.set_mask) as usize, ((above ^ above >> 32) as u32).max(1))
    }
}

/// The order in which `way` comes first, and those of the ranks up to its own follow.
#[inline(always)]
fn first(order: u64, way: u64, ranks: u64) -> u64 {
    order & !ranks | order << 4 & ranks | way
}

/// All ranks up to that of `way`, in an order that has it.
#[inline(always)]
fn rank(order: u64, way: u64) -> u64 {
    let unlike = order ^ way.wrapping_mul(ONES);
    // The top bit of the lowest rank that is equal; those above it may be wrong.
    let equal = unlike.wrapping_sub(ONES) & !unlike & (ONES << 3);
    equal ^ equal.wrapping_sub(1)
}

/// All ranks of a word of a pair up to that of `way`; 0 if it is in the other word.
#[inline(always)]
fn rank_of_pair(word: u64, way: u64) -> u64 {
    let unlike = word ^ way.wrapping_mul(FIVES);
    let equal = unlike.wrapping_sub(FIVES) & !unlike & (FIVES << (FIVE - 1));
    if equal == 0 { 0 } else { equal ^ (equal - 1) }
}

/// The clock has run out: times become ranks. The time that is now.
#[cold]
#[inline(never)]
fn renew(rows: &mut [Row], groups: usize) -> u32 {
    for rows in rows.chunks_exact_mut(groups) {
        let mut times = [0_u32; MOST_WAYS as usize];
        let times = &mut times[..groups * LANES];
        times.iter_mut().zip(rows.iter().flat_map(|row| row.0)).for_each(|(time, used)| *time = used);
        sort(times);
        for used in rows.iter_mut().flat_map(|row| &mut row.0).filter(|used| **used != 0) {
            *used = 1 + times.partition_point(|time| time < used) as u32;
        }
    }
    MOST_WAYS
}

/// In order. By a closure, which makes the compiled code this crate's alone: rustc lets a program that links to it use what it
/// has of `std`, and this is not traced.
#[expect(clippy::unnecessary_sort_by, reason = "the code is to be this crate's alone")]
fn sort(times: &mut [u32]) {
    times.sort_unstable_by(|one, other| one.cmp(other));
}

#[inline(always)]
fn fetch<T>(all: &[T], at: usize) {
    if let Some(one) = all.get(at) {
        super::lanes::fetch(one);
    }
}

/// The first of these lanes.
#[inline(always)]
fn lowest(lanes: u32) -> usize {
    lanes.trailing_zeros() as usize % LANES
}
