//! `cfg` predicates.
use proc_macro2::{Delimiter, TokenStream, TokenTree};

use super::super::facts::Cfg;
use super::super::name::Name;

/// The predicates in a comma-separated list.
pub(super) fn predicates(tokens: &TokenStream) -> Vec<Cfg> {
    list(tokens.clone()).iter().filter_map(|part| predicate(part)).collect()
}

/// The parts of a comma-separated list.
pub(super) fn list(tokens: TokenStream) -> Vec<Vec<TokenTree>> {
    let mut parts = vec![Vec::new()];
    for token in tokens {
        match &token {
            TokenTree::Punct(punct) if punct.as_char() == ',' => parts.push(Vec::new()),
            _ => parts.last_mut().expect("starts with one").push(token),
        }
    }
    parts.retain(|part| !part.is_empty());
    parts
}

/// One predicate; none where it is not one.
pub(super) fn predicate(tokens: &[TokenTree]) -> Option<Cfg> {
    let TokenTree::Ident(word) = tokens.first()? else {
        return None;
    };
    let mut word = word.to_string();
    // `r#unix` is `unix`; `r#true` is a flag of that name and no constant.
    if let Some(plain) = word.strip_prefix("r#").filter(|plain| !matches!(*plain, "true" | "false")) {
        word = plain.to_owned();
    }
    match &tokens[1..] {
        [] => Some(Cfg::Flag(Name::new(&word))),
        [TokenTree::Punct(equals), TokenTree::Literal(value)] if equals.as_char() == '=' => {
            Some(Cfg::Pair(Name::new(&word), string(value)?))
        }
        [TokenTree::Group(group)] if group.delimiter() == Delimiter::Parenthesis => {
            let mut parts = predicates(&group.stream());
            match word.as_str() {
                "all" => Some(Cfg::All(parts)),
                "any" => Some(Cfg::Any(parts)),
                "not" if parts.len() == 1 => Some(Cfg::Not(Box::new(parts.swap_remove(0)))),
                _ => Some(Cfg::Flag(Name::new(&word))),
            }
        }
        _ => None,
    }
}

/// The value of a string literal.
pub(super) fn string(literal: &proc_macro2::Literal) -> Option<String> {
    match syn::Lit::new(literal.clone()) {
        syn::Lit::Str(text) => Some(text.value()),
        _ => None,
    }
}

/// Both conditions.
pub(super) fn and(left: Option<Cfg>, right: Option<Cfg>) -> Option<Cfg> {
    match (left, right) {
        (None, one) | (one, None) => one,
        (Some(Cfg::All(mut parts)), Some(right)) => {
            parts.push(right);
            Some(Cfg::All(parts))
        }
        (Some(left), Some(right)) => Some(Cfg::All(vec![left, right])),
    }
}
