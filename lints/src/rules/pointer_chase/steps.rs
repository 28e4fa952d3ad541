//! Steps: expressions whose value comes out of a link.
use std::cell::{OnceCell, RefCell};

use rustc_hash::{FxHashMap, FxHashSet};

use super::links::LinkedTypes;
use crate::model::outline::{bindings, descendants};
use crate::model::{Binding, Body, DefId, Effects, Model, Place, Resolution, Use};
use crate::source::facts::{ExprId, ExprKind, PatId, PatKind};

/// A link: the number of its type, and its own there.
pub(super) type LinkNumber = (usize, usize);

/// What is known of one body.
#[derive(Debug)]
pub(super) struct Steps<'s, 'm> {
    pub(super) model: &'m Model<'m>,
    pub(super) body: &'m Body<'m>,
    pub(super) types: &'s LinkedTypes,
    /// Variables that a pattern binds to a link of a node.
    taken_apart: OnceCell<FxHashMap<PatId, LinkNumber>>,
    /// What is assigned to each variable.
    assigned: OnceCell<FxHashMap<PatId, Vec<ExprId>>>,
    /// The assignments in each loop.
    in_loops: OnceCell<FxHashMap<ExprId, Vec<ExprId>>>,
    /// The links that other functions hand out what is behind of.
    handed_out: RefCell<FxHashMap<DefId, Vec<LinkNumber>>>,
}

/// What a value is made of.
#[derive(Debug, Default)]
pub(super) struct Origin {
    /// The links that it comes out of, each once, in the order in which they are met.
    pub(super) links: Vec<LinkNumber>,
    /// Whether it depends on the place that was asked for.
    pub(super) has_place: bool,
    /// Whether a node is made on the way.
    pub(super) makes_node: bool,
}

impl<'s, 'm> Steps<'s, 'm> {
    pub(super) fn new(model: &'m Model<'m>, body: &'m Body<'m>, types: &'s LinkedTypes) -> Steps<'s, 'm> {
        Steps {
            model,
            body,
            types,
            taken_apart: OnceCell::new(),
            assigned: OnceCell::new(),
            in_loops: OnceCell::new(),
            handed_out: RefCell::default(),
        }
    }

    /// The numbers of the linked types that an expression's value is of, or leads to.
    pub(super) fn reached(&self, expr: ExprId) -> Vec<usize> {
        self.types.reached(self.model, self.body.ty(expr))
    }

    /// What an expression's value is made of in a turn of the loop `around`, or at all. What a variable had before the loop is not a
    /// part of it; what the loop puts into the variable is. `place` itself is not looked into.
    pub(super) fn origin(&self, expr: ExprId, around: Option<ExprId>, place: Option<Place>) -> Origin {
        let body = self.body;
        let mut origin = Origin::default();
        let mut met: FxHashSet<PatId> = FxHashSet::default();
        let mut open = vec![expr];
        while let Some(next) = open.pop() {
            for id in descendants(body.facts, next) {
                for link in self.links_at(id) {
                    if !origin.links.contains(&link) {
                        origin.links.push(link);
                    }
                }
                origin.makes_node |= self.makes_node(id);
                let is_place = place.is_some() && body.place(id) == place;
                origin.has_place |= is_place;
                let Some(Resolution::Local(variable)) = body.resolution(id) else { continue };
                if is_place || !met.insert(variable) {
                    continue;
                }
                // What a `for` hands out comes from what it goes over.
                if let Some(Binding::For { of, .. }) = body.binding(variable)
                    && let ExprKind::For { iterable, .. } = body.facts[of].kind
                {
                    open.push(iterable);
                }
                let inside = around.is_none_or(|around| body.facts[around].span.contains(body.facts[variable].span));
                if inside {
                    open.extend(body.source(variable));
                } else if let Some(around) = around {
                    let in_loop = |right: &&ExprId| body.facts[around].span.contains(body.facts[**right].span);
                    open.extend(self.assigned().get(&variable).into_iter().flatten().filter(in_loop));
                }
            }
        }
        origin
    }

    /// The links that an expression goes through: the field, a part of a pattern, a function that hands out what is behind one.
    fn links_at(&self, id: ExprId) -> Vec<LinkNumber> {
        match &self.body.facts[id].kind {
            ExprKind::Field { .. } => {
                let field = self.body.field(id);
                field.and_then(|(owner, index)| self.types.link(self.model, owner, index)).into_iter().collect()
            }
            ExprKind::Path(_) => match self.body.resolution(id) {
                Some(Resolution::Local(variable)) => self.taken_apart().get(&variable).copied().into_iter().collect(),
                _ => Vec::new(),
            },
            // `node.next()`, `parent_of(node)`
            ExprKind::MethodCall { receiver, args, .. } => {
                self.through_call(id, std::iter::once(*receiver).chain(args.iter().copied()))
            }
            ExprKind::Call { args, .. } => self.through_call(id, args.iter().copied()),
            _ => Vec::new(),
        }
    }

    fn through_call(&self, call: ExprId, mut given: impl Iterator<Item = ExprId>) -> Vec<LinkNumber> {
        let Some(callee) = self.body.callee(call) else { return Vec::new() };
        if self.model.definitions().is_declared(callee.function) {
            return Vec::new();
        }
        let out = self.reached(call);
        if out.is_empty() || !given.any(|one| self.reached(one).iter().any(|number| out.contains(number))) {
            return Vec::new();
        }
        let mut links = self.links_of_function(callee.function);
        links.retain(|(number, _)| out.contains(number));
        links
    }

    /// The links that another function of the workspace reads.
    pub(super) fn links_of_function(&self, function: DefId) -> Vec<LinkNumber> {
        if let Some(known) = self.handed_out.borrow().get(&function) {
            return known.clone();
        }
        let mut links = Vec::new();
        if let Some(body) = self.model.body_of(function).filter(|body| body.id != self.body.id) {
            for id in body.exprs() {
                let Some((owner, index)) = body.field(id) else { continue };
                let link = self.types.link(self.model, owner, index);
                let read = || self.model.usage(body, id) != Use::Written;
                links.extend(link.filter(|link| !links.contains(link) && read()));
            }
        }
        self.handed_out.borrow_mut().insert(function, links.clone());
        links
    }

    /// Whether an expression writes down a new node.
    fn makes_node(&self, id: ExprId) -> bool {
        match &self.body.facts[id].kind {
            ExprKind::Struct { .. } => self.body.ty(id).adt().is_some() && !self.reached(id).is_empty(),
            _ => false,
        }
    }

    fn taken_apart(&self) -> &FxHashMap<PatId, LinkNumber> {
        self.taken_apart.get_or_init(|| {
            let mut all = FxHashMap::default();
            for at in 0..self.body.facts.patterns.len() as u32 {
                for (part, link) in self.link_parts(PatId(at)) {
                    all.extend(bindings(self.body.facts, part).into_iter().map(|variable| (variable, link)));
                }
            }
            all
        })
    }

    fn assigned(&self) -> &FxHashMap<PatId, Vec<ExprId>> {
        self.assigned.get_or_init(|| {
            let mut all: FxHashMap<PatId, Vec<ExprId>> = FxHashMap::default();
            for &expr in self.body.index().assignments.iter().chain(&self.body.index().calls) {
                for (left, right) in self.moves(expr) {
                    if let Some(Place::Local(_, variable)) = self.body.place(left) {
                        all.entry(variable).or_default().push(right);
                    }
                }
            }
            all
        })
    }

    /// The assignments in a loop.
    pub(super) fn assignments_in(&self, around: ExprId) -> &[ExprId] {
        let in_loops = self.in_loops.get_or_init(|| {
            let mut all: FxHashMap<ExprId, Vec<ExprId>> = FxHashMap::default();
            for &assignment in &self.body.index().assignments {
                for around in self.body.loops(assignment) {
                    all.entry(around).or_default().push(assignment);
                }
            }
            all
        });
        in_loops.get(&around).map_or(&[], Vec::as_slice)
    }

    /// What an expression moves into what: `a = b`, `(a, b) = (c, d)`, `mem::replace(&mut a, b)`.
    pub(super) fn moves(&self, expr: ExprId) -> Vec<(ExprId, ExprId)> {
        let facts = self.body.facts;
        match &facts[expr].kind {
            ExprKind::Assign { left, right } => match (&facts[*left].kind, &facts[*right].kind) {
                (ExprKind::Tuple(lefts), ExprKind::Tuple(rights)) => {
                    lefts.iter().copied().zip(rights.iter().copied()).collect()
                }
                _ => vec![(*left, *right)],
            },
            ExprKind::Call { args, .. } => match args.as_slice() {
                [left, right] if self.model.effects(self.body, expr).has(Effects::REPLACES) => vec![(*left, *right)],
                _ => Vec::new(),
            },
            _ => Vec::new(),
        }
    }

    /// The parts of a pattern that are held against links.
    fn link_parts(&self, pattern: PatId) -> Vec<(PatId, LinkNumber)> {
        let (model, body) = (self.model, self.body);
        let Some(Resolution::Def(owner)) = body.pattern_resolution(pattern) else { return Vec::new() };
        let link = |at: usize, part: PatId| Some((part, self.types.link(model, owner, at as u32)?));
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
                numbered.filter_map(|(at, part)| link(at, part)).collect()
            }
            PatKind::Struct { fields, .. } => {
                let Some(declared) = model.def(owner).fields() else { return Vec::new() };
                let numbered = fields.iter().filter_map(|(name, part)| {
                    Some((declared.list.iter().position(|field| field.name == *name)?, *part))
                });
                numbered.filter_map(|(at, part)| link(at, part)).collect()
            }
            _ => Vec::new(),
        }
    }
}
