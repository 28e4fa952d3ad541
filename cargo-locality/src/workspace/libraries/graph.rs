//! From cargo's resolved packages to [`input::Libraries`].
use std::collections::HashMap;

use cargo_metadata::{DependencyKind, Metadata, Node, NodeDep, Package, PackageId};
use locality_lints::input::{CrateKind, Libraries, Library, LibraryId};

use super::super::{relative, targets};
use super::{Namer, Question};

/// The libraries that the crates of `question` can name, and those that these can name, and so on. Procedural macros have
/// nothing to offer that a path could mean a type by; members of the workspace are crates of it.
pub(super) fn libraries(metadata: &Metadata, question: &Question) -> Libraries {
    let packages = metadata.packages.iter().map(|package| (&package.id, package)).collect();
    let nodes = metadata.resolve.iter().flat_map(|resolve| &resolve.nodes);
    let nodes = nodes.map(|node| (&node.id, node)).collect();
    let mut work = Work { question, packages, nodes, ids: HashMap::new(), found: Vec::new() };
    let named = question.crates.iter().map(|namer| work.named(&namer.package, |dep| is_seen(dep, namer))).collect();
    let mut all: Vec<Library> = Vec::new();
    // Grows while it is walked.
    while let Some(&package) = work.found.get(all.len()) {
        let dependencies = work.named(&package.id, |dep| is_of(dep, DependencyKind::Normal));
        all.extend(work.library(package, dependencies));
    }
    Libraries { all, named }
}

struct Work<'m> {
    question: &'m Question,
    packages: HashMap<&'m PackageId, &'m Package>,
    nodes: HashMap<&'m PackageId, &'m Node>,
    ids: HashMap<&'m PackageId, LibraryId>,
    found: Vec<&'m Package>,
}

impl<'m> Work<'m> {
    /// What `package` calls those of its dependencies that `is_seen` lets through.
    fn named(&mut self, package: &PackageId, is_seen: impl Fn(&NodeDep) -> bool) -> Vec<(String, LibraryId)> {
        let Some(&node) = self.nodes.get(package) else { return Vec::new() };
        let seen = node.deps.iter().filter(|dep| is_seen(dep) && !self.question.members.contains(&dep.pkg));
        let seen: Vec<&'m NodeDep> = seen.collect();
        seen.into_iter().filter_map(|dep| Some((dep.name.clone(), self.id(&dep.pkg)?))).collect()
    }

    fn id(&mut self, package: &'m PackageId) -> Option<LibraryId> {
        let known = *self.packages.get(package)?;
        let library = targets::library(known)?;
        if targets::kind(&known.targets[library]) == CrateKind::ProcMacro {
            return None;
        }
        Some(*self.ids.entry(package).or_insert_with(|| {
            self.found.push(known);
            LibraryId(self.found.len() as u32 - 1)
        }))
    }

    fn library(&self, package: &Package, dependencies: Vec<(String, LibraryId)>) -> Option<Library> {
        let target = &package.targets[targets::library(package)?];
        let features = self.nodes.get(&package.id).map(|node| &node.features);
        Some(Library {
            name: targets::crate_name(&target.name),
            root: relative(&target.src_path, &self.question.root),
            edition: targets::edition(target),
            features: features.into_iter().flatten().map(ToString::to_string).collect(),
            dependencies,
        })
    }
}

fn is_of(dep: &NodeDep, kind: DependencyKind) -> bool {
    dep.dep_kinds.iter().any(|info| info.kind == kind)
}

/// Whether the crate sees this dependency of its package.
fn is_seen(dep: &NodeDep, namer: &Namer) -> bool {
    let development = namer.unit_tests || matches!(namer.kind, CrateKind::Example | CrateKind::Test | CrateKind::Bench);
    match namer.kind {
        CrateKind::BuildScript => is_of(dep, DependencyKind::Build),
        _ => is_of(dep, DependencyKind::Normal) || (development && is_of(dep, DependencyKind::Development)),
    }
}
