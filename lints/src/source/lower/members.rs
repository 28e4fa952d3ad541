//! What holds members: traits, implementations, foreign blocks.
use syn::{ImplItem, StaticMutability, TraitItem};

use super::super::facts::{Item, ItemKind};
use super::item::Head;
use super::{Lowering, each};

impl Lowering<'_> {
    pub(super) fn trait_(&mut self, it: &syn::ItemTrait) -> Item {
        let words = [it.unsafety.as_ref().map(|word| word.span), Some(it.trait_token.span)];
        let words = match (&it.modifiers.auto_token, words[0]) {
            (Some(auto), None) => [Some(auto.span), None],
            _ => words,
        };
        let head = Head::new(&it.attrs, Some(&it.vis), words, &it.ident);
        let generics = self.generics(&it.generics);
        let supertraits = self.bounds(&it.supertraits);
        let mut items = Vec::with_capacity(it.items.len());
        for item in &it.items {
            self.trait_item(item, &mut items);
        }
        let is_auto = it.modifiers.auto_token.is_some();
        self.finish(head, it.brace_token.span.close(), ItemKind::Trait { generics, supertraits, items, is_auto })
    }

    pub(super) fn trait_item(&mut self, item: &TraitItem, into: &mut Vec<Item>) {
        let lowered = match item {
            TraitItem::Fn(it) => {
                let semicolon = it.semi_token.as_ref().map(|semi| semi.spans[0]);
                self.function(&it.attrs, None, &it.modifiers, &it.sig, it.default.as_ref(), semicolon)
            }
            TraitItem::Const(it) => {
                let head = Head::new(&it.attrs, None, [Some(it.const_token.span), None], &it.ident);
                let body = it.default.as_ref().and_then(|(_, value)| self.constant(value));
                let kind = ItemKind::Const { ty: Box::new(self.ty(&it.ty)), body };
                self.finish(head, it.semi_token.spans[0], kind)
            }
            TraitItem::Type(it) => {
                let head = Head::new(&it.attrs, None, [Some(it.type_token.span), None], &it.ident);
                let generics = self.generics(&it.generics);
                let bounds = self.bounds(&it.bounds);
                let target = it.default.as_ref().map(|(_, ty)| Box::new(self.ty(ty)));
                self.finish(head, it.semi_token.spans[0], ItemKind::Alias { generics, bounds, target })
            }
            TraitItem::Macro(it) => return self.item_macro(&it.attrs, None, &it.mac, it.semi_token.as_ref(), into),
            TraitItem::Verbatim(tokens) => return self.unusual(tokens),
            _ => return,
        };
        into.push(lowered);
    }

    pub(super) fn implementation(&mut self, it: &syn::ItemImpl, into: &mut Vec<Item>) {
        let default = it.modifiers.defaultness.as_ref().map(|word| word.span);
        let first = default.or(it.unsafety.as_ref().map(|word| word.span));
        let head = Head {
            attributes: &it.attrs,
            visibility: None,
            words: [first, Some(it.impl_token.span)],
            name: Err(it.impl_token.span),
        };
        let mut items = Vec::with_capacity(it.items.len());
        for item in &it.items {
            self.impl_item(item, &mut items);
        }
        let kind = ItemKind::Impl {
            generics: self.generics(&it.generics),
            of_trait: it.trait_.as_ref().map(|(path, _)| Box::new(self.path(path))),
            negative: it.modifiers.polarity.is_some(),
            is_unsafe: it.unsafety.is_some(),
            self_type: Box::new(self.ty(&it.self_ty)),
            items,
        };
        let end = self.end(it.brace_token.span.close());
        let (item, attributes) = self.finish_at(head, end, kind);
        if attributes.each.is_empty() {
            into.push(item);
        } else {
            let length = self.text.len() as u32;
            let copies = attributes.each.iter().zip(1..);
            into.extend(copies.map(|(name, at)| each::implementation_for(&item, *name, at * length)));
        }
    }

    pub(super) fn impl_item(&mut self, item: &ImplItem, into: &mut Vec<Item>) {
        let lowered = match item {
            ImplItem::Fn(it) => self.function(&it.attrs, Some(&it.vis), &it.modifiers, &it.sig, Some(&it.block), None),
            ImplItem::Const(it) => {
                let words = [it.modifiers.defaultness.as_ref().map(|word| word.span), Some(it.const_token.span)];
                let head = Head::new(&it.attrs, Some(&it.vis), words, &it.ident);
                let kind = ItemKind::Const { ty: Box::new(self.ty(&it.ty)), body: self.constant(&it.expr) };
                self.finish(head, it.semi_token.spans[0], kind)
            }
            ImplItem::Type(it) => {
                let words = [it.modifiers.defaultness.as_ref().map(|word| word.span), Some(it.type_token.span)];
                let head = Head::new(&it.attrs, Some(&it.vis), words, &it.ident);
                let generics = self.generics(&it.generics);
                let kind = ItemKind::Alias { generics, bounds: Vec::new(), target: Some(Box::new(self.ty(&it.ty))) };
                self.finish(head, it.semi_token.spans[0], kind)
            }
            ImplItem::Macro(it) => return self.item_macro(&it.attrs, None, &it.mac, it.semi_token.as_ref(), into),
            ImplItem::Verbatim(tokens) => return self.unusual(tokens),
            _ => return,
        };
        into.push(lowered);
    }

    pub(super) fn foreign(&mut self, it: &syn::ItemForeignMod) -> Item {
        let first = it.unsafety.as_ref().map(|word| word.span);
        let head = Head {
            attributes: &it.attrs,
            visibility: None,
            words: [first, Some(it.abi.extern_token.span)],
            name: Err(it.abi.extern_token.span),
        };
        let items = it.items.iter().filter_map(|item| self.foreign_item(item)).collect();
        self.finish(head, it.brace_token.span.close(), ItemKind::Foreign(items))
    }

    fn foreign_item(&mut self, item: &syn::ForeignItem) -> Option<Item> {
        match item {
            syn::ForeignItem::Fn(it) => {
                let semicolon = Some(it.semi_token.spans[0]);
                Some(self.function(&it.attrs, Some(&it.vis), &it.modifiers, &it.sig, None, semicolon))
            }
            syn::ForeignItem::Static(it) => {
                let head = Head::new(&it.attrs, Some(&it.vis), [Some(it.static_token.span), None], &it.ident);
                let mutable = matches!(it.mutability, StaticMutability::Mut(_));
                let kind = ItemKind::Static { mutable, ty: Box::new(self.ty(&it.ty)), body: None };
                Some(self.finish(head, it.semi_token.spans[0], kind))
            }
            syn::ForeignItem::Type(it) => {
                let head = Head::new(&it.attrs, Some(&it.vis), [Some(it.type_token.span), None], &it.ident);
                let generics = self.generics(&it.generics);
                let kind = ItemKind::Alias { generics, bounds: Vec::new(), target: None };
                Some(self.finish(head, it.semi_token.spans[0], kind))
            }
            _ => None,
        }
    }
}
