//! Where a program's time passes: its instruction pointer and the calls that it is in, looked at two thousand times a second
//! of processor time.
//!
//! Beside it, where the processor offers that and hardware is to be counted, loads with their addresses (`addresses`).
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

/// When the same place was met, by the monotonic clock in nanoseconds: by process, the address of the instruction, and the
/// return addresses of the calls that it is in, innermost first, as far as they could be told.
pub(super) type Samples = FxHashMap<(u32, Box<[u64]>), Vec<u64>>;

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
    use std::time::Duration;

    use perf_event::data::Record;
    use perf_event::events::Software;
    use perf_event::{Builder, Clock, SampleFlag, Sampler};

    use super::addresses::{self, Addresses};
    #[cfg(any(target_arch = "x86_64", target_arch = "aarch64"))]
    use super::stacks::{REGISTERS, Stacks};
    use super::{Loads, Samples};
    use crate::confirm::machine::listed;

    /// Samples a second. A prime, so as not to keep step with what the program does in milliseconds.
    const FREQUENCY: u64 = 1999;
    /// Bytes of the stack that come with a sample: some twenty calls.
    const STACK: u32 = 4096;
    /// Bytes of each processor's buffer: with the page that the system adds they are what users may lock (516 KiB a
    /// processor), and 60 ms of samples with their stacks.
    const BUFFER: usize = 512 << 10;
    /// The same without stacks: some seconds.
    const BUFFER_WITHOUT: usize = 64 << 10;
    /// How often the buffers are emptied.
    const PAUSE: Duration = Duration::from_millis(20);

    /// Samples that may wait to be unwound: 64 MiB with their stacks. To read a program's tables takes longer than a buffer
    /// lasts.
    const WAITING: usize = 16 << 10;

    pub(super) struct Sampling {
        stop: Arc<AtomicBool>,
        reader: JoinHandle<Loads>,
        unwinder: JoinHandle<Samples>,
    }

    /// A sample as the system gives it.
    struct Raw {
        pid: u32,
        address: u64,
        time: u64,
        registers: Vec<u64>,
        stack: Vec<u8>,
    }

    pub(super) fn start(pid: u32, with_loads: bool) -> Option<Sampling> {
        let pid = i32::try_from(pid).ok()?;
        let open_all = |with_stack| processors().into_iter().map(|one| open(pid, one, with_stack)).collect();
        let samplers: Vec<Sampler> = Option::or_else(open_all(true), || open_all(false))?;
        let loads = if with_loads { addresses::open(pid, &processors()) } else { None };
        let (send, waiting) = sync_channel(WAITING);
        let stop = Arc::new(AtomicBool::new(false));
        let stopped = Arc::clone(&stop);
        let read = move || {
            let mut samplers = samplers;
            let mut addresses: Vec<Addresses> = loads.unwrap_or_default();
            let mut loads = Loads::default();
            let mut empty_all = || {
                empty(&mut samplers, &send);
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
            let (mut samples, mut stacks) = (Samples::default(), Stacks::default());
            for Raw { pid, address, time, registers, stack } in waiting {
                let chain = stacks.chain(pid, address, &registers, &stack);
                samples.entry((pid, chain)).or_default().push(time);
            }
            samples
        };
        let reader = std::thread::Builder::new().name("samples".to_owned()).spawn(read).ok()?;
        let unwinder = std::thread::Builder::new().name("stacks".to_owned()).spawn(unwind).ok()?;
        Some(Sampling { stop, reader, unwinder })
    }

    pub(super) fn finish(sampling: Sampling) -> (Samples, Loads) {
        sampling.stop.store(true, Ordering::Release);
        sampling.reader.thread().unpark();
        // The reader drops its end, and with that the unwinder comes to its own.
        let loads = sampling.reader.join().unwrap_or_default();
        (sampling.unwinder.join().unwrap_or_default(), loads)
    }

    /// What a process starts is sampled with it only by events that belong to one processor each.
    fn open(pid: i32, processor: usize, with_stack: bool) -> Option<Sampler> {
        let mut builder = Builder::new(Software::CPU_CLOCK);
        builder.observe_pid(pid).one_cpu(processor).inherit(true).enabled(true);
        builder.exclude_kernel(true).exclude_hv(true);
        builder.sample(SampleFlag::IP).sample(SampleFlag::TID).sample(SampleFlag::TIME);
        builder.sample_frequency(FREQUENCY).clockid(Clock::MONOTONIC);
        if !with_stack || REGISTERS == 0 {
            return builder.build().and_then(|counter| counter.sampled(BUFFER_WITHOUT)).ok();
        }
        builder.sample(SampleFlag::REGS_USER).sample_regs_user(REGISTERS);
        builder.sample(SampleFlag::STACK_USER).sample_stack_user(STACK);
        builder.build().and_then(|counter| counter.sampled(BUFFER)).ok()
    }

    fn empty(samplers: &mut [Sampler], send: &SyncSender<Raw>) {
        for sampler in samplers {
            while let Some(record) = sampler.next_record() {
                if let Ok(Record::Sample(sample)) = record.parse_record()
                    && let (Some(pid), Some(address), Some(time)) = (sample.pid(), sample.ip(), sample.time())
                {
                    let registers = sample.regs_user().map_or(Vec::new(), |registers| registers.regs.to_vec());
                    let stack = sample.stack_user().unwrap_or_default().to_vec();
                    // What does not fit is lost, as it is where the buffers are full.
                    _ = send.try_send(Raw { pid, address, time, registers, stack });
                }
            }
        }
    }

    /// Nobody has written down how to unwind this processor's stacks.
    #[cfg(not(any(target_arch = "x86_64", target_arch = "aarch64")))]
    const REGISTERS: u64 = 0;

    #[cfg(not(any(target_arch = "x86_64", target_arch = "aarch64")))]
    #[derive(Default)]
    struct Stacks;

    #[cfg(not(any(target_arch = "x86_64", target_arch = "aarch64")))]
    impl Stacks {
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
