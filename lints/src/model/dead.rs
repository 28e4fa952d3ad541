//! Which code is there and never runs: conditions that this build decides.
use super::outline::{Role, role};
use super::{Body, DefKind, Model, Resolution};
use crate::source::facts::{self, BinaryOp, ExprId, ExprKind, Literal, StatementKind};

/// Constants that stand for constants are followed so far.
const DEEPEST: u32 = 8;

impl Model<'_> {
    /// Whether an expression stands where this build never comes: in the branch of an `if cfg!(..)` that is not taken, in a loop
    /// whose condition never holds, or behind an `if cfg!(..)` that leaves.
    pub fn is_never_run(&self, body: &Body<'_>, expr: ExprId) -> bool {
        let mut child = expr;
        std::iter::once(expr).chain(body.ancestors(expr)).any(|up| {
            let from = std::mem::replace(&mut child, up);
            match &body.facts[up].kind {
                ExprKind::If { condition, then, otherwise } => match self.truth(body, *condition) {
                    Some(true) => *otherwise == Some(from),
                    Some(false) => *then == from,
                    None => false,
                },
                ExprKind::While { condition, body: turn, .. } => {
                    *turn == from && self.truth(body, *condition) == Some(false)
                }
                ExprKind::Binary { op: BinaryOp::And, left, right } => {
                    *right == from && self.truth(body, *left) == Some(false)
                }
                ExprKind::Binary { op: BinaryOp::Or, left, right } => {
                    *right == from && self.truth(body, *left) == Some(true)
                }
                ExprKind::Block(block) if up != from => {
                    let place = match role(body.facts, up, from) {
                        Some(Role::Statement(at) | Role::LetInit(at) | Role::LetElse(at)) => at,
                        _ => return false,
                    };
                    block.statements[..place].iter().any(|statement| match &statement.kind {
                        StatementKind::Expr { expr, .. } => self.always_leaves(body, *expr),
                        _ => false,
                    })
                }
                _ => false,
            }
        })
    }

    /// Whether an `if` leaves in each case, as this build decides it.
    fn always_leaves(&self, body: &Body<'_>, expr: ExprId) -> bool {
        let ExprKind::If { condition, then, otherwise } = &body.facts[expr].kind else { return false };
        let taken = match self.truth(body, *condition) {
            Some(true) => Some(*then),
            Some(false) => *otherwise,
            None => None,
        };
        taken.is_some_and(|taken| body.ends_by_leaving(taken))
    }

    /// What a condition always is.
    fn truth(&self, body: &Body<'_>, condition: ExprId) -> Option<bool> {
        let named = |expr| match body.resolution(expr) {
            Some(Resolution::Global(def)) => self.constant_truth(def, 0),
            _ => None,
        };
        truth(body.facts, condition, &named)
    }

    fn constant_truth(&self, def: super::DefId, depth: u32) -> Option<bool> {
        if depth > DEEPEST || self.def(def).kind != DefKind::Const {
            return None;
        }
        let facts = self.def(def).body()?;
        let named = |expr| match self.body_of(def)?.resolution(expr) {
            Some(Resolution::Global(def)) => self.constant_truth(def, depth + 1),
            _ => None,
        };
        truth(facts, facts.root, &named)
    }
}

impl Body<'_> {
    /// Whether of two expressions at most one runs each time: they are in two branches, or the block of one ends by leaving.
    pub fn excludes(&self, one: ExprId, other: ExprId) -> bool {
        let up = |from: ExprId| std::iter::once(from).chain(self.ancestors(from));
        let Some(common) = up(one).find(|&at| up(other).any(|above| above == at)) else { return false };
        let below = |from: ExprId| up(from).take_while(|&at| at != common).last();
        let (Some(one_side), Some(other_side)) = (below(one), below(other)) else { return false };
        match &self.facts[common].kind {
            ExprKind::If { condition, .. } => *condition != one_side && *condition != other_side,
            ExprKind::Match { arms, .. } => {
                let arm = |side: ExprId| arms.iter().position(|arm| arm.body == side);
                matches!((arm(one_side), arm(other_side)), (Some(one), Some(other)) if one != other)
            }
            ExprKind::Block(_) => {
                let leaves = |from: ExprId| {
                    let mut blocks = up(from).take_while(|&at| at != common);
                    blocks.any(|at| matches!(self.facts[at].kind, ExprKind::Return(_)) || self.ends_by_leaving(at))
                };
                let first = if self.facts[one].span.start < self.facts[other].span.start { one } else { other };
                leaves(first)
            }
            _ => false,
        }
    }

    /// Whether a condition around one expression decides that it does not run, though another does.
    pub fn may_pass_over(&self, one: ExprId, other: ExprId) -> bool {
        let with_other = self.facts[other].span;
        let mut child = one;
        let mut alone = self.ancestors(one).take_while(|up| !self.facts[*up].span.contains(with_other));
        alone.any(|up| {
            let from = std::mem::replace(&mut child, up);
            match self.facts[up].kind {
                ExprKind::If { condition, .. } => from != condition,
                ExprKind::Match { scrutinee, .. } => from != scrutinee,
                _ => false,
            }
        })
    }

    /// Whether a block ends in `return`, `break` or `continue`.
    pub fn ends_by_leaving(&self, block: ExprId) -> bool {
        let ExprKind::Block(block) = &self.facts[block].kind else { return false };
        block.statements.last().is_some_and(|last| match &last.kind {
            StatementKind::Expr { expr, .. } => {
                matches!(
                    self.facts[*expr].kind,
                    ExprKind::Return(_) | ExprKind::Break { .. } | ExprKind::Continue { .. }
                )
            }
            _ => false,
        })
    }
}

fn truth(body: &facts::Body, condition: ExprId, named: &dyn Fn(ExprId) -> Option<bool>) -> Option<bool> {
    match &body[condition].kind {
        ExprKind::Literal(Literal::Bool(value)) => Some(*value),
        ExprKind::Not(inner) => truth(body, *inner, named).map(|value| !value),
        ExprKind::Path(_) => named(condition),
        ExprKind::Binary { op: op @ (BinaryOp::And | BinaryOp::Or), left, right } => {
            let decides = *op == BinaryOp::Or;
            match (truth(body, *left, named), truth(body, *right, named)) {
                (Some(value), _) | (_, Some(value)) if value == decides => Some(decides),
                (Some(_), Some(_)) => Some(!decides),
                _ => None,
            }
        }
        _ => None,
    }
}
