//! Harnesses that measure by themselves, and how they are told to run the code and leave the statistics out.
use std::ffi::OsString;
use std::fs;

use camino::Utf8Path;
use memchr::memmem;

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
    fn the_users_own_options_go_before_ours() {
        let args = |words: &str| words.split_whitespace().map(OsString::from).collect::<Vec<_>>();
        assert!(Harness::Criterion.shortened(&args("")).is_some());
        assert!(Harness::Criterion.shortened(&args("only this")).is_some());
        assert_eq!(Harness::Criterion.shortened(&args("only --sample-size 10")), None);
        assert_eq!(Harness::Divan.shortened(&args("--sample-count 10")), None);
    }
}
