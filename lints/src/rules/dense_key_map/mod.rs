#![doc = include_str!("README.md")]
mod numbers;

use self::numbers::{Dense, comes_and_goes, dense, is_bounded, is_cut_off, is_filled_on_demand, is_overflow};
use super::context::{Context, level};
use super::found::{Cause, Found, Proposal};
use super::heat::{Frequency, Paying};
use super::subject::Spots;
use super::{Chapter, Finds, Rule, cost};
use crate::model::effects::words_where;
use crate::model::{
    Body, BodyId, Declared, Declares, Effects, Interest, Known, Lasting, Lookup, LookupForm, Model, Question, Ty, words,
};
use crate::report::{Level, Predicted, Site, Subject};
use crate::source::facts::ExprKind;

/// What it is.
pub const RULE: Rule = Rule {
    name: "dense_key_map",
    chapter: Chapter::Layout,
    level: Level::Warn,
    summary: "a map or set has numbers for keys that could index a vector",
    page: include_str!("README.md"),
    experiment: include_str!("experiment.rs"),
    finds: Finds::Source { interest, check },
};

/// A map or set whose keys are numbers.
#[derive(Clone, Debug)]
struct Numbered {
    known: Known,
    key: Ty,
    /// None for a set.
    value: Option<Ty>,
}

/// A look-up of one.
struct Use<'m> {
    body: &'m Body<'m>,
    lookup: Lookup,
    dense: Option<Dense>,
    frequency: Frequency,
}

/// Every declared map with such keys.
fn check(context: &Context<'_>) -> Vec<Found> {
    let model = context.model;
    let declared = model.declared(&Question {
        names: &model.renamed(words(Known::names(Known::is_map))),
        answer: &|ty| numbered(model, ty),
        is_silent: &|written| context.is_fixed_interface(written),
    });
    if declared.is_empty() {
        return Vec::new();
    }
    let lookups: Vec<(BodyId, Lookup)> = context.in_each_body(|body| {
        let is_numbered = |lookup: &Lookup| model.is_number(body.ty(lookup.key));
        let all: Vec<_> = model.lookups(body).into_iter().filter(is_numbered).map(|lookup| (body.id, lookup)).collect();
        if all.len() > MOST_LOOKUPS { Vec::new() } else { all }
    });
    declared.iter().filter_map(|place| report(context, place, &uses(context, place, &lookups))).collect()
}

/// A function that looks up more often is not looked at: where each key goes is followed through all of it.
const MOST_LOOKUPS: usize = 64;

/// Bodies that a map can come into, and that look something up.
fn interest(model: &Model<'_>) -> Interest {
    let looks_up = words_where(|effects, owner| effects.has(Effects::LOOKS_UP) && owner.is_of(Known::is_map));
    model.interest_in(words(Known::names(Known::is_map)), &[]).only_with(looks_up)
}

fn numbered(model: &Model<'_>, ty: &Ty) -> Option<Numbered> {
    let (def, args) = ty.adt()?;
    // What has an order of its own, of insertion, is asked for that.
    let known =
        model.known(def).filter(|known| known.is_map() && !matches!(known, Known::IndexMap | Known::IndexSet))?;
    let key = args.first().filter(|key| model.is_number(key))?.clone();
    let value = if known.is_set() { None } else { Some(args.get(1)?.clone()) };
    Some(Numbered { known, key, value })
}

/// The look-ups of a declared map.
fn uses<'m>(context: &Context<'m>, place: &Declared<Numbered>, lookups: &[(BodyId, Lookup)]) -> Vec<Use<'m>> {
    let model = context.model;
    let predicted = predict(model, &place.answer);
    let own = lookups.iter().filter(|(body, lookup)| {
        let body = model.body(*body);
        place.uses.contains(&(body.id, model.behind_locks(body, lookup.collection)))
    });
    own.map(|(body, lookup)| {
        let body = model.body(*body);
        // A map that is made for each walk may be small each time: who calls is no reason.
        let paying = Paying { subject: Some(lookup.collection), ..Paying::one_of_many(body, lookup.at) };
        let frequency = context.frequency(body, paying, &predicted);
        Use { body, lookup: *lookup, dense: dense(model, body, lookup), frequency }
    })
    .collect()
}

/// A look-up goes to the control bytes and to the entry, or to a node's keys and its values; an index, to the element.
fn predict(model: &Model<'_>, map: &Numbered) -> Predicted {
    let bytes = match &map.value {
        Some(value) => model.size_of(value),
        None => Some(1),
    };
    let entry = bytes.map(|bytes| 1.0 + cost::side_by_side(bytes.saturating_sub(1)));
    Predicted {
        lines_now: entry.map(|entry| 1.0 + entry),
        lines_after: entry,
        element_bytes: bytes,
        ..Predicted::default()
    }
}

fn report(context: &Context<'_>, place: &Declared<Numbered>, uses: &[Use<'_>]) -> Option<Found> {
    let model = context.model;
    let proof = uses
        .iter()
        .find(|it| matches!(it.dense, Some(Dense::Indexes(_))))
        .or(uses.iter().find(|it| it.dense.is_some()))?;
    // Where a key comes from elsewhere too, numbers may be few and far between.
    let is_written = |it: &&Use<'_>| matches!(it.body.facts[it.lookup.key].kind, ExprKind::Literal(_));
    let mut fills = uses.iter().filter(|it| it.lookup.form == LookupForm::Grows && !is_written(it));
    if fills.any(|it| it.dense.is_none()) {
        return None;
    }
    let hottest = uses.iter().max_by_key(|it| it.frequency.heat)?;
    let Numbered { known, key, .. } = &place.answer;
    let predicted = predict(model, &place.answer);
    let what = if known.is_set() { "set" } else { "map" };
    let named = place.name.as_deref().map_or(String::new(), |name| format!(" `{name}`"));
    let mut labels = Vec::new();
    let sequence = match proof.dense? {
        Dense::Indexes(at) => {
            labels.push(context.label_expr(proof.body.id, at, "the same number indexes a sequence here"));
            match proof.body.facts[at].kind {
                ExprKind::Index { base, .. } => Some(model.written_text(proof.body, base).to_owned()),
                _ => None,
            }
        }
        Dense::Counts(at) => {
            labels.push(context.label_expr(proof.body.id, at, "every number that is counted is a key"));
            None
        }
    };
    if hottest.lookup.at != proof.lookup.at || proof.dense.is_some_and(|it| matches!(it, Dense::Indexes(_))) {
        let text = if hottest.lookup.form == LookupForm::Grows { "put in here" } else { "looked up here" };
        labels.push(context.label_expr(hottest.body.id, hottest.lookup.at, text));
    }
    let message = format!("the {what}{named} has `{}` for keys that could index a `Vec`", model.display(key));
    // What is made for a walk pays only where the walk meets most numbers: a `Vec` is filled for all of them each time.
    let is_made_here = matches!(place.declares, Some(Declares::Let(..)));
    let is_cut_off = uses.iter().any(|it| is_cut_off(model, it.body, &it.lookup));
    let is_bounded = uses.iter().any(|it| is_bounded(model, it.body, &it.lookup));
    // A loop puts all numbers in, or there is room for them.
    let has_all = uses.iter().any(|it| matches!(it.dense, Some(Dense::Counts(_))))
        || place.made.iter().any(|&(of, at)| model.effects(model.body(of), at).has(Effects::RESERVES));
    let fills: Vec<_> = uses.iter().filter(|it| it.lookup.form == LookupForm::Grows).collect();
    let each_fill = |holds: fn(&Model<'_>, &Body<'_>, &Lookup) -> bool| {
        !fills.is_empty() && fills.iter().all(|it| holds(model, it.body, &it.lookup))
    };
    let spares = || {
        if is_made_here && (is_bounded || is_cut_off && !has_all) {
            return Some(CUT_OFF);
        }
        if each_fill(is_overflow) {
            return Some(OVERFLOW);
        }
        // A memo of what is asked for now and then.
        (each_fill(is_filled_on_demand) && comes_and_goes(context, place.declares)).then_some(MEMO)
    };
    let spared = spares();
    let default = if spared.is_some() { Level::Note } else { RULE.level };
    let mut notes = vec![WHY.to_owned(), context.prediction(&predicted, &hottest.frequency)];
    notes.extend(spared.map(str::to_owned));
    let mut sites: Vec<Site> = uses.iter().map(|it| site(context, it)).collect();
    sites.dedup();
    Some(Found {
        level: level(default, hottest.frequency.heat, &predicted),
        heat: hottest.frequency.heat,
        krate: context.krate(place.item),
        item: model.item_path(place.item),
        message,
        primary: context.label(
            place.file,
            place.span,
            if known.is_ordered() { "each look-up goes down a tree" } else { "each look-up hashes the key" },
        ),
        labels,
        notes,
        rewrite: fix(model, place, sequence.as_deref(), is_walked(model, place)),
        sites,
        weight: cost::weight(&predicted, hottest.frequency.heat, 1.0),
        predicted,
        cause: Cause::Declared { at: place.declares, goes_to: place.goes_to.clone(), handed: Vec::new() },
    })
}

/// The loop around a look-up, about what the map keeps.
fn site(context: &Context<'_>, used: &Use<'_>) -> Site {
    let mut spots = Spots::new(context);
    spots.way_to(used.body.id, used.lookup.at);
    let at = used.body.loops(used.lookup.at).next().unwrap_or(used.lookup.at);
    context.site(RULE.name, used.body, at, Lasting::Statement).about(Subject::elements(spots.into_vec(), 1))
}

/// Why it costs.
const WHY: &str = "a number that counts up from 0 says by itself where its entry lies: no hash, no comparison, and neighbours lie side by side";

/// What spares it.
const CUT_OFF: &str =
    "the walk does not go on everywhere: where it meets few of the numbers, the map is the cheaper of the two";

/// The same of what a sequence has no room for.
const OVERFLOW: &str = "another branch keeps the number's value elsewhere: where few of the numbers come into the map, it is the cheaper of the two";

/// The same of a memo.
const MEMO: &str =
    "it is made anew for a call, and gets an entry when one is asked for first: where few are asked for, it is small";

/// Whether a map is walked somewhere, as a whole.
fn is_walked(model: &Model<'_>, place: &Declared<Numbered>) -> bool {
    place.uses.iter().any(|&(of, used)| {
        let body = model.body(of);
        body.parent(used).is_some_and(|up| match body.facts[up].kind {
            ExprKind::MethodCall { receiver, .. } => receiver == used && model.effects(body, up).has(Effects::ITERATES),
            ExprKind::For { iterable, .. } => iterable == used,
            ExprKind::Reference { .. } => {
                body.parent(up).is_some_and(|around| matches!(body.facts[around].kind, ExprKind::For { .. }))
            }
            _ => false,
        })
    })
}

fn fix(model: &Model<'_>, place: &Declared<Numbered>, sequence: Option<&str>, is_walked: bool) -> Proposal {
    let name = place.name.as_deref().unwrap_or("known");
    let count = sequence.map_or_else(String::new, |sequence| format!("; count = as many as `{sequence}` has"));
    let number = |key: &Ty| match key {
        Ty::Adt(..) => "key.0 as usize",
        _ => "key as usize",
    };
    let at = number(&place.answer.key);
    let walk = match (&place.answer.value, is_walked) {
        (_, false) => String::new(),
        (None, true) => {
            format!(
                "\n// in place of a walk, which now goes over all numbers\n{name}.iter().enumerate().filter(|(_, is_in)| **is_in).map(|(key, _)| key)"
            )
        }
        (Some(_), true) => {
            format!(
                "\n// in place of a walk, which now goes over all numbers\n{name}.iter().enumerate().filter_map(|(key, value)| Some((key, value.as_ref()?)))"
            )
        }
    };
    match &place.answer.value {
        None => Proposal::by_hand(
            "keep a `Vec<bool>`, or a bit set, and index it by the key",
            format!(
                "let mut {name} = vec![false; count]; // index it by the key{count}\n\nif !std::mem::replace(&mut {name}[{at}], true) {{\n    // it was not in yet\n}}{walk}"
            ),
        ),
        Some(value) => {
            let value = model.display(value);
            Proposal::by_hand(
                "keep the values in a `Vec`, and index it by the key",
                format!(
                    "let mut {name}: Vec<Option<{value}>> = (0..count).map(|_| None).collect(); // index it by the key{count}\n\n{name}[{at}] // in place of a look-up{walk}"
                ),
            )
        }
    }
}
