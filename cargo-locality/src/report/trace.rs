//! What a whole program's memory traffic costs, by function and by line.
use std::time::Duration;

use locality_probe::counts::Counts;
use locality_probe::machine::Machine;
use serde::{Deserialize, Serialize};

use super::coverage::{Coverage, Kernel, Seen};
use super::figures;
use super::memory::Neighbours;
use super::run::{Failure, Remark, Workload};
use super::sharing::Shared;

/// What a program's memory traffic costs.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Trace {
    /// What was run.
    pub workload: Workload,
    /// How long building took.
    pub build: Duration,
    /// How long building the probe took beside it; none where it was there.
    #[serde(default)]
    pub probe: Option<Duration>,
    /// How long the run without the trace took.
    pub timed: Option<Duration>,
    /// Something other than the program's work told how long a run takes: a harness that runs as often as there is time for, or a
    /// limit.
    #[serde(default)]
    pub bounded: bool,
    /// The machines that the program was run on, in the order asked for.
    pub machines: Vec<Modelled>,
    /// By function: the innermost of the workspace's that an access was compiled into, else the one that it is a part of.
    pub functions: Vec<CodeCost>,
    /// By line of those functions.
    pub lines: Vec<CodeCost>,
    /// By compiled function, with all that was inlined into it: what a profiler calls a function.
    pub symbols: Vec<CodeCost>,
    /// What has to be known beside the figures.
    pub remarks: Vec<Remark>,
    /// How the workload failed although it left a record.
    pub failure: Option<Failure>,
    /// What of that run's time passed in the kernel, where that is known.
    #[serde(default)]
    pub kernel: Option<Kernel>,
    /// How much of the program's time passes in code that is traced, where an untraced run of it tells.
    pub seen: Option<Seen>,
}

/// One machine and what the whole program came to on it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Modelled {
    /// As it was asked for.
    pub name: String,
    /// Its geometry and costs.
    #[serde(with = "figures::machine")]
    pub machine: Machine,
    /// How long the traced run took.
    pub wall: Duration,
    /// What the model counted in all.
    pub total: Figures,
    /// How much was seen.
    pub coverage: Coverage,
    /// Lines that threads took from each other, the most costly first.
    pub shared: Vec<Shared>,
}

/// What a function, or one line of it, costs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CodeCost {
    /// The function's path; `None` where debug information names none.
    pub function: Option<String>,
    /// Its file: relative to the workspace root where it lies inside.
    pub file: Option<String>,
    /// The line, from 1; `None` for the sum over a function, and where it is not known.
    pub line: Option<u32>,
    /// What was counted, by machine.
    pub on: Vec<Figures>,
    /// Of a line of the workspace: the lines that called its function, the costliest first; where it was not inlined, as far as samples
    /// tell.
    #[serde(default)]
    pub callers: Vec<CallerShare>,
}

/// A line that called.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CallerShare {
    /// The file, relative to the workspace root where it lies inside.
    pub file: String,
    /// The line, from 1.
    pub line: u32,
    /// The function that it is in.
    pub function: String,
    /// Its share of what the called line costs on the first machine.
    pub share: f64,
}

/// What was counted on a machine.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Figures {
    /// What was counted.
    #[serde(with = "figures::counts")]
    pub counts: Counts,
    /// What that costs, in modelled cycles.
    pub cycles: f64,
    /// Their share of the program's; `None` where that has none.
    pub share: Option<f64>,
    /// Page faults of a run without the trace, about so many: what they cost is a part of the cycles. `None` where there is none,
    /// or none is known.
    #[serde(default)]
    pub faults: Option<u64>,
    /// The containers' share of the L1d misses; `None` where there is none.
    pub container_share: Option<f64>,
    /// How far apart the lines lie that were fetched one after the other.
    pub neighbours: Option<Neighbours>,
}
