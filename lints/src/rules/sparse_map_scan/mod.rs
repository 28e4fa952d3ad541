#![doc = include_str!("README.md")]
use super::context::{Context, level};
use super::found::{Cause, Found, Proposal};
use super::heat::Paying;
use super::subject::Spots;
use super::{Chapter, Finds, Rule, cost};
use crate::model::effects::words_where;
use crate::model::{AccessPath, Body, Effects, End, Interest, Known, Lasting, Model, Ty, words};
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

/// Every walk over a map that was made smaller in the same function.
fn check(context: &Context<'_>) -> Vec<Found> {
    context.in_each_body(|body| {
        let steps = steps(context.model, body);
        if steps.len() > MOST_STEPS {
            return Vec::new();
        }
        let walks = steps.iter().filter(|step| matches!(step.kind, Kind::Walks(..)));
        walks
            .filter_map(|walk| report(context, body, walk, &shrunk_before(context.model, body, walk, &steps)?))
            .collect()
    })
}

/// A function that does more with maps is not looked at: each walk is held against each.
const MOST_STEPS: usize = 128;

/// Bodies that a hash map can come into, and that remove something.
fn interest(model: &Model<'_>) -> Interest {
    let shrinks = words_where(|effects, owner| effects.has(Effects::SHRINKS) && owner.is_of(Known::is_hash_ordered));
    model.interest_in(words(Known::names(Known::is_hash_ordered)), &[]).only_with(shrinks)
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

/// What removes entries.
struct Removed {
    at: ExprId,
    /// One goes before each walk, in the turns of one loop: for most of the turns most are left.
    is_one_a_walk: bool,
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
    let around = body.loops(walker).find(|around| contains(*around, shrinks.at));
    let is_between = |step: &&Step| {
        (start(step.at) > start(outermost) && start(step.at) < start(walker))
            || around.is_some_and(|around| contains(around, step.at))
    };
    let undone = own.iter().any(|step| matches!(step.kind, Kind::Grows | Kind::Trims) && is_between(step));
    let is_one_a_walk =
        around.is_some() && outermost == shrinks.at && !model.effects(body, shrinks.at).has(Effects::WALKS);
    (!undone).then_some(Removed { at: shrinks.at, is_one_a_walk })
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
    let predicted = Predicted {
        lines_after: slot.map(cost::slots),
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
    let title = "give the empty slots back before the walk";
    let sketch = format!("{}.shrink_to_fit();", name.as_deref().unwrap_or("map"));
    let default = if removed.is_one_a_walk { Level::Note } else { RULE.level };
    let mut notes = vec![WHY.to_owned()];
    notes.extend(removed.is_one_a_walk.then(|| ONE_A_WALK.to_owned()));
    notes.push(context.prediction(&predicted, &frequency));
    Some(Found {
        level: level(default, frequency.heat, &predicted),
        heat: frequency.heat,
        krate: context.krate(body.owner),
        item: model.item_path(body.owner),
        message: format!("the walk over {named} visits all slots that it had before entries were removed"),
        primary: context.label_expr(body.id, walk.at, "as many slots as ever, fewer entries"),
        labels: vec![context.label_expr(body.id, removed.at, "entries are removed here")],
        notes,
        rewrite: Proposal::by_hand(title, sketch),
        sites: vec![context.site(RULE.name, body, walker, lasting).about(subject)],
        weight: cost::weight(&predicted, frequency.heat, 1.0),
        predicted,
        cause: Cause::Instead("hash_iteration"),
    })
}

/// Why it costs.
const WHY: &str =
    "a hash table never gets smaller by itself: with one entry in ten left, a walk reads ten slots for each";

/// What spares it.
const ONE_A_WALK: &str = "one entry is removed for each walk: only the last walks find most of the slots empty";
