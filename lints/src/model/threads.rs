//! Threads: who is started from where, what the started code takes along, and what several threads share by it.
use rustc_hash::FxHashMap;

use super::access::{Root, Use};
use super::effects::Effects;
use super::outline::descendants;
use super::summary::{Handed, Touch};
use super::{Binding, Body, DefId, Known, Model, Resolution, Ty};
use crate::source::facts::{BlockFlavour, ExprId, ExprKind, PatId};

/// Code that is started on another thread, or on several.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Start {
    /// The call that starts it; of a parallel iterator, the one that runs the closure.
    pub call: ExprId,
    /// What runs.
    pub code: Started,
    /// On how many threads.
    pub times: Times,
    /// It is over before what it borrows is.
    pub is_scoped: bool,
    /// What it takes along.
    pub captures: Vec<Capture>,
}

/// What is started.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Started {
    /// A closure, or an `async` block.
    Inline(ExprId),
    /// A function by its name.
    Function(DefId),
}

/// On how many threads code is started.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Times {
    /// One.
    Once,
    /// One for each turn of this loop, or run of this closure.
    EachTurn(ExprId),
    /// As many as there are for the elements of this collection.
    Elements(ExprId),
}

/// A variable that started code takes along.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Capture {
    /// The variable; none for the receiver.
    pub variable: Option<PatId>,
    /// How it gets there.
    pub by: CapturedBy,
    /// What is done with it there.
    pub touches: Vec<Touch>,
}

/// How a variable gets to another thread.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CapturedBy {
    /// Its value moves there, and nobody else has it.
    Move,
    /// It is an `Arc`, which others may have, too.
    Arc,
    /// It, or what it refers to, stays where it is.
    Reference,
}

/// Something that several threads have at hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shared {
    /// What it is: of an `Arc`, the variable that the others were cloned from.
    pub what: SharedPlace,
    /// The starts that take it along, by number.
    pub starts: Vec<usize>,
    /// What is done with it there.
    pub touches: Vec<Touch>,
}

/// What threads share.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SharedPlace {
    /// A variable.
    Variable(PatId),
    /// The receiver.
    SelfReceiver,
    /// A static.
    Global(DefId),
}

impl Start {
    /// Whether it may run on more than one thread.
    pub fn is_many(&self) -> bool {
        self.times != Times::Once
    }
}

impl Shared {
    /// Whether a thread may write it.
    pub fn is_written(&self) -> bool {
        self.touches.iter().any(|touch| touch.how.may_write())
    }
}

impl Model<'_> {
    /// Every start of other threads in a body, in the order of its expressions.
    pub fn starts(&self, body: &Body<'_>) -> Vec<Start> {
        let mut found = Vec::new();
        for &call in &body.index().calls {
            let (receiver, args) = match &body.facts[call].kind {
                ExprKind::MethodCall { receiver, args, .. } => (Some(*receiver), args),
                ExprKind::Call { args, .. } => (None, args),
                _ => continue,
            };
            let effects = self.effects(body, call);
            let elements = receiver.and_then(|receiver| self.parallel_source(body, receiver));
            for &arg in args {
                let Some(code) = started(body, arg) else { continue };
                if let Some(elements) = elements {
                    found.push(self.start_of(body, call, code, Times::Elements(elements), true));
                } else if effects.has(Effects::SPAWNS) {
                    let times = body.repeated(call).next().map_or(Times::Once, Times::EachTurn);
                    found.push(self.start_of(body, call, code, times, effects.has(Effects::SCOPED)));
                }
            }
        }
        found
    }

    /// What the starts of a body share with each other, or one that is many with itself: through `Arc`s, borrows, statics.
    pub fn shared(&self, body: &Body<'_>, starts: &[Start]) -> Vec<Shared> {
        let mut all: Vec<Shared> = Vec::new();
        let mut by_place: FxHashMap<SharedPlace, usize> = FxHashMap::default();
        let mut add = |what, start: usize, touches: &[Touch]| {
            let number = *by_place.entry(what).or_insert_with(|| {
                all.push(Shared { what, starts: Vec::new(), touches: Vec::new() });
                all.len() - 1
            });
            let one = &mut all[number];
            if one.starts.last() != Some(&start) {
                one.starts.push(start);
            }
            one.touches
                .extend(touches.iter().filter(|touch| !one.touches.contains(touch)).cloned().collect::<Vec<_>>());
        };
        for (number, start) in starts.iter().enumerate() {
            for capture in start.captures.iter().filter(|capture| capture.by != CapturedBy::Move) {
                let what = match capture.variable {
                    Some(variable) => SharedPlace::Variable(self.cloned_from(body, variable)),
                    None => SharedPlace::SelfReceiver,
                };
                add(what, number, &capture.touches);
            }
            let touches = match start.code {
                Started::Inline(code) => self.touches_within(body, code),
                Started::Function(function) => {
                    self.summary(function).map_or_else(Vec::new, |summary| summary.touches.clone())
                }
            };
            for touch in touches {
                if let Handed::Global(def) = touch.root {
                    add(SharedPlace::Global(def), number, std::slice::from_ref(&touch));
                }
            }
        }
        let is_shared =
            |shared: &Shared| shared.starts.len() > 1 || shared.starts.iter().any(|&number| starts[number].is_many());
        all.into_iter().filter(is_shared).collect()
    }

    fn start_of(&self, body: &Body<'_>, call: ExprId, code: Started, times: Times, is_scoped: bool) -> Start {
        let captures = match code {
            Started::Inline(code) => self.captures(body, code, is_scoped),
            Started::Function(_) => Vec::new(),
        };
        Start { call, code, times, is_scoped, captures }
    }

    /// The collection that a parallel iterator walks, whose adapters an expression is one of.
    fn parallel_source(&self, body: &Body<'_>, receiver: ExprId) -> Option<ExprId> {
        const MOST_ADAPTERS: usize = 32;
        let mut at = receiver;
        for _ in 0..MOST_ADAPTERS {
            let ExprKind::MethodCall { receiver, .. } = &body.facts[at].kind else { return None };
            if self.effects(body, at).has(Effects::PARALLEL) {
                return Some(*receiver);
            }
            at = *receiver;
        }
        None
    }

    fn captures(&self, body: &Body<'_>, code: ExprId, is_scoped: bool) -> Vec<Capture> {
        let span = body.facts[code].span;
        let mut all: Vec<Capture> = Vec::new();
        for leaf in descendants(body.facts, code) {
            let variable = match body.resolution(leaf) {
                Some(Resolution::Local(variable)) if !span.contains(body.facts[variable].span) => Some(variable),
                Some(Resolution::SelfReceiver) => None,
                _ => continue,
            };
            if all.iter().any(|capture| capture.variable == variable) {
                continue;
            }
            let touches = match variable {
                Some(variable) => self.touches(body, code, variable),
                None => {
                    let mut all = self.touches_within(body, code);
                    all.retain(|touch| touch.root == Handed::SelfReceiver);
                    all
                }
            };
            let ty = variable.map(|variable| body.pattern_ty(variable));
            let by = match ty {
                Some(ty) if self.known_type(ty) == Some(Known::Arc) => CapturedBy::Arc,
                Some(Ty::Ref(..)) | None => CapturedBy::Reference,
                Some(_) if !is_scoped || touches.iter().any(|it| it.parts.is_empty() && it.how == Use::Moved) => {
                    CapturedBy::Move
                }
                Some(_) => CapturedBy::Reference,
            };
            all.push(Capture { variable, by, touches });
        }
        all
    }

    /// The variable that an `Arc` was cloned from, and that one's, and so on.
    fn cloned_from(&self, body: &Body<'_>, variable: PatId) -> PatId {
        const MOST_CLONES: usize = 8;
        let mut at = variable;
        for _ in 0..MOST_CLONES {
            let Some(Binding::Let { whole: true, init: Some(init) }) = body.binding(at) else { break };
            let of = match &body.facts[init].kind {
                ExprKind::MethodCall { receiver, .. } => *receiver,
                ExprKind::Call { args, .. } if args.len() == 1 => args[0],
                _ => break,
            };
            if !self.effects(body, init).has(Effects::COPIES) {
                break;
            }
            match self.access_path(body, of).root {
                Root::Variable(source) if source != at => at = source,
                _ => break,
            }
        }
        at
    }
}

/// The code that an argument is.
fn started(body: &Body<'_>, arg: ExprId) -> Option<Started> {
    match &body.facts[arg].kind {
        ExprKind::Closure { .. } => Some(Started::Inline(arg)),
        ExprKind::Block(block) if block.flavour == BlockFlavour::Async => Some(Started::Inline(arg)),
        ExprKind::Path(_) => match body.resolution(arg) {
            Some(Resolution::Def(function)) if matches!(body.ty(arg), Ty::FnItem(..)) => {
                Some(Started::Function(function))
            }
            // A closure that was made before.
            Some(Resolution::Local(variable)) => match body.binding(variable) {
                Some(Binding::Let { whole: true, init: Some(init) }) => started_inline(body, init),
                _ => None,
            },
            _ => None,
        },
        _ => None,
    }
}

fn started_inline(body: &Body<'_>, init: ExprId) -> Option<Started> {
    matches!(body.facts[init].kind, ExprKind::Closure { .. }).then_some(Started::Inline(init))
}
