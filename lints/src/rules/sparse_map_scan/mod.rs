#![doc = include_str!("README.md")]
mod between;

use super::context::{Context, level};
use super::found::{Cause, Found, Proposal};
use super::heat::Paying;
use super::subject::Spots;
use super::{Chapter, Finds, Rule, cost};
use crate::model::effects::words_where;
use crate::model::{AccessPath, Body, BodyId, Effects, End, Interest, Known, Lasting, Model, Ty, words};
use crate::report::{Collection, Level, Predicted, Subject};
use crate::source::facts::{ExprId, ExprKind};

/// What it is.
pub const RULE: Rule = Rule {
    name: "sparse_map_scan",
    chapter: Chapter::Traversal,
    level: Level::Warn,
    summary: "a hash map is walked after most of it may have been removed",
    page: include_str!("README.md"),
    experiment: include_str!("experiment.rs"),
    finds: Finds::Source { interest, check },
};

/// Something that is done with a hash map.
struct Step {
    at: ExprId,
    path: AccessPath,
    kind: Kind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// It has fewer entries after it, and as many slots.
    Shrinks,
    /// It has more entries after it.
    Grows,
    /// It has fewer slots after it.
    Trims,
    /// All slots are visited: what runs the walk.
    Walks(ExprId, Lasting),
}

/// Every first walk over a map that was made smaller, in the same function or in another method of the type that has it.
fn check(context: &Context<'_>) -> Vec<Found> {
    let model = context.model;
    let all: Vec<(BodyId, Vec<Step>)> = context.in_each_body(|body| {
        let steps = steps(model, body);
        let is_looked_at = !steps.is_empty() && steps.len() <= MOST_STEPS;
        is_looked_at.then_some((body.id, steps)).into_iter().collect()
    });
    let mut told: Vec<(BodyId, ExprId)> = Vec::new();
    let mut found = Vec::new();
    for (of, steps) in &all {
        let body = model.body(*of);
        for walk in steps.iter().filter(|step| matches!(step.kind, Kind::Walks(..))) {
            let Some(removed) = shrunk_before(model, body, walk, steps) else { continue };
            if !told.contains(&(*of, removed.at)) {
                told.push((*of, removed.at));
                found.extend(report(context, body, walk, &removed));
            }
        }
    }
    let between = between::methods(model, &all).into_iter().filter(|(.., removed)| !told.contains(&removed.place()));
    found.extend(between.filter_map(|(of, walk, removed)| report(context, model.body(of), walk, &removed)));
    found
}

/// A function that does more with maps is not looked at: each walk is held against each.
const MOST_STEPS: usize = 128;

/// Bodies that a hash map can come into, and that remove something or walk.
fn interest(model: &Model<'_>) -> Interest {
    const STEPS: [Effects; 3] = [Effects::SHRINKS, Effects::ITERATES, Effects::TRIMS];
    let mut steps = words_where(|effects, owner| {
        owner.is_of(Known::is_hash_ordered) && STEPS.into_iter().any(|step| effects.has(step))
    });
    steps.extend(words(["for"]));
    model.interest_in(words(Known::names(Known::is_hash_ordered)), &[]).only_with(steps)
}

/// What a body does with hash maps, in the order of the text.
fn steps(model: &Model<'_>, body: &Body<'_>) -> Vec<Step> {
    let index = body.index();
    let mut all = Vec::new();
    for &call in &index.calls {
        let ExprKind::MethodCall { receiver, .. } = body.facts[call].kind else { continue };
        if !is_hash(model, body.ty(receiver)) {
            continue;
        }
        let effects = model.effects(body, call);
        let kind = if effects.has(Effects::TRIMS) {
            Kind::Trims
        } else if effects.has(Effects::GROWS) {
            Kind::Grows
        } else if effects.has(Effects::EMPTIES) {
            // What is empty is filled again before anybody walks it.
            continue;
        } else if effects.has(Effects::SHRINKS) {
            // One entry less is none to speak of.
            let is_all = effects.has(Effects::WALKS) || body.repeated(call).next().is_some();
            if !is_all {
                continue;
            }
            Kind::Shrinks
        } else if effects.has(Effects::ITERATES) {
            match model.end(body, call) {
                End::Walked(walker, lasting) => Kind::Walks(walker, lasting),
                End::Ordered => Kind::Walks(model.runner(body, call), Lasting::Statement),
                End::Glanced | End::HandedOn | End::Dropped => continue,
            }
        } else {
            continue;
        };
        let path = model.access_path(body, model.behind_locks(body, receiver));
        all.push(Step { at: call, path, kind });
    }
    for &at in &index.loops {
        if let ExprKind::For { iterable, .. } = body.facts[at].kind
            && is_hash(model, body.ty(iterable))
        {
            let kind = Kind::Walks(at, Lasting::Statement);
            let path = model.access_path(body, model.behind_locks(body, iterable));
            all.push(Step { at: iterable, path, kind });
        }
    }
    all.sort_by_key(|step| body.facts[step.at].span.end);
    all
}

/// The hash map or set that a type is, or a guard hands out.
fn hash(model: &Model<'_>, ty: &Ty) -> Option<Ty> {
    model.autoderef(ty).into_iter().find(|ty| model.known_type(ty).is_some_and(Known::is_hash_ordered))
}

fn is_hash(model: &Model<'_>, ty: &Ty) -> bool {
    hash(model, ty).is_some()
}

/// How often a map is walked after entries were removed. This decides what helps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Walked {
    /// Once: to shrink the map first is a walk by itself.
    Once,
    /// Again and again.
    Often,
    /// In each turn of a loop that removes, too.
    InTurns,
    /// The same, where a turn removes one entry: for most of the turns most are left.
    ForEachRemoval,
    /// By another method than the one that removes.
    Elsewhere,
}

/// What removes entries.
struct Removed {
    body: BodyId,
    at: ExprId,
    walked: Walked,
    /// Another walk after the first one.
    again: Option<ExprId>,
}

impl Removed {
    fn place(&self) -> (BodyId, ExprId) {
        (self.body, self.at)
    }
}

/// What removes entries of a map before a walk, where nothing fills it again or gives its slots back.
fn shrunk_before(model: &Model<'_>, body: &Body<'_>, walk: &Step, steps: &[Step]) -> Option<Removed> {
    let Kind::Walks(walker, _) = walk.kind else { return None };
    let start = |id: ExprId| body.facts[id].span.start;
    let own = steps.iter().filter(|step| model.is_same_path(body, &step.path, &walk.path));
    let own: Vec<&Step> = own.collect();
    let shrinks = own.iter().rev().find(|step| step.kind == Kind::Shrinks && start(step.at) < start(walker))?;
    // The loop that removes, as a whole.
    let contains = |id: ExprId, inner: ExprId| body.facts[id].span.contains(body.facts[inner].span);
    let outermost = body.loops(shrinks.at).take_while(|around| !contains(*around, walker)).last().unwrap_or(shrinks.at);
    let walked = body.loops(walker).take_while(|around| !contains(*around, shrinks.at)).last().unwrap_or(walker);
    if contains(outermost, walker) || body.passage(outermost, walked).is_none() {
        return None;
    }
    // In each turn of a loop around both, or between the two.
    let around = body.repeated(walker).find(|around| contains(*around, shrinks.at));
    let is_left_after =
        |around: ExprId| body.ancestors(walker).take_while(|&up| up != around).any(|up| body.ends_by_leaving(up));
    let is_undone_before = |end: u32| {
        let is_between = |step: &&Step| {
            (start(step.at) > start(outermost) && start(step.at) < end)
                || around.is_some_and(|around| contains(around, step.at))
        };
        own.iter().any(|step| matches!(step.kind, Kind::Grows | Kind::Trims) && is_between(step))
    };
    if is_undone_before(start(walker)) {
        return None;
    }
    let again = own.iter().find_map(|step| match step.kind {
        Kind::Walks(later, _) => {
            let comes_later = start(later) > start(walker) && !contains(walker, later) && !body.excludes(walker, later);
            (comes_later && !is_undone_before(start(later))).then_some(step.at)
        }
        _ => None,
    });
    let removes_one = outermost == shrinks.at && !visits_all(model, body, shrinks.at);
    let walked = match around.filter(|&around| !is_left_after(around)) {
        Some(_) if removes_one => Walked::ForEachRemoval,
        Some(_) => Walked::InTurns,
        None if again.is_some() || around.is_none() && body.repeated(walker).next().is_some() => Walked::Often,
        None => Walked::Once,
    };
    Some(Removed { body: body.id, at: shrinks.at, walked, again })
}

/// Whether what removes entries looks at all of them.
fn visits_all(model: &Model<'_>, body: &Body<'_>, shrinks: ExprId) -> bool {
    model.effects(body, shrinks).has(Effects::WALKS)
}

fn report(context: &Context<'_>, body: &Body<'_>, walk: &Step, removed: &Removed) -> Option<Found> {
    let model = context.model;
    let Kind::Walks(walker, lasting) = walk.kind else { return None };
    let receiver = match body.facts[walk.at].kind {
        ExprKind::MethodCall { receiver, .. } => receiver,
        _ => walk.at,
    };
    let map = hash(model, body.ty(receiver))?;
    let (_, args) = map.adt()?;
    let known = model.known_type(&map)?;
    let parts: Vec<Ty> = args.iter().take(if known.is_set() { 1 } else { 2 }).cloned().collect();
    let slot = model.size_of(&Ty::Tuple(parts.into()));
    // How sparse it is nobody knows here.
    let is_unknown = matches!(removed.walked, Walked::Once | Walked::Elsewhere);
    let predicted = Predicted {
        lines_after: slot.filter(|_| !is_unknown).map(cost::slots),
        element_bytes: slot,
        trips: model.length(body, receiver),
        ..Predicted::default()
    };
    let paying = Paying { subject: Some(receiver), ..Paying::walk(walker) };
    let frequency = context.frequency(body, paying, &predicted);
    let name = model.last_place(body, &walk.path).and_then(|place| model.place_name(place));
    let named = name.as_deref().map_or("this map".to_owned(), |name| format!("`{name}`"));
    let (mut spots, mut elements) = (Spots::new(context), Spots::new(context));
    spots.walk(body.id, walker);
    spots.way_to(body.id, walk.at);
    elements.elements(body.id, walker);
    let subject = Subject::Walked { by: Collection::Hash, at: spots.into_vec(), elements: elements.into_vec() };
    let is_of_either = model.effects(body, walk.at).has(Effects::LOOKS_UP);
    let default = match removed.walked {
        Walked::Often | Walked::InTurns if !is_of_either => RULE.level,
        _ => Level::Note,
    };
    let mut notes = vec![WHY.to_owned()];
    notes.extend(is_of_either.then(|| EITHER.to_owned()));
    notes.extend(spared(removed.walked).map(str::to_owned));
    notes.push(match is_unknown {
        true => context.unpredicted(UNKNOWN, &frequency),
        false => context.prediction(&predicted, &frequency),
    });
    let mut labels = vec![context.label_expr(removed.body, removed.at, "entries are removed here")];
    labels.extend(removed.again.map(|again| context.label_expr(body.id, again, "and walked again here")));
    Some(Found {
        level: level(default, frequency.heat, &predicted),
        heat: frequency.heat,
        krate: context.krate(body.owner),
        item: model.item_path(body.owner),
        message: format!("the walk over {named} visits all slots that it had before entries were removed"),
        primary: context.label_expr(body.id, walk.at, "as many slots as ever, fewer entries"),
        labels,
        notes,
        rewrite: fix(model, body, removed, name.as_deref().unwrap_or("map"), known.is_set()),
        sites: vec![context.site(RULE.name, body, walker, lasting).about(subject)],
        weight: cost::weight(&predicted, frequency.heat, 1.0),
        predicted,
        cause: Cause::Instead("hash_iteration"),
    })
}

/// Why it costs.
const WHY: &str =
    "a hash table never gets smaller by itself: with one entry in ten left, a walk reads ten slots for each";

/// Why it may cost nothing, where one of two sets is walked.
const EITHER: &str = "of two sets the one with fewer entries is walked: this one where fewer are left in it";

/// Why there is no figure.
const UNKNOWN: &str = "the text does not tell how many slots are left empty";

/// What spares it.
fn spared(walked: Walked) -> Option<&'static str> {
    match walked {
        Walked::Once => Some("to shrink the map visits every slot, too: a single walk does not pay for that"),
        Walked::ForEachRemoval => {
            Some("one entry is removed for each walk: only the last walks find most of the slots empty")
        }
        Walked::Elsewhere => {
            Some("how many entries there were at most, and how many there are at the walk, only a run tells")
        }
        Walked::Often | Walked::InTurns => None,
    }
}

fn fix(model: &Model<'_>, body: &Body<'_>, removed: &Removed, map: &str, is_set: bool) -> Proposal {
    match removed.walked {
        Walked::Once => match body.facts[removed.at].kind {
            ExprKind::MethodCall { name, .. } if visits_all(model, body, removed.at) => {
                let entry = if is_set { "key" } else { "key, value" };
                Proposal::by_hand(
                    format!("do the work of the walk in `{name}`, which visits every slot already"),
                    format!(
                        "{map}.{name}(|{entry}| {{\n    // whether it stays, and what the walk does with it\n}});\n\
                         // or filter in the walk alone, where nobody needs `{map}` afterwards"
                    ),
                )
            }
            _ => Proposal::by_hand(
                "keep the result up to date with each entry that is removed, or a sequence of what is left",
                format!(
                    "// take what is removed out of the result, in place of the walk over `{map}`\n\
                     // or, where `{map}` is walked again elsewhere\n\
                     {map}.shrink_to_fit();"
                ),
            ),
        },
        Walked::Often => {
            Proposal::by_hand("give the empty slots back before the walk", format!("{map}.shrink_to_fit();"))
        }
        Walked::InTurns | Walked::ForEachRemoval | Walked::Elsewhere => Proposal::by_hand(
            "give the empty slots back when most of them are empty",
            format!("if {map}.len() < {map}.capacity() / 4 {{\n    {map}.shrink_to_fit();\n}}"),
        ),
    }
}
