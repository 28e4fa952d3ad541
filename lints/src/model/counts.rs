//! How often loops turn and how many elements collections hold, where constants and constructions tell.
use super::{Binding, Body, Model, Place, Ty};
use crate::source::facts::{ExprId, ExprKind, MacroArgs};

/// Values are followed through so many expressions, variables and collections.
const FARTHEST: u32 = 12;

impl Model<'_> {
    /// How many turns a loop takes, or how often a closure runs that an iterator's adapter is given. Where a part of the
    /// elements may be passed over (`filter`, `break`), how many there are at most.
    pub fn turns(&self, body: &Body<'_>, repeating: ExprId) -> Option<u64> {
        self.turns_within(body, repeating, FARTHEST)
    }

    fn turns_within(&self, body: &Body<'_>, repeating: ExprId, left: u32) -> Option<u64> {
        match &body.facts[repeating].kind {
            ExprKind::For { iterable, .. } => self.length_within(body, *iterable, left),
            ExprKind::Closure { .. } => match &body.facts[body.parent(repeating)?].kind {
                ExprKind::MethodCall { receiver, .. } => self.length_within(body, *receiver, left),
                _ => None,
            },
            _ => None,
        }
    }

    /// How many elements a collection holds or an iterator gives, at most.
    pub fn length(&self, body: &Body<'_>, expr: ExprId) -> Option<u64> {
        self.length_within(body, expr, FARTHEST)
    }

    fn length_within(&self, body: &Body<'_>, expr: ExprId, left: u32) -> Option<u64> {
        let left = left.checked_sub(1)?;
        if let Ty::Array(both) = body.ty(expr).without_references()
            && let Ty::Const(length) = both.1
        {
            return Some(length);
        }
        let of = |expr: ExprId| self.length_within(body, expr, left);
        match &body.facts[expr].kind {
            ExprKind::Range { start, end: Some(end), inclusive } => {
                let start = start.map_or(Some(0), |start| self.constant(body, start))?;
                let end = self.constant(body, *end)?.checked_add(u64::from(*inclusive))?;
                Some(end.saturating_sub(start))
            }
            ExprKind::Array(parts) | ExprKind::Macro { args: MacroArgs::Exprs(parts), .. }
                if matches!(body.facts[expr].kind, ExprKind::Array(_)) || self.is_collection(body, expr) =>
            {
                Some(parts.len() as u64)
            }
            ExprKind::Repeat { length, .. } | ExprKind::Macro { args: MacroArgs::VecRepeat { length, .. }, .. } => {
                self.constant(body, *length)
            }
            ExprKind::Reference { operand, .. } | ExprKind::Deref(operand) | ExprKind::Try(operand) => of(*operand),
            ExprKind::MethodCall { receiver, name, args, .. } => {
                let callee = body.callee(expr).map(|callee| callee.function);
                if callee.is_some_and(|function| !self.definitions().is_declared(function)) {
                    return None;
                }
                self.length_of_call(body, (*receiver, name.as_str(), args), &of)
            }
            ExprKind::Call { callee, args } => match (&body.facts[*callee].kind, args.as_slice()) {
                (ExprKind::Path(path), [only]) => match path.segments.last()?.name.as_str() {
                    "from" | "from_iter" | "new" => of(*only),
                    _ => None,
                },
                _ => None,
            },
            ExprKind::Path(_) | ExprKind::Field { .. } => self.built(body, body.place(expr)?, left),
            _ => None,
        }
    }

    fn is_collection(&self, body: &Body<'_>, expr: ExprId) -> bool {
        self.known_type(body.ty(expr)).is_some_and(|known| known.is_sequence() || known.is_map())
    }

    fn length_of_call(
        &self,
        body: &Body<'_>,
        (receiver, name, args): (ExprId, &str, &[ExprId]),
        of: &dyn Fn(ExprId) -> Option<u64>,
    ) -> Option<u64> {
        let number = || self.constant(body, *args.first()?);
        match name {
            "take" => {
                let most = number()?;
                Some(of(receiver).map_or(most, |length| length.min(most)))
            }
            "skip" => Some(of(receiver)?.saturating_sub(number()?)),
            "step_by" | "chunks" | "chunks_mut" | "rchunks" => Some(of(receiver)?.div_ceil(number()?.max(1))),
            "chunks_exact" | "chunks_exact_mut" => of(receiver)?.checked_div(number()?),
            "windows" => Some((of(receiver)? + 1).saturating_sub(number()?)),
            "zip" => match (of(receiver), of(*args.first()?)) {
                (Some(one), Some(other)) => Some(one.min(other)),
                (one, other) => one.or(other),
            },
            "chain" => of(receiver)?.checked_add(of(*args.first()?)?),
            // These give as many as there are, or pass some over.
            "as_mut_slice" | "as_slice" | "by_ref" | "clone" | "cloned" | "collect" | "copied" | "drain"
            | "enumerate" | "filter" | "filter_map" | "for_each" | "inspect" | "into_boxed_slice" | "into_iter"
            | "into_keys" | "into_values" | "iter" | "iter_mut" | "keys" | "map" | "par_iter" | "peekable" | "rev"
            | "retain" | "skip_while" | "take_while" | "to_owned" | "to_vec" | "values" | "values_mut" | "sum"
            | "fold" | "count" | "min" | "max" | "any" | "all" | "product" | "last" | "copy_from_slice" => of(receiver),
            _ => None,
        }
    }

    /// How many elements a variable holds at most: those that it starts with, and those that loops add since, or the capacity
    /// that it starts with. What may add some unseen makes it unknown; then the capacity is a guess as good as its author's.
    fn built(&self, body: &Body<'_>, place: Place, left: u32) -> Option<u64> {
        let Place::Local(_, variable) = place else { return None };
        let Binding::Let { whole: true, init: Some(init) } = body.binding(variable)? else { return None };
        let (held, capacity) = match start(body, init) {
            Start::Empty => (Some(0), None),
            Start::Reserved(capacity) => (Some(0), self.constant(body, capacity)),
            Start::Value => (self.length_within(body, init, left), None),
        };
        let mut sum = held;
        for (_, used) in self.uses(place) {
            if let Some(more) = self.added(body, (init, used), left) {
                sum = sum.zip(more).and_then(|(sum, more)| sum.checked_add(more));
            }
        }
        sum.map(|sum| sum.max(capacity.unwrap_or(0))).filter(|&most| most > 0).or(capacity)
    }

    /// What a use of a collection adds to it, if it does; none within where that is unknown.
    fn added(&self, body: &Body<'_>, (init, used): (ExprId, ExprId), left: u32) -> Option<Option<u64>> {
        let up = body.parent(used)?;
        match &body.facts[up].kind {
            ExprKind::Reference { mutable: true, .. } | ExprKind::Assign { .. } => Some(None),
            ExprKind::MethodCall { receiver, name, args, .. } if *receiver == used => match name.as_str() {
                "push" | "insert" | "push_back" | "push_front" => {
                    let begun: Vec<ExprId> = body.repeated(init).collect();
                    let since = body.repeated(up).filter(|around| !begun.contains(around));
                    let mut around = since.map(|around| self.turns_within(body, around, left));
                    Some(around.try_fold(1u64, |product, turns| product.checked_mul(turns?)))
                }
                "extend" | "append" | "extend_from_slice" => {
                    Some(args.first().and_then(|more| self.length_within(body, *more, left)))
                }
                "resize" => Some(args.first().and_then(|length| self.constant(body, *length))),
                "entry" | "split_off" | "truncate" | "clear" | "retain" | "drain" => Some(None),
                _ => None,
            },
            _ => None,
        }
    }
}

/// What a variable starts as.
enum Start {
    /// `Vec::new()`
    Empty,
    /// `Vec::with_capacity(n)`
    Reserved(ExprId),
    Value,
}

fn start(body: &Body<'_>, init: ExprId) -> Start {
    let ExprKind::Call { callee, args } = &body.facts[init].kind else { return Start::Value };
    let ExprKind::Path(path) = &body.facts[*callee].kind else { return Start::Value };
    match (path.segments.last().map(|last| last.name.as_str()), args.as_slice()) {
        (Some("new" | "default"), []) => Start::Empty,
        (Some("with_capacity"), [capacity]) => Start::Reserved(*capacity),
        _ => Start::Value,
    }
}
