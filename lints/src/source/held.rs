//! What holds in which crate.
use rustc_hash::FxHashSet;

use super::cfg::Conditions;
use super::name::Name;
use crate::input;

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
        Conditions { flags, pairs, ..Conditions::default() }
    }

    /// What probably holds in a crate of which nothing is known yet.
    pub(super) fn guessed(target: &input::Cfg) -> Conditions {
        let flags = target.flags.iter().map(|flag| Name::new(flag)).collect();
        let pairs = target.pairs.iter().map(|(key, value)| (Name::new(key), Name::new(value))).collect();
        Conditions { flags, pairs, any_feature: true, ..Conditions::default() }
    }

    /// What holds in a library of another package: the target's configuration and its enabled features, and never `test`.
    pub fn of_library(library: &input::Library, target: &input::Cfg) -> Conditions {
        let flags = target.flags.iter().filter(|flag| *flag != "test").map(|flag| Name::new(flag)).collect();
        let pairs = target.pairs.iter().map(|(key, value)| (Name::new(key), Name::new(value)));
        let features = library.features.iter().map(|feature| (Name::new("feature"), Name::new(feature)));
        Conditions { flags, pairs: pairs.chain(features).collect(), ..Conditions::default() }
    }

    /// The same crate with what its build script adds.
    pub(super) fn with(mut self, build: Option<&input::BuildCfg>) -> Conditions {
        if let Some(build) = build {
            self.flags.extend(build.holds.flags.iter().map(|flag| Name::new(flag)));
            self.pairs.extend(build.holds.pairs.iter().map(|(key, value)| (Name::new(key), Name::new(value))));
            self.may_hold.extend(build.may_hold.iter().map(|name| Name::new(name)));
            self.any_may_hold |= build.any;
        }
        self
    }
}
