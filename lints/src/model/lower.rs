//! From types as written to types.
use std::cell::Cell;

use super::constants;
use super::definitions::{DefId, DefKind, UNSEEN};
use super::modules::{Space, special};
use super::program::Program;
use super::ty::{OpaqueId, Projection, TraitRef, Ty};
use crate::source::facts::{Bound, GenericArg, ItemKind, Length, Path, Segment, Type, TypeKind};
use crate::source::name::Name;

/// Types nested, and aliases followed, deeper than this are unknown.
const DEEPEST: u32 = 64;
/// How often aliases and defaults are followed from one that is written: where each leads to several, all of them are more than
/// anybody waits for.
const MOST_FOLLOWED: u32 = 1_000;

/// Reads types in the names of an item.
pub(super) struct Lowering<'p, 'a> {
    program: &'p Program<'a>,
    /// The innermost block, item or module whose names apply.
    scope: DefId,
    what: What,
    depth: u32,
    /// How many more aliases and defaults may be followed; not set before the first.
    left: Option<&'p Cell<u32>>,
    /// Makes the types that `_` and left-out arguments stand for, inside bodies.
    infer: Option<&'p dyn Fn() -> Ty>,
}

/// Where a type is written, as far as that changes what it means.
#[derive(Clone, Copy, PartialEq, Eq)]
enum What {
    Plain,
    /// `impl Trait` is a parameter.
    Parameter,
    /// `impl Trait` is opaque.
    Result,
    /// One or the other.
    Signature,
    /// `Self` means nothing yet.
    ImplHeader,
}

/// What a path in the space of types leads to.
#[derive(Debug)]
pub(super) enum Led {
    /// A definition, and how many segments lead to it.
    Def(DefId, usize),
    /// A type that the first segment means: a parameter, `Self`, a primitive.
    Ty(Ty),
    /// Nothing known.
    Nothing,
}

impl<'p, 'a> Lowering<'p, 'a> {
    /// For types in an item where `impl Trait` says nothing.
    pub(super) fn in_item(program: &'p Program<'a>, scope: DefId) -> Self {
        Lowering { program, scope, what: What::Plain, depth: 0, left: None, infer: None }
    }

    /// For a function's parameters.
    pub(super) fn in_parameters(program: &'p Program<'a>, scope: DefId) -> Self {
        Lowering { program, scope, what: What::Parameter, depth: 0, left: None, infer: None }
    }

    /// For a function's result.
    pub(super) fn in_result(program: &'p Program<'a>, scope: DefId) -> Self {
        Lowering { program, scope, what: What::Result, depth: 0, left: None, infer: None }
    }

    /// For a type somewhere in a function's signature: `impl Trait` is the parameter that it makes, or else opaque.
    pub(super) fn in_written(program: &'p Program<'a>, scope: DefId) -> Self {
        Lowering { program, scope, what: What::Signature, depth: 0, left: None, infer: None }
    }

    /// For the type that an impl is for.
    pub(super) fn without_self(program: &'p Program<'a>, scope: DefId) -> Self {
        Lowering { program, scope, what: What::ImplHeader, depth: 0, left: None, infer: None }
    }

    /// Inside a body: `infer` makes the types to be found out.
    pub(super) fn in_body(program: &'p Program<'a>, scope: DefId, infer: &'p dyn Fn() -> Ty) -> Self {
        Lowering { program, scope, what: What::Plain, depth: 0, left: None, infer: Some(infer) }
    }

    /// What all crates say.
    pub(super) fn program(&self) -> &'p Program<'a> {
        self.program
    }

    fn deeper(&self) -> Lowering<'p, 'a> {
        Lowering { depth: self.depth + 1, ..*self }
    }

    /// What is written at another item, `def`, with `args` for its parameters.
    fn follow(&self, def: DefId, ty: &Type, args: &[Ty]) -> Ty {
        let first = Cell::new(MOST_FOLLOWED);
        let left = self.left.unwrap_or(&first);
        let Some(rest) = left.get().checked_sub(1) else { return Ty::Unknown };
        left.set(rest);
        let what = if self.what == What::ImplHeader { What::ImplHeader } else { What::Plain };
        let depth = self.depth + 1;
        let there = Lowering { program: self.program, scope: def, what, depth, left: Some(left), infer: None };
        there.lower(ty).with_args(args)
    }

    fn unknown(&self) -> Ty {
        self.infer.map_or(Ty::Unknown, |infer| infer())
    }

    /// The type.
    pub(super) fn lower(&self, ty: &Type) -> Ty {
        if self.depth > DEEPEST {
            return Ty::Unknown;
        }
        let inner = self.deeper();
        match &ty.kind {
            TypeKind::Path(path) => inner.path(path),
            TypeKind::Reference { mutable, inner: of } => Ty::reference(*mutable, inner.lower(of)),
            TypeKind::Pointer { mutable, inner: of } => Ty::Pointer(*mutable, inner.lower(of).into()),
            TypeKind::Slice(of) => Ty::Slice(inner.lower(of).into()),
            TypeKind::Array(of, length) => Ty::array(inner.lower(of), inner.length(length)),
            TypeKind::Tuple(parts) => Ty::Tuple(parts.iter().map(|part| inner.lower(part)).collect()),
            TypeKind::Never => Ty::Never,
            TypeKind::Infer => self.unknown(),
            TypeKind::Function(signature) => {
                let output = signature.returns.as_ref().map_or(Ty::unit(), |ty| inner.lower(ty));
                let inputs = signature.params.iter().map(|ty| inner.lower(ty));
                Ty::FnPointer(inputs.chain(std::iter::once(output)).collect())
            }
            TypeKind::TraitObject(bounds) => inner.dyn_trait(bounds),
            TypeKind::ImplTrait(_) => self.impl_trait(ty.span.start),
            TypeKind::Const(length) => inner.length(length),
            TypeKind::Unknown => Ty::Unknown,
        }
    }

    fn dyn_trait(&self, bounds: &[Bound]) -> Ty {
        let bounds: Vec<TraitRef> = bounds.iter().filter_map(|bound| self.bound(bound, &Ty::Unknown)).collect();
        if bounds.is_empty() { Ty::Unknown } else { Ty::Dyn(bounds.into()) }
    }

    fn impl_trait(&self, at: u32) -> Ty {
        match self.what {
            What::Parameter | What::Signature => {
                let generics = self.program.generics(self.scope);
                let found = generics.anonymous.iter().find(|&&(start, ..)| start == at);
                match found {
                    Some(&(_, index, _)) => Ty::Param(generics.params[index as usize]),
                    None if self.what == What::Signature => self.opaque(at),
                    None => Ty::Unknown,
                }
            }
            What::Result => self.opaque(at),
            What::Plain | What::ImplHeader => self.unknown(),
        }
    }

    fn opaque(&self, at: u32) -> Ty {
        let id = OpaqueId { function: self.scope, at };
        Ty::Opaque(id, self.program.identity_args(self.scope))
    }

    fn length(&self, length: &Length) -> Ty {
        if let Length::Path(path) = length
            && let [only] = &*path.segments
            && let Some(param) = self.parameter(only.name)
        {
            return param;
        }
        let value = constants::number(self, length).and_then(|value| u64::try_from(value).ok());
        value.map_or_else(|| self.unknown(), Ty::Const)
    }

    /// What a path to a constant, function or static leads to through modules alone.
    pub(super) fn value_path(&self, path: &Path) -> Option<DefId> {
        let definitions = &self.program.definitions;
        let scopes = &self.program.scopes;
        if path.qualified.is_some() {
            return None;
        }
        let (last, prefix) = path.segments.split_last()?;
        let found = if prefix.is_empty() {
            scopes.lexical(definitions, self.scope, last.name, Space::Values)
        } else {
            match self.lead(path, prefix.len()) {
                Led::Def(def, used) if used == prefix.len() => {
                    scopes.member(definitions, def, last.name, Space::Values)
                }
                _ => None,
            }
        };
        found.filter(|&def| def != UNSEEN)
    }

    /// The parameter that a name means here.
    pub(super) fn parameter(&self, name: Name) -> Option<Ty> {
        let definitions = &self.program.definitions;
        for at in std::iter::once(self.scope).chain(definitions.ancestors(self.scope)) {
            let kind = definitions[at].kind;
            if kind == DefKind::Module {
                return None;
            }
            if kind == DefKind::Block {
                // A block's own items come before the parameters of the function around it.
                if self.program.scopes.in_block(at, name, Space::Types).is_some() {
                    return None;
                }
                continue;
            }
            if definitions[at].generics().is_some_and(|generics| generics.params.iter().any(|it| it.name == name)) {
                let params = &self.program.generics(at).params;
                return params.iter().rev().find(|param| param.name == name).map(|&param| Ty::Param(param));
            }
        }
        None
    }

    /// What the first `upto` segments of a path lead to.
    pub(super) fn lead(&self, path: &Path, upto: usize) -> Led {
        let definitions = &self.program.definitions;
        let scopes = &self.program.scopes;
        let Some(first) = path.segments.first() else { return Led::Nothing };
        let mut at = if path.absolute {
            let root = definitions.krate(self.scope).root;
            let own = scopes.member(definitions, root, first.name, Space::Types);
            let external = scopes.external(definitions, self.scope, first.name);
            let old = definitions.krate(self.scope).edition == crate::input::Edition::E2015;
            if old { own.or(external) } else { external }
        } else {
            if first.name == "Self" {
                return match self.what {
                    What::ImplHeader => Led::Nothing,
                    _ => Led::Ty(self.program.self_type(self.scope)),
                };
            }
            if let Some(param) = self.parameter(first.name) {
                return Led::Ty(param);
            }
            special(definitions, self.scope, first.name)
                .or_else(|| scopes.lexical(definitions, self.scope, first.name, Space::Types))
        };
        let primitive = Program::primitive(first.name).filter(|_| !path.absolute).map(Ty::Primitive);
        let mut used = 1;
        while used < upto {
            let Some(def) = at.filter(|&def| def != UNSEEN) else { break };
            if !matches!(definitions[def].kind, DefKind::Module | DefKind::Block | DefKind::Enum) {
                break;
            }
            match scopes.member(definitions, def, path.segments[used].name, Space::Types) {
                Some(next) => {
                    at = Some(next);
                    used += 1;
                }
                // What an enum does not have as a variant is looked for among its associated items.
                None if definitions[def].kind == DefKind::Enum => break,
                None => {
                    at = None;
                    break;
                }
            }
        }
        let is_module = |def: DefId| def != UNSEEN && definitions[def].kind == DefKind::Module;
        match (at, primitive) {
            (None, Some(primitive)) => Led::Ty(primitive),
            (Some(def), Some(primitive)) if used == 1 && is_module(def) => Led::Ty(primitive),
            (Some(def), _) if def != UNSEEN => Led::Def(def, used),
            _ => Led::Nothing,
        }
    }

    /// The type that a path names.
    pub(super) fn path(&self, path: &Path) -> Ty {
        if self.depth > DEEPEST {
            return Ty::Unknown;
        }
        if let Some(qualified) = &path.qualified {
            let (ty, of_trait) = (&qualified.0, qualified.1 as usize);
            let of = self.deeper().lower(ty);
            if of_trait == 0 {
                return self.associated_types(of, &path.segments);
            }
            let rest = path.segments.get(of_trait..).unwrap_or_default();
            let Some((first, more)) = rest.split_first() else { return Ty::Unknown };
            let Some(bound) = self.bound_upto(path, of_trait, &of) else { return Ty::Unknown };
            let args = std::iter::once(of).chain(bound.args.iter().cloned()).collect();
            let projected = Ty::Projection(Projection { of_trait: bound.def, args, name: first.name }.into());
            return self.associated_types(projected, more);
        }
        match self.lead(path, path.segments.len()) {
            Led::Nothing => Ty::Unknown,
            Led::Ty(ty) => self.associated_types(ty, path.segments.get(1..).unwrap_or_default()),
            Led::Def(def, used) => {
                let ty = self.named(def, path, used);
                self.associated_types(ty, path.segments.get(used..).unwrap_or_default())
            }
        }
    }

    /// The type that a definition is with the arguments of a path's segments.
    pub(super) fn named(&self, def: DefId, path: &Path, used: usize) -> Ty {
        let definitions = &self.program.definitions;
        let segment = path.segments.get(used.wrapping_sub(1));
        match definitions[def].kind {
            DefKind::Struct | DefKind::Enum | DefKind::Union => Ty::Adt(def, self.args_of(def, segment)),
            DefKind::Variant => {
                // The arguments may stand at the variant or at the enum.
                let Some(adt) = definitions[def].parent else { return Ty::Unknown };
                let before = path.segments.get(used.wrapping_sub(2)).filter(|it| !it.args().is_empty());
                Ty::Adt(adt, self.args_of(adt, before.or(segment)))
            }
            DefKind::Alias => {
                let Some(ItemKind::Alias { target: Some(target), .. }) = definitions[def].item.map(|it| &it.kind)
                else {
                    return Ty::Unknown;
                };
                let args = self.args_of(def, segment);
                self.follow(def, target, &args)
            }
            DefKind::Trait => match self.bound_upto(path, used, &Ty::Unknown) {
                Some(bound) => Ty::Dyn(vec![bound].into()),
                None => Ty::Unknown,
            },
            _ => Ty::Unknown,
        }
    }

    /// A segment's arguments for a definition, filled up.
    fn args_of(&self, def: DefId, segment: Option<&Segment>) -> super::ty::Args {
        let given = segment.map_or(Vec::new(), |segment| self.given_args(segment));
        self.fill(def, given)
    }

    fn fill(&self, def: DefId, mut given: Vec<Ty>) -> super::ty::Args {
        let count = self.program.generics(def).params.len();
        if self.depth > DEEPEST {
            given.resize(count, Ty::Unknown);
            return given.into();
        }
        match self.infer {
            // In a body, arguments that are left out altogether are found out; those behind given ones are defaults.
            Some(infer) if given.is_empty() => (0..count).map(|_| infer()).collect(),
            _ if given.len() >= count => {
                given.truncate(count);
                given.into()
            }
            _ => {
                for at in given.len()..count {
                    let default = self.program.generics(def).defaults.get(at).copied().flatten();
                    let next = match default {
                        Some(default) => self.follow(def, default, &given),
                        None => self.unknown(),
                    };
                    given.push(next);
                }
                given.into()
            }
        }
    }

    /// The type and const arguments that a segment gives.
    pub(super) fn given_args(&self, segment: &Segment) -> Vec<Ty> {
        self.generic_args(segment.args())
    }

    /// As [`Lowering::given_args`], of a turbofish.
    pub(super) fn generic_args(&self, args: &[GenericArg]) -> Vec<Ty> {
        let inner = self.deeper();
        args.iter()
            .filter_map(|arg| match arg {
                GenericArg::Type(ty) => Some(inner.type_or_constant(ty)),
                GenericArg::Const(length) => Some(inner.length(length)),
                GenericArg::Assoc(..) | GenericArg::Constraint(..) => None,
            })
            .collect()
    }

    /// A bare path that is no type may be a constant.
    fn type_or_constant(&self, ty: &Type) -> Ty {
        let lowered = self.lower(ty);
        match &ty.kind {
            TypeKind::Path(path) if lowered.is_unknown() && path.qualified.is_none() => {
                self.length(&Length::Path(path.clone()))
            }
            _ => lowered,
        }
    }

    /// `ty::A::B`
    fn associated_types(&self, ty: Ty, names: &[Segment]) -> Ty {
        names.iter().fold(ty, |ty, segment| self.associated_type(ty, segment.name))
    }

    /// `ty::name`, by the bounds of parameters and the traits of the impl around.
    fn associated_type(&self, ty: Ty, name: Name) -> Ty {
        let project = |bound: TraitRef| {
            let args = std::iter::once(ty.clone()).chain(bound.args.iter().cloned()).collect();
            Ty::Projection(Projection { of_trait: bound.def, args, name }.into())
        };
        if ty.is_unknown() || self.depth > DEEPEST {
            return Ty::Unknown;
        }
        let found = self.bounds_of(&ty).into_iter().find_map(|bound| self.program.declaring_trait(&bound, name));
        found.map_or(Ty::Unknown, project)
    }

    /// What the text around says of a type: bounds written at parameters and in clauses, the trait around for `Self`, bounds of
    /// associated types.
    fn bounds_of(&self, ty: &Ty) -> Vec<TraitRef> {
        let definitions = &self.program.definitions;
        let what = if self.what == What::ImplHeader { What::ImplHeader } else { What::Parameter };
        let lowering = Lowering { infer: None, what, ..self.deeper() };
        let mut all = Vec::new();
        // `I::Item` in `impl<I: Iterator> IntoIterator for I` is the bound's, so the impl's own trait comes last.
        let mut implemented = None;
        if let Ty::Projection(projection) = ty {
            all.extend(self.program.projection_bounds(projection));
        }
        for at in std::iter::once(self.scope).chain(definitions.ancestors(self.scope)) {
            let def = &definitions[at];
            match def.kind {
                DefKind::Module => break,
                DefKind::Trait if matches!(ty, Ty::Param(param) if param.owner == at && param.index == 0) => {
                    let args = self.program.identity_args(at).iter().skip(1).cloned().collect();
                    all.push(TraitRef { def: at, args, bindings: Vec::new().into() });
                }
                DefKind::Impl if self.what != What::ImplHeader && *self.program.impl_self(at) == *ty => {
                    if let Some(ItemKind::Impl { of_trait: Some(path), .. }) = def.item.map(|item| &item.kind) {
                        let scope = Lowering { scope: at, ..lowering };
                        implemented = scope.plain_bound(path, ty);
                    }
                }
                _ => {}
            }
            let Some(generics) = def.generics() else { continue };
            if let Ty::Param(param) = ty
                && param.owner == at
            {
                let written = generics.params.iter().filter(|it| it.name == param.name).flat_map(|it| &it.bounds);
                all.extend(written.filter_map(|bound| lowering.plain_bound(bound, ty)));
            }
            for (of, bounds) in &generics.clauses {
                if may_be(of, ty) && lowering.lower(of) == *ty {
                    all.extend(bounds.iter().filter_map(|bound| lowering.plain_bound(bound, ty)));
                }
            }
        }
        all.extend(implemented);
        all
    }

    /// A bound without its bindings: enough to find which trait declares a name.
    fn plain_bound(&self, path: &Path, of: &Ty) -> Option<TraitRef> {
        if self.depth > DEEPEST {
            return None;
        }
        let def = self.bound_def(path, path.segments.len())?;
        let segment = path.segments.last()?;
        Some(TraitRef { def, args: self.trait_args(def, segment, of), bindings: Vec::new().into() })
    }

    /// The trait that a bound names.
    pub(super) fn bound_def(&self, path: &Path, upto: usize) -> Option<DefId> {
        match self.lead(path, upto) {
            Led::Def(def, used) if used == upto && self.program.definitions[def].kind == DefKind::Trait => Some(def),
            _ => None,
        }
    }

    /// A bound on `of`; none where the trait is not known.
    pub(super) fn bound(&self, path: &Path, of: &Ty) -> Option<TraitRef> {
        self.bound_upto(path, path.segments.len(), of)
    }

    /// A bound that the first segments of a path name.
    pub(super) fn bound_upto(&self, path: &Path, upto: usize, of: &Ty) -> Option<TraitRef> {
        if self.depth > DEEPEST {
            return None;
        }
        let def = self.bound_def(path, upto)?;
        let segment = path.segments.get(upto.checked_sub(1)?)?;
        let inner = self.deeper();
        let mut bindings: Vec<(Name, Ty)> = Vec::new();
        for arg in segment.args() {
            if let GenericArg::Assoc(name, ty) = arg {
                bindings.push((*name, inner.lower(ty)));
            }
        }
        if let Some(signature) = segment.signature() {
            let output = signature.returns.as_ref().map_or(Ty::unit(), |ty| inner.lower(ty));
            bindings.push((Name::new("Output"), output));
        }
        Some(TraitRef { def, args: self.trait_args(def, segment, of), bindings: bindings.into() })
    }

    fn trait_args(&self, def: DefId, segment: &Segment, of: &Ty) -> super::ty::Args {
        let inner = self.deeper();
        let mut given = vec![of.clone()];
        match segment.signature() {
            Some(signature) => given.push(Ty::Tuple(signature.params.iter().map(|ty| inner.lower(ty)).collect())),
            None => given.extend(inner.given_args(segment)),
        }
        let filled = inner.fill(def, given);
        filled.get(1..).unwrap_or_default().into()
    }
}

/// Whether a written type can mean `ty` at all, judged by its looks: keeps clauses that speak of others from being read.
fn may_be(written: &Type, ty: &Ty) -> bool {
    match (&written.kind, ty) {
        (TypeKind::Path(path), Ty::Param(param)) => path.segments.len() == 1 && path.segments[0].name == param.name,
        (TypeKind::Path(path), Ty::Projection(projection)) => {
            path.segments.last().is_some_and(|last| last.name == projection.name)
        }
        _ => false,
    }
}
