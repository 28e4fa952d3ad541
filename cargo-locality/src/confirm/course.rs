//! The course of a confirmation, step by step.
use std::collections::BTreeMap;
use std::fs;
use std::time::Instant;

use super::attribute::{Measured, Place, Total};
use super::build::Kind;
use super::hoist::{Hoists, ROUNDS};
use super::outcome::Outcome;
use super::overlay::Plan;
use super::steps::{self, Runs, Steps};
use super::toolchain::Toolchain;
use super::workload::{self, counted};
use super::{Backend, Error, Request, attribute, cost, coverage, judging, loads, machine, sharing};

/// Builds, runs and judges.
pub(super) fn run(request: &Request<'_>) -> Result<Outcome, Error> {
    let (machine, machine_name) = machine::find(&request.machine, &steps::home(request)?)?;
    let sites = request.report.sites.iter().collect::<Vec<_>>();
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
    let course = Steps::prepare(request, toolchain, sites, invocations)?;

    let start = Instant::now();
    let (plan, timed_programs) = course.build_overlay(Kind::Timed)?;
    outcome.build = start.elapsed();
    outcome.workload = steps::describe(request, &course.invocations, &timed_programs);

    let mut timed = course.run_all(&plan, &timed_programs, Kind::Timed, &machine)?;
    let mut hoists = Hoists::default();
    let mut first = vec![Measured::default(); course.sites.len()];
    attribute::timed(&timed.records, &mut first, &mut Total::default());
    for _ in 0..ROUNDS {
        if !hoists.raise(&timed.records, &course.sites) {
            break;
        }
        let guards = counted(hoists.len(), "guard is", "guards are");
        request.progress.line(&format!("{guards} felt: building and running again"));
        let start = Instant::now();
        let sites = hoists.sites(&course.sites);
        let (plan, programs) = course.build_overlay_of(&sites.iter().collect::<Vec<_>>(), Kind::Timed)?;
        outcome.build += start.elapsed();
        timed = course.run_all(&plan, &programs, Kind::Timed, &machine)?;
    }
    outcome.timed_run = Some(timed.wall);

    let places = places(&course, &plan);
    let sampled = coverage::of(
        &timed.samples,
        &timed.records,
        &course.toolchain,
        &course.home,
        &places,
        &request.metadata.workspace_root,
    );
    let loads = loads::of(&timed.loads, &timed.records, &places, &request.metadata.workspace_root);
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
                match built.map(|programs| course.run_all(&plan, &programs, Kind::Traced, &machine)) {
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

    let mut measured = vec![Measured::default(); course.sites.len() + hoists.more()];
    let mut total = Total::default();
    attribute::timed(&timed.records, &mut measured, &mut total);
    let outer = measured.split_off(course.sites.len());
    for ((number, measured), first) in (0..).zip(&mut measured).zip(&first) {
        if let Some(moved) = hoists.moved(number, &course.sites) {
            let outer = moved.to.as_ref().and_then(|(guard, _)| outer.get(*guard as usize - course.sites.len()));
            attribute::moved(measured, first, outer, moved);
        }
    }
    if let Some(traced) = &traced {
        request.progress.step("Attributing the trace");
        attribute::traced(
            &traced.records,
            &places,
            &mut measured,
            &mut total,
            request.metadata,
            timed.records.is_empty(),
        );
        let cycles = cost::cycles(&total.counts, &machine);
        outcome.shared = sharing::of(&traced.records, request.metadata, &machine, cycles);
    }
    if timed.records.is_empty() && traced.as_ref().is_none_or(|traced| traced.records.is_empty()) {
        outcome.notes.push("no run left a record: the workload ended before it was written".to_owned());
    }
    for failure in timed.failures.iter().chain(traced.iter().flat_map(|traced| &traced.failures)) {
        outcome.notes.push(failure.clone());
    }
    let of_traced = traced.iter().flat_map(|traced| &traced.told).filter(|told| !timed.told.contains(told));
    outcome.notes.extend(timed.told.iter().cloned());
    outcome.notes.extend(of_traced.map(|told| format!("{told} (traced run)")));
    if std::env::var_os("RUST_TEST_THREADS").is_none()
        && timed_programs.iter().any(|program| program.harnessed && !program.bench)
    {
        outcome.notes.push("tests run one at a time (RUST_TEST_THREADS=1)".to_owned());
    }
    let mut said = timed_programs.iter().filter_map(|program| program.shortened(request)).collect::<Vec<_>>();
    said.dedup();
    outcome
        .notes
        .extend(said.iter().map(|shortened| format!("{}: how often it runs is up to the clock", shortened.said)));
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
        sampled.program.as_ref(),
        untraced.as_deref(),
    );
    if request.backend == Backend::Hardware {
        judging::demand_hardware(&timed.records)?;
    }
    let evidence = judging::Evidence {
        request,
        machine: &machine,
        sites: &course.sites,
        measured: &measured,
        total: &total,
        traced: traced.is_some(),
        untraced,
        sampled,
        loads,
        lost: &plan.lost,
    };
    judging::judge(&evidence, &mut outcome);
    Ok(outcome)
}

/// Where the sites are, and whether their guards are in the program.
fn places(course: &Steps<'_>, plan: &Plan) -> Vec<Place> {
    let workspace = &course.request.metadata.workspace_root;
    let mut texts = BTreeMap::new();
    (0..)
        .zip(&course.sites)
        .map(|(number, site)| {
            let file = workspace.join(&site.file);
            let text: &String =
                texts.entry(file.clone()).or_insert_with(|| fs::read_to_string(&file).unwrap_or_default());
            let lines = (judging::line_of(text, site.span.start), judging::line_of(text, site.span.end));
            Place { file, lines, guarded: !plan.lost.contains_key(&number) }
        })
        .collect()
}
