//! Where hash maps and sets are walked.
use rustc_hash::FxHashSet;

use crate::model::outline::descendants;
use crate::model::{
    Binding, Body, BodyId, Effects, End, Known, Lasting, Model, Place, Primitive, Resolution, Root, Step, Ty,
};
use crate::rules::cold;
use crate::rules::heat::loop_within;
use crate::source::facts::{BinaryOp, ExprId, ExprKind, PatId};
use crate::source::name::Name;

/// A walk over a hash map or set.
#[derive(Clone, Debug)]
pub(super) struct Walk<'m> {
    pub(super) body: &'m Body<'m>,
    pub(super) source: Source,
    /// The walked expression.
    pub(super) primary: ExprId,
    /// What runs the walk: the `for`, the chain's last call.
    pub(super) walker: ExprId,
    /// How long the walk lasts, seen from the walker.
    pub(super) lasting: Lasting,
    /// What comes is sorted at once, or goes into a collection that has an order of its own.
    pub(super) is_ordered: bool,
    /// Where the iterator was made, when a variable carries it to the loop.
    pub(super) bound_at: Option<ExprId>,
    /// Where a function that is called takes the iterator that it gives, or walks what it is handed.
    pub(super) inside: Option<(BodyId, ExprId)>,
    /// What the iterator is taken from.
    pub(super) receiver: ExprId,
    /// The collection's type, references looked through; the iterator's where only that is known.
    pub(super) collection: Ty,
    pub(super) key: Option<Ty>,
    pub(super) value: Option<Ty>,
    /// Where the collection is declared.
    pub(super) place: Option<Place>,
    /// Where the collection of collections is declared that it is an element of.
    pub(super) within: Option<Place>,
}

/// In which form it is walked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Source {
    /// A `for` over the collection or its iterator.
    Loop,
    /// A call that gives an iterator, and what is behind it.
    Chain,
    /// `retain` and its like.
    Retain,
    /// The collection is an argument (`extend(map)`).
    Consumed,
}

impl Walk<'_> {
    pub(super) fn is_set(&self) -> bool {
        self.key.is_some() && self.value.is_none()
    }

    /// The types of what an entry holds: the key, and a map's value. None where the collection is not known.
    pub(super) fn parts(&self) -> Option<Vec<Ty>> {
        Some(self.key.iter().chain(&self.value).cloned().collect()).filter(|parts: &Vec<Ty>| !parts.is_empty())
    }

    /// Whether it may end before all slots were visited: `find`, a loop that is left.
    pub(super) fn may_end_early(&self, model: &Model<'_>) -> bool {
        let body = self.body;
        let within = body.facts[self.walker].span;
        let leaves = |id: ExprId| match &body.facts[id].kind {
            ExprKind::Break { .. } => body.loops(id).next() == Some(self.walker),
            // Not for an error, which is seldom.
            ExprKind::Return(value) => {
                !value.is_some_and(|value| cold::makes_error(body, value))
                    && body.loops(id).any(|around| around == self.walker)
            }
            _ => false,
        };
        match body.facts[self.walker].kind {
            ExprKind::For { .. } => body.exprs().any(|id| within.contains(body.facts[id].span) && leaves(id)),
            ExprKind::MethodCall { .. } => model.effects(body, self.walker).has(Effects::STOPS),
            _ => false,
        }
    }

    /// Whether threads share the map as it is.
    pub(super) fn is_concurrent(&self, model: &Model<'_>) -> bool {
        matches!(model.known_type(&self.collection), Some(Known::DashMap | Known::DashSet))
    }

    /// Whether the collection's type is not for the code around to choose: a trait's impl is for it or is handed it, or another
    /// library has it.
    pub(super) fn is_imposed(&self, model: &Model<'_>) -> bool {
        let path = model.access_path(self.body, self.receiver);
        let field = path.steps.iter().rev().find_map(|step| match *step {
            Step::Field(owner, _) => Some(owner),
            _ => None,
        });
        match (field, path.root) {
            (Some(owner), _) => model.definitions().is_declared(owner),
            (None, Root::SelfReceiver) => true,
            (None, Root::Variable(variable)) => {
                matches!(self.body.binding(variable), Some(Binding::Parameter { .. }))
                    && model.is_in_trait_impl(self.body.owner)
            }
            _ => false,
        }
    }

    /// Whether what comes is only taken into another collection, which costs more than the walk.
    pub(super) fn is_kept(&self, model: &Model<'_>) -> bool {
        let takes_in = |body: &Body<'_>, at| {
            let effects = model.effects(body, at);
            effects.has(Effects::OPEN) || effects.has_all(Effects::GROWS.or(Effects::TAKES))
        };
        self.is_ordered
            || takes_in(self.body, self.walker)
            || self.inside.is_some_and(|(body, at)| takes_in(model.body(body), at))
    }

    /// Whether the map is filled anew for each walk: the walk takes out all entries, or a loop around it empties the map.
    pub(super) fn is_filled_anew(&self, model: &Model<'_>) -> bool {
        let body = self.body;
        let empties = |call: ExprId| model.effects(body, call).has(Effects::EMPTIES);
        let walked = model.access_path(body, self.receiver);
        let is_emptied_in = |around: ExprId| {
            body.index().calls.iter().any(|&call| match body.facts[call].kind {
                ExprKind::MethodCall { receiver, .. } => {
                    body.facts[around].span.contains(body.facts[call].span)
                        && empties(call)
                        && model.is_same_path(body, &model.access_path(body, receiver), &walked)
                }
                _ => false,
            })
        };
        empties(self.bound_at.unwrap_or(self.primary)) || body.repeated(self.walker).next().is_some_and(is_emptied_in)
    }

    /// Whether each turn runs a loop of its own, or calls the function again: it costs more than to come to the entry.
    pub(super) fn is_outweighed(&self, model: &Model<'_>) -> bool {
        let span = self.body.facts[self.walker].span;
        let calls_itself =
            || model.calls_of_itself(self.body).iter().any(|&call| span.contains(self.body.facts[call].span));
        loop_within(model, self.body, self.walker).is_some() || calls_itself()
    }

    /// Whether a call is lent the iterator (`&mut map.keys()`), and takes as much of it as it likes.
    pub(super) fn is_lent(&self) -> bool {
        let body = self.body;
        let is_receiver = |up: &ExprId, of: ExprId| match body.facts[*up].kind {
            ExprKind::MethodCall { receiver, .. } => receiver == of,
            _ => false,
        };
        let mut at = self.primary;
        while let Some(up) = body.parent(at).filter(|up| is_receiver(up, at)) {
            at = up;
        }
        self.source == Source::Chain
            && body.parent(at).is_some_and(|up| {
                let lends = matches!(body.facts[up].kind, ExprKind::Reference { mutable: true, .. });
                lends && body.parent(up) == Some(self.walker)
            })
    }

    /// What `any` compares each key with, where it asks for nothing else: the map itself can tell whether it has that key.
    pub(super) fn sought(&self, model: &Model<'_>) -> Option<ExprId> {
        let body = self.body;
        let ExprKind::MethodCall { receiver, args, .. } = &body.facts[self.walker].kind else { return None };
        let [closure] = args.as_slice() else { return None };
        let ExprKind::Closure { body: compared, .. } = body.facts[*closure].kind else { return None };
        let ExprKind::Binary { op: BinaryOp::Eq, left, right } = body.facts[compared].kind else { return None };
        let tells = model.effects(body, self.walker).has(Effects::STOPS)
            && *body.ty(self.walker) == Ty::Primitive(Primitive::Bool);
        let is_entry = |id: ExprId| match body.variable(id).and_then(|variable| body.binding(variable)) {
            Some(Binding::ClosureParameter { closure: of, whole, .. }) => of == *closure && whole,
            _ => false,
        };
        let is_key = body.ty(left).without_references() == self.key.as_ref()?;
        let is_alone = *receiver == self.primary && self.bound_at.is_none() && self.inside.is_none();
        let sought = match (is_entry(left), is_entry(right)) {
            (true, false) => right,
            (false, true) => left,
            _ => return None,
        };
        (tells && is_key && is_alone && !body.depends(sought, &is_entry)).then_some(sought)
    }

    /// Whether it is a walk over one of two sets, whichever has fewer entries, that looks each up in the other.
    pub(super) fn is_of_either(&self, model: &Model<'_>) -> bool {
        let gives = self.bound_at.unwrap_or(self.primary);
        model.effects(self.body, gives).has_all(Effects::ITERATES.or(Effects::LOOKS_UP))
    }

    /// Whether it passes over entries: far more may be visited than come out.
    pub(super) fn passes_over(&self, model: &Model<'_>) -> bool {
        let ExprKind::MethodCall { receiver, .. } = self.body.facts[self.walker].kind else { return false };
        model.chain(self.body, receiver).calls.iter().any(|&call| {
            let effects = model.effects(self.body, call);
            effects.has(Effects::LOOKS) && !effects.has(Effects::KEEPS)
        })
    }

    /// Whether what is done with an entry loads lines of its own, whatever holds the entries: it goes on to what the entry points
    /// to, or looks something up by it elsewhere.
    pub(super) fn leads_elsewhere(&self, model: &Model<'_>) -> bool {
        let closures = self.closures(model);
        let turn = self.turn(&closures);
        self.follows_entries(model, &closures, &turn) || self.looks_up_elsewhere(model, &closures, &turn)
    }

    /// The closures that an iterator's calls run for each entry, also those that have a name.
    fn closures(&self, model: &Model<'_>) -> Vec<ExprId> {
        let body = self.body;
        let chain = std::iter::once(self.primary).chain(body.ancestors(self.primary));
        let within = body.facts[self.walker].span;
        let calls = chain.take_while(|&call| within.contains(body.facts[call].span));
        let arguments = calls.flat_map(|call| match &body.facts[call].kind {
            ExprKind::MethodCall { args, .. } | ExprKind::Call { args, .. } => args.as_slice(),
            _ => &[],
        });
        let values = arguments.map(|&argument| model.value_of(body, argument));
        values.filter(|&value| matches!(body.facts[value].kind, ExprKind::Closure { .. })).collect()
    }

    /// Whether a variable is of an entry.
    fn is_of_entry(&self, closures: &[ExprId], variable: PatId) -> bool {
        match self.body.binding(variable) {
            Some(Binding::For { of, .. }) => of == self.walker,
            Some(Binding::ClosureParameter { closure, .. }) => closures.contains(&closure),
            _ => false,
        }
    }

    /// What is done for each entry.
    fn turn(&self, closures: &[ExprId]) -> Vec<ExprId> {
        let facts = self.body.facts;
        let within = facts[self.walker].span;
        let named = closures.iter().filter(|&&closure| !within.contains(facts[closure].span));
        std::iter::once(&self.walker).chain(named).flat_map(|&around| descendants(facts, around)).collect()
    }

    /// Whether an entry is, or tells, the key for another map, or the number of an element.
    fn looks_up_elsewhere(&self, model: &Model<'_>, closures: &[ExprId], turn: &[ExprId]) -> bool {
        let body = self.body;
        let is_entry = |id: ExprId| match body.resolution(id) {
            Some(Resolution::Local(variable)) => self.is_of_entry(closures, variable),
            _ => false,
        };
        let walked = model.access_path(body, self.receiver);
        let is_same = |collection: ExprId| {
            // What a function of the workspace takes the iterator from is not named here.
            let is_place = || body.indexed_place(collection).is_some_and(|(place, _)| Some(place) == self.place);
            model.is_same_path(body, &model.access_path(body, collection), &walked)
                || self.inside.is_some() && is_place()
        };
        turn.iter().any(|&at| {
            let (collection, key) = match &body.facts[at].kind {
                ExprKind::MethodCall { receiver, args, .. } => {
                    let effects = model.effects(body, at);
                    match args.first() {
                        Some(&key) if effects.has(Effects::LOOKS_UP) && !effects.has(Effects::ITERATES) => {
                            (*receiver, key)
                        }
                        _ => return false,
                    }
                }
                ExprKind::Index { base, index } if !matches!(body.ty(*base).without_references(), Ty::Array(_)) => {
                    (*base, *index)
                }
                _ => return false,
            };
            !is_same(collection) && body.depends(key, &is_entry)
        })
    }

    /// Whether what is done with an entry loads what it points to: the elements of a `Vec`, what is in a `Box`.
    fn follows_entries(&self, model: &Model<'_>, closures: &[ExprId], turn: &[ExprId]) -> bool {
        let body = self.body;
        let is_of_entry = |id: ExprId| match model.access_path(body, id).root {
            Root::Variable(variable) => self.is_of_entry(closures, variable),
            _ => false,
        };
        let leads = |id: ExprId| leads(model, body.ty(id).without_references(), DEEPEST) && is_of_entry(id);
        let points = |id: ExprId| points(model, body.ty(id).without_references());
        turn.iter().any(|&id| match &body.facts[id].kind {
            ExprKind::MethodCall { receiver, .. } => {
                let effects = model.effects(body, id);
                // What a pointer is viewed as is what it points to.
                let only_asks = effects.has(Effects::MEASURES) || effects.has(Effects::VIEWS) && !points(*receiver);
                !only_asks && leads(*receiver)
            }
            ExprKind::Index { base, .. } => leads(*base),
            ExprKind::For { iterable, .. } => leads(*iterable),
            // A field of what it points to, not of a type around the pointer.
            ExprKind::Field { base, .. } => points(*base) && is_of_entry(*base),
            ExprKind::Deref(of) => !matches!(body.ty(*of), Ty::Ref(..)) && points(*of) && is_of_entry(*of),
            // To compare two of them, or to make one of both.
            ExprKind::Binary { left, right, .. } => leads(*left) || leads(*right),
            _ => false,
        })
    }

    /// The name of the method that walks it or hands out its iterator.
    pub(super) fn method(&self) -> Option<Name> {
        match &self.body.facts[self.primary].kind {
            ExprKind::MethodCall { name, .. } => Some(*name),
            _ => None,
        }
    }

    /// Whether the function around is a method of the same name, of the type that holds the map: `fn retain` that calls `retain`.
    pub(super) fn is_passed_on(&self, model: &Model<'_>) -> bool {
        self.method().is_some_and(|method| model.def(self.body.owner).name == Some(method))
            && self.source != Source::Loop
            && self.body.repeated(self.walker).next().is_none()
            && !matches!(self.body.facts[self.walker].kind, ExprKind::For { .. })
            && model.access_path(self.body, self.receiver).root == Root::SelfReceiver
    }
}

/// Whether what a call does is a walk over a map, or hands one out.
pub(super) fn may_walk(effects: Effects) -> bool {
    effects.has(Effects::ITERATES.or(Effects::TAKES)) || drops_some(effects)
}

/// Every walk in a body, in the order of the text.
pub(super) fn walks<'m>(model: &'m Model<'m>, body: &'m Body<'m>) -> Vec<Walk<'m>> {
    let search = Search { model, body };
    // What a loop's header has, or a variable carries to it, is the loop's.
    let mut spoken_for: FxHashSet<ExprId> = FxHashSet::default();
    let mut found = Vec::new();
    for &id in &body.index().loops {
        if let ExprKind::For { iterable, .. } = body.facts[id].kind
            && let Some(walk) = search.of_loop(id, iterable)
        {
            spoken_for.extend(walk.bound_at.into_iter().chain([walk.primary]));
            found.push(walk);
        }
    }
    let calls = body.index().calls.iter().filter(|id| !spoken_for.contains(id));
    found.extend(calls.filter_map(|&id| search.of_call(id)));
    found.sort_by_key(|walk| body.facts[walk.primary].span);
    found
}

#[derive(Clone, Copy)]
struct Search<'m> {
    model: &'m Model<'m>,
    body: &'m Body<'m>,
}

impl<'m> Search<'m> {
    /// A `for` whose header has the collection itself, or a variable that carries its iterator. Chains in the header are found
    /// as calls.
    fn of_loop(self, of: ExprId, iterable: ExprId) -> Option<Walk<'m>> {
        let Search { model, body } = self;
        let ty = body.ty(iterable);
        if let Some(collection) = hash_collection(model, ty) {
            return Some(Walk { walker: of, ..self.walk(Source::Loop, iterable, &collection, iterable) });
        }
        let iterator = hash_iterator(model, ty)?;
        if self.first_call(iterable).is_some() {
            return None;
        }
        let bound_at = match body.resolution(model.chain(body, iterable).source) {
            Some(Resolution::Local(variable)) => match body.binding(variable) {
                Some(Binding::Let { whole: true, init: Some(init) }) => self.first_call(init),
                _ => None,
            },
            _ => None,
        };
        let (collection, receiver) =
            bound_at.and_then(|start| self.collection_of_call(start)).unwrap_or((iterator, iterable));
        Some(Walk { walker: of, bound_at, ..self.walk(Source::Loop, iterable, &collection, receiver) })
    }

    /// A call that gives an iterator over a hash collection, or walks one itself.
    fn of_call(self, call: ExprId) -> Option<Walk<'m>> {
        let Search { model, body } = self;
        let effects = model.effects(body, call);
        if let Some(argument) = self.taken(call, effects) {
            let collection = hash_collection(model, body.ty(argument))?;
            let walk = self.walk(Source::Consumed, argument, &collection, argument);
            return self.ended(walk, model.end_of_argument(body, call), call);
        }
        if let Some(walk) = self.handed_in(call) {
            return Some(walk);
        }
        match self.collection_of_call(call) {
            Some((collection, receiver)) if drops_some(effects) => {
                Some(self.walk(Source::Retain, call, &collection, receiver))
            }
            Some((collection, receiver)) => {
                self.ended(self.walk(Source::Chain, call, &collection, receiver), model.end(body, call), call)
            }
            None => self.ended(self.given(Source::Chain, call, call)?, model.end(body, call), call),
        }
    }

    /// The walk over what a function of the workspace gives; where it takes the iterator from a map of the workspace, over that map.
    fn given(self, source: Source, primary: ExprId, call: ExprId) -> Option<Walk<'m>> {
        let Search { model, body } = self;
        if !self.may_be_accessor(call) {
            return None;
        }
        let Some(given) = model.given(body, call).filter(|given| hash_collection(model, &given.ty).is_some()) else {
            return Some(self.walk(source, primary, &hash_iterator(model, body.ty(call))?, primary));
        };
        let walk = self.walk(source, primary, &given.ty, primary);
        let place = model.body(given.body).indexed_place(given.collection).map(|(place, _)| place);
        let place = place.filter(|place| matches!(place, Place::Field(..) | Place::Global(_)));
        Some(Walk { inside: Some((given.body, given.at)), place, ..walk })
    }

    /// A call of a function of the workspace that walks the hash collection which it is handed, as it would walk anything.
    fn handed_in(self, call: ExprId) -> Option<Walk<'m>> {
        let Search { model, body } = self;
        let (ExprKind::MethodCall { args, .. } | ExprKind::Call { args, .. }) = &body.facts[call].kind else {
            return None;
        };
        args.iter().find_map(|&argument| {
            let collection = hash_collection(model, body.ty(argument))?;
            let (inside, at, end) = model.walked_inside(body, call, argument)?;
            let walk = self.walk(Source::Consumed, argument, &collection, argument);
            Some(Walk { walker: call, inside: Some((inside, at)), is_ordered: end == End::Ordered, ..walk })
        })
    }

    /// The walk that an end tells, if it does. What is sorted is walked all the same: the slots are visited whatever the order.
    fn ended(self, walk: Walk<'m>, end: End, call: ExprId) -> Option<Walk<'m>> {
        match end {
            End::Walked(walker, lasting) => Some(Walk { walker, lasting, ..walk }),
            End::Ordered => Some(Walk { walker: self.model.runner(self.body, call), is_ordered: true, ..walk }),
            End::Glanced | End::HandedOn | End::Dropped => None,
        }
    }

    fn walk(self, source: Source, primary: ExprId, collection: &Ty, receiver: ExprId) -> Walk<'m> {
        let Search { model, body } = self;
        let (mut key, mut value) = (None, None);
        if let (Some(known), Some((_, args))) = (model.known_type(collection), collection.adt()) {
            key = Some(args.first().cloned().unwrap_or(Ty::Unknown));
            value = (!known.is_set()).then(|| args.get(1).cloned().unwrap_or(Ty::Unknown));
        }
        let named = body.indexed_place(receiver).filter(|(place, _)| !matches!(place, Place::Result(_)));
        let (place, within) = match named {
            Some((place, indices)) if indices.is_empty() => (Some(place), None),
            Some((place, _)) => (None, Some(place)),
            None => (None, None),
        };
        Walk {
            body,
            source,
            primary,
            walker: primary,
            lasting: Lasting::Statement,
            is_ordered: false,
            bound_at: None,
            inside: None,
            receiver,
            collection: collection.clone(),
            key,
            value,
            place,
            within,
        }
    }

    /// A call of a function of somebody else's that gives a hash collection's iterator, out of what is none.
    fn is_accessor(self, call: ExprId) -> bool {
        let Search { model, body } = self;
        self.may_be_accessor(call)
            && (hash_iterator(model, body.ty(call)).is_some()
                || model.given(body, call).is_some_and(|given| hash_collection(model, &given.ty).is_some()))
    }

    fn may_be_accessor(self, call: ExprId) -> bool {
        let Search { model, body } = self;
        let inner = match &body.facts[call].kind {
            ExprKind::MethodCall { receiver, .. } => Some(*receiver),
            ExprKind::Call { args, .. } => args.first().copied(),
            _ => return false,
        };
        inner.is_none_or(|inner| hash_iterator(model, body.ty(inner)).is_none()) && body.callee(call).is_some()
    }

    /// The first call of the chain that `expr` ends, where it takes an iterator from a hash collection. Arguments of adapters
    /// (`zip(map.iter())`) count as well as receivers.
    fn first_call(self, expr: ExprId) -> Option<ExprId> {
        let calls = descendants(self.body.facts, expr).into_iter();
        calls.into_iter().find(|&id| self.collection_of_call(id).is_some() || self.is_accessor(id))
    }

    /// The hash collection that a method call takes an iterator from, or walks, and the receiver.
    fn collection_of_call(self, call: ExprId) -> Option<(Ty, ExprId)> {
        let Search { model, body } = self;
        let ExprKind::MethodCall { receiver, .. } = &body.facts[call].kind else { return None };
        let effects = model.effects(body, call);
        if !(effects.has(Effects::ITERATES) || drops_some(effects) || hash_iterator(model, body.ty(call)).is_some()) {
            return None;
        }
        let callee = body.callee(call);
        let own = callee.and_then(|callee| hash_collection(model, callee.self_type.as_ref()?));
        let collection = match (callee, own) {
            (_, Some(collection)) => collection,
            // A method of a type of the workspace that holds or derefs to a map is that type's business.
            (Some(callee), None) if !model.definitions().is_declared(callee.function) => return None,
            _ => model.autoderef(body.ty(*receiver)).iter().find_map(|ty| hash_collection(model, ty))?,
        };
        Some((collection, *receiver))
    }

    /// The argument of a call that is a hash collection, which the callee walks: `extend(map)`, `from_iter(map)`, `zip(&map)`.
    fn taken(self, call: ExprId, effects: Effects) -> Option<ExprId> {
        let Search { model, body } = self;
        let args = match &body.facts[call].kind {
            ExprKind::MethodCall { args, .. } if effects.has(Effects::TAKES) => args,
            // Where there is no receiver, the first argument is.
            ExprKind::Call { args, .. } if effects.has(Effects::TAKES.or(Effects::ITERATES)) => args,
            _ => return None,
        };
        args.iter().copied().find(|&arg| hash_collection(model, body.ty(arg)).is_some())
    }
}

/// Whether a type is a pointer of one value.
fn points(model: &Model<'_>, ty: &Ty) -> bool {
    let is_pointer =
        |known| matches!(known, Known::Box | Known::Rc | Known::Arc | Known::RcWeak | Known::ArcWeak | Known::NonNull);
    matches!(ty, Ty::Pointer(..)) || model.known_type(ty).is_some_and(is_pointer)
}

/// So many types are looked into that are around one another.
const DEEPEST: u32 = 4;

/// Whether what a value of a type is about lies elsewhere: it is a pointer, a collection, or of a type around one of these.
fn leads(model: &Model<'_>, ty: &Ty, left: u32) -> bool {
    if points(model, ty) {
        return true;
    }
    let (Some((def, args)), Some(left)) = (ty.adt(), left.checked_sub(1)) else { return false };
    if let Some(known) = model.known(def) {
        return known.is_collection();
    }
    let is_around =
        |of| matches!(model.variant_fields(of, args).as_slice(), [(.., field)] if leads(model, field, left));
    let mut variants = model.variants(def).peekable();
    if variants.peek().is_some() { variants.all(is_around) } else { is_around(def) }
}

/// `retain` and its like: all are visited to drop some.
fn drops_some(effects: Effects) -> bool {
    effects.has_all(Effects::WALKS.or(Effects::SHRINKS)) && !effects.has(Effects::EMPTIES)
}

/// The hash map or set that a type is, references looked through.
fn hash_collection(model: &Model<'_>, ty: &Ty) -> Option<Ty> {
    let ty = ty.without_references();
    model.known_type(ty).is_some_and(Known::is_hash_ordered).then(|| ty.clone())
}

/// The iterator of a hash map or set that a type is, or that it adapts.
fn hash_iterator(model: &Model<'_>, ty: &Ty) -> Option<Ty> {
    model.iterated(ty).filter(|(collection, _)| collection.is_hash_ordered()).map(|(_, iterator)| iterator)
}
