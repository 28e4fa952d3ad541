//! Iterator chains: which collection an iterator comes from, what adapts it on the way, and what becomes of it.
use rustc_hash::FxHashMap;

use super::access::tail;
use super::effects::{Effects, named, names_for};
use super::outline::{Role, role, whole_binding};
use super::traits::Head;
use super::{Body, DefId, DefKind, Known, Model, Place, Resolution, Ty};
use crate::source::facts::{BlockFlavour, ExprId, ExprKind, Literal, PatId, StatementKind};
use crate::source::name::Name;

/// How long the traffic lasts that an expression causes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lasting {
    /// It is over with the statement.
    Statement,
    /// It builds a lazy iterator that the rest of the block uses up.
    Block,
    /// It is the whole body of a function that calls itself.
    Function,
}

/// What becomes of an iterator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// This expression visits the elements, for as long as this.
    Walked(ExprId, Lasting),
    /// Its elements are sorted at once, or go into a collection that has an order of its own.
    Ordered,
    /// Only the first element is asked for, or how many there are.
    Glanced,
    /// It is returned, stored or handed on: who has it then walks it.
    HandedOn,
    /// Nobody uses it.
    Dropped,
}

/// A chain of iterator adapters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chain {
    /// What the first call is called on: the collection, a range, an iterator that somebody else made.
    pub source: ExprId,
    /// The calls, the first one first: the one that hands out the iterator, then the adapters.
    pub calls: Vec<ExprId>,
}

impl Model<'_> {
    /// The chain that an expression gives, by the calls that hand out or adapt an iterator; without any, the expression itself is
    /// the source.
    pub fn chain(&self, body: &Body<'_>, last: ExprId) -> Chain {
        let mut chain = Chain { source: last, calls: Vec::new() };
        while let ExprKind::MethodCall { receiver, .. } = &body.facts[chain.source].kind
            && self.effects(body, chain.source).has(Effects::ITERATES.or(Effects::ADAPTS))
        {
            chain.calls.push(chain.source);
            chain.source = *receiver;
        }
        chain.calls.reverse();
        chain
    }

    /// The last call of the chain that a call begins or goes on, or the `for` whose header it stands in: what runs it.
    pub fn runner(&self, body: &Body<'_>, call: ExprId) -> ExprId {
        let mut at = call;
        while let Some(up) = body.parent(at) {
            match (&body.facts[up].kind, role(body.facts, up, at)) {
                (ExprKind::MethodCall { .. }, Some(Role::Receiver)) => at = up,
                (ExprKind::For { .. }, Some(Role::Iterable)) => return up,
                _ => break,
            }
        }
        at
    }

    /// The collection whose iterator a type is, or adapts: the collection, and the iterator's own type.
    pub fn iterated(&self, ty: &Ty) -> Option<(Known, Ty)> {
        const DEEPEST: usize = 16;
        let mut at = ty;
        for _ in 0..DEEPEST {
            at = match at {
                Ty::Ref(_, inner) => inner,
                Ty::Adt(def, args) => {
                    if let Some(collection) = self.iterators().get(def) {
                        return Some((*collection, at.clone()));
                    }
                    let adapts = self.known(*def) == Some(Known::Box) || self.is_adapter(*def);
                    args.first().filter(|_| adapts)?
                }
                _ => return None,
            };
        }
        None
    }

    /// Whether a call gives an iterator that nobody has walked yet.
    pub fn is_lazy(&self, body: &Body<'_>, call: ExprId) -> bool {
        let lazy = Effects::ITERATES.or(Effects::ADAPTS);
        match body.ty(call) {
            Ty::Opaque(..) => true,
            Ty::Unknown | Ty::Param(_) | Ty::Projection(_) => match &body.facts[call].kind {
                ExprKind::MethodCall { name, .. } => named(name.as_str()).has(lazy),
                _ => false,
            },
            Ty::Adt(def, _) if self.is_adapter(*def) => true,
            ty => self.iterated(ty).is_some(),
        }
    }

    /// What becomes of the iterator that an expression gives.
    pub fn end(&self, body: &Body<'_>, iterator: ExprId) -> End {
        Walk { model: self, body }.follow(iterator)
    }

    /// What becomes of a collection that a call is handed, which visits its elements now or later: `extend(map)`, `zip(&map)`.
    pub fn end_of_argument(&self, body: &Body<'_>, call: ExprId) -> End {
        let walk = Walk { model: self, body };
        match &body.facts[call].kind {
            ExprKind::MethodCall { receiver, .. } if self.effects(body, call).has(Effects::GROWS) => {
                walk.taken_by(call, *receiver)
            }
            _ if walk.is_ordered(body.ty(call)) => End::Ordered,
            _ if self.is_lazy(body, call) => walk.follow(call),
            _ if walk.is_sorted_next(call, None) => End::Ordered,
            _ => End::Walked(call, Lasting::Statement),
        }
    }

    /// The iterators of well-known collections: what their methods hand out.
    fn iterators(&self) -> &FxHashMap<DefId, Known> {
        self.iterators.get_or_init(|| self.find_iterators())
    }

    fn find_iterators(&self) -> FxHashMap<DefId, Known> {
        let program = &self.program;
        let into_iter = Name::new("IntoIter");
        let names: Vec<Name> = names_for(Effects::ITERATES).map(Name::new).collect();
        let mut all = FxHashMap::default();
        for (collection, known) in program.known.collections() {
            let head = Head::Adt(collection);
            let methods = names.iter().flat_map(|name| program.impls.inherent(head, *name));
            let methods = methods.filter(|&&method| program.definitions[method].kind == DefKind::Function);
            let given = methods.map(|&method| program.signature(method).output.clone());
            let by_value = program.lang(Known::IntoIterator).into_iter().flat_map(|of| {
                let impls = program.impls.candidates(of, Some(head));
                impls.filter_map(|id| program.associated(id, into_iter, DefKind::AssocType))
            });
            let by_value = by_value.map(|ty| program.declared_type(ty).clone());
            for ty in given.chain(by_value).collect::<Vec<_>>() {
                if let Some((def, _)) = ty.adt()
                    && program.known.of(def).is_none()
                {
                    all.entry(def).or_insert(known);
                }
            }
        }
        all
    }

    /// Whether a type is an adapter of `std`'s, or of another library that keeps them in a module of that name.
    fn is_adapter(&self, def: DefId) -> bool {
        let definitions = self.definitions();
        definitions.is_declared(def)
            && definitions.ancestors(def).any(|at| self.def(at).name.is_some_and(|name| name == "iter"))
    }
}

/// Follows a lazy iterator from the expression that gives it to the one that uses it up.
#[derive(Clone, Copy)]
struct Walk<'w, 'm> {
    model: &'w Model<'m>,
    body: &'w Body<'w>,
}

impl Walk<'_, '_> {
    fn follow(self, made: ExprId) -> End {
        let (model, body) = (self.model, self.body);
        let mut at = made;
        // Whether an adapter on the way looks at the elements, so that even counting them is a walk.
        let mut looks = false;
        let mut wrapped = false;
        while let Some(up) = body.parent(at) {
            let Some(role) = role(body.facts, up, at) else { break };
            match (&body.facts[up].kind, role) {
                (ExprKind::MethodCall { args, .. }, Role::Receiver) => {
                    let effects = model.effects(body, up);
                    if self.glances(effects, args, looks) && !self.is_in_while_condition(up) {
                        return End::Glanced;
                    }
                    if effects.has(Effects::SORTS) || self.is_ordered(body.ty(up)) {
                        return End::Ordered;
                    }
                    looks |= effects.has(Effects::LOOKS);
                    if !model.is_lazy(body, up) {
                        return self.walked_by(up);
                    }
                }
                (ExprKind::MethodCall { receiver, .. }, Role::Argument(_)) => {
                    if model.effects(body, up).has_all(Effects::GROWS.or(Effects::TAKES)) {
                        return self.taken_by(up, *receiver);
                    }
                    if !model.is_lazy(body, up) {
                        return End::Walked(up, Lasting::Statement);
                    }
                }
                (ExprKind::Call { callee, .. }, Role::Argument(_)) => {
                    if self.is_wrapper(up, *callee) {
                        wrapped = true;
                    } else if self.is_ordered(body.ty(up)) || model.effects(body, up).has(Effects::SORTS) {
                        return End::Ordered;
                    } else if !model.is_lazy(body, up) {
                        return self.walked_by(up);
                    }
                }
                (ExprKind::Reference { .. } | ExprKind::Deref(_) | ExprKind::Try(_) | ExprKind::Cast { .. }, _) => {}
                (ExprKind::For { .. }, Role::Iterable) => return End::Walked(up, Lasting::Statement),
                (ExprKind::Struct { .. } | ExprKind::Tuple(_), _) => wrapped = true,
                (ExprKind::Block(block), Role::Statement(_)) => {
                    if tail(body, up) != Some(at) {
                        // An iterator that is dropped unused; `drain` empties the collection all the same.
                        let empties = model.effects(body, at).has(Effects::EMPTIES);
                        return if empties { End::Walked(at, Lasting::Statement) } else { End::Dropped };
                    }
                    if block.flavour == BlockFlavour::Async {
                        return End::HandedOn;
                    }
                }
                (ExprKind::Block(block), Role::LetInit(number)) => {
                    return match block.statements.get(number).map(|it| &it.kind) {
                        Some(StatementKind::Let { pattern, .. }) => self.bound(at, *pattern, wrapped),
                        _ => End::Dropped,
                    };
                }
                (ExprKind::If { .. }, Role::Branch(_)) | (ExprKind::Match { .. }, Role::ArmBody(_)) => {}
                (ExprKind::Return(_) | ExprKind::Break { .. } | ExprKind::Assign { .. }, _) => return End::HandedOn,
                (ExprKind::Closure { .. }, _) => {
                    // `map.get(k).map(|inner| inner.iter())` hands the iterator on; `flat_map(|inner| inner.iter())` walks it.
                    match self.user_of_closure(up) {
                        Some(call) => at = call,
                        None => return End::Walked(made, Lasting::Statement),
                    }
                    continue;
                }
                (ExprKind::Macro { .. }, _) => return End::Walked(made, Lasting::Statement),
                _ if wrapped => return End::HandedOn,
                _ => return End::Walked(made, Lasting::Statement),
            }
            at = up;
        }
        // The function hands it out.
        End::HandedOn
    }

    /// A call visits all that comes.
    fn walked_by(self, call: ExprId) -> End {
        if self.is_sorted_next(call, None) { End::Ordered } else { End::Walked(call, Lasting::Statement) }
    }

    /// `receiver` takes all elements in.
    fn taken_by(self, call: ExprId, receiver: ExprId) -> End {
        let sorted = self.is_sorted_next(call, self.body.variable(receiver));
        if sorted || self.is_ordered(self.body.ty(receiver)) {
            End::Ordered
        } else {
            End::Walked(call, Lasting::Statement)
        }
    }

    /// Whether a method asks for the first element, or the number of elements, alone: `next()`, `nth(0)`, `take(1)`, `len()`.
    fn glances(self, effects: Effects, args: &[ExprId], looks: bool) -> bool {
        let only = |number| args.iter().all(|arg| self.is_literal(*arg, number));
        let measures = effects.has(Effects::MEASURES) && !(looks && effects.has(Effects::WALKS));
        let first = effects.has(Effects::FIRST) && only(0);
        let one = effects.has_all(Effects::ADAPTS.or(Effects::STOPS)) && !args.is_empty() && only(1);
        measures || (!looks && (first || one))
    }

    /// A variable takes the iterator: what its uses do.
    fn bound(self, init: ExprId, pattern: PatId, wrapped: bool) -> End {
        let body = self.body;
        let uses = self.model.uses(Place::Local(body.id, pattern));
        if uses.is_empty() {
            return if wrapped { End::HandedOn } else { End::Walked(init, Lasting::Block) };
        }
        let mut last = End::Dropped;
        for &(_, used) in &uses {
            last = self.follow(used);
            let again = body.repeated(used).next().is_some() || body.repeated(used).ne(body.repeated(init));
            if again || matches!(last, End::Walked(..)) {
                return End::Walked(init, Lasting::Block);
            }
        }
        last
    }

    /// The call of an `Option`'s or `Result`'s method that a closure is handed to.
    fn user_of_closure(self, closure: ExprId) -> Option<ExprId> {
        let up = self.body.parent(closure)?;
        match &self.body.facts[up].kind {
            ExprKind::MethodCall { receiver, args, .. } if args.contains(&closure) => {
                let known = self.model.known_type(self.body.ty(*receiver).without_references());
                matches!(known, Some(Known::Option | Known::Result)).then_some(up)
            }
            _ => None,
        }
    }

    /// Whether a collection brings what it is given into an order of its own.
    fn is_ordered(self, ty: &Ty) -> bool {
        self.model.known_type(ty.without_references()).is_some_and(Known::is_ordered)
    }

    /// Whether a call only puts its argument into something: `Some`, `Box::new`, a tuple struct, a constructor of the workspace.
    fn is_wrapper(self, call: ExprId, callee: ExprId) -> bool {
        let (model, body) = (self.model, self.body);
        let is_tuple = match body.resolution(callee) {
            Some(Resolution::Def(def)) => matches!(model.def(def).kind, DefKind::Struct | DefKind::Variant),
            _ => false,
        };
        let constructs = || {
            body.callee(call).is_some_and(|callee| {
                let own = !model.definitions().is_declared(callee.function);
                let given = body.ty(call).adt().map(|(def, _)| def);
                own && given.is_some() && callee.self_type.as_ref().and_then(|ty| Some(ty.adt()?.0)) == given
            })
        };
        is_tuple || model.effects(body, call).has(Effects::WRAPS) || constructs()
    }

    /// Whether what `made` gives is bound to a variable, or kept in `target`, and sorted in one of the next statements.
    fn is_sorted_next(self, made: ExprId, target: Option<PatId>) -> bool {
        const SOON: usize = 3;
        let body = self.body;
        let Some((block, index)) = body.statement(made) else { return false };
        let ExprKind::Block(within) = &body.facts[block].kind else { return false };
        let bound = within.statements.get(index).and_then(|statement| match &statement.kind {
            StatementKind::Let { pattern, init: Some(_), .. } => whole_binding(body.facts, *pattern),
            _ => None,
        });
        let Some(sought) = target.or(bound) else { return false };
        within.statements.iter().skip(index + 1).take(SOON).any(|statement| match &statement.kind {
            StatementKind::Expr { expr, .. } => match &body.facts[*expr].kind {
                ExprKind::MethodCall { receiver, .. } => {
                    self.model.effects(body, *expr).has(Effects::SORTS) && body.variable(*receiver) == Some(sought)
                }
                _ => false,
            },
            _ => false,
        })
    }

    /// `while let Some(x) = it.next()`
    fn is_in_while_condition(self, expr: ExprId) -> bool {
        let body = self.body;
        let mut child = expr;
        for up in body.ancestors(expr) {
            let from = std::mem::replace(&mut child, up);
            match &body.facts[up].kind {
                ExprKind::Let { .. } | ExprKind::Binary { .. } => {}
                ExprKind::While { condition, .. } => return *condition == from,
                _ => return false,
            }
        }
        false
    }

    fn is_literal(self, expr: ExprId, number: u64) -> bool {
        matches!(self.body.facts[expr].kind, ExprKind::Literal(Literal::Int(Some(value), _)) if value == number)
    }
}
