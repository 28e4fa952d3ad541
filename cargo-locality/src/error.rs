//! Why the tool could not do its work, in words for its user: what happened, where, what to do.
use std::process::ExitCode;

use camino::Utf8PathBuf;

use crate::confirm;

/// As many known names are listed where none is near.
const MOST_LISTED: usize = 20;

/// Why the tool could not do its work.
#[derive(Debug)]
pub(crate) enum Error {
    /// There is no `Cargo.toml` here or above, or none at the path given.
    NoManifest { looked_in: String },
    /// `cargo` cannot be started.
    NoCargo(std::io::Error),
    /// `cargo metadata` refused, in these words.
    Cargo { manifest: Option<Utf8PathBuf>, words: String },
    /// The toolchain that the workspace asks for cannot be had, in rustup's words.
    Toolchain { words: String },
    /// Options that do not go together: what, and what to write instead.
    Usage { what: String, advice: String },
    /// What `cargo metadata` printed cannot be understood.
    Metadata(String),
    /// The target triple is unknown to rustc, in its words.
    Target { triple: String, words: String },
    /// `-p`, `--exclude`, `--bench`, `--features`, `-D`, … name something that there is not.
    Unknown { what: &'static str, name: String, nearest: Option<String>, list: Vec<String> },
    /// The settings of the workspace cannot be understood.
    Config { place: String, why: String },
    /// Nothing is left to look at.
    NothingToCheck(String),
    /// What was found cannot be written out.
    Output(std::io::Error),
    /// The workload could not be measured.
    Confirm(confirm::Error),
}

/// An error's words.
#[derive(Debug)]
pub(crate) struct Words {
    /// What happened, and where.
    pub(crate) what: String,
    /// More of it, a line each: the words of the program that refused.
    pub(crate) details: Vec<String>,
    /// What to do about it.
    pub(crate) advice: Option<String>,
}

impl Error {
    /// The exit code: 2, the tool could not do its work, but for a closed stdout and Ctrl-C.
    pub(crate) fn exit_code(&self) -> ExitCode {
        match self {
            Error::Output(problem) if problem.kind() == std::io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
            Error::Confirm(problem) => ExitCode::from(problem.exit_code()),
            _ => ExitCode::from(2),
        }
    }

    /// What to tell the user.
    pub(crate) fn words(&self) -> Words {
        let words = |what: String, details: Vec<String>, advice: Option<&str>| Words {
            what,
            details,
            advice: advice.map(str::to_owned),
        };
        match self {
            Error::NoManifest { looked_in } => words(
                format!("no `Cargo.toml` {looked_in}"),
                vec![],
                Some(
                    "run this inside a cargo package or workspace, or name one with `--manifest-path PATH/Cargo.toml`",
                ),
            ),
            Error::NoCargo(problem) => words(
                format!("`cargo` cannot be started: {problem}"),
                vec![],
                Some("put cargo on the PATH, or name it in the environment variable CARGO"),
            ),
            Error::Cargo { manifest, words: said } => {
                let place = manifest.as_ref().map(|path| format!(" of {path}")).unwrap_or_default();
                words(format!("cargo cannot read the manifest{place}"), said.lines().map(str::to_owned).collect(), None)
            }
            Error::Toolchain { words: said } => {
                let lines: Vec<String> =
                    said.lines().map(|line| line.trim_start_matches("error: ").to_owned()).collect();
                let (advice, details): (Vec<String>, Vec<String>) =
                    lines.into_iter().partition(|line| line.starts_with("help: "));
                let advice = advice.first().map(|line| line.trim_start_matches("help: "));
                let default =
                    "install it with `rustup toolchain install NAME`, or name another in `rust-toolchain.toml`";
                words(
                    "the toolchain that this workspace asks for cannot be had".to_owned(),
                    details,
                    Some(advice.unwrap_or(default)),
                )
            }
            Error::Usage { what, advice } => words(what.clone(), vec![], Some(advice)),
            Error::Metadata(said) => words(
                "the answer of `cargo metadata` cannot be understood".to_owned(),
                vec![said.clone()],
                Some("this tool reads the answers of cargo 1.71 and newer"),
            ),
            Error::Target { triple, words: said } => words(
                format!("rustc does not know the target `{triple}`"),
                said.lines().map(str::to_owned).collect(),
                Some("`rustc --print target-list` lists those that it knows"),
            ),
            Error::Unknown { what, name, nearest, list } => {
                let advice = match nearest {
                    Some(nearest) => Some(format!("did you mean `{nearest}`?")),
                    None if list.is_empty() => Some(format!("there is no {what} here")),
                    None if list.len() > MOST_LISTED => {
                        let first = list[..MOST_LISTED].join(", ");
                        Some(format!("known: {first}, and {} more", list.len() - MOST_LISTED))
                    }
                    None => Some(format!("known: {}", list.join(", "))),
                };
                Words { what: format!("no {what} is called `{name}`"), details: vec![], advice }
            }
            Error::Config { place, why } => {
                let mut lines = why.lines().map(str::to_owned);
                let first = lines.next().unwrap_or_default();
                Words { what: format!("{place}: {first}"), details: lines.collect(), advice: None }
            }
            Error::NothingToCheck(why) => words(format!("nothing to check: {why}"), vec![], None),
            Error::Output(problem) => {
                words(format!("the findings cannot be written to stdout: {problem}"), vec![], None)
            }
            Error::Confirm(problem) => {
                let said = problem.to_string();
                let mut lines = said.lines().map(str::to_owned);
                Words { what: lines.next().unwrap_or_default(), details: lines.collect(), advice: None }
            }
        }
    }
}

impl From<std::io::Error> for Error {
    /// Only writing to stdout gives a bare I/O error; what is read or started has its own kind.
    fn from(problem: std::io::Error) -> Error {
        Error::Output(problem)
    }
}

impl From<confirm::Error> for Error {
    fn from(problem: confirm::Error) -> Error {
        Error::Confirm(problem)
    }
}
