#![doc = include_str!("README.md")]
use super::context::Context;
use super::crossing::Said;
use super::found::Found;
use super::strides::{Crossing, Far, in_each_nest, interest};
use super::wording::counted;
use super::{Chapter, Finds, Rule};
use crate::model::Loops;
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
    in_each_nest(context, |loops, crossing| report(context, loops, crossing))
}

/// Steps of so many bytes and more, that are powers of two, lead to few sets of a cache.
const ALIASING: u64 = 4096;

fn report(context: &Context<'_>, loops: &Loops<'_, '_>, crossing: &Crossing<'_>) -> Option<Found> {
    let Far::Elements(step, known) = &crossing.step else { return None };
    let far = match known {
        Some(bytes) => counted(*bytes, "byte"),
        None => format!("{step} elements"),
    };
    let aliasing = known.filter(|bytes| bytes.is_power_of_two() && *bytes >= ALIASING).map(|bytes| {
        format!(
            "{} is a power of two: the cache lines compete for a few sets of the caches and the TLB; a row that is 64 bytes longer spreads them",
            counted(bytes, "byte")
        )
    });
    let said = Said {
        message: format!(
            "this nest walks `{}` from cache line to cache line: the innermost loop steps by {far}",
            crossing.data
        ),
        inner: format!("each turn goes {far} further"),
        outer: "this loop goes along the cache lines",
        note: aliasing,
    };
    // What no loop goes along may be all that is asked for. A transpose walks one of the two so whichever loop is the inner one: tiles
    // help where both sides are long, which nobody knows here.
    let is_transpose = crossing.against.is_some() && crossing.trips.is_none();
    let default = if crossing.outer.is_some() && !is_transpose { RULE.level } else { Level::Note };
    Some(crossing.found(context, loops, &RULE, default, said))
}
