//! Rust text cut into words, marks, brackets and literals, fast and without understanding. Comments are skipped.
use std::ops::Range;

/// What a piece of text is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Piece {
    /// An identifier, a keyword, or the digits of a number.
    Word,
    /// The same behind `r#`: never a keyword.
    RawWord,
    /// A string, a character, a lifetime.
    Literal,
    /// `(`, `[` or `{`.
    Open(u8),
    /// `)`, `]` or `}`.
    Close(u8),
    /// Any other byte.
    Mark(u8),
}

/// The pieces of a text, in order.
#[derive(Clone)]
pub(super) struct Scan<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Scan<'t> {
    /// From byte `at` of `text` on.
    pub(super) fn new(text: &'t str, at: usize) -> Scan<'t> {
        Scan { text, at }
    }

    /// What a word says.
    pub(super) fn word(&self, piece: Piece, range: &Range<usize>) -> &'t str {
        let start = if piece == Piece::RawWord { range.start + 2 } else { range.start };
        self.text.get(start..range.end).unwrap_or_default()
    }

    /// Behind blanks and comments.
    fn skip_blanks(&mut self) {
        let bytes = self.text.as_bytes();
        while let Some(&byte) = bytes.get(self.at) {
            match byte {
                b' ' | b'\t' | b'\n' | b'\r' | 0x0b | 0x0c => self.at += 1,
                b'/' => match bytes.get(self.at + 1) {
                    Some(b'/') => self.at = line_end(bytes, self.at),
                    Some(b'*') => self.at = block_comment_end(bytes, self.at),
                    _ => return,
                },
                _ => return,
            }
        }
    }
}

impl Iterator for Scan<'_> {
    type Item = (Piece, Range<usize>);

    #[inline]
    fn next(&mut self) -> Option<(Piece, Range<usize>)> {
        self.skip_blanks();
        let bytes = self.text.as_bytes();
        let start = self.at;
        let byte = *bytes.get(start)?;
        let piece = match byte {
            b'(' | b'[' | b'{' => {
                self.at += 1;
                Piece::Open(byte)
            }
            b')' | b']' | b'}' => {
                self.at += 1;
                Piece::Close(byte)
            }
            b'"' => {
                self.at = string_end(bytes, start);
                Piece::Literal
            }
            b'\'' => {
                self.at = char_end(self.text, start).unwrap_or_else(|| word_end(bytes, start + 1));
                Piece::Literal
            }
            _ if is_word(byte) => {
                let end = word_end(bytes, start);
                self.at = end;
                match raw_string_end(bytes, start, end) {
                    Some(end) => {
                        self.at = end;
                        Piece::Literal
                    }
                    None if end == start + 1
                        && byte == b'r'
                        && bytes.get(end) == Some(&b'#')
                        && bytes.get(end + 1).is_some_and(|next| is_word(*next)) =>
                    {
                        self.at = word_end(bytes, end + 1);
                        Piece::RawWord
                    }
                    None => Piece::Word,
                }
            }
            _ => {
                self.at += 1;
                Piece::Mark(byte)
            }
        };
        Some((piece, start..self.at))
    }
}

/// Comments, and literals in which something may look like one, in order.
pub(super) fn comments_and_strings(text: &str) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let end = match bytes[at] {
            b'/' if bytes.get(at + 1) == Some(&b'/') => line_end(bytes, at),
            b'/' if bytes.get(at + 1) == Some(&b'*') => block_comment_end(bytes, at),
            b'"' => string_end(bytes, at),
            b'\'' => match char_end(text, at) {
                Some(end) => end,
                None => {
                    at += 1;
                    continue;
                }
            },
            byte if is_word(byte) => {
                let word = word_end(bytes, at);
                match raw_string_end(bytes, at, word) {
                    Some(end) => end,
                    None => {
                        at = word;
                        continue;
                    }
                }
            }
            _ => {
                at += 1;
                continue;
            }
        };
        found.push(at..end);
        at = end;
    }
    found
}

pub(super) fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || byte >= 0x80
}

fn line_end(bytes: &[u8], at: usize) -> usize {
    let end = bytes[at..].iter().position(|byte| *byte == b'\n').map_or(bytes.len(), |end| at + end);
    if bytes[at..end].ends_with(b"\r") { end - 1 } else { end }
}

fn block_comment_end(bytes: &[u8], at: usize) -> usize {
    let (mut depth, mut at) = (0, at);
    while at < bytes.len() {
        match (bytes[at], bytes.get(at + 1)) {
            (b'/', Some(b'*')) => (depth, at) = (depth + 1, at + 2),
            (b'*', Some(b'/')) => {
                (depth, at) = (depth - 1, at + 2);
                if depth == 0 {
                    return at;
                }
            }
            _ => at += 1,
        }
    }
    bytes.len()
}

fn string_end(bytes: &[u8], at: usize) -> usize {
    let mut at = at + 1;
    while at < bytes.len() {
        match bytes[at] {
            b'\\' => at += 2,
            b'"' => return at + 1,
            _ => at += 1,
        }
    }
    bytes.len()
}

/// The end of a character literal; none where the quote starts a lifetime.
fn char_end(text: &str, at: usize) -> Option<usize> {
    let mut chars = text[at + 1..].char_indices();
    let (_, first) = chars.next()?;
    if first == '\\' {
        chars.next()?;
        return chars.find(|(_, char)| matches!(char, '\'' | '\n')).map(|(end, _)| at + 1 + end + 1);
    }
    match chars.next()? {
        (end, '\'') => Some(at + 1 + end + 1),
        _ => None,
    }
}

fn word_end(bytes: &[u8], at: usize) -> usize {
    at + bytes[at.min(bytes.len())..].iter().take_while(|byte| is_word(**byte)).count()
}

/// The end of `r#".."#` and its kin, where the word from `at` to `word` opens one.
fn raw_string_end(bytes: &[u8], at: usize, word: usize) -> Option<usize> {
    if !matches!(&bytes[at..word], b"r" | b"br" | b"cr") {
        return None;
    }
    let hashes = bytes[word..].iter().take_while(|byte| **byte == b'#').count();
    if bytes.get(word + hashes) != Some(&b'"') {
        return None;
    }
    let mut at = word + hashes + 1;
    while at < bytes.len() {
        if bytes[at] == b'"' && bytes[at + 1..].iter().take(hashes).filter(|byte| **byte == b'#').count() == hashes {
            return Some(at + 1 + hashes);
        }
        at += 1;
    }
    Some(bytes.len())
}
