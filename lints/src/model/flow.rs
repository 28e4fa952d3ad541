//! Where a value goes: the declared place that it ends up in.
use rustc_hash::FxHashSet;

use super::outline::{Role, role, whole_binding};
use super::{Binding, Body, BodyId, Declares, DefId, DefKind, Model, Place, Resolution};
use crate::source::facts::{ExprId, ExprKind, PatId, StatementKind};

/// The first declared place for which `stands` holds that the value of `made` goes to, through variables without a written
/// type, constructors, and functions of foreign crates: a field, a typed `let`, a parameter, a result, a static.
pub fn declared_destination(
    model: &Model<'_>,
    body: &Body<'_>,
    made: ExprId,
    stands: &dyn Fn(&Declares) -> bool,
) -> Option<Declares> {
    Flow { model, stands, met: FxHashSet::default() }.of(body, made)
}

/// The declared place for which `stands` holds that a call puts its argument into: the field that a constructor fills, or the parameter
/// of the one function that is called. None where nobody knows which function runs, as of a trait's.
pub fn handed_to(
    model: &Model<'_>,
    body: &Body<'_>,
    call: ExprId,
    argument: ExprId,
    stands: &dyn Fn(&Declares) -> bool,
) -> Option<Declares> {
    if let ExprKind::Call { callee, .. } = &body.facts[call].kind
        && let Some(Resolution::Def(def)) = body.resolution(*callee)
        && matches!(model.def(def).kind, DefKind::Struct | DefKind::Variant)
    {
        return declared_destination(model, body, argument, stands);
    }
    body.callee(call).filter(|callee| callee.declared.is_none())?;
    let (inside, variable) = model.taken_as(body, call, argument)?;
    let Some(Binding::Parameter { index, .. }) = inside.binding(variable) else { return None };
    let parameter = Declares::Parameter(model.definitions().original(inside.owner), index);
    stands(&parameter).then_some(parameter)
}

impl Model<'_> {
    /// The argument of a call that a function has as its parameter with this number, `self` not counted.
    pub fn argument(&self, body: &Body<'_>, call: ExprId, function: DefId, index: u32) -> Option<ExprId> {
        let takes_self = self.def(function).function().is_some_and(|function| function.receiver.is_some());
        match &body.facts[call].kind {
            ExprKind::MethodCall { args, .. } => args.get(index as usize).copied(),
            ExprKind::Call { args, .. } => args.get(index as usize + usize::from(takes_self)).copied(),
            _ => None,
        }
    }

    /// The variable that a function of the workspace has an argument of a call as.
    pub fn taken_as(&self, body: &Body<'_>, call: ExprId, argument: ExprId) -> Option<(&Body<'_>, PatId)> {
        let inside = self.body_of(body.callee(call)?.function)?;
        let is_it = |binding: &Binding| match *binding {
            Binding::Parameter { index, whole: true } => {
                self.argument(body, call, inside.owner, index) == Some(argument)
            }
            _ => false,
        };
        let variable = inside.bindings.iter().find(|(_, binding)| is_it(binding)).map(|(variable, _)| *variable)?;
        Some((inside, variable))
    }

    /// The declared place that an expression names.
    pub fn declares(&self, body: &Body<'_>, expr: ExprId) -> Option<Declares> {
        let original = |def| self.definitions().original(def);
        Some(match body.indexed_place(expr)?.0 {
            Place::Local(_, variable) => match body.binding(variable) {
                Some(Binding::Parameter { whole: true, index }) => Declares::Parameter(original(body.owner), index),
                _ => Declares::Let(body.id, Some(variable)),
            },
            Place::Field(def, index) => Declares::Field(original(def), index),
            Place::Global(def) => Declares::Global(original(def)),
            Place::Result(def) => Declares::Result(original(def)),
        })
    }
}

struct Flow<'s, 'm> {
    model: &'s Model<'m>,
    stands: &'s dyn Fn(&Declares) -> bool,
    /// Variables that were followed already.
    met: FxHashSet<(BodyId, PatId)>,
}

impl Flow<'_, '_> {
    fn of(&mut self, body: &Body<'_>, made: ExprId) -> Option<Declares> {
        let model = self.model;
        let mut at = made;
        while let Some(up) = body.parent(at) {
            match (&body.facts[up].kind, role(body.facts, up, at)?) {
                (ExprKind::Struct { fields, .. }, Role::Part(number)) => {
                    let (name, _) = fields.get(number)?;
                    return self.field(body, up, name.as_str());
                }
                (ExprKind::Call { .. }, Role::Argument(number)) => {
                    // What `std`'s functions and unknown ones are given comes out of them again, or nowhere.
                    if let Some(target) = body.callee(up)
                        && !model.definitions().is_declared(target.function)
                    {
                        let function = target.function;
                        return self.tuple_field(function, number).or_else(|| self.parameter(function, number));
                    }
                }
                (ExprKind::MethodCall { receiver, .. }, Role::Argument(number)) => {
                    return match body.callee(up) {
                        Some(target) if !model.definitions().is_declared(target.function) => {
                            self.parameter(target.function, number)
                        }
                        _ => self.place(body, *receiver),
                    };
                }
                (ExprKind::Assign { left, .. }, Role::Side(true)) => return self.place(body, *left),
                (ExprKind::Block(block), Role::LetInit(number)) => {
                    let StatementKind::Let { pattern, .. } = &block.statements.get(number)?.kind else { return None };
                    return self.variable(body, whole_binding(body.facts, *pattern)?);
                }
                (ExprKind::Block(block), Role::Statement(number)) => {
                    let is_tail = number + 1 == block.statements.len()
                        && matches!(block.statements.get(number)?.kind, StatementKind::Expr { semicolon: false, .. });
                    if !is_tail {
                        return None;
                    }
                }
                (ExprKind::Return(_), _) => return self.if_stands(Declares::Result(body.owner)),
                (
                    ExprKind::Closure { .. }
                    | ExprKind::For { .. }
                    | ExprKind::While { .. }
                    | ExprKind::Loop { .. }
                    | ExprKind::MethodCall { .. }
                    | ExprKind::Index { .. }
                    | ExprKind::Field { .. }
                    | ExprKind::Binary { .. },
                    _,
                ) => return None,
                _ => {}
            }
            at = up;
        }
        self.if_stands(Declares::Result(body.owner)).or_else(|| self.if_stands(Declares::Global(body.owner)))
    }

    fn if_stands(&self, declares: Declares) -> Option<Declares> {
        (self.stands)(&declares).then_some(declares)
    }

    fn parameter(&self, function: DefId, number: usize) -> Option<Declares> {
        let function = self.model.definitions().original(function);
        let number = number as u32;
        self.if_stands(Declares::Parameter(function, number))
    }

    fn field(&self, body: &Body<'_>, literal: ExprId, name: &str) -> Option<Declares> {
        let by_path = match body.resolution(literal) {
            Some(Resolution::Def(def)) => self.field_of(def, name),
            _ => None,
        };
        by_path.or_else(|| self.field_of(body.ty(literal).adt()?.0, name))
    }

    fn field_of(&self, def: DefId, name: &str) -> Option<Declares> {
        let def = self.model.definitions().original(def);
        let index = self.model.def(def).fields()?.list.iter().position(|field| field.name == name)?;
        self.if_stands(Declares::Field(def, index as u32))
    }

    fn tuple_field(&self, def: DefId, number: usize) -> Option<Declares> {
        let def = self.model.definitions().original(def);
        self.model.def(def).fields()?;
        self.if_stands(Declares::Field(def, number as u32))
    }

    fn place(&mut self, body: &Body<'_>, expr: ExprId) -> Option<Declares> {
        match body.indexed_place(expr)?.0 {
            Place::Local(_, variable) => self.variable(body, variable),
            _ => self.if_stands(self.model.declares(body, expr)?),
        }
    }

    /// A variable's own written type, else where its uses go.
    fn variable(&mut self, body: &Body<'_>, variable: PatId) -> Option<Declares> {
        if let Some(own) = self.if_stands(Declares::Let(body.id, Some(variable))) {
            return Some(own);
        }
        if let Some(Binding::Parameter { whole: true, index }) = body.binding(variable) {
            return self.parameter(body.owner, index as usize);
        }
        if !self.met.insert((body.id, variable)) {
            return None;
        }
        let uses = self.model.uses(Place::Local(body.id, variable));
        uses.iter().find_map(|&(_, used)| self.of(body, used))
    }
}
