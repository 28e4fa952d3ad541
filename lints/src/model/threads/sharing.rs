//! What threads touch of what they have in common with others.
use rustc_hash::FxHashSet;

use super::reach::{At, Element, Frame, Given, Origin, Reached, Value};
use super::start::{Runs, Start, is_bound_in};
use crate::model::outline::{Role, descendants, role};
use crate::model::{Binding, Body, BodyId, DefId, Effects, Handed, Model, Part, Place, Resolution, Ty, Use, children};
use crate::source::facts::{ExprId, ExprKind, PatId};

/// Something that threads reach and others may reach too.
#[derive(Clone, Debug)]
pub struct Shared {
    /// Where it is held.
    pub origin: Origin,
    /// The type of what holds it: `Arc<Stats>`, `&[AtomicU64]`.
    pub ty: Ty,
    /// What is done with it, by the threads' code and by what that calls.
    pub touches: Vec<SharedTouch>,
}

/// Something that a thread does with a part of what it shares.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SharedTouch {
    /// The number of the thread's start.
    pub start: usize,
    /// Several threads of this start reach the same origin.
    pub by_several: bool,
    /// The place as an expression, the lock's call where it is behind a lock.
    pub at: (BodyId, ExprId),
    /// The way from the origin.
    pub parts: Vec<Part>,
    /// Which element, where the way leads through one.
    pub element: Option<Element>,
    /// What is done.
    pub how: Use,
    /// By what.
    pub means: Means,
    /// It is done by one of several functions that a trait's method may be.
    pub is_guessed: bool,
}

/// By what something is read or written.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Means {
    /// Nothing else: a reference that is the thread's alone, data that nobody writes, or a race.
    Plain,
    /// An atomic's operation.
    Atomic,
    /// A lock, which is written itself whoever takes it.
    Lock,
}

impl SharedTouch {
    /// Whether memory is written: the place, or the lock before it.
    pub fn writes(&self) -> bool {
        self.means == Means::Lock || self.how.may_write()
    }
}

impl Shared {
    /// Whether two threads or more write it, each a part of its own perhaps.
    pub fn is_written_by_several(&self) -> bool {
        let writers: Vec<&SharedTouch> = self.touches.iter().filter(|touch| touch.writes()).collect();
        writers.iter().any(|touch| touch.by_several || writers.iter().any(|other| other.start != touch.start))
    }
}

/// What is shared by what a body starts.
pub(super) fn find(model: &Model<'_>, body: &Body<'_>, starts: &[Start]) -> Vec<Shared> {
    let mut found = Vec::new();
    for (number, start) in starts.iter().enumerate() {
        let met = FxHashSet::default();
        let found = &mut found;
        Walk { model, starter: body, starts, number, start, met, found, is_guessing: false }.start();
    }
    found
}

/// A function with what it is handed, in an order of its own.
type Call = (DefId, Vec<(Handed, Value)>);

/// The bodies of so many functions are looked at for a thread.
const MOST_CALLS: usize = 48;
/// So deep are calls followed.
const DEEPEST: usize = 8;

struct Walk<'w, 'm> {
    model: &'w Model<'m>,
    starter: &'w Body<'w>,
    starts: &'w [Start],
    number: usize,
    start: &'w Start,
    met: FxHashSet<Call>,
    found: &'w mut Vec<Shared>,
    /// What is looked at is one of several functions that may run.
    is_guessing: bool,
}

impl Walk<'_, '_> {
    fn start(&mut self) {
        let frame = Frame { model: self.model, body: self.starter, at: At::Start(self.start), within: None };
        if let Some(deals) = self.start.deals {
            self.source(frame, deals);
        }
        match &self.start.runs {
            Runs::Code(code) => code.iter().for_each(|&one| self.code(frame, one, 0)),
            Runs::Future(call) => self.call(frame, *call, 0),
            Runs::Function(function) => self.function(*function, Given::default(), 0),
            Runs::Unknown(_) => {}
        }
    }

    /// The sequence whose elements a parallel iterator deals out.
    fn source(&mut self, frame: Frame<'_, '_>, deals: ExprId) {
        let ExprKind::MethodCall { receiver, .. } = &frame.body.facts[deals].kind else { return };
        if let Value::Place(mut reached) = frame.value(*receiver) {
            reached.parts.push(Part::Element);
            reached.element = Some(Element::Own);
            let how = self.model.usage(frame.body, *receiver);
            self.touch(frame, *receiver, reached, how, Means::Plain);
        }
    }

    fn code(&mut self, frame: Frame<'_, '_>, code: ExprId, depth: usize) {
        for id in descendants(frame.body.facts, code) {
            if self.is_others(frame, id) {
                continue;
            }
            match &frame.body.facts[id].kind {
                ExprKind::Path(_) => self.leaf(frame, id),
                ExprKind::Call { .. } | ExprKind::MethodCall { .. } => self.call(frame, id, depth),
                _ => {}
            }
        }
    }

    /// Whether an expression is run by threads that another call starts, further in.
    fn is_others(&self, frame: Frame<'_, '_>, id: ExprId) -> bool {
        let is_inner = |start: &Start| {
            frame.body.facts[self.start.call].span.contains(frame.body.facts[start.call].span)
                && start.call != self.start.call
        };
        let span = frame.body.facts[id].span;
        matches!(frame.at, At::Start(_))
            && self.starts.iter().any(|start| is_inner(start) && is_bound_in(frame.body, span, start.code()))
    }

    /// What is done with the place that a name begins.
    fn leaf(&mut self, frame: Frame<'_, '_>, leaf: ExprId) {
        let (model, body) = (self.model, frame.body);
        if let Some(Resolution::Local(variable)) = body.resolution(leaf) {
            self.local_closure(frame, variable, leaf);
        }
        let place = model.outermost(body, leaf);
        let Value::Place(reached) = frame.value(place) else { return };
        if let Some(lock) = frame.locks(place) {
            let ExprKind::MethodCall { receiver, .. } = &body.facts[lock].kind else { return };
            if let Value::Place(of_lock) = frame.value(*receiver)
                && !of_lock.is_locked
            {
                self.touch(frame, lock, of_lock, self.behind_lock(body, place), Means::Lock);
            }
            return;
        }
        let how = model.usage(body, place);
        if reached.is_locked || model.only_names(body, place) || self.is_copied_handle(body, place) {
            return;
        }
        match self.taken_by(body, place) {
            Taken::Atomic => self.touch(frame, place, reached, Use::Updated, Means::Atomic),
            Taken::Followed => {}
            Taken::Else => self.touch(frame, place, reached, how, Means::Plain),
        }
    }

    /// What is done with what a lock hands out.
    fn behind_lock(&self, body: &Body<'_>, place: ExprId) -> Use {
        let how = self.model.usage(body, place);
        let Some(guard) = body.bound_variable(place) else { return how };
        let uses = self.model.uses(Place::Local(body.id, guard));
        let usage = |(_, used): &(BodyId, ExprId)| self.model.usage(body, self.model.outermost(body, *used));
        uses.iter().map(usage).find(|how| how.may_write()).unwrap_or(Use::Read)
    }

    /// Whether only a handle is copied: the counter beside what is shared changes, and what is done with the copy is told there.
    fn is_copied_handle(&self, body: &Body<'_>, place: ExprId) -> bool {
        let is_copied = |at: ExprId| {
            self.model.effects(body, at).has(Effects::COPIES) && self.model.is_counted(body.ty(at).without_references())
        };
        body.ancestors(place).take(2).any(is_copied)
    }

    /// Who is handed a place, by reference, as a receiver or as a value.
    fn taken_by(&self, body: &Body<'_>, place: ExprId) -> Taken {
        let outer = match body.parent(place) {
            Some(up) if matches!(body.facts[up].kind, ExprKind::Reference { .. }) => up,
            _ => place,
        };
        let Some(call) = body.parent(outer) else { return Taken::Else };
        let is_call = matches!(body.facts[call].kind, ExprKind::Call { .. } | ExprKind::MethodCall { .. });
        let as_what = role(body.facts, call, outer);
        if !is_call || !matches!(as_what, Some(Role::Receiver | Role::Argument(_))) {
            return Taken::Else;
        }
        let effects = self.model.effects(body, call);
        if as_what == Some(Role::Receiver) && effects.has(Effects::ALTERS) {
            return Taken::Atomic;
        }
        match body.callee(call) {
            Some(callee) if self.model.has_body_at_hand(callee.function) => Taken::Followed,
            _ => Taken::Else,
        }
    }

    /// A closure that the code around bound to a variable runs in the thread that names it.
    fn local_closure(&mut self, frame: Frame<'_, '_>, variable: PatId, leaf: ExprId) {
        let At::Start(start) = frame.at else { return };
        let closure = self.model.value_of(frame.body, leaf);
        let is_around = !is_bound_in(frame.body, frame.body.facts[variable].span, start.code());
        if closure == leaf || !is_around || !matches!(frame.body.facts[closure].kind, ExprKind::Closure { .. }) {
            return;
        }
        let call = (frame.body.owner, vec![(Handed::Variable(variable), Value::Own)]);
        if self.met.insert(call) {
            self.code(Frame { within: Some(closure), ..frame }, closure, 0);
        }
    }

    /// A call of a function of the workspace.
    fn call(&mut self, frame: Frame<'_, '_>, call: ExprId, depth: usize) {
        let body = frame.body;
        let Some(callee) = body.callee(call) else { return };
        let mut given = Given::default();
        for part in children(&body.facts[call].kind) {
            if let Some(handed) = self.model.handed(body, call, callee.function, part) {
                let value = frame.argument(part);
                if value != Value::Own {
                    given.insert(handed, value);
                }
            }
        }
        let functions = self.model.may_run(callee.function).unwrap_or_default();
        let was_guessing = self.is_guessing;
        self.is_guessing |= functions.len() > 1;
        for function in functions {
            self.function(function, given.clone(), depth + 1);
        }
        self.is_guessing = was_guessing;
    }

    fn function(&mut self, function: DefId, given: Given, depth: usize) {
        let function = self.model.definitions().original(function);
        if depth > DEEPEST || self.met.len() > MOST_CALLS || self.model.definitions().is_declared(function) {
            return;
        }
        let mut listed: Vec<(Handed, Value)> = given.iter().map(|(handed, value)| (*handed, value.clone())).collect();
        listed.sort_by_key(|(handed, _)| match handed {
            Handed::Parameter(index) => *index + 1,
            _ => 0,
        });
        if !self.met.insert((function, listed)) {
            return;
        }
        let Some(body) = self.model.body_of(function) else { return };
        let frame = Frame { model: self.model, body, at: At::Callee(&given), within: None };
        self.code(frame, body.facts.root, depth);
    }

    fn touch(&mut self, frame: Frame<'_, '_>, at: ExprId, reached: Reached, how: Use, means: Means) {
        let touch = SharedTouch {
            start: self.number,
            by_several: self.is_of_several(reached.origin),
            at: (frame.body.id, at),
            parts: reached.parts,
            element: reached.element,
            how,
            means,
            is_guessed: self.is_guessing,
        };
        let place = match self.found.iter().position(|shared| shared.origin == reached.origin) {
            Some(place) => place,
            None => {
                let ty = self.ty(reached.origin);
                self.found.push(Shared { origin: reached.origin, ty, touches: Vec::new() });
                self.found.len() - 1
            }
        };
        // A function that is called twice does the same twice.
        if let Some(shared) = self.found.get_mut(place)
            && !shared.touches.contains(&touch)
        {
            shared.touches.push(touch);
        }
    }

    /// Whether several threads of this start have the same origin, not each one of its own.
    fn is_of_several(&self, origin: Origin) -> bool {
        let Some(many) = self.start.many else { return false };
        let Origin::Variable(_, variable) = origin else { return true };
        if self.start.shares_code {
            return true;
        }
        if many == self.start.call {
            // Each turn of a recursion has variables of its own, which may refer to what all have.
            let is_given = matches!(self.starter.binding(variable), Some(Binding::Parameter { .. }));
            let ty = self.starter.pattern_ty(variable);
            return is_given && (matches!(ty, Ty::Ref(false, _)) || self.model.is_counted(ty));
        }
        let span = self.starter.facts[variable].span;
        !self.start.turns.iter().any(|turn| self.starter.facts[*turn].span.contains(span))
    }

    fn ty(&self, origin: Origin) -> Ty {
        match origin {
            Origin::Variable(_, variable) => self.starter.pattern_ty(variable).clone(),
            Origin::SelfReceiver(_) => {
                let is_self = |id: &ExprId| self.starter.resolution(*id) == Some(Resolution::SelfReceiver);
                self.starter.exprs().find(is_self).map_or(Ty::Unknown, |id| self.starter.ty(id).clone())
            }
            Origin::Static(def) => self.model.program.declared_type(def).clone(),
        }
    }
}

enum Taken {
    /// An operation of an atomic that changes it.
    Atomic,
    /// A function whose body is looked at.
    Followed,
    /// Anything else.
    Else,
}
