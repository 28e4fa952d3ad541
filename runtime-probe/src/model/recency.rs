//! One set-associative structure with LRU or tree-PLRU replacement: a cache or a TLB, without what it holds.

use super::Memory;
use super::lanes::{LANES, equal, greatest};
use crate::machine::Policy;

/// Keys (line or page numbers) in sets, with the order in which they were used.
///
/// Each key owns a *slot*, a number below [`Recency::slots`] that stays its own until it leaves: the place where a caller
/// keeps what belongs to the key.
#[derive(Debug)]
pub(super) struct Recency<'m> {
    /// For each set, `groups` groups.
    rows: &'m mut [Row],
    groups: usize,
    ways: usize,
    set_mask: u64,
    set_bits: u32,
    policy: Policy,
    /// Runs down with each time that a key is asked for.
    clock: u32,
}

/// Ways of a set, as many as are looked at together.
#[derive(Clone, Copy, Debug, Default)]
#[repr(C, align(64))]
pub(super) struct Row {
    /// Key above the set bits, folded to 32 bits; 0 is empty. Two keys of a set are taken for each other if they are a
    /// multiple of 2³² sets apart: with 64-byte lines and 64 sets, addresses that differ above bit 44 alone.
    tags: [u32; LANES],
    /// When each was used last, by a clock that runs down: the greatest is the oldest, and ways that the set does not have,
    /// 0, never are. Under tree-PLRU the first row's are the bits of the tree.
    used: [u32; LANES],
}

super::memory::zeroed!(Row);

/// What became of a key that was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Touch {
    /// Its slot.
    pub(super) slot: u32,
    /// Whether it was there. It is now.
    pub(super) hit: bool,
    /// Whether another key had to leave that slot.
    pub(super) evicted: bool,
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
        Some(Self {
            rows: memory.zeroed(sets * groups)?,
            groups,
            ways,
            set_mask: sets as u64 - 1,
            set_bits: sets.trailing_zeros(),
            policy,
            clock: u32::MAX - 1,
        })
    }

    /// A bound of the slots: sets × ways, rounded up to whole rows.
    pub(super) fn slots(&self) -> usize {
        self.rows.len() * LANES
    }

    /// Asks for `key`, which becomes the most recently used of its set.
    #[inline(always)]
    pub(super) fn touch(&mut self, key: u64) -> Touch {
        let set = (key & self.set_mask) as usize;
        let tag = self.tag(key);
        if self.policy == Policy::TreePlru {
            return self.touch_tree(set, tag);
        }
        if self.clock <= 2 * MOST_WAYS {
            self.renew_clock();
        }
        self.clock -= 1;
        match self.groups {
            1 => self.touch_row(set, tag),
            _ => self.touch_rows(set, tag),
        }
    }

    #[inline(always)]
    fn touch_row(&mut self, set: usize, tag: u32) -> Touch {
        let Some(row) = self.rows.get_mut(set) else { return Touch { slot: 0, hit: false, evicted: false } };
        let found = equal(&row.tags, tag);
        let hit = found != 0;
        let lane = if hit { lowest(found) } else { victim(row, self.ways) };
        row.used[lane] = self.clock;
        let before = std::mem::replace(&mut row.tags[lane], tag);
        Touch { slot: (set * LANES + lane) as u32, hit, evicted: !hit && before != 0 }
    }

    #[inline(always)]
    fn touch_rows(&mut self, set: usize, tag: u32) -> Touch {
        let first = set * self.groups;
        let Some(rows) = self.rows.get_mut(first..first + self.groups) else {
            return Touch { slot: 0, hit: false, evicted: false };
        };
        let mut way = usize::MAX;
        for (nth, row) in rows.iter().enumerate() {
            let found = equal(&row.tags, tag);
            if found != 0 {
                way = nth * LANES + lowest(found);
            }
        }
        let hit = way != usize::MAX;
        if !hit {
            let mut age = 0;
            for (nth, row) in rows.iter().enumerate() {
                let lane = victim(row, self.ways - nth * LANES);
                // What is empty is older than all.
                let own = if row.tags[lane] == 0 { u32::MAX } else { row.used[lane] };
                if own > age || nth == 0 {
                    (age, way) = (own, nth * LANES + lane);
                }
            }
        }
        let Some(row) = rows.get_mut(way / LANES) else { return Touch { slot: 0, hit: false, evicted: false } };
        row.used[way % LANES] = self.clock;
        let before = std::mem::replace(&mut row.tags[way % LANES], tag);
        Touch { slot: (first * LANES + way) as u32, hit, evicted: !hit && before != 0 }
    }

    /// As the others under tree-PLRU (ways are a power of two): each node of a binary tree over the ways points away from
    /// the half that was used last.
    #[inline(never)]
    fn touch_tree(&mut self, set: usize, tag: u32) -> Touch {
        let first = set * self.groups;
        let levels = self.ways.trailing_zeros();
        let Some(rows) = self.rows.get_mut(first..first + self.groups) else {
            return Touch { slot: 0, hit: false, evicted: false };
        };
        let words = rows[0].used;
        let mut tree = (0..4).fold(0, |tree, word| tree | u128::from(words[word]) << (32 * word));
        let found = rows.iter().enumerate().find_map(|(nth, row)| match equal(&row.tags, tag) {
            0 => None,
            lanes => Some(nth * LANES + lanes.trailing_zeros() as usize),
        });
        let empty = || (0..self.ways).find(|way| rows[way / LANES].tags[way % LANES] == 0);
        let oldest = || (0..levels).fold(1, |node, _| node << 1 | (tree >> node & 1) as usize) - self.ways;
        let way = found.or_else(empty).unwrap_or_else(oldest);
        let mut node = 1;
        for level in (0..levels).rev() {
            let half = way >> level & 1;
            tree = tree & !(1 << node) | ((half ^ 1) as u128) << node;
            node = node << 1 | half;
        }
        (0..4).for_each(|word| rows[0].used[word] = (tree >> (32 * word)) as u32);
        let before = std::mem::replace(&mut rows[way / LANES].tags[way % LANES], tag);
        Touch { slot: (first * LANES + way) as u32, hit: found.is_some(), evicted: found.is_none() && before != 0 }
    }

    /// The clock has run out: times become ranks.
    #[cold]
    #[inline(never)]
    fn renew_clock(&mut self) {
        for rows in self.rows.chunks_exact_mut(self.groups) {
            let mut times = [0_u32; MOST_WAYS as usize + LANES];
            let times = &mut times[..self.groups * LANES];
            for (time, used) in times.iter_mut().zip(rows.iter().flat_map(|row| row.used)) {
                *time = used;
            }
            times.sort_unstable();
            for used in rows.iter_mut().flat_map(|row| &mut row.used).filter(|used| **used != 0) {
                *used = u32::MAX - MOST_WAYS - LANES as u32 + times.partition_point(|time| time < used) as u32;
            }
        }
        self.clock = u32::MAX - 2 * MOST_WAYS;
    }

    /// The slot of `key`, if it is there. Changes nothing.
    pub(super) fn slot(&self, key: u64) -> Option<u32> {
        let first = (key & self.set_mask) as usize * self.groups;
        let tag = self.tag(key);
        let rows = self.rows.get(first..first + self.groups)?;
        rows.iter().enumerate().find_map(|(nth, row)| match equal(&row.tags, tag) {
            0 => None,
            lanes => Some(((first + nth) * LANES) as u32 + lanes.trailing_zeros()),
        })
    }

    /// Takes `key` out: its way is the next to be filled. The slot it had.
    pub(super) fn remove(&mut self, key: u64) -> Option<u32> {
        let slot = self.slot(key)?;
        let row = self.rows.get_mut(slot as usize / LANES)?;
        row.tags[slot as usize % LANES] = 0;
        Some(slot)
    }

    /// Asks the real machine for the set of `key`, which will be asked for soon.
    #[inline(always)]
    pub(super) fn fetch(&self, key: u64) {
        let set = (key & self.set_mask) as usize;
        if let Some(row) = self.rows.get(set * self.groups) {
            super::lanes::fetch(&row.tags);
            super::lanes::fetch(&row.used);
        }
    }

    /// Forgets every key.
    pub(super) fn clear(&mut self) {
        self.rows.fill(Row::default());
    }

    /// The slots that keys own now.
    pub(super) fn held(&self) -> impl Iterator<Item = usize> {
        (0..self.slots()).filter(|slot| self.is_held(*slot))
    }

    /// Whether a key owns the slot.
    pub(super) fn is_held(&self, slot: usize) -> bool {
        self.rows.get(slot / LANES).is_some_and(|row| row.tags[slot % LANES] != 0)
    }

    #[inline(always)]
    fn tag(&self, key: u64) -> u32 {
        let above = key >> self.set_bits;
        ((above ^ above >> 32) as u32).max(1)
    }
}

/// The lane among the first `ways` that is empty, else the one that was used longest ago.
#[inline(always)]
fn victim(row: &Row, ways: usize) -> usize {
    let empty = equal(&row.tags, 0) & u32::MAX >> (32 - ways.clamp(1, LANES) as u32);
    lowest(if empty != 0 { empty } else { equal(&row.used, greatest(&row.used)) })
}

/// The first of these lanes.
#[inline(always)]
fn lowest(lanes: u32) -> usize {
    lanes.trailing_zeros() as usize % LANES
}
