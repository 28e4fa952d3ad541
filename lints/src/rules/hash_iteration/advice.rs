//! What to keep in place of a map that is walked.
use super::walk::Walk;
use crate::input::WalkedMap;
use crate::model::{Known, Primitive, Ty};
use crate::rules::context::Context;
use crate::rules::found::Proposal;

/// What the place could be instead, in its own types. `name` is the place's, where its type can be changed there; `loses_entries` tells
/// whether entries go by themselves.
pub(super) fn advice(context: &Context<'_>, walk: &Walk<'_>, name: Option<&str>, loses_entries: bool) -> Proposal {
    let (indexed, ordered) = if walk.is_set() { ("IndexSet", "BTreeSet") } else { ("IndexMap", "BTreeMap") };
    if walk.is_concurrent(context.model) {
        return Proposal::by_hand(
            "walk a copy of the entries, in a sequence that is renewed now and then",
            "// threads share the map, so that no map of one thread can stand in for it".to_owned(),
        );
    }
    if let (Some(sought), true) = (walk.sought(context.model), name.is_some()) {
        let [map, key] = [walk.receiver, sought].map(|it| context.model.written_text(walk.body, it));
        let borrows = if matches!(walk.body.ty(sought), Ty::Ref(..)) { "" } else { "&" };
        let key = key.strip_prefix('*').filter(|_| borrows == "&").map_or(format!("{borrows}{key}"), str::to_owned);
        let asked =
            if walk.is_set() { format!("{map}.contains({key})\n") } else { format!("{map}.contains_key({key})\n") };
        return Proposal::by_hand("look the key up", asked);
    }
    let title = "keep the entries in a sequence if they are walked as often as they are looked up";
    let shown = |ty: &Ty| Some(context.model.display(ty)).filter(|shown| is_whole(shown));
    let parts: Option<Vec<String>> = walk.parts().and_then(|parts| parts.iter().map(shown).collect());
    let Some(parts) = parts else {
        return Proposal::by_hand(
            title,
            format!("// a sorted `Vec` of the entries, or `indexmap::{indexed}`, of the types that the map has\n"),
        );
    };
    let at = name.map_or(String::new(), |name| format!("{name}: "));
    let end = if name.is_some() { "," } else { "" };
    let args = parts.join(", ");
    let entry = if walk.is_set() { args.clone() } else { format!("({args})") };
    let is_ordered = walk.key.as_ref().and_then(|key| is_ordered(context, key));
    let found = match is_ordered {
        // Where entries go, each one that comes would move those behind it.
        Some(true) if !loses_entries => "sorted by the key, looked up by bisection",
        // Nor is a bound of a type parameter looked for.
        _ => "looked up through a map from the key to the position",
    };
    let hasher = hasher(context, walk).map_or(String::new(), |hasher| format!(", {hasher}"));
    let sequence = format!("{at}Vec<{entry}>{end}   // {found}\n");
    let indexed = format!(
        "{at}indexmap::{indexed}<{args}{hasher}>{end}   // looks up as before, keeps its entries side by side with their hashes\n"
    );
    let ordered = format!("{at}std::collections::{ordered}<{args}>{end}   // kept in order, slower to look up\n");
    let others = match (is_ordered, context.settings.walked_map) {
        (Some(true), WalkedMap::IndexMap) => format!("{indexed}// or\n{ordered}"),
        (Some(true), WalkedMap::BTreeMap) => format!("{ordered}// or\n{indexed}"),
        _ => indexed,
    };
    Proposal::by_hand(title, format!("{sequence}// or\n{others}"))
}

/// Whether all of a type is known.
fn is_whole(shown: &str) -> bool {
    let is_part = |character: char| character.is_alphanumeric() || character == '_';
    !shown.contains('…') && !shown.split(|character| !is_part(character)).any(|word| word == "_")
}

/// The hasher, as a type's last argument; none where it is the one that `indexmap` takes by itself.
fn hasher(context: &Context<'_>, walk: &Walk<'_>) -> Option<String> {
    let model = context.model;
    let (_, args) = walk.collection.adt()?;
    let hasher = args.get(walk.parts()?.len()).filter(|ty| !ty.is_unknown())?;
    let Ty::Adt(def, of) = hasher else { return Some(model.display(hasher)) };
    let name = model.def(*def).name?;
    let library = model.definitions().krate(*def).name;
    match (name.as_str(), library.as_str()) {
        ("RandomState", "std") => None,
        ("RandomState" | "DefaultHashBuilder", library) => Some(format!("{library}::{name}")),
        // Libraries name it after their hasher: `FxHasher`, `FxBuildHasher`.
        ("BuildHasherDefault", _) => {
            let (own, _) = of.first()?.adt()?;
            let own = model.def(own).name?;
            let short = own.as_str().strip_suffix("Hasher").filter(|short| ["Fx", "Fnv"].contains(short));
            Some(short.map_or_else(|| model.display(hasher), |short| format!("{short}BuildHasher")))
        }
        _ => Some(model.display(hasher)),
    }
}

/// Whether a type is `Ord`; none where that is not plain.
fn is_ordered(context: &Context<'_>, ty: &Ty) -> Option<bool> {
    match ty {
        Ty::Primitive(Primitive::F32 | Primitive::F64 | Primitive::F16 | Primitive::F128) => Some(false),
        Ty::Primitive(_) => Some(true),
        Ty::Ref(_, inner) | Ty::Slice(inner) => is_ordered(context, inner),
        Ty::Tuple(parts) => {
            let parts: Vec<_> = parts.iter().map(|part| is_ordered(context, part)).collect();
            if parts.contains(&Some(false)) {
                Some(false)
            } else {
                parts.iter().all(|part| *part == Some(true)).then_some(true)
            }
        }
        Ty::Adt(def, args) => match context.model.known(*def) {
            Some(Known::String) => Some(true),
            Some(Known::Vec | Known::VecDeque | Known::Box | Known::Rc | Known::Arc | Known::Option) => {
                is_ordered(context, args.first()?)
            }
            Some(_) => None,
            None => {
                let derives = &context.model.def(*def).item?.attributes.derives;
                derives.iter().any(|derive| *derive == "Ord").then_some(true)
            }
        },
        _ => None,
    }
}
