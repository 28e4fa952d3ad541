//! How hot findings are said to be, and what is predicted of them.
use std::fmt::Write as _;

use locality_lints::report::{Finding, Heat};

use crate::fixture::Fixture;

/// Of the one finding of a lint in a text: what its last note says.
#[track_caller]
fn last_note(lint: &str, text: &str) -> (Heat, String) {
    let report = Fixture::parse(text).check();
    let found: Vec<&Finding> = report.findings.iter().filter(|finding| finding.lint == lint).collect();
    assert_eq!(found.len(), 1, "{text}");
    (found[0].heat, found[0].notes.last().cloned().unwrap_or_default())
}

/// Each row: code around a walk over `m`, a `HashMap<u64, u64>`, and how hot the walk is.
#[test]
fn what_is_around_a_walk_says_how_hot_it_is() {
    const WALK: &str = "for (k, v) in m { take(k, v); }";
    let rows: &[(&str, &str)] = &[
        ("pub fn f(m: &M) { WALK }", "warm: how often it runs is not known"),
        ("pub fn f(m: &M) { loop { WALK } }", "hot: inside a loop in `f`"),
        ("pub fn f(m: &M, n: usize) { for _ in 0..n { WALK } }", "hot: inside a loop in `f`"),
        ("pub fn f(m: &M, n: usize) { for _ in 0..n { while go() { WALK } } }", "hot: inside 2 nested loops in `f`"),
        ("pub fn f(m: &M) { for _ in 0..3 { WALK } }", "warm: how often it runs is not known"),
        ("pub fn f(m: &M) { for _ in [1, 2] { WALK } }", "warm: how often it runs is not known"),
        ("const N: usize = 1 << 10; pub fn f(m: &M) { for _ in 0..N { WALK } }", "hot: inside a loop in `f`"),
        (
            "pub fn f(m: &M, v: &[u8]) { v.iter().for_each(|_| { WALK }); }",
            "hot: inside a closure that is run for each element in `f`",
        ),
        ("pub fn f(m: &M) { WALK } pub fn g(m: &M) { while go() { f(m); } }", "hot: called from a loop in `g`"),
        (
            "pub fn f(m: &M) { WALK } pub fn g(m: &M, v: &[u8]) { v.iter().map(|_| f(m)).count(); }",
            "hot: called from a loop in `g`",
        ),
        (
            "pub fn f(m: &M) { WALK } fn g(m: &M) { f(m); } pub fn h(m: &M) { loop { g(m); } }",
            "hot: called from a loop in `h`",
        ),
        // It does more than to call.
        (
            "pub fn f(m: &M) { WALK } fn g(m: &M) { go(); f(m); } pub fn h(m: &M) { loop { g(m); } }",
            "warm: how often it runs is not known",
        ),
        ("pub fn f(m: &M, n: u32) { if n > 0 { f(m, n - 1); } WALK }", "warm: how often it runs is not known"),
        ("pub fn f(m: &M) { for _ in 0..8 { WALK } }", "warm: how often it runs is not known"),
        ("const N: usize = 3; pub fn f(m: &M) { for _ in 0..N { WALK } }", "warm: how often it runs is not known"),
        (
            "pub fn f(m: &M) { WALK } pub fn g(m: &M) { for _ in 0..3 { f(m); } }",
            "warm: how often it runs is not known",
        ),
        (
            "pub fn f(m: &M) { WALK } pub fn g(m: &M) { while go() { if !go() { f(m); panic!() } } }",
            "cold: an error path",
        ),
        (
            "pub fn f(m: &M) { WALK } #[test] fn g() { let m = &M::new(); while go() { f(m); } }",
            "warm: how often it runs is not known",
        ),
        (
            "pub fn f(m: &M) { WALK } pub fn g(all: &[M]) { for m in all { f(m); } }",
            "warm: how often it runs is not known",
        ),
        ("pub fn f(all: &[M]) { for m in all { WALK } }", "warm: how often it runs is not known"),
        (
            "pub fn f() { for a in std::env::args() { let m = &M::new(); WALK drop(a) } }",
            "warm: how often it runs is not known",
        ),
        ("pub fn f(m: &M) { for a in std::env::args() { WALK drop(a) } }", "warm: how often it runs is not known"),
        (
            "pub fn f(m: &M) { let n: usize = std::env::args().nth(1).unwrap().parse().unwrap(); for _ in 0..n { WALK } }",
            "hot: inside a loop in `f`",
        ),
        (
            "pub fn f(m: &M) { let n = std::env::args().count(); let mut i = 0; while i < n { WALK i += 1; } }",
            "hot: inside a loop in `f`",
        ),
        ("pub fn f(n: usize) { for _ in 0..n { let m = &make(); WALK } }", "warm: how often it runs is not known"),
        (
            "pub struct S(M); impl S { pub fn f(&self) { let m = &self.0; WALK } } pub fn g(s: &S, n: u8) { for _ in 0..n { s.f(); } }",
            "hot: called from a loop in `g`",
        ),
        (
            "pub struct S(M); impl S { pub fn f(&self) { let m = &self.0; WALK } } pub fn g(all: &[S]) { for s in all { s.f(); } }",
            "warm: how often it runs is not known",
        ),
        (
            "pub trait T { fn f(&self); } impl T for M { fn f(&self) { let m = self; WALK } } pub fn g(m: &dyn T) { loop { m.f(); } }",
            "hot: called from a loop in `g`",
        ),
        (
            "pub trait T { fn f(&self); } impl T for u8 { fn f(&self) {} } impl T for M { fn f(&self) { let m = self; WALK } } \
             pub fn g(m: &dyn T) { loop { m.f(); } }",
            "warm: how often it runs is not known",
        ),
        (
            "pub struct S(M); impl std::fmt::Display for S { fn fmt(&self, _: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { \
             let m = &self.0; loop { WALK } } }",
            "cold: output for people",
        ),
        (
            "pub struct S; impl From<(M, u8)> for S { fn from(p: (M, u8)) -> S { let m = &p.0; while go() { WALK } S } }",
            "cold: a conversion",
        ),
        (
            "pub struct S(M); impl Drop for S { fn drop(&mut self) { let m = &self.0; while go() { WALK } } }",
            "cold: run once for each value, when it goes",
        ),
        ("pub fn f(m: &M) { if !trace_enabled!() { return; } loop { WALK } }", "cold: what is only logged"),
        ("pub fn f(m: &M) { if log::log_enabled!(log::Level::Debug) { loop { WALK } } }", "cold: what is only logged"),
        ("pub fn f(m: &M) { if !log_enabled!(Debug) { loop { WALK } } }", "hot: inside a loop in `f`"),
        (
            "pub fn f(m: &M) { loop { WALK std::thread::sleep(std::time::Duration::from_secs(1)); } }",
            "warm: how often it runs is not known",
        ),
        ("pub fn f(m: &M) { if m.len() <= 16 { loop { WALK } } }", "cold: only where there are few of them"),
        (
            "const MOST: usize = 20; pub fn f(m: &M) { if m.len() > MOST { return; } loop { WALK } }",
            "cold: only where there are few of them",
        ),
        (
            "pub fn f(m: &M) { let n = m.len(); if go() && n < 10 { loop { WALK } } }",
            "cold: only where there are few of them",
        ),
        ("pub fn f(m: &M) { if m.len() > 16 { loop { WALK } } }", "hot: inside a loop in `f`"),
        ("pub fn f(m: &M) { if m.len() < 1_000_000 { loop { WALK } } }", "hot: inside a loop in `f`"),
        (
            "pub fn f(m: &M) -> u8 { static C: std::sync::OnceLock<u8> = std::sync::OnceLock::new(); *C.get_or_init(|| { loop { WALK } }) }",
            "cold: made once, when it is first asked for",
        ),
        (
            "pub static C: std::sync::LazyLock<u8> = std::sync::LazyLock::new(|| { let m = &make(); while go() { WALK } 1 });",
            "cold: made once, when it is first asked for",
        ),
        ("#[test] fn f() { let m = &M::new(); WALK }", "cold: a test"),
        (
            "pub fn f(m: &M) -> Result<(), String> { if go() { WALK return Err(String::new()); } Ok(()) }",
            "cold: an error path",
        ),
        ("pub fn f(m: &M) { if go() { WALK panic!(\"no\"); } }", "cold: an error path"),
        ("pub fn f(m: &M) { if go() { WALK std::process::exit(1); } }", "cold: an error path"),
        ("pub fn f(m: &M, r: Result<u8, u8>) { if let Err(_) = r { WALK } }", "cold: an error path"),
        ("pub fn f(m: &M, r: Result<u8, u8>) { if r.is_err() { WALK } }", "cold: an error path"),
        ("pub fn f(m: &M, r: Result<u8, u8>) { match r { Ok(_) => {} Err(_) => { WALK } } }", "cold: an error path"),
        (
            "pub fn f(m: &M, r: Option<Result<u8, u8>>) { match r { Some(Err(_)) => { WALK } _ => {} } }",
            "cold: an error path",
        ),
        ("pub fn f(m: &M, r: Result<u8, u8>) -> u8 { r.unwrap_or_else(|_| { WALK 1 }) }", "cold: an error path"),
        (
            "pub fn f(m: &M, r: Option<u8>) -> u8 { r.unwrap_or_else(|| { WALK 1 }) }",
            "warm: how often it runs is not known",
        ),
        ("pub fn f(m: &M, r: Option<u8>) -> u8 { r.unwrap_or_else(|| { WALK panic!() }) }", "cold: an error path"),
        (
            "pub fn f(m: &M, r: Result<u8, u8>) -> Result<u8, String> { r.map_err(|_| { WALK String::new() }) }",
            "cold: an error path",
        ),
        ("pub fn f(m: &M, r: Option<u8>) { let Some(_) = r else { WALK panic!() }; }", "cold: an error path"),
        ("pub fn f(m: &M) { loop { if cfg!(debug_assertions) { WALK } } }", "cold: not in this build"),
        ("pub fn f(m: &M) { if !cfg!(unix) { WALK } }", "cold: not in this build"),
        ("pub fn f(m: &M) { if cfg!(unix) {} else { WALK } }", "cold: not in this build"),
        ("pub fn f(m: &M) { if cfg!(unix) { WALK } }", "warm: how often it runs is not known"),
        ("pub fn f(m: &M) { if cfg!(windows) && go() { WALK } }", "cold: not in this build"),
        ("pub fn f(m: &M) { if cfg!(unix) && go() { WALK } }", "warm: how often it runs is not known"),
        ("pub fn f(m: &M) { if !cfg!(debug_assertions) { return; } WALK }", "cold: not in this build"),
        ("pub fn f(m: &M) { if cfg!(debug_assertions) { return; } WALK }", "warm: how often it runs is not known"),
        ("pub fn f(m: &M) { loop { debug_assert!({ WALK true }); } }", "cold: a debug assertion"),
        (
            "pub fn f(m: &M, r: Result<u8, u8>) { match r { Ok(_) => { WALK } Err(_) => {} } }",
            "warm: how often it runs is not known",
        ),
    ];
    let mut text = String::new();
    for (number, (around, _)) in rows.iter().enumerate() {
        let test = if around.starts_with("#[test]") { " test" } else { "" };
        let _ = writeln!(
            text,
            "//- /row{number}.rs crate:row{number}{test}\nuse std::collections::HashMap;\ntype M = HashMap<u64, u64>;\n\
             fn go() -> bool {{ true }}\nfn take(_: &u64, _: &u64) {{}}\n\
             fn make() -> M {{ M::new() }}\n{}",
            around.replace("WALK", WALK)
        );
    }
    let report = Fixture::parse(&text).check();
    let mut wrong = String::new();
    for (number, (around, expected)) in rows.iter().enumerate() {
        let file = format!("row{number}.rs");
        let found = report.findings.iter().find(|finding| finding.primary.file == file);
        let note = found.and_then(|finding| finding.notes.last()).map_or("", String::as_str);
        if !note.ends_with(&format!("({expected})")) {
            let _ = writeln!(wrong, "{around}\n  expected {expected}\n  found {note}");
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn programs_benches_and_build_scripts_differ() {
    let rows =
        [("kind:bin", "cold: run once, by `main`"), ("kind:bench", "hot: in a bench"), ("kind:test", "cold: a test")];
    for (kind, expected) in rows {
        let text = format!(
            "//- /main.rs crate:case {kind}\nuse std::collections::HashMap;\nfn main() {{ let m: HashMap<u64, u64> = make(); for _ in &m {{}} }}\n\
             fn make() -> HashMap<u64, u64> {{ HashMap::new() }}\n"
        );
        let (_, note) = last_note("hash_iteration", &text);
        assert!(note.ends_with(&format!("({expected})")), "{kind}: {note}");
    }
}

/// Each row: code around a walk over a list of `u64`, and what the last note says.
#[test]
fn constant_sizes_are_counted() {
    let rows: &[(&str, &str)] = &[
        (
            "fn f() { let mut l = LinkedList::new(); for i in 0..1_000_000u64 { l.push_back(i); } WALK }",
            "predicted: 1.25 cache lines per element of 8 bytes, 0.13 after the rewrite, 1,000,000 elements (hot: over 1,000,000 elements)",
        ),
        (
            "const N: u64 = 1 << 10; fn f() { let mut l = LinkedList::new(); for i in 0..N * 2 { l.push_back(i); } WALK }",
            "predicted: 1.25 cache lines per element of 8 bytes, 0.13 after the rewrite, 2,048 elements (warm: how often it runs is not known)",
        ),
        (
            "fn f() { let mut l = LinkedList::new(); for i in [1u64, 2, 3] { l.push_back(i); } WALK }",
            "predicted: 1.25 cache lines per element of 8 bytes, 0.13 after the rewrite, 3 elements (cold: 3 elements at most)",
        ),
        (
            "fn f() { let l: LinkedList<u64> = LinkedList::from([1, 2]); WALK }",
            "predicted: 1.25 cache lines per element of 8 bytes, 0.13 after the rewrite, 2 elements (cold: 2 elements at most)",
        ),
        (
            "fn f() { let l: LinkedList<u64> = (0..5000).filter(|n| n % 2 == 0).collect(); WALK }",
            "predicted: 1.25 cache lines per element of 8 bytes, 0.13 after the rewrite, 5,000 elements (warm: how often it runs is not known)",
        ),
        (
            "fn f() { for _ in 0..100 { let mut l = LinkedList::new(); for i in 0..300u64 { l.push_back(i); } WALK } }",
            "predicted: 1.25 cache lines per element of 8 bytes, 0.13 after the rewrite, 300 elements (cold: 300 elements at most)",
        ),
        (
            "fn f(n: u64) { let mut l = LinkedList::new(); for i in 0..n { l.push_back(i); } WALK }",
            "predicted: 1.25 cache lines per element of 8 bytes, 0.13 after the rewrite (warm: how often it runs is not known)",
        ),
        (
            "fn g(_: &mut LinkedList<u64>) {} fn f() { let mut l = LinkedList::new(); l.push_back(1u64); g(&mut l); WALK }",
            "predicted: 1.25 cache lines per element of 8 bytes, 0.13 after the rewrite (warm: how often it runs is not known)",
        ),
    ];
    let mut text = String::new();
    for (number, (around, _)) in rows.iter().enumerate() {
        let around = around.replace("WALK", "for n in &l { drop(n); }");
        let _ = writeln!(text, "//- /row{number}.rs crate:row{number}\nuse std::collections::LinkedList;\n{around}");
    }
    let report = Fixture::parse(&text).check();
    let mut wrong = String::new();
    for (number, (around, expected)) in rows.iter().enumerate() {
        let file = format!("row{number}.rs");
        let walked = |finding: &&Finding| finding.primary.file == file && !finding.sites.is_empty();
        let note = report.findings.iter().find(walked).and_then(|it| it.notes.last()).map_or("", String::as_str);
        if note != *expected {
            let _ = writeln!(wrong, "{around}\n  expected {expected}\n  found {note}");
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn what_is_not_known_has_no_figure() {
    let text = "use std::collections::LinkedList;\npub fn f<T>(l: LinkedList<T>) { for _ in &l {} }\n";
    let report = Fixture::parse(text).check();
    let predicted = report.findings[0].predicted;
    assert_eq!(predicted, Default::default());
    assert_eq!(
        report.findings[0].notes.last().map(String::as_str),
        Some(
            "predicted: no figure, since it is not known here how many bytes an element has (warm: how often it runs is not known)"
        )
    );
}

#[test]
fn columns_cost_a_line_for_each_cell_and_rank_first() {
    let text = "
pub fn rows(m: &Vec<Vec<f64>>, n: usize) -> f64 { let mut s = 0.0; for i in 0..n { for j in 0..n { s += m[i][j]; } } s }
pub fn columns(c: &Vec<Vec<f64>>, n: usize) -> f64 { let mut s = 0.0; for j in 0..n { for i in 0..n { s += c[i][j]; } } s }
pub fn known() -> f64 { let m = vec![vec![0.0f64; 16]; 4096]; let mut s = 0.0; for i in 0..4096 { for j in 0..16 { s += m[i][j]; } } s }
";
    let report = Fixture::parse(text).check();
    let all: Vec<_> = report
        .findings
        .iter()
        .map(|finding| {
            (finding.item.as_str(), finding.predicted.lines_now, finding.predicted.lines_after, finding.predicted.trips)
        })
        .collect();
    assert_eq!(
        all,
        [
            // It goes over 65,536 cells for certain.
            ("known", Some(0.125 + 1.125 / 16.0), Some(0.125), Some(65536)),
            ("columns", Some(1.0), Some(0.125), None),
            ("rows", Some(0.125), Some(0.125), None),
        ]
    );
    assert!(report.findings.windows(2).all(|pair| pair[0].weight >= pair[1].weight));
}
