#![doc = include_str!("README.md")]
mod asked;

use self::asked::{Asked, asked};
use super::context::{Context, level};
use super::found::{Cause, Found, Proposal};
use super::heat::{Paying, walks_again};
use super::subject::Spots;
use super::wording::counted;
use super::{Chapter, Finds, Rule, cost};
use crate::model::effects::words_where;
use crate::model::order::is_whole_place;
use crate::model::outline::descendants;
use crate::model::{AccessPath, Binding, Body, Effects, Interest, Known, Lasting, Model, Root, Ty};
use crate::report::{Level, Predicted, Subject, Work};
use crate::source::facts::{ExprId, ExprKind, MacroArgs, PatKind, Statement, StatementKind};

/// What it is.
pub const RULE: Rule = Rule {
    name: "front_removal",
    chapter: Chapter::Traversal,
    level: Level::Warn,
    summary: "a loop takes elements from the front of a vector, or puts them there",
    page: include_str!("README.md"),
    experiment: include_str!("experiment.rs"),
    finds: Finds::Source { interest, check },
};

/// Something that is done at the front of a vector.
struct Front {
    call: ExprId,
    vector: ExprId,
    path: AccessPath,
    form: Form,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    Removed,
    Inserted,
    Drained,
}

/// Every vector of a body at whose front a loop does something, each once.
fn check(context: &Context<'_>) -> Vec<Found> {
    context.in_each_body(|body| {
        let mut all: Vec<Front> = Vec::new();
        for &call in &body.index().calls {
            let Some(front) = front(context.model, body, call) else { continue };
            if !all.iter().any(|known| context.model.is_same_path(body, &known.path, &front.path)) {
                all.push(front);
            }
        }
        all.iter().filter_map(|front| report(context, body, front)).collect()
    })
}

/// Bodies that call something that moves elements.
fn interest(_: &Model<'_>) -> Interest {
    Interest::default().or([words_where(|effects, _| effects.has(Effects::SHIFTS))])
}

/// What a call does at the front of a vector.
fn front(model: &Model<'_>, body: &Body<'_>, call: ExprId) -> Option<Front> {
    let ExprKind::MethodCall { receiver, args, .. } = &body.facts[call].kind else { return None };
    // Who leaves the loop afterwards does it once.
    let around = body.repeated(call).next();
    let within = body.ancestors(call).take_while(|up| Some(*up) != around);
    if within
        .filter(|up| matches!(body.facts[*up].kind, ExprKind::Block(_)))
        .any(|block| body.ends_by_leaving(block) && around.is_some())
    {
        return None;
    }
    let effects = model.effects(body, call);
    if !effects.has(Effects::SHIFTS) {
        return None;
    }
    let types = model.autoderef(body.ty(*receiver));
    types
        .iter()
        .find_map(|ty| model.known_type(ty).filter(|known| known.is_sequence() && *known != Known::VecDeque))?;
    let first = *args.first()?;
    let form = match &body.facts[first].kind {
        // All of it is no queue, and the end stays the end.
        ExprKind::Range { start, end: Some(end), .. } => {
            let starts = start.is_none_or(|start| model.constant(body, start) == Some(0));
            (starts && !is_length(model, body, *end, *receiver)).then_some(Form::Drained)?
        }
        _ if model.constant(body, first) != Some(0) => return None,
        _ if effects.has(Effects::GROWS) => Form::Inserted,
        _ => Form::Removed,
    };
    let path = model.access_path(body, *receiver);
    // Of what a call has just given nobody keeps the rest.
    let is_kept = !matches!(path.root, Root::Value(_));
    let front = Front { call, vector: *receiver, path, form };
    (is_kept && !is_given_up(model, body, &front) && !is_put_once(model, body, &front)).then_some(front)
}

/// Whether a number is the length that a vector has, or had: to drain so many keeps what was put behind them since, and no more.
fn is_length(model: &Model<'_>, body: &Body<'_>, number: ExprId, vector: ExprId) -> bool {
    let measured = model.value_of(body, number);
    match body.facts[measured].kind {
        ExprKind::MethodCall { receiver, .. } => {
            let path = |at| model.access_path(body, at);
            model.effects(body, measured) == Effects::MEASURES
                && model.is_same_path(body, &path(receiver), &path(vector))
        }
        _ => false,
    }
}

/// Whether each loop around an insertion has another vector in each turn, which gets this one element.
fn is_put_once(model: &Model<'_>, body: &Body<'_>, front: &Front) -> bool {
    let mut loops = body.repeated(front.call).peekable();
    front.form == Form::Inserted
        && loops.peek().is_some()
        && loops.all(|around| !walks_again(model, body, around, Some(front.vector)))
}

/// How many elements a condition around a call says that there are at most: `if history.len() > 100 { history.remove(0); }`.
fn most(model: &Model<'_>, body: &Body<'_>, front: &Front) -> Option<u64> {
    let conditions = body.ancestors(front.call).filter_map(|up| match body.facts[up].kind {
        ExprKind::If { condition, .. } | ExprKind::While { condition, .. } => Some(condition),
        _ => None,
    });
    conditions.flat_map(|condition| descendants(body.facts, condition)).find_map(|id| {
        let ExprKind::Binary { op, left, right } = &body.facts[id].kind else { return None };
        let measures = |at: ExprId| match &body.facts[at].kind {
            ExprKind::MethodCall { receiver, .. } => {
                model.effects(body, at).has(Effects::MEASURES)
                    && model.is_same_path(body, &model.access_path(body, *receiver), &front.path)
            }
            _ => false,
        };
        let bound = match (measures(*left), measures(*right)) {
            (true, false) => *right,
            (false, true) => *left,
            _ => return None,
        };
        // That there are any is no bound.
        model.most(body, bound).filter(|&most| op.is_comparison() && most > 1)
    })
}

fn report(context: &Context<'_>, body: &Body<'_>, front: &Front) -> Option<Found> {
    let model = context.model;
    let bytes = model.element_of(body.ty(front.vector)).and_then(|ty: Ty| model.size_of(&ty));
    let trips = most(model, body, front).or_else(|| model.length(body, front.vector));
    let predicted = Predicted {
        lines_now: trips.zip(bytes).map(|(trips, bytes)| cost::side_by_side(trips.saturating_mul(bytes))),
        lines_after: bytes.map(cost::side_by_side),
        element_bytes: bytes,
        trips,
        ..Predicted::default()
    };
    let around = body.repeated(front.call).next();
    let frequency =
        context.frequency(body, Paying { subject: Some(front.vector), ..Paying::walk(front.call) }, &predicted);
    let is_hot = frequency.heat == crate::report::Heat::Hot;
    let is_small = trips.is_some_and(|trips| cost::extent(context.settings, trips, bytes) == Some(cost::Extent::Small));
    if is_small || (around.is_none() && !is_hot) {
        return None;
    }
    let name = model.last_place(body, &front.path).and_then(|place| model.place_name(place));
    let named = name.as_deref().map_or("a vector".to_owned(), |name| format!("`{name}`"));
    let done = match front.form {
        Form::Removed => format!("the first element of {named} is removed, and all others move up"),
        Form::Inserted => format!("an element is put before all others of {named}, and these move back"),
        Form::Drained => format!("the first elements of {named} are drained, and all others move up"),
    };
    let mut labels: Vec<_> = around
        .map(|around| context.label_header(body.id, around, "again in each turn"))
        .filter(|_| {
            matches!(around.map(|around| &body.facts[around].kind), Some(ExprKind::For { .. } | ExprKind::While { .. }))
        })
        .into_iter()
        .collect();
    if let Some((file, span)) = model.last_place(body, &front.path).and_then(|place| model.declaration(place)) {
        labels.push(context.label(file, span, "the elements lie side by side, from the first on"));
    }
    // How often a function that has no loop itself does it to one vector nobody knows.
    let is_seldom = around.is_some_and(|around| is_seldom(model, body, front, around));
    let default = if around.is_some() && !is_seldom { RULE.level } else { Level::Note };
    let mut notes = vec![why(front.form).to_owned()];
    notes.extend(is_seldom.then(|| SELDOM.to_owned()));
    notes.push(context.prediction(&predicted, &frequency));
    let mut spots = Spots::new(context);
    spots.way_to(body.id, front.call);
    let at = body.loops(front.call).next().unwrap_or(front.call);
    Some(Found {
        level: level(default, frequency.heat, &predicted),
        heat: frequency.heat,
        krate: context.krate(body.owner),
        item: model.item_path(body.owner),
        message: done,
        primary: context.label_expr(
            body.id,
            front.call,
            bytes.map_or_else(
                || "every element that is there moves, each time".to_owned(),
                |bytes| format!("{} for each element that is there, each time", counted(bytes, "byte")),
            ),
        ),
        labels,
        notes,
        rewrite: fix(model, body, front, name.as_deref().unwrap_or("queue"), &element(model, body, front)),
        sites: vec![
            context
                .site(RULE.name, body, at, Lasting::Statement)
                .about(Subject::Work { at: spots.into_vec(), what: Work::Moves }),
        ],
        weight: cost::weight(&predicted, frequency.heat, 1.0),
        predicted,
        cause: Cause::Code,
    })
}

/// Whether a loop does it only now and then to a vector that a loop around makes anew: it may be a handful that one or two are taken
/// from.
fn is_seldom(model: &Model<'_>, body: &Body<'_>, front: &Front, around: ExprId) -> bool {
    let Root::Variable(variable) = front.path.root else { return false };
    let bound = body.facts[variable].span;
    let is_made_anew = body.repeated(around).any(|outer| body.facts[outer].span.contains(bound));
    let mut child = front.call;
    let is_conditional = body.ancestors(front.call).take_while(|up| *up != around).any(|up| {
        let from = std::mem::replace(&mut child, up);
        match body.facts[up].kind {
            // That there are any is asked before each is taken.
            ExprKind::If { condition, .. } => from != condition && !asks_for(model, body, condition, front),
            ExprKind::Match { scrutinee, .. } => from != scrutinee,
            _ => false,
        }
    });
    is_made_anew && is_conditional
}

/// Whether a condition asks for the vector.
fn asks_for(model: &Model<'_>, body: &Body<'_>, condition: ExprId, front: &Front) -> bool {
    descendants(body.facts, condition).into_iter().any(|at| match body.facts[at].kind {
        ExprKind::MethodCall { receiver, .. } => {
            model.is_same_path(body, &model.access_path(body, receiver), &front.path)
        }
        _ => false,
    })
}

fn element(model: &Model<'_>, body: &Body<'_>, front: &Front) -> String {
    let element = model.element_of(body.ty(front.vector)).filter(|ty| !ty.is_unknown());
    element.map_or_else(|| "_".to_owned(), |ty| model.display(&ty))
}

/// The outermost loop that does it again to the same vector: not one whose turns make the vector anew.
fn outermost(body: &Body<'_>, front: &Front) -> Option<ExprId> {
    let is_around_all = |around: &ExprId| match front.path.root {
        Root::Variable(variable) => !body.facts[*around].span.contains(body.facts[variable].span),
        _ => true,
    };
    body.repeated(front.call).take_while(is_around_all).last()
}

/// Whether something is put in while elements are taken out: then it is a queue, and else only a way to go through it.
fn is_refilled(model: &Model<'_>, body: &Body<'_>, front: &Front) -> bool {
    let Some(around) = outermost(body, front) else { return true };
    let span = body.facts[around].span;
    let fills = |call: &&ExprId| match body.facts[**call].kind {
        ExprKind::MethodCall { receiver, .. } => {
            span.contains(body.facts[**call].span)
                && model.effects(body, **call).has(Effects::GROWS)
                && model.is_same_path(body, &model.access_path(body, receiver), &front.path)
        }
        _ => false,
    };
    // What is handed on as a whole may be filled there.
    let handed_on = |call: &&ExprId| match &body.facts[**call].kind {
        ExprKind::MethodCall { args, .. } | ExprKind::Call { args, .. } => {
            span.contains(body.facts[**call].span)
                && args.iter().any(|&arg| model.is_same_path(body, &model.access_path(body, arg), &front.path))
        }
        _ => false,
    };
    body.index().calls.iter().any(|call| fills(&call) || handed_on(&call))
}

/// Whether what the vector is a part of gets another value from the element that is taken out: nobody keeps the rest.
fn is_given_up(model: &Model<'_>, body: &Body<'_>, front: &Front) -> bool {
    let Root::Variable(variable) = front.path.root else { return false };
    let Some(source) = body.source(variable) else { return false };
    let places = descendants(body.facts, source).into_iter().filter(|&at| is_whole_place(body, at));
    let from: Vec<AccessPath> = places.map(|at| model.access_path(body, at)).collect();
    body.ancestors(front.call).any(|up| match body.facts[up].kind {
        ExprKind::Assign { left, right } => {
            let given = model.access_path(body, left);
            body.facts[right].span.contains(body.facts[front.call].span)
                && from.iter().any(|from| model.overlaps(body, from, &given))
        }
        _ => false,
    })
}

/// What spares it.
const SELDOM: &str = "the vector is made anew in each turn of an outer loop, and a condition decides whether one is taken out: it costs \
     nothing where there are only a few";

/// Why it costs.
fn why(form: Form) -> &'static str {
    match form {
        Form::Removed | Form::Drained => {
            "a vector begins with its first element: what is left is moved each time, so that to take out all of n moves n²/2"
        }
        Form::Inserted => {
            "a vector begins with its first element: what is there is moved each time, so that to put in n moves n²/2"
        }
    }
}

/// How a vector is filled that elements are put before.
enum Filling {
    /// It begins with none, and all come at the front: the loop turns the order round.
    Backwards,
    /// All of a list come at the front, one after the other: the list as it is written.
    List(String),
    /// At the front of others.
    Front,
}

fn filling(model: &Model<'_>, body: &Body<'_>, front: &Front) -> Filling {
    let variable = match front.path.root {
        Root::Variable(variable) if front.path.steps.is_empty() => Some(variable),
        _ => None,
    };
    let is_empty = |variable| match body.binding(variable) {
        Some(Binding::Let { init: Some(init), whole: true, .. }) => match &body.facts[init].kind {
            ExprKind::Macro { args: MacroArgs::Exprs(elements), .. } => elements.is_empty(),
            _ => model.effects(body, init).has(Effects::MAKES),
        },
        _ => false,
    };
    let grows_behind = |call: ExprId| match &body.facts[call].kind {
        ExprKind::MethodCall { receiver, args, .. } if body.variable(*receiver) == variable => {
            let effects = model.effects(body, call);
            let is_first = || args.first().is_some_and(|&first| model.constant(body, first) == Some(0));
            effects.has(Effects::GROWS) && !(effects.has(Effects::SHIFTS) && is_first())
        }
        _ => false,
    };
    if variable.is_some_and(is_empty) && !body.index().calls.iter().any(|&call| grows_behind(call)) {
        return Filling::Backwards;
    }
    list_put_in(model, body, front).map_or(Filling::Front, Filling::List)
}

/// The list that a loop puts at the front element by element, and does nothing else.
fn list_put_in(model: &Model<'_>, body: &Body<'_>, front: &Front) -> Option<String> {
    let around = body.repeated(front.call).next()?;
    let ExprKind::For { pattern, iterable, body: inside, .. } = &body.facts[around].kind else { return None };
    let ExprKind::Block(block) = &body.facts[*inside].kind else { return None };
    let [Statement { kind: StatementKind::Expr { expr, .. }, .. }] = block.statements.as_slice() else { return None };
    let ExprKind::MethodCall { args, .. } = &body.facts[front.call].kind else { return None };
    let is_element = matches!(body.facts.patterns.get(pattern.0 as usize)?.kind, PatKind::Bind { .. })
        && args.get(1).is_some_and(|&put| body.variable(put) == Some(*pattern));
    let is_list = matches!(body.facts[*iterable].kind, ExprKind::Path(_));
    (*expr == front.call && is_element && is_list).then(|| model.written_text(body, *iterable).to_owned())
}

fn fix(model: &Model<'_>, body: &Body<'_>, front: &Front, name: &str, element: &str) -> Proposal {
    let is_refilled = is_refilled(model, body, front);
    let asked = asked(model, body, &front.path, outermost(body, front));
    let declared = format!("use std::collections::VecDeque;\n\n{name}: VecDeque<{element}>\n\n");
    match front.form {
        Form::Removed if !is_refilled && asked.goes_through => {
            let ends = match asked.is_emptied {
                true => format!("\n{name}.len() == 0 // in place of `is_empty()`, which an iterator has not"),
                false => String::new(),
            };
            Proposal::by_hand(
                "nothing is put in meanwhile: go through it by an iterator, which moves nothing",
                format!(
                    "let mut {name} = {name}.into_iter();\n\n{name}.next() // in place of `remove(0)`: an `Option`{ends}"
                ),
            )
        }
        Form::Drained if !is_refilled && asked.goes_through => Proposal::by_hand(
            "nothing is put in meanwhile: go through it in chunks, which moves nothing",
            format!("for part in {name}.chunks(n) {{ // in place of `drain(..n)`\n    ..\n}}"),
        ),
        Form::Removed if !is_refilled && asked.is_only_taken => Proposal::by_hand(
            "take them all out at once, which moves the rest once",
            format!("for first in {name}.drain(..n) {{ // in place of n times `remove(0)`\n    ..\n}}"),
        ),
        Form::Removed => Proposal::by_hand(
            "use a `VecDeque`, which begins anywhere in its memory",
            format!("{declared}{name}.pop_front() // in place of `remove(0)`: an `Option`{}", others(&asked)),
        ),
        Form::Inserted => match filling(model, body, front) {
            Filling::Backwards => Proposal::by_hand(
                "push at the end and walk it backwards, or use a `VecDeque`",
                format!(
                    "{name}.push(..) // in place of `insert(0, ..)`\n{name}.reverse() // once it is filled, or `iter().rev()`"
                ),
            ),
            Filling::List(list) => Proposal::by_hand(
                "put the whole list before the others at once, which moves these once",
                format!("{name}.splice(0..0, {list}.into_iter().rev()); // in place of the loop"),
            ),
            Filling::Front => Proposal::by_hand(
                "use a `VecDeque`, which begins anywhere in its memory",
                format!("{declared}{name}.push_front(..) // in place of `insert(0, ..)`{}", others(&asked)),
            ),
        },
        Form::Drained => Proposal::by_hand(
            "use a `VecDeque`, which begins anywhere in its memory",
            format!("{declared}{name}.drain(..n) // moves nothing but where it begins{}", others(&asked)),
        ),
    }
}

/// What else changes where a vector becomes a `VecDeque`.
fn others(asked: &Asked) -> String {
    let mut all: Vec<String> = asked
        .renamed
        .iter()
        .filter(|(text, _)| text != "remove(0)")
        .map(|(text, then)| format!("\n// `{text}`: {then}"))
        .collect();
    all.extend(asked.is_handed_on.then(|| {
        "\n// what it is handed on to as a slice or a `Vec`: `make_contiguous()`, or `Vec::from(..)`".to_owned()
    }));
    all.concat()
}
