//! Patterns.
use syn::Member;

use super::super::facts::{Expr, Pat, PatId, PatKind, Path, Segment, Segments, Span};
use super::super::name::Name;
use super::Lowering;

/// Expressions and patterns of the body that is being lowered.
#[derive(Default)]
pub(super) struct Arena {
    pub(super) exprs: Vec<Expr>,
    pub(super) patterns: Vec<Pat>,
}

impl Arena {
    pub(super) fn pat(&mut self, span: Span, kind: PatKind) -> PatId {
        self.patterns.push(Pat { span, kind });
        PatId(self.patterns.len() as u32 - 1)
    }

    fn pat_span(&self, id: PatId) -> Span {
        self.patterns[id.0 as usize].span
    }
}

impl Lowering<'_> {
    pub(super) fn pat(&mut self, arena: &mut Arena, pat: &syn::Pat) -> PatId {
        match pat {
            syn::Pat::Ident(bind) => self.bind(arena, bind),
            syn::Pat::Wild(wild) => arena.pat(self.span(wild.underscore_token.spans[0]), PatKind::Wild),
            syn::Pat::Rest(rest) => {
                arena.pat(self.between(rest.dot2_token.spans[0], rest.dot2_token.spans[1]), PatKind::Rest)
            }
            syn::Pat::Tuple(tuple) => {
                let parts = tuple.elems.iter().map(|part| self.pat(arena, part)).collect();
                arena.pat(self.span(tuple.paren_token.span.join()), PatKind::Tuple(parts))
            }
            syn::Pat::TupleStruct(tuple) => {
                let path = self.qualified_path(tuple.qself.as_ref(), &tuple.path);
                let parts = tuple.elems.iter().map(|part| self.pat(arena, part)).collect();
                let span = Span { start: path.span.start, end: self.end(tuple.paren_token.span.close()) };
                arena.pat(span, PatKind::TupleStruct { path: Box::new(path), parts })
            }
            syn::Pat::Struct(pattern) => {
                let path = self.qualified_path(pattern.qself.as_ref(), &pattern.path);
                let fields = self.present(
                    &pattern.fields,
                    |field| &field.attrs,
                    |this, arena, field| this.pattern_span(arena, &field.pat),
                );
                let fields = fields.into_iter();
                let fields = fields.map(|field| (self.member(&field.member).0, self.pat(arena, &field.pat))).collect();
                let span = Span { start: path.span.start, end: self.end(pattern.brace_token.span.close()) };
                arena.pat(span, PatKind::Struct { path: Box::new(path), fields })
            }
            syn::Pat::Path(path) => {
                let path = self.qualified_path(path.qself.as_ref(), &path.path);
                arena.pat(path.span, PatKind::Path(Box::new(path)))
            }
            syn::Pat::Reference(reference) => {
                let inner = self.pat(arena, &reference.pat);
                let span = Span { start: self.start(reference.and_token.spans[0]), end: arena.pat_span(inner).end };
                arena.pat(span, PatKind::Reference(inner))
            }
            syn::Pat::Slice(slice) => {
                let parts = slice.elems.iter().map(|part| self.pat(arena, part)).collect();
                arena.pat(self.span(slice.bracket_token.span.join()), PatKind::Slice(parts))
            }
            syn::Pat::Or(or) => {
                let cases: Vec<PatId> = or.cases.iter().map(|case| self.pat(arena, case)).collect();
                let start = cases.first().map_or(0, |case| arena.pat_span(*case).start);
                let end = cases.last().map_or(start, |case| arena.pat_span(*case).end);
                arena.pat(Span { start, end }, PatKind::Or(cases))
            }
            syn::Pat::Paren(paren) => {
                let inner = self.pat(arena, &paren.pat);
                arena.patterns[inner.0 as usize].span = self.span(paren.paren_token.span.join());
                inner
            }
            syn::Pat::Guard(guarded) => self.pat(arena, &guarded.pat),
            syn::Pat::Type(typed) => self.pat(arena, &typed.pat),
            syn::Pat::Lit(literal) => {
                let span = self.literal(&literal.lit).1;
                arena.pat(span, PatKind::Constant)
            }
            syn::Pat::Range(range) => {
                let span = self.range_span(range);
                arena.pat(span, PatKind::Constant)
            }
            syn::Pat::Const(block) => {
                let span = self.between(block.const_token.span, block.block.brace_token.span.close());
                arena.pat(span, PatKind::Constant)
            }
            syn::Pat::Macro(mac) => arena.pat(self.macro_span(&mac.mac), PatKind::Unknown),
            syn::Pat::Verbatim(tokens) => arena.pat(self.tokens(tokens), PatKind::Unknown),
            _ => arena.pat(Span::default(), PatKind::Unknown),
        }
    }

    fn bind(&mut self, arena: &mut Arena, bind: &syn::PatIdent) -> PatId {
        let inner = bind.subpat.as_ref().map(|(_, inner)| self.pat(arena, inner));
        let (name, mut span) = self.ident(&bind.ident);
        if let Some(word) = &bind.mutability {
            span.start = self.start(word.span);
        }
        if let Some(word) = &bind.by_ref {
            span.start = self.start(word.span);
        }
        if let Some(inner) = inner {
            span.end = arena.pat_span(inner).end;
        }
        let by_reference = bind.by_ref.is_some();
        arena.pat(span, PatKind::Bind { name, by_reference, mutable: bind.mutability.is_some(), inner })
    }

    fn range_span(&mut self, range: &syn::PatRange) -> Span {
        let (first, last) = match &range.limits {
            syn::RangeLimits::HalfOpen(dots) => (dots.spans[0], dots.spans[1]),
            syn::RangeLimits::Closed(dots) => (dots.spans[0], dots.spans[2]),
        };
        let mut span = self.between(first, last);
        // Bounds are literals, paths or constant blocks: lowered aside, for their bytes alone.
        let mut aside = Arena::default();
        if let Some(start) = &range.start {
            let id = self.expr(&mut aside, start);
            span.start = aside.exprs[id.0 as usize].span.start;
        }
        if let Some(end) = &range.end {
            let id = self.expr(&mut aside, end);
            span.end = aside.exprs[id.0 as usize].span.end;
        }
        span
    }

    /// A field's name, or its number as text.
    pub(super) fn member(&mut self, member: &Member) -> (Name, Span) {
        match member {
            Member::Named(name) => self.ident(name),
            Member::Unnamed(index) => (Name::new(&index.index.to_string()), self.span(index.span)),
        }
    }

    /// A path of one name.
    pub(super) fn single(name: Name, span: Span) -> Path {
        let segments = Segments::One(Segment::plain(name, span));
        Path { absolute: false, qualified: None, segments, span }
    }
}
