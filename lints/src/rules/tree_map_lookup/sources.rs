//! Whether all that a place holds is made in sight, so that its type is for the workspace to choose.
use rustc_hash::FxHashSet;

use super::order::mentions_tree;
use crate::model::access::tail;
use crate::model::{Body, BodyId, Effects, Model, Resolution};
use crate::source::facts::{ExprId, ExprKind};

/// Whether a value is one that was followed, or that is made in its place.
pub(super) fn is_in_sight(
    model: &Model<'_>,
    body: &Body<'_>,
    value: ExprId,
    met: &FxHashSet<(BodyId, ExprId)>,
) -> bool {
    if met.contains(&(body.id, value)) {
        return true;
    }
    let next = |at: ExprId| is_in_sight(model, body, at, met);
    match &body.facts[value].kind {
        ExprKind::Reference { operand, .. } => next(*operand),
        ExprKind::Deref(operand) | ExprKind::Try(operand) => next(*operand),
        ExprKind::Block(_) => tail(body, value).is_none_or(next),
        ExprKind::If { then, otherwise, .. } => std::iter::once(then).chain(otherwise).all(|&branch| next(branch)),
        ExprKind::Match { arms, .. } => arms.iter().all(|arm| next(arm.body)),
        ExprKind::MethodCall { receiver, .. }
            if model.effects(body, value).has(Effects::VIEWS.or(Effects::LOCKS).or(Effects::COPIES)) =>
        {
            next(*receiver)
        }
        ExprKind::Call { args, .. } if model.effects(body, value).has(Effects::WRAPS) => {
            args.iter().all(|&arg| next(arg))
        }
        // What a library makes of its own is as the library has it.
        ExprKind::Call { .. } | ExprKind::MethodCall { .. } => match body.callee(value) {
            Some(callee) => {
                let library = model.definitions().krate(callee.function).name;
                model.is_made(body, value) && matches!(library.as_str(), "core" | "alloc" | "std")
            }
            None => false,
        },
        ExprKind::Macro { .. } | ExprKind::Return(_) | ExprKind::Continue { .. } | ExprKind::Break { .. } => true,
        // A variant without a map.
        ExprKind::Path(_) => matches!(body.resolution(value), Some(Resolution::Def(_))),
        _ => !mentions_tree(model, body.ty(value)),
    }
}
