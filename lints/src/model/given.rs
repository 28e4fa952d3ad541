//! Iterators that functions of the workspace give, and what these functions walk of what they are given.
use rustc_hash::FxHashSet;

use super::access::tail;
use super::effects::Effects;
use super::outline::{Role, role};
use super::{Body, BodyId, DefId, DefKind, End, Interest, Known, Lasting, Model, Place, Ty, words};
use crate::source::facts::{ExprId, ExprKind};
use crate::source::paths;
use crate::source::words::Word;

/// The collection behind an iterator that a function gives.
#[derive(Clone, Debug)]
pub struct Given {
    /// The body that takes the iterator from the collection.
    pub body: BodyId,
    /// The collection there.
    pub collection: ExprId,
    /// The expression that takes the iterator from it.
    pub at: ExprId,
    /// The collection's type, in the caller's terms.
    pub ty: Ty,
}

/// How many functions and expressions an iterator is followed through.
const FARTHEST: u32 = 24;

impl Model<'_> {
    /// The collection whose iterator a call of a function of the workspace gives, through others that it calls.
    pub fn given(&self, body: &Body<'_>, call: ExprId) -> Option<Given> {
        let is_iterator = match body.ty(call) {
            Ty::Opaque(..) => true,
            ty if self.known_type(ty) == Some(Known::Box) => {
                matches!(ty.adt().and_then(|(_, args)| args.first()), Some(Ty::Dyn(_)))
            }
            ty => self.iterated(ty).is_some(),
        };
        if is_iterator { self.given_by_call(body, call, FARTHEST) } else { None }
    }

    fn given_by_call(&self, body: &Body<'_>, call: ExprId, left: u32) -> Option<Given> {
        let callee = body.callee(call)?;
        if self.definitions().is_declared(callee.function) {
            return None;
        }
        let inside = self.body_of(callee.function)?;
        let found = self.given_in(inside, inside.facts.root, left.checked_sub(1)?)?;
        Some(Given { ty: found.ty.with_args(&callee.args), ..found })
    }

    /// The collection that the value of an expression is an iterator of, or what can be turned into one.
    fn given_in(&self, body: &Body<'_>, expr: ExprId, left: u32) -> Option<Given> {
        let left = left.checked_sub(1)?;
        let at = self.value_of(body, expr);
        let collection = |of: ExprId| {
            let types = self.autoderef(body.ty(of));
            types.into_iter().find(|ty| self.known_type(ty).is_some_and(Known::is_collection))
        };
        match &body.facts[at].kind {
            ExprKind::Block(_) => self.given_in(body, tail(body, at)?, left),
            ExprKind::If { then, otherwise, .. } => {
                std::iter::once(then).chain(otherwise).find_map(|&branch| self.given_in(body, branch, left))
            }
            ExprKind::Match { arms, .. } => arms.iter().find_map(|arm| self.given_in(body, arm.body, left)),
            ExprKind::MethodCall { receiver, .. }
                if self.effects(body, at).has(Effects::ITERATES.or(Effects::ADAPTS))
                    && !self.effects(body, at).has(Effects::SORTS) =>
            {
                let source = self.value_of(body, *receiver);
                match collection(*receiver) {
                    Some(ty) => Some(Given { body: body.id, collection: *receiver, at, ty }),
                    None => self.given_in(body, source, left),
                }
            }
            ExprKind::Call { args, .. } if self.effects(body, at).has(Effects::WRAPS) => {
                self.given_in(body, *args.first()?, left)
            }
            ExprKind::Call { .. } | ExprKind::MethodCall { .. } => self.given_by_call(body, at, left),
            // What can be turned into an iterator.
            ExprKind::Reference { operand, .. } => {
                Some(Given { body: body.id, collection: *operand, at, ty: collection(*operand)? })
            }
            _ => None,
        }
    }

    /// Where the function that a call runs walks what its parameter of this number is given, whatever type that has: `for x in i` in
    /// `fn g<I: IntoIterator>(i: I)`.
    pub fn walked_inside(&self, body: &Body<'_>, call: ExprId, argument: ExprId) -> Option<(BodyId, ExprId, End)> {
        self.walked_by_callee(body, call, argument, FARTHEST / 4)
    }

    fn walked_by_callee(
        &self,
        body: &Body<'_>,
        call: ExprId,
        argument: ExprId,
        left: u32,
    ) -> Option<(BodyId, ExprId, End)> {
        let left = left.checked_sub(1)?;
        let (inside, variable) = self.taken_as(body, call, argument)?;
        if !matches!(inside.pattern_ty(variable).without_references(), Ty::Param(_)) {
            return None;
        }
        let uses = self.uses(Place::Local(inside.id, variable));
        uses.into_iter().find_map(|(_, used)| self.walked_at(inside, used, left))
    }

    /// Where what an expression names is walked from there on.
    fn walked_at(&self, body: &Body<'_>, used: ExprId, left: u32) -> Option<(BodyId, ExprId, End)> {
        let mut at = used;
        let mut up = body.parent(at)?;
        while let ExprKind::Reference { .. } | ExprKind::Deref(_) = body.facts[up].kind {
            (at, up) = (up, body.parent(up)?);
        }
        let (effects, role) = (self.effects(body, up), role(body.facts, up, at)?);
        let end = match (&body.facts[up].kind, role) {
            (ExprKind::For { .. }, Role::Iterable) => End::Walked(up, Lasting::Statement),
            (ExprKind::MethodCall { .. }, Role::Receiver) if effects.has(Effects::ITERATES) => self.end(body, up),
            (ExprKind::MethodCall { .. }, Role::Argument(_)) if effects.has(Effects::TAKES) => {
                self.end_of_argument(body, up)
            }
            (ExprKind::Call { .. }, Role::Argument(_)) if effects.has(Effects::TAKES.or(Effects::ITERATES)) => {
                self.end_of_argument(body, up)
            }
            (ExprKind::Call { .. } | ExprKind::MethodCall { .. }, Role::Argument(_)) => {
                return self.walked_by_callee(body, up, at, left);
            }
            _ => return None,
        };
        match end {
            End::Walked(walker, _) => Some((body.id, walker, end)),
            End::Ordered => Some((body.id, up, end)),
            End::Glanced | End::HandedOn | End::Dropped => None,
        }
    }

    /// Bodies that something of these names may come into, and that have one of the words `with`; bodies that call one of them which
    /// gives an iterator, too.
    pub fn interest_in_iterators(&self, names: FxHashSet<Word>, mut with: FxHashSet<Word>) -> Interest {
        const DEEPEST: usize = 3;
        let (definitions, mentions) = (&self.program.definitions, &self.bodies.mentions);
        let iterators = self.renamed(words(ITERATORS.iter().copied()));
        let is_giver = |id: DefId| {
            let mut gives = false;
            if let Some(returns) = self.def(id).function().and_then(|function| function.returns.as_ref()) {
                paths::paths_of_type(returns, &mut |path| {
                    gives |= path.segments.iter().any(|part| iterators.contains(&Word::new(part.name.as_str())));
                });
            }
            gives
        };
        with.extend(self.functions_taking_iterators());
        let mut places: FxHashSet<(DefId, u32)> = FxHashSet::default();
        let mut interest = mentions.interest(definitions, &names, &places).only_with(with.clone());
        for _ in 0..DEEPEST {
            let known = places.len();
            for owner in self.bodies.owners_of(&self.program, &interest).into_iter().filter(|&owner| is_giver(owner)) {
                places.insert((owner, u32::MAX));
                with.extend(self.def(owner).name.map(|name| Word::new(name.as_str())));
            }
            if places.len() == known {
                break;
            }
            interest = mentions.interest(definitions, &names, &places).only_with(with.clone());
        }
        interest
    }

    /// The names of functions that take anything that can be walked.
    fn functions_taking_iterators(&self) -> impl Iterator<Item = Word> + '_ {
        let taken = self.renamed(words(["IntoIterator"]));
        let functions = self.items().filter(|&id| self.def(id).kind == DefKind::Function);
        let takes = move |id: &DefId| self.bodies.mentions.own_head_has(*id, &taken);
        functions.filter(takes).filter_map(|id| Some(Word::new(self.def(id).name?.as_str())))
    }
}

/// The traits of what a function gives to be walked.
const ITERATORS: &[&str] = &["Iterator", "IntoIterator", "DoubleEndedIterator", "ExactSizeIterator", "FusedIterator"];
