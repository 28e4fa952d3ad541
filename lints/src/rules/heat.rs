//! How often code is expected to run, and why one thinks so: its static heat.
use super::context::Context;
use super::cost::{Extent, extent};
use super::wording::counted;
use crate::input::CrateKind;
use crate::model::{Body, DefKind, Effects, Known, Model};
use crate::report::{Heat, Predicted};
use crate::source::facts::{
    BinaryOp, BlockFlavour, ExprId, ExprKind, ItemKind, MacroArgs, PatId, PatKind, StatementKind,
};

/// How often code is expected to run, with the reason in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Frequency {
    pub(crate) heat: Heat,
    /// `in a loop of `Solver::run``, to stand behind `hot: `.
    pub(crate) why: String,
}

/// Of an expression; `nest` is the outermost loop of the walk itself, which is not a reason. How many elements it goes over is
/// one, where `predicted` tells.
pub(crate) fn frequency(context: &Context<'_>, body: &Body<'_>, nest: ExprId, predicted: &Predicted) -> Frequency {
    let Context { model, settings } = *context;
    let cold = |why: &str| Frequency { heat: Heat::Cold, why: why.to_owned() };
    let hot = |why: String| Frequency { heat: Heat::Hot, why };
    let role = model.body_role(body.id);
    if role.in_test {
        return cold("a test");
    }
    if role.kind == CrateKind::BuildScript {
        return cold("a build script");
    }
    if is_debug_output(model, body) {
        return cold("output for debugging");
    }
    if is_error_path(model, body, nest) {
        return cold("an error path");
    }
    let extent = predicted.trips.and_then(|trips| extent(settings, trips, predicted.element_bytes));
    let elements = || counted(predicted.trips.unwrap_or(0), "element");
    if extent == Some(Extent::Small) {
        return cold(&format!("{} at most", elements()));
    }
    let often: Vec<ExprId> = body
        .repeated(nest)
        .filter(|&around| model.turns(body, around).is_none_or(|turns| turns > settings.few_turns))
        .collect();
    if let Some(&around) = often.first() {
        let owner = model.item_path(body.owner);
        let what = match (&body.facts[around].kind, often.len()) {
            (ExprKind::Closure { .. }, _) => "a closure that is run for each element".to_owned(),
            (_, 1) => "a loop".to_owned(),
            (_, depth) => format!("{depth} nested loops"),
        };
        return hot(format!("inside {what} in `{owner}`"));
    }
    if role.kind == CrateKind::Bench {
        return hot("in a bench".to_owned());
    }
    if model.is_called_from_loop(body.id) {
        return hot(called_from(model, body));
    }
    if model.is_recursive(body.id) {
        return hot(format!("`{}` calls itself", model.item_path(body.owner)));
    }
    if extent == Some(Extent::Large) {
        return hot(format!("over {}", elements()));
    }
    if role.is_main {
        return cold("run once, by `main`");
    }
    Frequency { heat: Heat::Warm, why: "how often it runs is not known".to_owned() }
}

/// Which loop calls a function, in words.
fn called_from(model: &Model<'_>, body: &Body<'_>) -> String {
    let direct = model.callers(body.owner).iter().find_map(|&(caller, call)| {
        let caller = model.body(caller);
        caller.repeated(call).next().map(|_| model.item_path(caller.owner))
    });
    let through = || {
        model.callers(body.owner).iter().find_map(|&(caller, _)| {
            let hot = model.is_called_from_loop(caller);
            hot.then(|| model.item_path(model.body(caller).owner))
        })
    };
    match direct.filter(|caller| !caller.is_empty()) {
        Some(caller) => format!("called from a loop in `{caller}`"),
        None => match through().filter(|caller| !caller.is_empty()) {
            Some(caller) => format!("called from `{caller}`, which is called from a loop"),
            None => "a loop reaches it through calls of its trait".to_owned(),
        },
    }
}

/// A function of an `impl Debug`.
fn is_debug_output(model: &Model<'_>, body: &Body<'_>) -> bool {
    impl_of(model, body).is_some_and(|of_trait| of_trait == "Debug")
}

/// The last segment of the trait whose impl a function is in.
pub(crate) fn impl_of<'a>(model: &Model<'a>, body: &Body<'_>) -> Option<&'a str> {
    let parent = model.def(body.owner).parent.filter(|&parent| model.def(parent).kind == DefKind::Impl)?;
    match &model.def(parent).item?.kind {
        ItemKind::Impl { of_trait: Some(path), .. } => path.segments.last().map(|last| last.name.as_str()),
        _ => None,
    }
}

/// Code that runs only where something went wrong: the arm of an `Err`, what builds an error, the arguments of a panic, a
/// block that ends in one.
fn is_error_path(model: &Model<'_>, body: &Body<'_>, expr: ExprId) -> bool {
    let mut child = expr;
    for up in body.ancestors(expr) {
        let from = std::mem::replace(&mut child, up);
        let cold = match &body.facts[up].kind {
            ExprKind::Macro { path, args } => path.segments.last().is_some_and(|last| match last.name.as_str() {
                "panic" | "unreachable" | "todo" | "unimplemented" | "bail" => true,
                // What an assertion says when it fails.
                "assert" | "debug_assert" => is_argument_from(args, from, 1),
                "assert_eq" | "assert_ne" | "debug_assert_eq" | "debug_assert_ne" => is_argument_from(args, from, 2),
                _ => false,
            }),
            ExprKind::MethodCall { receiver, args, .. } => {
                args.contains(&from) && is_given_to_errors(model, body, up, *receiver, from)
            }
            ExprKind::Call { callee, .. } => from != *callee && is_path_ending(body, *callee, "Err"),
            ExprKind::Match { arms, .. } => arms
                .iter()
                .any(|arm| arm.body == from && (is_err(body, arm.pattern) || gives_up(model, body, arm.body))),
            ExprKind::If { condition, then, .. } => *then == from && asks_for_error(model, body, *condition),
            // The function's own body does not count: it may end in `Err` for other reasons.
            ExprKind::Block(_) => up != body.facts.root && ends_badly(model, body, up),
            _ => false,
        };
        if cold {
            return true;
        }
    }
    false
}

/// Whether `given` is among a macro's arguments from this number on.
fn is_argument_from(args: &MacroArgs, given: ExprId, first: usize) -> bool {
    match args {
        MacroArgs::Exprs(args) => args.iter().skip(first).any(|arg| *arg == given),
        MacroArgs::VecRepeat { .. } => false,
    }
}

/// Whether a method runs `closure` only for an error, or the closure gives up.
fn is_given_to_errors(model: &Model<'_>, body: &Body<'_>, call: ExprId, receiver: ExprId, closure: ExprId) -> bool {
    let fails = || match &body.facts[closure].kind {
        ExprKind::Closure { body: inside, .. } => gives_up(model, body, *inside) || ends_badly(model, body, *inside),
        _ => false,
    };
    let effects = model.effects(body, call);
    let is_result = || model.known_type(body.ty(receiver)) == Some(Known::Result);
    effects.has(Effects::FAILS) || (effects.has(Effects::OTHERWISE) && is_result()) || fails()
}

/// `Err(..)`, or a pattern with one inside: `Some(Err(e))`, `Err(A) | Err(B)`.
fn is_err(body: &Body<'_>, pattern: PatId) -> bool {
    match &body.facts[pattern].kind {
        PatKind::TupleStruct { path, parts } => {
            path.segments.last().is_some_and(|last| last.name == "Err") || parts.iter().any(|part| is_err(body, *part))
        }
        PatKind::Or(parts) => !parts.is_empty() && parts.iter().all(|part| is_err(body, *part)),
        PatKind::Tuple(parts) => parts.iter().any(|part| is_err(body, *part)),
        PatKind::Reference(inner) => is_err(body, *inner),
        _ => false,
    }
}

/// `let Err(e) = x`, `x.is_err()`
fn asks_for_error(model: &Model<'_>, body: &Body<'_>, condition: ExprId) -> bool {
    match &body.facts[condition].kind {
        ExprKind::Let { pattern, .. } => is_err(body, *pattern),
        ExprKind::MethodCall { .. } => model.effects(body, condition).has(Effects::TESTS_FAILURE),
        ExprKind::Binary { op: BinaryOp::And, left, right } => {
            asks_for_error(model, body, *left) || asks_for_error(model, body, *right)
        }
        _ => false,
    }
}

/// Whether a block's last statement gives up.
fn ends_badly(model: &Model<'_>, body: &Body<'_>, block: ExprId) -> bool {
    let ExprKind::Block(block) = &body.facts[block].kind else { return false };
    matches!(block.flavour, BlockFlavour::Plain | BlockFlavour::Unsafe)
        && block.statements.last().is_some_and(|last| match &last.kind {
            StatementKind::Expr { expr, .. } => gives_up(model, body, *expr),
            _ => false,
        })
}

/// `panic!(..)`, `return Err(..)`, `process::exit(..)`.
fn gives_up(model: &Model<'_>, body: &Body<'_>, expr: ExprId) -> bool {
    match &body.facts[expr].kind {
        ExprKind::Macro { path, .. } => path.segments.last().is_some_and(|last| {
            ["panic", "unreachable", "todo", "unimplemented", "bail"].contains(&last.name.as_str())
        }),
        ExprKind::Return(Some(value)) => match &body.facts[*value].kind {
            ExprKind::Call { callee, .. } => is_path_ending(body, *callee, "Err"),
            _ => false,
        },
        ExprKind::Call { .. } => model.effects(body, expr).has(Effects::EXITS),
        _ => false,
    }
}

fn is_path_ending(body: &Body<'_>, expr: ExprId, name: &str) -> bool {
    matches!(&body.facts[expr].kind, ExprKind::Path(path) if path.segments.last().is_some_and(|last| last.name == name))
}
