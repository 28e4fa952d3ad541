//! Whether numbers only ever find elements of sequences.
use rustc_hash::FxHashSet;

use super::cells::{Shape, shape};
use crate::model::access::tail;
use crate::model::outline::{Role, bindings, role};
use crate::model::{Binding, Body, BodyId, DefId, DefKind, Effects, Known, Model, Place, Resolution, Ty};
use crate::source::facts::{BinaryOp, ExprId, ExprKind, PatId, StatementKind};

/// Follows numbers to where they are used.
pub(super) struct Reads<'s, 'm> {
    pub(super) model: &'s Model<'m>,
    /// Where one finds an element.
    pub(super) found: Vec<(BodyId, ExprId)>,
    variables: FxHashSet<(BodyId, PatId)>,
    functions: FxHashSet<DefId>,
}

impl<'s, 'm> Reads<'s, 'm> {
    pub(super) fn new(model: &'s Model<'m>) -> Reads<'s, 'm> {
        Reads { model, found: Vec::new(), variables: FxHashSet::default(), functions: FxHashSet::default() }
    }

    /// Whether a number only indexes, is compared, or goes into a list of numbers; in no place is it shown or given away.
    pub(super) fn only_indexes(&mut self, body: &Body<'_>, expr: ExprId) -> bool {
        let model = self.model;
        let mut at = expr;
        while let Some(up) = body.parent(at) {
            let Some(role) = role(body.facts, up, at) else { return false };
            match (&body.facts[up].kind, role) {
                (ExprKind::Index { base, .. }, Role::Subscript) => {
                    if model.element_of(body.ty(*base)).is_some() {
                        self.found.push((body.id, up));
                    }
                    return true;
                }
                (ExprKind::Index { .. }, Role::Base) => return false,
                (ExprKind::Deref(_) | ExprKind::Reference { mutable: false, .. }, _) => {}
                (ExprKind::Cast { .. }, _) if is_integer(body.ty(up)) => {}
                (ExprKind::Range { .. }, _) => {}
                (ExprKind::For { pattern, .. }, Role::Iterable) => return self.parts(body, *pattern),
                (ExprKind::Binary { op, .. }, _) if op.is_comparison() => return true,
                (ExprKind::Binary { op: BinaryOp::Add | BinaryOp::Sub | BinaryOp::Mul | BinaryOp::Rem, .. }, _) => {}
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
                (ExprKind::Assign { left, .. }, Role::Side(true)) => {
                    return match body.place(*left) {
                        Some(Place::Local(of, variable))
                            if !matches!(body.facts[*left].kind, ExprKind::Index { .. }) =>
                        {
                            of == body.id && self.variable(body, variable)
                        }
                        _ => matches!(body.facts[*left].kind, ExprKind::Index { .. } | ExprKind::Field { .. }),
                    };
                }
                (ExprKind::Struct { .. }, Role::Part(_)) => return true,
                (ExprKind::AssignOp { .. }, Role::Side(true)) => return false,
                (ExprKind::MethodCall { receiver, .. }, Role::Argument(_)) => {
                    return self.argument(body, up, Some(*receiver), at);
                }
                (ExprKind::Call { callee, .. }, Role::Argument(_)) => {
                    if !wraps(model, body, up, *callee) {
                        return self.argument(body, up, None, at);
                    }
                }
                (ExprKind::MethodCall { args, .. }, Role::Receiver)
                    if is_integer(body.ty(up)) && args.iter().all(|&arg| is_integer(body.ty(arg))) => {}
                (ExprKind::Return(_), _) => return self.given(body),
                _ => return false,
            }
            at = up;
        }
        self.given(body)
    }

    fn parts(&mut self, body: &Body<'_>, pattern: PatId) -> bool {
        bindings(body.facts, pattern).into_iter().all(|variable| self.variable(body, variable))
    }

    fn variable(&mut self, body: &Body<'_>, variable: PatId) -> bool {
        if !self.variables.insert((body.id, variable)) {
            return true;
        }
        let uses = self.model.uses(Place::Local(body.id, variable));
        uses.into_iter().all(|(_, used)| self.is_assigned(body, used) || self.only_indexes(body, used))
    }

    fn is_assigned(&self, body: &Body<'_>, used: ExprId) -> bool {
        let up = body.parent(used);
        up.is_some_and(|up| match body.facts[up].kind {
            ExprKind::Assign { left, .. } | ExprKind::AssignOp { left, .. } => left == used,
            _ => false,
        })
    }

    /// What a call does with a number: a collection finds an element by it, or takes it in; a function of the workspace may do
    /// either.
    fn argument(&mut self, body: &Body<'_>, call: ExprId, receiver: Option<ExprId>, number: ExprId) -> bool {
        let model = self.model;
        if let Some(receiver) = receiver {
            let effects = model.effects(body, call);
            let types = model.autoderef(body.ty(receiver));
            let is_list = types.iter().any(|ty| model.element_of(ty).is_some());
            let known = types.iter().find_map(|ty| model.known_type(ty).filter(|known| known.is_collection()));
            let is_declared = body.callee(call).is_some_and(|it| model.definitions().is_declared(it.function));
            if is_declared && (is_list || known.is_some()) {
                let finds = Effects::LOOKS_UP.or(Effects::SHRINKS);
                if is_list && effects.has(finds) && !effects.has(Effects::BISECTS) {
                    self.found.push((body.id, call));
                }
                return effects.has(finds.or(Effects::GROWS))
                    || known.is_some_and(|known| matches!(known, Known::BinaryHeap | Known::LinkedList));
            }
            if is_integer(body.ty(receiver)) && is_integer(body.ty(call)) {
                return self.only_indexes(body, call);
            }
        }
        if body.callee(call).is_none_or(|callee| callee.declared.is_some()) {
            return false;
        }
        match model.taken_as(body, call, number) {
            Some((inside, variable)) => {
                matches!(inside.binding(variable), Some(Binding::Parameter { .. })) && self.variable(inside, variable)
            }
            None => false,
        }
    }

    /// The results of the function that a number is given by.
    fn given(&mut self, body: &Body<'_>) -> bool {
        let model = self.model;
        let of = model.definitions().original(body.owner);
        if model.def(of).function().is_none() || model.is_in_trait_impl(of) {
            return false;
        }
        if !self.functions.insert(of) {
            return true;
        }
        let calls = model.uses(Place::Result(of));
        !calls.is_empty() && calls.into_iter().all(|(caller, call)| self.only_indexes(model.body(caller), call))
    }
}

pub(super) fn is_integer(ty: &Ty) -> bool {
    matches!(ty.without_references(), Ty::Primitive(primitive) if primitive.is_integer())
}

/// Whether a call only puts a number into an option, or makes another kind of number of it: `Some(number)`, `u64::from(number)`.
pub(super) fn wraps(model: &Model<'_>, body: &Body<'_>, call: ExprId, callee: ExprId) -> bool {
    let is_variant = match body.resolution(callee) {
        Some(Resolution::Def(def)) => model.def(def).kind == DefKind::Variant,
        _ => false,
    };
    let is_declared = body.callee(call).is_none_or(|it| model.definitions().is_declared(it.function));
    is_variant && shape(model, body.ty(call)) == Shape::Optional
        || is_declared && model.effects(body, call).has(Effects::WRAPS.or(Effects::BUILDS))
}
