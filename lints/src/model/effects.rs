//! What calls do to what they are called on, as the declarations in `lints/std` say it.
//!
//! A function is known by its name and by that of its type or trait, so that what a library's own sources declare has the
//! effects that stand in this tool's declarations of it.
use rustc_hash::FxHashSet;

use super::{Body, DefId, DefKind, Known, Model};
pub use crate::source::effects::Effects;
use crate::source::facts::{ExprId, ExprKind, ImportBinds, ItemKind, Path, Type, TypeKind};
use crate::source::name::Name;
use crate::source::words::Word;

/// An effect that is declared: the function's name, what it belongs to, the effects, whether that is a trait.
type Row = (&'static str, &'static str, u64, bool);

/// Every one, sorted.
static DECLARED: &[Row] = include!(concat!(env!("OUT_DIR"), "/effects.rs"));

impl Model<'_> {
    /// What a call, or a method call, does. Where it is not known which function it runs, what any function of that name does.
    /// None of what functions of the workspace do, but as a trait's method that is declared elsewhere.
    pub fn effects(&self, body: &Body<'_>, call: ExprId) -> Effects {
        match body.callee(call) {
            Some(callee) => {
                let of = |function: DefId| {
                    let foreign = self.definitions().is_declared(function);
                    if foreign { self.effects_of(function) } else { Effects::NONE }
                };
                of(callee.function).or(callee.declared.map_or(Effects::NONE, of))
            }
            None => self.by_words(body, call),
        }
    }

    /// What a call does by the words that it writes, and those of the `use` that it goes by: `tokio::spawn` what that library's
    /// function does, else what any of that name does.
    fn by_words(&self, body: &Body<'_>, call: ExprId) -> Effects {
        let Some(name) = called_name(body, call) else { return Effects::NONE };
        if let ExprKind::Call { callee, .. } = &body.facts[call].kind
            && let ExprKind::Path(path) = &body.facts[*callee].kind
        {
            let imported = self.imported(body.owner, path).unwrap_or_default();
            let is_named = |row: &&Row| {
                path.segments.iter().map(|segment| &segment.name).chain(imported).any(|name| *name == row.1)
            };
            if rows(name).any(|row| is_named(&row)) {
                return union(rows(name).filter(is_named));
            }
        }
        named(name)
    }

    /// The path of the `use` that gives a path its first name.
    pub fn imported(&self, scope: DefId, path: &Path) -> Option<&[Name]> {
        let definitions = self.definitions();
        let first = path.segments.first()?.name;
        for at in std::iter::once(scope).chain(definitions.ancestors(scope)) {
            for item in definitions.imports.get(&at).into_iter().flatten() {
                let ItemKind::Use(imports) = &item.kind else { continue };
                if let Some(import) = imports.iter().find(|import| import.binds == ImportBinds::Name(first)) {
                    return Some(&import.path);
                }
            }
            if definitions[at].kind == DefKind::Module {
                break;
            }
        }
        None
    }

    /// What a function of a library does.
    pub fn effects_of(&self, function: DefId) -> Effects {
        let def = self.def(function);
        let (Some(name), Some(parent)) = (def.name, def.parent) else { return Effects::NONE };
        let (of_trait, library) = (self.def(parent).name, self.definitions().krate(function).name);
        let owner = match (self.def(parent).kind, self.def(parent).item.map(|item| &item.kind)) {
            (DefKind::Trait, _) => of_trait.as_ref().map_or("", |name| name.as_str()),
            (_, Some(ItemKind::Impl { of_trait: Some(path), .. })) => {
                path.segments.last().map_or("", |last| last.name.as_str())
            }
            (_, Some(ItemKind::Impl { self_type, .. })) => type_name(self_type),
            _ => library.as_str(),
        };
        rows(name.as_str()).find(|row| row.1 == owner).map_or(Effects::NONE, |row| Effects::from_bits(row.2))
    }
}

/// What any function of this name does.
pub fn named(name: &str) -> Effects {
    union(rows(name))
}

fn union(rows: impl Iterator<Item = &'static Row>) -> Effects {
    rows.fold(Effects::NONE, |all, row| all.or(Effects::from_bits(row.2)))
}

/// Every function whose effects are declared: its name, what it belongs to, and what it does.
pub fn declared() -> impl Iterator<Item = (&'static str, Owner<'static>, Effects)> {
    let owner = |row: &'static Row| if row.3 { Owner::Trait } else { Owner::Type(row.1) };
    DECLARED.iter().map(move |row| (row.0, owner(row), Effects::from_bits(row.2)))
}

/// The names of all functions that have one of these effects.
pub fn names_for(effects: Effects) -> impl Iterator<Item = &'static str> {
    declared().filter(move |(.., does)| does.has(effects)).map(|(name, ..)| name)
}

/// The names of the functions for whose effects, and for what they belong to, `holds`: as words of a text.
pub fn words_where(holds: impl Fn(Effects, Owner<'_>) -> bool) -> FxHashSet<Word> {
    declared().filter(|(_, owner, effects)| holds(*effects, *owner)).map(|(name, ..)| Word::new(name)).collect()
}

/// Whether a free function of this name is declared in a library.
pub(super) fn belongs_to(name: &str, library: &str) -> bool {
    rows(name).any(|row| row.1 == library && !row.3)
}

/// What a function belongs to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Owner<'n> {
    /// A type, by its name; a library, where the function is free.
    Type(&'n str),
    /// A trait.
    Trait,
}

impl Owner<'_> {
    /// Whether it is a trait, or a well-known type for which `holds`.
    pub fn is_of(self, holds: impl Fn(Known) -> bool) -> bool {
        match self {
            Owner::Trait => true,
            Owner::Type(name) => Known::named(name).iter().any(|known| holds(*known)),
        }
    }
}

fn rows(name: &str) -> impl Iterator<Item = &'static Row> {
    let first = DECLARED.partition_point(|row| row.0 < name);
    DECLARED.iter().skip(first).take_while(move |row| row.0 == name)
}

/// The name of the function or method that a call writes.
fn called_name<'b>(body: &'b Body<'_>, call: ExprId) -> Option<&'b str> {
    match &body.facts[call].kind {
        ExprKind::MethodCall { name, .. } => Some(name.as_str()),
        ExprKind::Call { callee, .. } => match &body.facts[*callee].kind {
            ExprKind::Path(path) => Some(path.segments.last()?.name.as_str()),
            _ => None,
        },
        _ => None,
    }
}

/// As `lints/build` calls the type that an impl is for.
fn type_name(ty: &Type) -> &str {
    match &ty.kind {
        TypeKind::Path(path) => path.segments.last().map_or("", |last| last.name.as_str()),
        TypeKind::Reference { inner, .. } => type_name(inner),
        TypeKind::Slice(_) => "[]",
        TypeKind::Array(..) => "[;]",
        TypeKind::Pointer { .. } => "*",
        _ => "",
    }
}
