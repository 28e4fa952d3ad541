//! Static heat: how often code is expected to run, and why one thinks so.
use crate::finding::Heat;
use crate::input::CrateKind;
use crate::model::{Body, DefKind, Model};
use crate::source::facts::{BlockFlavour, ExprId, ExprKind, ItemKind, PatKind, StatementKind};

/// Heat with its reason in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Warmth {
    pub(crate) heat: Heat,
    /// `in a loop of `Solver::run``, to stand behind `hot: `.
    pub(crate) why: String,
}

/// Of an expression; `nest` is the outermost loop of the walk itself, which is not a reason.
pub(crate) fn warmth(model: &Model<'_>, body: &Body<'_>, nest: ExprId) -> Warmth {
    let cold = |why: &str| Warmth { heat: Heat::Cold, why: why.to_owned() };
    let hot = |why: String| Warmth { heat: Heat::Hot, why };
    let frequency = model.body_heat(body.id);
    if frequency.in_test {
        return cold("a test");
    }
    if frequency.kind == CrateKind::BuildScript {
        return cold("a build script");
    }
    if is_debug_output(model, body) {
        return cold("output for debugging");
    }
    if is_error_path(body, nest) {
        return cold("an error path");
    }
    if let Some(around) = body.repeated(nest).next() {
        let what = match body.facts[around].kind {
            ExprKind::Closure { .. } => "a closure that is run for each element",
            _ => "a loop",
        };
        return hot(format!("inside {what} in `{}`", model.item_path(body.owner)));
    }
    if frequency.kind == CrateKind::Bench {
        return hot("in a bench".to_owned());
    }
    if frequency.called_from_loop {
        return hot(called_from(model, body));
    }
    if frequency.recursive {
        return hot(format!("`{}` calls itself", model.item_path(body.owner)));
    }
    if frequency.is_main {
        return cold("run once, by `main`");
    }
    Warmth { heat: Heat::Warm, why: "how often it runs is not known".to_owned() }
}

/// Which loop calls a function, in words.
fn called_from(model: &Model<'_>, body: &Body<'_>) -> String {
    let direct = model.callers(body.owner).iter().find_map(|&(caller, call)| {
        let caller = model.body(caller);
        caller.repeated(call).next().map(|_| model.item_path(caller.owner))
    });
    let through = || {
        model.callers(body.owner).iter().find_map(|&(caller, _)| {
            let hot = model.body_heat(caller).called_from_loop;
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
fn is_error_path(body: &Body<'_>, expr: ExprId) -> bool {
    let mut child = expr;
    for up in body.ancestors(expr) {
        let from = std::mem::replace(&mut child, up);
        let cold = match &body.facts[up].kind {
            ExprKind::Macro { path, .. } => path.segments.last().is_some_and(|last| {
                ["panic", "unreachable", "todo", "unimplemented", "bail"].contains(&last.name.as_str())
            }),
            ExprKind::MethodCall { name, args, .. } => {
                args.contains(&from) && ["map_err", "ok_or_else", "with_context"].contains(&name.as_str())
            }
            ExprKind::Call { callee, .. } => from != *callee && is_path_ending(body, *callee, "Err"),
            ExprKind::Match { arms, .. } => arms.iter().any(|arm| {
                arm.body == from
                    && matches!(&body.facts[arm.pattern].kind, PatKind::TupleStruct { path, .. }
                        if path.segments.last().is_some_and(|last| last.name == "Err"))
            }),
            ExprKind::Block(block) if block.flavour == BlockFlavour::Plain => {
                // The function's own body does not count: it may end in `Err` for other reasons.
                up != body.facts.root
                    && block.statements.last().is_some_and(|last| match &last.kind {
                        StatementKind::Expr { expr, .. } => gives_up(body, *expr),
                        _ => false,
                    })
            }
            _ => false,
        };
        if cold {
            return true;
        }
    }
    false
}

/// `panic!(..)`, `return Err(..)`.
fn gives_up(body: &Body<'_>, expr: ExprId) -> bool {
    match &body.facts[expr].kind {
        ExprKind::Macro { path, .. } => {
            path.segments.last().is_some_and(|last| ["panic", "unreachable", "bail"].contains(&last.name.as_str()))
        }
        ExprKind::Return(Some(value)) => match &body.facts[*value].kind {
            ExprKind::Call { callee, .. } => is_path_ending(body, *callee, "Err"),
            _ => false,
        },
        _ => false,
    }
}

fn is_path_ending(body: &Body<'_>, expr: ExprId, name: &str) -> bool {
    matches!(&body.facts[expr].kind, ExprKind::Path(path) if path.segments.last().is_some_and(|last| last.name == name))
}
