//! Which sequences and maps hold pointers to values that they could hold themselves.
use crate::model::{Known, Model, Ty};

/// A sequence or map of pointers.
#[derive(Clone, Debug)]
pub(super) struct Boxed {
    /// `Box`, `Rc` or `Arc`.
    pub(super) pointer: Known,
    /// The pointer with what it leads to.
    pub(super) element: Ty,
    /// What it leads to.
    pub(super) value: Ty,
    /// Bytes of that.
    pub(super) bytes: u64,
    /// Whether elements are found by keys.
    pub(super) is_map: bool,
    /// The collection.
    pub(super) whole: Ty,
    /// The collection of the values themselves.
    pub(super) without: Ty,
}

impl Boxed {
    pub(super) fn pointer_name(&self) -> &'static str {
        match self.pointer {
            Known::Rc => "Rc",
            Known::Arc => "Arc",
            _ => "Box",
        }
    }
}

/// Values as large as this are better moved by their pointers.
const LARGE: u64 = 4096;

/// The pointers that an element may be.
pub(super) fn pointers(known: Known) -> bool {
    matches!(known, Known::Box | Known::Rc | Known::Arc)
}

/// The pointers of a sequence, set or map, if they lead to single values of a size that is known and not large. What is a pointer
/// itself is another matter.
pub(super) fn boxed(model: &Model<'_>, ty: &Ty) -> Option<Boxed> {
    let (element, is_map) = match ty {
        Ty::Slice(_) | Ty::Array(_) => (model.element_of(ty)?, false),
        Ty::Adt(def, args) => match model.known(*def)? {
            known if known.is_sequence() => (model.element_of(ty)?, false),
            known if known.is_set() => (args.first()?.clone(), true),
            known if known.is_map() => (args.get(1)?.clone(), true),
            _ => return None,
        },
        _ => return None,
    };
    let (def, args) = element.adt()?;
    let pointer = model.known(def).filter(|known| pointers(*known))?;
    let value = args.first()?.clone();
    let leads_on = |known: Known| {
        pointers(known) || known.is_collection() || matches!(known, Known::String | Known::RcWeak | Known::ArcWeak)
    };
    if matches!(value, Ty::Ref(..) | Ty::Pointer(..)) || model.known_type(&value).is_some_and(leads_on) {
        return None;
    }
    let bytes = model.size_of(&value).filter(|bytes| (1..LARGE).contains(bytes))?;
    if is_uneven(model, &value, bytes) {
        return None;
    }
    let without = ty.replaced(&mut |part| (*part == element).then(|| value.clone()));
    Some(Boxed { pointer, value, bytes, is_map, whole: ty.clone(), without, element })
}

/// Whether an enum has one variant alone that is so large: values of the others would be mostly room.
fn is_uneven(model: &Model<'_>, value: &Ty, bytes: u64) -> bool {
    const LINE: u64 = 64;
    const TIMES: u64 = 3;
    let variants = if bytes > LINE { model.variant_offsets(value) } else { None };
    let mut extents: Vec<u64> = variants.into_iter().flatten().map(|variant| variant.extent()).collect();
    extents.sort_unstable();
    matches!(extents.as_slice(), [.., next, largest] if next * TIMES <= *largest)
}
