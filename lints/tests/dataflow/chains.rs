//! Which collection an iterator comes from, and what becomes of it.
use locality_lints::model::{End, Known, Lasting};

use crate::{find, text_of, with_model};

/// What becomes of the iterator that the last expression that is written so gives: the walker's text, or the end's name.
#[track_caller]
fn end(body: &str, iterator: &str) -> String {
    let text = format!(
        "use std::collections::*; pub fn f(m: &mut HashMap<u32, u32>, s: &HashSet<u32>, v: &mut Vec<u32>, k: bool) {{ {body} }} fn g(_: impl Iterator<Item = u32>) {{}}"
    );
    with_model(&text, |model, fixture| {
        let (body, expr) = find(model, fixture, iterator);
        match model.end(body, expr) {
            End::Walked(by, Lasting::Statement) => text_of(model, fixture, body, by),
            End::Walked(by, lasting) => format!("{} for {lasting:?}", text_of(model, fixture, body, by)),
            other => format!("{other:?}"),
        }
    })
}

#[test]
fn the_last_call_of_a_chain_walks() {
    assert_eq!(end("let a: u32 = m.values().map(|x| x + 1).sum();", "m.values()"), "m.values().map(|x| x + 1).sum()");
    assert_eq!(end("for x in m.keys().rev() { drop(x) }", "m.keys()"), "for x in m.keys().rev() { drop(x) }");
    assert_eq!(end("v.extend(m.keys());", "m.keys()"), "v.extend(m.keys())");
    assert_eq!(end("g(s.iter().copied());", "s.iter()"), "g(s.iter().copied())");
    assert_eq!(end("println!(\"{}\", s.iter().count());", "s.iter()"), "Glanced");
}

#[test]
fn who_asks_for_the_first_or_the_number_does_not_walk() {
    for glance in ["next()", "len()", "count()", "nth(0)", "take(1).count()", "size_hint()"] {
        assert_eq!(end(&format!("let a = m.keys().{glance};"), "m.keys()"), "Glanced", "{glance}");
    }
    assert_eq!(
        end("let a = m.keys().filter(|k| **k > 1).count();", "m.keys()"),
        "m.keys().filter(|k| **k > 1).count()"
    );
    assert_eq!(end("let a = m.keys().nth(3);", "m.keys()"), "m.keys().nth(3)");
    assert_eq!(end("let a = m.keys().filter(|k| **k > 1).next();", "m.keys()"), "m.keys().filter(|k| **k > 1).next()");
}

#[test]
fn what_comes_into_an_order_is_ordered() {
    assert_eq!(end("let a: BTreeSet<_> = m.keys().collect();", "m.keys()"), "Ordered");
    assert_eq!(end("let mut a: Vec<_> = m.keys().collect(); a.sort();", "m.keys()"), "Ordered");
    assert_eq!(end("v.extend(s.iter()); v.sort_unstable();", "s.iter()"), "Ordered");
    assert_eq!(end("let mut a: Vec<_> = m.keys().collect(); a.reverse();", "m.keys()"), "m.keys().collect()");
}

#[test]
fn a_variable_may_carry_it_on() {
    assert_eq!(end("let i = m.keys(); for x in i { drop(x) }", "m.keys()"), "m.keys() for Block");
    assert_eq!(end("let mut i = m.keys(); i.next();", "m.keys()"), "Glanced");
    assert_eq!(end("let mut i = m.keys(); while let Some(x) = i.next() { drop(x) }", "m.keys()"), "m.keys() for Block");
}

#[test]
fn who_is_handed_it_walks_it() {
    let text = "pub fn f(m: &std::collections::HashMap<u8, u8>) -> impl Iterator<Item = &u8> { m.values() }";
    with_model(text, |model, fixture| {
        let (body, expr) = find(model, fixture, "m.values()");
        assert_eq!(model.end(body, expr), End::HandedOn);
    });
    assert_eq!(end("let a = Some(m.keys());", "m.keys()"), "HandedOn");
    assert_eq!(end("m.keys();", "m.keys()"), "Dropped");
    assert_eq!(end("m.drain();", "m.drain()"), "m.drain()");
}

#[test]
fn the_collection_is_found_through_adapters() {
    let rows = [
        ("m.iter()", Some(Known::HashMap)),
        ("m.values().map(|v| v + 1).rev()", Some(Known::HashMap)),
        ("s.union(s)", Some(Known::HashSet)),
        ("v.drain(..)", Some(Known::Vec)),
        ("Box::new(s.iter())", Some(Known::HashSet)),
        ("(0..9)", None),
    ];
    for (iterator, collection) in rows {
        let text = format!(
            "use std::collections::*; pub fn f(m: &mut HashMap<u32, u32>, s: &HashSet<u32>, v: &mut Vec<u32>) {{ let it = {iterator}; drop(it); }}"
        );
        with_model(&text, |model, fixture| {
            let (body, expr) = find(model, fixture, iterator);
            assert_eq!(model.iterated(body.ty(expr)).map(|(known, _)| known), collection, "{iterator}");
        });
    }
}

#[test]
fn a_chain_has_its_source_and_its_calls() {
    let text = "pub fn f(v: &[u32]) -> u32 { v.iter().skip(1).map(|x| x + 1).sum() }";
    with_model(text, |model, fixture| {
        let (body, last) = find(model, fixture, "v.iter().skip(1).map(|x| x + 1)");
        let chain = model.chain(body, last);
        assert_eq!(text_of(model, fixture, body, chain.source), "v");
        assert_eq!(chain.calls.len(), 3);
        assert_eq!(model.runner(body, chain.calls[0]), body.parent(last).expect("the sum"));
    });
}
