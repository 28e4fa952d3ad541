//! Whether anything that becomes of a tree map asks for its order.
use rustc_hash::FxHashSet;

use crate::model::access::tail;
use crate::model::flow::{declared_destination, handed_to};
use crate::model::outline::{Role, bindings, role};
use crate::model::{Body, BodyId, Declares, Effects, Known, Model, Place, Ty};
use crate::source::facts::{ExprId, ExprKind, Literal, MacroArgs, PatId, StatementKind};

/// What is done with a tree map, as far as it was followed.
#[derive(Default)]
pub(super) struct Followed {
    /// The expressions that it was met at.
    pub(super) met: FxHashSet<(BodyId, ExprId)>,
    /// Where something is looked up in it.
    pub(super) lookups: Vec<(BodyId, ExprId)>,
    /// The declared places that take it over.
    pub(super) goes_to: Vec<Declares>,
    variables: FxHashSet<(BodyId, PatId)>,
}

/// Follows tree maps to what they are asked.
pub(super) struct Search<'s, 'm> {
    pub(super) model: &'s Model<'m>,
    /// Whether a place is one of those that are followed by themselves.
    pub(super) is_known: &'s dyn Fn(&Declares) -> bool,
    pub(super) found: Followed,
}

impl Search<'_, '_> {
    /// Whether nothing that becomes of the map which an expression reaches asks for its order. What is not understood may.
    pub(super) fn is_free(&mut self, body: &Body<'_>, expr: ExprId) -> bool {
        let model = self.model;
        let mut at = expr;
        self.found.met.insert((body.id, at));
        while let Some(up) = body.parent(at) {
            let Some(role) = role(body.facts, up, at) else { return false };
            let is_tree = self.is_tree(body, at);
            match (&body.facts[up].kind, role) {
                (ExprKind::MethodCall { args, .. }, Role::Receiver) => {
                    let effects = model.effects(body, up);
                    if body.callee(up).is_none_or(|it| !model.definitions().is_declared(it.function)) {
                        return false;
                    }
                    if !effects.has(Effects::VIEWS.or(Effects::LOCKS).or(Effects::COPIES)) {
                        return if is_tree {
                            self.is_free_call(body, up, effects, args)
                        } else {
                            // One that maps are put into.
                            const FILLS: Effects = Effects::GROWS.or(Effects::MEASURES).or(Effects::RESERVES);
                            effects.has(FILLS) && !mentions_tree(model, body.ty(up))
                        };
                    }
                }
                (ExprKind::Index { .. }, Role::Base) if is_tree => {
                    self.found.lookups.push((body.id, up));
                    return true;
                }
                (ExprKind::Index { .. }, Role::Base) => {}
                (ExprKind::Reference { .. } | ExprKind::Deref(_) | ExprKind::Try(_), _) => {}
                (ExprKind::Call { .. }, Role::Argument(_))
                    if model.effects(body, up).has(Effects::WRAPS.or(Effects::COPIES).or(Effects::VIEWS)) => {}
                (ExprKind::Call { .. } | ExprKind::MethodCall { .. }, Role::Argument(_)) => {
                    return self.is_handed_over(body, up, at);
                }
                (ExprKind::Struct { .. }, Role::Part(_))
                | (ExprKind::Assign { .. }, Role::Side(true))
                | (ExprKind::Return(_), _) => return self.goes_on(body, at),
                (ExprKind::Assign { .. }, Role::Side(false)) => return true,
                (ExprKind::Block(_), Role::Statement(_)) if tail(body, up) != Some(at) => return true,
                (ExprKind::Block(_), Role::Statement(_)) => {}
                (ExprKind::Block(block), Role::LetInit(number)) => {
                    return match block.statements.get(number).map(|it| &it.kind) {
                        Some(StatementKind::Let { pattern, .. }) => self.are_parts_free(body, *pattern),
                        _ => false,
                    };
                }
                (ExprKind::Let { pattern, .. }, Role::Scrutinee) => return self.are_parts_free(body, *pattern),
                (ExprKind::Match { arms, .. }, Role::Scrutinee) => {
                    return arms.iter().all(|arm| self.are_parts_free(body, arm.pattern));
                }
                (ExprKind::If { .. }, Role::Branch(_)) | (ExprKind::Match { .. }, Role::ArmBody(_)) => {}
                _ => return false,
            }
            at = up;
            self.found.met.insert((body.id, at));
        }
        self.goes_on(body, at)
    }

    fn is_tree(&self, body: &Body<'_>, expr: ExprId) -> bool {
        let types = self.model.autoderef(body.ty(expr));
        types.iter().any(|ty| self.model.known_type(ty).is_some_and(is_tree))
    }

    /// The variables of a pattern that have the map, or hold one.
    fn are_parts_free(&mut self, body: &Body<'_>, pattern: PatId) -> bool {
        let model = self.model;
        bindings(body.facts, pattern).into_iter().all(|variable| {
            let ty = body.pattern_ty(variable);
            if ty.is_unknown() || !mentions_tree(model, ty) {
                return !ty.is_unknown();
            }
            if !self.found.variables.insert((body.id, variable)) {
                return true;
            }
            let place = Place::Local(body.id, variable);
            let name = model.place_name(place).unwrap_or_default();
            !is_captured(body, &name)
                && model.uses(place).into_iter().all(|(body, used)| self.is_free(model.body(body), used))
        })
    }

    /// What a call is handed: a function of the workspace, or what it makes.
    fn is_handed_over(&mut self, body: &Body<'_>, call: ExprId, argument: ExprId) -> bool {
        let to = handed_to(self.model, body, call, argument, self.is_known);
        self.found.goes_to.extend(to);
        to.is_some()
    }

    /// A declared place that takes it over, if it is one of those that are known.
    fn goes_on(&mut self, body: &Body<'_>, expr: ExprId) -> bool {
        let to = declared_destination(self.model, body, expr, self.is_known);
        self.found.goes_to.extend(to);
        to.is_some()
    }

    /// A call of one of its own methods.
    fn is_free_call(&mut self, body: &Body<'_>, call: ExprId, effects: Effects, args: &[ExprId]) -> bool {
        if effects.has(Effects::FIRST.or(Effects::SPLICES).or(Effects::CONVERTS)) {
            return false;
        }
        if effects.has(Effects::ITERATES) {
            return !effects.has(Effects::LOOKS_UP) && self.model.is_any_order(body, call);
        }
        if effects.has(Effects::LOOKS_UP) {
            self.found.lookups.push((body.id, call));
            return true;
        }
        let only_drops = effects.has_all(Effects::WALKS.or(Effects::SHRINKS));
        effects.has(Effects::MEASURES.or(Effects::EMPTIES).or(Effects::GROWS))
            || only_drops && args.iter().all(|&arg| self.model.is_plain_closure(body, arg))
    }
}

/// A map or set that is a tree.
pub(super) fn is_tree(known: Known) -> bool {
    matches!(known, Known::BTreeMap | Known::BTreeSet)
}

pub(super) fn mentions_tree(model: &Model<'_>, ty: &Ty) -> bool {
    ty.any(&|part| model.known_type(part).is_some_and(is_tree))
}

/// Whether the text of a format names a variable: `"{map:?}"`.
pub(super) fn is_captured(body: &Body<'_>, name: &str) -> bool {
    let is_named = |text: &str| {
        text.split('{').skip(1).any(|part| part.split(['}', ':']).next().is_some_and(|word| word.trim() == name))
    };
    body.exprs().any(|id| match &body.facts[id].kind {
        ExprKind::Macro { args: MacroArgs::Exprs(args), .. } => args
            .iter()
            .any(|&arg| matches!(&body.facts[arg].kind, ExprKind::Literal(Literal::Str(text)) if is_named(text))),
        _ => false,
    })
}

/// Whether a type has a hash, and equality by it: what hash maps ask of their keys. False where that is not plain.
pub(super) fn is_hashed(model: &Model<'_>, ty: &Ty) -> bool {
    match ty {
        Ty::Primitive(primitive) => !primitive.is_float(),
        Ty::Ref(_, inner) | Ty::Slice(inner) => is_hashed(model, inner),
        Ty::Array(both) => is_hashed(model, &both.0),
        Ty::Tuple(parts) => parts.iter().all(|part| is_hashed(model, part)),
        Ty::Adt(def, args) => match model.known(*def) {
            Some(Known::String) => true,
            Some(Known::Vec | Known::VecDeque | Known::Box | Known::Rc | Known::Arc | Known::Option) => {
                args.first().is_some_and(|inner| is_hashed(model, inner))
            }
            Some(_) => false,
            None => {
                let Some(item) = model.def(*def).item else { return false };
                let derives = |name: &str| item.attributes.derives.iter().any(|derive| *derive == name);
                let implements = || {
                    let of_trait = model.known_def(Known::Hash);
                    of_trait.is_some_and(|of_trait| {
                        model.implementors(of_trait).iter().any(|ty| ty.adt().is_some_and(|(of, _)| of == *def))
                    })
                };
                derives("Hash") && args.iter().all(|arg| is_hashed(model, arg)) || args.is_empty() && implements()
            }
        },
        _ => false,
    }
}
