//! How much memory of the process is resident around the entries of a site: what a `clear` gives back, and what a growth
//! takes. The system is asked before an entry is timed and after that.
//!
//! To ask takes some microseconds: around the first two entries of a thread it is done, and from then on so seldom that it
//! is not felt.

use super::files::whole;
use crate::record::{Around, Memory, Range, Resident};

/// Around so many entries of a site a thread asks in any case.
const FIRST: u64 = 2;
/// Ticks for each that comes after those: 20 ms at 3 GHz, more than a thousand times what it takes to ask twice.
const APART: u64 = 60_000_000;

/// What a thread noted at a site. All zeros: nothing yet.
#[derive(Clone, Copy, Default)]
pub(super) struct Noted {
    /// Before the entry that is open; 0 when the system was not asked.
    before: u64,
    /// It is not asked around the next entry.
    waits: bool,
    /// When the first entry was left around which it was asked, and the last.
    first: u64,
    last: u64,
    resident: Resident,
}

impl Noted {
    /// An entry begins.
    #[inline(always)]
    pub(super) fn enter(&mut self) {
        if !self.waits {
            self.ask();
        }
    }

    /// It ended at this time.
    #[inline(always)]
    pub(super) fn leave(&mut self, now: u64) {
        if self.before > 0 {
            self.note(now);
        }
        let free = self.resident.asked.saturating_sub(FIRST - 1);
        self.waits = now.saturating_sub(self.first) < free.saturating_mul(APART);
    }

    #[inline(never)]
    fn ask(&mut self) {
        self.before = bytes().unwrap_or(0);
    }

    #[inline(never)]
    fn note(&mut self, now: u64) {
        let before = std::mem::take(&mut self.before);
        let Some(after) = bytes() else { return };
        if self.resident.asked == 0 {
            self.first = now;
        }
        self.last = now;
        let around = Around { before, after };
        self.resident.join(&Resident {
            asked: 1,
            last: around,
            before: Range { least: before, most: before },
            after: Range { least: after, most: after },
            rose: after.saturating_sub(before),
            fell: before.saturating_sub(after),
        });
        self.resident.last = around;
    }

    /// Joins what another thread noted.
    pub(super) fn add(&mut self, other: &Self) {
        let last = if other.last > self.last { other.resident.last } else { self.resident.last };
        self.resident.join(&other.resident);
        self.resident.last = last;
        self.last = self.last.max(other.last);
    }

    /// As the record has it.
    pub(super) fn told(&self) -> Option<Resident> {
        (self.resident.asked > 0).then_some(self.resident)
    }
}

/// Resident bytes of the process.
#[cfg(target_os = "linux")]
fn bytes() -> Option<u64> {
    let mut text = [0_u8; 128];
    // SAFETY: the name ends with a zero; what is read goes into the text.
    let (length, page) = unsafe {
        let file = libc::open(c"/proc/self/statm".as_ptr(), libc::O_RDONLY | libc::O_CLOEXEC);
        if file < 0 {
            return None;
        }
        let length = libc::read(file, text.as_mut_ptr().cast(), text.len());
        libc::close(file);
        (length, libc::sysconf(libc::_SC_PAGESIZE))
    };
    // `size resident shared …`, in pages.
    let text = std::str::from_utf8(text.get(..usize::try_from(length).ok()?)?).ok()?;
    text.split(' ').nth(1)?.parse::<u64>().ok()?.checked_mul(u64::try_from(page).ok()?)
}

#[cfg(not(target_os = "linux"))]
fn bytes() -> Option<u64> {
    None
}

/// What the whole process has, and had at most. The system's figure of a process's use of resources knows the most too, but
/// also of the program whose place this one took.
#[cfg(target_os = "linux")]
pub(super) fn of_process() -> Option<Memory> {
    let text = std::str::from_utf8(whole(c"/proc/self/status")).ok()?;
    // `VmHWM:      1234 kB`
    let bytes = |name: &str| {
        let line = text.lines().find_map(|line| line.strip_prefix(name))?;
        line.trim().strip_suffix(" kB")?.trim().parse::<u64>().ok()?.checked_mul(1024)
    };
    Some(Memory { resident: bytes("VmRSS:")?, peak: bytes("VmHWM:")? })
}

#[cfg(not(target_os = "linux"))]
pub(super) fn of_process() -> Option<Memory> {
    None
}
