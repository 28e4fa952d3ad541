//! Values that have to stay behind their pointers: somebody relies on where they lie, or shares them.
use rustc_hash::{FxHashMap, FxHashSet};

use super::boxes::{Boxed, boxed, pointers};
use crate::model::{Body, Declares, DefId, DefKind, Effects, Known, Model, Ty, Written, children, words};
use crate::source::facts::{ExprId, ExprKind, TypeKind};
use crate::source::paths::{type_names, types_within};

/// The pointers, by their types, whose values stay behind them.
#[derive(Debug, Default)]
pub(super) struct Tied {
    elements: FxHashSet<Ty>,
    /// The pointers that are made in sight.
    made: FxHashSet<Ty>,
}

impl Tied {
    /// Of these.
    pub(super) fn of<'b>(model: &Model<'_>, all: impl Iterator<Item = &'b Boxed>) -> Tied {
        let mut candidates: FxHashMap<Ty, Boxed> = FxHashMap::default();
        let mut tied = Tied::default();
        // Who has a box has it alone, wherever it was made.
        let is_box = |boxed: &Boxed| boxed.pointer == Known::Box;
        for one in all {
            if is_linked(model, &one.value) || is_watched(model, &one.value) {
                tied.elements.insert(one.element.clone());
            } else {
                tied.made.extend(is_box(one).then(|| one.element.clone()));
                candidates.entry(one.element.clone()).or_insert_with(|| one.clone());
            }
        }
        if !candidates.is_empty() {
            tied.by_declarations(model, &candidates);
            tied.by_bodies(model, &candidates);
            tied.elements.extend(candidates.keys().filter(|element| !tied.made.contains(*element)).cloned());
        }
        tied
    }

    pub(super) fn has(&self, boxed: &Boxed) -> bool {
        self.elements.contains(&boxed.element)
    }

    /// Pointers of the same type that are kept elsewhere too, and addresses that are.
    fn by_declarations(&mut self, model: &Model<'_>, candidates: &FxHashMap<Ty, Boxed>) {
        let names = Known::names(|known| {
            pointers(known)
                || matches!(known, Known::NonNull | Known::AtomicPtr | Known::RcWeak | Known::ArcWeak | Known::Pin)
        });
        let names = model.renamed(words(names));
        let all = model.written_where(|ty| {
            let mut is = type_names(ty, &names);
            types_within(ty, &mut |part| is |= matches!(part.kind, TypeKind::Pointer { .. }));
            is
        });
        for written in all {
            let ty = model.type_of_written(&written);
            for (element, boxed) in candidates {
                if addresses(model, &ty, &boxed.value) || is_kept(model, &written, &ty, boxed) {
                    self.elements.insert(element.clone());
                }
            }
        }
    }

    /// What code does with the values that relies on where they lie, or shares them.
    fn by_bodies(&mut self, model: &Model<'_>, candidates: &FxHashMap<Ty, Boxed>) {
        let values: FxHashSet<&Ty> = candidates.values().map(|boxed| &boxed.value).collect();
        let mut addressed: FxHashSet<Ty> = FxHashSet::default();
        for body in model.bodies() {
            for id in body.exprs() {
                let to = match body.ty(id) {
                    Ty::Pointer(_, to) => to.as_ref(),
                    Ty::Adt(def, args) if model.known(*def) == Some(Known::NonNull) => match args.first() {
                        Some(to) => to,
                        None => continue,
                    },
                    _ => continue,
                };
                if values.contains(to) {
                    addressed.insert(to.clone());
                }
            }
            for &call in &body.index().calls {
                let effects = model.effects(body, call);
                if effects.has(Effects::ADDRESSES) {
                    for part in children(&body.facts[call].kind) {
                        let types = model.autoderef(body.ty(part));
                        addressed.extend(types.into_iter().filter(|ty| values.contains(ty)));
                    }
                }
                if effects.has(Effects::COPIES.or(Effects::WRAPS)) {
                    self.shared(model, body, call, effects, candidates);
                }
            }
        }
        let of_addressed = candidates.iter().filter(|(_, boxed)| addressed.contains(&boxed.value));
        self.elements.extend(of_addressed.map(|(element, _)| element.clone()));
    }

    /// Counted pointers that are copied, alone or with what holds them.
    fn shared(
        &mut self,
        model: &Model<'_>,
        body: &Body<'_>,
        call: ExprId,
        effects: Effects,
        candidates: &FxHashMap<Ty, Boxed>,
    ) {
        for (element, _) in candidates.iter().filter(|(_, boxed)| boxed.pointer != Known::Box) {
            let mentions = |ty: &Ty| model.autoderef(ty).iter().any(|ty| ty.any(&|part| part == element));
            // `vec![Rc::new(value); n]`
            let is_repeated = || {
                let up = body.parent(call).map(|up| &body.facts[up].kind);
                body.ty(call) == element && matches!(up, Some(ExprKind::Macro { .. } | ExprKind::Repeat { .. }))
            };
            if effects.has(Effects::WRAPS) && body.ty(call) == element {
                self.made.insert(element.clone());
            }
            let is_copied =
                || children(&body.facts[call].kind).into_iter().chain([call]).any(|part| mentions(body.ty(part)));
            if effects.has(Effects::COPIES) && is_copied() || effects.has(Effects::WRAPS) && is_repeated() {
                self.elements.insert(element.clone());
            }
        }
    }
}

/// Whether a type has an address of such a value: a raw pointer, or one that does not keep it alive.
fn addresses(model: &Model<'_>, ty: &Ty, value: &Ty) -> bool {
    ty.any(&|part| match part {
        Ty::Pointer(_, to) => to.as_ref() == value,
        Ty::Adt(def, args) => {
            let known = model.known(*def);
            let is_address = matches!(known, Some(Known::NonNull | Known::AtomicPtr | Known::RcWeak | Known::ArcWeak));
            is_address && args.first() == Some(value)
                || known == Some(Known::Pin) && args.iter().any(|arg| arg.any(&|part| part == value))
        }
        _ => false,
    })
}

/// Whether a declared place keeps such pointers that are in no sequence or map, or hands them out.
fn is_kept(model: &Model<'_>, written: &Written<'_>, ty: &Ty, of: &Boxed) -> bool {
    let is_counted = of.pointer != Known::Box;
    match written.declares {
        _ if is_counted && is_loose(model, ty, of, false) => true,
        Declares::Field(owner, _) if is_counted && ty.any(&|part| *part == of.element) => is_cloned(model, owner),
        Declares::Field(..) | Declares::Global(_) => is_loose(model, ty, of, true),
        Declares::Result(function) => {
            is_loose(model, ty, of, true) && (is_optional(model, ty) || takes_out(model, function, of))
        }
        _ => false,
    }
}

/// Whether a pointer of this type is a part of a type, but not as an element. Who is only lent a pointer does not keep it.
fn is_loose(model: &Model<'_>, ty: &Ty, of: &Boxed, by_value: bool) -> bool {
    if *ty == of.element {
        return true;
    }
    let holds = boxed(model, ty).is_some_and(|inner| inner.element == of.element);
    let loose = |part: &Ty| is_loose(model, part, of, by_value);
    match ty {
        Ty::Ref(_, inner) => !by_value && loose(inner),
        Ty::Adt(_, args) | Ty::Tuple(args) => args.iter().any(|arg| !(holds && *arg == of.element) && loose(arg)),
        Ty::Slice(inner) => !holds && loose(inner),
        Ty::Array(both) => !holds && loose(&both.0),
        _ => false,
    }
}

/// Whether values of a struct or enum can be copied by `clone`.
fn is_cloned(model: &Model<'_>, owner: DefId) -> bool {
    let def = model.def(owner);
    let of = match (def.kind, def.parent) {
        (DefKind::Variant, Some(parent)) => model.def(parent),
        _ => def,
    };
    let name = Known::names(|known| known == Known::Clone).next();
    of.item.is_some_and(|item| item.attributes.derives.iter().any(|it| Some(it.as_str()) == name))
}

fn is_optional(model: &Model<'_>, ty: &Ty) -> bool {
    model.known_type(ty) == Some(Known::Option)
}

/// Whether a function takes a pointer out of a collection.
fn takes_out(model: &Model<'_>, function: DefId, of: &Boxed) -> bool {
    model.body_of(function).is_some_and(|body| {
        body.index().calls.iter().any(|&call| {
            model.effects(body, call).has(Effects::SHRINKS) && body.ty(call).any(&|part| *part == of.element)
        })
    })
}

/// Whether a value leads to others of its own type.
fn is_linked(model: &Model<'_>, value: &Ty) -> bool {
    let own = value.adt().map(|(def, _)| def);
    model.parts_of(value).iter().skip(1).any(|ty| own.is_some() && ty.adt().map(|(def, _)| def) == own)
}

/// Whether other threads may look at a value, or it must not move.
fn is_watched(model: &Model<'_>, value: &Ty) -> bool {
    let watches = |known: Known| {
        known.concerns_threads()
            || matches!(known, Known::Mutex | Known::RwLock | Known::OnceLock | Known::UnsafeCell | Known::MaybeUninit)
    };
    model.parts_of(value).iter().any(|ty| model.known_type(ty).is_some_and(watches))
}
