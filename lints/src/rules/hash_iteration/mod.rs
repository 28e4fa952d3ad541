#![doc = include_str!("README.md")]
mod advice;
mod walk;

use self::walk::{Source, Walk};
use super::context::{Context, level};
use super::found::{Cause, Found};
use super::heat::Paying;
use super::{Chapter, Finds, Rule, cost};
use crate::model::effects::words_where;
use crate::model::{Interest, Known, Model, Place, Ty, words};
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
        Source::Consumed if !walk.is_ordered => {
            format!("{subject} is walked by what it is handed to: every slot is visited, full or empty")
        }
        _ if walk.is_ordered => format!("{subject} is walked to be sorted: every slot is visited, full or empty"),
        _ => {
            format!("{subject} is walked: every slot is visited, full or empty, in no order")
        }
    };
    let predicted = predict(context, walk);
    let is_own = !walk.is_imposed(model);
    // Who has the map decides about its type; who calls a method that only passes the walk on pays for it.
    let is_free = is_own && !walk.is_passed_on(model) && !walk.is_concurrent(model);
    let default = if is_free && !walk.is_kept(model) { RULE.level } else { Level::Note };
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
        level: level(default, frequency.heat, &predicted),
        heat: frequency.heat,
        krate: context.krate(body.owner),
        item: model.item_path(body.owner),
        message,
        primary: context.label_expr(
            body.id,
            walk.primary,
            if walk.is_ordered { "every slot is visited" } else { "walked in hash order" },
        ),
        labels,
        notes,
        rewrite: advice::advice(context, walk, named.as_deref().filter(|_| is_own)),
        sites: vec![context.site(RULE.name, body, walk.walker, walk.lasting)],
        predicted,
        weight,
        cause: Cause::Code,
    }
}

/// Why it costs.
const WHY: &str = "the price goes with the capacity, not the length: a map that was large once stays slow to walk; \
                   what is predicted takes two thirds of the slots to be full";

/// Slots at the load that a growing table has on average; after the rewrite, the entries in a sequence.
fn predict(context: &Context<'_>, walk: &Walk<'_>) -> Predicted {
    let slot = walk.parts().and_then(|parts| context.model.size_of(&Ty::Tuple(parts.into())));
    Predicted {
        lines_now: slot.map(cost::slots),
        lines_after: slot.map(cost::side_by_side),
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
