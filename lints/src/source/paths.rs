//! Every path that a file writes, wherever it stands.
use rustc_hash::FxHashSet;

use super::facts::{
    Bound, Deferred, ExprKind, Fields, GenericArg, Generics, Item, ItemKind, Length, Opened, PatKind, Path, Signature,
    StatementKind, Type, TypeKind,
};
use super::words::Word;

/// Hands out every path in items, those in functions' bodies and in other paths' arguments included, and every `use`'s leaf
/// not at all.
pub fn paths_of_items<'a>(items: &'a [Item], found: &mut dyn FnMut(&'a Path)) {
    items.iter().for_each(|item| of_item(item, found));
}

/// Every item that stands in a list of items, those in modules, impls, traits and bodies included.
pub fn items_within<'a>(items: &'a [Item], found: &mut dyn FnMut(&'a Item)) {
    for item in items {
        found(item);
        match &item.kind {
            ItemKind::Module(Some(items)) | ItemKind::Foreign(items) => items_within(items, found),
            ItemKind::Trait { items, .. } | ItemKind::Impl { items, .. } => items_within(items, found),
            ItemKind::Function(function) => function.body.iter().for_each(|body| items_of_body(body, found)),
            ItemKind::Const { body: Some(body), .. } | ItemKind::Static { body: Some(body), .. } => {
                items_of_body(body, found);
            }
            _ => {}
        }
    }
}

/// Every body of these items that was looked at, in the order of the text, those of functions in bodies included.
pub fn opened_within<'a>(items: &'a [Item], found: &mut dyn FnMut(&'a Opened)) {
    items_within(items, &mut |item| {
        let body = match &item.kind {
            ItemKind::Function(function) => function.body.as_deref(),
            ItemKind::Const { body, .. } | ItemKind::Static { body, .. } => body.as_deref(),
            _ => None,
        };
        if let Some(opened) = body.and_then(Deferred::opened) {
            found(opened);
        }
    });
}

fn items_of_body<'a>(body: &'a Deferred, found: &mut dyn FnMut(&'a Item)) {
    let body = body.opened().filter(|_| body.holds_items).and_then(|opened| opened.body.as_ref());
    for expr in body.iter().flat_map(|body| &body.exprs) {
        let ExprKind::Block(block) = &expr.kind else { continue };
        for statement in &block.statements {
            if let StatementKind::Item(item) = &statement.kind {
                items_within(std::slice::from_ref(item), found);
            }
        }
    }
}

fn of_item<'a>(item: &'a Item, found: &mut dyn FnMut(&'a Path)) {
    paths_of_head(item, found);
    match &item.kind {
        ItemKind::Module(items) => items.iter().for_each(|items| paths_of_items(items, found)),
        ItemKind::Const { body, .. } | ItemKind::Static { body, .. } => {
            body.iter().for_each(|body| of_body(body, found));
        }
        ItemKind::Function(function) => function.body.iter().for_each(|body| of_body(body, found)),
        ItemKind::Trait { items, .. } | ItemKind::Impl { items, .. } | ItemKind::Foreign(items) => {
            paths_of_items(items, found);
        }
        _ => {}
    }
}

/// Every path in what an item says of itself: not in its body, nor in the items that it holds.
pub(crate) fn paths_of_head<'a>(item: &'a Item, found: &mut dyn FnMut(&'a Path)) {
    match &item.kind {
        ItemKind::Module(_) | ItemKind::Foreign(_) | ItemKind::Use(_) | ItemKind::ExternCrate { .. } => {}
        ItemKind::Struct { generics, fields, .. } => {
            of_generics(generics, found);
            of_fields(fields, found);
        }
        ItemKind::Enum { generics, variants } => {
            of_generics(generics, found);
            variants.iter().for_each(|variant| of_fields(&variant.fields, found));
        }
        ItemKind::Alias { generics, bounds, target } => {
            of_generics(generics, found);
            bounds.iter().for_each(|bound| of_path(bound, found));
            target.iter().for_each(|target| of_type(target, found));
        }
        ItemKind::Const { ty, .. } | ItemKind::Static { ty, .. } => of_type(ty, found),
        ItemKind::Function(function) => {
            of_generics(&function.generics, found);
            function.receiver.iter().filter_map(|receiver| receiver.ty.as_ref()).for_each(|ty| of_type(ty, found));
            function.params.iter().for_each(|param| of_type(param, found));
            function.returns.iter().for_each(|returns| of_type(returns, found));
        }
        ItemKind::Trait { generics, supertraits, .. } => {
            of_generics(generics, found);
            supertraits.iter().for_each(|bound| of_path(bound, found));
        }
        ItemKind::Impl { generics, of_trait, self_type, .. } => {
            of_generics(generics, found);
            of_trait.iter().for_each(|path| of_path(path, found));
            of_type(self_type, found);
        }
        ItemKind::Macro(path) => of_path(path, found),
    }
}

fn of_fields<'a>(fields: &'a Fields, found: &mut dyn FnMut(&'a Path)) {
    fields.list.iter().for_each(|field| of_type(&field.ty, found));
}

fn of_generics<'a>(generics: &'a Generics, found: &mut dyn FnMut(&'a Path)) {
    for param in &generics.params {
        of_bounds(&param.bounds, found);
        param.default.iter().for_each(|default| of_type(default, found));
    }
    for (ty, bounds) in &generics.clauses {
        of_type(ty, found);
        of_bounds(bounds, found);
    }
}

fn of_bounds<'a>(bounds: &'a [Bound], found: &mut dyn FnMut(&'a Path)) {
    bounds.iter().for_each(|bound| of_path(bound, found));
}

fn of_signature<'a>(signature: &'a Signature, found: &mut dyn FnMut(&'a Path)) {
    signature.params.iter().chain(&signature.returns).for_each(|ty| of_type(ty, found));
}

fn of_path<'a>(path: &'a Path, found: &mut dyn FnMut(&'a Path)) {
    found(path);
    path.qualified.iter().for_each(|qualified| of_type(&qualified.0, found));
    for segment in path.segments.iter() {
        segment.args().iter().for_each(|arg| of_argument(arg, found));
        segment.signature().iter().for_each(|signature| of_signature(signature, found));
    }
}

fn of_argument<'a>(arg: &'a GenericArg, found: &mut dyn FnMut(&'a Path)) {
    match arg {
        GenericArg::Type(ty) | GenericArg::Assoc(_, ty) => of_type(ty, found),
        GenericArg::Const(length) => of_length(length, found),
        GenericArg::Constraint(_, bounds) => of_bounds(bounds, found),
    }
}

fn of_length<'a>(length: &'a Length, found: &mut dyn FnMut(&'a Path)) {
    match length {
        Length::Path(path) => of_path(path, found),
        Length::Negative(inner) => of_length(inner, found),
        Length::Operation(_, both) => {
            of_length(&both.0, found);
            of_length(&both.1, found);
        }
        Length::Literal(_) | Length::Unknown => {}
    }
}

fn of_type<'a>(ty: &'a Type, found: &mut dyn FnMut(&'a Path)) {
    match &ty.kind {
        TypeKind::Path(path) => of_path(path, found),
        TypeKind::Reference { inner, .. } | TypeKind::Pointer { inner, .. } | TypeKind::Slice(inner) => {
            of_type(inner, found);
        }
        TypeKind::Array(inner, length) => {
            of_type(inner, found);
            of_length(length, found);
        }
        TypeKind::Tuple(parts) => parts.iter().for_each(|part| of_type(part, found)),
        TypeKind::Function(signature) => of_signature(signature, found),
        TypeKind::TraitObject(bounds) | TypeKind::ImplTrait(bounds) => of_bounds(bounds, found),
        TypeKind::Const(length) => of_length(length, found),
        TypeKind::Never | TypeKind::Infer | TypeKind::Unknown => {}
    }
}

fn of_body<'a>(body: &'a Deferred, found: &mut dyn FnMut(&'a Path)) {
    let Some(body) = body.body() else { return };
    for expr in &body.exprs {
        match &expr.kind {
            ExprKind::Path(path) => of_path(path, found),
            ExprKind::Struct { path, .. } => of_path(path, found),
            ExprKind::MethodCall { turbofish, .. } => turbofish.iter().for_each(|arg| of_argument(arg, found)),
            ExprKind::Cast { ty, .. } => of_type(ty, found),
            ExprKind::Closure { params, returns, .. } => {
                params
                    .iter()
                    .filter_map(|(_, ty)| ty.as_ref())
                    .chain(returns.as_deref())
                    .for_each(|ty| of_type(ty, found));
            }
            ExprKind::Block(block) => {
                for statement in &block.statements {
                    match &statement.kind {
                        StatementKind::Let { ty, .. } => ty.iter().for_each(|ty| of_type(ty, found)),
                        StatementKind::Item(item) => of_item(item, found),
                        StatementKind::Expr { .. } => {}
                    }
                }
            }
            _ => {}
        }
    }
    for pattern in &body.patterns {
        match &pattern.kind {
            PatKind::TupleStruct { path, .. } | PatKind::Struct { path, .. } | PatKind::Path(path) => {
                of_path(path, found);
            }
            _ => {}
        }
    }
}

/// Every path in a type.
pub(crate) fn paths_of_type<'a>(ty: &'a Type, found: &mut dyn FnMut(&'a Path)) {
    of_type(ty, found);
}

/// A path and those in its arguments.
pub(crate) fn paths_of_path<'a>(path: &'a Path, found: &mut dyn FnMut(&'a Path)) {
    of_path(path, found);
}

/// The paths in a path's arguments.
pub(crate) fn paths_of_arguments<'a>(path: &'a Path, found: &mut dyn FnMut(&'a Path)) {
    for segment in path.segments.iter() {
        segment.args().iter().for_each(|arg| of_argument(arg, found));
        segment.signature().iter().for_each(|signature| of_signature(signature, found));
    }
}

/// Every path in bounds and defaults.
pub(crate) fn paths_of_generics<'a>(generics: &'a Generics, found: &mut dyn FnMut(&'a Path)) {
    of_generics(generics, found);
}

/// Whether a type as written has one of these names in it.
pub fn type_names(ty: &Type, names: &FxHashSet<Word>) -> bool {
    let mut has = false;
    of_type(ty, &mut |path| has |= path.segments.iter().any(|it| names.contains(&Word::new(it.name.as_str()))));
    has
}

/// Every type in a type as written, itself first.
pub fn types_within<'a>(ty: &'a Type, found: &mut dyn FnMut(&'a Type)) {
    found(ty);
    match &ty.kind {
        TypeKind::Path(path) => {
            for segment in path.segments.iter() {
                for arg in segment.args() {
                    if let GenericArg::Type(ty) | GenericArg::Assoc(_, ty) = arg {
                        types_within(ty, found);
                    }
                }
            }
        }
        TypeKind::Reference { inner, .. }
        | TypeKind::Pointer { inner, .. }
        | TypeKind::Slice(inner)
        | TypeKind::Array(inner, _) => types_within(inner, found),
        TypeKind::Tuple(parts) => parts.iter().for_each(|part| types_within(part, found)),
        _ => {}
    }
}
