//! `check`: looks at the source, builds nothing.
use std::io;
use std::process::ExitCode;
use std::time::Instant;

use cargo_metadata::TargetKind;
use locality_lints::input;
use locality_lints::report::{Level, Seen};

use crate::cache::Cache;
use crate::cli::{self, CheckArgs, Lints, MessageFormat, Printing, Scope};
use crate::config::Config;
use crate::error::Error;
use crate::levels::Levels;
use crate::output::{self, Format, Look, Next, Sources};
use crate::report::Report;
use crate::terminal::Terminal;
use crate::workspace::{Loaded, Wanted, ahead};

/// Looks at the workspace and prints what it finds.
pub(crate) fn run(args: &CheckArgs, terminal: &Terminal) -> Result<ExitCode, Error> {
    let wanted = Wanted::new(&args.targets);
    let (workspace, report) = suspect(&args.scope, args.target.as_deref(), &wanted, &args.lints, terminal)?;
    let began = Instant::now();
    let next = Next {
        scope: again(&args.scope),
        workload: workload(&workspace).unwrap_or_default(),
        others: others(&workspace, &report, &cli::Workload::default()),
    };
    print(&report, &workspace, &args.printing, &next, terminal)?;
    terminal.detail("Printed", &format!("in {:.1?}", began.elapsed()));
    Ok(if report.is_denied() { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

/// Prints a report in the format asked for.
pub(super) fn print(
    report: &Report,
    workspace: &Loaded,
    printing: &Printing,
    next: &Next,
    terminal: &Terminal,
) -> io::Result<()> {
    let sources = Sources::of(&report.source, &workspace.files());
    let look = Look { notes: printing.notes, limit: printing.limit, ..look(terminal) };
    let format = format(printing.message_format);
    output::write(report, format, &sources, &look, next, &mut stdout(format, terminal))
}

/// Where a report goes. Programs get it exactly as it is.
pub(super) fn stdout(format: Format, terminal: &Terminal) -> io::BufWriter<Box<dyn io::Write>> {
    io::BufWriter::new(match format {
        Format::Json => Box::new(io::stdout()),
        Format::Human | Format::Short => Box::new(terminal.stdout()),
    })
}

/// How the terminal wants it.
pub(super) fn look(terminal: &Terminal) -> Look {
    Look {
        width: terminal.width(),
        colour: terminal.stdout_has_colour(),
        quiet: terminal.quiet,
        verbose: terminal.verbosity > 0,
        notes: false,
        limit: None,
    }
}

/// The format that the command line asks for.
pub(super) fn format(asked: MessageFormat) -> Format {
    match asked {
        MessageFormat::Human => Format::Human,
        MessageFormat::Short => Format::Short,
        MessageFormat::Json => Format::Json,
    }
}

/// Options that name targets of the selected packages that `ran` left out; with nothing named, the benches, else the tests ran.
pub(super) fn others(workspace: &Loaded, report: &Report, ran: &cli::Workload) -> Vec<String> {
    let packages = || workspace.selected.iter().map(|at| &workspace.metadata.packages[*at]);
    let named = |kind: TargetKind, option: &str, ran: &[String]| {
        let targets = packages().flat_map(|package| &package.targets).filter(|target| target.is_kind(kind.clone()));
        let left = targets.filter(|target| !ran.contains(&target.name));
        left.map(|target| format!("{option} {}", target.name)).collect::<Vec<_>>()
    };
    let is_default = !ran.lib && [&ran.bench, &ran.test, &ran.example, &ran.bin].iter().all(|names| names.is_empty());
    let mut benches = named(TargetKind::Bench, "--bench", &ran.bench);
    let mut tests = named(TargetKind::Test, "--test", &ran.test);
    if !ran.lib && has_unit_tests(workspace, report) {
        tests.push("--lib".to_owned());
    }
    if is_default && !benches.is_empty() {
        benches.clear();
    } else if is_default {
        tests.clear();
    }
    let binaries = named(TargetKind::Bin, "--bin", &ran.bin);
    let examples = named(TargetKind::Example, "--example", &ran.example);
    [benches, tests, binaries, examples].concat()
}

/// Whether a file of a library among the selected packages has unit tests.
fn has_unit_tests(workspace: &Loaded, report: &Report) -> bool {
    let files = workspace.files();
    report.source.files.iter().any(|file| {
        let is_of_library =
            report.owner(&file.path).is_some_and(|target| target.kind.iter().any(|kind| kind.ends_with("lib")));
        is_of_library && input::Files::read(&files, &file.path).is_ok_and(|text| text.contains("#[test]"))
    })
}

/// What there is to run, where a name has to be given: the only bench, or the only test where there is no bench.
fn workload(workspace: &Loaded) -> Option<String> {
    let of_kind = |kind: TargetKind| {
        let packages = workspace.selected.iter().map(|at| &workspace.metadata.packages[*at]);
        let targets = packages.flat_map(|package| &package.targets);
        targets.filter(|target| target.is_kind(kind.clone())).map(|target| target.name.as_str()).collect::<Vec<_>>()
    };
    let benches = of_kind(TargetKind::Bench);
    match benches.as_slice() {
        [bench] => Some(format!(" --bench {bench}")),
        [] => match of_kind(TargetKind::Test).as_slice() {
            [test] => Some(format!(" --test {test}")),
            _ => None,
        },
        _ => None,
    }
}

/// The options that pick the same packages again, as they are typed.
pub(super) fn again(scope: &Scope) -> String {
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

/// Looks at the targets that `scope` and `wanted` name, as compiled for `triple` (this machine's without): the workspace, and what is
/// suspected in it.
pub(crate) fn suspect(
    scope: &Scope,
    triple: Option<&str>,
    wanted: &Wanted,
    lints: &Lints,
    terminal: &Terminal,
) -> Result<(Loaded, Report), Error> {
    let levels = Levels::new(lints)?;
    let cache = Cache::new(!scope.no_cache, terminal);
    let mut begun = None;
    let mut workspace = Loaded::load(scope, triple, wanted, &cache, || begun = Some(ahead::start(scope, wanted)))?;
    let config = Config::read(&workspace.metadata)?;
    config.machine.iter().flatten().try_for_each(|name| crate::confirm::is_machine(name))?;
    workspace.input.settings = config.check;
    // A gate that fails on what does not parse has to try.
    workspace.input.parse_all = levels.of_unseen().unparsed == Level::Deny;
    let ahead = begun.unwrap_or_default();
    let (verb, whom) = if workspace.was_known { ("Knew", "") } else { ("Asked", "cargo for ") };
    terminal.detail(verb, &format!("{whom}the workspace in {:.1?}", workspace.metadata_time));
    let began = Instant::now();
    let check = |files: &dyn input::Files| locality_lints::check_with(&workspace.input, files, &ahead);
    let (mut source, was_known) = workspace.report(&cache, check);
    let (verb, what) = if was_known { ("Knew", "the report on") } else { ("Looked", "at") };
    let Seen { files, lines } = source.seen;
    terminal.detail(verb, &format!("{what} {files} files, {lines} lines in {:.1?}", began.elapsed()));
    if let Some(told) = workspace.libraries.told() {
        terminal.detail("Found", &told);
    }
    if terminal.verbosity > 1 {
        source.files.iter().for_each(|file| terminal.detail("Read", file.path.as_str()));
    }
    source.retain(|finding| {
        finding.level = levels.of(finding);
        finding.level != Level::Allow && workspace.is_wanted(finding.krate)
    });
    let report = Report {
        source,
        crates: workspace.targets(),
        packages: workspace.selected.len(),
        unseen: levels.of_unseen(),
        ..Report::default()
    };
    Ok((workspace, report))
}
