//! Names of places: where the value of a variable lies, through patterns, references and the elements of iterators.
use super::gather::Gather;
use super::patterns::held_against;
use super::{Handed, Part};
use crate::model::access::{AccessPath, Root, Step, tail};
use crate::model::effects::Effects;
use crate::model::outline::{Role, role};
use crate::model::{Binding, DefKind, Known, Primitive, Resolution, Ty};
use crate::source::facts::{ExprId, ExprKind, PatId, PatKind};

/// Where a value lies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Origin {
    /// In a part of what the body has at hand.
    At(Handed, Vec<Part>),
    /// It is a pair, made for the turn, of values that lie elsewhere.
    Pair(Box<(Origin, Origin)>),
    /// In no place that is known.
    Elsewhere,
}

impl Origin {
    /// A part of it.
    pub(super) fn then(self, part: Part) -> Origin {
        match (self, part) {
            (Origin::At(root, mut parts), part) => {
                parts.push(part);
                Origin::At(root, parts)
            }
            (Origin::Pair(both), Part::Part(0)) => both.0,
            (Origin::Pair(both), Part::Part(1)) => both.1,
            (Origin::Pair(_) | Origin::Elsewhere, _) => Origin::Elsewhere,
        }
    }

    fn then_all(self, parts: impl IntoIterator<Item = Part>) -> Origin {
        parts.into_iter().fold(self, Origin::then)
    }
}

/// Values are followed through so many variables.
const FARTHEST: usize = 12;

impl<'m> Gather<'_, 'm> {
    /// Where an expression's value lies.
    pub(super) fn origin(self, expr: ExprId) -> Origin {
        self.origin_within(expr, FARTHEST)
    }

    /// Where an element of what an expression iterates over lies.
    pub(super) fn element(self, iterable: ExprId) -> Origin {
        self.element_within(iterable, FARTHEST)
    }

    fn origin_within(self, expr: ExprId, left: usize) -> Origin {
        self.origin_of_path(&self.model.access_path(self.body, expr), left)
    }

    fn origin_of_path(self, path: &AccessPath, left: usize) -> Origin {
        let Some(left) = left.checked_sub(1) else { return Origin::Elsewhere };
        let root = match path.root {
            Root::SelfReceiver => Origin::At(Handed::SelfReceiver, Vec::new()),
            Root::Global(def) => Origin::At(Handed::Global(self.model.definitions().original(def)), Vec::new()),
            Root::Variable(variable) => self.origin_of_variable(variable, left),
            Root::Value(_) => Origin::Elsewhere,
        };
        root.then_all(path.steps.iter().filter_map(part))
    }

    fn origin_of_variable(self, variable: PatId, left: usize) -> Origin {
        let own = Origin::At(Handed::Variable(variable), Vec::new());
        if self.stop == Some(Handed::Variable(variable)) || !self.is_name(variable) {
            return own;
        }
        let whole = match self.body.binding(variable) {
            Some(Binding::Parameter { index, .. }) => Origin::At(Handed::Parameter(index), Vec::new()),
            Some(Binding::Let { init: Some(from), .. } | Binding::Match { scrutinee: from, .. }) => {
                self.origin_within(from, left)
            }
            Some(Binding::For { of, .. }) => match self.body.facts[of].kind {
                ExprKind::For { iterable, .. } => self.element_within(iterable, left),
                _ => Origin::Elsewhere,
            },
            Some(Binding::ClosureParameter { closure, index, .. }) => {
                self.given_to_closure_within(closure, index, left)
            }
            Some(Binding::Let { init: None, .. }) | None => return own,
        };
        let patterns = self.patterns_of(variable);
        let mut found = None;
        for pattern in patterns {
            self.each_part(pattern, &whole, &mut |at, origin| {
                if at == variable {
                    found.get_or_insert_with(|| origin.clone());
                }
            });
        }
        // What is not known to lie in something is a value of the variable's own.
        found.filter(|found| *found != Origin::Elsewhere).unwrap_or(own)
    }

    /// The patterns that a variable may stand in, each of which is held against the same.
    fn patterns_of(self, variable: PatId) -> Vec<PatId> {
        let body = self.body;
        let one = |pattern: Option<PatId>| pattern.into_iter().collect();
        match body.binding(variable) {
            Some(Binding::Parameter { index, .. }) => one(self.parameters().get(index as usize).copied()),
            Some(Binding::For { of, .. }) => match body.facts[of].kind {
                ExprKind::For { pattern, .. } => vec![pattern],
                _ => Vec::new(),
            },
            Some(Binding::ClosureParameter { closure, index, .. }) => match &body.facts[closure].kind {
                ExprKind::Closure { params, .. } => one(params.get(index as usize).map(|(pattern, _)| *pattern)),
                _ => Vec::new(),
            },
            Some(Binding::Let { init: Some(from), .. } | Binding::Match { scrutinee: from, .. }) => {
                let span = body.facts[variable].span;
                let around = |pattern: &PatId| body.facts[*pattern].span.contains(span);
                held_against(body, from).into_iter().filter(around).collect()
            }
            Some(Binding::Let { init: None, .. }) | None => Vec::new(),
        }
    }

    /// The patterns of the function's parameters.
    pub(super) fn parameters(self) -> &'m [PatId] {
        self.model.def(self.body.owner).deferred().map_or(&[], |deferred| &deferred.open().params)
    }

    /// Whether a variable is only another name for a place: a reference, or a value out of a pattern that nobody changes.
    pub(super) fn is_name(self, variable: PatId) -> bool {
        let is_mutable = matches!(self.body.facts[variable].kind, PatKind::Bind { mutable: true, .. });
        match self.body.binding(variable) {
            Some(Binding::Parameter { whole: true, .. }) => true,
            // The value was taken where the variable was bound.
            Some(Binding::Let { whole: true, .. }) => self.is_reference(variable),
            Some(_) => !is_mutable || self.is_reference(variable),
            None => false,
        }
    }

    pub(super) fn is_reference(self, variable: PatId) -> bool {
        matches!(self.body.pattern_ty(variable), Ty::Ref(..))
    }

    /// What a call hands its closure as the argument of this number.
    pub(super) fn given_to_closure(self, closure: ExprId, index: u32) -> Origin {
        self.given_to_closure_within(closure, index, FARTHEST)
    }

    fn given_to_closure_within(self, closure: ExprId, index: u32, left: usize) -> Origin {
        let Some(call) = self.body.parent(closure) else { return Origin::Elsewhere };
        let ExprKind::MethodCall { receiver, args, .. } = &self.body.facts[call].kind else { return Origin::Elsewhere };
        let Some(position) = args.iter().position(|arg| *arg == closure) else { return Origin::Elsewhere };
        if self.is_optional(*receiver) {
            return self.origin_within(*receiver, left);
        }
        // Behind another argument stands what that was made to: `fold(0.0, |sum, p| ..)`.
        if (position > 0 && index == 0) || self.model.effects(self.body, call) == Effects::NONE {
            return Origin::Elsewhere;
        }
        self.element_within(*receiver, left)
    }

    /// What a method that is handed a function hands it first.
    pub(super) fn given_to_function(self, call: ExprId) -> Origin {
        match &self.body.facts[call].kind {
            ExprKind::MethodCall { receiver, .. } if self.is_optional(*receiver) => self.origin(*receiver),
            ExprKind::MethodCall { receiver, args, .. }
                if args.len() == 1 && self.model.effects(self.body, call) != Effects::NONE =>
            {
                self.element(*receiver)
            }
            _ => Origin::Elsewhere,
        }
    }

    pub(super) fn is_optional(self, expr: ExprId) -> bool {
        let known = self.model.known_type(self.body.ty(expr).without_references());
        matches!(known, Some(Known::Option | Known::Result))
    }

    fn element_within(self, iterable: ExprId, left: usize) -> Origin {
        let Some(left) = left.checked_sub(1) else { return Origin::Elsewhere };
        match &self.body.facts[iterable].kind {
            ExprKind::Reference { operand, .. } => self.element_within(*operand, left),
            ExprKind::MethodCall { receiver, name, args, .. } => {
                let effects = self.model.effects(self.body, iterable);
                if effects.has(Effects::ADAPTS) {
                    return self.adapted(iterable, *receiver, name.as_str(), args, left);
                }
                if !effects.has(Effects::ITERATES) {
                    return self.origin_within(iterable, left).then(Part::Element);
                }
                if self.is_iterator(*receiver) {
                    return self.element_within(*receiver, left);
                }
                let whole = self.origin_within(*receiver, left);
                // A run of elements is as much a sequence as all of them.
                if effects.has(Effects::CHUNKS) { whole } else { whole.then(Part::Element) }
            }
            ExprKind::Range { .. } => Origin::Elsewhere,
            ExprKind::Path(_) => match self.bound_iterator(iterable) {
                Some(init) => self.element_within(init, left),
                None => self.origin_within(iterable, left).then(Part::Element),
            },
            _ => self.origin_within(iterable, left).then(Part::Element),
        }
    }

    /// An element that comes out of an adapter.
    fn adapted(self, call: ExprId, receiver: ExprId, name: &str, args: &[ExprId], left: usize) -> Origin {
        let inner = || self.element_within(receiver, left);
        match (name, args) {
            ("enumerate", []) => Origin::Pair(Box::new((Origin::Elsewhere, inner()))),
            ("zip", [other]) => Origin::Pair(Box::new((inner(), self.element_within(*other, left)))),
            // Of either sequence.
            ("chain", _) => Origin::Elsewhere,
            _ if self.keeps_elements(call, args) => inner(),
            (_, []) => inner().then(Part::Element),
            (_, [closure]) => {
                let ExprKind::Closure { body, .. } = self.body.facts[*closure].kind else { return Origin::Elsewhere };
                let given = self.origin_within(tail(self.body, body).unwrap_or(body), left);
                let flattens = self.model.effects(self.body, call).has(Effects::FLATTENS);
                if flattens { given.then(Part::Element) } else { given }
            }
            _ => Origin::Elsewhere,
        }
    }

    /// Whether what comes out of an adapter is what went in: not what its closure makes of it, nor the elements' elements.
    fn keeps_elements(self, call: ExprId, args: &[ExprId]) -> bool {
        let effects = self.model.effects(self.body, call);
        let mut functions = args.iter().filter_map(|arg| self.output(*arg)).peekable();
        if functions.peek().is_none() {
            return !effects.has(Effects::FLATTENS);
        }
        // A closure that only looks gives an answer, or nothing.
        let only_looks = |output: &Ty| *output == Ty::Primitive(Primitive::Bool) || *output == Ty::unit();
        effects.has(Effects::LOOKS) && functions.all(|output| only_looks(&output))
    }

    /// What a closure or function gives.
    fn output(self, function: ExprId) -> Option<Ty> {
        match self.body.ty(function) {
            Ty::Closure(..) => Some(self.body.closure_signature(function).map_or(Ty::Unknown, |it| it.output.clone())),
            Ty::FnItem(def, _) => Some(self.model.program.signature(*def).output.clone()),
            Ty::FnPointer(_) | Ty::Unknown => Some(Ty::Unknown),
            _ if matches!(self.body.facts[function].kind, ExprKind::Closure { .. }) => Some(Ty::Unknown),
            _ => None,
        }
    }

    /// Whether all that is done with the elements that an expression iterates over is done through names: of a `for`, of closures.
    pub(super) fn all_is_named(self, iterator: ExprId) -> bool {
        let mut at = iterator;
        while let Some(up) = self.body.parent(at) {
            let role = role(self.body.facts, up, at);
            match (&self.body.facts[up].kind, role) {
                (ExprKind::For { .. }, Some(Role::Iterable)) => return true,
                (ExprKind::Reference { .. }, _) => {}
                (ExprKind::MethodCall { args, name, .. }, Some(Role::Receiver)) => {
                    let effects = self.model.effects(self.body, up);
                    let has_functions = args.iter().any(|arg| self.output(*arg).is_some());
                    if !effects.has(Effects::ADAPTS) {
                        return effects == Effects::MEASURES || (has_functions && !self.may_lead_on(self.body.ty(up)));
                    }
                    if name == "chain" {
                        return false;
                    }
                    if has_functions && !self.keeps_elements(up, args) {
                        return true;
                    }
                }
                (ExprKind::MethodCall { name, .. }, Some(Role::Argument(0))) if name == "zip" => {
                    if !self.model.effects(self.body, up).has(Effects::ADAPTS) {
                        return false;
                    }
                }
                _ => return false,
            }
            at = up;
        }
        false
    }

    /// Whether a value of a type may be, or hold, a reference.
    pub(super) fn may_lead_on(self, ty: &Ty) -> bool {
        self.leads_on(ty, 4)
    }

    fn leads_on(self, ty: &Ty, left: u32) -> bool {
        let Some(left) = left.checked_sub(1) else { return true };
        match ty {
            Ty::Primitive(_) | Ty::Never | Ty::FnItem(..) | Ty::Const(_) => false,
            Ty::Slice(inner) => self.leads_on(inner, left),
            Ty::Array(both) => self.leads_on(&both.0, left),
            Ty::Tuple(parts) => parts.iter().any(|part| self.leads_on(part, left)),
            Ty::Adt(def, _) if matches!(self.model.known(*def), Some(Known::Cow | Known::FmtArguments)) => true,
            Ty::Adt(def, args) if self.model.known(*def).is_some() => args.iter().any(|arg| self.leads_on(arg, left)),
            Ty::Adt(def, _) if self.model.definitions().is_declared(*def) => true,
            Ty::Adt(def, args) => {
                let holders = match self.model.def(*def).kind {
                    DefKind::Enum => self.model.variants(*def).collect(),
                    _ => vec![*def],
                };
                let fields = holders.into_iter().flat_map(|holder| self.model.variant_fields(holder, args));
                fields.into_iter().any(|(_, _, field)| self.leads_on(&field, left))
            }
            _ => true,
        }
    }

    /// Whether an expression gives an iterator over a place, rather than the place.
    pub(super) fn is_iterator(self, expr: ExprId) -> bool {
        let lazy = Effects::ITERATES.or(Effects::ADAPTS);
        match self.body.facts[expr].kind {
            ExprKind::MethodCall { .. } => self.model.effects(self.body, expr).has(lazy),
            _ => false,
        }
    }

    /// The iterator that a variable was bound to.
    fn bound_iterator(self, expr: ExprId) -> Option<ExprId> {
        let Resolution::Local(variable) = self.body.resolution(expr)? else { return None };
        match self.body.binding(variable)? {
            Binding::Let { whole: true, init: Some(init) } if self.is_iterator(init) => Some(init),
            _ => None,
        }
    }
}

pub(super) fn part(step: &Step) -> Option<Part> {
    match *step {
        Step::Field(owner, index) => Some(Part::Field(owner, index)),
        Step::Part(number) => Some(Part::Part(number)),
        Step::Element(_) => Some(Part::Element),
        Step::Slice(_) | Step::Deref => None,
    }
}
