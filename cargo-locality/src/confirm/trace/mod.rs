//! The whole program through the model: what its memory traffic costs, by function and by line. No lint is needed.
mod costs;
pub mod report;

use std::time::{Duration, Instant};

use locality_probe::counts::Counts;
use locality_probe::machine::Machine;
use locality_probe::record::Coverage;

use super::build::Kind;
use super::sharing::{self, Shared};
use super::steps::{self, Steps};
use super::territory::Territory;
use super::toolchain::Toolchain;
use super::workload;
use super::{Error, Request, cost, interrupt, machine};
use costs::Ledger;

/// What a program's memory traffic costs.
#[derive(Debug, Default)]
pub struct Costs {
    /// What was run, in words.
    pub workload: String,
    /// How long building took.
    pub build: Duration,
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
        self.container += other.container;
        self.user += other.user;
    }
}

/// Builds the workload traced, runs it once for each machine and adds up. `request.report` plays no part in it.
pub fn run(request: &Request<'_>, machines: &[String]) -> Result<Costs, Error> {
    interrupt::watch();
    let costs = course(request, machines);
    request.progress.done();
    costs
}

fn course(request: &Request<'_>, machines: &[String]) -> Result<Costs, Error> {
    let machines = machines.iter().map(|asked| machine::find(asked)).collect::<Result<Vec<_>, _>>()?;
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
    let mut ledger = Ledger::new(Territory::of(request.metadata), machines.len());
    for (nth, (machine, name)) in machines.into_iter().enumerate() {
        request.progress.detail(&name);
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
        request.progress.step("Attributing the trace");
        let mut modelled = Modelled {
            name,
            machine,
            wall: runs.wall,
            total: Booked::default(),
            coverage: Coverage::default(),
            shared: Vec::new(),
        };
        for record in &runs.records {
            modelled.coverage += record.coverage;
            ledger.book(nth, record);
        }
        let whole = runs.records.iter().map(|record| record.totals).sum::<Counts>();
        let cycles = cost::cycles(&whole, &modelled.machine);
        modelled.shared = sharing::of(&runs.records, request.metadata, &modelled.machine, cycles);
        costs.machines.push(modelled);
    }
    if std::env::var_os("RUST_TEST_THREADS").is_none()
        && programs.iter().any(|program| program.harnessed && !program.bench)
    {
        costs.notes.push("tests run one at a time (RUST_TEST_THREADS=1)".to_owned());
    }
    ledger.close(&mut costs);
    Ok(costs)
}
