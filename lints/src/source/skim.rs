//! A first look at a file, before the parser's: where its functions' bodies and constants' values lie.
//!
//! Most of a file is bodies, and most bodies are of no interest to any rule. They are cut out, and the words in them noted
//! down; the rest, the outline, is parsed at once. A body is parsed when somebody asks for it.
use super::facts::Span;
use super::scan::{Piece, Scan};
use super::words::{Word, Words};

/// A file without bodies, values, comments and line breaks.
#[derive(Debug)]
pub(super) struct Outline {
    /// What is left: `{}` stands for a body, `()` for a value.
    pub(super) text: String,
    /// From byte `.0` of `text` on, bytes are those of the file from `.1` on; ascending.
    pub(super) map: Vec<(u32, u32)>,
    /// What was cut out, in order.
    pub(super) cuts: Vec<Cut>,
}

/// A body or value that was cut out.
#[derive(Debug)]
pub(super) struct Cut {
    /// Its bytes in the file, braces included.
    pub(super) span: Span,
    /// What was seen in it.
    pub(super) seen: Seen,
}

/// What is seen of a body without parsing it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Seen {
    /// Its words.
    pub(super) words: Words,
    /// It may hold items (functions, types, impls, `use`), which others can depend on, or a suppression.
    pub(super) holds_items: bool,
}

/// What becomes of modules that only tests have: `#[cfg(test)] mod tests { .. }`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Tests {
    /// They are as any other.
    Kept,
    /// There is nothing in them.
    LeftOut,
}

/// Cuts bodies and values out of `text`, which starts to be Rust at `base`; none where brackets do not match.
pub(super) fn outline(text: &str, base: usize, tests: Tests) -> Option<Outline> {
    let outline = Outline { text: String::with_capacity(text.len() / 4), map: Vec::new(), cuts: Vec::new() };
    let mut skim = Skim { scan: Scan::new(text, base), source: text, outline, end: base, words: Vec::new() };
    skim.outline(tests)?;
    skim.outline.cuts.shrink_to_fit();
    Some(skim.outline)
}

/// What is seen of a stretch of text that is a body or value.
pub(super) fn seen(text: &str) -> Seen {
    let mut words = Vec::new();
    let mut body = Body::default();
    let mut scan = Scan::new(text, 0);
    while let Some((piece, range)) = scan.next() {
        body.piece(&scan, piece, &range, &mut words);
    }
    Seen { words: Words::of(&mut words), holds_items: body.holds_items }
}

struct Skim<'t> {
    scan: Scan<'t>,
    source: &'t str,
    outline: Outline,
    /// Where in the file the last piece of the outline ends.
    end: usize,
    words: Vec<Word>,
}

/// The head of a function or constant that the walk is inside.
#[derive(Clone, Copy)]
struct Head {
    of: Of,
    /// Brackets that were open where it starts.
    depth: usize,
    /// Angle brackets open in it.
    angles: i32,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Of {
    Function,
    Value,
}

/// What the piece before was, as far as it matters.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Before {
    Start,
    /// `pub`, `default`, `unsafe`: an item's keyword may follow.
    Modifier,
    Word,
    Literal,
    Byte(u8),
}

impl Before {
    fn of(scan: &Scan<'_>, piece: Piece, range: &std::ops::Range<usize>) -> Before {
        match piece {
            Piece::Word if matches!(scan.word(piece, range), "pub" | "default" | "unsafe") => Before::Modifier,
            Piece::Word | Piece::RawWord => Before::Word,
            Piece::Literal => Before::Literal,
            Piece::Open(byte) | Piece::Close(byte) | Piece::Mark(byte) => Before::Byte(byte),
        }
    }

    /// Whether an item or statement may start behind it.
    fn ends_statement(self) -> bool {
        matches!(self, Before::Start | Before::Modifier | Before::Byte(b';' | b'{' | b'}' | b']' | b')'))
    }
}

impl Skim<'_> {
    fn outline(&mut self, tests: Tests) -> Option<()> {
        let mut open: Vec<u8> = Vec::new();
        let mut head: Option<Head> = None;
        // Brackets that are open where an item of `#[cfg(test)]` is about to start.
        let mut of_tests: Option<usize> = None;
        let mut before = Before::Start;
        while let Some((piece, range)) = self.scan.next() {
            let here = head.filter(|head| head.depth == open.len());
            if of_tests == Some(open.len()) {
                of_tests = of_tests.filter(|_| self.precedes_item(piece, &range));
                if of_tests.is_none() && piece == Piece::Word && self.scan.word(piece, &range) == "mod" {
                    self.keep(range);
                    self.empty_module()?;
                    before = Before::Byte(b'}');
                    continue;
                }
            }
            match piece {
                Piece::Word
                    if tests == Tests::LeftOut && before == Before::Byte(b'[') && self.asks_for_test(&range) =>
                {
                    of_tests = Some(open.len() - 1);
                }
                Piece::Word if head.is_none() => {
                    let of = match self.scan.word(piece, &range) {
                        "fn" => Some(Of::Function),
                        "const" | "static" if before.ends_statement() => Some(Of::Value),
                        _ => None,
                    };
                    if let Some(of) = of
                        && self.names_something(of)
                    {
                        head = Some(Head { of, depth: open.len(), angles: 0 });
                    }
                }
                Piece::Open(b'{') if here.is_some_and(|head| is_body(head, before)) => {
                    self.keep(range.clone());
                    self.cut_body(range.start)?;
                    (head, before) = (None, Before::Byte(b'}'));
                    continue;
                }
                Piece::Open(byte) => open.push(byte),
                Piece::Close(byte) => {
                    if open.pop() != Some(opening(byte)) {
                        return None;
                    }
                    if head.is_some_and(|head| head.depth > open.len()) {
                        head = None;
                    }
                }
                Piece::Mark(b'<') if here.is_some() => head.iter_mut().for_each(|head| head.angles += 1),
                Piece::Mark(b'>') if here.is_some() && !matches!(before, Before::Byte(b'-' | b'=')) => {
                    head.iter_mut().for_each(|head| head.angles -= 1);
                }
                Piece::Mark(b';') if here.is_some() => head = None,
                Piece::Mark(b'=')
                    if here.is_some_and(|head| head.of == Of::Value && head.angles <= 0)
                        && !matches!(self.source.as_bytes().get(range.end), Some(b'=' | b'>')) =>
                {
                    self.keep(range);
                    self.cut_value()?;
                    (head, before) = (None, Before::Byte(b';'));
                    continue;
                }
                _ => {}
            }
            before = Before::of(&self.scan, piece, &range);
            self.keep(range);
        }
        open.is_empty().then_some(())
    }

    /// Whether it may stand between an item's `#[cfg(test)]` and its keyword: another attribute, a visibility.
    fn precedes_item(&self, piece: Piece, range: &std::ops::Range<usize>) -> bool {
        match piece {
            Piece::Word => self.scan.word(piece, range) == "pub",
            Piece::Open(byte) => byte != b'{',
            Piece::Mark(byte) => byte == b'#',
            _ => false,
        }
    }

    /// Whether `cfg` stands here, and `(test)]` behind it.
    fn asks_for_test(&self, cfg: &std::ops::Range<usize>) -> bool {
        let mut ahead = self.scan.clone();
        let mut next = |wanted: Piece| ahead.next().filter(|(piece, _)| *piece == wanted).map(|(_, range)| range);
        self.scan.word(Piece::Word, cfg) == "cfg"
            && next(Piece::Open(b'(')).is_some()
            && next(Piece::Word).is_some_and(|range| &self.source[range] == "test")
            && next(Piece::Close(b')')).is_some()
            && next(Piece::Close(b']')).is_some()
    }

    /// Leaves out what stands in the module whose `mod` was just met, unless that is another file.
    fn empty_module(&mut self) -> Option<()> {
        let (_, name) = self.scan.next()?;
        self.keep(name);
        let (piece, range) = self.scan.next()?;
        self.keep(range);
        if piece != Piece::Open(b'{') {
            return (piece == Piece::Mark(b';')).then_some(());
        }
        let mut open = vec![b'{'];
        while let Some(&innermost) = open.last() {
            let (piece, range) = self.scan.next()?;
            match piece {
                Piece::Open(byte) => open.push(byte),
                Piece::Close(byte) if opening(byte) != innermost => return None,
                Piece::Close(_) => {
                    open.pop();
                }
                _ => {}
            }
            if open.is_empty() {
                self.keep(range);
            }
        }
        Some(())
    }

    /// Whether a name follows the keyword: `fn(` is a type, `const {` a block, `const fn` a function.
    fn names_something(&self, of: Of) -> bool {
        let mut ahead = self.scan.clone();
        match ahead.next() {
            Some((Piece::RawWord, _)) => true,
            Some((Piece::Word, range)) => {
                let word = ahead.word(Piece::Word, &range);
                of == Of::Function || !matches!(word, "fn" | "unsafe" | "extern" | "async" | "move")
            }
            _ => false,
        }
    }

    /// Takes a piece over into the outline.
    fn keep(&mut self, range: std::ops::Range<usize>) {
        self.place(range.start);
        self.outline.text.push_str(&self.source[range.clone()]);
        self.end = range.end;
    }

    /// What comes next into the outline lies at `start` in the file.
    fn place(&mut self, start: usize) {
        let outline = &mut self.outline;
        let gap = start - self.end.min(start);
        if gap > 0 && !outline.text.is_empty() {
            outline.text.push(' ');
        }
        if gap > 1 || outline.map.is_empty() || start < self.end || (gap == 1 && outline.text.is_empty()) {
            outline.map.push((outline.text.len() as u32, start as u32));
        }
    }

    /// Cuts a body out, whose `{` lies at `start` and is already kept.
    fn cut_body(&mut self, start: usize) -> Option<()> {
        let mut open = vec![b'{'];
        let mut body = Body::default();
        while let Some((piece, range)) = self.scan.next() {
            body.piece(&self.scan, piece, &range, &mut self.words);
            match piece {
                Piece::Open(byte) => open.push(byte),
                Piece::Close(byte) => {
                    if open.pop() != Some(opening(byte)) {
                        return None;
                    }
                    if open.is_empty() {
                        let span = Span { start: start as u32, end: range.end as u32 };
                        self.cut(span, body.holds_items);
                        self.keep(range);
                        return Some(());
                    }
                }
                _ => {}
            }
        }
        None
    }

    /// Cuts out what lies between here and the end of the value, and keeps the semicolon behind it.
    fn cut_value(&mut self) -> Option<()> {
        let mut open = Vec::new();
        let mut body = Body::default();
        let mut span: Option<Span> = None;
        loop {
            let before = self.scan.clone();
            let (piece, range) = self.scan.next()?;
            match piece {
                // In a macro, the last one may stand without a semicolon.
                Piece::Mark(b';') | Piece::Close(_) if open.is_empty() => {
                    if let Some(span) = span {
                        self.cut(span, body.holds_items);
                        self.place(span.start as usize);
                        self.outline.text.push('(');
                        self.outline.map.push((self.outline.text.len() as u32, span.end - 1));
                        self.outline.text.push(')');
                        self.end = span.end as usize;
                    }
                    if piece == Piece::Mark(b';') {
                        self.keep(range);
                    } else {
                        self.scan = before;
                    }
                    return Some(());
                }
                Piece::Open(byte) => open.push(byte),
                Piece::Close(byte) if open.pop() != Some(opening(byte)) => return None,
                _ => {}
            }
            body.piece(&self.scan, piece, &range, &mut self.words);
            let start = span.map_or(range.start as u32, |span| span.start);
            span = Some(Span { start, end: range.end as u32 });
        }
    }

    fn cut(&mut self, span: Span, holds_items: bool) {
        let words = Words::of(&mut self.words);
        self.outline.cuts.push(Cut { span, seen: Seen { words, holds_items } });
    }
}

/// Whether a brace opens a function's body; it may be a const argument in its head.
fn is_body(head: Head, before: Before) -> bool {
    head.of == Of::Function
        && match before {
            Before::Byte(b'<' | b'=') => false,
            Before::Byte(b',') => head.angles <= 0,
            _ => true,
        }
}

fn opening(closing: u8) -> u8 {
    match closing {
        b')' => b'(',
        b']' => b'[',
        _ => b'{',
    }
}

/// A walk through a body.
struct Body {
    before: Before,
    holds_items: bool,
    nests: Nests,
    /// Loops and iterators so far.
    walks: u32,
    /// The bracket of a subscript was just opened.
    in_brackets: bool,
}

impl Default for Body {
    fn default() -> Body {
        Body { before: Before::Start, holds_items: false, nests: Nests::default(), walks: 0, in_brackets: false }
    }
}

/// Looks for a loop in a loop.
#[derive(Default)]
struct Nests {
    depth: u32,
    /// The depth of a loop's head that is being read.
    head: Option<u32>,
    /// The depth of the outermost loop that is open.
    outermost: Option<u32>,
}

impl Nests {
    /// Whether a loop starts here that stands in another one.
    #[inline]
    fn starts(&mut self, piece: Piece, word: &str) -> bool {
        match piece {
            Piece::Word if matches!(word, "for" | "while" | "loop") => {
                if self.outermost.is_some() {
                    return true;
                }
                self.head = self.head.or(Some(self.depth));
            }
            Piece::Open(byte) => {
                if byte == b'{' && self.head == Some(self.depth) {
                    self.outermost = self.outermost.or(self.head.take());
                }
                self.depth += 1;
            }
            Piece::Close(_) => {
                self.depth = self.depth.saturating_sub(1);
                self.head = self.head.filter(|head| *head <= self.depth);
                self.outermost = self.outermost.filter(|outermost| *outermost < self.depth);
            }
            _ => {}
        }
        false
    }
}

impl Body {
    #[inline]
    fn piece(&mut self, scan: &Scan<'_>, piece: Piece, range: &std::ops::Range<usize>, words: &mut Vec<Word>) {
        let word = if piece == Piece::Word { scan.word(piece, range) } else { "" };
        if self.nests.starts(piece, word) {
            words.push(Word::of_nest());
        }
        if piece == Piece::Word && matches!(word, "for" | "iter" | "iter_mut" | "into_iter") {
            self.walks += 1;
            if self.walks == 2 {
                words.push(Word::of_walks());
            }
        }
        // `a[i]`, which is no `a[0]` and no `a[..]`.
        if self.in_brackets
            && matches!(piece, Piece::Word | Piece::Mark(b'*'))
            && !word.starts_with(|c: char| c.is_ascii_digit())
        {
            words.push(Word::of_subscript());
        }
        self.in_brackets =
            piece == Piece::Open(b'[') && matches!(self.before, Before::Word | Before::Byte(b')' | b']'));
        if matches!(piece, Piece::Word | Piece::RawWord) {
            let word = scan.word(piece, range);
            match (word.as_bytes().first(), self.before) {
                (Some(b'0'..=b'9'), Before::Byte(b'.')) => words.push(Word::of_field(word)),
                (Some(b'0'..=b'9'), _) => {}
                _ => words.push(Word::new(word)),
            }
            if piece == Piece::Word && !self.holds_items {
                self.holds_items = word == "locality" || (self.before.ends_statement() && starts_item(scan, word));
            }
        }
        self.before = Before::of(scan, piece, range);
    }
}

/// Whether a word at the start of a statement begins an item.
fn starts_item(scan: &Scan<'_>, word: &str) -> bool {
    match word {
        "fn" | "impl" | "struct" | "enum" | "trait" | "mod" | "type" | "static" | "extern" | "use" => true,
        "const" | "union" | "async" | "unsafe" => {
            scan.clone().next().is_some_and(|(piece, _)| matches!(piece, Piece::Word | Piece::RawWord))
        }
        _ => false,
    }
}
