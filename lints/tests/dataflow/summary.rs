//! Which fields of what they are handed functions read and write.
use locality_lints::model::{Depth, Handed, Model, Resolution, Touch, Use};
use locality_lints::source::facts::{ExprKind, PatId, PatKind};

use crate::{parts_as_text, with_model};

fn shown(model: &Model<'_>, touch: &Touch) -> String {
    let mut text = match touch.root {
        Handed::SelfReceiver => "self".to_owned(),
        Handed::Parameter(index) => format!("{index}"),
        Handed::Global(def) => model.item_path(def),
        Handed::Variable(_) => "it".to_owned(),
    };
    text += &parts_as_text(model, &touch.parts);
    let how = match touch.how {
        Use::Read | Use::Borrowed => "",
        Use::Written => "=",
        Use::Updated => "+=",
        Use::BorrowedMut => "&mut",
        Use::Moved => "!",
    };
    format!("{text}{how}{}", if touch.is_guessed { "?" } else { "" })
}

/// What the function `f` does with what it is handed, sorted.
#[track_caller]
fn check(text: &str, expected: &str) {
    with_model(text, |model, _| {
        let function = model.items().find(|id| model.item_path(*id).rsplit("::").next() == Some("f")).expect("`f`");
        let summary = model.summary(function).expect("a body");
        let mut found: Vec<String> = summary.touches.iter().map(|touch| shown(model, touch)).collect();
        found.sort();
        found.dedup();
        assert_eq!(found.join(" "), expected, "{text}");
    });
}

const P: &str = "#[derive(Clone, Copy)] pub struct V { x: f64, y: f64 } pub struct P { pos: V, vel: V, mass: f64, name: String, near: Vec<u32> } ";

#[track_caller]
fn particles(text: &str, expected: &str) {
    check(&format!("{P}{text}"), expected);
}

#[test]
fn fields_are_read_and_written() {
    particles("pub fn f(p: &P) -> f64 { p.mass }", "0.mass");
    particles("pub fn f(p: &mut P, t: f64) { p.pos.x += p.vel.x * t; }", "0.pos.x+= 0.vel.x 1");
    particles("pub fn f(p: &mut P) { p.mass = 1.0; }", "0.mass=");
    particles("pub fn f(p: P) -> String { p.name }", "0.name!");
    particles("impl P { fn f(&self) -> f64 { self.mass * self.pos.x } }", "self.mass self.pos.x");
    particles("impl P { fn f(&mut self) { self.near.push(1); } }", "self.near&mut");
    particles("impl P { fn f(&self) -> usize { self.near.len() } }", "self.near");
    particles("impl P { fn f(&self, i: usize) -> u32 { self.near[i] } }", "0 self.near[]");
    particles("pub fn f(p: &P) -> &V { &p.pos }", "0.pos");
    particles("static mut N: u32 = 0; pub fn f() { unsafe { N += 1 } }", "N+=");
}

#[test]
fn calls_of_the_workspace_are_looked_into() {
    particles("fn g(p: &P) -> f64 { p.mass } pub fn f(a: u8, p: &P) -> f64 { g(p) }", "1.mass");
    particles("fn g(v: &mut V) { v.x = 0.0 } pub fn f(p: &mut P) { g(&mut p.pos) }", "0.pos.x=");
    particles("impl P { fn g(&self) -> f64 { self.mass } fn f(&self) -> f64 { self.g() } }", "self.mass");
    particles(
        "impl V { fn len(&self) -> f64 { self.x + self.y } } impl P { fn f(&self) -> f64 { self.pos.len() } }",
        "self.pos.x self.pos.y",
    );
    particles(
        "impl P { fn g(&mut self, by: &V) { self.pos.x += by.x } fn f(&mut self, o: &P) { P::g(self, &o.vel) } }",
        "0.vel.x self.pos.x+=",
    );
    particles(
        "fn g(p: &P, n: u32) -> f64 { if n == 0 { p.mass } else { f(p, n - 1) } } pub fn f(p: &P, n: u32) -> f64 { g(p, n) + p.pos.y }",
        "0.mass 0.pos.y 1",
    );
}

#[test]
fn what_is_not_at_hand_is_guessed() {
    particles("pub fn f(p: &mut P) { missing::g(&mut p.pos) }", "0.pos&mut?");
    particles("pub fn f(p: &P, g: fn(&V) -> f64) -> f64 { g(&p.vel) }", "0.vel? 1");
    particles("pub trait T { fn g(&mut self); } pub fn f(t: &mut dyn T) { t.g() }", "0&mut?");
    let partial = |text: &str| {
        with_model(text, |model, _| {
            let function = model.items().find(|id| model.item_path(*id) == "f").expect("`f`");
            model.summary(function).expect("a body").is_partial
        })
    };
    assert!(partial("macro_rules! m { ($p:expr) => { $p.0 = 1 } } pub fn f(p: &mut (u8,)) { m!(p) }"));
    assert!(partial("macro_rules! m { () => { 1 } } fn g() -> u8 { m!() } pub fn f() -> u8 { g() }"));
    assert!(!partial("fn g() -> u8 { 1 } pub fn f() -> u8 { _ = g(); println!(\"{}\", g()); g() }"));
}

#[test]
fn other_names_are_looked_through() {
    particles("pub fn f(p: &mut P) { let v = &mut p.vel; v.x = 1.0; v.y = 2.0 }", "0.vel.x= 0.vel.y=");
    particles("pub fn f(p: &P) -> f64 { let V { x, .. } = p.pos; x }", "0.pos.x");
    particles("pub fn f(p: &P) -> f64 { let P { mass, pos, .. } = p; mass * pos.x }", "0.mass 0.pos.x");
    particles("pub fn f(ps: &[P]) -> f64 { let mut s = 0.0; for p in ps { s += p.mass } s }", "0[].mass");
    particles("pub fn f(ps: &mut Vec<P>) { for p in ps.iter_mut() { p.vel.y -= 9.8 } }", "0[].vel.y+=");
    particles("pub fn f(ps: &[P]) -> f64 { ps.iter().map(|p| p.mass).sum() }", "0[].mass");
    particles("pub fn f(ps: &[P], i: usize) -> f64 { ps[i].pos.x }", "0[].pos.x 1");
}

#[test]
fn what_a_function_makes_itself_is_nobody_elses() {
    particles("pub fn f() -> f64 { let v = V { x: 1.0, y: 2.0 }; v.x }", "");
    particles("pub fn f(p: &P) -> V { let mut v = p.pos; v.x = 2.0; v }", "0.pos!");
}

/// Which fields of the element a loop reads and writes: the variable that the first `for`, or the first closure, binds.
#[track_caller]
fn element(text: &str, expected: &str) {
    let text = format!("{P}{text}");
    with_model(&text, |model, _| {
        let body = model.bodies().find(|body| model.item_path(body.owner).ends_with('f')).expect("`f`");
        let (variable, within): (PatId, _) = body
            .exprs()
            .find_map(|id| match &body.facts[id].kind {
                ExprKind::For { pattern, body, .. } => Some((*pattern, *body)),
                ExprKind::Closure { params, body, .. } => Some((params[0].0, *body)),
                _ => None,
            })
            .expect("a loop");
        assert!(matches!(body.facts[variable].kind, PatKind::Bind { .. }));
        let touches = model.touches(body, within, variable);
        let mut found: Vec<String> = touches.iter().map(|touch| shown(model, touch)).collect();
        found.sort();
        assert_eq!(found.join(" "), expected, "{text}");
    });
}

#[test]
fn the_fields_of_an_element_are_known_in_a_loop() {
    element(
        "pub fn f(ps: &[P]) -> f64 { let mut s = 0.0; for p in ps { s += p.mass * p.pos.x } s }",
        "it.mass it.pos.x",
    );
    element(
        "impl P { fn g(&self) -> f64 { self.mass } } pub fn f(ps: &[P]) -> f64 { let mut s = 0.0; for p in ps { s += p.g() } s }",
        "it.mass",
    );
    element("pub fn f(ps: &mut [P]) { for p in ps { p.pos.x += p.vel.x; } }", "it.pos.x+= it.vel.x");
    element("pub fn f(ps: &[P]) -> f64 { ps.iter().map(|p| p.mass).sum() }", "it.mass");
    element("fn g(_: P) {} pub fn f(ps: Vec<P>) { for p in ps { g(p) } }", "");
    element("pub fn f(ps: &[P]) { for p in ps { missing::h(p) } }", "it?");
}

#[test]
fn fields_are_listed_where_the_whole_is_left_alone() {
    let text = format!("{P}pub fn f(p: &mut P, q: &P) {{ p.pos.x += q.mass; missing::g(q) }}");
    with_model(&text, |model, _| {
        let function = model.items().find(|id| model.item_path(*id) == "f").expect("`f`");
        let summary = model.summary(function).expect("a body");
        let written: Vec<bool> = summary.fields(Handed::Parameter(0)).expect("fields alone").into_values().collect();
        assert_eq!(written, [true]);
        assert_eq!(summary.fields(Handed::Parameter(1)), None);
    });
}

#[test]
fn patterns_name_the_parts_that_they_are_held_against() {
    particles("pub fn f(p: &mut P) { let P { mass, near, .. } = p; *mass = 1.0; near.push(1) }", "0.mass= 0.near&mut");
    particles("pub fn f(p: P) -> String { let P { name, .. } = p; name }", "0.name!");
    particles("pub fn f(p: P) { let P { name: mut n, .. } = p; n.push('a') }", "0.name!");
    particles("pub fn f(p: &P) -> f64 { let P { pos: V { x, .. }, .. } = p; *x }", "0.pos.x");
    particles("pub fn f(P { mass, .. }: &mut P) { *mass = 2.0 }", "0.mass=");
    particles("pub fn f((p, q): (&mut P, &P)) { p.mass = q.mass }", "0.0.mass= 0.1.mass");
    particles("pub fn f(t: &(u8, P, u8, V)) -> f64 { let (_, .., v) = t; v.x }", "0.3.x");
    particles(
        "pub fn f(ps: &mut [P]) { if let [first, .., last] = ps { first.mass = last.mass } }",
        "0[].mass 0[].mass=",
    );
    particles("pub fn f(ps: &mut [P]) { if let [_, rest @ ..] = ps { rest[0].mass = 1.0 } }", "0[].mass=");
    particles("pub fn f(ps: &[P]) -> f64 { let mut s = 0.0; for P { mass, .. } in ps { s += mass } s }", "0[].mass");
    particles("pub fn f(p: &P) -> u8 { match p.mass { x if x > 1.0 => 1, _ => 0 } }", "0.mass");
    particles("pub fn f(p: &P, n: u32) -> u8 { match (n, &p.near[..]) { (0, []) => 1, _ => 0 } }", "0.near 1");
}

#[test]
fn variants_are_read_and_options_looked_through() {
    const E: &str = "pub enum E { A { v: V }, B(P), C } ";
    let enums = |text: &str, expected: &str| particles(&format!("{E}{text}"), expected);
    enums(
        "pub fn f(e: &E) -> f64 { match e { E::A { v } => v.x, E::B(p) => p.mass, E::C => 0.0 } }",
        "0 0.0.mass 0.v.x",
    );
    enums("pub fn f(e: &E) -> bool { matches!(e, E::C) }", "0");
    enums("pub fn f(e: &mut E) { if let E::B(P { mass, .. }) = e { *mass = 0.0 } }", "0 0.0.mass=");
    enums(
        "pub fn f(e: &mut E) { use E::*; match e { A { v } | B(P { pos: v, .. }) => v.x = 1.0, C => {} } }",
        "0 0.v.x=",
    );
    particles("pub fn f(o: &mut Option<P>) { if let Some(p) = o { p.mass = 1.0 } }", "0.mass=");
    particles("pub fn f(o: &Option<P>) -> u8 { match o { Some(_) => 1, None => 0 } }", "0");
    particles("pub fn f(o: &mut Option<P>) { let Some(p) = o.as_mut() else { return }; p.mass += 1.0 }", "0.mass+=");
    particles("pub fn f(o: &Option<P>) -> f64 { o.as_ref().map_or(0.0, |p| p.mass) }", "0.mass");
    particles("pub fn f(o: Option<&mut P>) { if let Some(P { mass, .. }) = o { *mass = 1.0 } }", "0.mass=");
    particles("pub fn f(r: &Result<P, V>) -> f64 { match r { Ok(p) => p.mass, Err(v) => v.x } }", "0.mass 0.x");
}

#[test]
fn elements_are_followed_through_chains() {
    particles("pub fn f(ps: &mut [P]) { for (i, p) in ps.iter_mut().enumerate() { p.mass = i as f64 } }", "0[].mass=");
    particles(
        "pub fn f(ps: &mut [P], qs: &[P]) { for (p, q) in ps.iter_mut().zip(qs) { p.mass = q.mass } }",
        "0[].mass= 1[].mass",
    );
    particles(
        "pub fn f(ps: &mut [P]) { ps.iter_mut().rev().skip(1).filter(|p| p.mass > 1.0).for_each(|p| p.vel.x = 0.0) }",
        "0[].mass 0[].vel.x=",
    );
    particles("pub fn f(ps: &[P]) -> f64 { ps.iter().fold(0.0, |sum, p| sum + p.mass) }", "0[].mass");
    particles(
        "pub fn f(ps: &[P]) -> f64 { let mut s = 0.0; for v in ps.iter().map(|p| &p.pos) { s += v.x } s }",
        "0[].pos 0[].pos.x",
    );
    particles(
        "pub fn f(ps: &[P]) -> u32 { let mut s = 0; for n in ps.iter().flat_map(|p| &p.near) { s += n } s }",
        "0[].near 0[].near[]",
    );
    particles("pub fn f(ps: &mut [P]) { for c in ps.chunks_mut(2) { c[0].mass = 1.0 } }", "0[].mass=");
    particles(
        "impl P { fn g(&self) -> f64 { self.mass } } pub fn f(ps: &[P]) -> f64 { ps.iter().map(P::g).sum() }",
        "0[].mass",
    );
    particles("fn g(p: &mut P) { p.mass = 1.0 } pub fn f(ps: &mut [P]) { ps.iter_mut().for_each(g) }", "0[].mass=");
    particles("pub fn f(ps: &[P]) -> bool { ps.iter().any(|&P { mass, .. }| mass > 1.0) }", "0[].mass");
}

#[test]
fn what_goes_out_of_sight_is_done_with_all() {
    particles("pub fn f(ps: &mut [P]) { let mut it = ps.iter_mut(); it.next().unwrap().mass = 1.0 }", "0&mut");
    particles("pub fn f(ps: &mut [P]) { ps.iter_mut().next().unwrap().mass = 1.0 }", "0&mut");
    particles("pub fn f(ps: &mut [P]) -> Vec<&mut P> { ps.iter_mut().collect() }", "0&mut");
    particles(
        "pub fn f(ps: &mut [P]) -> impl Iterator<Item = &mut P> { ps.iter_mut().filter(|p| p.mass > 1.0) }",
        "0&mut 0[].mass",
    );
    particles(
        "pub fn f(ps: &mut [P], qs: &mut [P]) { for p in ps.iter_mut().chain(qs.iter_mut()) { p.mass = 1.0 } }",
        "0&mut 1&mut",
    );
    particles(
        "pub fn f(ps: &mut [P]) { if let Some(p) = ps.iter_mut().find(|p| p.mass > 1.0) { p.pos.x = 1.0 } }",
        "0&mut 0[].mass",
    );
    particles("pub fn f(ps: &mut [P]) { let (a, b) = ps.split_at_mut(1); a[0].mass = b[0].mass }", "0&mut");
    particles(
        "pub fn f(p: &mut P, c: bool) { let v = if c { &mut p.pos } else { &mut p.vel }; v.x = 1.0 }",
        "0.pos&mut 0.vel&mut 1",
    );
    particles(
        "impl P { fn m(&mut self) -> &mut V { &mut self.pos } fn f(&mut self) { self.m().x = 1.0 } }",
        "self.pos&mut",
    );
    particles("pub fn f(xs: &[f64]) -> f64 { xs.iter().sum() }", "0");
    particles("pub fn f(xs: &[f64]) -> usize { xs.iter().count() }", "0");
}

#[test]
fn closures_of_the_body_are_looked_into() {
    particles("pub fn f(p: &P) -> f64 { let g = |p: &P| p.mass; g(p) }", "0.mass");
    particles("pub fn f(p: &mut P) { let mut g = |x: f64| p.mass += x; g(1.0) }", "0.mass+=");
    particles("pub fn f(p: &mut P) { let g = |v: &mut V, x: f64| v.x = x; g(&mut p.pos, p.mass) }", "0.mass 0.pos.x=");
}

#[test]
fn methods_of_traits_do_what_any_of_their_impls_does() {
    const T: &str = "pub trait T { fn g(&self, p: &mut P); fn h(&self, p: &P) -> f64 { p.mass } } pub struct A; pub struct B; \
        impl T for A { fn g(&self, p: &mut P) { p.mass = 0.0 } } \
        impl T for B { fn g(&self, p: &mut P) { p.pos.x = 0.0 } fn h(&self, p: &P) -> f64 { p.vel.y } } ";
    let traits = |text: &str, expected: &str| particles(&format!("{T}{text}"), expected);
    traits("pub fn f(t: &dyn T, p: &mut P) { t.g(p) }", "1.mass= 1.pos.x=");
    traits("pub fn f<X: T>(t: &X, p: &mut P) { t.g(p) }", "1.mass= 1.pos.x=");
    traits("pub fn f(p: &mut P) { A.g(p) }", "0.mass=");
    traits("pub fn f(t: &dyn T, p: &P) -> f64 { t.h(p) }", "1.mass 1.vel.y");
}

#[test]
fn other_crates_of_the_workspace_are_looked_into() {
    check(
        "//- /a.rs crate:a\npub struct P { pub m: f64, pub n: f64 } impl P { pub fn g(&mut self) { self.m = 1.0 } }\n\
         //- /b.rs crate:b deps:a\nuse a::P; pub fn f(ps: &mut [P]) { for p in ps { p.g() } }\n",
        "0[].m=",
    );
}

/// What each of the functions does, whichever is asked first.
#[track_caller]
fn together(text: &str, expected: &[(&str, &str)]) {
    for turn in 0..expected.len() {
        with_model(&format!("{P}{text}"), |model, _| {
            for at in 0..expected.len() {
                let (name, does) = expected[(at + turn) % expected.len()];
                let function = model.items().find(|id| model.item_path(*id) == name).expect("there");
                let summary = model.summary(function).expect("a body");
                let mut found: Vec<String> = summary.touches.iter().map(|touch| shown(model, touch)).collect();
                found.sort();
                assert_eq!(found.join(" "), does, "{name} in turn {turn}");
            }
        });
    }
}

#[test]
fn functions_that_call_each_other_do_what_any_of_them_does() {
    together(
        "fn f(p: &P, n: u32) -> f64 { if n == 0 { p.pos.y } else { g(p, n) } } fn g(p: &P, n: u32) -> f64 { h(p, n - 1) + p.mass } fn h(p: &P, n: u32) -> f64 { f(p, n) * p.vel.x }",
        &[("f", "0.mass 0.pos.y 0.vel.x 1"), ("g", "0.mass 0.pos.y 0.vel.x 1"), ("h", "0.mass 0.pos.y 0.vel.x 1")],
    );
    together(
        "fn f(p: &mut P, q: &mut P, n: u32) { if n > 0 { f(q, p, n - 1) } p.mass = 1.0 } fn g(p: &mut P, q: &mut P) { f(p, q, 2) }",
        &[("f", "0.mass= 1.mass= 2"), ("g", "0.mass= 1.mass=")],
    );
}

#[test]
fn links_are_followed_any_number_of_steps() {
    const N: &str = "pub struct N { value: u32, next: Option<Box<N>>, children: Vec<N> } ";
    let nodes = |text: &str, expected: &str| check(&format!("{N}{text}"), expected);
    nodes("pub fn f(n: &N) -> u32 { n.value + n.next.as_ref().map_or(0, |next| f(next)) }", "0.next.value 0.value");
    nodes(
        "pub fn f(n: &mut N) { n.value = 1; for child in &mut n.children { f(child) } }",
        "0.children[].value= 0.value=",
    );
    nodes(
        "pub fn f(n: &mut N) { if let Some(next) = &mut n.next { f(next) } else { n.value += 1 } }",
        "0.next.value+= 0.value+=",
    );
}

/// What the loop of `f` does with the elements of its first parameter, through calls.
#[track_caller]
fn elements(text: &str, expected: &str) {
    elements_at(Depth::Calls, text, expected);
}

#[track_caller]
fn elements_at(depth: Depth, text: &str, expected: &str) {
    let text = format!("{P}{text}");
    with_model(&text, |model, _| {
        let body = model.bodies().find(|body| model.item_path(body.owner).ends_with('f')).expect("`f`");
        let name = |id: PatId| matches!(&body.facts[id].kind, PatKind::Bind { name, .. } if *name == "ps");
        let sequence = body
            .exprs()
            .find(|&id| matches!(body.resolution(id), Some(Resolution::Local(variable)) if name(variable)))
            .expect("`ps`");
        let touches = model.touches_of_elements(body, body.facts.root, sequence, depth).expect("a place");
        let mut found: Vec<String> = touches.iter().map(|touch| shown(model, touch).replace('0', "it")).collect();
        found.sort();
        found.dedup();
        assert_eq!(found.join(" "), expected, "{text}");
    });
}

#[test]
fn what_functions_do_with_elements_is_looked_at_where_it_is_asked_for() {
    const TEXT: &str = "fn y(p: &P) -> f64 { p.pos.y } pub fn f(ps: &[P]) -> f64 { let mut s = 0.0; for p in ps { s += p.mass * y(p) } s }";
    elements_at(Depth::Itself, TEXT, "it.mass");
    elements_at(Depth::Calls, TEXT, "it.mass it.pos.y");
}

#[test]
fn what_is_done_with_the_neighbours_of_a_sequence_is_not_asked_for() {
    elements(
        "struct W { ps: Vec<P>, qs: Vec<P> } fn g(ps: &[P]) -> f64 { ps[0].pos.x } pub fn f(w: &W) -> f64 { let ps = &w.ps; let mut s = g(&w.qs); for p in ps { s += p.mass } s }",
        "it.mass",
    );
}

#[test]
fn the_fields_of_elements_are_known_however_they_are_named() {
    elements(
        "pub fn f(ps: &[P]) -> f64 { let mut s = 0.0; for i in 0..ps.len() { s += ps[i].mass * ps[i].pos.x } s }",
        "it.mass it.pos.x",
    );
    elements(
        "pub fn f(ps: &mut Vec<P>) { for i in 0..ps.len() { let p = &mut ps[i]; p.pos.x += p.vel.x } }",
        "it.pos.x+= it.vel.x",
    );
    elements("pub fn f(ps: &[P]) -> f64 { ps.iter().enumerate().map(|(i, p)| i as f64 * p.mass).sum() }", "it.mass");
    elements(
        "pub fn f(ps: &[P]) -> f64 { let mut s = 0.0; for &P { mass, pos: V { y, .. }, .. } in ps { s += mass * y } s }",
        "it.mass it.pos.y",
    );
    elements(
        "impl P { fn g(&self) -> f64 { self.mass } } pub fn f(ps: &[P]) -> f64 { ps.iter().map(P::g).sum() }",
        "it.mass",
    );
    elements("pub fn f(ps: &[P]) { for p in ps { missing::h(p) } }", "it?");
    elements("pub fn f(ps: &mut Vec<P>) -> f64 { ps.push(missing::p()); ps[0].mass }", "it&mut it.mass");
    elements("pub fn f() -> f64 { let ps: Vec<P> = missing::all(); ps.iter().map(|p| p.mass).sum() }", "it.mass");
}

#[test]
fn no_write_is_lost_where_something_is_assigned_in_parts() {
    particles("pub fn f(p: &mut P) { (p.mass, p.pos.x) = (1.0, 2.0) }", "0.mass= 0.pos.x=");
    particles("pub fn f(P { mass, pos, .. }: &mut P) { (*mass, (pos.x, _)) = (1.0, (2.0, 3.0)) }", "0.mass= 0.pos.x=");
    particles("pub fn f(p: &mut P, v: V) { V { x: p.pos.x, .. } = v }", "0.pos.x= 1!");
    particles("pub struct W(f64); pub fn f(p: &mut P) { W(p.mass) = W(1.0) }", "0.mass=?");
    check("pub fn f(t: &mut [u8; 4]) { [t[0], t[1]] = [1, 2] }", "0[]=");
}

#[test]
fn no_write_is_lost_where_a_macro_or_a_pointer_writes() {
    particles(
        "use std::fmt::Write; pub fn f(p: &mut P) { write!(p.name, \"{}\", p.mass).unwrap() }",
        "0.mass 0.name&mut",
    );
    particles("use std::fmt::Write; pub fn f(p: &mut P) { writeln!(&mut p.name).unwrap() }", "0.name&mut");
    particles("pub fn f(p: *mut P) { unsafe { std::ptr::addr_of_mut!((*p).mass).write(1.0) } }", "0.mass&mut");
    particles("pub fn f(p: *mut f64) { unsafe { p.write(1.0) } }", "0&mut");
    particles("pub fn f(p: *mut f64, i: usize) { unsafe { p.add(i).write(1.0) } }", "0&mut 1");
    const C: &str = "pub struct C { once: std::sync::OnceLock<u32>, cell: std::cell::UnsafeCell<u32> } ";
    check(&format!("{C} pub fn f(c: &C) -> u32 {{ *c.once.get_or_init(|| 1) }}"), "0.once+=");
    check(&format!("{C} pub fn f(c: &C) {{ unsafe {{ *c.cell.get() = 1 }} }}"), "0.cell&mut");
}
