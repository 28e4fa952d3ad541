//! What earlier runs learned, kept below the target directory: what cargo and rustc said of a workspace, the report on
//! it, and what its files say. Nothing is taken on trust: a record names everything that it was made from, and holds only while all of
//! that is as it was. It is never needed; without it, with a damaged one, or where nothing can be written, everything is
//! worked out anew.
mod facts;
mod identity;
mod record;
mod report;
mod witness;

use std::sync::atomic::{AtomicBool, Ordering};

use camino::{Utf8Path, Utf8PathBuf};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::terminal::Terminal;
use record::Read;

pub(crate) use identity::{environment, program};
pub(crate) use report::report;
pub(crate) use witness::Witnesses;
use witness::hash;

/// The records of one target directory; or none at all.
#[derive(Debug)]
pub(crate) struct Cache {
    is_on: bool,
    terminal: Terminal,
    complained: AtomicBool,
}

/// A question to which a record is the answer: its kind, and a hash of all that was asked.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Key {
    kind: &'static str,
    hash: u128,
}

/// Where the record of a key lies, or will.
#[derive(Debug)]
pub(crate) struct Slot<'c> {
    cache: &'c Cache,
    path: Utf8PathBuf,
    key: Key,
}

impl Cache {
    /// Reads and writes records if it `is_on`.
    pub(crate) fn new(is_on: bool, terminal: &Terminal) -> Cache {
        Cache { is_on, terminal: *terminal, complained: AtomicBool::new(false) }
    }

    /// The key of what was `asked`; none where nothing is kept. Another build of this tool has keys of its own.
    pub(crate) fn key(&self, kind: &'static str, asked: &impl Serialize) -> Option<Key> {
        let tool = self.is_on.then(identity::tool)??;
        let bytes = postcard::to_stdvec(&(tool, asked)).ok()?;
        Some(Key { kind, hash: hash(&bytes) })
    }

    /// The slot of `key` below `target_directory`.
    pub(crate) fn slot(&self, target_directory: &Utf8Path, key: Key) -> Slot<'_> {
        let path = target_directory.join(format!("locality/cache/{}-{:032x}", key.kind, key.hash));
        Slot { cache: self, path, key }
    }
}

impl Key {
    /// Tells what was asked and what was seen of `witnesses` from all else.
    pub(crate) fn with(self, witnesses: &Witnesses) -> Option<u128> {
        let bytes = postcard::to_stdvec(&(self.hash, witnesses)).ok()?;
        Some(hash(&bytes))
    }
}

impl Slot<'_> {
    /// The record, if there is one that can be read. Whether it still holds is for the caller to see.
    pub(crate) fn get<T: DeserializeOwned>(&self) -> Option<T> {
        let why = match record::read(&self.path, self.key.hash) {
            Read::Nothing => return None,
            Read::Damaged(why) => why,
            Read::Payload(bytes) => match postcard::from_bytes(&bytes) {
                Ok(value) => return Some(value),
                Err(_) => "it is not what this tool writes",
            },
        };
        self.complain(why);
        None
    }

    /// Whether something is there.
    fn exists(&self) -> bool {
        self.path.exists()
    }

    /// Says that what is there is damaged. A disk that lost one record has often lost more: the first stands for all.
    fn complain(&self, why: &str) {
        if !self.cache.complained.swap(true, Ordering::Relaxed) {
            let words = format!("the cache in {} is damaged ({why}); it is made anew", self.path);
            self.cache.terminal.warning(&words);
        }
    }

    /// Says that nothing is kept.
    fn failed(&self, problem: &std::io::Error) {
        self.cache.terminal.detail("Kept", &format!("nothing in {}: {problem}", self.path));
    }

    /// Keeps `value`. Where that fails, the next run does the work again.
    pub(crate) fn put(&self, value: &impl Serialize) {
        let Ok(payload) = postcard::to_stdvec(value) else { return };
        if let Err(problem) = record::write(&self.path, self.key.hash, &payload) {
            self.failed(&problem);
        }
    }
}
