//! Whether large blocks of memory lie on huge pages. The system is asked when they are given back, for then all that was
//! touched of them is there, and in the end about those that are still allocated.

use std::sync::atomic::{AtomicU64, Ordering};

use super::clock;
use super::memory::map;
use super::spin::Spin;
use crate::model::{Backed, Block, zeroed};

/// Smaller blocks are not asked about: a huge page of most processors has as much.
pub(super) const LARGE: usize = 2 << 20;

/// Blocks that are remembered, in sets: in each the larger stay.
const SLOTS: usize = 1024;
const WAYS: usize = 8;

/// Ticks that may be spent on asking, and the part of all that pass which may be beyond that: 20 ms at 3 GHz.
const FREE: u64 = 60_000_000;
const PART: u64 = 64;

/// A block that is allocated, or was.
#[derive(Clone, Copy, Default)]
struct Slot {
    address: u64,
    /// 0 where there is none.
    bytes: u64,
    lives: bool,
    backed: Backed,
}

zeroed!(Slot);

struct Table {
    slots: Option<&'static mut [Slot]>,
    /// When the first block came, and ticks spent on asking since.
    since: u64,
    spent: u64,
}

static TABLE: Spin<Table> = Spin::new(Table { slots: None, since: 0, spent: 0 });
/// The least address that a large block has had, and the greatest.
static LEAST: AtomicU64 = AtomicU64::new(u64::MAX);
static MOST: AtomicU64 = AtomicU64::new(0);

/// A large block was allocated.
pub(super) fn comes(address: u64, bytes: u64) {
    LEAST.fetch_min(address, Ordering::Relaxed);
    MOST.fetch_max(address, Ordering::Relaxed);
    let mut table = TABLE.hold();
    if table.since == 0 {
        table.since = clock::ticks();
    }
    let set = table.set(address);
    // Of what lay there before, what had another size is remembered too.
    let known = set.iter().position(|slot| slot.address == address && (slot.lives || slot.bytes == bytes));
    let least = || set.iter().enumerate().min_by_key(|(_, slot)| slot.bytes).map(|(at, _)| at);
    if let Some(slot) = known.or_else(least).and_then(|at| set.get_mut(at))
        && (known.is_some() || slot.bytes <= bytes)
    {
        *slot = Slot { address, bytes, lives: true, backed: Backed::default() };
    }
}

/// Whether a large block may begin there.
#[inline(always)]
pub(super) fn may_be(address: u64) -> bool {
    address >= LEAST.load(Ordering::Relaxed) && address <= MOST.load(Ordering::Relaxed)
}

/// A block is about to be given back.
pub(super) fn goes(address: u64) {
    let mut table = TABLE.hold();
    let live = |slot: &&mut Slot| slot.address == address && slot.lives;
    let Some(bytes) = table.set(address).iter_mut().find(live).map(|slot| slot.bytes) else { return };
    table.ask(address, bytes);
}

/// Notes of a block how it is backed, or was last, as far as that is known.
pub(super) fn tell(block: &mut Block) {
    if block.bytes < LARGE as u64 {
        return;
    }
    let mut table = TABLE.hold();
    let it = |slot: &&Slot| (slot.address, slot.bytes) == (block.address, block.bytes);
    let Some(slot) = table.set(block.address).iter().find(it).copied() else { return };
    block.backed = if slot.lives { table.ask(slot.address, slot.bytes) } else { slot.backed };
}

impl Table {
    /// The slots that a block may have; none where there is no memory for them.
    fn set(&mut self, address: u64) -> &mut [Slot] {
        let slots = self.slots.get_or_insert_with(|| map(SLOTS).unwrap_or_default());
        let hash = (address >> 12).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32;
        let first = hash as usize % (SLOTS / WAYS) * WAYS;
        slots.get_mut(first..first + WAYS).unwrap_or_default()
    }

    /// Asks for the last time, unless too much was spent on that.
    fn ask(&mut self, address: u64, bytes: u64) -> Backed {
        let now = clock::ticks();
        let mut backed = Backed::default();
        if self.spent <= FREE + now.saturating_sub(self.since) / PART {
            backed = asked(address, bytes).unwrap_or_default();
            self.spent += clock::ticks().saturating_sub(now);
        }
        for slot in self.set(address).iter_mut().filter(|slot| slot.address == address && slot.lives) {
            (slot.lives, slot.backed) = (false, backed);
        }
        backed
    }
}

/// What the system says of the pages that are wholly the block's.
fn asked(address: u64, bytes: u64) -> Option<Backed> {
    // SAFETY: no memory is touched.
    let page = u64::try_from(unsafe { libc::sysconf(libc::_SC_PAGESIZE) }).ok()?;
    let start = address.checked_next_multiple_of(page)?;
    let end = address.checked_add(bytes)? / page * page;
    if start >= end {
        return None;
    }
    scanned(start, end).or_else(|| of_mapping(start, end))
}

/// `PAGEMAP_SCAN`, Linux 6.7: `_IOWR('f', 16, struct pm_scan_arg)` of `linux/fs.h`, and two categories of pages.
const SCAN: u32 = 0xc060_6610;
const PRESENT: u64 = 1 << 3;
const HUGE: u64 = 1 << 6;

/// `struct pm_scan_arg`.
#[repr(C)]
#[derive(Default)]
struct Request {
    size: u64,
    flags: u64,
    start: u64,
    end: u64,
    walk_end: u64,
    regions: u64,
    regions_len: u64,
    max_pages: u64,
    inverted: u64,
    mask: u64,
    any_of: u64,
    told: u64,
}

/// `struct page_region`.
#[repr(C)]
#[derive(Clone, Copy, Default)]
struct Region {
    start: u64,
    end: u64,
    categories: u64,
}

/// Page by page; `None` where the system does not know the question.
fn scanned(mut start: u64, end: u64) -> Option<Backed> {
    let mut backed = Backed::default();
    // SAFETY: the name ends with a zero.
    let file = unsafe { libc::open(c"/proc/self/pagemap".as_ptr(), libc::O_RDONLY | libc::O_CLOEXEC) };
    if file < 0 {
        return None;
    }
    let mut regions = [Region::default(); 64];
    let whole = loop {
        let mut request = Request {
            size: size_of::<Request>() as u64,
            start,
            end,
            regions: regions.as_mut_ptr().expose_provenance() as u64,
            regions_len: regions.len() as u64,
            mask: PRESENT,
            told: PRESENT | HUGE,
            ..Request::default()
        };
        // SAFETY: the request and as many regions as it says are there to be written to.
        let count = unsafe { libc::ioctl(file, SCAN as _, &raw mut request) };
        let Ok(count) = usize::try_from(count) else { break false };
        for region in regions.iter().take(count) {
            let bytes = region.end.saturating_sub(region.start);
            backed.resident += bytes;
            backed.huge += if region.categories & HUGE != 0 { bytes } else { 0 };
        }
        if request.walk_end >= end || request.walk_end <= start {
            break true;
        }
        start = request.walk_end;
    };
    // SAFETY: the descriptor is this one's own.
    unsafe { libc::close(file) };
    whole.then_some(backed)
}

/// By the whole mapping that the block lies in, which may be more than its own.
fn of_mapping(start: u64, end: u64) -> Option<Backed> {
    let mapping = mapping(start)?;
    let resident = mapping.resident.min(end - start);
    let share = u128::from(resident) * u128::from(mapping.huge) / u128::from(mapping.resident.max(1));
    Some(Backed { resident, huge: u64::try_from(share).ok()?.min(resident) })
}

/// What `/proc/self/smaps` has of the mapping of an address.
fn mapping(address: u64) -> Option<Backed> {
    // SAFETY: the name ends with a zero.
    let file = unsafe { libc::open(c"/proc/self/smaps".as_ptr(), libc::O_RDONLY | libc::O_CLOEXEC) };
    if file < 0 {
        return None;
    }
    // A line with the longest path there is.
    let mut text = [0_u8; 8192];
    let (mut length, mut found) = (0, None);
    'file: while length < text.len() {
        // SAFETY: reads go to the rest of the text.
        let read = unsafe { libc::read(file, text.as_mut_ptr().add(length).cast(), text.len() - length) };
        let Some(read) = usize::try_from(read).ok().filter(|read| *read > 0) else { break };
        length += read;
        let mut from = 0;
        while let Some(line) = text[from..length].iter().position(|byte| *byte == b'\n') {
            let line = &text[from..from + line];
            from += line.len() + 1;
            match (range(line), &mut found) {
                (Some(_), Some(_)) => break 'file,
                (Some((start, end)), None) if (start..end).contains(&address) => found = Some(Backed::default()),
                (None, Some(backed)) => add(line, backed),
                _ => {}
            }
        }
        text.copy_within(from..length, 0);
        length -= from;
    }
    // SAFETY: the descriptor is this one's own.
    unsafe { libc::close(file) };
    found
}

/// `start-end …`, the first line of a mapping.
fn range(line: &[u8]) -> Option<(u64, u64)> {
    let range = std::str::from_utf8(line.split(|byte| *byte == b' ').next()?).ok()?;
    let (start, end) = range.split_once('-')?;
    Some((u64::from_str_radix(start, 16).ok()?, u64::from_str_radix(end, 16).ok()?))
}

/// `Rss:    1234 kB`.
fn add(line: &[u8], backed: &mut Backed) {
    let parse = || {
        let (key, value) = std::str::from_utf8(line).ok()?.split_once(':')?;
        Some((key, value.trim().strip_suffix(" kB")?.parse::<u64>().ok()?.checked_mul(1024)?))
    };
    match parse() {
        Some(("Rss", bytes)) => backed.resident += bytes,
        Some(("AnonHugePages" | "ShmemPmdMapped" | "FilePmdMapped", bytes)) => backed.huge += bytes,
        // Not among the resident.
        Some(("Private_Hugetlb" | "Shared_Hugetlb", bytes)) => {
            backed.resident += bytes;
            backed.huge += bytes;
        }
        _ => {}
    }
}
