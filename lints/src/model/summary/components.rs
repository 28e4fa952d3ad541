//! Which functions are looked at before which: those that are called first, those that call each other together.
use rustc_hash::FxHashMap;

use crate::model::{Body, DefId, DefKind, Model, Resolution};

/// The functions that `from` leads to by calls and that are not known yet, itself among them. Each group calls only itself and
/// groups before it.
pub(super) fn callees_first(model: &Model<'_>, from: DefId, is_known: &dyn Fn(DefId) -> bool) -> Vec<Vec<DefId>> {
    Search { model, is_known, numbers: FxHashMap::default(), open: Vec::new(), groups: Vec::new() }.run(from)
}

/// The functions of the workspace that a body calls, or names to hand them over.
pub(super) fn callees(model: &Model<'_>, body: &Body<'_>) -> Vec<DefId> {
    let called = body.learnt.callees.iter().map(|(_, callee)| callee.function);
    let named = body.learnt.resolutions.iter().filter_map(|(_, resolution)| match *resolution {
        Resolution::Def(def) if model.def(def).kind == DefKind::Function => Some(def),
        _ => None,
    });
    let all = called.chain(named).filter(|&function| !model.definitions().is_declared(function));
    let mut all: Vec<DefId> = all.filter_map(|function| model.may_run(function)).flatten().collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// Tarjan's search for strongly connected components, with a stack of its own: chains of calls may be long.
struct Search<'s, 'm> {
    model: &'s Model<'m>,
    is_known: &'s dyn Fn(DefId) -> bool,
    /// For each function that was met its number in the order of meeting, and the least number that it leads back to; none once its
    /// group is complete.
    numbers: FxHashMap<DefId, Option<(usize, usize)>>,
    /// Functions whose group is not complete.
    open: Vec<DefId>,
    groups: Vec<Vec<DefId>>,
}

/// A function on the way, and those of its callees that were not looked at yet.
struct Visit {
    function: DefId,
    left: Vec<DefId>,
}

impl Search<'_, '_> {
    fn run(mut self, from: DefId) -> Vec<Vec<DefId>> {
        let mut way = vec![self.meet(from)];
        while let Some(visit) = way.last_mut() {
            let function = visit.function;
            match visit.left.pop() {
                Some(next) => match self.numbers.get(&next) {
                    Some(Some((number, _))) => self.leads_back(function, *number),
                    Some(None) => {}
                    None if (self.is_known)(next) => {}
                    None => way.push(self.meet(next)),
                },
                None => {
                    way.pop();
                    let first = self.finish(function);
                    if let (Some(first), Some(caller)) = (first, way.last()) {
                        self.leads_back(caller.function, first);
                    }
                }
            }
        }
        self.groups
    }

    fn meet(&mut self, function: DefId) -> Visit {
        let number = self.numbers.len();
        self.numbers.insert(function, Some((number, number)));
        self.open.push(function);
        let left = self.model.body_of(function).map_or_else(Vec::new, |body| callees(self.model, body));
        Visit { function, left }
    }

    fn leads_back(&mut self, function: DefId, to: usize) {
        if let Some(Some((_, first))) = self.numbers.get_mut(&function) {
            *first = (*first).min(to);
        }
    }

    /// All callees of a function were looked at. Where it leads back to none before itself, its group is complete; else the first
    /// that it leads back to.
    fn finish(&mut self, function: DefId) -> Option<usize> {
        let (number, first) = self.numbers.get(&function).copied().flatten()?;
        if first < number {
            return Some(first);
        }
        let begin = self.open.iter().rposition(|&open| open == function)?;
        let group = self.open.split_off(begin);
        for &member in &group {
            self.numbers.insert(member, None);
        }
        self.groups.push(group);
        None
    }
}
