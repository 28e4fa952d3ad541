//! `cargo bench -p cargo-locality --bench check -- DIR [ROUNDS] [--clippy]`: what `check` costs beyond parsing.
//!
//! DIR holds packages, one folder each; nothing is written there. For each of them the tool is run as a user runs it, in
//! fresh processes: *cold*, with no cache; *warm*, unchanged since the last run; *edited*, a comment having been appended to
//! the longest of its files (in a copy). The very files that it read are read and parsed with `syn` in this process, on as
//! many threads and with the same allocator. What `cargo metadata` takes of a cold run's time stands beside it, and with
//! `--clippy` the seconds of `cargo clippy` once all dependencies are built. The best of ROUNDS (5) counts. The last row but
//! one is the sum, the last all packages as the members of one workspace, in one process.
mod memory;
mod runs;
mod scratch;

use std::error::Error;
use std::path::{Path, PathBuf};
use std::time::Duration;

use scratch::Scratch;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// As deep as the sources of a package may nest.
const STACK: usize = 256 << 20;
/// What the project holds itself to: cold and warm against parsing, bytes of memory a byte of source.
const WANTED: (f64, f64, f64) = (1.3, 0.15, 6.0);

type Outcome<T> = Result<T, Box<dyn Error>>;

/// What was measured of one package, or of several.
#[derive(Default)]
struct Row {
    name: String,
    lines: u64,
    bytes: u64,
    cold: Duration,
    warm: Duration,
    edited: Duration,
    metadata: Duration,
    parse: Duration,
    /// Bytes of memory of a cold run at its peak.
    peak: u64,
    clippy: Option<Result<Duration, String>>,
}

fn main() -> Outcome<()> {
    // Cargo adds `--bench` to what is typed behind `--`.
    let (options, words): (Vec<String>, Vec<String>) = std::env::args().skip(1).partition(|arg| arg.starts_with("--"));
    let mut words = words.into_iter();
    let Some(directory) = words.next() else {
        println!("nothing to measure: name a folder of packages (cargo bench -p cargo-locality --bench check -- DIR)");
        return Ok(());
    };
    let rounds: u32 = words.next().map_or(Ok(5), |rounds| rounds.parse())?;
    let clippy = options.iter().any(|option| option == "--clippy");
    rayon::ThreadPoolBuilder::new().stack_size(STACK).build_global()?;
    let scratch = Scratch::new()?;
    let mut packages: Vec<PathBuf> = std::fs::read_dir(&directory)?
        .filter_map(|entry| entry.ok()?.path().canonicalize().ok())
        .filter(|path| path.join("Cargo.toml").is_file())
        .collect();
    packages.sort();
    // It is over so soon that most of its runs are missed.
    let idle = (0..50).filter_map(|_| memory::peak(&mut runs::idle()).ok()).max().unwrap_or(0);
    heading();
    let mut rows = Vec::new();
    for package in &packages {
        match runs::measure(package, &scratch, rounds, clippy) {
            Ok(row) => {
                print(&row);
                rows.push(row);
            }
            Err(why) => println!("{:<28} {why}", name(package)),
        }
    }
    let all = sum(&rows);
    print(&all);
    let together = scratch.workspace(&packages).and_then(|root| runs::measure(&root, &scratch, rounds, false));
    match &together {
        Ok(row) => print(row),
        Err(why) => println!("all of them as one workspace: {why}"),
    }
    close(&all, together.as_ref().ok(), idle);
    Ok(())
}

fn heading() {
    let [cold, warm, edited] = ["cold", "warm", "edited"];
    println!(
        "{:<28} {:>7} {cold:>8} {warm:>8} {edited:>8} {:>8} {:>8} {:>6} {:>6} {:>8} {:>8}",
        "package (ms)", "lines", "metadata", "parse", "cold/p", "warm/p", "peak MiB", "clippy"
    );
}

fn print(row: &Row) {
    let ms = |time: Duration| format!("{:.1}", time.as_secs_f64() * 1e3);
    let clippy = match &row.clippy {
        None => String::new(),
        Some(Ok(time)) => ms(*time),
        Some(Err(why)) => format!("- ({why})"),
    };
    println!(
        "{:<28} {:>7} {:>8} {:>8} {:>8} {:>8} {:>8} {:>6.2} {:>6.2} {:>8.1} {clippy:>8}",
        row.name,
        row.lines,
        ms(row.cold),
        ms(row.warm),
        ms(row.edited),
        ms(row.metadata),
        ms(row.parse),
        ratio(row.cold, row.parse),
        ratio(row.warm, row.parse),
        row.peak as f64 / f64::from(1 << 20),
    );
}

fn sum(rows: &[Row]) -> Row {
    let mut all = Row { name: format!("sum of {}", rows.len()), ..Row::default() };
    let mut clippy = Duration::ZERO;
    for row in rows {
        all.lines += row.lines;
        all.bytes += row.bytes;
        all.cold += row.cold;
        all.warm += row.warm;
        all.edited += row.edited;
        all.metadata += row.metadata;
        all.parse += row.parse;
        all.peak += row.peak;
        if let Some(Ok(time)) = row.clippy {
            clippy += time;
        }
    }
    all.clippy = (!clippy.is_zero()).then_some(Ok(clippy));
    all
}

fn close(all: &Row, together: Option<&Row>, idle: u64) {
    let (cold, warm, memory) = WANTED;
    println!();
    let against = |what: &str, time: Duration, wanted: &str| {
        println!("{what:<44} {:>6.2} times what parsing takes{wanted}", ratio(time, all.parse));
    };
    against("cold", all.cold, &format!(" (wanted: {cold})"));
    against("cold, without cargo's part", all.cold.saturating_sub(all.metadata), "");
    against("edited", all.edited, "");
    against("warm", all.warm, &format!(" (wanted: {warm})"));
    if let Some(Ok(clippy)) = all.clippy {
        println!("{:<44} {:>6.1} times what cold takes, where it builds", "clippy", ratio(clippy, all.cold));
    }
    let Some(together) = together else { return };
    println!("{:<44} {:>6.2} times what parsing takes", "cold, in one process", ratio(together.cold, together.parse));
    println!("{:<44} {:>6.2} times what parsing takes", "warm, in one process", ratio(together.warm, together.parse));
    let bytes = together.bytes.max(1) as f64;
    println!(
        "{:<44} {:>6.2} bytes a byte of source (wanted: {memory}); {:.2} above a process that does nothing ({:.1} MiB)",
        "peak of memory, cold, in one process",
        together.peak as f64 / bytes,
        together.peak.saturating_sub(idle) as f64 / bytes,
        idle as f64 / f64::from(1 << 20),
    );
}

fn ratio(a: Duration, b: Duration) -> f64 {
    a.as_secs_f64() / b.as_secs_f64().max(f64::MIN_POSITIVE)
}

fn name(package: &Path) -> String {
    package.file_name().unwrap_or_default().to_string_lossy().into_owned()
}
