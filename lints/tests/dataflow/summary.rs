//! Which fields of what they are handed functions read and write.
use locality_lints::model::{Handed, Model, Part, Touch, Use};
use locality_lints::source::facts::{ExprKind, PatId, PatKind};

use crate::with_model;

fn shown(model: &Model<'_>, touch: &Touch) -> String {
    let mut text = match touch.root {
        Handed::SelfReceiver => "self".to_owned(),
        Handed::Parameter(index) => format!("{index}"),
        Handed::Global(def) => model.item_path(def),
        Handed::Variable(_) => "it".to_owned(),
    };
    for part in &touch.parts {
        match *part {
            Part::Field(owner, index) => {
                text += ".";
                text += model.def(owner).fields().expect("fields").list[index as usize].name.as_str();
            }
            Part::Part(number) => text += &format!(".{number}"),
            Part::Element => text += "[]",
        }
    }
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
}

#[test]
fn other_names_are_looked_through() {
    particles("pub fn f(p: &mut P) { let v = &mut p.vel; v.x = 1.0; v.y = 2.0 }", "0.vel.x= 0.vel.y=");
    particles("pub fn f(p: &P) -> f64 { let V { x, .. } = p.pos; x }", "0.pos.x");
    particles("pub fn f(p: &P) -> f64 { let P { mass, pos, .. } = p; mass * pos.x }", "0.mass 0.pos");
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
