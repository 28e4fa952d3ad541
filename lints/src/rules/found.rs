//! What a rule hands out: a finding before it has a name, with the sites and the rewrite that it brings along.
use std::sync::Arc;

use camino::Utf8PathBuf;

use crate::input::CrateId;
use crate::model::Declares;
use crate::report::{Applicability, Change, Edit, Heat, Label, Level, Predicted, Site, Span};
use crate::source::LoadedFile;

/// A place where a rule speaks.
#[derive(Clone, Debug)]
pub(crate) struct Found {
    /// How loud it is after heat.
    pub(crate) level: Level,
    pub(crate) heat: Heat,
    pub(crate) krate: CrateId,
    /// Path of the item that it is in.
    pub(crate) item: String,
    pub(crate) message: String,
    pub(crate) primary: Label,
    pub(crate) labels: Vec<Label>,
    pub(crate) notes: Vec<String>,
    pub(crate) rewrite: Proposal,
    /// Their ids lack the ordinals, which only the whole report knows.
    pub(crate) sites: Vec<Site>,
    pub(crate) predicted: Predicted,
    pub(crate) weight: f64,
    /// What it is about.
    pub(crate) cause: Cause,
}

/// What a finding is about: findings of one cause are told once.
#[derive(Clone, Debug, Default)]
pub(crate) enum Cause {
    /// Code, at its place.
    #[default]
    Code,
    /// Code, at its place, which says more than what another lint says of the same expression: that is not told as well.
    Instead(&'static str),
    /// Code, at its place, of which nothing is told where this lint speaks of the same place: it says more.
    Unless(&'static str),
    /// A declared place, and those that its value goes on to.
    Declared {
        /// It; none for a construction that no place stands for.
        at: Option<Declares>,
        /// Declared places that take its value over.
        goes_to: Vec<Declares>,
        /// Calls of its function, with the place whose value they hand over: labels and sites there speak of that alone.
        handed: Vec<(Utf8PathBuf, Span, Declares)>,
    },
}

/// A rewrite before it has a name.
#[derive(Clone, Debug)]
pub(crate) struct Proposal {
    /// What it does, one sentence, lower case, no full stop.
    pub(crate) title: String,
    /// What has to be done beside it, to stand behind `title`. It holds for all findings that are told with this one.
    pub(crate) beside: Option<&'static str>,
    pub(crate) applicability: Applicability,
    /// What is changed; all findings that propose the rewrite of a file share it.
    pub(crate) changes: Arc<Vec<Change>>,
    /// The file that it is the rewrite of as a whole, for all findings that propose it.
    pub(crate) whole_file: Option<Utf8PathBuf>,
}

impl Proposal {
    /// A sketch for a person.
    pub(crate) fn by_hand(title: impl Into<String>, sketch: String) -> Proposal {
        let applicability = Applicability::ByHand { sketch };
        Proposal { title: title.into(), beside: None, applicability, changes: Arc::default(), whole_file: None }
    }

    /// All edits of one file, whichever finding asks for them; see [`Proposal::changes_of`].
    pub(crate) fn of_file(title: impl Into<String>, file: &LoadedFile, changes: &Arc<Vec<Change>>) -> Proposal {
        let applicability = Applicability::Machine;
        let (changes, whole_file) = (changes.clone(), Some(file.path.clone()));
        Proposal { title: title.into(), beside: None, applicability, changes, whole_file }
    }

    /// The change that edits a file.
    pub(crate) fn changes_of(file: &LoadedFile, edits: Vec<Edit>) -> Arc<Vec<Change>> {
        Arc::new(vec![Change::Text { file: file.path.clone(), base: file.facts.hash, edits }])
    }
}
