//! Files lowered before it is known which crates there are: who guesses well has them when they are asked for.
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use camino::Utf8Path;
use rustc_hash::{FxHashMap, FxHashSet};

use super::cfg::Conditions;
use super::facts;
use super::kept::lower_once;
use super::modules::{self, ModuleFile};
use crate::input::{Cfg, Extent, Files};

/// Files by their text, each lowered once.
#[derive(Debug)]
pub struct Ahead {
    /// How much of what they say is wanted.
    extent: Extent,
    lowered: Mutex<FxHashMap<Arc<str>, Slot>>,
    is_over: AtomicBool,
    /// Files that asked for their modules: those may ask for them again, each more than once.
    met: Mutex<FxHashSet<ModuleFile>>,
}

type Slot = Arc<OnceLock<Arc<facts::File>>>;

impl Default for Ahead {
    fn default() -> Ahead {
        Ahead::new(Extent::Untested)
    }
}

impl Ahead {
    /// Nothing yet.
    pub fn new(extent: Extent) -> Ahead {
        Ahead { extent, lowered: Mutex::default(), is_over: AtomicBool::new(false), met: Mutex::default() }
    }

    /// How much of what files say is wanted.
    pub(super) fn extent(&self) -> Extent {
        self.extent
    }

    /// Lowers the files of a crate whose root file may be `root`, as far as they exist for the target `cfg` with all
    /// features and without tests.
    pub fn guess(&self, files: &dyn Files, root: &Utf8Path, cfg: &Cfg) {
        let conditions = Conditions::guessed(cfg);
        rayon::scope(|scope| self.go(scope, files, &conditions, &[ModuleFile::root(root)], 0));
    }

    /// What `text` says, as `lower` finds out unless that is known; another thread that is at it is waited for.
    pub(super) fn lowered(&self, text: &Arc<str>, lower: impl FnOnce() -> facts::File) -> Arc<facts::File> {
        let slot = {
            let mut slots = self.lowered.lock().unwrap_or_else(PoisonError::into_inner);
            slots.entry(text.clone()).or_default().clone()
        };
        slot.get_or_init(|| Arc::new(lower())).clone()
    }

    /// There is no need to guess any more.
    pub(super) fn stop(&self) {
        self.is_over.store(true, Ordering::Relaxed);
    }

    fn go<'a>(
        &'a self,
        scope: &rayon::Scope<'a>,
        files: &'a dyn Files,
        conditions: &'a Conditions,
        candidates: &[ModuleFile],
        depth: u32,
    ) {
        if self.is_over.load(Ordering::Relaxed) {
            return;
        }
        let text = |place: &ModuleFile| Some((files.read(&place.path).ok()?, place.clone()));
        let Some((text, place)) = candidates.iter().find_map(text).filter(|_| depth < DEEPEST) else { return };
        if !self.met.lock().unwrap_or_else(PoisonError::into_inner).insert(place.clone()) {
            return;
        }
        let text = text.into();
        let facts = self.lowered(&text, || lower_once(&text, self.extent, None));
        for wanted in modules::wanted(&facts, &place, depth, conditions) {
            scope.spawn(move |scope| self.go(scope, files, conditions, &wanted.candidates, wanted.depth));
        }
    }
}

/// Modules nested deeper than this are not guessed at: one may be a module of itself.
const DEEPEST: u32 = 16;
