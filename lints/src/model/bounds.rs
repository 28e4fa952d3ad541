//! Bounds of traits on themselves, of associated types, and of `impl Trait` in results.
//!
//! Reading a bound may ask for other bounds, of the same item too (`trait A: B<Self::Item> + Iterator`). What is being read
//! has no bounds yet; only what was read from outside of any other reading is kept, so that the answers do not depend on who
//! asked first.
use std::borrow::Cow;
use std::cell::RefCell;
use std::sync::OnceLock;

use super::definitions::{DefId, DefKind};
use super::lower::Lowering;
use super::program::Program;
use super::ty::{OpaqueId, Projection, TraitRef, Ty};
use crate::source::facts::{self, Bound, ItemKind, Type, TypeKind};
use crate::source::name::Name;

/// An `impl Trait` of a function's result: its first byte, and its bounds.
pub(super) type Hidden = (u32, Vec<TraitRef>);

/// Traits above traits higher than this are not looked for.
const HIGHEST: u32 = 12;

thread_local! {
    static READING: RefCell<Vec<(DefId, Option<Name>)>> = const { RefCell::new(Vec::new()) };
}

/// Reads unless the same is being read already; the answer, and whether nothing else was being read.
fn reading<T>(what: (DefId, Option<Name>), read: impl FnOnce() -> T) -> Option<(T, bool)> {
    let outermost = READING.with_borrow_mut(|reading| {
        if reading.contains(&what) || reading.len() > 64 {
            return None;
        }
        reading.push(what);
        Some(reading.len() == 1)
    })?;
    let answer = read();
    READING.with_borrow_mut(|reading| reading.pop());
    Some((answer, outermost))
}

fn kept<'s, T: Clone>(cell: &'s OnceLock<Box<[T]>>, of: DefId, read: impl FnOnce() -> Vec<T>) -> Cow<'s, [T]> {
    if let Some(known) = cell.get() {
        return Cow::Borrowed(known);
    }
    match reading((of, None), read) {
        None => Cow::Owned(Vec::new()),
        Some((answer, true)) => Cow::Borrowed(cell.get_or_init(|| answer.into())),
        Some((answer, false)) => Cow::Owned(answer),
    }
}

impl<'a> Program<'a> {
    /// The traits that a trait asks of its implementors, in its own parameters.
    pub(super) fn supertraits(&self, def: DefId) -> Cow<'_, [TraitRef]> {
        kept(&self.answers(def).bounds, def, || {
            let lowering = Lowering::in_item(self, def);
            let itself = self.self_type(def);
            self.supertraits_as_written(def).filter_map(|bound| lowering.bound(bound, &itself)).collect()
        })
    }

    fn supertraits_as_written(&self, def: DefId) -> impl Iterator<Item = &'a Bound> {
        let (above, clauses) = match self.definitions[def].item.map(|item| &item.kind) {
            Some(ItemKind::Trait { supertraits, generics, .. }) => (&supertraits[..], &generics.clauses[..]),
            _ => (&[][..], &[][..]),
        };
        above.iter().chain(clauses.iter().filter(|(ty, _)| is_self(ty)).flat_map(|(_, bounds)| bounds))
    }

    /// The bounds of an associated type as its trait declares them, in the trait's parameters.
    pub(super) fn item_bounds(&self, def: DefId) -> Cow<'_, [TraitRef]> {
        kept(&self.answers(def).bounds, def, || {
            let (Some(ItemKind::Alias { bounds, .. }), Some(of_trait), Some(name)) = (
                self.definitions[def].item.map(|item| &item.kind),
                self.definitions[def].parent,
                self.definitions[def].name,
            ) else {
                return Vec::new();
            };
            let itself = Ty::Projection(Projection { of_trait, args: self.identity_args(of_trait), name }.into());
            let lowering = Lowering::in_item(self, def);
            bounds.iter().filter_map(|bound| lowering.bound(bound, &itself)).collect()
        })
    }

    /// The declared bounds of `<T as Trait>::Name`, with its arguments filled in.
    pub(super) fn projection_bounds(&self, projection: &Projection) -> Vec<TraitRef> {
        match self.associated(projection.of_trait, projection.name, DefKind::AssocType) {
            Some(def) => self.item_bounds(def).iter().map(|bound| bound.with_args(&projection.args)).collect(),
            None => Vec::new(),
        }
    }

    /// The bounds of an `impl Trait` in a function's result, with the function's arguments filled in.
    pub(super) fn opaque_bounds(&self, id: OpaqueId, args: &[Ty]) -> Vec<TraitRef> {
        let all = kept(&self.answers(id.function).opaques, id.function, || self.hidden(id.function));
        match all.iter().find(|(at, _)| *at == id.at) {
            Some((_, bounds)) => bounds.iter().map(|bound| bound.with_args(args)).collect(),
            None => Vec::new(),
        }
    }

    fn hidden(&self, function: DefId) -> Vec<Hidden> {
        let returns = self.definitions[function].function().and_then(|function| function.returns.as_ref());
        let mut found = Vec::new();
        if let Some(returns) = returns {
            impl_traits(returns, &mut found);
        }
        let lowering = Lowering::in_result(self, function);
        let args = self.identity_args(function);
        let read = |(at, bounds): (u32, &[Bound])| {
            let itself = Ty::Opaque(OpaqueId { function, at }, args.clone());
            (at, bounds.iter().filter_map(|bound| lowering.bound(bound, &itself)).collect())
        };
        found.into_iter().map(read).collect()
    }

    /// The trait among `of_trait` and those that it asks for that declares the associated type `name`, with its arguments in
    /// the terms of `of_trait`'s parameters.
    pub(super) fn declaring_trait(&self, of_trait: &TraitRef, name: Name) -> Option<TraitRef> {
        let mut at = of_trait.clone();
        for _ in 0..HIGHEST {
            if self.associated(at.def, name, DefKind::AssocType).is_some() {
                return Some(at);
            }
            // Only the bound that leads there is read: the others may well speak of the very type.
            let lowering = Lowering::in_item(self, at.def);
            let leads = |bound: &&Bound| {
                lowering
                    .bound_def(bound, bound.segments.len())
                    .is_some_and(|def| self.declares(def, name, &mut Vec::new()))
            };
            let above = self.supertraits_as_written(at.def).find(leads)?;
            let itself = self.self_type(at.def);
            let (next, _) = reading((at.def, Some(name)), || lowering.bound(above, &itself))?;
            let args: Vec<Ty> = std::iter::once(Ty::Unknown).chain(at.args.iter().cloned()).collect();
            at = next?.with_args(&args);
        }
        None
    }

    /// Whether a trait or one that it asks for declares the associated type.
    fn declares(&self, def: DefId, name: Name, seen: &mut Vec<DefId>) -> bool {
        if seen.contains(&def) {
            return false;
        }
        seen.push(def);
        let lowering = Lowering::in_item(self, def);
        self.associated(def, name, DefKind::AssocType).is_some()
            || self.supertraits_as_written(def).any(|bound| {
                let above = lowering.bound_def(bound, bound.segments.len());
                above.is_some_and(|above| self.declares(above, name, seen))
            })
    }
}

/// The `impl Trait`s in a type, outermost first: first byte and bounds.
pub(super) fn impl_traits<'a>(ty: &'a Type, found: &mut Vec<(u32, &'a [Bound])>) {
    let in_path = |path: &'a facts::Path, found: &mut Vec<(u32, &'a [Bound])>| {
        for segment in path.segments.iter() {
            for arg in segment.args() {
                match arg {
                    facts::GenericArg::Type(ty) | facts::GenericArg::Assoc(_, ty) => impl_traits(ty, found),
                    facts::GenericArg::Const(_) | facts::GenericArg::Constraint(..) => {}
                }
            }
            if let Some(signature) = segment.signature() {
                signature.params.iter().chain(&signature.returns).for_each(|ty| impl_traits(ty, found));
            }
        }
    };
    match &ty.kind {
        TypeKind::ImplTrait(bounds) => {
            found.push((ty.span.start, bounds));
            bounds.iter().for_each(|path| in_path(path, found));
        }
        TypeKind::TraitObject(bounds) => bounds.iter().for_each(|path| in_path(path, found)),
        TypeKind::Path(path) => in_path(path, found),
        TypeKind::Reference { inner, .. } | TypeKind::Pointer { inner, .. } => impl_traits(inner, found),
        TypeKind::Slice(inner) | TypeKind::Array(inner, _) => impl_traits(inner, found),
        TypeKind::Tuple(parts) => parts.iter().for_each(|part| impl_traits(part, found)),
        TypeKind::Function(signature) => {
            signature.params.iter().chain(&signature.returns).for_each(|ty| impl_traits(ty, found));
        }
        TypeKind::Const(_) | TypeKind::Never | TypeKind::Infer | TypeKind::Unknown => {}
    }
}

fn is_self(ty: &Type) -> bool {
    matches!(&ty.kind, TypeKind::Path(path) if path.segments.len() == 1 && path.segments[0].name == "Self")
}
