//! Which bodies a rule has an interest in, by the words in them: what has no word of it cannot speak of it.
//!
//! A value can come into a body only by a name that the body writes: that of its type, or of a field, function, static,
//! alias, … whose declaration writes the type's name, or a name that leads there. [`Mentions::spread`] follows such names.
use rustc_hash::FxHashSet;

use super::definitions::{DefId, DefKind, Definitions};
use super::paths;
use crate::source::facts::{Generics, ImportBinds, ItemKind, Path, Type, TypeKind};
use crate::source::words::Word;

/// Words that make a body interesting.
#[derive(Clone, Debug, Default)]
pub struct Interest {
    /// Of one of these groups, a word of each set.
    groups: Vec<Vec<FxHashSet<Word>>>,
}

impl Interest {
    /// In bodies that have a word of each of these sets.
    pub fn or(mut self, sets: impl IntoIterator<Item = FxHashSet<Word>>) -> Interest {
        self.groups.push(sets.into_iter().collect());
        self
    }

    pub(super) fn groups(&self) -> impl Iterator<Item = &[FxHashSet<Word>]> {
        self.groups.iter().map(Vec::as_slice)
    }

    /// Both one's and the other's.
    pub fn and_also(mut self, other: Interest) -> Interest {
        self.groups.extend(other.groups);
        self
    }
}

/// Words, for [`Interest`].
pub fn words<'t>(of: impl IntoIterator<Item = &'t str>) -> FxHashSet<Word> {
    of.into_iter().map(Word::new).collect()
}

/// What declarations mention.
#[derive(Debug, Default)]
pub(super) struct Mentions {
    /// Names, and what writing one of them may lead to.
    declarations: Vec<Declaration>,
    /// Imported names, and the modules that they come through.
    imports: Vec<Declaration>,
    /// What the head of each item says, by item: signatures and the impls around them.
    heads: Vec<Box<[Word]>>,
}

#[derive(Debug)]
struct Declaration {
    gives: Word,
    /// Only another name for the same.
    renames: bool,
    from: Box<[Word]>,
}

impl Mentions {
    /// Of all items; those of declared libraries lead on through types and free functions alone.
    pub(super) fn gather(definitions: &Definitions<'_>) -> Mentions {
        let mut all = Mentions { heads: Vec::with_capacity(definitions.defs.len()), ..Mentions::default() };
        let standard: Vec<DefId> = definitions
            .crates
            .iter()
            .filter(|krate| krate.id.is_none() && ["core", "alloc", "std"].contains(&krate.name.as_str()))
            .map(|krate| krate.root)
            .collect();
        for at in 0..definitions.defs.len() as u32 {
            let id = DefId(at);
            let root = definitions.krate(id).root;
            let head = if standard.contains(&root) { Box::default() } else { all.declaration(definitions, id) };
            all.heads.push(head);
        }
        for (module, imports) in &definitions.imports {
            if !standard.contains(&definitions.krate(*module).root) {
                imports.iter().for_each(|item| all.import(&item.kind));
            }
        }
        all
    }

    /// Whether the head of an item, or of the impl around it, has one of these words.
    pub(super) fn head_has(&self, definitions: &Definitions<'_>, id: DefId, of: &FxHashSet<Word>) -> bool {
        std::iter::once(id)
            .chain(definitions.ancestors(id).take_while(|&at| definitions[at].kind != DefKind::Module))
            .any(|at| self.heads.get(at.0 as usize).is_some_and(|head| head.iter().any(|word| of.contains(word))))
    }

    /// `seeds` and every name by which what they stand for may come into a body.
    pub(super) fn spread(&self, seeds: FxHashSet<Word>) -> FxHashSet<Word> {
        let through = self.imports.iter().filter(|it| it.from.iter().any(|module| seeds.contains(module)));
        let through: Vec<Word> = through.map(|it| it.gives).collect();
        self.follow(seeds.into_iter().chain(through).collect(), false)
    }

    /// `seeds` and other names for the same.
    pub(super) fn renamed(&self, seeds: FxHashSet<Word>) -> FxHashSet<Word> {
        self.follow(seeds, true)
    }

    fn follow(&self, mut names: FxHashSet<Word>, only_renames: bool) -> FxHashSet<Word> {
        loop {
            let before = names.len();
            for declaration in &self.declarations {
                if (declaration.renames || !only_renames)
                    && !names.contains(&declaration.gives)
                    && declaration.from.iter().any(|word| names.contains(word))
                {
                    names.insert(declaration.gives);
                }
            }
            if names.len() == before {
                return names;
            }
        }
    }

    fn give(&mut self, name: Option<&str>, from: &[Word], renames: bool) {
        if let Some(name) = name
            && !from.is_empty()
        {
            self.declarations.push(Declaration { gives: Word::new(name), renames, from: from.into() });
        }
    }

    fn import(&mut self, item: &ItemKind) {
        match item {
            ItemKind::Use(imports) => {
                for import in imports {
                    if let ImportBinds::Name(name) = import.binds
                        && import.path.last() != Some(&name)
                    {
                        let from: Vec<Word> = import.path.iter().map(|part| Word::new(part.as_str())).collect();
                        self.give(Some(name.as_str()), &from, true);
                    }
                    if let (ImportBinds::Name(name), [modules @ .., _]) = (import.binds, import.path.as_slice()) {
                        let from = modules.iter().map(|part| Word::new(part.as_str())).collect();
                        self.imports.push(Declaration { gives: Word::new(name.as_str()), renames: false, from });
                    }
                }
            }
            ItemKind::ExternCrate { original, alias: Some(alias) } if alias != original => {
                self.give(Some(alias.as_str()), &[Word::new(original.as_str())], true);
            }
            _ => {}
        }
    }

    /// Notes what an item gives, and says what is in its head.
    fn declaration(&mut self, definitions: &Definitions<'_>, id: DefId) -> Box<[Word]> {
        let def = &definitions[id];
        let declared = definitions.is_declared(id);
        let name = def.name.as_ref().map(|name| name.as_str());
        if let Some(fields) = def.fields() {
            for field in &fields.list {
                let from = words_of(|found| paths::paths_of_type(&field.ty, found));
                let is_number = field.name.as_str().starts_with(|first: char| first.is_ascii_digit());
                self.give(if is_number { name } else { Some(field.name.as_str()) }, &from, false);
            }
        }
        let Some(item) = def.item else { return Box::default() };
        match &item.kind {
            ItemKind::Alias { generics, bounds, target } => {
                let from = words_of(|found| {
                    of_generics(generics, found);
                    bounds.iter().for_each(|bound| paths::paths_of_path(bound, found));
                    target.iter().for_each(|target| paths::paths_of_type(target, found));
                });
                self.give(name, &from, def.kind == DefKind::Alias);
                if let Some(around) = def.parent
                    && let Some(ItemKind::Impl { self_type, .. }) = definitions[around].item.map(|item| &item.kind)
                {
                    self.give(type_name(self_type), &from, false);
                }
                from
            }
            ItemKind::Const { ty, .. } | ItemKind::Static { ty, .. } => {
                let from = words_of(|found| paths::paths_of_type(ty, found));
                self.give(name, &from, false);
                from
            }
            ItemKind::Function(function) => {
                let is_free = def.parent.is_none_or(|parent| definitions[parent].kind == DefKind::Module);
                let from = words_of(|found| {
                    of_generics(&function.generics, found);
                    function.params.iter().chain(&function.returns).for_each(|ty| paths::paths_of_type(ty, found));
                    let receiver = function.receiver.iter().filter_map(|receiver| receiver.ty.as_ref());
                    receiver.for_each(|ty| paths::paths_of_type(ty, found));
                });
                if !declared || is_free {
                    self.give(name, &from, false);
                }
                from
            }
            ItemKind::Trait { generics, supertraits, .. } => {
                let from = words_of(|found| {
                    of_generics(generics, found);
                    supertraits.iter().for_each(|bound| paths::paths_of_path(bound, found));
                });
                self.give(name, &from, false);
                from
            }
            ItemKind::Impl { generics, of_trait, self_type, .. } => {
                if let Some(of_trait) = of_trait
                    && !of_trait.segments.last().is_some_and(|last| TAKES.contains(&last.name.as_str()))
                {
                    let from = words_of(|found| paths::paths_of_path(of_trait, found));
                    self.give(type_name(self_type), &from, false);
                }
                words_of(|found| {
                    of_generics(generics, found);
                    of_trait.iter().for_each(|of_trait| paths::paths_of_path(of_trait, found));
                    paths::paths_of_type(self_type, found);
                })
            }
            _ => Box::default(),
        }
    }
}

/// Traits whose arguments go into a type and do not come out.
const TAKES: &[&str] = &["From", "FromIterator", "TryFrom", "Extend", "PartialEq", "PartialOrd"];

fn of_generics<'a>(generics: &'a Generics, found: &mut dyn FnMut(&'a Path)) {
    paths::paths_of_generics(generics, found);
}

/// The names in the paths that `walk` hands out.
fn words_of<'a>(walk: impl FnOnce(&mut dyn FnMut(&'a Path))) -> Box<[Word]> {
    let mut all: Vec<Word> = Vec::new();
    walk(&mut |path| all.extend(path.segments.iter().map(|segment| Word::new(segment.name.as_str()))));
    all.sort_unstable();
    all.dedup();
    all.into()
}

/// The last name of a type as written.
pub(super) fn type_name(ty: &Type) -> Option<&str> {
    match &ty.kind {
        TypeKind::Path(path) => path.segments.last().map(|last| last.name.as_str()),
        TypeKind::Reference { inner, .. } | TypeKind::Pointer { inner, .. } => type_name(inner),
        _ => None,
    }
}
