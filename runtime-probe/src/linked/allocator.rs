//! What Rust code calls for memory: the traced build is linked so that it comes here first (`--wrap`, see GNU ld; what
//! linkers do with calls from the very object that has the allocator differs: LLVM's leads them here too). The program's
//! own allocator then does what it would have done. What that asks of the C library on the way is no allocation of its own.
//!
//! How large a block is that is given back only the C library says for sure: where the compiler sees that the program's allocator
//! does not ask for it, it may hand over anything.
//!
//! The symbols have a hash in their names that is another in each version of the compiler: it is known when this is built.

use std::ffi::c_void;
use std::sync::atomic::{AtomicBool, Ordering};

use super::allocations::{note, note_freed, note_leaving};
use super::process;
use super::thread::local;

unsafe extern "C" {
    fn __locality_real_rust_alloc(size: usize, alignment: usize) -> *mut c_void;
    fn __locality_real_rust_alloc_zeroed(size: usize, alignment: usize) -> *mut c_void;
    fn __locality_real_rust_realloc(old: *mut c_void, before: usize, alignment: usize, size: usize) -> *mut c_void;
    fn __locality_real_rust_dealloc(at: *mut c_void, size: usize, alignment: usize);
    fn malloc_usable_size(at: *mut c_void) -> usize;
}

// In a program that is linked without `--wrap` nobody defines the latter, nor calls what would call them.
// The return address goes along as one more argument.
macro_rules! under_its_name {
    ($jump:literal, $returns:literal, $call:literal => $target:path, $real:literal) => {
        std::arch::global_asm!(
            concat!(".globl __wrap_", env!("LOCALITY_ALLOCATOR"), $call),
            concat!("__wrap_", env!("LOCALITY_ALLOCATOR"), $call, ":"),
            $returns,
            concat!($jump, " {target}"),
            concat!(".weak __real_", env!("LOCALITY_ALLOCATOR"), $call),
            concat!(".hidden ", $real),
            concat!(".globl ", $real),
            concat!($real, ":"),
            concat!($jump, " __real_", env!("LOCALITY_ALLOCATOR"), $call),
            target = sym $target,
        );
    };
}

#[cfg(target_arch = "x86_64")]
macro_rules! all_under_their_names {
    ($($call:literal, $returns:literal, $_other:literal => $target:path, $real:literal;)*) => {
        $(under_its_name!("jmp", $returns, $call => $target, $real);)*
    };
}

#[cfg(target_arch = "aarch64")]
macro_rules! all_under_their_names {
    ($($call:literal, $_other:literal, $returns:literal => $target:path, $real:literal;)*) => {
        $(under_its_name!("b", $returns, $call => $target, $real);)*
    };
}

all_under_their_names! {
    "12___rust_alloc", "mov rdx, [rsp]", "mov x2, x30" => allocate, "__locality_real_rust_alloc";
    "19___rust_alloc_zeroed", "mov rdx, [rsp]", "mov x2, x30" => allocate_zeroed, "__locality_real_rust_alloc_zeroed";
    "14___rust_realloc", "mov r8, [rsp]", "mov x4, x30" => reallocate, "__locality_real_rust_realloc";
    "14___rust_dealloc", "", "" => deallocate, "__locality_real_rust_dealloc";
}

/// The program's allocator has given a block that is no block of the C library's.
static GIVES_ITS_OWN: AtomicBool = AtomicBool::new(false);
/// No page is smaller.
const PAGE: usize = 4096;

extern "C" fn allocate(size: usize, alignment: usize, returns: usize) -> *mut c_void {
    // SAFETY: the caller's own arguments.
    let at = giving(|| unsafe { __locality_real_rust_alloc(size, alignment) });
    note(None, at, size, returns);
    at
}

extern "C" fn allocate_zeroed(size: usize, alignment: usize, returns: usize) -> *mut c_void {
    // SAFETY: the caller's own arguments.
    let at = giving(|| unsafe { __locality_real_rust_alloc_zeroed(size, alignment) });
    note(None, at, size, returns);
    at
}

extern "C" fn reallocate(
    old: *mut c_void,
    before: usize,
    alignment: usize,
    size: usize,
    returns: usize,
) -> *mut c_void {
    let old_address = old.addr();
    note_leaving(old);
    // SAFETY: the caller's own arguments.
    let at = giving(|| unsafe { __locality_real_rust_realloc(old, before, alignment, size) });
    note(Some(old_address), at, size, returns);
    at
}

extern "C" fn deallocate(at: *mut c_void, size: usize, alignment: usize) {
    // What is aligned to less has no addresses.
    note_freed(at, (alignment >= align_of::<u64>()).then(|| size.min(readable(at))));
    // SAFETY: the caller's own arguments.
    within(|| unsafe { __locality_real_rust_dealloc(at, size, alignment) });
}

/// How many bytes there are for sure from `at` on, which the program's allocator gave: all of a block of the C library's, else up to
/// the end of a page.
fn readable(at: *mut c_void) -> usize {
    if at.is_null() || !at.addr().is_multiple_of(align_of::<u64>()) {
        return 0;
    }
    if GIVES_ITS_OWN.load(Ordering::Relaxed) {
        return PAGE - at.addr() % PAGE;
    }
    // SAFETY: it is a block of the C library's.
    unsafe { malloc_usable_size(at) }
}

/// As [`within`], and looks at whose block it is that the allocator gives.
fn giving(call: impl FnOnce() -> *mut c_void) -> *mut c_void {
    let is_traced = process::is_traced();
    local(|local| local.served.set(0));
    let at = within(call);
    let is_its_own = local(|local| local.served.get()) != at.addr();
    if is_its_own && is_traced && !GIVES_ITS_OWN.load(Ordering::Relaxed) {
        GIVES_ITS_OWN.store(true, Ordering::Relaxed);
    }
    at
}

/// Calls the program's allocator: what that allocates meanwhile is its own affair.
fn within<R>(call: impl FnOnce() -> R) -> R {
    let before = local(|local| local.allocates.replace(true));
    let result = call();
    local(|local| local.allocates.set(before));
    result
}
