#![doc = include_str!("README.md")]
use super::context::{Context, level};
use super::cost::Extent;
use super::found::{Cause, Found, Proposal};
use super::heat::Paying;
use super::subject::Spots;
use super::{Chapter, Finds, Rule, cost};
use crate::model::effects::words_where;
use crate::model::{Binding, Body, Effects, Interest, Lasting, Model, Pass, Primitive, Ty, subscripts, words};
use crate::report::{Level, Predicted, Saves, Subject};
use crate::source::facts::{ExprId, ExprKind, PatId};

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
        return is_number.then_some(Gather { at, base, numbers, walker: pass.walker });
    }
    // `for &place in &places { values[place] }`, `places.iter().map(|&place| values[place])`
    let variable = body.variable(number)?;
    let pass = passes.iter().find(|pass| is_integer(&pass.element) && binds(model, body, pass, variable))?;
    Some(Gather { at, base, numbers: pass.sequence, walker: pass.walker })
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

/// Whether a variable is an element of what a pass goes through.
fn binds(model: &Model<'_>, body: &Body<'_>, pass: &Pass, variable: PatId) -> bool {
    let source = match body.binding(variable) {
        Some(Binding::For { of, .. }) => match body.facts[of].kind {
            ExprKind::For { iterable, .. } => iterable,
            _ => return false,
        },
        Some(Binding::ClosureParameter { .. }) => match body.source(variable) {
            Some(source) => source,
            None => return false,
        },
        _ => return false,
    };
    let source = model.chain(body, source).source;
    let (one, other) = (model.access_path(body, number(body, source)), model.access_path(body, pass.sequence));
    is_integer(body.pattern_ty(variable)) && model.is_same_path(body, &one, &other)
}

fn report(context: &Context<'_>, body: &Body<'_>, gather: &Gather) -> Option<Found> {
    let model = context.model;
    let Gather { at, base, numbers, walker } = *gather;
    if model.is_ascending(body, numbers) {
        return None;
    }
    let bytes = model.element_of(body.ty(base)).and_then(|ty| model.size_of(&ty));
    let size = model.length(body, base).and_then(|length| cost::extent(context.settings, length, bytes));
    if size == Some(Extent::Small) {
        return None;
    }
    let predicted = Predicted {
        lines_now: bytes.map(|bytes| 1.0 + cost::side_by_side(bytes.saturating_sub(1))),
        lines_after: bytes.map(cost::side_by_side),
        element_bytes: bytes,
        trips: model.length(body, numbers),
        ..Predicted::default()
    };
    let frequency = context.frequency(body, Paying { subject: Some(base), ..Paying::walk(walker) }, &predicted);
    let name = |expr: ExprId| model.written_text(body, expr).trim_start_matches('&').to_owned();
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
        rewrite: Proposal::by_hand(
            "sort the numbers, or keep the values in the order in which they are read",
            format!(
                "let {0}: Vec<_> = {1}.iter().map(|&at| {0}[at as usize]).collect(); // once, then walk it",
                name(base),
                name(numbers)
            ),
        ),
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

/// Why it costs.
const WHY: &str = "a prefetcher follows steps of one length; where data says what comes next, it has nothing to follow";
