//! How many bytes a value takes, where that follows from the types alone.
use super::{DefKind, Known, Model, Ty};

/// Size and alignment on a 64-bit target, fields in the order that wastes least.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Layout {
    /// Bytes.
    pub size: u64,
    /// Alignment in bytes.
    pub align: u64,
}

/// Types nested deeper than this have no known layout.
const DEEPEST: u32 = 12;

impl Model<'_> {
    /// The layout of a type; none where a part of it is unknown, generic, or of a foreign crate.
    pub fn layout(&self, ty: &Ty) -> Option<Layout> {
        self.layout_within(ty, 0)
    }

    fn layout_within(&self, ty: &Ty, depth: u32) -> Option<Layout> {
        const POINTER: Layout = Layout { size: 8, align: 8 };
        if depth > DEEPEST {
            return None;
        }
        match ty {
            Ty::Primitive(primitive) => primitive.size().map(|size| Layout { size, align: size.clamp(1, 16) }),
            Ty::Ref(_, inner) | Ty::Pointer(_, inner) => Some(Layout { size: self.pointer_size(inner)?, align: 8 }),
            Ty::FnPointer(_) => Some(POINTER),
            Ty::Tuple(parts) => self.struct_layout(parts.iter(), depth),
            Ty::Array(both) => match (&both.0, &both.1) {
                (inner, Ty::Const(length)) => {
                    let inner = self.layout_within(inner, depth + 1)?;
                    Some(Layout { size: inner.size.checked_mul(*length)?, align: inner.align })
                }
                _ => None,
            },
            Ty::Adt(def, args) => match self.known(*def) {
                Some(Known::Vec | Known::String) => Some(Layout { size: 24, align: 8 }),
                Some(Known::VecDeque) => Some(Layout { size: 32, align: 8 }),
                Some(Known::LinkedList | Known::BTreeMap | Known::BTreeSet) => Some(Layout { size: 24, align: 8 }),
                Some(Known::Box | Known::Rc | Known::Arc | Known::NonNull) => {
                    Some(Layout { size: self.pointer_size(args.first()?)?, align: 8 })
                }
                Some(Known::Option) => {
                    let inner = self.layout_within(args.first()?, depth + 1)?;
                    let spare = self.has_spare_value(args.first()?);
                    Some(if spare {
                        inner
                    } else {
                        Layout { size: inner.size.checked_add(inner.align)?, align: inner.align }
                    })
                }
                Some(_) => None,
                None if self.definitions().is_declared(*def) => None,
                None if self.def(*def).kind == DefKind::Struct => {
                    let fields = self.fields(ty);
                    self.struct_layout(fields.iter().map(|(_, _, ty)| ty), depth)
                }
                None if self.def(*def).kind == DefKind::Enum => {
                    let mut largest = Layout { size: 0, align: 1 };
                    let mut variants = 0;
                    for variant in self.variants(*def) {
                        let fields = self.variant_fields(variant, args);
                        let one = self.struct_layout(fields.iter().map(|(_, _, ty)| ty), depth)?;
                        largest = Layout { size: largest.size.max(one.size), align: largest.align.max(one.align) };
                        variants += 1;
                    }
                    if variants > 1 {
                        largest.size = largest.size.checked_add(largest.align)?;
                    }
                    Some(largest)
                }
                None => None,
            },
            _ => None,
        }
    }

    fn struct_layout<'t>(&self, parts: impl Iterator<Item = &'t Ty>, depth: u32) -> Option<Layout> {
        let mut all = Layout { size: 0, align: 1 };
        for part in parts {
            let part = self.layout_within(part, depth + 1)?;
            all = Layout { size: all.size.checked_add(part.size)?, align: all.align.max(part.align) };
        }
        all.size = all.size.checked_next_multiple_of(all.align)?;
        Some(all)
    }

    /// Bytes of a pointer to a type: two words where it has no fixed size.
    fn pointer_size(&self, to: &Ty) -> Option<u64> {
        match to {
            Ty::Slice(_) | Ty::Dyn(_) | Ty::Primitive(super::Primitive::Str) => Some(16),
            Ty::Unknown | Ty::Param(_) | Ty::Projection(_) | Ty::Infer(_) => None,
            _ => Some(8),
        }
    }

    /// Whether `None` fits into a bit pattern that the type does not use.
    fn has_spare_value(&self, ty: &Ty) -> bool {
        match ty {
            Ty::Ref(..) | Ty::FnPointer(_) => true,
            Ty::Primitive(primitive) => matches!(primitive, super::Primitive::Bool | super::Primitive::Char),
            _ => matches!(
                self.known_type(ty),
                Some(
                    Known::Box | Known::Rc | Known::Arc | Known::NonNull | Known::Vec | Known::String | Known::VecDeque
                )
            ),
        }
    }
}
