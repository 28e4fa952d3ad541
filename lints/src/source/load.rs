//! From crates to files: which file each module of each crate lies in.
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use camino::{Utf8Path, Utf8PathBuf};
use rustc_hash::{FxHashMap, FxHashSet};

use super::cfg::Conditions;
use super::declared;
use super::facts::{self, Span};
use super::lower::lower_shared;
use super::modules::{self, Place};
use crate::input::{CrateId, Edition, Files, Unreadable, Workspace};

/// Reads, parses and lowers every file of every crate of `workspace`, on the threads of the current pool, and the
/// declarations of the libraries that it can name. What comes out does not depend on the number of threads.
pub fn load(workspace: &Workspace, files: &dyn Files) -> Loaded {
    let conditions: Vec<Conditions> =
        workspace.crates.iter().map(|krate| Conditions::of(krate, &workspace.cfg)).collect();
    let libraries = declared::named(workspace);
    let texts = Texts { files, lowered: Mutex::default() };
    let met: Vec<Mutex<FxHashSet<Place>>> = conditions.iter().map(|_| Mutex::default()).collect();
    rayon::scope(|scope| {
        for ((krate, conditions), met) in workspace.crates.iter().zip(&conditions).zip(&met) {
            let visit = Visit { texts: &texts, conditions, met };
            scope.spawn(move |scope| visit.go(scope, &[Place::root(&krate.root)]));
        }
        for file in libraries.iter().flat_map(|library| library.files) {
            scope.spawn(|_| drop(file.lowered()));
        }
    });
    let mut assembly = Assembly::default();
    for (at, (krate, conditions)) in workspace.crates.iter().zip(conditions).enumerate() {
        let krate = assembly.assemble(&texts, &krate.root, krate.edition, conditions, Some(CrateId(at as u32)));
        assembly.loaded.crates.push(krate);
    }
    for library in libraries {
        let root = declared::root(library);
        let krate = assembly.assemble(&declared::Texts, &root, Edition::E2024, Conditions::default(), None);
        assembly.loaded.declared.push((library.name, krate));
    }
    assembly.loaded
}

/// All files of all crates, lowered.
#[derive(Clone, Debug, Default)]
pub struct Loaded {
    /// Every file once, however many crates it is part of; in the order in which a walk over the crates and their
    /// modules first meets them. Declarations of libraries come behind those of the workspace.
    pub files: Vec<LoadedFile>,
    /// The crates of the workspace, at the index that their [`CrateId`] says.
    pub crates: Vec<LoadedCrate>,
    /// Libraries known by declaration only (`core`, `alloc`, `std`, `hashbrown`, …), by the name that paths use.
    pub declared: Vec<(&'static str, LoadedCrate)>,
    /// What `mod` declarations asked for and did not get. What a file itself hides is in its [`facts::File::unseen`].
    pub gaps: Vec<Gap>,
}

impl std::ops::Index<FileId> for Loaded {
    type Output = LoadedFile;
    fn index(&self, id: FileId) -> &LoadedFile {
        &self.files[id.0 as usize]
    }
}

/// Index of a file in [`Loaded::files`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FileId(pub u32);

/// A file and what it says.
#[derive(Clone, Debug)]
pub struct LoadedFile {
    /// Its path, joined to the crate root's as that one is spelled; `<std>/…` for declarations.
    pub path: Utf8PathBuf,
    /// How many bytes it has.
    pub length: u32,
    /// What it says.
    pub facts: Arc<facts::File>,
    /// It is data of this tool that declares a library: functions have no bodies, nothing in it is reported.
    pub is_declaration: bool,
}

/// A crate's module tree.
#[derive(Clone, Debug)]
pub struct LoadedCrate {
    /// The crate of the workspace; none for declarations.
    pub id: Option<CrateId>,
    /// Its edition.
    pub edition: Edition,
    /// The file of its root module; none where it could not be read.
    pub root: Option<FileId>,
    /// For each `mod x;` that exists under the crate's conditions: the file that holds `x`'s items. The key is the file
    /// that the declaration lies in and the first byte of its name ([`facts::Item::name_span`]).
    pub modules: FxHashMap<(FileId, u32), FileId>,
    /// Every file of the crate, the root first, each once.
    pub files: Vec<FileId>,
    /// Which `#[cfg(..)]` hold in it.
    pub conditions: Conditions,
}

/// A file that was asked for and is not there to be looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gap {
    /// The file with the `mod` declaration; the crate's root itself where that is what cannot be read.
    pub path: Utf8PathBuf,
    /// The declaration's bytes; none for a crate's root.
    pub span: Option<Span>,
    /// Why.
    pub why: GapWhy,
}

/// Why a file is not there to be looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GapWhy {
    /// None of the places where it may lie has one: the first of them.
    Missing(Utf8PathBuf),
    /// It is there, and this is why it cannot be used.
    Refused(Utf8PathBuf, String),
}

/// What a file gave.
#[derive(Clone, Debug)]
pub(super) struct Text {
    pub(super) length: u32,
    pub(super) facts: Arc<facts::File>,
}

/// Where lowered files come from.
pub(super) trait Lowered {
    /// What the file at `path` says.
    fn at(&self, path: &Utf8Path) -> Result<Text, Unreadable>;
}

type Slot = Arc<OnceLock<Result<Text, Unreadable>>>;

/// Every file that was asked for, read and lowered once.
struct Texts<'f> {
    files: &'f dyn Files,
    lowered: Mutex<FxHashMap<Utf8PathBuf, Slot>>,
}

impl Lowered for Texts<'_> {
    fn at(&self, path: &Utf8Path) -> Result<Text, Unreadable> {
        let slot = {
            let mut slots = self.lowered.lock().unwrap_or_else(PoisonError::into_inner);
            match slots.get(path) {
                Some(slot) => slot.clone(),
                None => slots.entry(path.to_owned()).or_default().clone(),
            }
        };
        // Whoever comes second waits for the first; nothing in here asks for another file.
        slot.get_or_init(|| {
            let text: Arc<str> = self.files.read(path)?.into();
            let length = text.len().min(u32::MAX as usize) as u32;
            Ok(Text { length, facts: Arc::new(lower_shared(&text)) })
        })
        .clone()
    }
}

/// The walk that meets every file of a crate, in any order, on many threads.
#[derive(Clone, Copy)]
struct Visit<'a> {
    texts: &'a Texts<'a>,
    conditions: &'a Conditions,
    met: &'a Mutex<FxHashSet<Place>>,
}

impl<'a> Visit<'a> {
    fn go(self, scope: &rayon::Scope<'a>, candidates: &[Place]) {
        for place in candidates {
            if !self.met.lock().unwrap_or_else(PoisonError::into_inner).insert(place.clone()) {
                return;
            }
            match self.texts.at(&place.path) {
                Err(Unreadable::Missing) => {}
                Err(Unreadable::Refused(_)) => return,
                Ok(text) => {
                    for wanted in modules::wanted(&text.facts, place, self.conditions) {
                        scope.spawn(move |scope| self.go(scope, &wanted.candidates));
                    }
                    return;
                }
            }
        }
    }
}

/// The same walk again, in order, once every file is there.
#[derive(Default)]
struct Assembly {
    loaded: Loaded,
    ids: FxHashMap<Utf8PathBuf, FileId>,
}

/// How far the walk is with a file of a crate.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Progress {
    /// The walk is inside it or one of its submodules.
    Open,
    /// All below it has been seen.
    Done,
}

impl Assembly {
    fn assemble(
        &mut self,
        texts: &dyn Lowered,
        root: &Utf8Path,
        edition: Edition,
        conditions: Conditions,
        id: Option<CrateId>,
    ) -> LoadedCrate {
        let modules = FxHashMap::default();
        let mut krate = LoadedCrate { id, edition, root: None, modules, files: Vec::new(), conditions };
        let place = Place::root(root);
        match texts.at(&place.path) {
            Ok(text) => {
                let file = self.file(&place.path, text, id.is_none());
                krate.root = Some(file);
                self.below(texts, &mut krate, &place, file, &mut FxHashMap::default());
            }
            Err(why) => {
                let why = refusal(why, &place.path);
                self.gap(Gap { path: place.path, span: None, why });
            }
        }
        krate
    }

    fn below(
        &mut self,
        texts: &dyn Lowered,
        krate: &mut LoadedCrate,
        place: &Place,
        file: FileId,
        progress: &mut FxHashMap<FileId, Progress>,
    ) {
        progress.insert(file, Progress::Open);
        krate.files.push(file);
        let facts = self.loaded[file].facts.clone();
        for wanted in modules::wanted(&facts, place, &krate.conditions) {
            let found = wanted.candidates.iter().find_map(|place| match texts.at(&place.path) {
                Err(Unreadable::Missing) => None,
                other => Some((place, other)),
            });
            let gap = match (found, wanted.candidates.first()) {
                (Some((child_place, Ok(text))), _) => {
                    let child = self.file(&child_place.path, text, krate.id.is_none());
                    match progress.get(&child) {
                        Some(Progress::Open) => {
                            GapWhy::Refused(child_place.path.clone(), "it is a module of itself".to_owned())
                        }
                        seen => {
                            krate.modules.insert((file, wanted.name_start), child);
                            if seen.is_none() {
                                self.below(texts, krate, child_place, child, progress);
                            }
                            continue;
                        }
                    }
                }
                (Some((place, Err(why))), _) => refusal(why, &place.path),
                (None, Some(first)) => GapWhy::Missing(first.path.clone()),
                (None, None) => continue,
            };
            self.gap(Gap { path: place.path.clone(), span: Some(wanted.span), why: gap });
        }
        progress.insert(file, Progress::Done);
    }

    fn file(&mut self, path: &Utf8Path, text: Text, is_declaration: bool) -> FileId {
        if let Some(id) = self.ids.get(path) {
            return *id;
        }
        let id = FileId(self.loaded.files.len() as u32);
        let Text { length, facts } = text;
        self.loaded.files.push(LoadedFile { path: path.to_owned(), length, facts, is_declaration });
        self.ids.insert(path.to_owned(), id);
        id
    }

    /// Several crates may share the file in which something is amiss; it is said once.
    fn gap(&mut self, gap: Gap) {
        if !self.loaded.gaps.contains(&gap) {
            self.loaded.gaps.push(gap);
        }
    }
}

fn refusal(why: Unreadable, path: &Utf8Path) -> GapWhy {
    match why {
        Unreadable::Missing => GapWhy::Missing(path.to_owned()),
        Unreadable::Refused(why) => GapWhy::Refused(path.to_owned(), why),
    }
}
