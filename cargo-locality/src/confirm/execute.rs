//! Runs of the workload's programs and what they wrote down.
use std::fs;
use std::process::Command;
use std::time::{Duration, Instant};

use camino::{Utf8Path, Utf8PathBuf};
use cargo_metadata::TargetKind;
use locality_probe::machine::Machine;
use locality_probe::record::{Mode, Record};

use super::build::Program;
use super::error::At as _;
use super::process::{Ended, Running};
use super::wrapper::{FIXED_ADDRESSES, LAUNCH};
use super::{Backend, Error, Request};

/// What a run of one program came to.
#[derive(Debug)]
pub(super) struct Ran {
    /// From its start to its end.
    pub(super) wall: Duration,
    /// How it ended.
    pub(super) ended: Ended,
    /// The end of its output.
    pub(super) tail: Vec<String>,
    /// What its processes wrote down.
    pub(super) records: Vec<Record>,
    /// Records that could not be read, and why.
    pub(super) unreadable: Vec<String>,
}

/// Runs `program` as cargo would, with the probe awake.
pub(super) fn execute(
    request: &Request<'_>,
    program: &Program,
    home: &Utf8Path,
    mode: Mode,
    machine: &Machine,
) -> Result<Ran, Error> {
    let records = tempfile::Builder::new().prefix("run-").tempdir_in(home).at(home)?;
    let tool = std::env::current_exe().at(Utf8Path::new("the running tool"))?;
    let mut command = Command::new(tool);
    command.arg(LAUNCH);
    if mode == Mode::Traced {
        command.arg(FIXED_ADDRESSES);
    }
    command.arg("--").arg(&program.path);
    if program.bench {
        command.arg("--bench");
    }
    command.args(&request.args);
    as_cargo_would(request, program, &mut command);
    command.env("LOCALITY_RECORD", records.path()).env("LOCALITY_MODE", mode.name());
    if mode == Mode::Traced {
        command.env("LOCALITY_MACHINE", machine.to_string()).env("LOCALITY_PIN", "1");
    }
    if mode == Mode::Traced || matches!(request.backend, Backend::Time | Backend::Model) {
        command.env("LOCALITY_COUNTERS", "off");
    }
    let verbose = request.verbose;
    let forward = Box::new(move |line: &str| {
        if verbose {
            eprintln!("{line}");
        }
    });
    let start = Instant::now();
    let (ended, tail) = Running::start(&mut command, None, forward)?.wait(Some(request.timeout))?;
    let wall = start.elapsed();
    let (records, unreadable) = read_records(records.path())?;
    Ok(Ran { wall, ended, tail, records, unreadable })
}

/// Working directory and environment as `cargo bench`, `cargo test` and `cargo run` set them.
fn as_cargo_would(request: &Request<'_>, program: &Program, command: &mut Command) {
    command.env("CARGO_TARGET_DIR", &request.target_dir);
    // Criterion would ask cargo where it may write.
    command.env("CRITERION_HOME", request.target_dir.join("criterion"));
    if std::env::var_os("RUST_TEST_THREADS").is_none() {
        command.env("RUST_TEST_THREADS", "1");
    }
    let mut libraries = program.libraries.iter().map(|dir| dir.clone().into_std_path_buf()).collect::<Vec<_>>();
    let variable = if cfg!(target_os = "macos") { "DYLD_FALLBACK_LIBRARY_PATH" } else { "LD_LIBRARY_PATH" };
    if let Some(inherited) = std::env::var_os(variable) {
        libraries.extend(std::env::split_paths(&inherited));
    }
    if let Ok(joined) = std::env::join_paths(libraries) {
        command.env(variable, joined);
    }
    command.envs(program.env.iter().map(|(name, value)| (name, value)));

    let Some(package) = request.metadata.packages.iter().find(|package| package.id == program.package) else {
        return;
    };
    let root = package.manifest_path.parent().unwrap_or(&package.manifest_path);
    if program.harnessed {
        command.current_dir(root);
    }
    let version = &package.version;
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let path = |path: &Option<Utf8PathBuf>| path.as_ref().map(ToString::to_string).unwrap_or_default();
    command.envs([
        ("CARGO_MANIFEST_DIR", root.to_string()),
        ("CARGO_MANIFEST_PATH", package.manifest_path.to_string()),
        ("CARGO_PKG_NAME", package.name.to_string()),
        ("CARGO_PKG_VERSION", version.to_string()),
        ("CARGO_PKG_VERSION_MAJOR", version.major.to_string()),
        ("CARGO_PKG_VERSION_MINOR", version.minor.to_string()),
        ("CARGO_PKG_VERSION_PATCH", version.patch.to_string()),
        ("CARGO_PKG_VERSION_PRE", version.pre.to_string()),
        ("CARGO_PKG_AUTHORS", package.authors.join(":")),
        ("CARGO_PKG_DESCRIPTION", text(&package.description)),
        ("CARGO_PKG_HOMEPAGE", text(&package.homepage)),
        ("CARGO_PKG_REPOSITORY", text(&package.repository)),
        ("CARGO_PKG_LICENSE", text(&package.license)),
        ("CARGO_PKG_LICENSE_FILE", path(&package.license_file)),
        ("CARGO_PKG_README", path(&package.readme)),
        ("CARGO_PKG_RUST_VERSION", package.rust_version.as_ref().map(ToString::to_string).unwrap_or_default()),
    ]);
    if !program.harnessed && program.kind == TargetKind::Bin {
        command.env("CARGO_BIN_NAME", &program.name);
    }
}

fn read_records(dir: &std::path::Path) -> Result<(Vec<Record>, Vec<String>), Error> {
    let mut files = fs::read_dir(dir)
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "record"))
        .collect::<Vec<_>>();
    files.sort();
    let mut records = Vec::new();
    let mut unreadable = Vec::new();
    for file in files {
        let read = fs::read(&file).map_err(|why| why.to_string());
        match read.and_then(|bytes| Record::parse(bytes).map_err(|why| why.to_string())) {
            Ok(record) => records.push(record),
            Err(why) => unreadable.push(why),
        }
    }
    Ok((records, unreadable))
}
