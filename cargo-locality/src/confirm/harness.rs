//! Harnesses that measure by themselves, and how they are told to run the code and leave the statistics out.
use std::ffi::OsString;
use std::fs;
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use camino::Utf8Path;
use memchr::memmem;

use super::process::Running;
use crate::report::run::Ended;
pub(super) use crate::report::run::Harness;

impl Harness {
    /// The harness that is linked into a program and reads its arguments: its own words for an option lie in there.
    pub(super) fn of(program: &Utf8Path) -> Option<Self> {
        let bytes = fs::read(program).ok()?;
        let has = |words: &str| memmem::find(&bytes, words.as_bytes()).is_some();
        if has("doing no analysis and without storing the results") {
            Some(Harness::Criterion)
        } else if has("DIVAN_MAX_TIME") {
            Some(Harness::Divan)
        } else {
            None
        }
    }

    /// Arguments and variables that make each benchmark run for about a second, as often as it is in that time.
    /// Nothing where the user has options of their own for it.
    pub(super) fn shortened(self, args: &[OsString]) -> Option<Shortened> {
        if args.iter().any(|arg| arg.to_string_lossy().starts_with("--")) {
            return None;
        }
        match self {
            Harness::Criterion => Some(Shortened { args: &["--profile-time", "1"], variable: None }),
            Harness::Divan if std::env::var_os(DIVAN_TIME).is_some() => None,
            Harness::Divan => Some(Shortened { args: &[], variable: Some((DIVAN_TIME, "1")) }),
        }
    }
}

/// Fewer cases are over before anybody asks how far they are.
const FEW: usize = 4;

/// How far a harness is with its cases, by what it writes.
#[derive(Debug, Default)]
pub(super) struct Cases {
    /// How many there are, where that is known.
    all: Option<usize>,
    /// Those that have begun.
    begun: usize,
    /// The one that runs.
    name: String,
}

impl Cases {
    /// Of programs of criterion's that run one after the other, which are asked for their cases; `None` of no program.
    pub(super) fn of<'p>(programs: impl Iterator<Item = &'p Utf8Path>, args: &[OsString]) -> Option<Self> {
        let each = programs.map(|program| listed(program, args)).collect::<Vec<_>>();
        (!each.is_empty()).then(|| Self { all: each.into_iter().sum(), ..Self::default() })
    }

    /// What is to be known before they run, if that takes long.
    pub(super) fn said(&self) -> Option<String> {
        let all = self.all.filter(|all| *all > FEW)?;
        let how = "each is run for about a second, twice; `-- FILTER` runs those whose name has it";
        Some(format!("criterion has {all} benchmarks: {how}"))
    }

    /// A line of the output. `Benchmarking NAME: Profiling for 1.0000 s`
    pub(super) fn see(&mut self, line: &str) {
        // Lines that overwrite each other come as one.
        for part in line.split(['\r', '\u{1b}']) {
            let Some((_, rest)) = part.split_once("Benchmarking ") else { continue };
            let Some((name, _)) = rest.rsplit_once(": ") else { continue };
            if name != self.name {
                self.begun += 1;
                self.name = name.to_owned();
            }
        }
    }

    /// How far it is; none before the first.
    pub(super) fn told(&self) -> Option<String> {
        let of = self.all.filter(|all| *all >= self.begun).map(|all| format!(" of {all}")).unwrap_or_default();
        (self.begun > 0).then(|| format!("{} ({}{of})", self.name, self.begun))
    }
}

/// How many cases a program of criterion's has that the arguments let run: `NAME: benchmark` in its list.
fn listed(program: &Utf8Path, args: &[OsString]) -> Option<usize> {
    let mut command = Command::new(program);
    command.arg("--bench").args(args).arg("--list").current_dir(program.parent()?);
    // What is set up for the list is no run.
    command.env_remove("LOCALITY_RECORD");
    let lines = Arc::new(AtomicUsize::new(0));
    let seen = Arc::clone(&lines);
    let count = Box::new(move |line: &str| {
        seen.fetch_add(usize::from(line.ends_with(": benchmark")), Ordering::Relaxed);
    });
    let running = Running::start(&mut command, Some(count), Box::new(|_| {})).ok()?;
    let (ended, _) = running.wait(Some(PATIENCE)).ok()?;
    let lines = lines.load(Ordering::Relaxed);
    (ended == Ended::Exited(0) && lines > 0).then_some(lines)
}

/// So long its list is waited for.
const PATIENCE: Duration = Duration::from_secs(5);

const DIVAN_TIME: &str = "DIVAN_MAX_TIME";

/// What a harness is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Shortened {
    /// Behind the user's own.
    pub(super) args: &'static [&'static str],
    /// A variable of the program's environment.
    pub(super) variable: Option<(&'static str, &'static str)>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cases_are_counted_as_they_begin() {
        let mut cases = Cases { all: Some(9), ..Cases::default() };
        assert_eq!(cases.told(), None);
        cases.see("Benchmarking group/one: 3: Profiling for 1.0000 s");
        cases.see("\u{1b}[2K\rBenchmarking group/one: 3: Complete (1 iterations)");
        assert_eq!(cases.told().as_deref(), Some("group/one: 3 (1 of 9)"));
        cases.see("Benchmarking other: Profiling for 1.0000 s");
        cases.see("something else of the program's");
        assert_eq!(cases.told().as_deref(), Some("other (2 of 9)"));
        assert!(cases.said().is_some_and(|said| said.contains("9 benchmarks") && said.contains("-- FILTER")));
        assert_eq!(Cases { all: Some(2), ..Cases::default() }.said(), None);
    }

    #[test]
    fn the_users_own_options_go_before_ours() {
        let args = |words: &str| words.split_whitespace().map(OsString::from).collect::<Vec<_>>();
        assert!(Harness::Criterion.shortened(&args("")).is_some());
        assert!(Harness::Criterion.shortened(&args("only this")).is_some());
        assert_eq!(Harness::Criterion.shortened(&args("only --sample-size 10")), None);
        assert_eq!(Harness::Divan.shortened(&args("--sample-count 10")), None);
    }
}
