//! Bodies: noted down while a file is lowered, parsed when somebody asks.
use std::sync::Arc;

use super::super::cfg::Conditions;
use super::super::facts::{Body, Deferred, Opened, PatId, Span, Unseen, UnseenWhy};
use super::super::skim::{self, Seen};
use super::pattern::Arena;
use super::position::Positions;
use super::{Lowering, deep_enough};

impl Deferred {
    /// What is in it: parsed by whom asks first, kept for all. What is configured out is left out, once it is known in which
    /// crate it is looked at.
    pub fn open(&self) -> &Opened {
        match self.conditions.get().filter(|_| self.written().contains("cfg")) {
            Some(conditions) => self.built.get_or_init(|| self.parsed(Some(conditions))),
            None => self.opened.get_or_init(|| self.parsed(None)),
        }
    }

    /// What is in it, where somebody asked already.
    pub fn opened(&self) -> Option<&Opened> {
        self.built.get().or_else(|| self.opened.get()).map(|opened| &**opened)
    }

    /// Says what holds in the crate that it is looked at in. The first word counts: of a file that several crates share, each body
    /// is looked at in the first of them.
    pub fn look_in(&self, conditions: &Arc<Conditions>) {
        let _ = self.conditions.set(Arc::clone(conditions));
    }

    fn parsed(&self, conditions: Option<&Arc<Conditions>>) -> Box<Opened> {
        let opened = deep_enough(self.written(), || self.parse(conditions));
        Box::new(opened.unwrap_or_else(|why| refused(self.span, why.to_owned())))
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

    fn parse(&self, conditions: Option<&Arc<Conditions>>) -> Opened {
        let written = self.written();
        let positions = Positions::shifted(written, self.from as usize);
        let mut lowering = Lowering::new(&self.text, positions, &[], false);
        lowering.conditions = conditions.cloned();
        let parsed = if self.from < self.span.start {
            self.parse_as::<syn::ItemFn>(&mut lowering).map(|function| lowering.whole_function(&function))
        } else {
            self.parse_as::<syn::Expr>(&mut lowering).map(|value| (lowering.value(&value), Vec::new()))
        };
        let opened = match parsed {
            Ok((body, params)) => {
                let Lowering { unseen, suppressions, absent, .. } = lowering;
                Opened { body: Some(body), params, unseen, suppressions, absent }
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

    fn parse_as<T: syn::parse::Parse>(&self, lowering: &mut Lowering<'_>) -> syn::Result<T> {
        let error = match syn::parse_str::<T>(self.written()) {
            Ok(parsed) => return Ok(parsed),
            Err(error) => error,
        };
        let (parsed, lost) = lowering.parse_older_text(self.written()).ok_or(error)?;
        // What is wrong with a signature is said where the signature is lowered.
        lowering.left_out(lost.into_iter().filter(|(span, _)| self.span.contains(*span)).collect());
        Ok(parsed)
    }
}

fn refused(span: Span, why: String) -> Opened {
    let unseen = vec![Unseen { span, why: UnseenWhy::DoesNotParse(why) }];
    Opened { body: None, params: Vec::new(), unseen, suppressions: Vec::new(), absent: Vec::new() }
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
        let (opened, conditions, built) = Default::default();
        Box::new(Deferred { span, from, words, holds_items, text, opened, conditions, built })
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
