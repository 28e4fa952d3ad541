//! What a record was made from, outside the text of crates: files, directories, and that something was not there.
use std::os::unix::fs::MetadataExt;
use std::time::{Duration, SystemTime};

use camino::{Utf8Path, Utf8PathBuf};
use rustc_hash::FxHashSet;
use serde::{Deserialize, Serialize};
use twox_hash::XxHash3_128;

use crate::files::bytes;

/// How coarse the clock of a file system may be.
const COARSE: Duration = Duration::from_millis(20);

/// No manifest and no configuration is larger.
const LARGEST: u64 = 64 << 20;

/// A hash that tells contents apart; not one that withstands an attacker.
pub(crate) fn hash(bytes: &[u8]) -> u128 {
    XxHash3_128::oneshot(bytes)
}

/// Things on disk, each with what was seen of it.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct Witnesses {
    seen: Vec<(Witness, u128)>,
    #[serde(skip)]
    met: FxHashSet<Witness>,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
enum Witness {
    /// A file's content, or that it is not there.
    File(Utf8PathBuf),
    /// Whether there is a file, a directory, or nothing.
    Kind(Utf8PathBuf),
    /// The entries of a directory that are Rust files, or directories with `file` in them.
    Entries { folder: Utf8PathBuf, file: String },
    /// When a directory was changed.
    Age(Utf8PathBuf),
}

impl Witnesses {
    /// The content of `path`, now.
    pub(crate) fn file(&mut self, path: impl Into<Utf8PathBuf>) {
        self.add(Witness::File(path.into()));
    }

    /// Whether there is something at `path`, now.
    pub(crate) fn kind(&mut self, path: impl Into<Utf8PathBuf>) {
        self.add(Witness::Kind(path.into()));
    }

    /// Which entries of `folder` are Rust files or directories with `file` in them (any directory for an empty name), now.
    pub(crate) fn entries(&mut self, folder: impl Into<Utf8PathBuf>, file: &str) {
        self.add(Witness::Entries { folder: folder.into(), file: file.to_owned() });
    }

    /// When entries of the directory `path` last came or went.
    pub(crate) fn age(&mut self, path: impl Into<Utf8PathBuf>) {
        self.add(Witness::Age(path.into()));
    }

    fn add(&mut self, witness: Witness) {
        if self.met.insert(witness.clone()) {
            let state = witness.state();
            self.seen.push((witness, state));
        }
    }

    /// Whether all is still as it was seen.
    pub(crate) fn hold(&self) -> bool {
        self.seen.iter().all(|(witness, state)| witness.state() == *state)
    }

    /// Whether nothing of it was touched since `then`. Who asked at that time may have seen something older else.
    pub(crate) fn are_older_than(&self, then: SystemTime) -> bool {
        let since = then.checked_sub(COARSE).and_then(|then| then.duration_since(SystemTime::UNIX_EPOCH).ok());
        let Some(since) = since else { return false };
        let changed = |path: &Utf8Path| {
            let seen = std::fs::metadata(path).ok()?;
            Some(Duration::new(seen.ctime().try_into().ok()?, seen.ctime_nsec().try_into().ok()?))
        };
        self.seen.iter().all(|(witness, _)| changed(witness.path()).is_none_or(|changed| changed < since))
    }
}

impl Witness {
    fn path(&self) -> &Utf8Path {
        match self {
            Witness::File(path) | Witness::Kind(path) | Witness::Age(path) | Witness::Entries { folder: path, .. } => {
                path
            }
        }
    }

    fn state(&self) -> u128 {
        match self {
            Witness::File(path) => bytes(path, LARGEST).map_or(1, |bytes| hash(&bytes)),
            Witness::Kind(path) => match path.metadata() {
                Err(_) => 0,
                Ok(seen) if seen.is_dir() => 1,
                Ok(_) => 2,
            },
            Witness::Age(path) => {
                path.metadata().map_or(0, |seen| hash(format!("{} {}", seen.mtime(), seen.mtime_nsec()).as_bytes()))
            }
            Witness::Entries { folder, file } => {
                let Ok(entries) = folder.as_std_path().read_dir() else { return 0 };
                let mut names: Vec<Vec<u8>> = entries
                    .filter_map(Result::ok)
                    .filter(|entry| {
                        let is_rust = entry.file_name().as_encoded_bytes().ends_with(b".rs");
                        is_rust
                            || !entry.file_type().is_ok_and(|kind| kind.is_file()) && entry.path().join(file).exists()
                    })
                    .map(|entry| entry.file_name().into_encoded_bytes())
                    .collect();
                names.sort_unstable();
                hash(&names.join(&b'/'))
            }
        }
    }
}
