//! Which crates a file names.
use rustc_hash::{FxHashMap, FxHashSet};

use super::super::facts::{File, ImportBinds, Item, ItemKind, Path, Visibility};
use super::super::name::Name;
use super::super::paths::{items_within, paths_of_head, paths_of_path, paths_of_type};
use super::super::words::Word;

/// Those of `wanted` that a path of a checked file may name. What a body says is not parsed for that: a word of it is enough.
pub(super) fn written(file: &File, wanted: &FxHashSet<Name>) -> FxHashSet<Name> {
    let mut found = FxHashSet::default();
    let each: Vec<Name> = wanted.iter().copied().collect();
    let mut note = |name: Option<Name>| {
        if let Some(name) = name.filter(|name| wanted.contains(name)) {
            found.insert(name);
        }
    };
    items_within(&file.items, &mut |item| match &item.kind {
        ItemKind::Use(imports) => imports.iter().for_each(|import| note(import.path.first().copied())),
        ItemKind::ExternCrate { original, .. } => note(Some(*original)),
        _ => {
            paths_of_head(item, &mut |path| note(leading(path)));
            let body = match &item.kind {
                ItemKind::Function(function) => function.body.as_ref(),
                ItemKind::Const { body, .. } | ItemKind::Static { body, .. } => body.as_ref(),
                _ => None,
            };
            if let Some(body) = body {
                each.iter().filter(|name| body.words.have(Word::new(name.as_str()))).for_each(|name| note(Some(*name)));
            }
        }
    });
    found
}

/// The crate that a path starts with, if it does.
fn leading(path: &Path) -> Option<Name> {
    path.segments.first().filter(|_| path.segments.len() > 1).map(|first| first.name)
}

/// Which crates the interface of a library speaks of.
#[derive(Default)]
pub(super) struct Offered {
    /// By re-exporting from them: their items are items of it.
    pub(super) passed_on: FxHashSet<Name>,
    /// By the types in its aliases, public functions and fields, traits and associated types.
    pub(super) spoken_of: FxHashSet<Name>,
}

/// Those of `wanted`, as far as this file of the library tells.
pub(super) fn offered(file: &File, wanted: &FxHashSet<Name>) -> Offered {
    let mut offer = Offer { wanted, found: Offered::default(), imported: FxHashMap::default(), spoken: Vec::new() };
    items_within(&file.items, &mut |item| offer.item(item));
    let Offer { mut found, imported, spoken, .. } = offer;
    let named = spoken.iter().filter_map(|name| imported.get(name).or_else(|| wanted.get(name)));
    found.spoken_of.extend(named);
    found
}

struct Offer<'w> {
    wanted: &'w FxHashSet<Name>,
    found: Offered,
    /// Names that private imports bring into some module of the file, by the crate that they come from.
    imported: FxHashMap<Name, Name>,
    /// First names of the paths that the interface writes.
    spoken: Vec<Name>,
}

impl Offer<'_> {
    fn item(&mut self, item: &Item) {
        let is_public = item.visibility == Visibility::Public;
        match &item.kind {
            ItemKind::Use(imports) => {
                for import in imports {
                    let Some(krate) = import.path.first().filter(|first| self.wanted.contains(first)) else { continue };
                    match import.binds {
                        ImportBinds::Name(name) if !is_public => {
                            self.imported.insert(name, *krate);
                        }
                        ImportBinds::Anonymous if !is_public => {}
                        ImportBinds::Glob if !is_public => {
                            self.found.spoken_of.insert(*krate);
                        }
                        _ => {
                            self.found.passed_on.insert(*krate);
                        }
                    }
                }
            }
            // Other files may write the name that it gets here.
            ItemKind::ExternCrate { original, alias }
                if self.wanted.contains(original) && (is_public || *alias != Some(*original)) =>
            {
                self.found.passed_on.insert(*original);
            }
            ItemKind::Alias { target, .. } => {
                let spoken = &mut self.spoken;
                target.iter().for_each(|ty| paths_of_type(ty, &mut |path| spoken.extend(first(path))));
            }
            ItemKind::Function(function) if is_public => {
                let spoken = &mut self.spoken;
                let types = function.params.iter().chain(&function.returns);
                types.for_each(|ty| paths_of_type(ty, &mut |path| spoken.extend(first(path))));
            }
            ItemKind::Struct { fields, .. } => {
                let spoken = &mut self.spoken;
                let public = fields.list.iter().filter(|field| field.visibility == Visibility::Public);
                public.for_each(|field| paths_of_type(&field.ty, &mut |path| spoken.extend(first(path))));
            }
            ItemKind::Enum { variants, .. } if is_public => {
                let spoken = &mut self.spoken;
                let fields = variants.iter().flat_map(|variant| &variant.fields.list);
                fields.for_each(|field| paths_of_type(&field.ty, &mut |path| spoken.extend(first(path))));
            }
            ItemKind::Trait { supertraits, items, .. } if is_public => {
                let spoken = &mut self.spoken;
                supertraits.iter().for_each(|path| paths_of_path(path, &mut |path| spoken.extend(first(path))));
                for item in items.iter().filter(|item| matches!(item.kind, ItemKind::Function(_))) {
                    paths_of_head(item, &mut |path| spoken.extend(first(path)));
                }
            }
            _ => {}
        }
    }
}

fn first(path: &Path) -> Option<Name> {
    path.segments.first().map(|first| first.name)
}
