//! The stages that `confirm` and `trace` have in common: probe, overlay, builds, runs.
use std::collections::BTreeMap;
use std::fs;
use std::time::Duration;

use camino::{Utf8Path, Utf8PathBuf};
use locality_lints::report::Site;
use locality_probe::machine::Machine;
use locality_probe::record::{Mode, Record};

use super::broken_guards::{self, Width};
use super::build::{self, Broken, Built, Kind, Program, Setting};
use super::error::At as _;
use super::loads::Loads;
use super::overlay::{self, Inputs, Plan, TakenOut};
use super::probe::Probe;
use super::sampling::Samples;
use super::toolchain::Toolchain;
use super::workload::Invocation;
use super::{Error, Request, execute, lockfile, probe, processes};
use crate::report::run::{self, Ended, Failure, Programs, Remark};
use crate::words::counted;

/// What all stages share.
pub(super) struct Stages<'a> {
    pub(super) request: &'a Request<'a>,
    pub(super) toolchain: Toolchain,
    pub(super) home: Utf8PathBuf,
    pub(super) sites: Vec<&'a Site>,
    pub(super) invocations: Vec<Invocation>,
    target_dir: Utf8PathBuf,
    pub(super) probe: Probe,
    _lockfile: lockfile::Keeper,
}

/// The runs of one kind.
#[derive(Default)]
pub(super) struct Runs {
    pub(super) records: Vec<Record>,
    pub(super) wall: Duration,
    /// Runs that failed, and records that cannot be read.
    pub(super) failures: Vec<Remark>,
    /// What there is to tell of their processes.
    pub(super) processes: Vec<Remark>,
    pub(super) samples: Samples,
    pub(super) loads: Loads,
    /// Where the traces of the records are, as long as this lives.
    pub(super) kept: Vec<tempfile::TempDir>,
    /// The first program that failed although it left a record.
    pub(super) failed: Option<Failure>,
}

impl Runs {
    /// Whether a program was stopped before its end.
    pub(super) fn is_stopped(&self) -> bool {
        let is_it = |remark: &Remark| matches!(remark, Remark::Failed { how: Ended::TimedOut(_), .. });
        self.failures.iter().any(is_it)
    }
}

/// Whether a harness runs as much as there is time for: how long a run takes then tells nothing.
pub(super) fn are_bounded(programs: &[Program]) -> bool {
    programs.iter().any(|program| program.harness.is_some())
}

impl<'a> Stages<'a> {
    /// Makes everything ready for the builds.
    pub(super) fn prepare(
        request: &'a Request<'a>,
        toolchain: Toolchain,
        sites: Vec<&'a Site>,
        invocations: Vec<Invocation>,
    ) -> Result<Self, Error> {
        let target_dir = absolute(&request.target_dir)?;
        let home = home(request)?;
        fs::create_dir_all(&home).at(&home)?;
        mark_as_cache(&home)?;
        overlay::remove_unused(&home);
        let _lockfile = lockfile::Keeper::new(&request.metadata.workspace_root, &home);
        request.progress.step("Preparing the probe");
        let probe = probe::build(&toolchain, &request.metadata.workspace_root, &home, request.progress)?;
        Ok(Self { request, toolchain, home, sites, invocations, target_dir, probe, _lockfile })
    }

    /// Builds with guards; what does not compile with them loses them, until it does.
    pub(super) fn build_overlay(&self, kind: Kind) -> Result<(Plan, Vec<Program>), Error> {
        self.build_overlay_of(&self.sites, kind)
    }

    /// The same for other sites than those that are asked about.
    pub(super) fn build_overlay_of(&self, sites: &[&Site], kind: Kind) -> Result<(Plan, Vec<Program>), Error> {
        let workspace = &self.request.metadata.workspace_root;
        let inputs = Inputs {
            metadata: self.request.metadata,
            sites,
            tree: &self.request.tree,
            home: &self.home,
            target_dir: &self.target_dir,
            probe: &self.probe,
        };
        let first = overlay::plan(&inputs, &TakenOut::default())?;
        let mut taken_out = overlay::known_broken(&first);
        let mut plan = overlay::plan(&inputs, &taken_out)?;
        let mut width = Width::Lines;
        loop {
            self.request.progress.step(doing(kind));
            let errors = match self.build(&plan, kind)? {
                Ok(programs) => {
                    overlay::remember_broken(&first, &taken_out);
                    return Ok((plan, programs));
                }
                Err(broken) if broken.errors.is_empty() => return Err(broken.into()),
                Err(broken) => broken.errors,
            };
            let mut found = broken_guards::at_fault(&errors, &plan, sites, (workspace, &self.request.tree), width);
            if width == Width::Lines && found == TakenOut::default() {
                // Nothing of ours is near: is it the user's own error?
                self.request.progress.step("Building without guards, because the code does not compile with them");
                self.build(&overlay::plan(&inputs, &broken_guards::everything(&plan))?, kind)?.map_err(Error::from)?;
            }
            while found == TakenOut::default() {
                let Some(wider) = width.wider() else {
                    return Err(Error::NoWorkload("it compiles without guards, but not with the overlay".to_owned()));
                };
                width = wider;
                found = broken_guards::at_fault(&errors, &plan, sites, (workspace, &self.request.tree), width);
            }
            let words = counted(found.broken.len(), "guard does", "guards do");
            self.request.progress.line(&format!(
                "{words} not compile: building again without {}",
                if found.broken.len() == 1 { "it" } else { "them" }
            ));
            taken_out.broken.extend(found.broken);
            taken_out.roots.extend(found.roots);
            plan = overlay::plan(&inputs, &taken_out)?;
        }
    }

    /// Builds the same plan once more, every access calling the probe.
    pub(super) fn traced_build(&self, plan: &Plan) -> Result<Result<Vec<Program>, Broken>, Error> {
        self.request.progress.step(doing(Kind::Traced));
        self.build(plan, Kind::Traced)
    }

    fn build(&self, plan: &Plan, kind: Kind) -> Result<Result<Vec<Program>, Broken>, Error> {
        let mut programs = Vec::new();
        for invocation in &self.invocations {
            match build::build(&self.setting(plan, kind), invocation)? {
                Built::Programs(some) => programs.extend(some),
                Built::Broken(broken) => return Ok(Err(broken)),
            }
        }
        if programs.is_empty() {
            return Err(Error::NoWorkload("cargo built no program that could be run".to_owned()));
        }
        Ok(Ok(programs))
    }

    fn setting<'s>(&'s self, plan: &'s Plan, kind: Kind) -> Setting<'s> {
        Setting { request: self.request, toolchain: &self.toolchain, plan, home: &self.home, kind }
    }

    /// Runs all programs one after another. One that fails without a record is an error.
    pub(super) fn run_all(
        &self,
        plan: &Plan,
        programs: &[Program],
        kind: Kind,
        machine: &Machine,
    ) -> Result<Runs, Error> {
        let mode = if kind == Kind::Timed { Mode::Timed } else { Mode::Traced };
        let mut runs = Runs::default();
        let mut calls = BTreeMap::<&Invocation, Vec<&Program>>::new();
        for program in programs {
            calls.entry(&program.run).or_default().push(program);
        }
        for programs in calls.values() {
            let Some(program) = programs.first() else { continue };
            self.request.progress.step(&format!("Running {} ({})", program.name, mode.name()));
            let ran = execute::execute(&self.setting(plan, kind), program, programs, mode, machine)?;
            let groups = processes::grouped(&ran.processes);
            if !groups.is_empty() {
                runs.processes.push(Remark::Processes { run: program.run_of(kind), processes: groups });
            }
            runs.wall += ran.wall;
            if !ran.ended.is_well() {
                let failure = Failure { run: program.run_of(kind), how: ran.ended, tail: ran.tail };
                if ran.records.is_empty() {
                    return Err(Error::WorkloadFailed(failure));
                }
                runs.failures.push(Remark::Failed { run: failure.run.clone(), how: failure.how });
                runs.failed.get_or_insert(failure);
            }
            let unreadable = |error| Remark::UnreadableRecord { program: program.name.clone(), error };
            runs.failures.extend(ran.unreadable.into_iter().map(unreadable));
            runs.records.extend(ran.records);
            runs.kept.extend(ran.kept);
            runs.samples.extend(ran.samples);
            for (at, loads) in ran.loads {
                runs.loads.entry(at).or_default().extend(loads);
            }
        }
        Ok(runs)
    }
}

/// Where everything that is built and kept goes.
pub(super) fn home(request: &Request<'_>) -> Result<Utf8PathBuf, Error> {
    Ok(absolute(&request.target_dir)?.join("locality"))
}

fn doing(kind: Kind) -> &'static str {
    match kind {
        Kind::Timed => "Building the timed program",
        Kind::Traced => "Building the traced program",
    }
}

fn absolute(path: &Utf8Path) -> Result<Utf8PathBuf, Error> {
    let all = std::path::absolute(path).at(path)?;
    Utf8PathBuf::try_from(all).map_err(|_| Error::NoWorkload(format!("the path of {path} is not UTF-8")))
}

/// Backup programs leave such a directory out.
fn mark_as_cache(home: &Utf8Path) -> Result<(), Error> {
    let tag = home.join("CACHEDIR.TAG");
    if tag.exists() {
        return Ok(());
    }
    fs::write(&tag, "Signature: 8a477f597d28d172789f06886806bc55\n# Made by cargo locality.\n").at(&tag)
}

/// What is run, as data.
pub(super) fn programs(request: &Request<'_>, invocations: &[Invocation], programs: &[Program]) -> Programs {
    let mut packages =
        programs.iter().map(|program| request.metadata[&program.package].name.to_string()).collect::<Vec<_>>();
    packages.sort();
    packages.dedup();
    let list = programs.iter().map(|program| run::Program {
        name: program.name.clone(),
        kind: program.kind.to_string(),
        role: program.role(),
    });
    let profile = invocations.first().map_or("release", |invocation| &invocation.profile);
    Programs { list: list.collect(), packages, profile: profile.to_owned() }
}

/// What has to be known of programs that are tests.
pub(super) fn one_test_at_a_time(programs: &[Program]) -> Option<Remark> {
    let has_tests = programs.iter().any(|program| program.harnessed && !program.bench);
    (has_tests && std::env::var_os("RUST_TEST_THREADS").is_none()).then_some(Remark::OneTestAtATime)
}
