//! The whole program through the model: what its memory traffic costs, by function and by line. No lint is needed.
mod costs;
mod saved;
mod slots;

use std::time::{Duration, Instant};

use camino::Utf8Path;
use locality_probe::counts::Counts;
use locality_probe::machine::Machine;
use locality_probe::record::{self, Record};

use super::attribute::Total;
use super::build::{Kind, Program};
use super::evidence::coverage;
use super::overlay::Plan;
use super::stages::{self, Runs, Stages};
use super::territory::Territory;
use super::toolchain::Toolchain;
use super::{Error, Request, attribute, cost, interrupt, kernel, machine, sharing, workload};
use crate::report::run::{Remark, Workload};
use crate::report::trace::{Figures, Modelled, Trace};
use crate::words;
use costs::{Each, Ledger};
use saved::Saved;

/// What is traced.
#[derive(Clone, Copy, Debug)]
pub enum Source<'a> {
    /// The workload, which is built and run; its trace goes to this file, if there is one.
    Program(Option<&'a Utf8Path>),
    /// A trace that was saved before: nothing is built or run.
    Saved(&'a Utf8Path),
}

/// Runs the workload's trace through each machine and adds up. `request.report` plays no part in it.
pub fn run(request: &Request<'_>, machines: &[String], source: Source<'_>) -> Result<Trace, Error> {
    interrupt::watch();
    let home = stages::home(request)?;
    let machines = machines.iter().map(|asked| machine::find(asked, &home)).collect::<Result<Vec<_>, _>>()?;
    let trace = match source {
        Source::Program(save) => of_program(request, machines, save),
        Source::Saved(path) => of_saved(request, machines, path),
    };
    request.progress.done();
    trace
}

/// Builds the workload traced and runs it; where its trace could be kept whole, other machines than the first see the very
/// same one.
fn of_program(
    request: &Request<'_>,
    machines: Vec<(Machine, String)>,
    save: Option<&Utf8Path>,
) -> Result<Trace, Error> {
    save.map_or(Ok(()), saved::check)?;
    let toolchain = Toolchain::find()?;
    let (invocations, said) = workload::invocations(request, &toolchain)?;
    if let Some(said) = said {
        request.progress.line(&said);
    }
    let stages = Stages::prepare(request, toolchain, Vec::new(), invocations)?;
    if let Err(obstacle) = stages.toolchain.check_trace(&stages.home)? {
        return Err(Error::Backend { backend: "model", why: words::trace_obstacle(&obstacle) });
    }
    let start = Instant::now();
    let (plan, programs) = stages.build_overlay(Kind::Traced)?;
    let run = stages::programs(request, &stages.invocations, &programs);
    let (build, probe) = (start.elapsed(), stages.probe.took);
    let mut trace = Trace { workload: Workload::Programs(run.clone()), build, probe, ..Trace::default() };
    let mut books = Books::new(request, machines.len());
    sample(&stages, &mut books.ledger, &mut trace)?;
    // The directories of the traces go with the runs.
    let mut kept: Option<(Saved, Runs)> = None;
    for (machine, name) in machines {
        request.progress.detail(&name);
        if let Some((saved, _)) = kept.as_ref().filter(|(saved, _)| saved.complete) {
            books.replay(saved, machine, name, &mut trace)?;
            continue;
        }
        let runs = run_on(&stages, (&plan, &programs), (machine, name), &mut books, &mut trace)?;
        if kept.is_none()
            && let Some(saved) =
                Saved::of(&run, (trace.seen.as_ref(), trace.kernel, &books.ledger.faults), &runs.records)
        {
            kept = Some((saved, runs));
        }
    }
    if let Some(path) = save {
        trace.remarks.extend(save_to(path, kept.as_ref().map(|(saved, _)| saved))?);
    }
    trace.remarks.extend(stages::one_test_at_a_time(&programs));
    trace.bounded |= stages::are_bounded(&programs);
    books.close(&mut trace);
    Ok(trace)
}

/// Runs the programs on a machine and books what they recorded.
fn run_on(
    stages: &Stages<'_>,
    (plan, programs): (&Plan, &[Program]),
    (machine, name): (Machine, String),
    books: &mut Books<'_>,
    trace: &mut Trace,
) -> Result<Runs, Error> {
    let mut runs = stages.run_all(plan, programs, Kind::Traced, &machine)?;
    if runs.records.is_empty() {
        trace.remarks.push(Remark::NoRecordOn { machine: name.clone() });
    }
    trace.bounded |= runs.is_stopped();
    for failure in std::mem::take(&mut runs.failures) {
        if !trace.remarks.contains(&failure) {
            trace.remarks.push(failure);
        }
    }
    let failed = runs.failed.take();
    trace.failure = trace.failure.take().or(failed);
    books.book(&runs.records, runs.wall, machine, name, trace);
    Ok(runs)
}

/// Saves a trace in a file of the user's, and says so.
fn save_to(path: &Utf8Path, saved: Option<&Saved>) -> Result<Vec<Remark>, Error> {
    let path = path.to_owned();
    let Some(saved) = saved else { return Ok(vec![Remark::NothingSaved { path }]) };
    let bytes = saved.write(&path)?;
    let mut remarks = vec![Remark::TraceSaved { path: path.clone(), bytes }];
    remarks.extend((!saved.complete).then_some(Remark::TraceCut { path }));
    Ok(remarks)
}

/// Builds the program as its profile says and runs it once, to see where its time passes, and where it touches fresh pages.
fn sample(stages: &Stages<'_>, ledger: &mut Ledger, trace: &mut Trace) -> Result<(), Error> {
    let start = Instant::now();
    let (plan, programs) = stages.build_overlay(Kind::Timed)?;
    trace.build += start.elapsed();
    match stages.run_all(&plan, &programs, Kind::Timed, &Machine::default()) {
        Ok(timed) => {
            trace.timed = Some(timed.wall);
            trace.bounded |= timed.is_stopped();
            let workspace = &stages.request.metadata.workspace_root;
            let (toolchain, home, samples) = (&stages.toolchain, &stages.home, &timed.samples);
            trace.seen =
                super::coverage::of(samples, &timed.records, toolchain, home, &[], workspace, &stages.probe).program;
            let mut total = Total::default();
            attribute::timed(&timed.records, &mut [], &mut total);
            trace.kernel = kernel::of_program(total.kernel.as_ref(), total.ns, samples, trace.seen.as_ref());
            if let Some(ns) = kernel::fault_ns(total.kernel.as_ref(), samples) {
                let of_sample = kernel::faults_a_sample(total.kernel.as_ref(), samples);
                ledger.book_faults(&timed.records, samples, Each { of_sample, ns }, stages.probe.dir());
            }
            Ok(())
        }
        Err(failed) => Err(failed),
    }
}

/// Runs a saved trace once more.
fn of_saved(request: &Request<'_>, machines: Vec<(Machine, String)>, path: &Utf8Path) -> Result<Trace, Error> {
    let saved = Saved::read(path)?;
    let workload = Workload::Saved { trace: path.to_owned(), programs: saved.programs.clone() };
    let mut trace = Trace { workload, seen: saved.seen.clone(), kernel: saved.kernel, ..Trace::default() };
    trace.remarks.extend((!saved.complete).then(|| Remark::TraceCut { path: path.to_owned() }));
    let mut books = Books::new(request, machines.len());
    books.ledger.faults = saved.faults.clone();
    for (machine, name) in machines {
        request.progress.detail(&name);
        books.replay(&saved, machine, name, &mut trace)?;
    }
    books.close(&mut trace);
    Ok(trace)
}

/// Books the records of one machine after the other.
struct Books<'a> {
    request: &'a Request<'a>,
    ledger: Ledger,
    coverage: Vec<record::Coverage>,
}

impl<'a> Books<'a> {
    fn new(request: &'a Request<'a>, machines: usize) -> Self {
        let ledger = Ledger::new(Territory::of(request.metadata), machines);
        Self { request, ledger, coverage: Vec::new() }
    }

    fn replay(&mut self, saved: &Saved, machine: Machine, name: String, trace: &mut Trace) -> Result<(), Error> {
        self.request.progress.step("Running the saved trace");
        let start = Instant::now();
        let records = saved.on(&machine)?;
        self.book(&records, start.elapsed(), machine, name, trace);
        Ok(())
    }

    fn book(&mut self, records: &[Record], wall: Duration, machine: Machine, name: String, trace: &mut Trace) {
        self.request.progress.step("Attributing the trace");
        let mut known = record::Coverage::default();
        for record in records {
            known += record.coverage;
            self.ledger.book(trace.machines.len(), record);
        }
        self.coverage.push(known);
        let whole = records.iter().map(|record| record.totals).sum::<Counts>();
        let shared = sharing::of(records, self.request.metadata, &machine, cost::cycles(&whole, &machine));
        // How much was seen is told of what could be booked, once all is.
        let coverage = coverage(&Counts::default(), &known, None);
        trace.machines.push(Modelled { name, machine, wall, total: Figures::default(), coverage, shared });
    }

    fn close(self, trace: &mut Trace) {
        self.ledger.close(trace);
        for (on, known) in trace.machines.iter_mut().zip(&self.coverage) {
            on.coverage = coverage(&on.total.counts, known, trace.seen.as_ref());
        }
    }
}
