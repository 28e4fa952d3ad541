//! `confirm`: looks at the source, runs the flagged code under counters, prints the verdicts.
use std::ffi::OsString;
use std::process::ExitCode;

use cargo_metadata::PackageId;

use super::check::{again, others, print, suspect};
use crate::cli::{self, Build, ConfirmArgs, MessageFormat, Scope};
use crate::config::Config;
use crate::confirm::{Backend, CargoOptions, Request, Thresholds, Tree, Workload};
use crate::error::Error;
use crate::levels::Levels;
use crate::measured;
use crate::output::Next;
use crate::terminal::{Spinner, Terminal};
use crate::words;
use crate::workspace::{Names, Wanted};

/// Looks at the libraries, the programs and the workload's own targets, and at the members that they depend on; measures;
/// prints.
pub(crate) fn run(args: &ConfirmArgs, terminal: &Terminal) -> Result<ExitCode, Error> {
    let (workspace, mut report) = suspect(&args.scope, None, &wanted(&args.workload), &args.lints, terminal)?;
    let packages: Vec<PackageId> =
        workspace.selected.iter().map(|at| workspace.metadata.packages[*at].id.clone()).collect();
    // Without it this workload shares its builds with no other, but that is all.
    let everywhere = suspect(&args.scope, None, &everything(), &args.lints, terminal).ok();
    let config = Config::read(&workspace.metadata)?;
    let progress = Spinner::new(terminal);
    let request = Request {
        metadata: &workspace.metadata,
        packages: &packages,
        report: &report.source,
        everywhere: everywhere.as_ref().map(|(_, report)| &report.source),
        tree: Tree::new(),
        target_dir: workspace.metadata.target_directory.clone(),
        workload: workload(&args.workload),
        args: args.args.clone(),
        cargo: cargo_options(&args.scope, &args.build),
        backend: match args.measuring.backend {
            cli::Backend::Auto => Backend::Auto,
            cli::Backend::Hardware => Backend::Hardware,
            cli::Backend::Model => Backend::Model,
            cli::Backend::Time => Backend::Time,
        },
        machine: machines(args.measuring.machine.as_slice(), &config).swap_remove(0),
        thresholds: thresholds(&args.measuring.thresholds, &config),
        keep: None,
        timeout: args.measuring.timeout,
        verbose: terminal.verbosity > 0,
        progress: &progress,
    };
    let confirmation = crate::confirm::run(&request);
    progress.finish();
    let confirmation = confirmation?;
    if args.printing.message_format != MessageFormat::Human {
        confirmation.runs.remarks.iter().for_each(|remark| terminal.status("Note", &words::remark(remark)));
    }
    let failure = confirmation.runs.failure.clone();
    report.confirmation = Some(confirmation);
    let levels = Levels::new(&args.lints)?;
    measured::add(&mut report, measured::SPEAKERS, &|finding| levels.of(finding));
    let next = Next {
        scope: again(&args.scope),
        workload: chosen(&args.workload),
        others: others(&workspace, &report, &args.workload),
    };
    print(&report, &workspace, &args.printing, &next, terminal)?;
    if let Some(failure) = failure {
        return Err(crate::confirm::Error::WorkloadFailed(failure).into());
    }
    Ok(if report.is_denied() { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

/// The machines to model: those that the command line names, else those of the configuration, else the one that everyone
/// is compared on. At least one.
pub(super) fn machines(asked: &[String], config: &Config) -> Vec<String> {
    let configured = config.machine.clone().unwrap_or_default();
    let named = if asked.is_empty() { configured } else { asked.to_vec() };
    if named.is_empty() { vec!["icelake-sp".to_owned()] } else { named }
}

/// From what on a verdict is given, where the command line says nothing else.
fn thresholds(asked: &cli::Thresholds, config: &Config) -> Thresholds {
    let (set, default) = (&config.confirm, Thresholds::default());
    Thresholds {
        of_site: asked.avoidable_of_site.or(set.avoidable_of_site).unwrap_or(default.of_site),
        of_program: asked.avoidable_of_program.or(set.avoidable_of_program).unwrap_or(default.of_program),
        traced: asked.traced.or(set.traced).unwrap_or(default.traced),
    }
}

/// The options that name the same workload again.
fn chosen(asked: &cli::Workload) -> String {
    let mut options = String::new();
    let names = [("bench", &asked.bench), ("test", &asked.test), ("example", &asked.example), ("bin", &asked.bin)];
    for (option, names) in names {
        names.iter().for_each(|name| options += &format!(" --{option} {name}"));
    }
    if asked.lib {
        options += " --lib";
    }
    options
}

/// What is to be run.
pub(super) fn workload(asked: &cli::Workload) -> Workload {
    Workload {
        lib: asked.lib,
        bins: asked.bin.clone(),
        examples: asked.example.clone(),
        tests: asked.test.clone(),
        benches: asked.bench.clone(),
    }
}

/// The targets to look at: what the workload may run. With nothing named, all but the examples.
pub(super) fn wanted(asked: &cli::Workload) -> Wanted {
    let nothing =
        !asked.lib && [&asked.bench, &asked.test, &asked.example, &asked.bin].iter().all(|names| names.is_empty());
    let these = |names: &[String]| if nothing { Names::All } else { Names::These(names.to_vec()) };
    Wanted {
        libraries: true,
        binaries: if nothing || !asked.test.is_empty() { Names::All } else { Names::These(asked.bin.clone()) },
        examples: Names::These(asked.example.clone()),
        tests: these(&asked.test),
        benches: these(&asked.bench),
        unit_tests: asked.lib,
        dependencies: true,
    }
}

/// All targets: guards stand in all of them, whichever are run.
fn everything() -> Wanted {
    Wanted {
        libraries: true,
        binaries: Names::All,
        examples: Names::All,
        tests: Names::All,
        benches: Names::All,
        unit_tests: true,
        dependencies: true,
    }
}

/// How cargo is called.
pub(super) fn cargo_options(scope: &Scope, build: &Build) -> CargoOptions {
    CargoOptions {
        args: cargo_arguments(scope, build),
        selection: package_selection(scope),
        profile: build.profile.clone(),
    }
}

/// What is passed on to cargo as it is.
fn cargo_arguments(scope: &Scope, build: &Build) -> Vec<OsString> {
    let Scope { features, manifest, locked, offline, frozen, config, .. } = scope;
    let mut all: Vec<OsString> = Vec::new();
    let mut pair = |name: &str, value: &str| all.extend([name.into(), value.into()]);
    features.features.iter().for_each(|feature| pair("--features", feature));
    config.iter().for_each(|value| pair("--config", value));
    build.jobs.iter().for_each(|jobs| pair("--jobs", jobs));
    if let Some(path) = &manifest.manifest_path {
        all.extend(["--manifest-path".into(), path.clone().into_os_string()]);
    }
    let switches = [
        (features.all_features, "--all-features"),
        (features.no_default_features, "--no-default-features"),
        (*locked, "--locked"),
        (*offline, "--offline"),
        (*frozen, "--frozen"),
    ];
    all.extend(switches.iter().filter(|(on, _)| *on).map(|(_, name)| OsString::from(*name)));
    all
}

/// Which packages cargo is to take tests and benches from.
fn package_selection(scope: &Scope) -> Vec<OsString> {
    let packages = &scope.packages;
    let mut all: Vec<OsString> = Vec::new();
    let mut pair = |name: &str, value: &str| all.extend([name.into(), value.into()]);
    packages.package.iter().for_each(|spec| pair("--package", spec));
    packages.exclude.iter().for_each(|spec| pair("--exclude", spec));
    if packages.workspace || packages.all {
        all.push("--workspace".into());
    }
    all
}
