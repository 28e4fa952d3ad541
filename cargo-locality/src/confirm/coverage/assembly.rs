//! Inline assembly: which lines of the sources it is written on. No pass of the compiler looks into it.
use std::fs;
use std::ops::RangeInclusive;

use camino::Utf8PathBuf;
use proc_macro2::{TokenStream, TokenTree};
use rustc_hash::FxHashMap;

use crate::confirm::symbols::Frame;

/// What it is called where it is told.
pub(in crate::confirm) const NAME: &str = "inline assembly";

/// The macros that stand for it.
const MACROS: [&str; 2] = ["asm", "naked_asm"];

/// The lines of the files that were asked about.
#[derive(Default)]
pub(super) struct Assembly(FxHashMap<Utf8PathBuf, Vec<RangeInclusive<u32>>>);

impl Assembly {
    /// Whether an instruction comes from it: the innermost of its frames is on such a line.
    pub(super) fn is_at(&mut self, frames: &[Frame]) -> bool {
        let Some(frame) = frames.first() else { return false };
        let lines = self.0.entry(frame.file.clone()).or_insert_with_key(|file| {
            let text = fs::read_to_string(file).unwrap_or_default();
            if text.contains("asm!") { lines(&text) } else { Vec::new() }
        });
        lines.iter().any(|lines| lines.contains(&frame.line))
    }
}

/// First and last line of each piece in a text; none where it is not Rust.
fn lines(text: &str) -> Vec<RangeInclusive<u32>> {
    let mut found = Vec::new();
    if let Ok(tokens) = text.parse() {
        find(tokens, &mut found);
    }
    // Where tokens lie in the text is kept until somebody says that nobody asks any more.
    proc_macro2::extra::invalidate_current_thread_spans();
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

#[cfg(test)]
mod tests {
    use super::lines;

    #[test]
    fn its_lines_are_found_wherever_it_is_written() {
        let text = "#!/usr/bin/env cargo\nfn f(x: u64) {\n    {\n        core::arch::asm!(\n            \"nop\", // )\n        );\n    }\n}\n\
                    macro_rules! m { () => { asm!(\"nop\") } }\nfn asm() { assert!(x); asm(); \"asm!(\"; }\n";
        assert_eq!(lines(text), [4..=6, 9..=9]);
        assert_eq!(lines("asm!( \"no end\n"), []);
    }
}
