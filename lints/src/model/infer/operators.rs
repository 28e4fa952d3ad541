//! What operators give.
use super::super::known::Known;
use super::super::traits::Head;
use super::super::ty::{Primitive, Ty};
use super::Infer;
use super::table::Kind;
use crate::source::facts::{BinaryOp, ExprId};

/// The trait of an arithmetic operator; none for comparisons, `&&` and `||`.
pub(super) fn trait_of(op: BinaryOp) -> Option<Known> {
    Some(match op {
        BinaryOp::Add => Known::Add,
        BinaryOp::Sub => Known::Sub,
        BinaryOp::Mul => Known::Mul,
        BinaryOp::Div => Known::Div,
        BinaryOp::Rem => Known::Rem,
        BinaryOp::BitXor => Known::BitXor,
        BinaryOp::BitAnd => Known::BitAnd,
        BinaryOp::BitOr => Known::BitOr,
        BinaryOp::Shl => Known::Shl,
        BinaryOp::Shr => Known::Shr,
        _ => return None,
    })
}

/// Whether an item is the trait of an arithmetic operator.
pub(super) fn is_arithmetic(known: Known) -> bool {
    matches!(
        known,
        Known::Add
            | Known::Sub
            | Known::Mul
            | Known::Div
            | Known::Rem
            | Known::BitXor
            | Known::BitAnd
            | Known::BitOr
            | Known::Shl
            | Known::Shr
            | Known::Neg
            | Known::Not
    )
}

impl Infer<'_, '_> {
    /// `left op right`
    pub(super) fn binary(&mut self, op: BinaryOp, left: ExprId, right: ExprId, expected: &Ty) -> Ty {
        match trait_of(op) {
            None if matches!(op, BinaryOp::And | BinaryOp::Or) => {
                self.expr_coerced(left, &Ty::bool());
                self.expr_coerced(right, &Ty::bool());
                Ty::bool()
            }
            None => {
                let left = self.expr(left, &Ty::Unknown);
                let hint = self.table.shallow(&left);
                let right = self.expr(right, &hint);
                // Literals take the type of what they are compared with.
                if self.is_number(&left) || self.is_number(&right) || self.table.unsolved(&left).is_some() {
                    self.unify(&left, &right);
                } else {
                    let (x, y) = (self.shape(&left), self.shape(&right));
                    if same_outside(&x, &y) {
                        self.unify(&x, &y);
                    }
                }
                Ty::bool()
            }
            Some(operator) => {
                let hint = match self.table.shallow(expected) {
                    number @ Ty::Primitive(_) if !matches!(operator, Known::Shl | Known::Shr) => number,
                    _ => Ty::Unknown,
                };
                let left = self.expr(left, &hint);
                let shallow = self.table.shallow(&left);
                let right = self.expr(right, &if matches!(shallow, Ty::Primitive(_)) { shallow } else { Ty::Unknown });
                self.operator_type(operator, &left, &right)
            }
        }
    }

    /// `left op= right`
    pub(super) fn assigned(&mut self, op: BinaryOp, left: ExprId, right: ExprId) {
        let left = self.expr(left, &Ty::Unknown);
        let right = self.expr(right, &Ty::Unknown);
        let right = self.shape(&right);
        let plain = match &right {
            Ty::Ref(_, inner) => self.table.shallow(inner),
            other => other.clone(),
        };
        let shift = matches!(op, BinaryOp::Shl | BinaryOp::Shr);
        if !shift && (self.is_number(&left) || self.is_number(&plain)) {
            self.unify(&left, &plain);
        }
    }

    fn is_number(&self, ty: &Ty) -> bool {
        match self.table.shallow(ty) {
            Ty::Primitive(_) => true,
            Ty::Infer(at) => self.table.kind(at) != Kind::Any,
            _ => false,
        }
    }

    /// What an arithmetic operator gives.
    pub(super) fn operator_type(&mut self, operator: Known, left: &Ty, right: &Ty) -> Ty {
        let (left, right) = (self.shape(left), self.shape(right));
        let behind = |infer: &Self, ty: &Ty| match ty {
            Ty::Ref(_, inner) => infer.table.shallow(inner),
            other => other.clone(),
        };
        let (x, y) = (behind(self, &left), behind(self, &right));
        let shift = matches!(operator, Known::Shl | Known::Shr);
        match (&x, &y) {
            (Ty::Primitive(primitive), _) if *primitive != Primitive::Str && self.is_number(&y) => {
                if !shift {
                    self.unify(&x, &y);
                }
                return x;
            }
            (Ty::Infer(at), _) if self.table.kind(*at) != Kind::Any && self.is_number(&y) => {
                if !shift {
                    self.unify(&x, &y);
                }
                return x;
            }
            (Ty::Primitive(primitive), Ty::Infer(_)) if shift && *primitive != Primitive::Str => return x,
            _ => {}
        }
        if let Ty::Infer(at) = left
            && let Some(number) = self.literal_beside(operator, self.table.kind(at), &right)
        {
            self.unify(&left, &number);
            return self.associated(operator, &number, &[right], "Output");
        }
        if let Ty::Infer(_) = left {
            let result = self.fresh();
            self.wait_for_binary(operator, left, right, result.clone());
            return result;
        }
        if left.is_unknown() {
            return Ty::Unknown;
        }
        self.associated(operator, &left, &[right], "Output")
    }

    /// What a literal on the left is (`2.0 * vector`), where impls for numbers say it: the only one that there is, or the
    /// default among several.
    fn literal_beside(&self, operator: Known, kind: Kind, right: &Ty) -> Option<Ty> {
        let is_of_kind: fn(Primitive) -> bool = match kind {
            Kind::Integer => Primitive::is_integer,
            Kind::Float => Primitive::is_float,
            Kind::Any => return None,
        };
        let right = Head::of(right).filter(|head| !matches!(head, Head::Primitive(_)))?;
        let program = self.program;
        let impls = program.impls.every(program.lang(operator)?).iter();
        let numbers = impls.filter_map(|&of| match program.impl_self(of) {
            number @ Ty::Primitive(primitive) if is_of_kind(*primitive) => {
                let other = program.impl_trait(of)?.args.first()?;
                (Head::of(other) == Some(right)).then_some(number)
            }
            _ => None,
        });
        let all: Vec<&Ty> = numbers.collect();
        let default = Ty::Primitive(if kind == Kind::Float { Primitive::F64 } else { Primitive::I32 });
        match all.as_slice() {
            [only] => Some((*only).clone()),
            all => all.contains(&&default).then_some(default),
        }
    }

    /// `!a`, `-a`
    pub(super) fn unary(&mut self, operator: Known, operand: &Ty) -> Ty {
        let ty = self.shape(operand);
        let plain = match &ty {
            Ty::Ref(_, inner) => self.table.shallow(inner),
            other => other.clone(),
        };
        match plain {
            Ty::Primitive(_) | Ty::Infer(_) => plain,
            Ty::Unknown | Ty::Never => Ty::Unknown,
            _ => self.associated(operator, &ty, &[], "Output"),
        }
    }
}

/// Whether two types have the same outermost constructor, so that a comparison most likely is of equal types.
fn same_outside(x: &Ty, y: &Ty) -> bool {
    match (x, y) {
        (Ty::Adt(x, _), Ty::Adt(y, _)) => x == y,
        (Ty::Ref(_, x), Ty::Ref(_, y)) => {
            same_outside(x, y) || matches!((&**x, &**y), (Ty::Infer(_), _) | (_, Ty::Infer(_)))
        }
        (Ty::Tuple(x), Ty::Tuple(y)) => x.len() == y.len(),
        _ => false,
    }
}
