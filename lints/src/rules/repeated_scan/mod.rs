#![doc = include_str!("README.md")]
use rustc_hash::FxHashSet;

use super::context::{Context, level};
use super::cost::Extent;
use super::found::{Cause, Found, Proposal};
use super::heat::Paying;
use super::{Chapter, Finds, Rule, cost, passes};
use crate::model::order::is_whole_place;
use crate::model::outline::{bindings, descendants};
use crate::model::{AccessPath, Body, Effects, Interest, Lasting, Model, Pass, Resolution, Root, Ty, walks};
use crate::report::{Level, Predicted, Saves};
use crate::source::facts::{ExprId, ExprKind, StatementKind};

/// What it is.
pub const RULE: Rule = Rule {
    name: "repeated_scan",
    chapter: Chapter::Traversal,
    level: Level::Note,
    summary: "one function goes through the same sequence several times, where once would do",
    page: include_str!("README.md"),
    experiment: include_str!("experiment.rs"),
    finds: Finds::Source { interest, check },
};

/// Every sequence that a function goes through twice or more, one pass after the other.
fn check(context: &Context<'_>) -> Vec<Found> {
    context.in_each_body(|body| {
        let all = context.model.passes(body);
        if !(2..=MOST_PASSES).contains(&all.len()) {
            return Vec::new();
        }
        let passes: Vec<&Pass> = all.iter().filter(|pass| is_full(context.model, body, pass)).collect();
        let mut told: FxHashSet<ExprId> = FxHashSet::default();
        let mut found = Vec::new();
        for first in &passes {
            if told.contains(&first.walker) {
                continue;
            }
            let later: Vec<&Pass> =
                passes.iter().copied().filter(|later| could_be_one(context.model, body, first, later)).collect();
            if !later.is_empty() {
                told.extend(later.iter().map(|pass| pass.walker));
                found.extend(report(context, body, first, &later));
            }
        }
        found
    })
}

/// A function that goes through more sequences is not looked at: each pass is held against each.
const MOST_PASSES: usize = 32;

/// Bodies that have two loops or iterators.
fn interest(_: &Model<'_>) -> Interest {
    Interest::default().or([walks()])
}

/// Whether a pass goes to the end, in order, and changes nothing on the way.
fn is_full(model: &Model<'_>, body: &Body<'_>, pass: &Pass) -> bool {
    if !is_in_order(model, body, pass) {
        return false;
    }
    let within = body.facts[pass.walker].span;
    let is_loop = matches!(body.facts[pass.walker].kind, ExprKind::For { .. });
    let leaves =
        |id: ExprId| matches!(body.facts[id].kind, ExprKind::Break { .. } | ExprKind::Return(_) | ExprKind::Try(_));
    let stops = match body.facts[pass.walker].kind {
        ExprKind::MethodCall { receiver, .. } => {
            let chain = model.chain(body, receiver);
            std::iter::once(pass.walker).chain(chain.calls).any(|call| model.effects(body, call).has(Effects::STOPS))
        }
        _ => false,
    };
    let is_left = || body.exprs().any(|id| within.contains(body.facts[id].span) && leaves(id));
    // What is sorted, or kept, is another pass of another kind.
    let takes = |id: ExprId| {
        model.effects(body, id).has(Effects::SORTS.or(Effects::OPEN).or(Effects::SHRINKS).or(Effects::COPIES))
    };
    let ends_otherwise = if is_loop { is_left() } else { takes(pass.walker) };
    // What gives each element a value of other data reads none of them: `copy_from_slice`.
    let fills = match body.facts[pass.walker].kind {
        ExprKind::MethodCall { receiver, .. } => receiver == pass.sequence && model.usage(body, receiver).may_write(),
        // What another function writes, it may write in any order, or on several threads.
        ExprKind::Call { .. } => model.usage(body, pass.sequence).may_write(),
        _ => false,
    };
    !(stops || fills || ends_otherwise || model.is_changed_in(body, pass.walker, pass.sequence))
}

/// Whether a pass goes from element to element: where it is a loop with a subscript, by the number of the turn.
fn is_in_order(model: &Model<'_>, body: &Body<'_>, pass: &Pass) -> bool {
    let Some(up) = body.parent(pass.sequence) else { return true };
    let (ExprKind::Index { base, index }, ExprKind::For { pattern, .. }) =
        (&body.facts[up].kind, &body.facts[pass.walker].kind)
    else {
        return true;
    };
    let is_counter = |id: ExprId| match body.resolution(id) {
        Some(Resolution::Local(variable)) => {
            bindings(body.facts, *pattern).contains(&variable) && model.counts_turns(body, id)
        }
        _ => false,
    };
    let is_plain = |id: ExprId| {
        matches!(
            body.facts[id].kind,
            ExprKind::Path(_)
                | ExprKind::Literal(_)
                | ExprKind::Binary { .. }
                | ExprKind::Cast { .. }
                | ExprKind::Deref(_)
        )
    };
    let all = descendants(body.facts, *index);
    *base != pass.sequence || all.iter().all(|id| is_plain(*id)) && all.iter().any(|id| is_counter(*id))
}

/// Whether a later pass goes through the same, unchanged, in the same direction, and needs nothing that the first one found out.
fn could_be_one(model: &Model<'_>, body: &Body<'_>, first: &Pass, later: &Pass) -> bool {
    let path = |pass: &Pass| model.access_path(body, pass.sequence);
    let is_after = body.facts[later.walker].span.start >= body.facts[first.walker].span.end;
    // What a lazy iterator is handed to is another statement.
    let is_over = first.lasting == Lasting::Statement && later.lasting == Lasting::Statement;
    if !is_after || !is_over || !model.is_same_path(body, &path(first), &path(later)) {
        return false;
    }
    let Some(passage) = body.passage(first.walker, later.walker) else { return false };
    if !passage.is_certain()
        || model.may_change(body, &path(first), &passage)
        || !model.stays(body, first.sequence, &passage)
        || is_reversed(model, body, first) != is_reversed(model, body, later)
    {
        return false;
    }
    let mut found = found_out(model, body, first, later);
    for &between in passage.between() {
        if needs(model, body, between, &found) {
            let written = model.written_places(body, between).into_iter();
            found.extend(written.map(|place| model.access_path(body, place)));
        }
    }
    !needs(model, body, statement(body, later.walker), &found) && !writes_over(model, body, first, later)
}

/// Whether a later pass writes what the first one reads, in turns that come after it as yet: other elements, or another part of the same
/// data.
fn writes_over(model: &Model<'_>, body: &Body<'_>, first: &Pass, later: &Pass) -> bool {
    let is_read = |id: &ExprId| is_whole_place(body, *id) && *id != first.sequence;
    let read = descendants(body.facts, statement(body, first.walker)).into_iter().filter(is_read);
    let read: Vec<AccessPath> = read.flat_map(|id| borrowed_from(model, body, id)).collect();
    let sequence = model.access_path(body, later.sequence);
    let written = model.written_places(body, later.walker).into_iter().filter(|id| *id != later.sequence);
    written.flat_map(|id| borrowed_from(model, body, id)).any(|written| {
        model.overlaps(body, &written, &sequence) || read.iter().any(|read| model.overlaps(body, &written, read))
    })
}

/// The place that an expression names, and those that a reference which it goes by was borrowed from.
fn borrowed_from(model: &Model<'_>, body: &Body<'_>, place: ExprId) -> Vec<AccessPath> {
    let mut all = vec![model.access_path(body, place)];
    let mut at = 0;
    while let Some(path) = all.get(at) {
        at += 1;
        let Root::Variable(variable) = path.root else { continue };
        if !matches!(body.pattern_ty(variable), Ty::Ref(..)) {
            continue;
        }
        let source = body.source(variable).into_iter().flat_map(|source| descendants(body.facts, source));
        let more: Vec<AccessPath> =
            source.filter(|id| is_whole_place(body, *id)).map(|id| model.access_path(body, id)).collect();
        for path in more {
            if !all.contains(&path) {
                all.push(path);
            }
        }
    }
    all
}

/// Whether a pass goes from the last element to the first.
fn is_reversed(model: &Model<'_>, body: &Body<'_>, pass: &Pass) -> bool {
    let last = match body.facts[pass.walker].kind {
        ExprKind::For { iterable, .. } => iterable,
        ExprKind::MethodCall { receiver, .. } => receiver,
        _ => return false,
    };
    descendants(body.facts, last).into_iter().any(|call| model.effects(body, call).has(Effects::REVERSES))
}

/// What a walk writes, and the variables that get what it gives. That each element gets another value of its own is nothing that
/// is found out, where the later pass asks for each by itself, too.
fn found_out(model: &Model<'_>, body: &Body<'_>, pass: &Pass, later: &Pass) -> Vec<AccessPath> {
    let asks_for_others =
        body.parent(later.sequence).is_some_and(|up| matches!(body.facts[up].kind, ExprKind::Index { .. }));
    let is_own = |place: &ExprId| *place == pass.sequence && !asks_for_others;
    let written = model.written_places(body, pass.walker).into_iter().filter(|place| !is_own(place));
    let mut all: Vec<AccessPath> = written.map(|place| model.access_path(body, place)).collect();
    if let Some(at) = body.statement(pass.walker)
        && let Some(statement) = body.statement_at(at)
        && let StatementKind::Let { pattern, .. } = &statement.kind
    {
        let given = bindings(body.facts, *pattern).into_iter();
        all.extend(given.map(|variable| AccessPath { root: Root::Variable(variable), steps: Vec::new() }));
    }
    all
}

/// The statement that a pass stands in.
fn statement(body: &Body<'_>, walker: ExprId) -> ExprId {
    let at = body.statement(walker).and_then(|at| body.statement_at(at));
    match at.map(|statement| &statement.kind) {
        Some(StatementKind::Let { init: Some(init), .. }) => *init,
        Some(StatementKind::Expr { expr, .. }) => *expr,
        _ => walker,
    }
}

/// Whether an expression reaches one of these places, or a variable made of them.
fn needs(model: &Model<'_>, body: &Body<'_>, expr: ExprId, found_out: &[AccessPath]) -> bool {
    body.depends(expr, &|id| {
        is_whole_place(body, id) && {
            let path = model.access_path(body, id);
            found_out.iter().any(|found| model.overlaps(body, found, &path))
        }
    })
}

fn report(context: &Context<'_>, body: &Body<'_>, first: &Pass, later: &[&Pass]) -> Option<Found> {
    let model = context.model;
    let bytes = model.size_of(&first.element);
    let length = model.length(body, first.sequence);
    if length.is_some_and(|length| cost::extent(context.settings, length, bytes) == Some(Extent::Small)) {
        return None;
    }
    let once = bytes.map(cost::side_by_side);
    let predicted = Predicted {
        lines_now: once.map(|once| once * (later.len() + 1) as f64),
        lines_after: once,
        element_bytes: bytes,
        trips: length,
        ..Predicted::default()
    };
    let paying = Paying { subject: Some(first.sequence), ..Paying::walk(first.walker) };
    let frequency = context.frequency(body, paying, &predicted);
    let name = model.written_text(body, first.sequence).to_owned();
    let labels = later.iter().take(3);
    let labels = labels.map(|pass| context.label_header(body.id, pass.walker, "and again here"));
    let site = |pass: &Pass| passes::site(context, RULE.name, &(body.id, pass.clone()));
    // What the first pass fetches has to come once; what the others fetch it had.
    let again = later.iter().map(|pass| site(pass).saving(Saves::Lines { now: 1, after: 0 }));
    let mut sites: Vec<_> = std::iter::once(site(first)).chain(again).collect();
    sites.dedup_by(|one, other| one.is_same(other));
    Some(Found {
        level: level(RULE.level, frequency.heat, &predicted),
        heat: frequency.heat,
        krate: context.krate(body.owner),
        item: model.item_path(body.owner),
        message: format!(
            "`{name}` is gone through {} times, and no pass needs what the one before found out",
            later.len() + 1
        ),
        primary: context.label_header(body.id, first.walker, "all of it comes through the cache here"),
        labels: labels.collect(),
        notes: vec![WHY.to_owned(), context.prediction(&predicted, &frequency)],
        rewrite: Proposal::by_hand(
            "do in one loop what the passes do",
            format!(
                "for one in &{name} {{\n    // what the first pass does with it\n    // what the others do with it\n}}"
            ),
        ),
        sites,
        weight: cost::weight(&predicted, frequency.heat, 1.0),
        predicted,
        cause: Cause::Code,
    })
}

/// Why it costs.
const WHY: &str =
    "a sequence that is larger than the cache has left it when the next pass begins, and is fetched once more";
