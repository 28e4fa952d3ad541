//! Where the numbers of a place are read and written: the elements of a sequence, a field.
use rustc_hash::FxHashSet;

use crate::model::access::tail;
use crate::model::flow::{declared_destination, handed_to};
use crate::model::outline::{Role, bindings, role};
use crate::model::{Body, BodyId, Declares, Effects, Known, Model, Place, Primitive, Ty};
use crate::source::facts::{ExprId, ExprKind, PatId, PatKind, StatementKind};

/// What is done with the numbers of a place.
#[derive(Default)]
pub(super) struct Flow {
    /// The expressions that reach one of them, or a variable that has one.
    pub(super) numbers: FxHashSet<(BodyId, ExprId)>,
    /// Those of them whose value is used.
    pub(super) reads: Vec<(BodyId, ExprId)>,
    /// What is put in: a number, or an option of one.
    pub(super) writes: Vec<(BodyId, ExprId)>,
    /// What many of them are put in of: an iterator, a sequence.
    pub(super) fills: Vec<(BodyId, ExprId)>,
    /// The declared places that take all of them over.
    pub(super) goes_to: Vec<Declares>,
    /// The expressions that reach what holds them.
    pub(super) met: FxHashSet<(BodyId, ExprId)>,
    variables: FxHashSet<(BodyId, PatId)>,
}

/// Follows the numbers of places.
pub(super) struct Cells<'s, 'm> {
    pub(super) model: &'s Model<'m>,
    /// Whether a place is one of those that are followed by themselves.
    pub(super) is_known: &'s dyn Fn(&Declares) -> bool,
    pub(super) found: Flow,
}

/// What a type has to do with wide numbers.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Shape {
    Number,
    /// Perhaps one.
    Optional,
    /// Many.
    Sequence,
    /// Many sequences.
    Holder,
    Other,
    Unknown,
}

/// Whether a type is a number as wide as an address.
pub(super) fn is_wide(ty: &Ty) -> bool {
    matches!(ty, Ty::Primitive(Primitive::Usize | Primitive::U64))
}

/// Whether it is one, or perhaps one.
pub(super) fn is_cell(model: &Model<'_>, ty: &Ty) -> bool {
    is_wide(ty) || optional(model, ty).is_some_and(is_wide)
}

fn optional<'t>(model: &Model<'_>, ty: &'t Ty) -> Option<&'t Ty> {
    let (def, args) = ty.adt()?;
    args.first().filter(|_| model.known(def) == Some(Known::Option))
}

pub(super) fn shape(model: &Model<'_>, ty: &Ty) -> Shape {
    let holds = |ty: &Ty| {
        ty.any(&|part| match part {
            Ty::Slice(inner) => is_cell(model, inner),
            Ty::Array(both) => is_cell(model, &both.0),
            part => {
                model.known_type(part).is_some_and(Known::is_sequence)
                    && part.adt().and_then(|(_, args)| args.first()).is_some_and(|inner| is_cell(model, inner))
            }
        })
    };
    for ty in model.autoderef(ty) {
        match &ty {
            Ty::Ref(..) => {}
            Ty::Unknown => return Shape::Unknown,
            ty if is_wide(ty) => return Shape::Number,
            ty if optional(model, ty).is_some_and(|inner| is_wide(inner.without_references())) => {
                return Shape::Optional;
            }
            ty if model.element_of(ty).is_some_and(|element| is_cell(model, &element)) => return Shape::Sequence,
            ty if holds(ty) => return Shape::Holder,
            _ => {}
        }
    }
    if ty.any(&|part| part.is_unknown()) { Shape::Unknown } else { Shape::Other }
}

impl Cells<'_, '_> {
    /// Follows what an expression reaches. False where something becomes of it that is not understood.
    pub(super) fn follow(&mut self, body: &Body<'_>, expr: ExprId) -> bool {
        let model = self.model;
        let mut at = expr;
        loop {
            self.found.met.insert((body.id, at));
            match shape(model, body.ty(at)) {
                Shape::Number => return self.number(body, at),
                Shape::Optional => return self.optional(body, at),
                Shape::Other => return true,
                Shape::Unknown => return false,
                Shape::Sequence | Shape::Holder => {}
            }
            let Some(up) = body.parent(at) else { return self.goes_on(body, at) };
            let Some(role) = role(body.facts, up, at) else { return false };
            match (&body.facts[up].kind, role) {
                (ExprKind::MethodCall { args, .. }, Role::Receiver) => {
                    if let Some(answer) = self.asked(body, at, up, args) {
                        return answer;
                    }
                }
                (ExprKind::Index { .. }, Role::Base) => {}
                (ExprKind::Reference { .. } | ExprKind::Deref(_) | ExprKind::Try(_), _) => {}
                (ExprKind::For { pattern, .. }, Role::Iterable) => return self.parts(body, *pattern),
                (ExprKind::Call { .. } | ExprKind::MethodCall { .. }, Role::Argument(_)) => {
                    return self.is_handed_over(body, up, at);
                }
                (ExprKind::Assign { right, .. }, Role::Side(false)) => {
                    self.found.fills.push((body.id, *right));
                    return true;
                }
                (ExprKind::Struct { .. }, Role::Part(_))
                | (ExprKind::Assign { .. }, Role::Side(true))
                | (ExprKind::Return(_), _) => return self.goes_on(body, at),
                (ExprKind::Block(_), Role::Statement(_)) if tail(body, up) != Some(at) => return true,
                (ExprKind::Block(_), Role::Statement(_)) => {}
                (ExprKind::Block(block), Role::LetInit(number)) => {
                    return match block.statements.get(number).map(|it| &it.kind) {
                        Some(StatementKind::Let { pattern, .. }) => self.parts(body, *pattern),
                        _ => false,
                    };
                }
                (ExprKind::Let { pattern, .. }, Role::Scrutinee) => return self.parts(body, *pattern),
                (ExprKind::Match { arms, .. }, Role::Scrutinee) => {
                    return arms.iter().all(|arm| self.parts(body, arm.pattern));
                }
                (ExprKind::If { .. }, Role::Branch(_)) | (ExprKind::Match { .. }, Role::ArmBody(_)) => {}
                _ => return false,
            }
            at = up;
        }
    }

    /// A call of a method of what holds the numbers: whether it is understood; none where what it gives is to be followed.
    fn asked(&mut self, body: &Body<'_>, at: ExprId, call: ExprId, args: &[ExprId]) -> Option<bool> {
        let model = self.model;
        let effects = model.effects(body, call);
        if body.callee(call).is_none_or(|it| !model.definitions().is_declared(it.function)) {
            return Some(false);
        }
        if effects.has(Effects::VIEWS.or(Effects::LOCKS)) {
            return None;
        }
        if effects.has(Effects::ITERATES) {
            return Some(self.chain(body, call));
        }
        if effects.has(Effects::GROWS) {
            let Some(&value) = args.last() else { return Some(false) };
            let into = match shape(model, body.ty(at)) {
                Shape::Sequence if !effects.has(Effects::TAKES) => &mut self.found.writes,
                _ => &mut self.found.fills,
            };
            into.push((body.id, value));
            return Some(!matches!(body.facts[value].kind, ExprKind::Closure { .. }));
        }
        let only_walks = effects.has(Effects::WALKS) && (args.is_empty() || effects.has(Effects::SHRINKS));
        if effects.has(Effects::SORTS) || only_walks && *body.ty(call) == Ty::unit() {
            return Some(args.iter().all(|&arg| self.closure(body, arg, false)));
        }
        if effects.has(Effects::MEASURES.or(Effects::RESERVES).or(Effects::TRIMS).or(Effects::EMPTIES)) {
            return Some(true);
        }
        let gives = Effects::LOOKS_UP.or(Effects::FIRST).or(Effects::SHRINKS);
        if effects.has(gives) && !effects.has(Effects::BISECTS) { None } else { Some(false) }
    }

    /// What a pattern takes out of something that is, or holds, the numbers.
    fn parts(&mut self, body: &Body<'_>, pattern: PatId) -> bool {
        bindings(body.facts, pattern).into_iter().all(|variable| self.variable(body, variable))
    }

    fn variable(&mut self, body: &Body<'_>, variable: PatId) -> bool {
        let model = self.model;
        match shape(model, body.pattern_ty(variable)) {
            Shape::Other => return true,
            Shape::Unknown => return false,
            _ => {}
        }
        if !self.found.variables.insert((body.id, variable)) {
            return true;
        }
        let uses = model.uses(Place::Local(body.id, variable));
        uses.into_iter().all(|(of, used)| self.follow(model.body(of), used))
    }

    /// The parameters of a closure that is handed the numbers.
    fn closure(&mut self, body: &Body<'_>, argument: ExprId, is_numbered: bool) -> bool {
        let ExprKind::Closure { params, .. } = &body.facts[argument].kind else { return false };
        params.iter().all(|(pattern, _)| self.numbered(body, *pattern, is_numbered))
    }

    /// A pattern that takes the numbers out, perhaps with their places in the sequence, which come first.
    fn numbered(&mut self, body: &Body<'_>, pattern: PatId, is_numbered: bool) -> bool {
        match (&body.facts[pattern].kind, is_numbered) {
            (PatKind::Tuple(parts), true) => match parts.as_slice() {
                [_, own] => self.parts(body, *own),
                _ => false,
            },
            (_, true) => false,
            _ => self.parts(body, pattern),
        }
    }

    /// A chain of adapters over the numbers.
    fn chain(&mut self, body: &Body<'_>, iterates: ExprId) -> bool {
        let model = self.model;
        let mut at = iterates;
        let mut is_numbered = false;
        while let Some(up) = body.parent(at) {
            match (&body.facts[up].kind, role(body.facts, up, at)) {
                (ExprKind::For { pattern, .. }, Some(Role::Iterable)) => {
                    return self.numbered(body, *pattern, is_numbered);
                }
                (ExprKind::MethodCall { args, .. }, Some(Role::Receiver)) => {
                    let effects = model.effects(body, up);
                    if effects.has(Effects::TAKES.or(Effects::OPEN).or(Effects::CHUNKS)) {
                        return false;
                    }
                    let is_closure = |arg: &ExprId| matches!(body.facts[*arg].kind, ExprKind::Closure { .. });
                    let closures: Vec<ExprId> = args.iter().copied().filter(is_closure).collect();
                    if !closures.iter().all(|&arg| self.closure(body, arg, is_numbered)) {
                        return false;
                    }
                    is_numbered |= effects.has(Effects::NUMBERS);
                    let is_changed = !closures.is_empty() && !effects.has(Effects::LOOKS);
                    if !effects.has(Effects::ADAPTS) {
                        return is_changed || self.follow(body, up);
                    }
                    // What comes out of it is another value.
                    if is_changed || matches!(shape(model, body.ty(up)), Shape::Unknown) && !closures.is_empty() {
                        return true;
                    }
                }
                (ExprKind::Reference { .. }, _) => {}
                _ => return false,
            }
            at = up;
        }
        false
    }

    /// One of the numbers: it is written, or read.
    fn number(&mut self, body: &Body<'_>, expr: ExprId) -> bool {
        let mut at = expr;
        self.found.numbers.insert((body.id, at));
        while let Some(up) = body.parent(at)
            && matches!(body.facts[up].kind, ExprKind::Deref(_))
        {
            at = up;
            self.found.numbers.insert((body.id, at));
        }
        match body.parent(at).map(|up| (&body.facts[up].kind, role(body.facts, up, at))) {
            Some((ExprKind::Assign { right, .. }, Some(Role::Side(false)))) => {
                self.found.writes.push((body.id, *right));
            }
            Some((ExprKind::AssignOp { .. }, Some(Role::Side(false)))) => return false,
            Some((ExprKind::Reference { mutable: true, .. } | ExprKind::RawReference { .. }, _)) => return false,
            _ => self.found.reads.push((body.id, at)),
        }
        true
    }

    /// Perhaps one of the numbers.
    fn optional(&mut self, body: &Body<'_>, expr: ExprId) -> bool {
        let model = self.model;
        let mut at = expr;
        loop {
            self.found.numbers.insert((body.id, at));
            let Some(up) = body.parent(at) else { return false };
            match (&body.facts[up].kind, role(body.facts, up, at)) {
                (ExprKind::Assign { right, .. }, Some(Role::Side(false))) => {
                    self.found.writes.push((body.id, *right));
                    return true;
                }
                (ExprKind::Reference { mutable: false, .. } | ExprKind::Deref(_), _) => {}
                (ExprKind::Try(_), _) => return self.number(body, up),
                (ExprKind::Binary { op, .. }, _) if op.is_comparison() => return true,
                (ExprKind::Block(block), Some(Role::LetInit(number))) => {
                    return match block.statements.get(number).map(|it| &it.kind) {
                        Some(StatementKind::Let { pattern, .. }) => self.parts(body, *pattern),
                        _ => false,
                    };
                }
                (ExprKind::Let { pattern, .. }, Some(Role::Scrutinee)) => return self.parts(body, *pattern),
                (ExprKind::Match { arms, .. }, Some(Role::Scrutinee)) => {
                    return arms.iter().all(|arm| self.parts(body, arm.pattern));
                }
                (ExprKind::Block(_), Some(Role::Statement(_))) if tail(body, up) != Some(at) => return true,
                (ExprKind::MethodCall { args, .. }, Some(Role::Receiver)) => {
                    if body.callee(up).is_none_or(|it| !model.definitions().is_declared(it.function)) {
                        return false;
                    }
                    match shape(model, body.ty(up)) {
                        Shape::Other => return args.iter().all(|&arg| self.closure(body, arg, false)),
                        Shape::Number if args.iter().all(|&arg| shape(model, body.ty(arg)) == Shape::Number) => {
                            return self.number(body, up);
                        }
                        Shape::Optional if args.is_empty() => {}
                        _ => return false,
                    }
                }
                // A copy of it is kept elsewhere.
                (ExprKind::Assign { left, .. }, Some(Role::Side(true))) => {
                    return match body.variable(*left) {
                        Some(variable) => self.variable(body, variable),
                        None => true,
                    };
                }
                (ExprKind::Struct { .. }, Some(Role::Part(_))) => return true,
                _ => return false,
            }
            at = up;
        }
    }

    fn is_handed_over(&mut self, body: &Body<'_>, call: ExprId, argument: ExprId) -> bool {
        let to = handed_to(self.model, body, call, argument, self.is_known);
        self.found.goes_to.extend(to);
        to.is_some()
    }

    fn goes_on(&mut self, body: &Body<'_>, expr: ExprId) -> bool {
        let to = declared_destination(self.model, body, expr, self.is_known);
        self.found.goes_to.extend(to);
        to.is_some()
    }
}
