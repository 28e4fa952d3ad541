//! Which structs lose bytes to the order in which their fields are written.
use crate::model::{DefId, DefKind, Known, Model, Ty};
use crate::source::facts::ItemKind;

/// A `#[repr(C)]` struct that another order of its fields makes smaller.
#[derive(Clone, Debug)]
pub(super) struct Padded {
    pub(super) of: DefId,
    /// Bytes of a value.
    pub(super) size: u64,
    /// Bytes of a value with the fields in `order`.
    pub(super) after: u64,
    /// The numbers of the fields, those of the largest alignment first.
    pub(super) order: Vec<u32>,
    /// The number of a field, and the bytes of padding behind it.
    pub(super) holes: Vec<(u32, u64)>,
}

/// A struct loses too much that loses this part of its bytes.
const PART: u64 = 5;

/// Whether a struct of the workspace is laid out as it is written, and not for an order that something beside the compiler knows: a
/// derived comparison goes by it, and so may what other libraries derive.
pub(super) fn is_as_written(model: &Model<'_>, of: DefId) -> bool {
    let Some(item) = model.def(of).item else { return false };
    let ItemKind::Struct { generics, is_union: false, .. } = &item.kind else { return false };
    let attributes = &item.attributes;
    let goes_by_order = |known: &Known| matches!(known, Known::PartialOrd | Known::Ord);
    model.def(of).kind == DefKind::Struct
        && attributes.repr.iter().any(|word| word == "C")
        && attributes.repr.iter().all(|word| word == "C" || word.starts_with("align"))
        && generics.params.is_empty()
        && attributes.derives.iter().all(|name| match Known::named(name.as_str()) {
            [] => false,
            all => !all.iter().any(goes_by_order),
        })
}

/// The struct that a type is, if another order of its fields saves enough.
pub(super) fn padded(model: &Model<'_>, ty: &Ty) -> Option<Padded> {
    let (def, _) = ty.adt()?;
    let of = model.definitions().original(def);
    if model.definitions().is_declared(of) || model.known(of).is_some() || !is_as_written(model, of) {
        return None;
    }
    let whole = model.layout(ty)?;
    let layout = model.field_offsets(ty)?;
    let aligns: Vec<(u32, u64)> = model
        .fields(ty)
        .iter()
        .map(|(number, _, ty)| Some((*number, model.layout(ty)?.align)))
        .collect::<Option<_>>()?;
    let used: u64 = layout.fields.iter().map(|field| field.size).sum();
    // Sizes are multiples of alignments: in falling order of these, nothing is lost but at the end.
    let after = used.next_multiple_of(whole.align);
    if after >= whole.size || (whole.size - after) * PART < whole.size {
        return None;
    }
    let mut order = aligns;
    order.sort_by_key(|(_, align)| std::cmp::Reverse(*align));
    let ends = layout.fields.iter().skip(1).map(|next| next.offset).chain([whole.size]);
    let holes = layout.fields.iter().zip(ends).map(|(field, end)| (field.index, end - (field.offset + field.size)));
    Some(Padded {
        of,
        size: whole.size,
        after,
        order: order.into_iter().map(|(number, _)| number).collect(),
        holes: holes.filter(|(_, bytes)| *bytes > 0).collect(),
    })
}
