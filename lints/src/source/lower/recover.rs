//! A file that does not parse, item by item: what parses is kept, the rest is said to be unseen.
use std::str::FromStr;

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

use super::super::facts::{self, Item, ItemKind, Span, UnseenWhy};
use super::Lowering;

/// Words that open an item that only a semicolon ends.
const ENDS_AT_SEMICOLON: &[&str] = &["use", "static", "type", "let"];

impl Lowering<'_> {
    /// What can be kept of `text`, which the parser rejects with `error`.
    pub(super) fn recover(&mut self, text: &str, error: &syn::Error) -> facts::File {
        let Ok(tokens) = TokenStream::from_str(text) else {
            let (span, words) = self.lexing_error(error);
            self.not_looked_at(span, UnseenWhy::DoesNotParse(words));
            return self.finished(facts::FileAttributes::default(), Vec::new(), 0);
        };
        let (attributes, rest) = inner_attributes(tokens.into_iter().collect());
        let inner_end = attributes.last().map_or(0, |last| self.attribute_span(last).end);
        let attributes = self.file_attributes(&attributes);
        let mut items = Vec::new();
        for chunk in chunks(rest) {
            self.recover_item(chunk, &mut items);
        }
        if !self.is_older && self.unseen.iter().all(|unseen| !matches!(unseen.why, UnseenWhy::DoesNotParse(_))) {
            // Every part parses and the whole does not: still to be said.
            let span = self.error_span(error);
            self.not_looked_at(span, UnseenWhy::DoesNotParse(error.to_string()));
        }
        self.finished(attributes, items, inner_end)
    }

    /// Where text cannot be cut into tokens, and why. The parser knows the place, and has the same words for all.
    fn lexing_error(&self, error: &syn::Error) -> (Span, String) {
        let start = self.start(error.span());
        let rest = self.text.get(start as usize..).unwrap_or_default();
        let words = match rest.bytes().next() {
            Some(b'(' | b'[' | b'{') => "unclosed delimiter",
            Some(b')' | b']' | b'}') => "unexpected closing delimiter",
            Some(b'"') => "unterminated double quote string",
            Some(b'\'') => "unterminated character literal",
            Some(b'/') => "unterminated block comment",
            _ => return (self.error_span(error), error.to_string()),
        };
        (Span { start, end: start + 1 }, words.to_owned())
    }

    /// Where a rejected file is wrong; all of it where the parser does not say.
    fn error_span(&self, error: &syn::Error) -> Span {
        let span = self.span(error.span());
        if span.start < span.end { span } else { Span { start: 0, end: self.text.len() as u32 } }
    }

    fn recover_item(&mut self, chunk: Vec<TokenTree>, into: &mut Vec<Item>) {
        let error = match syn::parse2::<syn::Item>(chunk.iter().cloned().collect()) {
            Ok(item) => return self.item(&item, into),
            Err(error) => error,
        };
        if self.recover_members(&chunk, into) {
            return;
        }
        if let Some((item, lost)) = self.parse_older::<syn::Item>(chunk.iter().cloned()) {
            self.left_out(lost);
            return self.item(&item, into);
        }
        let span = match (chunk.first(), chunk.last()) {
            (Some(first), Some(last)) => self.between(first.span(), last.span()),
            _ => return,
        };
        let at = self.span(error.span());
        let span = if span.contains(at) && at.start < at.end { Span { start: at.start, end: span.end } } else { span };
        self.not_looked_at(span, UnseenWhy::DoesNotParse(error.to_string()));
    }

    /// An `impl`, trait or module with something wrong inside: emptied it parses, and its members are tried one by one.
    fn recover_members(&mut self, chunk: &[TokenTree], into: &mut Vec<Item>) -> bool {
        let Some((TokenTree::Group(body), head)) = chunk.split_last() else {
            return false;
        };
        if body.delimiter() != Delimiter::Brace {
            return false;
        }
        let mut empty = Group::new(Delimiter::Brace, TokenStream::new());
        empty.set_span(body.span());
        let emptied = head.iter().cloned().chain([TokenTree::Group(empty)]).collect();
        let emptied: TokenStream = emptied;
        let holder = match syn::parse2::<syn::Item>(emptied.clone()) {
            Ok(holder) => holder,
            Err(_) => match self.parse_older::<syn::Item>(emptied) {
                Some((holder, lost)) if lost.is_empty() => holder,
                _ => return false,
            },
        };
        if !matches!(holder, syn::Item::Impl(_) | syn::Item::Trait(_) | syn::Item::Mod(_)) {
            return false;
        }
        let before = into.len();
        self.item(&holder, into);
        let mut members = Vec::new();
        let (_, rest) = inner_attributes(body.stream().into_iter().collect());
        for chunk in chunks(rest) {
            match &holder {
                syn::Item::Mod(_) => self.recover_item(chunk, &mut members),
                syn::Item::Impl(_) => match syn::parse2::<syn::ImplItem>(chunk.iter().cloned().collect()) {
                    Ok(item) => self.impl_item(&item, &mut members),
                    Err(error) => match self.parse_older::<syn::ImplItem>(chunk.iter().cloned()) {
                        Some((item, lost)) => {
                            self.left_out(lost);
                            self.impl_item(&item, &mut members);
                        }
                        None => self.lost(&chunk, &error),
                    },
                },
                _ => match syn::parse2::<syn::TraitItem>(chunk.iter().cloned().collect()) {
                    Ok(item) => self.trait_item(&item, &mut members),
                    Err(error) => match self.parse_older::<syn::TraitItem>(chunk.iter().cloned()) {
                        Some((item, lost)) => {
                            self.left_out(lost);
                            self.trait_item(&item, &mut members);
                        }
                        None => self.lost(&chunk, &error),
                    },
                },
            }
        }
        for holder in &mut into[before..] {
            match &mut holder.kind {
                ItemKind::Module(Some(items)) | ItemKind::Impl { items, .. } | ItemKind::Trait { items, .. } => {
                    *items = std::mem::take(&mut members);
                }
                _ => {}
            }
        }
        true
    }

    fn lost(&mut self, chunk: &[TokenTree], error: &syn::Error) {
        if let (Some(first), Some(last)) = (chunk.first(), chunk.last()) {
            let span = self.between(first.span(), last.span());
            let at = self.span(error.span());
            let start = if span.contains(at) && at.start < at.end { at.start } else { span.start };
            self.not_looked_at(Span { start, end: span.end }, UnseenWhy::DoesNotParse(error.to_string()));
        }
    }
}

/// Cuts off `#![..]` attributes.
fn inner_attributes(tokens: Vec<TokenTree>) -> (Vec<syn::Attribute>, Vec<TokenTree>) {
    let mut at = 0;
    while let [TokenTree::Punct(pound), TokenTree::Punct(bang), TokenTree::Group(_), ..] = &tokens[at..]
        && pound.as_char() == '#'
        && bang.as_char() == '!'
    {
        at += 3;
    }
    let attributes: TokenStream = tokens[..at].iter().cloned().collect();
    let parsed = syn::parse::Parser::parse2(syn::Attribute::parse_inner, attributes).unwrap_or_default();
    (parsed, tokens[at..].to_vec())
}

/// Cuts tokens into what is probably one item each.
fn chunks(tokens: Vec<TokenTree>) -> Vec<Vec<TokenTree>> {
    let mut chunks = Vec::new();
    let mut chunk: Vec<TokenTree> = Vec::new();
    for token in tokens {
        let ends = match &token {
            TokenTree::Punct(punct) => punct.as_char() == ';',
            TokenTree::Group(group) => group.delimiter() == Delimiter::Brace && !ends_at_semicolon(&chunk),
            _ => false,
        };
        chunk.push(token);
        if ends {
            chunks.push(std::mem::take(&mut chunk));
        }
    }
    if !chunk.is_empty() {
        chunks.push(chunk);
    }
    chunks
}

fn ends_at_semicolon(chunk: &[TokenTree]) -> bool {
    let mut words = chunk.iter().filter_map(|token| match token {
        TokenTree::Ident(word) => Some(word),
        _ => None,
    });
    while let Some(word) = words.next() {
        if word == "const" {
            // `const fn`, `const unsafe fn` end at their body.
            return !words
                .next()
                .is_some_and(|next| next == "fn" || next == "unsafe" || next == "async" || next == "extern");
        }
        if ENDS_AT_SEMICOLON.iter().any(|known| word == known) {
            return true;
        }
        if word != "pub" && word != "unsafe" && word != "default" {
            return false;
        }
    }
    false
}
