//! The command line: what can be asked, as data.
use camino::Utf8PathBuf;
use clap::{Args, Parser, Subcommand, ValueEnum};
use std::time::Duration;

use crate::config::share;

/// The name that a lint, a group, or `all` goes by after `-A`, `-W` and `-D`.
pub(crate) type LintName = String;

const SELECTION: &str = "Package selection";
const TARGETS: &str = "Target selection";
const FEATURES: &str = "Feature selection";
const LINTS: &str = "Lints";
const OUTPUT: &str = "Output";
const CARGO: &str = "Cargo options";
const MEASURING: &str = "Measuring";

/// Finds Rust code that lays out or walks memory badly, and measures what it costs.
#[derive(Parser, Debug)]
#[command(
    name = "cargo-locality",
    bin_name = "cargo locality",
    version,
    styles = clap_cargo::style::CLAP_STYLING,
    override_usage = "cargo locality [COMMAND] [OPTIONS]",
    after_help = "Without a command, `check` is run: `cargo locality -p solver` is `cargo locality check -p solver`.\n\
                  `cargo locality COMMAND --help` lists a command's options."
)]
pub(crate) struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub(crate) command: Command,
    /// How much to say, and in which colours.
    #[command(flatten)]
    pub(crate) terminal: Terminal,
}

/// The verbs.
#[derive(Subcommand, Debug)]
pub(crate) enum Command {
    /// Reads the source and lists findings; builds nothing (the default)
    Check(Box<CheckArgs>),
    /// Runs the found code and measures it; each finding gets a verdict
    Confirm(Box<ConfirmArgs>),
    /// Runs the whole program through the memory model: what it costs, by function and line
    Trace(Box<TraceArgs>),
    /// Prints a lint's page; without a name, the list of lints
    Explain {
        /// The lint (`nested_vec`, or `locality::nested_vec`)
        lint: Option<String>,
    },
    /// Lists the lints, one a line
    List,
}

/// The words that [`Command`] answers to.
pub(crate) const COMMANDS: [&str; 5] = ["check", "confirm", "trace", "explain", "list"];

/// How much to say, and in which colours.
#[derive(Args, Debug, Clone, Copy)]
#[command(next_help_heading = OUTPUT)]
pub(crate) struct Terminal {
    /// Say more: how long each phase took; twice, which files were read
    #[arg(short, long, global = true, action = clap::ArgAction::Count)]
    pub(crate) verbose: u8,
    /// Print findings and verdicts only
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    pub(crate) quiet: bool,
    /// Colours: auto, always, never
    #[arg(long, global = true, value_name = "WHEN", hide_possible_values = true)]
    pub(crate) color: Option<Color>,
}

/// When to colour.
#[derive(ValueEnum, Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Color {
    /// On a terminal that can.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// Options of `check`.
#[derive(Args, Debug, Clone)]
pub(crate) struct CheckArgs {
    /// Which packages.
    #[command(flatten)]
    pub(crate) scope: Scope,
    /// Which of their targets.
    #[command(flatten)]
    pub(crate) targets: Targets,
    /// Which lints, how loud.
    #[command(flatten)]
    pub(crate) lints: Lints,
    /// How findings are printed.
    #[command(flatten)]
    pub(crate) printing: Printing,
    /// Look at the code as compiled for this triple (default: this machine's)
    #[arg(long, value_name = "TRIPLE", help_heading = CARGO)]
    pub(crate) target: Option<String>,
}

/// Options of `confirm`.
#[derive(Args, Debug, Clone)]
pub(crate) struct ConfirmArgs {
    /// Which packages.
    #[command(flatten)]
    pub(crate) scope: Scope,
    /// What is run.
    #[command(flatten)]
    pub(crate) workload: Workload,
    /// How it is measured.
    #[command(flatten)]
    pub(crate) measuring: Measuring,
    /// How it is built.
    #[command(flatten)]
    pub(crate) build: Build,
    /// Which lints, how loud.
    #[command(flatten)]
    pub(crate) lints: Lints,
    /// How findings are printed.
    #[command(flatten)]
    pub(crate) printing: Printing,
    /// Arguments for the workload
    #[arg(last = true, value_name = "ARGS")]
    pub(crate) args: Vec<std::ffi::OsString>,
}

/// Options of `trace`.
#[derive(Args, Debug, Clone)]
pub(crate) struct TraceArgs {
    /// Which packages.
    #[command(flatten)]
    pub(crate) scope: Scope,
    /// What is run.
    #[command(flatten)]
    pub(crate) workload: Workload,
    /// The machine to simulate: `host`, a preset, or a specification; several are shown side by side, on the same
    /// trace [default: icelake-sp]
    #[arg(long, value_name = "NAME|SPEC", help_heading = MEASURING)]
    pub(crate) machine: Vec<String>,
    /// Save the trace in a file, for `--replay`
    #[arg(long, value_name = "FILE", help_heading = MEASURING)]
    pub(crate) save: Option<Utf8PathBuf>,
    /// Save at most so much of the trace of each process (`500M`, `2G`)
    #[arg(long, value_name = "SIZE", default_value = "1G", value_parser = size, help_heading = MEASURING)]
    pub(crate) save_limit: u64,
    /// Run a trace that `--save` wrote; nothing is built
    #[arg(long, value_name = "FILE", help_heading = MEASURING,
          conflicts_with_all = ["save", "lib", "bin", "example", "test", "bench", "args"])]
    pub(crate) replay: Option<Utf8PathBuf>,
    /// Stop a run of the workload after this time (`90s`, `5m`; a bare number is seconds)
    #[arg(long, value_name = "TIME", default_value = "10m", value_parser = duration, help_heading = MEASURING)]
    pub(crate) timeout: Duration,
    /// How it is built.
    #[command(flatten)]
    pub(crate) build: Build,
    /// How costs are printed: human (the costliest), short (one line each), json
    #[arg(long, value_name = "FORMAT", default_value = "human", hide_possible_values = true, help_heading = OUTPUT)]
    pub(crate) message_format: MessageFormat,
    /// Arguments for the workload
    #[arg(last = true, value_name = "ARGS")]
    pub(crate) args: Vec<std::ffi::OsString>,
}

/// Which packages of which workspace, with which features.
#[derive(Args, Debug, Clone)]
pub(crate) struct Scope {
    /// `-p`, `--workspace`, `--exclude`.
    #[command(flatten, next_help_heading = SELECTION)]
    pub(crate) packages: clap_cargo::Workspace,
    /// `--features` and its like.
    #[command(flatten, next_help_heading = FEATURES)]
    pub(crate) features: clap_cargo::Features,
    /// `--manifest-path`.
    #[command(flatten, next_help_heading = CARGO)]
    pub(crate) manifest: clap_cargo::Manifest,
    /// Directory for everything that is built and written
    #[arg(long, value_name = "DIR", help_heading = CARGO)]
    pub(crate) target_dir: Option<Utf8PathBuf>,
    /// Require Cargo.lock to be up to date
    #[arg(long, help_heading = CARGO)]
    pub(crate) locked: bool,
    /// Do not use the network
    #[arg(long, help_heading = CARGO)]
    pub(crate) offline: bool,
    /// `--locked` and `--offline`
    #[arg(long, help_heading = CARGO)]
    pub(crate) frozen: bool,
    /// Override a cargo configuration value
    #[arg(long, value_name = "KEY=VALUE|PATH", help_heading = CARGO)]
    pub(crate) config: Vec<String>,
    /// Neither read nor write the cache
    #[arg(long, help_heading = CARGO)]
    pub(crate) no_cache: bool,
}

/// Which targets are looked at.
#[derive(Args, Debug, Clone, Default)]
#[command(next_help_heading = TARGETS)]
pub(crate) struct Targets {
    /// The libraries
    #[arg(long)]
    pub(crate) lib: bool,
    /// All programs (with --lib, the default)
    #[arg(long)]
    pub(crate) bins: bool,
    /// This program
    #[arg(long, value_name = "NAME")]
    pub(crate) bin: Vec<String>,
    /// All examples
    #[arg(long)]
    pub(crate) examples: bool,
    /// This example
    #[arg(long, value_name = "NAME")]
    pub(crate) example: Vec<String>,
    /// All tests, unit tests included
    #[arg(long)]
    pub(crate) tests: bool,
    /// This test
    #[arg(long, value_name = "NAME")]
    pub(crate) test: Vec<String>,
    /// All benches
    #[arg(long)]
    pub(crate) benches: bool,
    /// This bench
    #[arg(long, value_name = "NAME")]
    pub(crate) bench: Vec<String>,
    /// Everything: libraries, programs, examples, tests, benches
    #[arg(long)]
    pub(crate) all_targets: bool,
}

/// What `confirm` and `trace` run. With nothing named: the benches, else the tests.
#[derive(Args, Debug, Clone, Default)]
#[command(next_help_heading = "Workload (without one: the benches, else the tests)")]
pub(crate) struct Workload {
    /// Run this bench
    #[arg(long, value_name = "NAME")]
    pub(crate) bench: Vec<String>,
    /// Run this integration test
    #[arg(long, value_name = "NAME")]
    pub(crate) test: Vec<String>,
    /// Run this example
    #[arg(long, value_name = "NAME")]
    pub(crate) example: Vec<String>,
    /// Run this program
    #[arg(long, value_name = "NAME")]
    pub(crate) bin: Vec<String>,
    /// Run the library's unit tests
    #[arg(long)]
    pub(crate) lib: bool,
}

/// How `confirm` measures.
#[derive(Args, Debug, Clone)]
#[command(next_help_heading = MEASURING)]
pub(crate) struct Measuring {
    /// Where figures come from: auto, hardware, model, time
    #[arg(long, value_name = "NAME", default_value = "auto", hide_possible_values = true)]
    pub(crate) backend: Backend,
    /// The machine to simulate: `host`, a preset, or a specification [default: icelake-sp]
    #[arg(long, value_name = "NAME|SPEC")]
    pub(crate) machine: Option<String>,
    /// From what on a verdict is given.
    #[command(flatten)]
    pub(crate) thresholds: Thresholds,
    /// Stop a run of the workload after this time (`90s`, `5m`; a bare number is seconds)
    #[arg(long, value_name = "TIME", default_value = "10m", value_parser = duration)]
    pub(crate) timeout: Duration,
}

/// From what on a verdict is given. `locality.toml` has the same words.
#[derive(Args, Debug, Clone, Default)]
#[command(next_help_heading = MEASURING)]
pub(crate) struct Thresholds {
    /// Confirm a site only if it could save at least this share of its own time [default: 10%]
    #[arg(long, value_name = "SHARE", value_parser = share)]
    pub(crate) avoidable_of_site: Option<f64>,
    /// Confirm a site only if it could save at least this share of the program's time [default: 5%]
    #[arg(long, value_name = "SHARE", value_parser = share)]
    pub(crate) avoidable_of_program: Option<f64>,
    /// Give no verdict if less than this share of the time passes in traced code [default: 60%]
    #[arg(long, value_name = "SHARE", value_parser = share)]
    pub(crate) traced: Option<f64>,
}

/// Where figures come from.
#[derive(ValueEnum, Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Backend {
    /// Hardware counters where there are any, and the model.
    Auto,
    /// Hardware counters; an error where there are none.
    Hardware,
    /// The built-in model over a trace.
    Model,
    /// Time only.
    Time,
}

/// How the workload is built.
#[derive(Args, Debug, Clone)]
#[command(next_help_heading = CARGO)]
pub(crate) struct Build {
    /// Build with this profile [default: bench for benches, else release]
    #[arg(long, value_name = "NAME")]
    pub(crate) profile: Option<String>,
    /// Number of parallel build jobs
    #[arg(short, long, value_name = "N")]
    pub(crate) jobs: Option<String>,
}

/// Which lints speak, and how loud. Later options win.
#[derive(Args, Debug, Clone, Default)]
#[command(next_help_heading = LINTS)]
pub(crate) struct Lints {
    /// Silence a lint, a group of lints, or `all`
    #[arg(short = 'A', long = "allow", value_name = "LINT")]
    pub(crate) allow: Vec<LintName>,
    /// Warn of a lint, a group of lints, or `all`
    #[arg(short = 'W', long = "warn", value_name = "LINT")]
    pub(crate) warn: Vec<LintName>,
    /// Fail on a lint, a group of lints, or `all`; `-D warnings` fails on every warning
    #[arg(short = 'D', long = "deny", value_name = "LINT")]
    pub(crate) deny: Vec<LintName>,
    /// The three lists above in the order in which they were given.
    #[arg(skip)]
    pub(crate) in_order: Vec<(Loudness, LintName)>,
}

/// What `-A`, `-W` and `-D` ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Loudness {
    /// `-A`
    Allow,
    /// `-W`
    Warn,
    /// `-D`
    Deny,
}

/// How findings are printed.
#[derive(Args, Debug, Clone)]
#[command(next_help_heading = OUTPUT)]
pub(crate) struct Printing {
    /// How findings are printed: human, short, json
    #[arg(long, value_name = "FORMAT", default_value = "human", hide_possible_values = true)]
    pub(crate) message_format: MessageFormat,
    /// Show the notes too
    #[arg(long)]
    pub(crate) notes: bool,
    /// Show at most N findings in full; 0 for all [default: 20]
    #[arg(long, value_name = "N")]
    pub(crate) limit: Option<usize>,
}

/// How findings are printed.
#[derive(ValueEnum, Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum MessageFormat {
    /// With the code, for people.
    Human,
    /// One line each.
    Short,
    /// One JSON object a line, as cargo prints rustc's.
    Json,
}

/// `1048576`, `500K`, `200M`, `2G`.
fn size(text: &str) -> Result<u64, String> {
    let split = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let (number, unit) = text.split_at(split);
    let bits = match unit.trim_end_matches(['B', 'b']).trim_end_matches('i') {
        "" => 0,
        "K" | "k" => 10,
        "M" | "m" => 20,
        "G" | "g" => 30,
        _ => return Err(format!("`{unit}` is not a unit of size; use K, M or G")),
    };
    let number: u64 = number.parse().map_err(|_| "a number is expected, such as `500M` or `2G`".to_owned())?;
    number
        .checked_mul(1 << bits)
        .filter(|size| *size > 0)
        .ok_or_else(|| format!("`{text}` is not a size that can be kept"))
}

/// `90`, `90s`, `1.5m`, `2h`, `500ms`.
fn duration(text: &str) -> Result<Duration, String> {
    let split = text.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(text.len());
    let (number, unit) = text.split_at(split);
    let factor = match unit {
        "" | "s" => 1.0,
        "ms" => 1e-3,
        "m" | "min" => 60.0,
        "h" => 3600.0,
        _ => return Err(format!("`{unit}` is not a unit of time; use ms, s, m or h")),
    };
    let number: f64 = number.parse().map_err(|_| "a number is expected, such as `90s` or `5m`".to_owned())?;
    Duration::try_from_secs_f64(number * factor).map_err(|_| "this is longer than can be counted".to_owned())
}
