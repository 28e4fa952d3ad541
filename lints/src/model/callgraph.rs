//! Who calls whom, found out when somebody asks.
use std::sync::{Arc, Mutex, PoisonError};

use rustc_hash::{FxHashMap, FxHashSet};

use super::Model;
use super::body::{Body, BodyId};
use super::definitions::{DefId, DefKind};
use super::mentions::type_name;
use crate::source::facts::{ExprId, ExprKind, ItemKind};
use crate::source::words::Word;

/// So many functions are looked at, at most, on the way up from one to the loops that call it.
const CALLERS: usize = 12;

/// The calls that were asked for so far.
#[derive(Debug, Default)]
pub(super) struct Calls {
    callers: Mutex<FxHashMap<DefId, Callers>>,
    from_loops: Mutex<FxHashMap<BodyId, bool>>,
    recursive: Mutex<FxHashMap<BodyId, bool>>,
    /// For each function of a trait's impl, the one that the trait declares.
    declares: FxHashMap<DefId, DefId>,
    /// For each function that a trait of the workspace declares, those that impls give for it.
    implementations: FxHashMap<DefId, Vec<DefId>>,
}

/// Calls of a function: the bodies and the expressions.
pub(super) type Callers = Arc<[(BodyId, ExprId)]>;

impl Calls {
    /// `implementations`: for each function that a trait declares, those that impls give for it.
    pub(super) fn new(implementations: FxHashMap<DefId, Vec<DefId>>) -> Calls {
        let declares = implementations.iter().flat_map(|(&declared, all)| all.iter().map(move |&one| (one, declared)));
        Calls { declares: declares.collect(), implementations, ..Calls::default() }
    }
}

impl Model<'_> {
    /// The functions that impls give for a function that a trait declares.
    pub fn implementations_of(&self, declared: DefId) -> &[DefId] {
        self.calls.implementations.get(&declared).map_or(&[], Vec::as_slice)
    }

    /// The calls of a function, in order.
    pub(super) fn calls_of(&self, function: DefId) -> Callers {
        if let Some(known) = lock(&self.calls.callers).get(&function) {
            return known.clone();
        }
        let found: Callers = self.find_calls(function).into();
        lock(&self.calls.callers).entry(function).or_insert(found).clone()
    }

    fn find_calls(&self, function: DefId) -> Vec<(BodyId, ExprId)> {
        let definitions = &self.program.definitions;
        let Some(name) = definitions[function].name else { return Vec::new() };
        let words = [Word::new(name.as_str())].into_iter().collect();
        let ids = self.bodies.mentioning(&self.program, function, &words, self.names_before(function).as_ref());
        self.bodies.look(&self.program, &ids);
        let mut calls = Vec::new();
        for body in ids.iter().filter_map(|&id| self.bodies.get(&self.program, id)) {
            let ours = |(_, callee): &&(ExprId, super::Callee)| definitions.original(callee.function) == function;
            calls.extend(body.learnt.callees.iter().filter(ours).map(|(expr, _)| (body.id, *expr)));
        }
        calls
    }

    /// The functions of the workspace that may run where this one is named: itself, and for one that a trait declares those that
    /// impls give for it. None where the body of one is not at hand, or there are too many.
    pub(super) fn may_run(&self, function: DefId) -> Option<Vec<DefId>> {
        const MOST: usize = 16;
        let definitions = &self.program.definitions;
        let function = definitions.original(function);
        let given = self.implementations_of(function);
        let given = given.iter().map(|&given| definitions.original(given));
        let own = definitions[function].deferred().is_some().then_some(function);
        let mut all: Vec<DefId> = own.into_iter().chain(given).collect();
        all.sort_unstable();
        all.dedup();
        let is_at_hand = |&one: &DefId| self.bodies.of(one).is_some();
        (!all.is_empty() && all.len() <= MOST && all.iter().all(is_at_hand)).then_some(all)
    }

    /// Whether all that a call may run is at hand; see [`Model::may_run`].
    pub(super) fn has_body_at_hand(&self, function: DefId) -> bool {
        !self.definitions().is_declared(function) && self.may_run(function).is_some()
    }

    /// Where a body calls the function that it is of, in order.
    pub fn calls_of_itself(&self, body: &Body<'_>) -> Vec<ExprId> {
        if !self.bodies.names_itself(&self.program, body.id) {
            return Vec::new();
        }
        let definitions = &self.program.definitions;
        let owner = definitions.original(body.owner);
        let ours = body.learnt.callees.iter().filter(|(_, callee)| definitions.original(callee.function) == owner);
        ours.map(|(call, _)| *call).collect()
    }

    /// Where a body hands the function that it is of to a method, as in `map_or(0, depth)`: the call, and what it is called on.
    pub fn itself_handed_over(&self, body: &Body<'_>) -> Vec<(ExprId, ExprId)> {
        if !self.bodies.names_itself(&self.program, body.id) {
            return Vec::new();
        }
        let definitions = &self.program.definitions;
        let owner = definitions.original(body.owner);
        let names_it =
            |expr: &ExprId| self.named_function(body, *expr).is_some_and(|it| definitions.original(it) == owner);
        let handed_to = |expr: ExprId| {
            let call = body.parent(expr)?;
            match &body.facts[call].kind {
                ExprKind::MethodCall { receiver, args, .. } if args.contains(&expr) => Some((call, *receiver)),
                _ => None,
            }
        };
        body.exprs().filter(names_it).filter_map(handed_to).collect()
    }

    /// The function that a path names.
    pub fn named_function(&self, body: &Body<'_>, expr: ExprId) -> Option<DefId> {
        match (&body.facts[expr].kind, body.resolution(expr)?) {
            (ExprKind::Path(_), super::Resolution::Def(def)) if self.def(def).kind == DefKind::Function => Some(def),
            _ => None,
        }
    }

    /// What must be written, too, to call an associated function: its type's name, or for a method one that leads there.
    fn names_before(&self, function: DefId) -> Option<FxHashSet<Word>> {
        let definitions = &self.program.definitions;
        let def = &definitions[function];
        let parent = def.parent.filter(|&parent| definitions[parent].kind == DefKind::Impl)?;
        let ItemKind::Impl { of_trait: None, self_type, .. } = &definitions[parent].item?.kind else { return None };
        let name = Word::new(type_name(self_type)?);
        if def.function()?.receiver.is_some() {
            return Some((*self.bodies.mentions.reaching_type(name, def.krate)).clone());
        }
        let mut names = self.bodies.mentions.renamed([name].into_iter().collect());
        names.insert(Word::new("Self"));
        Some(names)
    }

    /// Whether a loop calls a function, or what a loop calls does; some dozen callers are asked, the nearest first.
    pub fn is_called_from_loop(&self, id: BodyId) -> bool {
        self.once(&self.calls.from_loops, id, |model, caller, call| model.body(caller).repeated(call).next().is_some())
    }

    /// Whether a function calls itself, directly or through others.
    pub fn is_recursive(&self, id: BodyId) -> bool {
        self.once(&self.calls.recursive, id, |_, caller, _| caller == id)
    }

    /// The calls of a function, and those of the trait's method that it is the only one to implement.
    pub fn direct_callers(&self, function: DefId) -> Vec<(BodyId, ExprId)> {
        let function = self.definitions().original(function);
        let only = self.calls.declares.get(&function).filter(|&declared| {
            let bodiless = self.definitions()[*declared].deferred().is_none();
            bodiless && self.calls.implementations.get(declared).is_some_and(|all| all.len() == 1)
        });
        let of_trait = only.map(|&declared| self.calls_of(declared));
        self.calls_of(function).iter().chain(of_trait.iter().flat_map(|calls| calls.iter())).copied().collect()
    }

    fn once(
        &self,
        known: &Mutex<FxHashMap<BodyId, bool>>,
        id: BodyId,
        is_it: impl Fn(&Self, BodyId, ExprId) -> bool,
    ) -> bool {
        if let Some(known) = lock(known).get(&id) {
            return *known;
        }
        let found = self.any_call_above(id, |caller, call| is_it(self, caller, call));
        *lock(known).entry(id).or_insert(found)
    }

    /// Whether `is_it` is true of a call of this function, or of one that calls it, and so on upwards.
    fn any_call_above(&self, id: BodyId, is_it: impl Fn(BodyId, ExprId) -> bool) -> bool {
        let mut met: FxHashSet<BodyId> = FxHashSet::default();
        let mut open = std::collections::VecDeque::from([id]);
        while let Some(at) = open.pop_front() {
            let Some(&owner) = self.program.definitions.owners.get(at.0 as usize) else { continue };
            let declared = self.calls.declares.get(&owner).copied();
            for function in std::iter::once(owner).chain(declared) {
                for &(caller, call) in self.calls_of(function).iter() {
                    if is_it(caller, call) {
                        return true;
                    }
                    if met.len() < CALLERS && met.insert(caller) {
                        open.push_back(caller);
                    }
                }
            }
        }
        false
    }
}

fn lock<T>(of: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    of.lock().unwrap_or_else(PoisonError::into_inner)
}
