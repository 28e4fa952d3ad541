//! Where the files of `mod x;` declarations lie.
use camino::{Utf8Component, Utf8Path, Utf8PathBuf};

use super::cfg::Conditions;
use super::facts::{File, Item, ItemKind, Span};

/// A file of a module tree.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Place {
    pub(super) path: Utf8PathBuf,
    /// Its submodules lie beside it: crate roots, `mod.rs`, and what a `#[path]` names. Those of `a.rs` lie in `a/`.
    pub(super) owns_directory: bool,
}

/// A file that a `mod x;` asks for.
#[derive(Debug)]
pub(super) struct Wanted {
    /// First byte of the name in the declaration.
    pub(super) name_start: u32,
    /// The declaration.
    pub(super) span: Span,
    /// Where it may lie; the first that exists is it.
    pub(super) candidates: Vec<Place>,
}

impl Place {
    /// A crate's root.
    pub(super) fn root(path: &Utf8Path) -> Place {
        Place { path: normal(path), owns_directory: true }
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

/// The files that `file`, which lies at `place`, asks for, as far as they exist under `conditions`.
pub(super) fn wanted(file: &File, place: &Place, conditions: &Conditions) -> Vec<Wanted> {
    let mut found = Vec::new();
    if conditions.hold(file.attributes.cfg.as_ref()) {
        in_items(&file.items, parent(&place.path), &place.submodules(), conditions, &mut found);
    }
    found
}

/// `explicit` is where a `#[path]` starts from, `implied` where a bare name does.
fn in_items(items: &[Item], explicit: &Utf8Path, implied: &Utf8Path, conditions: &Conditions, found: &mut Vec<Wanted>) {
    for item in items {
        let ItemKind::Module(content) = &item.kind else {
            continue;
        };
        let Some(name) = item.name.filter(|_| conditions.hold(item.cfg.as_ref())) else {
            continue;
        };
        let conditional = item.attributes.conditional_paths.iter().find(|(when, _)| conditions.holds(when));
        let path = item.attributes.path.as_ref().or(conditional.map(|(_, path)| path));
        match (content, path) {
            (Some(items), Some(path)) => {
                let inner = normal(&explicit.join(path));
                in_items(items, &inner, &inner, conditions, found);
            }
            (Some(items), None) => {
                let inner = implied.join(name.as_str());
                in_items(items, &inner, &inner, conditions, found);
            }
            (None, path) => {
                let candidates = match path {
                    Some(path) => vec![Place { path: normal(&explicit.join(path)), owns_directory: true }],
                    None => vec![
                        Place { path: implied.join(format!("{name}.rs")), owns_directory: false },
                        Place { path: implied.join(name.as_str()).join("mod.rs"), owns_directory: true },
                    ],
                };
                found.push(Wanted { name_start: item.name_span.start, span: item.span, candidates });
            }
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
