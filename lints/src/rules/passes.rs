//! What is said of code that goes through the elements of a sequence, the same in every rule that speaks of elements.
use super::context::Context;
use super::heat::{Frequency, Paying};
use super::subject::Spots;
use crate::model::outline::{bindings, descendants};
use crate::model::{BodyId, Pass, Ty};
use crate::report::{Label, Predicted, Site, Subject};
use crate::source::facts::ExprKind;

/// Every pass over elements that `keep` asks for.
pub(crate) fn over(context: &Context<'_>, keep: impl Fn(&Ty) -> bool + Sync) -> Vec<(BodyId, Pass)> {
    context.in_each_body(|body| {
        let passes = context.model.passes(body).iter().filter(|pass| keep(&pass.element));
        passes.map(|pass| (body.id, pass.clone())).collect()
    })
}

/// Of passes the one whose code is run most, what is predicted of it, and how often it runs. `predict` is given the elements that a
/// pass visits, where that is known.
pub(crate) fn hottest<'p>(
    context: &Context<'_>,
    passes: impl Iterator<Item = &'p (BodyId, Pass)>,
    predict: impl Fn(Option<u64>) -> Predicted,
) -> Option<(Frequency, Predicted)> {
    let frequencies = passes.map(|(body, pass)| {
        let body = context.model.body(*body);
        let predicted = predict(context.model.length(body, pass.sequence));
        let paying = Paying { subject: Some(pass.sequence), ..Paying::walk(pass.walker) };
        (context.frequency(body, paying, &predicted), predicted)
    });
    frequencies.max_by_key(|(frequency, predicted)| (frequency.heat, predicted.trips))
}

/// The first passes, as labels: three are enough to see.
pub(crate) fn labels<'p>(
    context: &Context<'_>,
    passes: impl Iterator<Item = &'p (BodyId, Pass)>,
    text: &str,
) -> Vec<Label> {
    passes.take(3).map(|(body, pass)| context.label_header(*body, pass.walker, text)).collect()
}

/// A pass, about the elements.
pub(crate) fn site(context: &Context<'_>, lint: &str, (of, pass): &(BodyId, Pass)) -> Site {
    let body = context.model.body(*of);
    let facts = body.facts;
    let mut spots = Spots::new(context);
    spots.walk(*of, pass.walker);
    if let ExprKind::For { pattern, body: turn, .. } = facts[pass.walker].kind {
        spots.pattern(*of, pattern, turn);
    }
    for id in descendants(facts, pass.walker) {
        match &facts[id].kind {
            // The closures that a chain hands its elements to.
            ExprKind::Closure { params, body: inside, .. }
                if !matches!(facts[pass.walker].kind, ExprKind::For { .. }) =>
            {
                params.iter().for_each(|(pattern, _)| spots.pattern(*of, *pattern, *inside));
            }
            ExprKind::Index { base, .. }
                if context.model.element_of(body.ty(*base)).as_ref() == Some(&pass.element) =>
            {
                spots.onwards(*of, id);
            }
            // What a `match` takes an element apart into.
            ExprKind::Match { arms, .. } => {
                for arm in arms {
                    let is_reached = |pattern: &_| body.pattern_ty(*pattern).without_references() == &pass.element;
                    if is_reached(&arm.pattern) {
                        spots.pattern(*of, arm.pattern, arm.body);
                        bindings(facts, arm.pattern).into_iter().for_each(|it| spots.variable(*of, it, arm.body));
                    }
                }
            }
            _ => {}
        }
    }
    context.site(lint, body, pass.walker, pass.lasting).about(Subject::elements(spots.into_vec(), 1))
}
