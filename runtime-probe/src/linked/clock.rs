//! Time as the guards read it: the processor's own counter where it runs at a constant rate, else the system's clock.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

static COUNTER: AtomicBool = AtomicBool::new(false);
static START_TICKS: AtomicU64 = AtomicU64::new(0);
static START_NS: AtomicU64 = AtomicU64::new(0);
static START_PROCESSOR_NS: AtomicU64 = AtomicU64::new(0);

/// Begins to calibrate.
pub(super) fn start() {
    COUNTER.store(constant_rate(), Ordering::Relaxed);
    START_TICKS.store(ticks(), Ordering::Relaxed);
    START_NS.store(monotonic_ns(), Ordering::Relaxed);
    START_PROCESSOR_NS.store(processor_ns(), Ordering::Relaxed);
}

/// The time now, in ticks of an unknown length: see [`ns_per_tick`].
#[inline(always)]
pub(super) fn ticks() -> u64 {
    #[cfg(target_arch = "x86_64")]
    if COUNTER.load(Ordering::Relaxed) {
        // SAFETY: every x86-64 processor has the instruction; a system that forbids it to programs has no constant rate
        // to show either.
        return unsafe { std::arch::x86_64::_rdtsc() };
    }
    monotonic_ns()
}

/// When [`start`] was, by the monotonic clock, in nanoseconds.
pub(super) fn began() -> u64 {
    START_NS.load(Ordering::Relaxed)
}

/// Nanoseconds since [`start`].
pub(super) fn since_start() -> u64 {
    monotonic_ns().saturating_sub(began())
}

/// Nanoseconds of a tick, by both clocks' advance since [`start`].
pub(super) fn ns_per_tick() -> f64 {
    if !COUNTER.load(Ordering::Relaxed) {
        return 1.0;
    }
    // Reading the two clocks takes some 50 ns: over 2 ms that is an error of 25 ppm.
    while since_start() < 2_000_000 {
        std::hint::spin_loop();
    }
    let (ns, ticks) = (since_start(), ticks().saturating_sub(START_TICKS.load(Ordering::Relaxed)));
    if ticks == 0 { 1.0 } else { ns as f64 / ticks as f64 }
}

/// Processor time of all threads of the process since [`start`], in nanoseconds. What another program took before this
/// one took its place, as cargo does for a binary, is the process's too, but no part of the run.
pub(super) fn processor_since_start() -> u64 {
    processor_ns().saturating_sub(START_PROCESSOR_NS.load(Ordering::Relaxed))
}

fn processor_ns() -> u64 {
    read(libc::CLOCK_PROCESS_CPUTIME_ID)
}

/// Processor time of the calling thread since it began, in nanoseconds.
pub(super) fn processor_of_thread() -> u64 {
    read(libc::CLOCK_THREAD_CPUTIME_ID)
}

/// The same of any thread of the process, by its number in the system; `None` where there is no such thread, or the system
/// does not tell.
#[cfg(target_os = "linux")]
pub(super) fn processor_of(system_number: u32) -> Option<u64> {
    // How the kernel numbers the clocks of threads: `MAKE_THREAD_CPUCLOCK(tid, CPUCLOCK_SCHED)`.
    let clock = (!(system_number as libc::clockid_t)) << 3 | 6;
    Some(read(clock)).filter(|ns| *ns > 0)
}

#[cfg(not(target_os = "linux"))]
pub(super) fn processor_of(_: u32) -> Option<u64> {
    None
}

/// Ticks that come to so many nanoseconds, by what both clocks advanced until now: some hundred microseconds after
/// [`start`] that is within a thousandth.
pub(super) fn ticks_of(ns: u64) -> u64 {
    if !COUNTER.load(Ordering::Relaxed) {
        return ns;
    }
    let (all_ns, all) = (since_start(), ticks().saturating_sub(START_TICKS.load(Ordering::Relaxed)));
    if all_ns == 0 { ns } else { (u128::from(ns) * u128::from(all) / u128::from(all_ns)) as u64 }
}

fn monotonic_ns() -> u64 {
    read(libc::CLOCK_MONOTONIC)
}

fn read(clock: libc::clockid_t) -> u64 {
    // SAFETY: zero is a `timespec`, and the call writes to it alone.
    let time = unsafe {
        let mut time = std::mem::zeroed::<libc::timespec>();
        libc::clock_gettime(clock, &mut time);
        time
    };
    (time.tv_sec as u64).wrapping_mul(1_000_000_000).wrapping_add(time.tv_nsec as u64)
}

#[cfg(target_arch = "x86_64")]
fn constant_rate() -> bool {
    // Leaf 0x8000_0007, EDX bit 8: invariant TSC (Intel SDM 18.17.1).
    cpuid(0x8000_0000).eax >= 0x8000_0007 && cpuid(0x8000_0007).edx & 1 << 8 != 0
}

/// Vendor, family and model of the processor.
#[cfg(all(target_arch = "x86_64", target_os = "linux"))]
pub(super) fn processor() -> ([u8; 12], u32, u32) {
    let name = cpuid(0);
    let mut vendor = [0; 12];
    for (part, word) in vendor.chunks_exact_mut(4).zip([name.ebx, name.edx, name.ecx]) {
        part.copy_from_slice(&word.to_le_bytes());
    }
    let signature = cpuid(1).eax;
    let family = signature >> 8 & 15;
    let family = if family == 15 { family + (signature >> 20 & 255) } else { family };
    (vendor, family, signature >> 4 & 15 | signature >> 12 & 0xf0)
}

#[cfg(target_arch = "x86_64")]
#[allow(unused_unsafe, reason = "whether the intrinsic is safe differs between compilers that this must build with")]
fn cpuid(leaf: u32) -> std::arch::x86_64::CpuidResult {
    // SAFETY: every x86-64 processor has CPUID.
    unsafe { std::arch::x86_64::__cpuid(leaf) }
}

#[cfg(not(target_arch = "x86_64"))]
fn constant_rate() -> bool {
    false
}
