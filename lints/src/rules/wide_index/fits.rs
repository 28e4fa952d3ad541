//! Whether numbers fit into 32 bits, because of where they come from: lengths, numbers of elements, counters.
use rustc_hash::FxHashSet;

use crate::model::access::tail;
use crate::model::outline::{bindings, children};
use crate::model::{Binding, Body, BodyId, DefId, Effects, Model, Place, Primitive, Resolution, Ty};
use crate::source::facts::{BinaryOp, ExprId, ExprKind, Literal, MacroArgs, PatId, PatKind};

use super::cells::{Shape, shape};
use super::reads::wraps;

/// Numbers are followed through so many expressions, variables and functions.
const FARTHEST: u32 = 24;

/// Follows numbers to where they come from.
pub(super) struct Fits<'s, 'm> {
    pub(super) model: &'s Model<'m>,
    /// What reaches the numbers of the places that are asked about: they fit if all do.
    pub(super) own: &'s FxHashSet<(BodyId, ExprId)>,
    variables: FxHashSet<(BodyId, PatId)>,
    places: FxHashSet<Place>,
    parameters: FxHashSet<(DefId, u32)>,
}

impl<'s, 'm> Fits<'s, 'm> {
    pub(super) fn new(model: &'s Model<'m>, own: &'s FxHashSet<(BodyId, ExprId)>) -> Fits<'s, 'm> {
        let (variables, places, parameters) = Default::default();
        Fits { model, own, variables, places, parameters }
    }

    /// Whether a number, or the number that an option has, fits.
    pub(super) fn fits(&mut self, body: &Body<'_>, expr: ExprId) -> bool {
        self.within(body, expr, FARTHEST)
    }

    fn within(&mut self, body: &Body<'_>, expr: ExprId, left: u32) -> bool {
        let model = self.model;
        let Some(left) = left.checked_sub(1) else { return false };
        if self.own.contains(&(body.id, expr)) || is_narrow(body.ty(expr)) {
            return true;
        }
        // A value that no number is: where there is none, all ones stand.
        if let Some(value) = model.constant(body, expr) {
            return value <= u64::from(u32::MAX) || value == u64::MAX;
        }
        match &body.facts[expr].kind {
            ExprKind::Literal(Literal::Int(..)) => false,
            ExprKind::Reference { operand, .. } | ExprKind::Deref(operand) | ExprKind::Try(operand) => {
                self.within(body, *operand, left)
            }
            ExprKind::Cast { operand, .. } => is_unsigned(body.ty(*operand)) && self.within(body, *operand, left),
            ExprKind::Block(_) => tail(body, expr).is_some_and(|tail| self.within(body, tail, left)),
            ExprKind::If { then, otherwise, .. } => {
                self.within(body, *then, left) && otherwise.is_some_and(|it| self.within(body, it, left))
            }
            ExprKind::Match { arms, .. } => arms.iter().all(|arm| self.within(body, arm.body, left)),
            ExprKind::Binary { op, left: one, right: other } => {
                let is_small = |expr: ExprId| model.constant(body, expr).is_some_and(|value| value <= 1 << 16);
                match op {
                    BinaryOp::Add | BinaryOp::Sub => self.within(body, *one, left) && is_small(*other),
                    BinaryOp::Div | BinaryOp::Shr | BinaryOp::BitAnd => self.within(body, *one, left),
                    BinaryOp::Rem => self.within(body, *other, left),
                    _ => false,
                }
            }
            ExprKind::Return(_) | ExprKind::Break { .. } | ExprKind::Continue { .. } => true,
            ExprKind::Call { args, callee } => {
                if wraps(model, body, expr, *callee) {
                    return args.iter().all(|&arg| self.within(body, arg, left));
                }
                self.result(body, expr, *callee, left)
            }
            ExprKind::MethodCall { receiver, args, .. } => {
                let effects = model.effects(body, expr);
                let is_declared = body.callee(expr).is_some_and(|it| model.definitions().is_declared(it.function));
                if is_declared && effects.has(Effects::MEASURES) && args.is_empty() {
                    return true;
                }
                // `number.into()` as well.
                let is_same = effects.has(Effects::OPEN) && is_unsigned(body.ty(*receiver)) && args.is_empty();
                if is_declared && (is_same || effects.has(Effects::VIEWS.or(Effects::COPIES))) {
                    return self.within(body, *receiver, left);
                }
                !is_declared && self.result(body, expr, expr, left)
            }
            ExprKind::Path(_) => match body.resolution(expr) {
                Some(Resolution::Local(variable)) => self.variable(body, expr, variable, left),
                Some(Resolution::Def(_)) => matches!(shape(model, body.ty(expr)), Shape::Optional),
                _ => false,
            },
            ExprKind::Field { .. } => match body.place(expr) {
                Some(place @ Place::Field(..)) => self.field(place, left),
                _ => false,
            },
            _ => false,
        }
    }

    /// What a function of the workspace gives.
    fn result(&mut self, body: &Body<'_>, call: ExprId, _: ExprId, left: u32) -> bool {
        let model = self.model;
        let Some(callee) = body.callee(call).filter(|callee| callee.declared.is_none()) else { return false };
        let Some(inside) = model.body_of(callee.function) else { return false };
        if !self.places.insert(Place::Result(model.definitions().original(callee.function))) {
            return true;
        }
        let returned = |id: &ExprId| inside.closure(*id).is_none();
        let returns = inside.exprs().filter(returned).filter_map(|id| match inside.facts[id].kind {
            ExprKind::Return(value) => value,
            _ => None,
        });
        returns.chain([inside.facts.root]).collect::<Vec<_>>().into_iter().all(|value| self.within(inside, value, left))
    }

    fn variable(&mut self, body: &Body<'_>, used: ExprId, variable: PatId, left: u32) -> bool {
        let model = self.model;
        if self.finds_an_element(body, used, variable) || !self.variables.insert((body.id, variable)) {
            return true;
        }
        let starts = match body.binding(variable) {
            Some(Binding::Let { whole: true, init }) => init.is_none_or(|init| self.within(body, init, left)),
            Some(Binding::For { of, .. }) => match body.facts[of].kind {
                ExprKind::For { iterable, pattern, .. } => self.element(body, iterable, pattern, variable, left),
                _ => false,
            },
            Some(Binding::ClosureParameter { closure, index: 0, .. }) => {
                match (body.source(variable), &body.facts[closure].kind) {
                    (Some(source), ExprKind::Closure { params, .. }) => {
                        params.first().is_some_and(|(pattern, _)| self.element(body, source, *pattern, variable, left))
                    }
                    _ => false,
                }
            }
            Some(Binding::Parameter { whole: true, index }) => self.parameter(body, index, left),
            // `Some(number)`.
            Some(Binding::Match { scrutinee, .. }) => {
                matches!(shape(model, body.ty(scrutinee)), Shape::Optional | Shape::Number)
                    && self.within(body, scrutinee, left)
            }
            _ => false,
        };
        starts && self.only_steps(Place::Local(body.id, variable), left)
    }

    /// Whether what is written to a place fits, or adds a small constant to what it has.
    fn only_steps(&mut self, place: Place, left: u32) -> bool {
        let model = self.model;
        model.uses(place).into_iter().all(|(body, used)| {
            let body = model.body(body);
            let Some(up) = body.parent(used) else { return true };
            match &body.facts[up].kind {
                ExprKind::AssignOp { op, left: to, right } if *to == used => {
                    let is_small = model.constant(body, *right).is_some_and(|value| value <= 1 << 16);
                    match op {
                        BinaryOp::Add => is_small,
                        op => matches!(op, BinaryOp::Sub | BinaryOp::Div | BinaryOp::Shr | BinaryOp::BitAnd),
                    }
                }
                ExprKind::Assign { left: to, right } if *to == used => self.within(body, *right, left),
                ExprKind::Reference { mutable: true, .. } | ExprKind::RawReference { .. } => false,
                _ => true,
            }
        })
    }

    /// An element of what is walked: a number of a range, the place of an element, one of the numbers that are asked about.
    fn element(&mut self, body: &Body<'_>, walked: ExprId, pattern: PatId, variable: PatId, left: u32) -> bool {
        let model = self.model;
        let chain = model.chain(body, walked);
        let numbers = chain.calls.iter().rposition(|&call| model.effects(body, call).has(Effects::NUMBERS));
        let is_kept = |calls: &[ExprId]| {
            calls.iter().all(|&call| {
                let effects = model.effects(body, call);
                let has_closure = matches!(&body.facts[call].kind, ExprKind::MethodCall { args, .. }
                    if args.iter().any(|arg| matches!(body.facts[*arg].kind, ExprKind::Closure { .. })));
                // What a closure makes of it is another value.
                effects.has(Effects::ITERATES) || !has_closure || effects.has(Effects::LOOKS)
            })
        };
        if let Some(at) = numbers {
            let is_first = match &body.facts[pattern].kind {
                PatKind::Tuple(parts) => parts.first().is_some_and(|first| bindings(body.facts, *first) == [variable]),
                _ => false,
            };
            return is_first && is_kept(&chain.calls[at + 1..]);
        }
        if !is_kept(&chain.calls) {
            return false;
        }
        match body.facts[chain.source].kind {
            ExprKind::Range { end: Some(end), .. } => self.within(body, end, left),
            _ => self.own.contains(&(body.id, chain.source)) && shape(model, body.ty(chain.source)) == Shape::Sequence,
        }
    }

    /// What the callers of a function hand it.
    fn parameter(&mut self, body: &Body<'_>, index: u32, left: u32) -> bool {
        let model = self.model;
        let of = model.definitions().original(body.owner);
        if model.is_in_trait_impl(of) || model.exposure(of) == crate::model::Exposure::Published {
            return false;
        }
        if !self.parameters.insert((of, index)) {
            return true;
        }
        let callers = model.direct_callers(of);
        !callers.is_empty()
            && callers.into_iter().all(|(caller, call)| {
                let caller = model.body(caller);
                let handed = model.argument(caller, call, of, index);
                handed.is_some_and(|handed| self.within(caller, handed, left))
            })
    }

    /// Whether a variable finds an element of a sequence wherever `used` is run: then there are more elements than it says.
    fn finds_an_element(&self, body: &Body<'_>, used: ExprId, variable: PatId) -> bool {
        let model = self.model;
        let is_bare = |index: ExprId| {
            let mut at = index;
            while let ExprKind::Deref(inner) | ExprKind::Cast { operand: inner, .. } = body.facts[at].kind {
                at = inner;
            }
            body.resolution(at) == Some(Resolution::Local(variable))
        };
        let is_optional = |id: &ExprId| {
            matches!(
                body.facts[*id].kind,
                ExprKind::If { .. }
                    | ExprKind::Match { .. }
                    | ExprKind::Closure { .. }
                    | ExprKind::While { .. }
                    | ExprKind::Loop { .. }
                    | ExprKind::For { .. }
            ) || matches!(body.facts[*id].kind, ExprKind::Binary { op: BinaryOp::And | BinaryOp::Or, .. })
        };
        let around: Vec<ExprId> = body.ancestors(used).filter(|id| is_optional(id)).collect();
        body.index().subscripts.iter().any(|&at| {
            let ExprKind::Index { base, index } = body.facts[at].kind else { return false };
            model.element_of(body.ty(base)).is_some()
                && is_bare(index)
                && body.ancestors(at).filter(|id| is_optional(id)).all(|id| around.contains(&id))
                && same_branches(body, at, used)
        })
    }

    /// Whether all that is put into a field fits, or counts.
    fn field(&mut self, place: Place, left: u32) -> bool {
        let model = self.model;
        let Place::Field(owner, index) = place else { return false };
        if !self.places.insert(place) {
            return true;
        }
        let field = model.def(owner).fields().and_then(|fields| fields.list.get(index as usize));
        let Some(name) = field.map(|field| field.name) else { return false };
        if name.as_str().starts_with(|first: char| first.is_ascii_digit()) {
            return false;
        }
        let original = |def| model.definitions().original(def);
        let begins = model.bodies().flat_map(|body| {
            let values = body.exprs().filter_map(|id| match &body.facts[id].kind {
                ExprKind::Struct { fields, .. }
                    if body.ty(id).adt().is_some_and(|(def, _)| original(def) == original(owner)) =>
                {
                    fields.iter().find(|(own, _)| *own == name).map(|(_, value)| (body, *value))
                }
                _ => None,
            });
            values.collect::<Vec<_>>()
        });
        let begins: Vec<_> = begins.collect();
        begins.into_iter().all(|(body, value)| self.within(body, value, left)) && self.only_steps(place, left)
    }

    /// Whether all that a sequence or iterator gives fits.
    pub(super) fn all_fit(&mut self, body: &Body<'_>, expr: ExprId) -> bool {
        let model = self.model;
        if self.own.contains(&(body.id, expr)) {
            return true;
        }
        match &body.facts[expr].kind {
            ExprKind::Array(parts) | ExprKind::Macro { args: MacroArgs::Exprs(parts), .. } => {
                parts.clone().into_iter().all(|part| self.any_shape(body, part))
            }
            ExprKind::Repeat { value, .. } | ExprKind::Macro { args: MacroArgs::VecRepeat { value, .. }, .. } => {
                self.any_shape(body, *value)
            }
            ExprKind::Reference { operand, .. } => self.all_fit(body, *operand),
            ExprKind::Range { end: Some(end), .. } => self.fits(body, *end),
            ExprKind::Call { args, .. } => {
                let effects = model.effects(body, expr);
                effects.has(Effects::MAKES)
                    || effects.has(Effects::WRAPS) && args.iter().all(|&arg| self.any_shape(body, arg))
            }
            ExprKind::MethodCall { receiver, args, .. } => {
                let effects = model.effects(body, expr);
                if effects.has(Effects::OPEN) && args.is_empty() {
                    return self.collected(body, *receiver);
                }
                effects.has(Effects::CONVERTS.or(Effects::VIEWS)) && self.all_fit(body, *receiver)
            }
            ExprKind::Path(_) => {
                let whole = model.value_of(body, expr);
                whole != expr && self.all_fit(body, whole)
            }
            _ => false,
        }
    }

    fn any_shape(&mut self, body: &Body<'_>, expr: ExprId) -> bool {
        match shape(self.model, body.ty(expr)) {
            Shape::Sequence | Shape::Holder => self.all_fit(body, expr),
            Shape::Number | Shape::Optional => self.fits(body, expr),
            Shape::Other | Shape::Unknown => false,
        }
    }

    /// What is collected: all numbers of a range count what is collected; else what the last closure makes.
    fn collected(&mut self, body: &Body<'_>, iterator: ExprId) -> bool {
        let model = self.model;
        let chain = model.chain(body, iterator);
        let last = chain.calls.iter().rev().find_map(|&call| match &body.facts[call].kind {
            ExprKind::MethodCall { args, .. } if !model.effects(body, call).has(Effects::LOOKS) => {
                args.iter().find_map(|&arg| match body.facts[arg].kind {
                    ExprKind::Closure { body: inside, .. } => Some(inside),
                    _ => None,
                })
            }
            _ => None,
        });
        if let Some(inside) = last {
            return self.any_shape(body, inside);
        }
        let keeps = |call: &ExprId| {
            let effects = model.effects(body, *call);
            effects.has(Effects::KEEPS.or(Effects::ITERATES)) && !effects.has(Effects::NUMBERS)
        };
        match body.facts[chain.source].kind {
            ExprKind::Range { end: Some(end), .. } => chain.calls.iter().all(keeps) || self.fits(body, end),
            _ => self.own.contains(&(body.id, chain.source)),
        }
    }
}

/// Whether two expressions are in the same branches of what is around both.
fn same_branches(body: &Body<'_>, one: ExprId, other: ExprId) -> bool {
    let span = body.facts[one].span;
    body.ancestors(other).all(|up| {
        let is_choice = matches!(body.facts[up].kind, ExprKind::If { .. } | ExprKind::Match { .. });
        let mut holds_both = !is_choice || !body.facts[up].span.contains(span);
        children(body.facts, up, &mut |child, _| {
            let child = body.facts[child].span;
            holds_both |= child.contains(span) && child.contains(body.facts[other].span);
        });
        holds_both
    })
}

fn is_narrow(ty: &Ty) -> bool {
    matches!(
        ty.without_references(),
        Ty::Primitive(Primitive::U8 | Primitive::U16 | Primitive::U32 | Primitive::Char | Primitive::Bool)
    )
}

fn is_unsigned(ty: &Ty) -> bool {
    is_narrow(ty) || matches!(ty.without_references(), Ty::Primitive(Primitive::U64 | Primitive::Usize))
}
