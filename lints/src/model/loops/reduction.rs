//! Sums, products and extremes: what is made of the value before by an operation whose order is of no matter.
use super::access::{Arithmetic, Operation, Reduction};
use super::location::{Base, Step};
use super::resolve::FrameId;
use super::walk::Walk;
use crate::model::{Body, Primitive, Ty, children};
use crate::source::facts::{BinaryOp, ExprId, ExprKind, StatementKind};

impl Walk<'_, '_, '_> {
    /// `s = s + x`, `s = x + s`, `s = s - x`, `s = s.max(x)`, `s = f64::max(s, x)`: the operation, and `x`.
    pub(super) fn updated(&mut self, frame: FrameId, left: ExprId, right: ExprId) -> Option<(Operation, ExprId)> {
        let body = self.body(frame);
        reduction(Operation::Sum, body.ty(left))?;
        let target = self.resolver.locate(frame, left);
        if matches!(target.base, Base::Value(_) | Base::Anywhere) || target.steps.contains(&Step::Some) {
            return None;
        }
        let model = self.resolver.model;
        let mut is_it = |expr: ExprId| {
            matches!(
                body.facts[expr].kind,
                ExprKind::Path(_) | ExprKind::Index { .. } | ExprKind::Field { .. } | ExprKind::Deref(_)
            ) && self.resolver.locate(frame, expr) == target
        };
        let extreme = |name: &str| match name {
            "max" => Some(Operation::Maximum),
            "min" => Some(Operation::Minimum),
            _ => None,
        };
        let (operation, one, other, is_ordered) = match &body.facts[right].kind {
            ExprKind::Binary { op, left, right } => (operation(*op)?, *left, *right, *op == BinaryOp::Sub),
            ExprKind::MethodCall { receiver, name, args, .. } if is_number(body.ty(left)) => {
                let [only] = args.as_slice() else { return None };
                (extreme(name.as_str())?, *receiver, *only, false)
            }
            ExprKind::Call { callee, args } if is_number(body.ty(left)) => {
                let ([one, other], ExprKind::Path(path)) = (args.as_slice(), &body.facts[*callee].kind) else {
                    return None;
                };
                let is_foreign =
                    body.callee(right).is_none_or(|callee| model.definitions().is_declared(callee.function));
                let name = path.segments.last()?.name.as_str();
                (extreme(name).filter(|_| is_foreign)?, *one, *other, false)
            }
            _ => return None,
        };
        match (is_it(one), !is_ordered && is_it(other)) {
            (true, false) => Some((operation, other)),
            (false, true) => Some((operation, one)),
            _ => None,
        }
    }

    /// `if x > m { m = x }`: `m`, `x`, and which of the two stays.
    pub(super) fn kept_extreme(
        &mut self,
        frame: FrameId,
        condition: ExprId,
        then: ExprId,
        otherwise: Option<ExprId>,
    ) -> Option<(ExprId, ExprId, Operation)> {
        let body = self.body(frame);
        let ExprKind::Binary { op, left, right } = &body.facts[condition].kind else { return None };
        let ExprKind::Block(block) = &body.facts[then].kind else { return None };
        let [only] = block.statements.as_slice() else { return None };
        let StatementKind::Expr { expr: assigned, .. } = only.kind else { return None };
        let ExprKind::Assign { left: place, right: value } = &body.facts[assigned].kind else { return None };
        if otherwise.is_some() || !is_number(body.ty(*place)) {
            return None;
        }
        let target = self.resolver.locate(frame, *place);
        if matches!(target.base, Base::Value(_) | Base::Anywhere) || target.steps.contains(&Step::Some) {
            return None;
        }
        let mut is_it = |expr: ExprId| {
            matches!(body.facts[expr].kind, ExprKind::Path(_) | ExprKind::Index { .. } | ExprKind::Field { .. })
                && self.resolver.locate(frame, expr) == target
        };
        let (grows, compared) = match op {
            BinaryOp::Gt | BinaryOp::Ge if is_it(*right) => (true, *left),
            BinaryOp::Lt | BinaryOp::Le if is_it(*right) => (false, *left),
            BinaryOp::Gt | BinaryOp::Ge if is_it(*left) => (false, *right),
            BinaryOp::Lt | BinaryOp::Le if is_it(*left) => (true, *right),
            _ => return None,
        };
        let is_same = same_text(body, compared, *value, 0);
        is_same.then_some((*place, *value, if grows { Operation::Maximum } else { Operation::Minimum }))
    }
}

pub(super) fn operation(op: BinaryOp) -> Option<Operation> {
    Some(match op {
        BinaryOp::Add | BinaryOp::Sub => Operation::Sum,
        BinaryOp::Mul => Operation::Product,
        BinaryOp::BitAnd => Operation::And,
        BinaryOp::BitOr => Operation::Or,
        BinaryOp::BitXor => Operation::Xor,
        _ => return None,
    })
}

/// The reduction that an operation on numbers of a type is, if it is one.
pub(super) fn reduction(operation: Operation, ty: &Ty) -> Option<Reduction> {
    let chooses = matches!(operation, Operation::Minimum | Operation::Maximum);
    let arithmetic = match ty.without_references() {
        Ty::Primitive(primitive) if primitive.is_integer() || *primitive == Primitive::Bool => Arithmetic::Exact,
        Ty::Primitive(primitive) if primitive.is_float() && chooses => Arithmetic::Exact,
        Ty::Primitive(primitive) if primitive.is_float() => Arithmetic::Rounded,
        Ty::Param(_) => Arithmetic::Generic,
        _ => return None,
    };
    Some(Reduction { operation, arithmetic })
}

pub(super) fn is_number(ty: &Ty) -> bool {
    matches!(ty.without_references(), Ty::Primitive(primitive) if primitive.is_integer() || primitive.is_float())
}

/// Whether two expressions are written alike.
fn same_text(body: &Body<'_>, one: ExprId, another: ExprId, depth: u32) -> bool {
    if depth > 16 {
        return false;
    }
    let (left, right) = (&body.facts[one].kind, &body.facts[another].kind);
    let shallow = match (left, right) {
        (ExprKind::Path(_), ExprKind::Path(_)) => {
            body.resolution(one).is_some() && body.resolution(one) == body.resolution(another)
        }
        (ExprKind::Literal(one), ExprKind::Literal(another)) => one == another,
        (ExprKind::Field { name, .. }, ExprKind::Field { name: other, .. }) => name == other,
        (ExprKind::Binary { op, .. }, ExprKind::Binary { op: other, .. }) => op == other,
        (ExprKind::Index { .. }, ExprKind::Index { .. })
        | (ExprKind::Deref(_), ExprKind::Deref(_))
        | (ExprKind::Negate(_), ExprKind::Negate(_)) => true,
        _ => false,
    };
    let (left, right) = (children(left), children(right));
    shallow
        && left.len() == right.len()
        && left.iter().zip(&right).all(|(one, another)| same_text(body, *one, *another, depth + 1))
}
