//! Which look-ups go from the outer map to an inner one and on, and what else is done with inner maps.
use super::maps::Nested;
use crate::model::outline::{Role, role};
use crate::model::{Body, BodyId, Declared, Effects, Lookup, LookupForm, Model, Resolution, Ty};
use crate::source::facts::{ExprId, ExprKind};

/// Two look-ups, one in what the other has found.
pub(super) struct Step<'m> {
    pub(super) body: &'m Body<'m>,
    /// What the first look-up is made on.
    pub(super) outer: ExprId,
    /// The first look-up, or the subscript.
    pub(super) first: ExprId,
    /// The second one.
    pub(super) lookup: Lookup,
    /// Whether the first one has another key each turn.
    pub(super) varies: bool,
}

/// The bodies that name a place.
fn bodies<'m>(model: &'m Model<'m>, place: &Declared<Nested>) -> Vec<&'m Body<'m>> {
    let mut ids: Vec<BodyId> = place.uses.iter().map(|(body, _)| *body).collect();
    ids.sort_unstable();
    ids.dedup();
    ids.into_iter().map(|id| model.body(id)).collect()
}

/// What finds an inner map, and by which key.
fn firsts(model: &Model<'_>, place: &Declared<Nested>, body: &Body<'_>) -> Vec<(ExprId, ExprId)> {
    let index = body.index();
    let finds = |&at: &ExprId| {
        let (from, key) = match &body.facts[at].kind {
            ExprKind::Index { base, index } => (*base, *index),
            ExprKind::MethodCall { receiver, args, .. } if model.effects(body, at).has(Effects::LOOKS_UP) => {
                (*receiver, *args.first()?)
            }
            _ => return None,
        };
        place.uses.contains(&(body.id, model.behind_locks(body, from))).then_some((at, key))
    };
    index.calls.iter().chain(&index.subscripts).filter_map(finds).collect()
}

/// Every pair of look-ups of a place that run one after the other.
pub(super) fn steps<'m>(model: &'m Model<'m>, place: &Declared<Nested>) -> Vec<Step<'m>> {
    let mut all = Vec::new();
    for body in bodies(model, place) {
        let firsts = firsts(model, place, body);
        if firsts.is_empty() {
            continue;
        }
        for lookup in model.lookups(body) {
            if !is_inner(model, body.ty(lookup.collection), place) {
                continue;
            }
            let is_from = |(first, _): &&(ExprId, ExprId)| body.depends(lookup.collection, &|id| id == *first);
            let turns = |at: ExprId| body.repeated(at).next();
            if let Some(&(first, key)) = firsts.iter().find(is_from)
                && turns(first) == turns(lookup.at)
            {
                let varies = turns(first).is_some_and(|around| varies(body, key, around));
                let outer = match body.facts[first].kind {
                    ExprKind::Index { base: outer, .. } | ExprKind::MethodCall { receiver: outer, .. } => outer,
                    _ => first,
                };
                all.push(Step { body, outer, first, lookup, varies });
            }
        }
    }
    all
}

/// Whether a key is another one each turn.
fn varies(body: &Body<'_>, key: ExprId, around: ExprId) -> bool {
    let within = body.facts[around].span;
    body.depends(key, &|id| match body.resolution(id) {
        Some(Resolution::Local(variable)) => within.contains(body.facts[variable].span),
        _ => false,
    })
}

/// Whether a value is an inner map of a place, or a reference to one.
fn is_inner(model: &Model<'_>, ty: &Ty, place: &Declared<Nested>) -> bool {
    let is_it = |ty: &Ty| place.answer.inner.fits(ty);
    is_it(ty.without_references()) || model.autoderef(ty).iter().any(is_it)
}

/// Whether somebody wants an inner map as a whole: puts one in that he has made, takes one out, walks one alone, hands one on, asks how
/// many there are or whether there is one.
pub(super) fn is_taken_whole<'m>(model: &'m Model<'m>, place: &Declared<Nested>) -> bool {
    bodies(model, place).into_iter().any(|body| {
        let firsts = firsts(model, place, body);
        let asks = |(first, _): &(ExprId, ExprId)| asks(model, place, body, *first);
        let is_map = |ty: &Ty| place.answer.inner.fits(ty.without_references());
        let is_whole = |id: ExprId| is_map(body.ty(id)) && !goes_on(model, body, id) && !is_empty(model, body, id);
        firsts.iter().any(asks)
            || place.uses.iter().any(|&(of, used)| of == body.id && changes(model, place, body, used))
            || body.exprs().any(is_whole)
    })
}

/// Whether a map is made here that has nothing in it yet.
fn is_empty(model: &Model<'_>, body: &Body<'_>, made: ExprId) -> bool {
    model.effects(body, made).has(Effects::MAKES.or(Effects::OPEN))
}

/// Whether a first look-up alone is an answer, puts a map in, or takes one out.
fn asks(model: &Model<'_>, place: &Declared<Nested>, body: &Body<'_>, first: ExprId) -> bool {
    let ExprKind::MethodCall { args, .. } = &body.facts[first].kind else { return false };
    let form = model.lookups(body).into_iter().find(|lookup| lookup.at == first).map(|lookup| lookup.form);
    let is_full = |arg: &ExprId| place.answer.inner.fits(body.ty(*arg)) && !is_empty(model, body, *arg);
    let puts_in = || args.iter().any(is_full);
    matches!(form, Some(LookupForm::Asks | LookupForm::Shrinks)) || puts_in()
}

/// Whether something is done with the outer map or sequence that concerns inner maps as such.
fn changes(model: &Model<'_>, place: &Declared<Nested>, body: &Body<'_>, used: ExprId) -> bool {
    let call = body.ancestors(used).find(|&up| matches!(body.facts[up].kind, ExprKind::MethodCall { .. }));
    let Some(call) = call else { return false };
    let ExprKind::MethodCall { receiver, args, .. } = &body.facts[call].kind else { return false };
    if model.behind_locks(body, *receiver) != used {
        return false;
    }
    let effects = model.effects(body, call);
    let is_map = place.answer.outer_key.is_some();
    let is_full = |arg: &ExprId| place.answer.inner.fits(body.ty(*arg)) && !is_empty(model, body, *arg);
    effects.has(Effects::SHRINKS) && !effects.has(Effects::WALKS.or(Effects::EMPTIES))
        || is_map && effects.has(Effects::MEASURES)
        || effects.has(Effects::GROWS) && args.iter().any(is_full)
}

/// Whether an inner map that is named here is asked for a key, or only given a name.
fn goes_on(model: &Model<'_>, body: &Body<'_>, named: ExprId) -> bool {
    let Some(up) = body.parent(named) else { return false };
    let effects = model.effects(body, up);
    match (&body.facts[up].kind, role(body.facts, up, named)) {
        (ExprKind::MethodCall { .. }, Some(Role::Receiver)) => {
            effects.has(Effects::VIEWS) || effects.has(Effects::LOOKS_UP) && !effects.has(Effects::ITERATES)
        }
        (ExprKind::Index { .. }, Some(Role::Base)) => true,
        (ExprKind::Reference { .. } | ExprKind::Deref(_) | ExprKind::Try(_), _) => true,
        (ExprKind::Let { .. } | ExprKind::Match { .. }, Some(Role::Scrutinee)) => true,
        (ExprKind::Block(_), Some(Role::LetInit(_))) | (ExprKind::Match { .. }, Some(Role::ArmBody(_))) => true,
        // What a function gives is told by the type of its result.
        (ExprKind::Block(_), Some(Role::Statement(_))) => up != body.facts.root,
        _ => false,
    }
}
