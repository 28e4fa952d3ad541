//! Bodies: noted down while a file is lowered, parsed when somebody asks.
use std::sync::{Arc, OnceLock};

use super::super::facts::{Body, Deferred, Opened, PatId, Span, Unseen, UnseenWhy};
use super::super::skim::{self, Seen};
use super::pattern::Arena;
use super::position::Positions;
use super::{Lowering, deep_enough};

impl Deferred {
    /// What is in it: parsed by whom asks first, kept for all.
    pub fn open(&self) -> &Opened {
        self.opened.get_or_init(|| {
            let opened = deep_enough(self.written(), || self.parse());
            Box::new(opened.unwrap_or_else(|why| refused(self.span, why.to_owned())))
        })
    }

    /// What is in it, where somebody asked already.
    pub fn opened(&self) -> Option<&Opened> {
        self.opened.get().map(|opened| &**opened)
    }

    /// The body; none where it does not parse.
    pub fn body(&self) -> Option<&Body> {
        self.open().body.as_ref()
    }

    /// The text of a span in it.
    pub fn text_at(&self, span: Span) -> &str {
        self.text.get(span.start as usize..span.end as usize).unwrap_or_default()
    }

    fn written(&self) -> &str {
        self.text.get(self.from as usize..self.span.end as usize).unwrap_or_default()
    }

    fn parse(&self) -> Opened {
        let written = self.written();
        let positions = Positions::shifted(written, self.from as usize);
        let mut lowering = Lowering::new(&self.text, positions, &[], false);
        let parsed = if self.from < self.span.start {
            syn::parse_str::<syn::ItemFn>(written).map(|function| lowering.whole_function(&function))
        } else {
            syn::parse_str::<syn::Expr>(written).map(|value| (lowering.value(&value), Vec::new()))
        };
        let opened = match parsed {
            Ok((body, params)) => {
                Opened { body: Some(body), params, unseen: lowering.unseen, suppressions: lowering.suppressions }
            }
            Err(error) => {
                let at = lowering.span(error.span());
                let inside = self.span.contains(at) && at.start < at.end;
                let start = if inside { at.start } else { self.span.start };
                refused(Span { start, end: self.span.end }, error.to_string())
            }
        };
        proc_macro2::extra::invalidate_current_thread_spans();
        opened
    }
}

fn refused(span: Span, why: String) -> Opened {
    let unseen = vec![Unseen { span, why: UnseenWhy::DoesNotParse(why) }];
    Opened { body: None, params: Vec::new(), unseen, suppressions: Vec::new() }
}

impl Lowering<'_> {
    /// The body of a function whose `fn` lies at `from`.
    pub(super) fn function_body(&self, from: u32, block: &syn::Block) -> Box<Deferred> {
        let braces = block.brace_token.span;
        self.deferred(from, Span { start: self.start(braces.open()), end: self.end(braces.close()) })
    }

    /// The value of a constant or static.
    pub(super) fn later(&mut self, value: &syn::Expr) -> Box<Deferred> {
        let span = match value {
            syn::Expr::Tuple(tuple) => self.span(tuple.paren_token.span.join()),
            _ => self.span_of(value),
        };
        self.deferred(span.start, span)
    }

    /// The bytes of an expression, which is lowered only for that.
    fn span_of(&mut self, value: &syn::Expr) -> Span {
        let before = (self.unseen.len(), self.suppressions.len());
        let mut aside = Arena::default();
        let root = self.expr(&mut aside, value);
        self.unseen.truncate(before.0);
        self.suppressions.truncate(before.1);
        aside.expr_span(root)
    }

    fn deferred(&self, from: u32, span: Span) -> Box<Deferred> {
        let cut = self.cuts.binary_search_by_key(&span.start, |cut| cut.span.start).ok();
        let seen = match cut.map(|at| &self.cuts[at]).filter(|cut| cut.span == span) {
            Some(cut) => cut.seen.clone(),
            None => self.text.get(span.start as usize..span.end as usize).map_or_else(Seen::default, skim::seen),
        };
        let Seen { words, holds_items } = seen;
        let text = Arc::clone(self.text);
        Box::new(Deferred { span, from, words, holds_items, text, opened: OnceLock::new() })
    }

    fn whole_function(&mut self, function: &syn::ItemFn) -> (Body, Vec<PatId>) {
        let mut arena = Arena::default();
        let mut params = Vec::new();
        for input in &function.sig.inputs {
            if let syn::FnArg::Typed(typed) = input {
                params.push(self.pat(&mut arena, &typed.pat));
            }
        }
        let root = self.plain_block(&mut arena, &function.block);
        (Body { exprs: arena.exprs.into(), patterns: arena.patterns.into(), root }, params)
    }

    /// A value as a body; `const { x }` is `x`.
    fn value(&mut self, value: &syn::Expr) -> Body {
        let value = match value {
            syn::Expr::Const(block) => match block.block.stmts.as_slice() {
                [syn::Stmt::Expr(only, None)] => only,
                _ => value,
            },
            value => value,
        };
        let mut arena = Arena::default();
        let root = self.expr(&mut arena, value);
        Body { exprs: arena.exprs.into(), patterns: arena.patterns.into(), root }
    }
}
