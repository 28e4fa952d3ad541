//! Where hash maps and sets are walked.
use rustc_hash::FxHashSet;

use super::end::{End, end};
use crate::model::outline::descendants;
use crate::model::{Binding, Body, DefId, Known, Model, Place, Resolution, Ty};
use crate::rules::site::Lasting;
use crate::source::facts::{ExprId, ExprKind};

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
    /// Where the iterator was made, when a variable carries it to the loop.
    pub(super) bound_at: Option<ExprId>,
    /// The collection's type, references looked through; the iterator's where only that is known.
    pub(super) collection: Ty,
    pub(super) key: Option<Ty>,
    pub(super) value: Option<Ty>,
    /// Where the collection is declared.
    pub(super) place: Option<Place>,
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
}

/// Words without one of which nothing is walked, functions of the workspace that give an iterator left out.
pub(super) const WORDS: [&str; 26] = [
    "for",
    "retain",
    "extract_if",
    "drain_filter",
    "iter",
    "iter_mut",
    "into_iter",
    "keys",
    "into_keys",
    "values",
    "values_mut",
    "into_values",
    "drain",
    "union",
    "intersection",
    "difference",
    "symmetric_difference",
    "par_iter",
    "par_iter_mut",
    "into_par_iter",
    "par_extend",
    "from_par_iter",
    "extend",
    "from_iter",
    "chain",
    "zip",
];

/// Every walk in a body, in the order of the text.
pub(super) fn walks<'m>(model: &'m Model<'m>, body: &'m Body<'m>) -> Vec<Walk<'m>> {
    let mut found = Vec::new();
    // Iterators that a variable carries to a loop: the loop speaks for them.
    let mut carried: FxHashSet<ExprId> = FxHashSet::default();
    for at in 0..body.facts.exprs.len() as u32 {
        let id = ExprId(at);
        if let ExprKind::For { iterable, .. } = body.facts[id].kind
            && let Some(walk) = of_loop(model, body, id, iterable)
        {
            carried.extend(walk.bound_at);
            found.push(walk);
        }
    }
    for at in 0..body.facts.exprs.len() as u32 {
        let id = ExprId(at);
        if carried.contains(&id) || found.iter().any(|walk| walk.primary == id) {
            continue;
        }
        found.extend(of_call(model, body, id));
    }
    found.sort_by_key(|walk| body.facts[walk.primary].span);
    found
}

/// A `for` whose header has the collection itself, or a variable that carries its iterator. Chains in the header are found as
/// calls.
fn of_loop<'m>(model: &'m Model<'m>, body: &'m Body<'m>, of: ExprId, iterable: ExprId) -> Option<Walk<'m>> {
    let ty = body.ty(iterable);
    let start = |collection: &Ty, bound_at| Walk {
        source: Source::Loop,
        walker: of,
        bound_at,
        ..walk_of(model, body, iterable, collection, iterable)
    };
    if let Some(collection) = hash_collection(model, ty) {
        return Some(start(&collection, None));
    }
    let iterator = hash_iterator(model, ty)?;
    if chain_start(model, body, iterable).is_some() {
        return None;
    }
    let bound_at = match body.resolution(root_of(body, iterable)) {
        Some(Resolution::Local(variable)) => match body.binding(variable) {
            Some(Binding::Let { whole: true, init: Some(init) }) => chain_start(model, body, init),
            _ => None,
        },
        _ => None,
    };
    match bound_at.and_then(|start| collection_of_call(model, body, start)) {
        Some((collection, receiver)) => {
            let walk = walk_of(model, body, iterable, &collection, receiver);
            Some(Walk { source: Source::Loop, walker: of, bound_at, ..walk })
        }
        None => Some(start(&iterator, bound_at)),
    }
}

/// A call that gives an iterator over a hash collection, or walks one itself.
fn of_call<'m>(model: &'m Model<'m>, body: &'m Body<'m>, call: ExprId) -> Option<Walk<'m>> {
    if let Some(argument) = consumed(model, body, call) {
        let collection = hash_collection(model, body.ty(argument))?;
        let end = end(model, body, call, argument);
        return match end {
            End::Silent => None,
            End::Walks(walker, lasting) => Some(Walk {
                source: Source::Consumed,
                walker,
                lasting,
                ..walk_of(model, body, argument, &collection, argument)
            }),
        };
    }
    let ExprKind::MethodCall { name, .. } = &body.facts[call].kind else {
        return of_accessor(model, body, call);
    };
    let Some((collection, receiver)) = collection_of_call(model, body, call) else {
        return of_accessor(model, body, call);
    };
    if ["retain", "extract_if", "drain_filter"].contains(&name.as_str()) {
        let walk = walk_of(model, body, call, &collection, receiver);
        return Some(Walk { source: Source::Retain, walker: call, ..walk });
    }
    match end(model, body, call, call) {
        End::Silent => None,
        End::Walks(walker, lasting) => {
            let walk = walk_of(model, body, call, &collection, receiver);
            Some(Walk { source: Source::Chain, walker, lasting, ..walk })
        }
    }
}

/// A call of a function of somebody else's that gives a hash collection's iterator.
fn of_accessor<'m>(model: &'m Model<'m>, body: &'m Body<'m>, call: ExprId) -> Option<Walk<'m>> {
    if !is_accessor(model, body, call) {
        return None;
    }
    let iterator = hash_iterator(model, body.ty(call))?;
    match end(model, body, call, call) {
        End::Silent => None,
        End::Walks(walker, lasting) => {
            let walk = walk_of(model, body, call, &iterator, call);
            Some(Walk { source: Source::Chain, walker, lasting, ..walk })
        }
    }
}

fn is_accessor(model: &Model<'_>, body: &Body<'_>, call: ExprId) -> bool {
    let inner = match &body.facts[call].kind {
        ExprKind::MethodCall { receiver, .. } => Some(*receiver),
        ExprKind::Call { args, .. } => args.first().copied(),
        _ => return false,
    };
    // The iterator comes out of what is none, by a function whose source is at hand or by `std`'s own path.
    hash_iterator(model, body.ty(call)).is_some()
        && inner.is_none_or(|inner| hash_iterator(model, body.ty(inner)).is_none())
        && body.callee(call).is_some()
}

fn walk_of<'m>(
    model: &'m Model<'m>,
    body: &'m Body<'m>,
    primary: ExprId,
    collection: &Ty,
    receiver: ExprId,
) -> Walk<'m> {
    let (mut key, mut value) = (None, None);
    if let (Some(known), Some((_, args))) = (model.known_type(collection), collection.adt()) {
        key = args.first().filter(|ty| !ty.is_unknown()).cloned();
        let is_set = matches!(known, Known::HashSet | Known::HashbrownSet | Known::AHashSet | Known::DashSet);
        value = if is_set { None } else { Some(args.get(1).cloned().unwrap_or(Ty::Unknown)) };
        if is_set && key.is_none() {
            key = Some(Ty::Unknown);
        }
    }
    Walk {
        body,
        source: Source::Chain,
        primary,
        walker: primary,
        lasting: Lasting::Statement,
        bound_at: None,
        collection: collection.clone(),
        key,
        value,
        place: body.indexed_place(receiver).map(|(place, _)| place).filter(|place| !matches!(place, Place::Result(_))),
    }
}

/// The first call of the chain that `expr` ends, where it takes an iterator from a hash collection.
fn chain_start(model: &Model<'_>, body: &Body<'_>, expr: ExprId) -> Option<ExprId> {
    // Arguments of adapters (`zip(map.iter())`) count as well as receivers.
    descendants(body.facts, expr)
        .into_iter()
        .find(|&id| collection_of_call(model, body, id).is_some() || is_accessor(model, body, id))
}

/// The hash collection that a method call takes an iterator from, and the receiver.
fn collection_of_call(model: &Model<'_>, body: &Body<'_>, call: ExprId) -> Option<(Ty, ExprId)> {
    let ExprKind::MethodCall { receiver, name, .. } = &body.facts[call].kind else { return None };
    let gives = hash_iterator(model, body.ty(call)).is_some();
    let walks = ["retain", "extract_if", "par_iter", "par_iter_mut", "into_par_iter"].contains(&name.as_str());
    let known_by_name = body.ty(call).is_unknown()
        && ["iter", "iter_mut", "keys", "values", "values_mut", "into_iter", "into_keys", "into_values", "drain"]
            .contains(&name.as_str());
    if !(gives || walks || known_by_name) {
        return None;
    }
    let callee = body.callee(call);
    let own = callee.and_then(|callee| callee.self_type.as_ref()).and_then(|ty| hash_collection(model, ty));
    let collection = match (callee, own) {
        (_, Some(collection)) => collection,
        // A method of a type of the workspace that holds or derefs to a map is that type's business.
        (Some(callee), None) if !model.definitions().is_declared(callee.function) => return None,
        _ => model.autoderef(body.ty(*receiver)).iter().find_map(|ty| hash_collection(model, ty))?,
    };
    Some((collection, *receiver))
}

/// The argument of a call that is a hash collection, walked by the callee: `extend(map)`, `from_iter(map)`, `zip(&map)`.
fn consumed(model: &Model<'_>, body: &Body<'_>, call: ExprId) -> Option<ExprId> {
    let (name, args) = match &body.facts[call].kind {
        ExprKind::MethodCall { name, args, .. } => (name.as_str(), args),
        ExprKind::Call { callee, args } => match &body.facts[*callee].kind {
            ExprKind::Path(path) => (path.segments.last()?.name.as_str(), args),
            _ => return None,
        },
        _ => return None,
    };
    if !["extend", "from_iter", "chain", "zip", "into_iter", "from_par_iter", "par_extend"].contains(&name) {
        return None;
    }
    if let Some(callee) = body.callee(call)
        && !model.definitions().is_declared(callee.function)
        && callee.declared.is_none()
    {
        return None;
    }
    args.iter().copied().find(|&arg| hash_collection(model, body.ty(arg)).is_some())
}

/// The hash map or set that a type is, references looked through.
pub(super) fn hash_collection(model: &Model<'_>, ty: &Ty) -> Option<Ty> {
    let ty = ty.without_references();
    model.known_type(ty).is_some_and(Known::is_hash_ordered).then(|| ty.clone())
}

/// The iterator of a hash map or set that a type is, or that it adapts.
pub(super) fn hash_iterator(model: &Model<'_>, ty: &Ty) -> Option<Ty> {
    let mut at = ty;
    for _ in 0..16 {
        at = match at {
            Ty::Ref(_, inner) => inner,
            Ty::Adt(def, args) => {
                if !model.definitions().is_declared(*def) {
                    return None;
                }
                if is_own_iterator(model, *def) {
                    return Some(at.clone());
                }
                let adapts = stands_in(model, *def, &["iter"]) || model.known(*def) == Some(Known::Box);
                match args.first() {
                    Some(first) if adapts => first,
                    _ => return None,
                }
            }
            _ => return None,
        };
    }
    None
}

/// Whether a type is an iterator of a hash map or set itself.
fn is_own_iterator(model: &Model<'_>, def: DefId) -> bool {
    const ITERATORS: [&str; 14] = [
        "Iter",
        "IterMut",
        "IntoIter",
        "Keys",
        "IntoKeys",
        "Values",
        "ValuesMut",
        "IntoValues",
        "Drain",
        "ExtractIf",
        "Union",
        "Intersection",
        "Difference",
        "SymmetricDifference",
    ];
    model.def(def).name.is_some_and(|name| ITERATORS.contains(&name.as_str()))
        && (stands_in(model, def, &["hash_map", "hash_set"])
            || ["hashbrown", "dashmap", "ahash"].contains(&model.definitions().krate(def).name.as_str()))
}

/// Whether one of the modules around an item has one of these names.
pub(super) fn stands_in(model: &Model<'_>, def: DefId, modules: &[&str]) -> bool {
    let definitions = model.definitions();
    definitions.ancestors(def).any(|at| model.def(at).name.is_some_and(|name| modules.contains(&name.as_str())))
}

/// What a chain of adapters and references starts from.
fn root_of(body: &Body<'_>, expr: ExprId) -> ExprId {
    let mut at = expr;
    loop {
        at = match &body.facts[at].kind {
            ExprKind::MethodCall { receiver, .. } => *receiver,
            ExprKind::Reference { operand, .. } | ExprKind::Deref(operand) => *operand,
            _ => return at,
        };
    }
}
