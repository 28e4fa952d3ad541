//! `// locality: allow(…)` comments, and the same as attributes.
use std::ops::Range;

use proc_macro2::{TokenStream, TokenTree};

use super::facts::{Item, ItemKind, Span, Suppression};
use super::name::Name;

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
    let mut line = line_of(comment.end.saturating_sub(1)) + 1;
    while line < lines.len() {
        let words = text[whole_line(line).start as usize..whole_line(line).end as usize].trim();
        // Other comments may stand between, those of documentation belong to the item.
        let is_remark = words.is_empty() || (words.starts_with("//") && !words.starts_with("///"));
        if !is_remark {
            break;
        }
        line += 1;
    }
    if line >= lines.len() {
        return comment;
    }
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

/// Comments, and literals in which something may look like one, in order.
pub(super) fn comments_and_strings(text: &str) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let end = match bytes[at] {
            b'/' if bytes.get(at + 1) == Some(&b'/') => line_end(bytes, at),
            b'/' if bytes.get(at + 1) == Some(&b'*') => block_comment_end(bytes, at),
            b'"' => string_end(bytes, at),
            b'\'' => match char_end(text, at) {
                Some(end) => end,
                None => {
                    at += 1;
                    continue;
                }
            },
            byte if byte.is_ascii_alphabetic() || byte == b'_' || byte >= 0x80 => {
                let word = word_end(bytes, at);
                match raw_string_end(bytes, at, word) {
                    Some(end) => end,
                    None => {
                        at = word;
                        continue;
                    }
                }
            }
            _ => {
                at += 1;
                continue;
            }
        };
        found.push(at..end);
        at = end;
    }
    found
}

fn line_end(bytes: &[u8], at: usize) -> usize {
    let end = bytes[at..].iter().position(|byte| *byte == b'\n').map_or(bytes.len(), |end| at + end);
    if bytes[at..end].ends_with(b"\r") { end - 1 } else { end }
}

fn block_comment_end(bytes: &[u8], at: usize) -> usize {
    let (mut depth, mut at) = (0, at);
    while at < bytes.len() {
        match (bytes[at], bytes.get(at + 1)) {
            (b'/', Some(b'*')) => (depth, at) = (depth + 1, at + 2),
            (b'*', Some(b'/')) => {
                (depth, at) = (depth - 1, at + 2);
                if depth == 0 {
                    return at;
                }
            }
            _ => at += 1,
        }
    }
    bytes.len()
}

fn string_end(bytes: &[u8], at: usize) -> usize {
    let mut at = at + 1;
    while at < bytes.len() {
        match bytes[at] {
            b'\\' => at += 2,
            b'"' => return at + 1,
            _ => at += 1,
        }
    }
    bytes.len()
}

/// The end of a character literal; none where the quote starts a lifetime.
fn char_end(text: &str, at: usize) -> Option<usize> {
    let mut chars = text[at + 1..].char_indices();
    let (_, first) = chars.next()?;
    if first == '\\' {
        chars.next()?;
        return chars.find(|(_, char)| matches!(char, '\'' | '\n')).map(|(end, _)| at + 1 + end + 1);
    }
    match chars.next()? {
        (end, '\'') => Some(at + 1 + end + 1),
        _ => None,
    }
}

fn word_end(bytes: &[u8], at: usize) -> usize {
    let is_word = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'_' || *byte >= 0x80;
    at + bytes[at..].iter().take_while(|byte| is_word(byte)).count()
}

/// The end of `r#".."#` and its kin, where the word from `at` to `word` opens one.
fn raw_string_end(bytes: &[u8], at: usize, word: usize) -> Option<usize> {
    if !matches!(&bytes[at..word], b"r" | b"br" | b"cr") {
        return None;
    }
    let hashes = bytes[word..].iter().take_while(|byte| **byte == b'#').count();
    if bytes.get(word + hashes) != Some(&b'"') {
        return None;
    }
    let mut at = word + hashes + 1;
    while at < bytes.len() {
        if bytes[at] == b'"' && bytes[at + 1..].iter().take(hashes).filter(|byte| **byte == b'#').count() == hashes {
            return Some(at + 1 + hashes);
        }
        at += 1;
    }
    Some(bytes.len())
}
