//! What becomes of an iterator: who walks it, if anybody does.
use super::walk::{hash_iterator, stands_in};
use crate::model::outline::{Role, role};
use crate::model::{Body, DefKind, Known, Model, Place, Resolution, Ty};
use crate::rules::site::Lasting;
use crate::source::facts::{BlockFlavour, ExprId, ExprKind, Literal, PatId, StatementKind};

/// What becomes of an iterator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    /// Nobody walks it here, or the order and the empty slots do not matter.
    Silent,
    /// This expression does, for as long as this.
    Walks(ExprId, Lasting),
}

/// Follows the value of `value` outwards. `call` is the call that made it, or took the collection.
pub(super) fn end(model: &Model<'_>, body: &Body<'_>, call: ExprId, value: ExprId) -> End {
    if call != value {
        // The collection is `call`'s argument: `extend` is over with the call, `chain` and `from_iter` go on.
        return match &body.facts[call].kind {
            ExprKind::MethodCall { receiver, name, .. } if ["extend", "par_extend"].contains(&name.as_str()) => {
                let target = body.ty(*receiver);
                if keeps_order(model, target) || sorted_next(body, call, variable(body, *receiver)) {
                    End::Silent
                } else {
                    End::Walks(call, Lasting::Statement)
                }
            }
            _ if keeps_order(model, body.ty(call)) => End::Silent,
            _ if is_lazy(model, body, call) => follow(model, body, call),
            _ if sorted_next(body, call, None) => End::Silent,
            _ => End::Walks(call, Lasting::Statement),
        };
    }
    follow(model, body, call)
}

/// Follows a lazy iterator from the expression that gives it to the one that uses it up.
fn follow(model: &Model<'_>, body: &Body<'_>, made: ExprId) -> End {
    let mut at = made;
    // Whether an adapter on the way looks at the entries, so that even counting them is a walk.
    let mut looks = false;
    let mut wrapped = false;
    while let Some(up) = body.parent(at) {
        let Some(role) = role(body.facts, up, at) else { break };
        match (&body.facts[up].kind, role) {
            (ExprKind::MethodCall { name, args, .. }, Role::Receiver) => {
                let name = name.as_str();
                let first_only = ["next", "len", "size_hint", "is_empty"].contains(&name)
                    || (name == "nth" && args.first().is_some_and(|arg| is_zero(body, *arg)))
                    || (name == "count" && !looks);
                if first_only && (!looks || name != "next") && !in_while_condition(body, up) {
                    return End::Silent;
                }
                if name == "take" && args.first().is_some_and(|arg| is_one(body, *arg)) && !looks {
                    return End::Silent;
                }
                if name.starts_with("sorted") || keeps_order(model, body.ty(up)) {
                    return End::Silent;
                }
                looks |=
                    ["filter", "filter_map", "flat_map", "flatten", "take_while", "skip_while", "map_while", "inspect"]
                        .contains(&name);
                if !is_lazy(model, body, up) {
                    let finished = sorted_next(body, up, None);
                    return if finished { End::Silent } else { End::Walks(up, Lasting::Statement) };
                }
            }
            (ExprKind::MethodCall { name, receiver, .. }, Role::Argument(_)) => {
                if ["extend", "par_extend"].contains(&name.as_str()) {
                    let sorted = sorted_next(body, up, variable(body, *receiver));
                    let silent = sorted || keeps_order(model, body.ty(*receiver));
                    return if silent { End::Silent } else { End::Walks(up, Lasting::Statement) };
                }
                if !is_lazy(model, body, up) {
                    return End::Walks(up, Lasting::Statement);
                }
            }
            (ExprKind::Call { callee, .. }, Role::Argument(_)) => {
                if is_wrapper(model, body, *callee) {
                    wrapped = true;
                } else if keeps_order(model, body.ty(up)) || sorts(body, *callee) || sorted_next(body, up, None) {
                    return End::Silent;
                } else if !is_lazy(model, body, up) {
                    return End::Walks(up, Lasting::Statement);
                }
            }
            (ExprKind::Reference { .. } | ExprKind::Deref(_) | ExprKind::Try(_) | ExprKind::Cast { .. }, _) => {}
            (ExprKind::For { .. }, Role::Iterable) => return End::Walks(up, Lasting::Statement),
            (ExprKind::Struct { .. } | ExprKind::Tuple(_), _) => wrapped = true,
            (ExprKind::Block(block), Role::Statement(number)) => {
                let is_tail = number + 1 == block.statements.len()
                    && matches!(
                        block.statements.get(number).map(|it| &it.kind),
                        Some(StatementKind::Expr { semicolon: false, .. })
                    );
                if !is_tail {
                    // An iterator that is dropped unused; `drain` empties the map all the same.
                    let drains = matches!(&body.facts[at].kind, ExprKind::MethodCall { name, .. } if *name == "drain");
                    return if drains { End::Walks(at, Lasting::Statement) } else { End::Silent };
                }
                if block.flavour == BlockFlavour::Async {
                    return End::Silent;
                }
            }
            (ExprKind::Block(block), Role::LetInit(number)) => {
                let pattern = match block.statements.get(number).map(|it| &it.kind) {
                    Some(StatementKind::Let { pattern, .. }) => *pattern,
                    _ => return End::Silent,
                };
                return bound(model, body, at, pattern, wrapped);
            }
            (ExprKind::If { .. }, Role::Branch(_)) | (ExprKind::Match { .. }, Role::ArmBody(_)) => {}
            (ExprKind::Return(_), _) => return End::Silent,
            (ExprKind::Break { .. }, _) | (ExprKind::Assign { .. }, _) => return End::Silent,
            (ExprKind::Closure { .. }, _) => {
                // `map.get(k).map(|inner| inner.iter())` hands the iterator on; `flat_map(|inner| inner.iter())` walks it.
                match closure_user(model, body, up) {
                    Some(call) => at = call,
                    None => return End::Walks(made, Lasting::Statement),
                }
                continue;
            }
            (ExprKind::Macro { .. }, _) => return End::Walks(made, Lasting::Statement),
            _ if wrapped => return End::Silent,
            _ => return End::Walks(made, Lasting::Statement),
        }
        at = up;
    }
    // The function hands it out.
    End::Silent
}

/// The call of an `Option`'s or `Result`'s method that a closure is handed to.
fn closure_user(model: &Model<'_>, body: &Body<'_>, closure: ExprId) -> Option<ExprId> {
    let up = body.parent(closure)?;
    match &body.facts[up].kind {
        ExprKind::MethodCall { receiver, args, .. } if args.contains(&closure) => {
            let known = model.known_type(body.ty(*receiver).without_references());
            matches!(known, Some(Known::Option | Known::Result)).then_some(up)
        }
        _ => None,
    }
}

/// A variable takes the iterator: what its uses do.
fn bound(model: &Model<'_>, body: &Body<'_>, init: ExprId, pattern: PatId, wrapped: bool) -> End {
    let uses = model.uses(Place::Local(body.id, pattern));
    if uses.is_empty() {
        return if wrapped { End::Silent } else { End::Walks(init, Lasting::Block) };
    }
    // Silent where every use takes the first entry, asks for the length, or hands the iterator out.
    let all_silent =
        uses.iter().all(|&(_, used)| body.repeated(used).next().is_none() && follow(model, body, used) == End::Silent);
    let outside = uses.iter().any(|&(_, used)| body.repeated(used).ne(body.repeated(init)));
    if all_silent && !outside { End::Silent } else { End::Walks(init, Lasting::Block) }
}

/// Whether a call's value is an iterator that nobody has walked yet.
fn is_lazy(model: &Model<'_>, body: &Body<'_>, call: ExprId) -> bool {
    const ADAPTERS: [&str; 26] = [
        "map",
        "filter",
        "filter_map",
        "flat_map",
        "flatten",
        "enumerate",
        "zip",
        "chain",
        "cloned",
        "copied",
        "rev",
        "skip",
        "take",
        "step_by",
        "peekable",
        "skip_while",
        "take_while",
        "map_while",
        "inspect",
        "fuse",
        "by_ref",
        "scan",
        "cycle",
        "into_iter",
        "iter",
        "tuple_windows",
    ];
    let ty = body.ty(call);
    if hash_iterator(model, ty).is_some() {
        return true;
    }
    match ty {
        Ty::Opaque(..) => true,
        Ty::Adt(def, _) => model.definitions().is_declared(*def) && stands_in(model, *def, &["iter"]),
        Ty::Unknown | Ty::Param(_) | Ty::Projection(_) => {
            matches!(&body.facts[call].kind, ExprKind::MethodCall { name, .. } if ADAPTERS.contains(&name.as_str()))
        }
        _ => false,
    }
}

/// Whether a collection brings what it is given into an order of its own.
fn keeps_order(model: &Model<'_>, ty: &Ty) -> bool {
    matches!(model.known_type(ty.without_references()), Some(Known::BTreeMap | Known::BTreeSet | Known::BinaryHeap))
}

/// Whether a callee only puts its argument into something: `Some`, `Box::new`, a tuple struct, a `new` of the workspace.
fn is_wrapper(model: &Model<'_>, body: &Body<'_>, callee: ExprId) -> bool {
    if let Some(Resolution::Def(def)) = body.resolution(callee)
        && matches!(model.def(def).kind, DefKind::Struct | DefKind::Variant)
    {
        return true;
    }
    match &body.facts[callee].kind {
        ExprKind::Path(path) => path.segments.last().is_some_and(|last| {
            let constructor = last.name == "new" && path.segments.len() > 1;
            constructor || ["Some", "Ok", "Err"].contains(&last.name.as_str())
        }),
        _ => false,
    }
}

/// `itertools::sorted(..)` and its like.
fn sorts(body: &Body<'_>, callee: ExprId) -> bool {
    matches!(&body.facts[callee].kind, ExprKind::Path(path)
        if path.segments.last().is_some_and(|last| last.name.as_str().starts_with("sorted")))
}

/// Whether what `made` gives is bound to a variable, or kept in `target`, and sorted in one of the next statements.
fn sorted_next(body: &Body<'_>, made: ExprId, target: Option<PatId>) -> bool {
    const SOON: usize = 3;
    let Some((block, index)) = body.statement(made) else { return false };
    let ExprKind::Block(within) = &body.facts[block].kind else { return false };
    let bound = within.statements.get(index).and_then(|statement| match &statement.kind {
        StatementKind::Let { pattern, init: Some(_), .. } => crate::model::outline::whole_binding(body.facts, *pattern),
        _ => None,
    });
    let Some(variable_sought) = target.or(bound) else { return false };
    within.statements.iter().skip(index + 1).take(SOON).any(|statement| match &statement.kind {
        StatementKind::Expr { expr, .. } => match &body.facts[*expr].kind {
            ExprKind::MethodCall { receiver, name, .. } => {
                (name.as_str().starts_with("sort") || name.as_str().starts_with("par_sort"))
                    && variable(body, *receiver) == Some(variable_sought)
            }
            _ => false,
        },
        _ => false,
    })
}

/// The variable that an expression names.
fn variable(body: &Body<'_>, expr: ExprId) -> Option<PatId> {
    match body.indexed_place(expr) {
        Some((Place::Local(_, variable), indices)) if indices.is_empty() => Some(variable),
        _ => None,
    }
}

/// `while let Some(x) = it.next()`
fn in_while_condition(body: &Body<'_>, expr: ExprId) -> bool {
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

fn is_zero(body: &Body<'_>, expr: ExprId) -> bool {
    matches!(body.facts[expr].kind, ExprKind::Literal(Literal::Int(Some(0), _)))
}

fn is_one(body: &Body<'_>, expr: ExprId) -> bool {
    matches!(body.facts[expr].kind, ExprKind::Literal(Literal::Int(Some(1), _)))
}
