//! How a sequence of sequences is built.
use crate::model::access::tail;
use crate::model::{Body, Chain, Effects, Model, Resolution, Ty};
use crate::source::facts::{ExprId, ExprKind, MacroArgs, PatId, Span};

/// How it is built.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Build {
    /// All rows of one length; how many rows there are, and cells in each, where they are constants.
    Rectangular { rows: Option<u64>, columns: Option<u64> },
    /// Rows of rows of one length: how many cells there are in all, and in each innermost row, where they are constants.
    Block { cells: Option<u64>, columns: Option<u64> },
    /// Of rows that are written out, of differing length: how many cells in all.
    Literal { cells: u64 },
    /// Of rows whose lengths depend on the row.
    Ragged,
    /// Of empty rows.
    Growing,
}

impl Build {
    /// How many cells there are in all, where that is constant.
    pub(super) fn cells(self) -> Option<u64> {
        match self {
            Build::Rectangular { rows, columns } => Some(rows?.saturating_mul(columns?)),
            Build::Block { cells, .. } => cells,
            Build::Literal { cells } => Some(cells),
            Build::Ragged | Build::Growing => None,
        }
    }
}

/// How an expression builds a sequence of rows, if it does and one can tell.
pub(super) fn build(model: &Model<'_>, body: &Body<'_>, expr: ExprId) -> Option<Build> {
    match &body.facts[expr].kind {
        ExprKind::Macro { args: MacroArgs::VecRepeat { value, length }, .. } | ExprKind::Repeat { value, length } => {
            let rows = model.constant(body, *length);
            if let [middle, columns] = repeats(model, body, *value)[..] {
                return Some(block(model, body, [*length, middle, columns]));
            }
            match row(model, body, *value)? {
                Row::Of(length) => Some(Build::Rectangular { rows, columns: length.cells(model, body) }),
                Row::Empty => Some(Build::Growing),
            }
        }
        ExprKind::Macro { args: MacroArgs::Exprs(rows), .. } | ExprKind::Array(rows) if !rows.is_empty() => {
            let lengths: Vec<Row> = rows.iter().map(|id| row(model, body, *id)).collect::<Option<_>>()?;
            let cells: Vec<Option<u64>> = lengths.iter().map(|row| row.cells(model, body)).collect();
            match lengths.first()? {
                Row::Of(_) if cells[0].is_some() && cells.iter().all(|row| *row == cells[0]) => {
                    Some(Build::Rectangular { rows: Some(rows.len() as u64), columns: cells[0] })
                }
                Row::Empty if lengths.iter().all(|row| matches!(row, Row::Empty)) => Some(Build::Growing),
                _ => cells.into_iter().sum::<Option<u64>>().map(|cells| Build::Literal { cells }),
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

/// The lengths of `vec![vec![x; a]; b]`, outermost first.
fn repeats(model: &Model<'_>, body: &Body<'_>, expr: ExprId) -> Vec<ExprId> {
    let mut lengths = Vec::new();
    let mut at = model.value_of(body, expr);
    while let ExprKind::Macro { args: MacroArgs::VecRepeat { value, length }, .. } = &body.facts[at].kind {
        lengths.push(*length);
        at = model.value_of(body, *value);
    }
    lengths
}

fn block(model: &Model<'_>, body: &Body<'_>, lengths: [ExprId; 3]) -> Build {
    let lengths = lengths.map(|length| model.constant(body, length));
    Build::Block { cells: product(lengths), columns: lengths[2] }
}

fn product(lengths: [Option<u64>; 3]) -> Option<u64> {
    lengths.into_iter().try_fold(1u64, |product, length| product.checked_mul(length?))
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
    let rows = range_length(model, body, *receiver);
    if let [middle, last] = repeats(model, body, *row_expr)[..] {
        let is_same = |length| Length::Expr(length).is_same_each_turn(model, body, *closure);
        let (middle_cells, columns) = (model.constant(body, middle), model.constant(body, last));
        let cells = product([rows, middle_cells, columns]);
        return Some(if is_same(middle) && is_same(last) { Build::Block { cells, columns } } else { Build::Ragged });
    }
    match row(model, body, *row_expr) {
        Some(Row::Of(length)) => {
            let columns = length.cells(model, body);
            let is_same = columns.is_some() || length.is_same_each_turn(model, body, *closure);
            return Some(if is_same { Build::Rectangular { rows, columns } } else { Build::Ragged });
        }
        Some(Row::Empty) => return Some(Build::Growing),
        None => {}
    }
    // `(0..rows).map(|r| (0..columns).map(|c| ..).collect()).collect()`
    let last = tail(body, *row_expr).unwrap_or(*row_expr);
    let ExprKind::MethodCall { receiver: inner, .. } = &body.facts[last].kind else { return None };
    if !model.effects(body, last).has(Effects::OPEN) || !matches!(body.ty(last), Ty::Adt(..)) {
        return None;
    }
    let Chain { source, calls } = model.chain(body, *inner);
    let keeps = calls.iter().all(|call| model.effects(body, *call).has_all(Effects::ADAPTS.or(Effects::KEEPS)));
    let is_range = matches!(body.facts[source].kind, ExprKind::Range { .. });
    if !is_range || !keeps {
        return None;
    }
    let is_same = Length::Expr(source).is_same_each_turn(model, body, *closure);
    let columns = range_length(model, body, source);
    Some(if is_same { Build::Rectangular { rows, columns } } else { Build::Ragged })
}

/// A row that is being made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Row {
    Of(Length),
    Empty,
}

/// How many cells a row has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Length {
    /// As many as are written out.
    Cells(u64),
    /// As many as an expression says.
    Expr(ExprId),
}

impl Row {
    fn cells(self, model: &Model<'_>, body: &Body<'_>) -> Option<u64> {
        match self {
            Row::Of(length) => length.cells(model, body),
            Row::Empty => Some(0),
        }
    }
}

impl Length {
    fn cells(self, model: &Model<'_>, body: &Body<'_>) -> Option<u64> {
        match self {
            Length::Cells(cells) => Some(cells),
            Length::Expr(length) => model.constant(body, length),
        }
    }

    /// Whether it is the same in each run of a closure that makes rows: it depends neither on what the closure is given, nor on
    /// what changes in it.
    fn is_same_each_turn(self, model: &Model<'_>, body: &Body<'_>, closure: ExprId) -> bool {
        let Length::Expr(length) = self else { return true };
        let inside = body.facts[closure].span;
        let changes = |id: ExprId| match &body.facts[id].kind {
            _ if !inside.contains(body.facts[id].span) => false,
            ExprKind::MethodCall { receiver, .. } => model.usage(body, *receiver).may_write(),
            ExprKind::Reference { mutable, .. } => *mutable,
            // `random()`
            ExprKind::Call { args, .. } => args.is_empty() && model.is_made(body, id),
            ExprKind::Path(_) => match body.resolution(id) {
                Some(Resolution::Local(variable)) => is_assigned(body, variable, inside),
                _ => false,
            },
            _ => false,
        };
        !body.depends_on_parameters(length, closure) && !body.depends(length, &changes)
    }
}

/// Whether a variable gets a value in a part of the text.
fn is_assigned(body: &Body<'_>, variable: PatId, inside: Span) -> bool {
    body.index().assignments.iter().any(|&id| match &body.facts[id].kind {
        ExprKind::Assign { left, .. } | ExprKind::AssignOp { left, .. } => {
            inside.contains(body.facts[id].span) && body.resolution(*left) == Some(Resolution::Local(variable))
        }
        _ => false,
    })
}

fn row(model: &Model<'_>, body: &Body<'_>, expr: ExprId) -> Option<Row> {
    // A row may have been made before and be repeated.
    let made = model.value_of(body, expr);
    if let Some(length) = resized(model, body, tail(body, expr).unwrap_or(expr)) {
        return Some(Row::Of(Length::Expr(length)));
    }
    match &body.facts[made].kind {
        ExprKind::Macro { args: MacroArgs::VecRepeat { length, .. }, .. } => Some(Row::Of(Length::Expr(*length))),
        ExprKind::Macro { path, args: MacroArgs::Exprs(cells) }
            if path.segments.last().is_some_and(|last| last.name == "vec") =>
        {
            Some(if cells.is_empty() { Row::Empty } else { Row::Of(Length::Cells(cells.len() as u64)) })
        }
        ExprKind::MethodCall { receiver, .. }
            if model.effects(body, made).has(Effects::CONVERTS.or(Effects::COPIES)) =>
        {
            row(model, body, *receiver)
        }
        ExprKind::Call { .. } if matches!(body.ty(made), Ty::Adt(..)) => {
            model.effects(body, made).has(Effects::MAKES).then_some(Row::Empty)
        }
        _ => None,
    }
}

/// The length that a row in a variable is given at once: `row.resize(n, x)`.
fn resized(model: &Model<'_>, body: &Body<'_>, row: ExprId) -> Option<ExprId> {
    let variable = body.variable(row)?;
    body.index().calls.iter().find_map(|&call| match &body.facts[call].kind {
        ExprKind::MethodCall { receiver, args, .. } if body.variable(*receiver) == Some(variable) => {
            let effects = model.effects(body, call);
            let [length, _] = args.as_slice() else { return None };
            (effects.has_all(Effects::GROWS.or(Effects::SHRINKS)) && !effects.has(Effects::SHIFTS)).then_some(*length)
        }
        _ => None,
    })
}

fn range_length(model: &Model<'_>, body: &Body<'_>, expr: ExprId) -> Option<u64> {
    match &body.facts[expr].kind {
        ExprKind::Range { .. } => model.length(body, expr),
        _ => None,
    }
}
