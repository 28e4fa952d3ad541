//! From the parser's positions to bytes of the file.
use proc_macro2::LineColumn;

use super::super::facts::Span;

/// Every how many characters the byte is noted down, where characters have several bytes.
const STRIDE: usize = 32;

/// Turns line and column (which is what the parser can tell without searching) into bytes.
pub(super) struct Positions {
    /// Byte of the file at which each line of the parsed text starts.
    line_bytes: Vec<u32>,
    /// Only where the text is not ASCII.
    wide: Option<Wide>,
    /// One past the last byte of the file.
    end: u32,
}

struct Wide {
    text: Box<str>,
    base: u32,
    /// Character at which each line starts.
    line_chars: Vec<u32>,
    /// Byte at which every [`STRIDE`]th character starts.
    samples: Vec<u32>,
}

impl Positions {
    /// For `text[base..]`, which is what the parser is given; `lines` is where the lines of all of `text` start.
    pub(super) fn new(text: &str, base: usize, lines: &[u32]) -> Positions {
        let parsed = &text[base..];
        let above = lines.partition_point(|start| *start as usize <= base);
        let line_bytes = std::iter::once(base as u32).chain(lines[above..].iter().copied()).collect();
        let wide = (!parsed.is_ascii()).then(|| Wide::new(parsed, base));
        Positions { line_bytes, wide, end: text.len() as u32 }
    }

    /// The bytes of `span`.
    pub(super) fn span(&self, span: proc_macro2::Span) -> Span {
        Span { start: self.byte(span.start()), end: self.byte(span.end()) }
    }

    pub(super) fn start(&self, span: proc_macro2::Span) -> u32 {
        self.byte(span.start())
    }

    pub(super) fn end(&self, span: proc_macro2::Span) -> u32 {
        self.byte(span.end())
    }

    fn byte(&self, at: LineColumn) -> u32 {
        let Some(line) = at.line.checked_sub(1).filter(|line| *line < self.line_bytes.len()) else {
            return self.end;
        };
        let byte = match &self.wide {
            None => self.line_bytes[line] + at.column as u32,
            Some(wide) => wide.byte(line, at.column),
        };
        byte.min(self.end)
    }
}

impl Wide {
    fn new(text: &str, base: usize) -> Wide {
        let mut line_chars = vec![0];
        let mut samples = Vec::with_capacity(text.len() / STRIDE + 1);
        for (index, (byte, char)) in text.char_indices().enumerate() {
            if index % STRIDE == 0 {
                samples.push(byte as u32);
            }
            if char == '\n' {
                line_chars.push(index as u32 + 1);
            }
        }
        Wide { text: text.into(), base: base as u32, line_chars, samples }
    }

    fn byte(&self, line: usize, column: usize) -> u32 {
        let char = self.line_chars[line] as usize + column;
        let Some(&sample) = self.samples.get(char / STRIDE) else {
            return self.base + self.text.len() as u32;
        };
        let rest = &self.text[sample as usize..];
        let within = rest.char_indices().nth(char % STRIDE).map_or(rest.len(), |(byte, _)| byte);
        self.base + sample + within as u32
    }
}
