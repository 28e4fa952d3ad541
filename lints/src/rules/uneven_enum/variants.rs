//! Which enums have one variant that is far larger than the others.
use crate::model::{DefId, DefKind, Model, Ty};

/// An enum with a variant that is too large.
#[derive(Clone, Debug)]
pub(super) struct Uneven {
    pub(super) of: DefId,
    /// The variant.
    pub(super) large: DefId,
    pub(super) others: Vec<DefId>,
    /// Bytes of a value.
    pub(super) size: u64,
    /// Bytes that the large variant needs.
    pub(super) extent: u64,
    /// Bytes that the largest of the others needs.
    pub(super) next: u64,
    /// Bytes of a value with the largest field of the large variant in a box.
    pub(super) after: u64,
    pub(super) boxed: Boxed,
}

/// The field that is put into a box.
#[derive(Clone, Debug)]
pub(super) struct Boxed {
    pub(super) name: String,
    pub(super) ty: Ty,
}

/// A variant is too large that is so many times as large as the next.
const TIMES: u64 = 3;
/// Enums of a line or less are small enough.
const LINE: u64 = 64;
const POINTER: u64 = 8;

/// The enum of a type of the workspace, if one of its variants is too large and a box makes values small.
pub(super) fn uneven(model: &Model<'_>, ty: &Ty) -> Option<Uneven> {
    let (def, args) = ty.adt()?;
    let of = model.definitions().original(def);
    if model.def(of).kind != DefKind::Enum || model.definitions().is_declared(of) || model.known(of).is_some() {
        return None;
    }
    let size = model.size_of(ty).filter(|&size| size > LINE)?;
    let mut variants = model.variant_offsets(ty)?;
    variants.sort_by_key(|variant| std::cmp::Reverse(variant.extent()));
    let (large, others) = variants.split_first()?;
    // Where all others hold nothing, the tag is what they need.
    let next = others.first()?.extent().max(POINTER);
    if large.extent() < next * TIMES {
        return None;
    }
    let largest = large.fields.iter().max_by_key(|field| field.size)?;
    // The pointer, what stays beside it, and the tag.
    let rest = large.fields.iter().map(|field| field.size).sum::<u64>() - largest.size;
    let after = next.max((rest + POINTER).next_multiple_of(POINTER) + POINTER).next_multiple_of(POINTER);
    let (_, name, field) =
        model.variant_fields(large.variant, args).into_iter().find(|(index, ..)| *index == largest.index)?;
    (after * 2 <= size).then(|| Uneven {
        of,
        large: large.variant,
        others: others.iter().map(|variant| variant.variant).collect(),
        size,
        extent: large.extent(),
        next,
        after,
        boxed: Boxed { name: name.as_str().to_owned(), ty: field },
    })
}
