//! `// locality: allow(…)` comments, and the same as attributes.
use proc_macro2::{TokenStream, TokenTree};

use super::extent::{self, Extent};
use super::facts::{Item, ItemKind, Span, Suppression, SuppressionFault as Fault};
use super::name::Name;
use super::scan::comments_and_strings;

/// Words that speak of lints.
const LEVELS: [&str; 6] = ["allow", "expect", "warn", "deny", "forbid", "ignore"];

/// Adds those that comments of `text` give.
pub(super) fn from_comments(text: &str, lines: &[u32], items: &[Item], found: &mut Vec<Suppression>) {
    if !text.contains("locality") {
        return;
    }
    let mut known: Option<(usize, Option<Extent>)> = None;
    for skipped in comments_and_strings(text) {
        let comment = &text[skipped.clone()];
        let said = directives(comment);
        if said.is_empty() {
            continue;
        }
        let at = |part: &str| {
            let start = skipped.start + (part.as_ptr() as usize - comment.as_ptr() as usize);
            Span { start: start as u32, end: (start + part.len()) as u32 }
        };
        let span = Span { start: skipped.start as u32, end: skipped.end as u32 };
        let covers = covers(text, lines, items, span, &mut known);
        for Directive { lints, expect, reason, fault } in said {
            let lints = lints.into_iter().map(|name| (Name::new(name), at(name))).collect();
            found.push(Suppression { lints, expect, reason: reason.map(str::to_owned), span, covers, fault });
        }
    }
}

/// Of `#[cfg_attr(any(), allow(locality::x, reason = "…"))]`: `level` is the word, `tokens` what stands in its parentheses, `place` says
/// where tokens lie. With `is_ours`, names without `locality::` are looked at too. None where it does not speak of this tool's lints.
pub(super) fn from_attribute(
    level: &str,
    tokens: &TokenStream,
    is_ours: bool,
    span: Span,
    place: impl Fn(proc_macro2::Span) -> Span,
) -> Option<Suppression> {
    let mut lints = Vec::new();
    let mut reason = None;
    let mut fault = None;
    let mut speaks_of_ours = false;
    let tokens: Vec<TokenTree> = tokens.clone().into_iter().collect();
    for part in tokens.split(|token| matches!(token, TokenTree::Punct(punct) if punct.as_char() == ',')) {
        match part {
            [TokenTree::Ident(tool), TokenTree::Punct(_), TokenTree::Punct(_), TokenTree::Ident(lint)]
                if tool == "locality" =>
            {
                lints.push((Name::new(&lint.to_string()), place(lint.span())));
            }
            [TokenTree::Ident(tool), ..] if tool == "locality" => {
                let written: String = part.iter().map(ToString::to_string).collect();
                fault = Some(Fault::NoName(written));
                speaks_of_ours = true;
            }
            [TokenTree::Ident(lint)] if is_ours => {
                fault = fault.or(Some(Fault::NoTool(lint.to_string())));
                speaks_of_ours = true;
            }
            [TokenTree::Ident(word), TokenTree::Punct(_), TokenTree::Literal(value)] if word == "reason" => {
                match syn::Lit::new(value.clone()) {
                    syn::Lit::Str(value) => reason = Some(value.value()),
                    _ => fault = fault.or(Some(Fault::Reason)),
                }
            }
            _ => {}
        }
    }
    if lints.is_empty() && !speaks_of_ours {
        return None;
    }
    if !matches!(level, "allow" | "expect") && !matches!(fault, Some(Fault::NoTool(_))) {
        fault = Some(Fault::Word(level.to_owned()));
    }
    Some(Suppression { lints, expect: level == "expect", reason, span, covers: span, fault })
}

/// What a comment says of lints.
struct Directive<'t> {
    lints: Vec<&'t str>,
    expect: bool,
    reason: Option<&'t str>,
    fault: Option<Fault>,
}

impl Directive<'_> {
    fn faulty(fault: Fault) -> Vec<Self> {
        vec![Directive { lints: Vec::new(), expect: false, reason: None, fault: Some(fault) }]
    }
}

/// What `// locality: allow(a, b, reason = "…")` says; nothing where a comment speaks of something else.
fn directives(comment: &str) -> Vec<Directive<'_>> {
    let body = match comment.strip_prefix("//") {
        Some(line) => Some(line),
        None => comment.strip_prefix("/*").and_then(|body| body.strip_suffix("*/")),
    };
    let Some(body) = body else { return Vec::new() };
    let (is_documentation, body) = match body.strip_prefix(['/', '!', '*']) {
        Some(rest) if !rest.starts_with(['/', '*']) => (true, rest),
        _ => (false, body),
    };
    let Some(rest) = body.trim_start().strip_prefix("locality") else { return Vec::new() };
    let (has_colon, rest) = match rest.trim_start().strip_prefix(':') {
        Some(rest) if !rest.starts_with(':') => (true, rest),
        _ => (false, rest.trim_start_matches([':', '-', '='])),
    };
    if !has_colon && !rest.starts_with([' ', '\t']) && !body.contains("locality::") {
        return Vec::new();
    }
    let Some(said) = Said::of(rest.trim_start()) else { return Vec::new() };
    if !said.is_meant(has_colon && !is_documentation) {
        return Vec::new();
    }
    if is_documentation {
        return Directive::faulty(Fault::Documentation);
    }
    if !has_colon {
        return Directive::faulty(Fault::NoColon);
    }
    let mut all = Vec::new();
    let mut said = Some(said);
    while let Some(next) = said {
        let (directive, rest) = next.directive();
        all.extend(directive);
        let rest = rest.trim_start().trim_start_matches([',', ';']).trim_start();
        said = Said::of(rest).filter(|said| LEVELS.contains(&said.word) && said.inside.is_some());
    }
    all
}

/// A word, and what stands in the parentheses behind it.
struct Said<'t> {
    word: &'t str,
    /// From behind the parenthesis on; none where none opens.
    inside: Option<&'t str>,
    rest: &'t str,
}

impl<'t> Said<'t> {
    fn of(text: &'t str) -> Option<Said<'t>> {
        let end = text.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(text.len());
        let (word, rest) = text.split_at(end);
        let inside = rest.trim_start().strip_prefix('(');
        (!word.is_empty()).then_some(Said { word, inside, rest })
    }

    /// Whether it speaks of lints; `plainly`: nothing else about the comment is odd.
    fn is_meant(&self, plainly: bool) -> bool {
        let is_level = LEVELS.contains(&self.word.to_lowercase().as_str());
        let is_glued = self.inside.is_some() && self.rest.starts_with('(');
        match plainly {
            true if is_level => self.inside.is_some() || self.names_follow(),
            true => is_glued && self.inside.is_some_and(holds_names),
            false => is_glued && is_level,
        }
    }

    /// Whether what follows may be meant as names of lints: nothing, a list in other brackets, or a name of two words.
    fn names_follow(&self) -> bool {
        let rest = self.rest.trim();
        let first = rest.trim_start_matches([':', '=', '[', '{', '<', '"', '`', ' ']).split([' ', ',', ']']).next();
        let is_name = first.is_some_and(|name| name.contains(['_', '-', ':']) || LEVELS[..2].contains(&self.word));
        rest.is_empty() || rest.starts_with([':', '=', '[', '{', '<', '"', '`']) || is_name
    }

    /// What it says, and the text behind it.
    fn directive(&self) -> (Vec<Directive<'t>>, &'t str) {
        let Some(inside) = self.inside else { return (Directive::faulty(Fault::NoParentheses), "") };
        let (names, reason, fault, rest) = parts(inside);
        if !matches!(self.word, "allow" | "expect") {
            return (Directive::faulty(Fault::Word(self.word.to_owned())), rest);
        }
        let names = names.split(',').map(|name| name.trim()).filter(|name| !name.is_empty());
        let bare = names.map(|name| name.strip_prefix("locality::").unwrap_or(name));
        let lints: Vec<&str> = bare.collect();
        let fault = if lints.is_empty() { Some(Fault::NoLint) } else { fault };
        (vec![Directive { lints, expect: self.word == "expect", reason, fault }], rest)
    }
}

/// Whether what stands in parentheses may be meant as names of lints: one of them has two words.
fn holds_names(inside: &str) -> bool {
    let names = inside.split_once(')').map_or(inside, |(names, _)| names);
    let is_of_name = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | ':' | ',' | ' ');
    names.chars().all(is_of_name) && names.contains(['_', '-'])
}

/// The names, the reason, what is wrong with it, and what stands behind the parenthesis that closes.
fn parts(inside: &str) -> (&str, Option<&str>, Option<Fault>, &str) {
    let is_reason = |(at, _): &(usize, &str)| {
        let before = inside[..*at].trim_end();
        let behind = inside[at + "reason".len()..].trim_start();
        (before.is_empty() || before.ends_with(',')) && (behind.starts_with('=') || behind.starts_with(':'))
    };
    let Some((at, _)) = inside.match_indices("reason").find(is_reason) else {
        let (names, rest) = inside.split_once(')').unwrap_or((inside, ""));
        return (names, None, None, rest);
    };
    let names = &inside[..at];
    if names.contains(')') {
        let (names, rest) = names.split_once(')').unwrap_or((names, ""));
        return (names, None, None, rest);
    }
    let behind = &inside[at + "reason".len()..];
    let value = behind.trim_start().trim_start_matches(['=', ':']).trim_start();
    match value.strip_prefix('"').and_then(|text| Some((text, closing_quote(text)?))) {
        Some((text, end)) => {
            let rest = text[end + 1..].split_once(')').map_or("", |(_, rest)| rest);
            (names, Some(&text[..end]), None, rest)
        }
        None => (names, None, Some(Fault::Reason), ""),
    }
}

/// Where the string ends that `text` begins in.
fn closing_quote(text: &str) -> Option<usize> {
    let mut escaped = false;
    text.bytes().position(|byte| {
        let ends = byte == b'"' && !escaped;
        escaped = byte == b'\\' && !escaped;
        ends
    })
}

/// What a comment covers: its own line where code stands before it, else the next line that has code, and all of what begins there:
/// a statement, an arm, a field, an item. `known` keeps the last extent that was looked for: comments stand above each other.
fn covers(
    text: &str,
    lines: &[u32],
    items: &[Item],
    comment: Span,
    known: &mut Option<(usize, Option<Extent>)>,
) -> Span {
    let line_of = |byte: u32| lines.partition_point(|start| *start <= byte).saturating_sub(1);
    let end_of = |line: usize| lines.get(line + 1).copied().unwrap_or(text.len() as u32);
    let own = line_of(comment.start);
    let before = text[lines[own] as usize..comment.start as usize].trim();
    // Behind an attribute it belongs to what that one belongs to.
    if !(before.is_empty() || before.starts_with("#[") && before.ends_with(']')) {
        return Span { start: lines[own], end: end_of(own) };
    }
    // Other comments may stand between, those of documentation too.
    let Some((_, code)) = super::scan::Scan::new(text, comment.end as usize).next() else {
        return comment;
    };
    let extent = match known {
        Some((at, extent)) if *at == code.start => *extent,
        _ => extent::beginning_at(text, code.start),
    };
    *known = Some((code.start, extent));
    let line = line_of(extent.map_or(code.start, |extent| extent.start) as u32);
    let first = lines[line_of(code.start as u32)];
    let next = Span { start: first, end: end_of(line).max(extent.map_or(0, |extent| extent.end as u32)) };
    match item_with_head_at(items, Span { start: lines[line], end: end_of(line) }, comment) {
        Some(item) => Span { start: next.start.min(item.start), end: item.end.max(end_of(line)) },
        None => next,
    }
}

/// The outermost item that starts within `line`, or between whose attributes and name the comment stands.
fn item_with_head_at(items: &[Item], line: Span, comment: Span) -> Option<Span> {
    for item in items {
        let is_in_head = item.span.start <= comment.start && comment.end <= item.name_span.start;
        if line.start <= item.span.start && item.span.start < line.end || is_in_head {
            return Some(item.span);
        }
        if item.span.start < line.start && line.start < item.span.end {
            return match &item.kind {
                ItemKind::Module(Some(inner)) | ItemKind::Foreign(inner) => item_with_head_at(inner, line, comment),
                ItemKind::Impl { items: inner, .. } | ItemKind::Trait { items: inner, .. } => {
                    item_with_head_at(inner, line, comment)
                }
                _ => None,
            };
        }
    }
    None
}
