//! How often code is expected to run, and why one thinks so: its static heat.
use super::cold;
use super::context::Context;
use super::cost::{Extent, extent};
use super::wording::counted;
use crate::input::CrateKind;
use crate::model::{Binding, Body, BodyId, DefKind, Exposure, Known, Model, Resolution, Root, Ty};
use crate::report::{Heat, Predicted};
use crate::source::facts::{ExprId, ExprKind, ItemKind, PatId, Statement, StatementKind};

/// How often code is expected to run, with the reason in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Frequency {
    pub(crate) heat: Heat,
    /// `in a loop of `Solver::run``, to stand behind `hot: `.
    pub(crate) why: String,
    /// Nobody in sight runs it: it is taken to be there for others.
    pub(crate) is_guess: bool,
}

impl Frequency {
    /// `hot: in a loop of `Solver::run``
    pub(crate) fn in_words(&self) -> String {
        let heat = match self.heat {
            Heat::Hot => "hot",
            Heat::Warm => "warm",
            Heat::Cold => "cold",
        };
        format!("{heat}: {}", self.why)
    }
}

/// Code that pays for how data lies.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Paying {
    /// The outermost loop of the walk itself, which alone is no reason.
    pub(crate) nest: ExprId,
    /// The expression in it that reaches the data. Two loops around it within the nest are a reason.
    pub(crate) at: ExprId,
    /// The data that is walked. A loop around the nest is a reason only where its turns walk the same data again.
    pub(crate) subject: Option<ExprId>,
}

impl Paying {
    /// One of the things that a loop does each turn: the loop itself is the walk.
    pub(crate) fn one_of_many(body: &Body<'_>, at: ExprId) -> Paying {
        Paying { nest: body.repeated(at).next().unwrap_or(at), at, subject: None }
    }

    /// One walk.
    pub(crate) fn walk(nest: ExprId) -> Paying {
        Paying { nest, at: nest, subject: None }
    }
}

/// How often the code runs that pays. How many elements it goes over is a reason, too, where `predicted` tells.
pub(crate) fn frequency(context: &Context<'_>, body: &Body<'_>, paying: Paying, predicted: &Predicted) -> Frequency {
    let Context { model, settings, .. } = *context;
    let frequency = |heat, why| Frequency { heat, why, is_guess: false };
    let role = model.body_role(body.id);
    if let Some(why) = cold::reason(context, body, paying.at) {
        return frequency(Heat::Cold, why.to_owned());
    }
    if is_recursion(model, body, paying.at) {
        return of_recursion(context, body);
    }
    let extent = predicted.trips.and_then(|trips| extent(settings, trips, predicted.element_bytes));
    let elements = || counted(predicted.trips.unwrap_or(0), "element");
    if extent == Some(Extent::Small) {
        return frequency(Heat::Cold, format!("{} at most", elements()));
    }
    let around: Vec<ExprId> =
        often(context, body, paying.nest).filter(|&around| walks_again(model, body, around, paying.subject)).collect();
    if let Some(&first) = around.first() {
        let owner = model.item_path(body.owner);
        let what = match (&body.facts[first].kind, around.len()) {
            (ExprKind::Closure { .. }, _) => "a closure that is run for each element".to_owned(),
            (_, 1) => "a loop".to_owned(),
            (_, depth) => format!("{depth} nested loops"),
        };
        return frequency(Heat::Hot, format!("inside {what} in `{owner}`"));
    }
    if role.kind == CrateKind::Bench {
        return frequency(Heat::Hot, "in a bench".to_owned());
    }
    if let Some(why) = called_from(context, body, paying.subject) {
        return frequency(Heat::Hot, why);
    }
    if extent == Some(Extent::Large) {
        return frequency(Heat::Hot, format!("over {}", elements()));
    }
    let depth = often(context, body, paying.at).filter(|&around| is_within(body, around, paying.nest)).count();
    if depth > 1 {
        return frequency(Heat::Hot, format!("{depth} nested loops"));
    }
    if role.is_main {
        return frequency(Heat::Cold, "run once, by `main`".to_owned());
    }
    frequency(Heat::Warm, "how often it runs is not known".to_owned())
}

/// Whether an expression is a call by which a function calls itself, or hands itself over.
fn is_recursion(model: &Model<'_>, body: &Body<'_>, at: ExprId) -> bool {
    model.calls_of_itself(body).contains(&at) || model.itself_handed_over(body).iter().any(|(call, _)| *call == at)
}

/// How often a recursion runs: its own loops only go over what is below. What enters it counts, be that by the way of one function
/// that has no other task; where nobody in sight does, it is there for others.
fn of_recursion(context: &Context<'_>, body: &Body<'_>) -> Frequency {
    let model = context.model;
    let name = model.item_path(body.owner);
    let hot = |why| Frequency { heat: Heat::Hot, why, is_guess: false };
    if let Some(why) = called_from(context, body, None) {
        return hot(why);
    }
    let enters = |&(caller, call): &(crate::model::BodyId, ExprId)| {
        let caller = model.body(caller);
        caller.owner != body.owner && cold::reason(context, caller, call).is_none()
    };
    let entries: Vec<_> = model.direct_callers(body.owner).into_iter().filter(enters).collect();
    if entries.is_empty() {
        return Frequency { is_guess: true, ..hot(format!("`{name}` calls itself for each of them")) };
    }
    if entries.iter().any(|(caller, _)| model.body_role(*caller).kind == CrateKind::Bench) {
        return hot("called from a bench".to_owned());
    }
    let through = entries.iter().find_map(|&(caller, _)| {
        let caller = model.body(caller);
        Some(format!("by `{}`, which is {}", model.item_path(caller.owner), called_from(context, caller, None)?))
    });
    match through {
        Some(why) => hot(why),
        None => Frequency { heat: Heat::Warm, ..hot(format!("how often `{name}` is entered is not known")) },
    }
}

/// What runs `expr` again and again, innermost first: loops, but those of a handful of turns, and closures.
fn often<'b>(context: &'b Context<'_>, body: &'b Body<'_>, expr: ExprId) -> impl Iterator<Item = ExprId> + 'b {
    let Context { model, settings, .. } = *context;
    body.repeated(expr).filter(move |&around| {
        model.is_long(body, around, settings.few_turns)
            && !cold::is_over_arguments(model, body, around)
            && !cold::is_waiting(body, around)
    })
}

fn is_within(body: &Body<'_>, expr: ExprId, nest: ExprId) -> bool {
    expr == nest || body.ancestors(expr).any(|up| up == nest)
}

/// Whether the turns of a loop walk the same data: it is none that the loop makes or hands out.
pub(crate) fn walks_again(model: &Model<'_>, body: &Body<'_>, around: ExprId, subject: Option<ExprId>) -> bool {
    let Some(subject) = subject else { return true };
    let within = body.facts[around].span;
    !body.depends(subject, &|id| match body.resolution(id) {
        Some(Resolution::Local(variable)) => {
            within.contains(body.facts[variable].span) && is_new(model, body, variable)
        }
        _ => false,
    })
}

/// Whether a variable has another value each time that its pattern is met. What a `let` names of what was there before is the same.
fn is_new(model: &Model<'_>, body: &Body<'_>, variable: PatId) -> bool {
    match body.binding(variable) {
        Some(Binding::Let { init, .. }) => {
            // A reference to what is made in its place.
            let made = || match &body.facts[init?].kind {
                ExprKind::Reference { operand, .. } => match &body.facts[*operand].kind {
                    ExprKind::Call { .. } | ExprKind::MethodCall { .. } | ExprKind::Macro { .. } => {
                        Some(is_owned(model, body.ty(*operand)))
                    }
                    _ => None,
                },
                _ => None,
            };
            is_owned(model, body.pattern_ty(variable)) || made() == Some(true)
        }
        // What a call gives away, as in `while let Some(next) = open.pop()`; not what a reference lends again.
        Some(Binding::Match { scrutinee, .. }) => {
            matches!(body.facts[scrutinee].kind, ExprKind::Call { .. } | ExprKind::MethodCall { .. })
                && is_owned(model, body.pattern_ty(variable))
        }
        _ => true,
    }
}

/// Whether a value is held by its variable alone, neither by reference nor shared.
fn is_owned(model: &Model<'_>, ty: &Ty) -> bool {
    let shares = |known: Known| known.is_guard() || matches!(known, Known::Rc | Known::Arc | Known::Option);
    let is_collection = || model.known_type(ty).is_some_and(Known::is_collection);
    !matches!(ty, Ty::Ref(..) | Ty::Pointer(..) | Ty::Unknown)
        && !model.known_type(ty).is_some_and(shares)
        // An iterator over what is elsewhere.
        && (is_collection() || model.iterated(ty).is_none())
}

/// Functions are looked through so far that do nothing but call another.
const THINNEST: u32 = 3;

/// Which loop calls a function, in words. A call through others is no reason: nobody knows how often they come to it. But for
/// those that do nothing else.
fn called_from(context: &Context<'_>, body: &Body<'_>, subject: Option<ExprId>) -> Option<String> {
    called_through(context, body, subject, THINNEST)
}

fn called_through(context: &Context<'_>, body: &Body<'_>, subject: Option<ExprId>, left: u32) -> Option<String> {
    let model = context.model;
    if subject.is_some_and(|subject| is_made_here(model, body, subject)) {
        return None;
    }
    let callers = model.direct_callers(body.owner);
    let calls = callers.iter().map(|&(caller, call)| (model.body(caller), call));
    // What calls itself in a loop goes over what is below.
    let calls = calls.filter(|(caller, call)| caller.owner != body.owner || !is_recursion(model, body, *call));
    let mut unnamed = false;
    for (caller, call) in calls.filter(|(caller, call)| cold::reason(context, caller, *call).is_none()) {
        let handed = subject.map_or(Vec::new(), |subject| handed_over(model, body, subject, caller, call));
        let again = |around| handed.iter().all(|&handed| walks_again(model, caller, around, Some(handed)));
        if often(context, caller, call).any(again) {
            let name = model.item_path(caller.owner);
            if !name.is_empty() {
                return Some(format!("called from a loop in `{name}`"));
            }
            unnamed = true;
        } else if left > 0
            && caller.owner != body.owner
            && is_thin(caller, call)
            && let Some(why) = called_through(context, caller, handed.first().copied(), left - 1)
        {
            return Some(why);
        }
    }
    unnamed.then(|| "called from a loop".to_owned())
}

/// Whether a function is one expression around a call, so that who calls it calls what it calls.
fn is_thin(body: &Body<'_>, call: ExprId) -> bool {
    let is_single = |at: ExprId| match &body.facts[at].kind {
        ExprKind::Block(block) => {
            matches!(block.statements.as_slice(), [Statement { kind: StatementKind::Expr { .. }, .. }])
        }
        _ => true,
    };
    body.repeated(call).next().is_none()
        && body.ancestors(call).all(|up| match &body.facts[up].kind {
            ExprKind::If { .. } | ExprKind::Match { .. } | ExprKind::Closure { .. } => false,
            _ => is_single(up),
        })
}

/// A loop that each turn of a walk runs: within it, or in a function of the workspace that it calls.
pub(crate) fn loop_within(model: &Model<'_>, body: &Body<'_>, walker: ExprId) -> Option<(BodyId, ExprId)> {
    let around = body.facts[walker].span;
    let is_within = |&&at: &&ExprId| at != walker && around.contains(body.facts[at].span);
    if let Some(&own) = body.index().loops.iter().find(is_within) {
        return Some((body.id, own));
    }
    body.index().calls.iter().filter(is_within).find_map(|&call| {
        let function = body.callee(call)?.function;
        if model.definitions().is_declared(function) {
            return None;
        }
        let inside = model.body_of(function).filter(|inside| inside.id != body.id)?;
        Some((inside.id, *inside.index().loops.first()?))
    })
}

/// Whether each call makes the data anew: a variable of the function holds it, or nothing does.
pub(crate) fn is_made_here(model: &Model<'_>, body: &Body<'_>, subject: ExprId) -> bool {
    match model.access_path(body, subject).root {
        Root::Variable(variable) => {
            matches!(body.binding(variable), Some(Binding::Let { .. })) && is_new(model, body, variable)
        }
        Root::Value(made) => {
            matches!(body.facts[made].kind, ExprKind::Call { .. } | ExprKind::MethodCall { .. })
                && is_owned(model, body.ty(made))
        }
        _ => false,
    }
}

/// Whether a walk goes once over what was made for it: each turn around it, its function or each call of that makes it anew.
pub(crate) fn is_made_for(context: &Context<'_>, body: &Body<'_>, nest: ExprId, subject: ExprId) -> bool {
    made_for(context, body, nest, subject, THINNEST)
}

fn made_for(context: &Context<'_>, body: &Body<'_>, nest: ExprId, subject: ExprId, left: u32) -> bool {
    let model = context.model;
    if often(context, body, nest).any(|around| walks_again(model, body, around, Some(subject))) {
        return false;
    }
    if is_made_here(model, body, subject) {
        return true;
    }
    let Root::Variable(variable) = model.access_path(body, subject).root else { return false };
    let Some(Binding::Parameter { index, .. }) = body.binding(variable) else { return false };
    if left == 0 || model.exposure(body.owner) == Exposure::Published {
        return false;
    }
    let callers = model.direct_callers(body.owner);
    let mut calls = callers.iter().map(|&(caller, call)| (model.body(caller), call));
    let makes = |(caller, call): (&Body<'_>, ExprId)| {
        let handed = model.argument(caller, call, body.owner, index);
        caller.id != body.id && handed.is_some_and(|handed| made_for(context, caller, call, handed, left - 1))
    };
    !callers.is_empty() && calls.all(makes)
}

/// What a call hands over that `subject` is reached from: the receiver, and arguments.
fn handed_over(model: &Model<'_>, body: &Body<'_>, subject: ExprId, caller: &Body<'_>, call: ExprId) -> Vec<ExprId> {
    let parameter = |id: ExprId| match body.resolution(id)? {
        Resolution::SelfReceiver => Some(None),
        Resolution::Local(variable) => match body.binding(variable)? {
            Binding::Parameter { index, .. } => Some(Some(index)),
            _ => None,
        },
        _ => None,
    };
    let found = std::cell::RefCell::new(Vec::new());
    body.depends(subject, &|id| {
        found.borrow_mut().extend(parameter(id));
        false
    });
    let at = |parameter: Option<u32>| match (&caller.facts[call].kind, parameter) {
        (_, Some(index)) => model.argument(caller, call, body.owner, index),
        (ExprKind::MethodCall { receiver, .. }, None) => Some(*receiver),
        (ExprKind::Call { args, .. }, None) => args.first().copied(),
        _ => None,
    };
    found.into_inner().into_iter().filter_map(at).collect()
}

/// The last segment of the trait whose impl a function is in.
pub(crate) fn impl_of<'a>(model: &Model<'a>, body: &Body<'_>) -> Option<&'a str> {
    let parent = model.def(body.owner).parent.filter(|&parent| model.def(parent).kind == DefKind::Impl)?;
    match &model.def(parent).item?.kind {
        ItemKind::Impl { of_trait: Some(path), .. } => path.segments.last().map(|last| last.name.as_str()),
        _ => None,
    }
}
