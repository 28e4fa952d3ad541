//! What a whole program costs: the `locality-cost` object.
use std::io;

use serde::Serialize;

use super::site::{Counters, Coverage, Kernel, Neighbours};
use super::{serialise, sharing};
use crate::report::coverage;
use crate::report::trace::{CallerShare, CodeCost, Figures, Modelled, Trace};

#[derive(Serialize)]
struct Line<'a> {
    reason: &'static str,
    /// `program`, `function`, `line` or `symbol`.
    scope: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    function: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<u32>,
    /// The machine as it was asked for.
    machine: &'a str,
    /// Modelled cycles, and their share of the program's.
    cost: CostShare,
    counters: Counters,
    /// Page faults, about so many; their cost is in `cost`.
    #[serde(skip_serializing_if = "Option::is_none")]
    page_faults: Option<u64>,
    /// Whose the L1d misses are.
    #[serde(skip_serializing_if = "Option::is_none")]
    split: Option<TwoShares>,
    /// Of a line: those that called the function that it is in; on the first machine.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    callers: Vec<Caller<'a>>,
    /// How far apart the lines lie that were fetched one after the other.
    #[serde(skip_serializing_if = "Option::is_none")]
    neighbours: Option<Neighbours<'a>>,
    /// Of the program only.
    #[serde(skip_serializing_if = "Option::is_none")]
    coverage: Option<Coverage>,
    /// Of the program only.
    #[serde(skip_serializing_if = "Option::is_none")]
    kernel: Option<Kernel>,
}

/// A line that called.
#[derive(Serialize)]
struct Caller<'a> {
    file: &'a str,
    line: u32,
    function: &'a str,
    share: f64,
}

#[derive(Serialize)]
struct TwoShares {
    container: f64,
    user: f64,
}

#[derive(Serialize)]
struct CostShare {
    cycles: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    share: Option<f64>,
}

/// Writes one object a line, machine by machine: the program's sum, each function, each line, and each compiled function.
pub(super) fn write(trace: &Trace, out: &mut dyn io::Write) -> io::Result<()> {
    for (nth, on) in trace.machines.iter().enumerate() {
        let program = CodeCost { function: None, file: None, line: None, on: vec![], callers: vec![] };
        row(out, "program", &program, Some(&on.total), on, (Some(&on.coverage), trace.kernel))?;
        for (scope, all) in [("function", &trace.functions), ("line", &trace.lines), ("symbol", &trace.symbols)] {
            for code in all {
                row(out, scope, code, code.on.get(nth), on, (None, None))?;
            }
        }
        sharing::write(&on.shared, out)?;
    }
    Ok(())
}

impl<'a> Caller<'a> {
    fn of(caller: &'a CallerShare) -> Self {
        Self { file: &caller.file, line: caller.line, function: &caller.function, share: caller.share }
    }
}

fn row(
    out: &mut dyn io::Write,
    scope: &'static str,
    code: &CodeCost,
    figures: Option<&Figures>,
    on: &Modelled,
    (coverage, kernel): (Option<&coverage::Coverage>, Option<coverage::Kernel>),
) -> io::Result<()> {
    let Some(figures) = figures.filter(|figures| figures.counts.accesses() > 0 || figures.faults.is_some()) else {
        return Ok(());
    };
    let line = Line {
        reason: "locality-cost",
        scope,
        function: code.function.as_deref(),
        file: code.file.as_deref(),
        line: code.line,
        machine: &on.name,
        cost: CostShare { cycles: figures.cycles as u64, share: figures.share },
        counters: Counters::of_model(&figures.counts, &on.machine, None),
        page_faults: figures.faults,
        split: figures.container_share.map(|container| TwoShares { container, user: 1.0 - container }),
        callers: code.callers.iter().map(Caller::of).collect(),
        neighbours: figures.neighbours.as_ref().map(Neighbours::of),
        coverage: coverage.map(Coverage::of),
        kernel: kernel.map(Kernel::of),
    };
    writeln!(out, "{}", serialise(&line))
}
