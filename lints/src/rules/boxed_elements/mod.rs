#![doc = include_str!("README.md")]
mod boxes;
mod tied;
mod visits;

use rustc_hash::FxHashSet;

use self::boxes::{Boxed, boxed, pointers};
use self::tied::Tied;
use self::visits::{Visit, label, moves, paying, predict, site, visits};
use super::context::{Context, level};
use super::cost::Extent;
use super::found::{Cause, Found, Proposal};
use super::heat::Frequency;
use super::wording::{counted, on_one_line};
use super::{Chapter, Finds, Rule, cost};
use crate::model::effects::words_where;
use crate::model::{BodyId, Declared, Declares, Effects, Form, Interest, Known, Model, Question, Ty, Written, words};
use crate::report::{Heat, Label, Level, Predicted, Site};
use crate::source::facts::ExprId;
use crate::source::paths::type_names;
use crate::source::words::Word;

/// What it is.
pub const RULE: Rule = Rule {
    name: "boxed_elements",
    chapter: Chapter::Layout,
    level: Level::Warn,
    summary: "a sequence or map holds a pointer to each value, where it could hold the values",
    page: include_str!("README.md"),
    experiment: include_str!("experiment.rs"),
    finds: Finds::Source { interest, check },
};

/// Every declared sequence or map of boxed values that could stand in it themselves.
fn check(context: &Context<'_>) -> Vec<Found> {
    let model = context.model;
    let mut declared = model.declared(&Question {
        names: &model.renamed(words(Known::names(pointers))),
        answer: &|ty| boxed(model, ty),
        is_silent: &|written| context.is_fixed_interface(written),
    });
    if declared.is_empty() {
        return Vec::new();
    }
    let tied = Tied::of(model, declared.iter().map(|place| &place.answer));
    declared.retain(|place| !tied.has(&place.answer) && !place.is_given_by_library(model));
    let elements: FxHashSet<Ty> = declared.iter().map(|place| place.answer.element.clone()).collect();
    if elements.is_empty() {
        return Vec::new();
    }
    let visits = context.in_each_body(|body| visits(model, body, &elements));
    let mut spoken_for: FxHashSet<(BodyId, ExprId)> = FxHashSet::default();
    let mut found = Vec::new();
    for place in &declared {
        let is_own = |visit: &&Visit| {
            let (body, at, collection) = visit.at();
            let named = model.behind_locks(model.body(body), collection);
            place.uses.contains(&(body, named)) && spoken_for.insert((body, at))
        };
        let own: Vec<&Visit> = visits.iter().filter(is_own).collect();
        found.extend(report(context, place, &own));
    }
    found
}

/// Bodies that a declared one can come into, where its values are named, and where one may be made.
fn interest(model: &Model<'_>) -> Interest {
    let boxes = model.renamed(words(Known::names(pointers)));
    let mut values: FxHashSet<Word> = FxHashSet::default();
    let mut places: Vec<Written<'_>> = Vec::new();
    for written in model.written_where(|ty| type_names(ty, &boxes)) {
        let mut answers = false;
        model.type_of_written(&written).walk(&mut |ty| {
            if let Some(boxed) = boxed(model, ty) {
                answers = true;
                let name = boxed.value.adt().and_then(|(def, _)| model.def(def).name);
                values.extend(name.map(|name| Word::new(name.as_str())));
            }
        });
        if answers {
            places.push(written);
        }
    }
    let mut makers = words_where(|effects, owner| {
        owner.is_of(Known::is_collection) && effects.has(Effects::GROWS.or(Effects::BUILDS))
    });
    makers.insert(Word::new("vec"));
    model.interest_in(values, &places).or([boxes, makers])
}

fn report(context: &Context<'_>, place: &Declared<Boxed>, visits: &[&Visit]) -> Option<Found> {
    let model = context.model;
    let boxed = &place.answer;
    let all: Vec<(Frequency, Predicted)> = visits.iter().map(|visit| paying(context, boxed, visit)).collect();
    // What only lends or gives one, and what nothing reads, says no more than the place that keeps it.
    let keeps = matches!(place.declares, Some(Declares::Field(..) | Declares::Global(_) | Declares::Alias(_)));
    if all.is_empty() && !keeps {
        return None;
    }
    let hottest = all.iter().max_by_key(|(frequency, predicted)| (frequency.heat, predicted.trips));
    let predicted = hottest.map_or_else(|| predict(boxed, None), |(_, predicted)| *predicted);
    let is_small = |trips| cost::extent(context.settings, trips, Some(boxed.bytes)) == Some(Extent::Small);
    if predicted.trips.is_some_and(is_small) {
        return None;
    }
    let heat = hottest.map_or(Heat::Warm, |(frequency, _)| frequency.heat);
    let value = model.display(&boxed.value);
    let pointer = boxed.pointer_name();
    let what = if boxed.is_map { "map" } else { "sequence" };
    let named = place.name.as_deref().map_or_else(|| format!("the {what}"), |name| format!("`{name}`"));
    let mut labels: Vec<Label> = visits.iter().take(3).map(|visit| label(context, visit)).collect();
    let mut notes = vec![WHY.to_owned()];
    let moved = moves(model, place);
    if let Some((body, call)) = moved {
        labels.push(context.label_expr(body, call, "elements change places here, as pointers"));
        notes.push("a pointer is cheaper to move than a value: measure both before changing it".to_owned());
    }
    notes.extend(hottest.map(|(frequency, _)| context.prediction(&predicted, frequency)));
    let default = if moved.is_some() { Level::Note } else { RULE.level };
    let mut sites: Vec<Site> = visits.iter().map(|visit| site(context, visit)).collect();
    sites.dedup();
    Some(Found {
        level: level(default, heat, &predicted),
        heat,
        krate: context.krate(place.item),
        item: model.item_path(place.item),
        message: format!(
            "{named} holds a `{pointer}<{value}>` for each value: every one is an allocation of its own of {}",
            counted(boxed.bytes, "byte"),
        ),
        primary: context.label(place.file, place.span, format!("could hold each `{value}` itself")),
        labels,
        notes,
        rewrite: fix(model, place),
        sites,
        weight: cost::weight(&predicted, heat, 1.0),
        predicted,
        cause: Cause::Declared { at: place.declares, goes_to: place.goes_to.clone(), handed: Vec::new() },
    })
}

/// Why it costs.
const WHY: &str = "the values lie where they were allocated: each is fetched from a line of its own, after its pointer, and the allocator \
     keeps its own bytes beside each";

fn fix(model: &Model<'_>, place: &Declared<Boxed>) -> Proposal {
    let boxed = &place.answer;
    let pointer = boxed.pointer_name();
    let value = model.display(&boxed.value);
    let whole = model.display(&boxed.without);
    // Of an array or a number there is no other way to write it than its own.
    let made = if boxed.value.adt().is_some() { format!("{value} {{ .. }}") } else { "value".to_owned() };
    let declared = match (&boxed.whole, place.name.as_deref()) {
        (_, Some(name)) if let Some(written) = written_without(model, place) => format!("{name}: {written}"),
        (Ty::Slice(_), Some(name)) => format!("{name}: &{whole}"),
        (_, Some(name)) => format!("{name}: {whole}"),
        (_, None) => whole,
    };
    Proposal::by_hand(
        format!("hold each `{value}` itself, and leave `{pointer}::new` out"),
        format!("{declared}\n\n// where one is put in\n{made} // in place of {pointer}::new({made})"),
    )
}

/// The type of a place as it is written, with the values in place of the pointers to them: what is around the collection stays.
fn written_without(model: &Model<'_>, place: &Declared<Boxed>) -> Option<String> {
    let boxed = &place.answer;
    let value = model.display(&boxed.value);
    let text = model.file(place.file).text.get(place.span.start as usize..place.span.end as usize)?;
    let pointer = format!("{}<{value}>", boxed.pointer_name());
    (place.form == Form::Type && text.matches(&pointer).count() == 1)
        .then(|| on_one_line(&text.replace(&pointer, &value)))
}
