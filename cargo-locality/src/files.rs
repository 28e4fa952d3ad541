//! Reading files.
use std::fs::{File, OpenOptions};
use std::io::Read;
use std::os::unix::fs::OpenOptionsExt;

use camino::{Utf8Path, Utf8PathBuf};
use locality_lints::input::{Dependencies, Files, Unreadable};

use crate::words::size;

/// Source text of more bytes than this is not written by people.
pub(crate) const LARGEST: u64 = 16 << 20;

/// Files of a workspace on disk.
pub(crate) struct Disk<'w> {
    root: Utf8PathBuf,
    dependencies: &'w dyn Dependencies,
}

impl<'w> Disk<'w> {
    /// Paths are relative to `root` unless they are absolute.
    pub(crate) fn new(root: Utf8PathBuf, dependencies: &'w dyn Dependencies) -> Disk<'w> {
        Disk { root, dependencies }
    }

    /// Puts the bytes of the file at `path` behind those in `buffer`.
    pub(crate) fn bytes(&self, path: &Utf8Path, buffer: &mut Vec<u8>) -> Result<(), Unreadable> {
        read(&self.root.join(path), LARGEST, buffer)
    }
}

impl Files for Disk<'_> {
    fn read(&self, path: &Utf8Path) -> Result<String, Unreadable> {
        let mut buffer = Vec::new();
        self.bytes(path, &mut buffer)?;
        text(buffer)
    }

    fn dependencies(&self) -> Option<&dyn Dependencies> {
        Some(self.dependencies)
    }
}

/// The bytes of the file at `path`, if it has no more than `most`.
pub(crate) fn bytes(path: &Utf8Path, most: u64) -> Result<Vec<u8>, Unreadable> {
    let mut buffer = Vec::new();
    read(path, most, &mut buffer)?;
    Ok(buffer)
}

/// Bytes as source text.
pub(crate) fn text(bytes: Vec<u8>) -> Result<String, Unreadable> {
    String::from_utf8(bytes).map_err(|problem| {
        let good = problem.utf8_error().valid_up_to();
        let line = 1 + problem.as_bytes()[..good].iter().filter(|byte| **byte == b'\n').count();
        Unreadable::Refused(format!("it is not UTF-8 from line {line} on"))
    })
}

fn read(path: &Utf8Path, most: u64, buffer: &mut Vec<u8>) -> Result<(), Unreadable> {
    let refuse = |problem: std::io::Error| match problem.kind() {
        std::io::ErrorKind::NotFound | std::io::ErrorKind::NotADirectory => Unreadable::Missing,
        std::io::ErrorKind::PermissionDenied => Unreadable::Refused("no permission to read it".to_owned()),
        _ => Unreadable::Refused(problem.to_string()),
    };
    // Without O_NONBLOCK, opening a FIFO would wait for a writer for ever.
    let mut file: File = OpenOptions::new().read(true).custom_flags(libc::O_NONBLOCK).open(path).map_err(refuse)?;
    let seen = file.metadata().map_err(refuse)?;
    if seen.is_dir() {
        return Err(Unreadable::Refused("it is a directory".to_owned()));
    }
    if !seen.is_file() {
        return Err(Unreadable::Refused("it is no regular file".to_owned()));
    }
    if seen.len() > most {
        return Err(Unreadable::Refused(format!("it is larger than {}", size(most))));
    }
    let before = buffer.len();
    // With so much room to spare, nobody looks for the file's end with a small read before a large one.
    buffer.reserve(seen.len() as usize + 64);
    file.by_ref().take(most + 1).read_to_end(buffer).map_err(refuse)?;
    if (buffer.len() - before) as u64 > most {
        return Err(Unreadable::Refused(format!("it is larger than {}", size(most))));
    }
    Ok(())
}
