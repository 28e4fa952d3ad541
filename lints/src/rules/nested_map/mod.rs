#![doc = include_str!("README.md")]
mod maps;
mod steps;

use self::maps::{Nested, kept_apart, nested};
use self::steps::{Step, is_taken_whole, steps};
use super::context::{Context, level};
use super::found::{Cause, Found, Proposal};
use super::heat::{Frequency, Paying};
use super::subject::Spots;
use super::{Chapter, Finds, Rule, cost};
use crate::model::effects::words_where;
use crate::model::{Declared, Effects, Form, Interest, Known, Lasting, Model, Question, words};
use crate::report::{Level, Predicted, Site, Subject};

/// What it is.
pub const RULE: Rule = Rule {
    name: "nested_map",
    chapter: Chapter::Layout,
    level: Level::Warn,
    summary: "a map or sequence of maps is asked for one value by two look-ups",
    page: include_str!("README.md"),
    experiment: include_str!("experiment.rs"),
    finds: Finds::Source { interest, check },
};

/// Every declared map or sequence of maps that is asked by two keys at once, and whose inner maps nobody wants by themselves.
fn check(context: &Context<'_>) -> Vec<Found> {
    let model = context.model;
    let mut declared = model.declared(&Question {
        names: &model.renamed(words(Known::names(Known::is_map))),
        answer: &|ty| nested(model, ty),
        is_silent: &|written| context.is_fixed_interface(written),
    });
    declared.retain(|place| !place.is_given_by_library(model));
    if declared.is_empty() {
        return Vec::new();
    }
    let apart = kept_apart(model, declared.iter().map(|place| &place.answer));
    let mut is_silent: Vec<bool> =
        declared.iter().map(|place| apart.contains(&place.answer.inner) || is_taken_whole(model, place)).collect();
    spread(&declared, &mut is_silent);
    let speaking = declared.iter().zip(is_silent).filter(|(_, is_silent)| !is_silent);
    speaking.filter_map(|(place, _)| report(context, place, &steps(model, place))).collect()
}

/// Bodies that a map can come into, and that look something up.
fn interest(model: &Model<'_>) -> Interest {
    let looks_up = words_where(|effects, owner| effects.has(Effects::LOOKS_UP) && owner.is_of(Known::is_map));
    model.interest_in(words(Known::names(Known::is_map)), &[]).only_with(looks_up)
}

/// Places that hand the same value on are silent together.
fn spread(declared: &[Declared<Nested>], is_silent: &mut [bool]) {
    loop {
        let before = is_silent.to_vec();
        for (at, place) in declared.iter().enumerate() {
            for (other, taker) in declared.iter().enumerate() {
                if taker.declares.is_some_and(|declares| place.goes_to.contains(&declares)) {
                    let either = is_silent[at] || is_silent[other];
                    (is_silent[at], is_silent[other]) = (either, either);
                }
            }
        }
        if before == is_silent {
            return;
        }
    }
}

/// A look-up goes to the control bytes and to the entry, or to a node's keys and its values: once for each map. The map of a sequence
/// is found at its place.
fn predict(model: &Model<'_>, nested: &Nested) -> Predicted {
    let bytes = |entry: Option<u64>| 1.0 + entry.map_or(0.0, |bytes| cost::side_by_side(bytes.saturating_sub(1)));
    let inner = nested.entry(model);
    let outer_key = nested.outer_key.as_ref().and_then(|key| model.size_of(key));
    let flat = inner.zip(outer_key.or(Some(8))).map(|(entry, key)| entry + key);
    let first = match &nested.outer_key {
        Some(_) => 1.0 + bytes(outer_key.zip(model.size_of(&nested.inner)).map(|(key, map)| key + map)),
        None => 1.0,
    };
    Predicted {
        lines_now: Some(first + 1.0 + bytes(inner)),
        lines_after: Some(1.0 + bytes(flat)),
        element_bytes: inner,
        ..Predicted::default()
    }
}

fn report(context: &Context<'_>, place: &Declared<Nested>, steps: &[Step<'_>]) -> Option<Found> {
    let model = context.model;
    let nested = &place.answer;
    let predicted = predict(model, nested);
    let frequency = |step: &Step<'_>| -> Frequency {
        let paying = Paying { subject: Some(step.outer), ..Paying::one_of_many(step.body, step.lookup.at) };
        context.frequency(step.body, paying, &predicted)
    };
    // Where the first key stays the same, its map stays in the cache.
    let all: Vec<(&Step<'_>, Frequency)> = steps.iter().map(|step| (step, frequency(step))).collect();
    let (hottest, frequency) = all.iter().max_by_key(|(step, frequency)| (step.varies, frequency.heat))?;
    let owned = nested.has_owned_keys(model);
    let default = if hottest.varies && !owned { RULE.level } else { Level::Note };
    let labels = vec![
        context.label_expr(hottest.body.id, hottest.first, "the first look-up finds a map"),
        context.label_expr(hottest.body.id, hottest.lookup.at, "the second one finds the value"),
    ];
    let mut notes = vec![WHY.to_owned()];
    if owned {
        notes.push(OWNED.to_owned());
    }
    notes.push(context.prediction(&predicted, frequency));
    let mut sites: Vec<Site> = all.iter().map(|(step, _)| site(context, step)).collect();
    sites.dedup();
    let named = match (place.name.as_deref(), place.form) {
        (Some(name), Form::Alias) => format!("`{name}` is a {} of maps", nested.outer_word()),
        (Some(name), _) => format!("`{name}` holds a {} of maps", nested.outer_word()),
        (None, _) => format!("a {} of maps", nested.outer_word()),
    };
    Some(Found {
        level: level(default, frequency.heat, &predicted),
        heat: frequency.heat,
        krate: context.krate(place.item),
        item: model.item_path(place.item),
        message: format!("{named}: each value is found by two look-ups, in two places of memory"),
        primary: context.label(place.file, place.span, "each inner map is an allocation of its own"),
        labels,
        notes,
        rewrite: fix(model, place),
        sites,
        weight: cost::weight(&predicted, frequency.heat, 1.0),
        predicted,
        cause: Cause::Declared { at: place.declares, goes_to: place.goes_to.clone(), handed: Vec::new() },
    })
}

/// The loop around both look-ups, about what the maps keep.
fn site(context: &Context<'_>, step: &Step<'_>) -> Site {
    let mut spots = Spots::new(context);
    for at in [step.first, step.lookup.at] {
        spots.way_to(step.body.id, at);
        spots.methods(step.body.id, at);
    }
    let at = step.body.loops(step.lookup.at).next().unwrap_or(step.lookup.at);
    let site = context.site(RULE.name, step.body, at, Lasting::Statement);
    site.about(Subject::elements(spots.into_vec(), 2))
}

/// Why it costs.
const WHY: &str = "the second look-up waits for the first: two hashes, or two ways down a tree, and the lines of both maps; small maps \
     are half empty, each in an allocation of its own";
/// What is in the way of one key.
const OWNED: &str =
    "a pair of owned keys cannot be looked up by references: give the keys numbers first, or keep the maps nested";

fn fix(model: &Model<'_>, place: &Declared<Nested>) -> Proposal {
    let nested = &place.answer;
    let flat = model.display(&nested.flat());
    let keys = model.display(&nested.pair());
    let declared = match (place.form, place.name.as_deref()) {
        (Form::Alias, Some(name)) => format!("type {name} = {flat};"),
        (_, name) => format!("{}: {flat}", name.unwrap_or("all")),
    };
    let ask = match nested.is_set() {
        true => "// one look-up, of `(first, second)`".to_owned(),
        false => format!("{}[&(first, second)] // one look-up", place.name.as_deref().unwrap_or("all")),
    };
    Proposal::by_hand(
        format!("keep one {} with `{keys}` for keys", if nested.is_set() { "set" } else { "map" }),
        format!("{declared}\n\n{ask}"),
    )
}
