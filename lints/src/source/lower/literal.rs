//! Literals.
use super::super::facts::{Literal, Span};
use super::super::name::Name;
use super::Lowering;

/// The value of an integer, where it fits.
pub(super) fn integer(number: &syn::LitInt) -> Option<u64> {
    number.base10_digits().parse().ok()
}

impl Lowering<'_> {
    pub(super) fn literal(&mut self, literal: &syn::Lit) -> (Literal, Span) {
        let span = self.span(literal_token_span(literal));
        let lowered = match literal {
            syn::Lit::Int(number) if matches!(number.suffix(), "f32" | "f64") => {
                Literal::Float(suffix(number.suffix()))
            }
            syn::Lit::Int(number) => Literal::Int(integer(number), suffix(number.suffix())),
            syn::Lit::Float(number) => Literal::Float(suffix(number.suffix())),
            syn::Lit::Str(text) => Literal::Str(text.value()),
            syn::Lit::ByteStr(bytes) => Literal::ByteStr(bytes.value().len() as u32),
            syn::Lit::CStr(_) => Literal::CStr,
            syn::Lit::Byte(_) => Literal::Byte,
            syn::Lit::Char(_) => Literal::Char,
            syn::Lit::Bool(value) => Literal::Bool(value.value),
            // Numbers of more than 128 bits and the like.
            _ => Literal::Int(None, None),
        };
        (lowered, span)
    }
}

fn suffix(text: &str) -> Option<Name> {
    (!text.is_empty()).then(|| Name::new(text))
}

fn literal_token_span(literal: &syn::Lit) -> proc_macro2::Span {
    match literal {
        syn::Lit::Str(it) => it.span(),
        syn::Lit::ByteStr(it) => it.span(),
        syn::Lit::CStr(it) => it.span(),
        syn::Lit::Byte(it) => it.span(),
        syn::Lit::Char(it) => it.span(),
        syn::Lit::Int(it) => it.span(),
        syn::Lit::Float(it) => it.span(),
        syn::Lit::Bool(it) => it.span,
        syn::Lit::Verbatim(it) => it.span(),
        _ => proc_macro2::Span::call_site(),
    }
}
