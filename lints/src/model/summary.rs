//! Summaries: which fields of what it is handed a function reads and writes, through the functions of the workspace that it calls.
//!
//! Where a reference goes out of sight (into a collection, a result, an iterator that somebody else walks) all that it leads to is
//! touched at that place, as its type allows. What is written through a raw pointer that a variable holds is not seen.
mod components;
mod gather;
mod names;
mod patterns;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rustc_hash::{FxHashMap, FxHashSet};

use self::gather::Gather;
use self::names::Origin;
use super::access::{Step, Use};
use super::outline::{Role, role};
use super::{Binding, Body, DefId, Model};
use crate::source::facts::{ExprId, ExprKind, PatId};

/// What a function does with what it is handed, and with statics.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Each thing that is done with each part, once. A field that leads to a value of the type that it is a field of stands once for
    /// any number of steps.
    pub touches: Vec<Touch>,
    /// There is something in the function, or in one that it calls, that is not understood: a macro, most often. It may do more.
    pub is_partial: bool,
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

/// How far it is looked for what is done with something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Depth {
    /// In the body itself: functions of the workspace that it calls are taken to do nothing.
    Itself,
    /// Through calls.
    Calls,
}

impl Summary {
    /// What is done with the fields of a receiver or parameter: the first field of each touch, with whether it may be written. None
    /// where something is done with the whole.
    pub fn fields(&self, root: Handed) -> Option<FxHashMap<(DefId, u32), bool>> {
        fields(self.touches.iter().filter(|touch| touch.root == root))
    }
}

/// Whether one part is in the other.
fn meet(one: &[Part], other: &[Part]) -> bool {
    one.starts_with(other) || other.starts_with(one)
}

/// Which part the steps of an access path lead to.
pub(super) fn parts(steps: &[Step]) -> impl Iterator<Item = Part> {
    steps.iter().filter_map(names::part)
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

/// The summaries that were asked for so far.
#[derive(Debug, Default)]
pub(super) struct Summaries(Mutex<Known>);

type Known = FxHashMap<DefId, Arc<Summary>>;

/// Functions that call each other are looked at so many times, at most, until nothing new is learnt.
const MOST_ROUNDS: usize = 12;

impl Model<'_> {
    /// What a function of the workspace does with what it is handed; none where its body is not at hand.
    pub fn summary(&self, function: DefId) -> Option<Arc<Summary>> {
        let function = self.definitions().original(function);
        if let Some(known) = self.summaries.lock().get(&function) {
            return Some(known.clone());
        }
        self.body_of(function)?;
        let is_known = |function| self.summaries.lock().contains_key(&function);
        for group in components::callees_first(self, function, &is_known) {
            let made = self.summaries_of(&group);
            self.summaries.lock().extend(made);
        }
        self.summaries.lock().get(&function).cloned()
    }

    /// What an expression of a body does, through calls, with what a variable holds: with an element, in the body of a loop.
    pub fn touches(&self, body: &Body<'_>, within: ExprId, of: PatId) -> Vec<Touch> {
        let of = match body.binding(of) {
            Some(Binding::Parameter { whole: true, index }) => Handed::Parameter(index),
            _ => Handed::Variable(of),
        };
        let mut touches = Gather::new(self, body).stopping_at(of).only(of, &[]).touches(within);
        touches.retain(|touch| touch.root == of);
        touches
    }

    /// What an expression of a body does with the elements of a sequence, however they are named: `ps[i]`, the variable of a `for`, a
    /// closure's parameter. The parts are those of the element; none where all elements may be meant, or the
    /// sequence itself for more than its length. Nothing where it is not known where the sequence lies.
    pub fn touches_of_elements(
        &self,
        body: &Body<'_>,
        within: ExprId,
        sequence: ExprId,
        depth: Depth,
    ) -> Option<Vec<Touch>> {
        let gather = Gather::new(self, body);
        let Origin::At(root, parts) = gather.origin(sequence).then(Part::Element) else { return None };
        let of_element = |touch: Touch| {
            let is_of_it = touch.root == root && meet(&touch.parts, &parts);
            let below = touch.parts.get(parts.len()..).unwrap_or_default().to_vec();
            is_of_it.then_some(Touch { parts: below, ..touch })
        };
        let gather = gather.without_measures().only(root, &parts).looking(depth);
        Some(gather.touches(within).into_iter().filter_map(of_element).collect())
    }

    /// What an expression of a body does, through calls, with what the body has at hand.
    pub fn touches_within(&self, body: &Body<'_>, within: ExprId) -> Vec<Touch> {
        Gather::new(self, body).touches(within)
    }

    /// As what a function gets an expression that stands in a call of it.
    pub(super) fn handed(&self, body: &Body<'_>, call: ExprId, function: DefId, given: ExprId) -> Option<Handed> {
        let is_method = matches!(body.facts[call].kind, ExprKind::MethodCall { .. });
        let has_receiver = self.def(function).function().is_some_and(|it| it.receiver.is_some());
        Some(match role(body.facts, call, given)? {
            Role::Receiver => Handed::SelfReceiver,
            // `S::f(&s, 1)`: the receiver is the first argument.
            Role::Argument(0) if has_receiver && !is_method => Handed::SelfReceiver,
            Role::Argument(number) if has_receiver && !is_method => Handed::Parameter(number as u32 - 1),
            Role::Argument(number) => Handed::Parameter(number as u32),
            _ => return None,
        })
    }

    /// The longest place that starts with a name: `self.a.b[i]` for `self`.
    pub(super) fn outermost(&self, body: &Body<'_>, leaf: ExprId) -> ExprId {
        Gather::new(self, body).outermost(leaf)
    }

    /// Whether a place is only given other names: by a variable that is a reference to it, by patterns, or by who walks its elements.
    pub(super) fn only_names(&self, body: &Body<'_>, place: ExprId) -> bool {
        Gather::new(self, body).only_names(place)
    }

    /// The summaries of functions that call each other, and otherwise such as have one.
    fn summaries_of(&self, group: &[DefId]) -> Known {
        let mut known: Known = group.iter().map(|&function| (function, Arc::default())).collect();
        for _ in 0..MOST_ROUNDS {
            let next: Known = group.iter().map(|&function| (function, self.summary_by(function, &known))).collect();
            let is_done = group.iter().all(|function| next[function].says_the_same(&known[function]));
            known = next;
            if is_done {
                return known;
            }
        }
        known.values_mut().for_each(|summary| *summary = Arc::new(summary.blurred()));
        known
    }

    /// The summary of a function, given those of the functions of its group as far as they are known.
    fn summary_by(&self, function: DefId, group: &Known) -> Arc<Summary> {
        let Some(body) = self.body_of(function) else { return Arc::default() };
        let gather = Gather::new(self, body).within_group(group);
        let mut touches = gather.touches(body.facts.root);
        // Nobody else sees the body's own variables.
        touches.retain(|touch| !matches!(touch.root, Handed::Variable(_)));
        Arc::new(Summary { touches, is_partial: gather.is_partial() })
    }
}

impl Summaries {
    fn lock(&self) -> MutexGuard<'_, Known> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Summary {
    /// Whether two say the same, in whichever order.
    fn says_the_same(&self, other: &Summary) -> bool {
        let all = |of: &Summary| of.touches.iter().cloned().collect::<FxHashSet<Touch>>();
        self.is_partial == other.is_partial && self.touches.len() == other.touches.len() && all(self) == all(other)
    }

    /// The same with nothing said of parts.
    fn blurred(&self) -> Summary {
        Summary { touches: blurred(&self.touches), is_partial: self.is_partial }
    }
}

/// That anything may be done with all that is touched.
fn blurred(touches: &[Touch]) -> Vec<Touch> {
    let mut met: FxHashSet<Handed> = FxHashSet::default();
    let roots = touches.iter().map(|touch| touch.root).filter(|&root| met.insert(root));
    let whole = |root| Touch { root, parts: Vec::new(), how: Use::BorrowedMut, is_guessed: true };
    roots.map(whole).collect()
}
