//! Where a statement, a match arm, a field, an argument or an item ends, told from its text alone.
use std::ops::Range;

use super::scan::{Piece, Scan};

/// More pieces between angle brackets than this are no generic arguments.
const MOST_IN_ANGLES: usize = 200;

/// What a stretch of code begins with that has attributes, if it has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Extent {
    /// Its first byte behind its outer attributes.
    pub(super) start: usize,
    /// One past its last byte.
    pub(super) end: usize,
}

/// The extent of what begins with the first piece of `text` from `from` on. None where nothing begins: at the end, or where a bracket
/// closes.
pub(super) fn beginning_at(text: &str, from: usize) -> Option<Extent> {
    let mut walk = Walk { scan: Scan::new(text, from), end: from, before: Before::Start };
    while walk.next_is(Piece::Mark(b'#')) {
        walk.take();
        if walk.next_is(Piece::Mark(b'!')) {
            // The attribute is that of what is around.
            walk.until(|piece| matches!(piece, Piece::Close(_)));
            return Some(Extent { start: from, end: walk.end });
        }
        walk.take();
    }
    let (piece, range) = walk.peek()?;
    if matches!(piece, Piece::Close(_)) {
        return None;
    }
    walk.whole();
    Some(Extent { start: range.start, end: walk.end.max(range.end) })
}

/// What stands before a piece, as far as it matters.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Before {
    Start,
    /// An operator, or a keyword behind which an expression starts.
    Operator(u8),
    /// The last piece of an expression, a path or a type.
    Operand,
}

struct Walk<'t> {
    scan: Scan<'t>,
    /// Where the last piece that was taken ends.
    end: usize,
    before: Before,
}

impl<'t> Walk<'t> {
    fn peek(&self) -> Option<(Piece, Range<usize>)> {
        self.scan.clone().next()
    }

    fn next_is(&self, wanted: Piece) -> bool {
        self.peek().is_some_and(|(piece, _)| piece == wanted)
    }

    /// The next piece, if it is a word that may be a keyword.
    fn word(&self) -> Option<&'t str> {
        let (piece, range) = self.peek()?;
        (piece == Piece::Word).then(|| self.scan.word(piece, &range))
    }

    /// Takes a piece, a bracket with all that is in it.
    fn take(&mut self) {
        let Some((piece, range)) = self.scan.next() else { return };
        self.end = range.end;
        self.before = match piece {
            Piece::Word if starts_expression(self.scan.word(piece, &range)) => Before::Operator(b' '),
            Piece::Mark(byte) if byte != b'?' => Before::Operator(byte),
            _ => Before::Operand,
        };
        if matches!(piece, Piece::Open(_)) {
            let mut depth = 1_u32;
            while depth > 0 {
                let Some((piece, range)) = self.scan.next() else { return };
                self.end = range.end;
                match piece {
                    Piece::Open(_) => depth += 1,
                    Piece::Close(_) => depth -= 1,
                    _ => {}
                }
            }
        }
    }

    /// Takes all before the piece at which to stop.
    fn until(&mut self, stop: impl Fn(Piece) -> bool) {
        while let Some((piece, _)) = self.peek()
            && !stop(piece)
        {
            self.take();
        }
    }

    /// Takes all of what begins here.
    fn whole(&mut self) {
        // A loop's or a block's label.
        let mut ahead = self.scan.clone();
        if let (Some((Piece::Literal, label)), Some((Piece::Mark(b':'), _))) = (ahead.next(), ahead.next())
            && self.text_of(&label).starts_with('\'')
        {
            self.take();
            self.take();
        }
        if self.word() == Some("pub") {
            self.take();
            if self.next_is(Piece::Open(b'(')) {
                self.take();
            }
        }
        self.before = Before::Start;
        match self.shape() {
            Shape::Let => self.until_semicolon(),
            Shape::Item => self.until_block_or_semicolon(),
            Shape::Block => self.block_like(),
            Shape::Macro => {
                self.until(|piece| matches!(piece, Piece::Open(_)));
                let is_block = self.next_is(Piece::Open(b'{'));
                self.take();
                if !is_block || self.goes_on() {
                    self.expression();
                }
            }
            Shape::Expression => self.expression(),
        }
    }

    fn text_of(&self, range: &Range<usize>) -> &'t str {
        // A word's text is that of any range.
        self.scan.word(Piece::Word, range)
    }

    fn shape(&self) -> Shape {
        let mut ahead = self.scan.clone();
        let Some((piece, range)) = ahead.next() else { return Shape::Expression };
        let second = ahead.next();
        let second_word = second.as_ref().map_or("", |(piece, range)| ahead.word(*piece, range));
        let opens = matches!(second, Some((Piece::Open(b'{'), _)));
        let is_name = matches!(second, Some((Piece::Word | Piece::RawWord, _)));
        match (piece, self.scan.word(piece, &range)) {
            (Piece::Open(b'{'), _) => Shape::Block,
            (Piece::Word, "let") => Shape::Let,
            (Piece::Word, "use") => Shape::Let,
            (Piece::Word, "static" | "type") if is_name => Shape::Let,
            (Piece::Word, "const") if opens => Shape::Block,
            (Piece::Word, "const") if matches!(second_word, "fn" | "unsafe" | "extern" | "async") => Shape::Item,
            (Piece::Word, "const") if is_name => Shape::Let,
            (Piece::Word, "fn" | "impl" | "struct" | "enum" | "trait" | "mod" | "extern") => Shape::Item,
            (Piece::Word, "union" | "auto" | "default") if is_name => Shape::Item,
            (Piece::Word, "unsafe" | "async")
                if matches!(second_word, "fn" | "impl" | "trait" | "extern" | "mod" | "unsafe") =>
            {
                Shape::Item
            }
            (Piece::Word, "unsafe" | "loop" | "async" | "try") if opens => Shape::Block,
            (Piece::Word, "async") if second_word == "move" => Shape::Block,
            (Piece::Word, "if" | "while" | "match" | "else") => Shape::Block,
            (Piece::Word, "for") if !matches!(second, Some((Piece::Mark(b'<'), _))) => Shape::Block,
            (Piece::Word, _) if matches!(second, Some((Piece::Mark(b'!'), _))) => match ahead.next() {
                Some((Piece::Open(_) | Piece::Word, _)) => Shape::Macro,
                _ => Shape::Expression,
            },
            _ => Shape::Expression,
        }
    }

    fn until_semicolon(&mut self) {
        self.until(|piece| matches!(piece, Piece::Mark(b';') | Piece::Close(_)));
        if self.next_is(Piece::Mark(b';')) {
            self.take();
        }
    }

    /// An item that has a body, or none.
    fn until_block_or_semicolon(&mut self) {
        while let Some((piece, _)) = self.peek() {
            let is_body = piece == Piece::Open(b'{') && !matches!(self.before, Before::Operator(b'<' | b'='));
            if matches!(piece, Piece::Close(_)) {
                return;
            }
            self.take();
            if is_body || piece == Piece::Mark(b';') {
                return;
            }
        }
    }

    /// `if`, `match`, a loop or a block, which ends with its last brace where nothing is asked of its value.
    fn block_like(&mut self) {
        if self.word() != Some("else") {
            self.header();
        }
        while self.word() == Some("else") {
            self.take();
            self.header();
        }
        if self.goes_on() {
            self.expression();
        }
    }

    /// Whether a method is called on what stands here, or an error in it handed on.
    fn goes_on(&self) -> bool {
        self.next_is(Piece::Mark(b'.')) || self.next_is(Piece::Mark(b'?'))
    }

    /// Up to and with the block that belongs to what begins here.
    fn header(&mut self) {
        let mut in_pattern = false;
        self.before = Before::Start;
        let mut is_first = true;
        while let Some((piece, range)) = self.peek() {
            let word = if piece == Piece::Word { self.scan.word(piece, &range) } else { "" };
            match piece {
                Piece::Close(_) | Piece::Mark(b';') => return,
                Piece::Open(b'{') if is_first => return self.take(),
                Piece::Open(b'{') if !in_pattern => {
                    let is_body = matches!(self.before, Before::Operand | Before::Operator(b'.' | b'>'));
                    self.take();
                    if is_body {
                        return;
                    }
                    continue;
                }
                _ => {}
            }
            match word {
                "let" => in_pattern = true,
                "for" if is_first => in_pattern = true,
                "in" => in_pattern = false,
                "unsafe" | "loop" | "async" | "const" | "try" if is_first => {
                    self.until(|piece| matches!(piece, Piece::Open(b'{') | Piece::Close(_) | Piece::Mark(b';')));
                    if self.next_is(Piece::Open(b'{')) {
                        self.take();
                    }
                    return;
                }
                _ => {}
            }
            if piece == Piece::Mark(b'=') && self.before != Before::Operator(b'.') {
                in_pattern = false;
            }
            self.take();
            is_first = false;
        }
    }

    /// Up to the semicolon or comma that ends it; of a match arm, pattern, guard and body.
    fn expression(&mut self) {
        while let Some((piece, _)) = self.peek() {
            match piece {
                Piece::Close(_) => return,
                Piece::Mark(b';' | b',') => return self.take(),
                Piece::Mark(b'=') if self.is_arrow() => {
                    self.take();
                    self.take();
                    if self.shape() == Shape::Block {
                        self.block_like();
                        if self.next_is(Piece::Mark(b',')) {
                            self.take();
                        }
                        return;
                    }
                    self.before = Before::Start;
                }
                Piece::Mark(b'<') if self.before != Before::Start => {
                    if !self.angles() {
                        self.take();
                    }
                }
                Piece::Mark(b'|') if self.before != Before::Operand => {
                    if !self.closure_head() {
                        self.take();
                    }
                }
                Piece::Mark(b'|') => {
                    self.take();
                    if self.next_is(Piece::Mark(b'|')) {
                        self.take();
                    }
                }
                _ => self.take(),
            }
        }
    }

    /// Whether `=>` comes next.
    fn is_arrow(&self) -> bool {
        let mut ahead = self.scan.clone();
        match (ahead.next(), ahead.next()) {
            (Some((Piece::Mark(b'='), first)), Some((Piece::Mark(b'>'), second))) => first.end == second.start,
            _ => false,
        }
    }

    /// Takes `<..>` where it may be generic arguments.
    fn angles(&mut self) -> bool {
        let mut ahead = Walk { scan: self.scan.clone(), ..*self };
        let mut depth = 0_u32;
        for _ in 0..MOST_IN_ANGLES {
            let Some((piece, _)) = ahead.peek() else { return false };
            let before = ahead.before;
            match piece {
                Piece::Mark(b'<') => depth += 1,
                Piece::Mark(b'>') if before != Before::Operator(b'-') => depth -= 1,
                Piece::Mark(b';' | b'.' | b'|' | b'/' | b'%' | b'^') | Piece::Close(_) => return false,
                _ => {}
            }
            ahead.take();
            if depth == 0 {
                (self.scan, self.end, self.before) = (ahead.scan, ahead.end, Before::Operand);
                return true;
            }
        }
        false
    }

    /// Takes the parameters of a closure.
    fn closure_head(&mut self) -> bool {
        let mut ahead = Walk { scan: self.scan.clone(), ..*self };
        ahead.take();
        loop {
            match ahead.peek() {
                None | Some((Piece::Close(_) | Piece::Mark(b';'), _)) => return false,
                Some(_) if ahead.is_arrow() => return false,
                Some((Piece::Mark(b'|'), _)) => {
                    ahead.take();
                    (self.scan, self.end, self.before) = (ahead.scan, ahead.end, Before::Start);
                    return true;
                }
                Some(_) => ahead.take(),
            }
        }
    }
}

/// How what begins here ends.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shape {
    /// With a semicolon.
    Let,
    /// With a body, or a semicolon.
    Item,
    /// With a block.
    Block,
    /// A macro's call: with its braces, or as an expression.
    Macro,
    /// With a semicolon or a comma, or where what is around it ends.
    Expression,
}

/// Whether an expression follows this keyword.
fn starts_expression(word: &str) -> bool {
    let all = [
        "if", "match", "while", "in", "return", "break", "else", "move", "unsafe", "loop", "async", "const", "let",
        "mut", "ref", "as",
    ];
    all.contains(&word)
}
