//! Where the files of `mod x;` declarations lie.
use camino::{Utf8Component, Utf8Path, Utf8PathBuf};

use super::cfg::Conditions;
use super::facts::{File, Item, ItemKind, Span};

/// A file of a module tree.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct ModuleFile {
    pub(super) path: Utf8PathBuf,
    /// Its submodules lie beside it: crate roots, `mod.rs`, and what a `#[path]` names. Those of `a.rs` lie in `a/`.
    pub(super) owns_directory: bool,
}

/// Modules nested deeper than this are not looked into. It bounds every walk over modules, on any stack.
pub(super) const DEEPEST: u32 = 96;

/// A file that a `mod x;` or `include!` asks for.
#[derive(Debug)]
pub(super) struct Wanted {
    /// First byte of the name in the declaration.
    pub(super) name_start: u32,
    /// The declaration.
    pub(super) span: Span,
    /// How many modules are around what it holds, the crate's root among them.
    pub(super) depth: u32,
    /// Whether the declaration exists for sure: no condition stands at it that only a build script knows.
    pub(super) is_certain: bool,
    /// Where it may lie; the first that exists is it. None where it lies deeper than [`DEEPEST`].
    pub(super) candidates: Vec<ModuleFile>,
}

impl ModuleFile {
    /// A crate's root.
    pub(super) fn root(path: &Utf8Path) -> ModuleFile {
        ModuleFile { path: normal(path), owns_directory: true }
    }

    /// The directory in which files that its inline modules and submodules name by default are looked for.
    fn submodules(&self) -> Utf8PathBuf {
        let directory = parent(&self.path);
        match self.path.file_stem() {
            Some(stem) if !self.owns_directory => directory.join(stem),
            _ => directory.to_owned(),
        }
    }
}

/// The files that `file`, which lies at `place` in `depth` modules, asks for, as far as they exist under `conditions`.
pub(super) fn wanted(file: &File, place: &ModuleFile, depth: u32, conditions: &Conditions) -> Vec<Wanted> {
    let mut search = Search { conditions, directory: parent(&place.path), is_certain: true, found: Vec::new() };
    let cfg = file.attributes.cfg.as_ref();
    if conditions.hold(cfg) {
        search.is_certain = conditions.are_met(cfg);
        search.items(&file.items, parent(&place.path), &place.submodules(), depth + 1);
    }
    search.found
}

struct Search<'a> {
    conditions: &'a Conditions,
    /// Where the file lies.
    directory: &'a Utf8Path,
    /// Whether all modules around exist for sure.
    is_certain: bool,
    found: Vec<Wanted>,
}

impl Search<'_> {
    /// `explicit` is where a `#[path]` starts from, `implied` where a bare name does; the modules among `items` are
    /// `depth` deep.
    fn items(&mut self, items: &[Item], explicit: &Utf8Path, implied: &Utf8Path, depth: u32) {
        for item in items {
            let ItemKind::Module(content) = &item.kind else {
                continue;
            };
            if !self.conditions.hold(item.cfg.as_deref()) {
                continue;
            }
            let is_certain = self.is_certain && self.conditions.are_met(item.cfg.as_deref());
            let Some(name) = item.name else {
                // `include!`: beside the file that says so, whatever module that is in.
                let at = item.attributes.path.as_ref().filter(|_| depth <= DEEPEST);
                let file =
                    |path: &String| ModuleFile { path: normal(&self.directory.join(path)), owns_directory: true };
                let (name_start, span) = (item.name_span.start, item.span);
                let candidates = at.map(file).into_iter().collect();
                self.found.push(Wanted { name_start, span, depth, is_certain, candidates });
                continue;
            };
            let conditional = item.attributes.conditional_paths.iter().find(|(when, _)| self.conditions.holds(when));
            let path = item.attributes.path.as_ref().or(conditional.map(|(_, path)| path));
            let name_start = item.name_span.start;
            let wanted = Wanted { name_start, span: item.span, depth, is_certain, candidates: Vec::new() };
            let around = std::mem::replace(&mut self.is_certain, is_certain);
            match (content, path) {
                _ if depth > DEEPEST => self.found.push(wanted),
                (Some(items), Some(path)) => {
                    let inner = normal(&explicit.join(path));
                    self.items(items, &inner, &inner, depth + 1);
                }
                (Some(items), None) => {
                    let inner = implied.join(name.as_str());
                    self.items(items, &inner, &inner, depth + 1);
                }
                (None, path) => {
                    let candidates = match path {
                        Some(path) => vec![ModuleFile { path: normal(&explicit.join(path)), owns_directory: true }],
                        None => vec![
                            ModuleFile { path: implied.join(format!("{name}.rs")), owns_directory: false },
                            ModuleFile { path: implied.join(name.as_str()).join("mod.rs"), owns_directory: true },
                        ],
                    };
                    self.found.push(Wanted { candidates, ..wanted });
                }
            }
            self.is_certain = around;
        }
    }
}

fn parent(path: &Utf8Path) -> &Utf8Path {
    path.parent().unwrap_or(Utf8Path::new(""))
}

/// Without `.` and without `a/..`, so that a file has one spelling.
fn normal(path: &Utf8Path) -> Utf8PathBuf {
    let mut parts: Vec<Utf8Component<'_>> = Vec::new();
    for part in path.components() {
        match (part, parts.last()) {
            (Utf8Component::CurDir, _) => {}
            (Utf8Component::ParentDir, Some(Utf8Component::Normal(_))) => {
                parts.pop();
            }
            (Utf8Component::ParentDir, Some(Utf8Component::RootDir)) => {}
            _ => parts.push(part),
        }
    }
    parts.iter().collect()
}
