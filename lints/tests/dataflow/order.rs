//! What runs before what, and what may change in between.
use crate::{find, with_model};

/// What can be said of what is named between two calls.
#[derive(Debug, PartialEq)]
enum Way {
    /// The first is not always done before the second.
    None,
    /// It is, and `self.n` or `n` may have changed.
    Changes,
    /// It is, and it has not.
    Stays,
}

/// From `a(..)` to `b(..)` in a body that may use `self.n`, `self.o`, `t: bool` and `v: &[u8]`; what is asked for is `self.n`.
#[track_caller]
fn check(rows: &[(&str, Way)]) {
    for (code, expected) in rows {
        let text = format!(
            "pub struct S {{ n: Vec<u8>, o: Vec<u8> }} impl S {{ fn up(&mut self) {{}} fn see(&self) {{}} pub fn f(&mut self, t: bool, v: &[u8]) {{ {code} }} }} fn a(_: u8) -> bool {{ true }} fn b(_: &[u8]) -> u8 {{ 0 }} fn c(_: &mut Vec<u8>) {{}}"
        );
        with_model(&text, |model, fixture| {
            let (body, first) = find(model, fixture, "a(1)");
            let (_, second) = find(model, fixture, "b(&self.n)");
            let (_, named) = find(model, fixture, "self.n");
            let way = match body.passage(first, second) {
                None => Way::None,
                Some(passage) if model.stays(body, named, &passage) => Way::Stays,
                Some(_) => Way::Changes,
            };
            assert_eq!(way, *expected, "{code}");
        });
    }
}

#[test]
fn conditions_statements_and_operands_come_before() {
    check(&[
        ("a(1); b(&self.n);", Way::Stays),
        ("b(&self.n); a(1);", Way::None),
        ("if a(1) { b(&self.n); }", Way::Stays),
        ("if t { a(1); } b(&self.n);", Way::None),
        ("if t { a(1); } else { b(&self.n); }", Way::None),
        ("if a(1) { return; } b(&self.n);", Way::Stays),
        ("if t && a(1) { b(&self.n); }", Way::None),
        ("if a(1) && t { b(&self.n); }", Way::Stays),
        ("match a(1) { true => {} false => { b(&self.n); } }", Way::Stays),
        ("match t { x if a(1) => { b(&self.n); } _ => {} }", Way::Stays),
        ("match t { true if a(1) => {} _ => { b(&self.n); } }", Way::None),
        ("let x = [a(1), b(&self.n) > 0];", Way::Stays),
        ("assert!(a(1)); b(&self.n);", Way::Stays),
        ("debug_assert!(a(1)); b(&self.n);", Way::None),
        ("log::trace!(\"{}\", a(1)); b(&self.n);", Way::None),
    ]);
}

#[test]
fn loops_and_closures_are_turns_of_their_own() {
    check(&[
        ("for x in v { a(1); b(&self.n); }", Way::Stays),
        ("a(1); for x in v { b(&self.n); }", Way::None),
        ("for x in v { a(1); } b(&self.n);", Way::None),
        ("while a(1) { b(&self.n); }", Way::Stays),
        ("a(1); let g = || b(&self.n);", Way::None),
        ("let g = || { a(1); b(&self.n) };", Way::Stays),
        ("a(1); let g = async { b(&self.n); };", Way::None),
    ]);
}

#[test]
fn what_is_written_in_between_changes() {
    check(&[
        ("a(1); self.n.push(1); b(&self.n);", Way::Changes),
        ("a(1); self.o.push(1); b(&self.n);", Way::Stays),
        ("a(1); self.up(); b(&self.n);", Way::Changes),
        ("a(1); self.see(); b(&self.n);", Way::Stays),
        ("a(1); c(&mut self.n); b(&self.n);", Way::Changes),
        ("a(1); self.n = Vec::new(); b(&self.n);", Way::Changes),
        ("self.n.clear(); a(1); b(&self.n);", Way::Stays),
        ("a(1); b(&self.n); self.n.clear();", Way::Stays),
        ("if a(1) { self.n.clear(); } else { b(&self.n); }", Way::Stays),
        ("if a(1) { self.n.clear(); return; } b(&self.n);", Way::Stays),
        ("if a(1) { self.n.clear(); } b(&self.n);", Way::Changes),
        ("match a(1) { true => self.n.clear(), false => { b(&self.n); } }", Way::Stays),
    ]);
}

#[test]
fn the_second_is_certain_where_the_first_alone_decides() {
    let certain = |code: &str| {
        let text =
            format!("pub fn f(t: bool) {{ loop {{ {code} }} }} fn a() -> bool {{ true }} fn b() -> bool {{ true }}");
        with_model(&text, |model, fixture| {
            let (body, first) = find(model, fixture, "a()");
            let (_, second) = find(model, fixture, "b()");
            body.passage(first, second).expect("one after the other").is_certain()
        })
    };
    for code in
        ["if a() { b(); }", "if !a() { continue; } b();", "let x = a() && b();", "if a() { b(); } else { break; }"]
    {
        assert!(certain(code), "{code}");
    }
    for code in [
        "if a() && t { b(); }",
        "if a() { if t { b(); } }",
        "if a() { continue; } if t { break; } b();",
        "if a() || t { continue; } b();",
        "if a() { continue; } give_up!(t); b();",
    ] {
        assert!(!certain(code), "{code}");
    }
}

#[test]
fn what_lies_behind_a_lock_changes_with_any_call_that_has_it() {
    let text = |between: &str| {
        format!(
            "use std::{{cell::RefCell, collections::HashSet}}; pub struct S {{ n: RefCell<HashSet<u8>> }} impl S {{ fn see(&self) {{}} pub fn f(&self, k: u8) {{ self.n.borrow().contains(&k); {between} self.n.borrow_mut().insert(k); }} }}"
        )
    };
    let stays = |between: &str| {
        with_model(&text(between), |model, fixture| {
            let (body, first) = find(model, fixture, "self.n.borrow().contains(&k)");
            let (_, second) = find(model, fixture, "self.n.borrow_mut().insert(k)");
            let (_, named) = find(model, fixture, "self.n.borrow_mut()");
            let passage = body.passage(first, second).expect("one after the other");
            model.stays(body, named, &passage)
        })
    };
    assert!(stays(""));
    assert!(!stays("self.see();"));
}

/// Whether two expressions of a body are the same value.
#[track_caller]
fn same(text: &str, one: &str, other: &str) -> bool {
    with_model(text, |model, fixture| {
        let (body, one) = find(model, fixture, one);
        let (_, other) = find(model, fixture, other);
        model.is_same_value(body, one, other)
    })
}

#[test]
fn the_same_value_is_known_by_its_path() {
    let text = "pub struct P { id: u8, v: Vec<u8> } pub fn g() -> u8 { 0 } pub fn f(p: &P, q: &P, k: &str, i: usize, j: usize) { let _ = (&p.id, p.id, q.id, k.to_string(), String::from(k), &*k, g(), { g() }, (p.id, 1), (&p.id, 1 + 0), (p.id, 2), &p.v[i], p.v[i].clone(), p.v[j], Some(p.id), Some(*&p.id)); }";
    assert!(same(text, "&p.id", "p.id"));
    assert!(!same(text, "&p.id", "q.id"));
    assert!(same(text, "k.to_string()", "String::from(k)"));
    assert!(same(text, "k.to_string()", "&*k"));
    assert!(!same(text, "g()", "{ g() }"));
    assert!(!same(text, "(p.id, 1)", "(&p.id, 1 + 0)"));
    assert!(!same(text, "(p.id, 1)", "(p.id, 2)"));
    assert!(same(text, "&p.v[i]", "p.v[i].clone()"));
    assert!(!same(text, "&p.v[i]", "p.v[j]"));
    assert!(same(text, "Some(p.id)", "Some(*&p.id)"));
}
