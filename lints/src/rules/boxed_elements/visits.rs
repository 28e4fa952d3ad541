//! Code that goes to boxed values: how often, at which cost, and where it can be measured.
use rustc_hash::FxHashSet;

use super::RULE;
use super::boxes::{Boxed, boxed};
use crate::model::{Body, BodyId, Declared, Effects, Known, Lasting, Lookup, LookupForm, Model, Pass, Ty};
use crate::report::{Label, Predicted, Site, Subject};
use crate::rules::context::Context;
use crate::rules::heat::{Frequency, Paying};
use crate::rules::subject::Spots;
use crate::rules::{cost, passes};
use crate::source::facts::{ExprId, ExprKind};

/// Code that goes to the values.
pub(super) enum Visit {
    Pass(BodyId, Pass),
    Lookup(BodyId, Lookup),
}

impl Visit {
    /// The body, what runs, and the collection as it is named there.
    pub(super) fn at(&self) -> (BodyId, ExprId, ExprId) {
        match self {
            Visit::Pass(body, pass) => (*body, pass.walker, pass.sequence),
            Visit::Lookup(body, lookup) => (*body, lookup.at, lookup.collection),
        }
    }
}

/// What a body does with the values of such collections.
pub(super) fn visits(model: &Model<'_>, body: &Body<'_>, elements: &FxHashSet<Ty>) -> Vec<Visit> {
    let passes = model.passes(body).iter().filter(|pass| elements.contains(&pass.element));
    let mut all: Vec<Visit> = passes.map(|pass| Visit::Pass(body.id, pass.clone())).collect();
    let is_of_map = |lookup: &Lookup| {
        // Who puts a pointer in, or asks for a key, does not follow it; what compares the elements of a set does.
        let follows = lookup.known.is_set() || lookup.form == LookupForm::Gives;
        let types = model.autoderef(body.ty(lookup.collection));
        follows && types.iter().any(|ty| boxed(model, ty).is_some_and(|it| it.is_map && elements.contains(&it.element)))
    };
    all.extend(model.lookups(body).into_iter().filter(is_of_map).map(|lookup| Visit::Lookup(body.id, lookup)));
    all
}

/// Bytes of a pointer.
const POINTER: u64 = 8;
/// Bytes of the two numbers before what an `Rc` or `Arc` leads to.
const COUNTS: u64 = 16;

/// The pointers lie side by side, and what they lead to, each in an allocation of its own; the values, side by side. Who finds one in
/// a map goes to its slot as well.
pub(super) fn predict(boxed: &Boxed, trips: Option<u64>) -> Predicted {
    let allocation = boxed.bytes + if boxed.pointer == Known::Box { 0 } else { COUNTS };
    let slot = |bytes: u64| match boxed.is_map {
        false => cost::side_by_side(bytes),
        true => 2.0 + cost::side_by_side(bytes.saturating_sub(1)),
    };
    Predicted {
        lines_now: Some(slot(POINTER) + cost::scattered(allocation)),
        lines_after: Some(slot(boxed.bytes)),
        element_bytes: Some(boxed.bytes),
        trips,
        ..Predicted::default()
    }
}

/// How often a visit runs, and what is predicted of it.
pub(super) fn paying(context: &Context<'_>, boxed: &Boxed, visit: &Visit) -> (Frequency, Predicted) {
    let (body, at, collection) = visit.at();
    let body = context.model.body(body);
    let trips = match visit {
        Visit::Pass(..) => context.model.length(body, collection),
        Visit::Lookup(..) => None,
    };
    let predicted = predict(boxed, trips);
    let paying = match visit {
        Visit::Pass(..) => Paying { subject: Some(collection), ..Paying::walk(at) },
        Visit::Lookup(..) => Paying { subject: Some(collection), ..Paying::one_of_many(body, at) },
    };
    (context.frequency(body, paying, &predicted), predicted)
}

/// Larger values than this are dear to move.
const DEAR_TO_MOVE: u64 = 64;

/// Where elements change places, if the values would be dear to move.
pub(super) fn moves(model: &Model<'_>, place: &Declared<Boxed>) -> Option<(BodyId, ExprId)> {
    const MOVES: Effects = Effects::SORTS.or(Effects::SHIFTS);
    if place.answer.bytes <= DEAR_TO_MOVE {
        return None;
    }
    place.uses.iter().find_map(|&(of, used)| {
        let body = model.body(of);
        let call = body.ancestors(used).find(|&up| matches!(body.facts[up].kind, ExprKind::MethodCall { .. }))?;
        let is_receiver = model.behind_locks(body, receiver(body, call)?) == used;
        (is_receiver && model.effects(body, call).has(MOVES)).then_some((of, call))
    })
}

fn receiver(body: &Body<'_>, call: ExprId) -> Option<ExprId> {
    match body.facts[call].kind {
        ExprKind::MethodCall { receiver, .. } => Some(receiver),
        _ => None,
    }
}

pub(super) fn label(context: &Context<'_>, visit: &Visit) -> Label {
    match visit {
        Visit::Pass(body, pass) => context.label_header(*body, pass.walker, "for each of them, a pointer is followed"),
        Visit::Lookup(body, lookup) => context.label_expr(*body, lookup.at, "after the look-up, a pointer is followed"),
    }
}

/// The code of a visit, about what the pointers lead to.
pub(super) fn site(context: &Context<'_>, visit: &Visit) -> Site {
    match visit {
        Visit::Pass(body, pass) => {
            let site = passes::site(context, RULE.name, &(*body, pass.clone()));
            let spots = site.subject.spots().cloned().collect();
            site.about(Subject::elements(spots, 2))
        }
        Visit::Lookup(of, lookup) => {
            let body = context.model.body(*of);
            let mut spots = Spots::new(context);
            spots.way_to(*of, lookup.at);
            spots.onwards(*of, lookup.at);
            let at = body.loops(lookup.at).next().unwrap_or(lookup.at);
            context.site(RULE.name, body, at, Lasting::Statement).about(Subject::elements(spots.into_vec(), 2))
        }
    }
}
