//! Items.
use proc_macro2::Span as Place;
use syn::{Attribute, StaticMutability};

use super::super::facts::{Deferred, Field, Fields, FieldsShape, Item, ItemKind, Span, UnseenWhy, Variant, Visibility};
use super::super::name::Name;
use super::attributes::Attributes;
use super::{Lowering, fit};

/// Inline modules nested deeper than this are not looked into: all that walks over items may recurse.
const DEEPEST: u32 = 96;

/// What every item has, before its kind is known.
pub(super) struct Head<'a> {
    pub(super) attributes: &'a [Attribute],
    pub(super) visibility: Option<&'a syn::Visibility>,
    /// The first word that is always there or may come before it (`default`, `unsafe`, `const`), in order.
    pub(super) words: [Option<Place>; 2],
    /// Its name, or its keyword.
    pub(super) name: Result<&'a proc_macro2::Ident, Place>,
}

impl<'a> Head<'a> {
    pub(super) fn new(
        attributes: &'a [Attribute],
        visibility: Option<&'a syn::Visibility>,
        words: [Option<Place>; 2],
        name: &'a proc_macro2::Ident,
    ) -> Head<'a> {
        Head { attributes, visibility, words, name: Ok(name) }
    }
}

impl Lowering<'_> {
    pub(super) fn items(&mut self, items: &[syn::Item]) -> Vec<Item> {
        let mut lowered = Vec::with_capacity(items.len());
        for item in items {
            self.item(item, &mut lowered);
        }
        lowered
    }

    /// Adds what `item` is: mostly one item, several for some macros and in declarations.
    pub(super) fn item(&mut self, item: &syn::Item, into: &mut Vec<Item>) {
        let lowered = match item {
            syn::Item::Fn(it) => self.function(&it.attrs, Some(&it.vis), &it.modifiers, &it.sig, Some(&it.block), None),
            syn::Item::Impl(it) => return self.implementation(it, into),
            syn::Item::Use(it) => self.import(it),
            syn::Item::Struct(it) => {
                let head = Head::new(&it.attrs, Some(&it.vis), [Some(it.struct_token.span), None], &it.ident);
                let fields = self.fields(&it.fields);
                let end = it.semi_token.as_ref().map(|semi| semi.spans[0]).unwrap_or_else(|| closing(&it.fields));
                let generics = self.generics(&it.generics);
                self.finish(head, end, ItemKind::Struct { generics, fields, is_union: false })
            }
            syn::Item::Union(it) => {
                let head = Head::new(&it.attrs, Some(&it.vis), [Some(it.union_token.span), None], &it.ident);
                let list = it.fields.named.iter().enumerate().map(|(at, field)| self.field(field, at)).collect();
                let generics = self.generics(&it.generics);
                let fields = Fields { shape: FieldsShape::Named, list };
                let end = it.fields.brace_token.span.close();
                self.finish(head, end, ItemKind::Struct { generics, fields, is_union: true })
            }
            syn::Item::Enum(it) => {
                let head = Head::new(&it.attrs, Some(&it.vis), [Some(it.enum_token.span), None], &it.ident);
                let variants = fit(it.variants.iter().map(|variant| self.variant(variant)));
                let generics = self.generics(&it.generics);
                self.finish(head, it.brace_token.span.close(), ItemKind::Enum { generics, variants })
            }
            syn::Item::Mod(it) => self.module(it),
            syn::Item::Const(it) => {
                let words = [it.modifiers.defaultness.as_ref().map(|word| word.span), Some(it.const_token.span)];
                let head = Head::new(&it.attrs, Some(&it.vis), words, &it.ident);
                let kind = ItemKind::Const { ty: Box::new(self.ty(&it.ty)), body: self.constant(&it.expr) };
                self.finish(head, it.semi_token.spans[0], kind)
            }
            syn::Item::Static(it) => {
                let head = Head::new(&it.attrs, Some(&it.vis), [Some(it.static_token.span), None], &it.ident);
                let mutable = matches!(it.mutability, StaticMutability::Mut(_));
                let kind = ItemKind::Static { mutable, ty: Box::new(self.ty(&it.ty)), body: self.constant(&it.expr) };
                self.finish(head, it.semi_token.spans[0], kind)
            }
            syn::Item::Type(it) => {
                let words = [it.modifiers.defaultness.as_ref().map(|word| word.span), Some(it.type_token.span)];
                let head = Head::new(&it.attrs, Some(&it.vis), words, &it.ident);
                let generics = self.generics(&it.generics);
                let kind = ItemKind::Alias { generics, bounds: Vec::new(), target: Some(Box::new(self.ty(&it.ty))) };
                self.finish(head, it.semi_token.spans[0], kind)
            }
            syn::Item::Trait(it) => self.trait_(it),
            syn::Item::TraitAlias(it) => {
                let head = Head::new(&it.attrs, Some(&it.vis), [Some(it.trait_token.span), None], &it.ident);
                let generics = self.generics(&it.generics);
                let supertraits = self.bounds(&it.bounds);
                let kind = ItemKind::Trait { generics, supertraits, items: Vec::new(), is_auto: true };
                self.finish(head, it.semi_token.spans[0], kind)
            }
            syn::Item::ExternCrate(it) => {
                let head = Head::new(&it.attrs, Some(&it.vis), [Some(it.extern_token.span), None], &it.ident);
                let original = self.ident(&it.ident).0;
                let alias = match &it.rename {
                    Some((_, alias)) => Some(self.ident(alias).0).filter(|alias| alias != "_"),
                    None => Some(original),
                };
                self.finish(head, it.semi_token.spans[0], ItemKind::ExternCrate { original, alias })
            }
            syn::Item::ForeignMod(it) => self.foreign(it),
            syn::Item::Macro(it) => {
                return self.item_macro(&it.attrs, it.ident.as_ref(), &it.mac, it.semi_token.as_ref(), into);
            }
            syn::Item::Verbatim(tokens) => match self.parse_older::<syn::Item>(tokens.clone()) {
                Some((syn::Item::Verbatim(_), _)) | None => return self.unusual(tokens),
                Some((item, lost)) => {
                    self.left_out(lost);
                    return self.item(&item, into);
                }
            },
            _ => return,
        };
        into.push(lowered);
    }

    /// The value of a constant; declarations have none.
    pub(super) fn constant(&mut self, value: &syn::Expr) -> Option<Box<Deferred>> {
        (!self.declarations).then(|| self.later(value))
    }

    /// Syntax that the parser lets pass without understanding it.
    pub(super) fn unusual(&mut self, tokens: &proc_macro2::TokenStream) {
        let span = self.tokens(tokens);
        self.not_looked_at(span, UnseenWhy::DoesNotParse("unusual syntax".to_owned()));
    }

    pub(super) fn finish(&mut self, head: Head<'_>, end: Place, kind: ItemKind) -> Item {
        let end = self.end(end);
        self.finish_at(head, end, kind).0
    }

    pub(super) fn finish_at(&mut self, head: Head<'_>, end: u32, kind: ItemKind) -> (Item, Attributes) {
        let (name, name_span) = match head.name {
            Ok(name) => {
                let (name, span) = self.ident(name);
                (Some(name).filter(|name| name != "_"), span)
            }
            Err(keyword) => (None, self.span(keyword)),
        };
        let visibility_start = head.visibility.and_then(|visibility| match visibility {
            syn::Visibility::Public(word) => Some(word.span),
            syn::Visibility::Restricted(restricted) => Some(restricted.pub_token.span),
            syn::Visibility::Inherited => None,
        });
        let first = visibility_start.or(head.words[0]).or(head.words[1]);
        let start = first.map_or(name_span.start, |first| self.start(first));
        let span = Span { start: self.with_attributes(head.attributes, start), end };
        let mut attributes = self.attributes(head.attributes, span);
        if matches!(kind, ItemKind::Struct { .. } | ItemKind::Enum { .. }) && !attributes.item.derives.is_empty() {
            // Attributes that only a derive macro reads.
            attributes.item.foreign = false;
        }
        let visibility = head.visibility.map_or(Visibility::Private, |visibility| self.visibility(visibility));
        let cfg = attributes.cfg.take().map(Box::new);
        let own = std::mem::take(&mut attributes.item).into();
        let item = Item { name, span, name_span, visibility, cfg, attributes: own, kind };
        (item, attributes)
    }

    fn visibility(&mut self, visibility: &syn::Visibility) -> Visibility {
        match visibility {
            syn::Visibility::Public(_) => Visibility::Public,
            syn::Visibility::Restricted(restricted) => Visibility::Restricted(self.plain_path(&restricted.path)),
            syn::Visibility::Inherited => Visibility::Private,
        }
    }

    fn module(&mut self, it: &syn::ItemMod) -> Item {
        let words = [it.unsafety.as_ref().map(|word| word.span), Some(it.mod_token.span)];
        let head = Head::new(&it.attrs, Some(&it.vis), words, &it.ident);
        let (items, end) = match (&it.content, &it.semi) {
            (Some((braces, items)), _) => (Some(self.module_items(items, braces.span.join())), braces.span.close()),
            (None, Some(semi)) => (None, semi.spans[0]),
            (None, None) => (None, it.ident.span()),
        };
        self.finish(head, end, ItemKind::Module(items))
    }

    fn module_items(&mut self, items: &[syn::Item], braces: proc_macro2::Span) -> Vec<Item> {
        if self.modules_around >= DEEPEST {
            self.not_looked_at(self.span(braces), UnseenWhy::DoesNotParse("modules are nested too deeply".to_owned()));
            return Vec::new();
        }
        self.modules_around += 1;
        let items = self.items(items);
        self.modules_around -= 1;
        items
    }

    fn fields(&mut self, fields: &syn::Fields) -> Fields {
        let shape = match fields {
            syn::Fields::Named(_) => FieldsShape::Named,
            syn::Fields::Unnamed(_) => FieldsShape::Tuple,
            syn::Fields::Unit => FieldsShape::Unit,
        };
        Fields { shape, list: fit(fields.iter().enumerate().map(|(at, field)| self.field(field, at))) }
    }

    fn field(&mut self, field: &syn::Field, at: usize) -> Field {
        let ty = self.ty(&field.ty);
        let (name, start) = match &field.ident {
            Some(name) => {
                let (name, span) = self.ident(name);
                (name, span.start)
            }
            None => (Name::new(&at.to_string()), ty.span.start),
        };
        let start = match &field.vis {
            syn::Visibility::Public(word) => self.start(word.span),
            syn::Visibility::Restricted(restricted) => self.start(restricted.pub_token.span),
            syn::Visibility::Inherited => start,
        };
        let span = Span { start: self.with_attributes(&field.attrs, start), end: ty.span.end };
        Field { name, visibility: self.visibility(&field.vis), cfg: self.cfg(&field.attrs, span), ty, span }
    }

    fn variant(&mut self, variant: &syn::Variant) -> Variant {
        let (name, name_span) = self.ident(&variant.ident);
        let end = match (&variant.discriminant, &variant.fields) {
            (Some((equals, _)), _) => self.end(equals.spans[0]),
            (None, syn::Fields::Unit) => name_span.end,
            (None, fields) => self.end(closing(fields)),
        };
        let span = Span { start: self.with_attributes(&variant.attrs, name_span.start), end };
        let number = variant.discriminant.as_ref().map(|(_, number)| self.length(number));
        Variant { name, cfg: self.cfg(&variant.attrs, span), fields: self.fields(&variant.fields), number, span }
    }
}

/// The last token of fields.
fn closing(fields: &syn::Fields) -> Place {
    match fields {
        syn::Fields::Named(fields) => fields.brace_token.span.close(),
        syn::Fields::Unnamed(fields) => fields.paren_token.span.close(),
        syn::Fields::Unit => Place::call_site(),
    }
}
