//! From crates to files: which file each module of each crate lies in.
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use camino::{Utf8Path, Utf8PathBuf};
use rustc_hash::{FxHashMap, FxHashSet};

use super::ahead::Ahead;
use super::cfg::Conditions;
use super::declared;
use super::facts::{self, Item, ItemKind, Span};
use super::foreign::Watch;
use super::kept::{keep, lower_once};
use super::modules::{self, ModuleFile};
use super::name::Name;
use crate::input::{CrateId, Edition, Extent, Files, Unreadable, Workspace};

/// Reads, parses and lowers every file of every crate of `workspace`, on the threads of the current pool, and what the
/// libraries that its paths name declare: in their own sources where these are at hand, else as this tool has it. What comes
/// out does not depend on the number of threads.
pub fn load(workspace: &Workspace, files: &dyn Files) -> Loaded {
    load_with(workspace, files, &Ahead::default())
}

/// As [`load`]; what was lowered ahead need not be.
pub fn load_with(workspace: &Workspace, files: &dyn Files, ahead: &Ahead) -> Loaded {
    let conditions: Vec<Conditions> = workspace
        .crates
        .iter()
        .enumerate()
        .map(|(at, krate)| Conditions::of(krate, &workspace.cfg).with(workspace.build_cfgs.get(at)))
        .collect();
    let libraries = declared::named(workspace);
    ahead.stop();
    let extent = if workspace.crates.iter().any(|krate| krate.test) { Extent::All } else { Extent::Untested };
    let anew = Ahead::new(extent);
    let ahead = if ahead.extent() == extent { ahead } else { &anew };
    let lower = |text: &_| {
        // Who lowered it ahead could not keep it.
        let mut is_from_ahead = true;
        let facts = ahead.lowered(text, || {
            is_from_ahead = false;
            lower_once(text, extent, files.facts())
        });
        if is_from_ahead {
            keep(text, extent, &facts, files.facts());
        }
        facts
    };
    let texts = Texts::new(files, lower, u64::MAX);
    let watch = Watch::new(workspace, files);
    let met: Vec<Mutex<FxHashSet<ModuleFile>>> = conditions.iter().map(|_| Mutex::default()).collect();
    rayon::scope(|scope| {
        for ((krate, conditions), met) in workspace.crates.iter().zip(&conditions).zip(&met) {
            let visit = Visit { texts: &texts, conditions, met, watch: Some(&watch) };
            scope.spawn(move |scope| visit.go(scope, &[ModuleFile::root(&krate.root)], 0));
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
    let reached = watch.reach(workspace, files, &assembly.loaded);
    let named = reached.as_ref().map_or_else(Vec::new, |reached| reached.named());
    for library in libraries.into_iter().filter(|library| declared::is_needed(library, workspace, &named)) {
        let root = declared::root(library);
        let krate = assembly.assemble(&declared::Texts, &root, Edition::E2024, Conditions::default(), None);
        assembly.loaded.declared.push(Declared { name: Name::new(library.name), krate, names: None });
    }
    if let Some(reached) = reached {
        let first = assembly.loaded.declared.len();
        let placed = |names: Vec<(Name, usize)>| names.into_iter().map(|(name, at)| (name, first + at)).collect();
        assembly.loaded.named = named.into_iter().map(placed).collect();
        let names = reached.named_by_each();
        // What is amiss in other people's libraries is not for the user to mend.
        let gaps = assembly.loaded.gaps.len();
        for (read, names) in reached.read.into_iter().zip(names) {
            let (name, edition) = (Name::new(&read.library.name), read.library.edition);
            let krate = assembly.assemble(&read.texts, &read.library.root, edition, read.conditions, None);
            assembly.loaded.declared.push(Declared { name, krate, names: Some(placed(names)) });
        }
        assembly.loaded.gaps.truncate(gaps);
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
    /// Libraries of which only declarations are known: first those that this tool declares (`core`, `alloc`, `std`, …), then
    /// those whose own sources were read.
    pub declared: Vec<Declared>,
    /// For each crate of the workspace, what its paths call those of `declared` whose sources were read: indices into it.
    /// Empty where none was.
    pub named: Vec<Vec<(Name, usize)>>,
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
    /// Its text, where it is the workspace's own.
    pub text: Arc<str>,
    /// What it says.
    pub facts: Arc<facts::File>,
    /// It declares a library of other people's: functions have no bodies, nothing in it is reported.
    pub is_declaration: bool,
}

/// A library of which only declarations are known.
#[derive(Clone, Debug)]
pub struct Declared {
    /// Its own name, as paths spell it where nobody renames it.
    pub name: Name,
    /// Its modules.
    pub krate: LoadedCrate,
    /// Where its own sources were read: what its paths call others that were, by index into [`Loaded::declared`]. None for what
    /// this tool declares.
    pub names: Option<Vec<(Name, usize)>>,
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
    pub conditions: Arc<Conditions>,
}

/// A file that was asked for and is not there to be looked at.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Gap {
    /// The file with the `mod` declaration; the crate's root itself where that is what cannot be read.
    pub path: Utf8PathBuf,
    /// The declaration's bytes; none for a crate's root.
    pub span: Option<Span>,
    /// Why.
    pub why: GapWhy,
}

/// Why a file is not there to be looked at.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum GapWhy {
    /// None of the places where it may lie has one: the first of them.
    Missing(Utf8PathBuf),
    /// It is there, and this is why it cannot be used.
    Refused(Utf8PathBuf, String),
    /// More modules are around it than anyone writes.
    TooDeep,
}

/// What a file gave.
#[derive(Clone, Debug)]
pub(super) struct Text {
    pub(super) length: u32,
    /// The text itself, where it is the workspace's own.
    pub(super) text: Arc<str>,
    pub(super) facts: Arc<facts::File>,
}

/// Where lowered files come from.
pub(super) trait Lowered {
    /// What the file at `path` says.
    fn at(&self, path: &Utf8Path) -> Result<Text, Unreadable>;
}

type Slot = Arc<OnceLock<Result<Text, Unreadable>>>;

/// From a file's text to what it says.
type Lower<'f> = Box<dyn Fn(&Arc<str>) -> Arc<facts::File> + Send + Sync + 'f>;

/// Every file that was asked for, read and lowered once.
pub(super) struct Texts<'f> {
    files: &'f dyn Files,
    lower: Lower<'f>,
    lowered: Mutex<FxHashMap<Utf8PathBuf, Slot>>,
    /// Bytes read so far.
    size: AtomicU64,
    /// Where these are more, nothing is read any more.
    largest: u64,
}

impl<'f> Texts<'f> {
    pub(super) fn new(
        files: &'f dyn Files,
        lower: impl Fn(&Arc<str>) -> Arc<facts::File> + Send + Sync + 'f,
        largest: u64,
    ) -> Texts<'f> {
        Texts { files, lower: Box::new(lower), lowered: Mutex::default(), size: AtomicU64::new(0), largest }
    }

    /// Bytes read so far.
    pub(super) fn size(&self) -> u64 {
        self.size.load(Ordering::Relaxed)
    }

    /// What was read so far says, in no order.
    pub(super) fn all(&self) -> Vec<Arc<facts::File>> {
        let slots = self.lowered.lock().unwrap_or_else(PoisonError::into_inner);
        let texts = slots.values().filter_map(|slot| slot.get()?.as_ref().ok());
        texts.map(|text| text.facts.clone()).collect()
    }
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
            if self.size() > self.largest {
                return Err(Unreadable::Refused("the library is too large".to_owned()));
            }
            let text: Arc<str> = self.files.read(path)?.into();
            self.size.fetch_add(text.len() as u64, Ordering::Relaxed);
            let length = text.len().min(u32::MAX as usize) as u32;
            let facts = (self.lower)(&text);
            // Libraries have a limit. Of them nobody asks for more than the facts.
            let text = if self.largest == u64::MAX { text } else { Arc::default() };
            Ok(Text { length, text, facts })
        })
        .clone()
    }
}

/// The walk that meets every file of a crate, in any order, on many threads.
#[derive(Clone, Copy)]
pub(super) struct Visit<'a> {
    pub(super) texts: &'a Texts<'a>,
    pub(super) conditions: &'a Conditions,
    pub(super) met: &'a Mutex<FxHashSet<ModuleFile>>,
    /// Who wants to see each file.
    pub(super) watch: Option<&'a Watch<'a>>,
}

impl<'a> Visit<'a> {
    pub(super) fn go(self, scope: &rayon::Scope<'a>, candidates: &[ModuleFile], depth: u32) {
        for place in candidates {
            if !self.met.lock().unwrap_or_else(PoisonError::into_inner).insert(place.clone()) {
                return;
            }
            match self.texts.at(&place.path) {
                Err(Unreadable::Missing) => {}
                Err(Unreadable::Refused(_)) => return,
                Ok(text) => {
                    if let Some(watch) = self.watch {
                        watch.see(&text.facts);
                    }
                    open(&text.facts.items, self.conditions);
                    for wanted in modules::wanted(&text.facts, place, depth, self.conditions) {
                        scope.spawn(move |scope| self.go(scope, &wanted.candidates, wanted.depth));
                    }
                    return;
                }
            }
        }
    }
}

/// Parses the bodies that may hold items, which all others may depend on.
fn open(items: &[Item], conditions: &Conditions) {
    for item in items.iter().filter(|item| conditions.hold(item.cfg.as_deref())) {
        let body = match &item.kind {
            ItemKind::Module(Some(items)) | ItemKind::Trait { items, .. } | ItemKind::Impl { items, .. } => {
                open(items, conditions);
                None
            }
            ItemKind::Function(function) => function.body.as_ref(),
            ItemKind::Const { body, .. } | ItemKind::Static { body, .. } => body.as_ref(),
            _ => None,
        };
        if let Some(body) = body.filter(|body| body.holds_items) {
            body.open();
        }
    }
}

/// The same walk again, in order, once every file is there.
#[derive(Default)]
struct Assembly {
    loaded: Loaded,
    ids: FxHashMap<Utf8PathBuf, FileId>,
    said: FxHashSet<Gap>,
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
        let mut krate =
            LoadedCrate { id, edition, root: None, modules, files: Vec::new(), conditions: Arc::new(conditions) };
        let place = ModuleFile::root(root);
        match texts.at(&place.path) {
            Ok(text) => {
                let file = self.file(&place.path, text, id.is_none());
                krate.root = Some(file);
                self.below(texts, &mut krate, &place, file, 0, &mut FxHashMap::default());
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
        place: &ModuleFile,
        file: FileId,
        depth: u32,
        progress: &mut FxHashMap<FileId, Progress>,
    ) {
        progress.insert(file, Progress::Open);
        krate.files.push(file);
        let facts = self.loaded[file].facts.clone();
        for wanted in modules::wanted(&facts, place, depth, &krate.conditions) {
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
                                self.below(texts, krate, child_place, child, wanted.depth, progress);
                            }
                            continue;
                        }
                    }
                }
                // Its build script may see to it that nobody asks for it.
                (None, Some(_)) if !wanted.is_certain => continue,
                (Some((place, Err(why))), _) => refusal(why, &place.path),
                (None, Some(first)) => GapWhy::Missing(first.path.clone()),
                (None, None) => GapWhy::TooDeep,
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
        let Text { length, text, facts } = text;
        self.loaded.files.push(LoadedFile { path: path.to_owned(), length, text, facts, is_declaration });
        self.ids.insert(path.to_owned(), id);
        id
    }

    /// Several crates may share the file in which something is amiss; it is said once.
    fn gap(&mut self, gap: Gap) {
        if self.said.insert(gap.clone()) {
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
