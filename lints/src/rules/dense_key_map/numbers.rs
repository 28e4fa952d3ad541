//! Whether keys are numbers that count up from 0, or that find elements of a sequence.
use crate::model::outline::descendants;
use crate::model::{Body, Effects, Lookup, LookupForm, Model};
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
