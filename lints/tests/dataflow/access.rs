//! What expressions reach, what is done with it there, and what values depend on.
use locality_lints::model::{AccessPath, Body, Model, Place, Resolution, Root, Step, Use};
use locality_lints::source::facts::{ExprId, PatKind};

use crate::{find, with_model};

/// A path as text: `self.cells[r][c]`, `*` for each step through a reference.
fn shown(model: &Model<'_>, body: &Body<'_>, text: &str, path: &AccessPath) -> String {
    let written = |expr: ExprId| {
        let span = body.facts[expr].span;
        &text[span.start as usize..span.end as usize]
    };
    let mut shown = match path.root {
        Root::Variable(variable) => match &body.facts[variable].kind {
            PatKind::Bind { name, .. } => name.as_str().to_owned(),
            other => panic!("{other:?}"),
        },
        Root::SelfReceiver => "self".to_owned(),
        Root::Global(def) => model.item_path(def),
        Root::Value(expr) => format!("({})", written(expr)),
    };
    for step in &path.steps {
        match *step {
            Step::Field(owner, index) => {
                let fields = model.def(owner).fields().expect("it has fields");
                shown += &format!(".{}", fields.list[index as usize].name.as_str());
            }
            Step::Part(number) => shown += &format!(".{number}"),
            Step::Element(index) => shown += &format!("[{}]", written(index)),
            Step::Slice(range) => shown += &format!("[{}]", written(range)),
            Step::Deref => shown += "*",
        }
    }
    shown
}

/// Each row: a text, an expression in it, what it reaches, and what is done with that.
#[track_caller]
fn check(rows: &[(&str, &str, &str, Use)]) {
    for (text, expr, reaches, used) in rows {
        with_model(text, |model, fixture| {
            let (body, id) = find(model, fixture, expr);
            let path = model.access_path(body, id);
            assert_eq!(shown(model, body, text, &path), *reaches, "{expr} in {text}");
            assert_eq!(model.usage(body, id), *used, "{expr} in {text}");
        });
    }
}

#[test]
fn fields_elements_and_references_are_steps() {
    check(&[
        (
            "pub struct G { c: Vec<f64> } impl G { pub fn f(&self, i: usize) -> f64 { self.c[i] } }",
            "self.c[i]",
            "self.c[i]",
            Use::Read,
        ),
        ("pub fn f(m: &mut Vec<Vec<u8>>, r: usize) { m[r][0] = 1; }", "m[r][0]", "m[r][0]", Use::Written),
        ("pub fn f(m: &mut Vec<Vec<u8>>, r: usize) { m[r][0] += 1; }", "m[r]", "m[r]", Use::Updated),
        ("pub fn f(p: &mut (u8, u8)) { p.1 = 2; }", "p.1", "p.1", Use::Written),
        ("pub fn f(p: &mut u8) { *p = 2; }", "*p", "p*", Use::Written),
        ("pub fn f(p: u8) -> u8 { *&p }", "*&p", "p", Use::Read),
        ("static S: [u8; 9] = [0; 9]; pub fn f() -> u8 { S[3] }", "S[3]", "S[3]", Use::Read),
        ("pub fn f(m: &[u8]) -> &[u8] { &m[1..] }", "m[1..]", "m[1..]", Use::Borrowed),
    ]);
}

#[test]
fn calls_that_hand_out_what_is_behind_are_steps() {
    check(&[
        (
            "use std::{cell::RefCell, rc::Rc}; pub fn f(v: Rc<RefCell<Vec<u8>>>) { v.borrow_mut().push(1) }",
            "v.borrow_mut()",
            "v*",
            Use::BorrowedMut,
        ),
        ("pub fn f(v: &Vec<u8>) -> u8 { v.as_slice()[2] }", "v.as_slice()[2]", "v*[2]", Use::Read),
        ("pub fn f(v: &Vec<u8>, i: usize) -> Option<&u8> { v.get(i) }", "v.get(i)", "v[i]", Use::Borrowed),
        (
            "pub fn f(v: &Option<Vec<u8>>) -> usize { v.as_ref().unwrap().len() }",
            "v.as_ref().unwrap()",
            "v**",
            Use::Borrowed,
        ),
        ("pub fn g() -> Vec<u8> { Vec::new() } pub fn f() -> u8 { g()[0] }", "g()[0]", "(g())[0]", Use::Read),
        (
            "use std::collections::HashMap; pub fn f(m: &HashMap<u8, u8>) -> Option<&u8> { m.get(&1) }",
            "m.get(&1)",
            "(m.get(&1))",
            Use::Borrowed,
        ),
    ]);
}

#[test]
fn methods_tell_what_they_do_with_their_receiver() {
    check(&[
        (
            "pub struct S { n: u8 } impl S { fn up(&mut self) {} fn see(&self) {} fn end(self) {} } pub fn f(mut s: S) { s.up(); s.see(); s.end() }",
            "s",
            "s",
            Use::Moved,
        ),
        ("pub fn f(v: &mut Vec<u8>) { v.sort(); }", "v", "v", Use::BorrowedMut),
        ("pub fn f(v: &mut Vec<u8>) -> usize { v.len() }", "v", "v", Use::Borrowed),
        ("pub fn f(v: missing::Thing) { v.push(1); }", "v", "v", Use::BorrowedMut),
        ("pub fn f(v: missing::Thing) { v.look(1); }", "v", "v", Use::Borrowed),
        ("pub fn f(v: Vec<u8>) -> Vec<u8> { let w = v; w }", "v", "v", Use::Moved),
        ("pub fn f(v: Vec<u8>) -> bool { v == [1] }", "v", "v", Use::Read),
        ("pub fn f(v: Vec<u8>) { println!(\"{:?}\", v) }", "v", "v", Use::Borrowed),
        ("pub fn g(_: &mut u8) {} pub fn f(mut v: u8) { g(&mut v) }", "v", "v", Use::BorrowedMut),
    ]);
}

/// Whether the value of `expr` depends on the variable that is bound as `on`.
#[track_caller]
fn depends(text: &str, expr: &str, on: &str) -> bool {
    with_model(text, |model, fixture| {
        let (body, id) = find(model, fixture, expr);
        let (_, named) = find(model, fixture, on);
        let Some(Resolution::Local(variable)) = body.resolution(named) else { panic!("{on} is no variable") };
        body.depends_on(id, variable)
    })
}

#[test]
fn values_depend_on_variables_through_others() {
    let text = "pub fn f(a: usize, b: usize) -> usize { let c = a + 1; let d = c * 2; let e = b; d + 0 * e; g(d) } fn g(_: usize) -> usize { 0 }";
    assert!(depends(text, "g(d)", "a"));
    assert!(!depends(text, "g(d)", "b"));
    let text = "pub fn f(a: Option<usize>, b: usize) -> usize { match a { Some(x) => x + 1, None => b } }";
    assert!(depends(text, "x + 1", "a"));
    assert!(!depends(text, "x + 1", "b"));
    let text = "pub fn f(a: Option<usize>, b: usize) -> Option<usize> { a.map(|x| x + 1).or(Some(b)) }";
    assert!(depends(text, "x + 1", "a"));
}

#[test]
fn circles_of_variables_end() {
    let text = "pub fn f() -> usize { let a = loop { let b = a; let a = b; break a; }; a + 7 }";
    with_model(text, |model, fixture| {
        let (body, id) = find(model, fixture, "a + 7");
        assert!(!body.depends(id, &|expr| body.place(expr) == Some(Place::Global(body.owner))));
    });
}

#[test]
fn what_makes_its_value_is_told_from_what_hands_it_on() {
    let made = |text: &str, expr: &str| {
        with_model(text, |model, fixture| {
            let (body, id) = find(model, fixture, expr);
            model.is_made(body, id)
        })
    };
    let text = "pub struct S { v: Vec<u8> } fn g() -> Vec<u8> { vec![2] } pub fn f(s: S, n: Vec<u8>) { let a = vec![1u8; 3]; let b = s.v.clone(); let c: Vec<u8> = (0..3).collect(); let d = g(); let e = Vec::<u8>::new(); let h = { n }; }";
    assert!(made(text, "vec![1u8; 3]"));
    assert!(!made(text, "s.v.clone()"));
    assert!(made(text, "(0..3).collect()"));
    assert!(!made(text, "g()"));
    assert!(made(text, "Vec::<u8>::new()"));
    assert!(!made(text, "{ n }"));
}
