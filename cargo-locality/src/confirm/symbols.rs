//! From an address of a run to the lines of source that it was compiled from.
use std::fs;
use std::path::PathBuf;
use std::sync::Arc;

use addr2line::Loader;
use camino::{Utf8Path, Utf8PathBuf};
use locality_probe::record::{Module, Record};
use object::{Object as _, ObjectSegment as _, ObjectSymbol as _};
use rustc_hash::FxHashMap;

use super::overlay;
use crate::words::plain;

/// A line of source that an instruction was compiled from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Frame {
    /// The file, absolute where debug information says so.
    pub(super) file: Utf8PathBuf,
    /// The line, from 1; 0 where it is not known.
    pub(super) line: u32,
    /// The column, from 1; 0 where it is not known.
    pub(super) column: u32,
    /// The function.
    pub(super) function: Function,
}

/// A function's names; empty where the compiler gave none.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(super) struct Function {
    /// Its path with its generics, as far as the compiler tells them.
    pub(super) full: Arc<str>,
    /// Its path without: see [`words::plain`](crate::words::plain).
    pub(super) plain: Arc<str>,
}

impl Function {
    /// The last part of its path; of a closure, the function that it is in.
    pub(super) fn name(&self) -> &str {
        self.plain.rsplit("::").find(|part| !part.starts_with('{')).unwrap_or_default()
    }
}

/// The bits of an address within the smallest page there is.
const PAGE: u64 = 0xfff;

/// Debug information of the files of a run, each loaded once.
pub(super) struct Symbols {
    images: FxHashMap<PathBuf, Option<Image>>,
    /// Names of functions as people write them, by the linker's.
    names: FxHashMap<String, Function>,
    /// Paths of files as cargo writes them, by what the compiler wrote.
    files: FxHashMap<String, Utf8PathBuf>,
    workspace: Utf8PathBuf,
    /// The same without symbolic links: as the compiler sees it.
    resolved: Option<Utf8PathBuf>,
}

struct Image {
    loader: Loader,
    /// File offset, size, address of each segment.
    segments: Vec<(u64, u64, u64)>,
    /// Address, size and path of each static, by address.
    statics: Vec<(u64, u64, String)>,
}

impl Symbols {
    /// Nothing is loaded yet. Relative paths are taken from `workspace`, where cargo calls rustc.
    pub(super) fn new(workspace: &Utf8Path) -> Self {
        Self {
            images: FxHashMap::default(),
            names: FxHashMap::default(),
            files: FxHashMap::default(),
            workspace: workspace.to_owned(),
            resolved: workspace.canonicalize_utf8().ok(),
        }
    }

    /// The chain of inlined functions at a return address of `record`, innermost first; empty where nothing is known.
    pub(super) fn frames(&mut self, record: &Record, return_address: u64) -> Vec<Frame> {
        let address = return_address.saturating_sub(1);
        let Some(module) = record.modules.iter().find(|module| (module.start..module.end).contains(&address)) else {
            return Vec::new();
        };
        let image = self.images.entry(module.path.clone()).or_insert_with(|| Image::load(module));
        let Some(image) = image else { return Vec::new() };
        let offset = address - module.start + module.offset;
        let segment = image.segments.iter().find(|(start, size, _)| (*start..start + size).contains(&offset));
        let Some((start, _, at)) = segment else { return Vec::new() };
        let mut frames = Vec::new();
        let Ok(mut found) = image.loader.find_frames(offset - start + at) else { return frames };
        while let Ok(Some(frame)) = found.next() {
            let Some(location) = frame.location else { continue };
            let Some(file) = location.file else { continue };
            let raw = frame.function.as_ref().and_then(|name| name.raw_name().ok()).unwrap_or_default();
            let function = match self.names.get(raw.as_ref()) {
                Some(known) => known.clone(),
                None => {
                    let full = format!("{:#}", rustc_demangle::demangle(&raw));
                    let function = Function { plain: plain(&full).into(), full: full.into() };
                    self.names.insert(raw.into_owned(), function.clone());
                    function
                }
            };
            let file = match self.files.get(file) {
                Some(known) => known.clone(),
                None => {
                    let path = overlay::normal(&self.workspace.join(file));
                    let inside = self.resolved.as_ref().and_then(|resolved| path.strip_prefix(resolved).ok());
                    let path = inside.map_or(path.clone(), |inside| self.workspace.join(inside));
                    self.files.insert(file.to_owned(), path.clone());
                    path
                }
            };
            frames.push(Frame {
                file,
                line: location.line.unwrap_or(0),
                column: location.column.unwrap_or(0),
                function,
            });
        }
        frames
    }
}

impl Symbols {
    /// The path of the static that an address of data lies in.
    pub(super) fn static_at(&mut self, record: &Record, address: u64) -> Option<String> {
        let module = record.modules.iter().find(|module| module.path == record.executable)?;
        let image = self.images.entry(module.path.clone()).or_insert_with(|| Image::load(module)).as_ref()?;
        // A mapping begins at the page that its segment begins in.
        let (start, _, at) = image.segments.iter().find(|(start, ..)| start & !PAGE == module.offset & !PAGE)?;
        let bias = (module.start + start).checked_sub(module.offset + at)?;
        let address = address.checked_sub(bias)?;
        let after = image.statics.partition_point(|(start, ..)| *start <= address);
        let (start, size, name) = image.statics.get(after.checked_sub(1)?)?;
        (address < start + size).then(|| name.clone())
    }
}

impl Image {
    fn load(module: &Module) -> Option<Self> {
        let bytes = fs::read(&module.path).ok()?;
        let file = object::File::parse(bytes.as_slice()).ok()?;
        let segments = file
            .segments()
            .map(|segment| {
                let (start, size) = segment.file_range();
                (start, size, segment.address())
            })
            .collect();
        let mut statics = file
            .symbols()
            .filter(|symbol| symbol.kind() == object::SymbolKind::Data && symbol.size() > 0)
            .filter_map(|symbol| {
                let name = format!("{:#}", rustc_demangle::demangle(symbol.name().ok()?));
                Some((symbol.address(), symbol.size(), name))
            })
            .collect::<Vec<_>>();
        statics.sort_unstable();
        Some(Self { loader: Loader::new(&module.path).ok()?, segments, statics })
    }
}
