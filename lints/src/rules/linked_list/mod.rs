#![doc = include_str!("README.md")]
mod lists;
mod rewrite;

use std::sync::Arc;

use rustc_hash::FxHashMap;

use self::lists::{List, Walk, changes, length, lists, walks};
use super::context::{Context, level};
use super::found::{Cause, Found, Proposal};
use super::heat::{Paying, loop_within};
use super::subject::Spots;
use super::{Chapter, Finds, Rule, cost};
use crate::model::{BodyId, Effects, Form, Interest, Model, Ty, words};
use crate::report::{Change, Collection, Heat, Level, Predicted, Site, Subject};
use crate::source::facts::{ExprId, ExprKind};
use crate::source::load::FileId;

/// What it is.
pub const RULE: Rule = Rule {
    name: "linked_list",
    chapter: Chapter::Layout,
    level: Level::Warn,
    summary: "a std LinkedList: every step waits for the memory of the one before",
    page: include_str!("README.md"),
    experiment: include_str!("experiment.rs"),
    finds: Finds::Source { interest, check },
};

/// Every declared place whose type is a linked list, and every construction that no declared type stands for.
fn check(context: &Context<'_>) -> Vec<Found> {
    // A rewrite covers its file, whichever finding it is asked for.
    let mut rewrites: FxHashMap<FileId, Result<Arc<Vec<Change>>, String>> = FxHashMap::default();
    let mut report = |(found, splice): &(List, Option<(BodyId, ExprId)>)| {
        let rewrite = rewrites.entry(found.file).or_insert_with(|| {
            let edits = rewrite::whole_file(context, found.file)?;
            Ok(Proposal::changes_of(context.model.file(found.file), edits))
        });
        self::report(context, found, *splice, rewrite)
    };
    lists(context).iter().map(&mut report).collect()
}

/// Bodies that a list can come into.
fn interest(model: &Model<'_>) -> Interest {
    model.interest_in(words(["LinkedList", "linked_list"]), &[])
}

fn report(
    context: &Context<'_>,
    found: &List,
    splice: Option<(BodyId, ExprId)>,
    rewrite: &Result<Arc<Vec<Change>>, String>,
) -> Found {
    let model = context.model;
    let element = found.answer.as_ref().map(|ty| model.display(ty));
    let message = match (&found.name, found.form) {
        (Some(name), Form::Alias) => {
            format!(
                "`{name}` is a `LinkedList`: each element is an allocation of its own, and loading one waits for the one before"
            )
        }
        (Some(name), _) => {
            format!(
                "`{name}` holds a `LinkedList`: each element is an allocation of its own, and loading one waits for the one before"
            )
        }
        (None, _) => {
            "a `LinkedList`: each element is an allocation of its own, and loading one waits for the one before"
                .to_owned()
        }
    };
    let walks = walks(model, found);
    // Where each turn runs a loop of its own, a node's miss is the smaller part.
    let busy: Vec<_> = walks.iter().map_while(|walk| loop_within(model, model.body(walk.body), walk.walker)).collect();
    let is_beside_loops = |&(body, at): &(BodyId, ExprId)| {
        let body = model.body(body);
        body.repeated(at).next().is_none() && !body.index().loops.is_empty()
    };
    let predicted = predict(context, found);
    // Without a walk, what a node costs is paid where it is made and given back.
    let paying: Vec<(BodyId, ExprId)> = match walks.as_slice() {
        [] => changes(model, found),
        walks => walks.iter().map(|walk| (walk.body, walk.walker)).collect(),
    };
    let is_busy = match walks.as_slice() {
        [] => !paying.is_empty() && paying.iter().all(is_beside_loops),
        walks => busy.len() == walks.len(),
    };
    let warmest = paying
        .iter()
        .map(|&(body, walker)| context.frequency(model.body(body), Paying::walk(walker), &predicted))
        .max_by_key(|frequency| frequency.heat);
    let heat = warmest.as_ref().map_or(Heat::Warm, |frequency| frequency.heat);
    let mut labels = Vec::new();
    if !matches!(found.form, Form::Construction(_)) {
        labels.extend(found.made.iter().map(|&(body, expr)| context.label_expr(body, expr, "constructed here")));
    }
    // Three are enough to see.
    let walked = walks.iter().take(3);
    labels.extend(walked.map(|walk| context.label_header(walk.body, walk.walker, done(model, walk))));
    let mut notes = vec![WHY.to_owned()];
    if let Some((body, expr)) = splice {
        labels.push(context.label_expr(body, expr, "spliced here, which a linked list does without moving elements"));
        notes.push("splicing is what a linked list is for: measure before changing it".to_owned());
    }
    if let Some(&(body, at)) = busy.first().filter(|_| is_busy) {
        labels.push(context.label_header(body, at, "each turn runs this loop"));
    }
    if is_busy {
        notes.push("a loop of its own is run for each element, beside which its node may cost little".to_owned());
    }
    notes.extend(warmest.as_ref().map(|frequency| context.prediction(&predicted, frequency)));
    let default = if splice.is_some() || is_busy { Level::Note } else { RULE.level };
    let mut sites: Vec<_> = walks.iter().map(|walk| site(context, found, walk)).collect();
    sites.dedup();
    Found {
        level: level(default, heat, &predicted),
        heat,
        krate: context.krate(found.item),
        item: model.item_path(found.item),
        message,
        primary: context.label(
            found.file,
            found.span,
            element.map_or("a node for each element".to_owned(), |it| format!("a node for each `{it}`")),
        ),
        labels,
        notes,
        rewrite: fix(context, found, rewrite),
        sites,
        predicted,
        weight: cost::weight(&predicted, heat, 1.0),
        cause: Cause::Declared { at: found.declares, goes_to: found.goes_to.clone(), handed: Vec::new() },
    }
}

/// What a loop does with the nodes, in words.
fn done(model: &Model<'_>, walk: &Walk) -> &'static str {
    let body = model.body(walk.body);
    let takes_out = match &body.facts[walk.walker].kind {
        ExprKind::While { condition, .. } => match &body.facts[*condition].kind {
            ExprKind::Let { scrutinee, .. } => model.effects(body, *scrutinee).has(Effects::SHRINKS),
            _ => false,
        },
        _ => false,
    };
    if takes_out { "taken out here, one node after the other" } else { "walked here, one miss after the other" }
}

/// The walk, about the nodes of the list.
fn site(context: &Context<'_>, list: &List, walk: &Walk) -> Site {
    let model = context.model;
    let body = model.body(walk.body);
    let mut spots = Spots::new(context);
    spots.walk(walk.body, walk.walker);
    // What takes a list apart asks it in the loop's own statements.
    for &(of, used) in list.uses.iter().filter(|(of, _)| *of == walk.body) {
        if body.facts[walk.walker].span.contains(body.facts[used].span) {
            let call = body.ancestors(used).take_while(|up| *up != walk.walker);
            let call = call.take_while(|up| !matches!(body.facts[*up].kind, ExprKind::Block(_) | ExprKind::Let { .. }));
            spots.way_to(of, call.last().unwrap_or(used));
        }
    }
    let mut elements = Spots::new(context);
    elements.elements(walk.body, walk.walker);
    let subject = Subject::Walked { by: Collection::List, at: spots.into_vec(), elements: elements.into_vec() };
    context.site(RULE.name, body, walk.walker, walk.lasting).about(subject)
}

/// Why it costs.
const WHY: &str = "each node has the address of the next, so a step waits for the one before; a prefetcher helps only where the nodes were \
     allocated in this order";

/// A node is an element and two links, in an allocation of its own; the rewrite puts the elements side by side.
fn predict(context: &Context<'_>, found: &List) -> Predicted {
    let element = found.answer.as_ref();
    let node = element
        .and_then(|element| context.model.size_of(&Ty::Tuple([Ty::usize(), Ty::usize(), element.clone()].into())));
    let bytes = element.and_then(|element| context.model.size_of(element));
    Predicted {
        lines_now: node.map(cost::scattered),
        lines_after: bytes.map(cost::side_by_side),
        element_bytes: bytes,
        trips: length(context.model, found),
        ..Predicted::default()
    }
}

fn fix(context: &Context<'_>, found: &List, rewrite: &Result<Arc<Vec<Change>>, String>) -> Proposal {
    match rewrite {
        Ok(changes) => {
            let title = "use a `VecDeque`: the same methods, all elements in one ring of memory";
            Proposal::of_file(title, context.model.file(found.file), changes)
        }
        Err(obstacle) => {
            let element = found.answer.as_ref().map_or_else(|| "_".to_owned(), |ty| context.model.display(ty));
            let name = found.name.as_deref().unwrap_or("list");
            Proposal::by_hand(
                format!("use a `VecDeque`; by hand, because {obstacle}"),
                format!("use std::collections::VecDeque;\n\n{name}: VecDeque<{element}>"),
            )
        }
    }
}
