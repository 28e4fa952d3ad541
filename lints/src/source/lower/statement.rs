//! Statements.
use syn::{Attribute, Stmt};

use super::super::facts::{Span, Statement, StatementKind};
use super::Lowering;
use super::pattern::Arena;

impl Lowering<'_> {
    pub(super) fn statements(&mut self, arena: &mut Arena, statements: &[Stmt]) -> Vec<Statement> {
        let mut lowered = Vec::with_capacity(statements.len());
        for statement in self.present(statements, attributes_of_statement, Self::statement_span) {
            match statement {
                Stmt::Local(local) => lowered.push(self.local(arena, local)),
                Stmt::Item(item) => {
                    for item in self.items(std::slice::from_ref(item)) {
                        let cfg = item.cfg.clone();
                        lowered.push(Statement { span: item.span, cfg, kind: StatementKind::Item(Box::new(item)) });
                    }
                }
                Stmt::Expr(expr, semicolon) => {
                    let id = self.expr(arena, expr);
                    let mut span = arena.expr_span(id);
                    if let Some(semicolon) = semicolon {
                        span.end = self.end(semicolon.spans[0]);
                    }
                    let attributes = leading_attributes(expr);
                    span.start = self.with_attributes(attributes, span.start);
                    let cfg = self.cfg(attributes, span);
                    let kind = StatementKind::Expr { expr: id, semicolon: semicolon.is_some() };
                    lowered.push(Statement { span, cfg, kind });
                }
                Stmt::Macro(call) => {
                    if let Some(items) = self.item_macro_in_block(call) {
                        lowered.extend(items.into_iter().map(|item| Statement {
                            span: item.span,
                            cfg: item.cfg.clone(),
                            kind: StatementKind::Item(Box::new(item)),
                        }));
                        continue;
                    }
                    let id = self.expression_macro(arena, &call.mac);
                    let mut span = arena.expr_span(id);
                    if let Some(semicolon) = &call.semi_token {
                        span.end = self.end(semicolon.spans[0]);
                    }
                    span.start = self.with_attributes(&call.attrs, span.start);
                    let cfg = self.cfg(&call.attrs, span);
                    let kind = StatementKind::Expr { expr: id, semicolon: call.semi_token.is_some() };
                    lowered.push(Statement { span, cfg, kind });
                }
            }
        }
        lowered
    }

    fn statement_span(&mut self, arena: &mut Arena, statement: &Stmt) -> Span {
        let statement = self.statements(arena, std::slice::from_ref(statement));
        statement.first().map_or_else(Span::default, |statement| statement.span)
    }

    fn local(&mut self, arena: &mut Arena, local: &syn::Local) -> Statement {
        let (init, otherwise) = match &local.init {
            Some(init) => {
                let value = self.expr(arena, &init.expr);
                (Some(value), init.diverge.as_ref().map(|(_, otherwise)| self.expr(arena, otherwise)))
            }
            None => (None, None),
        };
        let pattern = self.pat(arena, &local.pat);
        let ty = match &local.pat {
            syn::Pat::Type(typed) => Some(Box::new(self.ty(&typed.ty))),
            _ => None,
        };
        let mut span = self.between(local.let_token.span, local.semi_token.spans[0]);
        span.start = self.with_attributes(&local.attrs, span.start);
        let cfg = self.cfg(&local.attrs, span);
        Statement { span, cfg, kind: StatementKind::Let { pattern, ty, init, otherwise } }
    }
}

/// The attributes of a statement; those of items are heeded where items are.
fn attributes_of_statement(statement: &Stmt) -> &[Attribute] {
    match statement {
        Stmt::Local(local) => &local.attrs,
        Stmt::Expr(expr, _) => leading_attributes(expr),
        Stmt::Macro(call) => &call.attrs,
        Stmt::Item(_) => &[],
    }
}

/// The attributes in front of an expression statement. They belong to the leftmost operand of an operator, and to the
/// whole of everything else.
pub(super) fn leading_attributes(expr: &syn::Expr) -> &[Attribute] {
    match expr {
        syn::Expr::Assign(it) => leading_attributes(&it.left),
        syn::Expr::Binary(it) => leading_attributes(&it.left),
        syn::Expr::Cast(it) => leading_attributes(&it.expr),
        syn::Expr::Array(it) => &it.attrs,
        syn::Expr::Async(it) => &it.attrs,
        syn::Expr::Await(it) => &it.attrs,
        syn::Expr::Block(it) => &it.attrs,
        syn::Expr::Break(it) => &it.attrs,
        syn::Expr::Call(it) => &it.attrs,
        syn::Expr::Closure(it) => &it.attrs,
        syn::Expr::Const(it) => &it.attrs,
        syn::Expr::Continue(it) => &it.attrs,
        syn::Expr::Field(it) => &it.attrs,
        syn::Expr::ForLoop(it) => &it.attrs,
        syn::Expr::If(it) => &it.attrs,
        syn::Expr::Index(it) => &it.attrs,
        syn::Expr::Lit(it) => &it.attrs,
        syn::Expr::Loop(it) => &it.attrs,
        syn::Expr::Macro(it) => &it.attrs,
        syn::Expr::Match(it) => &it.attrs,
        syn::Expr::MethodCall(it) => &it.attrs,
        syn::Expr::Paren(it) => &it.attrs,
        syn::Expr::Path(it) => &it.attrs,
        syn::Expr::Range(it) => &it.attrs,
        syn::Expr::Reference(it) => &it.attrs,
        syn::Expr::Repeat(it) => &it.attrs,
        syn::Expr::Return(it) => &it.attrs,
        syn::Expr::Struct(it) => &it.attrs,
        syn::Expr::Try(it) => &it.attrs,
        syn::Expr::TryBlock(it) => &it.attrs,
        syn::Expr::Tuple(it) => &it.attrs,
        syn::Expr::Unary(it) => &it.attrs,
        syn::Expr::Unsafe(it) => &it.attrs,
        syn::Expr::While(it) => &it.attrs,
        _ => &[],
    }
}
