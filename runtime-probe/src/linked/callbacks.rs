//! What LLVM's passes call for each load and store of the traced build.
//!
//! `sancov` (`__sanitizer_cov_load8`, …) announces address and size, and the access is booked; `memprof`
//! (`__memprof_load`, …) follows for the same access with the address alone. An access that only memprof reports is a
//! wide vector or an atomic read-modify-write, and is booked with a size that is assumed.
//!
//! Each entry is a naked function that adds the return address, which is the place of the access, to the arguments.

use super::thread::local;

/// What a lone memprof callback is taken for: the narrowest vector that sancov skips.
const UNSIZED: u64 = 32;
/// Bulk operations run through the model in pieces of so many bytes, source and destination in turn.
const PIECE: usize = 2048;
/// Bytes that one access of a bulk operation is taken to move: the vectors of the C library.
const VECTOR: u64 = 32;

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
    __sanitizer_cov_load1 => announced::<1, false>;
    __sanitizer_cov_load2 => announced::<2, false>;
    __sanitizer_cov_load4 => announced::<4, false>;
    __sanitizer_cov_load8 => announced::<8, false>;
    __sanitizer_cov_load16 => announced::<16, false>;
    __sanitizer_cov_store1 => announced::<1, true>;
    __sanitizer_cov_store2 => announced::<2, true>;
    __sanitizer_cov_store4 => announced::<4, true>;
    __sanitizer_cov_store8 => announced::<8, true>;
    __sanitizer_cov_store16 => announced::<16, true>;
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

/// An access whose size is known. This is the way of nearly every access: it calls nothing but at its very end, so that
/// it saves no registers.
extern "C" fn announced<const SIZE: u64, const STORE: bool>(address: u64, returns: u64) {
    let done = local(|local| {
        let done =
            local.announced.get() == 0 && local.enter_shortly(|thread| thread.hit::<SIZE, STORE>(address, returns));
        if done {
            local.announced.set(address);
        }
        done
    });
    if !done {
        announced_at_length(address, returns, SIZE, STORE);
    }
}

/// `extern "C"` as its caller, which can then jump to it and need not stand by to stop an unwinding.
#[inline(never)]
extern "C" fn announced_at_length(address: u64, returns: u64, size: u64, store: bool) {
    local(|local| {
        let unpaired = local.announced.replace(address) != 0;
        local.enter(|thread| {
            thread.coverage.unpaired += u64::from(unpaired);
            thread.access(address, size, returns, one(store));
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
            thread.coverage.unsized_accesses += 1;
            let line = thread.core.as_ref().map_or(64, |core| core.line());
            // An atomic read-modify-write, reported as a store, never crosses a line: the width is cut there.
            let room = if store { line - (address & (line - 1)) } else { UNSIZED };
            thread.access(address, UNSIZED.min(room), returns, one(store));
        });
    });
}

/// One load, or one store.
fn one(store: bool) -> [u64; 2] {
    [u64::from(!store), u64::from(store)]
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
        let unpaired = local.announced.replace(0) != 0;
        local.enter(|thread| {
            thread.coverage.unpaired += u64::from(unpaired);
            thread.coverage.bulk_calls += 1;
            thread.coverage.bulk_bytes += length as u64;
            for done in (0..length).step_by(PIECE) {
                let bytes = PIECE.min(length - done) as u64;
                let accesses = bytes.div_ceil(VECTOR);
                if let Some(from) = from {
                    thread.bulk_accesses += accesses;
                    thread.access(from.wrapping_add(done) as u64, bytes, returns, [accesses, 0]);
                }
                thread.bulk_accesses += accesses;
                thread.access(to.wrapping_add(done) as u64, bytes, returns, [0, accesses]);
            }
        });
    });
}
