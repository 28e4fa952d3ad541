#![doc = include_str!("README.md")]
mod hops;
mod reaches;

use rustc_hash::FxHashSet;

use self::hops::{Double, double, is_wanted, relied_upon};
use self::reaches::{Reach, frequency, label, reaches, site};
use super::context::{Context, level};
use super::found::{Cause, Found, Proposal};
use super::{Chapter, Finds, Rule, cost, passes};
use crate::model::{Declared, Declares, Form, Imposed, Interest, Known, Model, Question, Ty, Written, words};
use crate::report::{Heat, Label, Level, Site};
use crate::source::paths::type_names;

/// What it is.
pub const RULE: Rule = Rule {
    name: "double_indirection",
    chapter: Chapter::Layout,
    level: Level::Warn,
    summary: "a pointer leads to a pointer: two hops to reach the data",
    page: include_str!("README.md"),
    experiment: include_str!("experiment.rs"),
    finds: Finds::Source { interest, check },
};

/// Every declared pointer to a pointer.
fn check(context: &Context<'_>) -> Vec<Found> {
    let model = context.model;
    let mut declared = model.declared(&Question {
        names: &model.renamed(words(Known::names(outer))),
        answer: &|ty| double(model, ty),
        is_silent: &|written| is_imposed(context, written) || is_wanted(model, written),
    });
    declared.retain(|place| !matches!(place.form, Form::Construction(_)));
    if declared.is_empty() {
        return Vec::new();
    }
    let relied_upon = relied_upon(model, &declared.iter().map(|place| place.answer.clone()).collect::<Vec<_>>());
    declared.retain(|place| !relied_upon.contains(&place.answer.whole));
    let declared = shared(context, declared);
    let owners: FxHashSet<_> = declared
        .iter()
        .flat_map(|(place, others)| others.iter().chain([place]))
        .filter_map(|place| match place.declares {
            Some(Declares::Field(owner, _)) => Some(owner),
            _ => None,
        })
        .collect();
    let wholes: FxHashSet<Ty> = declared.iter().map(|(place, _)| place.answer.whole.clone()).collect();
    let is_of_one = |element: &Ty| {
        let element = element.without_references();
        let has = || element.adt().is_some_and(|(def, _)| owners.contains(&model.definitions().original(def)));
        wholes.iter().any(|whole| whole.fits(element)) || has()
    };
    let all = if declared.is_empty() { Vec::new() } else { passes::over(context, is_of_one) };
    let found = declared.iter().filter_map(|(place, others)| {
        let reaches = reaches(context, place, &all);
        // To put the data behind the first pointer copies it once: worth it where somebody reaches for it again and again.
        let is_told = !place.answer.is_copied || !reaches.is_empty();
        is_told.then(|| report(context, place, others, &reaches))
    });
    found.collect()
}

/// Places of one crate that hold the same kind of counted pointer share what it leads to, and are one decision: the first that keeps
/// it stands for the others, which come beside it, and has their uses.
fn shared(context: &Context<'_>, declared: Vec<Declared<Double>>) -> Vec<(Declared<Double>, Vec<Declared<Double>>)> {
    let any = |ty: &Ty| ty.replaced(&mut |part| matches!(part, Ty::Param(_)).then_some(Ty::Unknown));
    let mut all: Vec<(Declared<Double>, Vec<Declared<Double>>)> = Vec::new();
    for place in declared {
        let is_same = |first: &Declared<Double>| {
            place.answer.counts() > 0
                && context.krate(first.item) == context.krate(place.item)
                && any(&first.answer.whole) == any(&place.answer.whole)
        };
        match all.iter_mut().find(|(first, _)| is_same(first)) {
            Some((first, others)) => {
                let other = if keeps(&place) && !keeps(first) { std::mem::replace(first, place) } else { place };
                first.uses.extend(other.uses.iter().copied());
                others.push(other);
            }
            None => all.push((place, Vec::new())),
        }
    }
    all
}

/// Whether a place keeps values from call to call.
fn keeps(place: &Declared<Double>) -> bool {
    matches!(place.declares, Some(Declares::Field(..) | Declares::Global(_) | Declares::Alias(_)))
}

/// Whether a type is not for its author to change. What an impl says that a trait's type is, is.
fn is_imposed(context: &Context<'_>, written: &Written<'_>) -> bool {
    match written.declares {
        Declares::Alias(alias) => context.is_exported(alias),
        _ => context.is_fixed_interface(written),
    }
}

/// Where other people's code is handed a pointer that is shared with this place.
fn published(context: &Context<'_>, place: &Declared<Double>) -> Vec<Label> {
    let model = context.model;
    if place.answer.counts() == 0 {
        return Vec::new();
    }
    let names = model.renamed(words(Known::names(outer)));
    let is_one = |at: &Written<'_>| {
        context.krate(at.item) == context.krate(place.item)
            && model.imposed(at) == Some(Imposed::ByPublication)
            && context.is_fixed_interface(at)
            && model.type_of_written(at).any(&|part| place.answer.whole.fits(part))
    };
    let all = model.written_where(|ty| type_names(ty, &names)).into_iter().filter(is_one);
    all.map(|at| context.label(at.file, at.ty.span, "who uses the crate sees it here: a change breaks them")).collect()
}

/// Pointers that lead to one value.
fn outer(known: Known) -> bool {
    matches!(known, Known::Box | Known::Rc | Known::Arc)
}

/// Bodies that a declared one can come into.
fn interest(model: &Model<'_>) -> Interest {
    let names = model.renamed(words(Known::names(outer)));
    let answers = |written: &Written<'_>| model.type_of_written(written).any(&|ty| double(model, ty).is_some());
    let places: Vec<_> = model.written_where(|ty| type_names(ty, &names)).into_iter().filter(answers).collect();
    model.interest_in(words([]), &places)
}

fn report(context: &Context<'_>, place: &Declared<Double>, others: &[Declared<Double>], reaches: &[Reach]) -> Found {
    let model = context.model;
    let double = &place.answer;
    let all: Vec<_> = reaches.iter().map(|reach| frequency(context, double, reach)).collect();
    let hottest = all.iter().max_by_key(|(frequency, predicted)| (predicted.is_some(), frequency.heat));
    let heat = hottest.map_or(Heat::Warm, |(frequency, _)| frequency.heat);
    let predicted = hottest.and_then(|(_, predicted)| *predicted);
    let whole = model.display(&double.whole);
    let message = match (place.name.as_deref(), place.form) {
        (Some(name), Form::Alias) => format!("`{name}` is a `{whole}`: two hops to reach the data, where one would do"),
        (Some(name), _) => format!("`{name}` holds a `{whole}`: two hops to reach the data, where one would do"),
        (None, _) => format!("a `{whole}`: two hops to reach the data, where one would do"),
    };
    let mut labels: Vec<Label> = reaches.iter().take(3).map(|reach| label(context, reach)).collect();
    labels.dedup();
    labels.extend(
        others.iter().take(MOST_OTHERS).map(|other| context.label(other.file, other.span, "the same pointers go here")),
    );
    labels.extend(published(context, place).into_iter().take(MOST_OTHERS));
    let mut notes = vec![WHY.to_owned()];
    match (hottest, predicted) {
        (Some((frequency, _)), Some(predicted)) => notes.push(context.prediction(&predicted, frequency)),
        _ => notes.push(ALONE.to_owned()),
    }
    let mut sites: Vec<Site> = reaches.iter().map(|reach| site(context, double, reach)).collect();
    sites.dedup();
    Found {
        // What is one value stays in the cache: a load is spared, not a line.
        level: predicted.map_or(Level::Note, |predicted| level(RULE.level, heat, &predicted)),
        heat,
        krate: context.krate(place.item),
        item: model.item_path(place.item),
        message,
        primary: context.label(
            place.file,
            place.span,
            format!("the `{}` is a pointer to its data already", model.display(&double.inner)),
        ),
        labels,
        notes,
        rewrite: fix(model, place),
        sites,
        weight: cost::weight(&predicted.unwrap_or_default(), heat, if predicted.is_some() { 1.0 } else { 0.02 }),
        predicted: predicted.unwrap_or_default(),
        cause: Cause::Declared { at: place.declares, goes_to: place.goes_to.clone(), handed: Vec::new() },
    }
}

/// A change of one place is one of these too: so many of them are told of.
const MOST_OTHERS: usize = 6;

/// Why it costs.
const WHY: &str = "the second pointer has to be loaded from memory before the data can be: the two waits add up, and the allocation \
     between them holds nothing else";
/// What is known where no loop goes from one to the next.
const ALONE: &str =
    "no loop in sight goes from one of them to the next: what is spared is a load for each access, and an allocation";

fn fix(model: &Model<'_>, place: &Declared<Double>) -> Proposal {
    let double = &place.answer;
    let [whole, instead] = [&double.whole, &double.instead].map(|ty| model.display(ty));
    let declared = match (place.form, place.name.as_deref()) {
        (Form::Alias, Some(name)) => format!("type {name} = {instead};"),
        (_, Some(name)) => format!("{name}: {instead}"),
        (_, None) => instead.clone(),
    };
    let made = match double.instead.adt().and_then(|(def, _)| model.known(def)) {
        Some(known) if outer(known) && double.counts() > 0 => {
            let name = if known == Known::Rc { "Rc" } else { "Arc" };
            match double.is_flattened {
                true => format!("\n\n// where one is made\n{name}::from(value) // in place of {name}::new(value)"),
                false => String::new(),
            }
        }
        _ => String::new(),
    };
    Proposal::by_hand(format!("use `{instead}` in place of `{whole}`"), format!("{declared}{made}"))
}
