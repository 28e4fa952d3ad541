//! How deeply a text nests, before a parser that recurses is let loose on it.

/// How many operator characters in one expression or type count as one level of nesting, although no bracket is open:
/// most tokens do not nest, and some are several characters.
const OPERATORS_PER_LEVEL: u32 = 2;
/// The same of words (`return return`, `&mut &mut`).
const WORDS_PER_LEVEL: u32 = 4;

/// An upper estimate of the levels of nesting in `text`. Comments and strings are not told apart at first; only a
/// text that seems deep is looked at again without them.
pub(super) fn of(text: &str) -> u32 {
    let quick = levels(text.bytes());
    if quick <= super::DEEP {
        return quick;
    }
    let mut code = Vec::with_capacity(text.len());
    let mut from = 0;
    for skipped in crate::source::scan::comments_and_strings(text) {
        code.extend_from_slice(&text.as_bytes()[from..skipped.start]);
        code.push(b'_');
        from = skipped.end;
    }
    code.extend_from_slice(&text.as_bytes()[from..]);
    levels(code.into_iter())
}

fn levels(bytes: impl Iterator<Item = u8>) -> u32 {
    // For each bracket that is open, how many `else` follow one another in it.
    let mut elses = vec![0u32];
    let mut deepest = 0;
    // Operators and words since the last thing that ends an expression: what chains without brackets.
    let (mut operators, mut words) = (0u32, 0u32);
    let mut word = Word::default();
    for byte in bytes {
        let class = CLASSES[byte as usize];
        if class == Class::Word {
            words += u32::from(word.length == 0);
            word.push(byte);
            continue;
        }
        if word.length > 0 {
            if word.is_else() {
                *elses.last_mut().expect("one is never popped") += 1;
            }
            word.length = 0;
        }
        match class {
            Class::Operator => {
                operators += 1;
                continue;
            }
            Class::Word | Class::Blank => continue,
            Class::Open | Class::Close | Class::CloseBrace | Class::Comma | Class::Semicolon => {}
        }
        let chained = operators / OPERATORS_PER_LEVEL + words / WORDS_PER_LEVEL + elses[elses.len() - 1];
        deepest = deepest.max(elses.len() as u32 - 1 + chained);
        match class {
            Class::Open => {
                elses.push(0);
                words = 0;
            }
            Class::Close | Class::CloseBrace => {
                if elses.len() > 1 {
                    elses.pop();
                }
                if class == Class::CloseBrace {
                    (operators, words) = (0, 0);
                }
            }
            Class::Semicolon => {
                *elses.last_mut().expect("one is never popped") = 0;
                (operators, words) = (0, 0);
            }
            _ => (operators, words) = (0, 0),
        }
    }
    deepest.max(elses.len() as u32 - 1 + operators / OPERATORS_PER_LEVEL + words / WORDS_PER_LEVEL)
}

/// What a byte is for the estimate.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Blank,
    Word,
    Operator,
    Open,
    Close,
    CloseBrace,
    Comma,
    Semicolon,
}

const CLASSES: [Class; 256] = {
    let mut classes = [Class::Blank; 256];
    let mut byte = 0;
    while byte < 256 {
        classes[byte] = match byte as u8 {
            b'_' | b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | 0x80..=0xff => Class::Word,
            b'!' | b'&' | b'*' | b'-' | b'+' | b'/' | b'%' | b'^' | b'|' | b'<' | b'>' | b'=' | b'.' | b'?' | b':' => {
                Class::Operator
            }
            b'(' | b'[' | b'{' => Class::Open,
            b')' | b']' => Class::Close,
            b'}' => Class::CloseBrace,
            b',' => Class::Comma,
            b';' => Class::Semicolon,
            _ => Class::Blank,
        };
        byte += 1;
    }
    classes
};

#[derive(Default)]
struct Word {
    start: [u8; 4],
    length: usize,
}

impl Word {
    fn push(&mut self, byte: u8) {
        if let Some(slot) = self.start.get_mut(self.length) {
            *slot = byte;
        }
        self.length += 1;
    }

    fn is_else(&self) -> bool {
        self.length == 4 && &self.start == b"else"
    }
}
