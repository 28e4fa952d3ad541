//! What attributes say.
use proc_macro2::{TokenStream, TokenTree};
use syn::{AttrStyle, Attribute, Meta};

use super::super::facts::{Cfg, FileAttributes, ItemAttributes, Span, Suppression, UnseenWhy};
use super::super::name::Name;
use super::super::suppression;
use super::pattern::Arena;
use super::{Lowering, condition};

/// Attributes that change nothing that matters here.
const BUILT_IN: &[&str] = &[
    "allow",
    "allow_internal_unstable",
    "automatically_derived",
    "cold",
    "coverage",
    "debugger_visualizer",
    "default",
    "deny",
    "deprecated",
    "diagnostic",
    "clippy",
    "rustfmt",
    "doc",
    "expect",
    "export_name",
    "feature",
    "forbid",
    "global_allocator",
    "global_asm",
    "ignore",
    "inline",
    "instruction_set",
    "link",
    "link_name",
    "link_ordinal",
    "link_section",
    "macro_export",
    "macro_use",
    "marker",
    "may_dangle",
    "must_use",
    "naked",
    "no_builtins",
    "no_core",
    "no_implicit_prelude",
    "no_link",
    "no_main",
    "no_mangle",
    "no_std",
    "non_exhaustive",
    "optimize",
    "panic_handler",
    "path",
    "proc_macro",
    "proc_macro_attribute",
    "proc_macro_derive",
    "recursion_limit",
    "repr",
    "rustc",
    "should_panic",
    "stable",
    "target_feature",
    "test",
    "bench",
    "track_caller",
    "type_length_limit",
    "unsafe",
    "unstable",
    "used",
    "warn",
    "windows_subsystem",
    "miri",
    "rust_analyzer",
    "crate_name",
    "crate_type",
    "derive",
    "cfg",
    "cfg_attr",
    "each",
    "effect",
    "locality",
    "unsafe_op_in_unsafe_fn",
];

/// What the outer attributes of something say.
#[derive(Default)]
pub(super) struct Attributes {
    pub(super) cfg: Option<Cfg>,
    pub(super) item: ItemAttributes,
    /// `#[each(..)]` of declarations: the names.
    pub(super) each: Vec<Name>,
    /// Suppressions, whose cover is what the attributes stand at.
    suppressions: Vec<Suppression>,
}

impl Lowering<'_> {
    /// All that matters of `attributes`. What they stand at is `covers`.
    pub(super) fn attributes(&mut self, attributes: &[Attribute], covers: Span) -> Attributes {
        let mut found = Attributes::default();
        for attribute in attributes {
            if !is_doc(attribute) {
                let span = self.attribute_span(attribute);
                self.meta(&attribute.meta, span, None, &mut found);
            }
        }
        for mut suppression in found.suppressions.drain(..) {
            suppression.covers = covers;
            self.suppressions.push(suppression);
        }
        found
    }

    /// Only the condition, for what has no other attributes that matter.
    pub(super) fn cfg(&mut self, attributes: &[Attribute], covers: Span) -> Option<Box<Cfg>> {
        if attributes.iter().all(is_doc) { None } else { self.attributes(attributes, covers).cfg.map(Box::new) }
    }

    /// Those of `all` that are not configured out. Of the others the bytes are noted, which `lowered` finds out aside.
    pub(super) fn present<'s, T>(
        &mut self,
        all: impl IntoIterator<Item = &'s T>,
        attributes: impl Fn(&'s T) -> &'s [Attribute],
        lowered: impl Fn(&mut Self, &mut Arena, &'s T) -> Span,
    ) -> Vec<&'s T> {
        let mut present = Vec::new();
        for one in all {
            let attributes = attributes(one);
            if self.hold(attributes) {
                present.push(one);
                continue;
            }
            let before = (self.unseen.len(), self.suppressions.len(), self.absent.len());
            let conditions = self.conditions.take();
            let span = lowered(self, &mut Arena::default(), one);
            self.conditions = conditions;
            self.unseen.truncate(before.0);
            self.suppressions.truncate(before.1);
            self.absent.truncate(before.2);
            let start = self.with_attributes(attributes, span.start);
            self.absent.push(Span { start, end: span.end });
        }
        present
    }

    /// Whether conditions hold, as far as it is known what does.
    fn hold(&mut self, attributes: &[Attribute]) -> bool {
        if attributes.is_empty() || self.conditions.is_none() {
            return true;
        }
        let before = self.suppressions.len();
        let cfg = self.cfg(attributes, Span::default());
        self.suppressions.truncate(before);
        self.conditions.as_ref().is_none_or(|conditions| conditions.hold(cfg.as_deref()))
    }

    pub(super) fn attribute_span(&self, attribute: &Attribute) -> Span {
        self.between(attribute.pound_token.spans[0], attribute.bracket_token.span.close())
    }

    /// The first byte of the outer attributes, or of what follows where there are none.
    pub(super) fn with_attributes(&self, attributes: &[Attribute], otherwise: u32) -> u32 {
        let first = attributes.iter().find(|attribute| matches!(attribute.style, AttrStyle::Outer));
        first.map_or(otherwise, |attribute| self.start(attribute.pound_token.spans[0]).min(otherwise))
    }

    fn meta(&mut self, meta: &Meta, span: Span, when: Option<&Cfg>, found: &mut Attributes) {
        let path = meta.path();
        let (Some(first), Some(last)) = (path.segments.first(), path.segments.last()) else {
            return;
        };
        let tokens = match meta {
            Meta::List(list) => Some(&list.tokens),
            _ => None,
        };
        if path.segments.len() == 1 && self.built_in(&first.ident, meta, tokens, span, when, found) {
            return;
        }
        let last = last.ident.to_string();
        if last.ends_with("test") || last == "bench" || last == "quickcheck" || last == "test_case" {
            found.item.test |= when.is_none();
        }
        if !BUILT_IN.iter().any(|known| first.ident == known) && when.is_none() {
            found.item.foreign = true;
        }
    }

    /// Whether the attribute was one of those looked into.
    fn built_in(
        &mut self,
        name: &proc_macro2::Ident,
        meta: &Meta,
        tokens: Option<&TokenStream>,
        span: Span,
        when: Option<&Cfg>,
        found: &mut Attributes,
    ) -> bool {
        match (name.to_string().as_str(), tokens) {
            ("cfg", Some(tokens)) => {
                let cfg = condition::predicates(tokens).into_iter().next();
                found.cfg = condition::and(found.cfg.take(), cfg.map(|cfg| implied(when, cfg)));
            }
            ("cfg_attr", Some(tokens)) => self.conditional(tokens, span, when, found),
            ("repr", Some(_)) if when.is_some() => found.item.repr.push("conditional".to_owned()),
            ("repr", Some(tokens)) => {
                found.item.repr.extend(
                    condition::list(tokens.clone())
                        .iter()
                        .map(|word| word.iter().map(ToString::to_string).collect::<String>()),
                );
            }
            ("rustc_layout_scalar_valid_range_start" | "rustc_layout_scalar_valid_range_end", Some(tokens)) => {
                let word = name.to_string().replace("rustc_layout_scalar_", "");
                found.item.repr.push(format!("{word}({tokens})"));
            }
            ("derive", Some(tokens)) => {
                found.item.derives.extend(condition::list(tokens.clone()).iter().filter_map(
                    |path| match path.last() {
                        Some(TokenTree::Ident(name)) => Some(Name::new(&name.to_string())),
                        _ => None,
                    },
                ));
            }
            ("each", Some(tokens)) if self.declarations => {
                found.each.extend(tokens.clone().into_iter().filter_map(|token| match token {
                    TokenTree::Ident(name) => Some(Name::new(&name.to_string())),
                    _ => None,
                }));
            }
            ("test" | "bench", _) => found.item.test |= when.is_none(),
            ("macro_use", _) => found.item.macro_use = true,
            ("path", None) => {
                if let Meta::NameValue(pair) = meta
                    && let syn::Expr::Lit(value) = &pair.value
                    && let syn::Lit::Str(path) = &value.lit
                {
                    match when {
                        None => found.item.path = Some(path.value()),
                        Some(when) => found.item.conditional_paths.push((when.clone(), path.value())),
                    }
                }
            }
            ("allow" | "expect" | "warn" | "deny" | "forbid", Some(tokens)) => {
                // What never holds for rustc can only be meant for us.
                let is_ours = when.is_some_and(|when| matches!(when, Cfg::Any(none) if none.is_empty()));
                let (level, place) = (name.to_string(), |span| self.span(span));
                found.suppressions.extend(suppression::from_attribute(&level, tokens, is_ours, span, place));
            }
            _ => return false,
        }
        true
    }

    /// `#[cfg_attr(condition, attribute, attribute)]`
    fn conditional(&mut self, tokens: &TokenStream, span: Span, when: Option<&Cfg>, found: &mut Attributes) {
        let mut parts = condition::list(tokens.clone()).into_iter();
        let Some(condition) = parts.next().and_then(|first| condition::predicate(&first)) else {
            return;
        };
        let condition = match when {
            None => condition,
            Some(outer) => Cfg::All(vec![outer.clone(), condition]),
        };
        for part in parts {
            match syn::parse2::<Meta>(part.into_iter().collect()) {
                Ok(meta) => self.meta(&meta, span, Some(&condition), found),
                Err(error) => self.not_looked_at(span, UnseenWhy::DoesNotParse(error.to_string())),
            }
        }
    }

    /// Inner attributes of the file.
    pub(super) fn file_attributes(&mut self, attributes: &[Attribute]) -> FileAttributes {
        let mut found = FileAttributes::default();
        let whole = Span { start: 0, end: self.text.len() as u32 };
        for attribute in attributes.iter().filter(|attribute| !is_doc(attribute)) {
            let path = attribute.path();
            if path.is_ident("no_std") {
                found.no_std = Some(Cfg::All(Vec::new()));
            } else if path.is_ident("no_main") || path.is_ident("no_core") {
                found.no_main = true;
            } else if path.is_ident("cfg_attr")
                && let Meta::List(list) = &attribute.meta
            {
                let parts = condition::list(list.tokens.clone());
                if let Some(condition) = parts.first().and_then(|first| condition::predicate(first)) {
                    for part in &parts[1..] {
                        match part.as_slice() {
                            [TokenTree::Ident(word)] if word == "no_std" => found.no_std = Some(condition.clone()),
                            [TokenTree::Ident(word)] if word == "no_main" || word == "no_core" => found.no_main = true,
                            _ => {}
                        }
                    }
                }
            }
        }
        let more = self.attributes(attributes, whole);
        found.cfg = more.cfg;
        found
    }
}

fn is_doc(attribute: &Attribute) -> bool {
    matches!(&attribute.meta, Meta::NameValue(pair) if pair.path.is_ident("doc"))
}

/// `condition` where `when` holds; where it does not, nothing is asked.
fn implied(when: Option<&Cfg>, condition: Cfg) -> Cfg {
    match when {
        None => condition,
        Some(when) => Cfg::Any(vec![Cfg::Not(Box::new(when.clone())), condition]),
    }
}
