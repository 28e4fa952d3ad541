//! The C library's memory functions. The traced build is linked so that calls of them come here first (`--wrap`, see GNU
//! ld), also those from code that was compiled beforehand: the library of Rust, foreign code. What is read and written is
//! booked on the place that called, and the C library does the work.
//!
//! Calls that the C library makes within itself, and those of other shared libraries, do not come here. The probe's own do,
//! and are none of the program's: whoever makes them is known to be at work ([`super::thread::Local::is_at_work`]).
//!
//! Where a program is linked statically, calls come before there is thread-local storage: nothing is traced yet then, and
//! that is asked first.

use std::ffi::{c_int, c_void};
use std::slice::from_raw_parts;

use super::callbacks::bulk;
use super::process;
use super::thread::local;
use crate::model::{compared, searched};

unsafe extern "C" {
    fn __real_memcpy(to: *mut c_void, from: *const c_void, length: usize) -> *mut c_void;
    fn __real_memmove(to: *mut c_void, from: *const c_void, length: usize) -> *mut c_void;
    fn __real_memset(to: *mut c_void, value: c_int, length: usize) -> *mut c_void;
    fn __real_memcmp(one: *const c_void, other: *const c_void, length: usize) -> c_int;
    fn __real_bcmp(one: *const c_void, other: *const c_void, length: usize) -> c_int;
    fn __real_memchr(text: *const c_void, byte: c_int, length: usize) -> *mut c_void;
    fn __real_memrchr(text: *const c_void, byte: c_int, length: usize) -> *mut c_void;
    fn __real_strlen(text: *const c_void) -> usize;
}

// In a program that is linked without `--wrap` nobody defines these, nor calls what would call them.
std::arch::global_asm!(
    ".weak __real_memcpy",
    ".weak __real_memmove",
    ".weak __real_memset",
    ".weak __real_memcmp",
    ".weak __real_bcmp",
    ".weak __real_memchr",
    ".weak __real_memrchr",
    ".weak __real_strlen",
);

/// The return address becomes an argument more: the fourth, or of `strlen` the second.
macro_rules! entries {
    ($($name:ident, $x86_64:literal, $aarch64:literal => $target:path;)*) => {
        $(
            /// Called in place of the C library's.
            #[unsafe(no_mangle)]
            #[unsafe(naked)]
            extern "C" fn $name() {
                #[cfg(target_arch = "x86_64")]
                std::arch::naked_asm!($x86_64, "jmp {target}", target = sym $target);
                #[cfg(target_arch = "aarch64")]
                std::arch::naked_asm!($aarch64, "b {target}", target = sym $target);
            }
        )*
    };
}

entries! {
    __wrap_memcpy, "mov rcx, [rsp]", "mov x3, x30" => copied;
    __wrap_memmove, "mov rcx, [rsp]", "mov x3, x30" => moved;
    __wrap_memset, "mov rcx, [rsp]", "mov x3, x30" => set;
    __wrap_memcmp, "mov rcx, [rsp]", "mov x3, x30" => ordered;
    __wrap_bcmp, "mov rcx, [rsp]", "mov x3, x30" => equal;
    __wrap_memchr, "mov rcx, [rsp]", "mov x3, x30" => found;
    __wrap_memrchr, "mov rcx, [rsp]", "mov x3, x30" => found_last;
    __wrap_strlen, "mov rsi, [rsp]", "mov x1, x30" => measured;
}

/// Copies as the C library does, and tells nobody.
///
/// # Safety
/// As for `memcpy`.
pub(super) unsafe fn copy(from: *const u8, to: *mut u8, length: usize) {
    // SAFETY: as the caller promises.
    unsafe { __real_memcpy(to.cast(), from.cast(), length) };
}

/// Moves as the C library does, and tells nobody.
///
/// # Safety
/// As for `memmove`.
pub(super) unsafe fn shift(from: *const u8, to: *mut u8, length: usize) {
    // SAFETY: as the caller promises.
    unsafe { __real_memmove(to.cast(), from.cast(), length) };
}

/// Fills as the C library does, and tells nobody.
///
/// # Safety
/// As for `memset`.
pub(super) unsafe fn fill(to: *mut u8, value: u8, length: usize) {
    // SAFETY: as the caller promises.
    unsafe { __real_memset(to.cast(), value.into(), length) };
}

/// Whether a call is the program's own, and is traced.
#[inline(always)]
fn is_the_programs() -> bool {
    process::is_traced() && local(|local| !local.is_at_work())
}

extern "C" fn copied(to: *mut c_void, from: *const c_void, length: usize, returns: u64) -> *mut c_void {
    if is_the_programs() {
        bulk([Some((from.addr(), false)), Some((to.addr(), true))], length, returns);
    }
    // SAFETY: the caller's own arguments.
    unsafe { __real_memcpy(to, from, length) }
}

extern "C" fn moved(to: *mut c_void, from: *const c_void, length: usize, returns: u64) -> *mut c_void {
    if is_the_programs() {
        bulk([Some((from.addr(), false)), Some((to.addr(), true))], length, returns);
    }
    // SAFETY: the caller's own arguments.
    unsafe { __real_memmove(to, from, length) }
}

extern "C" fn set(to: *mut c_void, value: c_int, length: usize, returns: u64) -> *mut c_void {
    if is_the_programs() {
        bulk([None, Some((to.addr(), true))], length, returns);
    }
    // SAFETY: the caller's own arguments.
    unsafe { __real_memset(to, value, length) }
}

extern "C" fn ordered(one: *const c_void, other: *const c_void, length: usize, returns: u64) -> c_int {
    match order(one, other, length, returns) {
        Some(order) => order,
        // SAFETY: the caller's own arguments.
        None => unsafe { __real_memcmp(one, other, length) },
    }
}

extern "C" fn equal(one: *const c_void, other: *const c_void, length: usize, returns: u64) -> c_int {
    match order(one, other, length, returns) {
        Some(order) => order,
        // SAFETY: the caller's own arguments.
        None => unsafe { __real_bcmp(one, other, length) },
    }
}

/// Compares, and books what was read for it. Where the first difference is, the C library would not tell.
#[inline(always)]
fn order(one: *const c_void, other: *const c_void, length: usize, returns: u64) -> Option<c_int> {
    if length == 0 || !is_the_programs() {
        return None;
    }
    // SAFETY: of each as many bytes can be read as the caller of `memcmp` says, and nobody writes to them meanwhile.
    let compared = unsafe { compared(from_raw_parts(one.cast(), length), from_raw_parts(other.cast(), length)) };
    bulk([Some((one.addr(), false)), Some((other.addr(), false))], compared.read, returns);
    Some(compared.order)
}

extern "C" fn found(text: *const c_void, byte: c_int, length: usize, returns: u64) -> *mut c_void {
    // SAFETY: the caller's own arguments.
    let found = unsafe { __real_memchr(text, byte, length) };
    note_search(text, length, found, false, returns);
    found
}

extern "C" fn found_last(text: *const c_void, byte: c_int, length: usize, returns: u64) -> *mut c_void {
    // SAFETY: the caller's own arguments.
    let found = unsafe { __real_memrchr(text, byte, length) };
    note_search(text, length, found, true, returns);
    found
}

fn note_search(text: *const c_void, length: usize, found: *const c_void, backwards: bool, returns: u64) {
    if is_the_programs() {
        let at = (!found.is_null()).then(|| found.addr() - text.addr());
        let (first, read) = searched(length, at, backwards);
        bulk([Some((text.addr() + first, false)), None], read, returns);
    }
}

extern "C" fn measured(text: *const c_void, returns: u64) -> usize {
    // SAFETY: the caller's own argument.
    let length = unsafe { __real_strlen(text) };
    if is_the_programs() {
        // With the zero at its end.
        bulk([Some((text.addr(), false)), None], length + 1, returns);
    }
    length
}
