//! Page faults around the entries of a site, and what the kernel did for the whole process.
//!
//! To ask the system takes some hundred nanoseconds: around a long entry it is done always, around short ones so seldom that it is
//! not felt, and those that were not asked about are taken for like the others.

use super::{clock, thread};
use crate::record::Kernel;

/// Ticks between two short entries around which it is asked: 200 µs at 3 GHz, five hundred times what it takes.
const APART: u64 = 600_000;

/// What a thread counted at a site. All zeros: nothing yet.
#[derive(Clone, Copy, Default)]
pub(super) struct Faults {
    /// What the thread had when the entry that is open was entered.
    before: u64,
    is_asked: bool,
    is_long: bool,
    /// When it was asked last around a short entry.
    asked_at: u64,
    /// Those of the long entries, all of which are asked about.
    long: Sum,
    /// Those of the short ones that were asked about.
    short: Sum,
}

#[derive(Clone, Copy, Default)]
struct Sum {
    entries: u64,
    faults: u64,
}

impl Faults {
    /// An entry begins that is expected to be long, or not.
    #[inline(always)]
    pub(super) fn enter(&mut self, is_long: bool) {
        self.is_long = is_long;
        self.is_asked = is_long || clock::ticks().saturating_sub(self.asked_at) >= APART;
        if self.is_asked {
            self.before = of_thread();
        }
    }

    /// It ended at this time.
    #[inline(always)]
    pub(super) fn leave(&mut self, now: u64) {
        if self.is_asked {
            self.note(now);
        }
    }

    /// It is still open at the end of its thread or the process.
    pub(super) fn close(&mut self, system_number: u32) {
        if self.is_asked && system_number == thread::system_number() {
            self.note(clock::ticks());
        }
    }

    #[inline(never)]
    fn note(&mut self, now: u64) {
        self.is_asked = false;
        let sum = if self.is_long { &mut self.long } else { &mut self.short };
        sum.entries += 1;
        sum.faults += of_thread().saturating_sub(self.before);
        if !self.is_long {
            self.asked_at = now;
        }
    }

    /// Joins what another thread counted.
    pub(super) fn add(&mut self, other: &Self) {
        for (sum, more) in [(&mut self.long, other.long), (&mut self.short, other.short)] {
            sum.entries += more.entries;
            sum.faults += more.faults;
        }
    }

    /// The faults of so many entries; `None` where nobody was asked.
    pub(super) fn of(&self, entries: u64) -> Option<u64> {
        let short = entries.saturating_sub(self.long.entries);
        let of_short = match (short, self.short.entries) {
            (0, _) => 0,
            (_, 0) if self.long.entries == 0 => return None,
            (_, 0) => 0,
            (all, asked) => (u128::from(self.short.faults) * u128::from(all) / u128::from(asked)) as u64,
        };
        Some(self.long.faults + of_short)
    }
}

/// The faults of the calling thread.
#[cfg(target_os = "linux")]
fn of_thread() -> u64 {
    usage(libc::RUSAGE_THREAD).map_or(0, |usage| usage.ru_minflt as u64 + usage.ru_majflt as u64)
}

#[cfg(not(target_os = "linux"))]
fn of_thread() -> u64 {
    0
}

fn usage(whose: libc::c_int) -> Option<libc::rusage> {
    // SAFETY: zero is a `rusage`, and the call writes to it alone.
    unsafe {
        let mut usage = std::mem::zeroed::<libc::rusage>();
        (libc::getrusage(whose, &raw mut usage) == 0).then_some(usage)
    }
}

/// What the process used of the kernel, since it began or another program was in its place: `fault_ns` is left out.
pub(super) fn of_process() -> Kernel {
    let Some(usage) = usage(libc::RUSAGE_SELF) else { return Kernel::default() };
    let ns = |time: libc::timeval| time.tv_sec as u64 * 1_000_000_000 + time.tv_usec as u64 * 1000;
    Kernel {
        user_ns: ns(usage.ru_utime),
        system_ns: ns(usage.ru_stime),
        faults: usage.ru_minflt as u64,
        major_faults: usage.ru_majflt as u64,
        fault_ns: None,
    }
}

/// Pages that are touched to see what that costs: fewer than a huge page has.
const PAGES: usize = 128;

/// What it costs, in nanoseconds of processor time, to get a fresh page and to give it back: the least of several rounds, for
/// what disturbs one only adds.
#[cfg(target_os = "linux")]
pub(super) fn cost() -> Option<f64> {
    let round = || {
        let start = clock::processor_of_thread();
        // SAFETY: `sysconf` has no preconditions; the mapping is fresh, of so many bytes, nobody else's, and gone afterwards.
        unsafe {
            let page = usize::try_from(libc::sysconf(libc::_SC_PAGESIZE)).ok()?;
            let flags = libc::MAP_PRIVATE | libc::MAP_ANON;
            let room = libc::mmap(std::ptr::null_mut(), PAGES * page, libc::PROT_READ | libc::PROT_WRITE, flags, -1, 0);
            if room == libc::MAP_FAILED {
                return None;
            }
            libc::madvise(room, PAGES * page, libc::MADV_NOHUGEPAGE);
            for nth in 0..PAGES {
                room.cast::<u8>().add(nth * page).write_volatile(1);
            }
            libc::munmap(room, PAGES * page);
        }
        Some(clock::processor_of_thread().saturating_sub(start) as f64 / PAGES as f64)
    };
    (0..4).map(|_| round()).try_fold(f64::INFINITY, |least, one| Some(least.min(one?))).filter(|ns| *ns > 0.0)
}

#[cfg(not(target_os = "linux"))]
pub(super) fn cost() -> Option<f64> {
    None
}
