//! The user's files as a run is to see them.
use std::collections::BTreeMap;
use std::fs;
use std::io;

use camino::{Utf8Path, Utf8PathBuf};

/// The user's files, some of them with another text than on the disk. Nothing is written there: the overlay has them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tree {
    changed: BTreeMap<Utf8PathBuf, String>,
}

impl Tree {
    /// As it lies on the disk.
    pub fn new() -> Tree {
        Tree::default()
    }

    /// Gives a file, named by its absolute path, another text.
    pub fn change(&mut self, file: &Utf8Path, text: impl Into<String>) {
        self.changed.insert(super::normal(file), text.into());
    }

    /// Whether it is other than on the disk.
    pub fn is_changed(&self) -> bool {
        !self.changed.is_empty()
    }

    /// The files with another text.
    pub(super) fn changed(&self) -> impl Iterator<Item = &Utf8PathBuf> {
        self.changed.keys()
    }

    /// Whether cargo has to see another manifest than on the disk.
    pub(super) fn has_manifest(&self) -> bool {
        self.changed.keys().any(|file| file.file_name() == Some("Cargo.toml"))
    }

    /// A file's text.
    pub(in crate::confirm) fn read(&self, file: &Utf8Path) -> io::Result<String> {
        self.changed.get(file).map_or_else(|| fs::read_to_string(file), |text| Ok(text.clone()))
    }
}
