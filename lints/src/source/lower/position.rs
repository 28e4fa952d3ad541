//! From the parser's positions to bytes of the file.
use std::borrow::Cow;
use std::cell::Cell;

use proc_macro2::LineColumn;

use super::super::facts::Span;

/// Every how many characters the byte is noted down, where characters have several bytes.
const STRIDE: usize = 32;

/// Turns line and column (which is what the parser can tell without searching) into bytes.
pub(super) struct Positions<'t> {
    /// Byte of the parsed text at which each line of it starts.
    line_bytes: Vec<u32>,
    /// Only where the text is not ASCII.
    wide: Option<Wide<'t>>,
    /// Length of the parsed text.
    end: u32,
    /// From byte `.0` of the parsed text on, bytes are those of the file from `.1` on; ascending, not empty.
    map: Cow<'t, [(u32, u32)]>,
    /// Where in the map the last answer was found: the next one is mostly near.
    near: Cell<usize>,
}

struct Wide<'t> {
    text: &'t str,
    /// Character at which each line starts.
    line_chars: Vec<u32>,
    /// Byte at which every [`STRIDE`]th character starts.
    samples: Vec<u32>,
}

impl<'t> Positions<'t> {
    /// The parser is given `text`, which lies at `base` in the file.
    pub(super) fn shifted(text: &'t str, base: usize) -> Positions<'t> {
        Positions::new(text, vec![(0, base as u32)].into())
    }

    /// The parser is given `text`, which is pieced together as `map` says.
    pub(super) fn mapped(text: &'t str, map: &'t [(u32, u32)]) -> Positions<'t> {
        Positions::new(text, if map.is_empty() { vec![(0, 0)].into() } else { map.into() })
    }

    fn new(text: &'t str, map: Cow<'t, [(u32, u32)]>) -> Positions<'t> {
        let breaks = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at as u32 + 1);
        let line_bytes = std::iter::once(0).chain(breaks).collect();
        let wide = (!text.is_ascii()).then(|| Wide::new(text));
        Positions { line_bytes, wide, end: text.len() as u32, map, near: Cell::new(0) }
    }

    /// The bytes of `span`.
    pub(super) fn span(&self, span: proc_macro2::Span) -> Span {
        Span { start: self.start(span), end: self.end(span) }
    }

    pub(super) fn start(&self, span: proc_macro2::Span) -> u32 {
        self.in_file(self.byte(span.start()))
    }

    pub(super) fn end(&self, span: proc_macro2::Span) -> u32 {
        // What follows the last byte may have been cut out.
        match self.byte(span.end()).checked_sub(1) {
            Some(last) => self.in_file(last) + 1,
            None => self.in_file(0),
        }
    }

    fn in_file(&self, at: u32) -> u32 {
        let holds = |near: usize| {
            self.map.get(near).is_some_and(|&(start, _)| start <= at)
                && self.map.get(near + 1).is_none_or(|&(next, _)| at < next)
        };
        let near = self.near.get();
        let found = match (holds(near), holds(near + 1)) {
            (true, _) => near,
            (_, true) => near + 1,
            _ => self.map.partition_point(|&(start, _)| start <= at).saturating_sub(1),
        };
        self.near.set(found);
        let (start, original) = self.map[found];
        original + at.saturating_sub(start)
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

impl<'t> Wide<'t> {
    fn new(text: &'t str) -> Wide<'t> {
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
        Wide { text, line_chars, samples }
    }

    fn byte(&self, line: usize, column: usize) -> u32 {
        let char = self.line_chars[line] as usize + column;
        let Some(&sample) = self.samples.get(char / STRIDE) else {
            return self.text.len() as u32;
        };
        let rest = &self.text[sample as usize..];
        let within = rest.char_indices().nth(char % STRIDE).map_or(rest.len(), |(byte, _)| byte);
        sample + within as u32
    }
}
