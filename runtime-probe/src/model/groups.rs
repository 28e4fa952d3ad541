//! Whose memory an address is: blocks that were allocated alike, in groups that are told apart as long as there are few.
//!
//! Blocks are alike that are of about one size and whose allocation was asked for at one place. Large ones are a group each.
//! Small ones are a group where nothing else was allocated between them: the rows of a matrix, the nodes of a list. Of groups
//! that live at a time so many are told apart; what is beyond that is one group of the kind. What goes makes its group free for
//! the next of its kind: a loop that makes the same data again and again touches the same groups.
//!
//! Memory that is not of the heap is told apart by regions of 64 KiB.
//!
//! It is known for each 16 bytes which group they are of, or for a page as a whole.

use super::index::Index;
use super::links::{Link, Links};
use super::{Grown, Memory, Zeroed};

/// Memory that is told apart from other.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Group {
    /// Bytes of the largest block; 0 where it is no memory of the heap.
    pub size: u64,
    /// Where the blocks were asked for; 0 where that is not known.
    pub place: u64,
    /// Blocks of it that there ever were.
    pub blocks: u64,
    /// Blocks of it that there were at a time, at most.
    pub most: u64,
    /// Where the block that came last begins, or the region.
    pub address: u64,
    /// It has what there was no room to tell apart.
    pub is_rest: bool,
}

impl Group {
    /// The number of the first that is told apart: those before it have what is beyond a limit.
    pub const FIRST_TOLD: u32 = 3;
    /// From so many bytes on a block is a group of its own.
    pub const LARGE: u64 = 32 << 10;
}

/// A group while the program runs.
#[derive(Clone, Copy, Debug, Default)]
struct Member {
    group: Group,
    /// Blocks that there are now.
    live: u64,
    /// The kind's next; 0 is none.
    next: u32,
}

/// Blocks of about one size, from one place.
#[derive(Clone, Copy, Debug, Default)]
struct Kind {
    /// Its groups; 0 is none.
    first: u32,
    count: u32,
    /// The one that the last block went to.
    current: u32,
    /// What has the rest.
    rest: u32,
}

super::memory::zeroed!(Group, Member, Kind);

/// The group of blocks for which there is none of their own.
pub(super) const OTHER_BLOCKS: u32 = 1;
/// The group of regions for which there is none of their own.
const OTHER_REGIONS: u32 = 2;

const REST: Member = Member { group: Group { is_rest: true, ..NONE }, live: 0, next: 0 };
const NONE: Group = Group { size: 0, place: 0, blocks: 0, most: 0, address: 0, is_rest: false };

/// Groups that are told apart at all: their numbers have 16 bits.
const MOST_GROUPS: usize = u16::MAX as usize;
/// Regions that are told apart.
const MOST_REGIONS: usize = 1 << 12;
/// Pages on which blocks lie side by side that are followed: 512 bytes each, for pages of 4 KiB.
const MOST_MIXED: usize = 1 << 18;
/// Groups of a kind that live at a time and are told apart.
const MOST_SMALL: u32 = 16;
const MOST_LARGE: u32 = 64;
const GRAIN_BITS: u32 = 4;
const REGION_BITS: u32 = 16;
/// A page on which several groups lie: the rest is the number of its table.
const MIXED: u32 = 1 << 31;

/// Of each 16 bytes of a page, the group.
type Grains<'m> = Option<&'m mut [u16]>;

// SAFETY: the null of the reference makes the `Option` none, which is its default; it needs no drop.
#[expect(unsafe_code, reason = "see the trait")]
unsafe impl Zeroed for Grains<'_> {}

/// Which memory is of which group now.
#[derive(Debug)]
pub(super) struct Groups<'m> {
    page_bits: u32,
    /// From a page to its entry.
    index: Index<'m>,
    /// By entry: the group, or [`MIXED`]; 0 is not known yet. The first is nobody's.
    pages: Grown<'m, u32>,
    mixed: Grown<'m, Grains<'m>>,
    regions: Index<'m>,
    all: Grown<'m, Member>,
    kinds: Grown<'m, Kind>,
    kinds_by_key: Index<'m>,
    /// The key and the number of the kind that was asked for last.
    recent: (u64, u32),
    /// By core, the kind of the block that it allocated last.
    last: [u32; super::MOST_CORES],
    links: Links<'m>,
}

impl<'m> Groups<'m> {
    /// No memory is known.
    pub(super) fn new(page_bits: u32) -> Self {
        Self {
            page_bits,
            index: Index::default(),
            pages: Grown::new(),
            mixed: Grown::new(),
            regions: Index::default(),
            all: Grown::new(),
            kinds: Grown::new(),
            kinds_by_key: Index::default(),
            recent: (0, 0),
            last: [0; super::MOST_CORES],
            links: Links::new(),
        }
    }

    /// The entry of a page, which it keeps; 0 when there is no memory for one.
    pub(super) fn entry(&mut self, page: u64, memory: &mut impl Memory<'m>) -> u32 {
        match self.index.get(page) {
            Some(entry) => entry,
            None => self.begin(page, memory).unwrap_or(0),
        }
    }

    /// Every page that has an entry, and it.
    pub(super) fn entries(&self) -> impl Iterator<Item = (u64, u32)> {
        self.index.iter()
    }

    #[cold]
    fn begin(&mut self, page: u64, memory: &mut impl Memory<'m>) -> Option<u32> {
        if self.pages.is_empty() {
            self.pages.push(0, memory)?;
            for _ in 0..Group::FIRST_TOLD {
                self.all.push(REST, memory)?;
            }
            self.kinds.push(Kind::default(), memory)?;
        }
        let entry = self.pages.push(0, memory)? as u32;
        self.index.put(page, entry, memory)?;
        Some(entry)
    }

    /// The group of an address in the page of an entry; 0 where nothing is known.
    #[inline(always)]
    pub(super) fn of(&mut self, entry: u32, address: u64, memory: &mut impl Memory<'m>) -> u32 {
        match self.pages.get(entry as usize) {
            Some(&group) if group != 0 && group & MIXED == 0 => group,
            Some(&table) if table != 0 => match self.grain(table, address) {
                0 => self.region(address, memory),
                group => group,
            },
            _ => self.first_touch(entry, address, memory),
        }
    }

    #[inline(always)]
    fn grain(&self, table: u32, address: u64) -> u32 {
        match self.mixed.get((table & !MIXED) as usize) {
            Some(Some(grains)) => grains.get(self.grain_of(address)).copied().unwrap_or(0).into(),
            _ => OTHER_BLOCKS,
        }
    }

    #[inline(always)]
    fn grain_of(&self, address: u64) -> usize {
        (address >> GRAIN_BITS) as usize & ((1 << (self.page_bits - GRAIN_BITS)) - 1)
    }

    #[cold]
    fn first_touch(&mut self, entry: u32, address: u64, memory: &mut impl Memory<'m>) -> u32 {
        if entry == 0 {
            return 0;
        }
        let group = self.region(address, memory);
        if let Some(page) = self.pages.get_mut(entry as usize) {
            *page = group;
        }
        group
    }

    /// The group of the region that an address lies in, which is no block.
    fn region(&mut self, address: u64, memory: &mut impl Memory<'m>) -> u32 {
        let number = address >> REGION_BITS;
        if let Some(group) = self.regions.get(number) {
            return group;
        }
        if self.regions.len() >= MOST_REGIONS {
            return OTHER_REGIONS;
        }
        let group = Group { address: number << REGION_BITS, ..NONE };
        let region = Member { group, ..Member::default() };
        let Some(group) = self.add(region, memory) else { return OTHER_REGIONS };
        match self.regions.put(number, group, memory) {
            Some(()) => group,
            None => OTHER_REGIONS,
        }
    }

    fn add(&mut self, member: Member, memory: &mut impl Memory<'m>) -> Option<u32> {
        if self.all.len() >= MOST_GROUPS {
            return None;
        }
        Some(self.all.push(member, memory)? as u32)
    }

    /// A core allocated a block, and asked for it at `place`; the group.
    pub(super) fn comes(
        &mut self,
        core: usize,
        (address, size): (u64, u64),
        place: u64,
        memory: &mut impl Memory<'m>,
    ) -> u32 {
        if size == 0 || address.checked_add(size).is_none() {
            return 0;
        }
        // Also makes the groups that there always are.
        self.entry(address >> self.page_bits, memory);
        let group = self.place_of(core, size, place, memory).unwrap_or(OTHER_BLOCKS);
        if let Some(held) = self.all.get_mut(group as usize) {
            held.live += 1;
            let group = &mut held.group;
            group.blocks += 1;
            group.most = group.most.max(held.live);
            group.size = group.size.max(size);
            (group.place, group.address) = (place, address);
        }
        self.mark((address, size), group, memory);
        group
    }

    /// A block goes that was allocated at an address.
    pub(super) fn goes(&mut self, address: u64, memory: &mut impl Memory<'m>) {
        let Some(entry) = self.index.get(address >> self.page_bits) else { return };
        let group = self.of(entry, address, memory);
        if let Some(held) = self.all.get_mut(group as usize) {
            held.live = held.live.saturating_sub(1);
        }
    }

    /// A block at an address has another address in it.
    pub(super) fn points(&mut self, from: u64, to: u64, memory: &mut impl Memory<'m>) {
        if let (Some(from), Some(to)) = (self.of_block(from), self.of_block(to)) {
            self.links.add(from, to, memory);
        }
    }

    /// The group of the block that an address lies in, or lay in when it was last one's.
    pub(super) fn of_block(&self, address: u64) -> Option<u32> {
        let entry = self.index.get(address >> self.page_bits)?;
        let group = match *self.pages.get(entry as usize)? {
            table if table & MIXED != 0 => self.grain(table, address),
            group => group,
        };
        let told = self.all.get(group as usize).filter(|_| group >= Group::FIRST_TOLD)?;
        (told.group.size > 0).then_some(group)
    }

    /// Which groups point to which.
    pub(super) fn links(&self) -> impl Iterator<Item = &Link> {
        self.links.iter()
    }

    /// The group that a block goes to.
    fn place_of(&mut self, core: usize, size: u64, place: u64, memory: &mut impl Memory<'m>) -> Option<u32> {
        let key = place << 12 | class(size);
        if self.recent.0 != key {
            let kind = match self.kinds_by_key.get(key) {
                Some(kind) => kind,
                None => {
                    let kind = self.kinds.push(Kind::default(), memory)? as u32;
                    self.kinds_by_key.put(key, kind, memory)?;
                    kind
                }
            };
            self.recent = (key, kind);
        }
        let number = self.recent.1;
        let last = std::mem::replace(self.last.get_mut(core)?, number);
        let kind = *self.kinds.get(number as usize)?;
        if size < Group::LARGE && last == number && kind.current != 0 {
            return Some(kind.current);
        }
        let group = self.free(&kind).or_else(|| self.another(number, size, memory))?;
        self.kinds.get_mut(number as usize)?.current = group;
        Some(group)
    }

    /// A group of a kind whose blocks are gone.
    fn free(&self, kind: &Kind) -> Option<u32> {
        let mut free = None;
        let mut at = kind.first;
        while let Some(group) = self.all.get(at as usize).filter(|_| at != 0) {
            // The list goes from the last to the first, which is what the same data had the last time.
            free = if group.live == 0 { Some(at) } else { free };
            at = group.next;
        }
        free
    }

    /// One more group of a kind; where there are enough, the one that has the rest.
    fn another(&mut self, number: u32, size: u64, memory: &mut impl Memory<'m>) -> Option<u32> {
        let kind = *self.kinds.get(number as usize)?;
        let most = if size < Group::LARGE { MOST_SMALL } else { MOST_LARGE };
        if kind.count < most {
            let group = self.add(Member { next: kind.first, ..Member::default() }, memory)?;
            let kind = self.kinds.get_mut(number as usize)?;
            (kind.first, kind.count) = (group, kind.count + 1);
            return Some(group);
        }
        if kind.rest != 0 {
            return Some(kind.rest);
        }
        let group = self.add(REST, memory)?;
        self.kinds.get_mut(number as usize)?.rest = group;
        Some(group)
    }

    /// Notes that a block is of a group.
    fn mark(&mut self, (address, size): (u64, u64), group: u32, memory: &mut impl Memory<'m>) {
        let page_bytes = 1 << self.page_bits;
        let mut at = address;
        let end = address + size;
        while at < end {
            let entry = self.entry(at >> self.page_bits, memory);
            let until = ((at | (page_bytes - 1)) + 1).min(end);
            if until - at == page_bytes {
                if let Some(page) = self.pages.get_mut(entry as usize).filter(|_| entry != 0) {
                    *page = group;
                }
            } else {
                let (first, last) = (self.grain_of(at), self.grain_of(until - 1));
                let marked = self.grains(entry, memory).and_then(|grains| grains.get_mut(first..=last));
                marked.into_iter().for_each(|grains| grains.fill(group as u16));
            }
            at = until;
        }
    }

    /// What lies where on the page of an entry, from now on.
    fn grains(&mut self, entry: u32, memory: &mut impl Memory<'m>) -> Option<&mut [u16]> {
        let page = self.pages.get_mut(entry as usize).filter(|_| entry != 0)?;
        if *page & MIXED == 0 {
            // Beyond that none is told apart.
            if self.mixed.len() >= MOST_MIXED {
                *page = OTHER_BLOCKS;
                return None;
            }
            let grains = memory.zeroed(1 << (self.page_bits - GRAIN_BITS))?;
            grains.fill(*page as u16);
            *page = MIXED | self.mixed.push(Some(grains), memory)? as u32;
        }
        let table = (*page & !MIXED) as usize;
        self.mixed.get_mut(table)?.as_deref_mut()
    }

    /// All groups, by number.
    pub(super) fn iter(&self) -> impl Iterator<Item = (u32, &Group)> {
        (0..).zip(self.all.iter().map(|member| &member.group)).skip(1)
    }
}

/// What sizes are taken for one: multiples of 16 up to 1 KiB, from there on quarters of powers of two.
fn class(size: u64) -> u64 {
    match size {
        ..=1024 => size.div_ceil(1 << GRAIN_BITS),
        _ => {
            let power = u64::from((size - 1).ilog2());
            power << 4 | 0x800 | (size - 1) >> (power - 2) & 3
        }
    }
}
