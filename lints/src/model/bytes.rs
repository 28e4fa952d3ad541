//! Types whose bytes are seen: by other languages, through raw pointers, by code that goes by their size.
use rustc_hash::{FxHashMap, FxHashSet};

use super::{Body, DefId, DefKind, Effects, Known, Model, Ty};
use crate::source::facts::{ExprId, ExprKind, ItemKind, MacroArgs, TypeKind};
use crate::source::paths::types_within;
use crate::source::words::Word;
use crate::source::words_in;

/// What is found out about generic functions on the way: whether they see the bytes of what they are given.
type Generic = FxHashMap<DefId, bool>;

impl Model<'_> {
    /// The structs, unions and enums of the workspace whose bytes somebody may see: what `extern` functions and statics, function
    /// pointers, unions and raw pointers mention; what has an impl of an `unsafe` trait, or of a trait of a library that nothing is
    /// known of; what is given to code that goes by bytes; and all that these hold. Those of `among` count that a macro only names.
    pub fn seen_as_bytes(&self, among: &[DefId]) -> FxHashSet<DefId> {
        let mut seen: Vec<DefId> = Vec::new();
        for item in self.items() {
            self.seen_by_item(item, &mut seen);
        }
        let points = |ty: &crate::source::facts::Type| {
            let mut points = false;
            types_within(ty, &mut |part| {
                points |= matches!(part.kind, TypeKind::Pointer { .. } | TypeKind::Function(_));
            });
            points
        };
        for written in self.written_where(points) {
            self.own_types(&self.type_of_written(&written), &mut seen);
        }
        let mut generic = Generic::default();
        for body in self.bodies() {
            self.seen_by_body(body, &mut generic, &mut seen);
            seen.extend(among.iter().filter(|&&of| self.is_named_in_macro(body, of)));
        }
        let mut all: FxHashSet<DefId> = FxHashSet::default();
        while let Some(next) = seen.pop() {
            if all.insert(next) {
                let variants: Vec<DefId> = self.variants(next).collect();
                for holder in std::iter::once(next).chain(variants) {
                    for (.., ty) in self.variant_fields(holder, &[]) {
                        self.own_types(&ty, &mut seen);
                    }
                }
            }
        }
        all
    }

    /// The types of the workspace that a type mentions.
    fn own_types(&self, ty: &Ty, found: &mut Vec<DefId>) {
        ty.walk(&mut |part| {
            if let Ty::Adt(def, _) = part
                && !self.definitions().is_declared(*def)
            {
                found.push(self.definitions().original(*def));
            }
        });
    }

    fn seen_by_item(&self, item: DefId, seen: &mut Vec<DefId>) {
        let def = self.def(item);
        let is_of_trait = || def.parent.is_some_and(|parent| self.def(parent).kind == DefKind::Trait);
        match def.item.map(|item| &item.kind) {
            Some(ItemKind::Function(function)) if function.is_extern || function.body.is_none() && !is_of_trait() => {
                for ty in function.params.iter().chain(&function.returns) {
                    self.own_types(&self.resolve_type(ty, item), seen);
                }
            }
            Some(ItemKind::Static { ty, body: None, .. }) => self.own_types(&self.resolve_type(ty, item), seen),
            Some(ItemKind::Struct { is_union: true, .. }) => seen.push(item),
            Some(ItemKind::Impl { of_trait: Some(_), is_unsafe, .. }) if def.kind == DefKind::Impl => {
                let of_trait = self.program.trait_of_impl(item);
                let known = of_trait.and_then(|of_trait| self.known(of_trait));
                let is_harmless = match of_trait {
                    _ if *is_unsafe => matches!(known, Some(Known::Send | Known::Sync)),
                    Some(of_trait) => !self.definitions().is_declared(of_trait) || self.is_declaration(of_trait),
                    None => false,
                };
                if !is_harmless {
                    self.own_types(self.program.impl_self(item), seen);
                }
            }
            _ => {}
        }
    }

    fn seen_by_body(&self, body: &Body<'_>, generic: &mut Generic, seen: &mut Vec<DefId>) {
        for id in body.exprs() {
            if let ty @ Ty::Pointer(..) = body.ty(id) {
                self.own_types(ty, seen);
            }
        }
        for &call in &body.index().calls {
            let Some(callee) = body.callee(call) else { continue };
            let mut given = Vec::new();
            callee.args.iter().for_each(|arg| self.own_types(arg, &mut given));
            if !given.is_empty() && self.sees_arguments(callee.function, generic) {
                seen.extend(given);
            }
        }
    }

    /// Whether a macro that is given words alone names a type: `offset_of!(S, f)`.
    fn is_named_in_macro(&self, body: &Body<'_>, of: DefId) -> bool {
        let Some(name) = self.def(of).name else { return false };
        let names_it = |id: ExprId| match &body.facts[id].kind {
            ExprKind::Macro { args: MacroArgs::Exprs(args), .. } if args.is_empty() => {
                words_in(self.written_text(body, id)).have(Word::new(name.as_str()))
            }
            _ => false,
        };
        body.exprs().any(names_it)
    }

    /// Whether a generic function may see the bytes of what its parameters stand for.
    fn sees_arguments(&self, function: DefId, known: &mut Generic) -> bool {
        let function = self.definitions().original(function);
        if self.definitions().is_declared(function) {
            return !self.is_declaration(function) || self.effects_of(function).has(Effects::BYTES);
        }
        if let Some(&sees) = known.get(&function) {
            return sees;
        }
        // Of one that calls itself, what the rest of it says.
        known.insert(function, false);
        let Some(body) = self.body_of(function) else { return false };
        let has_parameter = |ty: &Ty| ty.any(&|part| matches!(part, Ty::Param(_)));
        let points = body.exprs().any(|id| matches!(body.ty(id), ty @ Ty::Pointer(..) if has_parameter(ty)));
        let sees = points
            || body.index().calls.iter().any(|&call| match body.callee(call) {
                Some(callee) => callee.args.iter().any(has_parameter) && self.sees_arguments(callee.function, known),
                None => false,
            });
        known.insert(function, sees);
        sees
    }

    /// Whether an item is one of those that this tool declares, of which it knows what they do.
    pub(super) fn is_declaration(&self, def: DefId) -> bool {
        let loaded = self.loaded();
        let krate = self.def(def).krate.0 as usize;
        let library = krate.checked_sub(loaded.crates.len()).and_then(|at| loaded.declared.get(at));
        library.is_some_and(|library| library.names.is_none())
    }
}
