//! Which impls there are, by trait and by the outermost constructor of the type that they are for.
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::Model;
use super::definitions::{DefId, DefKind, UNSEEN};
use super::known::Known;
use super::modules::Space;
use super::program::Program;
use super::ty::{OpaqueId, Primitive, Ty};
use crate::source::name::Name;

/// The outermost constructor of a type.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub(super) enum Head {
    Adt(DefId),
    Primitive(Primitive),
    Ref(bool),
    Pointer(bool),
    Slice,
    Array,
    Tuple(usize),
    Never,
    Dyn(DefId),
    Opaque(OpaqueId),
    Future,
    Callable,
}

impl Head {
    /// Of a type; none for parameters, projections and what is not known.
    pub(super) fn of(ty: &Ty) -> Option<Head> {
        Some(match ty {
            Ty::Adt(def, _) => Head::Adt(*def),
            Ty::Primitive(primitive) => Head::Primitive(*primitive),
            Ty::Ref(mutable, _) => Head::Ref(*mutable),
            Ty::Pointer(mutable, _) => Head::Pointer(*mutable),
            Ty::Slice(_) => Head::Slice,
            Ty::Array(_) => Head::Array,
            Ty::Tuple(parts) => Head::Tuple(parts.len()),
            Ty::Never => Head::Never,
            Ty::Dyn(bounds) => Head::Dyn(bounds.first()?.def),
            Ty::Opaque(id, _) => Head::Opaque(*id),
            Ty::Future(_) => Head::Future,
            Ty::FnPointer(_) | Ty::FnItem(..) | Ty::Closure(..) => Head::Callable,
            Ty::Unknown | Ty::Param(_) | Ty::Const(_) | Ty::Projection(_) | Ty::Infer(_) => return None,
        })
    }
}

/// All impls.
#[derive(Debug, Default)]
pub(super) struct Impls {
    /// Impls of a trait for types of one constructor.
    of_trait: FxHashMap<(DefId, Head), Vec<DefId>>,
    /// Impls of a trait for any type that its bounds allow.
    blanket: FxHashMap<DefId, Vec<DefId>>,
    /// All impls of a trait.
    all: FxHashMap<DefId, Vec<DefId>>,
    /// Functions and constants of impls without a trait.
    inherent: FxHashMap<(Head, Name), Vec<DefId>>,
    /// Functions that traits declare, by name: trait and function.
    declared: FxHashMap<Name, Vec<(DefId, DefId)>>,
    /// Traits derived for a type.
    derived: FxHashSet<(DefId, DefId)>,
}

impl Impls {
    /// Gathers them.
    pub(super) fn gather(program: &Program<'_>) -> Impls {
        let defs = &program.definitions.defs;
        let mut all = Impls::default();
        let impls: Vec<DefId> =
            (0..defs.len() as u32).map(DefId).filter(|&id| program.definitions[id].kind == DefKind::Impl).collect();
        // Of a trait's arguments nobody speaks before the impl is asked for.
        let heads = |&id: &DefId| (id, program.trait_of_impl(id), Head::of(program.impl_self(id)));
        for (id, of_trait, head) in impls.par_iter().map(heads).collect::<Vec<_>>() {
            all.add_impl(program, id, of_trait, head);
        }
        for (at, def) in defs.iter().enumerate() {
            let id = DefId(at as u32);
            match def.kind {
                DefKind::Trait => {
                    for &child in program.definitions.children(id) {
                        if let Some(name) = program.definitions[child].name
                            && program.definitions[child].kind != DefKind::AssocType
                        {
                            all.declared.entry(name).or_default().push((id, child));
                        }
                    }
                }
                DefKind::Struct | DefKind::Enum | DefKind::Union => all.add_derives(program, id),
                _ => {}
            }
        }
        all
    }

    fn add_impl(&mut self, program: &Program<'_>, id: DefId, of_trait: Option<DefId>, head: Option<Head>) {
        use crate::source::facts::ItemKind;
        let Some(ItemKind::Impl { of_trait: written, negative, .. }) = program.definitions[id].item.map(|it| &it.kind)
        else {
            return;
        };
        match (of_trait, head) {
            _ if *negative => {}
            (Some(of_trait), head) => {
                self.all.entry(of_trait).or_default().push(id);
                match head {
                    Some(head) => self.of_trait.entry((of_trait, head)).or_default().push(id),
                    None if matches!(program.impl_self(id), Ty::Param(_) | Ty::Projection(_)) => {
                        self.blanket.entry(of_trait).or_default().push(id);
                    }
                    None => {}
                }
            }
            (None, Some(head)) => {
                // Of a trait that is not known, the functions can still be called on the workspace's own types.
                let own = matches!(head, Head::Adt(def) if !program.definitions.is_declared(def));
                if written.is_some() && !own {
                    return;
                }
                for &child in program.definitions.children(id) {
                    if let Some(name) = program.definitions[child].name {
                        self.inherent.entry((head, name)).or_default().push(child);
                    }
                }
            }
            (None, None) => {}
        }
    }

    fn add_derives(&mut self, program: &Program<'_>, id: DefId) {
        let Some(item) = program.definitions[id].item else { return };
        for name in &item.attributes.derives {
            let known = match name.as_str() {
                "Clone" => Some(Known::Clone),
                "Copy" => Some(Known::Copy),
                "Debug" => Some(Known::Debug),
                "Default" => Some(Known::Default),
                "PartialEq" => Some(Known::PartialEq),
                "Eq" => Some(Known::Eq),
                "PartialOrd" => Some(Known::PartialOrd),
                "Ord" => Some(Known::Ord),
                "Hash" => Some(Known::Hash),
                _ => None,
            };
            let by_name = || {
                let def = program.scopes.lexical(&program.definitions, id, *name, Space::Types)?;
                (def != UNSEEN && program.definitions[def].kind == DefKind::Trait).then_some(def)
            };
            if let Some(def) = known.and_then(|known| program.lang(known)).or_else(by_name) {
                self.derived.insert((def, id));
            }
        }
    }

    /// Impls of a trait that may be for a type of this constructor: those for it, then those for any type.
    pub(super) fn candidates(&self, of_trait: DefId, head: Option<Head>) -> impl Iterator<Item = DefId> + '_ {
        let exact = head.and_then(|head| self.of_trait.get(&(of_trait, head)));
        exact.into_iter().flatten().chain(self.blanket.get(&of_trait).into_iter().flatten()).copied()
    }

    /// Whether a trait is implemented for a type of this constructor by name.
    pub(super) fn is_for(&self, of_trait: DefId, head: Head) -> bool {
        self.of_trait.contains_key(&(of_trait, head))
    }

    /// Every impl of a trait.
    pub(super) fn every(&self, of_trait: DefId) -> &[DefId] {
        self.all.get(&of_trait).map_or(&[], Vec::as_slice)
    }

    /// Functions and constants called `name` in impls without a trait for types of this constructor.
    pub(super) fn inherent(&self, head: Head, name: Name) -> &[DefId] {
        self.inherent.get(&(head, name)).map_or(&[], Vec::as_slice)
    }

    /// Traits that declare a function or constant called `name`, with it.
    pub(super) fn declaring(&self, name: Name) -> &[(DefId, DefId)] {
        self.declared.get(&name).map_or(&[], Vec::as_slice)
    }

    /// Whether the trait is derived for the type.
    pub(super) fn is_derived(&self, of_trait: DefId, ty: DefId) -> bool {
        self.derived.contains(&(of_trait, ty))
    }

    /// For each function that a trait declares: the functions that impls give for it.
    pub(super) fn implementations(&self, program: &Program<'_>) -> FxHashMap<DefId, Vec<DefId>> {
        let mut all: FxHashMap<DefId, Vec<DefId>> = FxHashMap::default();
        for (&of_trait, impls) in &self.all {
            if program.definitions.is_declared(of_trait) {
                continue;
            }
            for &id in impls {
                for &child in program.definitions.children(id) {
                    let Some(name) = program.definitions[child].name else { continue };
                    if program.definitions[child].kind == DefKind::Function
                        && let Some(declared) = program.associated(of_trait, name, DefKind::Function)
                    {
                        all.entry(declared).or_default().push(child);
                    }
                }
            }
        }
        all.values_mut().for_each(|list| list.sort_unstable());
        all
    }
}

impl Model<'_> {
    /// The types that a trait is implemented for in the checked crates, in the order of the impls.
    pub fn implementors(&self, of_trait: DefId) -> Vec<Ty> {
        let mut impls = self.program.impls.every(of_trait).to_vec();
        impls.sort_unstable();
        let own = impls.into_iter().filter(|&id| {
            self.def(id).original.is_none() && !self.def(id).in_test && !self.definitions().is_declared(id)
        });
        own.map(|id| self.program.self_type(id)).collect()
    }
}
