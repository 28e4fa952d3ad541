//! Libraries known by declaration: `core`, `alloc`, `std`, and, where their own sources are not at hand, crates whose
//! containers are met everywhere.
//!
//! What this tool must know of them is written as Rust declarations in `lints/std`: data, not code. They are lowered by the
//! same code as everything else, when this package is compiled (`lints/build`). The conventions are in `lints/std/README.md`.
use std::sync::{Arc, OnceLock};

use camino::{Utf8Path, Utf8PathBuf};

use super::codec::Carried;
use super::load::{Lowered, Text};
use super::name::Name;
use crate::input::{Foreign, Unreadable, Workspace};

/// A library.
pub(super) struct Library {
    /// The name that paths use.
    pub(super) name: &'static str,
    /// Its files, the root first.
    pub(super) files: &'static [Declaration],
}

/// A file of a library.
pub(super) struct Declaration {
    /// Relative to the library's root directory.
    path: &'static str,
    /// Bytes of its text.
    length: usize,
    /// What it says, encoded.
    facts: Carried,
    lowered: OnceLock<Text>,
}

impl Declaration {
    const fn new(path: &'static str, length: usize, facts: &'static [u8]) -> Declaration {
        Declaration { path, length, facts: Carried::new(facts), lowered: OnceLock::new() }
    }

    /// What it says, decoded once a process.
    pub(super) fn lowered(&'static self) -> Text {
        let decode = || {
            let facts = self.facts.decode().expect("written by the same code");
            Text { length: self.length as u32, text: Arc::default(), facts: Arc::new(facts) }
        };
        self.lowered.get_or_init(decode).clone()
    }
}

macro_rules! files {
    ($directory:literal: $($path:literal),* $(,)?) => {
        {
            static FILES: [Declaration; [$($path),*].len()] =
                [$(Declaration::new(
                    $path,
                    include_str!(concat!("../../std/", $directory, "/", $path)).len(),
                    include_bytes!(concat!(env!("OUT_DIR"), "/declarations/", $directory, "/", $path)),
                )),*];
            &FILES
        }
    };
}

/// Always there.
static STANDARD: &[Library] = &[
    Library {
        name: "core",
        files: files!("core": "lib.rs", "alloc.rs", "array.rs", "cell.rs", "char.rs", "cmp.rs", "convert.rs", "fmt.rs", "iter.rs", "mem.rs", "num.rs", "ops.rs", "option.rs", "pin.rs", "ptr.rs", "result.rs", "slice.rs", "str.rs", "sync.rs", "time.rs"),
    },
    Library {
        name: "alloc",
        files: files!("alloc": "lib.rs", "borrow.rs", "boxed.rs", "collections.rs", "collections/binary_heap.rs", "collections/btree_map.rs", "collections/btree_set.rs", "collections/linked_list.rs", "collections/vec_deque.rs", "rc.rs", "string.rs", "sync.rs", "vec.rs"),
    },
    Library {
        name: "std",
        files: files!("std": "lib.rs", "collections.rs", "collections/hash_map.rs", "collections/hash_set.rs", "env.rs", "ffi.rs", "fs.rs", "hash.rs", "io.rs", "path.rs", "process.rs", "sync.rs", "sync/mpsc.rs", "thread.rs", "time.rs"),
    },
];

/// There where a crate depends on them.
static OTHERS: &[Library] = &[
    Library { name: "ahash", files: files!("ahash": "lib.rs") },
    Library { name: "arrayvec", files: files!("arrayvec": "lib.rs") },
    Library { name: "dashmap", files: files!("dashmap": "lib.rs", "mapref.rs") },
    Library { name: "fnv", files: files!("fnv": "lib.rs") },
    Library { name: "fxhash", files: files!("fxhash": "lib.rs") },
    Library { name: "hashbrown", files: files!("hashbrown": "lib.rs", "hash_map.rs", "hash_set.rs", "hash_table.rs") },
    Library { name: "indexmap", files: files!("indexmap": "lib.rs", "map.rs", "set.rs") },
    Library { name: "itertools", files: files!("itertools": "lib.rs") },
    Library { name: "lazy_static", files: files!("lazy_static": "lib.rs") },
    Library { name: "num_traits", files: files!("num_traits": "lib.rs") },
    Library { name: "once_cell", files: files!("once_cell": "lib.rs") },
    Library { name: "parking_lot", files: files!("parking_lot": "lib.rs") },
    Library { name: "rand", files: files!("rand": "lib.rs") },
    Library { name: "rustc_hash", files: files!("rustc_hash": "lib.rs") },
    Library { name: "smallvec", files: files!("smallvec": "lib.rs") },
    Library { name: "thin_vec", files: files!("thin_vec": "lib.rs") },
];

/// The libraries that a crate of `workspace` can name.
pub(super) fn named(workspace: &Workspace) -> Vec<&'static Library> {
    let depended_on = |library: &&Library| {
        workspace.crates.iter().flat_map(|krate| &krate.foreign).any(|it| it.library == library.name)
    };
    STANDARD.iter().chain(OTHERS.iter().filter(depended_on)).collect()
}

/// Whether a library is still needed where the crates of `workspace` call libraries whose own sources were read what `named`
/// says: by a crate that depends on it and has no such library by the name that it gives it.
pub(super) fn is_needed(library: &Library, workspace: &Workspace, named: &[Vec<(Name, usize)>]) -> bool {
    let is_read = |at: usize, it: &Foreign| {
        named.get(at).is_some_and(|named| named.iter().any(|(name, _)| *name == *it.name.as_str()))
    };
    let mut dependents = workspace.crates.iter().enumerate();
    STANDARD.iter().any(|standard| standard.name == library.name)
        || dependents.any(|(at, krate)| krate.foreign.iter().any(|it| it.library == library.name && !is_read(at, it)))
}

/// The path of a library's root file.
pub(super) fn root(library: &Library) -> Utf8PathBuf {
    path_of(library, library.files[0].path)
}

fn path_of(library: &Library, file: &str) -> Utf8PathBuf {
    Utf8PathBuf::from(format!("<{}>/{file}", library.name))
}

/// All declarations, by path.
pub(super) struct Texts;

impl Lowered for Texts {
    fn at(&self, path: &Utf8Path) -> Result<Text, Unreadable> {
        let of = |library: &'static Library| {
            let rest = path.as_str().strip_prefix('<')?.strip_prefix(library.name)?.strip_prefix(">/")?;
            library.files.iter().find(|file| file.path == rest)
        };
        let file = STANDARD.iter().chain(OTHERS).find_map(of);
        file.map(Declaration::lowered).ok_or(Unreadable::Missing)
    }
}
