//! Where maps are asked for keys.
use locality_lints::model::LookupForm;

use crate::with_model;

/// Each look-up as its collection, key and form.
#[track_caller]
fn check(text: &str, expected: &[(&str, &str, LookupForm)]) {
    with_model(text, |model, _| {
        let body = model.bodies().next().expect("a body");
        let lookups = model.lookups(body);
        let found: Vec<_> = lookups
            .iter()
            .map(|it| (model.written_text(body, it.collection), model.written_text(body, it.key), it.form))
            .collect();
        assert_eq!(found, expected, "{text}");
    });
}

#[test]
fn calls_and_index_expressions_look_up() {
    use LookupForm::{Asks, Gives, Grows, Shrinks};
    check(
        "use std::collections::HashMap; pub fn f(m: &mut HashMap<u8, u8>, k: u8) -> u8 { if m.contains_key(&k) { m.insert(k, 1); } m.remove(&k); *m.entry(k).or_default() += 1; *m.get(&k).unwrap() + m[&k] }",
        &[
            ("m", "&k", Asks),
            ("m", "k", Grows),
            ("m", "&k", Shrinks),
            ("m", "k", Grows),
            ("m", "&k", Gives),
            ("m", "&k", Gives),
        ],
    );
    check(
        "use std::{cell::RefCell, collections::BTreeSet}; pub fn f(s: &RefCell<BTreeSet<u8>>) -> bool { s.borrow_mut().insert(1) && s.borrow().contains(&1) }",
        &[("s.borrow_mut()", "1", Grows), ("s.borrow()", "&1", Asks)],
    );
}

#[test]
fn sequences_and_walks_do_not() {
    check("pub fn f(v: &Vec<u8>) -> Option<&u8> { if v.contains(&v[0]) { v.get(1) } else { None } }", &[]);
    check(
        "use std::collections::BTreeMap; pub fn f(m: &BTreeMap<u8, u8>) -> usize { m.range(1..3).count() + m.len() }",
        &[],
    );
}
