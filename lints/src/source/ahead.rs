//! Files lowered before it is known which crates there are: who guesses well has them when they are asked for.
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use camino::Utf8Path;
use rustc_hash::FxHashMap;

use super::cfg::Conditions;
use super::facts;
use super::lower::lower_shared;
use super::modules::{self, Place};
use crate::input::{Cfg, Files};

/// Files by their text, each lowered once.
#[derive(Debug, Default)]
pub struct Ahead {
    lowered: Mutex<FxHashMap<Arc<str>, Slot>>,
}

type Slot = Arc<OnceLock<Arc<facts::File>>>;

impl Ahead {
    /// Lowers the files of a crate whose root file may be `root`, as far as they exist for the target `cfg` with all
    /// features and without tests.
    pub fn guess(&self, files: &dyn Files, root: &Utf8Path, cfg: &Cfg) {
        let conditions = Conditions::guessed(cfg);
        rayon::scope(|scope| self.go(scope, files, &conditions, &[Place::root(root)], 0));
    }

    /// What `text` says, if it was guessed at; another thread that is at it is waited for.
    pub(super) fn known(&self, text: &Arc<str>) -> Option<Arc<facts::File>> {
        let slot = self.lowered.lock().unwrap_or_else(PoisonError::into_inner).get(text).cloned()?;
        Some(slot.get_or_init(|| Arc::new(lower_shared(text))).clone())
    }

    fn lowered(&self, text: &Arc<str>) -> Arc<facts::File> {
        let slot = {
            let mut slots = self.lowered.lock().unwrap_or_else(PoisonError::into_inner);
            slots.entry(text.clone()).or_default().clone()
        };
        slot.get_or_init(|| Arc::new(lower_shared(text))).clone()
    }

    fn go<'a>(
        &'a self,
        scope: &rayon::Scope<'a>,
        files: &'a dyn Files,
        conditions: &'a Conditions,
        candidates: &[Place],
        depth: u32,
    ) {
        let text = |place: &Place| Some((files.read(&place.path).ok()?, place.clone()));
        let Some((text, place)) = candidates.iter().find_map(text).filter(|_| depth < DEEPEST) else { return };
        let facts = self.lowered(&text.into());
        for wanted in modules::wanted(&facts, &place, conditions) {
            scope.spawn(move |scope| self.go(scope, files, conditions, &wanted.candidates, depth + 1));
        }
    }
}

/// Modules nested deeper than this are not guessed at: one may be a module of itself.
const DEEPEST: u32 = 16;
