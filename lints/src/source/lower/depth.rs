//! How deeply a text nests, before a parser that recurses is let loose on it.

/// Characters of which a long run in one expression or type makes a deep tree although no bracket is open.
const OPERATORS: &[u8] = b"!&*-+/%^|<>=.?:";
/// How many of those count as one level: most come several a token, and most tokens do not nest.
const OPERATORS_PER_LEVEL: u32 = 8;
/// The same of words (`return return`, `&mut &mut`).
const WORDS_PER_LEVEL: u32 = 16;

/// An upper estimate of the levels of nesting in `text`. Comments and strings are not told apart at first; only a
/// text that seems deep is looked at again without them.
pub(super) fn of(text: &str) -> u32 {
    let quick = levels(text.bytes());
    if quick <= super::DEEP {
        return quick;
    }
    let mut code = Vec::with_capacity(text.len());
    let mut from = 0;
    for skipped in crate::source::suppression::comments_and_strings(text) {
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
        if byte.is_ascii_alphanumeric() || byte == b'_' || byte >= 0x80 {
            words += u32::from(word.length == 0);
            word.push(byte);
            continue;
        }
        if word.is_else() {
            *elses.last_mut().expect("one is never popped") += 1;
        }
        word.length = 0;
        match byte {
            b'(' | b'[' | b'{' => {
                elses.push(0);
                words = 0;
            }
            b')' | b']' | b'}' => {
                if elses.len() > 1 {
                    elses.pop();
                }
                if byte == b'}' {
                    (operators, words) = (0, 0);
                }
            }
            b';' => {
                *elses.last_mut().expect("one is never popped") = 0;
                (operators, words) = (0, 0);
            }
            b',' => (operators, words) = (0, 0),
            _ if OPERATORS.contains(&byte) => operators += 1,
            _ => continue,
        }
        let chained = operators / OPERATORS_PER_LEVEL + words / WORDS_PER_LEVEL + elses[elses.len() - 1] / 4;
        deepest = deepest.max(elses.len() as u32 - 1 + chained);
    }
    deepest
}

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
