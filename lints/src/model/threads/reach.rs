//! What an expression in a thread's code reaches of what the thread has from others.
use rustc_hash::FxHashMap;

use super::start::{Held, Start, is_bound_in};
use crate::model::places::parts as parts_of_pattern;
use crate::model::summary::parts;
use crate::model::{
    Binding, Body, BodyId, DefId, DefKind, Effects, Handed, Known, Model, Part, Resolution, Root, Step, Ty,
};
use crate::source::facts::{ExprId, ExprKind, PatId, PatKind};

/// Where what threads share is held.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Origin {
    /// A variable of the body that starts them, parameters included.
    Variable(BodyId, PatId),
    /// The receiver of the function that starts them.
    SelfReceiver(BodyId),
    /// A static.
    Static(DefId),
}

/// Which of several elements a thread reaches.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Element {
    /// One that no other has: its number chooses it, or it was dealt out to it.
    Own,
    /// The same for all.
    Fixed,
    /// The data choose it, or it is all of them.
    Any,
}

/// What an expression is to a thread.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub(super) enum Value {
    /// Nobody else's.
    Own,
    /// A number that no other thread has.
    Number,
    /// In common with others.
    Place(Reached),
}

/// A place that a thread has from others.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub(super) struct Reached {
    pub(super) origin: Origin,
    pub(super) parts: Vec<Part>,
    pub(super) element: Option<Element>,
    /// It lies behind a lock that was taken already.
    pub(super) is_locked: bool,
}

/// What a function was handed by the code that calls it.
pub(super) type Given = FxHashMap<Handed, Value>;

/// A body while it is looked at: the one that starts a thread, or one of a function that the thread calls.
#[derive(Clone, Copy)]
pub(super) struct Frame<'f, 'm> {
    pub(super) model: &'f Model<'m>,
    pub(super) body: &'f Body<'f>,
    pub(super) at: At<'f>,
    /// A closure beside the thread's own code that is looked at, which that code names.
    pub(super) within: Option<ExprId>,
}

#[derive(Clone, Copy)]
pub(super) enum At<'f> {
    /// Where it is started.
    Start(&'f Start),
    /// In what it calls.
    Callee(&'f Given),
}

/// Values are followed through so many variables.
const FARTHEST: usize = 12;

impl Frame<'_, '_> {
    /// What an expression reaches.
    pub(super) fn value(self, expr: ExprId) -> Value {
        self.follow(expr, FARTHEST)
    }

    /// What a call hands on as an argument.
    pub(super) fn argument(self, arg: ExprId) -> Value {
        if self.is_number(arg, FARTHEST) { Value::Number } else { self.value(arg) }
    }

    fn follow(self, expr: ExprId, left: usize) -> Value {
        let Some(left) = left.checked_sub(1) else { return Value::Own };
        let path = self.model.access_path(self.body, expr);
        let base = match path.root {
            Root::Variable(variable) => self.variable(variable, self.is_code(expr), left),
            Root::SelfReceiver => self.receiver(self.is_code(expr)),
            Root::Global(def) if self.model.def(def).kind == DefKind::Static => {
                place(Origin::Static(self.model.definitions().original(def)))
            }
            Root::Global(_) => Value::Own,
            Root::Value(made) => self.made(made, left),
        };
        let Value::Place(mut reached) = base else { return base };
        reached.parts.extend(parts(&path.steps));
        for step in &path.steps {
            if let Step::Element(index) | Step::Slice(index) = step {
                reached.choose(self.element(*index, left));
            }
        }
        reached.is_locked |= self.locks(expr).is_some();
        Value::Place(reached)
    }

    /// The call that locks something on the way from what an expression starts with.
    pub(super) fn locks(self, expr: ExprId) -> Option<ExprId> {
        let mut at = expr;
        loop {
            at = match &self.body.facts[at].kind {
                ExprKind::MethodCall { receiver, .. } => {
                    if self.model.effects(self.body, at).has(Effects::LOCKS) {
                        return Some(at);
                    }
                    *receiver
                }
                ExprKind::Field { base, .. } | ExprKind::Index { base, .. } => *base,
                ExprKind::Deref(operand)
                | ExprKind::Reference { operand, .. }
                | ExprKind::Try(operand)
                | ExprKind::Await(operand) => *operand,
                _ => return None,
            };
        }
    }

    /// What an expression hands on that no place is named by: a clone of an `Arc`, a block's last expression, a cast pointer.
    fn made(self, made: ExprId, left: usize) -> Value {
        let facts = self.body.facts;
        match &facts[made].kind {
            ExprKind::Block(_) => match self.model.value_of(self.body, made) {
                last if last != made => self.follow(last, left),
                _ => Value::Own,
            },
            ExprKind::Cast { operand, .. } | ExprKind::Await(operand) => self.follow(*operand, left),
            ExprKind::MethodCall { receiver: of, args, .. } if args.is_empty() => {
                let effects = self.model.effects(self.body, made);
                let is_handle = effects.has(Effects::COPIES) && self.is_shared_handle(made);
                if is_handle || effects.has(Effects::VIEWS) { self.follow(*of, left) } else { Value::Own }
            }
            ExprKind::Call { args, .. } => match args.as_slice() {
                [of] if self.model.effects(self.body, made).has(Effects::COPIES) && self.is_shared_handle(made) => {
                    self.follow(*of, left)
                }
                _ => Value::Own,
            },
            _ => Value::Own,
        }
    }

    fn is_shared_handle(self, copy: ExprId) -> bool {
        let ty = self.body.ty(copy);
        matches!(ty, Ty::Ref(..)) || self.model.is_counted(ty)
    }

    /// What a variable holds, named in the thread's code or around it.
    fn variable(self, variable: PatId, in_code: bool, left: usize) -> Value {
        let At::Start(start) = self.at else { return self.bound(variable, left).unwrap_or(Value::Own) };
        let span = self.body.facts[variable].span;
        if is_bound_in(self.body, span, start.code()) || is_bound_in(self.body, span, self.within.as_slice()) {
            return self.bound(variable, left).unwrap_or(Value::Own);
        }
        if self.is_number_variable(variable, left) {
            return Value::Number;
        }
        let is_taken = in_code && self.is_taken(start, Root::Variable(variable));
        if is_taken {
            return Value::Own;
        }
        match self.bound(variable, left) {
            Some(found @ (Value::Place(_) | Value::Number)) => found,
            _ => place(Origin::Variable(self.body.id, variable)),
        }
    }

    fn receiver(self, in_code: bool) -> Value {
        match self.at {
            At::Start(start) if in_code && self.is_taken(start, Root::SelfReceiver) => Value::Own,
            At::Start(_) => place(Origin::SelfReceiver(self.body.id)),
            At::Callee(given) => given.get(&Handed::SelfReceiver).cloned().unwrap_or(Value::Own),
        }
    }

    /// Whether the thread alone has what it captured.
    fn is_taken(self, start: &Start, what: Root) -> bool {
        let held = start.captures.iter().find(|capture| capture.what == what).map(|capture| capture.held);
        !start.shares_code && matches!(held, Some(Held::Moved | Held::Copied))
    }

    /// Whether an expression stands in what the thread runs.
    fn is_code(self, expr: ExprId) -> bool {
        let span = self.body.facts[expr].span;
        match self.at {
            At::Start(_) if is_bound_in(self.body, span, self.within.as_slice()) => true,
            At::Start(start) => match &start.runs {
                super::Runs::Future(call) => self.body.facts[*call].span.contains(span),
                _ => is_bound_in(self.body, span, start.code()),
            },
            At::Callee(_) => true,
        }
    }

    /// What a variable gets its value from; none where it has one of its own.
    fn bound(self, variable: PatId, left: usize) -> Option<Value> {
        let facts = self.body.facts;
        match self.body.binding(variable)? {
            Binding::Parameter { index, .. } => match self.at {
                At::Callee(given) => given.get(&Handed::Parameter(index)).cloned(),
                At::Start(_) => None,
            },
            Binding::ClosureParameter { closure, index, .. } => {
                let ExprKind::Closure { params, .. } = &facts[closure].kind else { return None };
                let way = way_to(self.body, params.get(index as usize)?.0, variable)?;
                let call = self.body.parent(closure)?;
                let ExprKind::MethodCall { receiver, args, .. } = &facts[call].kind else { return None };
                let iterates = args.contains(&closure) && !self.model.effects(self.body, call).has(Effects::SPAWNS);
                iterates.then(|| self.element_of(*receiver, &way, self.deals(closure), left))
            }
            Binding::For { of, .. } => {
                let ExprKind::For { pattern, iterable, .. } = &facts[of].kind else { return None };
                let way = way_to(self.body, *pattern, variable)?;
                Some(self.element_of(*iterable, &way, self.deals(of), left))
            }
            Binding::Let { init: from, .. } => {
                let from = from?;
                match self.body.pattern_ty(variable) {
                    Ty::Primitive(_) => self.is_number(from, left).then_some(Value::Number),
                    ty if self.refers(ty) => Some(self.follow(from, left)),
                    _ => None,
                }
            }
            Binding::Match { scrutinee, .. } => {
                self.refers(self.body.pattern_ty(variable)).then(|| self.follow(scrutinee, left))
            }
        }
    }

    /// Whether what a variable of this type holds lies elsewhere.
    fn refers(self, ty: &Ty) -> bool {
        match ty {
            Ty::Ref(..) | Ty::Pointer(..) | Ty::Unknown => true,
            Ty::Adt(def, args) => match self.model.known(*def) {
                Some(Known::MutexGuard | Known::RwLockReadGuard | Known::RwLockWriteGuard) => true,
                Some(Known::Option | Known::Result) => args.first().is_some_and(|inner| self.refers(inner)),
                _ => self.model.is_counted(ty),
            },
            _ => false,
        }
    }

    /// Whether a loop, or a closure that an iterator runs, has each of its turns run by another thread.
    fn deals(self, turn: ExprId) -> bool {
        match self.at {
            At::Start(start) => start.turns.contains(&turn) || (start.deals.is_some() && start.code().contains(&turn)),
            At::Callee(_) => false,
        }
    }

    /// What an iterator's element is, or the part of it to which `way` leads; each thread has elements of its own where the iterator
    /// `deals` them.
    fn element_of(self, iterator: ExprId, way: &[u32], deals: bool, left: usize) -> Value {
        let (mut at, mut way) = (iterator, way);
        while let ExprKind::MethodCall { receiver, args, .. } = &self.body.facts[at].kind {
            let effects = self.model.effects(self.body, at);
            if effects.has(Effects::ITERATES.or(Effects::PARALLEL)) && !effects.has(Effects::ADAPTS) {
                at = *receiver;
                break;
            }
            if args.iter().any(|&arg| self.makes_others(arg)) {
                return Value::Own;
            }
            match (args.as_slice(), way) {
                // `a.zip(b)`
                ([other], [number, rest @ ..]) if self.is_iterable(*other) => {
                    (at, way) = (if *number == 0 { *receiver } else { *other }, rest);
                }
                // `a.enumerate()`
                (_, [0, ..]) if effects.has(Effects::NUMBERS) => {
                    return if deals { Value::Number } else { Value::Own };
                }
                (_, [_, rest @ ..]) if effects.has(Effects::NUMBERS) => (at, way) = (*receiver, rest),
                _ => at = *receiver,
            }
        }
        if let ExprKind::Range { start, end, .. } = &self.body.facts[at].kind {
            let is_own = deals || [start, end].into_iter().flatten().any(|&bound| self.is_number(bound, left));
            return if is_own { Value::Number } else { Value::Own };
        }
        let Value::Place(mut reached) = self.follow(at, left) else { return Value::Own };
        reached.parts.push(Part::Element);
        reached.choose(if deals { Element::Own } else { Element::Any });
        Value::Place(reached)
    }

    /// Whether a function makes other elements of those that an adapter hands it.
    fn makes_others(self, function: ExprId) -> bool {
        match self.body.resolution(function) {
            Some(Resolution::Def(_)) => return true,
            Some(_) => return false,
            None => {}
        }
        let makes = |ty: &Ty| !matches!(ty, Ty::Primitive(crate::model::Primitive::Bool) | Ty::Unknown) && !is_unit(ty);
        self.body.closure_signature(function).is_some_and(|signature| makes(&signature.output))
    }

    fn is_iterable(self, arg: ExprId) -> bool {
        !matches!(self.body.facts[arg].kind, ExprKind::Closure { .. } | ExprKind::Literal(_))
            && !matches!(self.body.ty(arg), Ty::Primitive(_))
    }

    /// Which element an index, or a range of them, chooses.
    fn element(self, index: ExprId, left: usize) -> Element {
        let ends = match &self.body.facts[index].kind {
            ExprKind::Range { start, end, .. } => [*start, *end],
            _ => [Some(index), None],
        };
        if ends.into_iter().flatten().any(|end| self.is_number(end, left)) {
            return Element::Own;
        }
        let is_fixed = |end: ExprId| {
            matches!(self.body.facts[end].kind, ExprKind::Literal(_))
                || matches!(self.body.resolution(end), Some(Resolution::Global(_) | Resolution::ConstParam))
        };
        let mut given = ends.into_iter().flatten().peekable();
        if given.peek().is_some() && given.all(is_fixed) { Element::Fixed } else { Element::Any }
    }

    /// Whether a number is another one in each thread: it is calculated of the thread's own.
    fn is_number(self, expr: ExprId, left: usize) -> bool {
        let Some(left) = left.checked_sub(1) else { return false };
        if self.model.effects(self.body, expr).has(Effects::NUMBERS) {
            return true;
        }
        match &self.body.facts[expr].kind {
            ExprKind::Path(_) => match self.body.resolution(expr) {
                Some(Resolution::Local(variable)) => self.is_number_variable(variable, left),
                _ => false,
            },
            ExprKind::Binary { left: one, right: other, .. } => {
                self.is_number(*one, left) || self.is_number(*other, left)
            }
            ExprKind::Cast { operand, .. }
            | ExprKind::Deref(operand)
            | ExprKind::Reference { operand, .. }
            | ExprKind::Negate(operand) => self.is_number(*operand, left),
            ExprKind::MethodCall { receiver, args, .. } => {
                let is_arithmetic = matches!(self.body.ty(*receiver), Ty::Primitive(_))
                    || self.model.effects(self.body, expr).has(Effects::VIEWS);
                is_arithmetic && (self.is_number(*receiver, left) || args.iter().any(|arg| self.is_number(*arg, left)))
            }
            ExprKind::Call { args, .. } => {
                // `min((t + 1) * rows, n)`
                matches!(self.body.ty(expr), Ty::Primitive(_))
                    && self.body.callee(expr).is_some_and(|it| self.model.definitions().is_declared(it.function))
                    && args.iter().any(|arg| self.is_number(*arg, left))
            }
            _ => false,
        }
    }

    fn is_number_variable(self, variable: PatId, left: usize) -> bool {
        let Some(left) = left.checked_sub(1) else { return false };
        match self.body.binding(variable) {
            Some(Binding::Let { init: Some(init), .. }) => self.is_number(init, left),
            Some(_) => self.bound(variable, left) == Some(Value::Number),
            None => false,
        }
    }
}

impl Reached {
    /// Goes on to an element.
    fn choose(&mut self, element: Element) {
        if self.element != Some(Element::Own) {
            self.element = Some(element);
        }
    }
}

fn place(origin: Origin) -> Value {
    Value::Place(Reached { origin, parts: Vec::new(), element: None, is_locked: false })
}

fn is_unit(ty: &Ty) -> bool {
    matches!(ty, Ty::Tuple(parts) if parts.is_empty())
}

/// The numbers of the tuple parts that lead from a pattern to a variable in it.
fn way_to(body: &Body<'_>, from: PatId, variable: PatId) -> Option<Vec<u32>> {
    if from == variable {
        return Some(Vec::new());
    }
    let kind = &body.facts[from].kind;
    let is_tuple = matches!(kind, PatKind::Tuple(_));
    parts_of_pattern(kind).into_iter().enumerate().find_map(|(number, part)| {
        let rest = way_to(body, part, variable)?;
        Some(if is_tuple { std::iter::once(number as u32).chain(rest).collect() } else { rest })
    })
}
