//! How deeply a text nests, before a parser that recurses is let loose on it.
use crate::source::scan::{Piece, Scan};

/// How many operator characters in one expression or type count as one level of nesting, although no bracket is open:
/// most tokens do not nest, and some are several characters.
const OPERATORS_PER_LEVEL: u32 = 2;
/// The same of words (`return return`, `&mut &mut`).
const WORDS_PER_LEVEL: u32 = 4;
/// So many words before a bracket are an ordinary header (`pub fn name`, `for x in`) and nest nothing.
const HEADER_WORDS: u32 = 8;

/// An upper estimate of the levels of nesting in `text`.
pub(super) fn of(text: &str) -> u32 {
    // What the brackets that are open stand in, and how deep all of it is.
    let mut around: Vec<Chain> = Vec::new();
    let mut outer = 0;
    let mut deepest = 0;
    let mut chain = Chain::default();
    // A `}` may end a statement, or an operand: what comes behind tells.
    let mut behind_brace = false;
    let mut scan = Scan::new(text, 0);
    while let Some((piece, range)) = scan.next() {
        let after_brace = std::mem::take(&mut behind_brace);
        let ended = match piece {
            Piece::Word => after_brace && !matches!(scan.word(piece, &range), "else" | "as"),
            Piece::RawWord | Piece::Literal | Piece::Open(_) | Piece::Mark(b'#') => after_brace,
            Piece::Close(_) | Piece::Mark(_) => false,
        };
        let ended = ended || matches!(piece, Piece::Mark(b',' | b';'));
        if ended || matches!(piece, Piece::Open(_) | Piece::Close(_)) {
            deepest = deepest.max(outer + chain.levels());
        }
        if ended {
            chain = Chain::default();
        }
        match piece {
            Piece::Word | Piece::RawWord => {
                chain.words += 1;
                chain.elses += u32::from(scan.word(piece, &range) == "else");
            }
            Piece::Mark(
                b'!' | b'&' | b'*' | b'-' | b'+' | b'/' | b'%' | b'^' | b'|' | b'<' | b'>' | b'=' | b'.' | b'?',
            ) => {
                chain.operators += 1;
            }
            Piece::Literal | Piece::Mark(_) => {}
            Piece::Open(_) => {
                chain.words = chain.words.saturating_sub(HEADER_WORDS);
                outer += 1 + chain.levels();
                around.push(std::mem::take(&mut chain));
            }
            Piece::Close(bracket) => {
                // One that closes nothing belongs to a text that no parser takes.
                if let Some(before) = around.pop() {
                    chain = before;
                    outer -= 1 + chain.levels();
                }
                if bracket == b'}' {
                    behind_brace = true;
                } else {
                    // `f()()`, `a[0][0]`
                    chain.operators += OPERATORS_PER_LEVEL;
                }
            }
        }
    }
    deepest.max(outer + chain.levels())
}

/// What was met since the last thing that ends an expression or type, brackets left out: what nests without them.
#[derive(Clone, Copy, Default)]
struct Chain {
    operators: u32,
    words: u32,
    elses: u32,
}

impl Chain {
    fn levels(self) -> u32 {
        self.operators / OPERATORS_PER_LEVEL + self.words / WORDS_PER_LEVEL + self.elses
    }
}
