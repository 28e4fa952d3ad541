//! What the expressions of a body do with the places that it has at hand.
use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::names::Origin;
use super::patterns::{held_against, is_whole};
use super::{Depth, Handed, Part, Summary, Touch, blurred, components, meet};
use crate::model::access::{Root, Use};
use crate::model::effects::Effects;
use crate::model::outline::{Role, descendants, role};
use crate::model::{Binding, Body, DefId, DefKind, Model, Resolution, Ty};
use crate::source::facts::{ExprId, ExprKind, PatId, StatementKind};

/// Of more touches than this a function is said to touch everything.
const MOST: usize = 256;
/// Of more steps than this a touch is said to be of all that is there.
const LONGEST: usize = 8;

/// Gathers touches in a body.
#[derive(Clone, Copy)]
pub(super) struct Gather<'g, 'm> {
    pub(super) model: &'g Model<'m>,
    pub(super) body: &'g Body<'g>,
    /// A root at which the way back ends, though its value comes from somewhere.
    pub(super) stop: Option<Handed>,
    /// What is known so far of the functions whose summaries are being made.
    group: Option<&'g FxHashMap<DefId, Arc<Summary>>>,
    /// To ask how many elements there are is a touch.
    with_measures: bool,
    /// Only what is done with this part of this is asked for.
    only: Option<(Handed, &'g [Part])>,
    depth: Depth,
}

/// What becomes of a place that a call is handed.
enum Handing {
    /// What the functions do that the call may run, and as what they get the place.
    Known(Vec<Arc<Summary>>, Handed),
    /// A closure of the body does this with the place, its parameter.
    Closure(PatId, Vec<Touch>),
    /// Their bodies are not at hand.
    Unknown,
}

impl<'g, 'm> Gather<'g, 'm> {
    pub(super) fn new(model: &'g Model<'m>, body: &'g Body<'g>) -> Gather<'g, 'm> {
        Gather { model, body, stop: None, group: None, with_measures: true, only: None, depth: Depth::Calls }
    }

    pub(super) fn stopping_at(self, root: Handed) -> Self {
        Gather { stop: Some(root), ..self }
    }

    pub(super) fn within_group(self, group: &'g FxHashMap<DefId, Arc<Summary>>) -> Self {
        Gather { group: Some(group), ..self }
    }

    pub(super) fn without_measures(self) -> Self {
        Gather { with_measures: false, ..self }
    }

    /// Only what is done with a part of `root`, and perhaps more: functions that are handed nothing of it need no summary.
    pub(super) fn only(self, root: Handed, parts: &'g [Part]) -> Self {
        Gather { only: Some((root, parts)), ..self }
    }

    pub(super) fn looking(self, depth: Depth) -> Self {
        Gather { depth, ..self }
    }

    /// Whether it is asked for what is done with what lies there.
    fn is_asked_for(self, origin: &Origin) -> bool {
        match (origin, self.only) {
            (_, None) => true,
            (Origin::At(root, parts), Some((only, of))) => *root == only && meet(&short(parts), of),
            (Origin::Pair(both), _) => self.is_asked_for(&both.0) || self.is_asked_for(&both.1),
            (Origin::Elsewhere, _) => false,
        }
    }

    /// Whether it is asked for what is done with statics.
    fn is_asked_for_statics(self) -> bool {
        matches!(self.only, None | Some((Handed::Global(_), _)))
    }

    /// What an expression does, each thing once.
    pub(super) fn touches(self, within: ExprId) -> Vec<Touch> {
        let mut all = Vec::new();
        if within == self.body.facts.root {
            for (index, &pattern) in (0..).zip(self.parameters()) {
                self.tests(pattern, &Origin::At(Handed::Parameter(index), Vec::new()), &mut all);
            }
        }
        for expr in descendants(self.body.facts, within) {
            self.of(expr, &mut all);
        }
        let mut met: FxHashSet<Touch> = FxHashSet::default();
        let mut all: Vec<Touch> = all.into_iter().map(shortened).collect();
        all.retain(|touch| met.insert(touch.clone()));
        if all.len() > MOST { blurred(&all) } else { all }
    }

    /// Whether there is something in the body, or in a function that it calls, that is not understood.
    pub(super) fn is_partial(self) -> bool {
        let is_unknown = |expr: ExprId| matches!(self.body.facts[expr].kind, ExprKind::Unknown);
        // `_ = a` has one on its left.
        let is_place = |expr: ExprId| {
            let up = self.body.parent(expr).map(|up| &self.body.facts[up].kind);
            matches!(up, Some(ExprKind::Assign { left, .. }) if *left == expr)
        };
        self.body.exprs().any(|expr| is_unknown(expr) && !is_place(expr))
            || components::callees(self.model, self.body)
                .into_iter()
                .any(|callee| self.summary(callee).is_some_and(|summary| summary.is_partial))
    }

    /// What an expression itself does.
    fn of(self, expr: ExprId, all: &mut Vec<Touch>) {
        match &self.body.facts[expr].kind {
            ExprKind::Path(_) => match self.body.resolution(expr) {
                Some(Resolution::Def(function)) => self.of_function_value(expr, function, all),
                _ => self.of_place(expr, all),
            },
            ExprKind::Call { .. } | ExprKind::MethodCall { .. } if self.is_asked_for_statics() => {
                let called = self.body.callee(expr).and_then(|callee| self.summaries(callee.function));
                all.extend(called.into_iter().flatten().flat_map(|summary| statics(&summary)));
            }
            ExprKind::For { pattern, iterable, .. } => self.tests(*pattern, &self.element(*iterable), all),
            ExprKind::Closure { params, .. } => {
                for (index, (pattern, _)) in (0..).zip(params) {
                    self.tests(*pattern, &self.given_to_closure(expr, index), all);
                }
            }
            ExprKind::Let { pattern, scrutinee } => self.tests_of(&[*pattern], *scrutinee, all),
            ExprKind::Match { scrutinee, arms } => {
                let patterns: Vec<PatId> = arms.iter().map(|arm| arm.pattern).collect();
                self.tests_of(&patterns, *scrutinee, all);
            }
            ExprKind::Block(block) => {
                for statement in &block.statements {
                    if let StatementKind::Let { pattern, init: Some(init), .. } = statement.kind
                        && !is_whole(self.body, pattern)
                    {
                        self.tests_of(&[pattern], init, all);
                    }
                }
            }
            _ => {}
        }
    }

    /// What is done with the place that a name begins.
    fn of_place(self, leaf: ExprId, all: &mut Vec<Touch>) {
        let place = self.outermost(leaf);
        // What only gives a name to a place does nothing with it; its uses do.
        if self.only_names(place) || (!self.with_measures && self.is_measured(place)) {
            return;
        }
        let origin = self.origin(place);
        if !self.is_asked_for(&origin) {
            return;
        }
        let how = self.model.usage(self.body, place);
        if let Some(fields) = self.rest_fields(place) {
            for field in fields {
                push(&origin.clone().then(field), how, false, all);
            }
            return;
        }
        match self.handing(place) {
            Some(Handing::Known(summaries, handed)) => {
                for summary in summaries {
                    push_all(&origin, summary.touches.iter().filter(|touch| touch.root == handed), all);
                }
            }
            Some(Handing::Closure(parameter, touches)) => {
                let of_it = touches.iter().filter(|touch| touch.root == Handed::Variable(parameter));
                push_all(&origin, of_it, all);
            }
            Some(Handing::Unknown) => push(&origin, how, true, all),
            None => push(&origin, how, false, all),
        }
    }

    /// What a function does that is handed over to be called with elements: `ps.iter().map(P::mass)`.
    fn of_function_value(self, expr: ExprId, function: DefId, all: &mut Vec<Touch>) {
        if !matches!(self.body.ty(expr), Ty::FnItem(..)) || self.model.def(function).kind != DefKind::Function {
            return;
        }
        let Some(call) = self.body.parent(expr) else { return };
        if !matches!(role(self.body.facts, call, expr), Some(Role::Argument(_))) {
            return;
        }
        let origin = self.given_to_function(call);
        if !self.is_asked_for(&origin) && !self.is_asked_for_statics() {
            return;
        }
        match self.summaries(function) {
            Some(summaries) => {
                let has_receiver = self.model.def(function).function().is_some_and(|it| it.receiver.is_some());
                let handed = if has_receiver { Handed::SelfReceiver } else { Handed::Parameter(0) };
                for summary in summaries {
                    push_all(&origin, summary.touches.iter().filter(|touch| touch.root == handed), all);
                    all.extend(statics(&summary));
                }
            }
            None if self.model.definitions().is_declared(function) => push(&origin, Use::Borrowed, false, all),
            None => push(&origin, Use::BorrowedMut, true, all),
        }
    }

    /// The longest place that starts with a name: `self.a.b[i]` for `self`.
    pub(super) fn outermost(self, leaf: ExprId) -> ExprId {
        let mut at = leaf;
        while let Some(up) = self.body.parent(at) {
            let role = role(self.body.facts, up, at);
            let goes_on = match &self.body.facts[up].kind {
                ExprKind::Field { .. } | ExprKind::Deref(_) => true,
                ExprKind::Index { .. } => role == Some(Role::Base),
                ExprKind::MethodCall { .. } => {
                    role == Some(Role::Receiver)
                        && !matches!(self.model.access_path(self.body, up).root, Root::Value(value) if value == up)
                }
                _ => false,
            };
            if !goes_on {
                break;
            }
            at = up;
        }
        at
    }

    /// A place, or the reference that is made to it.
    fn with_reference(self, place: ExprId) -> ExprId {
        match self.body.parent(place) {
            Some(up) if matches!(self.body.facts[up].kind, ExprKind::Reference { .. }) => up,
            _ => place,
        }
    }

    /// Whether a place is only given other names: by a variable that is a reference to it, by patterns, or by who walks its elements.
    pub(super) fn only_names(self, place: ExprId) -> bool {
        let outer = self.with_reference(place);
        let Some(up) = self.body.parent(outer) else { return false };
        match (&self.body.facts[up].kind, role(self.body.facts, up, outer)) {
            (ExprKind::Block(_), Some(Role::LetInit(_))) => match held_against(self.body, outer)[..] {
                [pattern] if is_whole(self.body, pattern) => {
                    self.is_reference(pattern) && matches!(self.body.ty(outer), Ty::Ref(..))
                }
                _ => true,
            },
            (ExprKind::Let { .. } | ExprKind::Match { .. }, Some(Role::Scrutinee)) => true,
            (ExprKind::For { .. }, Some(Role::Iterable)) => true,
            (ExprKind::MethodCall { args, .. }, Some(Role::Receiver)) => {
                const CHANGES: Effects = Effects::EMPTIES.or(Effects::SHRINKS).or(Effects::GROWS);
                let effects = self.model.effects(self.body, up);
                let hands_on = effects.has(Effects::ITERATES) && !effects.has(CHANGES);
                match hands_on || self.is_optional(outer) && self.is_only_mapped(up, args) {
                    true => self.all_is_named(if hands_on { up } else { outer }),
                    false => false,
                }
            }
            (ExprKind::MethodCall { .. }, Some(Role::Argument(0))) => {
                self.model.effects(self.body, up).has_all(Effects::ADAPTS.or(Effects::TAKES))
                    && self.all_is_named(outer)
            }
            _ => false,
        }
    }

    /// Whether an `Option`'s method does no more than run its closure on the value.
    fn is_only_mapped(self, call: ExprId, args: &[ExprId]) -> bool {
        let is_closure = |arg: &ExprId| matches!(self.body.facts[*arg].kind, ExprKind::Closure { .. });
        args.last().is_some_and(is_closure) && !self.may_lead_on(self.body.ty(call))
    }

    /// Whether it is only asked how many elements a place has.
    fn is_measured(self, place: ExprId) -> bool {
        let Some(up) = self.body.parent(place) else { return false };
        role(self.body.facts, up, place) == Some(Role::Receiver)
            && self.model.effects(self.body, up) == Effects::MEASURES
    }

    /// The fields that `..place` gives to a struct expression: those that are not written.
    fn rest_fields(self, place: ExprId) -> Option<Vec<Part>> {
        let up = self.body.parent(place)?;
        let ExprKind::Struct { fields: written, rest, .. } = &self.body.facts[up].kind else { return None };
        if *rest != Some(place) {
            return None;
        }
        let owner = self.model.definitions().original(self.body.ty(up).adt()?.0);
        let fields = (0..).zip(&self.model.def(owner).fields()?.list);
        let left = fields.filter(|(_, field)| written.iter().all(|(name, _)| *name != field.name));
        Some(left.map(|(index, _)| Part::Field(owner, index)).collect())
    }

    /// What becomes of a place in a call that is handed it, by reference, as its receiver, or as a value. None where it stands in
    /// none, or in one of a library's functions, whose signatures say what may be written.
    fn handing(self, place: ExprId) -> Option<Handing> {
        let outer = self.with_reference(place);
        let call = self.body.parent(outer)?;
        // A copy that leads nowhere is all that the function gets.
        if self.only.is_some()
            && outer == place
            && self.model.usage(self.body, place) == Use::Read
            && !self.may_lead_on(self.body.ty(place))
        {
            return None;
        }
        let number = match (&self.body.facts[call].kind, role(self.body.facts, call, outer)?) {
            (ExprKind::MethodCall { .. }, Role::Receiver) => None,
            (ExprKind::MethodCall { .. } | ExprKind::Call { .. }, Role::Argument(number)) => Some(number as u32),
            _ => return None,
        };
        let Some(callee) = self.body.callee(call) else {
            return Some(self.handing_to_closure(call, number).unwrap_or(Handing::Unknown));
        };
        if self.model.definitions().is_declared(callee.function) {
            return None;
        }
        let handed = self.model.handed(self.body, call, callee.function, outer)?;
        Some(match self.summaries(callee.function) {
            Some(summaries) => Handing::Known(summaries, handed),
            None => Handing::Unknown,
        })
    }

    /// As [`Gather::handing`], for a call of a variable that is bound to a closure.
    fn handing_to_closure(self, call: ExprId, number: Option<u32>) -> Option<Handing> {
        let ExprKind::Call { callee, .. } = self.body.facts[call].kind else { return None };
        let Resolution::Local(variable) = self.body.resolution(callee)? else { return None };
        let Binding::Let { whole: true, init: Some(init) } = self.body.binding(variable)? else { return None };
        let ExprKind::Closure { params, body, .. } = &self.body.facts[init].kind else { return None };
        let (parameter, _) = *params.get(number? as usize)?;
        let own = Handed::Variable(parameter);
        is_whole(self.body, parameter)
            .then(|| Handing::Closure(parameter, self.stopping_at(own).only(own, &[]).touches(*body)))
    }

    /// The summaries of the functions that may run where one is called; none where one of them is not at hand.
    fn summaries(self, function: DefId) -> Option<Vec<Arc<Summary>>> {
        if self.model.definitions().is_declared(function) {
            return None;
        }
        if self.depth == Depth::Itself {
            return Some(Vec::new());
        }
        self.model.may_run(function)?.into_iter().map(|function| self.summary(function)).collect()
    }

    fn summary(self, function: DefId) -> Option<Arc<Summary>> {
        match self.group.and_then(|group| group.get(&function)) {
            Some(so_far) => Some(so_far.clone()),
            None => self.model.summary(function),
        }
    }
}

/// That something is done with what lies somewhere.
pub(super) fn push(origin: &Origin, how: Use, is_guessed: bool, all: &mut Vec<Touch>) {
    match origin {
        Origin::At(root, parts) => all.push(Touch { root: *root, parts: parts.clone(), how, is_guessed }),
        Origin::Pair(both) => {
            push(&both.0, how, is_guessed, all);
            push(&both.1, how, is_guessed, all);
        }
        Origin::Elsewhere => {}
    }
}

/// That touches of what a function is handed are touches of what lies somewhere.
fn push_all<'t>(origin: &Origin, touches: impl Iterator<Item = &'t Touch>, all: &mut Vec<Touch>) {
    for touch in touches {
        let origin = touch.parts.iter().fold(origin.clone(), |origin, &part| origin.then(part));
        push(&origin, touch.how, touch.is_guessed, all);
    }
}

fn statics(summary: &Summary) -> Vec<Touch> {
    summary.touches.iter().filter(|touch| matches!(touch.root, Handed::Global(_))).cloned().collect()
}

/// A touch without steps that go in a circle: what lies behind `next.next` is behind `next`.
fn shortened(mut touch: Touch) -> Touch {
    let mut parts = short(&touch.parts);
    if parts.len() > LONGEST {
        parts.truncate(LONGEST);
        touch.how = if touch.how.may_write() { Use::BorrowedMut } else { Use::Borrowed };
        touch.is_guessed = true;
    }
    Touch { parts, ..touch }
}

fn short(steps: &[Part]) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::with_capacity(steps.len());
    for &part in steps {
        if let Part::Field(..) = part
            && let Some(before) = parts.iter().position(|met| *met == part)
        {
            parts.truncate(before);
        }
        parts.push(part);
    }
    parts
}
