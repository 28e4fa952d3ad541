//! What source files say, by their content, in one file for all of a workspace: a run after an edit parses only what was
//! edited.
//!
//! The file is a head and then entries: the hash of a text, the length and the hash of its facts, the facts. A new one is
//! written beside it while the lints look at the files, and takes its place in the end; it holds the entries that were of
//! use and, up to the same size, those that were not.
use std::io::{self, BufWriter, Write};
use std::ops::Range;
use std::sync::{Mutex, OnceLock, PoisonError};

use locality_lints::input::{Extent, FactsStore};
use rustc_hash::{FxHashMap, FxHashSet};
use tempfile::NamedTempFile;

use super::record::{self, MAGIC};
use super::{Slot, hash};

/// Hash of a text, length of its facts, hash of its facts.
const ENTRY: usize = 16 + 4 + 16;
/// A larger file is not read.
const LARGEST: u64 = 1 << 30;

/// The facts of earlier runs, and of this one.
pub(super) struct Facts<'c> {
    slot: Slot<'c>,
    old: OnceLock<Pack>,
    used: Mutex<FxHashSet<u128>>,
    new: Mutex<New>,
}

/// A file of entries.
#[derive(Default)]
struct Pack {
    bytes: Vec<u8>,
    /// The facts of each text, by its hash.
    entries: FxHashMap<u128, Range<usize>>,
}

/// The file that is being written.
#[derive(Default)]
enum New {
    /// Nothing new so far.
    #[default]
    Nothing,
    /// So many bytes of facts.
    Open(BufWriter<NamedTempFile>, usize),
    /// It cannot be written, and why.
    Failed(io::Error),
}

impl<'c> Facts<'c> {
    pub(super) fn new(slot: Slot<'c>) -> Facts<'c> {
        Facts { slot, old: OnceLock::new(), used: Mutex::default(), new: Mutex::default() }
    }

    fn old(&self) -> &Pack {
        self.old.get_or_init(|| {
            let Ok(bytes) = crate::files::bytes(&self.slot.path, LARGEST) else { return Pack::default() };
            let bytes_of_head = MAGIC.len() + 16;
            match Pack::entries(&bytes, bytes_of_head, self.slot.key.hash) {
                Some(entries) => Pack { bytes, entries },
                None => {
                    self.slot.complain("it is something else, or cut short");
                    Pack::default()
                }
            }
        })
    }

    /// Puts what is new, and what was of use, into the place of the old. A run that found nothing new leaves the old.
    pub(super) fn finish(self) {
        let old = self.old.into_inner().unwrap_or_default();
        let used = self.used.into_inner().unwrap_or_else(PoisonError::into_inner);
        if !used.is_empty() {
            let files = if used.len() == 1 { "1 file says" } else { &format!("{} files say", used.len()) };
            self.slot.cache.terminal.detail("Recalled", &format!("what {files}"));
        }
        let done = match self.new.into_inner().unwrap_or_else(PoisonError::into_inner) {
            New::Nothing => Ok(()),
            New::Failed(problem) => Err(problem),
            New::Open(file, size) => finish(file, size, &old, &used, &self.slot),
        };
        if let Err(problem) = done {
            self.slot.failed(&problem);
        }
    }
}

fn finish(
    mut file: BufWriter<NamedTempFile>,
    size: usize,
    old: &Pack,
    used: &FxHashSet<u128>,
    slot: &Slot<'_>,
) -> io::Result<()> {
    let mut room = size;
    let (of_use, idle): (Vec<_>, Vec<_>) = old.entries.iter().partition(|(text, _)| used.contains(text));
    for (text, facts) in of_use {
        entry(&mut file, *text, &old.bytes[facts.clone()])?;
        room += facts.len();
    }
    for (text, facts) in idle {
        if let Some(left) = room.checked_sub(facts.len()) {
            room = left;
            entry(&mut file, *text, &old.bytes[facts.clone()])?;
        }
    }
    record::place(file.into_inner().map_err(io::IntoInnerError::into_error)?, &slot.path)
}

fn entry(file: &mut impl Write, text: u128, facts: &[u8]) -> io::Result<()> {
    let length = u32::try_from(facts.len()).map_err(|_| io::ErrorKind::FileTooLarge)?;
    for part in [&text.to_le_bytes()[..], &length.to_le_bytes(), &hash(facts).to_le_bytes(), facts] {
        file.write_all(part)?;
    }
    Ok(())
}

impl Pack {
    /// Where each entry's facts are; none where this is no file of facts of `key`.
    fn entries(bytes: &[u8], head: usize, key: u128) -> Option<FxHashMap<u128, Range<usize>>> {
        let rest = bytes.strip_prefix(&MAGIC)?.strip_prefix(&key.to_le_bytes())?;
        let mut entries = FxHashMap::default();
        let mut at = 0;
        while at < rest.len() {
            let text = u128::from_le_bytes(rest.get(at..at + 16)?.try_into().ok()?);
            let length = u32::from_le_bytes(rest.get(at + 16..at + 20)?.try_into().ok()?) as usize;
            let facts = at + ENTRY..at + ENTRY + length;
            rest.get(facts.clone())?;
            at = facts.end;
            entries.insert(text, head + facts.start..head + facts.end);
        }
        Some(entries)
    }

    fn facts(&self, text: u128) -> Option<Result<&[u8], ()>> {
        let range = self.entries.get(&text)?.clone();
        let sum = self.bytes[range.start - 16..range.start].as_ref();
        let facts = &self.bytes[range];
        Some(if sum == hash(facts).to_le_bytes() { Ok(facts) } else { Err(()) })
    }
}

/// By what the facts of `text` are found.
fn key(text: &str, extent: Extent) -> u128 {
    hash(text.as_bytes()) ^ extent as u128
}

impl FactsStore for Facts<'_> {
    fn get(&self, text: &str, extent: Extent) -> Option<&[u8]> {
        let text = key(text, extent);
        match self.old().facts(text)? {
            Ok(facts) => {
                self.used.lock().unwrap_or_else(PoisonError::into_inner).insert(text);
                Some(facts)
            }
            Err(()) => {
                self.slot.complain("a checksum does not fit");
                None
            }
        }
    }

    fn put(&self, text: &str, extent: Extent, facts: &[u8]) {
        let mut new = self.new.lock().unwrap_or_else(PoisonError::into_inner);
        let write = |new: &mut New| {
            if let New::Nothing = new {
                let mut file = BufWriter::new(record::beside(&self.slot.path)?);
                file.write_all(&MAGIC)?;
                file.write_all(&self.slot.key.hash.to_le_bytes())?;
                *new = New::Open(file, 0);
            }
            if let New::Open(file, size) = new {
                entry(file, key(text, extent), facts)?;
                *size += facts.len();
            }
            Ok(())
        };
        if let Err(problem) = write(&mut new) {
            *new = New::Failed(problem);
        }
    }
}
