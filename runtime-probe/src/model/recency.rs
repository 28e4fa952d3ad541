//! One set-associative structure with LRU or tree-PLRU replacement: a cache or a TLB, without what it holds.

use super::Memory;
use super::lanes::{AGES, LANES, equal_bytes, equal_words, grown_older};
use crate::machine::Policy;

/// Keys (line or page numbers) in sets, with the order in which they were used.
///
/// Each key owns a *slot*, a number below [`Recency::slots`] that stays its own until it leaves: the place where a caller
/// keeps what belongs to the key.
#[derive(Debug)]
pub(super) struct Recency<'m> {
    /// For each set, `rows_per_set` rows.
    rows: &'m mut [Row],
    rows_per_set: usize,
    ways: usize,
    set_mask: u64,
    set_bits: u32,
    policy: Policy,
}

/// Twelve ways of a set, laid out so that one look at all of them is a few vector instructions.
#[derive(Clone, Copy, Debug, Default)]
#[repr(C, align(64))]
pub(super) struct Row {
    /// Key above the set bits, folded to 32 bits; 0 is empty. Two keys of a set are taken for each other if they are a
    /// multiple of 2³² sets apart: with 64-byte lines and 64 sets, addresses that differ above bit 44 alone.
    tags: [u32; LANES],
    /// How many ways of the set were used since this one, exclusive-or the number of the way: so zeroed memory is an
    /// empty set with an order. Under tree-PLRU, the first row's are the bits of the tree.
    ages: [u8; AGES],
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

/// The most ways of a set: ages are bytes.
pub const MOST_WAYS: u32 = 128;

impl<'m> Recency<'m> {
    /// An empty structure. `sets` is a power of two, `ways` at most [`MOST_WAYS`] (as
    /// [`Machine`](crate::machine::Machine) makes sure); `None` when there is no memory for it.
    pub(super) fn new(sets: usize, ways: usize, policy: Policy, memory: &mut impl Memory<'m>) -> Option<Self> {
        let ways = ways.clamp(1, MOST_WAYS as usize);
        let sets = sets.max(1).next_power_of_two();
        let rows_per_set = ways.div_ceil(LANES);
        Some(Self {
            rows: memory.zeroed(sets * rows_per_set)?,
            rows_per_set,
            ways,
            set_mask: sets as u64 - 1,
            set_bits: sets.trailing_zeros(),
            policy,
        })
    }

    /// A bound of the slots: sets × ways, rounded up to whole rows.
    pub(super) fn slots(&self) -> usize {
        self.rows.len() * LANES
    }

    /// Asks for `key`, which becomes the most recently used of its set.
    #[inline]
    pub(super) fn touch(&mut self, key: u64) -> Touch {
        let set = (key & self.set_mask) as usize;
        let tag = self.tag(key);
        match self.rows_per_set {
            _ if self.policy == Policy::TreePlru => self.touch_tree(set, tag),
            1 => self.touch_row(set, tag),
            2 => self.touch_pair(set, tag),
            _ => self.touch_rows(set, tag),
        }
    }

    #[inline(always)]
    fn touch_row(&mut self, set: usize, tag: u32) -> Touch {
        let Some(row) = self.rows.get_mut(set) else { return Touch { slot: 0, hit: false, evicted: false } };
        let slot = |lane: usize| (set * LANES + lane) as u32;
        if let Some(lane) = row.find(tag) {
            row.grow_older(0, row.age(0, lane));
            row.renew(0, lane);
            return Touch { slot: slot(lane), hit: true, evicted: false };
        }
        let last = self.ways as u8 - 1;
        let lane = row.aged(0, last).unwrap_or(0);
        let evicted = row.replace(lane, tag);
        row.grow_older(0, last);
        row.renew(0, lane);
        Touch { slot: slot(lane), hit: false, evicted }
    }

    #[inline(always)]
    fn touch_pair(&mut self, set: usize, tag: u32) -> Touch {
        let Some([low, high]) = self.rows.get_mut(2 * set..2 * set + 2) else {
            return Touch { slot: 0, hit: false, evicted: false };
        };
        let both = |low: u32, high: u32| low | high << LANES;
        let found = both(equal_words(&low.tags, tag), equal_words(&high.tags, tag));
        let last = self.ways as u8 - 1;
        let way = if found != 0 {
            found.trailing_zeros() as usize
        } else {
            let oldest = both(equal_bytes(&low.ages, 0, last), equal_bytes(&high.ages, first_way(1), last));
            oldest.trailing_zeros() as usize % (2 * LANES)
        };
        let (nth, lane) = if way < LANES { (0, way) } else { (1, way - LANES) };
        let row = if nth == 0 { &mut *low } else { &mut *high };
        let evicted = row.replace(lane, tag) && found == 0;
        let age = row.age(nth, lane);
        low.grow_older(0, age);
        high.grow_older(1, age);
        (if nth == 0 { low } else { high }).renew(nth, lane);
        Touch { slot: (2 * set * LANES + way) as u32, hit: found != 0, evicted }
    }

    #[inline(never)]
    fn touch_rows(&mut self, set: usize, tag: u32) -> Touch {
        let last = self.ways as u8 - 1;
        let first = set * self.rows_per_set;
        let rows = &mut self.rows[first..first + self.rows_per_set];
        let found = rows.iter().enumerate().find_map(|(nth, row)| Some((nth, row.find(tag)?)));
        let oldest = || rows.iter().enumerate().find_map(|(nth, row)| Some((nth, row.aged(nth, last)?)));
        let (nth, lane) = found.or_else(oldest).unwrap_or((0, 0));
        let evicted = rows[nth].replace(lane, tag) && found.is_none();
        let age = rows[nth].age(nth, lane);
        rows.iter_mut().enumerate().for_each(|(nth, row)| row.grow_older(nth, age));
        rows[nth].renew(nth, lane);
        let slot = ((first + nth) * LANES + lane) as u32;
        Touch { slot, hit: found.is_some(), evicted }
    }

    /// As the others under tree-PLRU (ways are a power of two): each node of a binary tree over the ways points away from
    /// the half that was used last.
    #[inline(never)]
    fn touch_tree(&mut self, set: usize, tag: u32) -> Touch {
        let first = set * self.rows_per_set;
        let levels = self.ways.trailing_zeros();
        let Some(rows) = self.rows.get_mut(first..first + self.rows_per_set) else {
            return Touch { slot: 0, hit: false, evicted: false };
        };
        let mut tree = u128::from_le_bytes(rows[0].ages);
        let found = rows.iter().enumerate().find_map(|(nth, row)| Some(nth * LANES + row.find(tag)?));
        let empty = || (0..self.ways).find(|way| rows[way / LANES].tags[way % LANES] == 0);
        let oldest = || (0..levels).fold(1, |node, _| node << 1 | (tree >> node & 1) as usize) - self.ways;
        let way = found.or_else(empty).unwrap_or_else(oldest);
        let mut node = 1;
        for level in (0..levels).rev() {
            let half = way >> level & 1;
            tree = tree & !(1 << node) | ((half ^ 1) as u128) << node;
            node = node << 1 | half;
        }
        rows[0].ages = tree.to_le_bytes();
        let evicted = rows[way / LANES].replace(way % LANES, tag) && found.is_none();
        Touch { slot: (first * LANES + way) as u32, hit: found.is_some(), evicted }
    }

    /// The slot of `key`, if it is there. Changes nothing.
    pub(super) fn slot(&self, key: u64) -> Option<u32> {
        let first = (key & self.set_mask) as usize * self.rows_per_set;
        let tag = self.tag(key);
        let rows = self.rows.get(first..first + self.rows_per_set)?;
        rows.iter().enumerate().find_map(|(nth, row)| Some(((first + nth) * LANES + row.find(tag)?) as u32))
    }

    /// Takes `key` out: its way is the next to be filled. The slot it had.
    pub(super) fn remove(&mut self, key: u64) -> Option<u32> {
        let slot = self.slot(key)?;
        let first = (key & self.set_mask) as usize * self.rows_per_set;
        let way = slot as usize - first * LANES;
        let rows = &mut self.rows[first..first + self.rows_per_set];
        rows[way / LANES].tags[way % LANES] = 0;
        if self.policy == Policy::Lru {
            let age = rows[way / LANES].age(way / LANES, way % LANES);
            for other in 0..self.ways {
                let held = rows[other / LANES].age(other / LANES, other % LANES);
                let older = if other == way { self.ways as u8 - 1 } else { held - u8::from(held > age) };
                rows[other / LANES].ages[other % LANES] = older ^ other as u8;
            }
        }
        Some(slot)
    }

    /// The address of the set of `key`, for whoever wants to bring it nearer before it is asked for.
    #[inline(always)]
    pub(super) fn address(&self, key: u64) -> usize {
        self.rows.as_ptr().addr() + (key & self.set_mask) as usize * self.rows_per_set * size_of::<Row>()
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

    #[inline]
    fn tag(&self, key: u64) -> u32 {
        let above = key >> self.set_bits;
        ((above ^ above >> 32) as u32).max(1)
    }
}

// Ways are lanes of the row `nth` of a set.
impl Row {
    /// The lane of a tag.
    #[inline(always)]
    fn find(&self, tag: u32) -> Option<usize> {
        lowest(equal_words(&self.tags, tag))
    }

    /// The lane of an age.
    #[inline(always)]
    fn aged(&self, nth: usize, age: u8) -> Option<usize> {
        lowest(equal_bytes(&self.ages, first_way(nth), age))
    }

    #[inline(always)]
    fn age(&self, nth: usize, lane: usize) -> u8 {
        self.ages[lane % LANES] ^ (first_way(nth) + lane as u8)
    }

    /// Puts a tag into a lane; whether another was there.
    #[inline(always)]
    fn replace(&mut self, lane: usize, tag: u32) -> bool {
        std::mem::replace(&mut self.tags[lane % LANES], tag) != 0
    }

    /// Each way that was younger than `age` is one older.
    #[inline(always)]
    fn grow_older(&mut self, nth: usize, age: u8) {
        self.ages = grown_older(&self.ages, first_way(nth), age);
    }

    /// The way in `lane` is the youngest.
    #[inline(always)]
    fn renew(&mut self, nth: usize, lane: usize) {
        self.ages[lane % LANES] = first_way(nth) + lane as u8;
    }
}

#[inline(always)]
fn first_way(row: usize) -> u8 {
    (row * LANES) as u8
}

#[inline(always)]
fn lowest(lanes: u32) -> Option<usize> {
    (lanes != 0).then(|| lanes.trailing_zeros() as usize)
}
