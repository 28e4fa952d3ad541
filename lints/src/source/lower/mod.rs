//! From text to [`facts::File`]: one file, parsed and lowered on one thread.
mod attributes;
mod body;
mod condition;
mod deferred;
mod depth;
mod each;
mod expand;
mod function;
mod imports;
mod item;
mod item_macros;
mod literal;
mod macros;
mod members;
mod older;
mod path;
mod pattern;
mod position;
mod recover;
mod statement;
mod types;

use std::rc::Rc;
use std::sync::Arc;

use proc_macro2::Ident;
use rustc_hash::FxHashMap;

use self::expand::Rules;
use self::position::Positions;
use super::cfg::Conditions;
use super::facts::{self, Span, Suppression, Unseen, UnseenWhy};
use super::name::Name;
use super::scan::comments_and_strings;
use super::skim::{self, Cut, Outline, Tests};
use super::suppression;

/// Deeper nesting than this gets a stack of its own.
const DEEP: u32 = if cfg!(debug_assertions) { 32 } else { 64 };
/// Deeper nesting than this is refused: nobody wrote it, and parsers recurse.
const ABSURD: u32 = 3_000;
/// Bytes of stack for each level of nesting, generous for builds without optimisation.
const STACK_PER_LEVEL: usize = 192 * 1024;

/// Parses `text` and says what is in it. Never fails: what cannot be looked at is in [`facts::File::unseen`].
pub fn lower(text: &str) -> facts::File {
    lower_as(&Arc::from(text), false, Tests::Kept)
}

/// As [`lower`], of text that others share.
pub(super) fn lower_shared(text: &Arc<str>, tests: Tests) -> facts::File {
    lower_as(text, false, tests)
}

/// As [`lower`], for declarations of a library: functions keep no bodies, and an `impl` marked `#[each(u8, u16)]` is
/// one for each of these types.
pub(super) fn lower_declarations(text: &str) -> facts::File {
    lower_as(&Arc::from(text), true, Tests::LeftOut)
}

fn lower_as(text: &Arc<str>, declarations: bool, tests: Tests) -> facts::File {
    if text.len() >= u32::MAX as usize {
        return refused(text, "the file has more than 4 GiB");
    }
    let base = where_rust_starts(text);
    let outline = skim::outline(text, base, tests);
    let parsed = outline.as_ref().map_or(&text[base..], |outline| &outline.text);
    let lower = || on_this_stack(text, base, outline.as_ref(), declarations);
    deep_enough(parsed, lower).unwrap_or_else(|why| refused(text, why))
}

/// Whether a walk over all that `text` nests needs a stack of its own.
pub(super) fn is_deep(text: &str) -> bool {
    depth::of(text) > DEEP
}

/// Runs `parse`, which recurses as deeply as `text` nests, where the stack suffices.
fn deep_enough<T: Send>(text: &str, parse: impl FnOnce() -> T + Send) -> Result<T, &'static str> {
    let depth = depth::of(text);
    if depth > ABSURD {
        return Err("expressions or types are nested too deeply");
    }
    if depth <= DEEP {
        return Ok(parse());
    }
    let stack = (depth as usize + 16) * STACK_PER_LEVEL;
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().stack_size(stack);
        match thread.spawn_scoped(scope, parse) {
            Ok(thread) => thread.join().map_err(|_| "the parser gave up"),
            Err(_) => Err("no memory for a stack that its nesting needs"),
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

fn on_this_stack(text: &Arc<str>, base: usize, outline: Option<&Outline>, declarations: bool) -> facts::File {
    let (parsed, positions) = match outline {
        Some(outline) => (&*outline.text, Positions::mapped(&outline.text, &outline.map)),
        None => (&text[base..], Positions::shifted(&text[base..], base)),
    };
    let cuts = outline.map_or(&[][..], |outline| &outline.cuts);
    let mut lowering = Lowering::new(text, positions, cuts, declarations);
    let mut file = match syn::parse_str::<syn::File>(parsed) {
        Ok(file) => lowering.file(&file.attrs, &file.items),
        Err(error) => lowering.recover(parsed, &error),
    };
    file.lines = line_starts(text);
    file.unseen = lowering.unseen;
    file.suppressions = lowering.suppressions;
    suppression::from_comments(text, &file.lines, &file.items, &mut file.suppressions);
    proc_macro2::extra::invalidate_current_thread_spans();
    file
}

/// With no room for more: facts are kept for as long as the program runs, and lists of one are the most.
fn fit<T>(all: impl Iterator<Item = T>) -> Vec<T> {
    let mut all: Vec<T> = all.collect();
    all.shrink_to_fit();
    all
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
    starts.shrink_to_fit();
    starts
}

/// The state of lowering one file or body.
struct Lowering<'t> {
    /// All of the file.
    text: &'t Arc<str>,
    positions: Positions<'t>,
    /// What is not there to be parsed, in order.
    cuts: &'t [Cut],
    /// Names seen in this file: the global table is asked once for each.
    names: FxHashMap<&'t str, Name>,
    unseen: Vec<Unseen>,
    suppressions: Vec<Suppression>,
    declarations: bool,
    expansion: Expansion,
    /// How many types the one that is being lowered stands in.
    types_around: u32,
    /// The same of inline modules.
    modules_around: u32,
    /// Something was put into the parser's words, or left out.
    is_older: bool,
    /// What holds, where that is known.
    conditions: Option<Arc<Conditions>>,
    /// What is left out for that.
    absent: Vec<Span>,
}

/// The macros of a file of declarations, and how far they have been followed.
struct Expansion {
    rules: FxHashMap<String, Rc<Rules>>,
    depth: u32,
    /// How many tokens calls may still expand to.
    left: usize,
}

impl<'t> Lowering<'t> {
    fn new(text: &'t Arc<str>, positions: Positions<'t>, cuts: &'t [Cut], declarations: bool) -> Lowering<'t> {
        Lowering {
            text,
            positions,
            cuts,
            names: FxHashMap::default(),
            unseen: Vec::new(),
            suppressions: Vec::new(),
            declarations,
            expansion: Expansion { rules: FxHashMap::default(), depth: 0, left: expand::MOST_TOKENS },
            types_around: 0,
            modules_around: 0,
            is_older: false,
            conditions: None,
            absent: Vec::new(),
        }
    }

    fn file(&mut self, attributes: &[syn::Attribute], items: &[syn::Item]) -> facts::File {
        let inner_end = attributes.last().map_or(0, |last| self.attribute_span(last).end);
        let attributes = self.file_attributes(attributes);
        let items = self.items(items);
        self.finished(attributes, items, inner_end)
    }

    /// `inner_end` is where the file's own attributes end.
    fn finished(&self, attributes: facts::FileAttributes, items: Vec<facts::Item>, inner_end: u32) -> facts::File {
        let first_item = match items.first() {
            Some(item) => self.documentation_before(item.span.start, inner_end),
            None => self.text.len() as u32,
        };
        facts::File { items, attributes, first_item, ..facts::File::default() }
    }

    /// Where the documentation of the item at `start` begins; between `from` and it, comments stand alone.
    fn documentation_before(&self, start: u32, from: u32) -> u32 {
        let Some(between) = self.text.get(from as usize..start as usize) else { return start };
        let is_documentation = |comment: &str| {
            (comment.starts_with("///") && !comment.starts_with("////"))
                || (comment.starts_with("/**") && !comment.starts_with("/***") && comment.len() > 4)
        };
        let comments = comments_and_strings(between);
        comments
            .into_iter()
            .find(|it| is_documentation(&between[it.clone()]))
            .map_or(start, |it| from + it.start as u32)
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
