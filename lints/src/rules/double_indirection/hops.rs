//! Which pointers lead to pointers, and for what people want that.
use rustc_hash::FxHashSet;

use crate::model::{Declares, DefId, DefKind, Effects, Known, Model, Primitive, Ty, Written, children, words};
use crate::source::facts::TypeKind;
use crate::source::paths::{type_names, types_within};

/// A pointer to a pointer.
#[derive(Clone, Debug)]
pub(super) struct Double {
    /// The pointer that is met first.
    pub(super) pointer: Known,
    /// It with what it leads to.
    pub(super) whole: Ty,
    /// What it leads to, a pointer or what has one.
    pub(super) inner: Ty,
    /// What would do.
    pub(super) instead: Ty,
    /// Whether that puts the data behind the first pointer, in place of leaving the first one out.
    pub(super) is_flattened: bool,
    /// Whether that copies the data.
    pub(super) is_copied: bool,
    /// Bytes of what stands between the pointers.
    pub(super) header: u64,
    /// Bytes of what would do.
    pub(super) after: u64,
}

impl Double {
    /// Bytes that stand before what the first pointer leads to.
    pub(super) fn counts(&self) -> u64 {
        if self.pointer == Known::Box { 0 } else { 16 }
    }
}

/// The pointer to a pointer that a type is.
pub(super) fn double(model: &Model<'_>, ty: &Ty) -> Option<Double> {
    let (def, args) = ty.adt()?;
    let pointer = model.known(def).filter(|known| matches!(known, Known::Box | Known::Rc | Known::Arc))?;
    let inner = args.first()?;
    let of = |data: Ty| Ty::Adt(def, [data].into());
    let (instead, is_flattened) = match (pointer, inner) {
        (_, Ty::Ref(false, _)) => (inner.clone(), false),
        (Known::Box, Ty::Ref(true, _)) => (inner.clone(), false),
        (_, Ty::Adt(_, inner_args)) => match (pointer, model.known_type(inner)?) {
            (
                Known::Box,
                Known::Vec | Known::VecDeque | Known::ThinVec | Known::String | Known::BinaryHeap | Known::LinkedList,
            ) => (inner.clone(), false),
            (Known::Box, known) if known.is_map() => (inner.clone(), false),
            (Known::Box, Known::Box | Known::Rc | Known::Arc) => (inner.clone(), false),
            (_, Known::Vec) => (of(Ty::Slice(inner_args.first()?.clone().into())), true),
            (_, Known::String) => (of(Ty::Primitive(Primitive::Str)), true),
            (_, Known::Box) => (of(inner_args.first()?.clone()), true),
            _ => return None,
        },
        _ => return None,
    };
    let is_copied = is_flattened && model.known_type(inner) != Some(Known::Box);
    let header = model.size_of(inner)?;
    let after = model.size_of(&instead)?;
    Some(Double { pointer, whole: ty.clone(), inner: inner.clone(), instead, is_flattened, is_copied, header, after })
}

/// Whether somebody wants two hops where a type is written: a small value for what is seldom there, a type that would have no end, or
/// a row that is told with its matrix.
pub(super) fn is_wanted(model: &Model<'_>, written: &Written<'_>) -> bool {
    if matches!(written.declares, Declares::Let(..)) {
        return true;
    }
    let ty = model.type_of_written(written);
    let is_boxed = |ty: &Ty| double(model, ty).is_some_and(|it| it.pointer == Known::Box);
    let is_optional = |ty: &Ty| match ty.adt() {
        Some((def, args)) => {
            let is_rare = matches!(model.known(def), Some(Known::Option | Known::OnceCell | Known::OnceLock));
            is_rare && args.first().is_some_and(is_boxed)
        }
        None => false,
    };
    let is_row = |ty: &Ty| model.row_type(ty).is_some_and(|row| double(model, &row).is_some());
    if ty.any(&|part| is_optional(part) || is_row(part)) {
        return true;
    }
    match written.declares {
        Declares::Field(owner, _) => {
            let is_variant = model.def(owner).kind == DefKind::Variant;
            is_variant && ty.any(&|part| double(model, part).is_some()) || leads_back(model, &ty, owner)
        }
        _ => false,
    }
}

/// Whether what stands in a field leads to its owner.
fn leads_back(model: &Model<'_>, ty: &Ty, owner: DefId) -> bool {
    let owner = match (model.def(owner).kind, model.def(owner).parent) {
        (DefKind::Variant, Some(parent)) => parent,
        _ => owner,
    };
    let owner = model.definitions().original(owner);
    let is_owner = |ty: &Ty| ty.adt().is_some_and(|(def, _)| model.definitions().original(def) == owner);
    model.parts_of(ty).iter().any(is_owner)
}

/// Those of some pointers whose addresses somebody takes, or whose data somebody has for himself as long as nobody else has it.
pub(super) fn relied_upon(model: &Model<'_>, all: &[Double]) -> FxHashSet<Ty> {
    let mut found: FxHashSet<Ty> = FxHashSet::default();
    let mut addressed: FxHashSet<Ty> = FxHashSet::default();
    for ty in addresses(model) {
        ty.walk(&mut |part| addressed.extend(address(model, part).cloned()));
    }
    for body in model.bodies() {
        for id in body.exprs() {
            addressed.extend(address(model, body.ty(id)).cloned());
        }
        for &call in &body.index().calls {
            if model.effects(body, call).has(Effects::ADDRESSES.or(Effects::UNSHARES)) {
                let types: Vec<Ty> = children(&body.facts[call].kind)
                    .into_iter()
                    .flat_map(|part| model.autoderef(body.ty(part)))
                    .collect();
                let relied = all.iter().filter(|double| types.iter().any(|ty| double.whole.fits(ty)));
                found.extend(relied.map(|double| double.whole.clone()));
            }
        }
    }
    let is_addressed = |double: &&Double| addressed.iter().any(|ty| double.inner.fits(ty));
    found.extend(all.iter().filter(is_addressed).map(|double| double.whole.clone()));
    found
}

/// The types of declared places in which addresses may be.
fn addresses(model: &Model<'_>) -> Vec<Ty> {
    let is_address = |known| matches!(known, Known::NonNull | Known::AtomicPtr | Known::RcWeak | Known::ArcWeak);
    let names = model.renamed(words(Known::names(is_address)));
    let written = model.written_where(|ty| {
        let mut is = type_names(ty, &names);
        types_within(ty, &mut |part| is |= matches!(part.kind, TypeKind::Pointer { .. }));
        is
    });
    written.iter().map(|written| model.type_of_written(written)).collect()
}

/// What an address is of that does not keep it alive.
fn address<'t>(model: &Model<'_>, ty: &'t Ty) -> Option<&'t Ty> {
    match ty {
        Ty::Pointer(_, to) => Some(to),
        Ty::Adt(def, args) => match model.known(*def)? {
            Known::NonNull | Known::AtomicPtr | Known::RcWeak | Known::ArcWeak => args.first(),
            _ => None,
        },
        _ => None,
    }
}
