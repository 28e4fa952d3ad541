#![doc = include_str!("README.md")]
mod groups;
mod order;
mod shown;
mod sources;

use rustc_hash::FxHashSet;

use self::groups::Group;
use self::order::{is_hashed, is_tree};
use super::context::{Context, level};
use super::found::{Cause, Found, Proposal};
use super::heat::{Frequency, Paying};
use super::subject::Spots;
use super::{Chapter, Finds, Rule, cost, values};
use crate::model::{Body, BodyId, Declared, Declares, Effects, Interest, Known, Lasting, Model, Question, Ty, words};
use crate::report::{Heat, Level, Predicted, Site, Subject};
use crate::source::facts::{ExprId, ExprKind};
use crate::source::words::Word;

/// What it is.
pub const RULE: Rule = Rule {
    name: "tree_map_lookup",
    chapter: Chapter::Layout,
    level: Level::Note,
    summary: "a tree map or tree set is only looked up: nothing asks for its order",
    page: include_str!("README.md"),
    experiment: include_str!("experiment.rs"),
    finds: Finds::Source { interest, check },
};

/// A tree map or set.
#[derive(Clone, Debug)]
struct Tree {
    key: Ty,
    /// None for a set.
    value: Option<Ty>,
}

/// Every group of places of which nothing asks for the order.
fn check(context: &Context<'_>) -> Vec<Found> {
    let model = context.model;
    let declared = model.declared(&Question {
        names: &model.renamed(words(Known::names(is_tree))),
        answer: &|ty| tree(model, ty),
        // Without `std` there is no hash map.
        is_silent: &|written| context.is_fixed_interface(written) || model.may_lack_std(written.item),
    });
    let by_place = groups::by_place(model, &declared);
    let is_known = |declares: &Declares| by_place.contains_key(declares);
    let mut groups = groups::groups(model, &declared, &by_place, &is_known);
    groups.retain(|group| !group.is_ordered);
    if groups.is_empty() {
        return Vec::new();
    }
    let given = values::given(model, &is_known);
    groups.retain(|group| {
        let met: FxHashSet<(BodyId, ExprId)> = group.followed.iter().flat_map(|it| it.met.iter().copied()).collect();
        let is_in_sight =
            |(body, value): &(BodyId, ExprId)| sources::is_in_sight(model, model.body(*body), *value, &met);
        group.declares.iter().all(|&declares| {
            given.get(&declares).is_none_or(|values| values.iter().all(is_in_sight))
                && values::arguments(model, declares).is_some_and(|values| values.iter().all(is_in_sight))
        })
    });
    groups.iter().filter_map(|group| report(context, group)).collect()
}

/// Bodies that a tree can come into, or what prints one.
fn interest(model: &Model<'_>) -> Interest {
    let printed = shown::printable(model);
    let printed = printed.iter().filter_map(|of| Some(Word::new(model.def(*of).name?.as_str())));
    model.interest_in(words(Known::names(is_tree)).into_iter().chain(printed).collect(), &[])
}

fn tree(model: &Model<'_>, ty: &Ty) -> Option<Tree> {
    let (def, args) = ty.adt()?;
    let known = model.known(def).filter(|known| is_tree(*known))?;
    let key = args.first().filter(|key| is_hashed(model, key))?.clone();
    let value = if known.is_set() { None } else { Some(args.get(1)?.clone()) };
    Some(Tree { key, value })
}

/// The keys that a node has room for.
const ROOM: u64 = 11;
/// The keys of a node that a search goes through: half of these.
const KEYS: u64 = 5;
/// Bytes from the number of keys, which stands behind keys and values, to the address of the node that the search goes on to: half of the
/// twelve addresses.
const TO_EDGE: u64 = 56;

fn predict(model: &Model<'_>, tree: &Tree) -> Predicted {
    let from = |bytes: u64| 1.0 + cost::side_by_side(bytes.saturating_sub(1));
    let key = model.size_of(&tree.key);
    let value = match &tree.value {
        Some(value) => model.size_of(value),
        None => Some(0),
    };
    let entry = key.zip(value).map(|(key, value)| key + value);
    // Of each level the keys are compared, as many as there are; from all but the last one the search goes on. Two levels lie in no cache.
    let level =
        |key: u64, value: u64| from(KEYS * key) + cost::side_by_side((ROOM - KEYS) * key + ROOM * value).min(1.0);
    let levels = |key: u64, value: u64| 2.0 * level(key, value) + cost::side_by_side(TO_EDGE);
    // The value lies apart from the keys.
    let own = |value: u64| if value == 0 { 0.0 } else { from(value) };
    Predicted {
        lines_now: key.zip(value).map(|(key, value)| levels(key, value) + own(value)),
        lines_after: entry.map(|entry| 1.0 + from(entry)),
        element_bytes: entry,
        ..Predicted::default()
    }
}

/// The look-up that is run most, and how often.
fn hottest(context: &Context<'_>, group: &Group<'_>, predicted: &Predicted) -> Option<(BodyId, ExprId, Frequency)> {
    let lookups = group.followed.iter().flat_map(|followed| &followed.lookups);
    let frequencies = lookups.map(|&(of, at)| {
        let body = context.model.body(of);
        let subject = match body.facts[at].kind {
            ExprKind::MethodCall { receiver, .. } => Some(receiver),
            ExprKind::Index { base, .. } => Some(base),
            _ => None,
        };
        (of, at, context.frequency(body, Paying { subject, ..Paying::one_of_many(body, at) }, predicted))
    });
    frequencies.max_by_key(|(.., frequency)| frequency.heat)
}

fn report(context: &Context<'_>, group: &Group<'_>) -> Option<Found> {
    let model = context.model;
    // What keeps it from call to call; else what gives it away.
    let rank = |place: &&&Declared<Tree>| match place.declares {
        Some(Declares::Field(..) | Declares::Global(_) | Declares::Alias(_)) => 0,
        Some(Declares::Result(_)) => 1,
        Some(Declares::Let(..)) | None => 2,
        Some(Declares::Parameter(..) | Declares::Impl(_)) => 3,
    };
    let place = *group.places.iter().min_by_key(rank)?;
    let predicted = predict(model, &place.answer);
    let (body, at, frequency) = hottest(context, group, &predicted)?;
    if frequency.heat == Heat::Cold {
        return None;
    }
    let what = if place.answer.value.is_some() { "map" } else { "set" };
    let named = place.name.as_deref().map_or(String::new(), |name| format!(" `{name}`"));
    let is_put_in = model.effects(model.body(body), at).has(Effects::GROWS);
    let mut labels = vec![context.label_expr(body, at, if is_put_in { "put in here" } else { "looked up here" })];
    let others = group.places.iter().filter(|other| !std::ptr::eq(**other, place));
    labels.extend(others.take(2).map(|other| context.label(other.file, other.span, "the same is held here")));
    let mut sites: Vec<Site> = group
        .followed
        .iter()
        .flat_map(|followed| &followed.lookups)
        .map(|(body, at)| site(context, model.body(*body), *at))
        .collect();
    sites.dedup();
    Some(Found {
        level: level(RULE.level, frequency.heat, &predicted),
        heat: frequency.heat,
        krate: context.krate(place.item),
        item: model.item_path(place.item),
        message: format!("nothing asks for the order of the tree {what}{named}, which costs each look-up"),
        primary: context.label(place.file, place.span, "each look-up goes down a tree"),
        labels,
        notes: vec![WHY.to_owned(), context.prediction(&predicted, &frequency)],
        rewrite: fix(model, place),
        sites,
        weight: cost::weight(&predicted, frequency.heat, 1.0),
        predicted,
        cause: Cause::Unless("dense_key_map"),
    })
}

/// The loop around a look-up, about what the map keeps.
fn site(context: &Context<'_>, body: &Body<'_>, lookup: ExprId) -> Site {
    let mut spots = Spots::new(context);
    spots.way_to(body.id, lookup);
    let at = body.loops(lookup).next().unwrap_or(lookup);
    context.site(RULE.name, body, at, Lasting::Statement).about(Subject::elements(spots.into_vec(), 1))
}

/// Why it costs.
const WHY: &str =
    "a tree is a path of nodes: each look-up compares keys in one node after the other, and each node lies elsewhere";

fn fix(model: &Model<'_>, place: &Declared<Tree>) -> Proposal {
    let Tree { key, value } = &place.answer;
    let key = model.display(key);
    let name = place.name.as_deref().unwrap_or("known");
    let (hashed, sorted, found) = match value {
        Some(value) => {
            let value = model.display(value);
            (
                format!("HashMap<{key}, {value}>"),
                format!("Vec<({key}, {value})>"),
                "binary_search_by(|(own, _)| own.cmp(&key))",
            )
        }
        None => (format!("HashSet<{key}>"), format!("Vec<{key}>"), "binary_search(&key)"),
    };
    Proposal::by_hand(
        "keep it in a hash map; or in a sorted `Vec`, where it is small, or built once",
        format!("{name}: std::collections::{hashed}\n// or\n{name}: {sorted} // sorted once\n\n{name}.{found}"),
    )
}
