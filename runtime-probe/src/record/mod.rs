//! What a run wrote down: one file per process, lines of text, versioned in both directions.
//!
//! A reader meets a *newer version* with a clear error, and skips *keys it does not know* in its own version, so that
//! a figure can be added without a new version. A record without its last line (`end`) was cut off and is refused.
//!
//! ```text
//! locality-record 1
//! pid 4711
//! executable /path/of/the/program          bytes outside printable ASCII, and the backslash, as \xNN
//! ended exit=0                             or: signal=15, replaced=1, or no such line
//! mode traced
//! machine l1d=48K/12/64,…
//! clock began_ns=… wall_ns=… cpu_ns=… guard_ns=… count_ns=… guarded_ns=…
//! kernel user_ns=… system_ns=… faults=… major_faults=… fault_ns=…     in a timed run
//! seeds pinned=1
//! threads seen=2
//! memory resident=… peak=…                 bytes of the process at its end, and at most; in a timed run
//! hardware opened=cycles,instructions      or: errno=2 operation=cycles, or neither
//! saved file=4711.0.trace events=… bytes=… complete=1       where the trace was to be saved
//! module 555555554000 555555560000 1000 /path/of/the/program
//! site 3 entries=10 timed=10 ns=12345 cpu_ns=12000 faults=7 cycles=… …    counters only where they were read
//!        … asked=4 resident_last=…/… resident_before=…/… resident_after=…/… rose=… fell=…     before/after, least/most; likewise
//! context 1 - 3 lines=120 allocations=…    id, parent, site; context 0 is the program outside of every site
//!          … blocks=… block_bytes=… block_used=… largest=…/…/…/…/…     address, bytes, used, resident, on huge pages
//! columns loads stores …
//! place 1 55555555a123 1000 0 …            context, return address, figures by column
//! distances 1 55555555a123 same_page=… 64=…    of a place before it: steps between the lines it fetched, by their size in lines
//! group 3 size=… place=… blocks=… most=… address=… rest=0    memory that is told apart: see below
//! chain 7 55555555b001 55555555c002         a chain of callers that was sampled: where each call returns to, the innermost first
//! called 1 55555555a123 7 90 40             of a place, the samples with that chain, and those that were not in the L1d
//! points 3 7 count=…                       blocks of a group that had addresses in blocks of another: see below
//! touched 1 55555555a123 3 0 …             of a place, what it missed in a group: figures by column, as far as there are any
//! held 1 3 blocks=… block_bytes=… block_used=… largest=…    of a context, the blocks of a group, as above
//! sharing false transfers=… reader=1/5555… writer=1/5555… line=… used=ff written=ff00 threads=3
//! totals 1000 0 …
//! coverage paired=… unsized=… …
//! end
//! ```
//!
//! A group is one of blocks of the heap that are of about one size and were asked for at one place, or a region of other memory.
//! `rest=1` has what could not be told apart for want of room: of its kind, or, in the groups 1 and 2, of all blocks and regions.
//! Addresses are looked for in blocks that are given back, and in what is left at the end, without a regard to types.
//! What a place missed in group 0 is not known to be of any.

mod parse;
pub(crate) mod write;

use std::path::PathBuf;

pub use parse::ParseError;

use crate::counts::Counts;
use crate::machine::Machine;
use crate::model;
pub use crate::model::{Backed, Block, Distances, Group, Heap, Held, Link};

/// The version that this crate writes, and the newest it reads.
pub const VERSION: u32 = 1;

/// Who called, and who called that, and so on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chain {
    /// What it is named by.
    pub number: u32,
    /// Where each call returns to, the innermost first.
    pub callers: Vec<u64>,
}

/// What one process wrote down.
#[derive(Clone, Debug, PartialEq)]
pub struct Record {
    /// Process id.
    pub pid: u32,
    /// The program.
    pub executable: PathBuf,
    /// How it ended; `None` where the system does not tell.
    pub ended: Option<Ended>,
    /// How it was measured.
    pub mode: Mode,
    /// The machine that the trace was run through; `None` in a timed run.
    pub machine: Option<Machine>,
    /// When the probe started, before the program did, by the system's monotonic clock in nanoseconds.
    pub began_ns: u64,
    /// Nanoseconds from there to the end of the process.
    pub wall_ns: u64,
    /// Processor time of all threads of the process over that time, in nanoseconds.
    pub cpu_ns: u64,
    /// Of that, what the guards' own clocks of its threads add up to, from a thread's first guard to its last; `None` in a
    /// traced run, and in records of earlier versions.
    pub guarded_ns: Option<u64>,
    /// What an active guard costs in this process.
    pub guard_ns: GuardNs,
    /// What the kernel did for the process; `None` in a traced run, where most is the model's.
    pub kernel: Option<Kernel>,
    /// Whether the seeds of `RandomState` were pinned.
    pub seeds_pinned: bool,
    /// Threads that entered a guard or were traced.
    pub threads: u32,
    /// Its memory; `None` in a traced run, where most is the model's, and where the system does not tell.
    pub memory: Option<Memory>,
    /// What hardware counting came to.
    pub hardware: Hardware,
    /// The trace, where it was to be saved.
    pub saved: Option<Saved>,
    /// The executable mappings of the process, for addr2line.
    pub modules: Vec<Module>,
    /// The sites that were entered, by id.
    pub sites: Vec<Site>,
    /// The stacks of active sites that occurred, parents before children. Context 0 is always there: outside of every site.
    pub contexts: Vec<Context>,
    /// The figures of each place.
    pub places: Vec<Place>,
    /// Memory that is told apart, by number; none where an earlier probe wrote the record.
    pub groups: Vec<(u32, Group)>,
    /// Which of them point to which.
    pub links: Vec<Link>,
    /// What each place missed in each of them.
    pub touched: Vec<Touched>,
    /// The chains of callers that were sampled, by number; none where an earlier probe wrote the record.
    pub chains: Vec<Chain>,
    /// What was sampled of each place, by chain.
    pub called: Vec<Called>,
    /// What each context touched of the blocks of each of them.
    pub held: Vec<HeldOf>,
    /// Lines that threads took from each other, the places that did so together.
    pub sharings: Vec<Sharing>,
    /// The sum over all places.
    pub totals: Counts,
    /// How much of the memory traffic was seen, and how.
    pub coverage: Coverage,
}

/// How a process ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Ended {
    /// With this status.
    Exited(i32),
    /// By this signal.
    Killed(i32),
    /// Another program took its place (`exec`).
    Replaced,
}

/// What the kernel did for a whole process since the probe started.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Kernel {
    /// Processor time outside of the kernel, in nanoseconds. Many kernels only look now and then where time passes.
    pub user_ns: u64,
    /// Processor time in it, likewise.
    pub system_ns: u64,
    /// Page faults for which nothing had to be read: mostly pages that are touched for the first time.
    pub faults: u64,
    /// Page faults for which something had to be read.
    pub major_faults: u64,
    /// What it costs here to get a fresh page and to give it back, in nanoseconds, if that could be measured.
    pub fault_ns: Option<f64>,
}

/// Resident bytes of a whole process.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Memory {
    /// At its end.
    pub resident: u64,
    /// At most.
    pub peak: u64,
}

/// How a run was measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Guards take the time and read the counters.
    Timed,
    /// Loads and stores are run through the model; guards count entries and time, the time being that of the traced program.
    Traced,
}

impl Mode {
    /// The word of the record and of `LOCALITY_MODE`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Timed => "timed",
            Self::Traced => "traced",
        }
    }

    /// The mode that a word stands for.
    pub fn named(name: &str) -> Option<Self> {
        [Self::Timed, Self::Traced].into_iter().find(|mode| mode.name() == name)
    }
}

/// A trace in a file beside the record: blocks of events ([`crate::stream`]), as `linked::saving` describes them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Saved {
    /// The file's name.
    pub file: String,
    /// Events in it.
    pub events: u64,
    /// Its length.
    pub bytes: u64,
    /// Nothing was left out for want of room.
    pub complete: bool,
}

/// An executable mapping of the process.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Module {
    /// First address.
    pub start: u64,
    /// First address after it.
    pub end: u64,
    /// Offset of `start` in the file.
    pub offset: u64,
    /// The file; `[vdso]` for what the kernel maps into every process.
    pub path: PathBuf,
}

impl Module {
    /// Whether it is code of the kernel's.
    #[must_use]
    pub fn is_of_kernel(&self) -> bool {
        self.path.as_os_str().as_encoded_bytes().starts_with(b"[")
    }
}

/// What a guard that is entered and left costs, in nanoseconds.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct GuardNs {
    /// When its entry is timed.
    pub timed: f64,
    /// When its entry is only counted.
    pub counted: f64,
}

impl GuardNs {
    /// What the guards of a site cost together.
    pub fn of(&self, site: &Site) -> f64 {
        site.timed as f64 * self.timed + site.entries.saturating_sub(site.timed) as f64 * self.counted
    }
}

/// What the guards of a site counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Site {
    /// The number passed to `enter`.
    pub site: u32,
    /// Outermost entries, summed over the threads.
    pub entries: u64,
    /// Those of them that were timed. Where entries are very short, only some are.
    pub timed: u64,
    /// Time between outermost entry and leave, summed over the threads; what was not timed is taken for like what was.
    pub ns: u64,
    /// Of that, the time for which the thread was on a processor; `None` in a traced run, and in records of earlier versions.
    pub cpu_ns: Option<u64>,
    /// Page faults between entry and leave; what was not asked about is taken for like what was.
    pub faults: Option<u64>,
    /// Hardware and software counters of this site.
    pub counters: Counters,
    /// Resident memory around its entries; `None` where the system was not asked, as in a traced run.
    pub resident: Option<Resident>,
}

/// Resident bytes of the process around those outermost entries into a site about which the system was asked: the first
/// ones, and from then on as many as can be without being felt.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Resident {
    /// How many those are.
    pub asked: u64,
    /// The last of them.
    pub last: Around,
    /// When they were entered.
    pub before: Range,
    /// When they were left.
    pub after: Range,
    /// Bytes that came to be resident over one of them, at most.
    pub rose: u64,
    /// Bytes that were given back over one of them, at most.
    pub fell: u64,
}

impl Resident {
    /// Takes in what was seen around other entries; what the last was stays.
    pub fn join(&mut self, other: &Self) {
        match (self.asked, other.asked) {
            (_, 0) => {}
            (0, _) => *self = *other,
            _ => {
                self.asked += other.asked;
                self.before.join(other.before);
                self.after.join(other.after);
                self.rose = self.rose.max(other.rose);
                self.fell = self.fell.max(other.fell);
            }
        }
    }
}

/// The least and the most of several.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Range {
    /// The least.
    pub least: u64,
    /// The most.
    pub most: u64,
}

impl Range {
    fn join(&mut self, other: Self) {
        self.least = self.least.min(other.least);
        self.most = self.most.max(other.most);
    }
}

/// Resident bytes around an entry.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Around {
    /// When it was entered.
    pub before: u64,
    /// When it was left.
    pub after: u64,
}

macro_rules! counters {
    ($($(#[$doc:meta])* $name:ident,)*) => {
        /// Counters of the operating system and the processor, read at the guards. What was not counted is `None`.
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
        pub struct Counters {
            $($(#[$doc])* pub $name: Option<u64>,)*
        }

        impl Counters {
            /// Name and value of each counter.
            pub fn entries(&self) -> impl Iterator<Item = (&'static str, Option<u64>)> {
                [$((stringify!($name), self.$name)),*].into_iter()
            }

            /// Sets the counter called `name`; `false` when there is none.
            pub fn set(&mut self, name: &str, value: u64) -> bool {
                match name {
                    $(stringify!($name) => self.$name = Some(value),)*
                    _ => return false,
                }
                true
            }
        }
    };
}

counters! {
    /// Core cycles in user mode.
    cycles,
    /// Instructions in user mode.
    instructions,
    /// Loads that missed the L1 data cache.
    l1d_misses,
    /// Accesses that missed the last-level cache.
    llc_misses,
    /// What the processor's generic event for data TLB read misses counts (its meaning differs between vendors).
    dtlb_misses,
    /// Completed page walks for data, where the native event is known.
    page_walks,
    /// Loads that the memory of another node answered, or lines from there, where there is more than one node and the
    /// native event is known.
    remote_dram,
    /// Page faults.
    page_faults,
    /// Outermost entries over which the counters were read.
    counted,
    /// Outermost entries too short to be counted honestly; their events are left out.
    too_short,
    /// Nanoseconds for which the group was enabled at this site.
    enabled_ns,
    /// Nanoseconds for which the group was on the processor; the figures are scaled by `enabled_ns / running_ns`.
    running_ns,
}

/// What hardware counting came to in this process.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hardware {
    /// The events that could be opened, software events included.
    pub opened: Vec<String>,
    /// The first failure, where a hardware event could not be opened.
    pub failure: Option<Failure>,
    /// The counters were opened, but never got onto the processor.
    pub never_scheduled: bool,
}

/// A refusal of the operating system.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// `errno`.
    pub errno: i32,
    /// What was attempted: the event that was opened.
    pub operation: String,
}

impl Failure {
    /// The reason in plain words.
    pub fn words(&self) -> String {
        // errno values of Linux, the only system with perf events; libc is not a dependency of the reader.
        let (name, reason) = match self.errno {
            2 => ("ENOENT", "no PMU here"),
            19 => ("ENODEV", "no PMU here"),
            95 => ("EOPNOTSUPP", "no PMU here"),
            1 => ("EPERM", "perf events are not permitted (perf_event_paranoid, a container's profile or CAP_PERFMON)"),
            13 => {
                ("EACCES", "perf events are not permitted (perf_event_paranoid, a container's profile or CAP_PERFMON)")
            }
            38 => ("ENOSYS", "there are no perf events (the kernel has none, or a container hides them)"),
            24 => ("EMFILE", "too many open files"),
            23 => ("ENFILE", "too many open files"),
            16 => ("EBUSY", "another user holds the counters"),
            28 => ("ENOSPC", "no free counter for the whole group"),
            22 => ("EINVAL", "the kernel does not know this event"),
            errno => return format!("no hardware counters: the event {} gives errno {errno}", self.operation),
        };
        format!("{reason}: the event {} gives {name}", self.operation)
    }
}

/// A stack of active sites.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Context {
    /// Its number, as in [`Place::context`].
    pub id: u32,
    /// The context it was entered from; `None` for context 0.
    pub parent: Option<u32>,
    /// The innermost site; `None` for context 0.
    pub site: Option<u32>,
    /// Distinct L1 lines touched in exactly this context: exact up to 4096 per thread, an estimate within a few
    /// percent above. A sum over contexts is an upper bound, for two may touch the same line.
    pub lines_touched: u64,
    /// What was allocated in exactly this context.
    pub heap: Heap,
    /// Distinct pages of 4 KiB that it lies in, with the same error as `lines_touched`.
    pub heap_pages: u64,
    /// What it touched of blocks of 4 KiB or more while they were allocated. Of blocks that one thread gave back which
    /// another had allocated nothing is known.
    pub held: Held,
}

/// The figures of one instruction in one context.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The context.
    pub context: u32,
    /// The return address of the callback: the instruction after the access. Look up `address - 1`.
    pub address: u64,
    /// The figures.
    pub counts: Counts,
    /// How far apart the lines lie that it fetched one after the other.
    pub distances: Distances,
}

/// What one place missed in a group of memory; nothing, perhaps, in that which it accessed first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Touched {
    /// The context.
    pub context: u32,
    /// The place, as [`Place::address`].
    pub address: u64,
    /// The group; 0 where it is not known.
    pub group: u32,
    /// The figures; how often it loaded and stored there is not known.
    pub counts: Counts,
}

/// What was sampled of a place with one chain of callers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Called {
    /// The stack of active sites.
    pub context: u32,
    /// The place.
    pub address: u64,
    /// The chain's number.
    pub chain: u32,
    /// Samples.
    pub samples: u64,
    /// Those that were not in the L1d.
    pub misses: u64,
}

/// What a context touched of the blocks of a group, of 4 KiB or more.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct HeldOf {
    /// The context.
    pub context: u32,
    /// The group.
    pub group: u32,
    /// The blocks.
    pub held: Held,
}

/// Lines that one place had to get back because another had written to them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sharing {
    /// Whether the first used none of the bytes that were written meanwhile: the line is shared falsely.
    pub is_false: bool,
    /// How often.
    pub transfers: u64,
    /// Context and address of the place that got lines back, as in [`Place`].
    pub reader: (u32, u64),
    /// Context and address of the place that had written them: where it began to.
    pub writer: (u32, u64),
    /// The address of one of the lines.
    pub line: u64,
    /// The bytes of lines that the first used, by bit (by two where lines have 128).
    pub used: u64,
    /// The bytes of lines that the second wrote, likewise.
    pub written: u64,
    /// The threads on either side, by bit.
    pub threads: u64,
}

impl Sharing {
    /// What the model tells of two places.
    pub(crate) fn of(reader: model::Key, writer: model::Key, one: &model::Sharing) -> Self {
        let place = |key: model::Key| (key.context, key.place.address());
        let model::Sharing { transfers, is_false, line, used, written, threads, .. } = *one;
        Self { is_false, transfers, reader: place(reader), writer: place(writer), line, used, written, threads }
    }

    pub(crate) fn key(&self) -> (u32, u64, u32, u64, bool) {
        (self.reader.0, self.reader.1, self.writer.0, self.writer.1, self.is_false)
    }

    pub(crate) fn join(&mut self, other: &Self) {
        self.transfers += other.transfers;
        self.line = self.line.min(other.line);
        self.used |= other.used;
        self.written |= other.written;
        self.threads |= other.threads;
    }
}

macro_rules! coverage {
    ($($(#[$doc:meta])* $name:ident,)*) => {
        /// How much of the memory traffic was seen, and how. Counts of callbacks, not of instructions that never called.
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
        pub struct Coverage {
            $($(#[$doc])* pub $name: u64,)*
        }

        impl Coverage {
            /// Name and value of each figure.
            pub fn entries(&self) -> impl Iterator<Item = (&'static str, u64)> {
                [$((stringify!($name), self.$name)),*].into_iter()
            }

            /// Sets the figure called `name`; `false` when there is none.
            pub fn set(&mut self, name: &str, value: u64) -> bool {
                match name {
                    $(stringify!($name) => self.$name = value,)*
                    _ => return false,
                }
                true
            }
        }

        impl std::ops::AddAssign for Coverage {
            fn add_assign(&mut self, other: Self) {
                $(self.$name = self.$name.wrapping_add(other.$name);)*
            }
        }
    };
}

coverage! {
    /// Accesses that both passes reported: address and size known.
    paired,
    /// Accesses that only memprof reported (vectors wider than 16 bytes): 32 bytes assumed.
    unsized_accesses,
    /// Atomic read-modify-writes, which only memprof reports: the size is the instruction's.
    atomic_accesses,
    /// Accesses that only sancov reported.
    unpaired,
    /// Bytes that memory functions (`memcpy`, `memset`, `memcmp`, `strlen`, …) copied, set, compared or looked through: each counts as
    /// a read, a write, or both.
    bulk_bytes,
    /// Calls of such functions.
    bulk_calls,
    /// Accesses that could not be booked: made while a thread was torn down or before it was set up.
    lost,
}

/// The path of a program as a process writes it down when it begins, in `<pid>.process` beside where its record will be.
pub fn path(text: &str) -> Option<PathBuf> {
    parse::path(text).ok()
}

impl Record {
    /// Reads a record.
    pub fn parse(text: impl AsRef<[u8]>) -> Result<Self, ParseError> {
        parse::parse(text.as_ref())
    }

    /// Writes the record.
    pub fn write(&self, out: &mut impl std::fmt::Write) -> std::fmt::Result {
        write::record(self, out)
    }

    /// Whether `site` is in the chain of `context`: whether what is booked on the context belongs to the site.
    pub fn is_within(&self, context: u32, site: u32) -> bool {
        let mut at = self.contexts.get(context as usize);
        // Parents come before children (the reader checks it), so the walk ends.
        while let Some(context) = at {
            if context.site == Some(site) {
                return true;
            }
            at = context.parent.and_then(|parent| self.contexts.get(parent as usize));
        }
        false
    }
}

impl Default for Record {
    fn default() -> Self {
        Self {
            pid: 0,
            executable: PathBuf::new(),
            ended: None,
            mode: Mode::Timed,
            machine: None,
            began_ns: 0,
            wall_ns: 0,
            cpu_ns: 0,
            guarded_ns: None,
            guard_ns: GuardNs::default(),
            kernel: None,
            seeds_pinned: false,
            threads: 0,
            memory: None,
            hardware: Hardware::default(),
            saved: None,
            modules: Vec::new(),
            sites: Vec::new(),
            contexts: vec![Context::default()],
            places: Vec::new(),
            groups: Vec::new(),
            links: Vec::new(),
            touched: Vec::new(),
            chains: Vec::new(),
            called: Vec::new(),
            held: Vec::new(),
            sharings: Vec::new(),
            totals: Counts::default(),
            coverage: Coverage::default(),
        }
    }
}
