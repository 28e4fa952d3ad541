//! Where links are followed: loops that move a variable along them, and functions that call themselves with what they lead to.
use super::links::LinkedType;
use super::steps::Steps;
use crate::model::{Body, DefKind, Effects, Model, Place};
use crate::rules::heat::impl_of;
use crate::source::facts::{ExprId, ExprKind};

/// A walk along links.
#[derive(Clone, Debug)]
pub(super) struct Walk<'m> {
    pub(super) body: &'m Body<'m>,
    /// Number of the linked type.
    pub(super) of: usize,
    pub(super) form: Form,
    /// The loop, the first recursive call, or the call of `successors`.
    pub(super) walker: ExprId,
    /// Where it steps: the assignments; the other recursive calls.
    pub(super) steps: Vec<ExprId>,
    /// What moves.
    pub(super) cursor: Option<Place>,
}

/// In which form links are followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    Loop,
    Recursion,
    Successors,
}

/// Every walk in a body, in the order of the text; none in `Drop`.
pub(super) fn walks<'m>(model: &'m Model<'m>, body: &'m Body<'m>, types: &[LinkedType]) -> Vec<Walk<'m>> {
    if impl_of(model, body) == Some("Drop") || !touches(body) {
        return Vec::new();
    }
    let mut found = Vec::new();
    for (number, of) in types.iter().enumerate() {
        let concerned = body.exprs().any(|expr| of.reached_by(model, body.ty(expr)));
        if !concerned {
            continue;
        }
        let steps = Steps::new(model, body, of);
        found.extend(loops(model, body, number, of, &steps));
        found.extend(recursion(model, body, number, of, &steps));
        found.extend(successors(model, body, number, of, &steps));
    }
    found.sort_by_key(|walk| body.facts[walk.walker].span);
    found
}

/// Whether a body has anything that could be a walk.
fn touches(body: &Body<'_>) -> bool {
    !body.index().loops.is_empty() || !body.index().calls.is_empty()
}

/// Loops in which something moves along a link.
fn loops<'m>(
    model: &'m Model<'m>,
    body: &'m Body<'m>,
    number: usize,
    of: &LinkedType,
    steps: &Steps<'_, 'm>,
) -> Vec<Walk<'m>> {
    let mut found: Vec<Walk<'m>> = Vec::new();
    for &assignment in body.index().assignments.iter().chain(&body.index().calls) {
        let Some(around) = body.loops(assignment).next() else { continue };
        for (left, right) in moves(model, body, assignment) {
            let Some(cursor) = body.place(left) else { continue };
            let moves = of.reached_by(model, body.ty(left))
                && lives_longer(body, cursor, around)
                && steps.is_step(right)
                && body.depends(right, &|id| body.place(id) == Some(cursor));
            if !moves {
                continue;
            }
            match found.iter_mut().find(|walk| walk.walker == around) {
                Some(walk) => walk.steps.push(assignment),
                None => found.push(Walk {
                    body,
                    of: number,
                    form: Form::Loop,
                    walker: around,
                    steps: vec![assignment],
                    cursor: Some(cursor),
                }),
            }
        }
    }
    found
}

/// What an expression moves into what: `a = b`, `(a, b) = (c, d)`, `mem::replace(&mut a, b)`.
fn moves(model: &Model<'_>, body: &Body<'_>, expr: ExprId) -> Vec<(ExprId, ExprId)> {
    match &body.facts[expr].kind {
        ExprKind::Assign { left, right } => match (&body.facts[*left].kind, &body.facts[*right].kind) {
            (ExprKind::Tuple(lefts), ExprKind::Tuple(rights)) => {
                lefts.iter().copied().zip(rights.iter().copied()).collect()
            }
            _ => vec![(*left, *right)],
        },
        ExprKind::Call { args, .. } => match args.as_slice() {
            [left, right] if model.effects(body, expr).has(Effects::REPLACES) => vec![(*left, *right)],
            _ => Vec::new(),
        },
        _ => Vec::new(),
    }
}

/// Whether a place outlives a turn of the loop.
fn lives_longer(body: &Body<'_>, place: Place, around: ExprId) -> bool {
    match place {
        Place::Local(_, variable) => {
            let bound = body.facts[variable].span;
            !body.facts[around].span.contains(bound)
        }
        Place::Field(..) | Place::Global(_) => true,
        Place::Result(_) => false,
    }
}

/// A function that calls itself with what a link leads to. A syntax tree that is matched stays silent: an enum that is more
/// than a node and an end.
fn recursion<'m>(
    model: &'m Model<'m>,
    body: &'m Body<'m>,
    number: usize,
    of: &LinkedType,
    steps: &Steps<'_, 'm>,
) -> Option<Walk<'m>> {
    if model.def(of.def).kind == DefKind::Enum && !of.is_list(model) {
        return None;
    }
    let mut calls: Vec<ExprId> = model
        .calls_of_itself(body)
        .into_iter()
        .filter(|&call| {
            let given: Vec<ExprId> = match &body.facts[call].kind {
                ExprKind::MethodCall { receiver, args, .. } => {
                    std::iter::once(*receiver).chain(args.iter().copied()).collect()
                }
                ExprKind::Call { args, .. } => args.clone(),
                _ => Vec::new(),
            };
            given.into_iter().any(|arg| of.reached_by(model, body.ty(arg)) && steps.is_step(arg))
        })
        .collect();
    calls.sort_by_key(|&call| body.facts[call].span);
    calls.dedup();
    let (&first, others) = calls.split_first()?;
    Some(Walk { body, of: number, form: Form::Recursion, walker: first, steps: others.to_vec(), cursor: None })
}

/// `iter::successors(head, |node| node.next.as_deref())`
fn successors<'m>(
    model: &'m Model<'m>,
    body: &'m Body<'m>,
    number: usize,
    of: &LinkedType,
    steps: &Steps<'_, 'm>,
) -> Vec<Walk<'m>> {
    let mut found = Vec::new();
    for &call in &body.index().calls {
        let ExprKind::Call { args, .. } = &body.facts[call].kind else { continue };
        let [first, step] = args.as_slice() else { continue };
        if model.effects(body, call).has(Effects::FOLLOWS)
            && of.reached_by(model, body.ty(*first))
            && steps.is_step(*step)
        {
            found.push(Walk {
                body,
                of: number,
                form: Form::Successors,
                walker: call,
                steps: vec![*step],
                cursor: None,
            });
        }
    }
    found
}
