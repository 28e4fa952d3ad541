//! Summaries: which fields of what it is handed a function reads and writes, through the functions of the workspace that it calls.
use std::sync::{Arc, Mutex, PoisonError};

use rustc_hash::{FxHashMap, FxHashSet};

use super::access::{AccessPath, Root, Step, Use};
use super::outline::{Role, descendants, role};
use super::{Binding, Body, DefId, Model, Resolution};
use crate::source::facts::{ExprId, ExprKind, PatId, PatKind, StatementKind};

/// What a function does with what it is handed, and with statics.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Each thing that is done with each part, once.
    pub touches: Vec<Touch>,
}

/// Something that is done with a part of something.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Touch {
    /// Of what.
    pub root: Handed,
    /// Which part: none for the whole.
    pub parts: Vec<Part>,
    /// What is done.
    pub how: Use,
    /// It is done by code that is not at hand, which may do less.
    pub is_guessed: bool,
}

/// What a body has at hand when it starts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Handed {
    /// The receiver.
    SelfReceiver,
    /// A parameter, by its index without the receiver.
    Parameter(u32),
    /// A static or constant.
    Global(DefId),
    /// A variable of the body itself.
    Variable(PatId),
}

/// A step to a part. References, and elements by whichever number, are looked through.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Part {
    /// A field: the struct, union or variant, and the field's index.
    Field(DefId, u32),
    /// A part of a tuple.
    Part(u32),
    /// Any element.
    Element,
}

impl Summary {
    /// What is done with the fields of a receiver or parameter: the first field of each touch, with whether it may be written. None
    /// where something is done with the whole.
    pub fn fields(&self, root: Handed) -> Option<FxHashMap<(DefId, u32), bool>> {
        fields(self.touches.iter().filter(|touch| touch.root == root))
    }
}

/// The first field of each touch, with whether it may be written; none where something is done with the whole.
pub fn fields<'t>(touches: impl Iterator<Item = &'t Touch>) -> Option<FxHashMap<(DefId, u32), bool>> {
    let mut all: FxHashMap<(DefId, u32), bool> = FxHashMap::default();
    for touch in touches {
        match touch.parts.iter().find(|part| **part != Part::Element)? {
            Part::Field(owner, index) => *all.entry((*owner, *index)).or_default() |= touch.how.may_write(),
            Part::Part(_) | Part::Element => return None,
        }
    }
    Some(all)
}

/// The summaries that were asked for so far; one that is being made is there as far as it is known.
#[derive(Debug, Default)]
pub(super) struct Summaries(Mutex<FxHashMap<DefId, Arc<Summary>>>);

/// Values are followed through so many variables.
const FARTHEST: usize = 8;
/// Of more touches than this a function is said to touch everything.
const MOST: usize = 256;

impl Model<'_> {
    /// What a function of the workspace does with what it is handed; none where its body is not at hand.
    pub fn summary(&self, function: DefId) -> Option<Arc<Summary>> {
        let function = self.definitions().original(function);
        if let Some(known) = self.known_summary(function) {
            return Some(known);
        }
        let body = self.body_of(function)?;
        // Who calls himself is known as far as he has come; a second look has all of it.
        let mut found = Arc::new(Summary::default());
        for _ in 0..2 {
            self.keep_summary(function, found.clone());
            let touches = self.touches_within(body, body.facts.root);
            found = Arc::new(Summary { touches: touches.into_iter().filter(|it| !is_own(it)).collect() });
        }
        self.keep_summary(function, found.clone());
        Some(found)
    }

    /// What an expression of a body does, through calls, with what a variable holds: with an element, in the body of a loop.
    pub fn touches(&self, body: &Body<'_>, within: ExprId, of: PatId) -> Vec<Touch> {
        let of = match body.binding(of) {
            Some(Binding::Parameter { whole: true, index }) => Handed::Parameter(index),
            _ => Handed::Variable(of),
        };
        self.touches_from(body, within, Some(of)).into_iter().filter(|touch| touch.root == of).collect()
    }

    fn known_summary(&self, function: DefId) -> Option<Arc<Summary>> {
        self.summaries.0.lock().unwrap_or_else(PoisonError::into_inner).get(&function).cloned()
    }

    fn keep_summary(&self, function: DefId, summary: Arc<Summary>) {
        self.summaries.0.lock().unwrap_or_else(PoisonError::into_inner).insert(function, summary);
    }

    /// What an expression of a body does, through calls, with what the body has at hand.
    pub fn touches_within(&self, body: &Body<'_>, within: ExprId) -> Vec<Touch> {
        self.touches_from(body, within, None)
    }

    fn touches_from(&self, body: &Body<'_>, within: ExprId, stop: Option<Handed>) -> Vec<Touch> {
        let gather = Gather { model: self, body, stop };
        let mut met: FxHashSet<Touch> = FxHashSet::default();
        let mut all = Vec::new();
        for leaf in descendants(body.facts, within) {
            let touches = match &body.facts[leaf].kind {
                ExprKind::Path(_) => gather.of(leaf),
                ExprKind::Call { .. } | ExprKind::MethodCall { .. } => gather.statics_of_call(leaf),
                _ => continue,
            };
            for touch in touches {
                if met.insert(touch.clone()) {
                    all.push(touch);
                }
            }
            if all.len() > MOST {
                let roots: FxHashSet<Handed> = all.iter().map(|touch| touch.root).collect();
                let whole = |root| Touch { root, parts: Vec::new(), how: Use::BorrowedMut, is_guessed: true };
                return roots.into_iter().map(whole).collect();
            }
        }
        all
    }
}

/// Whether a touch is of the body's own variables, which nobody else sees.
fn is_own(touch: &Touch) -> bool {
    matches!(touch.root, Handed::Variable(_))
}

#[derive(Clone, Copy)]
struct Gather<'g, 'm> {
    model: &'g Model<'m>,
    body: &'g Body<'g>,
    /// A root at which the way back ends, though its value comes from somewhere.
    stop: Option<Handed>,
}

impl Gather<'_, '_> {
    /// What is done with the place that a name begins.
    fn of(self, leaf: ExprId) -> Vec<Touch> {
        let place = self.outermost(leaf);
        let path = self.model.access_path(self.body, place);
        // What only gives a name to a place does nothing with it; its uses do.
        let how = self.model.usage(self.body, place);
        if self.only_names(place, how) {
            return Vec::new();
        }
        let Some((root, parts)) = self.origin(&path, FARTHEST) else { return Vec::new() };
        let touch = |parts: Vec<Part>, how, is_guessed| Touch { root, parts, how, is_guessed };
        if let Some(fields) = self.taken_apart(place) {
            return fields.into_iter().map(|field| touch([&parts[..], &[field]].concat(), Use::Read, false)).collect();
        }
        match self.callee_of(place) {
            Some(Handing::Known(summary, handed)) => {
                let within = summary.touches.iter().filter(|touch| touch.root == handed);
                within.map(|it| touch([&parts[..], &it.parts].concat(), it.how, it.is_guessed)).collect()
            }
            Some(Handing::Unknown) => vec![touch(parts, how, true)],
            None => vec![touch(parts, how, false)],
        }
    }

    /// What a called function of the workspace does with statics.
    fn statics_of_call(self, call: ExprId) -> Vec<Touch> {
        let callee = self.body.callee(call).filter(|it| !self.model.definitions().is_declared(it.function));
        let Some(summary) = callee.and_then(|callee| self.model.summary(callee.function)) else { return Vec::new() };
        let is_static = |touch: &&Touch| matches!(touch.root, Handed::Global(_));
        summary.touches.iter().filter(is_static).cloned().collect()
    }

    /// The longest place that starts with a name: `self.a.b[i]` for `self`.
    fn outermost(self, leaf: ExprId) -> ExprId {
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

    /// Whether a place is only given another name, by a variable that is a reference to it, or is walked by a `for` or adapter.
    fn only_names(self, place: ExprId, how: Use) -> bool {
        let outer = match self.body.parent(place) {
            Some(up) if matches!(self.body.facts[up].kind, ExprKind::Reference { .. }) => up,
            _ => place,
        };
        let is_reference = matches!(how, Use::Borrowed | Use::BorrowedMut);
        let Some(up) = self.body.parent(outer) else { return false };
        match (&self.body.facts[up].kind, role(self.body.facts, up, outer)) {
            (ExprKind::Block(_), Some(Role::LetInit(_))) => is_reference && self.body.bound_variable(outer).is_some(),
            (ExprKind::For { .. }, Some(Role::Iterable)) => true,
            (ExprKind::MethodCall { .. }, Some(Role::Receiver)) => {
                self.model.effects(self.body, up) == super::effects::Effects::ITERATES
            }
            _ => false,
        }
    }

    /// Where a path starts in the end, through variables that are other names for places; none for values of the body's own making.
    fn origin(self, path: &AccessPath, left: usize) -> Option<(Handed, Vec<Part>)> {
        let own = parts(&path.steps);
        let left = left.checked_sub(1)?;
        let root = match path.root {
            Root::SelfReceiver => return Some((Handed::SelfReceiver, own)),
            Root::Global(def) => return Some((Handed::Global(self.model.definitions().original(def)), own)),
            Root::Variable(variable) => variable,
            Root::Value(_) => return None,
        };
        if self.stop == Some(Handed::Variable(root)) {
            return Some((Handed::Variable(root), own));
        }
        let (from, element) = match self.body.binding(root) {
            Some(Binding::Parameter { whole: true, index }) => return Some((Handed::Parameter(index), own)),
            Some(Binding::Let { whole: true, init: Some(init) }) if self.is_reference(root) => (init, None),
            Some(Binding::For { whole: true, of }) => match self.body.facts[of].kind {
                ExprKind::For { iterable, .. } => (self.model.chain(self.body, iterable).source, Some(Part::Element)),
                _ => return None,
            },
            Some(Binding::ClosureParameter { whole: true, .. }) => {
                (self.model.chain(self.body, self.body.source(root)?).source, Some(Part::Element))
            }
            Some(Binding::Match { whole: true, scrutinee }) if self.is_reference(root) => (scrutinee, None),
            _ => return Some((Handed::Variable(root), own)),
        };
        let (root, mut parts) = self.origin(&self.model.access_path(self.body, from), left)?;
        parts.extend(element);
        parts.extend(own);
        Some((root, parts))
    }

    /// The fields that patterns take out of a place, where all that look at it name their fields: `let P { x, .. } = p`.
    fn taken_apart(self, place: ExprId) -> Option<Vec<Part>> {
        let outer = match self.body.parent(place) {
            Some(up) if matches!(self.body.facts[up].kind, ExprKind::Reference { .. }) => up,
            _ => place,
        };
        let up = self.body.parent(outer)?;
        let patterns: Vec<PatId> = match (&self.body.facts[up].kind, role(self.body.facts, up, outer)?) {
            (ExprKind::Block(block), Role::LetInit(number)) => match block.statements.get(number).map(|it| &it.kind) {
                Some(StatementKind::Let { pattern, .. }) => vec![*pattern],
                _ => return None,
            },
            (ExprKind::Let { pattern, .. }, Role::Scrutinee) => vec![*pattern],
            (ExprKind::Match { arms, .. }, Role::Scrutinee) => arms.iter().map(|arm| arm.pattern).collect(),
            _ => return None,
        };
        let mut fields = Vec::new();
        for pattern in patterns {
            let PatKind::Struct { fields: named, .. } = &self.body.facts[pattern].kind else { return None };
            let Some(Resolution::Def(owner)) = self.body.pattern_resolution(pattern) else { return None };
            let owner = self.model.definitions().original(owner);
            let declared = &self.model.def(owner).fields()?.list;
            for (name, _) in named {
                let index = declared.iter().position(|field| field.name == *name)?;
                fields.push(Part::Field(owner, index as u32));
            }
        }
        Some(fields)
    }

    fn is_reference(self, variable: PatId) -> bool {
        matches!(self.body.pattern_ty(variable), super::Ty::Ref(..))
    }

    /// The function that is handed a place, by reference, as its receiver, or as a value.
    fn callee_of(self, place: ExprId) -> Option<Handing> {
        let outer = match self.body.parent(place) {
            Some(up) if matches!(self.body.facts[up].kind, ExprKind::Reference { .. }) => up,
            _ => place,
        };
        let call = self.body.parent(outer)?;
        let number = match (&self.body.facts[call].kind, role(self.body.facts, call, outer)?) {
            (ExprKind::MethodCall { .. }, Role::Receiver) => None,
            (ExprKind::MethodCall { .. } | ExprKind::Call { .. }, Role::Argument(number)) => Some(number as u32),
            _ => return None,
        };
        let Some(callee) = self.body.callee(call) else { return Some(Handing::Unknown) };
        if self.model.definitions().is_declared(callee.function) {
            // The signatures of libraries say what may be written.
            return None;
        }
        let is_method = matches!(self.body.facts[call].kind, ExprKind::MethodCall { .. });
        let has_receiver = self.model.def(callee.function).function().is_some_and(|it| it.receiver.is_some());
        let handed = match number {
            None => Handed::SelfReceiver,
            // `S::f(&s, 1)`: the receiver is the first argument.
            Some(0) if has_receiver && !is_method => Handed::SelfReceiver,
            Some(number) if has_receiver && !is_method => Handed::Parameter(number - 1),
            Some(number) => Handed::Parameter(number),
        };
        match (self.body.resolution(call), self.model.summary(callee.function)) {
            (Some(Resolution::Local(_)), _) | (_, None) => Some(Handing::Unknown),
            (_, Some(summary)) => Some(Handing::Known(summary, handed)),
        }
    }
}

enum Handing {
    /// What is known of the function, and as what it gets the place.
    Known(Arc<Summary>, Handed),
    /// Its body is not at hand.
    Unknown,
}

fn parts(steps: &[Step]) -> Vec<Part> {
    let part = |step: &Step| match *step {
        Step::Field(owner, index) => Some(Part::Field(owner, index)),
        Step::Part(number) => Some(Part::Part(number)),
        Step::Element(_) => Some(Part::Element),
        Step::Slice(_) | Step::Deref => None,
    };
    steps.iter().filter_map(part).collect()
}
