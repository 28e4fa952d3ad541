//! Which `#[cfg(..)]` conditions hold in a crate.
use rustc_hash::FxHashSet;

use super::facts::Cfg;
use super::name::Name;
use crate::input;

/// What holds in one crate.
#[derive(Clone, Debug, Default)]
pub struct Conditions {
    flags: FxHashSet<Name>,
    pairs: FxHashSet<(Name, Name)>,
    /// Whatever feature is asked for is enabled.
    any_feature: bool,
}

impl Conditions {
    /// What holds in `krate`: the target's configuration, its enabled features, and `test` where it is built for tests.
    pub fn of(krate: &input::Crate, target: &input::Cfg) -> Conditions {
        let mut flags: FxHashSet<Name> = target.flags.iter().map(|flag| Name::new(flag)).collect();
        if krate.test {
            flags.insert(Name::new("test"));
        } else {
            flags.remove(&Name::new("test"));
        }
        let mut pairs: FxHashSet<(Name, Name)> =
            target.pairs.iter().map(|(key, value)| (Name::new(key), Name::new(value))).collect();
        pairs.extend(krate.features.iter().map(|feature| (Name::new("feature"), Name::new(feature))));
        Conditions { flags, pairs, any_feature: false }
    }

    /// What probably holds in a crate of which nothing is known yet.
    pub(super) fn guessed(target: &input::Cfg) -> Conditions {
        let flags = target.flags.iter().map(|flag| Name::new(flag)).collect();
        let pairs = target.pairs.iter().map(|(key, value)| (Name::new(key), Name::new(value))).collect();
        Conditions { flags, pairs, any_feature: true }
    }

    /// What holds in a library of another package: the target's configuration and its enabled features, and never `test`.
    pub fn of_library(library: &input::Library, target: &input::Cfg) -> Conditions {
        let flags = target.flags.iter().filter(|flag| *flag != "test").map(|flag| Name::new(flag)).collect();
        let pairs = target.pairs.iter().map(|(key, value)| (Name::new(key), Name::new(value)));
        let features = library.features.iter().map(|feature| (Name::new("feature"), Name::new(feature)));
        Conditions { flags, pairs: pairs.chain(features).collect(), any_feature: false }
    }

    /// Whether what `condition` stands at exists in this crate; without a condition it does.
    pub fn hold(&self, condition: Option<&Cfg>) -> bool {
        condition.is_none_or(|condition| self.holds(condition))
    }

    /// Whether `condition` holds.
    pub fn holds(&self, condition: &Cfg) -> bool {
        match condition {
            Cfg::All(parts) => parts.iter().all(|part| self.holds(part)),
            Cfg::Any(parts) => parts.iter().any(|part| self.holds(part)),
            Cfg::Not(part) => !self.holds(part),
            Cfg::Flag(name) => match name.as_str() {
                "true" => true,
                "false" => false,
                _ => self.flags.contains(name),
            },
            Cfg::Pair(key, _) if self.any_feature && *key == "feature" => true,
            Cfg::Pair(key, value) => self.pairs.contains(&(*key, Name::new(value))),
        }
    }
}
