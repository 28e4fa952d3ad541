//! `check`: looks at the source, builds nothing.
use std::process::ExitCode;
use std::time::Instant;

use locality_lints::finding::{Level, Report};

use crate::cli::{CheckArgs, Lints, MessageFormat, Scope};
use crate::error::Error;
use crate::levels::Levels;
use crate::terminal::Terminal;
use crate::workspace::{Loaded, Wanted};

/// A workspace that was looked at: what `check` prints and `confirm` starts from.
#[derive(Debug)]
pub(crate) struct Suspected {
    /// The workspace.
    pub(crate) workspace: Loaded,
    /// What is suspected in the targets that were asked for, ranked, at the levels that the command line asks for;
    /// silenced findings are gone.
    pub(crate) report: Report,
    /// How loud a file is that does not parse.
    pub(crate) unparsed: Level,
}

/// Looks at the workspace and prints what it finds.
pub(crate) fn run(args: &CheckArgs, terminal: &Terminal) -> Result<ExitCode, Error> {
    let _ = MessageFormat::Human;
    let suspected = suspect(&args.scope, &Wanted::new(&args.targets), &args.lints, terminal)?;
    let denied = suspected.report.findings.iter().any(|finding| finding.level == Level::Deny);
    Ok(if denied { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

/// Looks at the targets that `scope` and `wanted` name.
pub(crate) fn suspect(scope: &Scope, wanted: &Wanted, lints: &Lints, terminal: &Terminal) -> Result<Suspected, Error> {
    let levels = Levels::new(lints)?;
    let workspace = Loaded::load(scope, wanted)?;
    terminal.detail("Asked", &format!("cargo for the workspace in {:.1?}", workspace.metadata_time));
    let began = Instant::now();
    let mut report = locality_lints::check(&workspace.input, &workspace.files());
    terminal.detail(
        "Looked",
        &format!("at {} files, {} lines in {:.1?}", report.seen.files, report.seen.lines, began.elapsed()),
    );
    report.findings.retain_mut(|finding| {
        finding.level = levels.of(finding);
        finding.level != Level::Allow && workspace.is_wanted(finding.krate)
    });
    Ok(Suspected { workspace, report, unparsed: levels.of_unparsed() })
}
