//! `-A`, `-W`, `-D`: how loud each finding is in the end.
use locality_lints::built_in::{self, ALL, UNPARSED, UNREAD, WARNINGS, built_in};
use locality_lints::report::{Finding, Heat, Level};
use locality_lints::rules;

use crate::cli::{LintName, Lints, Loudness};
use crate::error::Error;
use crate::report::Unseen;

/// What the command line says about lints, checked.
#[derive(Debug)]
pub(crate) struct Levels {
    orders: Vec<(Loudness, LintName)>,
}

impl Levels {
    /// Every name must be that of a lint, a chapter, `all` or `warnings`; `locality::` before it is allowed.
    pub(crate) fn new(lints: &Lints) -> Result<Levels, Error> {
        let orders: Vec<(Loudness, LintName)> = lints
            .in_order
            .iter()
            .flat_map(|(loudness, names)| names.split(',').map(|name| (*loudness, bare(name).to_owned())))
            .collect();
        match orders.iter().find(|(_, name)| !built_in::names().contains(&name.as_str())) {
            Some((_, name)) => Err(unknown(name)),
            None => Ok(Levels { orders }),
        }
    }

    /// The level of a finding. Code that is cold stays a note, whatever is asked for: a warning there is noise.
    pub(crate) fn of(&self, finding: &Finding) -> Level {
        let level = self.level(finding.lint.as_str(), finding.level);
        let is_of_code = rules().iter().any(|rule| finding.lint == rule.name);
        if is_of_code && finding.heat == Heat::Cold { level.min(Level::Note.max(finding.level)) } else { level }
    }

    /// How loud it is told that something was not looked at.
    pub(crate) fn of_unseen(&self) -> Unseen {
        let default =
            |name: &str| built_in().iter().find(|lint| lint.name == name).map_or(Level::Warn, |lint| lint.level);
        let of = |name: &str| self.level(name, default(name));
        Unseen { unparsed: of(UNPARSED), unread: of(UNREAD) }
    }

    fn level(&self, lint: &str, given: Level) -> Level {
        let chapter = rules().iter().find(|rule| rule.name == lint).map(|rule| rule.chapter.name());
        self.orders.iter().fold(given, |level, (loudness, name)| {
            let is_meant = match name.as_str() {
                ALL => true,
                WARNINGS => level >= Level::Warn,
                name => name == lint || Some(name) == chapter,
            };
            match loudness {
                // Allowed in the source: nothing on the command line makes it speak again.
                _ if !is_meant || given == Level::Allow => level,
                Loudness::Allow => Level::Allow,
                Loudness::Warn => Level::Warn,
                Loudness::Deny => Level::Deny,
            }
        })
    }
}

/// `name` without `locality::`.
pub(crate) fn bare(name: &str) -> &str {
    let name = name.trim();
    name.strip_prefix("locality::").unwrap_or(name)
}

/// No lint or group has this name; the nearest that there is.
pub(crate) fn unknown(name: &str) -> Error {
    Error::Unknown {
        what: "lint or group of lints",
        name: name.to_owned(),
        nearest: built_in::nearest_name(name).map(str::to_owned),
        list: built_in::names().into_iter().map(str::to_owned).collect(),
    }
}
