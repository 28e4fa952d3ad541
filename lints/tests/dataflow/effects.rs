//! What calls do to what they are called on.
use locality_lints::model::effects::{named, words_where};
use locality_lints::model::{Effects, Known};
use locality_lints::source::words::Word;

use crate::{find, with_model};

/// The effects of the last call that is written so.
#[track_caller]
fn check(text: &str, call: &str, expected: Effects) {
    with_model(text, |model, fixture| {
        let (body, expr) = find(model, fixture, call);
        assert_eq!(model.effects(body, expr), expected, "{call}");
    });
}

#[test]
fn the_receivers_type_decides() {
    let text =
        "pub fn f(v: &Vec<u32>, m: &std::collections::HashSet<u32>) -> bool { v.contains(&1) && m.contains(&1) }";
    check(text, "v.contains(&1)", Effects::WALKS.or(Effects::STOPS));
    check(text, "m.contains(&1)", Effects::LOOKS_UP);
    let text = "pub fn f(a: &mut Vec<u32>, b: &mut Vec<u32>, c: &mut std::collections::LinkedList<u32>, d: &mut std::collections::LinkedList<u32>) { a.append(b); c.append(d) }";
    check(text, "a.append(b)", Effects::GROWS.or(Effects::TAKES));
    check(text, "c.append(d)", Effects::GROWS.or(Effects::SPLICES));
}

#[test]
fn what_derefs_to_a_collection_has_its_effects() {
    let text = "use std::{cell::RefCell, rc::Rc}; pub fn f(v: Rc<RefCell<Vec<u32>>>) -> usize { v.borrow_mut().push(1); v.borrow().len() }";
    check(text, "v.borrow_mut()", Effects::VIEWS);
    check(text, "v.borrow_mut().push(1)", Effects::GROWS);
    check(text, "v.borrow().len()", Effects::MEASURES);
}

#[test]
fn functions_without_a_receiver_have_effects_too() {
    check("pub fn f(a: &mut u8) -> u8 { std::mem::replace(a, 1) }", "std::mem::replace(a, 1)", Effects::REPLACES);
    check("pub fn f() -> Vec<u8> { Vec::new() }", "Vec::new()", Effects::MAKES);
    check("pub fn f() { std::process::exit(1) }", "std::process::exit(1)", Effects::EXITS);
    check("pub fn f(b: Box<u8>) -> *mut u8 { Box::into_raw(b) }", "Box::into_raw(b)", Effects::ADDRESSES);
    let text = "use std::rc::Rc; pub fn f(a: &mut Rc<Vec<u8>>) { Rc::make_mut(a).clear() }";
    check(text, "Rc::make_mut(a)", Effects::VIEWS.or(Effects::UNSHARES));
}

#[test]
fn a_function_of_the_workspace_has_none_whatever_its_name() {
    let text = "pub struct S; impl S { pub fn retain(&mut self) {} } pub fn f(s: &mut S) { s.retain() }";
    check(text, "s.retain()", Effects::NONE);
    let text = "pub fn replace(a: u8, b: u8) -> u8 { a + b } pub fn f() -> u8 { replace(1, 2) }";
    check(text, "replace(1, 2)", Effects::NONE);
}

#[test]
fn an_impl_of_a_declared_trait_does_what_the_trait_says() {
    let text = "pub struct S; impl Iterator for S { type Item = u8; fn next(&mut self) -> Option<u8> { None } } pub fn f(mut s: S) -> u64 { s.next(); s.map(u64::from).sum() }";
    check(text, "s.next()", Effects::FIRST);
    check(text, "s.map(u64::from)", Effects::ADAPTS.or(Effects::KEEPS).or(Effects::ANY_ORDER));
    check(text, "s.map(u64::from).sum()", Effects::WALKS.or(Effects::ANY_ORDER));
}

#[test]
fn where_the_callee_is_not_known_the_name_tells() {
    let text = "pub fn f(x: missing::Thing) { x.iter().map(g) }";
    check(text, "x.iter()", named("iter"));
    assert!(named("iter").has(Effects::ITERATES));
    check(text, "x.iter().map(g)", named("map"));
    assert!(named("map").has(Effects::ADAPTS));
    assert_eq!(named("no_such_method"), Effects::NONE);
}

#[test]
fn words_follow_from_effects() {
    let words = words_where(|effects, owner| effects.has(Effects::ITERATES) && owner.is_of(Known::is_map));
    assert!(words.contains(&Word::new("keys")) && words.contains(&Word::new("into_iter")), "{words:?}");
    assert!(!words.contains(&Word::new("chars")) && !words.contains(&Word::new("push")), "{words:?}");
    assert!(words_where(|effects, _| effects.has(Effects::NONE)).is_empty());
}
