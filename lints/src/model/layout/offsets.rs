//! Where fields lie in a struct, a tuple, or the variants of an enum.
use super::{Layout, Layouts, arrange, repr};
use crate::model::{DefId, DefKind, Model, Ty};

/// How a struct or tuple is laid out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldLayout {
    /// Bytes of a value.
    pub size: u64,
    /// Its fields, in the order in which they are written.
    pub fields: Vec<FieldOffset>,
    /// Bytes of a value if the compiler were free to choose the order of the fields, as it is without `#[repr(C)]`.
    pub size_reordered: u64,
}

/// Where a field lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FieldOffset {
    /// The field's index as written; of a tuple, the part's.
    pub index: u32,
    /// Its first byte.
    pub offset: u64,
    /// Its bytes.
    pub size: u64,
}

/// Where the fields of a variant lie in a value of its enum.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VariantLayout {
    /// The variant.
    pub variant: DefId,
    /// Its fields, in the order in which they are written.
    pub fields: Vec<FieldOffset>,
}

impl VariantLayout {
    /// Bytes of the enum that the variant needs: up to the end of its last field.
    pub fn extent(&self) -> u64 {
        self.fields.iter().map(|field| field.offset + field.size).max().unwrap_or(0)
    }
}

impl FieldLayout {
    /// Bytes that no field has.
    pub fn padding(&self) -> u64 {
        self.size.saturating_sub(self.fields.iter().map(|field| field.size).sum())
    }

    /// Bytes of padding that another order of the fields avoids.
    pub fn avoidable_padding(&self) -> u64 {
        self.size.saturating_sub(self.size_reordered)
    }
}

impl Model<'_> {
    /// Where the fields of a struct, or the parts of a tuple, lie on a 64-bit target, as rustc arranges them; none for other types,
    /// and where [`Model::layout`] knows none.
    pub fn field_offsets(&self, ty: &Ty) -> Option<FieldLayout> {
        let whole = self.layout(ty)?;
        let layouts = Layouts::new(self);
        let (list, repr, fixed_last): (Vec<(u32, Layout)>, _, _) = match ty {
            Ty::Tuple(parts) => {
                let parts = (0..).zip(layouts.all(parts.iter(), 0)?).collect::<Vec<_>>();
                let fixed_last = !parts.is_empty();
                (parts, arrange::Repr::default(), fixed_last)
            }
            Ty::Adt(def, _) if self.def(*def).kind == DefKind::Struct => {
                let fields = self.fields(ty);
                let sizes = layouts.all(fields.iter().map(|(_, _, ty)| ty), 0)?;
                let repr = repr(&self.def(*def).item?.attributes.repr)?;
                (fields.iter().map(|(index, ..)| *index).zip(sizes).collect(), repr, false)
            }
            _ => return None,
        };
        let sizes: Vec<Layout> = list.iter().map(|(_, layout)| *layout).collect();
        let arranged = arrange::fields_at(&sizes, repr, None, fixed_last)?;
        let free = arrange::Repr { c: false, int: None, ..repr };
        Some(FieldLayout {
            size: whole.size,
            fields: list.iter().zip(arranged.offsets).map(at).collect(),
            size_reordered: arrange::fields(&sizes, free, None, false)?.size.min(whole.size),
        })
    }

    /// Bytes of a struct without `#[repr(..)]` whose fields have other types: `replaced` gives them by the number and type of each.
    pub fn size_with(&self, ty: &Ty, replaced: &dyn Fn(u32, &Ty) -> Ty) -> Option<u64> {
        self.layout(ty)?;
        let layouts = Layouts::new(self);
        let types: Vec<Ty> = self.fields(ty).iter().map(|(index, _, ty)| replaced(*index, ty)).collect();
        let sizes = layouts.all(types.iter(), 0)?;
        Some(arrange::fields(&sizes, arrange::Repr::default(), None, false)?.size)
    }

    /// Where the fields of each variant of an enum lie, as [`Model::field_offsets`] tells it of structs; none for other types.
    pub fn variant_offsets(&self, ty: &Ty) -> Option<Vec<VariantLayout>> {
        self.layout(ty)?;
        let (def, args) = ty.adt().filter(|(def, _)| self.def(*def).kind == DefKind::Enum)?;
        let layouts = Layouts::new(self);
        let list = layouts.variants(def, args, 0)?;
        let arranged = arrange::variants(&list, repr(&self.def(def).item?.attributes.repr)?)?;
        let variants = self.variants(def).zip(list.iter().zip(arranged.offsets));
        let one = |(variant, (sizes, offsets)): (DefId, (&arrange::Variant, Vec<u64>))| {
            let indices = self.variant_fields(variant, args).into_iter().map(|(index, ..)| index);
            let listed: Vec<(u32, Layout)> = indices.zip(sizes.fields.iter().copied()).collect();
            VariantLayout { variant, fields: listed.iter().zip(offsets).map(at).collect() }
        };
        Some(variants.map(one).collect())
    }
}

fn at(((index, layout), offset): (&(u32, Layout), u64)) -> FieldOffset {
    FieldOffset { index: *index, offset, size: layout.size }
}
