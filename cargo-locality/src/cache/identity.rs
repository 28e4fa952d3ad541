//! Who answered, and in which surroundings: what stands in the key of a record.
use std::ffi::OsStr;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use serde::Serialize;

/// A program as it lies on disk.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Stamp {
    path: Vec<u8>,
    length: u64,
    modified: (i64, i64),
}

/// This tool: its version, and the file that it was started from.
pub(super) fn tool() -> Option<&'static (&'static str, Stamp)> {
    static TOOL: OnceLock<Option<(&str, Stamp)>> = OnceLock::new();
    TOOL.get_or_init(|| Some((env!("CARGO_PKG_VERSION"), stamp(std::env::current_exe().ok()?)?))).as_ref()
}

/// The program that the environment variable names, else the one called `name` on the `PATH`.
pub(crate) fn program(variable: &str, name: &str) -> Option<Stamp> {
    let named = std::env::var_os(variable).unwrap_or_else(|| name.into());
    if named.as_encoded_bytes().contains(&b'/') {
        return stamp(PathBuf::from(named));
    }
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).find_map(|folder| stamp(folder.join(Path::new(&named))))
}

fn stamp(path: PathBuf) -> Option<Stamp> {
    let seen = std::fs::metadata(&path).ok().filter(std::fs::Metadata::is_file)?;
    Some(Stamp {
        length: seen.len(),
        modified: (seen.mtime(), seen.mtime_nsec()),
        path: path.into_os_string().into_encoded_bytes(),
    })
}

/// The variables that cargo and rustc listen to, sorted.
pub(crate) fn environment() -> Vec<(Vec<u8>, Vec<u8>)> {
    let mut all: Vec<_> = std::env::vars_os()
        .filter(|(name, _)| is_heard(name))
        .map(|(name, value)| (name.into_encoded_bytes(), value.into_encoded_bytes()))
        .collect();
    all.sort_unstable();
    all
}

/// What only says how to print or how many jobs to run changes no answer.
fn is_heard(name: &OsStr) -> bool {
    let name = name.as_encoded_bytes();
    let silent: [&[u8]; 6] =
        [b"CARGO_TERM_", b"CARGO_MAKEFLAGS", b"RUST_BACKTRACE", b"RUST_LOG", b"RUST_MIN_STACK", b"RUST_TEST"];
    name == b"HOME"
        || (name.starts_with(b"CARGO") || name.starts_with(b"RUST"))
            && !silent.iter().any(|silent| name.starts_with(silent))
}
