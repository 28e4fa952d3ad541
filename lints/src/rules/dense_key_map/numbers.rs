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
    let map = model.access_path(body, lookup.collection);
    let asks_the_map = |condition: ExprId| {
        descendants(body.facts, condition).into_iter().any(|at| match body.facts[at].kind {
            ExprKind::MethodCall { receiver, .. } => model.is_same_path(body, &map, &model.access_path(body, receiver)),
            _ => false,
        })
    };
    let is_within = |at: ExprId, of: ExprId| at == of || body.ancestors(at).any(|up| up == of);
    let goes_on_if = |call: ExprId| {
        body.ancestors(call).take_while(|up| *up != walk).any(|up| {
            let condition = match body.facts[up].kind {
                ExprKind::If { condition, .. } => condition,
                ExprKind::Match { scrutinee, .. } => scrutinee,
                _ => return false,
            };
            !is_within(call, condition) && !asks_the_map(condition)
        })
    };
    let mut grows = descendants(body.facts, walk).into_iter().filter(|&at| {
        matches!(body.facts[at].kind, ExprKind::MethodCall { .. }) && model.effects(body, at).has(Effects::GROWS)
    });
    grows.any(goes_on_if)
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
