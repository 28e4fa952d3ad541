//! Code that takes both hops again and again: how often, at which cost, and where it can be measured.
use super::RULE;
use super::hops::Double;
use crate::model::outline::descendants;
use crate::model::{Body, BodyId, Declared, Effects, Lasting, Model, Pass};
use crate::report::{Label, Predicted, Saves, Site, Subject};
use crate::rules::context::Context;
use crate::rules::heat::{Frequency, Paying};
use crate::rules::subject::Spots;
use crate::rules::{cost, passes};
use crate::source::facts::{ExprId, ExprKind};

/// Code that takes both hops again and again.
pub(super) enum Reach {
    /// For each element of a sequence, which is the pointer or has it in a field.
    Elements(BodyId, Pass),
    /// At one place in a loop: the data is the same each turn, or nearly so.
    Again(BodyId, ExprId),
}

/// So many uses are told of, and measured.
const MOST_USES: usize = 16;

/// What goes through a declared pointer again and again.
pub(super) fn reaches(context: &Context<'_>, place: &Declared<Double>, all: &[(BodyId, Pass)]) -> Vec<Reach> {
    let model = context.model;
    let mut found = Vec::new();
    for (of, pass) in all {
        let body = model.body(*of);
        let whole = body.facts[pass.walker].span;
        let uses = || place.uses.iter().filter(|(at, _)| at == of).map(|(_, used)| *used);
        let is_element = place.answer.whole.fits(pass.element.without_references())
            && uses().any(|used| used == model.behind_locks(body, pass.sequence));
        let in_a_field = || uses().any(|used| whole.contains(body.facts[used].span) && is_part_of(body, used, pass));
        if is_element || in_a_field() {
            found.push(Reach::Elements(*of, pass.clone()));
        }
    }
    let is_again = |&(of, used): &(BodyId, ExprId)| {
        let body = model.body(of);
        body.repeated(used).next().is_some() && is_reached_through(model, body, used)
    };
    if found.is_empty() {
        let in_loops = place.uses.iter().copied().filter(is_again);
        found.extend(in_loops.take(MOST_USES).map(|(of, used)| Reach::Again(of, used)));
    }
    if found.is_empty() && place.answer.counts() > 0 {
        let in_loops = sharers(context, place).into_iter().filter(is_again);
        found.extend(in_loops.take(MOST_USES).map(|(of, used)| Reach::Again(of, used)));
    }
    found
}

/// The variables of its crate that hold a counted pointer of the kind: what it leads to is shared with them.
fn sharers(context: &Context<'_>, place: &Declared<Double>) -> Vec<(BodyId, ExprId)> {
    let model = context.model;
    let bodies = model.bodies().filter(|body| context.krate(body.owner) == context.krate(place.item));
    let variables = bodies.flat_map(|body| {
        let holds = |id: &ExprId| {
            matches!(body.facts[*id].kind, ExprKind::Path(_))
                && place.answer.whole.fits(body.ty(*id).without_references())
        };
        body.exprs().filter(holds).map(|id| (body.id, id)).collect::<Vec<_>>()
    });
    variables.collect()
}

/// Whether a use is a field of an element that a pass goes through.
fn is_part_of(body: &Body<'_>, used: ExprId, pass: &Pass) -> bool {
    match body.facts[used].kind {
        ExprKind::Field { base, .. } => body.ty(base).without_references() == pass.element.without_references(),
        _ => false,
    }
}

/// Whether something is asked of what a pointer leads to: who only copies the pointer takes no hop.
fn is_reached_through(model: &Model<'_>, body: &Body<'_>, used: ExprId) -> bool {
    let Some(up) = body.parent(used) else { return false };
    match body.facts[up].kind {
        ExprKind::MethodCall { receiver, .. } => receiver == used && !model.effects(body, up).has(Effects::COPIES),
        ExprKind::Index { base, .. } => base == used,
        ExprKind::Deref(_) => true,
        ExprKind::Field { .. } => true,
        _ => false,
    }
}

/// The pointer lies in the element or beside it; what it leads to is an allocation of its own, which leads to the data. The rewrite
/// spares that allocation, but has a header where a pointer was.
fn predict(double: &Double, trips: Option<u64>) -> Predicted {
    const POINTER: u64 = 8;
    const DATA: f64 = 1.0;
    Predicted {
        lines_now: Some(cost::side_by_side(POINTER) + cost::scattered(double.header + double.counts()) + DATA),
        lines_after: Some(cost::side_by_side(double.after) + DATA),
        element_bytes: Some(double.after),
        trips,
        ..Predicted::default()
    }
}

pub(super) fn frequency(context: &Context<'_>, double: &Double, reach: &Reach) -> (Frequency, Option<Predicted>) {
    let model = context.model;
    match reach {
        Reach::Elements(of, pass) => {
            let body = model.body(*of);
            let predicted = predict(double, model.length(body, pass.sequence));
            let paying = Paying { subject: Some(pass.sequence), ..Paying::walk(pass.walker) };
            (context.frequency(body, paying, &predicted), Some(predicted))
        }
        Reach::Again(of, used) => {
            let body = model.body(*of);
            (context.frequency(body, Paying::one_of_many(body, *used), &Predicted::default()), None)
        }
    }
}

pub(super) fn label(context: &Context<'_>, reach: &Reach) -> Label {
    match reach {
        Reach::Elements(of, pass) => context.label_header(*of, pass.walker, "two hops for each of them"),
        Reach::Again(of, used) => context.label_expr(*of, *used, "two hops each turn"),
    }
}

/// The loop that takes the hops, about what they lead through.
pub(super) fn site(context: &Context<'_>, double: &Double, reach: &Reach) -> Site {
    match reach {
        Reach::Elements(of, pass) => {
            let site = passes::site(context, RULE.name, &(*of, pass.clone()));
            // What is called on the pointer takes the second hop.
            let body = context.model.body(*of);
            let mut spots = Spots::new(context);
            for id in descendants(body.facts, pass.walker) {
                if double.whole.fits(body.ty(id).without_references()) {
                    spots.onwards(*of, id);
                    spots.methods(*of, id);
                }
            }
            let mut spots = spots.into_vec();
            spots.extend(site.subject.spots().cloned());
            spots.sort();
            spots.dedup();
            site.about(Subject::elements(spots, 3)).saving(Saves::Hop)
        }
        Reach::Again(of, used) => {
            let body = context.model.body(*of);
            let mut spots = Spots::new(context);
            spots.onwards(*of, *used);
            spots.methods(*of, *used);
            let at = body.loops(*used).next().unwrap_or(*used);
            let site = context.site(RULE.name, body, at, Lasting::Statement);
            site.about(Subject::elements(spots.into_vec(), 3)).saving(Saves::Hop)
        }
    }
}
