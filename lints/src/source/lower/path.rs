//! Paths and what stands between their angle brackets.
use syn::{GenericArgument, PathArguments, ReturnType};

use super::super::facts::{GenericArg, Given, Length, Path, Segment, Segments, Signature, Span, Type};
use super::super::name::Name;
use super::{Lowering, fit, literal};

/// Lengths that are nested deeper than this are not worked out.
const DEEPEST_LENGTH: u32 = 32;

impl Lowering<'_> {
    pub(super) fn path(&mut self, path: &syn::Path) -> Path {
        let segments: Segments = path.segments.iter().map(|segment| self.segment(segment)).collect();
        let start = match &path.leading_colon {
            Some(colons) => self.start(colons.spans[0]),
            None => segments.first().map_or(0, |segment| segment.span.start),
        };
        let end = match path.segments.last() {
            Some(last) => self.segment_end(last, segments[segments.len() - 1].span.end),
            None => start,
        };
        Path { absolute: path.leading_colon.is_some(), qualified: None, segments, span: Span { start, end } }
    }

    /// A path that may start with `<T as Trait>`.
    pub(super) fn qualified_path(&mut self, qself: Option<&syn::QSelf>, path: &syn::Path) -> Path {
        let mut lowered = self.path(path);
        if let Some(qself) = qself {
            let ty = self.ty(&qself.ty);
            lowered.qualified = Some(Box::new((ty, qself.position as u32)));
            lowered.absolute &= qself.position > 0;
            lowered.span.start = self.start(qself.lt_token.spans[0]);
            lowered.span.end = lowered.span.end.max(self.end(qself.gt_token.spans[0]));
        }
        lowered
    }

    fn segment(&mut self, segment: &syn::PathSegment) -> Segment {
        let (name, span) = self.ident(&segment.ident);
        let (args, signature) = match &segment.arguments {
            PathArguments::None => return Segment::plain(name, span),
            PathArguments::AngleBracketed(args) => (self.generic_args(args), None),
            PathArguments::Parenthesized(args) => {
                let params = fit(args.inputs.iter().map(|input| self.ty(&input.ty)));
                let returns = self.returns(&args.output);
                (Vec::new(), Some(Signature { params, returns }))
            }
        };
        Segment { name, span, given: Some(Box::new(Given { args, signature })) }
    }

    pub(super) fn segment_end(&self, segment: &syn::PathSegment, name_end: u32) -> u32 {
        match &segment.arguments {
            PathArguments::None => name_end,
            PathArguments::AngleBracketed(args) => self.end(args.gt_token.spans[0]),
            PathArguments::Parenthesized(args) => match &args.output {
                ReturnType::Default => self.end(args.paren_token.span.close()),
                ReturnType::Type(_, ty) => self.type_span(ty).end,
            },
        }
    }

    pub(super) fn generic_args(&mut self, args: &syn::AngleBracketedGenericArguments) -> Vec<GenericArg> {
        fit(args.args.iter().filter_map(|arg| self.generic_arg(arg)))
    }

    fn generic_arg(&mut self, arg: &GenericArgument) -> Option<GenericArg> {
        Some(match arg {
            GenericArgument::Type(ty) => GenericArg::Type(self.ty(ty)),
            GenericArgument::Const(value) => GenericArg::Const(self.length(value)),
            GenericArgument::AssocType(assoc) => {
                let name = self.ident(&assoc.ident).0;
                GenericArg::Assoc(name, self.ty(&assoc.ty))
            }
            GenericArgument::Constraint(constraint) => {
                let name = self.ident(&constraint.ident).0;
                GenericArg::Constraint(name, self.bounds(&constraint.bounds))
            }
            // Lifetimes, and `N = 3`, which nothing here asks about.
            _ => return None,
        })
    }

    /// A const argument, the length of an array, the number of a variant.
    pub(super) fn length(&mut self, value: &syn::Expr) -> Length {
        self.length_within(value, DEEPEST_LENGTH)
    }

    fn length_within(&mut self, value: &syn::Expr, left: u32) -> Length {
        let Some(left) = left.checked_sub(1) else { return Length::Unknown };
        match value {
            syn::Expr::Lit(value) => match &value.lit {
                syn::Lit::Int(number) => literal::integer(number).map_or(Length::Unknown, Length::Literal),
                _ => Length::Unknown,
            },
            syn::Expr::Path(path) => Length::Path(self.qualified_path(path.qself.as_ref(), &path.path)),
            syn::Expr::Paren(inner) => self.length_within(&inner.expr, left),
            syn::Expr::Group(inner) => self.length_within(&inner.expr, left),
            syn::Expr::Cast(cast) => self.length_within(&cast.expr, left),
            syn::Expr::Unary(syn::ExprUnary { op: syn::UnOp::Neg(_), expr, .. }) => {
                Length::Negative(Box::new(self.length_within(expr, left)))
            }
            syn::Expr::Binary(both) => match super::body::operator(&both.op) {
                Some((op, false)) => {
                    let first = self.length_within(&both.left, left);
                    Length::Operation(op, Box::new((first, self.length_within(&both.right, left))))
                }
                _ => Length::Unknown,
            },
            syn::Expr::Block(block) => match block.block.stmts.as_slice() {
                [syn::Stmt::Expr(only, None)] => self.length_within(only, left),
                _ => Length::Unknown,
            },
            _ => Length::Unknown,
        }
    }

    pub(super) fn returns(&mut self, output: &ReturnType) -> Option<Type> {
        match output {
            ReturnType::Default => None,
            ReturnType::Type(_, ty) => Some(self.ty(ty)),
        }
    }

    /// The names of a path that has nothing in angle brackets.
    pub(super) fn plain_path(&mut self, path: &syn::Path) -> Vec<Name> {
        path.segments.iter().map(|segment| self.ident(&segment.ident).0).collect()
    }
}
