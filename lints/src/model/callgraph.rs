//! Who calls whom.
use rustc_hash::FxHashMap;

use super::body::{Body, BodyId};
use super::definitions::{DefId, Definitions};
use crate::source::facts::ExprId;

/// The calls of the checked crates.
#[derive(Debug, Default)]
pub(super) struct Calls {
    callers: FxHashMap<DefId, Vec<(BodyId, ExprId)>>,
    called_from_loop: Vec<bool>,
    recursive: Vec<bool>,
}

impl Calls {
    /// Gathers them from all bodies. A call of a trait's method whose impl is not known counts for every impl's function of
    /// that name, as to loops and recursion.
    pub(super) fn gather(
        bodies: &[Body<'_>],
        body_of: &FxHashMap<DefId, BodyId>,
        definitions: &Definitions<'_>,
        implementations: &FxHashMap<DefId, Vec<DefId>>,
    ) -> Calls {
        let mut callers: FxHashMap<DefId, Vec<(BodyId, ExprId)>> = FxHashMap::default();
        let mut edges: Vec<Vec<u32>> = vec![Vec::new(); bodies.len()];
        let mut called_from_loop = vec![false; bodies.len()];
        for body in bodies {
            let mut calls: Vec<_> = body.learnt.callees.iter().collect();
            calls.sort_by_key(|(expr, _)| **expr);
            for (&expr, callee) in calls {
                let function = definitions.original(callee.function);
                callers.entry(function).or_default().push((body.id, expr));
                let repeated = body.repeated(expr).next().is_some();
                let implemented = implementations.get(&function).map_or(&[][..], Vec::as_slice);
                for target in std::iter::once(&function).chain(implemented) {
                    let Some(target) = body_of.get(&definitions.original(*target)) else { continue };
                    edges[body.id.0 as usize].push(target.0);
                    called_from_loop[target.0 as usize] |= repeated;
                }
            }
        }
        let recursive = in_cycles(&edges);
        let mut open: Vec<u32> = (0..bodies.len() as u32).filter(|&at| called_from_loop[at as usize]).collect();
        while let Some(at) = open.pop() {
            for &target in &edges[at as usize] {
                if !std::mem::replace(&mut called_from_loop[target as usize], true) {
                    open.push(target);
                }
            }
        }
        Calls { callers, called_from_loop, recursive }
    }

    /// The calls of a function.
    pub(super) fn of(&self, function: DefId) -> &[(BodyId, ExprId)] {
        self.callers.get(&function).map_or(&[], Vec::as_slice)
    }

    /// Whether a loop calls it, or what a loop calls does.
    pub(super) fn is_called_from_loop(&self, body: BodyId) -> bool {
        self.called_from_loop.get(body.0 as usize).copied().unwrap_or(false)
    }

    /// Whether it calls itself, through others or not.
    pub(super) fn is_recursive(&self, body: BodyId) -> bool {
        self.recursive.get(body.0 as usize).copied().unwrap_or(false)
    }
}

/// Which nodes lie on a cycle: strongly connected components of more than one node, and self-loops (Tarjan, with a stack
/// of its own).
fn in_cycles(edges: &[Vec<u32>]) -> Vec<bool> {
    const NEW: u32 = u32::MAX;
    let count = edges.len();
    let (mut index, mut low) = (vec![NEW; count], vec![0; count]);
    let (mut on_stack, mut cyclic) = (vec![false; count], vec![false; count]);
    let (mut stack, mut next) = (Vec::new(), 0);
    for root in 0..count as u32 {
        if index[root as usize] != NEW {
            continue;
        }
        let mut path: Vec<(u32, usize)> = vec![(root, 0)];
        while let Some(&mut (at, ref mut edge)) = path.last_mut() {
            let node = at as usize;
            if *edge == 0 {
                (index[node], low[node]) = (next, next);
                next += 1;
                stack.push(at);
                on_stack[node] = true;
            }
            if let Some(&target) = edges[node].get(*edge) {
                *edge += 1;
                cyclic[node] |= target == at;
                if index[target as usize] == NEW {
                    path.push((target, 0));
                } else if on_stack[target as usize] {
                    low[node] = low[node].min(index[target as usize]);
                }
                continue;
            }
            path.pop();
            if let Some(&(parent, _)) = path.last() {
                low[parent as usize] = low[parent as usize].min(low[node]);
            }
            if low[node] == index[node] {
                let mut members = Vec::new();
                while let Some(member) = stack.pop() {
                    on_stack[member as usize] = false;
                    members.push(member);
                    if member == at {
                        break;
                    }
                }
                if members.len() > 1 {
                    members.iter().for_each(|&member| cyclic[member as usize] = true);
                }
            }
        }
    }
    cyclic
}
