//! How many bytes a value takes, where that follows from the types alone.
mod arrange;
mod offsets;

use std::cell::{Cell, RefCell};
use std::sync::{Mutex, PoisonError};

use rustc_hash::FxHashMap;

use self::arrange::{Repr, Variant};
pub use self::offsets::{FieldLayout, FieldOffset, VariantLayout};
use super::lower::Lowering;
use super::{DefId, DefKind, Known, Model, Primitive, Ty, constants};

/// What a value takes on a 64-bit target.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Layout {
    /// Bytes.
    pub size: u64,
    /// Alignment in bytes.
    pub align: u64,
    /// Where it has bit patterns that no value uses, the place with the most of them.
    pub niche: Option<Niche>,
    /// No value of it can be made.
    pub uninhabited: bool,
}

/// A place in a value some of whose bit patterns mean nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Niche {
    /// Its first byte.
    pub offset: u64,
    /// Its bytes.
    pub bytes: u64,
    /// How many bit patterns mean nothing.
    pub spare: u128,
}

/// Types nested deeper than this have no known layout.
const DEEPEST: u32 = 48;
/// Nor have types of more parts than this.
const LARGEST: u32 = 1 << 13;

impl Model<'_> {
    /// The layout of a type on a 64-bit target, as rustc arranges it; none where a part of it is not known, generic, unsized,
    /// or of a crate that is known by declaration without its fields.
    pub fn layout(&self, ty: &Ty) -> Option<Layout> {
        if !matches!(ty, Ty::Adt(..) | Ty::Tuple(_)) {
            return Layouts::new(self).of(ty, 0);
        }
        let known = || self.layouts.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(layout) = known().get(ty) {
            return *layout;
        }
        let layout = Layouts::new(self).of(ty, 0);
        known().insert(ty.clone(), layout);
        layout
    }

    /// Bytes of a value of a type: [`Layout::size`].
    pub fn size_of(&self, ty: &Ty) -> Option<u64> {
        self.layout(ty).map(|layout| layout.size)
    }
}

/// The layouts of structs, enums and tuples that somebody asked for.
#[derive(Debug, Default)]
pub(super) struct Memo(Mutex<FxHashMap<Ty, Option<Layout>>>);

/// One question for a layout.
struct Layouts<'q, 'm> {
    model: &'q Model<'m>,
    /// How many types may still be looked at.
    left: Cell<u32>,
    /// What was found out on the way.
    met: RefCell<FxHashMap<Ty, Option<Layout>>>,
}

impl<'q, 'm> Layouts<'q, 'm> {
    fn new(model: &'q Model<'m>) -> Self {
        Layouts { model, left: Cell::new(LARGEST), met: RefCell::default() }
    }

    fn of(&self, ty: &Ty, depth: u32) -> Option<Layout> {
        self.left.set(self.left.get().checked_sub(1)?);
        if depth > DEEPEST {
            return None;
        }
        match ty {
            Ty::Primitive(primitive) => of_primitive(*primitive),
            Ty::Never => Some(Layout { size: 0, align: 1, niche: None, uninhabited: true }),
            Ty::Ref(_, inner) => self.pointer(inner, true, depth),
            Ty::Pointer(_, inner) => self.pointer(inner, false, depth),
            Ty::FnPointer(_) => Some(word(true)),
            Ty::FnItem(..) => Some(Layout { size: 0, align: 1, niche: None, uninhabited: false }),
            Ty::Tuple(parts) => {
                arrange::fields(&self.all(parts.iter(), depth)?, Repr::default(), None, !parts.is_empty())
            }
            Ty::Array(both) => match (&both.0, &both.1) {
                (inner, Ty::Const(length)) => {
                    let inner = self.of(inner, depth + 1)?;
                    Some(Layout {
                        size: inner.size.checked_mul(*length)?,
                        niche: inner.niche.filter(|_| *length > 0),
                        uninhabited: inner.uninhabited && *length > 0,
                        ..inner
                    })
                }
                _ => None,
            },
            Ty::Adt(def, args) => {
                if let Some(met) = self.met.borrow().get(ty) {
                    return *met;
                }
                let layout = self.adt(*def, args, ty, depth);
                self.met.borrow_mut().insert(ty.clone(), layout);
                layout
            }
            _ => None,
        }
    }

    fn all<'t>(&self, parts: impl Iterator<Item = &'t Ty>, depth: u32) -> Option<Vec<Layout>> {
        parts.map(|part| self.of(part, depth + 1)).collect()
    }

    fn adt(&self, def: DefId, args: &[Ty], ty: &Ty, depth: u32) -> Option<Layout> {
        let model = self.model;
        match model.known(def) {
            Some(Known::PhantomData) => {
                return Some(Layout { size: 0, align: 1, niche: None, uninhabited: false });
            }
            // Its field may hold a bit pattern that the type does not have while somebody writes.
            Some(Known::UnsafeCell) => return Some(Layout { niche: None, ..self.of(args.first()?, depth + 1)? }),
            _ => {}
        }
        let item = model.def(def).item?;
        if item.attributes.foreign {
            return None;
        }
        let repr = repr(&item.attributes.repr)?;
        // Its fields may stand for others: this tool's declarations have the library's own only where they say so.
        if item.attributes.repr.is_empty() && model.is_declaration(def) {
            return None;
        }
        let layout = match model.def(def).kind {
            DefKind::Struct => {
                let fields = model.fields(ty);
                arrange::fields(&self.all(fields.iter().map(|(_, _, ty)| ty), depth)?, repr, None, false)?
            }
            DefKind::Union => {
                let fields = model.fields(ty);
                arrange::union(&self.all(fields.iter().map(|(_, _, ty)| ty), depth)?, repr)?
            }
            DefKind::Enum => {
                let list = self.variants(def, args, depth)?;
                arrange::variants(&list, repr)?.layout
            }
            _ => return None,
        };
        Some(match repr.valid {
            Some((first, last)) => {
                let bytes = layout.size.min(8);
                let most = u128::MAX >> (128 - 8 * bytes.clamp(1, 16));
                let spare = most - last.min(most).saturating_sub(first);
                Layout { niche: (spare > 0).then_some(Niche { offset: 0, bytes, spare }), ..layout }
            }
            None => layout,
        })
    }

    /// The variants of an enum.
    fn variants(&self, def: DefId, args: &[Ty], depth: u32) -> Option<Vec<Variant>> {
        let model = self.model;
        let mut next = Some(0i128);
        let one = |variant| {
            let fields = model.variant_fields(variant, args);
            let written = model.def(variant).variant.and_then(|it| it.number.as_ref());
            let number = match written {
                Some(written) => constants::number(&Lowering::in_item(&model.program, variant), written),
                None => next,
            };
            next = number.and_then(|number| number.checked_add(1));
            Some(Variant { fields: self.all(fields.iter().map(|(_, _, ty)| ty), depth)?, number })
        };
        model.variants(def).map(one).collect()
    }

    /// A pointer to a type: two words where that has no fixed size.
    fn pointer(&self, to: &Ty, is_reference: bool, depth: u32) -> Option<Layout> {
        let wide = |niche| Some(Layout { size: 16, align: 8, niche, uninhabited: false });
        match self.tail(to, depth)? {
            Tail::Sized => Some(word(is_reference)),
            Tail::Length => wide(word(is_reference).niche),
            // The table of functions is never null, even behind a raw pointer.
            Tail::Table => wide(Some(Niche { offset: if is_reference { 0 } else { 8 }, bytes: 8, spare: 1 })),
        }
    }

    /// What a pointer to a type has to know beside the address.
    fn tail(&self, ty: &Ty, depth: u32) -> Option<Tail> {
        if depth > DEEPEST {
            return None;
        }
        match ty {
            Ty::Slice(_) | Ty::Primitive(Primitive::Str) => Some(Tail::Length),
            Ty::Dyn(_) => Some(Tail::Table),
            Ty::Unknown | Ty::Param(_) | Ty::Projection(_) | Ty::Infer(_) | Ty::Const(_) => None,
            Ty::Tuple(parts) => parts.last().map_or(Some(Tail::Sized), |last| self.tail(last, depth + 1)),
            // A struct is unsized where its last field is.
            Ty::Adt(def, _) if self.model.def(*def).kind == DefKind::Struct => match self.model.fields(ty).pop() {
                Some((_, _, last)) => self.tail(&last, depth + 1),
                None => Some(Tail::Sized),
            },
            _ => Some(Tail::Sized),
        }
    }
}

/// What a pointer has to know beside the address.
enum Tail {
    /// Nothing.
    Sized,
    /// How many elements there are.
    Length,
    /// The functions of the type.
    Table,
}

/// A pointer's word; one that is never null has one value to spare.
fn word(never_null: bool) -> Layout {
    let niche = never_null.then_some(Niche { offset: 0, bytes: 8, spare: 1 });
    Layout { size: 8, align: 8, niche, uninhabited: false }
}

fn of_primitive(primitive: Primitive) -> Option<Layout> {
    let size = primitive.size()?;
    let spare = match primitive {
        Primitive::Bool => 254,
        Primitive::Char => (1 << 32) - 0x11_0000,
        _ => 0,
    };
    let niche = (spare > 0).then_some(Niche { offset: 0, bytes: size, spare });
    Some(Layout { size, align: size, niche, uninhabited: false })
}

/// What `#[repr(..)]` and its like say; none where something in it is not understood.
fn repr(words: &[String]) -> Option<Repr> {
    let mut all = Repr::default();
    for word in words {
        let (name, value) = match word.split_once('(') {
            Some((name, rest)) => (name, rest.strip_suffix(')')?.replace('_', "").parse::<u128>().ok()),
            None => (word.as_str(), None),
        };
        let bytes = value.and_then(|value| u64::try_from(value).ok()).filter(|bytes| bytes.is_power_of_two());
        match name {
            "Rust" | "transparent" => {}
            "C" => all.c = true,
            "packed" => all.pack = Some(if word.contains('(') { bytes? } else { 1 }),
            "align" => all.align = Some(bytes?.max(all.align.unwrap_or(1))),
            "valid_range_start" => all.valid = Some((value?, all.valid.map_or(u128::MAX, |valid| valid.1))),
            "valid_range_end" => all.valid = Some((all.valid.map_or(0, |valid| valid.0), value?)),
            _ => {
                let primitive = Primitive::named(name).filter(|primitive| primitive.is_integer())?;
                all.int = Some(primitive.size()?);
            }
        }
    }
    Some(all)
}
