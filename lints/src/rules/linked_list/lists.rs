//! Where linked lists are declared and made, and which loops walk them.
use crate::model::{Body, BodyId, Declared, Effects, Known, Model, Question, Ty, words};
use crate::rules::context::Context;
use crate::source::facts::{ExprId, ExprKind};

/// A declared place that holds a linked list, or a construction; the element's type, where it is known.
pub(super) type List = Declared<Option<Ty>>;

/// Every one.
pub(super) fn lists(context: &Context<'_>) -> Vec<List> {
    let model = context.model;
    model.declared(&Question {
        names: &model.renamed(words(["LinkedList"])),
        answer: &|ty| (model.known_type(ty) == Some(Known::LinkedList)).then(|| element_of(ty)),
        is_silent: &|written| context.is_fixed_interface(written),
    })
}

fn element_of(list: &Ty) -> Option<Ty> {
    list.adt().and_then(|(_, args)| args.first()).filter(|ty| !ty.is_unknown()).cloned()
}

/// The first use that splices, or edits through a cursor.
pub(super) fn splice(model: &Model<'_>, uses: &[(BodyId, ExprId)]) -> Option<(BodyId, ExprId)> {
    uses.iter().copied().find_map(|(id, used)| {
        let body = model.body(id);
        let up = body.parent(used)?;
        let call = match &body.facts[up].kind {
            ExprKind::Reference { .. } => body.parent(up)?,
            _ => up,
        };
        model.effects(body, call).has(Effects::SPLICES).then_some((id, call))
    })
}

/// The loops and statements that walk it, fill it or empty it: each once, none within another.
pub(super) fn walks(model: &Model<'_>, list: &List) -> Vec<(BodyId, ExprId)> {
    let walker = |&(id, used): &(BodyId, ExprId)| Some((id, walker(model, model.body(id), used)?));
    let mut all: Vec<(BodyId, ExprId)> = list.uses.iter().filter_map(walker).collect();
    all.sort();
    all.dedup();
    let nested = |&(id, expr): &(BodyId, ExprId)| {
        let outer = |&(other, around): &(BodyId, ExprId)| {
            other == id && around != expr && model.body(id).ancestors(expr).any(|up| up == around)
        };
        all.iter().any(outer)
    };
    all.iter().copied().filter(|walk| !nested(walk)).collect()
}

/// The loop whose turns use it (a `for` over it, a loop around it), or the call that walks it by itself.
fn walker(model: &Model<'_>, body: &Body<'_>, used: ExprId) -> Option<ExprId> {
    let is_loop = |up: &ExprId| {
        matches!(body.facts[*up].kind, ExprKind::While { .. } | ExprKind::Loop { .. } | ExprKind::For { .. })
    };
    let call = || {
        let up = body.parent(used)?;
        let effects = model.effects(body, up);
        let walks = effects.has(Effects::ITERATES.or(Effects::WALKS).or(Effects::TAKES))
            || effects.has_all(Effects::SHRINKS.or(Effects::SPLICES));
        let is_receiver = matches!(body.facts[up].kind, ExprKind::MethodCall { receiver, .. } if receiver == used);
        (is_receiver && walks).then_some(up)
    };
    body.ancestors(used).find(is_loop).or_else(call)
}

/// How many elements it holds, where it is a variable that one can tell it of.
pub(super) fn length(model: &Model<'_>, list: &List) -> Option<u64> {
    let &(body, used) = list.uses.first()?;
    model.length(model.body(body), used)
}
