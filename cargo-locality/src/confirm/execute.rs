//! Runs of the workload's programs and what they wrote down.
use std::fs;
use std::path::PathBuf;
use std::process::Command;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use camino::Utf8Path;
use locality_probe::machine::Machine;
use locality_probe::record::{Mode, Record};

use super::build::{Program, Setting, is_chatter};
use super::error::At as _;
use super::harness::{Cases, Harness};
use super::loads::Loads;
use super::process::Running;
use super::processes::{self, Process};
use super::sampling::{Samples, Sampling};
use super::workload::Verb;
use super::wrapper::{FIXED_ADDRESSES, LAUNCH};
use super::{Backend, Error};
use crate::report::run::Ended;

/// What a run of one program came to.
#[derive(Debug)]
pub(super) struct Ran {
    /// From its start to its end.
    pub(super) wall: Duration,
    /// How it ended.
    pub(super) ended: Ended,
    /// The end of its output.
    pub(super) tail: Vec<String>,
    /// What its processes wrote down.
    pub(super) records: Vec<Record>,
    /// The processes, with those that wrote nothing down.
    pub(super) processes: Vec<Process>,
    /// Where their traces are, if these were to be kept.
    pub(super) kept: Option<tempfile::TempDir>,
    /// Records that could not be read, and why.
    pub(super) unreadable: Vec<String>,
    /// Where the time of a timed run passed, where the system allows to look.
    pub(super) samples: Samples,
    /// What it loaded, where the processor samples that.
    pub(super) loads: Loads,
}

/// Lets cargo run `program`, and others of its name in other packages (`programs` has them all), with the probe awake: its
/// runner, environment, working directory and arguments are those that the user knows.
pub(super) fn execute(
    setting: &Setting<'_>,
    program: &Program,
    programs: &[&Program],
    mode: Mode,
    machine: &Machine,
) -> Result<Ran, Error> {
    let Setting { request, home, .. } = setting;
    let records = tempfile::Builder::new().prefix("run-").tempdir_in(home).at(home)?;
    let tool = std::env::current_exe().at(Utf8Path::new("the running tool"))?;
    let mut command = Command::new(tool);
    command.arg(LAUNCH);
    if mode == Mode::Traced {
        command.arg(FIXED_ADDRESSES);
    }
    command.arg("--").arg(&setting.toolchain.cargo);
    setting.ask(&mut command, program.run.verb.name(), &program.run);
    if program.run.verb != Verb::Run {
        // Two packages may have one of this name.
        command.arg("--no-fail-fast");
    }
    command.arg("--").args(&request.args);
    let shortened = programs.iter().find_map(|program| program.shortened(request));
    if let Some(shortened) = shortened {
        command.args(shortened.args).envs(shortened.variable);
    }
    // Criterion keeps what it measured: not among what the user's own runs left.
    command.env("CRITERION_HOME", home.join("criterion"));
    if std::env::var_os("RUST_TEST_THREADS").is_none() {
        command.env("RUST_TEST_THREADS", "1");
    }
    command.env("LOCALITY_RECORD", records.path()).env("LOCALITY_MODE", mode.name());
    // Both runs have the same maps: what one takes in time, the other counts.
    command.env("LOCALITY_PIN", "1");
    if mode == Mode::Traced {
        command.env("LOCALITY_MACHINE", machine.to_string());
        command.envs(request.keep.map(|most| ("LOCALITY_SAVE", most.to_string())));
    }
    let counts = mode == Mode::Timed && !matches!(request.backend, Backend::Time | Backend::Model);
    if !counts {
        command.env("LOCALITY_COUNTERS", "off");
    }
    let verbose = request.verbose;
    let listing = programs.iter().filter(|program| program.harness == Some(Harness::Criterion));
    let cases = Cases::of(listing.map(|program| program.path.as_path()), &request.args);
    if let Some(said) = cases.as_ref().filter(|_| mode == Mode::Timed).and_then(Cases::said) {
        request.progress.line(&said);
    }
    let cases = Arc::new(Mutex::new(cases));
    let seen = Arc::clone(&cases);
    let forward = Box::new(move |line: &str| {
        if let Ok(mut cases) = seen.lock()
            && let Some(cases) = cases.as_mut()
        {
            cases.see(line);
        }
        if verbose {
            eprintln!("{line}");
        }
    });
    let start = Instant::now();
    let running = Running::start(&mut command, None, forward)?;
    let sampling = if mode == Mode::Timed { Sampling::start(running.pid(), counts) } else { None };
    let mut told = None;
    let ended = running.wait_telling(Some(request.timeout), &mut || {
        let now = cases.lock().ok().and_then(|cases| cases.as_ref()?.told());
        if now != told {
            now.iter().for_each(|now| request.progress.detail(now));
            told = now;
        }
    });
    let (samples, loads) = sampling.map(Sampling::finish).unwrap_or_default();
    let (ended, mut tail) = ended?;
    let passed = start.elapsed();
    tail.retain(|line| !is_chatter(line));
    let announced = announced(records.path());
    let kept = records;
    let (mut records, unreadable) = read_records(kept.path())?;
    for saved in records.iter_mut().filter_map(|record| record.saved.as_mut()) {
        saved.file = kept.path().join(&saved.file).to_string_lossy().into_owned();
    }
    let kept = request.keep.map(|_| kept);
    let processes = processes::of(&records, &announced);
    let paths = programs.iter().map(|program| program.path.as_std_path()).collect::<Vec<_>>();
    let ended = processes::end(ended, program.run.verb != Verb::Run, &processes, &paths);
    // Cargo looks first whether anything is to be built: that is no part of the run.
    let recorded = records.iter().map(|record| record.wall_ns).max().map(Duration::from_nanos);
    Ok(Ran { wall: recorded.unwrap_or(passed), ended, tail, records, processes, kept, unreadable, samples, loads })
}

/// Processes that said that they begin, and what they run.
fn announced(dir: &std::path::Path) -> Vec<(u32, PathBuf)> {
    let files = fs::read_dir(dir).into_iter().flatten().flatten().map(|entry| entry.path());
    let of = |path: PathBuf| {
        let pid = path.file_stem()?.to_str()?.parse().ok()?;
        let program = fs::read_to_string(&path).ok()?;
        (path.extension()? == "process").then(|| (pid, locality_probe::record::path(&program).unwrap_or_default()))
    };
    let mut all = files.filter_map(of).collect::<Vec<_>>();
    all.sort();
    all
}

fn read_records(dir: &std::path::Path) -> Result<(Vec<Record>, Vec<String>), Error> {
    let mut files = fs::read_dir(dir)
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "record"))
        .collect::<Vec<_>>();
    files.sort();
    let mut records = Vec::new();
    let mut unreadable = Vec::new();
    for file in files {
        let read = fs::read(&file).map_err(|why| why.to_string());
        match read.and_then(|bytes| Record::parse(bytes).map_err(|why| why.to_string())) {
            Ok(record) => records.push(record),
            Err(why) => unreadable.push(why),
        }
    }
    Ok((records, unreadable))
}
