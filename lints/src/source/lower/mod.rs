//! From text to [`facts::File`]: one file, parsed and lowered on one thread.
mod attributes;
mod body;
mod condition;
mod depth;
mod each;
mod function;
mod imports;
mod item;
mod item_macros;
mod literal;
mod macros;
mod members;
mod path;
mod pattern;
mod position;
mod recover;
mod statement;
mod types;

use proc_macro2::Ident;
use rustc_hash::FxHashMap;

use self::pattern::Arena;
use self::position::Positions;
use super::facts::{self, Span, Suppression, Unseen, UnseenWhy};
use super::name::Name;
use super::suppression;

/// Deeper nesting than this gets a stack of its own.
const DEEP: u32 = if cfg!(debug_assertions) { 32 } else { 64 };
/// Deeper nesting than this is refused: nobody wrote it, and parsers recurse.
const ABSURD: u32 = 3_000;
/// Bytes of stack for each level of nesting, generous for builds without optimisation.
const STACK_PER_LEVEL: usize = 192 * 1024;

/// Parses `text` and says what is in it. Never fails: what cannot be looked at is in [`facts::File::unseen`].
pub fn lower(text: &str) -> facts::File {
    lower_as(text, false)
}

/// As [`lower`], for declarations of a library: functions keep no bodies, and an `impl` marked `#[each(u8, u16)]` is
/// one for each of these types.
pub(super) fn lower_declarations(text: &str) -> facts::File {
    lower_as(text, true)
}

fn lower_as(text: &str, declarations: bool) -> facts::File {
    if text.len() >= u32::MAX as usize {
        return refused(text, "the file has more than 4 GiB");
    }
    let depth = depth::of(text);
    if depth > ABSURD {
        return refused(text, "expressions or types are nested too deeply");
    }
    if depth <= DEEP {
        return on_this_stack(text, declarations);
    }
    let stack = (depth as usize + 16) * STACK_PER_LEVEL;
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().stack_size(stack);
        match thread.spawn_scoped(scope, || on_this_stack(text, declarations)) {
            Ok(thread) => thread.join().unwrap_or_else(|_| refused(text, "the parser gave up")),
            Err(_) => refused(text, "no memory for a stack that its nesting needs"),
        }
    })
}

fn refused(text: &str, why: &str) -> facts::File {
    let end = text.len().min(u32::MAX as usize) as u32;
    facts::File {
        first_item: end,
        lines: line_starts(text),
        unseen: vec![Unseen { span: Span { start: 0, end }, why: UnseenWhy::DoesNotParse(why.to_owned()) }],
        ..facts::File::default()
    }
}

fn on_this_stack(text: &str, declarations: bool) -> facts::File {
    let base = where_rust_starts(text);
    let lines = line_starts(text);
    let mut lowering = Lowering::new(text, base, &lines, declarations);
    let mut file = match syn::parse_str::<syn::File>(&text[base..]) {
        Ok(file) => lowering.file(&file.attrs, &file.items),
        Err(error) => lowering.recover(&text[base..], &error),
    };
    file.lines = lines;
    file.unseen = lowering.unseen;
    file.suppressions = lowering.suppressions;
    suppression::from_comments(text, &file.lines, &file.items, &mut file.suppressions);
    proc_macro2::extra::invalidate_current_thread_spans();
    file
}

/// Behind a byte order mark and a `#!` line.
fn where_rust_starts(text: &str) -> usize {
    let base = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    match text[base..].strip_prefix("#!") {
        Some(rest) if !is_inner_attribute(rest) => text[base..].find('\n').map_or(text.len(), |end| base + end),
        _ => base,
    }
}

/// Whether what follows `#!` makes it an attribute: a `[` behind blanks and comments, as rustc looks at it.
fn is_inner_attribute(mut rest: &str) -> bool {
    loop {
        rest = rest.trim_start();
        if let Some(comment) = rest.strip_prefix("//") {
            rest = comment.split_once('\n').map_or("", |(_, rest)| rest);
        } else if let Some(comment) = rest.strip_prefix("/*") {
            rest = comment.split_once("*/").map_or("", |(_, rest)| rest);
        } else {
            return rest.starts_with('[');
        }
    }
}

fn line_starts(text: &str) -> Vec<u32> {
    let mut starts = Vec::with_capacity(text.len() / 32 + 1);
    starts.push(0);
    starts.extend(text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at as u32 + 1));
    starts
}

/// The state of lowering one file.
struct Lowering<'t> {
    text: &'t str,
    positions: Positions,
    /// Names seen in this file: the global table is asked once for each.
    names: FxHashMap<&'t str, Name>,
    unseen: Vec<Unseen>,
    suppressions: Vec<Suppression>,
    declarations: bool,
    /// Arenas between two bodies: kept, so that they need not grow each time.
    arenas: Vec<Arena>,
}

impl<'t> Lowering<'t> {
    fn new(text: &'t str, base: usize, lines: &[u32], declarations: bool) -> Lowering<'t> {
        Lowering {
            text,
            positions: Positions::new(text, base, lines),
            names: FxHashMap::default(),
            unseen: Vec::new(),
            suppressions: Vec::new(),
            declarations,
            arenas: Vec::new(),
        }
    }

    fn file(&mut self, attributes: &[syn::Attribute], items: &[syn::Item]) -> facts::File {
        let attributes = self.file_attributes(attributes);
        let items = self.items(items);
        self.finished(attributes, items)
    }

    fn finished(&self, attributes: facts::FileAttributes, items: Vec<facts::Item>) -> facts::File {
        let first_item = items.first().map_or(self.text.len() as u32, |item| item.span.start);
        facts::File { items, attributes, first_item, ..facts::File::default() }
    }

    fn span(&self, span: proc_macro2::Span) -> Span {
        self.positions.span(span)
    }

    fn start(&self, span: proc_macro2::Span) -> u32 {
        self.positions.start(span)
    }

    fn end(&self, span: proc_macro2::Span) -> u32 {
        self.positions.end(span)
    }

    /// From the first byte of `from` to the last of `to`.
    fn between(&self, from: proc_macro2::Span, to: proc_macro2::Span) -> Span {
        Span { start: self.start(from), end: self.end(to) }
    }

    /// The bytes of a run of tokens.
    fn tokens(&self, tokens: &proc_macro2::TokenStream) -> Span {
        let mut tokens = tokens.clone().into_iter();
        let Some(first) = tokens.next() else {
            return Span::default();
        };
        let last = tokens.last();
        self.between(first.span(), last.as_ref().unwrap_or(&first).span())
    }

    fn ident(&mut self, ident: &Ident) -> (Name, Span) {
        let start = self.start(ident.span());
        // Where it ends is read from the text: that is cheaper than to ask for the position.
        let text = self.text;
        let rest = text.get(start as usize..).unwrap_or_default();
        let prefix = if rest.starts_with("r#") { 2 } else { 0 };
        let is_part = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'_' || *byte >= 0x80;
        let length = rest.as_bytes()[prefix..].iter().take_while(|byte| is_part(byte)).count();
        let span = Span { start, end: start + (prefix + length) as u32 };
        let name = match rest.get(prefix..prefix + length) {
            Some(written) if length > 0 => self.name(written),
            // A position that is not a name's: the parser made the name up.
            _ => return (Name::new(ident.to_string().trim_start_matches("r#")), self.span(ident.span())),
        };
        (name, span)
    }

    fn name(&mut self, text: &'t str) -> Name {
        *self.names.entry(text).or_insert_with(|| Name::new(text))
    }

    fn lifetime(&mut self, lifetime: &syn::Lifetime) -> Name {
        self.ident(&lifetime.ident).0
    }

    fn not_looked_at(&mut self, span: Span, why: UnseenWhy) {
        self.unseen.push(Unseen { span, why });
    }
}
