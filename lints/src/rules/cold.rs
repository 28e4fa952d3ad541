//! Code that runs seldom, and why one thinks so.
use super::context::Context;
use super::cost::SMALL_ELEMENTS;
use super::heat::impl_of;
use crate::input::CrateKind;
use crate::model::{Body, DefKind, Effects, Exposure, Known, Model, Ty};
use crate::source::facts::{
    BinaryOp, BlockFlavour, ExprId, ExprKind, MacroArgs, PatId, PatKind, Path, Statement, StatementKind,
};

/// Functions are asked for their callers so far.
const FARTHEST: u32 = 2;

/// Why an expression runs seldom, whatever loops are around it.
pub(super) fn reason(context: &Context<'_>, body: &Body<'_>, expr: ExprId) -> Option<&'static str> {
    within(context, body, expr, FARTHEST)
}

fn within(context: &Context<'_>, body: &Body<'_>, expr: ExprId, left: u32) -> Option<&'static str> {
    let model = context.model;
    let role = model.body_role(body.id);
    if role.in_test {
        return Some("a test");
    }
    match role.kind {
        CrateKind::BuildScript => return Some("a build script"),
        CrateKind::ProcMacro => return Some("a procedural macro, run when others are compiled"),
        _ => {}
    }
    if let Some(why) = impl_of(model, body).and_then(of_trait) {
        return Some(why);
    }
    if matches!(model.def(body.owner).kind, DefKind::Static | DefKind::Const) || is_run_once(model, body, expr) {
        return Some("made once, when it is first asked for");
    }
    if model.is_never_run(body, expr) {
        return Some("not in this build");
    }
    if is_debug_assertion(body, expr) {
        return Some("a debug assertion");
    }
    if is_error_path(model, body, expr) {
        return Some("an error path");
    }
    if is_logged(model, body, expr) {
        return Some("what is only logged");
    }
    if is_printed(body, expr) {
        return Some("each turn prints, which takes far longer");
    }
    if is_behind_few(model, body, expr) {
        return Some("only where there are few of them");
    }
    (left > 0).then(|| of_callers(context, body, left - 1)).flatten()
}

/// Why a function that only others in sight can call runs seldom: all that call it do.
fn of_callers(context: &Context<'_>, body: &Body<'_>, left: u32) -> Option<&'static str> {
    let model = context.model;
    let is_function = matches!(model.def(body.owner).kind, DefKind::Function);
    if !is_function || model.exposure(body.owner) == Exposure::Published || model.body_role(body.id).is_main {
        return None;
    }
    // Whatever is tested, too, is there for somebody else.
    let counts = |caller: &Body<'_>| caller.owner != body.owner && !model.body_role(caller.id).in_test;
    let calls = model.direct_callers(body.owner);
    let mut others =
        calls.iter().map(|&(caller, call)| (model.body(caller), call)).filter(|(caller, _)| counts(caller));
    let first = others.next().and_then(|(caller, call)| within(context, caller, call, left))?;
    others.all(|(caller, call)| within(context, caller, call, left).is_some()).then_some(first)
}

/// What the functions of a trait are for, where that is seldom done.
fn of_trait(name: &str) -> Option<&'static str> {
    match name {
        "Debug" => Some("output for debugging"),
        "Display" | "LowerHex" | "UpperHex" | "Binary" | "Octal" | "LowerExp" | "UpperExp" | "ToString" => {
            Some("output for people")
        }
        "From" | "Into" | "TryFrom" | "TryInto" | "FromIterator" | "FromStr" => Some("a conversion"),
        "Error" => Some("an error path"),
        "PartialEq" => Some("a comparison of whole values"),
        "Drop" => Some("run once for each value, when it goes"),
        _ => None,
    }
}

/// What only builds with debug assertions run: the speed of others matters.
fn is_debug_assertion(body: &Body<'_>, expr: ExprId) -> bool {
    body.ancestors(expr).any(|up| match &body.facts[up].kind {
        ExprKind::Macro { path, .. } => {
            path.segments.last().is_some_and(|last| last.name.as_str().starts_with("debug_assert"))
        }
        _ => false,
    })
}

/// Whether a closure around an expression makes what a cell or a lazy value holds.
fn is_run_once(model: &Model<'_>, body: &Body<'_>, expr: ExprId) -> bool {
    const ONCE: [&str; 6] = ["OnceLock", "OnceCell", "LazyLock", "LazyCell", "Lazy", "Once"];
    let is_once = |def| model.def(def).name.is_some_and(|name| ONCE.contains(&name.as_str()));
    let mut closure = None;
    std::iter::once(expr).chain(body.ancestors(expr)).any(|up| {
        let from = closure.replace(up);
        let makes = match &body.facts[up].kind {
            ExprKind::MethodCall { args, .. } | ExprKind::Call { args, .. } => {
                from.is_some_and(|from| args.contains(&from) && is_closure(body, from))
            }
            _ => false,
        };
        let of = || body.callee(up)?.self_type.as_ref()?.adt().map(|(def, _)| def);
        makes && of().is_some_and(is_once)
    })
}

fn is_closure(body: &Body<'_>, expr: ExprId) -> bool {
    matches!(body.facts[expr].kind, ExprKind::Closure { .. })
}

/// Whether a loop goes over what the program was started with: its arguments and its environment. A loop over numbers does not,
/// also where an argument says how many.
pub(super) fn is_over_arguments(model: &Model<'_>, body: &Body<'_>, around: ExprId) -> bool {
    let source = match &body.facts[around].kind {
        ExprKind::For { iterable, .. } => *iterable,
        ExprKind::While { condition, .. } if matches!(body.facts[*condition].kind, ExprKind::Let { .. }) => *condition,
        ExprKind::Closure { .. } => match body.parent(around).map(|up| &body.facts[up].kind) {
            Some(ExprKind::MethodCall { receiver, .. }) => *receiver,
            _ => return false,
        },
        _ => return false,
    };
    if matches!(body.facts[model.chain(body, source).source].kind, ExprKind::Range { .. }) {
        return false;
    }
    let is_environment = |id: ExprId| {
        let ExprKind::Call { callee, args } = &body.facts[id].kind else { return false };
        let ExprKind::Path(path) = &body.facts[*callee].kind else { return false };
        let of = path.segments.iter().rev().nth(1).map(|of| of.name.as_str());
        args.is_empty()
            && path
                .segments
                .last()
                .is_some_and(|last| ["args", "args_os", "vars", "vars_os"].contains(&last.name.as_str()))
            && (of == Some("env")
                || model.imported(body.owner, path).is_some_and(|path| path.iter().any(|it| *it == "env")))
    };
    body.depends(source, &is_environment)
}

/// Whether a loop sleeps in its turns: it is as often as time has it.
pub(super) fn is_waiting(body: &Body<'_>, around: ExprId) -> bool {
    const SLEEPS: [&str; 4] = ["sleep", "sleep_until", "park_timeout", "epoll_wait"];
    let within = body.facts[around].span;
    body.index().calls.iter().any(|&id| match &body.facts[id].kind {
        ExprKind::Call { callee, .. } => {
            within.contains(body.facts[id].span) && SLEEPS.iter().any(|name| is_path_ending(body, *callee, name))
        }
        _ => false,
    })
}

/// Whether an expression runs only for the log: it is what a logging macro is handed, or the function returns before it where
/// that is not wanted, or a condition around it asks.
fn is_logged(model: &Model<'_>, body: &Body<'_>, expr: ExprId) -> bool {
    const LOGS: [&str; 7] = ["trace", "debug", "info", "warn", "error", "log", "event"];
    let asks = |condition: ExprId| asks_for_log(model, body, condition, true);
    let mut child = expr;
    body.ancestors(expr).any(|up| {
        let from = std::mem::replace(&mut child, up);
        match &body.facts[up].kind {
            ExprKind::Macro { path, .. } => path.segments.last().is_some_and(|last| LOGS.contains(&last.name.as_str())),
            ExprKind::If { condition, then, .. } => *then == from && asks(*condition),
            ExprKind::Block(_) => before(body, up, from).any(|condition| asks_for_log(model, body, condition, false)),
            _ => false,
        }
    })
}

/// Whether a condition asks whether something is logged (`log_enabled!(Debug)`), or for `wanted` whether it is not.
fn asks_for_log(model: &Model<'_>, body: &Body<'_>, condition: ExprId, wanted: bool) -> bool {
    let asks = |name: &str| name == "enabled" || name.ends_with("_enabled");
    let is_asked = |path: &Path| path.segments.last().is_some_and(|last| asks(last.name.as_str()));
    match &body.facts[condition].kind {
        ExprKind::Macro { path, .. } => wanted && is_asked(path),
        // A macro that only itself understands.
        ExprKind::Unknown => {
            let called = model.written_text(body, condition).split_once('!').map(|(path, _)| path);
            wanted && called.and_then(|path| path.rsplit("::").next()).is_some_and(|name| asks(name.trim()))
        }
        ExprKind::Call { callee, .. } => {
            wanted && matches!(&body.facts[*callee].kind, ExprKind::Path(path) if is_asked(path))
        }
        ExprKind::MethodCall { name, .. } => wanted && name.as_str().ends_with("log_enabled"),
        ExprKind::Not(inner) => asks_for_log(model, body, *inner, !wanted),
        ExprKind::Binary { op: BinaryOp::And, left, right } if wanted => {
            asks_for_log(model, body, *left, true) || asks_for_log(model, body, *right, true)
        }
        ExprKind::Binary { op: BinaryOp::Or, left, right } if !wanted => {
            asks_for_log(model, body, *left, false) || asks_for_log(model, body, *right, false)
        }
        _ => false,
    }
}

/// Whether each turn of the loop around an expression writes to the terminal, on one way or another.
fn is_printed(body: &Body<'_>, expr: ExprId) -> bool {
    const PRINTS: [&str; 5] = ["print", "println", "eprint", "eprintln", "dbg"];
    let Some(around) = body.loops(expr).next() else { return false };
    let span = body.facts[around].span;
    // What a condition alone asks for, be that a flag, is no part of each turn.
    let is_always = |at: ExprId| {
        body.ancestors(at).take_while(|&up| up != around).all(|up| match body.facts[up].kind {
            ExprKind::If { condition, otherwise, .. } => {
                otherwise.is_some() || matches!(body.facts[condition].kind, ExprKind::Let { .. })
            }
            _ => true,
        })
    };
    body.exprs().filter(|&at| span.contains(body.facts[at].span)).any(|at| match &body.facts[at].kind {
        ExprKind::Macro { path, .. } => {
            path.segments.last().is_some_and(|last| PRINTS.contains(&last.name.as_str()))
                && body.loops(at).next() == Some(around)
                && is_always(at)
        }
        _ => false,
    })
}

/// Whether an expression runs only where a length is below a small number: `if v.len() <= 16 { .. }`.
fn is_behind_few(model: &Model<'_>, body: &Body<'_>, expr: ExprId) -> bool {
    let mut child = expr;
    body.ancestors(expr).any(|up| {
        let from = std::mem::replace(&mut child, up);
        match &body.facts[up].kind {
            ExprKind::If { condition, then, otherwise } => {
                (*then == from && bounds(model, body, *condition, true))
                    || (*otherwise == Some(from) && bounds(model, body, *condition, false))
            }
            ExprKind::Match { arms, .. } => arms
                .iter()
                .any(|arm| arm.body == from && arm.guard.is_some_and(|guard| bounds(model, body, guard, true))),
            ExprKind::Block(_) => before(body, up, from).any(|condition| bounds(model, body, condition, false)),
            _ => false,
        }
    })
}

/// Whether a length is at most a small number wherever a condition holds, or wherever it does not.
fn bounds(model: &Model<'_>, body: &Body<'_>, condition: ExprId, holds: bool) -> bool {
    let is_length = |expr: ExprId| {
        let expr = model.value_of(body, expr);
        matches!(body.facts[expr].kind, ExprKind::MethodCall { .. })
            && model.effects(body, expr).has(Effects::MEASURES)
            && matches!(body.ty(expr), Ty::Primitive(_))
    };
    let is_small = |expr: ExprId| model.constant(body, expr).is_some_and(|number| number <= SMALL_ELEMENTS);
    let (op, left, right) = match &body.facts[condition].kind {
        ExprKind::Binary { op: op @ (BinaryOp::And | BinaryOp::Or), left, right } => {
            // One of both is enough where both hold, or where neither does.
            let either = (*op == BinaryOp::And) == holds;
            let (one, other) = (bounds(model, body, *left, holds), bounds(model, body, *right, holds));
            return if either { one || other } else { one && other };
        }
        ExprKind::Not(inner) => return bounds(model, body, *inner, !holds),
        ExprKind::Binary { op, left, right } => (*op, *left, *right),
        _ => return false,
    };
    let (is_below, is_above, is_equal) = match op {
        BinaryOp::Lt | BinaryOp::Le => (true, false, false),
        BinaryOp::Gt | BinaryOp::Ge => (false, true, false),
        BinaryOp::Eq => (false, false, true),
        _ => return false,
    };
    let bounded = |is_below: bool, is_above: bool| if holds { is_below || is_equal } else { is_above };
    (is_length(left) && is_small(right) && bounded(is_below, is_above))
        || (is_small(left) && is_length(right) && bounded(is_above, is_below))
}

/// The conditions of a block on which it is left before it comes to `expr`, which stands in it directly.
fn before<'b>(body: &'b Body<'_>, block: ExprId, expr: ExprId) -> impl Iterator<Item = ExprId> + 'b {
    let end = body.facts[expr].span.start;
    let statements = match &body.facts[block].kind {
        ExprKind::Block(block) => block.statements.as_slice(),
        _ => &[],
    };
    let leaves = |statement: &Statement| match &statement.kind {
        StatementKind::Expr { expr, .. } => match &body.facts[*expr].kind {
            ExprKind::If { condition, then, otherwise: None } => body.ends_by_leaving(*then).then_some(*condition),
            _ => None,
        },
        _ => None,
    };
    statements.iter().take_while(move |statement| statement.span.end <= end).filter_map(leaves)
}

/// Code that runs only where something went wrong: the arm of an `Err`, what builds an error, the arguments of a panic, a
/// block that ends in one.
fn is_error_path(model: &Model<'_>, body: &Body<'_>, expr: ExprId) -> bool {
    let mut child = expr;
    for up in body.ancestors(expr) {
        let from = std::mem::replace(&mut child, up);
        let cold = match &body.facts[up].kind {
            ExprKind::Macro { path, args } => path.segments.last().is_some_and(|last| match last.name.as_str() {
                "panic" | "unreachable" | "todo" | "unimplemented" => true,
                "bail" | "anyhow" | "eyre" | "format_err" => true,
                // What an assertion says when it fails.
                "assert" | "debug_assert" | "ensure" => is_argument_from(args, from, 1),
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
            StatementKind::Expr { expr, semicolon } => {
                gives_up(model, body, *expr) || (!semicolon && makes_error(body, *expr))
            }
            _ => false,
        })
}

/// `panic!(..)`, `return Err(..)`, `process::exit(..)`.
fn gives_up(model: &Model<'_>, body: &Body<'_>, expr: ExprId) -> bool {
    match &body.facts[expr].kind {
        ExprKind::Macro { path, .. } => path.segments.last().is_some_and(|last| {
            ["panic", "unreachable", "todo", "unimplemented", "bail"].contains(&last.name.as_str())
        }),
        ExprKind::Return(Some(value)) => makes_error(body, *value),
        ExprKind::Call { .. } => model.effects(body, expr).has(Effects::EXITS),
        _ => false,
    }
}

/// `Err(..)`
pub(super) fn makes_error(body: &Body<'_>, value: ExprId) -> bool {
    matches!(&body.facts[value].kind, ExprKind::Call { callee, .. } if is_path_ending(body, *callee, "Err"))
}

fn is_path_ending(body: &Body<'_>, expr: ExprId, name: &str) -> bool {
    matches!(&body.facts[expr].kind, ExprKind::Path(path) if path.segments.last().is_some_and(|last| last.name == name))
}
