//! Numbers that are keys: which of them count up from 0, and where else the same number goes.
use rustc_hash::FxHashSet;

use super::outline::{bindings, descendants};
use super::{Binding, Body, DefKind, Effects, Model, Primitive, Resolution, Ty};
use crate::source::facts::{BinaryOp, ExprId, ExprKind, Literal, PatId, PatKind};

/// Whether values of a type are whole numbers without a sign: themselves, or in a struct of the workspace that has nothing else.
fn is_number(model: &Model<'_>, ty: &Ty) -> bool {
    match ty.without_references() {
        Ty::Primitive(Primitive::U16 | Primitive::U32 | Primitive::U64 | Primitive::Usize) => true,
        ty @ Ty::Adt(def, _) => {
            let is_own = model.known(*def).is_none() && !model.definitions().is_declared(*def);
            let fields = if is_own && model.def(*def).kind == DefKind::Struct { model.fields(ty) } else { Vec::new() };
            matches!(fields.as_slice(), [(_, _, only)] if matches!(only, Ty::Primitive(_)) && is_number(model, only))
        }
        _ => false,
    }
}

/// A number without what makes another type's number of it: `*n`, `n as usize`, `usize::from(n)`, `node.0`, `node.index()`.
fn bare(model: &Model<'_>, body: &Body<'_>, expr: ExprId) -> ExprId {
    let mut at = expr;
    loop {
        at = match &body.facts[at].kind {
            ExprKind::Reference { operand, .. } | ExprKind::Deref(operand) => *operand,
            ExprKind::Cast { operand, .. } => *operand,
            ExprKind::MethodCall { receiver, args, .. } if args.is_empty() && is_number(model, body.ty(*receiver)) => {
                *receiver
            }
            ExprKind::Field { base, .. } if is_number(model, body.ty(*base)) => *base,
            ExprKind::Call { args, .. } => match args.as_slice() {
                [only]
                    if is_number(model, body.ty(*only))
                        && is_number(model, body.ty(at))
                        && makes_same(model, body, at) =>
                {
                    *only
                }
                _ => return at,
            },
            _ => return at,
        };
    }
}

/// Whether a call with one number gives the same number as another type's: `u32::from(n)`, `Node(n)`, `Node::new(n)`. A function that
/// gives a plain number may have computed it.
fn makes_same(model: &Model<'_>, body: &Body<'_>, call: ExprId) -> bool {
    let is_plain = matches!(body.ty(call), Ty::Primitive(_));
    !is_plain || body.callee(call).is_none_or(|callee| model.definitions().is_declared(callee.function))
}

fn variable_of(body: &Body<'_>, expr: ExprId) -> Option<PatId> {
    match body.resolution(expr) {
        Some(Resolution::Local(variable)) => Some(variable),
        _ => None,
    }
}

/// Variables that have a number of the same kind: that which `first` has, put into a queue or list and taken out of it again.
fn carried(model: &Model<'_>, body: &Body<'_>, first: PatId, map: ExprId) -> FxHashSet<PatId> {
    const ROUNDS: usize = 4;
    let ty = body.pattern_ty(first).without_references().clone();
    let path = |expr: ExprId| model.access_path(body, expr);
    let map = path(map);
    let mut all: FxHashSet<PatId> = std::iter::once(first).collect();
    let mut carriers = Vec::new();
    for _ in 0..ROUNDS {
        let before = (all.len(), carriers.len());
        for &call in &body.index().calls {
            let ExprKind::MethodCall { receiver, args, .. } = &body.facts[call].kind else { continue };
            let gives = args.iter().any(|&arg| {
                let parts = match &body.facts[arg].kind {
                    ExprKind::Tuple(parts) => parts.clone(),
                    _ => vec![arg],
                };
                parts.iter().any(|&part| variable_of(body, bare(model, body, part)).is_some_and(|it| all.contains(&it)))
            });
            let is_new = |carriers: &Vec<_>| !carriers.contains(&path(*receiver));
            if gives && model.effects(body, call).has(Effects::GROWS) && path(*receiver) != map && is_new(&carriers) {
                carriers.push(path(*receiver));
            }
        }
        for (&variable, binding) in &body.bindings {
            let source = match *binding {
                Binding::For { of, .. } => match body.facts[of].kind {
                    ExprKind::For { iterable, .. } => Some(iterable),
                    _ => None,
                },
                _ => body.source(variable),
            };
            let Some(source) = source.filter(|_| *body.pattern_ty(variable).without_references() == ty) else {
                continue;
            };
            let taken = descendants(body.facts, source).into_iter();
            let mut named = taken.filter(|&id| variable_of(body, id).is_some() || body.place(id).is_some());
            if named.any(|id| carriers.contains(&path(id))) {
                all.insert(variable);
            }
        }
        // Another name for the same.
        for (&variable, binding) in &body.bindings {
            if let Binding::Let { whole: true, init: Some(init) } = *binding
                && variable_of(body, bare(model, body, init)).is_some_and(|it| all.contains(&it))
            {
                all.insert(variable);
            }
        }
        if before == (all.len(), carriers.len()) {
            break;
        }
    }
    all
}

/// Whether `insert` puts every number that `key` counts through into the map: none is passed over.
fn counts(model: &Model<'_>, body: &Body<'_>, insert: ExprId, key: ExprId) -> bool {
    let Some(variable) = variable_of(body, key) else { return is_counter(model, body, insert, key) };
    let (around, iterable, pattern) = match body.binding(variable) {
        Some(Binding::For { of, .. }) => match body.facts[of].kind {
            ExprKind::For { iterable, pattern, .. } => (of, iterable, pattern),
            _ => return false,
        },
        Some(Binding::ClosureParameter { closure, index: 0, .. }) => {
            match (body.source(variable), &body.facts[closure].kind) {
                (Some(source), ExprKind::Closure { params, .. }) => match params.first() {
                    Some((pattern, _)) => (closure, source, *pattern),
                    None => return false,
                },
                _ => return false,
            }
        }
        _ => return is_counter(model, body, insert, key),
    };
    let is_unconditional = body
        .ancestors(insert)
        .take_while(|up| *up != around)
        .all(|up| !matches!(body.facts[up].kind, ExprKind::If { .. } | ExprKind::Match { .. }));
    let chain = model.chain(body, iterable);
    let passes_over = chain.calls.iter().any(|&call| {
        let effects = model.effects(body, call);
        effects.has(Effects::LOOKS) && !effects.has(Effects::KEEPS)
    });
    let is_range = matches!(body.facts[chain.source].kind, ExprKind::Range { .. });
    let is_number_of = || {
        let numbers = chain.calls.iter().any(|&call| model.effects(body, call).has(Effects::NUMBERS));
        numbers && bindings(body.facts, pattern).first() == Some(&variable)
    };
    is_unconditional
        && !passes_over
        && (is_range && matches!(body.facts[pattern].kind, PatKind::Bind { .. }) || is_number_of())
}

/// Whether an expression is a counter: something adds 1 to it in this body, or it is how many elements there are. Where a condition
/// decides whether a number is put in, and 1 is added either way, numbers are passed over.
fn is_counter(model: &Model<'_>, body: &Body<'_>, insert: ExprId, key: ExprId) -> bool {
    let path = model.access_path(body, key);
    let adds_one = body.index().assignments.iter().any(|&at| match &body.facts[at].kind {
        ExprKind::AssignOp { op: BinaryOp::Add, left, right } => {
            matches!(body.facts[*right].kind, ExprKind::Literal(Literal::Int(Some(1), _)))
                && model.is_same_path(body, &path, &model.access_path(body, *left))
                && !body.may_pass_over(insert, at)
        }
        _ => false,
    });
    // What came from elsewhere may have had elements before.
    let measures = |expr: ExprId| match body.facts[expr].kind {
        ExprKind::MethodCall { receiver, .. } => {
            model.effects(body, expr).has(Effects::MEASURES) && !matches!(body.ty(receiver), Ty::Ref(..))
        }
        _ => false,
    };
    let init = variable_of(body, key).and_then(|variable| body.source(variable)).map(|init| bare(model, body, init));
    adds_one || measures(key) || init.is_some_and(measures)
}

impl Model<'_> {
    /// Whether values of a type are whole numbers without a sign: themselves, or in a struct of the workspace that has nothing else.
    pub fn is_number(&self, ty: &Ty) -> bool {
        is_number(self, ty)
    }

    /// The subscripts of sequences in a body that have the number which a key is, be it under another name, or put into a queue or
    /// list and taken out of it again. What goes into `map` is no way.
    pub fn subscripts_by(&self, body: &Body<'_>, key: ExprId, map: ExprId) -> Vec<ExprId> {
        let Some(first) = variable_of(body, bare(self, body, key)) else { return Vec::new() };
        let carried = carried(self, body, first, map);
        let has_it = |at: &ExprId| {
            let ExprKind::Index { base, index } = body.facts[*at].kind else { return false };
            let number = variable_of(body, bare(self, body, index));
            self.element_of(body.ty(base)).is_some() && number.is_some_and(|number| carried.contains(&number))
        };
        body.index().subscripts.iter().copied().filter(has_it).collect()
    }

    /// Whether a call puts every number that `key` counts through into something: none is passed over.
    pub fn counts_up(&self, body: &Body<'_>, call: ExprId, key: ExprId) -> bool {
        counts(self, body, call, bare(self, body, key))
    }
}
