//! One declared `impl` for many types: `#[each(u8, u16)] impl Each { .. }` stands for an `impl` of `u8` and one of `u16`.
use super::super::facts::{GenericArg, Item, ItemKind, Path, Signature, Span, Type, TypeKind};
use super::super::name::Name;
use super::Lowering;

/// The name that stands for each of the types.
const PLACEHOLDER: &str = "Each";

/// A copy of `item` for the type `name`. Places tell items of a file apart, so each copy has its own, `offset` bytes on.
pub(super) fn implementation_for(item: &Item, name: Name, offset: u32) -> Item {
    let mut item = item.clone();
    in_item(&mut item, name, offset);
    item
}

fn in_item(item: &mut Item, name: Name, offset: u32) {
    for span in [&mut item.span, &mut item.name_span] {
        *span = Span { start: span.start + offset, end: span.end + offset };
    }
    match &mut item.kind {
        ItemKind::Impl { of_trait, self_type, items, .. } => {
            of_trait.iter_mut().for_each(|path| in_path(path, name));
            in_type(self_type, name);
            items.iter_mut().for_each(|item| in_item(item, name, offset));
        }
        ItemKind::Alias { target: Some(target), .. } => in_type(target, name),
        ItemKind::Function(function) => {
            function.params.iter_mut().for_each(|param| in_type(param, name));
            function.returns.iter_mut().for_each(|ty| in_type(ty, name));
        }
        _ => {}
    }
}

fn in_type(ty: &mut Type, name: Name) {
    match &mut ty.kind {
        TypeKind::Path(path) if path.segments.len() == 1 && path.segments[0].name == PLACEHOLDER => {
            *path = Lowering::single(name, path.span);
        }
        TypeKind::Path(path) => in_path(path, name),
        TypeKind::Reference { inner, .. } | TypeKind::Pointer { inner, .. } => in_type(inner, name),
        TypeKind::Slice(inner) | TypeKind::Array(inner, _) => in_type(inner, name),
        TypeKind::Tuple(parts) => parts.iter_mut().for_each(|part| in_type(part, name)),
        TypeKind::TraitObject(bounds) | TypeKind::ImplTrait(bounds) => {
            bounds.iter_mut().for_each(|bound| in_path(bound, name));
        }
        TypeKind::Function(signature) => in_signature(signature, name),
        TypeKind::Const(_) | TypeKind::Never | TypeKind::Infer | TypeKind::Unknown => {}
    }
}

fn in_path(path: &mut Path, name: Name) {
    for given in path.segments.iter_mut().filter_map(|segment| segment.given.as_mut()) {
        for argument in &mut given.args {
            match argument {
                GenericArg::Type(ty) | GenericArg::Assoc(_, ty) => in_type(ty, name),
                GenericArg::Constraint(_, bounds) => bounds.iter_mut().for_each(|bound| in_path(bound, name)),
                GenericArg::Const(_) => {}
            }
        }
        given.signature.iter_mut().for_each(|signature| in_signature(signature, name));
    }
}

fn in_signature(signature: &mut Signature, name: Name) {
    signature.params.iter_mut().for_each(|param| in_type(param, name));
    signature.returns.iter_mut().for_each(|ty| in_type(ty, name));
}
