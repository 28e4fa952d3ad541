//! Groups of the kernel's counters (`perf_event_open`), of the calling thread and outside of the kernel.
//!
//! Asked by hand: every package beside `libc` would bring compiled copies of generic code of `std`, which rustc lets the
//! program that is measured use in place of its own.

use std::io::Error;

/// What is counted: the type and the number of an event, as `perf_event.h` has them.
#[derive(Clone, Copy)]
pub(super) struct Event {
    kind: u32,
    config: u64,
}

impl Event {
    pub(super) const CYCLES: Self = Self { kind: 0, config: 0 };
    pub(super) const INSTRUCTIONS: Self = Self { kind: 0, config: 1 };
    pub(super) const CACHE_MISSES: Self = Self { kind: 0, config: 3 };
    /// Cache 0, reading, what missed.
    pub(super) const L1D_READ_MISSES: Self = Self { kind: 3, config: 1 << 16 };
    /// Cache 3, reading, what missed.
    pub(super) const DTLB_READ_MISSES: Self = Self { kind: 3, config: 3 | 1 << 16 };
    pub(super) const PAGE_FAULTS: Self = Self { kind: 1, config: 2 };
    /// Counts nothing: what a group is led by, whichever of its members can be opened.
    const DUMMY: Self = Self { kind: 1, config: 9 };

    /// One that only this processor has.
    pub(super) const fn raw(config: u64) -> Self {
        Self { kind: 4, config }
    }
}

/// `struct perf_event_attr` in its first version, which every kernel takes.
#[repr(C)]
#[derive(Clone, Copy, Default)]
struct Attributes {
    kind: u32,
    size: u32,
    config: u64,
    sample_period: u64,
    sample_type: u64,
    read_format: u64,
    flags: u64,
    wakeup: u32,
    breakpoint_type: u32,
    breakpoint_address: u64,
}

const DISABLED: u64 = 1;
const EXCLUDE_KERNEL: u64 = 1 << 5;
const EXCLUDE_HYPERVISOR: u64 = 1 << 6;
/// `TOTAL_TIME_ENABLED`, `TOTAL_TIME_RUNNING`, and all members at once.
const READ_FORMAT: u64 = 1 | 1 << 1 | 1 << 3;
const CLOSE_ON_EXEC: libc::c_ulong = 8;
/// `PERF_EVENT_IOC_ENABLE`: `_IO('$', 0)`, for the whole group.
const ENABLE: u32 = if cfg!(any(target_arch = "powerpc64", target_arch = "powerpc", target_arch = "mips64")) {
    0x2000_2400
} else {
    0x2400
};
const OF_GROUP: libc::c_ulong = 1;
/// Members that a group may have.
const MOST: usize = 8;

/// Counters that are on the processor together, or not at all.
pub(super) struct Group {
    leader: Descriptor,
    members: [Option<Descriptor>; MOST],
    count: usize,
}

/// What a group stood at.
pub(super) struct Standing {
    /// The members' figures, in the order in which they were added.
    pub(super) values: [u64; MOST],
    pub(super) enabled_ns: u64,
    pub(super) running_ns: u64,
}

impl Group {
    /// One without members; the error is `errno`.
    pub(super) fn new() -> Result<Self, i32> {
        let leader = open(Event::DUMMY, -1)?;
        Ok(Self { leader, members: [const { None }; MOST], count: 0 })
    }

    /// Adds an event; its place among the members.
    pub(super) fn add(&mut self, event: Event) -> Result<usize, i32> {
        let place = self.count;
        let Some(member) = self.members.get_mut(place) else { return Err(libc::ENOSPC) };
        *member = Some(open(event, self.leader.0)?);
        self.count += 1;
        Ok(place)
    }

    /// Lets it count.
    pub(super) fn enable(&self) -> Result<(), i32> {
        // SAFETY: the descriptor is ours, and the request has no pointer.
        let done = unsafe { libc::ioctl(self.leader.0, ENABLE as _, OF_GROUP) };
        if done < 0 { Err(errno()) } else { Ok(()) }
    }

    /// What it stands at.
    pub(super) fn read(&self) -> Option<Standing> {
        // How many there are with the leader, both times, the leader, the members.
        let mut words = [0_u64; 4 + MOST];
        let bytes = size_of_val(&words);
        // SAFETY: what is read goes into the words.
        let read = unsafe { libc::read(self.leader.0, words.as_mut_ptr().cast(), bytes) };
        if read < (8 * (4 + self.count)) as isize {
            return None;
        }
        let [_, enabled_ns, running_ns, _, values @ ..] = words;
        Some(Standing { values, enabled_ns, running_ns })
    }
}

fn open(event: Event, leader: libc::c_int) -> Result<Descriptor, i32> {
    let disabled = if leader < 0 { DISABLED } else { 0 };
    let attributes = Attributes {
        kind: event.kind,
        size: size_of::<Attributes>() as u32,
        config: event.config,
        read_format: READ_FORMAT,
        flags: disabled | EXCLUDE_KERNEL | EXCLUDE_HYPERVISOR,
        ..Attributes::default()
    };
    // SAFETY: the attributes are as long as they say; of the calling thread (0), on any processor (-1).
    let descriptor =
        unsafe { libc::syscall(libc::SYS_perf_event_open, &raw const attributes, 0, -1, leader, CLOSE_ON_EXEC) };
    if descriptor < 0 { Err(errno()) } else { Ok(Descriptor(descriptor as libc::c_int)) }
}

fn errno() -> i32 {
    Error::last_os_error().raw_os_error().unwrap_or(0)
}

struct Descriptor(libc::c_int);

impl Drop for Descriptor {
    fn drop(&mut self) {
        // SAFETY: it is ours, and nobody uses it any more.
        unsafe { libc::close(self.0) };
    }
}
