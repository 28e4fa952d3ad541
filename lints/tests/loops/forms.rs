//! Which loops there are, what each encloses, and how often each turns.
use std::fmt::Write as _;

use locality_lints::model::Model;
use locality_lints::model::loops::{ExitKind, LoopForm};
use locality_lints::source::load;

use crate::fixture::Fixture;
use crate::{name, with_loops};

/// Each row: a text, and its loops: name, kind, how often it turns, how it may be left early; `>` for each loop around it.
#[track_caller]
fn check(rows: &[(&str, &str)]) {
    let mut wrong = Vec::new();
    for (text, expected) in rows {
        let shown = with_loops(text, |_, loops| {
            let shown = loops.all().iter().map(|it| {
                let kind = match it.form {
                    LoopForm::For(_) => "for",
                    LoopForm::While { .. } => "while",
                    LoopForm::Loop { .. } => "loop",
                    LoopForm::Adapter(_) => "adapter",
                };
                let depth = loops.outwards(it.parent).count();
                let mut shown = format!("{}{} {kind}", ">".repeat(depth), name(loops, it));
                if let Some(count) = &it.count {
                    let _ = write!(shown, " {}", loops.form(count));
                }
                for exit in &it.exits {
                    shown += match exit.how {
                        ExitKind::Break => " break",
                        ExitKind::Continue => " continue",
                        ExitKind::Return => " return",
                        ExitKind::Try => " ?",
                        ExitKind::Condition => " condition",
                        ExitKind::Call => " call",
                    };
                }
                shown
            });
            shown.collect::<Vec<_>>().join(", ")
        });
        if shown != *expected {
            wrong.push(format!("{text}\n    is: {shown}\n  want: {expected}"));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn loops_and_closures_that_run_again_and_again_are_found() {
    check(&[
        (
            "pub fn f(n: usize) { for i in 0..n { for j in 2..=n {} } for k in (0..n).rev() {} }",
            "i for n, >j for n - 1, k for n",
        ),
        (
            "pub fn f(n: usize) -> Vec<Vec<usize>> { (0..n).map(|r| (0..3).map(|c| r + c).collect()).collect() }",
            "r adapter n, >c adapter 3",
        ),
        (
            "pub fn f(v: &[u8]) -> u32 { v.iter().enumerate().map(|(i, x)| i as u32).fold(0, |a, b| a + b) }",
            "i adapter v.len(), b adapter v.len()",
        ),
        (
            "pub fn f(v: &[u8]) -> Option<&u8> { v.iter().filter(|x| **x > 1).find(|y| **y > 2) }",
            "x adapter v.len(), y adapter call",
        ),
        (
            "pub fn f(v: &Option<u8>) -> Option<u8> { v.map(|x| x + 1) } pub fn g(n: usize) { for i in 0..n {} }",
            "i for n",
        ),
        ("pub fn f(v: &[u8; 7]) { for (x, y) in v.iter().zip(v.iter()) {} for z in v.chunks(2) {} }", "x for 7, z for"),
        ("use std::collections::HashMap; pub fn f(m: &HashMap<u8, u8>) { for (k, v) in m {} }", "k for"),
        (
            "pub fn f(n: usize) { for i in 0..n { let g = |x: usize| { for j in 0..x {} }; g(i); } }",
            "i for n, >j for x",
        ),
    ]);
}

#[test]
fn counters_tell_how_often_a_loop_turns() {
    check(&[
        ("pub fn f(n: usize) { let mut i = 0; while i < n { i += 1; } }", "i while n"),
        ("pub fn f(n: usize) { let mut i = 1; while i + 1 <= n { i += 1; } }", "i while n - 1"),
        ("pub fn f(n: usize) { let mut i = n; while i > 0 { i -= 1; } }", "i while n"),
        ("pub fn f(n: usize) { let mut i = 0; while n > i { i = 1 + i; } }", "i while n"),
        ("pub fn f() { let mut i = 0; while i < 10 { i += 3; } }", "i while 4"),
        ("pub fn f(n: usize) { let mut i = 0; loop { if i == n { break; } i += 1; } }", "i loop n"),
        ("pub fn f(n: usize) { let mut i = 0; loop { i += 1; if i == n { break; } } }", "loop loop break"),
        ("pub fn f(n: usize, v: &[bool]) { let mut i = 0; while i < n && v[i] { i += 1; } }", "i while n condition"),
        (
            "pub fn f(n: usize, v: &[bool]) { let mut i = 0; while i < n { if v[i] { continue; } i += 1; } }",
            "while while",
        ),
        ("pub fn f(n: usize) { let mut i = 0; while i < n { i *= 2; } }", "while while"),
        ("pub fn f(n: usize) { let mut i = 0; while i < n { for j in 0..2 { i += 1; } } }", "while while, >j for 2"),
        ("pub fn f(v: &mut Vec<u8>) { while let Some(x) = v.pop() {} }", "while while"),
        ("pub fn f(n: usize) { let mut i = 0; while i < n { (i, _) = (i + 1, 2); } }", "while while"),
        ("pub fn f(n: usize) { let mut i = 0; while i < n { let p = &mut i; *p += 1; } }", "while while"),
    ]);
}

#[test]
fn every_loop_that_an_exit_leaves_has_it() {
    check(&[
        (
            "pub fn f(n: usize) { 'a: for i in 0..n { for j in 0..n { for k in 0..n { break 'a; } } } }",
            "i for n break, >j for n break, >>k for n break",
        ),
        (
            "pub fn f(n: usize) { 'a: for i in 0..n { for j in 0..n { for k in 0..n { continue 'a; } } } }",
            "i for n, >j for n continue, >>k for n continue",
        ),
        ("pub fn f(n: usize) { for i in 0..n { for j in 0..n { break; } } }", "i for n, >j for n break"),
        ("pub fn f(n: usize) { for i in 0..n { 'b: { if i > 2 { break 'b; } } } }", "i for n"),
        ("pub fn f(n: usize) -> Option<u8> { for i in 0..n { let x = Some(3)?; } None }", "i for n ?"),
        (
            "pub fn f(n: usize) { for i in 0..n { (0..n).for_each(|j| { if j > 2 { return; } }); } }",
            "i for n, >j adapter n",
        ),
        (
            "pub fn f(n: usize) -> bool { for i in 0..n { if (0..n).any(|j| j > i) { return true; } } false }",
            "i for n return, >j adapter n call",
        ),
    ]);
}

/// All that the rules' cases hold, and text of shapes that nobody writes.
#[test]
fn no_text_makes_it_panic() {
    let mut texts = vec![
        "pub fn f() { loop {} }".to_owned(),
        "pub fn f(n: usize) { for i in 0..n { for i in 0..i { let i = i * i * i * i; while i < i { } } } }".to_owned(),
        "pub fn f(a: &mut [u8]) { for i in 0..18446744073709551615 { a[i * 9223372036854775807 * 9223372036854775807 + 1] = a[0 - i]; for j in i..-1 {} } }".to_owned(),
        "pub fn f(n: usize) { let f = |x| f(x); for i in 0..n { f(f(f(i))); } }".to_owned(),
        "pub fn f(n: usize, a: &[u8]) { let (x, y) = (y, x); let z = z; for (i, i) in a.iter().zip(i) { a[x][y][z] } }".to_owned(),
        "pub fn f(a: &[u8]) { for x in a.chunks(0).rev().step_by(0).skip(9).zip(a.windows(0)).enumerate().rev() { x[1]; } }".to_owned(),
        format!("pub fn f(n: usize, a: &mut [u8]) {{ {} a[i0] = 1; {} }}", (0..40).map(|k| format!("for i{k} in 0..n {{")).collect::<String>(), "}".repeat(40)),
        format!("pub fn f(n: usize, a: &mut [u8]) {{ for i in 0..n {{ a[{}i{}] = 1; }} }}", "(".repeat(60), " + i)".repeat(60)),
        format!("pub fn f(n: usize) {{ let x0 = n; {} for i in 0..x400 {{}} }}", (0..400).map(|k| format!("let x{} = x{k} * x{k};", k + 1)).collect::<String>()),
    ];
    let rules = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/rules");
    for rule in std::fs::read_dir(rules).expect("the rules") {
        let Ok(cases) = std::fs::read_dir(rule.expect("a rule").path().join("cases")) else { continue };
        texts.extend(cases.filter_map(|case| std::fs::read_to_string(case.ok()?.path()).ok()));
    }
    let mut nests = 0;
    for text in texts {
        let fixture = Fixture::parse(&text);
        let loaded = load(&fixture.workspace, &fixture);
        let mut model = Model::new(&fixture.workspace, &loaded);
        model.look_at_all();
        for body in model.bodies() {
            let loops = model.loops(body);
            for outer in loops.all() {
                for &inner in &outer.children {
                    nests += 1;
                    if let Err(obstacle) = loops.interchange(outer.id, inner) {
                        assert!(!loops.obstacle(&obstacle).is_empty());
                    }
                }
                for access in loops.accesses_of(outer.id) {
                    loops.stride(access, outer.id);
                    loops.varied_by(access);
                }
            }
        }
    }
    assert!(nests > 50, "{nests}");
}
