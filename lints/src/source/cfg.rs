//! Which `#[cfg(..)]` conditions hold in a crate.
use rustc_hash::FxHashSet;

use super::facts::Cfg;
use super::name::Name;

/// What holds in one crate.
#[derive(Clone, Debug, Default)]
pub struct Conditions {
    pub(super) flags: FxHashSet<Name>,
    pub(super) pairs: FxHashSet<(Name, Name)>,
    /// Whatever feature is asked for is enabled.
    pub(super) any_feature: bool,
    /// Flags and keys that a build script may set.
    pub(super) may_hold: FxHashSet<Name>,
    /// A build script may set any flag that nobody else sets.
    pub(super) any_may_hold: bool,
}

impl Conditions {
    /// Whether what `condition` stands at exists in this crate; without a condition it does.
    pub fn hold(&self, condition: Option<&Cfg>) -> bool {
        condition.is_none_or(|condition| self.holds(condition))
    }

    /// Whether what `condition` stands at exists for sure.
    pub fn are_met(&self, condition: Option<&Cfg>) -> bool {
        condition.is_none_or(|condition| self.truth(condition) == Some(true))
    }

    /// Whether `condition` holds, or may.
    pub fn holds(&self, condition: &Cfg) -> bool {
        self.truth(condition) != Some(false)
    }

    /// Whether `condition` holds; nothing where only a build script knows.
    pub fn truth(&self, condition: &Cfg) -> Option<bool> {
        match condition {
            Cfg::All(parts) => all(parts.iter().map(|part| self.truth(part))),
            Cfg::Any(parts) => all(parts.iter().map(|part| self.truth(part).map(|it| !it))).map(|it| !it),
            Cfg::Not(part) => self.truth(part).map(|it| !it),
            Cfg::Flag(name) => match name.as_str() {
                "true" => Some(true),
                "false" => Some(false),
                _ if self.flags.contains(name) => Some(true),
                _ if self.may_hold.contains(name) || (self.any_may_hold && !is_known(*name)) => None,
                _ => Some(false),
            },
            Cfg::Pair(key, _) if self.any_feature && *key == "feature" => Some(true),
            Cfg::Pair(key, value) => {
                let holds = self.pairs.contains(&(*key, Name::new(value)));
                if !holds && self.may_hold.contains(key) { None } else { Some(holds) }
            }
        }
    }
}

/// Whether all hold: one that does not decides, one that is not known leaves it open.
fn all(mut parts: impl Iterator<Item = Option<bool>>) -> Option<bool> {
    parts
        .try_fold(Some(true), |so_far, part| match part {
            Some(false) => Err(()),
            None => Ok(None),
            Some(true) => Ok(so_far),
        })
        .unwrap_or(Some(false))
}

/// Flags that rustc, cargo and well-known tools set, and no build script.
fn is_known(name: Name) -> bool {
    matches!(
        name.as_str(),
        "unix"
            | "windows"
            | "test"
            | "debug_assertions"
            | "overflow_checks"
            | "proc_macro"
            | "doc"
            | "doctest"
            | "docsrs"
            | "miri"
            | "loom"
            | "fuzzing"
            | "kani"
            | "clippy"
            | "rustfmt"
            | "rust_analyzer"
    )
}
