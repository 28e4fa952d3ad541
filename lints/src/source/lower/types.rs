//! Types, bounds and generic parameters.
use syn::punctuated::Punctuated;
use syn::{PointerMutability, TypeParamBound, WherePredicate};

use super::super::facts::{Bound, DeclaredGenerics, GenericParam, Generics, Path, Signature, Span, Type, TypeKind};
use super::{Lowering, fit};

type Bounds = Punctuated<TypeParamBound, syn::Token![+]>;

/// Types nested deeper than this are not looked into: all that walks over types may recurse.
const DEEPEST: u32 = 64;

impl Lowering<'_> {
    pub(super) fn ty(&mut self, ty: &syn::Type) -> Type {
        self.types_around += 1;
        let lowered = if self.types_around > DEEPEST {
            Type { kind: TypeKind::Unknown, span: self.type_span(ty) }
        } else {
            self.shallow_type(ty)
        };
        self.types_around -= 1;
        lowered
    }

    fn shallow_type(&mut self, ty: &syn::Type) -> Type {
        let kind = match ty {
            syn::Type::Path(path) => {
                let path = self.qualified_path(path.qself.as_ref(), &path.path);
                let span = path.span;
                return Type { kind: TypeKind::Path(path), span };
            }
            syn::Type::Paren(inner) => {
                let mut inner = self.ty(&inner.elem);
                inner.span = self.type_span(ty);
                return inner;
            }
            syn::Type::Group(inner) => return self.ty(&inner.elem),
            syn::Type::Reference(reference) => TypeKind::Reference {
                mutable: reference.mutability.is_some(),
                inner: Box::new(self.ty(&reference.elem)),
            },
            syn::Type::Ptr(pointer) => TypeKind::Pointer {
                mutable: matches!(pointer.mutability, PointerMutability::Mut(_)),
                inner: Box::new(self.ty(&pointer.elem)),
            },
            syn::Type::Slice(slice) => TypeKind::Slice(Box::new(self.ty(&slice.elem))),
            syn::Type::Array(array) => {
                let element = Box::new(self.ty(&array.elem));
                TypeKind::Array(element, Box::new(self.length(&array.len)))
            }
            syn::Type::Tuple(tuple) => TypeKind::Tuple(fit(tuple.elems.iter().map(|element| self.ty(element)))),
            syn::Type::Never(_) => TypeKind::Never,
            syn::Type::Infer(_) => TypeKind::Infer,
            syn::Type::FnPtr(function) => {
                let params = function.inputs.iter().map(|input| self.ty(&input.ty)).collect();
                let returns = self.returns(&function.output);
                TypeKind::Function(Box::new(Signature { params, returns }))
            }
            syn::Type::TraitObject(object) => TypeKind::TraitObject(self.bounds(&object.bounds)),
            syn::Type::ImplTrait(opaque) => TypeKind::ImplTrait(self.bounds(&opaque.bounds)),
            _ => TypeKind::Unknown,
        };
        Type { kind, span: self.type_span(ty) }
    }

    /// The bytes of a type.
    pub(super) fn type_span(&self, ty: &syn::Type) -> Span {
        match ty {
            syn::Type::Array(array) => self.span(array.bracket_token.span.join()),
            syn::Type::Slice(slice) => self.span(slice.bracket_token.span.join()),
            syn::Type::Tuple(tuple) => self.span(tuple.paren_token.span.join()),
            syn::Type::Paren(paren) => self.span(paren.paren_token.span.join()),
            syn::Type::Group(group) => self.type_span(&group.elem),
            syn::Type::Never(never) => self.span(never.bang_token.spans[0]),
            syn::Type::Infer(infer) => self.span(infer.underscore_token.spans[0]),
            syn::Type::Verbatim(tokens) => self.tokens(tokens),
            syn::Type::Macro(mac) => self.macro_span(&mac.mac),
            syn::Type::Reference(reference) => {
                self.up_from(reference.and_token.spans[0], self.type_span(&reference.elem))
            }
            syn::Type::Ptr(pointer) => self.up_from(pointer.star_token.spans[0], self.type_span(&pointer.elem)),
            syn::Type::ImplTrait(opaque) => self.up_from(opaque.impl_token.span, self.bounds_span(&opaque.bounds)),
            syn::Type::TraitObject(object) => {
                let bounds = self.bounds_span(&object.bounds);
                object.dyn_token.as_ref().map_or(bounds, |word| self.up_from(word.span, bounds))
            }
            syn::Type::FnPtr(function) => {
                let first = match (&function.lifetimes, &function.unsafety, &function.abi) {
                    (Some(lifetimes), _, _) => lifetimes.for_token.span,
                    (None, Some(word), _) => word.span,
                    (None, None, Some(abi)) => abi.extern_token.span,
                    (None, None, None) => function.fn_token.span,
                };
                let end = match &function.output {
                    syn::ReturnType::Default => self.end(function.paren_token.span.close()),
                    syn::ReturnType::Type(_, ty) => self.type_span(ty).end,
                };
                Span { start: self.start(first), end }
            }
            syn::Type::Path(path) => self.path_span(path.qself.as_ref(), &path.path),
            _ => Span::default(),
        }
    }

    fn up_from(&self, first: proc_macro2::Span, rest: Span) -> Span {
        let start = self.start(first);
        Span { start, end: rest.end.max(start) }
    }

    fn path_span(&self, qself: Option<&syn::QSelf>, path: &syn::Path) -> Span {
        let start = match (qself, &path.leading_colon, path.segments.first()) {
            (Some(qself), _, _) => self.start(qself.lt_token.spans[0]),
            (None, Some(colons), _) => self.start(colons.spans[0]),
            (None, None, Some(first)) => self.start(first.ident.span()),
            (None, None, None) => 0,
        };
        let end = path.segments.last().map_or(start, |last| {
            let name_end = self.end(last.ident.span());
            self.segment_end(last, name_end)
        });
        Span { start, end }
    }

    fn bounds_span(&self, bounds: &Bounds) -> Span {
        let of = |bound: &TypeParamBound| match bound {
            TypeParamBound::Trait(bound) => {
                let path = self.path_span(None, &bound.path);
                match (&bound.paren_token, &bound.lifetimes, &bound.maybe) {
                    (Some(paren), _, _) => self.span(paren.span.join()),
                    (None, Some(lifetimes), _) => self.up_from(lifetimes.for_token.span, path),
                    (None, None, Some(maybe)) => self.up_from(maybe.spans[0], path),
                    (None, None, None) => path,
                }
            }
            TypeParamBound::Lifetime(lifetime) => self.between(lifetime.apostrophe, lifetime.ident.span()),
            TypeParamBound::PreciseCapture(capture) => self.between(capture.use_token.span, capture.gt_token.spans[0]),
            TypeParamBound::Verbatim(tokens) => self.tokens(tokens),
            _ => Span::default(),
        };
        let first = bounds.first().map(of).unwrap_or_default();
        let last = bounds.last().map(of).unwrap_or_default();
        Span { start: first.start, end: last.end.max(first.end) }
    }

    /// The traits among bounds: `?Sized` and lifetimes say nothing here.
    pub(super) fn bounds(&mut self, bounds: &Bounds) -> Vec<Bound> {
        fit(bounds.iter().filter_map(|bound| self.bound(bound)))
    }

    fn bound(&mut self, bound: &TypeParamBound) -> Option<Path> {
        match bound {
            TypeParamBound::Trait(bound) if bound.maybe.is_none() => Some(self.path(&bound.path)),
            _ => None,
        }
    }

    pub(super) fn generics(&mut self, generics: &syn::Generics) -> Generics {
        let params = fit(generics.params.iter().filter_map(|param| self.generic_param(param)));
        let clauses = generics.where_clause.iter().flat_map(|clause| clause.predicates.iter());
        let clauses = fit(clauses.filter_map(|predicate| self.predicate(predicate)));
        DeclaredGenerics { params, clauses }.into()
    }

    fn generic_param(&mut self, param: &syn::GenericParam) -> Option<GenericParam> {
        Some(match param {
            syn::GenericParam::Lifetime(_) => return None,
            syn::GenericParam::Type(param) => GenericParam {
                name: self.ident(&param.ident).0,
                is_const: false,
                bounds: self.bounds(&param.bounds),
                default: param.default.as_ref().map(|(_, default)| self.ty(default)),
            },
            syn::GenericParam::Const(param) => GenericParam {
                name: self.ident(&param.ident).0,
                is_const: true,
                bounds: Vec::new(),
                default: param.default.as_ref().map(|(_, value)| Type {
                    kind: TypeKind::Const(Box::new(self.length(value))),
                    span: self.span(param.ident.span()),
                }),
            },
        })
    }

    fn predicate(&mut self, predicate: &WherePredicate) -> Option<(Type, Vec<Bound>)> {
        match predicate {
            WherePredicate::Type(predicate) => {
                let ty = self.ty(&predicate.bounded_ty);
                Some((ty, self.bounds(&predicate.bounds)))
            }
            _ => None,
        }
    }
}
