//! Functions, closures and `Index` impls of the workspace, looked into from where they run.
use rustc_hash::FxHashMap;

use super::resolve::{FARTHEST, Frame, FrameId, Given, LARGEST, Resolver};
use crate::model::access::tail;
use crate::model::traits::Head;
use crate::model::{Binding, Body, DefId, DefKind, Known, Resolution, Ty, children, outline};
use crate::source::facts::{ExprId, ExprKind, PatId, PatKind};
use crate::source::name::Name;

/// Functions are looked into through so many calls,
const DEEPEST_CALL: u32 = 4;
/// so many times in all for one body,
const MOST_FRAMES: usize = 4096;
/// so many times for one call in it.
const MOST_OF_CALL: usize = 48;

impl<'m, 'a> Resolver<'m, 'a> {
    /// Looks into the function or closure that a call runs, where it is of the workspace.
    pub(super) fn enter(&mut self, frame: FrameId, call: ExprId) -> Option<FrameId> {
        if let Some(&known) = self.entered.get(&(frame, call)) {
            return known;
        }
        let found = self.enter_new(frame, call);
        self.entered.insert((frame, call), found);
        found
    }

    fn enter_new(&mut self, frame: FrameId, call: ExprId) -> Option<FrameId> {
        let body = self.frames[frame].body;
        let (receiver, args) = match &body.facts[call].kind {
            ExprKind::MethodCall { receiver, args, .. } => (Some(*receiver), args.as_slice()),
            ExprKind::Call { callee, args } => {
                if let Some((home, closure)) = self.closure_called(frame, *callee) {
                    return self.enter_closure(frame, call, home, closure, args);
                }
                (None, args.as_slice())
            }
            _ => return None,
        };
        let callee = body.callee(call)?;
        let function = callee.function;
        let is_traits = self.model.def(function).parent.is_some_and(|it| self.model.def(it).kind == DefKind::Trait);
        if is_traits && !matches!(callee.self_type, Some(Ty::Adt(..) | Ty::Primitive(_))) {
            // Another type may have another one.
            return None;
        }
        self.enter_function(frame, call, function, receiver, args)
    }

    fn enter_function(
        &mut self,
        frame: FrameId,
        call: ExprId,
        function: DefId,
        receiver: Option<ExprId>,
        args: &[ExprId],
    ) -> Option<FrameId> {
        let definitions = self.model.definitions();
        let function = definitions.original(function);
        if definitions.is_declared(function) || self.is_too_deep(frame, call) {
            return None;
        }
        let declared = self.model.def(function).function()?;
        if declared.is_async || self.model.def(function).item.is_some_and(|item| item.attributes.foreign) {
            return None;
        }
        let body = self.model.body_of(function).filter(|body| body.facts.exprs.len() <= LARGEST)?;
        let met = std::iter::successors(Some(frame), |&at| self.frames[at].caller);
        if met.into_iter().any(|at| std::ptr::eq(self.frames[at].body, body)) {
            return None;
        }
        let (receiver, args) = match (receiver, declared.receiver.is_some()) {
            (None, true) => (args.first().copied(), args.get(1..)?),
            (receiver, _) => (receiver, args),
        };
        let mut given = FxHashMap::default();
        let params = &self.model.def(function).deferred()?.open().params;
        for (pattern, arg) in params.iter().zip(args) {
            self.give(&mut given, body, *pattern, frame, *arg);
        }
        let value = value_of(body, body.facts.root);
        self.push(Frame {
            body,
            given,
            receiver: receiver.map(|receiver| (frame, receiver)),
            closure: None,
            around: None,
            call: self.frames[frame].call.or(Some(call)),
            caller: Some(frame),
            depth: self.frames[frame].depth + 1,
            value,
        })
    }

    /// Looks into the `Index` impl that an index expression runs.
    pub(super) fn enter_index(&mut self, frame: FrameId, expr: ExprId, base: ExprId, index: ExprId) -> Option<FrameId> {
        if let Some(&known) = self.entered.get(&(frame, expr)) {
            return known;
        }
        let found = self
            .index_function(frame, base, index)
            .and_then(|function| self.enter_function(frame, expr, function, Some(base), &[index]));
        self.entered.insert((frame, expr), found);
        found
    }

    pub(super) fn index_function(&self, frame: FrameId, base: ExprId, index: ExprId) -> Option<DefId> {
        let body = self.frames[frame].body;
        let of_trait = self.model.known_def(Known::Index)?;
        let ty = body.ty(base).without_references();
        let program = &self.model.program;
        let index = body.ty(index);
        let fits = |id: &DefId| {
            let taken = program.impl_trait(*id).and_then(|bound| bound.args.first().cloned());
            taken.is_none_or(|taken| taken == *index || index.is_unknown() || !is_plain(&taken))
        };
        let mut found = program
            .impls
            .candidates(of_trait, Some(Head::of(ty)?))
            .filter(|&id| !self.model.definitions().is_declared(id) && Head::of(program.impl_self(id)) == Head::of(ty));
        let chosen = found.find(fits)?;
        if found.any(|other| fits(&other)) {
            return None;
        }
        program.associated(chosen, Name::new("index"), DefKind::Function)
    }

    /// The closure that an expression names, and the frame in whose text it stands.
    pub(super) fn closure_called(&mut self, frame: FrameId, callee: ExprId) -> Option<(FrameId, ExprId)> {
        let (mut frame, mut at) = (frame, callee);
        for _ in 0..FARTHEST {
            let body = self.frames[frame].body;
            match &body.facts[at].kind {
                ExprKind::Closure { is_async: false, .. } => return Some((frame, at)),
                ExprKind::Reference { operand, .. } | ExprKind::Deref(operand) => at = *operand,
                ExprKind::Path(_) => {
                    let Some(Resolution::Local(variable)) = body.resolution(at) else { return None };
                    match (self.look_up(frame, variable).1, body.binding(variable)) {
                        (Some(Given::Value(of, expr)), _) => (frame, at) = (of, expr),
                        (None, Some(Binding::Let { whole: true, init: Some(init) })) => {
                            if self.is_assigned(frame, variable) {
                                return None;
                            }
                            at = init;
                        }
                        _ => return None,
                    }
                }
                _ => return None,
            }
        }
        None
    }

    fn enter_closure(
        &mut self,
        frame: FrameId,
        call: ExprId,
        home: FrameId,
        closure: ExprId,
        args: &[ExprId],
    ) -> Option<FrameId> {
        let body = self.frames[home].body;
        let ExprKind::Closure { params, body: inside, .. } = &body.facts[closure].kind else { return None };
        let is_within = |at: FrameId| self.frames[at].value == Some(*inside);
        let circular = std::iter::successors(Some(frame), |&at| self.frames[at].caller).any(is_within);
        if self.is_too_deep(frame, call) || circular || params.len() != args.len() {
            return None;
        }
        let mut given = FxHashMap::default();
        for ((pattern, _), arg) in params.iter().zip(args) {
            self.give(&mut given, body, *pattern, frame, *arg);
        }
        let value = value_of(body, *inside);
        self.push(Frame {
            body,
            given,
            receiver: None,
            closure: Some(closure),
            around: Some(home),
            call: self.frames[frame].call.or(Some(call)),
            caller: Some(frame),
            depth: self.frames[frame].depth + 1,
            value,
        })
    }

    pub(super) fn push(&mut self, frame: Frame<'m, 'a>) -> Option<FrameId> {
        let id = FrameId(self.frames.0.len() as u32);
        if let Some(call) = frame.call {
            *self.frames_of.entry(call).or_insert(0) += 1;
        }
        self.frames.0.push(frame);
        Some(id)
    }

    fn is_too_deep(&self, frame: FrameId, call: ExprId) -> bool {
        let first = self.frames[frame].call.unwrap_or(call);
        self.frames[frame].depth >= DEEPEST_CALL
            || self.frames.0.len() >= MOST_FRAMES
            || self.frames_of.get(&first).is_some_and(|&many| many >= MOST_OF_CALL)
    }

    /// Gives an argument to the variables of a parameter's pattern.
    pub(super) fn give(
        &self,
        given: &mut FxHashMap<PatId, Given>,
        body: &Body<'_>,
        pattern: PatId,
        frame: FrameId,
        arg: ExprId,
    ) {
        let text = self.frames[frame].body.facts;
        match (&body.facts[pattern].kind, &text[arg].kind) {
            (PatKind::Bind { inner: None, .. }, _) => {
                given.insert(pattern, Given::Value(frame, arg));
            }
            (PatKind::Reference(inner), ExprKind::Reference { operand, .. }) => {
                self.give(given, body, *inner, frame, *operand);
            }
            (PatKind::Reference(inner), _) => self.give(given, body, *inner, frame, arg),
            (PatKind::Tuple(parts), ExprKind::Tuple(values)) | (PatKind::Slice(parts), ExprKind::Array(values))
                if parts.len() == values.len()
                    && !parts.iter().any(|part| matches!(body.facts[*part].kind, PatKind::Rest)) =>
            {
                for (part, value) in parts.iter().zip(values) {
                    self.give(given, body, *part, frame, *value);
                }
            }
            _ => {
                for variable in outline::bindings(body.facts, pattern) {
                    given.insert(variable, Given::PartOf(frame, arg));
                }
            }
        }
    }

    /// Where a variable belongs, and what it was given there.
    pub(super) fn look_up(&self, frame: FrameId, variable: PatId) -> (FrameId, Option<Given>) {
        let mut at = frame;
        loop {
            let frame = &self.frames[at];
            if let Some(&given) = frame.given.get(&variable) {
                return (at, Some(given));
            }
            let facts = frame.body.facts;
            let is_own = |closure: ExprId| facts[closure].span.contains(facts[variable].span);
            match frame.around {
                Some(around) if !frame.closure.is_some_and(is_own) => at = around,
                _ => return (at, None),
            }
        }
    }
}

/// What a block gives; none where it is left elsewhere, too.
fn value_of(body: &Body<'_>, root: ExprId) -> Option<ExprId> {
    let leaves = |at: &ExprId| matches!(body.facts[*at].kind, ExprKind::Return(_) | ExprKind::Try(_));
    let mut open = vec![root];
    while let Some(next) = open.pop() {
        if leaves(&next) {
            return None;
        }
        if !matches!(body.facts[next].kind, ExprKind::Closure { .. }) {
            open.extend(children(&body.facts[next].kind));
        }
    }
    match body.facts[root].kind {
        ExprKind::Block(_) => tail(body, root),
        _ => Some(root),
    }
}

/// Whether a type has no parameters in it.
fn is_plain(ty: &Ty) -> bool {
    let mut plain = true;
    ty.walk(&mut |part| plain &= !matches!(part, Ty::Param(_) | Ty::Unknown | Ty::Projection(_)));
    plain
}
