//! Allocations: the traced build is linked so that calls of the C library's allocator, which Rust's own `System` makes,
//! come here first (`--wrap`, see GNU ld). What they ask for is done by whoever would have done it. Where Rust code asks
//! another allocator, it is seen before that ([`super::allocator`]).

use std::ffi::{c_int, c_void};

use super::backing;
use super::pointers;
use super::process;
use super::thread::local;
use crate::model::Event;

unsafe extern "C" {
    fn __real_malloc(size: usize) -> *mut c_void;
    fn __real_calloc(count: usize, size: usize) -> *mut c_void;
    fn __real_realloc(old: *mut c_void, size: usize) -> *mut c_void;
    fn __real_posix_memalign(out: *mut *mut c_void, alignment: usize, size: usize) -> c_int;
    fn __real_aligned_alloc(alignment: usize, size: usize) -> *mut c_void;
    fn __real_free(at: *mut c_void);
}

// In a program that is linked without `--wrap` nobody defines these, nor calls what would call them.
std::arch::global_asm!(
    ".weak __real_malloc",
    ".weak __real_calloc",
    ".weak __real_realloc",
    ".weak __real_posix_memalign",
    ".weak __real_aligned_alloc",
    ".weak __real_free",
);

/// As `malloc`.
///
/// # Safety
/// As for `malloc`.
#[unsafe(no_mangle)]
unsafe extern "C" fn __wrap_malloc(size: usize) -> *mut c_void {
    // SAFETY: the caller's own arguments.
    let at = unsafe { __real_malloc(size) };
    note(None, at, size, 0);
    at
}

/// As `calloc`.
///
/// # Safety
/// As for `calloc`.
#[unsafe(no_mangle)]
unsafe extern "C" fn __wrap_calloc(count: usize, size: usize) -> *mut c_void {
    // SAFETY: the caller's own arguments.
    let at = unsafe { __real_calloc(count, size) };
    note(None, at, count.wrapping_mul(size), 0);
    at
}

/// As `realloc`.
///
/// # Safety
/// As for `realloc`.
#[unsafe(no_mangle)]
unsafe extern "C" fn __wrap_realloc(old: *mut c_void, size: usize) -> *mut c_void {
    let before = old.addr();
    note_leaving(old);
    // SAFETY: the caller's own arguments.
    let at = unsafe { __real_realloc(old, size) };
    note((before != 0).then_some(before), at, size, 0);
    at
}

/// As `posix_memalign`.
///
/// # Safety
/// As for `posix_memalign`.
#[unsafe(no_mangle)]
unsafe extern "C" fn __wrap_posix_memalign(out: *mut *mut c_void, alignment: usize, size: usize) -> c_int {
    // SAFETY: the caller's own arguments.
    let failed = unsafe { __real_posix_memalign(out, alignment, size) };
    if failed == 0 {
        // SAFETY: it was just written.
        note(None, unsafe { *out }, size, 0);
    }
    failed
}

/// As `aligned_alloc`.
///
/// # Safety
/// As for `aligned_alloc`.
#[unsafe(no_mangle)]
unsafe extern "C" fn __wrap_aligned_alloc(alignment: usize, size: usize) -> *mut c_void {
    // SAFETY: the caller's own arguments.
    let at = unsafe { __real_aligned_alloc(alignment, size) };
    note(None, at, size, 0);
    at
}

/// As `free`.
///
/// # Safety
/// As for `free`.
#[unsafe(no_mangle)]
unsafe extern "C" fn __wrap_free(at: *mut c_void) {
    note_freed(at, None);
    // SAFETY: the caller's own argument.
    unsafe { __real_free(at) }
}

/// Notes memory that was allocated, perhaps in place of other, and asked for at the return address `returns`, or 0.
pub(super) fn note(old: Option<usize>, at: *mut c_void, size: usize, returns: usize) {
    if at.is_null() || !process::is_traced() {
        return;
    }
    local(|local| {
        if local.allocates.get() {
            local.served.set(at.addr());
            return;
        }
        local.enter(|thread| {
            if let Some(old) = old {
                thread.put(Event::replaced(old as u64));
            }
            pointers::comes(at.addr() as u64, size as u64);
            let events = Event::allocated(at.addr() as u64, size as u64, returns as u64);
            events.into_iter().for_each(|event| thread.put(event));
            if size >= backing::LARGE {
                backing::comes(at.addr() as u64, size as u64);
            }
        });
    });
}

/// Notes memory that is about to be given back; `room` is its bytes, where it may have addresses in it.
pub(super) fn note_freed(at: *mut c_void, room: Option<usize>) {
    if at.is_null() || !process::is_traced() {
        return;
    }
    local(|local| {
        if !local.allocates.get() {
            local.enter(|thread| {
                if let Some(size) = room {
                    // SAFETY: so many bytes are there until the caller gives the block back.
                    unsafe {
                        pointers::look(at.expose_provenance(), size, |to| {
                            thread.put(Event::points(at.addr() as u64, to))
                        })
                    };
                }
                let at = at.addr() as u64;
                thread.put(Event::freed(at));
                if backing::may_be(at) {
                    backing::goes(at);
                }
            });
        }
    });
}

/// Looks at memory whose place other will take, as long as it is there.
pub(super) fn note_leaving(at: *mut c_void) {
    let at = at.addr() as u64;
    if process::is_traced() && backing::may_be(at) {
        local(|local| {
            if !local.allocates.get() {
                local.enter(|_| backing::goes(at));
            }
        });
    }
}
