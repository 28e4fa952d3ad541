//! Whether it matters in which order elements come.
use super::loops::{AccessKind, Arithmetic, Base, LoopId, Loops};
use super::outline::descendants;
use super::{Body, Effects, Model, Root, Ty};
use crate::source::facts::{ExprId, ExprKind};

impl Model<'_> {
    /// Whether what comes of a walk is the same in any order: `map.values().filter(|it| ..).count()`.
    pub fn is_any_order(&self, body: &Body<'_>, iterates: ExprId) -> bool {
        let mut at = iterates;
        while let Some(up) = body.parent(at) {
            let ExprKind::MethodCall { receiver, args, .. } = &body.facts[up].kind else { return false };
            let effects = self.effects(body, up);
            let is_any = effects.has(Effects::ANY_ORDER) || effects == Effects::MEASURES;
            if *receiver != at || !is_any || !args.iter().all(|&arg| self.is_plain_closure(body, arg)) {
                return false;
            }
            if !effects.has(Effects::ADAPTS) {
                let is_float = |part: &Ty| matches!(part, Ty::Primitive(of) if of.is_float());
                let ty = body.ty(up);
                return !ty.any(&|part| part.is_unknown() || is_float(part));
            }
            at = up;
        }
        false
    }

    /// Whether an argument is a closure that only looks at what it is handed: it changes nothing outside, and nobody sees it run.
    pub fn is_plain_closure(&self, body: &Body<'_>, argument: ExprId) -> bool {
        let ExprKind::Closure { body: inside, .. } = body.facts[argument].kind else { return false };
        let within = body.facts[argument].span;
        let is_own = |id: ExprId| match self.access_path(body, id).root {
            Root::Variable(variable) => within.contains(body.facts[variable].span),
            Root::Value(_) => true,
            _ => false,
        };
        descendants(body.facts, inside).into_iter().all(|id| match &body.facts[id].kind {
            ExprKind::Path(_) => is_own(id) || !self.usage(body, id).may_write(),
            ExprKind::Call { .. } | ExprKind::MethodCall { .. } => match body.callee(id) {
                Some(callee) => {
                    let library = self.definitions().krate(callee.function).name;
                    matches!(library.as_str(), "core" | "alloc")
                }
                None => false,
            },
            ExprKind::Field { .. } => is_own(id) || !self.usage(body, id).may_write(),
            ExprKind::Macro { .. }
            | ExprKind::Await(_)
            | ExprKind::Try(_)
            | ExprKind::Return(_)
            | ExprKind::Unknown => false,
            _ => true,
        })
    }
}

impl Loops<'_, '_> {
    /// Whether the turns of a loop may come in any order: nothing ends it early, nobody sees it run, and all that it changes are
    /// variables of its own turns, and sums and extremes of whole numbers.
    pub fn is_any_order(&self, id: LoopId) -> bool {
        let around = self.get(id);
        let within = self.body().facts[around.body].span;
        let is_own = |base: Base| match base {
            Base::Variable(variable) => within.contains(self.body().facts[variable].span),
            Base::Inner(..) | Base::Value(_) => true,
            Base::Receiver | Base::Global(_) | Base::Anywhere => false,
        };
        let is_sum = |kind: AccessKind| match kind {
            AccessKind::Update(Some(reduction)) => reduction.arithmetic == Arithmetic::Exact,
            _ => false,
        };
        around.exits.is_empty()
            && self.effects_of(id).is_empty()
            && self
                .accesses_of(id)
                .all(|access| !access.kind.is_write() || is_own(access.at.base) || is_sum(access.kind))
    }
}
