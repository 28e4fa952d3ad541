//! Where linked lists are declared and made, and which loops walk them.
use rustc_hash::FxHashMap;

use crate::model::outline::{Role, descendants, role};
use crate::model::{
    Body, BodyId, Declared, Declares, DefId, Effects, End, Form, Known, Lasting, Model, Question, Ty, words,
};
use crate::rules::context::Context;
use crate::rules::heat::impl_of;
use crate::source::facts::{ExprId, ExprKind, ItemKind, StatementKind};

/// A declared place that holds a linked list, or a construction; the element's type, where it is known.
pub(super) type List = Declared<Option<Ty>>;

/// Every one, with the place where it is spliced or edited through a cursor: a use of its own, or one of a list that its value goes
/// to or comes from.
pub(super) fn lists(context: &Context<'_>) -> Vec<(List, Option<(BodyId, ExprId)>)> {
    let model = context.model;
    let mut lists = model.declared(&Question {
        names: &model.renamed(words(["LinkedList"])),
        answer: &|ty| (model.known_type(ty) == Some(Known::LinkedList)).then(|| element_of(ty)),
        is_silent: &|written| context.is_fixed_interface(written),
    });
    lists.retain(|list| !is_imposed(model, list));
    model.join_handed_over(&mut lists);
    let reduced = join_reduced(model, &mut lists);
    let spliced = splices(model, &lists, &reduced);
    lists.into_iter().zip(spliced).collect()
}

/// Whether a list is made in an impl that is for lists: its type is not this code's decision.
fn is_imposed(model: &Model<'_>, list: &List) -> bool {
    let for_lists = |at: DefId| match model.def(at).item.map(|item| &item.kind) {
        Some(ItemKind::Impl { self_type, .. }) => {
            model.known_type(model.resolve_type(self_type, at).without_references()) == Some(Known::LinkedList)
        }
        _ => false,
    };
    matches!(list.form, Form::Construction(_)) && model.def(list.item).parent.is_some_and(for_lists)
}

/// Lists that a trait's method splices come to it by calls of that trait, which no name leads along: those of the same file whose
/// elements may be the same are one decision with them.
fn join_reduced(model: &Model<'_>, lists: &mut [List]) -> Vec<(usize, (BodyId, ExprId))> {
    let mut reduced = Vec::new();
    for body in model.bodies().filter(|body| impl_of(model, body).is_some()) {
        let spliced = body.index().calls.iter().find_map(|&call| match &body.facts[call].kind {
            ExprKind::MethodCall { receiver, .. } if model.effects(body, call).has(Effects::SPLICES) => {
                let ty = body.ty(*receiver).without_references();
                (model.known_type(ty) == Some(Known::LinkedList)).then(|| (call, element_of(ty)))
            }
            _ => None,
        });
        let Some((call, element)) = spliced else { continue };
        let is_open = |ty: &Option<Ty>| ty.as_ref().is_none_or(|ty| matches!(ty, Ty::Param(_)));
        let may_be_same = |list: &List| {
            list.file == body.file && (is_open(&list.answer) || is_open(&element) || list.answer == element)
        };
        let same: Vec<usize> = (0..lists.len()).filter(|&number| may_be_same(&lists[number])).collect();
        let others: Vec<Declares> = same.iter().skip(1).filter_map(|&number| lists[number].declares).collect();
        if let Some(&first) = same.first() {
            lists[first].goes_to.extend(others);
            reduced.push((first, (body.id, call)));
        }
    }
    reduced
}

fn element_of(list: &Ty) -> Option<Ty> {
    list.adt().and_then(|(_, args)| args.first()).filter(|ty| !ty.is_unknown()).cloned()
}

/// Where a list is walked or taken apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Walk {
    pub(super) body: BodyId,
    /// What visits the nodes: the loop over them, the end of an iterator chain, a method.
    pub(super) walker: ExprId,
    pub(super) lasting: Lasting,
}

/// The places where lists are spliced, or edited through cursors: those that their own uses tell, and for lists that are handed
/// on to each other the same.
fn splices(model: &Model<'_>, lists: &[List], reduced: &[(usize, (BodyId, ExprId))]) -> Vec<Option<(BodyId, ExprId)>> {
    let mut own: Vec<Option<(BodyId, ExprId)>> = lists.iter().map(|list| splice(model, list)).collect();
    for &(number, at) in reduced {
        own[number] = own[number].or(Some(at));
    }
    let number: FxHashMap<Declares, usize> =
        lists.iter().enumerate().filter_map(|(number, list)| Some((list.declares?, number))).collect();
    let mut beside: Vec<Vec<usize>> = vec![Vec::new(); lists.len()];
    for (one, list) in lists.iter().enumerate() {
        for &other in list.goes_to.iter().filter_map(|declares| number.get(declares)) {
            beside[one].push(other);
            beside[other].push(one);
        }
    }
    let mut spliced = own.clone();
    let mut open: Vec<usize> = (0..lists.len()).filter(|&number| own[number].is_some()).collect();
    while let Some(at) = open.pop() {
        for &next in &beside[at] {
            if spliced[next].is_none() {
                spliced[next] = spliced[at];
                open.push(next);
            }
        }
    }
    spliced
}

/// The first use that splices, or edits through a cursor; else the first in what runs to make it, a reducer's closure.
fn splice(model: &Model<'_>, list: &List) -> Option<(BodyId, ExprId)> {
    let splices = |body: &Body<'_>, call: ExprId| model.effects(body, call).has(Effects::SPLICES);
    let used = list.uses.iter().copied().find_map(|(id, used)| {
        let body = model.body(id);
        let call = body.parent(outermost(model, body, used))?;
        splices(body, call).then_some((id, call))
    });
    used.or_else(|| {
        list.made.iter().copied().find_map(|(id, made)| {
            let body = model.body(id);
            let is_list =
                |expr: ExprId| model.known_type(body.ty(expr).without_references()) == Some(Known::LinkedList);
            let within = descendants(body.facts, made).into_iter().find(|&call| match &body.facts[call].kind {
                ExprKind::MethodCall { receiver, .. } => is_list(*receiver) && splices(body, call),
                _ => false,
            });
            within.map(|call| (id, call))
        })
    })
}

/// Where a list is walked or taken apart, each once. What only pushes, pops now and then, or is a loop around a walk, is none.
pub(super) fn walks(model: &Model<'_>, list: &List) -> Vec<Walk> {
    let mut all: Vec<Walk> = Vec::new();
    for &(body, used) in &list.uses {
        if let Some((walker, lasting)) = walker(model, model.body(body), used) {
            let walk = Walk { body, walker, lasting };
            if !all.iter().any(|known| (known.body, known.walker) == (body, walker)) {
                all.push(walk);
            }
        }
    }
    all.sort_by_key(|walk| (walk.body, walk.walker));
    all
}

/// What visits the nodes of a list that is used here.
fn walker(model: &Model<'_>, body: &Body<'_>, used: ExprId) -> Option<(ExprId, Lasting)> {
    let ended = |end: End, runner: ExprId| match end {
        End::Walked(walker, lasting) => Some((walker, lasting)),
        End::Ordered => Some((runner, Lasting::Statement)),
        End::Glanced | End::HandedOn | End::Dropped => None,
    };
    let list = outermost(model, body, used);
    let up = body.parent(list)?;
    let effects = model.effects(body, up);
    match (&body.facts[up].kind, role(body.facts, up, list)?) {
        (ExprKind::For { .. }, Role::Iterable) => Some((up, Lasting::Statement)),
        (ExprKind::MethodCall { .. }, Role::Receiver) => {
            if effects.has(Effects::ITERATES) {
                ended(model.end(body, up), model.runner(body, up))
            } else if effects.has(Effects::WALKS.or(Effects::COPIES)) {
                Some((up, Lasting::Statement))
            } else if effects.has(Effects::SHRINKS) && !effects.has(Effects::SPLICES) {
                let around = taken_apart(body, up)?;
                let grows = |&used: &ExprId| {
                    let call = body.parent(outermost(model, body, used));
                    call.is_some_and(|call| model.effects(body, call).has(Effects::GROWS))
                };
                let place = body.place(used)?;
                let again = model.uses(place).iter().any(|&(id, other)| {
                    id == body.id && body.facts[around].span.contains(body.facts[other].span) && grows(&other)
                });
                (!again).then_some((around, Lasting::Statement))
            } else {
                None
            }
        }
        (ExprKind::MethodCall { .. } | ExprKind::Call { .. }, Role::Argument(_)) if effects.has(Effects::TAKES) => {
            ended(model.end_of_argument(body, up), up)
        }
        _ => None,
    }
}

/// The loop that a call which takes an element out of a list keeps going: `while let Some(x) = list.pop_front()`, or a `loop` that
/// it ends.
fn taken_apart(body: &Body<'_>, call: ExprId) -> Option<ExprId> {
    let around = body.loops(call).next()?;
    let up = body.parent(call)?;
    let asks = match (&body.facts[up].kind, role(body.facts, up, call)?) {
        (ExprKind::Let { .. } | ExprKind::Match { .. }, Role::Scrutinee) => true,
        (ExprKind::Block(block), Role::LetInit(number)) => {
            matches!(block.statements.get(number)?.kind, StatementKind::Let { otherwise: Some(_), .. })
        }
        _ => false,
    };
    let keeps_going = match &body.facts[around].kind {
        ExprKind::While { condition, .. } => body.facts[*condition].span.contains(body.facts[call].span),
        ExprKind::Loop { body: block, .. } => {
            // In one of the loop's own statements, not in a part that runs now and then.
            body.ancestors(call)
                .take_while(|at| at != block)
                .all(|at| !matches!(body.facts[at].kind, ExprKind::Closure { .. } | ExprKind::Block(_)))
        }
        _ => false,
    };
    (asks && keeps_going).then_some(around)
}

/// What a list that is used here is seen through: `&list`, `&mut self.list`, `list.borrow_mut()`, `list.lock().unwrap()`.
fn outermost(model: &Model<'_>, body: &Body<'_>, used: ExprId) -> ExprId {
    let mut at = used;
    while let Some(up) = body.parent(at) {
        let is_view = match (&body.facts[up].kind, role(body.facts, up, at)) {
            (ExprKind::Reference { .. } | ExprKind::Deref(_) | ExprKind::Try(_), _) => true,
            (ExprKind::MethodCall { args, .. }, Some(Role::Receiver)) => {
                args.is_empty() && model.effects(body, up).has(Effects::VIEWS.or(Effects::LOCKS))
            }
            _ => false,
        };
        if !is_view {
            break;
        }
        at = up;
    }
    at
}

/// The calls that put an element into a list, or take one out.
pub(super) fn changes(model: &Model<'_>, list: &List) -> Vec<(BodyId, ExprId)> {
    let change = |&(id, used): &(BodyId, ExprId)| {
        let body = model.body(id);
        let call = body.parent(outermost(model, body, used))?;
        model.effects(body, call).has(Effects::GROWS.or(Effects::SHRINKS)).then_some((id, call))
    };
    list.uses.iter().filter_map(change).collect()
}

/// How many elements it holds, where it is a variable that one can tell it of.
pub(super) fn length(model: &Model<'_>, list: &List) -> Option<u64> {
    let &(body, used) = list.uses.first()?;
    model.length(model.body(body), used)
}
