#![doc = include_str!("README.md")]
use super::context::{Context, level};
use super::found::{Cause, Found};
use super::strides::{Crossing, Far, crossings, has_nest};
use super::{Chapter, Finds, Rule, cost};
use crate::model::{Interest, Loops, Model, nests};
use crate::report::Level;

/// What it is.
pub const RULE: Rule = Rule {
    name: "column_walk",
    chapter: Chapter::Traversal,
    level: Level::Warn,
    summary: "the innermost loop goes from row to row of a nested array",
    page: include_str!("README.md"),
    experiment: include_str!("experiment.rs"),
    finds: Finds::Source { interest, check },
};

/// Every nest whose innermost loop goes from row to row of arrays in arrays. Rows on the heap are `nested_vec`'s.
fn check(context: &Context<'_>) -> Vec<Found> {
    context.in_each_body(|body| {
        if !has_nest(body) {
            return Vec::new();
        }
        let loops = context.model.loops(body);
        crossings(context, &loops).iter().filter_map(|crossing| report(context, &loops, crossing)).collect()
    })
}

/// Bodies that have a loop in a loop.
fn interest(_: &Model<'_>) -> Interest {
    Interest::default().or([nests()])
}

fn report(context: &Context<'_>, loops: &Loops<'_, '_>, crossing: &Crossing<'_>) -> Option<Found> {
    let model = context.model;
    let body = crossing.body;
    let Far::Rows { is_heap: false } = crossing.step else { return None };
    let predicted = crossing.predicted();
    let frequency = crossing.frequency(context, loops, &predicted);
    let inner = "the innermost loop picks the row".to_owned();
    let labels = crossing.labels(context, loops, inner, "this loop picks the cell");
    let (rewrite, minded) = crossing.fix(context, loops);
    let mut notes = vec![WHY.to_owned(), context.prediction(&predicted, &frequency)];
    notes.extend(minded);
    // One of the two is walked by columns whichever loop is the inner one.
    let default = if crossing.against.is_some() { Level::Note } else { RULE.level };
    Some(Found {
        level: level(default, frequency.heat, &predicted),
        heat: frequency.heat,
        krate: context.krate(body.owner),
        item: model.item_path(body.owner),
        message: format!(
            "`{}` is walked by columns: each turn of the innermost loop lands in another row",
            crossing.data
        ),
        primary: context.label_expr(body.id, crossing.expr, format!("`{}`: another line each turn", crossing.first)),
        labels,
        notes,
        rewrite,
        sites: vec![crossing.site(context, RULE.name, loops)],
        weight: cost::weight(&predicted, frequency.heat, 1.0),
        predicted,
        cause: Cause::Code,
    })
}

/// Why it costs.
const WHY: &str =
    "a line of 64 bytes is fetched for each turn, and has been displaced when its next element is asked for";
