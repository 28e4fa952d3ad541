//! `check`: looks at the source, builds nothing.
use std::process::ExitCode;
use std::time::Instant;

use locality_lints::input;
use locality_lints::report::{Level, Report, Seen, Skipped, SkippedWhy};

use crate::cache::Cache;
use crate::cli::{CheckArgs, Lints, Scope};
use crate::config::Config;
use crate::error::Error;
use crate::levels::Levels;
use crate::render::{self, Next};
use crate::terminal::Terminal;
use crate::workspace::{Loaded, Wanted, ahead};

/// A workspace that was looked at: what `check` prints and `confirm` starts from.
#[derive(Debug)]
pub(crate) struct Suspected {
    /// The workspace.
    pub(crate) workspace: Loaded,
    /// What is suspected in the targets that were asked for, ranked, at the levels that the command line asks for;
    /// silenced findings are gone.
    pub(crate) report: Report,
    /// How loud a file is that does not parse.
    pub(crate) unparsed_level: Level,
}

/// Looks at the workspace and prints what it finds.
pub(crate) fn run(args: &CheckArgs, terminal: &Terminal) -> Result<ExitCode, Error> {
    let suspected = suspect(&args.scope, args.target.as_deref(), &Wanted::new(&args.targets), &args.lints, terminal)?;
    Config::read(&suspected.workspace.metadata)?;
    let began = Instant::now();
    render::print(&suspected, &args.printing, &Next { scope: again(&args.scope) }, terminal)?;
    terminal.detail("Printed", &format!("in {:.1?}", began.elapsed()));
    Ok(if suspected.is_denied() { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

impl Suspected {
    /// Whether something was found that the command line denies.
    pub(crate) fn is_denied(&self) -> bool {
        self.report.findings.iter().any(|finding| finding.level == Level::Deny)
            || (self.unparsed_level == Level::Deny && self.unparsed().next().is_some())
    }

    /// What does not parse, with the parser's words.
    pub(crate) fn unparsed(&self) -> impl Iterator<Item = (&str, &Skipped)> {
        self.report.skipped.iter().filter_map(|skipped| match &skipped.why {
            SkippedWhy::DoesNotParse(words) => Some((words.as_str(), skipped)),
            _ => None,
        })
    }
}

/// The options that pick the same packages again, as they are typed.
fn again(scope: &Scope) -> String {
    let mut options = String::new();
    if let Some(path) = &scope.manifest.manifest_path {
        options += &format!(" --manifest-path {}", path.display());
    }
    scope.packages.package.iter().for_each(|package| options += &format!(" -p {package}"));
    if scope.packages.workspace || scope.packages.all {
        options += " --workspace";
    }
    scope.packages.exclude.iter().for_each(|package| options += &format!(" --exclude {package}"));
    options
}

/// Looks at the targets that `scope` and `wanted` name, as compiled for `triple` (this machine's without).
pub(crate) fn suspect(
    scope: &Scope,
    triple: Option<&str>,
    wanted: &Wanted,
    lints: &Lints,
    terminal: &Terminal,
) -> Result<Suspected, Error> {
    let levels = Levels::new(lints)?;
    let cache = Cache::new(!scope.no_cache, terminal);
    let mut begun = None;
    let workspace = Loaded::load(scope, triple, wanted, &cache, || begun = Some(ahead::start(scope)))?;
    let ahead = begun.unwrap_or_default();
    let (verb, whom) = if workspace.was_known { ("Knew", "") } else { ("Asked", "cargo for ") };
    terminal.detail(verb, &format!("{whom}the workspace in {:.1?}", workspace.metadata_time));
    let began = Instant::now();
    let check = |files: &dyn input::Files| locality_lints::check_with(&workspace.input, files, &ahead);
    let (mut report, was_known) = workspace.report(&cache, check);
    let (verb, what) = if was_known { ("Knew", "the report on") } else { ("Looked", "at") };
    let Seen { files, lines } = report.seen;
    terminal.detail(verb, &format!("{what} {files} files, {lines} lines in {:.1?}", began.elapsed()));
    if let Some(told) = workspace.libraries.told() {
        terminal.detail("Found", &told);
    }
    if terminal.verbosity > 1 {
        report.files.iter().for_each(|file| terminal.detail("Read", file.path.as_str()));
    }
    report.retain(|finding| {
        finding.level = levels.of(finding);
        finding.level != Level::Allow && workspace.is_wanted(finding.krate)
    });
    Ok(Suspected { workspace, report, unparsed_level: levels.of_unparsed() })
}
