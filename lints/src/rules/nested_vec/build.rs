//! How a sequence of sequences is built.
use crate::model::access::tail;
use crate::model::outline::descendants;
use crate::model::{Binding, Body, Chain, Effects, Model, Resolution, Ty};
use crate::source::facts::{ExprId, ExprKind, MacroArgs};

/// How it is built.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Build {
    /// All rows of one length; how many rows there are, and cells in each, where they are constants.
    Rectangular { rows: Option<u64>, columns: Option<u64> },
    /// Of rows that are written out, of differing length: how many cells in all.
    Literal { cells: u64 },
    /// Of empty rows.
    Growing,
}

impl Build {
    /// How many cells there are in all, where that is constant.
    pub(super) fn cells(self) -> Option<u64> {
        match self {
            Build::Rectangular { rows, columns } => Some(rows?.saturating_mul(columns?)),
            Build::Literal { cells } => Some(cells),
            Build::Growing => None,
        }
    }
}

/// How an expression builds a sequence of rows, if it does and one can tell.
pub(super) fn build(model: &Model<'_>, body: &Body<'_>, expr: ExprId) -> Option<Build> {
    match &body.facts[expr].kind {
        ExprKind::Macro { args: MacroArgs::VecRepeat { value, length }, .. } | ExprKind::Repeat { value, length } => {
            let rows = model.constant(body, *length);
            match row(model, body, *value)? {
                Row::Of(columns) => Some(Build::Rectangular { rows, columns }),
                Row::Empty => Some(Build::Growing),
            }
        }
        ExprKind::Macro { args: MacroArgs::Exprs(rows), .. } | ExprKind::Array(rows) if !rows.is_empty() => {
            let lengths: Vec<Row> = rows.iter().map(|id| row(model, body, *id)).collect::<Option<_>>()?;
            match lengths.first()? {
                Row::Of(Some(first)) if lengths.iter().all(|row| *row == Row::Of(Some(*first))) => {
                    Some(Build::Rectangular { rows: Some(rows.len() as u64), columns: Some(*first) })
                }
                Row::Empty if lengths.iter().all(|row| *row == Row::Empty) => Some(Build::Growing),
                _ => {
                    let cells = lengths.iter().map(|row| match row {
                        Row::Of(cells) => *cells,
                        Row::Empty => Some(0),
                    });
                    cells.sum::<Option<u64>>().map(|cells| Build::Literal { cells })
                }
            }
        }
        ExprKind::MethodCall { receiver, .. } => match model.effects(body, expr) {
            effects if effects.has(SAME) => build(model, body, *receiver),
            effects if effects.has(Effects::OPEN) => collected(model, body, *receiver),
            _ => None,
        },
        // `Vec::from_iter(..)`, `Box::new(vec![..])`
        ExprKind::Call { args, .. } => match (model.effects(body, expr), args.as_slice()) {
            (effects, [only]) if effects.has_all(Effects::BUILDS.or(Effects::TAKES)) => collected(model, body, *only),
            (effects, [only]) if effects.has(Effects::WRAPS) => build(model, body, *only),
            _ => None,
        },
        ExprKind::Block(_) => build(model, body, tail(body, expr)?),
        _ => None,
    }
}

/// What hands on the rows that it is called on.
const SAME: Effects = Effects::CONVERTS.or(Effects::COPIES).or(Effects::VIEWS);

/// `(0..rows).map(|_| vec![x; columns])`, `rows.chunks(n).map(|row| row.to_vec())`
fn collected(model: &Model<'_>, body: &Body<'_>, iterator: ExprId) -> Option<Build> {
    let ExprKind::MethodCall { receiver, args, .. } = &body.facts[iterator].kind else { return None };
    if !model.effects(body, iterator).has_all(Effects::ADAPTS.or(Effects::KEEPS)) {
        return None;
    }
    let [closure] = args.as_slice() else { return None };
    let ExprKind::Closure { body: row_expr, .. } = &body.facts[*closure].kind else { return None };
    match row(model, body, *row_expr) {
        Some(Row::Of(columns)) => {
            let rows = range_length(model, body, *receiver);
            return Some(Build::Rectangular { rows, columns });
        }
        Some(Row::Empty) => return Some(Build::Growing),
        None => {}
    }
    // `(0..rows).map(|r| (0..columns).map(|c| ..).collect()).collect()`
    let last = tail(body, *row_expr).unwrap_or(*row_expr);
    let ExprKind::MethodCall { receiver: inner, .. } = &body.facts[last].kind else { return None };
    let effects = model.effects(body, last);
    if effects.has(Effects::COPIES) && model.effects(body, *receiver).has(Effects::CHUNKS) {
        return Some(Build::Rectangular { rows: None, columns: None });
    }
    if !effects.has(Effects::OPEN) || !matches!(body.ty(last), Ty::Adt(..)) {
        return None;
    }
    let Chain { source, calls } = model.chain(body, *inner);
    let keeps = calls.iter().all(|call| model.effects(body, *call).has_all(Effects::ADAPTS.or(Effects::KEEPS)));
    let is_of_closure = |id: ExprId| match body.resolution(id) {
        Some(Resolution::Local(variable)) => {
            matches!(body.binding(variable), Some(Binding::ClosureParameter { closure: of, .. }) if of == *closure)
        }
        _ => false,
    };
    let depends = descendants(body.facts, source).into_iter().any(is_of_closure);
    let is_range = matches!(body.facts[source].kind, ExprKind::Range { .. });
    (is_range && keeps && !depends).then(|| Build::Rectangular {
        rows: range_length(model, body, *receiver),
        columns: range_length(model, body, source),
    })
}

/// A row that is being made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Row {
    /// Of this many cells, where that is a constant.
    Of(Option<u64>),
    Empty,
}

fn row(model: &Model<'_>, body: &Body<'_>, expr: ExprId) -> Option<Row> {
    // A row may have been made before and be repeated.
    let made = model.value_of(body, expr);
    match &body.facts[made].kind {
        ExprKind::Macro { args: MacroArgs::VecRepeat { length, .. }, .. } => {
            Some(Row::Of(model.constant(body, *length)))
        }
        ExprKind::Macro { path, args: MacroArgs::Exprs(cells) }
            if path.segments.last().is_some_and(|last| last.name == "vec") =>
        {
            Some(if cells.is_empty() { Row::Empty } else { Row::Of(Some(cells.len() as u64)) })
        }
        ExprKind::MethodCall { receiver, .. } if model.effects(body, made).has(Effects::CONVERTS) => {
            row(model, body, *receiver)
        }
        ExprKind::Call { .. } if matches!(body.ty(made), Ty::Adt(..)) => {
            model.effects(body, made).has(Effects::MAKES).then_some(Row::Empty)
        }
        _ => None,
    }
}

fn range_length(model: &Model<'_>, body: &Body<'_>, expr: ExprId) -> Option<u64> {
    match &body.facts[expr].kind {
        ExprKind::Range { .. } => model.length(body, expr),
        _ => None,
    }
}
