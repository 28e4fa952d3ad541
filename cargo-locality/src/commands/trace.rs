//! `trace`: runs the whole program through the memory model, prints what its functions and lines cost.
use std::process::ExitCode;

use super::check::{format, look, stdout};
use super::confirm::{cargo_options, machines, wanted, workload};
use crate::cache::Cache;
use crate::cli::{MessageFormat, TraceArgs};
use crate::config::Config;
use crate::confirm::{Backend, Request, Thresholds, Tree, trace};
use crate::error::Error;
use crate::output::{self, Next, Sources};
use crate::report::Report;
use crate::terminal::{Spinner, Terminal};
use crate::words;
use crate::workspace::Loaded;

/// Asks cargo for the workspace, traces, prints.
pub(crate) fn run(args: &TraceArgs, terminal: &Terminal) -> Result<ExitCode, Error> {
    let cache = Cache::new(!args.scope.no_cache, terminal);
    let workspace = Loaded::load(&args.scope, None, &wanted(&args.workload), &cache, || {})?;
    let packages = workspace.selected.iter().map(|at| workspace.metadata.packages[*at].id.clone()).collect::<Vec<_>>();
    let machines = machines(&args.machine, &Config::read(&workspace.metadata)?);
    let progress = Spinner::new(terminal);
    let nothing = Report::default();
    let request = Request {
        metadata: &workspace.metadata,
        packages: &packages,
        report: &nothing.source,
        everywhere: None,
        tree: Tree::new(),
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
    let trace = trace::run(&request, &machines, source);
    progress.finish();
    let trace = trace?;
    if args.message_format == MessageFormat::Json {
        trace.remarks.iter().for_each(|remark| terminal.status("Note", &words::remark(remark)));
    }
    let failure = trace.failure.clone();
    let report = Report { trace: Some(trace), ..Report::default() };
    let format = format(args.message_format);
    let mut out = stdout(format, terminal);
    output::write(&report, format, &Sources::default(), &look(terminal), &Next::default(), &mut out)?;
    match failure {
        Some(failure) => Err(crate::confirm::Error::WorkloadFailed(failure).into()),
        None => Ok(ExitCode::SUCCESS),
    }
}
