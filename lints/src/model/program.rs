//! What the items say of themselves, asked for when needed and kept: parameters, signatures, fields, bounds, impls.
use std::sync::OnceLock;

use super::bounds::{Hidden, impl_traits};
use super::definitions::{DefId, DefKind, Definitions, UNSEEN};
use super::known::{Known, KnownItems};
use super::lower::Lowering;
use super::modules::{Scopes, Space};
use super::traits::Impls;
use super::ty::{Args, Param, Primitive, TraitRef, Ty};
use crate::source::facts::{Bound, ItemKind, Type};
use crate::source::name::Name;

/// All that is known before any body is looked at.
#[derive(Debug)]
pub(super) struct Program<'a> {
    pub(super) definitions: Definitions<'a>,
    pub(super) scopes: Scopes,
    pub(super) known: KnownItems,
    pub(super) impls: Impls,
    /// By item; most items are never asked.
    answers: Vec<OnceLock<Box<Answers<'a>>>>,
}

/// What one item was asked for so far.
#[derive(Debug, Default)]
pub(super) struct Answers<'a> {
    generics: OnceLock<Box<Generics<'a>>>,
    signature: OnceLock<Box<Signature>>,
    fields: OnceLock<Box<[Ty]>>,
    predicates: OnceLock<Box<[Predicate]>>,
    environment: OnceLock<Box<[Predicate]>>,
    header: OnceLock<Box<Ty>>,
    of_trait: OnceLock<Option<Box<TraitRef>>>,
    pub(super) bounds: OnceLock<Box<[TraitRef]>>,
    pub(super) opaques: OnceLock<Box<[Hidden]>>,
}

/// Parameters of an item.
#[derive(Debug, Default)]
pub(super) struct Generics<'a> {
    /// All of them, those of the impl or trait around it first.
    pub(super) params: Vec<Param>,
    /// How many of them are not its own.
    pub(super) inherited: usize,
    /// Their defaults.
    pub(super) defaults: Vec<Option<&'a Type>>,
    /// For those that `impl Trait` in a parameter stands for: where it is written, and its bounds.
    pub(super) anonymous: Vec<(u32, u32, &'a [Bound])>,
}

/// What goes into a function and what comes out, in terms of its parameters.
#[derive(Debug)]
pub(super) struct Signature {
    /// Types of the parameters, the receiver first.
    pub(super) inputs: Vec<Ty>,
    /// What it returns.
    pub(super) output: Ty,
    /// Whether the first input is a receiver.
    pub(super) has_receiver: bool,
}

/// `ty: bound`
#[derive(Clone, Debug)]
pub(super) struct Predicate {
    pub(super) ty: Ty,
    pub(super) bound: TraitRef,
}

impl<'a> Program<'a> {
    pub(super) fn new(definitions: Definitions<'a>) -> Program<'a> {
        let scopes = Scopes::resolve(&definitions);
        let answers = definitions.defs.iter().map(|_| OnceLock::new()).collect();
        let known = KnownItems::find(|path| {
            let (first, rest) = path.split_once("::").unwrap_or((path, ""));
            let first = Name::new(first);
            // Two versions of a library may be in use at once.
            let named = definitions.crates.iter().filter(|krate| krate.id.is_none() && krate.name == first);
            let leads = named.filter_map(|krate| {
                let mut at = krate.root;
                for name in rest.split("::").map(Name::new) {
                    at = scopes.member(&definitions, at, name, Space::Types)?;
                }
                (at != UNSEEN).then_some(at)
            });
            leads.collect()
        });
        let mut program = Program { definitions, scopes, known, impls: Impls::default(), answers };
        program.impls = Impls::gather(&program);
        program
    }

    /// What an item was asked for so far.
    pub(super) fn answers(&self, def: DefId) -> &Answers<'a> {
        self.answers[def.0 as usize].get_or_init(Box::default)
    }

    /// The definition of a well-known item.
    pub(super) fn lang(&self, known: Known) -> Option<DefId> {
        self.known.def(known)
    }

    /// A well-known type with arguments; unknown where it is not declared. Missing arguments are defaults.
    pub(super) fn lang_type(&self, known: Known, args: Vec<Ty>) -> Ty {
        match self.lang(known) {
            Some(def) => Ty::Adt(def, self.filled_args(def, args, &Ty::Unknown)),
            None => Ty::Unknown,
        }
    }

    /// `given`, filled up to the item's parameters with their defaults, and with `missing` where there is none.
    pub(super) fn filled_args(&self, def: DefId, mut given: Vec<Ty>, missing: &Ty) -> Args {
        let generics = self.generics(def);
        given.truncate(generics.params.len());
        for at in given.len()..generics.params.len() {
            let next = match generics.defaults.get(at).copied().flatten() {
                Some(default) => Lowering::in_item(self, def).lower(default).with_args(&given),
                None => missing.clone(),
            };
            given.push(next);
        }
        given.into()
    }

    /// Its parameters.
    pub(super) fn generics(&self, def: DefId) -> &Generics<'a> {
        self.answers(def).generics.get_or_init(|| Box::new(self.make_generics(def)))
    }

    fn make_generics(&self, id: DefId) -> Generics<'a> {
        let def = &self.definitions[id];
        let mut all = Generics::default();
        let parent = def.parent.filter(|&parent| {
            matches!(self.definitions[parent].kind, DefKind::Impl | DefKind::Trait)
                || (def.kind == DefKind::Variant && self.definitions[parent].kind == DefKind::Enum)
        });
        if let Some(parent) = parent {
            let inherited = self.generics(parent);
            all.params = inherited.params.clone();
            all.defaults = inherited.defaults.clone();
            all.inherited = all.params.len();
        }
        if def.kind == DefKind::Trait {
            all.params.push(Param { owner: id, index: 0, name: Name::new("Self") });
            all.defaults.push(None);
        }
        if let Some(generics) = def.generics() {
            for param in &generics.params {
                let index = all.params.len() as u32;
                all.params.push(Param { owner: id, index, name: param.name });
                all.defaults.push(param.default.as_ref());
            }
        }
        if let Some(function) = def.function() {
            let mut found = Vec::new();
            for param in &function.params {
                impl_traits(param, &mut found);
            }
            for (at, bounds) in found {
                let index = all.params.len() as u32;
                all.params.push(Param { owner: id, index, name: Name::new("impl") });
                all.defaults.push(None);
                all.anonymous.push((at, index, bounds));
            }
        }
        all
    }

    /// Its own parameters as types.
    pub(super) fn identity_args(&self, def: DefId) -> Args {
        self.generics(def).params.iter().map(|&param| Ty::Param(param)).collect()
    }

    /// What a function, tuple struct or tuple variant takes and gives.
    pub(super) fn signature(&self, def: DefId) -> &Signature {
        self.answers(def).signature.get_or_init(|| Box::new(self.make_signature(def)))
    }

    fn make_signature(&self, id: DefId) -> Signature {
        let def = &self.definitions[id];
        let Some(function) = def.function() else {
            let inputs = self.field_types(id).to_vec();
            return Signature { inputs, output: self.own_type(id), has_receiver: false };
        };
        let mut inputs = Vec::with_capacity(function.params.len() + 1);
        if let Some(receiver) = &function.receiver {
            let itself = self.self_type(id);
            inputs.push(match (&receiver.ty, receiver.reference) {
                (Some(ty), _) => Lowering::in_item(self, id).lower(ty),
                (None, Some(mutable)) => Ty::reference(mutable, itself),
                (None, None) => itself,
            });
        }
        inputs.extend(function.params.iter().map(|param| Lowering::in_parameters(self, id).lower(param)));
        let output = match &function.returns {
            Some(ty) => Lowering::in_result(self, id).lower(ty),
            None => Ty::unit(),
        };
        let output = if function.is_async { Ty::Future(output.into()) } else { output };
        Signature { inputs, output, has_receiver: function.receiver.is_some() }
    }

    /// The type that a struct, enum, union or variant makes, in its own parameters.
    pub(super) fn own_type(&self, id: DefId) -> Ty {
        let def = &self.definitions[id];
        let adt = if def.kind == DefKind::Variant { def.parent.unwrap_or(id) } else { id };
        Ty::Adt(adt, self.identity_args(adt))
    }

    /// What `Self` means in an item; unknown where it means nothing.
    pub(super) fn self_type(&self, id: DefId) -> Ty {
        for at in std::iter::once(id).chain(self.definitions.ancestors(id)) {
            match self.definitions[at].kind {
                DefKind::Impl => return self.impl_self(at).clone(),
                DefKind::Trait => {
                    return self.generics(at).params.first().map_or(Ty::Unknown, |&param| Ty::Param(param));
                }
                DefKind::Struct | DefKind::Enum | DefKind::Union => return self.own_type(at),
                DefKind::Module => break,
                _ => {}
            }
        }
        Ty::Unknown
    }

    /// Types of the fields as written, in the item's own parameters.
    pub(super) fn field_types(&self, def: DefId) -> &[Ty] {
        self.answers(def).fields.get_or_init(|| match self.definitions[def].fields() {
            Some(fields) => fields.list.iter().map(|field| Lowering::in_item(self, def).lower(&field.ty)).collect(),
            None => Box::default(),
        })
    }

    /// The field of a struct, union or variant that is called `name`.
    pub(super) fn field(&self, def: DefId, name: Name) -> Option<u32> {
        let conditions = &self.definitions.krate(def).loaded.conditions;
        let fields = &self.definitions[def].fields()?.list;
        let found = fields.iter().position(|field| field.name == name && conditions.hold(field.cfg.as_deref()));
        found.map(|at| at as u32)
    }

    /// The type that an impl is for.
    pub(super) fn impl_self(&self, def: DefId) -> &Ty {
        self.answers(def).header.get_or_init(|| {
            Box::new(match self.definitions[def].item.map(|item| &item.kind) {
                Some(ItemKind::Impl { self_type, .. }) => Lowering::without_self(self, def).lower(self_type),
                _ => Ty::Unknown,
            })
        })
    }

    /// The declared type of a constant or static, or what an alias or associated type stands for.
    pub(super) fn declared_type(&self, def: DefId) -> &Ty {
        self.answers(def).header.get_or_init(|| {
            let lowering = Lowering::in_item(self, def);
            Box::new(match self.definitions[def].item.map(|item| &item.kind) {
                Some(ItemKind::Const { ty, .. } | ItemKind::Static { ty, .. }) => lowering.lower(ty),
                Some(ItemKind::Alias { target: Some(target), .. }) => lowering.lower(target),
                _ => Ty::Unknown,
            })
        })
    }

    /// The trait that an impl is of, without its arguments.
    pub(super) fn trait_of_impl(&self, def: DefId) -> Option<DefId> {
        let Some(ItemKind::Impl { of_trait: Some(path), .. }) = self.definitions[def].item.map(|item| &item.kind)
        else {
            return None;
        };
        Lowering::in_item(self, def).bound_def(path, path.segments.len())
    }

    /// The trait that an impl is of.
    pub(super) fn impl_trait(&self, def: DefId) -> Option<&TraitRef> {
        let answer = self.answers(def).of_trait.get_or_init(|| {
            let Some(ItemKind::Impl { of_trait: Some(path), .. }) = self.definitions[def].item.map(|item| &item.kind)
            else {
                return None;
            };
            Lowering::in_item(self, def).bound(path, self.impl_self(def)).map(Box::new)
        });
        answer.as_deref()
    }

    /// What holds of the parameters of an item and of those around it.
    pub(super) fn predicates(&self, def: DefId) -> &[Predicate] {
        self.answers(def).predicates.get_or_init(|| self.make_predicates(def).into())
    }

    /// What holds in its body: its predicates, with supertraits.
    pub(super) fn environment(&self, def: DefId) -> &[Predicate] {
        self.answers(def).environment.get_or_init(|| self.make_environment(def).into())
    }

    fn make_environment(&self, def: DefId) -> Vec<Predicate> {
        let mut all: Vec<Predicate> = self.predicates(def).to_vec();
        // A function in a function's block does not see the outer one's parameters, but a constant's body may.
        let mut at = 0;
        while at < all.len() && all.len() < 200 {
            let Predicate { ty, bound } = all[at].clone();
            let args: Vec<Ty> = std::iter::once(ty.clone()).chain(bound.args.iter().cloned()).collect();
            for above in self.supertraits(bound.def).iter() {
                let above = above.with_args(&args);
                if !all.iter().any(|known| known.ty == ty && known.bound.def == above.def && known.bound == above) {
                    all.push(Predicate { ty: ty.clone(), bound: above });
                }
            }
            at += 1;
        }
        all
    }

    fn make_predicates(&self, id: DefId) -> Vec<Predicate> {
        let def = &self.definitions[id];
        let mut all = Vec::new();
        if let Some(parent) = def.parent
            && matches!(self.definitions[parent].kind, DefKind::Impl | DefKind::Trait)
        {
            all.extend(self.predicates(parent).iter().cloned());
        }
        let generics = self.generics(id);
        let lowering = Lowering::in_parameters(self, id);
        if def.kind == DefKind::Trait
            && let Some(&itself) = generics.params.first()
        {
            let args = generics.params.iter().skip(1).map(|&param| Ty::Param(param)).collect();
            let bound = TraitRef { def: id, args, bindings: Vec::new().into() };
            all.push(Predicate { ty: Ty::Param(itself), bound });
        }
        let mut add = |ty: &Ty, bounds: &[Bound]| {
            all.extend(
                bounds.iter().filter_map(|bound| Some(Predicate { ty: ty.clone(), bound: lowering.bound(bound, ty)? })),
            );
        };
        if let Some(written) = def.generics() {
            for param in &written.params {
                if let Some(&own) = generics.params.iter().rev().find(|own| own.name == param.name) {
                    add(&Ty::Param(own), &param.bounds);
                }
            }
            for (ty, bounds) in &written.clauses {
                add(&lowering.lower(ty), bounds);
            }
        }
        for &(_, index, bounds) in &generics.anonymous {
            add(&Ty::Param(generics.params[index as usize]), bounds);
        }
        all
    }

    /// The child of an impl or trait that is called `name` and of that kind.
    pub(super) fn associated(&self, of: DefId, name: Name, kind: DefKind) -> Option<DefId> {
        let children = self.definitions.children(of).iter().copied();
        children
            .into_iter()
            .find(|&child| self.definitions[child].name == Some(name) && self.definitions[child].kind == kind)
    }

    /// The primitive type that a name means where nothing else has it.
    pub(super) fn primitive(name: Name) -> Option<Primitive> {
        Primitive::named(name.as_str())
    }
}
