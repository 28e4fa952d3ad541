#![doc = include_str!("README.md")]
mod walk;

use self::walk::{Source, Walk};
use super::context::{Context, level};
use super::found::{Cause, Found, Proposal};
use super::heat::Paying;
use super::{Chapter, Finds, Rule, cost};
use crate::input::WalkedMap;
use crate::model::effects::words_where;
use crate::model::{Interest, Known, Model, Place, Primitive, Ty, words};
use crate::report::{Label, Level, Predicted};

/// What it is.
pub const RULE: Rule = Rule {
    name: "hash_iteration",
    chapter: Chapter::Traversal,
    level: Level::Warn,
    summary: "a hash map or set is walked: empty slots are visited too, and nothing comes in order",
    page: include_str!("README.md"),
    experiment: include_str!("experiment.rs"),
    finds: Finds::Source { interest, check },
};

/// Every walk over a hash map or set.
fn check(context: &Context<'_>) -> Vec<Found> {
    let walks = |body| walk::walks(context.model, body).iter().map(|walk| report(context, walk)).collect();
    context.in_each_body(walks)
}

/// Bodies that a hash map or set can come into.
fn interest(model: &Model<'_>) -> Interest {
    // Their iterators' types are named through the module that they are in.
    let names = words(Known::names(Known::is_hash_ordered).chain(["hash_map", "hash_set"]));
    // A function of the workspace may give an iterator, too.
    let mut walks = model.functions_giving(words(["hash_map", "hash_set"]));
    walks.extend(words_where(|effects, owner| walk::may_walk(effects) && owner.is_of(Known::is_hash_ordered)));
    walks.extend(words(["for"]));
    model.interest_in(names, &[]).only_with(walks)
}

fn report(context: &Context<'_>, walk: &Walk<'_>) -> Found {
    let model = context.model;
    let body = walk.body;
    let named = walk.place.and_then(|place| context.model.place_name(place)).filter(|name| !is_number(name));
    let what = if walk.is_set() { "hash set" } else { "hash map" };
    let subject = match &named {
        Some(name) => format!("the {what} `{name}`"),
        None => format!("a {what}"),
    };
    let message = match walk.source {
        Source::Retain => format!("{subject} is walked to drop entries: every slot is visited, full or empty"),
        Source::Consumed => {
            format!("{subject} is walked by what it is handed to: every slot is visited, full or empty")
        }
        Source::Chain | Source::Loop => {
            format!("{subject} is walked: every slot is visited, full or empty, in no order")
        }
    };
    let predicted = predict(context, walk);
    let frequency =
        context.frequency(body, Paying { subject: Some(walk.primary), ..Paying::walk(walk.walker) }, &predicted);
    let mut labels = Vec::new();
    if let Some(bound) = walk.bound_at {
        labels.push(context.label_expr(body.id, bound, "the iterator comes from here"));
    }
    labels.extend(walk.place.and_then(|place| declared(context, place, walk)));
    let notes = vec![WHY.to_owned(), context.prediction(&predicted, &frequency)];
    let weight =
        cost::weight(&predicted, frequency.heat, 0.1) * if matches!(walk.source, Source::Retain) { 0.5 } else { 1.0 };
    Found {
        level: level(RULE.level, frequency.heat, &predicted),
        heat: frequency.heat,
        krate: context.krate(body.owner),
        item: model.item_path(body.owner),
        message,
        primary: context.label_expr(body.id, walk.primary, "walked in hash order"),
        labels,
        notes,
        rewrite: fix(context, walk, named.as_deref()),
        sites: vec![context.site(RULE.name, body, walk.walker, walk.lasting)],
        predicted,
        weight,
        cause: Cause::Code,
    }
}

/// Why it costs.
const WHY: &str = "the price goes with the capacity, not the length: a map that was large once stays slow to walk; \
                   what is predicted takes two thirds of the slots to be full";

/// Slots at the load that a growing table has on average; after the rewrite, `IndexMap`'s entries, which keep the hash.
fn predict(context: &Context<'_>, walk: &Walk<'_>) -> Predicted {
    let parts: Option<Vec<Ty>> = match (&walk.key, &walk.value) {
        (Some(key), Some(value)) => Some(vec![key.clone(), value.clone()]),
        (Some(key), None) => Some(vec![key.clone()]),
        _ => None,
    };
    let size_of = |parts: Vec<Ty>| context.model.size_of(&Ty::Tuple(parts.into()));
    let slot = parts.clone().and_then(size_of);
    let entry = parts.and_then(|parts| size_of(std::iter::once(Ty::Primitive(Primitive::U64)).chain(parts).collect()));
    Predicted {
        lines_now: slot.map(cost::slots),
        lines_after: entry.map(cost::side_by_side),
        element_bytes: slot,
        trips: context.model.length(walk.body, walk.primary),
        ..Predicted::default()
    }
}

/// The place where the collection is declared, as a label.
fn declared(context: &Context<'_>, place: Place, walk: &Walk<'_>) -> Option<Label> {
    let (file, span) = context.model.declaration(place)?;
    let shown = context.model.display(&walk.collection);
    Some(context.label(file, span, format!("`{shown}`")))
}

/// A field of a tuple has a number for a name, which says nothing.
fn is_number(name: &str) -> bool {
    name.starts_with(|first: char| first.is_ascii_digit())
}

fn fix(context: &Context<'_>, walk: &Walk<'_>, name: Option<&str>) -> Proposal {
    let show = |ty: &Option<Ty>| ty.as_ref().map(|ty| context.model.display(ty)).unwrap_or_else(|| "_".to_owned());
    let (indexed, ordered, args) = if walk.is_set() {
        ("indexmap::IndexSet", "std::collections::BTreeSet", show(&walk.key))
    } else {
        ("indexmap::IndexMap", "std::collections::BTreeMap", format!("{}, {}", show(&walk.key), show(&walk.value)))
    };
    let name = name.unwrap_or(if walk.is_set() { "set" } else { "map" });
    let indexed = format!("{name}: {indexed}<{args}>,   // looks up as before, keeps its entries side by side\n");
    let ordered = match walk.key.as_ref().map(|key| is_ordered(context, key)) {
        Some(Some(true)) => Some(format!("{name}: {ordered}<{args}>,   // kept in order, slower to look up\n")),
        Some(Some(false)) => None,
        _ => {
            Some(format!("{name}: {ordered}<{args}>,   // kept in order where the keys are `Ord`, slower to look up\n"))
        }
    };
    let text = match (ordered, context.settings.walked_map) {
        (None, _) => indexed,
        (Some(ordered), WalkedMap::IndexMap) => format!("{indexed}// or\n{ordered}"),
        (Some(ordered), WalkedMap::BTreeMap) => format!("{ordered}// or\n{indexed}"),
    };
    Proposal::by_hand("keep the entries in a sequence if they are walked as often as they are looked up", text)
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
            Some(Known::Vec | Known::Box | Known::Rc | Known::Arc | Known::Option) => {
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
