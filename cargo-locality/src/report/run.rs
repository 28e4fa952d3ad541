//! What was run and how it went: the workload, who counted, the times, and what has to be known beside the figures.
use std::time::Duration;

use camino::Utf8PathBuf;
use locality_probe::machine::Machine;
use serde::{Deserialize, Serialize};

use super::coverage::Kernel;
use super::figures;

/// The runs of a confirmation.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Runs {
    /// What was run.
    pub workload: Workload,
    /// Who counted; none where nothing was run.
    pub counting: Option<Counting>,
    /// How long building took.
    pub build: Duration,
    /// How long building the probe took beside it; none where it was there.
    #[serde(default)]
    pub probe: Option<Duration>,
    /// How long the timed run took.
    pub timed: Option<Duration>,
    /// How long the traced run took.
    pub traced: Option<Duration>,
    /// Something other than the program's work told how long a run takes: a harness that runs as often as there is time for, or a
    /// limit.
    #[serde(default)]
    pub bounded: bool,
    /// What of the timed run's time passed in the kernel, where that is known.
    #[serde(default)]
    pub kernel: Option<Kernel>,
    /// What has to be known beside the verdicts.
    pub remarks: Vec<Remark>,
    /// How the workload failed although it left a record: there are verdicts, but the tool has not done its work.
    pub failure: Option<Failure>,
}

/// What was run.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Workload {
    /// Nothing: no finding has a site.
    #[default]
    Nothing,
    /// Programs of the workspace's.
    Programs(Programs),
    /// What was run when a trace was saved.
    Saved {
        /// The trace's file.
        trace: Utf8PathBuf,
        /// The programs.
        programs: Programs,
    },
}

/// Programs that are run one after the other.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Programs {
    /// They, in the order in which they are run.
    pub list: Vec<Program>,
    /// Names of their packages, sorted, each once.
    pub packages: Vec<String>,
    /// The profile that they were built in.
    pub profile: String,
}

/// A program of the workload.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Program {
    /// Its target's name.
    pub name: String,
    /// Its target's kind, as cargo calls it (`bin`, `bench`, `lib`).
    pub kind: String,
    /// How it is run.
    pub role: Role,
}

/// How a program is run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Role {
    /// By `cargo bench`.
    Bench,
    /// As an integration test.
    Test,
    /// As the unit tests of its target.
    UnitTests,
    /// As it is.
    Program,
}

/// A run of a program.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RunOf {
    /// Its target's name.
    pub name: String,
    /// Its target's kind, as cargo calls it.
    pub kind: String,
    /// Whether it is the traced run; else the timed one.
    pub traced: bool,
}

/// A run that failed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Failure {
    /// Which.
    pub run: RunOf,
    /// How it ended.
    pub how: Ended,
    /// The end of what it wrote to stderr and stdout, by lines.
    pub tail: Vec<String>,
}

/// How a program ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Ended {
    /// With this status.
    Exited(i32),
    /// By this signal.
    Killed(i32),
    /// It had not ended after this time and was stopped.
    TimedOut(Duration),
    /// Nobody says how, and it had no time to write down what it did.
    Lost,
}

impl Ended {
    /// Whether all went well.
    pub fn is_well(self) -> bool {
        self == Ended::Exited(0)
    }
}

/// What became of a process in which the probe was awake.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Fate {
    /// It wrote its record, and exited with this status.
    Exited(i32),
    /// It wrote its record, and was killed by this signal.
    Killed(i32),
    /// It wrote its record, and gave its place to another program.
    Replaced,
    /// It wrote its record; how it ended the system did not tell.
    Recorded,
    /// It began, and left no record.
    Lost,
}

/// Processes of one program that fared alike.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Processes {
    /// The name of the program's target.
    pub program: String,
    /// What became of them.
    pub fate: Fate,
    /// How many.
    pub count: usize,
}

/// Something that has to be known beside the figures.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Remark {
    /// No run left a record: the workload ended before it was written.
    NoRecord,
    /// The same of the runs on one machine.
    NoRecordOn {
        /// The machine as it was asked for.
        machine: String,
    },
    /// A run failed; the figures rest on what it recorded before.
    Failed {
        /// Which.
        run: RunOf,
        /// How it ended.
        how: Ended,
    },
    /// A record cannot be read.
    UnreadableRecord {
        /// The program that wrote it.
        program: String,
        /// What its reader says.
        error: String,
    },
    /// A run was of several processes, or of one that left no record.
    Processes {
        /// The run.
        run: RunOf,
        /// The processes.
        processes: Vec<Processes>,
    },
    /// Tests run one at a time.
    OneTestAtATime,
    /// A harness is told to run each benchmark for about a second.
    Shortened(Harness),
    /// So many guards were taken out: the code does not compile with them.
    GuardsTakenOut(usize),
    /// The trace is in this file.
    TraceSaved {
        /// The file.
        path: Utf8PathBuf,
        /// Its length.
        bytes: u64,
    },
    /// The trace in this file reached its limit.
    TraceCut {
        /// The file.
        path: Utf8PathBuf,
    },
    /// There is no trace to save in this file.
    NothingSaved {
        /// The file.
        path: Utf8PathBuf,
    },
}

/// A harness that repeats what it measures until the clock says that it is enough.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Harness {
    /// Criterion: warms up for seconds, measures for more, and computes a while on what it measured.
    Criterion,
    /// Divan: takes a hundred samples, however long they are.
    Divan,
}

/// Who counted.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Counting {
    /// What the verdicts rest on.
    pub by: Counter,
    /// What became of the processor's counters.
    pub hardware: Beside,
}

/// What verdicts rest on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Counter {
    /// The built-in model.
    Model {
        /// The machine's name, as it was asked for.
        name: String,
        /// The machine.
        #[serde(with = "figures::machine")]
        machine: Machine,
        /// Accesses that ran through it.
        accesses: u64,
        /// Accesses that called the probe and could not be booked.
        unbooked: u64,
        /// The share of the program's time that passes in code which is traced, where that is known.
        traced: Option<f64>,
    },
    /// The processor alone.
    Hardware,
    /// Time alone.
    Time(NoTrace),
}

/// What became of the processor's counters.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Beside {
    /// They counted.
    Counted,
    /// The system refuses them.
    Refused {
        /// `errno`.
        errno: i32,
        /// What was attempted: the event that was opened.
        operation: String,
    },
    /// They never got onto the processor.
    NeverScheduled,
    /// They were not asked, or not there.
    None,
}

/// Why there is no trace.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum NoTrace {
    /// None was asked for.
    NotAsked,
    /// The toolchain cannot trace.
    Toolchain(TraceObstacle),
    /// The traced program does not build.
    DoesNotBuild,
    /// The traced run failed and left no record.
    Failed {
        /// Which.
        run: RunOf,
        /// How it ended.
        how: Ended,
    },
}

/// Why a toolchain cannot trace.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum TraceObstacle {
    /// Its compiler does not take the flags.
    Flags {
        /// What the compiler says; none where it says nothing.
        said: Option<String>,
    },
    /// A program built with the flags does not call this function.
    Callback(String),
}
