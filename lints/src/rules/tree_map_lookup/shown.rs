//! Whether what holds a map shows its order: by what is derived for it.
use rustc_hash::FxHashSet;

use super::order::{is_captured, is_tree};
use crate::model::{Body, Declares, DefId, DefKind, Known, Model, Place, Ty, words};
use crate::source::facts::{ExprKind, MacroArgs};
use crate::source::paths::type_names;

/// Whether what is derived for the holder of a field goes by the order of what the field holds: it is hashed, compared, printed by
/// somebody, or another library derives something.
pub(super) fn is_shown(model: &Model<'_>, declares: Declares) -> bool {
    let Declares::Field(owner, _) = declares else { return false };
    let holder = holder(model, owner);
    let derives = derives(model, holder);
    let goes_by_order = |known: &Known| matches!(known, Known::Hash | Known::PartialOrd | Known::Ord);
    let is_one = |name: &str| match Known::named(name) {
        [] => true,
        all => all.iter().any(goes_by_order),
    };
    derives.iter().any(|name| is_one(name)) || is_printable(model, holder) && is_printed(model, holder)
}

/// The item that has a field: of a variant, its enum.
fn holder(model: &Model<'_>, owner: DefId) -> DefId {
    let def = model.def(owner);
    def.parent.filter(|_| def.kind == DefKind::Variant).unwrap_or(owner)
}

fn derives<'m>(model: &Model<'m>, of: DefId) -> Vec<&'m str> {
    let item = model.def(of).item;
    item.map_or_else(Vec::new, |item| item.attributes.derives.iter().map(|name| name.as_str()).collect())
}

fn is_printable(model: &Model<'_>, of: DefId) -> bool {
    derives(model, of).iter().any(|name| Known::named(name).contains(&Known::Debug))
}

/// Whether a macro is handed a value of a type, or of what holds it.
fn is_printed(model: &Model<'_>, holder: DefId) -> bool {
    let all = printable_around(model, std::iter::once(holder).collect());
    model.bodies().any(|body| prints(model, body, &all))
}

/// The types that print a tree map which they hold where they are printed.
pub(super) fn printable(model: &Model<'_>) -> FxHashSet<DefId> {
    let names = model.renamed(words(Known::names(is_tree)));
    let written = model.written_where(|ty| type_names(ty, &names));
    let holders = written.iter().filter_map(|written| match written.declares {
        Declares::Field(owner, _) => Some(holder(model, owner)),
        _ => None,
    });
    printable_around(model, holders.filter(|of| is_printable(model, *of)).collect())
}

/// Some types, and those that hold one of them and print it with them.
fn printable_around(model: &Model<'_>, mut all: FxHashSet<DefId>) -> FxHashSet<DefId> {
    while !all.is_empty() {
        let holds = |item: &DefId| {
            let holders = std::iter::once(*item).chain(model.variants(*item)).collect::<Vec<_>>();
            holders.iter().any(|of| model.variant_fields(*of, &[]).iter().any(|(.., ty)| mentions(model, ty, &all)))
        };
        let items = model.items().filter(|item| matches!(model.def(*item).kind, DefKind::Struct | DefKind::Enum));
        let next: Vec<DefId> =
            items.filter(|item| !all.contains(item) && is_printable(model, *item) && holds(item)).collect();
        if next.is_empty() {
            break;
        }
        all.extend(next);
    }
    all
}

fn prints(model: &Model<'_>, body: &Body<'_>, all: &FxHashSet<DefId>) -> bool {
    let is_handed_one = body.exprs().any(|id| match &body.facts[id].kind {
        ExprKind::Macro { args: MacroArgs::Exprs(args), .. } => {
            args.iter().any(|&arg| mentions(model, body.ty(arg), all))
        }
        _ => false,
    });
    is_handed_one
        || body.variables().any(|variable| {
            let name = model.place_name(Place::Local(body.id, variable));
            mentions(model, body.pattern_ty(variable), all) && name.is_some_and(|name| is_captured(body, &name))
        })
}

fn mentions(model: &Model<'_>, ty: &Ty, all: &FxHashSet<DefId>) -> bool {
    ty.any(&|part| part.adt().is_some_and(|(def, _)| all.contains(&model.definitions().original(def))))
}
