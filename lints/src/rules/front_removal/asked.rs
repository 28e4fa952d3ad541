//! What is asked of a vector beside its front: what could stand in its place has to answer that, too.
use crate::model::outline::{Role, role};
use crate::model::{AccessPath, Binding, Body, BodyId, Effects, Known, Model, Root, Step, Ty};
use crate::source::facts::{ExprId, ExprKind};

/// What is asked of a vector.
#[derive(Default)]
pub(super) struct Asked {
    /// An iterator answers all that is asked from the loop on: elements are taken from the front, and it is asked how many are left.
    pub(super) goes_through: bool,
    /// In the loop nothing is done but to take elements from the front.
    pub(super) is_only_taken: bool,
    /// It is asked whether any are left.
    pub(super) is_emptied: bool,
    /// What a `VecDeque` has under another name, or not at all: what stands there, and what stands there then.
    pub(super) renamed: Vec<(String, &'static str)>,
    /// Something else is done with it as a whole: it is returned, handed on, or seen as a slice.
    pub(super) is_handed_on: bool,
}

/// What a body asks of the vector at a path; from the loop on, with what it asks before.
pub(super) fn asked(model: &Model<'_>, body: &Body<'_>, path: &AccessPath, around: Option<ExprId>) -> Asked {
    let mut asked = Asked { goes_through: is_own(body, path), is_only_taken: true, ..Asked::default() };
    let begins = around.map_or(0, |around| body.facts[around].span.start);
    let is_in_loop = |used: ExprId| around.is_some_and(|at| body.facts[at].span.contains(body.facts[used].span));
    for (of, used) in uses(model, body, path) {
        let of = model.body(of);
        let is_before = of.id == body.id && of.facts[used].span.end <= begins;
        let Some(up) = of.parent(used) else {
            asked.is_handed_on = true;
            asked.goes_through &= is_before;
            asked.is_only_taken = false;
            continue;
        };
        let (mut is_walked, mut is_taken, mut is_known) = (false, false, true);
        match (&of.facts[up].kind, role(of.facts, up, used)) {
            (ExprKind::MethodCall { name, args, .. }, Some(Role::Receiver)) => {
                let effects = model.effects(of, up);
                let is_first = || args.first().is_some_and(|&first| model.constant(of, first) == Some(0));
                if effects == Effects::MEASURES {
                    is_walked = true;
                    asked.is_emptied |= !is_before && matches!(of.ty(up), Ty::Primitive(it) if !it.is_integer());
                } else if takes_one(effects) && is_first() || effects.has_all(DRAINS) {
                    (is_walked, is_taken) = (true, true);
                } else if let Some(renamed) = renamed(model, of, up, effects) {
                    let text = format!("{name}({})", if args.is_empty() { "" } else { ".." });
                    if !asked.renamed.iter().any(|(known, _)| *known == text) {
                        asked.renamed.push((text, renamed));
                    }
                }
            }
            (ExprKind::Index { index, .. }, Some(Role::Base)) => {
                is_known = !matches!(of.facts[*index].kind, ExprKind::Range { .. });
            }
            (ExprKind::For { .. }, Some(Role::Iterable)) => {}
            (ExprKind::Reference { .. }, _) => {
                let walks = of.parent(up).is_some_and(|it| matches!(of.facts[it].kind, ExprKind::For { .. }));
                is_known = walks;
            }
            _ => is_known = false,
        }
        asked.is_handed_on |= !is_known;
        asked.goes_through &= is_before || is_walked;
        asked.is_only_taken &= is_taken || of.id == body.id && !is_in_loop(used);
    }
    asked
}

/// Whether a vector is a variable of the function's own, which may have another type from some statement on.
fn is_own(body: &Body<'_>, path: &AccessPath) -> bool {
    match path.root {
        Root::Variable(variable) => {
            path.steps.is_empty()
                && !matches!(body.pattern_ty(variable), Ty::Ref(..))
                && matches!(
                    body.binding(variable),
                    Some(Binding::Let { whole: true, .. } | Binding::Parameter { whole: true, .. })
                )
        }
        _ => false,
    }
}

/// Every expression that names the vector whole.
fn uses(model: &Model<'_>, body: &Body<'_>, path: &AccessPath) -> Vec<(BodyId, ExprId)> {
    let Some(place) = model.last_place(body, path) else { return Vec::new() };
    let mut all = model.uses(place);
    // An element of what the place holds is another thing than the place.
    if path.steps.iter().any(|step| matches!(step, Step::Element(_) | Step::Slice(_))) {
        all.retain(|(of, used)| *of == body.id && model.is_same_path(body, &model.access_path(body, *used), path));
    }
    all
}

const DRAINS: Effects = Effects::SHIFTS.or(Effects::SHRINKS).or(Effects::ITERATES);

/// Whether a call takes one element out.
fn takes_one(effects: Effects) -> bool {
    effects.has_all(Effects::SHIFTS.or(Effects::SHRINKS)) && !effects.has(Effects::ITERATES)
}

/// What a method of a vector is for a `VecDeque`, where that has none of the name, or one that gives something else.
fn renamed(model: &Model<'_>, body: &Body<'_>, call: ExprId, effects: Effects) -> Option<&'static str> {
    let callee = body.callee(call)?;
    if takes_one(effects) {
        return Some("an `Option`");
    }
    if callee.declared.is_some() || model.has_method(Known::VecDeque, callee.function) {
        return None;
    }
    Some(match effects {
        effects if effects.has(Effects::TAKES) => "`extend(..)`",
        effects if effects.has(Effects::GROWS) => "`push_back(..)`",
        effects if effects.has(Effects::SHRINKS) => "`pop_back()`",
        effects if effects.has(Effects::FIRST) => "`front()` or `back()`",
        _ => "of `make_contiguous()`, which is a slice",
    })
}
