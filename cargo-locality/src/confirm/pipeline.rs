//! A confirmation, from sites to verdicts: guards are built in and moved until none is felt, the same programs are built and run
//! traced, and what the runs recorded is booked on the sites and judged.
use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use locality_lints::report::{Report, Site};
use locality_probe::machine::Machine;

use super::attribute::{Measured, SiteLines, Total};
use super::build::{Kind, Program};
use super::hoist::{Hoists, ROUNDS};
use super::overlay::{GuardId, Plan};
use super::stages::{self, Runs, Stages};
use super::subject::{self, Sought};
use super::toolchain::Toolchain;
use super::{Backend, Error, Request, attribute, cost, coverage, evidence, kernel, loads, machine, sharing, workload};
use crate::report::reason::Lost;
use crate::report::run::{self, Failure, NoTrace, Remark, Workload};
use crate::report::{Confirmation, line};
use crate::words::{self, counted};

/// Builds, runs and judges.
pub(super) fn run(request: &Request<'_>) -> Result<Confirmation, Error> {
    let (machine, machine_name) = machine::find(&request.machine, &stages::home(request)?)?;
    let (source, sites) = guarded(request);
    let without_site = request.report.findings.iter().filter(|finding| finding.sites.is_empty()).count();
    let toolchain = Toolchain::find()?;
    let (invocations, said) = workload::invocations(request, &toolchain)?;
    if request.report.sites.is_empty() {
        return Ok(Confirmation { without_site, ..Confirmation::default() });
    }
    if let Some(said) = said {
        request.progress.line(&said);
    }
    let stages = Stages::prepare(request, toolchain, sites, invocations)?;
    let mut timed = time(&stages, &machine)?;
    if let Some(failed) = failed_early(&mut timed) {
        return Err(Error::WorkloadFailed(failed));
    }
    let lines = site_lines(&stages, source, &timed.plan);
    let traced = trace(&stages, &timed.plan, &machine)?;
    confirm(&stages, (machine, &machine_name), timed, traced, &lines, without_site)
}

/// Where guards stand, and what found these places: all that the check finds anywhere, so that whatever is run is built from
/// the same texts. Where that lacks a place of this workload's (code that is not there with unit tests), its own alone.
fn guarded<'a>(request: &Request<'a>) -> (&'a Report, Vec<&'a Site>) {
    let own = evidence::places(&request.report.sites);
    let Some(everywhere) = request.everywhere else { return (request.report, own) };
    let all = evidence::places(&everywhere.sites);
    if own.iter().all(|own| all.iter().any(|one| one.is_where(own))) {
        (everywhere, all)
    } else {
        (request.report, own)
    }
}

/// The timed program and its last run.
struct Timed {
    /// The plan with all guards where they belong.
    plan: Plan,
    programs: Vec<Program>,
    runs: Runs,
    hoists: Hoists,
    /// What the first run told, in which every guard stood around its site.
    first: Vec<Measured>,
    build: Duration,
}

/// Builds the programs with guards and runs them; guards that are felt move out, and all is done again.
fn time(stages: &Stages<'_>, machine: &Machine) -> Result<Timed, Error> {
    let start = Instant::now();
    let (plan, programs) = stages.build_overlay(Kind::Timed)?;
    let mut build = start.elapsed();
    let mut runs = stages.run_all(&plan, &programs, Kind::Timed, machine)?;
    let mut hoists = Hoists::default();
    let mut first = vec![Measured::default(); stages.sites.len()];
    attribute::timed(&runs.records, &mut first, &mut Total::default());
    for _ in 0..ROUNDS {
        if !hoists.raise(&runs.records, &stages.sites) {
            break;
        }
        let guards = counted(hoists.len(), "guard slows", "guards slow");
        stages.request.progress.line(&format!("{guards} the program down: building and running again"));
        let start = Instant::now();
        let sites = hoists.sites(&stages.sites);
        let (moved, programs) = stages.build_overlay_of(&sites.iter().collect::<Vec<_>>(), Kind::Timed)?;
        build += start.elapsed();
        runs = stages.run_all(&moved, &programs, Kind::Timed, machine)?;
    }
    Ok(Timed { plan, programs, runs, hoists, first, build })
}

/// How the workload failed, if it did before it came to any site: a traced run would only say it again.
fn failed_early(timed: &mut Timed) -> Option<Failure> {
    let is_reached = timed.runs.records.iter().any(|record| record.sites.iter().any(|site| site.entries > 0));
    let is_stopped = timed.runs.is_stopped();
    timed.runs.failed.take_if(|_| !is_reached && !is_stopped)
}

/// The traced programs' run, or why there is none, and how long building them took.
struct Traced {
    runs: Result<Runs, NoTrace>,
    build: Duration,
}

/// Builds the same plan traced and runs it, where that can be and is asked for.
fn trace(stages: &Stages<'_>, plan: &Plan, machine: &Machine) -> Result<Traced, Error> {
    let request = stages.request;
    let is_demanded = request.backend == Backend::Model;
    let without = |why| Traced { runs: Err(why), build: Duration::ZERO };
    if !matches!(request.backend, Backend::Auto | Backend::Model) {
        return Ok(without(NoTrace::NotAsked));
    }
    if let Err(obstacle) = stages.toolchain.check_trace(&stages.home)? {
        if is_demanded {
            return Err(Error::Backend { backend: "model", why: words::trace_obstacle(&obstacle) });
        }
        let why = NoTrace::Toolchain(obstacle);
        request.progress.line(&format!("{}: only time is measured", words::no_trace(&why)));
        return Ok(without(why));
    }
    let start = Instant::now();
    let built = stages.traced_build(plan)?;
    let build = start.elapsed();
    let programs = match built {
        Ok(programs) => programs,
        Err(broken) if is_demanded => return Err(broken.into()),
        Err(broken) => {
            request.progress.line("the traced program does not build: only time is measured");
            broken.rendered.lines().for_each(|line| request.progress.line(&format!("  {line}")));
            return Ok(Traced { runs: Err(NoTrace::DoesNotBuild), build });
        }
    };
    match stages.run_all(plan, &programs, Kind::Traced, machine) {
        Ok(runs) => Ok(Traced { runs: Ok(runs), build }),
        Err(Error::WorkloadFailed(failure)) => {
            Ok(Traced { runs: Err(NoTrace::Failed { run: failure.run, how: failure.how }), build })
        }
        Err(other) => Err(other),
    }
}

/// Books what the runs recorded on the sites, and judges them.
fn confirm(
    stages: &Stages<'_>,
    (machine, machine_name): (Machine, &str),
    mut timed: Timed,
    traced: Traced,
    lines: &[SiteLines],
    without_site: usize,
) -> Result<Confirmation, Error> {
    let request = stages.request;
    let workspace = &request.metadata.workspace_root;
    let records = &timed.runs.records;
    let sampled =
        coverage::of(&timed.runs.samples, records, &stages.toolchain, &stages.home, lines, workspace, &stages.probe);
    let loads = loads::of(&timed.runs.loads, records, lines, workspace);
    let (mut measured, mut total) = measured(stages, &timed);
    let mut shared = Vec::new();
    if let Ok(traced) = &traced.runs {
        request.progress.step("Attributing the trace");
        let take_entries = records.is_empty();
        attribute::traced(&traced.records, lines, &mut measured, &mut total, request.metadata, take_entries);
        let cycles = cost::cycles(&total.counts, &machine);
        shared = sharing::of(&traced.records, request.metadata, &machine, cycles);
    }
    if request.backend == Backend::Hardware {
        evidence::demand_hardware(records)?;
    }
    let bounded = stages::are_bounded(&timed.programs)
        || timed.runs.is_stopped()
        || traced.runs.as_ref().is_ok_and(Runs::is_stopped);
    let basis = evidence::Runs {
        request,
        machine: &machine,
        sites: &stages.sites,
        measured: &measured,
        total: &total,
        untraced: traced.runs.as_ref().err().cloned(),
        sampled,
        is_stopped: timed.runs.is_stopped(),
        is_bounded: bounded,
        is_near: machine::is_near(&request.machine, &machine),
        samples: &timed.runs.samples,
        loads,
        lost: &timed.plan.lost,
    };
    let mut confirmation = Confirmation { without_site, shared, ..Confirmation::default() };
    confirmation.runs.counting = Some(evidence::counting(&basis, machine_name, records));
    let seen = basis.sampled.program.as_ref();
    confirmation.runs.kernel = kernel::of_program(total.kernel.as_ref(), total.ns, &timed.runs.samples, seen);
    evidence::judge(&basis, &mut confirmation);
    let programs = stages::programs(request, &stages.invocations, &timed.programs);
    let mut traced_runs = traced.runs.ok();
    let failed = timed.runs.failed.take();
    confirmation.runs = run::Runs {
        workload: Workload::Programs(programs),
        build: timed.build + traced.build,
        probe: stages.probe.took,
        timed: Some(timed.runs.wall),
        traced: traced_runs.as_ref().map(|runs| runs.wall),
        bounded,
        remarks: remarks(stages, &timed, traced_runs.as_ref()),
        failure: failed.or_else(|| traced_runs.as_mut().and_then(|runs| runs.failed.take())),
        ..confirmation.runs
    };
    Ok(confirmation)
}

/// What the timed runs tell of each site, with those whose guards moved put together, and of the program.
fn measured(stages: &Stages<'_>, timed: &Timed) -> (Vec<Measured>, Total) {
    let sites = stages.sites.len();
    let mut measured = vec![Measured::default(); sites + timed.hoists.more()];
    let mut total = Total::default();
    attribute::timed(&timed.runs.records, &mut measured, &mut total);
    let outer = measured.split_off(sites);
    for ((guard, measured), first) in (0..).map(GuardId).zip(&mut measured).zip(&timed.first) {
        if let Some(moved) = timed.hoists.moved(guard, &stages.sites) {
            let outer = moved.to.as_ref().and_then(|(guard, _)| outer.get(guard.index() - sites));
            attribute::moved(measured, first, outer, moved);
        }
    }
    (measured, total)
}

/// What has to be known beside the verdicts.
fn remarks(stages: &Stages<'_>, timed: &Timed, traced: Option<&Runs>) -> Vec<Remark> {
    let mut remarks = Vec::new();
    if timed.runs.records.is_empty() && traced.is_none_or(|traced| traced.records.is_empty()) {
        remarks.push(Remark::NoRecord);
    }
    // What the timed run did, too, is told once.
    let both: [fn(&Runs) -> &Vec<Remark>; 2] = [|runs| &runs.failures, |runs| &runs.processes];
    for of in both {
        let of_timed = of(&timed.runs);
        let known: Vec<Remark> = of_timed.iter().map(as_traced).collect();
        remarks.extend(of_timed.iter().cloned());
        remarks.extend(traced.iter().flat_map(|traced| of(traced)).filter(|remark| !known.contains(remark)).cloned());
    }
    remarks.extend(stages::one_test_at_a_time(&timed.programs));
    remarks.extend(shortened(stages.request, &timed.programs));
    let is_asked = |guard: &GuardId| {
        let place = stages.sites.get(guard.index());
        place.is_some_and(|place| stages.request.report.sites.iter().any(|site| site.is_where(place)))
    };
    let lost = timed.plan.lost.iter().filter(|(guard, _)| is_asked(guard));
    let broken = lost.filter(|(_, why)| matches!(why, Lost::DoesNotCompile { .. })).count();
    remarks.extend((broken > 0).then_some(Remark::GuardsTakenOut(broken)));
    remarks
}

/// Harnesses that are told to run each benchmark for about a second.
fn shortened(request: &Request<'_>, programs: &[Program]) -> Vec<Remark> {
    let shortened = programs.iter().filter(|program| program.shortened(request).is_some());
    let mut harnesses = shortened.filter_map(|program| program.harness).map(Remark::Shortened).collect::<Vec<_>>();
    harnesses.dedup();
    harnesses
}

/// The same remark of the traced run.
fn as_traced(remark: &Remark) -> Remark {
    match remark.clone() {
        Remark::Processes { run, processes } => {
            Remark::Processes { run: run::RunOf { traced: true, ..run }, processes }
        }
        Remark::Failed { run, how } => Remark::Failed { run: run::RunOf { traced: true, ..run }, how },
        other => other,
    }
}

/// Where the sites are, and whether their guards are in the program.
fn site_lines(stages: &Stages<'_>, source: &Report, plan: &Plan) -> Vec<SiteLines> {
    let workspace = &stages.request.metadata.workspace_root;
    let lost: BTreeSet<usize> = plan.lost.keys().map(|guard| guard.index()).collect();
    let of = |(number, site): (usize, &&Site)| {
        let on = |byte| line(source, &site.file, byte).unwrap_or(1);
        let subjects = subject::of_place(source, site);
        SiteLines {
            file: workspace.join(&site.file),
            lines: (on(site.span.start), on(site.span.end)),
            guarded: !lost.contains(&number),
            subjects: subjects.into_iter().map(|one| Sought::of(one, source, plan, &stages.sites)).collect(),
        }
    };
    stages.sites.iter().enumerate().map(of).collect()
}
