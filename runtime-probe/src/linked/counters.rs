//! Counters of the processor and the operating system, one set of groups per thread, read at the guards.

use std::sync::atomic::{AtomicBool, AtomicU32, AtomicU64, Ordering};

use super::spin::Spin;
use crate::record::Counters;

/// What may be counted, in the order of [`Reading::values`], by the names of the record. A processor has four to eight
/// counters for a group, and what comes when they are all taken is refused: what tells least comes last.
const NAMES: [&str; EVENTS] =
    ["cycles", "instructions", "l1d_misses", "llc_misses", "page_walks", "remote_dram", "dtlb_misses", "page_faults"];
const EVENTS: usize = 8;
/// Of those, the ones of the operating system come last: they run in a group of their own, for a hardware group that
/// cannot be scheduled would take them along.
const HARDWARE: usize = 7;

/// Of those, the ones that every processor has. That it has not room for the others, or does not know them, is no failure.
const COMMON: usize = 4;

/// Shorter regions cannot be counted honestly through system calls (PAPI puts the limit at 100,000 to 400,000
/// instructions): about 100 µs.
const LONG_TICKS: u64 = 300_000;

static ENABLED: AtomicBool = AtomicBool::new(false);
/// Events that were opened, by bit.
static OPENED: AtomicU32 = AtomicU32::new(0);
static FAILURE: Spin<Option<(i32, &'static str)>> = Spin::new(None);
/// Nanoseconds for which hardware groups were enabled, and on the processor.
static GROUP_ENABLED: AtomicU64 = AtomicU64::new(0);
static GROUP_RUNNING: AtomicU64 = AtomicU64::new(0);

/// Lets threads open counters from now on.
pub(super) fn allow() {
    ENABLED.store(true, Ordering::Relaxed);
}

/// What all counters stood at.
#[derive(Clone, Copy, Default)]
pub(super) struct Reading {
    values: [u64; EVENTS],
    enabled_ns: u64,
    running_ns: u64,
}

/// What was counted at a site.
#[derive(Clone, Copy, Default)]
pub(super) struct Sums {
    total: Reading,
    pub(super) counted: u64,
    pub(super) too_short: u64,
}

impl Sums {
    /// Books one outermost entry that took `ticks`; `span` is there when the counters were read at both ends.
    pub(super) fn book(&mut self, ticks: u64, span: Option<(Reading, Reading)>) {
        if !ENABLED.load(Ordering::Relaxed) {
            return;
        }
        match span {
            Some((start, end)) if is_long(ticks) => {
                self.counted += 1;
                self.total.add(&end.since(&start));
            }
            _ => self.too_short += u64::from(!is_long(ticks)),
        }
    }

    pub(super) fn add(&mut self, other: &Self) {
        self.total.add(&other.total);
        self.counted += other.counted;
        self.too_short += other.too_short;
    }

    /// The figures of the record: scaled by the time the group was on the processor, absent where nothing was counted.
    /// `untimed` entries more were so short that they were not even timed.
    pub(super) fn counters(&self, untimed: u64) -> Counters {
        let mut counters = Counters::default();
        let opened = OPENED.load(Ordering::Relaxed);
        let too_short = self.too_short + untimed;
        if opened == 0 || (self.counted == 0 && too_short == 0) {
            return counters;
        }
        counters.counted = Some(self.counted);
        counters.too_short = Some(too_short);
        if self.counted == 0 {
            return counters;
        }
        let Reading { values, enabled_ns, running_ns } = self.total;
        for (nth, (name, value)) in NAMES.iter().zip(values).enumerate().filter(|(nth, _)| opened & 1 << nth != 0) {
            if nth >= HARDWARE {
                counters.set(name, value);
            } else if running_ns > 0 {
                counters.set(name, (u128::from(value) * u128::from(enabled_ns) / u128::from(running_ns)) as u64);
            }
        }
        if opened & ((1 << HARDWARE) - 1) != 0 {
            counters.enabled_ns = Some(enabled_ns);
            counters.running_ns = Some(running_ns);
        }
        counters
    }
}

impl Reading {
    fn add(&mut self, other: &Self) {
        self.values.iter_mut().zip(other.values).for_each(|(sum, value)| *sum = sum.wrapping_add(value));
        self.enabled_ns += other.enabled_ns;
        self.running_ns += other.running_ns;
    }

    fn since(&self, start: &Self) -> Self {
        Self {
            values: std::array::from_fn(|nth| self.values[nth].saturating_sub(start.values[nth])),
            enabled_ns: self.enabled_ns.saturating_sub(start.enabled_ns),
            running_ns: self.running_ns.saturating_sub(start.running_ns),
        }
    }
}

/// Whether a region of so many ticks can be counted honestly.
pub(super) fn is_long(ticks: u64) -> bool {
    ticks >= LONG_TICKS
}

/// Names of the events that were opened in any thread.
pub(super) fn opened() -> impl Iterator<Item = &'static str> {
    let opened = OPENED.load(Ordering::Relaxed);
    NAMES.iter().enumerate().filter(move |(nth, _)| opened & 1 << nth != 0).map(|(_, name)| *name)
}

/// The first refusal: errno, and the event that was to be opened.
pub(super) fn failure() -> Option<(i32, &'static str)> {
    *FAILURE.hold()
}

/// The hardware counters were opened, but never got onto the processor.
pub(super) fn never_scheduled() -> bool {
    GROUP_ENABLED.load(Ordering::Relaxed) > 0 && GROUP_RUNNING.load(Ordering::Relaxed) == 0
}

#[cfg(target_os = "linux")]
pub(super) use linux::Open;

/// The counters of one thread.
#[cfg(not(target_os = "linux"))]
pub(super) struct Open;

#[cfg(not(target_os = "linux"))]
impl Open {
    pub(super) fn new() -> Option<Self> {
        // 38 is ENOSYS on Linux, the code the record speaks of.
        FAILURE.hold().get_or_insert((38, NAMES[0]));
        None
    }

    pub(super) fn read(&mut self) -> Option<Reading> {
        None
    }
}

#[cfg(target_os = "linux")]
mod linux {
    use super::super::perf::{Event, Group, Standing};
    use super::*;
    use crate::native::Native;

    /// The counters of one thread.
    pub(in crate::linked) struct Open {
        hardware: Option<Set>,
        software: Option<Set>,
    }

    impl Open {
        /// Opens what can be opened for the calling thread. Whatever is refused is left out; the first refusal is kept.
        pub(in crate::linked) fn new() -> Option<Self> {
            if !ENABLED.load(Ordering::Relaxed) {
                return None;
            }
            let Native { page_walks, remote_dram } = native();
            let events = [
                Some(Event::CYCLES),
                Some(Event::INSTRUCTIONS),
                Some(Event::L1D_READ_MISSES),
                Some(Event::CACHE_MISSES),
                page_walks.map(Event::raw),
                remote_dram.map(Event::raw),
                Some(Event::DTLB_READ_MISSES),
                Some(Event::PAGE_FAULTS),
            ];
            let (hardware, software) = events.split_at(HARDWARE);
            let open = Self { hardware: Set::open(0, hardware), software: Set::open(HARDWARE, software) };
            (open.hardware.is_some() || open.software.is_some()).then_some(open)
        }

        pub(in crate::linked) fn read(&mut self) -> Option<Reading> {
            let mut reading = Reading::default();
            let mut times = [(0, 0); 2];
            for (set, times) in [&self.hardware, &self.software].into_iter().zip(&mut times) {
                if let Some(set) = set {
                    *times = set.read(&mut reading.values)?;
                }
            }
            // The software group always runs; what is scaled is the hardware group.
            let (enabled, running) = times[0];
            reading.enabled_ns = enabled;
            reading.running_ns = running;
            GROUP_ENABLED.fetch_max(enabled, Ordering::Relaxed);
            GROUP_RUNNING.fetch_max(running, Ordering::Relaxed);
            Some(reading)
        }
    }

    /// A group, and the places of its members by event.
    struct Set {
        group: Group,
        members: [Option<usize>; EVENTS],
    }

    impl Set {
        /// Opens the events as one group; they are numbered from `first`.
        fn open(first: usize, events: &[Option<Event>]) -> Option<Self> {
            let mut members = [None; EVENTS];
            let mut group = Group::new().map_err(|errno| refused(first, errno)).ok()?;
            let mut any = false;
            for (nth, event) in events.iter().enumerate() {
                let Some(event) = event else { continue };
                match group.add(*event) {
                    Ok(place) => {
                        members[first + nth] = Some(place);
                        OPENED.fetch_or(1 << (first + nth), Ordering::Relaxed);
                        any = true;
                    }
                    Err(errno) => refused(first + nth, errno),
                }
            }
            if !any {
                return None;
            }
            group.enable().map_err(|errno| refused(first, errno)).ok()?;
            Some(Self { group, members })
        }

        /// Reads the members into their places; nanoseconds enabled and running.
        fn read(&self, values: &mut [u64; EVENTS]) -> Option<(u64, u64)> {
            let Standing { values: read, enabled_ns, running_ns } = self.group.read()?;
            for (value, member) in values.iter_mut().zip(self.members) {
                if let Some(member) = member {
                    *value = read.get(member).copied().unwrap_or(0);
                }
            }
            Some((enabled_ns, running_ns))
        }
    }

    fn refused(event: usize, errno: i32) {
        if (COMMON..HARDWARE).contains(&event) {
            return;
        }
        FAILURE.hold().get_or_insert((errno, NAMES[event]));
    }

    /// The events that only this processor has; those of several memory nodes where there are some.
    fn native() -> Native {
        #[cfg(target_arch = "x86_64")]
        let native = {
            let (vendor, family, model) = crate::linked::clock::processor();
            Native::of(&vendor, family, model)
        };
        #[cfg(not(target_arch = "x86_64"))]
        let native = Native::default();
        Native { remote_dram: native.remote_dram.filter(|_| several_nodes()), ..native }
    }

    /// Whether more than one node has memory: the system lists them as `0`, `0-1` or `0,2`.
    fn several_nodes() -> bool {
        let mut list = [0_u8; 16];
        // SAFETY: the name ends with a zero, and what is read goes into the array.
        let length = unsafe {
            let file = libc::open(c"/sys/devices/system/node/has_memory".as_ptr(), libc::O_RDONLY | libc::O_CLOEXEC);
            if file < 0 {
                return false;
            }
            let length = libc::read(file, list.as_mut_ptr().cast(), list.len());
            libc::close(file);
            length
        };
        let length = usize::try_from(length).unwrap_or(0);
        list.iter().take(length).any(|byte| matches!(byte, b'-' | b','))
    }
}
