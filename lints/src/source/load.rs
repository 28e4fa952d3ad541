//! From crates to files: which file each module of each crate lies in.
use std::sync::Arc;

use camino::Utf8PathBuf;
use rustc_hash::FxHashMap;

use super::cfg::Conditions;
use super::facts::{self, Span};
use crate::input::{CrateId, Edition};

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
