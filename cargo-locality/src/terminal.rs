//! Where words go: findings to stdout, progress and errors to stderr, both in the colours asked for.
use std::io::{IsTerminal, Write};

use anstream::{AutoStream, ColorChoice};

use crate::cli;
use crate::error::Error;
use crate::progress::Progress;
use crate::style::{BAD, GOOD, HELP, STRONG, WARNING};
use crate::words::{Harmless, one_line};

/// The user's terminal, or what stands in its place.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Terminal {
    /// `-v`, `-vv`.
    pub(crate) verbosity: u8,
    /// `-q`.
    pub(crate) quiet: bool,
    colour: ColorChoice,
}

impl Terminal {
    /// What the command line and the environment ask for (`--color`, `CARGO_TERM_COLOR`, `NO_COLOR`, `CARGO_TERM_QUIET`, …).
    pub(crate) fn new(options: &cli::Terminal) -> Terminal {
        let is_set = |name: &str| std::env::var(name).is_ok_and(|value| value == "true" || value == "1");
        let colour = match options.color {
            Some(cli::Color::Always) => ColorChoice::Always,
            Some(cli::Color::Never) => ColorChoice::Never,
            Some(cli::Color::Auto) => ColorChoice::Auto,
            None => match std::env::var("CARGO_TERM_COLOR").as_deref() {
                Ok("always") => ColorChoice::Always,
                Ok("never") => ColorChoice::Never,
                _ => ColorChoice::Auto,
            },
        };
        let quiet = options.quiet || (options.verbose == 0 && is_set("CARGO_TERM_QUIET"));
        let verbosity =
            if options.verbose == 0 && !quiet && is_set("CARGO_TERM_VERBOSE") { 1 } else { options.verbose };
        Terminal { verbosity, quiet, colour }
    }

    /// Findings go here. What others named cannot command the terminal.
    pub(crate) fn stdout(&self) -> Harmless<AutoStream<std::io::Stdout>> {
        Harmless::new(AutoStream::new(std::io::stdout(), self.colour))
    }

    /// Progress and errors go here.
    fn stderr(&self) -> Harmless<AutoStream<std::io::Stderr>> {
        Harmless::new(AutoStream::new(std::io::stderr(), self.colour))
    }

    /// Whether stdout takes colours.
    pub(crate) fn stdout_has_colour(&self) -> bool {
        AutoStream::new(std::io::stdout(), self.colour).current_choice() != ColorChoice::Never
    }

    /// Whether somebody reads stdout as it comes, rather than a program or a file.
    pub(crate) fn stdout_is_read(&self) -> bool {
        std::io::stdout().is_terminal() || self.stdout_has_colour()
    }

    /// Columns to fill: the terminal's, or 140 where there is none. `COLUMNS` counts where it is set.
    pub(crate) fn width(&self) -> usize {
        let told = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
        let seen = || rustix::termios::tcgetwinsize(std::io::stdout()).ok().map(|size| usize::from(size.ws_col));
        told.or_else(seen).filter(|columns| *columns > 0).map_or(140, |columns: usize| columns.clamp(60, 200))
    }

    /// One line of progress: a verb at the left as cargo sets it, then the rest.
    pub(crate) fn status(&self, verb: &str, rest: &str) {
        if !self.quiet {
            self.say(&format!("{GOOD}{verb:>12}{GOOD:#} {}", one_line(rest)));
        }
    }

    /// One line of progress that only `-v` shows.
    pub(crate) fn detail(&self, verb: &str, rest: &str) {
        if self.verbosity > 0 {
            self.say(&format!("{HELP}{verb:>12}{HELP:#} {}", one_line(rest)));
        }
    }

    /// Something that is not as it should be and does no harm.
    pub(crate) fn warning(&self, text: &str) {
        if !self.quiet {
            self.say(&format!("{WARNING}warning{WARNING:#}{STRONG}:{STRONG:#} {}", one_line(text)));
        }
    }

    /// The last words before a failing end. A closed stdout is no failure: who reads has seen enough.
    pub(crate) fn error(&self, problem: &Error) {
        if matches!(problem, Error::Output(problem) if problem.kind() == std::io::ErrorKind::BrokenPipe) {
            return;
        }
        let words = problem.words();
        self.say(&format!("{BAD}error{BAD:#}{STRONG}:{STRONG:#} {}", one_line(&words.what)));
        for detail in &words.details {
            self.say(&format!("  {detail}"));
        }
        if let Some(advice) = &words.advice {
            self.say(&format!(" {HELP}help{HELP:#}: {}", one_line(advice)));
        }
    }

    fn say(&self, line: &str) {
        // Nobody is left to be told when stderr is closed.
        let _ = writeln!(self.stderr(), "{line}");
    }
}

/// What is being done, and for how long, on stderr: a turning line on a terminal, plain lines elsewhere.
pub(crate) struct Spinner {
    bar: indicatif::ProgressBar,
    terminal: Terminal,
}

impl Spinner {
    /// Shows nothing yet.
    pub(crate) fn new(terminal: &Terminal) -> Spinner {
        let turning = !terminal.quiet && std::io::stderr().is_terminal();
        let bar = if turning { indicatif::ProgressBar::new_spinner() } else { indicatif::ProgressBar::hidden() };
        if let Ok(style) =
            indicatif::ProgressStyle::with_template("{spinner:>12.green} {prefix} {elapsed} {wide_msg:.dim}")
        {
            bar.set_style(style);
        }
        Spinner { bar, terminal: *terminal }
    }

    /// Leaves nothing of itself on the screen.
    pub(crate) fn finish(&self) {
        self.bar.finish_and_clear();
    }
}

impl Progress for Spinner {
    fn step(&self, doing: &str) {
        self.bar.reset_elapsed();
        self.bar.set_message("");
        self.bar.set_prefix(one_line(doing).into_owned());
        if self.bar.is_hidden() {
            let (verb, rest) = doing.split_once(' ').unwrap_or((doing, ""));
            self.terminal.status(verb, rest);
        } else {
            self.bar.enable_steady_tick(std::time::Duration::from_millis(120));
        }
    }

    fn detail(&self, text: &str) {
        self.bar.set_message(one_line(text).into_owned());
    }

    fn line(&self, text: &str) {
        let terminal = self.terminal;
        self.bar.suspend(|| {
            if !terminal.quiet {
                terminal.say(text);
            }
        });
    }

    fn done(&self) {
        self.finish();
    }
}
