//! The course of a confirmation, step by step.
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::time::{Duration, Instant};

use camino::{Utf8Path, Utf8PathBuf};
use locality_lints::finding::Site;
use locality_probe::machine::Machine;
use locality_probe::record::{Mode, Record};

use super::attribute::{Measured, Place, Total};
use super::build::{self, Broken, Built, Kind, Program, Setting};
use super::error::At as _;
use super::losses::{self, Width};
use super::outcome::Outcome;
use super::overlay::{self, Inputs, Plan, TakenOut};
use super::toolchain::Toolchain;
use super::workload::{self, Invocation, counted};
use super::{Backend, Error, Request, attribute, execute, judging, lockfile, machine, probe};

/// What all steps share.
struct Course<'a> {
    request: &'a Request<'a>,
    toolchain: Toolchain,
    home: Utf8PathBuf,
    machine: Machine,
    sites: Vec<&'a Site>,
    invocations: Vec<Invocation>,
}

/// The runs of one kind.
#[derive(Default)]
struct Runs {
    records: Vec<Record>,
    wall: Duration,
    failures: Vec<String>,
    /// The first program that failed although it left a record.
    failed: Option<Error>,
}

/// Builds, runs and judges.
pub(super) fn run(request: &Request<'_>) -> Result<Outcome, Error> {
    let (machine, machine_name) = machine::find(&request.machine)?;
    let sites = request.report.findings.iter().flat_map(|finding| &finding.sites).collect::<Vec<_>>();
    let mut outcome = Outcome {
        without_site: request.report.findings.iter().filter(|finding| finding.sites.is_empty()).count(),
        ..Outcome::default()
    };
    let toolchain = Toolchain::find()?;
    let (invocations, said) = workload::invocations(request, &toolchain)?;
    if sites.is_empty() {
        outcome.workload = "not run: nothing that was found can be measured".to_owned();
        return Ok(outcome);
    }
    if let Some(said) = said {
        request.progress.line(&said);
    }
    let target_dir = absolute(&request.target_dir)?;
    let home = target_dir.join("locality");
    fs::create_dir_all(&home).at(&home)?;
    mark_as_cache(&home)?;
    overlay::remove_unused(&home);
    let _lockfile = lockfile::Keeper::new(&request.metadata.workspace_root, &home);

    request.progress.step("Preparing the probe");
    let probe = probe::build(&toolchain, &request.metadata.workspace_root, &home, request.progress)?;
    let course = Course { request, toolchain, home, machine, sites, invocations };

    let start = Instant::now();
    let inputs = Inputs {
        metadata: request.metadata,
        sites: &course.sites,
        home: &course.home,
        target_dir: &target_dir,
        probe: &probe,
    };
    let (plan, timed_programs) = course.timed_build(&inputs)?;
    outcome.build = start.elapsed();
    outcome.workload = describe(request, &course.invocations, &timed_programs);

    let timed = course.run_all(&plan, &timed_programs, Kind::Timed)?;
    outcome.timed_run = Some(timed.wall);

    let mut untraced = None;
    let mut traced: Option<Runs> = None;
    if matches!(request.backend, Backend::Auto | Backend::Model) {
        match course.toolchain.check_trace(&course.home)? {
            Err(why) if request.backend == Backend::Model => return Err(Error::Backend { backend: "model", why }),
            Err(why) => {
                let why = format!("this toolchain cannot trace ({why})");
                request.progress.line(&format!("{why}: only time is measured"));
                untraced = Some(why);
            }
            Ok(()) => {
                let start = Instant::now();
                let built = course.traced_build(&plan)?;
                outcome.build += start.elapsed();
                match built.map(|programs| course.run_all(&plan, &programs, Kind::Traced)) {
                    Ok(Ok(runs)) => {
                        outcome.traced_run = Some(runs.wall);
                        traced = Some(runs);
                    }
                    Ok(Err(Error::WorkloadFailed { name, how, .. })) => untraced = Some(format!("{name} {how}")),
                    Ok(Err(other)) => return Err(other),
                    Err(broken) if request.backend == Backend::Model => return Err(broken.into()),
                    Err(broken) => {
                        request.progress.line("the traced program does not build: only time is measured");
                        broken.rendered.lines().for_each(|line| request.progress.line(&format!("  {line}")));
                        untraced = Some("the traced program does not build".to_owned());
                    }
                }
            }
        }
    } else {
        untraced = Some("no trace was asked for".to_owned());
    }

    let mut measured = vec![Measured::default(); course.sites.len()];
    let mut total = Total::default();
    attribute::timed(&timed.records, &mut measured, &mut total);
    let workspace = &request.metadata.workspace_root;
    if let Some(traced) = &traced {
        request.progress.step("Attributing the trace");
        let places = course.places(&plan);
        attribute::traced(&traced.records, &places, &mut measured, &mut total, workspace, timed.records.is_empty());
    }
    if timed.records.is_empty() && traced.as_ref().is_none_or(|traced| traced.records.is_empty()) {
        outcome.notes.push("no run left a record: the workload ended before it was written".to_owned());
    }
    for failure in timed.failures.iter().chain(traced.iter().flat_map(|traced| &traced.failures)) {
        outcome.notes.push(failure.clone());
    }
    if std::env::var_os("RUST_TEST_THREADS").is_none()
        && timed_programs.iter().any(|program| program.harnessed && !program.bench)
    {
        outcome.notes.push("tests run one at a time (RUST_TEST_THREADS=1)".to_owned());
    }
    outcome.failed = timed.failed.or_else(|| traced.as_mut().and_then(|traced| traced.failed.take()));
    let lost = plan.lost.values().filter(|why| why.starts_with("with the guard")).count();
    if lost > 0 {
        let guards = counted(lost, "guard was taken out", "guards were taken out");
        outcome
            .notes
            .push(format!("{guards}: the code does not compile with {}", if lost == 1 { "it" } else { "them" }));
    }
    outcome.counters = judging::counters_line(
        request,
        &machine_name,
        &timed.records,
        traced.as_ref().map(|_| &total),
        untraced.as_deref(),
    );
    if request.backend == Backend::Hardware {
        judging::demand_hardware(&timed.records)?;
    }
    let evidence = judging::Evidence {
        request,
        machine: &course.machine,
        sites: &course.sites,
        measured: &measured,
        total: &total,
        traced: traced.is_some(),
        untraced,
        lost: &plan.lost,
    };
    judging::judge(&evidence, &mut outcome);
    Ok(outcome)
}

impl Course<'_> {
    /// Builds with guards; what does not compile with them loses them, until it does.
    fn timed_build(&self, inputs: &Inputs<'_>) -> Result<(Plan, Vec<Program>), Error> {
        let workspace = &self.request.metadata.workspace_root;
        let first = overlay::plan(inputs, &TakenOut::default())?;
        let mut taken_out = overlay::known_losses(&first);
        let mut plan = overlay::plan(inputs, &taken_out)?;
        let mut width = Width::Lines;
        loop {
            self.request.progress.step("Building the timed program");
            let errors = match self.build(&plan, Kind::Timed)? {
                Ok(programs) => {
                    overlay::remember_losses(&first, &taken_out);
                    return Ok((plan, programs));
                }
                Err(broken) if broken.errors.is_empty() => return Err(broken.into()),
                Err(broken) => broken.errors,
            };
            let mut found = losses::at_fault(&errors, &plan, &self.sites, workspace, width);
            if width == Width::Lines && found == TakenOut::default() {
                // Nothing of ours is near: is it the user's own error?
                self.request.progress.step("Building without guards, for the code does not compile");
                self.build(&overlay::plan(inputs, &losses::everything(&plan))?, Kind::Timed)?.map_err(Error::from)?;
            }
            while found == TakenOut::default() {
                let Some(wider) = width.wider() else {
                    return Err(Error::NoWorkload("it compiles without guards, but not with the overlay".to_owned()));
                };
                width = wider;
                found = losses::at_fault(&errors, &plan, &self.sites, workspace, width);
            }
            let words = counted(found.guards.len(), "guard does", "guards do");
            self.request.progress.line(&format!("{words} not compile: building again without"));
            taken_out.guards.extend(found.guards);
            taken_out.roots.extend(found.roots);
            plan = overlay::plan(inputs, &taken_out)?;
        }
    }

    /// Builds the same plan once more, every access calling the probe.
    fn traced_build(&self, plan: &Plan) -> Result<Result<Vec<Program>, Broken>, Error> {
        self.request.progress.step("Building the traced program");
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
    fn run_all(&self, plan: &Plan, programs: &[Program], kind: Kind) -> Result<Runs, Error> {
        let mode = if kind == Kind::Timed { Mode::Timed } else { Mode::Traced };
        let mut runs = Runs::default();
        let mut done = BTreeSet::new();
        for program in programs {
            if !done.insert(&program.run) {
                // It ran with one of the same name in another package.
                continue;
            }
            self.request.progress.step(&format!("Running {} ({})", program.name, mode.name()));
            let ran = execute::execute(&self.setting(plan, kind), program, mode, &self.machine)?;
            runs.wall += ran.wall;
            if let Some(how) = ran.ended.words() {
                let name = format!("{} {} ({} run)", program.kind, program.name, mode.name());
                let tail = ran.tail.iter().map(|line| format!("\n{line}")).collect();
                if ran.records.is_empty() {
                    return Err(Error::WorkloadFailed { name, how, tail });
                }
                runs.failures.push(format!("{name} {how}; the verdicts rest on what it recorded before"));
                runs.failed.get_or_insert(Error::WorkloadFailed { name, how, tail });
            }
            runs.failures
                .extend(ran.unreadable.iter().map(|why| format!("a record of {} cannot be read: {why}", program.name)));
            runs.records.extend(ran.records);
        }
        Ok(runs)
    }

    fn places(&self, plan: &Plan) -> Vec<Place> {
        let workspace = &self.request.metadata.workspace_root;
        let mut texts = BTreeMap::new();
        (0..)
            .zip(&self.sites)
            .map(|(number, site)| {
                let file = workspace.join(&site.file);
                let text: &String =
                    texts.entry(file.clone()).or_insert_with(|| fs::read_to_string(&file).unwrap_or_default());
                let lines = (judging::line_of(text, site.span.start), judging::line_of(text, site.span.end));
                Place { file, lines, guarded: !plan.lost.contains_key(&number) }
            })
            .collect()
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

/// `bench solve of heat (bench profile)`, `3 tests of heat and grid (release profile)`.
fn describe(request: &Request<'_>, invocations: &[Invocation], programs: &[Program]) -> String {
    let mut packages =
        programs.iter().map(|program| request.metadata[&program.package].name.to_string()).collect::<Vec<_>>();
    packages.sort();
    packages.dedup();
    let names = programs.iter().map(|program| {
        let kind = match (program.bench, program.harnessed) {
            (true, _) => "bench".to_owned(),
            (false, true) if program.kind == cargo_metadata::TargetKind::Test => "test".to_owned(),
            (false, true) => format!("unit tests of {}", program.kind),
            (false, false) => program.kind.to_string(),
        };
        format!("{kind} `{}`", program.name)
    });
    let mut names = names.collect::<Vec<_>>();
    let more = names.len().saturating_sub(4);
    names.truncate(4);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    let profile = invocations.first().map_or("release", |invocation| &invocation.profile);
    format!("{}{more} of {} ({profile} profile)", names.join(", "), packages.join(", "))
}
