//! Libraries of other packages, from their own sources: declarations alone, and of no more libraries than paths ask for.
//!
//! A library is read when a path of the workspace names it, or when what such a library offers (re-exports, aliases,
//! signatures, public fields) names it in turn. It is read whole then: impls may lie in any file of it.
mod names;

use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use self::names::Offered;
use super::cfg::Conditions;
use super::facts;
use super::kept::lower_once;
use super::load::{Loaded, Lowered as _, Texts, Visit};
use super::modules::ModuleFile;
use super::name::Name;
use crate::input::{Dependencies, Extent, Files, Libraries, Library, LibraryId, Workspace};

/// How far from the workspace a library may be: those that its crates name are one step away.
const STEPS: usize = 4;
/// A library that a crate of the workspace names, or one that such a library passes on, may have this much text, in bytes. Of
/// what is larger, most is bindings.
const LARGEST_NAMED: u64 = 8 << 20;
/// One of which libraries only speak may have this much: few types come into a workspace that way.
const LARGEST_SPOKEN_OF: u64 = 256 << 10;
/// All of them together may have this much.
const LARGEST_TOGETHER: u64 = 32 << 20;

/// Looks out, while the files of the workspace are read, for the first path that names a library of another package: whoever
/// knows these is told then, so that the answer is there when the last file is.
pub(super) struct Watch<'d> {
    dependencies: Option<&'d dyn Dependencies>,
    names: FxHashSet<Name>,
    asked: AtomicBool,
}

impl<'d> Watch<'d> {
    pub(super) fn new(workspace: &Workspace, files: &'d dyn Files) -> Watch<'d> {
        let names = workspace.crates.iter().flat_map(|krate| &krate.foreign).map(|it| Name::new(&it.name)).collect();
        Watch { dependencies: files.dependencies(), names, asked: AtomicBool::new(false) }
    }

    pub(super) fn see(&self, file: &facts::File) {
        let Some(dependencies) = self.dependencies.filter(|_| !self.names.is_empty()) else { return };
        if !self.asked.load(Ordering::Relaxed)
            && !names::written(file, &self.names).is_empty()
            && !self.asked.swap(true, Ordering::Relaxed)
        {
            dependencies.prepare();
        }
    }

    /// The libraries that the files of `own` ask for, read; none where no path names one, or where they are not at hand.
    pub(super) fn reach(&self, workspace: &Workspace, files: &'d dyn Files, own: &Loaded) -> Option<Reached<'d>> {
        if !self.asked.load(Ordering::Relaxed) {
            return None;
        }
        let libraries = self.dependencies?.libraries()?;
        let mut reached = Reached { libraries, read: Vec::new() };
        let mut met = FxHashSet::default();
        let mut wanted: Vec<Wanted> = named_by_workspace(libraries, own);
        let mut left = LARGEST_TOGETHER;
        for _ in 0..STEPS {
            // Who is passed on and spoken of is passed on.
            wanted.sort_by_key(|wanted| std::cmp::Reverse(wanted.largest));
            wanted.retain(|wanted| met.insert(wanted.id));
            let read = wanted.par_iter().filter_map(|wanted| Read::whole(wanted, libraries, workspace, files));
            let read: Vec<Read<'d>> = read.collect();
            wanted = read.par_iter().flat_map_iter(Read::offers).collect();
            for one in read {
                let size = one.texts.size();
                if size <= left {
                    left -= size;
                    reached.read.push(one);
                }
            }
            if wanted.is_empty() {
                break;
            }
        }
        Some(reached)
    }
}

/// A library that is to be read.
#[derive(Clone, Copy)]
struct Wanted {
    id: LibraryId,
    /// In bytes, how much text it may have.
    largest: u64,
}

/// The libraries that a path of the workspace's files names, in the order of the crates and of what they depend on.
fn named_by_workspace(libraries: &Libraries, own: &Loaded) -> Vec<Wanted> {
    let all: FxHashSet<Name> = libraries.named.iter().flatten().map(|(name, _)| Name::new(name)).collect();
    let written: Vec<FxHashSet<Name>> = own.files.par_iter().map(|file| names::written(&file.facts, &all)).collect();
    let mut wanted = Vec::new();
    for (krate, named) in own.crates.iter().zip(&libraries.named) {
        let files = || krate.files.iter().filter_map(|file| written.get(file.0 as usize));
        let is_written = |name: &str| files().any(|names| names.contains(&Name::new(name)));
        let named = named.iter().filter(|(name, _)| is_written(name));
        wanted.extend(named.map(|(_, id)| Wanted { id: *id, largest: LARGEST_NAMED }));
    }
    wanted
}

/// Libraries whose sources were read.
pub(super) struct Reached<'d> {
    libraries: &'d Libraries,
    /// In the order in which paths lead to them.
    pub(super) read: Vec<Read<'d>>,
}

impl Reached<'_> {
    /// For each crate of the workspace, which of the read libraries its paths call what: indices into `read`.
    pub(super) fn named(&self) -> Vec<Vec<(Name, usize)>> {
        let places = self.places();
        self.libraries.named.iter().map(|named| of_read(named, &places)).collect()
    }

    /// The same for the paths of the libraries that were read.
    pub(super) fn named_by_each(&self) -> Vec<Vec<(Name, usize)>> {
        let places = self.places();
        self.read.iter().map(|read| of_read(&read.library.dependencies, &places)).collect()
    }

    fn places(&self) -> FxHashMap<LibraryId, usize> {
        self.read.iter().enumerate().map(|(at, read)| (read.id, at)).collect()
    }
}

fn of_read(named: &[(String, LibraryId)], places: &FxHashMap<LibraryId, usize>) -> Vec<(Name, usize)> {
    named.iter().filter_map(|(name, id)| Some((Name::new(name), *places.get(id)?))).collect()
}

/// A library that was read.
pub(super) struct Read<'d> {
    id: LibraryId,
    pub(super) library: &'d Library,
    pub(super) conditions: Conditions,
    pub(super) texts: Texts<'d>,
}

impl<'d> Read<'d> {
    /// Reads all of it; none where its root is not there, or where it is too large.
    fn whole(
        wanted: &Wanted,
        libraries: &'d Libraries,
        workspace: &Workspace,
        files: &'d dyn Files,
    ) -> Option<Read<'d>> {
        let library = libraries.all.get(wanted.id.0 as usize)?;
        let conditions = Conditions::of_library(library, &workspace.cfg);
        let lower = |text: &_| lower_once(text, Extent::Declarations, files.facts()).into();
        let texts = Texts::new(files, lower, wanted.largest);
        let met = Mutex::default();
        let root = ModuleFile::root(&library.root);
        rayon::scope(|scope| {
            let visit = Visit { texts: &texts, conditions: &conditions, met: &met, watch: None };
            visit.go(scope, std::slice::from_ref(&root), 0);
        });
        let is_there = texts.at(&root.path).is_ok() && texts.size() <= wanted.largest;
        is_there.then_some(Read { id: wanted.id, library, conditions, texts })
    }

    /// The libraries that its own interface speaks of.
    fn offers(&self) -> Vec<Wanted> {
        let all: FxHashSet<Name> = self.library.dependencies.iter().map(|(name, _)| Name::new(name)).collect();
        if all.is_empty() {
            return Vec::new();
        }
        let files: Vec<Offered> = self.texts.all().iter().map(|file| names::offered(file, &all)).collect();
        let largest = |name: &Name| {
            if files.iter().any(|file| file.passed_on.contains(name)) {
                Some(LARGEST_NAMED)
            } else {
                files.iter().any(|file| file.spoken_of.contains(name)).then_some(LARGEST_SPOKEN_OF)
            }
        };
        let dependencies = self.library.dependencies.iter();
        dependencies.filter_map(|(name, id)| Some(Wanted { id: *id, largest: largest(&Name::new(name))? })).collect()
    }
}
