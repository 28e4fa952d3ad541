#![doc = include_str!("README.md")]
use super::context::{Context, level};
use super::found::{Cause, Found};
use super::strides::{Crossing, Far, crossings, has_nest};
use super::wording::counted;
use super::{Chapter, Finds, Rule, cost};
use crate::model::{Interest, Loops, Model, nests};
use crate::report::Level;

/// What it is.
pub const RULE: Rule = Rule {
    name: "strided_walk",
    chapter: Chapter::Traversal,
    level: Level::Warn,
    summary: "the innermost loop steps through a sequence by a cache line or more",
    page: include_str!("README.md"),
    experiment: include_str!("experiment.rs"),
    finds: Finds::Source { interest, check },
};

/// Every nest whose innermost loop steps from line to line of one sequence.
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

/// Steps of so many bytes and more, that are powers of two, lead to few sets of a cache.
const ALIASING: u64 = 4096;

fn report(context: &Context<'_>, loops: &Loops<'_, '_>, crossing: &Crossing<'_>) -> Option<Found> {
    let model = context.model;
    let body = crossing.body;
    let Far::Elements(step, known) = &crossing.step else { return None };
    let predicted = crossing.predicted();
    let frequency = crossing.frequency(context, loops, &predicted);
    let far = match known {
        Some(bytes) => counted(*bytes, "byte"),
        None => format!("{step} elements"),
    };
    let labels =
        crossing.labels(context, loops, format!("each turn goes {far} further"), "this loop goes along the line");
    let (rewrite, minded) = crossing.fix(context, loops);
    let mut notes = vec![WHY.to_owned()];
    if let Some(bytes) = known.filter(|bytes| bytes.is_power_of_two() && *bytes >= ALIASING) {
        notes.push(format!(
            "{} is a power of two: the lines compete for a few sets of the caches and the TLB; a row that is a line longer spreads them",
            counted(bytes, "byte")
        ));
    }
    notes.push(context.prediction(&predicted, &frequency));
    notes.extend(minded);
    // What no loop goes along may be all that is asked for.
    let default = if crossing.outer.is_some() { RULE.level } else { Level::Note };
    Some(Found {
        level: level(default, frequency.heat, &predicted),
        heat: frequency.heat,
        krate: context.krate(body.owner),
        item: model.item_path(body.owner),
        message: format!("this nest walks `{}` across its lines: the innermost loop steps by {far}", crossing.data),
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
