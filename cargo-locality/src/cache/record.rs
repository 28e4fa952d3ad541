//! A record on disk: a head that tells whose it is and whether it is whole, then its bytes.
use std::io::{self, Write};

use camino::Utf8Path;
use tempfile::NamedTempFile;

use super::witness::hash;
use crate::files::bytes;

/// How every record begins; the last byte is the version of this head.
pub(super) const MAGIC: [u8; 16] = *b"locality cache\0\x01";
/// Magic, key, checksum of the payload.
const HEAD: usize = 16 + 16 + 16;
/// A larger record is none.
const LARGEST: u64 = 64 << 20;
/// More records than this and the oldest go. Each set of options has its own.
const MOST: usize = 64;
/// The mark by which backups and `cargo clean`'s like know a directory of things that can be made again.
const TAG: &str = "Signature: 8a477f597d28d172789f06886806bc55\n";

/// What there was.
pub(super) enum Read {
    /// No record, or none that may be read.
    Nothing,
    /// Something that is no whole record of this key, and why.
    Damaged(&'static str),
    /// A record's bytes.
    Payload(Vec<u8>),
}

/// The record at `path`, which must be that of `key`.
pub(super) fn read(path: &Utf8Path, key: u128) -> Read {
    let Ok(mut record) = bytes(path, LARGEST) else { return Read::Nothing };
    let Some((head, payload)) = record.split_at_checked(HEAD) else { return Read::Damaged("it is cut short") };
    let (magic, head) = head.split_at(16);
    let (of, checksum) = head.split_at(16);
    if magic != MAGIC || of != key.to_le_bytes() {
        return Read::Damaged("it is something else");
    }
    if checksum != hash(payload).to_le_bytes() {
        return Read::Damaged("its checksum does not fit");
    }
    record.drain(..HEAD);
    Read::Payload(record)
}

/// Writes a record beside its place and moves it there: who reads meanwhile sees the old one or the new one, whole.
pub(super) fn write(path: &Utf8Path, key: u128, payload: &[u8]) -> io::Result<()> {
    let mut file = beside(path)?;
    for part in [MAGIC.as_slice(), &key.to_le_bytes(), &hash(payload).to_le_bytes(), payload] {
        file.write_all(part)?;
    }
    place(file, path)
}

/// A file in the folder of `path`, which goes when it is not placed there.
pub(super) fn beside(path: &Utf8Path) -> io::Result<NamedTempFile> {
    let folder = path.parent().unwrap_or(path);
    create(folder)?;
    NamedTempFile::new_in(folder)
}

/// Moves `file` to `path`.
pub(super) fn place(file: NamedTempFile, path: &Utf8Path) -> io::Result<()> {
    file.persist(path).map_err(|problem| problem.error)?;
    drop_oldest(path.parent().unwrap_or(path));
    Ok(())
}

/// Creates the folder. A target directory that cargo has not made yet gets the mark that cargo would give it.
fn create(folder: &Utf8Path) -> io::Result<()> {
    let target = folder.ancestors().nth(2);
    let is_new = target.is_some_and(|target| !target.exists());
    std::fs::create_dir_all(folder)?;
    if let Some(target) = target.filter(|_| is_new) {
        std::fs::write(target.join("CACHEDIR.TAG"), TAG)?;
    }
    Ok(())
}

/// What a run that was killed left behind goes the same way. Another run may be at it too; then there is less to do.
fn drop_oldest(folder: &Utf8Path) {
    let Ok(entries) = folder.read_dir_utf8() else { return };
    let paths: Vec<_> = entries.filter_map(|entry| Some(entry.ok()?.into_path())).collect();
    if paths.len() <= MOST {
        return;
    }
    let age = |path: &camino::Utf8PathBuf| path.metadata().and_then(|seen| seen.modified()).ok();
    let mut by_age: Vec<_> = paths.iter().map(|path| (age(path), path)).collect();
    by_age.sort_unstable();
    for (_, path) in &by_age[..paths.len() - MOST * 3 / 4] {
        let _ = std::fs::remove_file(path);
    }
}
