//! How a sequence of sequences is built.
use crate::model::{Body, Model, Resolution, Ty};
use crate::source::facts::{ExprId, ExprKind, MacroArgs, StatementKind};

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
        ExprKind::MethodCall { receiver, name, .. } => match name.as_str() {
            "collect" => collected(model, body, *receiver),
            "into_boxed_slice" | "to_vec" | "into" | "unwrap" => build(model, body, *receiver),
            _ => None,
        },
        ExprKind::Call { callee, args } => match (&body.facts[*callee].kind, args.as_slice()) {
            // `Vec::from_iter(..)`, `Box::new(vec![..])`
            (ExprKind::Path(path), [only]) if path.segments.last().is_some_and(|last| last.name == "from_iter") => {
                collected(model, body, *only)
            }
            (ExprKind::Path(path), [only]) if path.segments.last().is_some_and(|last| last.name == "new") => {
                build(model, body, *only)
            }
            _ => None,
        },
        ExprKind::Block(_) => build(model, body, tail(body, expr)?),
        _ => None,
    }
}

/// `(0..rows).map(|_| vec![x; columns])`, `rows.chunks(n).map(|row| row.to_vec())`
fn collected(model: &Model<'_>, body: &Body<'_>, iterator: ExprId) -> Option<Build> {
    let ExprKind::MethodCall { receiver, name, args, .. } = &body.facts[iterator].kind else { return None };
    if *name != "map" {
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
    let ExprKind::MethodCall { receiver: inner, name, .. } = &body.facts[last].kind else { return None };
    let from_chunks = matches!(&body.facts[*receiver].kind, ExprKind::MethodCall { name, .. }
        if ["chunks_exact", "chunks"].contains(&name.as_str()));
    if from_chunks && *name == "to_vec" {
        return Some(Build::Rectangular { rows: None, columns: None });
    }
    if *name != "collect" || !is_vec(body.ty(last)) {
        return None;
    }
    let mut source = *inner;
    while let ExprKind::MethodCall { receiver, name, .. } = &body.facts[source].kind {
        if !["map", "enumerate", "rev", "inspect", "cloned", "copied"].contains(&name.as_str()) {
            return None;
        }
        source = *receiver;
    }
    let is_range = matches!(body.facts[source].kind, ExprKind::Range { .. });
    let depends = crate::model::outline::descendants(body.facts, source).into_iter().any(|id| {
        matches!(body.resolution(id), Some(Resolution::Local(variable))
            if matches!(body.binding(variable), Some(crate::model::Binding::ClosureParameter { closure: of, .. }) if of == *closure))
    });
    (is_range && !depends).then(|| Build::Rectangular {
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
    match &body.facts[expr].kind {
        ExprKind::Macro { args: MacroArgs::VecRepeat { length, .. }, .. } => {
            Some(Row::Of(model.constant(body, *length)))
        }
        ExprKind::Macro { path, args: MacroArgs::Exprs(cells) }
            if path.segments.last().is_some_and(|last| last.name == "vec") =>
        {
            Some(if cells.is_empty() { Row::Empty } else { Row::Of(Some(cells.len() as u64)) })
        }
        ExprKind::MethodCall { receiver, name, .. } if *name == "into_boxed_slice" => row(model, body, *receiver),
        ExprKind::Call { callee, .. } => match &body.facts[*callee].kind {
            ExprKind::Path(path) => {
                let last = path.segments.last()?.name;
                let empty = ["new", "with_capacity", "default"].contains(&last.as_str());
                (empty && is_vec(body.ty(expr))).then_some(Row::Empty)
            }
            _ => None,
        },
        ExprKind::Block(_) => row(model, body, tail(body, expr)?),
        // A row that was made before and is repeated.
        ExprKind::Path(_) => match body.resolution(expr)? {
            Resolution::Local(variable) => match body.binding(variable)? {
                crate::model::Binding::Let { whole: true, init: Some(init) } => row(model, body, init),
                _ => None,
            },
            _ => None,
        },
        _ => None,
    }
}

fn is_vec(ty: &Ty) -> bool {
    matches!(ty, Ty::Adt(..))
}

fn tail(body: &Body<'_>, expr: ExprId) -> Option<ExprId> {
    let ExprKind::Block(block) = &body.facts[expr].kind else { return None };
    match &block.statements.last()?.kind {
        StatementKind::Expr { expr, semicolon: false } => Some(*expr),
        _ => None,
    }
}

fn range_length(model: &Model<'_>, body: &Body<'_>, expr: ExprId) -> Option<u64> {
    match &body.facts[expr].kind {
        ExprKind::Range { .. } => model.length(body, expr),
        _ => None,
    }
}
