//! Where links are followed: loops that move a variable along them, and functions that call themselves with what they lead to.
use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::links::LinkedTypes;
use super::steps::{LinkNumber, Origin, Steps};
use crate::model::outline::descendants;
use crate::model::{Body, BodyId, DefKind, Effects, Known, Model, Place, Root, Step, Ty};
use crate::rules::heat::impl_of;
use crate::source::facts::{ExprId, ExprKind, PatId, PatKind, Span, StatementKind};

/// A walk along links.
#[derive(Clone, Debug)]
pub(super) struct Walk<'m> {
    pub(super) body: &'m Body<'m>,
    /// Number of the linked type.
    pub(super) of: usize,
    /// The numbers of the links that it follows.
    pub(super) follows: Vec<usize>,
    pub(super) form: Form,
    /// The loop, the first recursive call, or the call of `successors`.
    pub(super) walker: ExprId,
    /// Where it steps: the assignments; the other recursive calls.
    pub(super) steps: Vec<ExprId>,
    /// What moves.
    pub(super) cursor: Option<ExprId>,
    /// Expressions of the walk that are nodes or lead to one, and patterns that nodes are held against.
    pub(super) leads: Vec<ExprId>,
    pub(super) takes_apart: Vec<PatId>,
    /// The same in functions that are called for a link.
    pub(super) elsewhere: Vec<(BodyId, ExprId)>,
    /// Whether it puts new nodes behind links, or cuts off what is behind them.
    pub(super) is_building: bool,
    /// The names of the body's variables.
    pub(super) names: Arc<FxHashSet<&'m str>>,
}

/// In which form links are followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Form {
    Loop,
    Recursion,
    Successors,
}

/// Every walk in a body, in the order of the text; none in `Drop`.
pub(super) fn walks<'m>(model: &'m Model<'m>, body: &'m Body<'m>, types: &LinkedTypes) -> Vec<Walk<'m>> {
    if impl_of(model, body) == Some("Drop") || !touches(body) {
        return Vec::new();
    }
    let steps = Steps::new(model, body, types);
    let mut found = loops(&steps);
    found.retain(|walk| !takes_apart(model, types, walk));
    found.extend(recursion(&steps));
    found.retain(|walk| !is_given_by_value(model, types, walk));
    found.extend(successors(&steps));
    found.sort_by_key(|walk| body.facts[walk.walker].span);
    if !found.is_empty() {
        let names = Arc::new(names(body));
        found.iter_mut().for_each(|walk| walk.names = names.clone());
        found.iter_mut().for_each(|walk| leads(&steps, walk));
        found.iter_mut().for_each(|walk| walk.is_building = is_building(&steps, walk));
    }
    found
}

/// Whether a loop owns the nodes that it goes along, and takes each apart: it was handed them for that one walk, and they are gone then.
fn takes_apart(model: &Model<'_>, types: &LinkedTypes, walk: &Walk<'_>) -> bool {
    let (Some(cursor), Some(node)) = (walk.cursor, types.get(walk.of)) else { return false };
    // What a field keeps was built up for longer.
    let is_kept = |id: ExprId| {
        let path = model.access_path(walk.body, id);
        path.root == Root::SelfReceiver || path.steps.iter().any(|step| matches!(step, Step::Field(..)))
    };
    let source = walk.body.variable(cursor).and_then(|variable| walk.body.source(variable));
    if source.is_none_or(|source| walk.body.depends(source, &is_kept)) {
        return false;
    }
    let mut ty = walk.body.ty(cursor);
    while let Ty::Adt(_, args) = ty
        && matches!(model.known_type(ty), Some(Known::Option | Known::Box))
        && let Some(inner) = args.first()
    {
        ty = inner;
    }
    ty.adt().is_some_and(|(def, _)| def == node.def)
}

/// Whether a walk is part of a method that takes a node itself, as `a | b` joins two: who makes and joins nodes one by one has no place
/// where they could lie side by side.
fn is_given_by_value(model: &Model<'_>, types: &LinkedTypes, walk: &Walk<'_>) -> bool {
    let Some(node) = types.get(walk.of) else { return false };
    let around = std::iter::once(walk.body.owner).chain(model.definitions().ancestors(walk.body.owner));
    around.filter_map(|owner| Some((owner, model.def(owner).function()?))).any(|(owner, function)| {
        let takes_self =
            function.receiver.as_ref().is_some_and(|receiver| receiver.reference.is_none() && receiver.ty.is_none());
        takes_self && model.self_type(owner).adt().is_some_and(|(def, _)| def == node.def)
    })
}

/// Whether a walk puts a new node, or none, behind a link of a node: it is there to build the structure, or to take it down.
fn is_building(steps: &Steps<'_, '_>, walk: &Walk<'_>) -> bool {
    let body = steps.body;
    let extent = body.facts[walk.extent()].span;
    let ends = |id: ExprId| matches!(&body.facts[id].kind, ExprKind::Path(path) if path.segments.last().is_some_and(|it| it.name == "None"));
    body.index().assignments.iter().filter(|&&it| extent.contains(body.facts[it].span)).any(|&assignment| {
        let ExprKind::Assign { left, right } = body.facts[assignment].kind else { return false };
        let Some(Place::Field(owner, index)) = body.place(left) else { return false };
        steps.types.link(steps.model, owner, index).is_some_and(|(of, _)| of == walk.of)
            && (ends(right) || steps.origin(right, None, None).makes_node)
    })
}

/// Notes what leads to the nodes of a walk.
fn leads<'m>(steps: &Steps<'_, 'm>, walk: &mut Walk<'m>) {
    let (model, body, of) = (steps.model, steps.body, walk.of);
    let whole = walk.extent();
    let within = |span: Span| body.facts[whole].span.contains(span);
    let exprs = body.exprs().filter(|&id| within(body.facts[id].span));
    walk.leads = exprs.filter(|&id| steps.reached(id).contains(&of)).collect();
    let patterns = (0..body.facts.patterns.len() as u32).map(PatId).filter(|&it| within(body.facts[it].span));
    let reaches = |pattern: &PatId| steps.types.reached(model, body.pattern_ty(*pattern)).contains(&of);
    walk.takes_apart = patterns.filter(reaches).collect();
    let callees = walk.leads.iter().filter_map(|&id| body.callee(id).map(|callee| callee.function));
    let mut callees: Vec<_> = callees.filter(|&function| !model.definitions().is_declared(function)).collect();
    callees.sort();
    callees.dedup();
    for other in callees.into_iter().filter_map(|function| model.body_of(function)).filter(|it| it.id != body.id) {
        let reaches = |id: &ExprId| steps.types.reached(model, other.ty(*id)).contains(&of);
        walk.elsewhere.extend(other.exprs().filter(reaches).map(|id| (other.id, id)));
    }
}

/// The names of a body's variables.
fn names<'m>(body: &'m Body<'m>) -> FxHashSet<&'m str> {
    let names = body.facts.patterns.iter().filter_map(|pattern| match &pattern.kind {
        PatKind::Bind { name, .. } => Some(name.as_str()),
        _ => None,
    });
    names.collect()
}

/// Whether a body has anything that could be a walk.
fn touches(body: &Body<'_>) -> bool {
    !body.index().loops.is_empty() || !body.index().calls.is_empty()
}

impl<'m> Walk<'m> {
    fn new(body: &'m Body<'m>, of: usize, form: Form, walker: ExprId, cursor: Option<ExprId>) -> Walk<'m> {
        Walk {
            body,
            of,
            follows: Vec::new(),
            form,
            walker,
            steps: Vec::new(),
            cursor,
            leads: Vec::new(),
            takes_apart: Vec::new(),
            elsewhere: Vec::new(),
            is_building: false,
            names: Arc::default(),
        }
    }

    /// All code that runs while it lasts: the loop, or the body of the function.
    pub(super) fn extent(&self) -> ExprId {
        match self.form {
            Form::Loop => self.walker,
            Form::Recursion | Form::Successors => self.body.facts.root,
        }
    }

    /// Whether it goes one of several ways at each node, as a search of a tree does.
    pub(super) fn is_search(&self) -> bool {
        self.follows.len() > 1 && (self.form == Form::Loop || self.form == Form::Recursion && self.goes_one_way())
    }

    /// Whether each call goes on at one link alone.
    pub(super) fn goes_one_way(&self) -> bool {
        let calls: Vec<ExprId> = std::iter::once(self.walker).chain(self.steps.iter().copied()).collect();
        let is_alone = |&call: &ExprId| {
            self.body.repeated(call).next().is_none()
                && calls.iter().all(|&other| other == call || self.body.excludes(call, other))
        };
        calls.iter().all(is_alone)
    }

    /// Adds what another expression of the same walk adds: one loop is one walk along one type.
    fn join(&mut self, step: ExprId, follows: Vec<usize>) {
        if self.walker != step && !self.steps.contains(&step) {
            self.steps.push(step);
        }
        for link in follows {
            if !self.follows.contains(&link) {
                self.follows.push(link);
            }
        }
    }
}

/// Loops in which something moves along a link.
fn loops<'m>(steps: &Steps<'_, 'm>) -> Vec<Walk<'m>> {
    let body = steps.body;
    let mut found: Vec<Walk<'m>> = Vec::new();
    let mut known: FxHashMap<(ExprId, usize), usize> = FxHashMap::default();
    for &assignment in body.index().assignments.iter().chain(&body.index().calls) {
        let Some(around) = body.loops(assignment).next() else { continue };
        for (left, right) in steps.moves(assignment) {
            let reached = steps.reached(left);
            let Some(cursor) = body.place(left).filter(|_| !reached.is_empty()) else { continue };
            // What is put into a link of a node moves nothing along.
            let is_link =
                matches!(cursor, Place::Field(of, index) if steps.types.link(steps.model, of, index).is_some());
            if is_link || !lives_longer(body, cursor, around) {
                continue;
            }
            let origin = steps.origin(right, Some(around), Some(cursor));
            let of = origin.links.iter().map(|&(number, _)| number).find(|number| reached.contains(number));
            let Some(of) = of.filter(|_| origin.has_place && !origin.makes_node) else { continue };
            if !is_filled_on_the_way(steps, cursor, around) {
                let number = *known.entry((around, of)).or_insert(found.len());
                if number == found.len() {
                    found.push(Walk::new(body, of, Form::Loop, around, Some(left)));
                }
                found[number].join(assignment, links_of(&origin, of));
            }
        }
    }
    found
}

/// The numbers of one type's links among those that a value comes out of.
fn links_of(origin: &Origin, of: usize) -> Vec<usize> {
    origin.links.iter().filter(|&&(number, _): &&LinkNumber| number == of).map(|&(_, link)| link).collect()
}

/// Whether each turn puts a new node behind the cursor and steps onto it, as who builds a list at its end does: it was made just
/// now, and waits for nothing.
fn is_filled_on_the_way(steps: &Steps<'_, '_>, cursor: Place, around: ExprId) -> bool {
    let body = steps.body;
    steps.assignments_in(around).iter().any(|&assignment| {
        let ExprKind::Assign { left, right } = body.facts[assignment].kind else { return false };
        let behind = || {
            !matches!(body.facts[left].kind, ExprKind::Path(_))
                && descendants(body.facts, left).into_iter().any(|id| body.place(id) == Some(cursor))
        };
        behind() && !is_left_after(body, assignment, around) && steps.origin(right, Some(around), None).makes_node
    })
}

/// Whether a loop is over after an expression in it: a block around it ends in `break` or `return`.
fn is_left_after(body: &Body<'_>, expr: ExprId, around: ExprId) -> bool {
    body.ancestors(expr).take_while(|&up| up != around).any(|up| {
        let ExprKind::Block(block) = &body.facts[up].kind else { return false };
        block.statements.last().is_some_and(|last| match &last.kind {
            StatementKind::Expr { expr, .. } => {
                matches!(body.facts[*expr].kind, ExprKind::Break { .. } | ExprKind::Return(_))
            }
            _ => false,
        })
    })
}

/// Whether a place outlives a turn of the loop.
fn lives_longer(body: &Body<'_>, place: Place, around: ExprId) -> bool {
    match place {
        Place::Local(_, variable) => {
            let bound = body.facts[variable].span;
            !body.facts[around].span.contains(bound)
        }
        Place::Field(..) | Place::Global(_) => true,
        Place::Result(_) => false,
    }
}

/// A function that calls itself, or hands itself over, with what a link leads to. A syntax tree that is matched stays silent: an
/// enum that is more than a node and an end.
fn recursion<'m>(steps: &Steps<'_, 'm>) -> Vec<Walk<'m>> {
    let (model, body) = (steps.model, steps.body);
    let mut calls: Vec<(ExprId, Vec<ExprId>)> = Vec::new();
    for call in model.calls_of_itself(body) {
        let given = match &body.facts[call].kind {
            ExprKind::MethodCall { receiver, args, .. } => {
                std::iter::once(*receiver).chain(args.iter().copied()).collect()
            }
            ExprKind::Call { args, .. } => args.clone(),
            _ => Vec::new(),
        };
        calls.push((call, given));
    }
    // `map_or(0, depth)`: what it is called with comes out of the receiver.
    for (call, receiver) in model.itself_handed_over(body) {
        calls.push((call, vec![receiver]));
    }
    calls.sort_by_key(|(call, _)| body.facts[*call].span);
    calls.dedup_by_key(|(call, _)| *call);
    let mut found: Vec<Walk<'m>> = Vec::new();
    for (call, given) in calls {
        for arg in given {
            let origin = steps.origin(arg, None, None);
            let reached = steps.reached(arg);
            let is_handed = matches!(&body.facts[call].kind, ExprKind::MethodCall { receiver, .. } if *receiver == arg);
            let Some(of) = origin.links.iter().map(|&(number, _)| number).find(|number| {
                reached.contains(number) || (reached.is_empty() && is_handed && is_taken(steps, *number))
            }) else {
                continue;
            };
            let is_tree_of_kinds =
                steps.types.get(of).is_none_or(|of| model.def(of.def).kind == DefKind::Enum && !of.is_list(model));
            if is_tree_of_kinds {
                continue;
            }
            let number = found.iter().position(|walk| walk.of == of).unwrap_or(found.len());
            if number == found.len() {
                found.push(Walk::new(body, of, Form::Recursion, call, None));
            }
            found[number].join(call, links_of(&origin, of));
        }
    }
    found
}

/// Whether the function takes what leads to a node of this type.
fn is_taken(steps: &Steps<'_, '_>, of: usize) -> bool {
    let (model, body) = (steps.model, steps.body);
    let Some(function) = model.def(body.owner).function() else { return false };
    let params = function.params.iter().map(|param| model.resolve_type(param, body.owner));
    let mut reached = params.map(|ty| steps.types.reached(model, &ty));
    function.receiver.is_some() || reached.any(|reached| reached.contains(&of))
}

/// `iter::successors(head, |node| node.next.as_deref())`
fn successors<'m>(steps: &Steps<'_, 'm>) -> Vec<Walk<'m>> {
    let (model, body) = (steps.model, steps.body);
    let mut found = Vec::new();
    for &call in &body.index().calls {
        let ExprKind::Call { args, .. } = &body.facts[call].kind else { continue };
        let [first, step] = args.as_slice() else { continue };
        if !model.effects(body, call).has(Effects::FOLLOWS) {
            continue;
        }
        let reached = steps.reached(*first);
        let origin = steps.origin(*step, None, None);
        let named = model.named_function(body, *step).map(|function| steps.links_of_function(function));
        let links: Vec<LinkNumber> = origin.links.into_iter().chain(named.into_iter().flatten()).collect();
        let Some(of) = links.iter().map(|&(number, _)| number).find(|number| reached.contains(number)) else {
            continue;
        };
        let follows = links.iter().filter(|&&(number, _)| number == of).map(|&(_, link)| link).collect();
        let mut walk = Walk::new(body, of, Form::Successors, call, None);
        walk.join(*step, follows);
        found.push(walk);
    }
    found
}
