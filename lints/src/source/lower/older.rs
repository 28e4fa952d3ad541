//! Syntax that the parser rejects and a compiler takes: words of older editions, and of the nightly compiler.
//!
//! What is rejected is put into the parser's own words, token by token, each new token where an old one lies. What is
//! rejected even then loses the smallest part that the parser complains of: an argument, a field, an arm, a statement.
use std::str::FromStr;

use proc_macro2::{Delimiter, Group, Ident, Punct, Spacing, Span as Place, TokenStream, TokenTree};

use super::super::facts::{Span, UnseenWhy};
use super::Lowering;

/// Traits whose arguments stand in parentheses.
const CALLABLE: &[&str] = &["Fn", "FnMut", "FnOnce", "FnBox"];
/// So many parts are left out of one text at most.
const MOST_LEFT_OUT: usize = 16;

impl Lowering<'_> {
    /// Parses what the parser rejected with `error`: in its own words, then without the parts that it complains of. These are
    /// handed out; nothing where too little would be left.
    pub(super) fn parse_older<T: syn::parse::Parse>(
        &self,
        tokens: impl IntoIterator<Item = TokenTree>,
    ) -> Option<(T, Vec<(Span, String)>)> {
        let mut tokens = modern(tokens, &None);
        let mut lost: Vec<(Span, String)> = Vec::new();
        for _ in 0..MOST_LEFT_OUT {
            let error = match syn::parse2::<T>(tokens.iter().cloned().collect()) {
                Ok(parsed) => return Some((parsed, lost)),
                Err(error) => error,
            };
            let at = self.start(error.span());
            let (rest, span) = self.without(&tokens, at, None)?;
            tokens = rest;
            lost.retain(|(known, _)| !span.contains(*known));
            lost.push((span, error.to_string()));
        }
        None
    }

    /// As [`Lowering::parse_older`], of a text.
    pub(super) fn parse_older_text<T: syn::parse::Parse>(&self, text: &str) -> Option<(T, Vec<(Span, String)>)> {
        self.parse_older(TokenStream::from_str(text).ok()?)
    }

    /// Notes that parts of a text were left out.
    pub(super) fn left_out(&mut self, parts: Vec<(Span, String)>) {
        self.is_older = true;
        for (span, words) in parts {
            self.not_looked_at(span, UnseenWhy::DoesNotParse(words));
        }
    }

    /// The tokens without the smallest part around byte `at`, and which that is. `inside` is the bracket that they stand in; what
    /// stands in none is left whole.
    fn without(&self, tokens: &[TokenTree], at: u32, inside: Option<Inside>) -> Option<(Vec<TokenTree>, Span)> {
        let end = |token: &TokenTree| self.end(token.span());
        let here = tokens.iter().position(|token| at < end(token)).unwrap_or(tokens.len());
        if let Some(TokenTree::Group(group)) = tokens.get(here)
            && self.start(group.span()) <= at
        {
            let inner: Vec<TokenTree> = group.stream().into_iter().collect();
            let of = Inside::of(group.delimiter(), &tokens[..here], &inner);
            if let Some((rest, span)) = self.without(&inner, at, Some(of)) {
                let mut tokens = tokens.to_vec();
                tokens[here] = regrouped(group, rest);
                return Some((tokens, span));
            }
        }
        let inside = inside.filter(|_| !tokens.is_empty())?;
        let here = here.min(tokens.len() - 1);
        let first = (0..here).rev().find(|&at| inside.ends(tokens, at)).map_or(0, |at| at + 1);
        let last = (here..tokens.len()).find(|&at| inside.ends(tokens, at)).unwrap_or(tokens.len() - 1);
        // What ends the part stays.
        let is_mark = matches!(&tokens[last], TokenTree::Punct(mark) if matches!(mark.as_char(), ',' | ';'));
        let behind = if is_mark && last > first { last } else { last + 1 };
        let part = &tokens[first..behind];
        let place = part.first()?.span();
        let span = Span { start: self.start(place), end: end(part.last()?) };
        let instead: Vec<TokenTree> = match inside {
            Inside::List => vec![word("_", place)],
            Inside::Parameters => vec![word("_", place), mark(':', place), word("_", place)],
            Inside::Statements if is_mark => vec![word("_", place)],
            Inside::Statements | Inside::Arms | Inside::Fields => Vec::new(),
        };
        // What was put here before was not enough.
        if part.len() == instead.len() && part.iter().zip(&instead).all(|(a, b)| a.to_string() == b.to_string()) {
            return None;
        }
        let behind = if instead.is_empty() { last + 1 } else { behind };
        let rest = tokens[..first].iter().cloned().chain(instead).chain(tokens[behind..].iter().cloned());
        Some((rest.collect(), span))
    }
}

/// What a bracket holds.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Inside {
    /// Expressions, patterns or types, between commas.
    List,
    /// A function's parameters.
    Parameters,
    /// Fields or variants, between commas.
    Fields,
    /// The arms of a `match`.
    Arms,
    /// Statements or items.
    Statements,
}

impl Inside {
    fn of(delimiter: Delimiter, before: &[TokenTree], inner: &[TokenTree]) -> Inside {
        let has = |sign: char| inner.iter().any(|token| is_mark(token, sign));
        let arrow = |at: usize| is_mark(&inner[at], '=') && inner.get(at + 1).is_some_and(|next| is_mark(next, '>'));
        match delimiter {
            Delimiter::Parenthesis if head_of_function(before) => Inside::Parameters,
            Delimiter::Parenthesis | Delimiter::Bracket | Delimiter::None => Inside::List,
            Delimiter::Brace if !has(';') && (0..inner.len()).any(arrow) => Inside::Arms,
            Delimiter::Brace if !has(';') && has(',') => Inside::Fields,
            Delimiter::Brace => Inside::Statements,
        }
    }

    /// Whether a part ends with the token there.
    fn ends(self, tokens: &[TokenTree], at: usize) -> bool {
        let is_block = matches!(&tokens[at], TokenTree::Group(group) if group.delimiter() == Delimiter::Brace);
        match self {
            Inside::List | Inside::Parameters | Inside::Fields => is_mark(&tokens[at], ','),
            Inside::Arms => {
                let value = is_block && at > 1 && is_mark(&tokens[at - 1], '>') && is_mark(&tokens[at - 2], '=');
                let is_followed = tokens.get(at + 1).is_some_and(|next| is_mark(next, ','));
                is_mark(&tokens[at], ',') || (value && !is_followed)
            }
            Inside::Statements => {
                let goes_on = |next: &TokenTree| match next {
                    TokenTree::Punct(mark) => matches!(mark.as_char(), ';' | '.' | '?' | ','),
                    TokenTree::Ident(word) => word == "else",
                    _ => false,
                };
                is_mark(&tokens[at], ';') || (is_block && !tokens.get(at + 1).is_some_and(goes_on))
            }
        }
    }
}

/// Whether parentheses behind these tokens hold a function's parameters.
fn head_of_function(before: &[TokenTree]) -> bool {
    let mut depth = 0;
    for (at, token) in before.iter().enumerate().rev() {
        match token {
            TokenTree::Punct(mark) => match mark.as_char() {
                '>' if !is_arrow(before, at) => depth += 1,
                '<' => depth -= 1,
                _ if depth > 0 => {}
                _ => return false,
            },
            _ if depth > 0 => {}
            TokenTree::Ident(_) => return at > 0 && is_word(&before[at - 1], "fn"),
            _ => return false,
        }
    }
    false
}

/// Whether the `>` there is the end of `->` or `=>`.
fn is_arrow(tokens: &[TokenTree], at: usize) -> bool {
    at > 0
        && matches!(&tokens[at - 1], TokenTree::Punct(mark)
            if matches!(mark.as_char(), '-' | '=') && mark.spacing() == Spacing::Joint)
}

/// The same in words that the parser knows. `before` is what stands in front of the bracket around them.
fn modern(tokens: impl IntoIterator<Item = TokenTree>, before: &Option<TokenTree>) -> Vec<TokenTree> {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let mut new: Vec<TokenTree> = Vec::with_capacity(tokens.len());
    let mut at = 0;
    while at < tokens.len() {
        let token = &tokens[at];
        let previous = at.checked_sub(1).map(|at| &tokens[at]);
        let next = tokens.get(at + 1);
        match token {
            TokenTree::Group(group) if is_attribute(&tokens, at) => new.push(TokenTree::Group(group.clone())),
            TokenTree::Group(group) => {
                let mut inner = modern(group.stream(), &previous.cloned());
                if group.delimiter() == Delimiter::Parenthesis && head_of_function(&tokens[..at]) {
                    inner = named_parameters(inner);
                }
                if group.delimiter() == Delimiter::Brace && is_behind_use(&tokens[..at]) {
                    inner = from_no_root(inner);
                }
                new.push(regrouped(group, inner));
            }
            TokenTree::Ident(word) => {
                let written = word.to_string();
                match written.as_str() {
                    "async" | "await" | "dyn" | "try" if is_name(&written, previous, next) => {
                        new.push(TokenTree::Ident(Ident::new_raw(&written, word.span())));
                    }
                    // `crate struct S(crate u8)`
                    "crate"
                        if matches!(next, Some(TokenTree::Ident(next)) if next != "as")
                            && !previous.is_some_and(|it| is_word(it, "extern")) =>
                    {
                        let mut inside = Group::new(Delimiter::Parenthesis, TokenStream::from(token.clone()));
                        inside.set_span(word.span());
                        new.extend([self::word("pub", word.span()), TokenTree::Group(inside)]);
                    }
                    // `const trait T`, `const impl T`, `impl const T for S`, `S: const T`
                    "const" if is_const_of_trait(previous, next) => {}
                    // `static || ..`
                    "static" if next.is_some_and(|next| is_mark(next, '|') || is_word(next, "move")) => {}
                    // `box value`, `box pattern`
                    "box" if next.is_some_and(starts_operand) && !previous.is_some_and(|it| is_mark(it, '.')) => {}
                    // `&pin mut value`
                    "pin" if previous.is_some_and(|it| is_mark(it, '&')) && next.is_some_and(is_mutability) => {
                        if next.is_some_and(|next| is_word(next, "const")) {
                            at += 1;
                        }
                    }
                    // A field that is `unsafe`.
                    "unsafe"
                        if matches!(next, Some(TokenTree::Ident(_)))
                            && tokens.get(at + 2).is_some_and(|it| is_mark(it, ':')) => {}
                    "become" if next.is_some_and(starts_operand) => new.push(self::word("return", word.span())),
                    "do" if next.is_some_and(|next| is_word(next, "yeet")) => {
                        new.push(self::word("return", word.span()));
                        at += 1;
                    }
                    "do" if next.is_some_and(|next| is_word(next, "catch")) => {
                        new.push(self::word("try", word.span()));
                        at += 1;
                    }
                    "gen" if opens_block(next) || next.is_some_and(|next| is_word(next, "move")) => {
                        if !matches!(new.last(), Some(last) if is_word(last, "async")) {
                            new.push(self::word("async", word.span()));
                        }
                    }
                    name if CALLABLE.contains(&name) && opens_parenthesis(next) => {
                        let start = start_of_path(&tokens, at);
                        if is_type(&tokens[..start], before) {
                            let copied = at - start;
                            let place = tokens[start].span();
                            new.insert(new.len() - copied, self::word("dyn", place));
                        }
                        new.push(token.clone());
                    }
                    _ => new.push(token.clone()),
                }
            }
            _ => new.push(token.clone()),
        }
        at += 1;
    }
    new
}

/// Whether braces behind these tokens hold what a `use` names.
fn is_behind_use(tokens: &[TokenTree]) -> bool {
    match tokens {
        [.., first, second] if is_mark(second, ':') => is_mark(first, ':'),
        [.., word] => is_word(word, "use"),
        [] => false,
    }
}

/// `use {::core::mem, ::std::fs}` without the signs that paths start with.
fn from_no_root(tokens: Vec<TokenTree>) -> Vec<TokenTree> {
    let mut starts = true;
    let is_kept = |token: &TokenTree| {
        let is_sign = starts && is_mark(token, ':');
        starts = is_sign || is_mark(token, ',');
        !is_sign
    };
    tokens.into_iter().filter(is_kept).collect()
}

/// Whether one of the words that became keywords is a name here.
fn is_name(written: &str, previous: Option<&TokenTree>, next: Option<&TokenTree>) -> bool {
    let declares = |token: &TokenTree| {
        ["fn", "let", "mod", "struct", "enum", "trait", "type", "static", "use", "crate", "mut", "ref", "as", "for"]
            .iter()
            .any(|word| is_word(token, word))
    };
    let is_part = previous.is_some_and(|token| is_mark(token, '.') || is_mark(token, ':'));
    let opens = matches!(next, Some(TokenTree::Group(_)));
    let is_path = next.is_some_and(|token| is_mark(token, ':'));
    let follows = |words: &[&str]| next.is_some_and(|next| words.iter().any(|word| is_word(next, word)));
    match written {
        "await" => !is_part || opens,
        "try" => previous.is_some_and(declares) || (!opens_block(next) && !next.is_some_and(|next| is_mark(next, '!'))),
        "async" => {
            previous.is_some_and(declares)
                || !(opens_block(next)
                    || next.is_some_and(|next| is_mark(next, '|'))
                    || follows(&["fn", "move", "gen", "unsafe", "extern", "use", "for", "static"]))
        }
        _ => {
            let names_bound = matches!(next, Some(TokenTree::Ident(_)))
                || opens_parenthesis(next)
                || next.is_some_and(|next| ['?', '~', '\'', '*'].iter().any(|sign| is_mark(next, *sign)));
            // `dyn ::path` stays what it is where a type may stand.
            let starts_path = is_path && !is_part && !previous.is_some_and(|token| is_word(token, "use"));
            !names_bound && (previous.is_some_and(declares) || is_part || !starts_path)
                || (is_path && next.is_some_and(is_single_colon))
        }
    }
}

fn is_single_colon(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Punct(mark) if mark.as_char() == ':' && mark.spacing() == Spacing::Alone)
}

fn is_const_of_trait(previous: Option<&TokenTree>, next: Option<&TokenTree>) -> bool {
    let Some(TokenTree::Ident(next)) = next else { return false };
    let opens = previous.is_some_and(|token| is_word(token, "impl") || is_mark(token, '>'));
    let is_bound = previous.is_some_and(|token| is_single_colon(token) || is_mark(token, '+'));
    let is_keyword = ["fn", "unsafe", "extern", "async", "move", "_", "mut"].iter().any(|word| next == word);
    next == "trait" || next == "auto" || next == "impl" || ((opens || is_bound) && !is_keyword)
}

/// Where the path, or `for<'a>` in front of it, starts whose last name is `at`.
fn start_of_path(tokens: &[TokenTree], at: usize) -> usize {
    let mut start = at;
    while start >= 2 && is_mark(&tokens[start - 1], ':') && is_mark(&tokens[start - 2], ':') {
        start -= 2;
        if matches!(start.checked_sub(1).map(|at| &tokens[at]), Some(TokenTree::Ident(_))) {
            start -= 1;
        }
    }
    // `for<'a>`
    if start > 0 && is_mark(&tokens[start - 1], '>') && !is_arrow(tokens, start - 1) {
        let opened = (0..start).rev().find(|&at| is_mark(&tokens[at], '<')).unwrap_or(0);
        if opened > 0 && is_word(&tokens[opened - 1], "for") {
            start = opened - 1;
        }
    }
    start
}

/// Whether a type starts behind these tokens, not a bound. `before` stands in front of the bracket around them.
fn is_type(tokens: &[TokenTree], before: &Option<TokenTree>) -> bool {
    match tokens {
        [] => !before.as_ref().is_some_and(|token| {
            is_mark(token, ':') || is_mark(token, '+') || is_word(token, "dyn") || is_word(token, "impl")
        }),
        [.., TokenTree::Punct(mark)] => match mark.as_char() {
            '&' | '<' | ',' | '=' => true,
            '>' => is_arrow(tokens, tokens.len() - 1),
            _ => false,
        },
        [.., star, TokenTree::Ident(word)] if word == "const" => is_mark(star, '*'),
        [.., TokenTree::Ident(word)] if word == "mut" => true,
        // `&'a Fn()`
        [.., tick, TokenTree::Ident(_)] => is_mark(tick, '\''),
        _ => false,
    }
}

/// Parameters, each with a name: the first edition lets traits leave them away.
fn named_parameters(tokens: Vec<TokenTree>) -> Vec<TokenTree> {
    let mut new = Vec::with_capacity(tokens.len() + 2);
    let mut depth = 0;
    let mut part: Vec<TokenTree> = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        match token {
            TokenTree::Punct(mark) if mark.as_char() == '<' => depth += 1,
            TokenTree::Punct(mark) if mark.as_char() == '>' && !is_arrow(&tokens, at) => depth -= 1,
            TokenTree::Punct(mark) if mark.as_char() == ',' && depth <= 0 => {
                new.extend(named(std::mem::take(&mut part)));
                new.push(token.clone());
                continue;
            }
            _ => {}
        }
        part.push(token.clone());
    }
    new.extend(named(part));
    new
}

fn named(part: Vec<TokenTree>) -> Vec<TokenTree> {
    let mut attributes = 0;
    while matches!(&part[attributes..], [pound, TokenTree::Group(_), ..] if is_mark(pound, '#')) {
        attributes += 2;
    }
    let has_name = part.iter().enumerate().any(|(at, token)| {
        is_single_colon(token)
            && !(at > 0
                && matches!(&part[at - 1], TokenTree::Punct(mark)
            if mark.as_char() == ':' && mark.spacing() == Spacing::Joint))
    });
    let is_receiver = part[attributes..].iter().take(5).any(|token| is_word(token, "self"))
        && !part.iter().any(|token| is_mark(token, ':'));
    let is_variadic = part[attributes..].first().is_some_and(|token| is_mark(token, '.'));
    let Some(first) = part.get(attributes).filter(|_| !(has_name || is_receiver || is_variadic)) else {
        return part;
    };
    let place = first.span();
    let name = [word("_", place), mark(':', place)];
    let (attributes, ty) = part.split_at(attributes);
    attributes.iter().cloned().chain(name).chain(ty.iter().cloned()).collect()
}

fn is_attribute(tokens: &[TokenTree], at: usize) -> bool {
    let pound = |at: usize| is_mark(&tokens[at], '#');
    matches!(&tokens[at], TokenTree::Group(group) if group.delimiter() == Delimiter::Bracket)
        && at > 0
        && (pound(at - 1) || (at > 1 && is_mark(&tokens[at - 1], '!') && pound(at - 2)))
}

/// Whether what `box` or `become` stand in front of starts there.
fn starts_operand(token: &TokenTree) -> bool {
    match token {
        TokenTree::Ident(word) => word != "as" && word != "in" && word != "if",
        TokenTree::Literal(_) => true,
        TokenTree::Group(group) => group.delimiter() != Delimiter::Brace,
        TokenTree::Punct(mark) => matches!(mark.as_char(), '&' | '|' | '-' | '*'),
    }
}

fn is_mutability(token: &TokenTree) -> bool {
    is_word(token, "mut") || is_word(token, "const")
}

fn opens_block(token: Option<&TokenTree>) -> bool {
    matches!(token, Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Brace)
}

fn opens_parenthesis(token: Option<&TokenTree>) -> bool {
    matches!(token, Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Parenthesis)
}

fn is_mark(token: &TokenTree, sign: char) -> bool {
    matches!(token, TokenTree::Punct(mark) if mark.as_char() == sign)
}

fn is_word(token: &TokenTree, written: &str) -> bool {
    matches!(token, TokenTree::Ident(word) if word == written)
}

fn word(written: &str, place: Place) -> TokenTree {
    TokenTree::Ident(Ident::new(written, place))
}

fn mark(sign: char, place: Place) -> TokenTree {
    let mut mark = Punct::new(sign, Spacing::Alone);
    mark.set_span(place);
    TokenTree::Punct(mark)
}

fn regrouped(group: &Group, inner: Vec<TokenTree>) -> TokenTree {
    let mut new = Group::new(group.delimiter(), inner.into_iter().collect());
    new.set_span(group.span());
    TokenTree::Group(new)
}
