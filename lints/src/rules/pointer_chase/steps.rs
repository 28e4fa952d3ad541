//! Steps: expressions whose value comes out of a link.
use rustc_hash::FxHashSet;

use super::links::LinkedType;
use crate::model::outline::bindings;
use crate::model::{Body, Model, Resolution};
use crate::source::facts::{ExprId, ExprKind, PatId, PatKind};

/// What is known of one body and one linked type.
#[derive(Debug)]
pub(super) struct Steps<'s, 'm> {
    model: &'s Model<'m>,
    body: &'s Body<'m>,
    of: &'s LinkedType,
    /// Variables that a pattern binds to a link of a node.
    taken_apart: FxHashSet<PatId>,
}

impl<'s, 'm> Steps<'s, 'm> {
    pub(super) fn new(model: &'s Model<'m>, body: &'s Body<'m>, of: &'s LinkedType) -> Steps<'s, 'm> {
        let mut taken_apart = FxHashSet::default();
        for at in 0..body.facts.patterns.len() as u32 {
            let pattern = PatId(at);
            for part in link_parts(model, body, of, pattern) {
                taken_apart.extend(bindings(body.facts, part));
            }
        }
        Steps { model, body, of, taken_apart }
    }

    /// Whether the value of an expression comes out of a link.
    pub(super) fn is_step(&self, expr: ExprId) -> bool {
        self.body.depends(expr, &|id| self.is_link(id))
    }

    fn is_link(&self, id: ExprId) -> bool {
        match &self.body.facts[id].kind {
            ExprKind::Field { .. } => {
                self.body.field(id).is_some_and(|(owner, index)| self.of.is_link(self.model, owner, index))
            }
            ExprKind::Path(_) => matches!(
                self.body.resolution(id),
                Some(Resolution::Local(variable)) if self.taken_apart.contains(&variable)
            ),
            // `node.next()`: a function of the workspace that hands out what a link leads to.
            ExprKind::MethodCall { receiver, .. } => {
                self.of.reached_by(self.model, self.body.ty(*receiver))
                    && self.of.reached_by(self.model, self.body.ty(id))
                    && self.hands_out(id)
            }
            _ => false,
        }
    }

    /// Whether a call runs a function whose text names a link.
    fn hands_out(&self, call: ExprId) -> bool {
        let Some(callee) = self.body.callee(call) else { return false };
        let Some(body) = self.model.body_of(callee.function) else { return false };
        body.id != self.body.id
            && body
                .exprs()
                .any(|id| body.field(id).is_some_and(|(owner, index)| self.of.is_link(self.model, owner, index)))
    }
}

/// The parts of a pattern that are held against links.
fn link_parts(model: &Model<'_>, body: &Body<'_>, of: &LinkedType, pattern: PatId) -> Vec<PatId> {
    let Some(Resolution::Def(owner)) = body.pattern_resolution(pattern) else { return Vec::new() };
    match &body.facts[pattern].kind {
        PatKind::TupleStruct { parts, .. } => {
            let count = model.def(owner).fields().map_or(0, |fields| fields.list.len());
            let rest = parts.iter().position(|part| matches!(body.facts[*part].kind, PatKind::Rest));
            let number = |at: usize| match rest {
                Some(rest) if at > rest => (count + at).checked_sub(parts.len()),
                Some(rest) if at == rest => None,
                _ => Some(at),
            };
            let numbered = parts.iter().enumerate().filter_map(|(at, part)| Some((number(at)?, *part)));
            numbered.filter(|(at, _)| of.is_link(model, owner, *at as u32)).map(|(_, part)| part).collect()
        }
        PatKind::Struct { fields, .. } => {
            let Some(declared) = model.def(owner).fields() else { return Vec::new() };
            let is_link = |name: &crate::source::name::Name| {
                declared
                    .list
                    .iter()
                    .position(|field| field.name == *name)
                    .is_some_and(|at| of.is_link(model, owner, at as u32))
            };
            fields.iter().filter(|(name, _)| is_link(name)).map(|(_, part)| *part).collect()
        }
        _ => Vec::new(),
    }
}
