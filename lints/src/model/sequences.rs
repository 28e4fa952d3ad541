//! What is known of the order in which numbers and keys stand in a sequence.
use super::outline::descendants;
use super::{AccessPath, Body, Effects, Model, Resolution};
use crate::source::facts::{ExprId, ExprKind};

impl Model<'_> {
    /// Whether a body brings a sequence into an order, or makes it of what comes in order: something sorts it, or it is collected from
    /// a range or an enumeration.
    pub fn is_ascending(&self, body: &Body<'_>, sequence: ExprId) -> bool {
        let path = self.access_path(body, sequence);
        let sorts = |&call: &ExprId| match body.facts[call].kind {
            ExprKind::MethodCall { receiver, .. } => {
                self.effects(body, call).has(Effects::SORTS) && self.is_path(body, receiver, &path)
            }
            _ => false,
        };
        let source = body.variable(sequence).and_then(|variable| body.source(variable));
        source.is_some_and(|made| self.comes_in_order(body, made)) || body.index().calls.iter().any(sorts)
    }

    fn is_path(&self, body: &Body<'_>, expr: ExprId, path: &AccessPath) -> bool {
        self.is_same_path(body, &self.access_path(body, expr), path)
    }

    /// Whether what makes a sequence begins with a range or an enumeration, or sorts.
    fn comes_in_order(&self, body: &Body<'_>, made: ExprId) -> bool {
        let mut at = made;
        while let ExprKind::MethodCall { receiver, .. } = body.facts[at].kind {
            let effects = self.effects(body, at);
            if effects.has(Effects::SORTS) || effects.has(Effects::NUMBERS) {
                return true;
            }
            at = receiver;
        }
        matches!(body.facts[at].kind, ExprKind::Range { .. })
    }

    /// Whether a loop or closure changes a sequence, or something that is reached through the same variable.
    pub fn is_changed_in(&self, body: &Body<'_>, around: ExprId, sequence: ExprId) -> bool {
        let root = self.access_path(body, sequence).root;
        let changes = Effects::GROWS.or(Effects::SHRINKS).or(Effects::EMPTIES).or(Effects::SORTS);
        descendants(body.facts, around).into_iter().any(|id| match body.facts[id].kind {
            ExprKind::MethodCall { receiver, .. } => {
                self.effects(body, id).has(changes) && self.access_path(body, receiver).root == root
            }
            ExprKind::Assign { left, .. } | ExprKind::AssignOp { left, .. } => {
                self.access_path(body, left).root == root
                    && !matches!(body.resolution(left), Some(Resolution::Global(_)))
            }
            _ => false,
        })
    }
}
