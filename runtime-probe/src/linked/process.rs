//! How a run begins, and what it is.

use std::ffi::CStr;
use std::sync::atomic::{AtomicU8, AtomicU64, Ordering};

use super::spin::{self, Spin};
use super::{clock, consumer, counters, ends, faults, files, seeds, thread};
use crate::machine::Machine;
use crate::record::{Kernel, Mode};

const UNKNOWN: u8 = 0;
const STARTING: u8 = 1;
const INERT: u8 = 2;
const TIMED: u8 = 3;
const TRACED: u8 = 4;

static STATE: AtomicU8 = AtomicU8::new(UNKNOWN);
/// What the kernel had done for the process before.
static KERNEL: Spin<Option<Kernel>> = Spin::new(None);
static MACHINE: Spin<Option<Machine>> = Spin::new(None);
/// The key whose destructor tells of the end of a thread, plus one; 0 when there is none.
static KEY: AtomicU64 = AtomicU64::new(0);

/// Runs before `main`, so that a program in which no site is reached leaves a record too.
#[used]
#[cfg_attr(target_vendor = "apple", unsafe(link_section = "__DATA,__mod_init_func"))]
#[cfg_attr(not(target_vendor = "apple"), unsafe(link_section = ".init_array"))]
static BEFORE_MAIN: extern "C" fn() = {
    extern "C" fn before_main() {
        measures();
    }
    before_main
};

/// Whether it is known that nothing is measured.
#[inline(always)]
pub(super) fn is_inert() -> bool {
    STATE.load(Ordering::Relaxed) == INERT
}

/// Whether loads and stores are run through the model.
#[inline]
pub(super) fn is_traced() -> bool {
    STATE.load(Ordering::Relaxed) == TRACED
}

/// How the process is measured, if it is. The first call looks at the environment.
pub(super) fn measures() -> Option<Mode> {
    match STATE.load(Ordering::Acquire) {
        TIMED => Some(Mode::Timed),
        TRACED => Some(Mode::Traced),
        UNKNOWN => start(),
        _ => None,
    }
}

/// The machine that is modelled.
pub(super) fn machine() -> Machine {
    MACHINE.hold().unwrap_or_default()
}

/// What the kernel did for the process since it began to be measured.
pub(super) fn kernel_since_start() -> Kernel {
    let (before, now) = (KERNEL.hold().unwrap_or_default(), faults::of_process());
    Kernel {
        user_ns: now.user_ns.saturating_sub(before.user_ns),
        system_ns: now.system_ns.saturating_sub(before.system_ns),
        faults: now.faults.saturating_sub(before.faults),
        major_faults: now.major_faults.saturating_sub(before.major_faults),
        fault_ns: None,
    }
}

fn start() -> Option<Mode> {
    STATE.compare_exchange(UNKNOWN, STARTING, Ordering::Acquire, Ordering::Relaxed).ok()?;
    let mode = configured();
    let state = match mode {
        None => INERT,
        Some(Mode::Timed) => TIMED,
        Some(Mode::Traced) => TRACED,
    };
    if mode.is_some() {
        clock::start();
        *KERNEL.hold() = Some(faults::of_process());
        ends::watch();
        // SAFETY: the functions registered live as long as the program.
        unsafe {
            libc::pthread_atfork(Some(consumer::before_fork), Some(consumer::after_fork), Some(in_child));
            let mut key = 0;
            if libc::pthread_key_create(&mut key, Some(end_of_thread)) == 0 {
                KEY.store(u64::from(key) + 1, Ordering::Relaxed);
            }
        }
    }
    STATE.store(state, Ordering::Release);
    mode
}

fn configured() -> Option<Mode> {
    if variable(c"LOCALITY_PIN") == Some(b"1") {
        seeds::pin();
    }
    files::direct_to(variable(c"LOCALITY_RECORD").filter(|directory| !directory.is_empty())?)?;
    let mode = Mode::named(std::str::from_utf8(variable(c"LOCALITY_MODE").unwrap_or(b"timed")).ok()?)?;
    match mode {
        Mode::Timed => {
            if variable(c"LOCALITY_COUNTERS") != Some(b"off") {
                counters::allow();
            }
        }
        Mode::Traced => {
            let machine = variable(c"LOCALITY_MACHINE").and_then(|text| std::str::from_utf8(text).ok());
            let machine = machine.and_then(|text| Machine::parse(text).ok()).unwrap_or_default();
            *MACHINE.hold() = Some(machine);
            let most = variable(c"LOCALITY_SAVE").and_then(|text| std::str::from_utf8(text).ok()?.parse().ok());
            consumer::save(most.unwrap_or(0));
            consumer::build(&machine);
        }
    }
    Some(mode)
}

/// A variable of the environment, read without an allocation.
fn variable(name: &CStr) -> Option<&'static [u8]> {
    // SAFETY: before `main` nothing changes the environment; the text is copied or parsed at once.
    unsafe {
        let value = libc::getenv(name.as_ptr());
        (!value.is_null()).then(|| CStr::from_ptr(value).to_bytes())
    }
}

/// Makes sure that the end of the calling thread is told.
pub(super) fn tell_at_end_of_thread() {
    if let Some(key) = KEY.load(Ordering::Relaxed).checked_sub(1) {
        // SAFETY: the key was created; the value is not looked at, it only must not be null.
        unsafe { libc::pthread_setspecific(key as libc::pthread_key_t, std::ptr::dangling()) };
    }
}

unsafe extern "C" fn end_of_thread(value: *mut libc::c_void) {
    thread::end(value);
}

/// Ends all measuring: what comes now does not count.
pub(super) fn stop() {
    STATE.store(INERT, Ordering::Release);
}

extern "C" fn in_child() {
    thread::local(|local| local.at_work(begin_in_child));
}

fn begin_in_child() {
    spin::begin_again();
    consumer::forget();
    let is_measured = measures().is_some();
    if is_measured {
        clock::start();
        *KERNEL.hold() = Some(faults::of_process());
        thread::forget_all();
    }
    ends::in_child(is_measured);
    if is_traced() {
        consumer::start();
    }
}
