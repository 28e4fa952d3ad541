//! Access: what an expression reaches, what is done with it there, and what its value depends on.
use rustc_hash::FxHashSet;

use super::effects::Effects;
use super::outline::{Role, descendants, role};
use super::{Binding, Body, DefId, Known, Model, Place, Resolution, Ty};
use crate::source::facts::{ExprId, ExprKind, PatId, Segment, StatementKind};

/// A place as an expression reaches it: where it starts, and the steps from there.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct AccessPath {
    /// Where it starts.
    pub root: Root,
    /// The steps, in the order in which they are taken.
    pub steps: Vec<Step>,
}

/// Where an access path starts.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Root {
    /// A variable, parameters included.
    Variable(PatId),
    /// The receiver of the function.
    SelfReceiver,
    /// A static or constant.
    Global(DefId),
    /// What this expression gives: a call's result, a literal, a block.
    Value(ExprId),
}

/// A step of an access path.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Step {
    /// To a field: the struct, union or variant, and the field's index.
    Field(DefId, u32),
    /// To a part of a tuple.
    Part(u32),
    /// To the element that this expression chooses: `a[i]`, `a.get(i)`.
    Element(ExprId),
    /// To some of the elements: `a[1..n]`.
    Slice(ExprId),
    /// Through a reference or box, or a call that hands out all of what is behind (`as_slice`, `borrow`, `unwrap`).
    Deref,
}

/// What is done with what an expression reaches.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Use {
    /// Its value is read, or copied.
    Read,
    /// It gets a value.
    Written,
    /// It gets a value that is made of the one it had: `a += 1`.
    Updated,
    /// A shared reference to it is made, by `&` or for a method.
    Borrowed,
    /// An exclusive one is.
    BorrowedMut,
    /// Its value goes elsewhere.
    Moved,
}

impl Use {
    /// Whether its value may be another one afterwards.
    pub fn may_write(self) -> bool {
        matches!(self, Use::Written | Use::Updated | Use::BorrowedMut)
    }
}

impl Model<'_> {
    /// What an expression reaches.
    pub fn access_path(&self, body: &Body<'_>, expr: ExprId) -> AccessPath {
        let mut steps = Vec::new();
        let mut at = expr;
        let root = loop {
            at = match &body.facts[at].kind {
                ExprKind::Path(_) => match body.resolution(at) {
                    Some(Resolution::Local(variable)) => break Root::Variable(variable),
                    Some(Resolution::SelfReceiver) => break Root::SelfReceiver,
                    Some(Resolution::Global(def)) => break Root::Global(def),
                    _ => break Root::Value(at),
                },
                ExprKind::Field { base, name, .. } => {
                    let step = match body.field(at) {
                        Some((owner, index)) => Some(Step::Field(self.definitions().original(owner), index)),
                        None => name.as_str().parse().ok().map(Step::Part),
                    };
                    let Some(step) = step else { break Root::Value(at) };
                    steps.push(step);
                    *base
                }
                ExprKind::Index { base, index } => {
                    let is_range = matches!(body.facts[*index].kind, ExprKind::Range { .. });
                    steps.push(if is_range { Step::Slice(*index) } else { Step::Element(*index) });
                    *base
                }
                ExprKind::Deref(operand) => {
                    steps.push(Step::Deref);
                    *operand
                }
                ExprKind::Reference { operand, .. } => {
                    // What is referenced and dereferenced again is itself.
                    if steps.last() == Some(&Step::Deref) {
                        steps.pop();
                    }
                    *operand
                }
                ExprKind::Try(operand) => *operand,
                ExprKind::MethodCall { receiver, args, .. } => match (self.effects(body, at), args.as_slice()) {
                    (effects, []) if effects.has(Effects::VIEWS) => {
                        steps.push(Step::Deref);
                        *receiver
                    }
                    (effects, [index]) if effects == Effects::LOOKS_UP && self.is_indexed(body, *receiver) => {
                        steps.push(Step::Element(*index));
                        *receiver
                    }
                    _ => break Root::Value(at),
                },
                _ => break Root::Value(at),
            };
        };
        steps.reverse();
        AccessPath { root, steps }
    }

    /// What a lock, a borrow or a view hands out: `map.lock().unwrap()` is the map.
    pub fn behind_locks(&self, body: &Body<'_>, expr: ExprId) -> ExprId {
        let mut at = expr;
        loop {
            at = match &body.facts[at].kind {
                ExprKind::MethodCall { receiver, args, .. }
                    if args.is_empty() && self.effects(body, at).has(Effects::LOCKS.or(Effects::VIEWS)) =>
                {
                    *receiver
                }
                ExprKind::Reference { operand, .. } | ExprKind::Deref(operand) | ExprKind::Try(operand) => *operand,
                _ => return at,
            };
        }
    }

    /// The declared place that a path leads to or into last: the field, the variable, the static.
    pub fn last_place(&self, body: &Body<'_>, path: &AccessPath) -> Option<Place> {
        let field = path.steps.iter().rev().find_map(|step| match *step {
            Step::Field(owner, index) => Some(Place::Field(owner, index)),
            _ => None,
        });
        field.or(match path.root {
            Root::Variable(variable) => Some(Place::Local(body.id, variable)),
            Root::Global(def) => Some(Place::Global(def)),
            Root::SelfReceiver | Root::Value(_) => None,
        })
    }

    /// What is done with what an expression reaches, seen from where it stands.
    pub fn usage(&self, body: &Body<'_>, expr: ExprId) -> Use {
        let Some(up) = body.parent(expr) else { return self.by_value(body, expr) };
        match (&body.facts[up].kind, role(body.facts, up, expr)) {
            (ExprKind::Reference { mutable, .. } | ExprKind::RawReference { mutable, .. }, _) => borrowed(*mutable),
            (ExprKind::Assign { .. }, Some(Role::Side(false))) => Use::Written,
            (ExprKind::AssignOp { .. }, Some(Role::Side(false))) => Use::Updated,
            (ExprKind::MethodCall { .. }, Some(Role::Receiver)) => self.received(body, up, expr),
            (ExprKind::Index { .. }, Some(Role::Base)) | (ExprKind::Field { .. }, _) => self.usage(body, up),
            // A comparison takes its operands by reference.
            (ExprKind::Binary { op, .. }, _) if op.is_comparison() => Use::Read,
            // `(a, [b, c]) = …`.
            (ExprKind::Tuple(_) | ExprKind::Array(_) | ExprKind::Struct { .. } | ExprKind::Call { .. }, _)
                if is_assigned(body, up) =>
            {
                Use::Written
            }
            (ExprKind::Macro { path, .. }, Some(Role::Argument(0)))
                if path.segments.last().is_some_and(takes_mutably) =>
            {
                Use::BorrowedMut
            }
            (ExprKind::Macro { path, .. }, _) if path.segments.last().is_none_or(|last| last.name != "vec") => {
                Use::Borrowed
            }
            (ExprKind::Deref(_), _) => match self.usage(body, up) {
                // Through a reference nothing moves out, and what is behind it is what changes.
                Use::Moved => Use::Read,
                other => other,
            },
            (ExprKind::Let { .. } | ExprKind::Match { .. }, Some(Role::Scrutinee)) => Use::Borrowed,
            _ => self.by_value(body, expr),
        }
    }

    /// The expression that an expression gives the value of: a block's last, the one that a variable was bound to as a whole.
    pub fn value_of(&self, body: &Body<'_>, expr: ExprId) -> ExprId {
        const FARTHEST: usize = 16;
        let mut at = expr;
        for _ in 0..FARTHEST {
            let next = match &body.facts[at].kind {
                ExprKind::Block(_) => tail(body, at),
                ExprKind::Path(_) => match body.resolution(at) {
                    Some(Resolution::Local(variable)) => match body.binding(variable) {
                        Some(Binding::Let { whole: true, init }) => init,
                        _ => None,
                    },
                    _ => None,
                },
                _ => None,
            };
            match next {
                Some(next) => at = next,
                None => break,
            }
        }
        at
    }

    /// Whether an expression makes its value: it does not hand on what some place holds, nor a copy of that, nor what a function
    /// of the workspace makes.
    pub fn is_made(&self, body: &Body<'_>, expr: ExprId) -> bool {
        match &body.facts[expr].kind {
            ExprKind::MethodCall { receiver, .. } => {
                let effects = self.effects(body, expr);
                let hands_on = Effects::VIEWS.or(Effects::COPIES);
                let takes_out = Effects::SHRINKS.or(Effects::FIRST).or(Effects::LOOKS_UP);
                match effects {
                    effects if effects.has(Effects::OPEN) => true,
                    effects if effects.has(hands_on) => self.is_made(body, *receiver),
                    effects => !effects.has(takes_out) && self.is_foreign_call(body, expr),
                }
            }
            ExprKind::Call { .. } => self.is_foreign_call(body, expr),
            ExprKind::Macro { .. } | ExprKind::Array(_) | ExprKind::Repeat { .. } => true,
            ExprKind::Block(_) => tail(body, expr).is_some_and(|last| self.is_made(body, last)),
            _ => false,
        }
    }

    /// Whether a library's function gives a value of which no more is known: its type is that function's decision.
    pub fn is_given_by_library(&self, body: &Body<'_>, expr: ExprId) -> bool {
        match &body.facts[expr].kind {
            ExprKind::MethodCall { receiver, .. } => {
                let effects = self.effects(body, expr);
                match effects.has(Effects::VIEWS.or(Effects::COPIES)) {
                    true => self.is_given_by_library(body, *receiver),
                    false => effects == Effects::NONE && self.is_foreign_call(body, expr),
                }
            }
            ExprKind::Call { .. } => self.effects(body, expr) == Effects::NONE && self.is_foreign_call(body, expr),
            _ => false,
        }
    }

    fn is_foreign_call(&self, body: &Body<'_>, call: ExprId) -> bool {
        body.callee(call).is_none_or(|callee| self.definitions().is_declared(callee.function))
    }

    /// Whether a sequence's elements are found by their number.
    fn is_indexed(&self, body: &Body<'_>, receiver: ExprId) -> bool {
        match body.ty(receiver).without_references() {
            Ty::Slice(_) | Ty::Array(_) => true,
            ty => self.known_type(ty).is_some_and(Known::is_sequence),
        }
    }

    /// What a method does with its receiver.
    fn received(&self, body: &Body<'_>, call: ExprId, receiver: ExprId) -> Use {
        let effects = self.effects(body, call);
        if effects.has(Effects::VIEWS) {
            // What is done with what it hands out.
            return match self.usage(body, call) {
                Use::Moved => Use::Read,
                other => other,
            };
        }
        if effects.has(Effects::ALTERS) {
            return Use::Updated;
        }
        let function = body.callee(call).and_then(|callee| self.def(callee.function).function());
        match function.and_then(|function| function.receiver.as_ref()) {
            Some(receiver) if receiver.reference == Some(true) => Use::BorrowedMut,
            // Who gets a pointer may write through it: `UnsafeCell::get`.
            Some(receiver) if receiver.reference == Some(false) => {
                borrowed(matches!(body.ty(call), Ty::Pointer(true, _)))
            }
            Some(_) => self.by_value(body, receiver),
            None => {
                const CHANGES: Effects = Effects::GROWS
                    .or(Effects::SHRINKS)
                    .or(Effects::EMPTIES)
                    .or(Effects::SORTS)
                    .or(Effects::TRIMS)
                    .or(Effects::REPLACES);
                borrowed(effects.has(CHANGES))
            }
        }
    }

    fn by_value(&self, body: &Body<'_>, expr: ExprId) -> Use {
        self.use_by_value(body.ty(expr))
    }

    /// What is done with a value of this type where it is handed on as it is.
    pub(super) fn use_by_value(&self, ty: &Ty) -> Use {
        match ty {
            Ty::Pointer(true, _) => Use::BorrowedMut,
            Ty::Primitive(_) | Ty::Ref(false, _) | Ty::Pointer(..) | Ty::Unknown | Ty::FnPointer(_) => Use::Read,
            Ty::Ref(true, _) => Use::BorrowedMut,
            Ty::Adt(def, args) if self.known(*def) == Some(Known::Option) => match args.first() {
                Some(Ty::Ref(mutable, _)) => borrowed(*mutable),
                _ => Use::Moved,
            },
            _ => Use::Moved,
        }
    }
}

impl Body<'_> {
    /// The expression that a variable, or what it is a part of, gets its value from. A closure's parameter gets it from what the
    /// method is called on that the closure is handed to.
    pub fn source(&self, variable: PatId) -> Option<ExprId> {
        match self.binding(variable)? {
            Binding::Let { init, .. } => init,
            Binding::Match { scrutinee, .. } => Some(scrutinee),
            Binding::For { .. } | Binding::Parameter { .. } => None,
            Binding::ClosureParameter { closure, .. } => {
                let call = self.parent(closure)?;
                match &self.facts[call].kind {
                    ExprKind::MethodCall { receiver, args, .. } if args.contains(&closure) => Some(*receiver),
                    _ => None,
                }
            }
        }
    }

    /// Whether the value of an expression depends on one for which `holds`: it stands in it, or in what a variable in it gets its
    /// value from, and so on.
    pub fn depends(&self, expr: ExprId, holds: &dyn Fn(ExprId) -> bool) -> bool {
        let mut met: FxHashSet<PatId> = FxHashSet::default();
        let mut open = vec![expr];
        while let Some(next) = open.pop() {
            for id in descendants(self.facts, next) {
                if holds(id) {
                    return true;
                }
                if let Some(Resolution::Local(variable)) = self.resolution(id)
                    && met.insert(variable)
                {
                    open.extend(self.source(variable));
                }
            }
        }
        false
    }

    /// Whether the value of an expression depends on a variable.
    pub fn depends_on(&self, expr: ExprId, variable: PatId) -> bool {
        self.depends(expr, &|id| self.resolution(id) == Some(Resolution::Local(variable)))
    }

    /// The variable that an expression names, references and dereferences looked through.
    pub fn variable(&self, expr: ExprId) -> Option<PatId> {
        match self.indexed_place(expr) {
            Some((Place::Local(_, variable), indices)) if indices.is_empty() => Some(variable),
            _ => None,
        }
    }

    /// Whether an expression is what a `let` with a written type starts with.
    pub fn is_bound_with_type(&self, expr: ExprId) -> bool {
        let statement = self.statement(expr).and_then(|at| self.statement_at(at));
        matches!(statement.map(|it| &it.kind), Some(StatementKind::Let { ty: Some(_), init: Some(init), .. }) if *init == expr)
    }

    /// The variable that a `let` binds to the whole value of an expression.
    pub fn bound_variable(&self, expr: ExprId) -> Option<PatId> {
        match &self.statement_at(self.statement(expr)?)?.kind {
            StatementKind::Let { pattern, init: Some(init), .. } if *init == expr => {
                super::outline::whole_binding(self.facts, *pattern)
            }
            _ => None,
        }
    }
}

/// Whether an expression, or what it is a part of, is what something is assigned to.
fn is_assigned(body: &Body<'_>, expr: ExprId) -> bool {
    let mut at = expr;
    while let Some(up) = body.parent(at) {
        match &body.facts[up].kind {
            ExprKind::Assign { left, .. } => return *left == at,
            ExprKind::Tuple(_) | ExprKind::Array(_) | ExprKind::Struct { .. } | ExprKind::Call { .. } => at = up,
            _ => return false,
        }
    }
    false
}

/// Whether a macro takes its first argument by `&mut`.
fn takes_mutably(name: &Segment) -> bool {
    matches!(name.name.as_str(), "write" | "writeln" | "addr_of_mut")
}

fn borrowed(mutable: bool) -> Use {
    if mutable { Use::BorrowedMut } else { Use::Borrowed }
}

/// The expression whose value a block gives.
pub fn tail(body: &Body<'_>, block: ExprId) -> Option<ExprId> {
    let ExprKind::Block(block) = &body.facts[block].kind else { return None };
    match &block.statements.last()?.kind {
        StatementKind::Expr { expr, semicolon: false } => Some(*expr),
        _ => None,
    }
}
