//! Lints that speak of the check itself: of suppressions, and of code that it could not look at. Every name that takes a level is
//! known here, too.
use crate::nearest::nearest;
use crate::report::Level;
use crate::rules::rules;

/// A lint that speaks of the check itself.
#[derive(Clone, Copy, Debug)]
pub struct BuiltIn {
    /// Its name, as `-A/-W/-D` take it.
    pub name: &'static str,
    /// How loud it is where nothing says otherwise.
    pub level: Level,
    /// One line: what it tells.
    pub summary: &'static str,
    /// Its page, Markdown.
    pub page: &'static str,
}

/// An `expect` that had nothing to suppress.
pub const UNFULFILLED: &str = "unfulfilled_expectation";
/// A suppression that names no lint that there is.
pub const UNKNOWN: &str = "unknown_lints";
/// What looks like a suppression and is none.
pub const MALFORMED: &str = "malformed_suppression";
/// Code that does not parse.
pub const UNPARSED: &str = "unparsed";
/// A file that cannot be read, or is not there.
pub const UNREAD: &str = "unread";

/// Every lint.
pub const ALL: &str = "all";
/// Everything that is a warning.
pub const WARNINGS: &str = "warnings";

/// The lints that speak of the check itself.
pub fn built_in() -> &'static [BuiltIn] {
    &[
        BuiltIn {
            name: UNPARSED,
            level: Level::Warn,
            summary: "code that does not parse, so that nobody looked at it",
            page: include_str!("built_in/unparsed.md"),
        },
        BuiltIn {
            name: UNREAD,
            level: Level::Warn,
            summary: "a source file that is missing or cannot be read",
            page: include_str!("built_in/unread.md"),
        },
        BuiltIn {
            name: UNKNOWN,
            level: Level::Warn,
            summary: "a suppression that names a lint that does not exist",
            page: include_str!("built_in/unknown_lints.md"),
        },
        BuiltIn {
            name: MALFORMED,
            level: Level::Warn,
            summary: "a comment or attribute that looks like a suppression and suppresses nothing",
            page: include_str!("built_in/malformed_suppression.md"),
        },
        BuiltIn {
            name: UNFULFILLED,
            level: Level::Note,
            summary: "an `expect` whose lint does not speak there",
            page: include_str!("built_in/unfulfilled_expectation.md"),
        },
    ]
}

/// Every name that takes a level: lints, those of the check itself, chapters, `all` and `warnings`.
pub fn names() -> Vec<&'static str> {
    let mut chapters: Vec<&str> = rules().iter().map(|rule| rule.chapter.name()).collect();
    chapters.sort_unstable();
    chapters.dedup();
    let lints = rules().iter().map(|rule| rule.name).chain(built_in().iter().map(|lint| lint.name));
    lints.chain(chapters).chain([ALL, WARNINGS]).collect()
}

/// The name that takes a level and is nearest to `name`.
pub fn nearest_name(name: &str) -> Option<&'static str> {
    nearest(name, names())
}
