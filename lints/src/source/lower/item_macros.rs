//! Macro calls in the place of items: those that hold items or statics are looked into.
use std::rc::Rc;

use syn::parse::{Parse, ParseStream};
use syn::{Attribute, Macro, Token};

use super::super::facts::{
    Attributes, Cfg, GenericArg, Given, Item, ItemAttributes, ItemKind, Path, Segment, Segments, Span, Type, TypeKind,
    UnseenWhy, Visibility,
};
use super::super::name::Name;
use super::expand::{self, Rules};
use super::{Lowering, condition};

/// `static NAME: T = value;` as `thread_local!` and `lazy_static!` take them, `ref` behind `static` or not.
struct Statics(Vec<LazyStatic>);

struct LazyStatic {
    attributes: Vec<Attribute>,
    visibility: syn::Visibility,
    word: Token![static],
    name: syn::Ident,
    ty: syn::Type,
    value: syn::Expr,
}

impl Parse for Statics {
    fn parse(input: ParseStream<'_>) -> syn::Result<Statics> {
        let mut found = Vec::new();
        while !input.is_empty() {
            found.push(input.parse()?);
            while input.peek(Token![;]) {
                input.parse::<Token![;]>()?;
            }
        }
        Ok(Statics(found))
    }
}

impl Parse for LazyStatic {
    fn parse(input: ParseStream<'_>) -> syn::Result<LazyStatic> {
        let attributes = input.call(Attribute::parse_outer)?;
        let visibility = input.parse()?;
        let word = input.parse()?;
        input.parse::<Option<Token![ref]>>()?;
        let name = input.parse()?;
        input.parse::<Token![:]>()?;
        let ty = input.parse()?;
        input.parse::<Token![=]>()?;
        Ok(LazyStatic { attributes, visibility, word, name, ty, value: input.parse()? })
    }
}

/// `if #[cfg(a)] { items } else if #[cfg(b)] { items } else { items }`
struct Choice(Vec<(Option<Cfg>, Vec<syn::Item>)>);

impl Parse for Choice {
    fn parse(input: ParseStream<'_>) -> syn::Result<Choice> {
        let mut branches = Vec::new();
        loop {
            let mut condition = None;
            if input.peek(Token![if]) {
                input.parse::<Token![if]>()?;
                let attributes = input.call(Attribute::parse_outer)?;
                let predicates = attributes.iter().filter_map(|attribute| match &attribute.meta {
                    syn::Meta::List(list) if list.path.is_ident("cfg") => {
                        condition::predicates(&list.tokens).into_iter().next()
                    }
                    _ => None,
                });
                condition = Some(Cfg::All(predicates.collect()));
            }
            let content;
            syn::braced!(content in input);
            let mut items = Vec::new();
            while !content.is_empty() {
                items.push(content.parse()?);
            }
            branches.push((condition, items));
            if !input.peek(Token![else]) {
                return Ok(Choice(branches));
            }
            input.parse::<Token![else]>()?;
        }
    }
}

/// Any number of items.
struct Items(Vec<syn::Item>);

impl Parse for Items {
    fn parse(input: ParseStream<'_>) -> syn::Result<Items> {
        let mut items = Vec::new();
        while !input.is_empty() {
            items.push(input.parse()?);
        }
        Ok(Items(items))
    }
}

impl Lowering<'_> {
    pub(super) fn item_macro(
        &mut self,
        attributes: &[Attribute],
        name: Option<&syn::Ident>,
        mac: &Macro,
        semicolon: Option<&Token![;]>,
        into: &mut Vec<Item>,
    ) {
        let path = self.path(&mac.path);
        let mut span = Span { start: path.span.start, end: self.end(mac.delimiter.span().close()) };
        if let Some(semicolon) = semicolon {
            span.end = self.end(semicolon.spans[0]);
        }
        span.start = self.with_attributes(attributes, span.start);
        let attributes = self.attributes(attributes, span);
        if self.declarations
            && let Some(name) = name
            && mac.path.is_ident("macro_rules")
            && let Ok(rules) = Rules::parse(mac.tokens.clone())
        {
            self.expansion.rules.insert(name.to_string(), Rc::new(rules));
        }
        let items = self.items_of_macro(mac).or_else(|| self.items_of_rules(mac));
        if let Some(mut items) = items {
            for item in &mut items {
                let own = item.cfg.take().map(|cfg| *cfg);
                item.cfg = condition::and(attributes.cfg.clone(), own).map(Box::new);
            }
            into.append(&mut items);
            return;
        }
        let (name, name_span) = match name {
            Some(name) => {
                let (name, span) = self.ident(name);
                (Some(name), span)
            }
            None => (None, path.span),
        };
        if mac.path.is_ident("include")
            && !self.declarations
            && let Ok(file) = mac.parse_body::<syn::LitStr>()
        {
            let item = ItemAttributes { path: Some(file.value()), ..attributes.item };
            into.push(Item {
                name: None,
                span,
                name_span,
                visibility: Visibility::Private,
                cfg: attributes.cfg.map(Box::new),
                attributes: item.into(),
                kind: ItemKind::Module(None),
            });
            return;
        }
        let written = self.text.get(path.span.start as usize..path.span.end as usize).unwrap_or_default();
        self.not_looked_at(span, UnseenWhy::MacroBody(written.to_owned()));
        into.push(Item {
            name,
            span,
            name_span,
            visibility: Visibility::Private,
            cfg: attributes.cfg.map(Box::new),
            attributes: attributes.item.into(),
            kind: ItemKind::Macro(path),
        });
    }

    /// The items of a macro call that stands among statements, where it is one that holds items.
    pub(super) fn item_macro_in_block(&mut self, call: &syn::StmtMacro) -> Option<Vec<Item>> {
        self.items_of_macro(&call.mac)
    }

    /// The items that a call of one of this file's own macros stands for, where these are declarations.
    fn items_of_rules(&mut self, mac: &Macro) -> Option<Vec<Item>> {
        let rules = self.expansion.rules.get(&mac.path.get_ident()?.to_string())?.clone();
        if self.expansion.depth >= expand::DEEPEST {
            return None;
        }
        let tokens = rules.expand(&mac.tokens, &mut self.expansion.left)?;
        let items = syn::parse2::<Items>(tokens).ok()?.0;
        self.expansion.depth += 1;
        let lowered = self.items(&items);
        self.expansion.depth -= 1;
        Some(lowered)
    }

    fn items_of_macro(&mut self, mac: &Macro) -> Option<Vec<Item>> {
        let name = mac.path.segments.last()?.ident.to_string();
        match name.as_str() {
            "thread_local" => {
                let statics = mac.parse_body::<Statics>().ok()?;
                Some(statics.0.iter().map(|it| self.lazy(it, &["std", "thread", "LocalKey"])).collect())
            }
            "lazy_static" => {
                let statics = mac.parse_body::<Statics>().ok()?;
                Some(statics.0.iter().map(|it| self.lazy(it, &["std", "sync", "LazyLock"])).collect())
            }
            "cfg_if" => {
                let choice = mac.parse_body::<Choice>().ok()?;
                Some(self.choice_of_items(choice))
            }
            // They wrap items, to say when they exist or that tests are to be made of them.
            _ if name.starts_with("cfg_") || name == "quickcheck" => {
                Some(self.items(&mac.parse_body::<Items>().ok()?.0))
            }
            _ => None,
        }
    }

    fn choice_of_items(&mut self, choice: Choice) -> Vec<Item> {
        let mut lowered = Vec::new();
        let mut not_before: Option<Cfg> = None;
        for (condition, items) in choice.0 {
            let here = condition::and(not_before.clone(), condition.clone());
            for mut item in self.items(&items) {
                let own = item.cfg.take().map(|cfg| *cfg);
                item.cfg = condition::and(own, here.clone()).map(Box::new);
                lowered.push(item);
            }
            if let Some(condition) = condition {
                not_before = condition::and(not_before, Some(Cfg::Not(Box::new(condition))));
            }
        }
        lowered
    }

    /// A static whose type is `wrapper<T>`.
    fn lazy(&mut self, it: &LazyStatic, wrapper: &[&str]) -> Item {
        let inner = self.ty(&it.ty);
        let value = self.later(&it.value);
        let (name, name_span) = self.ident(&it.name);
        let end = value.span.end;
        let start = self.with_attributes(&it.attributes, self.start(it.word.span));
        let span = Span { start, end };
        let whole = inner.span;
        let mut segments: Segments = wrapper.iter().map(|name| Segment::plain(Name::new(name), whole)).collect();
        if let Some(last) = segments.last_mut() {
            last.given = Some(Box::new(Given { args: vec![GenericArg::Type(inner)], signature: None }));
        }
        let path = Path { absolute: true, qualified: None, segments, span: whole };
        let ty = Type { kind: TypeKind::Path(path), span: whole };
        let cfg = self.cfg(&it.attributes, span);
        let visibility = match &it.visibility {
            syn::Visibility::Public(_) => Visibility::Public,
            syn::Visibility::Restricted(restricted) => Visibility::Restricted(self.plain_path(&restricted.path)),
            syn::Visibility::Inherited => Visibility::Private,
        };
        let kind = ItemKind::Static { mutable: false, ty: Box::new(ty), body: Some(value) };
        Item { name: Some(name), span, name_span, visibility, cfg, attributes: Attributes::default(), kind }
    }
}
