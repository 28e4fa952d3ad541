//! Where a program's time passes: its instruction pointer, looked at two thousand times a second of processor time.
//!
//! The system's own clock does it, also where there are no hardware counters. Where it is not permitted there are no
//! samples, and what would have been drawn from them is absent.
use rustc_hash::FxHashMap;

/// How often an address was met, by process and address.
pub(super) type Samples = FxHashMap<(u32, u64), u64>;

/// Samples that are being taken.
pub(super) struct Sampling(imp::Sampling);

impl Sampling {
    /// Begins to sample a process and all that it will start; `None` where the system does not allow it.
    pub(super) fn start(pid: u32) -> Option<Self> {
        imp::start(pid).map(Self)
    }

    /// Ends it; what was met.
    pub(super) fn finish(self) -> Samples {
        imp::finish(self.0)
    }
}

#[cfg(target_os = "linux")]
mod imp {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicBool, Ordering};
    use std::thread::JoinHandle;
    use std::time::Duration;

    use perf_event::data::Record;
    use perf_event::events::Software;
    use perf_event::{Builder, SampleFlag, Sampler};

    use super::Samples;

    /// Samples a second. A prime, so as not to keep step with what the program does in milliseconds.
    const FREQUENCY: u64 = 1999;
    /// Pages of each processor's buffer: a second of samples and more, and within what users may lock.
    const PAGES: usize = 16;
    /// How often the buffers are emptied.
    const PAUSE: Duration = Duration::from_millis(100);

    pub(super) struct Sampling {
        stop: Arc<AtomicBool>,
        reader: JoinHandle<Samples>,
    }

    pub(super) fn start(pid: u32) -> Option<Sampling> {
        let pid = i32::try_from(pid).ok()?;
        let samplers = processors().into_iter().map(|processor| open(pid, processor)).collect::<Option<Vec<_>>>()?;
        let stop = Arc::new(AtomicBool::new(false));
        let stopped = Arc::clone(&stop);
        let read = move || {
            let mut samplers = samplers;
            let mut samples = Samples::default();
            while !stopped.load(Ordering::Acquire) {
                empty(&mut samplers, &mut samples);
                std::thread::park_timeout(PAUSE);
            }
            empty(&mut samplers, &mut samples);
            samples
        };
        let reader = std::thread::Builder::new().name("samples".to_owned()).spawn(read).ok()?;
        Some(Sampling { stop, reader })
    }

    pub(super) fn finish(sampling: Sampling) -> Samples {
        sampling.stop.store(true, Ordering::Release);
        sampling.reader.thread().unpark();
        sampling.reader.join().unwrap_or_default()
    }

    /// What a process starts is sampled with it only by events that belong to one processor each.
    fn open(pid: i32, processor: usize) -> Option<Sampler> {
        let mut builder = Builder::new(Software::CPU_CLOCK);
        builder.observe_pid(pid).one_cpu(processor).inherit(true).enabled(true);
        builder.exclude_kernel(true).exclude_hv(true);
        builder.sample(SampleFlag::IP).sample(SampleFlag::TID).sample_frequency(FREQUENCY);
        builder.build().and_then(|counter| counter.sampled(PAGES)).ok()
    }

    fn empty(samplers: &mut [Sampler], samples: &mut Samples) {
        for sampler in samplers {
            while let Some(record) = sampler.next_record() {
                if let Ok(Record::Sample(sample)) = record.parse_record()
                    && let (Some(pid), Some(address)) = (sample.pid(), sample.ip())
                {
                    *samples.entry((pid, address)).or_default() += 1;
                }
            }
        }
    }

    /// The processors that are there: `0-3,8-11` in the system's words.
    fn processors() -> Vec<usize> {
        let text = std::fs::read_to_string("/sys/devices/system/cpu/online").unwrap_or_default();
        let ranges = text.trim().split(',').filter_map(|range| {
            let (first, last) = range.split_once('-').unwrap_or((range, range));
            Some(first.parse().ok()?..=last.parse().ok()?)
        });
        ranges.flatten().collect()
    }
}

#[cfg(not(target_os = "linux"))]
mod imp {
    use super::Samples;

    pub(super) struct Sampling;

    pub(super) fn start(_: u32) -> Option<Sampling> {
        None
    }

    pub(super) fn finish(_: Sampling) -> Samples {
        Samples::default()
    }
}
