//! Items.
use proc_macro2::Span as Place;
use syn::{Attribute, FnArg, ImplItem, StaticMutability, TraitItem};

use super::super::facts::{
    Body, Field, Fields, FieldsShape, Function, Import, ImportBinds, Item, ItemKind, Param, Receiver, Span, UnseenWhy,
    Variant, Visibility,
};
use super::super::name::Name;
use super::attributes::Attributes;
use super::{Lowering, each};

/// What every item has, before its kind is known.
struct Head<'a> {
    attributes: &'a [Attribute],
    visibility: Option<&'a syn::Visibility>,
    /// The first word that is always there or may come before it (`default`, `unsafe`, `const`), in order.
    words: [Option<Place>; 2],
    /// Its name, or its keyword.
    name: Result<&'a proc_macro2::Ident, Place>,
}

impl<'a> Head<'a> {
    fn new(
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
                let variants = it.variants.iter().map(|variant| self.variant(variant)).collect();
                let generics = self.generics(&it.generics);
                self.finish(head, it.brace_token.span.close(), ItemKind::Enum { generics, variants })
            }
            syn::Item::Mod(it) => self.module(it),
            syn::Item::Const(it) => {
                let words = [it.modifiers.defaultness.as_ref().map(|word| word.span), Some(it.const_token.span)];
                let head = Head::new(&it.attrs, Some(&it.vis), words, &it.ident);
                let kind = ItemKind::Const { ty: self.ty(&it.ty), body: self.constant(&it.expr) };
                self.finish(head, it.semi_token.spans[0], kind)
            }
            syn::Item::Static(it) => {
                let head = Head::new(&it.attrs, Some(&it.vis), [Some(it.static_token.span), None], &it.ident);
                let mutable = matches!(it.mutability, StaticMutability::Mut(_));
                let kind = ItemKind::Static { mutable, ty: self.ty(&it.ty), body: Some(self.value(&it.expr)) };
                self.finish(head, it.semi_token.spans[0], kind)
            }
            syn::Item::Type(it) => {
                let words = [it.modifiers.defaultness.as_ref().map(|word| word.span), Some(it.type_token.span)];
                let head = Head::new(&it.attrs, Some(&it.vis), words, &it.ident);
                let generics = self.generics(&it.generics);
                let kind = ItemKind::Alias { generics, bounds: Vec::new(), target: Some(self.ty(&it.ty)) };
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
            syn::Item::Verbatim(tokens) => return self.unusual(tokens),
            _ => return,
        };
        into.push(lowered);
    }

    /// The value of a constant; declarations have none.
    fn constant(&mut self, value: &syn::Expr) -> Option<Body> {
        (!self.declarations).then(|| self.value(value))
    }

    /// Syntax that the parser lets pass without understanding it.
    fn unusual(&mut self, tokens: &proc_macro2::TokenStream) {
        let span = self.tokens(tokens);
        self.not_looked_at(span, UnseenWhy::DoesNotParse("unusual syntax".to_owned()));
    }

    fn finish(&mut self, head: Head<'_>, end: Place, kind: ItemKind) -> Item {
        let end = self.end(end);
        self.finish_at(head, end, kind).0
    }

    fn finish_at(&mut self, head: Head<'_>, end: u32, kind: ItemKind) -> (Item, Attributes) {
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
        let cfg = attributes.cfg.take();
        let item =
            Item { name, span, name_span, visibility, cfg, attributes: std::mem::take(&mut attributes.item), kind };
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
            (Some((braces, items)), _) => (Some(self.items(items)), braces.span.close()),
            (None, Some(semi)) => (None, semi.spans[0]),
            (None, None) => (None, it.ident.span()),
        };
        self.finish(head, end, ItemKind::Module(items))
    }

    fn import(&mut self, it: &syn::ItemUse) -> Item {
        let head = Head {
            attributes: &it.attrs,
            visibility: Some(&it.vis),
            words: [Some(it.use_token.span), None],
            name: Err(it.use_token.span),
        };
        let mut item = self.finish(head, it.semi_token.spans[0], ItemKind::Use(Vec::new()));
        let mut imports = Vec::new();
        let absolute = it.leading_colon.is_some();
        self.use_tree(&it.tree, &mut Vec::new(), absolute, item.span, &mut imports);
        item.kind = ItemKind::Use(imports);
        item
    }

    fn use_tree(
        &mut self,
        tree: &syn::UseTree,
        path: &mut Vec<Name>,
        absolute: bool,
        item: Span,
        into: &mut Vec<Import>,
    ) {
        match tree {
            syn::UseTree::Path(step) => {
                path.push(self.ident(&step.ident).0);
                self.use_tree(&step.tree, path, absolute, item, into);
                path.pop();
            }
            syn::UseTree::Group(group) => {
                for tree in &group.items {
                    self.use_tree(tree, path, absolute, item, into);
                }
            }
            syn::UseTree::Glob(glob) => {
                let span = self.span(glob.star_token.spans[0]);
                into.push(Import { absolute, path: path.clone(), binds: ImportBinds::Glob, span, item_span: item });
            }
            syn::UseTree::Name(leaf) => {
                let (name, span) = self.ident(&leaf.ident);
                self.use_leaf(name, name, span, path, absolute, item, into);
            }
            syn::UseTree::Rename(leaf) => {
                let (name, first) = self.ident(&leaf.ident);
                let (alias, last) = self.ident(&leaf.rename);
                self.use_leaf(name, alias, Span { start: first.start, end: last.end }, path, absolute, item, into);
            }
        }
    }

    #[expect(clippy::too_many_arguments, reason = "a leaf of the tree is all of these")]
    fn use_leaf(
        &mut self,
        name: Name,
        alias: Name,
        span: Span,
        path: &[Name],
        absolute: bool,
        item_span: Span,
        into: &mut Vec<Import>,
    ) {
        let mut path = path.to_vec();
        let mut bound = alias;
        if name == "self" && !path.is_empty() {
            // `use a::{self}` is `use a`.
            if alias == "self" {
                bound = path[path.len() - 1];
            }
        } else {
            path.push(name);
        }
        let binds = if bound == "_" { ImportBinds::Anonymous } else { ImportBinds::Name(bound) };
        into.push(Import { absolute, path, binds, span, item_span });
    }

    fn fields(&mut self, fields: &syn::Fields) -> Fields {
        let shape = match fields {
            syn::Fields::Named(_) => FieldsShape::Named,
            syn::Fields::Unnamed(_) => FieldsShape::Tuple,
            syn::Fields::Unit => FieldsShape::Unit,
        };
        Fields { shape, list: fields.iter().enumerate().map(|(at, field)| self.field(field, at)).collect() }
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
        Variant { name, cfg: self.cfg(&variant.attrs, span), fields: self.fields(&variant.fields), span }
    }

    pub(super) fn function(
        &mut self,
        attributes: &[Attribute],
        visibility: Option<&syn::Visibility>,
        modifiers: &syn::FnModifiers,
        signature: &syn::Signature,
        block: Option<&syn::Block>,
        semicolon: Option<Place>,
    ) -> Item {
        let end = match (block, semicolon) {
            (Some(block), _) => self.end(block.brace_token.span.close()),
            (None, Some(semicolon)) => self.end(semicolon),
            (None, None) => self.end(signature.paren_token.span.close()),
        };
        let safety = match &signature.safety {
            syn::Safety::Unsafe(word) => Some(word.span),
            syn::Safety::Safe(word) => Some(word.span),
            syn::Safety::Default => None,
        };
        let words = [
            modifiers.defaultness.as_ref().map(|word| word.span),
            signature.constness.as_ref().map(|word| word.span),
            signature.asyncness.as_ref().map(|word| word.span),
            safety,
            signature.abi.as_ref().map(|abi| abi.extern_token.span),
        ];
        let first = words.into_iter().flatten().next();
        let head = Head::new(attributes, visibility, [first, Some(signature.fn_token.span)], &signature.ident);
        let block = block.filter(|_| !self.declarations);
        let function = self.signature(signature, block);
        self.finish_at(head, end, ItemKind::Function(Box::new(function))).0
    }

    fn signature(&mut self, signature: &syn::Signature, block: Option<&syn::Block>) -> Function {
        let mut arena = self.arena();
        let mut receiver = None;
        let mut params = Vec::new();
        for input in &signature.inputs {
            match input {
                FnArg::Receiver(this) => receiver = Some(self.receiver(this)),
                FnArg::Typed(typed) => {
                    let pattern = block.map(|_| self.pat(&mut arena, &typed.pat));
                    params.push(Param { pattern, ty: self.ty(&typed.ty) });
                }
            }
        }
        let generics = self.generics(&signature.generics);
        let returns = self.returns(&signature.output);
        let body = match block {
            Some(block) => {
                let root = self.plain_block(&mut arena, block);
                Some(self.body(arena, root))
            }
            None => {
                self.arenas.push(arena);
                None
            }
        };
        let (is_async, is_const) = (signature.asyncness.is_some(), signature.constness.is_some());
        Function { generics, receiver, params, returns, is_async, is_const, body }
    }

    fn receiver(&mut self, this: &syn::Receiver) -> Receiver {
        match &this.kind {
            syn::ReceiverKind::Reference(_, _, mutable) => Receiver { reference: Some(mutable.is_some()), ty: None },
            syn::ReceiverKind::Typed(_, ty) => Receiver { reference: None, ty: Some(self.ty(ty)) },
            _ => Receiver { reference: None, ty: None },
        }
    }

    fn trait_(&mut self, it: &syn::ItemTrait) -> Item {
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
                let body = it.default.as_ref().map(|(_, value)| self.value(value));
                let kind = ItemKind::Const { ty: self.ty(&it.ty), body };
                self.finish(head, it.semi_token.spans[0], kind)
            }
            TraitItem::Type(it) => {
                let head = Head::new(&it.attrs, None, [Some(it.type_token.span), None], &it.ident);
                let generics = self.generics(&it.generics);
                let bounds = self.bounds(&it.bounds);
                let target = it.default.as_ref().map(|(_, ty)| self.ty(ty));
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
            of_trait: it.trait_.as_ref().map(|(path, _)| self.path(path)),
            negative: it.modifiers.polarity.is_some(),
            self_type: self.ty(&it.self_ty),
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
                let kind = ItemKind::Const { ty: self.ty(&it.ty), body: self.constant(&it.expr) };
                self.finish(head, it.semi_token.spans[0], kind)
            }
            ImplItem::Type(it) => {
                let words = [it.modifiers.defaultness.as_ref().map(|word| word.span), Some(it.type_token.span)];
                let head = Head::new(&it.attrs, Some(&it.vis), words, &it.ident);
                let generics = self.generics(&it.generics);
                let kind = ItemKind::Alias { generics, bounds: Vec::new(), target: Some(self.ty(&it.ty)) };
                self.finish(head, it.semi_token.spans[0], kind)
            }
            ImplItem::Macro(it) => return self.item_macro(&it.attrs, None, &it.mac, it.semi_token.as_ref(), into),
            ImplItem::Verbatim(tokens) => return self.unusual(tokens),
            _ => return,
        };
        into.push(lowered);
    }

    fn foreign(&mut self, it: &syn::ItemForeignMod) -> Item {
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
                let kind = ItemKind::Static { mutable, ty: self.ty(&it.ty), body: None };
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

/// The last token of fields.
fn closing(fields: &syn::Fields) -> Place {
    match fields {
        syn::Fields::Named(fields) => fields.brace_token.span.close(),
        syn::Fields::Unnamed(fields) => fields.paren_token.span.close(),
        syn::Fields::Unit => Place::call_site(),
    }
}
