//! Where a program's time passes: its instruction pointer and the calls that it is in, looked at two thousand times a second
//! of processor time.
//!
//! Beside it, where the processor offers that and hardware is to be counted, loads with their addresses (`addresses`).
//!
//! The same of pages that are touched for the first time, of which the system tells one of so many. And where the system allows
//! it, of the time that passes in the kernel: from which instruction the program went there.
//!
//! The system's own clock does it, also where there are no hardware counters. Where it is not permitted there are no
//! samples, and what would have been drawn from them is absent.
use rustc_hash::FxHashMap;

use super::loads::Loads;

#[cfg(target_os = "linux")]
mod addresses;
#[cfg(target_os = "linux")]
mod pmu;
#[cfg(all(target_os = "linux", any(target_arch = "x86_64", target_arch = "aarch64")))]
mod stacks;

/// Samples a second. A prime, so as not to keep step with what the program does in milliseconds.
const FREQUENCY: u64 = 1999;
/// Processor time from one to the next, in nanoseconds.
pub(super) const SAMPLE_NS: f64 = 1e9 / FREQUENCY as f64;

/// When the same place was met, by the monotonic clock in nanoseconds: by process, the address of the instruction, and the
/// return addresses of the calls that it is in, innermost first, as far as they could be told.
pub(super) type Times = FxHashMap<(u32, Box<[u64]>), Vec<u64>>;

/// What was met.
#[derive(Clone, Debug, Default)]
pub(super) struct Samples {
    /// Where the program's own code ran.
    pub(super) program: Times,
    /// From where it had gone into the kernel, while that ran; `None` where the system does not allow to look.
    pub(super) kernel: Option<Times>,
    /// Where pages were met that were not there: one of so many.
    pub(super) faults: Times,
}

impl Samples {
    /// Takes in those of another run.
    pub(super) fn extend(&mut self, other: Self) {
        let join = |into: &mut Times, from: Times| {
            for (at, times) in from {
                into.entry(at).or_default().extend(times);
            }
        };
        join(&mut self.program, other.program);
        join(&mut self.faults, other.faults);
        if let Some(kernel) = other.kernel {
            join(self.kernel.get_or_insert_default(), kernel);
        }
    }
}

/// Samples that are being taken.
pub(super) struct Sampling(imp::Sampling);

impl Sampling {
    /// Begins to sample a process and all that it will start; `None` where the system does not allow it. Loads only
    /// `with_loads`, and where the processor offers it.
    pub(super) fn start(pid: u32, with_loads: bool) -> Option<Self> {
        imp::start(pid, with_loads).map(Self)
    }

    /// Ends it; what was met.
    pub(super) fn finish(self) -> (Samples, Loads) {
        imp::finish(self.0)
    }
}

#[cfg(target_os = "linux")]
mod imp {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicBool, Ordering};
    use std::sync::mpsc::{SyncSender, sync_channel};
    use std::thread::JoinHandle;
    use std::time::{Duration, Instant};

    use perf_event::data::Record;
    use perf_event::events::Software;
    use perf_event::{Builder, Clock, SampleFlag, Sampler};
    use rustc_hash::FxHashMap;

    use super::addresses::{self, Addresses};
    #[cfg(any(target_arch = "x86_64", target_arch = "aarch64"))]
    use super::stacks::{REGISTERS, Stacks, user_address};
    use super::{FREQUENCY, Loads, Samples, Times};
    use crate::confirm::machine::listed;

    /// Bytes of the stack that come with a sample: some twenty calls.
    const STACK: u32 = 4096;
    /// Bytes of each processor's buffer: with the page that the system adds they are what users may lock (516 KiB a
    /// processor), and 60 ms of samples with their stacks.
    const BUFFER: usize = 512 << 10;
    /// The same without stacks: some seconds.
    const BUFFER_WITHOUT: usize = 64 << 10;
    /// How often the buffers are emptied.
    const PAUSE: Duration = Duration::from_millis(20);

    /// One page fault of so many is looked at. A prime, for the same reason.
    const FAULTS: u64 = 31;
    /// Bytes of the stack that come with it: it is found by the nearest calls.
    const STACK_OF_FAULT: u32 = 1024;
    const BUFFER_OF_FAULTS: usize = 128 << 10;

    /// Samples that may wait to be unwound: 64 MiB with their stacks. To read a program's tables takes longer than a buffer
    /// lasts.
    const WAITING: usize = 16 << 10;

    pub(super) struct Sampling {
        stop: Arc<AtomicBool>,
        reader: JoinHandle<Loads>,
        unwinder: JoinHandle<Samples>,
    }

    /// What a sample is of.
    #[derive(Clone, Copy, PartialEq, Eq)]
    enum What {
        Time,
        Fault,
    }

    /// So often the mappings of a process are read again while it runs: when its samples come to be unwound it may be gone.
    const MAPPINGS: Duration = Duration::from_millis(50);

    /// What the reader hands on.
    enum Met {
        /// The mappings of a process, as the system tells them.
        Mappings(u32, String),
        Sample(Raw),
    }

    /// A sample as the system gives it.
    struct Raw {
        what: What,
        pid: u32,
        address: u64,
        time: u64,
        registers: Vec<u64>,
        stack: Vec<u8>,
    }

    pub(super) fn start(pid: u32, with_loads: bool) -> Option<Sampling> {
        let pid = i32::try_from(pid).ok()?;
        let all = |how: How| processors().into_iter().map(|one| open(pid, one, how)).collect::<Option<Vec<_>>>();
        let how = |kernel, stack| How { what: What::Time, kernel, stack };
        let tries = [how(true, STACK), how(false, STACK), how(true, 0), how(false, 0)];
        let (how, samplers) = tries.into_iter().find_map(|how| Some((how, all(how)?)))?;
        let of = |what, samplers: Vec<Sampler>| samplers.into_iter().map(move |sampler| (what, sampler));
        let faults = all(How { what: What::Fault, kernel: how.kernel, stack: STACK_OF_FAULT.min(how.stack) });
        let mut samplers =
            of(What::Time, samplers).chain(of(What::Fault, faults.unwrap_or_default())).collect::<Vec<_>>();
        let loads = if with_loads { addresses::open(pid, &processors()) } else { None };
        let (send, waiting) = sync_channel(WAITING);
        let stop = Arc::new(AtomicBool::new(false));
        let stopped = Arc::clone(&stop);
        let read = move || {
            let mut addresses: Vec<Addresses> = loads.unwrap_or_default();
            let mut loads = Loads::default();
            let mut read = FxHashMap::default();
            let mut empty_all = || {
                samplers.iter_mut().for_each(|(what, sampler)| empty(*what, sampler, &mut read, &send));
                addresses::empty(&mut addresses, &mut loads);
            };
            while !stopped.load(Ordering::Acquire) {
                empty_all();
                std::thread::park_timeout(PAUSE);
            }
            empty_all();
            loads
        };
        let unwind = move || {
            let mut samples = Samples { kernel: how.kernel.then(Times::default), ..Samples::default() };
            let mut stacks = Stacks::default();
            for met in waiting {
                let Raw { what, pid, address, time, registers, stack } = match met {
                    Met::Mappings(pid, text) => {
                        stacks.know(pid, text);
                        continue;
                    }
                    Met::Sample(raw) => raw,
                };
                let in_kernel = is_of_kernel(address);
                // The instruction that went into the kernel, if it did.
                let from = if in_kernel { user_address(&registers) } else { Some(address) };
                let Some(from) = from.filter(|from| *from > 0) else { continue };
                let into = match (what, in_kernel) {
                    (What::Fault, _) => &mut samples.faults,
                    (What::Time, true) => samples.kernel.get_or_insert_default(),
                    (What::Time, false) => &mut samples.program,
                };
                into.entry((pid, stacks.chain(pid, from, &registers, &stack))).or_default().push(time);
            }
            samples
        };
        let reader = std::thread::Builder::new().name("samples".to_owned()).spawn(read).ok()?;
        let unwinder = std::thread::Builder::new().name("stacks".to_owned()).spawn(unwind).ok()?;
        Some(Sampling { stop, reader, unwinder })
    }

    /// Whether an address is in the upper half, which the kernel has to itself on all processors of 64 bits.
    fn is_of_kernel(address: u64) -> bool {
        address >> 63 == 1
    }

    pub(super) fn finish(sampling: Sampling) -> (Samples, Loads) {
        sampling.stop.store(true, Ordering::Release);
        sampling.reader.thread().unpark();
        // The reader drops its end, and with that the unwinder comes to its own.
        let loads = sampling.reader.join().unwrap_or_default();
        (sampling.unwinder.join().unwrap_or_default(), loads)
    }

    /// What is sampled, whether in the kernel too, and with how many bytes of the stack.
    #[derive(Clone, Copy)]
    struct How {
        what: What,
        kernel: bool,
        stack: u32,
    }

    /// What a process starts is sampled with it only by events that belong to one processor each.
    fn open(pid: i32, processor: usize, how: How) -> Option<Sampler> {
        let mut builder = match how.what {
            What::Time => Builder::new(Software::CPU_CLOCK),
            What::Fault => Builder::new(Software::PAGE_FAULTS_MIN),
        };
        builder.observe_pid(pid).one_cpu(processor).inherit(true).enabled(true);
        builder.exclude_kernel(!how.kernel).exclude_hv(true);
        builder.sample(SampleFlag::IP).sample(SampleFlag::TID).sample(SampleFlag::TIME).clockid(Clock::MONOTONIC);
        match how.what {
            What::Time => builder.sample_frequency(FREQUENCY),
            What::Fault => builder.sample_period(FAULTS),
        };
        if REGISTERS != 0 && (how.kernel || how.stack > 0) {
            builder.sample(SampleFlag::REGS_USER).sample_regs_user(REGISTERS);
        }
        let has_stack = REGISTERS != 0 && how.stack > 0;
        if has_stack {
            builder.sample(SampleFlag::STACK_USER).sample_stack_user(how.stack);
        }
        let buffer = match how.what {
            What::Fault => BUFFER_OF_FAULTS,
            What::Time if has_stack => BUFFER,
            What::Time => BUFFER_WITHOUT,
        };
        builder.build().and_then(|counter| counter.sampled(buffer)).ok()
    }

    /// `read` has when the mappings of each process were last read.
    fn empty(what: What, sampler: &mut Sampler, read: &mut FxHashMap<u32, Instant>, send: &SyncSender<Met>) {
        while let Some(record) = sampler.next_record() {
            if let Ok(Record::Sample(sample)) = record.parse_record()
                && let (Some(pid), Some(address), Some(time)) = (sample.pid(), sample.ip(), sample.time())
            {
                let registers = sample.regs_user().map_or(Vec::new(), |registers| registers.regs.to_vec());
                let stack = sample.stack_user().unwrap_or_default().to_vec();
                if read.get(&pid).is_none_or(|read| read.elapsed() >= MAPPINGS) {
                    read.insert(pid, Instant::now());
                    if let Ok(text) = std::fs::read_to_string(format!("/proc/{pid}/maps")) {
                        _ = send.try_send(Met::Mappings(pid, text));
                    }
                }
                // What does not fit is lost, as it is where the buffers are full.
                _ = send.try_send(Met::Sample(Raw { what, pid, address, time, registers, stack }));
            }
        }
    }

    /// Nobody has written down how to unwind this processor's stacks.
    #[cfg(not(any(target_arch = "x86_64", target_arch = "aarch64")))]
    const REGISTERS: u64 = 0;

    #[cfg(not(any(target_arch = "x86_64", target_arch = "aarch64")))]
    fn user_address(_: &[u64]) -> Option<u64> {
        None
    }

    #[cfg(not(any(target_arch = "x86_64", target_arch = "aarch64")))]
    #[derive(Default)]
    struct Stacks;

    #[cfg(not(any(target_arch = "x86_64", target_arch = "aarch64")))]
    impl Stacks {
        fn know(&mut self, _: u32, _: String) {}

        fn chain(&mut self, _: u32, address: u64, _: &[u64], _: &[u8]) -> Box<[u64]> {
            [address].into()
        }
    }

    /// The processors that are there.
    fn processors() -> Vec<usize> {
        listed(&std::fs::read_to_string("/sys/devices/system/cpu/online").unwrap_or_default())
    }
}

#[cfg(not(target_os = "linux"))]
mod imp {
    use super::{Loads, Samples};

    pub(super) struct Sampling;

    pub(super) fn start(_: u32, _: bool) -> Option<Sampling> {
        None
    }

    pub(super) fn finish(_: Sampling) -> (Samples, Loads) {
        Default::default()
    }
}
