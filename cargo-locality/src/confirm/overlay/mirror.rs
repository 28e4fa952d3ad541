//! The mirrored tree: real directories down to what is instrumented, links to the user's files for all else.
use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsString;
use std::fs;
use std::hash::{Hash, Hasher};

use camino::{Utf8Path, Utf8PathBuf};

use super::super::Error;
use super::super::error::At as _;
use super::symlink;

/// A mirror of `base`, not yet written.
#[derive(Debug)]
pub(super) struct Mirror {
    base: Utf8PathBuf,
    /// Every directory that is real in the mirror, with the names of the children that are links.
    directories: BTreeMap<Utf8PathBuf, BTreeSet<OsString>>,
    /// The instrumented files.
    files: BTreeMap<Utf8PathBuf, String>,
}

impl Mirror {
    /// The mirror of `base` in which `files` (absolute, below `base`) have another text. Left out: `target_dir`, and what
    /// version control keeps.
    pub(super) fn of(base: &Utf8Path, files: &BTreeMap<Utf8PathBuf, String>, target_dir: &Utf8Path) -> Self {
        let mut directories = BTreeMap::new();
        directories.insert(base.to_owned(), BTreeSet::new());
        for file in files.keys() {
            for dir in file.ancestors().skip(1).take_while(|dir| dir.starts_with(base)) {
                directories.insert(dir.to_owned(), BTreeSet::new());
            }
        }
        let real = directories.keys().cloned().collect::<BTreeSet<_>>();
        for (dir, links) in &mut directories {
            for entry in fs::read_dir(dir).into_iter().flatten().flatten() {
                let name = entry.file_name();
                let is_special = name.to_str().is_some_and(|name| {
                    let path = dir.join(name);
                    matches!(name, ".git" | ".hg" | ".jj")
                        || path == target_dir
                        || real.contains(&path)
                        || files.contains_key(&path)
                });
                if !is_special {
                    links.insert(name);
                }
            }
        }
        Self { base: base.to_owned(), directories, files: files.clone() }
    }

    /// Writes it to `tree`, which does not exist yet.
    pub(super) fn write(&self, tree: &Utf8Path) -> Result<(), Error> {
        let inside = |path: &Utf8Path| tree.join(path.strip_prefix(&self.base).unwrap_or(path));
        for (dir, links) in &self.directories {
            let here = inside(dir);
            fs::create_dir_all(&here).at(&here)?;
            for name in links {
                let link = here.as_std_path().join(name);
                symlink(&dir.as_std_path().join(name), &link).at(&here)?;
            }
        }
        for (path, text) in &self.files {
            let here = inside(path);
            fs::write(&here, text).at(&here)?;
        }
        Ok(())
    }

    /// Makes the links in `tree`, where it was written before, those that it would have now. Another run may do the same.
    pub(super) fn follow(&self, tree: &Utf8Path) {
        for (dir, links) in &self.directories {
            let here = tree.join(dir.strip_prefix(&self.base).unwrap_or(dir));
            let is_link = |entry: &fs::DirEntry| entry.file_type().is_ok_and(|kind| kind.is_symlink());
            let entries = fs::read_dir(&here).into_iter().flatten().flatten().filter(is_link);
            let there = entries.map(|entry| entry.file_name()).collect::<BTreeSet<_>>();
            // Where one cannot be made, the compiler says what it misses.
            for name in links.difference(&there) {
                let _ = symlink(&dir.as_std_path().join(name), &here.as_std_path().join(name));
            }
            for name in there.difference(links) {
                let _ = fs::remove_file(here.as_std_path().join(name));
            }
        }
    }
}

impl Hash for Mirror {
    fn hash<H: Hasher>(&self, state: &mut H) {
        // What the links point at is read by cargo and rustc in its own place. A file beside the sources that comes or goes (a lock
        // file, what a program writes) changes nothing of what is compiled, so which links there are is no part of it.
        self.base.hash(state);
        self.directories.keys().for_each(|directory| directory.hash(state));
    }
}
