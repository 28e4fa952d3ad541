//! `cargo bench -p cargo-locality --bench check -- DIR [ROUNDS]`: what `check` costs beyond parsing.
//!
//! DIR holds packages, one folder each. For each of them the tool is run as a user runs it, a fresh process with nothing
//! cached, and the very files that it read are read and parsed with `syn` in this process, on as many threads and with
//! the same allocator. What `cargo metadata` takes of the tool's time is shown beside it. The best of ROUNDS counts.
use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::{Duration, Instant};

use rayon::prelude::*;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// As deep as the sources of a package may nest.
const STACK: usize = 256 << 20;

/// One package's figures.
struct Row {
    name: String,
    lines: u64,
    check: Duration,
    metadata: Duration,
    parse: Duration,
}

fn main() -> Result<(), Box<dyn Error>> {
    // Cargo adds `--bench` to what is typed behind `--`.
    let mut args = std::env::args().skip(1).filter(|arg| !arg.starts_with("--"));
    let Some(directory) = args.next() else {
        println!("nothing to measure: name a folder of packages (cargo bench -p cargo-locality --bench check -- DIR)");
        return Ok(());
    };
    let rounds: u32 = args.next().map_or(Ok(5), |rounds| rounds.parse())?;
    rayon::ThreadPoolBuilder::new().stack_size(STACK).build_global()?;
    let mut packages: Vec<PathBuf> = std::fs::read_dir(&directory)?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.join("Cargo.toml").is_file())
        .collect();
    packages.sort();
    println!("{:<32} {:>9} {:>9} {:>9} {:>9} {:>7}", "package", "lines", "check", "metadata", "parse", "ratio");
    let mut rows = Vec::new();
    for package in &packages {
        match measure(package, rounds) {
            Ok(row) => {
                print(&row);
                rows.push(row);
            }
            Err(why) => println!("{:<32} {why}", name(package)),
        }
    }
    let sum = |of: fn(&Row) -> Duration| rows.iter().map(of).sum();
    let lines = rows.iter().map(|row| row.lines).sum();
    let all = Row {
        name: format!("all {}", rows.len()),
        lines,
        check: sum(|row| row.check),
        metadata: sum(|row| row.metadata),
        parse: sum(|row| row.parse),
    };
    print(&all);
    println!(
        "without cargo's part, check takes {:.2} times what parsing takes",
        ratio(all.check.saturating_sub(all.metadata), all.parse)
    );
    Ok(())
}

fn print(row: &Row) {
    let Row { name, lines, check, metadata, parse } = row;
    let [check_ms, metadata_ms, parse_ms] =
        [check, metadata, parse].map(|time| format!("{:.1} ms", time.as_secs_f64() * 1e3));
    println!("{name:<32} {lines:>9} {check_ms:>9} {metadata_ms:>9} {parse_ms:>9} {:>7.2}", ratio(*check, *parse));
}

fn ratio(a: Duration, b: Duration) -> f64 {
    a.as_secs_f64() / b.as_secs_f64().max(f64::MIN_POSITIVE)
}

fn name(package: &Path) -> String {
    package.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

fn measure(package: &Path, rounds: u32) -> Result<Row, Box<dyn Error>> {
    let told = check(package, &["-vv"])?;
    let files: Vec<PathBuf> = String::from_utf8(told.stderr)?
        .lines()
        .filter_map(|line| line.trim_start().strip_prefix("Read "))
        .map(|path| package.join(path))
        .collect();
    let lines = files.par_iter().map(|file| std::fs::read(file).map_or(0, |text| newlines(&text))).sum();
    let row = Row {
        name: name(package),
        lines,
        check: best(rounds, || check(package, &[]).map(drop))?,
        metadata: best(rounds, || metadata(package))?,
        parse: best(rounds, || {
            files.par_iter().for_each(|file| parse(file));
            Ok(())
        })?,
    };
    Ok(row)
}

fn best(rounds: u32, mut what: impl FnMut() -> Result<(), Box<dyn Error>>) -> Result<Duration, Box<dyn Error>> {
    let mut best = Duration::MAX;
    for _ in 0..rounds.max(1) {
        let began = Instant::now();
        what()?;
        best = best.min(began.elapsed());
    }
    Ok(best)
}

fn check(package: &Path, options: &[&str]) -> Result<Output, Box<dyn Error>> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cargo-locality"));
    command
        .args(["check", "--message-format", "json", "--offline", "--manifest-path"])
        .arg(package.join("Cargo.toml"))
        .args(options);
    succeeded(command.output()?)
}

fn metadata(package: &Path) -> Result<(), Box<dyn Error>> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command
        .args(["metadata", "--no-deps", "--offline", "--format-version", "1", "--manifest-path"])
        .arg(package.join("Cargo.toml"));
    succeeded(command.output()?).map(drop)
}

fn succeeded(output: Output) -> Result<Output, Box<dyn Error>> {
    match output.status.success() {
        true => Ok(output),
        false => Err(String::from_utf8_lossy(&output.stderr).trim().to_owned().into()),
    }
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
