//! What is said of code that goes through the elements of a sequence, the same in every rule that speaks of elements.
use rustc_hash::FxHashMap;

use super::context::Context;
use super::heat::{Frequency, Paying};
use super::subject::Spots;
use crate::model::outline::{bindings, descendants};
use crate::model::{BodyId, Declared, DefId, Pass, Question, Ty};
use crate::report::{Label, Predicted, Site, Subject};
use crate::source::facts::ExprKind;

/// A type whose values are stored many times.
pub(crate) struct Stored<T> {
    pub(crate) of: DefId,
    /// What a rule found of the type.
    pub(crate) answer: T,
    /// The declared places that have many.
    pub(crate) at: Vec<Declared<T>>,
    /// The passes that go over them.
    pub(crate) passes: Vec<(BodyId, Pass)>,
}

/// The types that declared places have many of, in their order; who goes over them is not looked for yet. `of` tells which type
/// an answer is about.
pub(crate) fn stored<T: Clone>(
    context: &Context<'_>,
    question: &Question<'_, T>,
    of: impl Fn(&T) -> DefId,
) -> Vec<Stored<T>> {
    let mut all: FxHashMap<DefId, Stored<T>> = FxHashMap::default();
    for place in context.model.declared(question) {
        let of = of(&place.answer);
        let new = || Stored { of, answer: place.answer.clone(), at: Vec::new(), passes: Vec::new() };
        all.entry(of).or_insert_with(new).at.push(place);
    }
    let mut all: Vec<Stored<T>> = all.into_values().collect();
    all.sort_by_key(|stored| stored.of);
    all
}

/// Looks for the passes over types that are stored many times.
pub(crate) fn look_for<T: Sync>(context: &Context<'_>, stored: &mut [Stored<T>]) {
    if stored.is_empty() {
        return;
    }
    let number = |ty: &Ty| {
        let of = context.model.definitions().original(ty.adt()?.0);
        stored.binary_search_by_key(&of, |it| it.of).ok()
    };
    let found: Vec<_> = over(context, |ty| number(ty).is_some())
        .into_iter()
        .filter_map(|(body, pass)| Some((number(&pass.element)?, (body, pass))))
        .collect();
    for (number, pass) in found {
        stored[number].passes.push(pass);
    }
}

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
