//! The values of constants, as far as whole numbers and plain arithmetic go.
use super::definitions::{DefId, DefKind};
use super::lower::{Led, Lowering};
use super::program::Program;
use super::traits::Head;
use super::ty::Primitive;
use super::{Binding, Body, Model, Resolution};
use crate::source::facts::{self, BinaryOp, BlockFlavour, ExprId, ExprKind, Length, Literal, Path, StatementKind};
use crate::source::name::Name;

/// Constants that lead through more steps than this, or into a circle, have no known value.
const DEEPEST: u32 = 48;

impl Model<'_> {
    /// The value of an expression that is a whole number known from the text alone: literals, constants, arithmetic on them,
    /// and variables that are bound to such a value once and for all.
    pub fn constant(&self, body: &Body<'_>, expr: ExprId) -> Option<u64> {
        let value = |path: &Path, at: ExprId, depth: u32| match body.resolution(at) {
            Some(Resolution::Local(variable)) => match body.binding(variable)? {
                Binding::Let { whole: true, init: Some(init) } if body.is_never_written(variable) => {
                    Some(Value::Expr(init))
                }
                _ => None,
            },
            Some(Resolution::Global(def)) => Some(Value::Number(constant(&self.program, def, depth)?)),
            Some(_) => None,
            None => Some(Value::Number(of_path(&Lowering::in_item(&self.program, body.owner), path, depth)?)),
        };
        u64::try_from(evaluate(body.facts, expr, &value, 0)?).ok()
    }
}

impl Body<'_> {
    /// Whether a variable keeps the value that it is bound to: its pattern is not `mut`.
    fn is_never_written(&self, variable: facts::PatId) -> bool {
        matches!(self.facts[variable].kind, facts::PatKind::Bind { mutable: false, .. })
    }
}

/// The value of a length, const argument or variant's number, in the names that `lowering` sees.
pub(super) fn number(lowering: &Lowering<'_, '_>, length: &Length) -> Option<i128> {
    of_length(lowering, length, 0)
}

/// The value of an expression of a body, in the names that `lowering` sees.
pub(super) fn in_body(lowering: &Lowering<'_, '_>, body: &facts::Body, expr: ExprId) -> Option<u64> {
    let value = |path: &Path, _: ExprId, depth| Some(Value::Number(of_path(lowering, path, depth)?));
    u64::try_from(evaluate(body, expr, &value, 0)?).ok()
}

fn of_length(lowering: &Lowering<'_, '_>, length: &Length, depth: u32) -> Option<i128> {
    if depth > DEEPEST {
        return None;
    }
    match length {
        Length::Literal(value) => Some(i128::from(*value)),
        Length::Path(path) => of_path(lowering, path, depth + 1),
        Length::Negative(inner) => of_length(lowering, inner, depth + 1)?.checked_neg(),
        Length::Operation(op, both) => {
            let left = of_length(lowering, &both.0, depth + 1)?;
            operate(*op, left, of_length(lowering, &both.1, depth + 1)?)
        }
        Length::Unknown => None,
    }
}

/// The value of a constant that a path names: an item, an associated constant of a type's own, `u8::MAX`.
fn of_path(lowering: &Lowering<'_, '_>, path: &Path, depth: u32) -> Option<i128> {
    if depth > DEEPEST {
        return None;
    }
    let program = lowering.program();
    if let Some(def) = lowering.value_path(path) {
        return constant(program, def, depth + 1);
    }
    let (last, prefix) = path.segments.split_last()?;
    let owner = match lowering.lead(path, prefix.len()) {
        Led::Def(def, used) if used == prefix.len() => program.own_type(def),
        Led::Ty(ty) if prefix.len() == 1 => ty,
        _ => return None,
    };
    if let super::Ty::Primitive(primitive) = owner {
        return of_primitive(primitive, last.name);
    }
    let candidates = program.impls.inherent(Head::of(&owner)?, last.name);
    let found = candidates.iter().copied().find(|&def| program.definitions[def].kind == DefKind::Const)?;
    constant(program, found, depth + 1)
}

/// `u32::MAX`, `i8::MIN`, `u64::BITS`
fn of_primitive(primitive: Primitive, name: Name) -> Option<i128> {
    let bits = u32::try_from(primitive.size()?).ok()? * 8;
    if !primitive.is_integer() {
        return None;
    }
    let signed = primitive >= Primitive::I8;
    match name.as_str() {
        "BITS" => Some(i128::from(bits)),
        "MAX" => 1i128.checked_shl(bits - u32::from(signed))?.checked_sub(1).filter(|_| bits < 128),
        "MIN" if signed => 1i128.checked_shl(bits - 1)?.checked_neg(),
        "MIN" => Some(0),
        _ => None,
    }
}

/// The value of a constant.
fn constant(program: &Program<'_>, def: DefId, depth: u32) -> Option<i128> {
    if depth > DEEPEST || program.definitions[def].kind != DefKind::Const {
        return None;
    }
    let body = program.definitions[def].body()?;
    let lowering = Lowering::in_item(program, def);
    let value = |path: &Path, _: ExprId, depth| Some(Value::Number(of_path(&lowering, path, depth)?));
    evaluate(body, body.root, &value, depth + 1)
}

/// What a path in an expression stands for.
enum Value {
    Number(i128),
    /// What this expression of the same body gives.
    Expr(ExprId),
}

fn evaluate(
    body: &facts::Body,
    expr: ExprId,
    value: &dyn Fn(&Path, ExprId, u32) -> Option<Value>,
    depth: u32,
) -> Option<i128> {
    if depth > DEEPEST {
        return None;
    }
    let of = |expr: ExprId| evaluate(body, expr, value, depth + 1);
    match &body[expr].kind {
        ExprKind::Literal(Literal::Int(value, _)) => value.map(i128::from),
        ExprKind::Path(path) => match value(path, expr, depth + 1)? {
            Value::Number(number) => Some(number),
            Value::Expr(init) => of(init),
        },
        ExprKind::Negate(operand) => of(*operand)?.checked_neg(),
        ExprKind::Cast { operand, .. } => of(*operand),
        ExprKind::Binary { op, left, right } => operate(*op, of(*left)?, of(*right)?),
        ExprKind::Block(block) if matches!(block.flavour, BlockFlavour::Plain | BlockFlavour::Const) => {
            match block.statements.as_slice() {
                [only] => match only.kind {
                    StatementKind::Expr { expr, semicolon: false } => of(expr),
                    _ => None,
                },
                _ => None,
            }
        }
        ExprKind::MethodCall { receiver, name, args, .. } => match (name.as_str(), args.as_slice()) {
            ("pow", [power]) => of(*receiver)?.checked_pow(u32::try_from(of(*power)?).ok()?),
            ("next_power_of_two", []) => {
                Some(i128::from(u64::try_from(of(*receiver)?).ok()?.checked_next_power_of_two()?))
            }
            ("min", [other]) => Some(of(*receiver)?.min(of(*other)?)),
            ("max", [other]) => Some(of(*receiver)?.max(of(*other)?)),
            _ => None,
        },
        _ => None,
    }
}

fn operate(op: BinaryOp, left: i128, right: i128) -> Option<i128> {
    let shift = || u32::try_from(right).ok().filter(|&by| by < 128);
    match op {
        BinaryOp::Add => left.checked_add(right),
        BinaryOp::Sub => left.checked_sub(right),
        BinaryOp::Mul => left.checked_mul(right),
        BinaryOp::Div => left.checked_div(right),
        BinaryOp::Rem => left.checked_rem(right),
        BinaryOp::BitAnd => Some(left & right),
        BinaryOp::BitOr => Some(left | right),
        BinaryOp::BitXor => Some(left ^ right),
        BinaryOp::Shl => left.checked_mul(1i128.checked_shl(shift().filter(|&by| by < 127)?)?),
        BinaryOp::Shr => left.checked_shr(shift()?),
        _ => None,
    }
}
