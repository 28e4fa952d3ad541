//! What the binary `cargo-locality` is made of; a library so that its parts can be tested through their public doors.
#![forbid(unsafe_code)]

pub mod confirm;
pub mod measured;
pub mod progress;
pub mod report;
pub mod words;

mod cache;
mod cli;
mod commands;
mod config;
mod error;
mod files;
mod levels;
mod output;
mod style;
mod terminal;
mod workspace;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::{CommandFactory, FromArgMatches};

use cli::{Cli, Command, Lints, Loudness};
use error::Error;
use terminal::Terminal;

/// The program: reads the command line, does what it says, and tells with which code to exit.
pub fn main() -> ExitCode {
    if let Some(code) = confirm::wrapper::main_if_wrapper() {
        return code;
    }
    let cli = match parse(std::env::args_os()) {
        Ok(cli) => cli,
        Err(problem) => problem.exit(),
    };
    let terminal = Terminal::new(&cli.terminal);
    match run(&cli.command, &terminal) {
        Ok(code) => code,
        Err(problem) => {
            terminal.error(&problem);
            problem.exit_code()
        }
    }
}

fn run(command: &Command, terminal: &Terminal) -> Result<ExitCode, Error> {
    match command {
        Command::Check(args) => commands::check::run(args, terminal),
        Command::Confirm(args) => commands::confirm::run(args, terminal),
        Command::Trace(args) => commands::trace::run(args, terminal),
        Command::Explain { lint } => commands::explain::run(lint.as_deref(), terminal),
        Command::List => commands::explain::list(terminal),
    }
}

/// The command line, with `locality` (put there by `cargo locality`) dropped and `check` put in where no verb is named.
fn parse(args: impl Iterator<Item = OsString>) -> Result<Cli, clap::Error> {
    let mut args: Vec<OsString> = args.collect();
    if args.get(1).is_some_and(|first| first == "locality") {
        args.remove(1);
    }
    let verb = first_word(&args);
    let named = args
        .get(verb)
        .and_then(|arg| arg.to_str())
        .is_some_and(|word| cli::COMMANDS.contains(&word) || ["-h", "--help", "-V", "--version"].contains(&word));
    // A first word that is no option is a verb that clap will name as unknown; options belong to `check`.
    let misspelt = args.get(verb).is_some_and(|arg| !arg.to_string_lossy().starts_with('-'));
    if !named && !misspelt {
        args.insert(verb, "check".into());
    }
    let mut matches = Cli::command().try_get_matches_from(args)?;
    let mut cli = Cli::from_arg_matches_mut(&mut matches.clone())?;
    if let Some((_, of_verb)) = matches.remove_subcommand() {
        match &mut cli.command {
            Command::Check(check) => check.lints.in_order = in_order(&of_verb, &check.lints),
            Command::Confirm(confirm) => confirm.lints.in_order = in_order(&of_verb, &confirm.lints),
            Command::Trace(_) | Command::Explain { .. } | Command::List => {}
        }
    }
    Ok(cli)
}

/// Where the verb stands: behind the program's name and the options that go before any verb.
fn first_word(args: &[OsString]) -> usize {
    let mut at = 1;
    while let Some(arg) = args.get(at).and_then(|arg| arg.to_str()) {
        at += match arg {
            "--color" => 2,
            "-q" | "--quiet" | "--verbose" => 1,
            _ if arg.starts_with("--color=") || is_verbose(arg) => 1,
            _ => break,
        };
    }
    at.min(args.len())
}

/// `-v`, `-vv`, …
fn is_verbose(arg: &str) -> bool {
    arg.len() > 1 && arg.strip_prefix('-').is_some_and(|letters| letters.bytes().all(|letter| letter == b'v'))
}

/// `-A`, `-W` and `-D` as one list, in the order of the command line.
fn in_order(matches: &clap::ArgMatches, lints: &Lints) -> Vec<(Loudness, String)> {
    let lists = [
        ("allow", Loudness::Allow, &lints.allow),
        ("warn", Loudness::Warn, &lints.warn),
        ("deny", Loudness::Deny, &lints.deny),
    ];
    let mut all: Vec<(usize, Loudness, String)> = lists
        .into_iter()
        .flat_map(|(id, loudness, names)| {
            let places = matches.indices_of(id).into_iter().flatten();
            places.zip(names).map(move |(place, name)| (place, loudness, name.clone()))
        })
        .collect();
    all.sort_by_key(|(place, ..)| *place);
    all.into_iter().map(|(_, loudness, name)| (loudness, name)).collect()
}
