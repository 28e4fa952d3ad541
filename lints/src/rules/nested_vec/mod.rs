#![doc = include_str!("README.md")]
mod build;
mod places;
mod usage;

use self::build::Build;
use self::places::{Match, matches, nested};
use self::usage::{Kind, Use};
use super::context::{Context, level};
use super::found::{Found, Proposal};
use super::heat::Paying;
use super::{Chapter, Finds, Rule, cost};
use crate::model::effects::{Owner, words_where};
use crate::model::{Body, BodyId, Effects, Interest, Known, Lasting, Model, Primitive, Ty, words};
use crate::report::{Heat, Level, Predicted};
use crate::source::facts::{ExprId, ExprKind};

/// What it is.
pub const RULE: Rule = Rule {
    name: "nested_vec",
    chapter: Chapter::Layout,
    level: Level::Warn,
    summary: "a sequence of sequences is used as a matrix: every row is an allocation of its own",
    page: include_str!("README.md"),
    experiment: include_str!("experiment.rs"),
    finds: Finds::Source { interest, check },
};

/// Every declared sequence of sequences that is worked on cell by cell.
fn check(context: &Context<'_>) -> Vec<Found> {
    matches(context).iter().filter(|found| found.speaks()).map(|found| report(context, found)).collect()
}

/// Bodies that a declared one can come into, and loops where one may be made.
fn interest(model: &Model<'_>) -> Interest {
    let of_rows = |owner: Owner<'_>| owner == Owner::Type("[]") || owner.is_of(Known::is_sequence);
    let mut makers = words_where(|effects, owner| match owner {
        Owner::Trait => effects.has_all(COLLECTS),
        Owner::Type(_) => of_rows(owner) && effects.has(Effects::CONVERTS.or(Effects::COPIES)),
    });
    let sequences = Known::ALL.iter().filter(|(known, _)| known.is_sequence()).flat_map(|(_, paths)| paths.iter());
    makers.extend(words(sequences.filter_map(|path| path.rsplit("::").next())));
    makers.extend(words(["vec", "smallvec", "thin_vec"]));
    let mut loops =
        words_where(|effects, owner| of_rows(owner) && effects.without(Effects::PARALLEL) == Effects::ITERATES);
    loops.extend(words(["for", "while", "loop"]));
    model.interest_in(words([]), &nested(model)).or([makers, loops])
}

/// What makes a sequence of an iterator.
const COLLECTS: Effects = Effects::WALKS.or(Effects::BUILDS);

/// Labels beyond these say nothing new.
const LABELS: usize = 4;

fn report(context: &Context<'_>, found: &Match) -> Found {
    let model = context.model;
    let jagged = found.is_jagged();
    let name = found.name.as_deref();
    let message = match (name, jagged) {
        (Some(name), false) => format!("`{name}` is used as a matrix, and every row of it is an allocation of its own"),
        (None, false) => "a matrix whose every row is an allocation of its own".to_owned(),
        (Some(name), true) => format!("`{name}` is a list of lists, and every list in it is an allocation of its own"),
        (None, true) => "a list of lists, every one of them an allocation of its own".to_owned(),
    };
    let mut labels = Vec::new();
    for (body, expr, build) in &found.builds {
        match build {
            Build::Rectangular { .. } => {
                labels.push(context.label_expr(*body, *expr, "built rectangular: all rows are of one length"));
            }
            Build::Literal { .. } => {}
            Build::Growing => labels.push(context.label_expr(*body, *expr, "built of empty rows that grow one by one")),
        }
    }
    labels.dedup();
    labels.truncate(2);
    let nests = nests(context, found);
    for (body, _, used) in nests.iter().take(LABELS) {
        let text = match used.kind {
            Kind::Cell if used.is_by_columns(model.body(*body)) => {
                "walked by columns: each turn of the innermost loop goes to another row"
            }
            Kind::Cell => "two dependent loads for a cell: the row's header, then the cell",
            Kind::RowWalk | Kind::Flatten => "another allocation with each row",
            Kind::Growth => "this row grows by itself",
            Kind::Call => "each call reaches a cell through its row's header",
        };
        labels.push(context.label_expr(*body, used.at, text));
    }
    let by_columns = nests.iter().any(|(body, _, used)| used.is_by_columns(model.body(*body)));
    let predicted = predict(context, found, by_columns);
    let warmest = nests
        .iter()
        .map(|(body, nest, used)| {
            let paying = Paying { at: used.at, ..Paying::walk(*nest) };
            context.frequency(model.body(*body), paying, &predicted)
        })
        .max_by_key(|frequency| frequency.heat);
    let heat = warmest.as_ref().map_or(Heat::Warm, |frequency| frequency.heat);
    let mut notes = vec![cost(found.grows())];
    notes.extend(warmest.as_ref().map(|frequency| context.prediction(&predicted, frequency)));
    let sites = nests
        .iter()
        .map(|(body, nest, _)| context.site(RULE.name, model.body(*body), *nest, Lasting::Statement))
        .collect();
    let shown = found.cell.as_ref().map(|cell| model.display(cell));
    Found {
        level: level(RULE.level, heat, &predicted),
        heat,
        krate: context.krate(found.item),
        item: model.item_path(found.item),
        message,
        primary: context.label(
            found.file,
            found.span,
            match shown {
                Some(cell) => format!("rows of `{cell}`, each somewhere else in the heap"),
                None => "rows, each somewhere else in the heap".to_owned(),
            },
        ),
        labels,
        notes,
        rewrite: fix(context, found, by_columns),
        sites,
        predicted,
        weight: cost::weight(&predicted, heat, 0.1),
        cause: found.cause.clone(),
    }
}

/// Why it costs.
fn cost(jagged: bool) -> String {
    let why = "each row is found through a header of 24 bytes, and where one row ends the prefetcher loses its stream";
    let form = if jagged { "; rows of differing length can be kept as offsets and values" } else { "" };
    format!("{why}{form}")
}

/// A walk down the columns goes to another row with each cell; one along the rows pays for each row once.
fn predict(context: &Context<'_>, found: &Match, by_columns: bool) -> Predicted {
    let (columns, trips) = found.extent();
    let bytes = found.cell.as_ref().and_then(|cell| context.model.size_of(cell)).filter(|&bytes| bytes > 0);
    let mut predicted = Predicted { element_bytes: bytes, trips, ..Predicted::default() };
    let Some(bytes) = bytes else { return predicted };
    predicted.lines_after = Some(cost::side_by_side(bytes));
    if by_columns {
        predicted.lines_now = Some(cost::across_rows(bytes));
    } else {
        match columns.filter(|&columns| columns > 0) {
            Some(columns) => {
                let row = cost::each_row() / columns as f64;
                predicted.lines_now = Some(cost::side_by_side(bytes) + row);
            }
            None => {
                predicted.lines_now = Some(cost::side_by_side(bytes));
                predicted.lines_per_row = Some(cost::each_row());
            }
        }
    }
    predicted
}

/// The loop nests that work on it, outermost loops, each once and none within another, with the use that shows each.
fn nests(context: &Context<'_>, found: &Match) -> Vec<(BodyId, ExprId, Use)> {
    let mut all: Vec<(BodyId, ExprId, Use)> = Vec::new();
    for used in found.hot_uses() {
        let callers = used.through_callers(context.model);
        let uses = if callers.is_empty() { vec![used.clone()] } else { callers };
        for used in uses {
            let nest = nest(context.model.body(used.body), &used);
            if !all.iter().any(|(body, other, _)| *body == used.body && *other == nest) {
                all.push((used.body, nest, used));
            }
        }
    }
    let within = |body: BodyId, inner: ExprId, outer: ExprId| {
        inner != outer && context.model.body(body).ancestors(inner).any(|up| up == outer)
    };
    let outer: Vec<(BodyId, ExprId)> = all.iter().map(|(body, nest, _)| (*body, *nest)).collect();
    all.retain(|(body, nest, _)| !outer.iter().any(|(other, around)| other == body && within(*body, *nest, *around)));
    all
}

/// The outermost loop around a use that chooses the row or the cell; the use itself where no loop does.
fn nest(body: &Body<'_>, used: &Use) -> ExprId {
    let mut nest = used.walker;
    for around in body.repeated(used.at) {
        let chooses = match &body.facts[around].kind {
            ExprKind::For { pattern, .. } => crate::model::outline::bindings(body.facts, *pattern)
                .into_iter()
                .any(|variable| used.depends_on(body, variable)),
            ExprKind::While { .. } | ExprKind::Loop { .. } => nest == used.walker || used.is_stepped(body, around),
            // A closure that an adapter runs: the chain is the walk.
            ExprKind::Closure { .. } => {
                if let Some(call) = body.parent(around).filter(|_| used.depends_on_closure(body, around)) {
                    nest = call;
                }
                false
            }
            _ => false,
        };
        if chooses {
            nest = around;
        }
    }
    nest
}

fn fix(context: &Context<'_>, found: &Match, by_columns: bool) -> Proposal {
    let cell = found.cell.as_ref().map_or_else(|| "_".to_owned(), |cell| context.model.display(cell));
    let name = found.name.clone().unwrap_or_else(|| "cells".to_owned());
    let (row, column) = found.index_names(context);
    if found.grows() {
        let element = match found.cell {
            Some(Ty::Primitive(Primitive::Usize)) => "u32".to_owned(),
            _ => cell,
        };
        return Proposal::by_hand(
            "keep all rows in one sequence, and where each starts in another",
            format!(
                "{name}: Vec<{element}>,          // row after row\n{name}_starts: Vec<u32>,   // one more than there are rows\n\n\
                 &{name}[{name}_starts[{row}] as usize..{name}_starts[{row} + 1] as usize]"
            ),
        );
    }
    // The flat layout alone does not help a walk that still goes down the columns.
    let walk = if by_columns { ", and let the innermost loop run along a row" } else { "" };
    Proposal::by_hand(
        format!("keep all rows in one sequence{walk}"),
        format!(
            "{name}: Vec<{cell}>,     // row after row\n{name}_width: usize,\n\n\
             {name}[{row} * {name}_width + {column}]               // a cell\n\
             {name}.chunks_exact({name}_width)           // the rows"
        ),
    )
}
