//! `// locality: allow(…)` comments, and the same as attributes.
use proc_macro2::{TokenStream, TokenTree};

use super::facts::{Item, ItemKind, Span, Suppression};
use super::name::Name;
use super::scan::{Scan, comments_and_strings};

/// Adds those that comments of `text` give.
pub(super) fn from_comments(text: &str, lines: &[u32], items: &[Item], found: &mut Vec<Suppression>) {
    if !text.contains("locality:") {
        return;
    }
    for skipped in comments_and_strings(text) {
        let comment = &text[skipped.clone()];
        let Some((lints, expect, reason)) = comment_words(comment) else {
            continue;
        };
        let span = Span { start: skipped.start as u32, end: skipped.end as u32 };
        let covers = covers(text, lines, items, span);
        found.push(Suppression { lints, expect, reason, span, covers });
    }
}

/// Of `#[cfg_attr(any(), allow(locality::x, reason = "…"))]`: `tokens` is what stands in the inner parentheses.
pub(super) fn from_attribute(tokens: &TokenStream, expect: bool, span: Span) -> Option<Suppression> {
    let mut lints = Vec::new();
    let mut reason = None;
    let tokens: Vec<TokenTree> = tokens.clone().into_iter().collect();
    for part in tokens.split(|token| matches!(token, TokenTree::Punct(punct) if punct.as_char() == ',')) {
        match part {
            [TokenTree::Ident(tool), TokenTree::Punct(_), TokenTree::Punct(_), TokenTree::Ident(lint)]
                if tool == "locality" =>
            {
                lints.push(Name::new(&lint.to_string()));
            }
            [TokenTree::Ident(word), TokenTree::Punct(_), TokenTree::Literal(value)] if word == "reason" => {
                if let syn::Lit::Str(value) = syn::Lit::new(value.clone()) {
                    reason = Some(value.value());
                }
            }
            _ => {}
        }
    }
    (!lints.is_empty()).then_some(Suppression { lints, expect, reason, span, covers: span })
}

/// The lints, whether they are expected, and the reason, of `// locality: allow(a, b, reason = "…")`.
fn comment_words(comment: &str) -> Option<(Vec<Name>, bool, Option<String>)> {
    let body = match comment.strip_prefix("//") {
        Some(line) => line,
        None => comment.strip_prefix("/*")?.strip_suffix("*/")?,
    };
    let rest = body.trim().strip_prefix("locality:")?.trim_start();
    let (expect, rest) = match (rest.strip_prefix("allow"), rest.strip_prefix("expect")) {
        (Some(rest), _) => (false, rest),
        (None, Some(rest)) => (true, rest),
        (None, None) => return None,
    };
    let inside = rest.trim_start().strip_prefix('(')?;
    let (names, reason) = match inside.split_once("reason") {
        Some((names, reason)) if names.trim_end().is_empty() || names.trim_end().ends_with(',') => {
            let quoted = reason.split_once('"').and_then(|(_, rest)| rest.rsplit_once('"'));
            (names, quoted.map(|(quoted, _)| quoted.to_owned()))
        }
        _ => (inside.split_once(')').map_or(inside, |(names, _)| names), None),
    };
    let lints: Vec<Name> = names
        .split(',')
        .map(|name| name.trim().trim_start_matches("locality::"))
        .filter(|name| !name.is_empty())
        .map(Name::new)
        .collect();
    (!lints.is_empty()).then_some((lints, expect, reason))
}

/// What a comment covers: its own line where code stands before it, else the next line that has code, and all of the
/// item that starts there, if one does.
fn covers(text: &str, lines: &[u32], items: &[Item], comment: Span) -> Span {
    let line_of = |byte: u32| lines.partition_point(|start| *start <= byte).saturating_sub(1);
    let whole_line =
        |line: usize| Span { start: lines[line], end: lines.get(line + 1).copied().unwrap_or(text.len() as u32) };
    let own = line_of(comment.start);
    if !text[lines[own] as usize..comment.start as usize].trim().is_empty() {
        return whole_line(own);
    }
    // Other comments may stand between, those of documentation too.
    let Some((_, code)) = Scan::new(text, comment.end as usize).next() else {
        return comment;
    };
    let line = line_of(code.start as u32);
    let next = whole_line(line);
    match item_starting_in(items, next) {
        Some(item) => Span { start: next.start.min(item.start), end: item.end.max(next.end) },
        None => next,
    }
}

/// The outermost item that starts within `line`.
fn item_starting_in(items: &[Item], line: Span) -> Option<Span> {
    for item in items {
        if line.start <= item.span.start && item.span.start < line.end {
            return Some(item.span);
        }
        if item.span.start < line.start && line.start < item.span.end {
            return match &item.kind {
                ItemKind::Module(Some(inner)) | ItemKind::Foreign(inner) => item_starting_in(inner, line),
                ItemKind::Impl { items: inner, .. } | ItemKind::Trait { items: inner, .. } => {
                    item_starting_in(inner, line)
                }
                _ => None,
            };
        }
    }
    None
}
