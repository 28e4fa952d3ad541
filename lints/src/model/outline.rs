//! What stands in what within a body, and as what.
use crate::source::facts::{Body, ExprId, ExprKind, MacroArgs, PatId, PatKind, Path, Span, StatementKind};

/// What an expression is to the one that it stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// The expression of the block's statement with this number.
    Statement(usize),
    /// What the `let` with this number in the block starts with.
    LetInit(usize),
    /// The `else` block of the `let` with this number in the block.
    LetElse(usize),
    /// Receiver of a method call.
    Receiver,
    /// Argument of a call, method call or macro, by number.
    Argument(usize),
    /// What is called.
    Callee,
    /// Base of a field or index expression.
    Base,
    /// What an index expression's brackets hold.
    Subscript,
    /// Operand of `&`, `*`, `!`, `-`, `?`, `as`, `.await`.
    Operand,
    /// Left or right (true) side of a binary operator, assignment, or range.
    Side(bool),
    /// Condition of `if` or `while`.
    Condition,
    /// What a `let` condition, or a `match`, looks at.
    Scrutinee,
    /// The block of an `if` whose condition holds, or (false) does not.
    Branch(bool),
    /// Guard of the arm with this number.
    ArmGuard(usize),
    /// What the arm with this number gives.
    ArmBody(usize),
    /// What `for` walks.
    Iterable,
    /// The block of a loop.
    LoopBody,
    /// A closure's body.
    ClosureBody,
    /// The value of `return` or `break`.
    Value,
    /// A part of a struct, tuple or array expression, by number.
    Part(usize),
}

/// What `child` is to `parent`, in which it stands directly.
pub fn role(body: &Body, parent: ExprId, child: ExprId) -> Option<Role> {
    if let Some(role) = role_in_list(body, parent, child) {
        return Some(role);
    }
    let mut found = None;
    children(body, parent, &mut |id, role| {
        if id == child {
            found = Some(role);
        }
    });
    found
}

/// Hands out every expression that stands directly in `id`, in the order of the text.
pub fn children(body: &Body, id: ExprId, found: &mut dyn FnMut(ExprId, Role)) {
    match &body[id].kind {
        ExprKind::Path(_) | ExprKind::Literal(_) | ExprKind::Continue { .. } | ExprKind::Unknown => {}
        ExprKind::Call { callee, args } => {
            found(*callee, Role::Callee);
            args.iter().enumerate().for_each(|(at, arg)| found(*arg, Role::Argument(at)));
        }
        ExprKind::MethodCall { receiver, args, .. } => {
            found(*receiver, Role::Receiver);
            args.iter().enumerate().for_each(|(at, arg)| found(*arg, Role::Argument(at)));
        }
        ExprKind::Field { base, .. } => found(*base, Role::Base),
        ExprKind::Index { base, index } => {
            found(*base, Role::Base);
            found(*index, Role::Subscript);
        }
        ExprKind::Deref(operand)
        | ExprKind::Not(operand)
        | ExprKind::Negate(operand)
        | ExprKind::Try(operand)
        | ExprKind::Await(operand)
        | ExprKind::Reference { operand, .. }
        | ExprKind::RawReference { operand, .. }
        | ExprKind::Cast { operand, .. } => found(*operand, Role::Operand),
        ExprKind::Binary { left, right, .. }
        | ExprKind::Assign { left, right }
        | ExprKind::AssignOp { left, right, .. } => {
            found(*left, Role::Side(false));
            found(*right, Role::Side(true));
        }
        ExprKind::Block(block) => {
            for (at, statement) in block.statements.iter().enumerate() {
                match &statement.kind {
                    StatementKind::Let { init, otherwise, .. } => {
                        init.iter().for_each(|init| found(*init, Role::LetInit(at)));
                        otherwise.iter().for_each(|otherwise| found(*otherwise, Role::LetElse(at)));
                    }
                    StatementKind::Expr { expr, .. } => found(*expr, Role::Statement(at)),
                    StatementKind::Item(_) => {}
                }
            }
        }
        ExprKind::If { condition, then, otherwise } => {
            found(*condition, Role::Condition);
            found(*then, Role::Branch(true));
            otherwise.iter().for_each(|otherwise| found(*otherwise, Role::Branch(false)));
        }
        ExprKind::Let { scrutinee, .. } => found(*scrutinee, Role::Scrutinee),
        ExprKind::Match { scrutinee, arms } => {
            found(*scrutinee, Role::Scrutinee);
            for (at, arm) in arms.iter().enumerate() {
                arm.guard.iter().for_each(|guard| found(*guard, Role::ArmGuard(at)));
                found(arm.body, Role::ArmBody(at));
            }
        }
        ExprKind::Loop { body, .. } => found(*body, Role::LoopBody),
        ExprKind::While { condition, body, .. } => {
            found(*condition, Role::Condition);
            found(*body, Role::LoopBody);
        }
        ExprKind::For { iterable, body, .. } => {
            found(*iterable, Role::Iterable);
            found(*body, Role::LoopBody);
        }
        ExprKind::Closure { body, .. } => found(*body, Role::ClosureBody),
        ExprKind::Return(value) | ExprKind::Break { value, .. } => {
            value.iter().for_each(|value| found(*value, Role::Value));
        }
        ExprKind::Struct { fields, rest, .. } => {
            fields.iter().enumerate().for_each(|(at, (_, value))| found(*value, Role::Part(at)));
            rest.iter().for_each(|rest| found(*rest, Role::Part(fields.len())));
        }
        ExprKind::Tuple(parts) | ExprKind::Array(parts) => {
            parts.iter().enumerate().for_each(|(at, part)| found(*part, Role::Part(at)));
        }
        ExprKind::Repeat { value, length } => {
            found(*value, Role::Part(0));
            found(*length, Role::Part(1));
        }
        ExprKind::Range { start, end, .. } => {
            start.iter().for_each(|start| found(*start, Role::Side(false)));
            end.iter().for_each(|end| found(*end, Role::Side(true)));
        }
        ExprKind::Macro { args, .. } => match args {
            MacroArgs::Exprs(args) => args.iter().enumerate().for_each(|(at, arg)| found(*arg, Role::Argument(at))),
            MacroArgs::VecRepeat { value, length } => {
                found(*value, Role::Part(0));
                found(*length, Role::Part(1));
            }
        },
    }
}

/// The same in a block or a list, by where the child stands in the text: there may be very many. None where that does not tell.
fn role_in_list(body: &Body, parent: ExprId, child: ExprId) -> Option<Role> {
    let end = body[child].span.end;
    match &body[parent].kind {
        ExprKind::Block(block) => {
            let at = block.statements.partition_point(|statement| statement.span.end < end);
            match block.statements.get(at)?.kind {
                StatementKind::Let { init, .. } if init == Some(child) => Some(Role::LetInit(at)),
                StatementKind::Let { otherwise, .. } if otherwise == Some(child) => Some(Role::LetElse(at)),
                StatementKind::Expr { expr, .. } if expr == child => Some(Role::Statement(at)),
                _ => None,
            }
        }
        ExprKind::Match { arms, .. } => {
            let at = arms.partition_point(|arm| body[arm.body].span.end < end);
            (arms.get(at)?.body == child).then_some(Role::ArmBody(at))
        }
        ExprKind::Tuple(parts) | ExprKind::Array(parts) => {
            let at = parts.partition_point(|part| body[*part].span.end < end);
            (*parts.get(at)? == child).then_some(Role::Part(at))
        }
        ExprKind::Macro { args: MacroArgs::Exprs(args), .. } => {
            let at = args.partition_point(|arg| body[*arg].span.end < end);
            (*args.get(at)? == child).then_some(Role::Argument(at))
        }
        _ => None,
    }
}

/// Every expression in `id`, itself first, in the order of the text.
pub fn descendants(body: &Body, id: ExprId) -> Vec<ExprId> {
    let mut all = vec![id];
    let mut at = 0;
    while let Some(&next) = all.get(at) {
        children(body, next, &mut |child, _| all.push(child));
        at += 1;
    }
    all.sort_by_key(|id| (body[*id].span.start, u32::MAX - body[*id].span.end));
    all
}

/// The name that a pattern gives to the whole of what it is held against: `a`, `ref a`, `&a`, `mut a`.
pub fn whole_binding(body: &Body, pattern: PatId) -> Option<PatId> {
    match &body[pattern].kind {
        PatKind::Bind { .. } => Some(pattern),
        PatKind::Reference(inner) => whole_binding(body, *inner),
        _ => None,
    }
}

/// Every pattern in `id` that gives a name, in order.
pub fn bindings(body: &Body, id: PatId) -> Vec<PatId> {
    let mut found = Vec::new();
    let mut open = vec![id];
    while let Some(next) = open.pop() {
        match &body[next].kind {
            PatKind::Bind { inner, .. } => {
                found.push(next);
                open.extend(inner);
            }
            PatKind::Tuple(parts) | PatKind::TupleStruct { parts, .. } | PatKind::Slice(parts) | PatKind::Or(parts) => {
                open.extend(parts.iter().rev());
            }
            PatKind::Struct { fields, .. } => open.extend(fields.iter().rev().map(|(_, part)| *part)),
            PatKind::Reference(inner) => open.push(*inner),
            PatKind::Wild | PatKind::Rest | PatKind::Path(_) | PatKind::Constant | PatKind::Unknown => {}
        }
    }
    found
}

/// The bytes of a loop's header: `for p in e`, `while c`, `loop`.
pub fn header(body: &Body, id: ExprId) -> Span {
    let span = body[id].span;
    let end = match &body[id].kind {
        ExprKind::For { iterable, .. } => body[*iterable].span.end,
        ExprKind::While { condition, .. } => body[*condition].span.end,
        ExprKind::Loop { label: None, .. } => span.start + "loop".len() as u32,
        ExprKind::Loop { body: block, .. } => body[*block].span.start.saturating_sub(1),
        _ => span.end,
    };
    Span { start: span.start, end: end.max(span.start) }
}

/// Whether a macro of this name makes text out of values.
pub(crate) fn makes_text(path: &Path) -> bool {
    const MAKE_TEXT: [&str; 5] = ["format", "write", "writeln", "print", "println"];
    path.segments.last().is_some_and(|last| MAKE_TEXT.contains(&last.name.as_str()))
}
