#![doc = include_str!("README.md")]
mod advice;
mod walk;

use std::sync::{Mutex, PoisonError};

use rustc_hash::FxHashMap;

use self::walk::{Source, Walk};
use super::context::{Context, level};
use super::cost::Extent;
use super::found::{Cause, Found};
use super::heat::Paying;
use super::subject::Spots;
use super::{Chapter, Finds, Rule, cost};
use crate::model::effects::words_where;
use crate::model::{BodyId, Declares, DefId, Effects, Interest, Known, Model, Place, Question, Ty, words};
use crate::report::{Collection, Label, Level, Predicted, Subject};
use crate::source::facts::{ExprId, ExprKind};

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
    let fields = Fields::of(context.model);
    let walks = |body| walk::walks(context.model, body).iter().map(|walk| report(context, walk, &fields)).collect();
    context.in_each_body(walks)
}

/// What is known of fields that hold a hash map or set.
struct Fields {
    /// How many entries they are made with, or made for.
    rooms: FxHashMap<(DefId, u32), u64>,
    /// Whether entries are taken out by their keys, somewhere; found when somebody asks.
    loses: Mutex<FxHashMap<(DefId, u32), bool>>,
}

impl Fields {
    fn of(model: &Model<'_>) -> Fields {
        let names = model.renamed(words(Known::names(Known::is_hash_ordered)));
        let answer = |ty: &Ty| model.known_type(ty).is_some_and(Known::is_hash_ordered).then_some(());
        let question = Question { names: &names, answer: &answer, is_silent: &|_| false };
        let mut rooms = FxHashMap::default();
        for declared in model.declared(&question) {
            let Some(Declares::Field(owner, index)) = declared.declares else { continue };
            let most = declared.made.iter().filter_map(|&(body, made)| model.room(model.body(body), made)).max();
            rooms.extend(most.map(|most| ((model.definitions().original(owner), index), most)));
        }
        Fields { rooms, loses: Mutex::default() }
    }

    fn room(&self, place: Option<Place>) -> Option<u64> {
        match place {
            Some(Place::Field(owner, index)) => self.rooms.get(&(owner, index)).copied(),
            _ => None,
        }
    }

    fn loses_entries(&self, model: &Model<'_>, place: Option<Place>) -> bool {
        const TAKES_OUT: Effects = Effects::LOOKS_UP.or(Effects::SHRINKS);
        let Some(Place::Field(owner, index)) = place else { return false };
        let known = || self.loses.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(&loses) = known().get(&(owner, index)) {
            return loses;
        }
        let takes_out = |(of, used): (BodyId, ExprId)| {
            let body = model.body(of);
            body.parent(used).is_some_and(|up| match body.facts[up].kind {
                ExprKind::MethodCall { receiver, .. } => receiver == used && model.effects(body, up).has_all(TAKES_OUT),
                _ => false,
            })
        };
        let loses = model.uses(Place::Field(owner, index)).into_iter().any(takes_out);
        known().insert((owner, index), loses);
        loses
    }
}

/// Bodies that a hash map or set can come into.
fn interest(model: &Model<'_>) -> Interest {
    // Their iterators' types are named through the module that they are in.
    let names = words(Known::names(Known::is_hash_ordered).chain(["hash_map", "hash_set"]));
    // A function of the workspace may give an iterator, too.
    let mut walks = model.functions_giving(words(["hash_map", "hash_set"]));
    walks.extend(words_where(|effects, owner| walk::may_walk(effects) && owner.is_of(Known::is_hash_ordered)));
    walks.extend(words(["for"]));
    // Where one is made, and for how many.
    walks.extend(words_where(|effects, owner| effects.has(Effects::RESERVES) && owner.is_of(Known::is_hash_ordered)));
    model.interest_in_iterators(names, walks)
}
fn report(context: &Context<'_>, walk: &Walk<'_>, fields: &Fields) -> Found {
    let model = context.model;
    let body = walk.body;
    let named = walk.place.and_then(|place| context.model.place_name(place)).filter(|name| !is_number(name));
    let what = if walk.is_set() { "hash set" } else { "hash map" };
    let around = walk.within.and_then(|place| context.model.place_name(place)).filter(|name| !is_number(name));
    let subject = match (&named, around) {
        (Some(name), _) => format!("the {what} `{name}`"),
        (None, Some(around)) => format!("a {what} in `{around}`"),
        (None, None) => format!("a {what}"),
    };
    let message = match walk.source {
        Source::Retain => match walk.method() {
            Some(method) => format!("`{method}` visits every slot of {subject}, full or empty"),
            None => format!("this call visits every slot of {subject}, full or empty"),
        },
        Source::Consumed if !walk.is_ordered => {
            format!("the call gets {subject} and visits every slot, full or empty")
        }
        _ if walk.is_ordered => format!("this walk over {subject}, to sort it, visits every slot, full or empty"),
        _ if walk.is_of_either(model) => {
            format!(
                "this walk over {subject}, or over the other set if that has fewer entries, visits every slot, full or empty"
            )
        }
        _ if walk.is_lent() => {
            format!("the call is lent an iterator over {subject}, and may visit every slot, full or empty")
        }
        _ if walk.may_end_early(model) => {
            format!(
                "this walk over {subject} visits slots, full or empty, in no order, up to the one at which it stops"
            )
        }
        _ => format!("this walk over {subject} visits every slot, full or empty, in no order"),
    };
    let predicted = predict(context, walk, fields.room(walk.place));
    let is_own = !walk.is_imposed(model);
    // Who has the map decides about its type; who calls a method that only passes the walk on pays for it.
    let is_free = is_own && !walk.is_passed_on(model) && !walk.is_concurrent(model);
    // Nor is much gained where more is done for each entry: to make it, to load lines of its own, as in another set, to run a loop.
    let is_dear = walk.is_kept(model)
        || walk.is_filled_anew(model)
        || walk.leads_elsewhere(model)
        || walk.is_outweighed(model)
        || walk.is_of_either(model);
    let is_worth = is_free && !is_dear && !walk.is_lent();
    let default = if is_worth { RULE.level } else { Level::Note };
    let frequency =
        context.frequency(body, Paying { subject: Some(walk.receiver), ..Paying::walk(walk.walker) }, &predicted);
    let mut labels = Vec::new();
    if let Some(bound) = walk.bound_at {
        labels.push(context.label_expr(body.id, bound, "the iterator comes from here"));
    }
    if let Some((other, at)) = walk.inside {
        let text = if walk.source == Source::Consumed { "walked here" } else { "the iterator comes from here" };
        let is_loop = matches!(model.body(other).facts[at].kind, ExprKind::For { .. });
        labels.push(if is_loop { context.label_header(other, at, text) } else { context.label_expr(other, at, text) });
    }
    labels.extend(walk.place.or(walk.within).and_then(|place| declared(context, place, walk)));
    let why = if walk.may_end_early(model) || walk.is_lent() { WHY_EARLY } else { WHY };
    let assumed = if predicted.lines_now.is_some() { ASSUMED } else { "" };
    let mut notes = vec![format!("{why}{assumed}"), context.prediction(&predicted, &frequency)];
    if walk.is_kept(model) && !walk.passes_over(model) {
        notes.push(KEPT.to_owned());
    }
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
        rewrite: advice::advice(
            context,
            walk,
            named.as_deref().filter(|_| is_own),
            fields.loses_entries(model, walk.place),
        ),
        sites: vec![context.site(RULE.name, body, walk.walker, walk.lasting).about(subject_of(context, walk))],
        predicted,
        weight,
        cause: Cause::Code,
    }
}

/// The table: what the map's own code touches that the walk calls.
fn subject_of(context: &Context<'_>, walk: &Walk<'_>) -> Subject {
    let mut spots = Spots::new(context);
    spots.walk(walk.body.id, walk.walker);
    spots.way_to(walk.body.id, walk.primary);
    if let Some(bound) = walk.bound_at {
        spots.way_to(walk.body.id, bound);
    }
    if let Some((other, at)) = walk.inside {
        spots.walk(other, at);
    }
    let mut elements = Spots::new(context);
    elements.elements(walk.body.id, walk.walker);
    Subject::Walked { by: Collection::Hash, at: spots.into_vec(), elements: elements.into_vec() }
}

/// Why it costs.
const WHY: &str = "a walk costs as much as the capacity, not the length: a map that was once large stays slow";
/// The same of one that stops at what it finds.
const WHY_EARLY: &str =
    "each walk begins at the first slot: where entries were removed, it skips the empty ones anew each time";
/// What is to be weighed against it, where all that comes is taken into another collection.
const KEPT: &str = "to take all entries into another collection costs more than to walk them";
/// Behind it, where there is a figure.
const ASSUMED: &str = "; the prediction assumes that two thirds of the slots are full";

/// Slots at the load that a growing table has on average; after the rewrite, the entries in a sequence. A map that was made small
/// may have grown since: only what it was made large says how many it holds.
fn predict(context: &Context<'_>, walk: &Walk<'_>, room: Option<u64>) -> Predicted {
    let slot = walk.parts().and_then(|parts| context.model.size_of(&Ty::Tuple(parts.into())));
    let is_large = |&room: &u64| cost::extent(context.settings, room, slot) == Some(Extent::Large);
    // A key has no more entries than it has values.
    let most = walk.key.as_ref().and_then(|key| context.model.values_of(key));
    let length = context.model.length(walk.body, walk.primary).or(room.filter(is_large));
    Predicted {
        lines_now: slot.map(cost::slots),
        lines_after: slot.map(cost::side_by_side),
        element_bytes: slot,
        trips: length.into_iter().chain(most).min(),
        ..Predicted::default()
    }
}

/// The place where the collection is declared, as a label.
fn declared(context: &Context<'_>, place: Place, walk: &Walk<'_>) -> Option<Label> {
    let (file, span) = context.model.declaration(place)?;
    let shown = context.model.display(&walk.collection);
    let text = if walk.place.is_some() { format!("`{shown}`") } else { format!("each is a `{shown}`") };
    Some(context.label(file, span, text))
}

/// A field of a tuple has a number for a name, which says nothing.
fn is_number(name: &str) -> bool {
    name.starts_with(|first: char| first.is_ascii_digit())
}
