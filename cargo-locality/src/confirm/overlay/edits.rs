//! Guards as insertions into a text, each on the line where it is made.
use std::cmp::Reverse;

use locality_lints::report::Guard;

use super::GuardId;

/// A guard that is to stand in a file.
#[derive(Clone, Debug)]
pub(super) struct Placed<'a> {
    /// Which it is.
    pub(super) id: GuardId,
    /// How it goes around the code.
    pub(super) guard: &'a Guard,
}

/// An insertion: what comes before what at the same byte is decided by the order of these.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Insertion {
    at: u32,
    order: Order,
    text: String,
}

/// At one byte, what ends there is closed first, innermost first; then what starts there is opened, outermost first.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Order {
    /// By the start of what is closed, then by its guard.
    Close(Reverse<u32>, Reverse<GuardId>),
    /// By the end of what is opened, then by its guard.
    Open(Reverse<u32>, GuardId),
}

/// `text` with the guards in it, and those that find no place in it (the file is another than the one
/// that was checked).
pub(super) fn insert(text: &str, guards: &[Placed<'_>], first: Option<(usize, &str)>) -> (String, Vec<GuardId>) {
    let mut insertions = Vec::with_capacity(guards.len() * 2);
    let mut homeless = Vec::new();
    for placed in guards {
        match insertions_of(text, placed) {
            Some(some) => insertions.extend(some),
            None => homeless.push(placed.id),
        }
    }
    if let Some((at, item)) = first {
        insertions.push(Insertion {
            at: at as u32,
            order: Order::Close(Reverse(u32::MAX), Reverse(GuardId(u32::MAX))),
            text: item.to_owned(),
        });
    }
    insertions.sort();
    let extra = insertions.iter().map(|insertion| insertion.text.len()).sum::<usize>();
    let mut out = String::with_capacity(text.len() + extra);
    let mut done = 0;
    for insertion in &insertions {
        let at = insertion.at as usize;
        out.push_str(&text[done..at]);
        out.push_str(&insertion.text);
        done = at;
    }
    out.push_str(&text[done..]);
    (out, homeless)
}

/// Bytes that guards insert on the line that starts at `line` up to the code at a byte of it.
pub(super) fn shift<'a>(guards: impl Iterator<Item = Placed<'a>>, line: u32, at: u32) -> u32 {
    let before = |insertion: &Insertion| (line..=at).contains(&insertion.at);
    let all = guards.filter_map(|placed| insertions_at(&placed, |_| true)).flatten();
    all.filter(before).map(|insertion| insertion.text.len() as u32).sum()
}

fn insertions_of(text: &str, placed: &Placed<'_>) -> Option<Vec<Insertion>> {
    insertions_at(placed, |at| text.is_char_boundary(at as usize))
}

fn insertions_at(placed: &Placed<'_>, fits: impl Fn(u32) -> bool) -> Option<Vec<Insertion>> {
    let n = placed.id;
    let enter = format!("let __locality_guard_{n} = ::__locality_probe::enter({n}); ");
    match placed.guard {
        Guard::Statement(span) => (fits(span.start) && fits(span.end) && span.start < span.end).then(|| {
            let leave = format!(" ::__locality_probe::leave(__locality_guard_{n});");
            vec![
                Insertion { at: span.start, order: Order::Open(Reverse(span.end), n), text: enter },
                Insertion { at: span.end, order: Order::Close(Reverse(span.start), Reverse(n)), text: leave },
            ]
        }),
        Guard::RestOfBlock(at) => fits(*at).then(|| {
            // Its end is the block's, which lies behind the end of all that starts here.
            vec![Insertion { at: *at, order: Order::Open(Reverse(u32::MAX), n), text: format!(" {enter}") }]
        }),
        Guard::Expression(span) => (fits(span.start) && fits(span.end) && span.start < span.end).then(|| {
            vec![
                Insertion { at: span.start, order: Order::Open(Reverse(span.end), n), text: format!("{{ {enter}") },
                Insertion { at: span.end, order: Order::Close(Reverse(span.start), Reverse(n)), text: " }".to_owned() },
            ]
        }),
        Guard::Impossible(_) => Some(Vec::new()),
    }
}

#[cfg(test)]
mod tests {
    use locality_lints::report::{Guard, Span};

    use super::{GuardId, Placed, insert, shift};

    /// The text with the guards in it, `E3` for entering site 3 and `L3` for leaving it.
    fn inserted(text: &str, guards: &[Guard]) -> String {
        let placed =
            guards.iter().enumerate().map(|(n, guard)| Placed { id: GuardId(n as u32), guard }).collect::<Vec<_>>();
        let (mut out, homeless) = insert(text, &placed, None);
        assert!(homeless.is_empty(), "{homeless:?}");
        for n in 0..guards.len() {
            out = out.replace(&format!("let __locality_guard_{n} = ::__locality_probe::enter({n});"), &format!("E{n}"));
            out = out.replace(&format!("::__locality_probe::leave(__locality_guard_{n});"), &format!("L{n}"));
        }
        out
    }

    fn span(text: &str, of: &str) -> Span {
        let start = text.find(of).expect("the text has it") as u32;
        Span { start, end: start + of.len() as u32 }
    }

    #[test]
    fn guards_at_the_same_place_nest() {
        let text = "{ for a in b { for c in d {} } f(g) }";
        let outer = span(text, "for a in b { for c in d {} }");
        let inner = span(text, "for c in d {}");
        let guards = [
            Guard::Statement(inner),
            Guard::Statement(outer),
            Guard::Statement(outer),
            Guard::RestOfBlock(1),
            Guard::RestOfBlock(span(text, "f(g)").start),
            Guard::Expression(span(text, "f(g)")),
        ];
        assert_eq!(inserted(text, &guards), "{ E3  E1 E2 for a in b { E0 for c in d {} L0 } L2 L1  E4 { E5 f(g) } }");
    }

    #[test]
    fn code_is_found_again_behind_the_guards_of_its_line() {
        let text = "{\n  for a in b { for c in d {} } e\n}";
        let guards = [
            Guard::Statement(span(text, "for a in b { for c in d {} }")),
            Guard::Statement(span(text, "for c in d {}")),
        ];
        let placed = || guards.iter().enumerate().map(|(n, guard)| Placed { id: GuardId(n as u32), guard });
        let (out, _) = insert(text, &placed().collect::<Vec<_>>(), None);
        for code in ["for a", "b {", "for c", "d {", "e\n"] {
            let at = span(text, code).start;
            assert_eq!(span(&out, code).start, at + shift(placed(), 2, at), "{code}");
        }
        assert_eq!(shift(placed(), text.len() as u32 - 1, text.len() as u32 - 1), 0, "the next line");
    }

    #[test]
    fn two_statements_side_by_side_are_closed_before_opened() {
        let text = "a;b;";
        assert_eq!(
            inserted(text, &[Guard::Statement(span(text, "b;")), Guard::Statement(span(text, "a;"))]),
            "E1 a; L1E0 b; L0"
        );
    }

    #[test]
    fn a_guard_beyond_the_text_has_no_home() {
        let guard = Guard::Statement(Span { start: 3, end: 900 });
        let (out, homeless) = insert("fn f() {}", &[Placed { id: GuardId(7), guard: &guard }], None);
        assert_eq!((out.as_str(), homeless.as_slice()), ("fn f() {}", [GuardId(7)].as_slice()));
    }
}
