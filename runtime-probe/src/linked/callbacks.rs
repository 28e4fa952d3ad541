//! What LLVM's passes call for each load and store of the traced build.
//!
//! `sancov` (`__sanitizer_cov_load8`, …) announces address and size, and the access is booked; `memprof`
//! (`__memprof_load`, …) follows for the same access with the address alone. An access that only memprof reports is a
//! wide vector or an atomic read-modify-write, whose size the instruction itself tells ([`widths`]), or it is assumed.
//!
//! Each entry is a naked function that adds the return address, which is the place of the access, to the arguments.

#[cfg(all(target_os = "linux", target_env = "gnu", any(target_arch = "x86_64", target_arch = "aarch64")))]
use super::library::{copy, fill, shift};
use super::thread::local;
use super::widths;
use crate::model::{Event, fetch};

#[cfg(not(all(target_os = "linux", target_env = "gnu", any(target_arch = "x86_64", target_arch = "aarch64"))))]
use std::ptr::{copy as shift, copy_nonoverlapping as copy, write_bytes as fill};

/// What a lone memprof callback is taken for where nothing tells: the narrowest vector that sancov skips; log2 of bytes.
const UNSIZED: u32 = 5;
/// Bulk operations run through the model in pieces of so many bytes, source and destination in turn.
const PIECE: usize = 2048;

macro_rules! entries {
    ($($name:ident => $target:path;)*) => {
        $(
            /// Called by the traced program.
            #[unsafe(no_mangle)]
            #[unsafe(naked)]
            extern "C" fn $name() {
                naked!($target)
            }
        )*
    };
}

/// The return address becomes the second argument and, for bulk operations, which have three, also the fourth.
#[cfg(target_arch = "x86_64")]
macro_rules! naked {
    (bulk $target:path) => {
        std::arch::naked_asm!("mov rcx, [rsp]", "jmp {target}", target = sym $target)
    };
    ($target:path) => {
        std::arch::naked_asm!("mov rsi, [rsp]", "jmp {target}", target = sym $target)
    };
}

#[cfg(target_arch = "aarch64")]
macro_rules! naked {
    (bulk $target:path) => {
        std::arch::naked_asm!("mov x3, x30", "b {target}", target = sym $target)
    };
    ($target:path) => {
        std::arch::naked_asm!("mov x1, x30", "b {target}", target = sym $target)
    };
}

#[cfg(any(target_arch = "x86_64", target_arch = "aarch64"))]
entries! {
    __sanitizer_cov_load1 => announced::<0, false>;
    __sanitizer_cov_load2 => announced::<1, false>;
    __sanitizer_cov_load4 => announced::<2, false>;
    __sanitizer_cov_load8 => announced::<3, false>;
    __sanitizer_cov_load16 => announced::<4, false>;
    __sanitizer_cov_store1 => announced::<0, true>;
    __sanitizer_cov_store2 => announced::<1, true>;
    __sanitizer_cov_store4 => announced::<2, true>;
    __sanitizer_cov_store8 => announced::<3, true>;
    __sanitizer_cov_store16 => announced::<4, true>;
    __memprof_load => accessed::<false>;
    __memprof_store => accessed::<true>;
}

#[cfg(any(target_arch = "x86_64", target_arch = "aarch64"))]
mod bulk_entries {
    use super::{copied, moved, set};

    macro_rules! entries {
        ($($name:ident => $target:path;)*) => {
            $(
                /// Called by the traced program in place of the C library's.
                #[unsafe(no_mangle)]
                #[unsafe(naked)]
                extern "C" fn $name() {
                    naked!(bulk $target)
                }
            )*
        };
    }

    entries! {
        __memprof_memcpy => copied;
        __memprof_memmove => moved;
        __memprof_memset => set;
    }
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

/// An access of 2^`SIZE` bytes. This is the way of nearly every access: it calls nothing but at its very end, so that it
/// saves no registers.
extern "C" fn announced<const SIZE: u32, const STORE: bool>(address: u64, returns: u64) {
    // What the program waits for next comes while the access is noted.
    fetch(std::ptr::with_exposed_provenance::<u8>(address as usize));
    let done = local(|local| {
        let done = local.announced.get() == 0 && local.put(Event::access(address, SIZE, STORE, returns));
        if done {
            local.announced.set(address);
        }
        done
    });
    if !done {
        with_frame(address, returns, SIZE, STORE);
    }
}

/// Adds the frame pointer, which is still that of the function that accesses, to the arguments.
#[cfg(target_arch = "x86_64")]
#[unsafe(naked)]
extern "C" fn with_frame(address: u64, returns: u64, size: u32, store: bool) {
    std::arch::naked_asm!("mov r8, rbp", "jmp {target}", target = sym announced_at_length)
}

/// Adds the frame pointer, which is still that of the function that accesses, to the arguments.
#[cfg(target_arch = "aarch64")]
#[unsafe(naked)]
extern "C" fn with_frame(address: u64, returns: u64, size: u32, store: bool) {
    std::arch::naked_asm!("mov x4, x29", "b {target}", target = sym announced_at_length)
}

#[cfg(not(any(target_arch = "x86_64", target_arch = "aarch64")))]
fn with_frame(address: u64, returns: u64, size: u32, store: bool) {
    announced_at_length(address, returns, size, store, 0);
}

/// `extern "C"` as its caller, which can then jump to it and need not stand by to stop an unwinding.
#[inline(never)]
extern "C" fn announced_at_length(address: u64, returns: u64, size: u32, store: bool, frame: usize) {
    local(|local| {
        let unpaired = local.announced.replace(address) != 0;
        local.enter(|thread| {
            thread.coverage.unpaired += u64::from(unpaired);
            thread.sample(address, store, returns, frame);
            thread.put(Event::access(address, size, store, returns));
        });
    });
}

/// Confirms what was announced, or is all there is of an access.
extern "C" fn accessed<const STORE: bool>(address: u64, returns: u64) {
    let confirmed = local(|local| {
        let confirmed = local.announced.get() == address;
        if confirmed {
            local.announced.set(0);
        }
        confirmed
    });
    if !confirmed {
        lone(address, returns, STORE);
    }
}

/// An access without a size.
#[inline(never)]
extern "C" fn lone(address: u64, returns: u64, store: bool) {
    local(|local| {
        let unpaired = local.announced.replace(0) != 0;
        local.enter(|thread| {
            thread.coverage.unpaired += u64::from(unpaired);
            let told = if store { widths::atomic(returns) } else { None };
            match told {
                Some(_) => thread.coverage.atomic_accesses += 1,
                None => thread.coverage.unsized_accesses += 1,
            }
            thread.put(Event::access(address, told.unwrap_or(UNSIZED), store, returns));
        });
    });
}

extern "C" fn copied(to: *mut u8, from: *const u8, length: usize, returns: u64) -> *mut u8 {
    bulk([Some((from.addr(), false)), Some((to.addr(), true))], length, returns);
    // SAFETY: the arguments are the traced program's own, of a call that this one stands for.
    unsafe { copy(from, to, length) };
    to
}

extern "C" fn moved(to: *mut u8, from: *const u8, length: usize, returns: u64) -> *mut u8 {
    bulk([Some((from.addr(), false)), Some((to.addr(), true))], length, returns);
    // SAFETY: as for `copied`.
    unsafe { shift(from, to, length) };
    to
}

extern "C" fn set(to: *mut u8, value: i32, length: usize, returns: u64) -> *mut u8 {
    bulk([None, Some((to.addr(), true))], length, returns);
    // SAFETY: as for `copied`.
    unsafe { fill(to, value as u8, length) };
    to
}

/// Books `length` bytes at each of `ends`, which are stored to or loaded from.
pub(super) fn bulk(ends: [Option<(usize, bool)>; 2], length: usize, returns: u64) {
    if length == 0 {
        return;
    }
    local(|local| {
        let unpaired = local.announced.replace(0) != 0;
        local.enter(|thread| {
            thread.coverage.unpaired += u64::from(unpaired);
            thread.coverage.bulk_calls += 1;
            thread.coverage.bulk_bytes += length as u64;
            for done in (0..length).step_by(PIECE) {
                let bytes = PIECE.min(length - done) as u64;
                for (end, store) in ends.into_iter().flatten() {
                    thread.bulk_accesses += Event::accesses_of_bulk(bytes);
                    let address = end.wrapping_add(done) as u64;
                    match Event::short(address, bytes, store, returns) {
                        Some(event) => thread.put(event),
                        None => {
                            let events = Event::bulk(address, bytes, store, returns);
                            events.into_iter().for_each(|event| thread.put(event));
                        }
                    }
                }
            }
        });
    });
}
