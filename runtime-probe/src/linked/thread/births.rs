//! Threads begin, in the model's time, where the thread that makes them is then, and not when the system first runs them: how far
//! two of them overlap is then told by the program. The traced build is linked so that calls of `pthread_create` come here
//! first (`--wrap`, see GNU ld). The model waits for a thread that was made as for one that runs ([`super::super::consumer`]).

use std::ffi::{c_int, c_void};

use std::sync::atomic::Ordering;

use super::{Local, REGISTRY, Thread, free, local, process, system_number};
use crate::record::Mode;

/// What a thread runs. It may be unwound: by `pthread_exit`, or when the thread is cancelled.
type Start = extern "C-unwind" fn(*mut c_void) -> *mut c_void;

unsafe extern "C" {
    fn __real_pthread_create(
        thread: *mut libc::pthread_t,
        attributes: *const libc::pthread_attr_t,
        start: Start,
        argument: *mut c_void,
    ) -> c_int;
}

// In a program that is linked without `--wrap` nobody defines it, nor calls what would call it.
std::arch::global_asm!(".weak __real_pthread_create");

/// As `pthread_create`.
///
/// # Safety
/// As for `pthread_create`.
#[unsafe(no_mangle)]
unsafe extern "C" fn __wrap_pthread_create(
    thread: *mut libc::pthread_t,
    attributes: *const libc::pthread_attr_t,
    start: Start,
    argument: *mut c_void,
) -> c_int {
    let expected = if process::is_traced() { local(|local| expect(local, (start, argument))) } else { None };
    let Some(expected) = expected else {
        // SAFETY: the caller's own arguments.
        return unsafe { __real_pthread_create(thread, attributes, start, argument) };
    };
    // SAFETY: the caller's own arguments, but for what is run: it takes the place that is kept for it, and goes on to the
    // caller's.
    let failed = unsafe { __real_pthread_create(thread, attributes, begin, expected.cast()) };
    if failed != 0 {
        let _registry = REGISTRY.hold();
        // SAFETY: members of the list are never unmapped, and this one was kept.
        unsafe { (*expected).expect_nobody() };
    }
    failed
}

/// What is run, and with what.
pub(super) type Errand = (Start, *mut c_void);

/// Keeps a place for a thread that the calling one is about to make.
fn expect(local: &Local, errand: Errand) -> Option<*mut Thread> {
    local.enter(|parent| {
        let parent = parent.ring?;
        let expected = free(&mut REGISTRY.hold(), Mode::Traced)?;
        // SAFETY: it is nobody's, and nobody takes it from now on.
        unsafe {
            (*expected).ring?.expect(parent);
            (*expected).errand = Some(errand);
        }
        Some(expected)
    })?
}

/// The first that a thread does: it takes the place that was kept for it.
extern "C-unwind" fn begin(expected: *mut c_void) -> *mut c_void {
    let expected = expected.cast::<Thread>();
    let (start, argument) = local(|local| {
        local.at_work(|| {
            process::tell_at_end_of_thread();
            let mut registry = REGISTRY.hold();
            // SAFETY: members of the list are never unmapped, and this one was kept.
            let thread = unsafe { &mut *expected };
            let errand = thread.errand;
            // Else it was taken away: nothing is measured any more.
            if process::is_traced() {
                registry.seen += 1;
                thread.belongs_to(local);
                local.thread.store(expected, Ordering::Relaxed);
            } else {
                thread.expect_nobody();
            }
            errand
        })
    })
    .unwrap_or((nothing, std::ptr::null_mut()));
    start(argument)
}

/// What is never run: a place that is kept has an errand.
extern "C-unwind" fn nothing(argument: *mut c_void) -> *mut c_void {
    argument
}

impl Thread {
    /// It is kept for a thread that was made.
    pub(super) fn is_expected(&self) -> bool {
        self.errand.is_some()
    }

    /// Whom it was kept for will not come.
    pub(super) fn expect_nobody(&mut self) {
        if self.errand.take().is_some()
            && let Some(ring) = self.ring
        {
            ring.owner.store(0, Ordering::Release);
        }
    }

    fn belongs_to(&mut self, local: &Local) {
        self.errand = None;
        self.owner = local;
        self.system_number = system_number();
        if let Some(ring) = self.ring {
            ring.owner.store(self.system_number, Ordering::Release);
            local.ring.store(std::ptr::from_ref(ring).cast_mut(), Ordering::Relaxed);
        }
    }
}
