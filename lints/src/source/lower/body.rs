//! Expressions: children first, then what holds them.
use proc_macro2::Span as Place;
use syn::{BinOp, RangeLimits, UnOp};

use super::super::facts::{Arm, BinaryOp, Block, BlockFlavour, Expr, ExprId, ExprKind, PatId, Span, Type};
use super::super::name::Name;
use super::Lowering;
use super::pattern::Arena;
use super::statement::leading_attributes;

impl Arena {
    pub(super) fn expr(&mut self, span: Span, kind: ExprKind) -> ExprId {
        self.exprs.push(Expr { span, kind });
        ExprId(self.exprs.len() as u32 - 1)
    }

    pub(super) fn expr_span(&self, id: ExprId) -> Span {
        self.exprs[id.0 as usize].span
    }

    /// From the first byte of `first` to the last of `last`.
    fn spanning(&self, first: ExprId, last: ExprId) -> Span {
        Span { start: self.expr_span(first).start, end: self.expr_span(last).end }
    }
}

impl Lowering<'_> {
    /// The value of a constant or static.
    pub(super) fn expr(&mut self, arena: &mut Arena, expr: &syn::Expr) -> ExprId {
        match expr {
            syn::Expr::Path(path) => {
                let path = self.qualified_path(path.qself.as_ref(), &path.path);
                arena.expr(path.span, ExprKind::Path(path))
            }
            syn::Expr::Lit(literal) => {
                let (literal, span) = self.literal(&literal.lit);
                arena.expr(span, ExprKind::Literal(literal))
            }
            syn::Expr::MethodCall(call) => self.method_call(arena, call),
            syn::Expr::Call(call) => {
                let callee = self.expr(arena, &call.func);
                let args = self.exprs(arena, &call.args);
                let span = self.up_to(arena.expr_span(callee), call.paren_token.span.close());
                arena.expr(span, ExprKind::Call { callee, args })
            }
            syn::Expr::Field(field) => {
                let base = self.expr(arena, &field.base);
                let (name, name_span) = self.member(&field.member);
                let span = Span { start: arena.expr_span(base).start, end: name_span.end };
                arena.expr(span, ExprKind::Field { base, name, name_span })
            }
            syn::Expr::Index(index) => {
                let base = self.expr(arena, &index.expr);
                let at = self.expr(arena, &index.index);
                let span = self.up_to(arena.expr_span(base), index.bracket_token.span.close());
                arena.expr(span, ExprKind::Index { base, index: at })
            }
            syn::Expr::Unary(unary) => self.unary(arena, unary),
            syn::Expr::Binary(binary) => self.binary(arena, binary),
            syn::Expr::Assign(assign) => {
                let left = self.expr(arena, &assign.left);
                let right = self.expr(arena, &assign.right);
                arena.expr(arena.spanning(left, right), ExprKind::Assign { left, right })
            }
            syn::Expr::Reference(reference) => {
                let operand = self.expr(arena, &reference.expr);
                let span = self.starting_at(reference.and_token.spans[0], arena.expr_span(operand));
                arena.expr(span, ExprKind::Reference { mutable: reference.mutability.is_some(), operand })
            }
            syn::Expr::RawAddr(raw) => {
                let operand = self.expr(arena, &raw.expr);
                let span = self.starting_at(raw.and_token.spans[0], arena.expr_span(operand));
                let mutable = matches!(raw.mutability, syn::PointerMutability::Mut(_));
                arena.expr(span, ExprKind::RawReference { mutable, operand })
            }
            syn::Expr::Cast(cast) => {
                let operand = self.expr(arena, &cast.expr);
                let ty = self.ty(&cast.ty);
                let span = Span { start: arena.expr_span(operand).start, end: ty.span.end };
                arena.expr(span, ExprKind::Cast { operand, ty: Box::new(ty) })
            }
            syn::Expr::Paren(paren) => {
                let inner = self.expr(arena, &paren.expr);
                arena.exprs[inner.0 as usize].span = self.span(paren.paren_token.span.join());
                inner
            }
            syn::Expr::Group(group) => self.expr(arena, &group.expr),
            syn::Expr::Macro(mac) => self.expression_macro(arena, &mac.mac),
            syn::Expr::Try(tried) => {
                let inner = self.expr(arena, &tried.expr);
                let span = self.up_to(arena.expr_span(inner), tried.question_token.spans[0]);
                arena.expr(span, ExprKind::Try(inner))
            }
            syn::Expr::Await(awaited) => {
                let inner = self.expr(arena, &awaited.base);
                let span = self.up_to(arena.expr_span(inner), awaited.await_token.span);
                arena.expr(span, ExprKind::Await(inner))
            }
            syn::Expr::Tuple(tuple) => {
                let parts = self.exprs(arena, &tuple.elems);
                arena.expr(self.span(tuple.paren_token.span.join()), ExprKind::Tuple(parts))
            }
            syn::Expr::Array(array) => {
                let parts = self.exprs(arena, &array.elems);
                arena.expr(self.span(array.bracket_token.span.join()), ExprKind::Array(parts))
            }
            syn::Expr::Repeat(repeat) => {
                let value = self.expr(arena, &repeat.expr);
                let length = self.expr(arena, &repeat.len);
                arena.expr(self.span(repeat.bracket_token.span.join()), ExprKind::Repeat { value, length })
            }
            syn::Expr::Struct(literal) => self.struct_literal(arena, literal),
            syn::Expr::Range(range) => self.range(arena, range),
            syn::Expr::Closure(closure) => self.closure(arena, closure),
            syn::Expr::Infer(infer) => arena.expr(self.span(infer.underscore_token.spans[0]), ExprKind::Unknown),
            syn::Expr::Yield(given) => {
                let inner = given.expr.as_ref().map(|inner| self.expr(arena, inner));
                let span = self.word_and(arena, given.yield_token.span, inner);
                arena.expr(span, ExprKind::Unknown)
            }
            syn::Expr::Verbatim(tokens) => arena.expr(self.tokens(tokens), ExprKind::Unknown),
            _ => self.control_flow(arena, expr),
        }
    }

    fn control_flow(&mut self, arena: &mut Arena, expr: &syn::Expr) -> ExprId {
        match expr {
            syn::Expr::Block(block) => self.block(arena, &block.block, None, BlockFlavour::Plain, block.label.as_ref()),
            syn::Expr::Unsafe(block) => {
                self.block(arena, &block.block, Some(block.unsafe_token.span), BlockFlavour::Unsafe, None)
            }
            syn::Expr::Const(block) => {
                self.block(arena, &block.block, Some(block.const_token.span), BlockFlavour::Const, None)
            }
            syn::Expr::Async(block) => {
                self.block(arena, &block.block, Some(block.async_token.span), BlockFlavour::Async, None)
            }
            syn::Expr::TryBlock(block) => {
                self.block(arena, &block.block, Some(block.try_token.span), BlockFlavour::Try, None)
            }
            syn::Expr::If(branch) => self.branch(arena, branch),
            syn::Expr::Let(condition) => {
                let scrutinee = self.expr(arena, &condition.expr);
                let pattern = self.pat(arena, &condition.pat);
                let span = self.starting_at(condition.let_token.span, arena.expr_span(scrutinee));
                arena.expr(span, ExprKind::Let { pattern, scrutinee })
            }
            syn::Expr::Match(choice) => self.choice(arena, choice),
            syn::Expr::Loop(endless) => {
                let body = self.plain_block(arena, &endless.body);
                let (label, first) = self.loop_label(endless.label.as_ref(), endless.loop_token.span);
                let span = Span { start: first, end: arena.expr_span(body).end };
                arena.expr(span, ExprKind::Loop { label, body })
            }
            syn::Expr::While(repeat) => {
                let condition = self.expr(arena, &repeat.cond);
                let body = self.plain_block(arena, &repeat.body);
                let (label, first) = self.loop_label(repeat.label.as_ref(), repeat.while_token.span);
                let span = Span { start: first, end: arena.expr_span(body).end };
                arena.expr(span, ExprKind::While { label, condition, body })
            }
            syn::Expr::ForLoop(walk) => {
                let iterable = self.expr(arena, &walk.expr);
                let pattern = self.pat(arena, &walk.pat);
                let body = self.plain_block(arena, &walk.body);
                let (label, first) = self.loop_label(walk.label.as_ref(), walk.for_token.span);
                let span = Span { start: first, end: arena.expr_span(body).end };
                arena.expr(span, ExprKind::For { label, pattern, iterable, body })
            }
            syn::Expr::Return(given) => {
                let value = given.expr.as_ref().map(|value| self.expr(arena, value));
                let span = self.word_and(arena, given.return_token.span, value);
                arena.expr(span, ExprKind::Return(value))
            }
            syn::Expr::Break(left) => {
                let value = left.expr.as_ref().map(|value| self.expr(arena, value));
                let mut span = self.word_and(arena, left.break_token.span, value);
                let label = left.label.as_ref().map(|label| self.lifetime(label));
                if let Some(label) = &left.label {
                    span.end = span.end.max(self.end(label.ident.span()));
                }
                arena.expr(span, ExprKind::Break { label, value })
            }
            syn::Expr::Continue(left) => {
                let mut span = self.span(left.continue_token.span);
                let label = left.label.as_ref().map(|label| self.lifetime(label));
                if let Some(label) = &left.label {
                    span.end = self.end(label.ident.span());
                }
                arena.expr(span, ExprKind::Continue { label })
            }
            _ => arena.expr(Span::default(), ExprKind::Unknown),
        }
    }

    pub(super) fn exprs<'e>(&mut self, arena: &mut Arena, all: impl IntoIterator<Item = &'e syn::Expr>) -> Vec<ExprId> {
        let all = self.present(all, leading_attributes, Self::span_in);
        all.into_iter().map(|one| self.expr(arena, one)).collect()
    }

    fn span_in(&mut self, arena: &mut Arena, one: &syn::Expr) -> Span {
        let id = self.expr(arena, one);
        arena.expr_span(id)
    }

    pub(super) fn pattern_span(&mut self, arena: &mut Arena, one: &syn::Pat) -> Span {
        let id = self.pat(arena, one);
        arena.patterns[id.0 as usize].span
    }

    fn arm_span(&mut self, arena: &mut Arena, arm: &syn::Arm) -> Span {
        // Without attributes, which are looked at already.
        let start = self.pattern_span(arena, &arm.pat).start;
        Span { start, end: self.span_in(arena, &arm.body).end }
    }

    fn method_call(&mut self, arena: &mut Arena, call: &syn::ExprMethodCall) -> ExprId {
        let receiver = self.expr(arena, &call.receiver);
        let args = self.exprs(arena, &call.args);
        let (name, name_span) = self.ident(&call.method);
        let turbofish = call.turbofish.as_ref().map(|args| self.generic_args(args)).unwrap_or_default();
        let span = self.up_to(arena.expr_span(receiver), call.paren_token.span.close());
        arena.expr(span, ExprKind::MethodCall { receiver, name, name_span, turbofish, args })
    }

    fn unary(&mut self, arena: &mut Arena, unary: &syn::ExprUnary) -> ExprId {
        let operand = self.expr(arena, &unary.expr);
        let (place, kind) = match &unary.op {
            UnOp::Deref(star) => (Some(star.spans[0]), ExprKind::Deref(operand)),
            UnOp::Not(bang) => (Some(bang.spans[0]), ExprKind::Not(operand)),
            UnOp::Neg(minus) => (Some(minus.spans[0]), ExprKind::Negate(operand)),
            _ => (None, ExprKind::Unknown),
        };
        let operand = arena.expr_span(operand);
        let span = place.map_or(operand, |place| self.starting_at(place, operand));
        arena.expr(span, kind)
    }

    fn binary(&mut self, arena: &mut Arena, binary: &syn::ExprBinary) -> ExprId {
        let left = self.expr(arena, &binary.left);
        let right = self.expr(arena, &binary.right);
        let span = arena.spanning(left, right);
        let kind = match operator(&binary.op) {
            Some((op, false)) => ExprKind::Binary { op, left, right },
            Some((op, true)) => ExprKind::AssignOp { op, left, right },
            None => ExprKind::Unknown,
        };
        arena.expr(span, kind)
    }

    fn struct_literal(&mut self, arena: &mut Arena, literal: &syn::ExprStruct) -> ExprId {
        let fields =
            self.present(&literal.fields, |field| &field.attrs, |this, arena, field| this.span_in(arena, &field.expr));
        let fields = fields.into_iter();
        let fields = fields.map(|field| (self.member(&field.member).0, self.expr(arena, &field.expr))).collect();
        let rest = literal.rest.as_ref().map(|rest| self.expr(arena, rest));
        let path = self.qualified_path(literal.qself.as_ref(), &literal.path);
        let span = self.up_to(path.span, literal.brace_token.span.close());
        arena.expr(span, ExprKind::Struct { path: Box::new(path), fields, rest })
    }

    fn range(&mut self, arena: &mut Arena, range: &syn::ExprRange) -> ExprId {
        let start = range.start.as_ref().map(|start| self.expr(arena, start));
        let end = range.end.as_ref().map(|end| self.expr(arena, end));
        let (mut span, inclusive) = match &range.limits {
            RangeLimits::HalfOpen(dots) => (self.between(dots.spans[0], dots.spans[1]), false),
            RangeLimits::Closed(dots) => (self.between(dots.spans[0], dots.spans[2]), true),
        };
        if let Some(start) = start {
            span.start = arena.expr_span(start).start;
        }
        if let Some(end) = end {
            span.end = arena.expr_span(end).end;
        }
        arena.expr(span, ExprKind::Range { start, end, inclusive })
    }

    fn closure(&mut self, arena: &mut Arena, closure: &syn::ExprClosure) -> ExprId {
        let params: Vec<(PatId, Option<Type>)> = self
            .present(&closure.inputs, attributes_of_pattern, Self::pattern_span)
            .into_iter()
            .map(|input| self.closure_param(arena, input))
            .collect();
        let body = self.expr(arena, &closure.body);
        let returns = self.returns(&closure.output).map(Box::new);
        let first = [
            closure.lifetimes.as_ref().map(|lifetimes| lifetimes.for_token.span),
            closure.constness.as_ref().map(|word| word.span),
            closure.asyncness.as_ref().map(|word| word.span),
            closure.capture.as_ref().map(|word| word.span),
        ];
        let first = first.into_iter().flatten().next().unwrap_or(closure.inputs_begin.spans[0]);
        let span = self.starting_at(first, arena.expr_span(body));
        let (is_async, is_move) = (closure.asyncness.is_some(), closure.capture.is_some());
        arena.expr(span, ExprKind::Closure { params, returns, body, is_async, is_move })
    }

    fn closure_param(&mut self, arena: &mut Arena, input: &syn::Pat) -> (PatId, Option<Type>) {
        let pattern = self.pat(arena, input);
        let ty = match input {
            syn::Pat::Type(typed) => Some(self.ty(&typed.ty)),
            _ => None,
        };
        (pattern, ty)
    }

    fn branch(&mut self, arena: &mut Arena, branch: &syn::ExprIf) -> ExprId {
        let condition = self.expr(arena, &branch.cond);
        let then = self.plain_block(arena, &branch.then_branch);
        let otherwise = branch.else_branch.as_ref().map(|(_, otherwise)| self.expr(arena, otherwise));
        let span = self.starting_at(branch.if_token.span, arena.expr_span(otherwise.unwrap_or(then)));
        arena.expr(span, ExprKind::If { condition, then, otherwise })
    }

    fn choice(&mut self, arena: &mut Arena, choice: &syn::ExprMatch) -> ExprId {
        let scrutinee = self.expr(arena, &choice.expr);
        let arms = self.present(&choice.arms, |arm| &arm.attrs, Self::arm_span);
        let arms = arms.into_iter().map(|arm| self.arm(arena, arm)).collect();
        let span = self.between(choice.match_token.span, choice.brace_token.span.close());
        arena.expr(span, ExprKind::Match { scrutinee, arms })
    }

    fn arm(&mut self, arena: &mut Arena, arm: &syn::Arm) -> Arm {
        let guard = match &arm.pat {
            syn::Pat::Guard(guarded) => Some(self.expr(arena, &guarded.guard)),
            _ => None,
        };
        let pattern = self.pat(arena, &arm.pat);
        let body = self.expr(arena, &arm.body);
        let covers = Span { start: arena.patterns[pattern.0 as usize].span.start, end: arena.expr_span(body).end };
        Arm { pattern, cfg: self.cfg(&arm.attrs, covers), guard, body }
    }

    pub(super) fn plain_block(&mut self, arena: &mut Arena, block: &syn::Block) -> ExprId {
        self.block(arena, block, None, BlockFlavour::Plain, None)
    }

    fn block(
        &mut self,
        arena: &mut Arena,
        block: &syn::Block,
        word: Option<Place>,
        flavour: BlockFlavour,
        label: Option<&syn::Label>,
    ) -> ExprId {
        let statements = self.statements(arena, &block.stmts);
        let braces = block.brace_token.span;
        let inside = self.end(braces.open());
        let (label, start) = self.loop_label(label, word.unwrap_or(braces.open()));
        let span = Span { start, end: self.end(braces.close()) };
        arena.expr(span, ExprKind::Block(Block { statements, label, flavour, inside }))
    }

    /// A label's name, and where what it stands at begins.
    fn loop_label(&mut self, label: Option<&syn::Label>, otherwise: Place) -> (Option<Name>, u32) {
        match label {
            Some(label) => (Some(self.lifetime(&label.name)), self.start(label.name.apostrophe)),
            None => (None, self.start(otherwise)),
        }
    }

    fn word_and(&self, arena: &Arena, word: Place, value: Option<ExprId>) -> Span {
        let mut span = self.span(word);
        if let Some(value) = value {
            span.end = arena.expr_span(value).end;
        }
        span
    }

    /// From `first` to the last byte of `rest`.
    fn starting_at(&self, first: Place, rest: Span) -> Span {
        Span { start: self.start(first), end: rest.end }
    }

    /// From the first byte of `first` to `last`.
    fn up_to(&self, first: Span, last: Place) -> Span {
        Span { start: first.start, end: self.end(last) }
    }
}

fn attributes_of_pattern(pattern: &syn::Pat) -> &[syn::Attribute] {
    match pattern {
        syn::Pat::Type(typed) => &typed.attrs,
        syn::Pat::Ident(bind) => &bind.attrs,
        syn::Pat::Wild(wild) => &wild.attrs,
        _ => &[],
    }
}

/// The operator, and whether it assigns.
pub(super) fn operator(op: &BinOp) -> Option<(BinaryOp, bool)> {
    Some(match op {
        BinOp::Add(_) => (BinaryOp::Add, false),
        BinOp::Sub(_) => (BinaryOp::Sub, false),
        BinOp::Mul(_) => (BinaryOp::Mul, false),
        BinOp::Div(_) => (BinaryOp::Div, false),
        BinOp::Rem(_) => (BinaryOp::Rem, false),
        BinOp::And(_) => (BinaryOp::And, false),
        BinOp::Or(_) => (BinaryOp::Or, false),
        BinOp::BitXor(_) => (BinaryOp::BitXor, false),
        BinOp::BitAnd(_) => (BinaryOp::BitAnd, false),
        BinOp::BitOr(_) => (BinaryOp::BitOr, false),
        BinOp::Shl(_) => (BinaryOp::Shl, false),
        BinOp::Shr(_) => (BinaryOp::Shr, false),
        BinOp::Eq(_) => (BinaryOp::Eq, false),
        BinOp::Lt(_) => (BinaryOp::Lt, false),
        BinOp::Le(_) => (BinaryOp::Le, false),
        BinOp::Ne(_) => (BinaryOp::Ne, false),
        BinOp::Ge(_) => (BinaryOp::Ge, false),
        BinOp::Gt(_) => (BinaryOp::Gt, false),
        BinOp::AddAssign(_) => (BinaryOp::Add, true),
        BinOp::SubAssign(_) => (BinaryOp::Sub, true),
        BinOp::MulAssign(_) => (BinaryOp::Mul, true),
        BinOp::DivAssign(_) => (BinaryOp::Div, true),
        BinOp::RemAssign(_) => (BinaryOp::Rem, true),
        BinOp::BitXorAssign(_) => (BinaryOp::BitXor, true),
        BinOp::BitAndAssign(_) => (BinaryOp::BitAnd, true),
        BinOp::BitOrAssign(_) => (BinaryOp::BitOr, true),
        BinOp::ShlAssign(_) => (BinaryOp::Shl, true),
        BinOp::ShrAssign(_) => (BinaryOp::Shr, true),
        _ => return None,
    })
}
