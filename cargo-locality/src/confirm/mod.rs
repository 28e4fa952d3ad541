//! From sites to verdicts: the overlay, the two builds, the runs, the attribution of what they recorded, and the
//! verdict on each finding. The user's own tree is only read; everything is written below the target directory.
pub mod error;
pub mod trace;
pub mod wrapper;

mod agreement;
mod allocator;
mod attribute;
mod broken_guards;
mod build;
mod cache_dir;
mod calibrate;
mod callers;
mod cost;
mod coverage;
mod enough;
mod evidence;
mod execute;
mod harness;
mod hoist;
mod interrupt;
mod kernel;
mod loads;
mod lockfile;
mod machine;
mod overlay;
mod ownership;
mod payload;
mod pipeline;
mod probe;
mod process;
mod processes;
mod sampling;
mod sharing;
mod stages;
mod subject;
mod symbols;
mod territory;
mod thresholds;
mod time;
mod toolchain;
mod verdict;
mod workload;

use std::ffi::OsString;
use std::time::Duration;

use camino::Utf8PathBuf;
use cargo_metadata::{Metadata, PackageId};
use locality_lints::report::Report;

use crate::progress::Progress;
use crate::report::Confirmation;

pub use error::Error;
pub(crate) use machine::is_machine;
pub use overlay::Tree;
pub use thresholds::Thresholds;

/// What is to be confirmed, and by which workload.
pub struct Request<'a> {
    /// The workspace as `cargo metadata --no-deps` describes it.
    pub metadata: &'a Metadata,
    /// The members that the command line selects (`-p`, `--workspace`, `--exclude`; else cargo's default members).
    pub packages: &'a [PackageId],
    /// What the check found.
    pub report: &'a Report,
    /// What it finds in all targets, those of this workload among them: guards stand at all of it, so that workloads share
    /// what is built. `None`: guards stand at what `report` has.
    pub everywhere: Option<&'a Report>,
    /// The files that the check looked at, and that are to be run.
    pub tree: Tree,
    /// The target directory that cargo itself would use; everything goes to `locality/` below it.
    pub target_dir: Utf8PathBuf,
    /// What is run.
    pub workload: Workload,
    /// Arguments of the workload (after `--`).
    pub args: Vec<OsString>,
    /// How cargo is called.
    pub cargo: CargoOptions,
    /// What counts.
    pub backend: Backend,
    /// The machine to model: a preset's name, `host`, or a spec.
    pub machine: String,
    /// From what on a verdict is given.
    pub thresholds: Thresholds,
    /// Keep the traces of traced runs, up to so many bytes each.
    pub keep: Option<u64>,
    /// How long one run may take.
    pub timeout: Duration,
    /// Forward the workload's own output to stderr.
    pub verbose: bool,
    /// Where to say what is being done.
    pub progress: &'a dyn Progress,
}

/// The targets that make up the workload. All empty: the benches of the selected packages, else their tests.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Workload {
    /// The unit tests of the library.
    pub lib: bool,
    /// Binaries, run without the test harness.
    pub bins: Vec<String>,
    /// Examples.
    pub examples: Vec<String>,
    /// Integration tests.
    pub tests: Vec<String>,
    /// Benches.
    pub benches: Vec<String>,
}

/// How cargo is called for the builds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CargoOptions {
    /// Passed on as they are: `--manifest-path`, `--features` and its like, `--locked`, `--offline`, `--frozen`,
    /// `--config`, …
    pub args: Vec<OsString>,
    /// Passed on where tests and benches are meant: `-p`, `--workspace`, `--exclude`.
    pub selection: Vec<OsString>,
    /// `--profile NAME`. Without it benches are built in `bench`, everything else in `release`.
    pub profile: Option<String>,
}

/// What counts the memory traffic.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Backend {
    /// The model where the toolchain can trace, else time; hardware counters beside it where there are any.
    #[default]
    Auto,
    /// Hardware counters only.
    Hardware,
    /// The model only.
    Model,
    /// Time and entries only.
    Time,
}

/// Builds, runs and judges.
pub fn run(request: &Request<'_>) -> Result<Confirmation, Error> {
    interrupt::watch();
    let confirmation = pipeline::run(request);
    request.progress.done();
    confirmation
}
