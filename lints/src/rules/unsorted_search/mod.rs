#![doc = include_str!("README.md")]
use rustc_hash::FxHashSet;

use super::context::{Context, level};
use super::cost::Extent;
use super::found::{Cause, Found, Proposal};
use super::heat::Paying;
use super::subject::Spots;
use super::wording::on_one_line;
use super::{Chapter, Finds, Rule, cold, cost};
use crate::model::effects::words_where;
use crate::model::loops::Exit;
use crate::model::outline::children;
use crate::model::{
    Binding, Body, Drawn, Effects, Interest, Known, Lasting, Model, Pass, Place, Resolution, Root, Step, Ty,
};
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
    drawn: Drawn,
    keys: Pass,
}

/// What has to be sorted, so that the search can become one way along both.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sorting {
    /// The keys where they are: this variable has them, and nobody else sees their order.
    InPlace(PatId),
    /// A copy of the keys: their order is not this function's to change.
    Copy,
    /// The places of the keys: the answers are wanted in the order of the keys.
    Places,
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
    let searched = model.access_path(body, *receiver);
    let of_pass = |pass: &Pass| {
        let is_within =
            |around: ExprId| around == pass.walker || body.facts[pass.walker].span.contains(body.facts[around].span);
        let drawn = drawn(model, body, pass, key).filter(|_| body.repeated(call).any(is_within))?;
        // What is searched is in order. Another tree for each turn is walked anew in any order.
        let is_other = !model.is_same_path(body, &searched, &model.access_path(body, pass.sequence));
        let is_one = !body.depends(*receiver, &|id| is_of_turn(body, pass, id));
        (is_other && is_one).then(|| Search { at: call, sorted: *receiver, is_tree, key, drawn, keys: pass.clone() })
    };
    passes.iter().filter_map(of_pass).min_by_key(|search| {
        let span = body.facts[search.keys.walker].span;
        span.end - span.start
    })
}

/// Whether a variable is another one in each turn of a pass.
fn is_of_turn(body: &Body<'_>, pass: &Pass, id: ExprId) -> bool {
    let Some(Resolution::Local(variable)) = body.resolution(id) else { return false };
    let is_walked = matches!(body.binding(variable), Some(Binding::For { .. } | Binding::ClosureParameter { .. }));
    is_walked && body.facts[pass.walker].span.contains(body.facts[variable].span)
}

/// What a key is made of, of the elements of a pass, where it is made of nothing that counts the turns.
fn drawn(model: &Model<'_>, body: &Body<'_>, pass: &Pass, key: ExprId) -> Option<Drawn> {
    let sequence = model.access_path(body, pass.sequence);
    let within = body.facts[pass.walker].span;
    // `keys[i]`, where `i` is the number of a turn.
    let is_subscript = |id: ExprId| match body.facts[id].kind {
        ExprKind::Index { base, index } => {
            model.is_same_path(body, &model.access_path(body, base), &sequence)
                && body.depends(index, &|id| is_of_turn(body, pass, id))
        }
        _ => false,
    };
    let mut open = vec![key];
    let mut found: Option<Drawn> = None;
    let mut met = FxHashSet::default();
    while let Some(id) = open.pop() {
        if is_subscript(id) {
            found = Some(found.unwrap_or(Drawn::Whole));
            continue;
        }
        children(body.facts, id, &mut |child, _| open.push(child));
        let Some(Resolution::Local(variable)) = body.resolution(id) else { continue };
        if !met.insert(variable) {
            continue;
        }
        if model.is_counter(body, variable) {
            return None;
        }
        let is_within = within.contains(body.facts[variable].span);
        match model.drawn(body, variable, pass.sequence).filter(|_| is_within) {
            Some(one) => found = Some(found.map_or(one, |before| before.max(one))),
            None => open.extend(body.source(variable).filter(|_| is_within)),
        }
    }
    found
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
    const FREE: Effects = Effects::ITERATES.or(Effects::ANY_ORDER);
    let model = context.model;
    let calls = adapters(model, body, keys);
    match body.facts[keys.walker].kind {
        ExprKind::For { .. } => {
            let loops = context.loops(body);
            calls.iter().all(|&call| model.effects(body, call).has(FREE))
                && loops.of(keys.walker).is_some_and(|id| loops.is_any_order(id))
        }
        _ => calls.first().is_some_and(|&first| model.is_any_order(body, first)),
    }
}

/// The calls between the keys and what walks them.
fn adapters(model: &Model<'_>, body: &Body<'_>, keys: &Pass) -> Vec<ExprId> {
    match body.facts[keys.walker].kind {
        ExprKind::For { iterable, .. } => model.chain(body, iterable).calls,
        ExprKind::MethodCall { receiver, .. } => model.chain(body, receiver).calls,
        _ => Vec::new(),
    }
}

/// Whether an answer may end the pass: the rest of the keys is not asked for then. An error does that seldom.
fn may_end_early<'m>(context: &Context<'m>, body: &'m Body<'m>, keys: &Pass) -> bool {
    let model = context.model;
    let is_option = |expr: ExprId| model.known_type(body.ty(expr)) == Some(Known::Option);
    let stops = |call: ExprId| {
        let effects = model.effects(body, call);
        effects.has(Effects::STOPS) || effects.has(Effects::BUILDS) && is_option(call)
    };
    let is_left = |exit: &Exit| match body.facts[exit.at].kind {
        ExprKind::Return(Some(value)) => !cold::makes_error(body, value),
        ExprKind::Try(value) => is_option(value),
        _ => true,
    };
    adapters(model, body, keys).into_iter().any(stops)
        || match body.facts[keys.walker].kind {
            ExprKind::For { .. } => {
                let loops = context.loops(body);
                loops.of(keys.walker).is_none_or(|id| loops.get(id).exits.iter().any(is_left))
            }
            _ => stops(keys.walker),
        }
}

fn sorting<'m>(context: &Context<'m>, body: &'m Body<'m>, search: &Search) -> Sorting {
    if !is_any_order(context, body, &search.keys) {
        return Sorting::Places;
    }
    let is_sorted_as_it_is = search.drawn < Drawn::OfSeveral;
    match own(context.model, body, &search.keys).filter(|_| is_sorted_as_it_is) {
        Some(variable) => Sorting::InPlace(variable),
        None => Sorting::Copy,
    }
}

impl Sorting {
    /// What the advice asks for.
    fn title(self) -> &'static str {
        match self {
            Sorting::InPlace(_) => "sort what is asked for, and go through both at once",
            Sorting::Copy => "sort a copy of what is asked for, and go through both at once",
            Sorting::Places => {
                "sort the places of what is asked for, go through both at once, and write each answer to its place"
            }
        }
    }

    /// What makes it dearer.
    fn price(self, asked: &str) -> Option<String> {
        match self {
            Sorting::InPlace(_) => None,
            Sorting::Copy => Some(format!("`{asked}` is to stay in its order: a copy has to be made, too")),
            Sorting::Places => {
                Some(format!("the answers are wanted in the order of `{asked}`: places are sorted, and answers kept"))
            }
        }
    }

    /// The lines that sort.
    fn sketch(self, model: &Model<'_>, body: &Body<'_>, search: &Search, asked: &str, data: &str) -> String {
        let compared = |one: &str, other: &str| compared(model, body, search, one, other);
        let by = |name: &str| match compared("a", "b") {
            Some(order) if order == "a.cmp(b)" => format!("{name}.sort_unstable();"),
            Some(order) => format!("{name}.sort_unstable_by(|a, b| {order});"),
            None => format!("// sort `{name}` by what is asked for"),
        };
        match self {
            Sorting::InPlace(variable) => {
                let is_mutable = matches!(body.facts[variable].kind, PatKind::Bind { mutable: true, .. });
                let made_mutable = if is_mutable { String::new() } else { format!("let mut {asked} = {asked};\n") };
                format!("{made_mutable}{}\n// then one step in `{data}` for each step in `{asked}`", by(asked))
            }
            Sorting::Copy => {
                let made = match search.drawn {
                    Drawn::OfSeveral => "let mut in_order = Vec::new(); // all that is asked for".to_owned(),
                    _ => format!("let mut in_order: Vec<_> = {asked}.iter().collect();"),
                };
                format!("{made}\n{}\n// then one step in `{data}` for each step in `in_order`", by("in_order"))
            }
            Sorting::Places => {
                let made = match search.drawn {
                    Drawn::OfSeveral => "let mut places = Vec::new(); // of all that is asked for".to_owned(),
                    _ => format!("let mut places: Vec<usize> = (0..{asked}.len()).collect();"),
                };
                let by = match compared(&format!("{asked}[a]"), &format!("{asked}[b]")) {
                    Some(order) => format!("places.sort_unstable_by(|&a, &b| {order});"),
                    None => "// sort `places` by what is asked for there".to_owned(),
                };
                format!(
                    "{made}\n{by}\n// then one step in `{data}` for each of `places`, and its answer to `answers[place]`"
                )
            }
        }
    }
}

/// What compares two elements by what is asked for: by themselves, or by a field.
fn compared(model: &Model<'_>, body: &Body<'_>, search: &Search, one: &str, other: &str) -> Option<String> {
    if search.drawn != Drawn::Whole {
        return None;
    }
    let path = model.access_path(body, search.key);
    let element = path.steps.iter().rposition(|step| matches!(step, Step::Element(_)));
    let steps = match (path.root, element) {
        // `keys[i]`
        (_, Some(element)) => path.steps.get(element + 1..)?,
        (Root::Variable(variable), None) => {
            model.drawn(body, variable, search.keys.sequence)?;
            path.steps.as_slice()
        }
        _ => return None,
    };
    let steps: Vec<_> = steps.iter().filter(|step| **step != Step::Deref).collect();
    let field = match steps.as_slice() {
        [] => String::new(),
        [Step::Field(owner, index)] => {
            format!(".{}", model.def(*owner).fields()?.list.get(*index as usize)?.name)
        }
        _ => return None,
    };
    let is_float = matches!(body.ty(search.key).without_references(), Ty::Primitive(of) if of.is_float());
    let compare = if is_float { "total_cmp" } else { "cmp" };
    // A field, or what a subscript gives, has to be referred to.
    let is_reference = field.is_empty() && !other.ends_with(']');
    Some(format!("{one}{field}.{compare}({}{other}{field})", if is_reference { "" } else { "&" }))
}

fn report<'m>(context: &Context<'m>, body: &'m Body<'m>, search: &Search) -> Option<Found> {
    let model = context.model;
    let Search { at, sorted, is_tree, keys, .. } = search;
    if model.is_ascending(body, keys.sequence)
        || model.is_changed_in(body, keys.walker, *sorted)
        || may_end_early(context, body, keys)
    {
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
    let name = |expr: ExprId| on_one_line(model.written_text(body, expr).trim_start_matches(['&', '*']));
    let (data, asked) = (name(*sorted), name(keys.sequence));
    let sorting = sorting(context, body, search);
    let mut notes = vec![WHY.to_owned()];
    notes.extend(sorting.price(&asked));
    notes.push(match is_tree {
        true => context.unpredicted("it is not known here how deep the tree is", &frequency),
        false => context.prediction(&predicted, &frequency),
    });
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
        notes,
        rewrite: Proposal::by_hand(sorting.title(), sorting.sketch(model, body, search, &asked, &data)),
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
