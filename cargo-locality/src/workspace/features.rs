//! Which cargo features are on in each member, worked out from the members' manifests alone.
use std::collections::BTreeSet;

use cargo_metadata::{DependencyKind, Metadata, Package};

use crate::error::Error;
use locality_lints::nearest;

/// The features of each package of `metadata.packages`, by index.
pub(super) type Features = Vec<BTreeSet<String>>;

/// As cargo does when it builds `selected` together with the flags of the command line: members that are only depended
/// on get what their dependents ask for.
pub(super) fn resolve(
    metadata: &Metadata,
    selected: &[usize],
    flags: &clap_cargo::Features,
) -> Result<Features, Error> {
    let mut work = Work {
        metadata,
        on: vec![BTreeSet::new(); metadata.packages.len()],
        reached: vec![false; metadata.packages.len()],
    };
    for &at in selected {
        work.reach(at);
        if flags.all_features {
            metadata.packages[at].features.keys().for_each(|feature| work.enable(at, feature));
        } else if !flags.no_default_features {
            work.enable(at, "default");
        }
    }
    for asked in flags.features.iter().flat_map(|list| list.split([',', ' '])).filter(|name| !name.is_empty()) {
        let (package, feature) =
            asked.split_once('/').map_or((None, asked), |(package, feature)| (Some(package), feature));
        let mut found = false;
        for &at in selected {
            let is_meant = package.is_none_or(|name| metadata.packages[at].name.as_str() == name);
            if is_meant && metadata.packages[at].features.contains_key(feature) {
                work.enable(at, feature);
                found = true;
            } else if let Some(dependency) = package
                && metadata.packages[at]
                    .dependencies
                    .iter()
                    .any(|known| known.rename.as_ref().unwrap_or(&known.name) == dependency)
            {
                work.enable_entry(at, asked);
                found = true;
            }
        }
        if !found {
            let known: BTreeSet<&str> =
                selected.iter().flat_map(|at| metadata.packages[*at].features.keys()).map(String::as_str).collect();
            let nearest = nearest(feature, known.iter().copied()).map(str::to_owned);
            let list = known.iter().map(|name| (*name).to_owned()).collect();
            return Err(Error::Unknown {
                what: "feature of the selected packages",
                name: asked.to_owned(),
                nearest,
                list,
            });
        }
    }
    Ok(work.on)
}

struct Work<'m> {
    metadata: &'m Metadata,
    on: Features,
    reached: Vec<bool>,
}

impl<'m> Work<'m> {
    /// Takes a package in, with what it always asks of the members that it depends on.
    fn reach(&mut self, at: usize) {
        if std::mem::replace(&mut self.reached[at], true) {
            return;
        }
        let metadata = self.metadata;
        for dependency in metadata.packages[at].dependencies.iter().filter(|dependency| !dependency.optional) {
            self.ask(dependency);
        }
    }

    fn ask(&mut self, dependency: &'m cargo_metadata::Dependency) {
        let Some(member) = member_of(self.metadata, dependency) else { return };
        self.reach(member);
        if dependency.uses_default_features {
            self.enable(member, "default");
        }
        dependency.features.iter().for_each(|feature| self.enable(member, feature));
    }

    /// Switches on a feature and what it implies. The names of a member that do not exist are cargo's to complain about.
    fn enable(&mut self, at: usize, feature: &str) {
        let metadata = self.metadata;
        let Some(entries) = metadata.packages[at].features.get(feature) else { return };
        if self.on[at].insert(feature.to_owned()) {
            entries.iter().for_each(|entry| self.enable_entry(at, entry));
        }
    }

    /// `feature`, `dep:name`, `name/feature`, `name?/feature`.
    fn enable_entry(&mut self, at: usize, entry: &str) {
        let metadata = self.metadata;
        let package: &'m Package = &metadata.packages[at];
        let named = |name: &str| {
            let name = name.to_owned();
            package
                .dependencies
                .iter()
                .filter(move |dependency| *dependency.rename.as_ref().unwrap_or(&dependency.name) == name)
        };
        if let Some(name) = entry.strip_prefix("dep:") {
            named(name).for_each(|dependency| self.ask(dependency));
        } else if let Some((name, feature)) = entry.split_once('/') {
            let weak = name.strip_suffix('?');
            let name = weak.unwrap_or(name);
            for dependency in named(name) {
                if weak.is_none() {
                    self.ask(dependency);
                }
                if let Some(member) = member_of(metadata, dependency) {
                    self.enable(member, feature);
                }
            }
            if weak.is_none() {
                self.enable(at, name);
            }
        } else {
            self.enable(at, entry);
        }
    }
}

/// The member that a dependency means; none when its sources come from elsewhere.
pub(super) fn member_of(metadata: &Metadata, dependency: &cargo_metadata::Dependency) -> Option<usize> {
    let path = dependency.path.as_ref()?;
    metadata.packages.iter().position(|package| package.manifest_path.parent() == Some(path.as_path()))
}

/// Whether a dependency is switched on by `features` of `package`: those that are not optional always are.
pub(super) fn is_on(package: &Package, dependency: &cargo_metadata::Dependency, features: &BTreeSet<String>) -> bool {
    let name = dependency.rename.as_ref().unwrap_or(&dependency.name);
    !dependency.optional
        || dependency.kind == DependencyKind::Development
        || features.iter().filter_map(|feature| package.features.get(feature)).flatten().any(|entry| {
            entry.strip_prefix("dep:").is_some_and(|dependency| dependency == name)
                || entry.split_once('/').is_some_and(|(dependency, _)| dependency == name)
        })
}
