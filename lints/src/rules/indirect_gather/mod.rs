#![doc = include_str!("README.md")]
use super::context::{Context, level};
use super::cost::Extent;
use super::found::{Cause, Found, Proposal};
use super::heat::{self, Paying};
use super::subject::Spots;
use super::wording::on_one_line;
use super::{Chapter, Finds, Rule, cost};
use crate::model::access::tail;
use crate::model::effects::words_where;
use crate::model::outline::{Role, role};
use crate::model::{Body, Drawn, Effects, Interest, Lasting, Model, Pass, Primitive, Ty, subscripts, words};
use crate::report::{Level, Predicted, Saves, Subject};
use crate::source::facts::{ExprId, ExprKind};

/// What it is.
pub const RULE: Rule = Rule {
    name: "indirect_gather",
    chapter: Chapter::Traversal,
    level: Level::Note,
    summary: "a loop reads elements by the numbers that another sequence holds",
    page: include_str!("README.md"),
    experiment: include_str!("experiment.rs"),
    finds: Finds::Source { interest, check },
};

/// Elements that are read by the numbers of another sequence.
struct Gather {
    /// The index expression.
    at: ExprId,
    /// What is read.
    base: ExprId,
    /// The numbers, as they are named.
    numbers: ExprId,
    /// What goes through them.
    walker: ExprId,
}

/// Every one, of those that read the same data in the same loop the first.
fn check(context: &Context<'_>) -> Vec<Found> {
    context.in_each_body(|body| {
        let mut all: Vec<Gather> = Vec::new();
        let passes = context.model.passes(body);
        if passes.len() > MOST_PASSES {
            return Vec::new();
        }
        for &at in &body.index().subscripts {
            let Some(gather) = gather(context.model, body, passes, at) else { continue };
            let path = |of: &Gather| context.model.access_path(body, of.base);
            let is_same = |known: &Gather| {
                known.walker == gather.walker && context.model.is_same_path(body, &path(known), &path(&gather))
            };
            if !all.iter().any(is_same) {
                all.push(gather);
            }
        }
        all.iter().filter_map(|gather| report(context, body, gather)).collect()
    })
}

/// A function that goes through more sequences is not looked at: each index is held against each.
const MOST_PASSES: usize = 128;

/// Bodies that go through something and have an index.
fn interest(_: &Model<'_>) -> Interest {
    let mut walks = words_where(|effects, _| effects.has(Effects::ITERATES));
    walks.extend(words(["for"]));
    Interest::default().or([subscripts(), walks])
}

fn gather(model: &Model<'_>, body: &Body<'_>, passes: &[Pass], at: ExprId) -> Option<Gather> {
    let ExprKind::Index { base, index } = body.facts[at].kind else { return None };
    // Rows that data picks are walks of their own.
    let element = model.element_of(body.ty(base))?;
    if model.element_of(&element).is_some() {
        return None;
    }
    if model.usage(body, at).may_write() {
        return None;
    }
    let number = number(body, index);
    // `values[places[k]]`
    if let ExprKind::Index { base: numbers, index: inner } = body.facts[number].kind {
        let is_number = model.element_of(body.ty(numbers)).is_some_and(|ty| is_integer(&ty));
        let pass = passes.iter().find(|pass| {
            model.is_same_path(body, &model.access_path(body, pass.sequence), &model.access_path(body, numbers))
                && body.facts[pass.walker].span.contains(body.facts[inner].span)
        })?;
        let gather = Gather { at, base, numbers, walker: pass.walker };
        return (is_number && !has_its_order(model, body, &gather, number)).then_some(gather);
    }
    // `for &place in &places { values[place] }`, `places.iter().map(|&place| values[place])`
    let variable = body.variable(number)?;
    let is_element = |pass: &&Pass| {
        is_integer(&pass.element)
            && is_integer(body.pattern_ty(variable))
            && model.drawn(body, variable, pass.sequence) == Some(Drawn::Whole)
    };
    let pass = passes.iter().find(is_element)?;
    let gather = Gather { at, base, numbers: pass.sequence, walker: pass.walker };
    (!has_its_order(model, body, &gather, number)).then_some(gather)
}

/// A number without casts and references.
fn number(body: &Body<'_>, index: ExprId) -> ExprId {
    let mut at = index;
    loop {
        at = match &body.facts[at].kind {
            ExprKind::Cast { operand, .. } | ExprKind::Reference { operand, .. } | ExprKind::Deref(operand) => *operand,
            _ => return at,
        };
    }
}

fn is_integer(ty: &Ty) -> bool {
    matches!(ty.without_references(), Ty::Primitive(primitive) if primitive.is_integer() && *primitive != Primitive::U8)
}

/// Whether the loop says by what it does with an element that its order is none of its own: it makes a sequence of the elements as they
/// are, or gives the place, or the number, another value.
fn has_its_order(model: &Model<'_>, body: &Body<'_>, gather: &Gather, number: ExprId) -> bool {
    let path = |expr: ExprId| model.access_path(body, expr);
    let (base, numbers, number) = (path(gather.base), path(gather.numbers), path(number));
    let is_written = |place: ExprId| {
        let written = path(place);
        [&base, &numbers, &number].into_iter().any(|of| model.overlaps(body, &written, of))
    };
    is_made_a_sequence(model, body, gather.at) || model.written_places(body, gather.walker).into_iter().any(is_written)
}

/// Whether elements, or copies of them, are put one after the other into a sequence: `out.push(values[i])`,
/// `.map(|i| values[i].clone()).collect()`.
fn is_made_a_sequence(model: &Model<'_>, body: &Body<'_>, element: ExprId) -> bool {
    let mut at = element;
    while let Some(up) = body.parent(at) {
        let is_it = match (&body.facts[up].kind, role(body.facts, up, at)) {
            (
                ExprKind::Reference { .. }
                | ExprKind::Deref(_)
                | ExprKind::Cast { .. }
                | ExprKind::Field { .. }
                | ExprKind::Tuple(_)
                | ExprKind::Struct { .. },
                _,
            ) => true,
            (ExprKind::MethodCall { args, .. }, Some(Role::Receiver)) => {
                let effects = model.effects(body, up);
                if effects.has(Effects::OPEN) {
                    return !args.is_empty() || model.element_of(body.ty(up)).is_some();
                }
                args.is_empty() && effects.has(Effects::COPIES.or(Effects::VIEWS))
                    || effects.has(Effects::ADAPTS) && args.is_empty()
            }
            (ExprKind::MethodCall { .. }, Some(Role::Argument(_))) => {
                return model.effects(body, up).has(Effects::GROWS) && !model.effects(body, up).has(Effects::LOOKS_UP);
            }
            (ExprKind::Closure { .. }, Some(Role::ClosureBody)) => {
                // What the closure gives is what the adapter gives.
                let Some(call) = body.parent(up) else { return false };
                let effects = model.effects(body, call);
                let maps = effects.has_all(Effects::ADAPTS.or(Effects::KEEPS)) && !effects.has(Effects::LOOKS);
                if !maps {
                    return false;
                }
                at = call;
                continue;
            }
            (ExprKind::Block(_), Some(Role::Statement(_))) => tail(body, up) == Some(at),
            _ => false,
        };
        if !is_it {
            return false;
        }
        at = up;
    }
    false
}

/// Bytes of an element that are read: those of a field, where only that is named.
fn read_bytes(model: &Model<'_>, body: &Body<'_>, element: ExprId) -> Option<u64> {
    let mut at = element;
    while let Some(up) = body.parent(at)
        && matches!(body.facts[up].kind, ExprKind::Field { .. })
    {
        at = up;
    }
    model.size_of(body.ty(at).without_references())
}

fn report(context: &Context<'_>, body: &Body<'_>, gather: &Gather) -> Option<Found> {
    let model = context.model;
    let Gather { at, base, numbers, walker } = *gather;
    if model.is_ascending(body, numbers) {
        return None;
    }
    let bytes = model.element_of(body.ty(base)).and_then(|ty| model.size_of(&ty));
    let length = model.length(body, base);
    let size = length.and_then(|length| cost::extent(context.settings, length, bytes));
    let is_near = length.zip(bytes).is_some_and(|(length, bytes)| length.saturating_mul(bytes) <= FIRST_CACHE);
    // A few numbers are no sequence that could be sorted.
    let is_few = model.length(body, numbers).is_some_and(|numbers| numbers <= context.settings.few_turns);
    if size == Some(Extent::Small) || is_near || is_few {
        return None;
    }
    let predicted = Predicted {
        lines_now: read_bytes(model, body, at).or(bytes).map(|read| 1.0 + cost::side_by_side(read.saturating_sub(1))),
        lines_after: bytes.map(cost::side_by_side),
        element_bytes: bytes,
        trips: model.length(body, numbers),
        ..Predicted::default()
    };
    let frequency = context.frequency(body, Paying { subject: Some(base), ..Paying::walk(walker) }, &predicted);
    let name = |expr: ExprId| on_one_line(model.written_text(body, expr).trim_start_matches('&'));
    let mut spots = Spots::new(context);
    spots.way_to(body.id, at);
    spots.onwards(body.id, at);
    Some(Found {
        level: level(RULE.level, frequency.heat, &predicted),
        heat: frequency.heat,
        krate: context.krate(body.owner),
        item: model.item_path(body.owner),
        message: format!(
            "`{}` is read in the order of the numbers in `{}`, which may be any",
            name(base),
            name(numbers)
        ),
        primary: context.label_expr(body.id, at, "each may be a miss"),
        labels: vec![context.label_header(body.id, walker, "for each of the numbers")],
        notes: vec![WHY.to_owned(), context.prediction(&predicted, &frequency)],
        rewrite: fix(&name(base), &name(numbers), heat::is_made_for(context, body, walker, numbers)),
        sites: vec![
            context
                .site(RULE.name, body, walker, Lasting::Statement)
                .about(Subject::elements(spots.into_vec(), 1))
                .saving(Saves::Independent),
        ],
        weight: cost::weight(&predicted, frequency.heat, 1.0),
        predicted,
        cause: Cause::Code,
    })
}

/// To gather the values misses as often as to walk them, so that it pays only where the numbers outlive several walks.
fn fix(base: &str, numbers: &str, is_walked_once: bool) -> Proposal {
    if is_walked_once {
        return Proposal::by_hand(
            "sort the numbers, where their order does not matter",
            format!("{numbers}.sort_unstable(); // before the walk"),
        );
    }
    let word = |c: char| c.is_alphanumeric() || c == '_';
    let last = base.trim_end_matches(|c| !word(c)).rsplit(|c| !word(c)).next().filter(|it| !it.is_empty());
    Proposal::by_hand(
        "sort the numbers, or keep the values in the order in which they are read",
        format!(
            "let {}_in_order: Vec<_> = {numbers}.iter().map(|&at| {base}[at as usize]).collect(); // once, for several walks",
            last.unwrap_or("elements")
        ),
    )
}

/// Bytes of the first cache: data that fits into it misses once.
const FIRST_CACHE: u64 = 32 << 10;

/// Why it costs.
const WHY: &str = "a prefetcher follows steps of one length; where data says what comes next, it has nothing to follow";
