//! The runs that are timed.
use std::fs::OpenOptions;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::{Duration, Instant};

use rayon::prelude::*;

use crate::scratch::Scratch;
use crate::{Outcome, Row, memory, name};

/// Measures `package`, a directory with a manifest.
pub(crate) fn measure(package: &Path, scratch: &Scratch, rounds: u32, with_clippy: bool) -> Outcome<Row> {
    let target = scratch.target(package, "check");
    let told = succeeded(check(package, &target).arg("-vv").output()?)?;
    let read = String::from_utf8(told.stderr)?;
    let read = read.lines().filter_map(|line| line.trim_start().strip_prefix("Read "));
    let files: Vec<PathBuf> = read.map(|path| package.join(path)).collect();
    let size = |file: &PathBuf| std::fs::read(file).map_or((0, 0), |text| (text.len() as u64, newlines(&text)));
    let (bytes, lines) = files.par_iter().map(size).reduce(|| (0, 0), |a, b| (a.0 + b.0, a.1 + b.1));
    let forget = || {
        let _ = std::fs::remove_dir_all(&target);
    };
    Ok(Row {
        name: name(package),
        lines,
        bytes,
        cold: best(rounds, forget, || check(package, &target))?,
        warm: warm(package, &target, rounds)?,
        edited: edited(package, scratch, &files, rounds)?,
        metadata: best(rounds, || {}, || metadata(package))?,
        parse: parsed(&files, rounds),
        peak: {
            forget();
            memory::peak(&mut check(package, &target))?
        },
        clippy: with_clippy.then(|| clippy(package, scratch).map_err(|why| last_line(&why.to_string()))),
    })
}

/// A run of the tool that does nothing.
pub(crate) fn idle() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cargo-locality"));
    command.arg("--version");
    command
}

fn check(package: &Path, target: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cargo-locality"));
    command.args(["check", "--message-format", "json", "--offline", "--target-dir"]).arg(target);
    command.arg("--manifest-path").arg(package.join("Cargo.toml"));
    command
}

/// The cache is there from earlier runs, and nothing has changed since.
fn warm(package: &Path, target: &Path, rounds: u32) -> Outcome<Duration> {
    settle(package, target)?;
    best(rounds.max(5), || {}, || check(package, target))
}

/// What was written a moment ago is not kept by the first run: a file system's clock is coarse.
fn settle(package: &Path, target: &Path) -> Outcome<()> {
    for _ in 0..20 {
        let told = succeeded(check(package, target).arg("-v").output()?)?;
        if String::from_utf8_lossy(&told.stderr).matches(" Knew the ").count() == 2 {
            return Ok(());
        }
    }
    Err("the tool keeps nothing for a second run".into())
}

/// One file of a copy changes before each run.
fn edited(package: &Path, scratch: &Scratch, files: &[PathBuf], rounds: u32) -> Outcome<Duration> {
    let copy = scratch.copy(package)?;
    let target = scratch.target(package, "edited");
    let length = |file: &&PathBuf| file.metadata().map_or(0, |seen| seen.len());
    let longest = files.iter().filter(|file| file.starts_with(package)).max_by_key(length).ok_or("no file")?;
    let longest = copy.join(longest.strip_prefix(package)?);
    settle(&copy, &target)?;
    let edit = || {
        let file = OpenOptions::new().append(true).open(&longest);
        let _ = file.and_then(|mut file| file.write_all(b"\n// An edit.\n"));
    };
    best(rounds, edit, || check(&copy, &target))
}

fn metadata(package: &Path) -> Command {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command
        .args(["metadata", "--no-deps", "--offline", "--format-version", "1", "--manifest-path"])
        .arg(package.join("Cargo.toml"));
    command
}

/// Clippy on a copy, which has to be looked at again while its dependencies have not.
fn clippy(package: &Path, scratch: &Scratch) -> Outcome<Duration> {
    let copy = scratch.copy(package)?;
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let run = |options: &[&str]| {
        let mut command = Command::new(&cargo);
        command.args(options).args(["--offline", "--quiet", "--manifest-path"]).arg(copy.join("Cargo.toml"));
        command.arg("--target-dir").arg(scratch.target(package, "clippy"));
        // What clippy denies by itself is no failure to look.
        command.args(if options == ["clippy"] { ["--", "--cap-lints=warn"].as_slice() } else { &[] });
        command
    };
    succeeded(run(&["clippy"]).output()?)?;
    let metadata: serde_json::Value = serde_json::from_slice(&succeeded(self::metadata(&copy).output()?)?.stdout)?;
    let package = metadata["packages"][0]["name"].as_str().ok_or("cargo names no package")?;
    succeeded(run(&["clean", "-p", package]).output()?)?;
    timed(&mut run(&["clippy"]))
}

fn best(rounds: u32, before: impl Fn(), command: impl Fn() -> Command) -> Outcome<Duration> {
    let mut best = Duration::MAX;
    for _ in 0..rounds.max(1) {
        before();
        best = best.min(timed(&mut command())?);
    }
    Ok(best)
}

fn timed(command: &mut Command) -> Outcome<Duration> {
    let began = Instant::now();
    let output = command.output()?;
    let time = began.elapsed();
    succeeded(output).map(|_| time)
}

fn succeeded(output: Output) -> Outcome<Output> {
    match output.status.success() {
        true => Ok(output),
        false => Err(String::from_utf8_lossy(&output.stderr).trim().to_owned().into()),
    }
}

fn last_line(text: &str) -> String {
    text.lines().map(str::trim).rfind(|line| !line.is_empty()).unwrap_or_default().to_owned()
}

fn parsed(files: &[PathBuf], rounds: u32) -> Duration {
    let round = |_| {
        let began = Instant::now();
        files.par_iter().for_each(|file| parse(file));
        began.elapsed()
    };
    (0..rounds.max(1)).map(round).min().unwrap_or_default()
}

fn parse(file: &Path) {
    if let Ok(text) = std::fs::read_to_string(file) {
        let _ = std::hint::black_box(syn::parse_file(&text));
        // The source map of a thread keeps every text that it was given until it is told to let go.
        proc_macro2::extra::invalidate_current_thread_spans();
    }
}

fn newlines(text: &[u8]) -> u64 {
    text.iter().filter(|byte| **byte == b'\n').count() as u64
}
