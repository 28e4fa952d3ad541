//! `trace`: runs the whole program through the memory model, prints what its functions and lines cost.
use std::io::Write;
use std::process::ExitCode;

use locality_lints::report::Report;

use super::confirm::{cargo_options, machines, wanted, workload};
use crate::cache::Cache;
use crate::cli::{MessageFormat, TraceArgs};
use crate::config::Config;
use crate::confirm::{Backend, Request, Thresholds, trace};
use crate::error::Error;
use crate::render;
use crate::terminal::{Spinner, Terminal};
use crate::workspace::Loaded;

/// Asks cargo for the workspace, traces, prints.
pub(crate) fn run(args: &TraceArgs, terminal: &Terminal) -> Result<ExitCode, Error> {
    let cache = Cache::new(!args.scope.no_cache, terminal);
    let workspace = Loaded::load(&args.scope, None, &wanted(&args.workload), &cache, || {})?;
    let packages = workspace.selected.iter().map(|at| workspace.metadata.packages[*at].id.clone()).collect::<Vec<_>>();
    let machines = machines(&args.machine, &Config::read(&workspace.metadata)?);
    let progress = Spinner::new(terminal);
    let request = Request {
        metadata: &workspace.metadata,
        packages: &packages,
        report: &Report::default(),
        target_dir: workspace.metadata.target_directory.clone(),
        workload: workload(&args.workload),
        args: args.args.clone(),
        cargo: cargo_options(&args.scope, &args.build),
        backend: Backend::Model,
        machine: String::new(),
        thresholds: Thresholds::default(),
        // The same trace for all machines, if there are several.
        keep: (args.save.is_some() || machines.len() > 1).then_some(args.save_limit),
        timeout: args.timeout,
        verbose: terminal.verbosity > 0,
        progress: &progress,
    };
    let source = match &args.replay {
        Some(saved) => trace::Source::Saved(saved),
        None => trace::Source::Program(args.save.as_deref()),
    };
    let costs = trace::run(&request, &machines, source);
    progress.finish();
    let costs = costs?;
    let mut out = std::io::BufWriter::new(terminal.stdout());
    match args.message_format {
        MessageFormat::Json => {
            costs.notes.iter().for_each(|note| terminal.status("Note", note));
            trace::report::json(&costs, &mut out)?;
            render::finished_as_json(costs.failed.is_none(), &mut out)?;
        }
        MessageFormat::Human => trace::report::human(&costs, terminal.width(), &mut out)?,
        MessageFormat::Short => trace::report::short(&costs, &mut out)?,
    }
    out.flush()?;
    match costs.failed {
        Some(failed) => Err(failed.into()),
        None => Ok(ExitCode::SUCCESS),
    }
}
