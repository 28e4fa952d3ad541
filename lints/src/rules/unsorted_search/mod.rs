#![doc = include_str!("README.md")]
use rustc_hash::FxHashSet;

use super::context::{Context, level};
use super::cost::Extent;
use super::found::{Cause, Found, Proposal};
use super::heat::Paying;
use super::subject::Spots;
use super::{Chapter, Finds, Rule, cost};
use crate::model::effects::words_where;
use crate::model::outline::descendants;
use crate::model::{Binding, Body, Effects, Interest, Lasting, Model, Pass, Place, Resolution, Root, Step, Ty};
use crate::report::{Level, Predicted, Subject};
use crate::source::facts::{ExprId, ExprKind, PatId, PatKind};

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
    key: ExprId,
    /// The variable with the element that the key is made of.
    element: PatId,
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
    passes.iter().find_map(|pass| {
        let is_within =
            |around: ExprId| around == pass.walker || body.facts[pass.walker].span.contains(body.facts[around].span);
        let element = element(model, body, pass, key).filter(|_| body.repeated(call).any(is_within))?;
        // Another tree for each turn is walked anew in any order.
        let is_one = !body.depends_on(*receiver, element);
        is_one.then(|| Search { at: call, sorted: *receiver, is_tree, key, element, keys: pass.clone() })
    })
}

/// The variable with an element of a pass that a key is made of, and of nothing that counts the turns. Adapters before it pass elements
/// over by what they are, not by where they stand.
fn element(model: &Model<'_>, body: &Body<'_>, pass: &Pass, key: ExprId) -> Option<PatId> {
    const FREE: Effects = Effects::ITERATES.or(Effects::ANY_ORDER);
    let is_free = |calls: &[ExprId]| calls.iter().all(|&call| model.effects(body, call).has(FREE));
    let mut open = vec![key];
    let mut found = None;
    let mut met = FxHashSet::default();
    while let Some(next) = open.pop() {
        for id in descendants(body.facts, next) {
            let Some(Resolution::Local(variable)) = body.resolution(id) else { continue };
            if !met.insert(variable) {
                continue;
            }
            let is_within = body.facts[pass.walker].span.contains(body.facts[variable].span);
            match model.has_element(body, variable, pass.sequence).filter(|_| is_within) {
                Some(calls) if is_free(&calls) => found = Some(variable),
                Some(_) => return None,
                None => open.extend(body.source(variable).filter(|_| is_within)),
            }
        }
    }
    found.filter(|_| !model.counts_turns(body, key))
}

/// The variable that has what is asked for, where its order means nothing: it is the function's own, it is filled and asked for, and
/// nothing else is done with it.
fn own(model: &Model<'_>, body: &Body<'_>, keys: &Pass) -> Option<PatId> {
    let path = model.access_path(body, keys.sequence);
    let Root::Variable(variable) = path.root else { return None };
    let is_whole = path.steps.iter().all(|step| *step == Step::Deref);
    let is_own = matches!(
        body.binding(variable),
        Some(Binding::Let { whole: true, init: Some(_) } | Binding::Parameter { whole: true, .. })
    );
    let ty = body.pattern_ty(variable);
    let is_sorted_in_place = model.autoderef(ty).iter().any(|ty| matches!(ty, Ty::Slice(_) | Ty::Array(_)));
    if !is_whole || !is_own || matches!(ty, Ty::Ref(..)) || !is_sorted_in_place {
        return None;
    }
    let walker = body.facts[keys.walker].span;
    let is_free = |used: ExprId| {
        let span = body.facts[used].span;
        let fills = || match body.parent(used) {
            Some(up) if matches!(body.facts[up].kind, ExprKind::MethodCall { receiver, .. } if receiver == used) => {
                let effects = model.effects(body, up);
                effects == Effects::MEASURES
                    || effects.has(Effects::GROWS.or(Effects::RESERVES)) && span.end <= walker.start
            }
            _ => false,
        };
        body.facts[keys.sequence].span.contains(span) || fills()
    };
    let uses = model.uses(Place::Local(body.id, variable));
    uses.into_iter().all(|(_, used)| is_free(used)).then_some(variable)
}

/// Whether what becomes of the answers is the same in whichever order they come.
fn is_any_order<'m>(context: &Context<'m>, body: &'m Body<'m>, keys: &Pass) -> bool {
    match body.facts[keys.walker].kind {
        ExprKind::For { .. } => {
            let loops = context.loops(body);
            loops.of(keys.walker).is_some_and(|id| loops.is_any_order(id))
        }
        ExprKind::MethodCall { receiver, .. } => {
            let chain = context.model.chain(body, receiver);
            chain.calls.first().is_some_and(|&first| context.model.is_any_order(body, first))
        }
        _ => false,
    }
}

/// What brings the keys into order: by themselves, by the field that is asked for, or in words.
fn sorting(model: &Model<'_>, body: &Body<'_>, search: &Search, variable: PatId) -> String {
    let asked = model.written_text(body, search.keys.sequence).trim_start_matches(['&', '*']).to_owned();
    let is_mutable = matches!(body.facts[variable].kind, PatKind::Bind { mutable: true, .. });
    let made_mutable = if is_mutable { String::new() } else { format!("let mut {asked} = {asked};\n") };
    let path = model.access_path(body, search.key);
    let is_of_element = path.root == Root::Variable(search.element);
    let steps: Vec<_> = path.steps.iter().filter(|step| **step != Step::Deref).collect();
    let is_float = model
        .element_of(body.ty(search.keys.sequence))
        .is_some_and(|ty| matches!(ty, Ty::Primitive(primitive) if primitive.is_float()));
    let by = match steps.as_slice() {
        [] if is_of_element && is_float => format!("{asked}.sort_unstable_by(|a, b| a.total_cmp(b));"),
        [] if is_of_element => format!("{asked}.sort_unstable();"),
        [Step::Field(owner, index)] if is_of_element => match model.def(*owner).fields() {
            Some(fields) => match fields.list.get(*index as usize) {
                Some(field) => format!("{asked}.sort_unstable_by(|a, b| a.{0}.cmp(&b.{0}));", field.name),
                None => format!("// sort `{asked}` by what is asked for"),
            },
            None => format!("// sort `{asked}` by what is asked for"),
        },
        _ => format!("// sort `{asked}` by what is asked for"),
    };
    format!("{made_mutable}{by}")
}

fn report<'m>(context: &Context<'m>, body: &'m Body<'m>, search: &Search) -> Option<Found> {
    let model = context.model;
    let Search { at, sorted, is_tree, keys, .. } = search;
    if model.is_ascending(body, keys.sequence) || model.is_changed_in(body, keys.walker, *sorted) {
        return None;
    }
    let variable = own(model, body, keys)?;
    if !is_any_order(context, body, keys) {
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
            format!(
                "{}\n// then one step in `{data}` for each step in `{asked}`",
                sorting(model, body, search, variable)
            ),
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
