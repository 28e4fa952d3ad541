//! Text of others (names of files, packages and targets, words of cargo) as a terminal may have it: no character commands it, or turns
//! the direction in which it is read.
use std::borrow::Cow;
use std::fmt::Write as _;
use std::io::{self, Write};

/// A colour's escape sequence has no more bytes than this.
const LONGEST: usize = 32;

/// `text` in one line, what a terminal would take for more than a character being spelt out: `\n`, `\u{1b}`.
pub(crate) fn one_line(text: &str) -> Cow<'_, str> {
    if text.is_ascii() && !text.bytes().any(|byte| byte.is_ascii_control()) || !text.chars().any(is_harmful) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    text.chars().for_each(|c| if is_harmful(c) { spell(c, &mut out) } else { out.push(c) });
    Cow::Owned(out)
}

/// Whether a terminal takes a character for a command, a new line, or a change of direction.
fn is_harmful(c: char) -> bool {
    let turns = matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    c.is_control() || turns || matches!(c, '\u{2028}' | '\u{2029}')
}

fn spell(c: char, out: &mut String) {
    match c {
        '\n' => out.push_str("\\n"),
        '\r' => out.push_str("\\r"),
        '\t' => out.push_str("\\t"),
        c => {
            let _ = write!(out, "\\u{{{:x}}}", u32::from(c));
        }
    }
}

/// Hands on what is written, lines and colours as they are; whatever else would command a terminal is spelt out.
#[derive(Debug)]
pub(crate) struct Harmless<W: Write> {
    to: W,
    /// The beginning of a character or of a colour whose end has not come yet.
    kept: Vec<u8>,
}

impl<W: Write> Harmless<W> {
    pub(crate) fn new(to: W) -> Harmless<W> {
        Harmless { to, kept: Vec::new() }
    }

    /// Hands on as much of `bytes` as is understood, and says how much that is. At the `end`, all of it.
    fn hand_on(&mut self, bytes: &[u8], end: bool) -> io::Result<usize> {
        let text = match str::from_utf8(bytes) {
            Ok(text) => text,
            Err(wrong) => str::from_utf8(&bytes[..wrong.valid_up_to()]).unwrap_or_default(),
        };
        let mut out = String::with_capacity(text.len());
        let mut at = 0;
        while let Some(c) = text[at..].chars().next() {
            if c == '\u{1b}' {
                match colour(&text[at..]) {
                    Colour::Whole(length) => {
                        out.push_str(&text[at..at + length]);
                        at += length;
                        continue;
                    }
                    Colour::Begun if !end => break,
                    Colour::Begun | Colour::None => {}
                }
            }
            if is_harmful(c) && !matches!(c, '\n' | '\t') {
                spell(c, &mut out)
            } else {
                out.push(c)
            }
            at += c.len_utf8();
        }
        self.to.write_all(out.as_bytes())?;
        let rest = &bytes[at..];
        let is_begun = rest.len() < 4 && str::from_utf8(rest).is_err_and(|wrong| wrong.error_len().is_none());
        if at == text.len() && !rest.is_empty() && (end || !is_begun) {
            // Bytes that are no text.
            let length =
                str::from_utf8(rest).map_or_else(|wrong| wrong.error_len().unwrap_or(rest.len()), |_| rest.len());
            self.to.write_all("\u{fffd}".as_bytes())?;
            at += length.max(1);
        }
        Ok(at)
    }

    fn hand_all_on(&mut self, end: bool) -> io::Result<()> {
        let mut kept = std::mem::take(&mut self.kept);
        let mut at = 0;
        while at < kept.len() {
            match self.hand_on(&kept[at..], end)? {
                0 => break,
                some => at += some,
            }
        }
        kept.drain(..at);
        self.kept = kept;
        Ok(())
    }
}

impl<W: Write> Write for Harmless<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let is_plain = |byte: &u8| matches!(byte, b' '..=b'~' | b'\n' | b'\t');
        if self.kept.is_empty() && bytes.iter().all(is_plain) {
            self.to.write_all(bytes)?;
            return Ok(bytes.len());
        }
        self.kept.extend_from_slice(bytes);
        self.hand_all_on(false)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.hand_all_on(true)?;
        self.to.flush()
    }
}

impl<W: Write> Drop for Harmless<W> {
    fn drop(&mut self) {
        // Whoever wants to know whether it can be written has flushed.
        let _ = self.hand_all_on(true);
    }
}

/// What a text that starts with an escape begins with.
enum Colour {
    /// The sequence of a colour, of so many bytes.
    Whole(usize),
    /// It may become one.
    Begun,
    None,
}

fn colour(text: &str) -> Colour {
    let bytes = text.as_bytes();
    let Some(rest) = bytes.get(1..) else { return Colour::None };
    if rest.is_empty() {
        return Colour::Begun;
    }
    if rest[0] != b'[' {
        return Colour::None;
    }
    let digits = rest[1..].iter().take_while(|byte| byte.is_ascii_digit() || **byte == b';').count();
    match rest.get(1 + digits) {
        _ if digits > LONGEST => Colour::None,
        Some(b'm') => Colour::Whole(3 + digits),
        None => Colour::Begun,
        Some(_) => Colour::None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_commands_a_terminal_is_spelt_out() {
        let cases = [
            ("src/lib.rs", "src/lib.rs"),
            ("we\u{1b}]0;x\u{7}.rs", "we\\u{1b}]0;x\\u{7}.rs"),
            ("two\nlines", "two\\nlines"),
            ("a\u{202e}b\u{9b}31m\u{7f}", "a\\u{202e}b\\u{9b}31m\\u{7f}"),
            ("grün-漢字.rs", "grün-漢字.rs"),
        ];
        for (text, shown) in cases {
            assert_eq!(one_line(text), shown);
        }
    }

    #[test]
    fn colours_and_lines_go_through_in_pieces_of_any_length() {
        let text = "\u{1b}[1m\u{1b}[38;5;9mgrün\u{1b}[0m\tx\n\u{1b}]0;x\u{7}\u{1b}[2J\r\u{202e}漢\u{1b}";
        let shown = "\u{1b}[1m\u{1b}[38;5;9mgrün\u{1b}[0m\tx\n\\u{1b}]0;x\\u{7}\\u{1b}[2J\\r\\u{202e}漢\\u{1b}";
        for length in 1..text.len() {
            let mut out = Vec::new();
            let mut harmless = Harmless::new(&mut out);
            text.as_bytes().chunks(length).for_each(|part| harmless.write_all(part).unwrap());
            harmless.flush().unwrap();
            drop(harmless);
            assert_eq!(String::from_utf8(out).unwrap(), shown, "{length}");
        }
        let mut out = Vec::new();
        Harmless::new(&mut out).write_all(b"a\xff\xfeb\xc3").unwrap();
        assert_eq!(String::from_utf8(out).unwrap(), "a\u{fffd}\u{fffd}b\u{fffd}");
    }
}
