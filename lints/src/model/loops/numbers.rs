//! What numbers expressions are.
use super::affine::{Atom, Polynomial};
use super::location::{Base, Location};
use super::reach::is_outermost_text;
use super::resolve::{FARTHEST, FrameId, Given, Resolver, SymbolKey};
use crate::model::access::tail;
use crate::model::effects::Effects;
use crate::model::{Binding, DefKind, Primitive, Resolution, Ty};
use crate::source::facts::{BinaryOp, ExprId, ExprKind, Literal, PatId, PatKind, StatementKind};
use crate::source::name::Name;

impl<'m, 'a> Resolver<'m, 'a> {
    /// The number that an expression is.
    pub(super) fn number(&mut self, frame: FrameId, expr: ExprId) -> Polynomial {
        let found = self.deeper(None, |it| it.number_of(frame, expr));
        found.unwrap_or_else(|| self.expression(frame, expr))
    }

    fn number_of(&mut self, frame: FrameId, expr: ExprId) -> Option<Polynomial> {
        let body = self.frames[frame].body;
        match &body.facts[expr].kind {
            ExprKind::Literal(Literal::Int(value, _)) => Some(Polynomial::constant(i64::try_from((*value)?).ok()?)),
            ExprKind::Path(path) => match body.resolution(expr) {
                Some(Resolution::Local(variable)) => Some(self.number_of_variable(frame, variable, expr)),
                Some(Resolution::Global(def)) => {
                    if let Some(value) = self.model.constant(body, expr) {
                        return Some(Polynomial::constant(i64::try_from(value).ok()?));
                    }
                    let named = self.model.def(def);
                    let is_constant = named.kind == DefKind::Const;
                    if named.parent.is_some_and(|parent| self.model.def(parent).kind == DefKind::Trait) {
                        // Each type has its own.
                        return None;
                    }
                    Some(match is_constant {
                        true => self.symbol(SymbolKey::Constant(def), Vec::new(), Vec::new()),
                        false => self.held(frame, Location::of(Base::Global(def))),
                    })
                }
                Some(Resolution::ConstParam) => {
                    let name = path.segments.last()?.name;
                    // Of a function that is looked into, the name may mean something else.
                    (frame == FrameId::OUTERMOST || self.frames[frame].around.is_some())
                        .then(|| self.symbol(SymbolKey::Parameter(name), Vec::new(), Vec::new()))
                }
                _ => Some(Polynomial::constant(i64::try_from(self.model.constant(body, expr)?).ok()?)),
            },
            ExprKind::Cast { operand, .. } if keeps_value(body.ty(*operand), body.ty(expr)) => {
                Some(self.number(frame, *operand))
            }
            ExprKind::Deref(operand) | ExprKind::Reference { operand, .. } => Some(self.number(frame, *operand)),
            ExprKind::Block(block) if block.statements.len() == 1 => Some(self.number(frame, tail(body, expr)?)),
            ExprKind::Negate(operand) => self.number(frame, *operand).scaled(-1),
            ExprKind::Binary { op, left, right } => {
                let (left, right) = (self.number(frame, *left), self.number(frame, *right));
                let name = match op {
                    BinaryOp::Add => return left.plus(&right),
                    BinaryOp::Sub => return left.minus(&right),
                    BinaryOp::Mul => return left.times(&right),
                    BinaryOp::Shl => match right.as_constant() {
                        Some(by @ 0..=31) => return left.scaled(1 << by),
                        _ => "<<",
                    },
                    BinaryOp::Div => "/",
                    BinaryOp::Rem => "%",
                    BinaryOp::Shr => ">>",
                    BinaryOp::BitAnd => "&",
                    BinaryOp::BitOr => "|",
                    BinaryOp::BitXor => "^",
                    _ => return None,
                };
                Some(self.operation(name, vec![left, right]))
            }
            ExprKind::Field { .. } | ExprKind::Index { .. } => {
                if let Some((frame, part)) = self.literal_part(frame, expr) {
                    return Some(self.number(frame, part));
                }
                let at = self.locate(frame, expr);
                match at.base {
                    Base::Value(_) | Base::Anywhere => None,
                    _ => Some(self.held(frame, at)),
                }
            }
            ExprKind::MethodCall { receiver, name, args, .. } => {
                self.number_of_method(frame, expr, *receiver, *name, args)
            }
            ExprKind::Call { callee, args } => {
                if let Some(inner) = self.enter(frame, expr) {
                    return self.value_of_call(inner);
                }
                // `usize::from(x)`
                let ExprKind::Path(path) = &body.facts[*callee].kind else { return None };
                match (path.segments.last()?.name.as_str(), args.as_slice()) {
                    ("from", [only]) if is_integer(body.ty(*only)) && is_integer(body.ty(expr)) => {
                        Some(self.number(frame, *only))
                    }
                    _ => None,
                }
            }
            _ => None,
        }
    }

    fn number_of_method(
        &mut self,
        frame: FrameId,
        expr: ExprId,
        receiver: ExprId,
        name: Name,
        args: &[ExprId],
    ) -> Option<Polynomial> {
        if let Some(inner) = self.enter(frame, expr) {
            return self.value_of_call(inner);
        }
        let body = self.frames[frame].body;
        if self.is_of_workspace(frame, expr) {
            return None;
        }
        let effects = self.model.effects(body, expr);
        if name == "len" && effects.has(Effects::MEASURES) && self.is_indexed(frame, receiver) {
            let of = self.locate(frame, receiver);
            return match of.base {
                Base::Value(_) | Base::Anywhere => None,
                _ => Some(self.length(frame, &of, body.ty(receiver))),
            };
        }
        if !is_integer(body.ty(receiver).without_references()) {
            return None;
        }
        match (name.as_str(), args) {
            ("clone" | "to_owned" | "into" | "borrow", []) => Some(self.number(frame, receiver)),
            (
                "wrapping_add" | "wrapping_sub" | "wrapping_mul" | "saturating_sub" | "saturating_add" | "min" | "max"
                | "abs_diff" | "rem_euclid" | "div_euclid" | "pow" | "div_ceil",
                [other],
            ) => {
                let parts = vec![self.number(frame, receiver), self.number(frame, *other)];
                Some(self.operation(name.as_str(), parts))
            }
            ("abs" | "is_power_of_two" | "next_power_of_two" | "trailing_zeros", []) => {
                let part = self.number(frame, receiver);
                Some(self.operation(name.as_str(), vec![part]))
            }
            _ => None,
        }
    }

    /// What a function that is looked into gives back.
    fn value_of_call(&mut self, inner: FrameId) -> Option<Polynomial> {
        let value = self.frames[inner].value?;
        Some(self.number(inner, value))
    }

    fn number_of_variable(&mut self, frame: FrameId, variable: PatId, at: ExprId) -> Polynomial {
        let body = self.frames[frame].body;
        let (home, given) = self.look_up(frame, variable);
        let is_fixed = matches!(body.facts[variable].kind, PatKind::Bind { mutable: false, by_reference: false, .. });
        if let Some(Given::Value(frame, expr)) = given
            && is_fixed
        {
            return self.number(frame, expr);
        }
        if home == FrameId::OUTERMOST {
            if let Some(&id) = self.by_pattern.get(&variable) {
                return Polynomial::atom(Atom::Variable(id));
            }
            if let Some(number) = self.counter(variable, at) {
                return number;
            }
        }
        if let Some(known) = self.numbers.get(&(frame, variable)) {
            return known.clone();
        }
        let init = match body.binding(variable) {
            Some(Binding::Let { whole: true, init }) if is_fixed => init,
            Some(Binding::Let { whole: false, init: Some(init) }) if is_fixed => self.part_bound(frame, variable, init),
            _ => None,
        };
        let number = match init {
            Some(init) if self.may_be_number(body.ty(init)) && !self.is_opaque(frame, init) => self.number(frame, init),
            _ => {
                let place = self.locate_variable(frame, variable);
                match place.base {
                    Base::Anywhere | Base::Value(_) => {
                        let own = self.own_base(frame, variable);
                        self.held(frame, Location::of(own))
                    }
                    _ => self.held(frame, place),
                }
            }
        };
        self.numbers.insert((frame, variable), number.clone());
        number
    }

    /// Whether an expression gives a number that is not looked into: then the variable has the better name for it.
    fn is_opaque(&mut self, frame: FrameId, expr: ExprId) -> bool {
        let number = self.number(frame, expr);
        let mut terms = number.terms();
        let symbol = match (terms.next(), terms.next()) {
            (Some(([Atom::Symbol(id)], 1)), None) => &self.symbols[id.0 as usize],
            _ => return false,
        };
        matches!(symbol.key, SymbolKey::Expression(..))
    }

    fn may_be_number(&self, ty: &Ty) -> bool {
        is_integer(ty.without_references()) || matches!(ty.without_references(), Ty::Unknown)
    }

    /// The part of a tuple that a variable is bound to: `let (w, h) = (a, b);`
    pub(super) fn part_bound(&self, frame: FrameId, variable: PatId, init: ExprId) -> Option<ExprId> {
        if is_outermost_text(&self.frames, frame) {
            return self.tree.parts.get(&variable).copied();
        }
        let body = self.frames[frame].body;
        let ExprKind::Tuple(values) = &body.facts[init].kind else { return None };
        let statement = body.statement_at(body.statement(init)?)?;
        let StatementKind::Let { pattern, .. } = &statement.kind else { return None };
        let PatKind::Tuple(parts) = &body.facts[*pattern].kind else { return None };
        let has_rest = parts.iter().any(|part| matches!(body.facts[*part].kind, PatKind::Rest));
        let at = parts.iter().position(|part| *part == variable)?;
        if has_rest { None } else { values.get(at).copied() }
    }

    /// What a counter is where it stands: before its step in the turn, or behind it.
    pub(super) fn counter(&self, variable: PatId, at: ExprId) -> Option<Polynomial> {
        let body = self.frames[FrameId::OUTERMOST].body;
        let span = body.facts.exprs.get(at.0 as usize)?.span;
        self.tree.outwards(self.tree.around(at)).find_map(|within| {
            let id = *self.counters.get(&(variable, within))?;
            let counter = &self.variables[id.0 as usize];
            let number = Polynomial::atom(Atom::Variable(id));
            let is_stepped = counter.stepped.is_some_and(|at| span.start >= body.facts[at].span.end);
            match (is_stepped, counter.steps_first) {
                (true, false) => number.plus(&counter.step),
                (false, true) => number.minus(&counter.step),
                _ => Some(number),
            }
        })
    }

    /// `(a, b).0`, `[a, b][0]`, also where a parameter or variable holds the tuple.
    fn literal_part(&mut self, frame: FrameId, expr: ExprId) -> Option<(FrameId, ExprId)> {
        let body = self.frames[frame].body;
        let (base, number) = match &body.facts[expr].kind {
            ExprKind::Field { base, name, .. } => (*base, name.as_str().parse::<usize>().ok()?),
            ExprKind::Index { base, index } => (*base, usize::try_from(self.model.constant(body, *index)?).ok()?),
            _ => return None,
        };
        let (mut frame, mut at) = (frame, base);
        for _ in 0..FARTHEST {
            let body = self.frames[frame].body;
            match &body.facts[at].kind {
                ExprKind::Tuple(parts) | ExprKind::Array(parts) => return Some((frame, *parts.get(number)?)),
                ExprKind::Reference { operand, .. } | ExprKind::Deref(operand) => at = *operand,
                ExprKind::Path(_) => {
                    let Some(Resolution::Local(variable)) = body.resolution(at) else { return None };
                    let fixed = matches!(body.facts[variable].kind, PatKind::Bind { mutable: false, .. });
                    match (self.look_up(frame, variable).1, body.binding(variable)) {
                        (Some(Given::Value(of, expr)), _) if fixed => (frame, at) = (of, expr),
                        (None, Some(Binding::Let { whole: true, init: Some(init) })) if fixed => at = init,
                        _ => return None,
                    }
                }
                _ => return None,
            }
        }
        None
    }
}

pub(super) fn is_integer(ty: &Ty) -> bool {
    matches!(ty, Ty::Primitive(primitive) if primitive.is_integer())
}

/// What an operation makes of two numbers.
pub(super) fn operate(name: &str, left: i64, right: i64) -> Option<i64> {
    match name {
        "/" => left.checked_div(right),
        "%" => left.checked_rem(right),
        ">>" => left.checked_shr(u32::try_from(right).ok()?),
        "&" => Some(left & right),
        "|" => Some(left | right),
        "^" => Some(left ^ right),
        "min" => Some(left.min(right)),
        "max" => Some(left.max(right)),
        _ => None,
    }
}

/// Whether a number is the same behind a cast, as far as numbers of loops and lengths go.
fn keeps_value(from: &Ty, to: &Ty) -> bool {
    let width = |ty: &Ty| match ty {
        Ty::Primitive(primitive) if primitive.is_integer() => primitive.size(),
        _ => None,
    };
    match (from, to) {
        (Ty::Primitive(Primitive::Bool | Primitive::Char), _) => false,
        _ => width(from).zip(width(to)).is_some_and(|(from, to)| to >= 4 || to >= from),
    }
}
