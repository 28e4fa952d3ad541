//! From addresses of a run to the source: file and line of every inlined frame, innermost first.
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use addr2line::Loader;
use locality_probe::record::{Module, Record};
use object::{Object, ObjectSegment};

/// Crates whose code is a container's own work, beside `core`, `alloc` and `std`.
const CONTAINERS: &[&str] = &[
    "ahash",
    "arrayvec",
    "dashmap",
    "fnv",
    "fxhash",
    "hashbrown",
    "heapless",
    "im",
    "indexmap",
    "intrusive-collections",
    "linked-hash-map",
    "lru",
    "rustc-hash",
    "slab",
    "slotmap",
    "smallvec",
    "thin-vec",
    "tinyvec",
];

/// Where an instruction comes from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Origin {
    /// File and line of each frame of the inline chain, innermost first.
    pub frames: Vec<(Rc<str>, u32)>,
    /// The innermost frame lies in a container's code.
    pub is_container: bool,
}

/// Programs and libraries by path, each read when first asked for.
#[derive(Default)]
pub struct Symbols {
    objects: HashMap<PathBuf, Option<Debug>>,
    files: HashMap<String, Rc<str>>,
    known: HashMap<(PathBuf, u64), Rc<Origin>>,
}

struct Debug {
    loader: Loader,
    /// (offset in the file, length, address) of each loaded segment.
    segments: Vec<(u64, u64, u64)>,
}

impl Symbols {
    /// Where the access before `return_address` comes from; nothing known is an empty origin.
    pub fn origin(&mut self, record: &Record, return_address: u64) -> Rc<Origin> {
        let address = return_address.saturating_sub(1);
        let holds = |module: &&Module| (module.start..module.end).contains(&address);
        let Some(module) = record.modules.iter().find(holds) else { return Rc::default() };
        let offset = address - module.start + module.offset;
        if let Some(known) = self.known.get(&(module.path.clone(), offset)) {
            return known.clone();
        }
        let origin = Rc::new(self.look_up(&module.path, offset).unwrap_or_default());
        self.known.insert((module.path.clone(), offset), origin.clone());
        origin
    }

    fn look_up(&mut self, path: &Path, offset: u64) -> Option<Origin> {
        if !self.objects.contains_key(path) {
            self.objects.insert(path.to_path_buf(), Debug::read(path));
        }
        let debug = self.objects.get(path)?.as_ref()?;
        let (start, _, address) =
            debug.segments.iter().find(|(start, length, _)| (*start..start + length).contains(&offset))?;
        let mut found = debug.loader.find_frames(offset - start + address).ok()?;
        let mut frames = Vec::new();
        while let Ok(Some(frame)) = found.next() {
            let place = frame.location.and_then(|place| Some((place.file?.to_owned(), place.line.unwrap_or(0))));
            frames.extend(place.map(|(file, line)| (interned(&mut self.files, file), line)));
        }
        let is_container = frames.first().is_some_and(|(file, _)| is_container(file));
        Some(Origin { frames, is_container })
    }
}

impl Debug {
    fn read(path: &Path) -> Option<Debug> {
        let bytes = std::fs::read(path).ok()?;
        let segments = object::File::parse(&*bytes)
            .ok()?
            .segments()
            .map(|segment| (segment.file_range().0, segment.file_range().1, segment.address()))
            .collect();
        Some(Debug { loader: Loader::new(path).ok()?, segments })
    }
}

fn interned(files: &mut HashMap<String, Rc<str>>, file: String) -> Rc<str> {
    files.entry(file).or_insert_with_key(|file| Rc::from(file.as_str())).clone()
}

/// Whether a file, as debug information names it, belongs to the standard library or to a crate of containers.
fn is_container(file: &str) -> bool {
    let of_std = file.starts_with("/rustc/") || file.starts_with("/rust/deps/") || file.contains("/lib/rustlib/src/");
    // A registry's sources lie in `registry/src/INDEX/NAME-VERSION/`.
    let name = file.split_once("/registry/src/").and_then(|(_, rest)| rest.split('/').nth(1));
    of_std || name.is_some_and(|name| CONTAINERS.iter().any(|container| is_version_of(name, container)))
}

fn is_version_of(folder: &str, name: &str) -> bool {
    folder
        .strip_prefix(name)
        .and_then(|rest| rest.strip_prefix('-'))
        .is_some_and(|version| version.starts_with(|first: char| first.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::is_container;

    #[test]
    fn the_standard_library_and_crates_of_containers_are_told_from_the_user_s_code() {
        for file in [
            "/rustc/59807616e1fa2540724bfbac14d7976d7e4a3860/library/core/src/iter/range.rs",
            "/rust/deps/hashbrown-0.16.1/src/raw.rs",
            "/home/me/.cargo/registry/src/index-1/indexmap-2.14.2/src/map.rs",
            "/home/me/.cargo/registry/src/index-1/linked-hash-map-0.5.6/src/lib.rs",
        ] {
            assert!(is_container(file), "{file}");
        }
        for file in [
            "/home/me/heat/src/grid.rs",
            "/home/me/.cargo/registry/src/index-1/im-rope-0.1.0/src/lib.rs",
            "/home/me/.cargo/registry/src/index-1/petgraph-0.8.3/src/lib.rs",
        ] {
            assert!(!is_container(file), "{file}");
        }
    }
}
