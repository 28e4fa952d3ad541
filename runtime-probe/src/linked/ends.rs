//! The end of the process, by whichever way it comes: what was recorded is written down once, by the thread that gets there
//! first; the others wait for it.

use std::sync::atomic::{AtomicBool, AtomicI32, AtomicU32, AtomicU64, Ordering};

use super::{clock, process, report, spin, thread};
use crate::record::{Ended, Mode};

/// The process that is measured; 0 when none is. What a `vfork` or a bare `clone` made shares our memory, not this number.
static PROCESS: AtomicU32 = AtomicU32::new(0);
/// It was made by `fork`.
static FORKED: AtomicBool = AtomicBool::new(false);
/// The thread that writes the record, or has; else 0.
static WRITER: AtomicU32 = AtomicU32::new(0);
static WRITTEN: AtomicBool = AtomicBool::new(false);
/// A signal that came to the writer meanwhile.
static LATE: AtomicI32 = AtomicI32::new(0);
/// How the process ends: its kind above, the number below.
static HOW: AtomicU64 = AtomicU64::new(0);

/// Milliseconds for which another thread's record is waited for.
const PATIENCE_MS: u32 = 10_000;

/// Makes sure that the end of this process is heard of.
pub(super) fn watch() {
    begin();
    // SAFETY: the functions registered live as long as the program.
    unsafe {
        #[cfg(all(target_os = "linux", target_env = "gnu"))]
        {
            on_exit(with_status, std::ptr::null_mut());
            at_quick_exit(without_status);
        }
        #[cfg(not(all(target_os = "linux", target_env = "gnu")))]
        libc::atexit(without_status);
    }
    #[cfg(all(target_os = "linux", target_env = "gnu"))]
    super::signals::watch();
}

#[cfg(all(target_os = "linux", target_env = "gnu"))]
unsafe extern "C" {
    fn on_exit(function: extern "C" fn(libc::c_int, *mut libc::c_void), argument: *mut libc::c_void) -> libc::c_int;
    fn at_quick_exit(function: extern "C" fn()) -> libc::c_int;
}

#[cfg(all(target_os = "linux", target_env = "gnu"))]
extern "C" fn with_status(status: libc::c_int, _: *mut libc::c_void) {
    finish(Some(Ended::Exited(status & 0xff)));
}

extern "C" fn without_status() {
    finish(None);
}

/// After a fork, in the child.
pub(super) fn in_child(is_measured: bool) {
    FORKED.store(true, Ordering::Relaxed);
    WRITER.store(0, Ordering::Relaxed);
    WRITTEN.store(false, Ordering::Relaxed);
    LATE.store(0, Ordering::Relaxed);
    if is_measured { begin() } else { PROCESS.store(0, Ordering::Relaxed) }
}

fn begin() {
    PROCESS.store(std::process::id(), Ordering::Relaxed);
    report::announce();
}

/// Whether this process is measured, and its record is still to be written.
pub(super) fn is_measured() -> bool {
    PROCESS.load(Ordering::Relaxed) == std::process::id() && WRITER.load(Ordering::Relaxed) == 0
}

/// Whether it is measured and was made by `fork`.
pub(super) fn is_forked() -> bool {
    is_measured() && FORKED.load(Ordering::Relaxed)
}

/// Writes the record, or waits until it is written.
pub(super) fn finish(how: Option<Ended>) {
    if claim(how) {
        write();
    }
}

/// `true` for the one that has to [`write`]. To all others it comes back when the record is written.
pub(super) fn claim(how: Option<Ended>) -> bool {
    if PROCESS.load(Ordering::Relaxed) != std::process::id() {
        return false;
    }
    let me = thread::system_number();
    if let Err(writer) = WRITER.compare_exchange(0, me, Ordering::AcqRel, Ordering::Relaxed) {
        for _ in 0..PATIENCE_MS {
            if writer == me || WRITTEN.load(Ordering::Acquire) {
                break;
            }
            // SAFETY: a sleep.
            unsafe { libc::usleep(1000) };
        }
        return false;
    }
    HOW.store(coded(how), Ordering::Relaxed);
    // A signal's handler ends the process, in the midst of the probe's work: what the work holds is never given back.
    if thread::local(thread::Local::is_at_work) {
        spin::die();
    }
    true
}

/// Writes the record, and ends by the signal that came meanwhile, if one did.
pub(super) extern "C" fn write() {
    if let Some(mode) = process::measures() {
        let guard_ticks = match mode {
            Mode::Timed => guard_ticks(),
            Mode::Traced => GuardTicks::default(),
        };
        process::stop();
        report::write(mode, process::machine(), guard_ticks);
    }
    WRITTEN.store(true, Ordering::Release);
    #[cfg(all(target_os = "linux", target_env = "gnu"))]
    match LATE.load(Ordering::Relaxed) {
        0 => {}
        signal => super::signals::fall(signal),
    }
}

/// Notes a signal that came to the thread that writes the record: `false` when this is another.
pub(super) fn later(signal: i32) -> bool {
    let writes = WRITER.load(Ordering::Relaxed) == thread::system_number() && !WRITTEN.load(Ordering::Relaxed);
    if writes {
        LATE.store(signal, Ordering::Relaxed);
    }
    writes
}

/// How the process ends, once that is known.
pub(super) fn how() -> Option<Ended> {
    let code = HOW.load(Ordering::Relaxed);
    let number = code as u32 as i32;
    match code >> 32 {
        1 => Some(Ended::Exited(number)),
        2 => Some(Ended::Killed(number)),
        3 => Some(Ended::Replaced),
        _ => None,
    }
}

fn coded(how: Option<Ended>) -> u64 {
    let (kind, number) = match how {
        None => (0, 0),
        Some(Ended::Exited(status)) => (1, status),
        Some(Ended::Killed(signal)) => (2, signal),
        Some(Ended::Replaced) => (3, 0),
    };
    kind << 32 | u64::from(number as u32)
}

/// A site that no plan has, of which every entry is timed: the guard itself is timed on it.
pub(super) const CALIBRATION: u32 = u32::MAX;
/// Another, for entries that are only counted.
pub(super) const COUNTING: u32 = u32::MAX - 1;

/// What a guard that is entered and left costs, in ticks.
#[derive(Clone, Copy, Default)]
pub(super) struct GuardTicks {
    /// When its entry is timed.
    pub(super) timed: f64,
    /// When it is only counted.
    pub(super) counted: f64,
    /// How long it took to find that out: no part of the program's time.
    pub(super) took: u64,
}

fn guard_ticks() -> GuardTicks {
    let start = clock::ticks();
    let timed = round(CALIBRATION);
    let before = round(COUNTING);
    let took = clock::ticks().saturating_sub(start);
    // Some are timed still: never more than it takes to time all.
    GuardTicks { timed, counted: (before - timed / EACH).clamp(0.0, timed), took }
}

/// One of so many entries is timed where few are.
const EACH: f64 = 16.5;

/// Ticks of a guard on `site`: the least of several rounds, for what disturbs one only adds.
fn round(site: u32) -> f64 {
    const GUARDS: u32 = 300;
    let round = || {
        let start = clock::ticks();
        for _ in 0..GUARDS {
            super::leave(super::enter(site));
        }
        clock::ticks().saturating_sub(start) as f64 / f64::from(GUARDS)
    };
    (0..10).map(|_| round()).fold(f64::INFINITY, f64::min)
}
