//! Macro calls in expressions: those whose arguments are expressions are looked into.
use syn::parse::{Parse, ParseStream};
use syn::punctuated::Punctuated;
use syn::{Macro, Token};

use super::super::facts::{ExprId, ExprKind, Literal, MacroArgs, Span, UnseenWhy};
use super::Lowering;
use super::condition::predicates;
use super::pattern::Arena;

/// Macros that take expressions, comma-separated, `name = value` among them: the standard library's, and those of
/// crates that everybody uses.
const EXPRESSIONS: &[&str] = &[
    "anyhow",
    "approx_eq",
    "assert",
    "assert_abs_diff_eq",
    "assert_abs_diff_ne",
    "assert_approx_eq",
    "assert_eq",
    "assert_ne",
    "assert_relative_eq",
    "assert_relative_ne",
    "assert_ulps_eq",
    "assert_ulps_ne",
    "bail",
    "black_box",
    "concat",
    "dbg",
    "debug",
    "debug_assert",
    "debug_assert_eq",
    "debug_assert_ne",
    "ensure",
    "env",
    "eprint",
    "eprintln",
    "error",
    "format",
    "format_args",
    "include_bytes",
    "include_str",
    "info",
    "log",
    "log_debug",
    "max",
    "min",
    "option_env",
    "panic",
    "ready",
    "print",
    "println",
    "prop_assert",
    "prop_assert_eq",
    "prop_assert_ne",
    "todo",
    "trace",
    "try",
    "unimplemented",
    "unreachable",
    "vec",
    "warn",
    "write",
    "writeln",
    "abs_diff_eq",
    "relative_eq",
    "ulps_eq",
    "smallvec",
    "arrayvec",
    "hashset",
    "btreeset",
    "indexset",
    "assert_matches",
    "debug_assert_matches",
    "const_assert",
    "assert_impl_all",
    "eyre",
    "miette",
    "addr_of",
    "addr_of_mut",
    "join",
    "try_join",
    "json_internal",
    "assert_float_eq",
    "assert_snapshot",
    "assert_debug_snapshot",
    "debug_unreachable",
    "compile_error",
    "concat_bytes",
    "pin",
];

/// Macros that are given words and give a value that has nothing to do with memory.
const OPAQUE: &[&str] = &[
    "cfg",
    "column",
    "file",
    "include",
    "line",
    "module_path",
    "stringify",
    "offset_of",
    "is_x86_feature_detected",
    "is_aarch64_feature_detected",
    "global_asm",
    "naked_asm",
];

enum Arguments {
    List(Vec<syn::Expr>),
    Repeat(Box<syn::Expr>, Box<syn::Expr>),
}

/// `name = value`, `name: value` or `value`; loggers take `%value` and `?value` as well.
struct Argument(syn::Expr);

impl Parse for Argument {
    fn parse(input: ParseStream<'_>) -> syn::Result<Argument> {
        let assigned = input.peek2(Token![=]) && !input.peek2(Token![==]) && !input.peek2(Token![=>]);
        let labelled = input.peek2(Token![:]) && !input.peek2(Token![::]);
        if input.peek(syn::Ident) && (assigned || labelled) {
            input.parse::<syn::Ident>()?;
            input.parse::<proc_macro2::Punct>()?;
        }
        if input.peek(Token![%]) || input.peek(Token![?]) {
            input.parse::<proc_macro2::Punct>()?;
        }
        input.parse().map(Argument)
    }
}

impl Lowering<'_> {
    pub(super) fn expression_macro(&mut self, arena: &mut Arena, mac: &Macro) -> ExprId {
        let span = self.macro_span(mac);
        let name = mac.path.segments.last().map(|last| last.ident.to_string()).unwrap_or_default();
        let arguments = match name.as_str() {
            "matches" => mac.parse_body_with(first_of_matches).ok(),
            "assert_matches" | "debug_assert_matches" => mac.parse_body_with(first_of_matches).ok(),
            "vec" | "smallvec" => mac.parse_body_with(list_or_repeat).ok(),
            _ if EXPRESSIONS.contains(&name.as_str()) => mac.parse_body_with(list).map(Arguments::List).ok(),
            _ if OPAQUE.contains(&name.as_str()) => Some(Arguments::List(Vec::new())),
            _ => None,
        };
        if name == "cfg"
            && let Some(conditions) = &self.conditions
            && let [predicate] = &*predicates(&mac.tokens)
            && let Some(holds) = conditions.truth(predicate)
        {
            return arena.expr(span, ExprKind::Literal(Literal::Bool(holds)));
        }
        let path = self.path(&mac.path);
        let args = match arguments {
            Some(Arguments::List(list)) => MacroArgs::Exprs(self.exprs(arena, &list)),
            Some(Arguments::Repeat(value, length)) => {
                let value = self.expr(arena, &value);
                MacroArgs::VecRepeat { value, length: self.expr(arena, &length) }
            }
            None => {
                let written = self.text.get(path.span.start as usize..path.span.end as usize).unwrap_or(&name);
                self.not_looked_at(span, UnseenWhy::MacroBody(written.to_owned()));
                return arena.expr(span, ExprKind::Unknown);
            }
        };
        arena.expr(span, ExprKind::Macro { path: Box::new(path), args })
    }

    pub(super) fn macro_span(&self, mac: &Macro) -> Span {
        let first = match (&mac.path.leading_colon, mac.path.segments.first()) {
            (Some(colons), _) => colons.spans[0],
            (None, Some(first)) => first.ident.span(),
            (None, None) => mac.bang_token.spans[0],
        };
        self.between(first, mac.delimiter.span().close())
    }
}

fn list(input: ParseStream<'_>) -> syn::Result<Vec<syn::Expr>> {
    let arguments = Punctuated::<Argument, Token![,]>::parse_terminated(input)?;
    Ok(arguments.into_iter().map(|argument| argument.0).collect())
}

fn list_or_repeat(input: ParseStream<'_>) -> syn::Result<Arguments> {
    if input.is_empty() {
        return Ok(Arguments::List(Vec::new()));
    }
    let first: syn::Expr = input.parse()?;
    if input.peek(Token![;]) {
        input.parse::<Token![;]>()?;
        let length = input.parse()?;
        return Ok(Arguments::Repeat(Box::new(first), Box::new(length)));
    }
    let mut arguments = vec![first];
    while !input.is_empty() {
        input.parse::<Token![,]>()?;
        if !input.is_empty() {
            arguments.push(input.parse()?);
        }
    }
    Ok(Arguments::List(arguments))
}

fn first_of_matches(input: ParseStream<'_>) -> syn::Result<Arguments> {
    let first = input.parse()?;
    // The pattern binds names that nothing outside of it sees.
    input.parse::<proc_macro2::TokenStream>()?;
    Ok(Arguments::List(vec![first]))
}
