//! Declared places whose type answers a question, with what makes and uses their values.
use std::fmt::Write as _;

use locality_lints::model::{Declares, Form, Known, Question, words};

use crate::{text_of, with_model};

/// The places of a text that hold a `BinaryHeap`: name, what makes it, how often it is used, where its value goes.
#[track_caller]
fn heaps(text: &str) -> String {
    with_model(text, |model, fixture| {
        let found = model.declared(&Question {
            names: &model.renamed(words(["BinaryHeap"])),
            answer: &|ty| (model.known_type(ty) == Some(Known::BinaryHeap)).then_some(()),
            is_silent: &|written| matches!(written.declares, Declares::Impl(_)),
        });
        let mut shown = String::new();
        for place in &found {
            let form = match place.form {
                Form::Type => "type",
                Form::Alias => "alias",
                Form::Construction(_) => "made",
            };
            let _ = write!(shown, "{form} {} used {}", place.name.as_deref().unwrap_or("-"), place.uses.len());
            for &(body, expr) in &place.made {
                let _ = write!(shown, " = {}", text_of(model, fixture, model.body(body), expr));
            }
            let _ = write!(shown, "{}; ", " ->".repeat(place.goes_to.len()));
        }
        shown
    })
}

const USE: &str = "use std::collections::BinaryHeap; ";

#[test]
fn a_field_stands_for_what_fills_it() {
    let text = "pub struct Q { heap: BinaryHeap<u8> } impl Q { pub fn new() -> Q { Q { heap: BinaryHeap::new() } } pub fn put(&mut self) { self.heap.push(1) } }";
    assert_eq!(heaps(&format!("{USE}{text}")), "type heap used 1 = BinaryHeap::new(); ");
    let text = "pub struct Q { heap: BinaryHeap<u8> } pub fn new() -> Q { let h = BinaryHeap::with_capacity(9); Q { heap: h } }";
    assert_eq!(heaps(&format!("{USE}{text}")), "type heap used 1 = BinaryHeap::with_capacity(9); ");
}

#[test]
fn where_nobody_wrote_the_type_the_construction_stands() {
    let text = "pub fn f(v: Vec<u8>) -> usize { let h: BinaryHeap<_> = v.into(); let mut i = BinaryHeap::new(); i.push(1u8); h.len() }";
    assert_eq!(heaps(&format!("{USE}{text}")), "type h used 1 = v.into(); made i used 1 = BinaryHeap::new(); ");
    let text = "pub fn f(v: Vec<u8>) -> usize { let h = v.into_iter().collect::<BinaryHeap<_>>(); h.len() }";
    assert_eq!(heaps(&format!("{USE}{text}")), "made h used 1 = v.into_iter().collect::<BinaryHeap<_>>(); ");
}

#[test]
fn what_takes_one_out_makes_none() {
    let text = "pub fn f(mut v: Vec<BinaryHeap<u8>>) -> usize { let h = v.pop().unwrap(); let i = h.clone(); i.len() }";
    assert_eq!(heaps(&format!("{USE}{text}")), "type v used 1; ");
}

#[test]
fn an_alias_stands_for_its_uses() {
    let text = "type H = BinaryHeap<u8>; pub fn f(h: &H) -> usize { h.len() } pub fn g() -> usize { let h: H = H::new(); f(&h) }";
    assert_eq!(heaps(&format!("{USE}{text}")), "alias H used 2 = H::new(); ");
}

#[test]
fn values_go_on_to_other_places() {
    let text = "fn make() -> BinaryHeap<u8> { BinaryHeap::new() } fn take(h: &BinaryHeap<u8>) -> usize { h.len() } pub fn f() -> usize { let h = make(); take(&h) }";
    assert_eq!(heaps(&format!("{USE}{text}")), "type - used 1 = BinaryHeap::new() ->; type h used 1; ");
    let text =
        "pub struct Q { heap: BinaryHeap<u8> } impl Q { pub fn new(given: BinaryHeap<u8>) -> Q { Q { heap: given } } }";
    assert_eq!(heaps(&format!("{USE}{text}")), "type heap used 0; type given used 1 ->; ");
}

#[test]
fn what_is_silent_keeps_what_fills_it_silent() {
    with_model(&format!("{USE}pub fn f() -> BinaryHeap<u8> {{ BinaryHeap::new() }}"), |model, _| {
        let found = model.declared(&Question {
            names: &model.renamed(words(["BinaryHeap"])),
            answer: &|ty| (model.known_type(ty) == Some(Known::BinaryHeap)).then_some(()),
            is_silent: &|written| matches!(written.declares, Declares::Result(_)),
        });
        assert!(found.is_empty());
    });
}
