#![doc = include_str!("README.md")]
use super::context::Context;
use super::crossing::Said;
use super::found::Found;
use super::strides::{Crossing, Far, in_each_nest, interest};
use super::{Chapter, Finds, Rule};
use crate::model::Loops;
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
    in_each_nest(context, |loops, crossing| report(context, loops, crossing))
}

fn report(context: &Context<'_>, loops: &Loops<'_, '_>, crossing: &Crossing<'_>) -> Option<Found> {
    let Far::Rows { is_heap: false, .. } = crossing.step else { return None };
    let said = Said {
        message: format!(
            "`{}` is walked by columns: each turn of the innermost loop lands in another row",
            crossing.data
        ),
        inner: "the innermost loop picks the row".to_owned(),
        outer: "this loop picks the cell",
        note: None,
    };
    // One of the two is walked by columns whichever loop is the inner one.
    let default = if crossing.against.is_some() { Level::Note } else { RULE.level };
    Some(crossing.found(context, loops, &RULE, default, said))
}
