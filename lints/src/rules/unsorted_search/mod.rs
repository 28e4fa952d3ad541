#![doc = include_str!("README.md")]
use super::context::{Context, level};
use super::cost::Extent;
use super::found::{Cause, Found, Proposal};
use super::heat::Paying;
use super::subject::Spots;
use super::{Chapter, Finds, Rule, cost};
use crate::model::effects::words_where;
use crate::model::outline::bindings;
use crate::model::{Binding, Body, Effects, Interest, Lasting, Model, Pass, Resolution};
use crate::report::{Level, Predicted, Subject};
use crate::source::facts::{ExprId, ExprKind, PatId};

/// What it is.
pub const RULE: Rule = Rule {
    name: "unsorted_search",
    chapter: Chapter::Traversal,
    level: Level::Note,
    summary: "a loop searches sorted data for keys that come in no order",
    page: include_str!("README.md"),
    experiment: include_str!("experiment.rs"),
    finds: Finds::Source { interest, check },
};

/// A search in sorted data, for an element of a sequence.
struct Search {
    at: ExprId,
    sorted: ExprId,
    /// It is a tree, and no sequence.
    is_tree: bool,
    keys: Pass,
}

/// Every search for keys that are all at hand before.
fn check(context: &Context<'_>) -> Vec<Found> {
    context.in_each_body(|body| {
        let passes = context.model.passes(body);
        if passes.len() > MOST_PASSES {
            return Vec::new();
        }
        let searches = body.index().calls.iter().filter_map(|&call| search(context.model, body, passes, call));
        let mut all: Vec<Search> = Vec::new();
        for search in searches {
            if !all.iter().any(|known| known.keys.walker == search.keys.walker) {
                all.push(search);
            }
        }
        all.iter().filter_map(|search| report(context, body, search)).collect()
    })
}

/// A function that goes through more sequences is not looked at: each search is held against each.
const MOST_PASSES: usize = 128;

/// Bodies that search by halves or in a tree.
fn interest(model: &Model<'_>) -> Interest {
    let bisects = words_where(|effects, _| effects.has(Effects::BISECTS));
    let asks = words_where(|effects, owner| effects == Effects::LOOKS_UP && owner.is_of(|known| known.is_ordered()));
    let trees = crate::model::words(["BTreeMap", "BTreeSet"]);
    Interest::default().or([bisects]).and_also(model.interest_in(trees, &[]).only_with(asks))
}

fn search(model: &Model<'_>, body: &Body<'_>, passes: &[Pass], call: ExprId) -> Option<Search> {
    let ExprKind::MethodCall { receiver, args, .. } = &body.facts[call].kind else { return None };
    let effects = model.effects(body, call);
    let is_tree = effects == Effects::LOOKS_UP
        && model
            .autoderef(body.ty(*receiver))
            .iter()
            .any(|ty| model.known_type(ty).is_some_and(|known| known.is_ordered()));
    if !is_tree && !effects.has(Effects::BISECTS) {
        return None;
    }
    let key = *args.first()?;
    let keys = passes.iter().find(|pass| {
        variables(body, pass).iter().any(|&variable| body.depends_on(key, variable))
            && body
                .repeated(call)
                .any(|around| around == pass.walker || body.facts[pass.walker].span.contains(body.facts[around].span))
    })?;
    let other = model.access_path(body, keys.sequence);
    let is_other = !model.is_same_path(body, &model.access_path(body, *receiver), &other);
    is_other.then(|| Search { at: call, sorted: *receiver, is_tree, keys: keys.clone() })
}

/// The variables that have an element of what a pass goes through.
fn variables(body: &Body<'_>, pass: &Pass) -> Vec<PatId> {
    if let ExprKind::For { pattern, .. } = body.facts[pass.walker].kind {
        return bindings(body.facts, pattern);
    }
    let within = body.facts[pass.walker].span;
    let of_closure =
        body.exprs().filter(|&id| within.contains(body.facts[id].span)).filter_map(|id| match body.resolution(id) {
            Some(Resolution::Local(variable)) => match body.binding(variable) {
                Some(Binding::ClosureParameter { closure, .. }) if within.contains(body.facts[closure].span) => {
                    Some(variable)
                }
                _ => None,
            },
            _ => None,
        });
    of_closure.collect()
}

fn report(context: &Context<'_>, body: &Body<'_>, search: &Search) -> Option<Found> {
    let model = context.model;
    let Search { at, sorted, is_tree, keys } = search;
    if model.is_ascending(body, keys.sequence) || model.is_changed_in(body, keys.walker, *sorted) {
        return None;
    }
    let bytes = match is_tree {
        true => None,
        false => model.element_of(body.ty(*sorted)).and_then(|ty| model.size_of(&ty)),
    };
    let length = model.length(body, *sorted);
    if length.is_some_and(|length| cost::extent(context.settings, length, bytes) == Some(Extent::Small)) {
        return None;
    }
    // Sorted queries go along the data once. How deep a search goes that is not, its length tells.
    let predicted = Predicted {
        lines_now: length.zip(bytes).map(|(length, bytes)| cost::bisected(length, bytes)),
        lines_after: bytes.map(cost::side_by_side),
        element_bytes: bytes,
        trips: model.length(body, keys.sequence),
        ..Predicted::default()
    };
    let frequency = context.frequency(body, Paying { subject: Some(*sorted), ..Paying::walk(keys.walker) }, &predicted);
    let name = |expr: ExprId| model.written_text(body, expr).trim_start_matches('&').to_owned();
    let (data, asked) = (name(*sorted), name(keys.sequence));
    let mut spots = Spots::new(context);
    spots.way_to(body.id, *at);
    Some(Found {
        level: level(RULE.level, frequency.heat, &predicted),
        heat: frequency.heat,
        krate: context.krate(body.owner),
        item: model.item_path(body.owner),
        message: format!("`{data}` is searched for each of `{asked}`, in the order in which these happen to stand"),
        primary: context.label_expr(
            body.id,
            *at,
            if *is_tree { "down the tree each time" } else { "by halves each time" },
        ),
        labels: vec![context.label_header(body.id, keys.walker, "for each of them")],
        notes: vec![WHY.to_owned(), context.prediction(&predicted, &frequency)],
        rewrite: Proposal::by_hand(
            "sort what is asked for, and go through both at once",
            format!("{asked}.sort_unstable();\n// then one step in `{data}` for each step in `{asked}`"),
        ),
        sites: vec![
            context
                .site(RULE.name, body, keys.walker, Lasting::Statement)
                .about(Subject::Reached { at: spots.into_vec(), rows: None }),
        ],
        weight: cost::weight(&predicted, frequency.heat, 1.0),
        predicted,
        cause: Cause::Code,
    })
}

/// Why it costs.
const WHY: &str = "each search begins anew, and all but its first steps are misses; for keys in order, the next one lies close to the last";
