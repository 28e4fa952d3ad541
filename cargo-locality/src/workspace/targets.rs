//! Which targets were asked for, and the crates that these and what they can name make.
use std::collections::BTreeSet;

use cargo_metadata::{DependencyKind, Metadata, Package, Target, TargetKind};
use locality_lints::input::{Crate, CrateId, CrateKind, Edition, Foreign};

use super::features::{Features, is_on, member_of};
use super::{Origin, relative};
use crate::cli::Targets;
use crate::error::Error;
use locality_lints::nearest;

/// Which targets of the selected packages are asked for.
#[derive(Debug, Clone, Default)]
pub(crate) struct Wanted {
    /// Libraries and procedural macros.
    pub(crate) libraries: bool,
    /// Programs.
    pub(crate) binaries: Names,
    /// Examples.
    pub(crate) examples: Names,
    /// Integration tests.
    pub(crate) tests: Names,
    /// Benches.
    pub(crate) benches: Names,
    /// Whether libraries and programs are looked at as they are compiled for their unit tests.
    pub(crate) unit_tests: bool,
    /// Whether the libraries of members that they depend on are asked for with them.
    pub(crate) dependencies: bool,
}

/// All of a kind, or some.
#[derive(Debug, Clone)]
pub(crate) enum Names {
    /// Every one.
    All,
    /// These; perhaps none.
    These(Vec<String>),
}

impl Default for Names {
    fn default() -> Names {
        Names::These(vec![])
    }
}

impl Names {
    fn of(all: bool, some: &[String]) -> Names {
        if all { Names::All } else { Names::These(some.to_vec()) }
    }

    fn takes(&self, name: &str) -> bool {
        match self {
            Names::All => true,
            Names::These(names) => names.iter().any(|wanted| wanted == name),
        }
    }
}

impl Wanted {
    /// As cargo reads these options: with none, libraries and programs.
    pub(crate) fn new(options: &Targets) -> Wanted {
        let named = [&options.bin, &options.example, &options.test, &options.bench];
        let all = options.all_targets;
        let some = options.lib || options.bins || options.examples || options.tests || options.benches;
        let default = !all && !some && named.iter().all(|names| names.is_empty());
        Wanted {
            libraries: all || default || options.lib || options.tests || options.benches,
            binaries: Names::of(all || default || options.bins || options.tests, &options.bin),
            examples: Names::of(all || options.examples, &options.example),
            tests: Names::of(all || options.tests, &options.test),
            benches: Names::of(all || options.benches, &options.bench),
            unit_tests: all || options.tests,
            dependencies: false,
        }
    }

    fn takes(&self, target: &Target) -> bool {
        match kind(target) {
            CrateKind::Library | CrateKind::ProcMacro => self.libraries,
            CrateKind::Binary => self.binaries.takes(&target.name),
            CrateKind::Example => self.examples.takes(&target.name),
            CrateKind::Test => self.tests.takes(&target.name),
            CrateKind::Bench => self.benches.takes(&target.name),
            CrateKind::BuildScript => false,
        }
    }

    /// The names asked for, by what they name.
    fn names(&self) -> [(&'static str, CrateKind, &Names); 4] {
        [
            ("program (`--bin`)", CrateKind::Binary, &self.binaries),
            ("example", CrateKind::Example, &self.examples),
            ("test (`--test`)", CrateKind::Test, &self.tests),
            ("bench", CrateKind::Bench, &self.benches),
        ]
    }
}

/// The crates asked for, followed by the libraries of members that they can name.
pub(super) fn crates(
    metadata: &Metadata,
    selected: &[usize],
    features: &Features,
    wanted: &Wanted,
) -> Result<(Vec<Origin>, Vec<Crate>), Error> {
    all_names_exist(metadata, selected, wanted)?;
    all_requirements_met(metadata, selected, features, wanted)?;
    let mut origins: Vec<Origin> = Vec::new();
    for &package in selected {
        let targets = metadata.packages[package].targets.iter().enumerate();
        let taken = targets.filter(|(_, target)| wanted.takes(target) && requirements_met(target, &features[package]));
        origins.extend(taken.map(|(target, _)| Origin {
            package,
            target,
            wanted: true,
            unit_tests: wanted.unit_tests,
        }));
    }
    if origins.is_empty() {
        return Err(Error::NothingToCheck("the selected packages have no such target".to_owned()));
    }
    // Grows while it is walked: what a named library can name is needed as well.
    let mut names: Vec<Vec<(String, usize)>> = Vec::new();
    let mut at = 0;
    while at < origins.len() {
        let origin = origins[at];
        let mut named = Vec::new();
        for (name, package, target) in visible(metadata, origin, features) {
            let known = origins.iter().position(|known| known.package == package && known.target == target);
            let index = known.unwrap_or_else(|| {
                origins.push(Origin { package, target, wanted: wanted.dependencies, unit_tests: false });
                origins.len() - 1
            });
            if index != at {
                named.push((name, index));
            }
        }
        names.push(named);
        at += 1;
    }
    let crates = origins.iter().zip(names).map(|(origin, names)| one(metadata, *origin, names, features)).collect();
    Ok((origins, crates))
}

fn all_names_exist(metadata: &Metadata, selected: &[usize], wanted: &Wanted) -> Result<(), Error> {
    for (what, of, names) in wanted.names() {
        let Names::These(names) = names else { continue };
        let targets = selected.iter().flat_map(|at| &metadata.packages[*at].targets);
        let known: Vec<&str> = targets.filter(|target| kind(target) == of).map(|target| target.name.as_str()).collect();
        if let Some(name) = names.iter().find(|name| !known.contains(&name.as_str())) {
            let nearest = nearest(name, known.iter().copied()).map(str::to_owned);
            let list = known.iter().map(|name| (*name).to_owned()).collect();
            return Err(Error::Unknown { what, name: name.clone(), nearest, list });
        }
    }
    Ok(())
}

/// What is named must be there to be looked at; what `--benches` and its like take in may fall away.
fn all_requirements_met(
    metadata: &Metadata,
    selected: &[usize],
    features: &Features,
    wanted: &Wanted,
) -> Result<(), Error> {
    for (what, of, names) in wanted.names() {
        let Names::These(names) = names else { continue };
        let targets = selected.iter().flat_map(|at| metadata.packages[*at].targets.iter().map(|target| (*at, target)));
        let mut named = targets.filter(|(_, target)| kind(target) == of && names.contains(&target.name));
        if let Some((_, target)) = named.find(|(at, target)| !requirements_met(target, &features[*at])) {
            let needed = target.required_features.join(",");
            return Err(Error::NothingToCheck(format!("the {what} `{}` needs `--features {needed}`", target.name)));
        }
    }
    Ok(())
}

fn requirements_met(target: &Target, features: &BTreeSet<String>) -> bool {
    target.required_features.iter().all(|feature| features.contains(feature))
}

/// The libraries that a crate can name: the name, package and target of each.
fn visible(metadata: &Metadata, origin: Origin, features: &Features) -> Vec<(String, usize, usize)> {
    let package = &metadata.packages[origin.package];
    let own_kind = kind(&package.targets[origin.target]);
    let mut all = Vec::new();
    if !matches!(own_kind, CrateKind::Library | CrateKind::ProcMacro | CrateKind::BuildScript)
        && let Some(library) = library(package)
    {
        all.push((crate_name(&package.targets[library].name), origin.package, library));
    }
    for dependency in dependencies(package, own_kind, origin.unit_tests) {
        if is_on(package, dependency, &features[origin.package])
            && let Some(member) = member_of(metadata, dependency)
            && let Some(library) = library(&metadata.packages[member])
        {
            let name = dependency.rename.as_ref().unwrap_or(&metadata.packages[member].targets[library].name);
            all.push((crate_name(name), member, library));
        }
    }
    all
}

/// The dependencies that a target of this kind sees.
fn dependencies(
    package: &Package,
    kind: CrateKind,
    unit_tests: bool,
) -> impl Iterator<Item = &cargo_metadata::Dependency> {
    let development = unit_tests || matches!(kind, CrateKind::Example | CrateKind::Test | CrateKind::Bench);
    package.dependencies.iter().filter(move |dependency| match dependency.kind {
        DependencyKind::Build => kind == CrateKind::BuildScript,
        DependencyKind::Development => development && kind != CrateKind::BuildScript,
        _ => kind != CrateKind::BuildScript,
    })
}

fn one(metadata: &Metadata, origin: Origin, names: Vec<(String, usize)>, features: &Features) -> Crate {
    let package = &metadata.packages[origin.package];
    let target = &package.targets[origin.target];
    let kind = kind(target);
    let test = origin.unit_tests && kind != CrateKind::BuildScript || kind == CrateKind::Test;
    let foreign = dependencies(package, kind, origin.unit_tests)
        .filter(|dependency| member_of(metadata, dependency).is_none())
        .map(|dependency| Foreign {
            name: crate_name(dependency.rename.as_ref().unwrap_or(&dependency.name)),
            library: crate_name(&dependency.name),
        })
        .collect::<BTreeSet<_>>();
    Crate {
        package: package.name.to_string(),
        name: crate_name(&target.name),
        kind,
        root: relative(&target.src_path, &metadata.workspace_root),
        edition: edition(target),
        dependencies: names.into_iter().map(|(name, index)| (name, CrateId(index as u32))).collect(),
        foreign: foreign.into_iter().collect(),
        features: features[origin.package].iter().cloned().collect(),
        test,
        // What only other languages link has no public items.
        published: kind == CrateKind::Library
            && target.kind.iter().any(|kind| matches!(kind, TargetKind::Lib | TargetKind::RLib | TargetKind::DyLib))
            && package.publish.as_ref().is_none_or(|registries| !registries.is_empty()),
    }
}

pub(super) fn edition(target: &Target) -> Edition {
    match target.edition {
        cargo_metadata::Edition::E2015 => Edition::E2015,
        cargo_metadata::Edition::E2018 => Edition::E2018,
        cargo_metadata::Edition::E2021 => Edition::E2021,
        _ => Edition::E2024,
    }
}

pub(super) fn library(package: &Package) -> Option<usize> {
    package.targets.iter().position(|target| matches!(kind(target), CrateKind::Library | CrateKind::ProcMacro))
}

/// The name that paths spell.
pub(super) fn crate_name(name: &str) -> String {
    name.replace('-', "_")
}

pub(super) fn kind(target: &Target) -> CrateKind {
    let is = |kind: TargetKind| target.kind.contains(&kind);
    if is(TargetKind::ProcMacro) {
        CrateKind::ProcMacro
    } else if is(TargetKind::Bin) {
        CrateKind::Binary
    } else if is(TargetKind::Example) {
        CrateKind::Example
    } else if is(TargetKind::Test) {
        CrateKind::Test
    } else if is(TargetKind::Bench) {
        CrateKind::Bench
    } else if is(TargetKind::CustomBuild) {
        CrateKind::BuildScript
    } else {
        CrateKind::Library
    }
}
