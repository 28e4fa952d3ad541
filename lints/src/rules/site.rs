//! Sites: where a guard can stand around the code that pays.
use crate::input::CrateKind;
use crate::model::outline::{Role, role};
use crate::model::{Body, Lasting, Model};
use crate::report::{Around, Guard};
use crate::source::facts::{Block, BlockFlavour, ExprId, ExprKind, Span, StatementKind};

/// The code of a site and how a guard goes around it.
pub(crate) fn around(model: &Model<'_>, body: &Body<'_>, expr: ExprId, lasting: Lasting) -> (Span, Guard) {
    let (span, guard) = place(body, expr, lasting);
    match impossible(model, body) {
        Some(why) => (span, Guard::Impossible(why.to_owned())),
        None => (span, guard),
    }
}

/// The loops around a site with the given code, innermost first, and the function last; none from where no guard can stand
/// on. What is beyond a closure may run it on another thread, or not at all.
pub(crate) fn enclosing(model: &Model<'_>, body: &Body<'_>, expr: ExprId, site: Span) -> Vec<Around> {
    let facts = body.facts;
    let mut all = Vec::<Around>::new();
    if impossible(model, body).is_some() {
        return all;
    }
    for up in body.ancestors(expr) {
        let is_loop = match &facts[up].kind {
            ExprKind::Closure { .. } => return all,
            ExprKind::Block(block) if matches!(block.flavour, BlockFlavour::Async | BlockFlavour::Const) => return all,
            ExprKind::For { .. } | ExprKind::While { .. } | ExprKind::Loop { .. } => true,
            _ if up == facts.root => false,
            _ => continue,
        };
        let start = facts[up].span.start;
        if is_loop && (start >= site.start || facts[up].span.end < site.end) {
            continue;
        }
        let (_, guard) = place(body, up, if is_loop { Lasting::Statement } else { Lasting::Function });
        if matches!(guard, Guard::Impossible(_)) {
            return all;
        }
        if all.last().is_none_or(|last| last.guard != guard) {
            all.push(Around { is_loop, start, guard });
        }
    }
    all
}

/// Why no guard can stand anywhere in a body.
fn impossible(model: &Model<'_>, body: &Body<'_>) -> Option<&'static str> {
    match model.body_role(body.id).kind {
        CrateKind::BuildScript => Some("it is part of a build script"),
        CrateKind::ProcMacro => Some("it is part of a procedural macro"),
        _ => model.guard_obstacle(body.id),
    }
}

fn place(body: &Body<'_>, expr: ExprId, lasting: Lasting) -> (Span, Guard) {
    let facts = body.facts;
    if lasting == Lasting::Function {
        let guard = match &facts[facts.root].kind {
            ExprKind::Block(_) if awaits(body, facts.root) => awaited(),
            ExprKind::Block(block) => Guard::RestOfBlock(block.inside),
            _ => Guard::Impossible("it is not part of a statement".to_owned()),
        };
        return (facts[facts.root].span, guard);
    }
    // A guard does not go into a macro's arguments.
    let outside = body.ancestors(expr).filter(|&up| matches!(facts[up].kind, ExprKind::Macro { .. })).last();
    let mut at = outside.unwrap_or(expr);
    while let Some(up) = body.parent(at) {
        let number = match role(facts, up, at) {
            Some(Role::ArmBody(_) | Role::ClosureBody) if !matches!(facts[at].kind, ExprKind::Block(_)) => {
                let span = facts[at].span;
                let guard = if awaits(body, at) { awaited() } else { Guard::Expression(span) };
                return (span, guard);
            }
            Some(Role::Statement(number) | Role::LetInit(number) | Role::LetElse(number)) => number,
            _ => {
                at = up;
                continue;
            }
        };
        let ExprKind::Block(block) = &facts[up].kind else { break };
        let Some(statement) = block.statements.get(number) else { break };
        let rest =
            Span { start: statement.span.start, end: facts[up].span.end.saturating_sub(1).max(statement.span.end) };
        if block.flavour == BlockFlavour::Const {
            return (statement.span, Guard::Impossible("it is evaluated by the compiler".to_owned()));
        }
        let is_tail = matches!(statement.kind, StatementKind::Expr { semicolon: false, .. })
            && number + 1 == block.statements.len();
        let is_let = matches!(statement.kind, StatementKind::Let { .. });
        if is_tail || (is_let && lasting == Lasting::Block) {
            let waits = suspends(body, block, number..block.statements.len());
            let guard = if waits { awaited() } else { Guard::RestOfBlock(statement.span.start) };
            return (if is_tail { statement.span } else { rest }, guard);
        }
        let waits = suspends(body, block, number..number + 1);
        return (statement.span, if waits { awaited() } else { Guard::Statement(statement.span) });
    }
    (facts[expr].span, Guard::Impossible("it is not part of a statement".to_owned()))
}

fn awaited() -> Guard {
    Guard::Impossible("it may be suspended: there is an `.await` in it".to_owned())
}

/// Whether running the block's statements of these numbers may suspend.
fn suspends(body: &Body<'_>, block: &Block, mut numbers: std::ops::Range<usize>) -> bool {
    if body.index().suspending.is_empty() {
        return false;
    }
    numbers.any(|number| match block.statements.get(number).map(|statement| &statement.kind) {
        Some(StatementKind::Let { init, otherwise, .. }) => init.iter().chain(otherwise).any(|&it| awaits(body, it)),
        Some(StatementKind::Expr { expr, .. }) => awaits(body, *expr),
        Some(StatementKind::Item(_)) | None => false,
    })
}

/// Whether running `expr` may suspend.
fn awaits(body: &Body<'_>, expr: ExprId) -> bool {
    body.index().suspending.contains(&expr)
}
