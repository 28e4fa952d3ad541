//! The whole program through the model: what its memory traffic costs, by function and by line. No lint is needed.
mod costs;
pub mod report;
mod saved;

use std::time::{Duration, Instant};

use camino::Utf8Path;
use locality_probe::counts::Counts;
use locality_probe::machine::Machine;
use locality_probe::record::{Coverage, Distances, Record};

use super::build::Kind;
use super::coverage::{self, Seen};
use super::sharing::{self, Shared};
use super::steps::{self, Runs, Steps};
use super::territory::Territory;
use super::toolchain::Toolchain;
use super::workload;
use super::{Error, Request, cost, interrupt, machine};
use crate::render::thousands;
use costs::Ledger;
use saved::Saved;

/// What a program's memory traffic costs.
#[derive(Debug, Default)]
pub struct Costs {
    /// What was run, in words.
    pub workload: String,
    /// How long building took.
    pub build: Duration,
    /// How long the run without the trace took.
    pub timed: Option<Duration>,
    /// The machines that the program was run on, in the order asked for.
    pub machines: Vec<Modelled>,
    /// By function: the innermost of the workspace's that an access was compiled into, else the one that it is a part of.
    pub functions: Vec<Cost>,
    /// By line of those functions.
    pub lines: Vec<Cost>,
    /// By compiled function, with all that was inlined into it: what a profiler calls a function.
    pub symbols: Vec<Cost>,
    /// What has to be known beside the figures, one sentence each.
    pub notes: Vec<String>,
    /// How the workload failed although it left a record.
    pub failed: Option<Error>,
    /// How much of the program's time passes in code that is traced, where an untraced run of it tells.
    pub(super) seen: Option<Seen>,
}

/// One machine and what the whole program came to on it.
#[derive(Clone, Debug)]
pub struct Modelled {
    /// As it was asked for.
    pub name: String,
    /// Its geometry and costs.
    pub machine: Machine,
    /// How long the traced run took.
    pub wall: Duration,
    /// What the model counted in all.
    pub total: Booked,
    /// How much was seen.
    pub coverage: Coverage,
    /// Lines that threads took from each other, the most costly first.
    pub shared: Vec<Shared>,
}

/// What a function, or one line of it, costs.
#[derive(Clone, Debug)]
pub struct Cost {
    /// The function's path; `None` where debug information names none.
    pub function: Option<String>,
    /// Its file: relative to the workspace root where it lies inside.
    pub file: Option<String>,
    /// The line, from 1; `None` for the sum over a function, and where it is not known.
    pub line: Option<u32>,
    /// What was counted, by machine.
    pub booked: Vec<Booked>,
}

/// What was counted, and whose the L1d misses are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Booked {
    /// What was counted.
    pub counts: Counts,
    /// How far apart the lines lie that were fetched one after the other.
    pub distances: Distances,
    /// L1d misses that are the containers' own work.
    pub container: u64,
    /// L1d misses for elements.
    pub user: u64,
}

impl Booked {
    /// The containers' share of the L1d misses; `None` where there is none.
    pub fn container_share(&self) -> Option<f64> {
        let all = self.container + self.user;
        (all > 0).then(|| self.container as f64 / all as f64)
    }
}

impl std::ops::AddAssign for Booked {
    fn add_assign(&mut self, other: Self) {
        self.counts += other.counts;
        self.distances += other.distances;
        self.container += other.container;
        self.user += other.user;
    }
}

/// What is traced.
#[derive(Clone, Copy, Debug)]
pub enum Source<'a> {
    /// The workload, which is built and run; its trace goes to this file, if there is one.
    Program(Option<&'a Utf8Path>),
    /// A trace that was saved before: nothing is built or run.
    Saved(&'a Utf8Path),
}

/// Runs the workload's trace through each machine and adds up. `request.report` plays no part in it.
pub fn run(request: &Request<'_>, machines: &[String], source: Source<'_>) -> Result<Costs, Error> {
    interrupt::watch();
    let home = steps::home(request)?;
    let machines = machines.iter().map(|asked| machine::find(asked, &home)).collect::<Result<Vec<_>, _>>()?;
    let costs = match source {
        Source::Program(save) => course(request, machines, save),
        Source::Saved(path) => again(request, machines, path),
    };
    request.progress.done();
    costs
}

/// Builds the workload traced and runs it; where its trace could be kept whole, other machines than the first see the very
/// same one.
fn course(request: &Request<'_>, machines: Vec<(Machine, String)>, save: Option<&Utf8Path>) -> Result<Costs, Error> {
    save.map_or(Ok(()), saved::check)?;
    let toolchain = Toolchain::find()?;
    let (invocations, said) = workload::invocations(request, &toolchain)?;
    if let Some(said) = said {
        request.progress.line(&said);
    }
    let steps = Steps::prepare(request, toolchain, Vec::new(), invocations)?;
    if let Err(why) = steps.toolchain.check_trace(&steps.home)? {
        return Err(Error::Backend { backend: "model", why });
    }
    let start = Instant::now();
    let (plan, programs) = steps.build_overlay(Kind::Traced)?;
    let mut costs = Costs {
        workload: steps::describe(request, &steps.invocations, &programs),
        build: start.elapsed(),
        ..Costs::default()
    };
    sample(&steps, &mut costs)?;
    let mut books = Books::new(request, machines.len());
    // The directories of the traces go with the runs.
    let mut kept: Option<(Saved, Runs)> = None;
    for (machine, name) in machines {
        request.progress.detail(&name);
        if let Some((saved, _)) = kept.as_ref().filter(|(saved, _)| saved.complete) {
            books.replay(saved, machine, name, &mut costs)?;
            continue;
        }
        let mut runs = steps.run_all(&plan, &programs, Kind::Traced, &machine)?;
        if runs.records.is_empty() {
            costs.notes.push(format!("no run on {name} left a record: the workload ended before it was written"));
        }
        for failure in std::mem::take(&mut runs.failures) {
            if !costs.notes.contains(&failure) {
                costs.notes.push(failure);
            }
        }
        let failed = runs.failed.take();
        costs.failed = costs.failed.take().or(failed);
        books.book(&runs.records, runs.wall, machine, name, &mut costs);
        if kept.is_none()
            && let Some(saved) = Saved::of(&costs.workload, costs.seen.as_ref(), &runs.records)
        {
            kept = Some((saved, runs));
        }
    }
    if let Some(path) = save {
        match &kept {
            Some((saved, _)) => {
                let bytes = saved.write(path)?;
                costs.notes.push(format!("the trace is in {path}, {} bytes", thousands(bytes)));
                costs.notes.extend((!saved.complete).then(|| cut(path)));
            }
            None => costs.notes.push(format!("nothing was saved in {path}: there is no trace")),
        }
    }
    if std::env::var_os("RUST_TEST_THREADS").is_none()
        && programs.iter().any(|program| program.harnessed && !program.bench)
    {
        costs.notes.push("tests run one at a time (RUST_TEST_THREADS=1)".to_owned());
    }
    books.close(&mut costs);
    Ok(costs)
}

/// Builds the program as its profile says and runs it once, to see where its time passes.
fn sample(steps: &Steps<'_>, costs: &mut Costs) -> Result<(), Error> {
    let start = Instant::now();
    let (plan, programs) = steps.build_overlay(Kind::Timed)?;
    costs.build += start.elapsed();
    match steps.run_all(&plan, &programs, Kind::Timed, &Machine::default()) {
        Ok(timed) => {
            costs.timed = Some(timed.wall);
            let workspace = &steps.request.metadata.workspace_root;
            let sampled = coverage::of(&timed.samples, &timed.records, &steps.toolchain, &steps.home, &[], workspace);
            costs.seen = sampled.program;
            Ok(())
        }
        // The traced run will say it.
        Err(Error::WorkloadFailed { .. }) => Ok(()),
        Err(other) => Err(other),
    }
}

/// Runs a saved trace once more.
fn again(request: &Request<'_>, machines: Vec<(Machine, String)>, path: &Utf8Path) -> Result<Costs, Error> {
    let saved = Saved::read(path)?;
    let workload = format!("{}, as saved in {path}", saved.workload);
    let mut costs = Costs { workload, seen: saved.seen.clone(), ..Costs::default() };
    costs.notes.extend((!saved.complete).then(|| cut(path)));
    let mut books = Books::new(request, machines.len());
    for (machine, name) in machines {
        request.progress.detail(&name);
        books.replay(&saved, machine, name, &mut costs)?;
    }
    books.close(&mut costs);
    Ok(costs)
}

fn cut(path: &Utf8Path) -> String {
    format!("the trace in {path} is not whole: it reached the limit (--save-limit)")
}

/// Books the records of one machine after the other.
struct Books<'a> {
    request: &'a Request<'a>,
    ledger: Ledger,
}

impl<'a> Books<'a> {
    fn new(request: &'a Request<'a>, machines: usize) -> Self {
        Self { request, ledger: Ledger::new(Territory::of(request.metadata), machines) }
    }

    fn replay(&mut self, saved: &Saved, machine: Machine, name: String, costs: &mut Costs) -> Result<(), Error> {
        self.request.progress.step("Running the saved trace");
        let start = Instant::now();
        let records = saved.on(&machine)?;
        self.book(&records, start.elapsed(), machine, name, costs);
        Ok(())
    }

    fn book(&mut self, records: &[Record], wall: Duration, machine: Machine, name: String, costs: &mut Costs) {
        self.request.progress.step("Attributing the trace");
        let mut coverage = Coverage::default();
        for record in records {
            coverage += record.coverage;
            self.ledger.book(costs.machines.len(), record);
        }
        let whole = records.iter().map(|record| record.totals).sum::<Counts>();
        let shared = sharing::of(records, self.request.metadata, &machine, cost::cycles(&whole, &machine));
        costs.machines.push(Modelled { name, machine, wall, total: Booked::default(), coverage, shared });
    }

    fn close(self, costs: &mut Costs) {
        self.ledger.close(costs);
    }
}
