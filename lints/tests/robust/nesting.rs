//! Text that nests or chains further than a parser that recurses can follow.
use locality_lints::report::SkippedWhy;

use crate::memory::check_beside_good;

/// Around what fits one stack, around what is refused, and far beyond.
const DEPTHS: [usize; 3] = [20, 2_900, 10_000];

/// Makes rules look at the body that it stands in.
const INTEREST: &str =
    "let m: std::collections::HashMap<u64, Vec<Vec<u64>>> = x; for a in m.values() { for b in a { b[0]; } }
    let l = std::collections::LinkedList::new(); while let Some(n) = x { x = n.next.as_ref(); }";

/// `open` repeated, `inner`, `close` repeated, within `frame` where it says `@`.
fn nested(frame: &str, open: &str, inner: &str, close: &str, depth: usize) -> String {
    let frame = frame.replace("INTERESTING", INTEREST);
    frame.replace('@', &format!("{}{inner}{}", open.repeat(depth), close.repeat(depth)))
}

/// Each depth must be looked at, or said not to have been; what people write must be looked at.
#[track_caller]
fn all_depths(frame: &str, open: &str, inner: &str, close: &str) {
    for depth in DEPTHS {
        let text = nested(frame, open, inner, close, depth);
        let report = check_beside_good(&text);
        let odd: Vec<_> = report.skipped.iter().filter(|skipped| skipped.file == "it/odd.rs").collect();
        let refused = odd.iter().all(|skipped| match &skipped.why {
            SkippedWhy::DoesNotParse(why) => why.contains("nested"),
            SkippedWhy::Unreadable(why) => why.contains("too many modules"),
            _ => false,
        });
        assert!(refused, "{depth} levels of {open:?}: {odd:?}");
        assert!(depth > 100 || odd.is_empty(), "{depth} levels of {open:?} are written by people: {odd:?}");
    }
}

const EXPRESSION: &str = "pub fn odd(x: u64, f: F) -> u64 { INTERESTING let y = @; y }";

#[test]
fn brackets_of_expressions() {
    all_depths(EXPRESSION, "(", "x", ")");
    all_depths(EXPRESSION, "[", "x", "]");
    all_depths(EXPRESSION, "{", "x", "}");
    all_depths(EXPRESSION, "{ let z = ", "x", "; z }");
    all_depths(EXPRESSION, "unsafe {", "x", "}");
    all_depths(EXPRESSION, "f(", "x", ")");
    all_depths(EXPRESSION, "vec![", "x", "]");
    all_depths(EXPRESSION, "(x, ", "x", ")");
    all_depths(EXPRESSION, "S { a: ", "x", "}");
}

#[test]
fn control_flow() {
    all_depths(EXPRESSION, "if x > 1 {", "x", "} else { 0 }");
    all_depths(EXPRESSION, "match x { _ => ", "x", "}");
    all_depths(EXPRESSION, "loop { break ", "x", "}");
    all_depths(EXPRESSION, "|a| ", "x", "");
    all_depths(EXPRESSION, "move || { ", "x", "}");
    all_depths("pub fn odd(v: &V) { INTERESTING @ }", "for x in v {", "x.f();", "}");
    all_depths("pub fn odd(v: &V) { INTERESTING @ }", "while let Some(x) = v {", "x.f();", "}");
    all_depths(EXPRESSION, "return ", "x", "");
}

#[test]
fn operators_before_and_behind() {
    for prefix in ["!", "-", "*", "&", "&&", "&mut ", "- "] {
        all_depths(EXPRESSION, prefix, "x", "");
    }
    all_depths(EXPRESSION, "", "x", "?");
    all_depths(EXPRESSION, "", "x", ".await");
    all_depths(EXPRESSION, "", "x", "[0]");
    all_depths(EXPRESSION, "", "x", ".a");
    all_depths(EXPRESSION, "", "x", "()");
    all_depths(EXPRESSION, "", "x", " as u64");
}

#[test]
fn types_and_patterns() {
    let parameter = "pub fn odd(x: @) -> u64 { INTERESTING let y = x; 0 }";
    for (open, close) in [
        ("Vec<", ">"),
        ("&", ""),
        ("&&", ""),
        ("*const ", ""),
        ("[", "]"),
        ("[", "; 2]"),
        ("(", ",)"),
        ("(", ")"),
        ("Box<dyn Fn(", ") -> u8>"),
        ("fn(", ")"),
        ("impl Iterator<Item = ", ">"),
        ("<", " as Tr>::A"),
    ] {
        all_depths(parameter, open, "u64", close);
    }
    all_depths("pub struct Odd { x: @ }", "Option<Box<", "u64", ">>");
    all_depths("pub type Odd = @;", "Vec<", "u64", ">");
    all_depths("pub const ODD: @ = 1;", "[", "u64", "; 2]");
    let pattern = "pub fn odd(x: u64) -> u64 { INTERESTING let @ = x; match x { @ => 1 } }";
    for (open, close) in [("(", ")"), ("(_, ", ")"), ("&", ""), ("[", "]"), ("Some(", ")"), ("S { a: ", "}")] {
        all_depths(pattern, open, "y", close);
    }
}

#[test]
fn items_and_imports() {
    all_depths("@", "pub mod m {", "pub fn f() {}", "}");
    all_depths("@", "pub fn f() {", "", "}");
    all_depths("use @;", "a::{", "b", "}");
    all_depths("use @b;", "a::", "", "");
    all_depths("#[cfg(@)] pub fn f() {}", "not(", "unix", ")");
    all_depths("#[cfg_attr(@)] pub fn f() {}", "unix, cfg_attr(", "unix, inline", ")");
    all_depths("pub fn f<T>() where @: Copy {}", "Vec<", "T", ">");
    all_depths("cfg_if! { if #[cfg(unix)] { @ } }", "pub mod m {", "pub fn f() {}", "}");
}

/// `part` repeated within `frame` where it says `@`.
#[track_caller]
fn chain(frame: &str, part: &str, count: usize) {
    for count in [count / 100, count] {
        check_beside_good(&frame.replace("INTERESTING", INTEREST).replace('@', &part.repeat(count)));
    }
}

#[test]
fn chains() {
    chain("pub fn odd(x: u64) -> u64 { INTERESTING @ { 2 } }", "if x == 1 { 1 } else ", 20_000);
    chain("pub fn odd(x: V) -> u64 { INTERESTING x@ }", ".iter().map(|a| a + 1)", 20_000);
    chain("pub fn odd(x: V) -> u64 { INTERESTING x@ }", "\n    .b", 20_000);
    chain("pub fn odd(x: V) -> u64 { INTERESTING x@ }", ".fold(0, |a, b| a + b)", 20_000);
    chain("pub fn odd(x: V) -> u64 { INTERESTING x@ }", ".fold(0, |a, b| { let c = a; c + b })", 20_000);
    chain("pub fn odd(x: V) -> u64 { INTERESTING x@ }", "(1, 2)[3, 4]", 20_000);
    chain("pub fn odd(x: V) -> u64 { INTERESTING x@ }", " + f(1, 2)", 20_000);
    chain("pub fn odd(x: V) -> u64 { INTERESTING x@ }", " + { 1 }", 20_000);
    chain("pub fn odd(x: V) -> u64 { INTERESTING x@ }", " + S { a: 1, b: 2 } /* + */", 20_000);
    chain("pub fn odd(x: V) -> u64 { INTERESTING let y = x@; y }", " + match x { 1 => 2, _ => 3 } as u64", 20_000);
    chain("pub fn odd(x: V) -> u64 { INTERESTING let y = x@; y }", ".await?", 20_000);
    chain("pub fn odd(x: V) -> u64 { INTERESTING let y = x@; y }", "\n/* ; */ + // ;\n \";\"", 20_000);
    chain("pub fn odd(x: V) -> u64 { INTERESTING let y = @x; y }", "match x { _ => ", 2_000);
    chain("pub fn odd(x: u64) -> u64 { INTERESTING x@ }", " + x", 50_000);
    chain("pub fn odd(x: bool) -> bool { INTERESTING x@ }", " && x", 50_000);
    chain("pub fn odd(x: String) -> String { INTERESTING x@ }", " + \"text\" + &x", 50_000);
    chain("pub fn odd(x: u64) -> u64 { INTERESTING @0 }", "x = ", 20_000);
    chain("pub const ODD: u64 = 1@;", " | 1 << 3", 50_000);
    chain("pub const ODD: &str = concat!(\"\"@);", ", \"text\"", 50_000);
    chain("pub fn odd(x: u64) -> u64 { INTERESTING match x { 0@ => 1, _ => 2 } }", " | 1", 50_000);
    chain("pub fn odd<T: A@>(x: T) {}", " + A", 50_000);
    chain("pub type Odd = a@;", "::a", 50_000);
    chain("pub fn odd() { INTERESTING let x = a@; }", "::a", 50_000);
    chain("pub fn odd() { INTERESTING @ }", "'a: ", 20_000);
}

#[test]
fn width() {
    chain("pub fn odd() -> u64 { INTERESTING @ 1 }", "let x = 1; let y = x;", 50_000);
    chain("pub fn odd(x: u64) -> u64 { INTERESTING match x { @ _ => 0 } }", "1 => 2,", 50_000);
    chain("pub static ODD: &[&[u64]] = &[@];", "&[1, 2],", 50_000);
    chain("@", "#[inline]\n", 20_000);
    chain("@ pub fn odd() {}", "/// words\n", 100_000);
    chain("pub fn odd() { INTERESTING f(@) }", "1,", 100_000);
    chain("pub fn odd<@>() {}", "T,", 20_000);
    chain("pub struct Odd(@);", "Vec<u8>,", 50_000);
    chain("pub fn odd(v: &[u64]) { INTERESTING v.iter()@; }", ".map(|x| x.iter())", 300);
}
