//! What LLVM's passes call for each load and store of the traced build.
//!
//! `sancov` (`__sanitizer_cov_load8`, …) announces address and size; `memprof` (`__memprof_load`, …) follows for the
//! same access with the address alone. An access that only memprof reports is a wide vector or an atomic
//! read-modify-write; one that only sancov reports is booked when the next callback comes.
//!
//! Each entry is a naked function that adds the return address, which is the place of the access, to the arguments.

use super::thread::{Local, Thread, local};

/// What a lone memprof callback is taken for: the narrowest vector that sancov skips.
const UNSIZED: u64 = 32;
/// Bulk operations run through the model in pieces of so many bytes, source and destination in turn.
const PIECE: usize = 2048;
/// Bytes that one access of a bulk operation is taken to move: the vectors of the C library.
const VECTOR: u64 = 32;

const STORE: u32 = 1 << 8;

macro_rules! entries {
    ($($name:ident => $target:ident $($meta:expr)?;)*) => {
        $(
            /// Called by the traced program.
            #[unsafe(no_mangle)]
            #[unsafe(naked)]
            extern "C" fn $name() {
                naked!($target $(, $meta)?)
            }
        )*
    };
}

/// With one argument (address): the return address second, what is known of the access third.
/// With three (bulk): the return address fourth.
#[cfg(target_arch = "x86_64")]
macro_rules! naked {
    ($target:ident, $meta:expr) => {
        std::arch::naked_asm!(
            "mov rsi, [rsp]", "mov edx, {meta}", "jmp {target}", meta = const $meta, target = sym $target
        )
    };
    ($target:ident) => {
        std::arch::naked_asm!("mov rcx, [rsp]", "jmp {target}", target = sym $target)
    };
}

#[cfg(target_arch = "aarch64")]
macro_rules! naked {
    ($target:ident, $meta:expr) => {
        std::arch::naked_asm!(
            "mov x1, x30", "mov w2, {meta}", "b {target}", meta = const $meta, target = sym $target
        )
    };
    ($target:ident) => {
        std::arch::naked_asm!("mov x3, x30", "b {target}", target = sym $target)
    };
}

#[cfg(any(target_arch = "x86_64", target_arch = "aarch64"))]
entries! {
    __sanitizer_cov_load1 => announced 1;
    __sanitizer_cov_load2 => announced 2;
    __sanitizer_cov_load4 => announced 4;
    __sanitizer_cov_load8 => announced 8;
    __sanitizer_cov_load16 => announced 16;
    __sanitizer_cov_store1 => announced STORE | 1;
    __sanitizer_cov_store2 => announced STORE | 2;
    __sanitizer_cov_store4 => announced STORE | 4;
    __sanitizer_cov_store8 => announced STORE | 8;
    __sanitizer_cov_store16 => announced STORE | 16;
    __memprof_load => accessed 0;
    __memprof_store => accessed STORE;
    __memprof_memcpy => copied;
    __memprof_memmove => moved;
    __memprof_memset => set;
}

/// The traced program reads it where it would compute shadow addresses; with callbacks nothing is read through it.
#[unsafe(no_mangle)]
static __memprof_shadow_memory_dynamic_address: usize = 0;

/// The pass asks for histograms through it: none.
#[unsafe(no_mangle)]
static __memprof_histogram: u8 = 0;

/// Called by each traced object before `main`.
#[unsafe(no_mangle)]
extern "C" fn __memprof_init() {
    super::process::measures();
}

/// Called by each traced object before `main`: its name is the version of the interface.
#[unsafe(no_mangle)]
extern "C" fn __memprof_version_mismatch_check_v1() {}

extern "C" fn announced(address: u64, returns: u64, meta: u32) {
    local(|local| {
        if local.pending.address.get() != 0 {
            return announced_after_another(address, returns, meta);
        }
        announce(local, address, returns, meta);
    });
}

#[inline(always)]
fn announce(local: &Local, address: u64, returns: u64, meta: u32) {
    local.pending.address.set(address);
    local.pending.returns.set(returns);
    local.pending.meta.set(meta);
}

#[cold]
#[inline(never)]
fn announced_after_another(address: u64, returns: u64, meta: u32) {
    local(|local| {
        flush(local);
        announce(local, address, returns, meta);
    });
}

/// The way of nearly every access. It calls nothing but at its very end, so that it saves no registers.
extern "C" fn accessed(address: u64, returns: u64, kind: u32) {
    let done = local(|local| {
        if local.pending.address.get() != address {
            return false;
        }
        let meta = local.pending.meta.get();
        let (size, store) = (u64::from(meta & 0xff), meta & STORE != 0);
        let done = local.enter_shortly(|thread| thread.hit(address, size, returns, store));
        if done {
            local.pending.address.set(0);
        }
        done
    });
    if !done {
        accessed_at_length(address, returns, kind);
    }
}

#[inline(never)]
extern "C" fn accessed_at_length(address: u64, returns: u64, kind: u32) {
    local(|local| {
        if local.pending.address.get() != address || address == 0 {
            return lone(local, address, returns, kind & STORE != 0);
        }
        local.pending.address.set(0);
        let meta = local.pending.meta.get();
        local.enter(|thread| {
            thread.coverage.paired += 1;
            book(thread, address, u64::from(meta & 0xff), returns, meta & STORE != 0);
        });
    });
}

#[inline(always)]
fn book(thread: &mut Thread, address: u64, size: u64, returns: u64, store: bool) {
    thread.access(address, size, returns, u64::from(!store), u64::from(store));
}

/// An access without a size.
#[cold]
fn lone(local: &Local, address: u64, returns: u64, store: bool) {
    flush(local);
    local.enter(|thread| {
        thread.coverage.unsized_accesses += 1;
        let line = thread.core.as_ref().map_or(64, |core| core.line());
        // An atomic read-modify-write, reported as a store, never crosses a line: the width is cut there.
        let room = if store { line - (address & (line - 1)) } else { UNSIZED };
        book(thread, address, UNSIZED.min(room), returns, store);
    });
}

/// Books an announced access that memprof did not confirm.
#[cold]
fn flush(local: &Local) {
    let (address, returns) = (local.pending.address.replace(0), local.pending.returns.get());
    let meta = local.pending.meta.get();
    if address != 0 {
        local.enter(|thread| {
            thread.coverage.unpaired += 1;
            book(thread, address, u64::from(meta & 0xff), returns, meta & STORE != 0);
        });
    }
}

extern "C" fn copied(to: *mut u8, from: *const u8, length: usize, returns: u64) -> *mut u8 {
    bulk(Some(from.addr()), to.addr(), length, returns);
    // SAFETY: the arguments are the traced program's own, of a call that this one stands for.
    unsafe { std::ptr::copy_nonoverlapping(from, to, length) };
    to
}

extern "C" fn moved(to: *mut u8, from: *const u8, length: usize, returns: u64) -> *mut u8 {
    bulk(Some(from.addr()), to.addr(), length, returns);
    // SAFETY: as for `copied`.
    unsafe { std::ptr::copy(from, to, length) };
    to
}

extern "C" fn set(to: *mut u8, value: i32, length: usize, returns: u64) -> *mut u8 {
    bulk(None, to.addr(), length, returns);
    // SAFETY: as for `copied`.
    unsafe { std::ptr::write_bytes(to, value as u8, length) };
    to
}

fn bulk(from: Option<usize>, to: usize, length: usize, returns: u64) {
    if length == 0 {
        return;
    }
    local(|local| {
        flush(local);
        local.enter(|thread| {
            thread.coverage.bulk_calls += 1;
            thread.coverage.bulk_bytes += length as u64;
            for done in (0..length).step_by(PIECE) {
                let bytes = PIECE.min(length - done) as u64;
                let accesses = bytes.div_ceil(VECTOR);
                if let Some(from) = from {
                    thread.access(from.wrapping_add(done) as u64, bytes, returns, accesses, 0);
                }
                thread.access(to.wrapping_add(done) as u64, bytes, returns, 0, accesses);
            }
        });
    });
}
