//! Whether keys are numbers that count up from 0, or that find elements of a sequence.
use crate::model::outline::descendants;
use crate::model::{Body, Declares, Effects, Lookup, LookupForm, Model, Ty};
use crate::rules::context::Context;
use crate::source::facts::{ExprId, ExprKind};

/// Why keys are taken for dense.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Dense {
    /// The same number finds an element of a sequence here.
    Indexes(ExprId),
    /// Every number from a range, of an enumeration, of a counter is a key: here.
    Counts(ExprId),
}

/// Why the key of a look-up is taken for dense, as far as its body tells.
pub(super) fn dense(model: &Model<'_>, body: &Body<'_>, lookup: &Lookup) -> Option<Dense> {
    if lookup.form == LookupForm::Grows && model.counts_up(body, lookup.at, lookup.key) {
        return Some(Dense::Counts(lookup.at));
    }
    model.subscripts_by(body, lookup.key, lookup.collection).first().copied().map(Dense::Indexes)
}

/// Whether a walk that a look-up is part of goes on only under conditions that ask for something beside the map: then it may
/// end long before it has met every number.
pub(super) fn is_cut_off(model: &Model<'_>, body: &Body<'_>, lookup: &Lookup) -> bool {
    let Some(walk) = body.repeated(lookup.at).last() else { return false };
    let goes_on_if = |call: ExprId| {
        let mut around = body.ancestors(call).take_while(|up| *up != walk);
        around.any(|up| condition(body, up, call).is_some_and(|condition| !asks(model, body, condition, lookup)))
    };
    let mut grows = descendants(body.facts, walk).into_iter().filter(|&at| {
        matches!(body.facts[at].kind, ExprKind::MethodCall { .. }) && model.effects(body, at).has(Effects::GROWS)
    });
    grows.any(goes_on_if)
}

/// The condition of an `if` or `match` that decides whether an expression in it runs.
fn condition(body: &Body<'_>, around: ExprId, of: ExprId) -> Option<ExprId> {
    let condition = match body.facts[around].kind {
        ExprKind::If { condition, .. } => condition,
        ExprKind::Match { scrutinee, .. } => scrutinee,
        _ => return None,
    };
    (!body.facts[condition].span.contains(body.facts[of].span)).then_some(condition)
}

/// Whether a condition asks the map of a look-up for something.
fn asks(model: &Model<'_>, body: &Body<'_>, condition: ExprId, lookup: &Lookup) -> bool {
    let map = model.access_path(body, lookup.collection);
    descendants(body.facts, condition).into_iter().any(|at| match body.facts[at].kind {
        ExprKind::MethodCall { receiver, .. } => model.is_same_path(body, &map, &model.access_path(body, receiver)),
        _ => false,
    })
}

/// Whether the same number finds an element in another branch than the one that puts it into the map, by a condition that does not
/// ask the map: the map has only those numbers that the sequence does not do for.
pub(super) fn is_overflow(model: &Model<'_>, body: &Body<'_>, fill: &Lookup) -> bool {
    let found = model.subscripts_by(body, fill.key, fill.collection);
    body.ancestors(fill.at).any(|up| {
        let span = body.facts[up].span;
        condition(body, up, fill.at).is_some_and(|condition| !asks(model, body, condition, fill))
            && found.iter().any(|&at| span.contains(body.facts[at].span) && body.excludes(at, fill.at))
    })
}

/// Whether a walk that a look-up is part of is left once it has as many elements as it is allowed.
pub(super) fn is_bounded(model: &Model<'_>, body: &Body<'_>, lookup: &Lookup) -> bool {
    let Some(walk) = body.repeated(lookup.at).last() else { return false };
    let counts = |at: ExprId| {
        let is_call = matches!(body.facts[at].kind, ExprKind::MethodCall { .. });
        is_call && model.effects(body, at).has(Effects::MEASURES)
    };
    let is_limit = |condition: ExprId| match body.facts[condition].kind {
        ExprKind::Binary { left, right, .. } => {
            let is_literal = |at: ExprId| matches!(body.facts[at].kind, ExprKind::Literal(_));
            counts(left) && !is_literal(right) || counts(right) && !is_literal(left)
        }
        _ => false,
    };
    descendants(body.facts, walk).into_iter().any(|at| {
        matches!(body.facts[at].kind, ExprKind::Return(_) | ExprKind::Break { .. })
            && body.ancestors(at).take_while(|up| *up != walk).any(|up| condition(body, up, at).is_some_and(is_limit))
    })
}

/// Whether an entry is put in where its key was looked up before: `if let Some(known) = memo.get(&key) { .. } memo.insert(key, ..)`.
pub(super) fn is_filled_on_demand(model: &Model<'_>, body: &Body<'_>, fill: &Lookup) -> bool {
    let map = model.access_path(body, fill.collection);
    model.lookups(body).iter().any(|asked| {
        matches!(asked.form, LookupForm::Asks | LookupForm::Gives)
            && body.facts[asked.at].span.start < body.facts[fill.at].span.start
            && model.is_same_path(body, &model.access_path(body, asked.collection), &map)
            && model.is_same_value(body, asked.key, fill.key)
    })
}

/// Whether a map is a field of something that no place keeps: it is made for a call, and gone after it.
pub(super) fn comes_and_goes(context: &Context<'_>, declares: Option<Declares>) -> bool {
    let model = context.model;
    let Some(Declares::Field(owner, _)) = declares else { return false };
    let original = |of| model.definitions().original(of);
    let owner = original(owner);
    // Who borrows it to change it has it for a call. Who shares it, shares what somebody keeps.
    let holds = |ty: Ty| {
        !matches!(ty, Ty::Ref(true, _)) && ty.any(&|part| part.adt().is_some_and(|(def, _)| original(def) == owner))
    };
    !context.is_exported(owner)
        && !model.written().iter().any(|at| {
            matches!(at.declares, Declares::Field(..) | Declares::Global(_) | Declares::Alias(_))
                && holds(model.type_of_written(at))
        })
}
