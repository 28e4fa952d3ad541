//! What functions of libraries do with what they are handed.
use super::access::{AccessKind, EffectKind};
use super::location::{Base, Location, Step};
use super::numbers::is_integer;
use super::purity;
use super::resolve::FrameId;
use super::tree::LoopForm;
use super::walk::{Demand, Walk};
use crate::model::effects::Effects;
use crate::model::{DefKind, Ty};
use crate::source::facts::{ExprId, ExprKind};

impl Walk<'_, '_, '_> {
    /// A function whose body is not at hand.
    pub(super) fn foreign(
        &mut self,
        frame: FrameId,
        expr: ExprId,
        receiver: Option<ExprId>,
        args: &[ExprId],
        demand: Demand,
    ) {
        let body = self.body(frame);
        let effects = self.model_effects(frame, expr);
        let is_pure = purity::of_call(self.resolver.model, body, expr);
        let header = self.now();
        if let Some(receiver) = receiver {
            self.receive(frame, expr, receiver, effects, is_pure, demand);
        }
        let swaps = args.len() == 2 && self.is_swap(frame, expr);
        for &arg in args {
            match &body.facts[arg].kind {
                _ if swaps => self.value(frame, arg),
                ExprKind::Closure { body: inside, .. } => self.looped(frame, arg, &[*inside], header),
                ExprKind::Path(_) if matches!(body.ty(arg), Ty::Closure(..)) => self.handed_closure(frame, arg),
                ExprKind::Reference { operand, .. } if matches!(body.ty(*operand), Ty::Closure(..)) => {
                    self.handed_closure(frame, *operand)
                }
                _ if matches!(body.ty(arg), Ty::FnItem(..)) => self.handed_function(frame, expr, arg),
                _ if matches!(body.ty(arg), Ty::Ref(true, _)) => {
                    self.visit(frame, arg, Demand::Update(None));
                }
                _ if effects.has(Effects::TAKES) => {
                    self.chain(frame, arg);
                    if !effects.has(Effects::ADAPTS) {
                        self.read_all(frame, arg);
                    }
                }
                _ if self.resolver.carries_reference(body.ty(arg)) => {
                    self.visit(frame, arg, Demand::Place);
                    self.read_all(frame, arg);
                }
                _ => self.value(frame, arg),
            }
        }
        if effects.has(Effects::SPAWNS.or(Effects::LOCKS).or(Effects::EXITS)) {
            self.effect(frame, expr, EffectKind::Observable);
        } else if receiver.is_some_and(|receiver| matches!(body.ty(receiver), Ty::Pointer(..))) {
            self.effect(frame, expr, EffectKind::Pointer);
        } else if !is_pure {
            self.effect(frame, expr, EffectKind::Call);
        }
    }

    fn model_effects(&self, frame: FrameId, expr: ExprId) -> Effects {
        self.resolver.model.effects(self.body(frame), expr)
    }

    /// Notes that all of what an expression reaches is read.
    fn read_all(&mut self, frame: FrameId, expr: ExprId) {
        let at = self.resolver.locate(frame, expr);
        if !matches!(at.base, Base::Value(_)) {
            self.note(frame, expr, at.then(Step::Some), AccessKind::Read);
        }
    }

    /// What a function of a library does with its receiver.
    fn receive(
        &mut self,
        frame: FrameId,
        expr: ExprId,
        receiver: ExprId,
        effects: Effects,
        is_pure: bool,
        demand: Demand,
    ) {
        let body = self.body(frame);
        if effects.has(Effects::VIEWS) && is_pure {
            // What is done with what it hands out is done with the receiver.
            return self.visit(frame, receiver, demand);
        }
        if is_integer(body.ty(receiver)) {
            let changes = purity::takes_exclusively(self.resolver.model, body, expr);
            return self.visit(frame, receiver, if changes { Demand::Update(None) } else { Demand::Value });
        }
        if effects.has(Effects::MEASURES) && !effects.has(Effects::WALKS) && self.resolver.is_indexed(frame, receiver) {
            self.parts_of_place(frame, receiver);
            let at = self.resolver.locate(frame, receiver).then(Step::Length);
            if !matches!(at.base, Base::Value(_)) {
                self.note(frame, expr, at, AccessKind::Read);
            }
            return;
        }
        if effects == Effects::LOOKS_UP || effects == Effects::FIRST {
            let found = self.resolver.locate(frame, expr);
            let is_element =
                !matches!(found.base, Base::Value(_) | Base::Anywhere) && self.resolver.is_indexed(frame, receiver);
            if is_element {
                self.parts_of_place(frame, receiver);
                return match demand {
                    Demand::Place => {}
                    Demand::Value => self.note(frame, expr, found, AccessKind::Read),
                    Demand::Write => self.note(frame, expr, found, AccessKind::Write),
                    Demand::Update(operation) => self.note(frame, expr, found, AccessKind::Update(operation)),
                };
            }
        }
        if self.is_swap(frame, expr) {
            return self.swap(frame, expr, receiver);
        }
        let is_chain = effects.has(Effects::ITERATES.or(Effects::ADAPTS));
        let exclusive = purity::takes_exclusively(self.resolver.model, body, expr);
        if is_chain || effects.has(Effects::WALKS) && is_chain_expr(self, frame, receiver) {
            self.chain(frame, receiver);
            let is_base = effects.has(Effects::ITERATES) && !is_chain_expr(self, frame, receiver);
            if is_base {
                self.walked(frame, expr, receiver, exclusive);
            }
            return;
        }
        self.parts_of_place(frame, receiver);
        let at = self.resolver.locate(frame, receiver);
        if matches!(at.base, Base::Value(_)) {
            return;
        }
        let by_reference = self.resolver.carries_reference(body.ty(receiver));
        let is_shared = matches!(body.ty(receiver), Ty::Ref(false, _));
        let kind = if exclusive || demand == Demand::Update(None) || !is_pure && by_reference && !is_shared {
            AccessKind::Update(None)
        } else {
            AccessKind::Read
        };
        self.note(frame, expr, at, kind);
    }

    /// `v.iter()`, `v.drain(..)`: what is walked is read, and used where the variables of the loop are.
    pub(super) fn walked(&mut self, frame: FrameId, call: ExprId, receiver: ExprId, exclusive: bool) {
        let at = self.resolver.locate(frame, receiver);
        if matches!(at.base, Base::Value(_)) {
            return;
        }
        if exclusive {
            // Loops that know their elements note what they do with them.
            if !self.is_seen_through(frame, call) {
                self.note(frame, call, at.then(Step::Some), AccessKind::Update(None));
            }
        } else {
            self.note(frame, call, at.then(Step::Some), AccessKind::Read);
        }
    }

    /// Whether the loop that an exclusive iterator runs tells which elements its variables are.
    fn is_seen_through(&mut self, frame: FrameId, call: ExprId) -> bool {
        if frame != FrameId::OUTERMOST {
            return false;
        }
        let body = self.body(frame);
        let mut child = call;
        for up in body.ancestors(call) {
            match &body.facts[up].kind {
                ExprKind::For { iterable, .. } => return *iterable == child,
                ExprKind::MethodCall { receiver, args, .. } if *receiver == child || args.contains(&child) => {
                    let runs = args.iter().any(|arg| {
                        self.resolver.tree.by_expr.get(arg).is_some_and(|id| {
                            matches!(self.resolver.tree.all[id.0 as usize].form, LoopForm::Adapter(_))
                        })
                    });
                    if runs && self.model_effects(frame, up).has(Effects::WALKS) {
                        return true;
                    }
                    child = up;
                }
                ExprKind::Reference { .. } => child = up,
                _ => return false,
            }
        }
        false
    }

    fn is_swap(&self, frame: FrameId, expr: ExprId) -> bool {
        let body = self.body(frame);
        match &body.facts[expr].kind {
            ExprKind::MethodCall { receiver, name, args, .. } => {
                name == "swap"
                    && args.len() == 2
                    && self.resolver.is_indexed(frame, *receiver)
                    && !self.resolver.is_of_workspace(frame, expr)
            }
            _ => false,
        }
    }

    /// `a.swap(i, j)`
    pub(super) fn swap(&mut self, frame: FrameId, expr: ExprId, receiver: ExprId) {
        self.parts_of_place(frame, receiver);
        let ExprKind::MethodCall { args, .. } = &self.body(frame).facts[expr].kind else { return };
        let at = self.resolver.locate(frame, receiver);
        if matches!(at.base, Base::Value(_)) {
            return;
        }
        for &arg in args {
            let number = self.resolver.number(frame, arg);
            self.note(frame, expr, at.clone().then(Step::Element(number)), AccessKind::Update(None));
        }
    }

    /// A closure in a variable that is handed on: what it does may be done again and again.
    fn handed_closure(&mut self, frame: FrameId, arg: ExprId) {
        match self.resolver.closure_called(frame, arg) {
            Some((home, closure)) => {
                let body = self.body(home);
                if let ExprKind::Closure { body: inside, .. } = &body.facts[closure].kind {
                    let before = self.found.all.len();
                    self.branch(home, *inside, Demand::Value);
                    // Its parameters are not known here.
                    for access in &mut self.found.all[before..] {
                        forget(&mut access.at);
                    }
                }
            }
            None => self.effect(frame, arg, EffectKind::Call),
        }
    }

    /// A function that is handed on.
    fn handed_function(&mut self, frame: FrameId, call: ExprId, arg: ExprId) {
        let body = self.body(frame);
        let Ty::FnItem(function, _) = body.ty(arg) else { return };
        let def = self.resolver.model.def(*function);
        let makes = matches!(def.kind, DefKind::Struct | DefKind::Variant);
        if !makes && !purity::of_function(self.resolver.model, *function) {
            self.effect(frame, call, EffectKind::Call);
        }
    }
}

/// Leaves of a location only where it starts and the fields.
fn forget(at: &mut Location) {
    let known = at.steps.iter().take_while(|step| matches!(step, Step::Field(..) | Step::Part(_))).count();
    at.steps.truncate(known);
    at.steps.push(Step::Some);
}

/// Whether an expression is an iterator already.
fn is_chain_expr(walk: &Walk<'_, '_, '_>, frame: FrameId, expr: ExprId) -> bool {
    match &walk.body(frame).facts[expr].kind {
        ExprKind::MethodCall { .. } => {
            !walk.resolver.is_of_workspace(frame, expr)
                && walk.model_effects(frame, expr).has(Effects::ITERATES.or(Effects::ADAPTS))
        }
        ExprKind::Range { .. } => true,
        _ => false,
    }
}
