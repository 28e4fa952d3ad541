//! `use`.
use super::super::facts::{Import, ImportBinds, Item, ItemKind, Span};
use super::super::name::Name;
use super::Lowering;
use super::item::Head;

impl Lowering<'_> {
    pub(super) fn import(&mut self, it: &syn::ItemUse) -> Item {
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
        imports.shrink_to_fit();
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
        let before = path;
        let mut path = Vec::with_capacity(before.len() + 1);
        path.extend_from_slice(before);
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
}
