//! Values that go from function to function without a name: what a chain of calls runs, and what comes out of it.
use rustc_hash::{FxHashMap, FxHashSet};

use super::outline::descendants;
use super::{Body, BodyId, Declared, Declares, DefId, Model};
use crate::source::facts::{ExprId, ExprKind};

impl Model<'_> {
    /// Adds to declared places where values go that functions hand on which a chain of calls is given: of
    /// `map(one).reduce(new, join)` what `one` gives goes to what `join` takes, what `join` gives to what the chain is bound to,
    /// and so do the values that closures in it make. A chain that nothing names gives its uses to what it hands on.
    pub fn join_handed_over<T>(&self, declared: &mut Vec<Declared<T>>) {
        let known: FxHashMap<Declares, usize> =
            declared.iter().enumerate().filter_map(|(at, one)| Some((one.declares?, at))).collect();
        let mut by_body: FxHashMap<BodyId, Vec<(ExprId, usize)>> = FxHashMap::default();
        for (at, one) in declared.iter().enumerate() {
            for &(body, made) in &one.made {
                by_body.entry(body).or_default().push((made, at));
            }
        }
        let mut unnamed: FxHashSet<usize> = FxHashSet::default();
        let mut ways: Vec<(usize, usize)> = Vec::new();
        for body in self.bodies() {
            let made = by_body.get(&body.id).map_or(&[][..], Vec::as_slice);
            for &call in &body.index().calls {
                // The whole chain, once.
                if self.runner(body, call) != call && !made.iter().any(|(made, _)| *made == call) {
                    continue;
                }
                let within = self.handed_over(body, call, &known);
                let own = made.iter().find(|(made, _)| *made == call).map(|(_, at)| *at);
                if within.is_empty() && own.is_none() {
                    continue;
                }
                let inside = descendants_of_arguments(body, call);
                let inner = made.iter().filter(|(it, at)| Some(*at) != own && inside.contains(it)).map(|(_, at)| *at);
                let all: Vec<usize> = within.into_iter().chain(inner).chain(own).collect();
                let is_named = |at: &&usize| declared[**at].declares.is_some();
                let mut named: Vec<usize> = all.iter().filter(is_named).copied().collect();
                named.dedup();
                ways.extend(named.windows(2).filter_map(|pair| Some((*pair.first()?, *pair.last()?))));
                // What nothing names is the first's that something names.
                if let Some(&first) = named.first() {
                    let others: Vec<usize> = all.into_iter().filter(|at| declared[*at].declares.is_none()).collect();
                    ways.extend(others.iter().filter(|at| unnamed.insert(**at)).map(|at| (first, *at)));
                }
            }
        }
        for (from, to) in ways {
            if from == to || unnamed.contains(&from) {
                continue;
            }
            match declared[to].declares {
                Some(next) => {
                    if !declared[from].goes_to.contains(&next) {
                        declared[from].goes_to.push(next);
                    }
                }
                None => {
                    let (made, uses) = (declared[to].made.clone(), declared[to].uses.clone());
                    declared[from].made.extend(made);
                    declared[from].uses.extend(uses);
                }
            }
        }
        let mut number = 0;
        declared.retain(|_| {
            number += 1;
            !unnamed.contains(&(number - 1))
        });
    }

    /// The declared places of the functions that the calls of a chain are given by name, in the order of the text: what each takes,
    /// and what it gives.
    fn handed_over(&self, body: &Body<'_>, call: ExprId, known: &FxHashMap<Declares, usize>) -> Vec<usize> {
        let mut found = Vec::new();
        let mut at = call;
        let mut calls = Vec::new();
        while let ExprKind::MethodCall { receiver, .. } | ExprKind::Call { callee: receiver, .. } = &body.facts[at].kind
        {
            calls.push(at);
            at = *receiver;
        }
        for call in calls.into_iter().rev() {
            let (ExprKind::MethodCall { args, .. } | ExprKind::Call { args, .. }) = &body.facts[call].kind else {
                continue;
            };
            for function in args.iter().filter_map(|arg| self.named_function(body, *arg)) {
                found.extend(self.places_of(self.definitions().original(function), known));
            }
        }
        found
    }

    fn places_of(&self, function: DefId, known: &FxHashMap<Declares, usize>) -> Vec<usize> {
        let count = self.def(function).function().map_or(0, |function| function.params.len()) as u32;
        let taken = (0..count).map(|at| Declares::Parameter(function, at));
        taken.chain([Declares::Result(function)]).filter_map(|declares| known.get(&declares).copied()).collect()
    }
}

/// The expressions in what the calls of a chain are given.
fn descendants_of_arguments(body: &Body<'_>, call: ExprId) -> FxHashSet<ExprId> {
    let mut inside = FxHashSet::default();
    let mut at = call;
    while let ExprKind::MethodCall { receiver, args, .. } | ExprKind::Call { callee: receiver, args } =
        &body.facts[at].kind
    {
        inside.extend(args.iter().flat_map(|arg| descendants(body.facts, *arg)));
        at = *receiver;
    }
    inside
}
