//! Which types are maps of maps, and whether their inner maps are kept elsewhere too.
use rustc_hash::FxHashSet;

use crate::model::{Declares, Known, Model, Ty, words};
use crate::source::paths::type_names;

/// A map or sequence of maps or sets.
#[derive(Clone, Debug)]
pub(super) struct Nested {
    /// The key of the outer map; none for a sequence.
    pub(super) outer_key: Option<Ty>,
    /// The inner map or set.
    pub(super) inner: Ty,
    known: Known,
}

/// The maps that a type has for values or elements.
pub(super) fn nested(model: &Model<'_>, ty: &Ty) -> Option<Nested> {
    let (outer_key, inner) = match ty {
        Ty::Slice(_) | Ty::Array(_) => (None, model.element_of(ty)?),
        Ty::Adt(def, args) => match model.known(*def)? {
            known if known.is_sequence() => (None, model.element_of(ty)?),
            Known::LinkedList => (None, args.first()?.clone()),
            known if known.is_map() && !known.is_set() => (Some(args.first()?.clone()), args.get(1)?.clone()),
            _ => return None,
        },
        _ => return None,
    };
    let known = model.known_type(&inner).filter(|known| known.is_map())?;
    // Maps that lock themselves are shared one by one.
    let locks = |known: Known| matches!(known, Known::DashMap | Known::DashSet);
    let outer_locks = model.known_type(ty).is_some_and(locks);
    (!locks(known) && !outer_locks).then_some(Nested { outer_key, inner, known })
}

impl Nested {
    pub(super) fn is_set(&self) -> bool {
        self.known.is_set()
    }

    pub(super) fn outer_word(&self) -> &'static str {
        if self.outer_key.is_some() { "map" } else { "sequence" }
    }

    fn inner_args(&self) -> &[Ty] {
        self.inner.adt().map_or(&[], |(_, args)| args)
    }

    /// Bytes of an entry of an inner map.
    pub(super) fn entry(&self, model: &Model<'_>) -> Option<u64> {
        let of_entry = self.inner_args().iter().take(if self.is_set() { 1 } else { 2 });
        of_entry.map(|ty| model.size_of(ty)).sum()
    }

    /// Both keys.
    pub(super) fn pair(&self) -> Ty {
        let first = self.outer_key.clone().unwrap_or_else(Ty::usize);
        Ty::Tuple([first, self.inner_args().first().cloned().unwrap_or(Ty::Unknown)].into())
    }

    /// One map with both keys.
    pub(super) fn flat(&self) -> Ty {
        let Some((def, args)) = self.inner.adt() else { return Ty::Unknown };
        let mut args = args.to_vec();
        if let Some(first) = args.first_mut() {
            *first = self.pair();
        }
        Ty::Adt(def, args.into())
    }

    /// Whether a key is more than a plain value: what is owned cannot be put into a pair by reference.
    pub(super) fn has_owned_keys(&self, model: &Model<'_>) -> bool {
        let copy = Known::names(|known| known == Known::Copy).next();
        let is_plain = |ty: &Ty| match ty.adt() {
            Some((def, _)) => {
                let derives = model.def(def).item.map(|item| &item.attributes.derives);
                derives.is_some_and(|all| all.iter().any(|it| Some(it.as_str()) == copy))
            }
            None => !matches!(ty, Ty::Param(_) | Ty::Unknown | Ty::Slice(_)),
        };
        let Ty::Tuple(keys) = self.pair() else { return true };
        keys.iter().any(|key| !is_plain(key.without_references()))
    }
}

/// Of some inner maps those whose type some declared place has by itself: they are values of their own.
pub(super) fn kept_apart<'n>(model: &Model<'_>, all: impl Iterator<Item = &'n Nested>) -> FxHashSet<Ty> {
    let inner: FxHashSet<&Ty> = all.map(|nested| &nested.inner).collect();
    let names = model.renamed(words(Known::names(Known::is_map)));
    let mut alone: FxHashSet<Ty> = FxHashSet::default();
    for written in model.written_where(|ty| type_names(ty, &names)) {
        if !matches!(written.declares, Declares::Alias(_) | Declares::Impl(_)) {
            maps_alone(model, &model.type_of_written(&written), &mut alone);
        }
    }
    inner.into_iter().filter(|inner| alone.iter().any(|alone| inner.fits(alone))).cloned().collect()
}

/// Adds the maps that a type has outside of a map or sequence of them.
fn maps_alone(model: &Model<'_>, ty: &Ty, found: &mut FxHashSet<Ty>) {
    if model.known_type(ty).is_some_and(Known::is_map) {
        found.insert(ty.clone());
    }
    let held = nested(model, ty).map(|nested| nested.inner);
    let visit = |part: &Ty| {
        if held.as_ref() != Some(part) {
            maps_alone(model, part, found);
        }
    };
    match ty {
        Ty::Adt(_, args) | Ty::Tuple(args) => args.iter().for_each(visit),
        Ty::Ref(_, part) | Ty::Slice(part) => std::iter::once(part.as_ref()).for_each(visit),
        Ty::Array(both) => std::iter::once(&both.0).for_each(visit),
        _ => {}
    }
}
