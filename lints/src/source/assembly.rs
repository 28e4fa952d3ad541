//! Inline assembly: which lines of a text it is written on.
use std::ops::RangeInclusive;

use proc_macro2::{TokenStream, TokenTree};

/// The macros that stand for it.
const MACROS: [&str; 2] = ["asm", "naked_asm"];

/// First and last line of each piece, from 1; none where the text is not Rust.
pub fn lines(text: &str) -> Vec<RangeInclusive<u32>> {
    let mut found = Vec::new();
    if text.contains("asm!")
        && let Ok(tokens) = text.parse()
    {
        find(tokens, &mut found);
        // Where tokens lie in the text is kept until somebody says that nobody asks any more.
        proc_macro2::extra::invalidate_current_thread_spans();
    }
    found
}

fn find(tokens: TokenStream, found: &mut Vec<RangeInclusive<u32>>) {
    let mut before: [Option<TokenTree>; 2] = [None, None];
    for token in tokens {
        if let TokenTree::Group(group) = &token {
            match &before {
                [Some(TokenTree::Ident(name)), Some(TokenTree::Punct(bang))]
                    if bang.as_char() == '!' && MACROS.iter().any(|known| name == known) =>
                {
                    let line = |line: usize| u32::try_from(line).unwrap_or(u32::MAX);
                    found.push(line(name.span().start().line)..=line(group.span_close().end().line));
                }
                _ => find(group.stream(), found),
            }
        }
        let [_, last] = before;
        before = [last, Some(token)];
    }
}
