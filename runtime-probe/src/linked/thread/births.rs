//! Threads begin, in the model's time, where the thread that makes them is then, and not when the system first runs them: how far
//! two of them overlap is then told by the program. The traced build is linked so that calls of `pthread_create` come here
//! first (`--wrap`, see GNU ld). The model waits for a thread that was made as for one that runs ([`super::super::consumer`]).

use std::ffi::{c_int, c_void};

use std::sync::atomic::Ordering;

use super::{Local, REGISTRY, Thread, free, local, process, system_number};
use crate::record::Mode;

/// What a thread runs: only ever gone to, never called from here.
type Start = *const c_void;

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
    let expected = if process::is_traced() { local(|local| expect(local, Errand { start, argument })) } else { None };
    let Some(expected) = expected else {
        // SAFETY: the caller's own arguments.
        return unsafe { __real_pthread_create(thread, attributes, start, argument) };
    };
    // SAFETY: the caller's own arguments, but for what is run: it takes the place that is kept for it, and goes on to the
    // caller's.
    let failed = unsafe { __real_pthread_create(thread, attributes, begin as *const c_void, expected.cast()) };
    if failed != 0 {
        let _registry = REGISTRY.hold();
        // SAFETY: members of the list are never unmapped, and this one was kept.
        unsafe { (*expected).expect_nobody() };
    }
    failed
}

/// What is run, and with what; nothing where no thread is expected.
#[derive(Clone, Copy)]
#[repr(C)]
pub(super) struct Errand {
    start: Start,
    argument: *mut c_void,
}

impl Errand {
    pub(super) const NONE: Self = Self { start: std::ptr::null(), argument: std::ptr::null_mut() };
}

/// Keeps a place for a thread that the calling one is about to make.
fn expect(local: &Local, errand: Errand) -> Option<*mut Thread> {
    // The probe's own threads are none of the program's.
    if local.is_at_work() {
        return None;
    }
    local.enter(|parent| {
        let parent = parent.ring?;
        let expected = free(&mut REGISTRY.hold(), Mode::Traced)?;
        // SAFETY: it is nobody's, and nobody takes it from now on.
        unsafe {
            (*expected).ring?.reserve(parent);
            (*expected).errand = errand;
        }
        Some(expected)
    })?
}

/// The first that a thread does: it takes the place that was kept for it, and goes on to its errand as if that were called first.
/// Nothing of ours is then on its stack, which may be unwound: by `pthread_exit`, or when the thread is cancelled.
#[unsafe(naked)]
extern "C" fn begin(expected: *mut c_void) -> *mut c_void {
    #[cfg(target_arch = "x86_64")]
    std::arch::naked_asm!(
        "sub rsp, 8", "call {take}", "add rsp, 8", "mov rdi, rdx", "jmp rax",
        take = sym take,
    );
    #[cfg(target_arch = "aarch64")]
    std::arch::naked_asm!(
        "stp x29, x30, [sp, #-16]!", "bl {take}", "ldp x29, x30, [sp], #16", "mov x16, x0", "mov x0, x1", "br x16",
        take = sym take,
    );
}

extern "C" fn take(expected: *mut c_void) -> Errand {
    let expected = expected.cast::<Thread>();
    local(|local| {
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
}

impl Thread {
    /// It is kept for a thread that was made.
    pub(super) fn is_expected(&self) -> bool {
        !self.errand.start.is_null()
    }

    /// Whom it was kept for will not come.
    pub(super) fn expect_nobody(&mut self) {
        if self.is_expected()
            && let Some(ring) = self.ring
        {
            ring.owner.store(0, Ordering::Release);
        }
        self.errand = Errand::NONE;
    }

    fn belongs_to(&mut self, local: &Local) {
        self.errand = Errand::NONE;
        self.owner = local;
        self.system_number = system_number();
        if let Some(ring) = self.ring {
            ring.owner.store(self.system_number, Ordering::Release);
            local.ring.store(std::ptr::from_ref(ring).cast_mut(), Ordering::Relaxed);
        }
    }
}
