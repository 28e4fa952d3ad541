//! Signals that end the process, and `abort`.
//!
//! Where the default would end it, and nowhere else, a handler of the probe's stands: it writes the record, puts the default
//! back and lets the signal do what it would have done. The program does not see it: `sigaction` and `signal` are this
//! module's, and say and set the default where it stands.

use std::ptr::{null, null_mut};
use std::sync::atomic::{AtomicUsize, Ordering};

use libc::{c_int, sighandler_t, siginfo_t};

use super::memory::map;
use super::{ends, spin};
use crate::record::Ended;

/// Those whose default ends a process and that can be caught.
const FATAL: [c_int; 22] = [
    libc::SIGHUP,
    libc::SIGINT,
    libc::SIGQUIT,
    libc::SIGILL,
    libc::SIGTRAP,
    libc::SIGABRT,
    libc::SIGBUS,
    libc::SIGFPE,
    libc::SIGUSR1,
    libc::SIGSEGV,
    libc::SIGUSR2,
    libc::SIGPIPE,
    libc::SIGALRM,
    libc::SIGTERM,
    libc::SIGSTKFLT,
    libc::SIGXCPU,
    libc::SIGXFSZ,
    libc::SIGVTALRM,
    libc::SIGPROF,
    libc::SIGIO,
    libc::SIGPWR,
    libc::SIGSYS,
];

/// Top of the stack that a record is written on, for the one at hand may be used up; 0 when there is none.
static STACK: AtomicUsize = AtomicUsize::new(0);
const STACK_BYTES: usize = 1 << 20;

unsafe extern "C" {
    /// The C library's own.
    #[link_name = "__sigaction"]
    fn set(signal: c_int, new: *const libc::sigaction, old: *mut libc::sigaction) -> c_int;
}

/// Puts the handler where the default stands.
pub(super) fn watch() {
    if let Some(stack) = map::<u64>(STACK_BYTES / 8) {
        STACK.store(stack.as_mut_ptr_range().end.expose_provenance(), Ordering::Relaxed);
    }
    for signal in FATAL {
        // SAFETY: zero is a `sigaction`, and the calls read and write it alone.
        unsafe {
            let mut now = std::mem::zeroed();
            if set(signal, null(), &mut now) == 0 && now.sa_sigaction == libc::SIG_DFL {
                set(signal, &ours(), null_mut());
            }
        }
    }
}

fn ours() -> libc::sigaction {
    // SAFETY: zero is a `sigaction`; the set is initialised by the call.
    let mut ours = unsafe { std::mem::zeroed::<libc::sigaction>() };
    ours.sa_sigaction = on_signal as *const () as usize;
    ours.sa_flags = libc::SA_SIGINFO | libc::SA_ONSTACK;
    // SAFETY: as above.
    unsafe { libc::sigfillset(&mut ours.sa_mask) };
    ours
}

extern "C" fn on_signal(signal: c_int, about: *mut siginfo_t, _: *mut libc::c_void) {
    // SAFETY: the kernel hands over a `siginfo_t`.
    let code = unsafe { about.as_ref() }.map_or(0, |about| about.si_code);
    // The instruction is run again when this returns, and faults again.
    let comes_again = code > 0 && [libc::SIGSEGV, libc::SIGBUS, libc::SIGILL, libc::SIGFPE].contains(&signal);
    if !comes_again && ends::later(signal) {
        return;
    }
    // What this thread was doing in the probe is never gone on with.
    spin::die();
    if ends::claim(Some(Ended::Killed(signal))) {
        on_own_stack(ends::write);
    }
    if comes_again { put_back(signal) } else { fall(signal) }
}

/// Ends the process by a signal, as its default does: at once, or when the handler that this is called in returns.
pub(super) fn fall(signal: c_int) {
    put_back(signal);
    // SAFETY: no memory is touched.
    unsafe { libc::syscall(libc::SYS_tgkill, libc::getpid(), libc::gettid(), signal) };
}

fn put_back(signal: c_int) {
    // SAFETY: zero is a `sigaction`, and the default.
    unsafe { set(signal, &std::mem::zeroed(), null_mut()) };
}

/// Calls `function` on the stack kept for it. One thread at a time.
fn on_own_stack(function: extern "C" fn()) {
    let top = STACK.load(Ordering::Relaxed);
    if top == 0 {
        return function();
    }
    // SAFETY: the stack is mapped, large enough, aligned, and nobody else's; the old one is put back.
    #[cfg(target_arch = "x86_64")]
    unsafe {
        std::arch::asm!(
            "mov r12, rsp", "mov rsp, {top}", "call {function}", "mov rsp, r12",
            top = in(reg) top, function = in(reg) function, out("r12") _, clobber_abi("C"),
        );
    }
    // SAFETY: as above.
    #[cfg(target_arch = "aarch64")]
    unsafe {
        std::arch::asm!(
            "mov x20, sp", "mov sp, {top}", "blr {function}", "mov sp, x20",
            top = in(reg) top, function = in(reg) function, out("x20") _, clobber_abi("C"),
        );
    }
    #[cfg(not(any(target_arch = "x86_64", target_arch = "aarch64")))]
    function();
}

/// The C library's `sigaction`, but for the default of what ends the process while it is measured.
///
/// # Safety
/// As for `sigaction(2)`: each pointer is null or points to a `sigaction`.
#[unsafe(no_mangle)]
unsafe extern "C" fn sigaction(signal: c_int, new: *const libc::sigaction, old: *mut libc::sigaction) -> c_int {
    // SAFETY: the caller's own arguments.
    unsafe {
        let asks_default = new.as_ref().is_some_and(|new| new.sa_sigaction == libc::SIG_DFL);
        let stands_in = asks_default && FATAL.contains(&signal) && ends::is_measured();
        let result = if stands_in { set(signal, &ours(), old) } else { set(signal, new, old) };
        if result == 0
            && let Some(old) = old.as_mut()
            && old.sa_sigaction == on_signal as *const () as usize
        {
            *old = std::mem::zeroed();
        }
        result
    }
}

/// As the C library's, through [`sigaction`].
///
/// # Safety
/// As for `signal(2)`.
#[unsafe(no_mangle)]
unsafe extern "C" fn signal(signal: c_int, handler: sighandler_t) -> sighandler_t {
    // SAFETY: zero is a `sigaction`; the handler is the caller's.
    unsafe {
        let mut new = std::mem::zeroed::<libc::sigaction>();
        new.sa_sigaction = handler;
        new.sa_flags = libc::SA_RESTART;
        libc::sigemptyset(&mut new.sa_mask);
        libc::sigaddset(&mut new.sa_mask, signal);
        let mut old = std::mem::zeroed::<libc::sigaction>();
        if sigaction(signal, &new, &mut old) == 0 { old.sa_sigaction } else { libc::SIG_ERR }
    }
}

/// As the C library's, and no frame of a signal is needed for the record: this is where an overflow of the stack ends.
#[unsafe(no_mangle)]
extern "C" fn abort() -> ! {
    if ends::claim(Some(Ended::Killed(libc::SIGABRT))) {
        on_own_stack(ends::write);
    }
    // SAFETY: zero is a `sigaction` and an empty set of signals; no other memory is touched.
    unsafe {
        let mut now = std::mem::zeroed();
        set(libc::SIGABRT, null(), &mut now);
        if now.sa_sigaction == on_signal as *const () as usize {
            put_back(libc::SIGABRT);
        }
        let mut this = std::mem::zeroed();
        libc::sigemptyset(&mut this);
        libc::sigaddset(&mut this, libc::SIGABRT);
        libc::pthread_sigmask(libc::SIG_UNBLOCK, &this, null_mut());
        // The program's own handler, if it has one, and else the end.
        libc::syscall(libc::SYS_tgkill, libc::getpid(), libc::gettid(), libc::SIGABRT);
        fall(libc::SIGABRT);
        loop {
            libc::syscall(libc::SYS_exit_group, 127);
        }
    }
}
