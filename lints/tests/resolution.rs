//! Types of expressions through the language's ways of naming and passing things, row by row.
use std::fmt::Write as _;

use camino::Utf8Path;
use locality_lints::input::{Cfg, Crate, CrateId, CrateKind, Edition, Files, Unreadable, Workspace};
use locality_lints::model::Model;
use locality_lints::source::facts::ExprId;
use locality_lints::source::load;

/// A crate `dep`, and the rows' crates that use it.
struct Rows<'t>(&'t [(&'t str, &'t str, &'t str)]);

impl Files for Rows<'_> {
    fn read(&self, path: &Utf8Path) -> Result<String, Unreadable> {
        if path == "dep.rs" {
            return Ok(DEP.to_owned());
        }
        let row = path.file_stem().and_then(|name| self.0.get(name.strip_prefix("row")?.parse::<usize>().ok()?));
        row.map(|(text, ..)| (*text).to_owned()).ok_or(Unreadable::Missing)
    }
}

const DEP: &str = "
pub mod inner { pub struct Thing { pub id: u32, pub parts: Vec<Part> } pub struct Part(pub f32); pub type Map<V> = std::collections::HashMap<String, V>; }
pub use inner::{Thing as Renamed, *};
pub mod prelude { pub use super::inner::*; pub use super::make; }
pub fn make() -> Thing { Thing { id: 1, parts: Vec::new() } }
pub trait Named { type Name; fn name(&self) -> Self::Name; fn twice(&self) -> (Self::Name, Self::Name) { (self.name(), self.name()) } }
impl Named for Thing { type Name = String; fn name(&self) -> String { String::new() } }
impl Named for Part { type Name = char; fn name(&self) -> char { 'a' } }
pub const LIMIT: usize = 4;
";

/// Each row: a crate's text, an expression as it stands there, and the type of the last such expression.
#[track_caller]
fn check(edition: Edition, rows: &[(&str, &str, &str)]) {
    let krate = |name: String, dependencies| Crate {
        root: format!("{name}.rs").into(),
        package: name.clone(),
        name,
        kind: CrateKind::Library,
        edition,
        dependencies,
        foreign: Vec::new(),
        features: Vec::new(),
        test: false,
        published: false,
    };
    let mut crates = vec![krate("dep".to_owned(), Vec::new())];
    let numbers = 0..rows.len();
    crates.extend(numbers.map(|at| krate(format!("row{at}"), vec![("dep".to_owned(), CrateId(0))])));
    let workspace = Workspace { crates, cfg: Cfg::default(), ..Workspace::default() };
    let files = Rows(rows);
    let loaded = load(&workspace, &files);
    let mut model = Model::new(&workspace, &loaded);
    model.look_at_all();
    let mut wrong = String::new();
    for (at, (text, probe, expected)) in rows.iter().enumerate() {
        let file = format!("row{at}.rs");
        let mut found = Vec::new();
        for body in model.bodies().filter(|body| model.file(body.file).path == file) {
            for (at, expr) in body.facts.exprs.iter().enumerate() {
                if text.get(expr.span.start as usize..expr.span.end as usize) == Some(probe) {
                    found.push((expr.span.start, model.display(body.ty(ExprId(at as u32)))));
                }
            }
        }
        let found = found.into_iter().max_by_key(|(start, _)| *start).map_or("not there".to_owned(), |(_, ty)| ty);
        if found != *expected {
            let _ = writeln!(wrong, "{text}\n  `{probe}` is {expected}, found {found}");
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn paths_of_old_editions_start_at_the_root() {
    check(
        Edition::E2015,
        &[
            ("extern crate dep; mod a { use dep::make; pub fn f() { let x = make(); x; } }", "x", "Thing"),
            ("extern crate dep as d; mod a { pub fn f() { let x = ::d::make(); x; } }", "x", "Thing"),
            ("mod b { pub fn g() -> u8 { 1 } } mod a { use b::g; fn f() { let x = g(); x; } }", "x", "u8"),
            ("mod b { pub struct S(pub i8); } mod a { fn f(s: ::b::S) { let x = s.0; x; } }", "x", "i8"),
            ("mod a { pub fn f() { let x: ::std::vec::Vec<u8> = ::std::vec::Vec::new(); x; } }", "x", "Vec<u8>"),
        ],
    );
}

#[test]
fn paths_of_new_editions() {
    for edition in [Edition::E2018, Edition::E2021, Edition::E2024] {
        check(
            edition,
            &[
                ("fn f() { let x = dep::make(); x; }", "x", "Thing"),
                ("mod a { pub fn f() { let x = ::dep::make().id; x; } }", "x", "u32"),
                ("mod b { pub fn g() -> u8 { 1 } } mod a { fn f() { let x = crate::b::g(); x; } }", "x", "u8"),
                ("mod b { pub fn g() -> u8 { 1 } pub mod c { fn f() { let x = super::g(); x; } } }", "x", "u8"),
            ],
        );
    }
    check(
        Edition::E2021,
        &[
            (
                "fn f() { let x: u8 = 1u16.try_into().unwrap(); let y = u8::try_from(300u16); y; }",
                "y",
                "Result<u8, TryFromIntError>",
            ),
            ("fn f() { for x in [1u8, 2] { x; } }", "x", "u8"),
            ("fn f() { for x in [1u8, 2].into_iter() { x; } }", "x", "u8"),
        ],
    );
}

#[test]
fn imports_and_shadowing() {
    check(
        Edition::E2021,
        &[
            ("use dep::Renamed; fn f(t: Renamed) { let x = t.parts; x; }", "x", "Vec<Part>"),
            ("use dep::prelude::*; fn f() { let x = make(); x; }", "x", "Thing"),
            ("use dep::make as create; fn f() { let x = create().id; x; }", "x", "u32"),
            (
                "use dep::{self, inner::{self as i, Part}}; fn f(p: Part, t: i::Thing) { let x = (p.0, t.id); x; }",
                "x",
                "(f32, u32)",
            ),
            ("use dep::*; struct Thing(u8); fn f(t: Thing) { let x = t.0; x; }", "x", "u8"),
            ("mod m { pub struct Vec(pub u8); } use m::*; fn f(v: Vec) { let x = v.0; x; }", "x", "u8"),
            ("struct Option(i8); fn f(o: Option) { let x = o.0; x; }", "x", "i8"),
            ("fn g() -> u8 { 1 } fn f() { fn g() -> u16 { 1 } let x = g(); x; }", "x", "u16"),
            ("fn f() { use dep::Renamed as Vec; let g = |v: Vec| v.id; let x = g(dep::make()); x; }", "x", "u32"),
            ("fn f(x: u8) { let x = x as f32; let x = (x, 1u8); x; }", "x", "(f32, u8)"),
            ("const N: u8 = 1; fn f() { let x = N; { const N: u16 = 2; let y = N; y; } }", "y", "u16"),
            (
                "mod a { pub use self::b::S; mod b { pub struct S { pub v: i64 } } } fn f(s: a::S) { let x = s.v; x; }",
                "x",
                "i64",
            ),
            ("use dep::Map; fn f(m: Map<u8>) { let x = m.get(\"a\"); x; }", "x", "Option<&u8>"),
            (
                "type Pair<A, B = A> = (A, B); fn f(p: Pair<u8>, q: Pair<u8, char>) { let x = (p.1, q.1); x; }",
                "x",
                "(u8, char)",
            ),
            ("enum E { A(u8), B { c: char } } use E::*; fn f() { let x = A(1); x; }", "x", "E"),
            (
                "use std::collections as c; fn f(m: c::BTreeMap<u8, i8>) { for (k, v) in &m { let x = (k, v); x; } }",
                "x",
                "(&u8, &i8)",
            ),
            ("use std::fmt::Result; fn f(r: Result) { let x = r; x; }", "x", "Result<(), Error>"),
            ("extern crate std as s; fn f() { let x = s::string::String::new(); x; }", "x", "String"),
        ],
    );
}

#[test]
fn traits_and_generics() {
    check(
        Edition::E2021,
        &[
            ("use dep::{Named, make}; fn f() { let x = make().name(); x; }", "x", "String"),
            ("use dep::{Named, Part}; fn f(p: &Part) { let x = p.twice(); x; }", "x", "(char, char)"),
            ("use dep::Named; fn f<T: Named<Name = u8>>(t: T) { let x = t.name(); x; }", "x", "u8"),
            ("use dep::Named; fn f<T>(t: &T) where T: Named<Name = u8> { let x = t.twice().1; x; }", "x", "u8"),
            ("use dep::Named; fn f(t: &dyn Named<Name = i8>) { let x = t.name(); x; }", "x", "i8"),
            ("use dep::Named; fn f(t: impl Named<Name = i16>) { let x = t.name(); x; }", "x", "i16"),
            (
                "use dep::{Named, Thing}; fn g() -> impl Named<Name = u64> { loop {} } fn f() { let x = g().name(); x; }",
                "x",
                "u64",
            ),
            ("fn f(b: Box<dyn Fn(u8) -> char>) { let x = b(1); x; }", "x", "char"),
            ("fn f<F: Fn(u8) -> char>(b: F) { let x = b(1); x; }", "x", "char"),
            ("fn id<T>(t: T) -> T { t } fn f() { let x = id(id('a')); x; }", "x", "char"),
            (
                "struct W<T> { inner: T } impl<T: Clone> W<T> { fn get(&self) -> T { self.inner.clone() } } fn f(w: W<Vec<u8>>) { let x = w.get(); x; }",
                "x",
                "Vec<u8>",
            ),
            (
                "struct W<T> { inner: T } impl<T> W<T> { fn map<U>(self, f: impl FnOnce(T) -> U) -> W<U> { W { inner: f(self.inner) } } } fn f(w: W<u8>) { let x = w.map(|v| v as char).inner; x; }",
                "x",
                "char",
            ),
            (
                "trait Shape { const SIDES: usize; fn area(&self) -> f64; } fn f(all: &[Box<dyn Shape2>]) { for s in all { let x = s.area(); x; } } trait Shape2 { fn area(&self) -> f32; }",
                "x",
                "f32",
            ),
            ("struct G<T, const N: usize = 3>([T; N]); fn f(g: G<u8>) { let x = g.0; x; }", "x", "[u8; 3]"),
            (
                "struct G<T, const N: usize>([T; N]); fn f(g: G<u8, { dep::LIMIT * 2 }>) { let x = g.0; x; }",
                "x",
                "[u8; 8]",
            ),
            ("const N: usize = dep::LIMIT + 1; fn f() { let x = [0u8; N]; x; }", "x", "[u8; 5]"),
            (
                "fn g<const N: usize>(a: [u8; N]) -> [u16; N] { loop {} } fn f() { let x = g([1, 2, 3]); x; }",
                "x",
                "[u16; 3]",
            ),
            ("fn f<I: Iterator<Item = (u8, char)>>(i: I) { for x in i { x; } }", "x", "(u8, char)"),
            (
                "fn f<I>(i: I) where I: IntoIterator, I::Item: Into<String> { for x in i { let y = x.into(); let z: String = y; z; } }",
                "z",
                "String",
            ),
            (
                "trait A { type B: Iterator<Item = u8>; fn b(&self) -> Self::B; } fn f<T: A>(t: T) { for x in t.b() { x; } }",
                "x",
                "u8",
            ),
            (
                "impl Iterator for C { type Item = i8; fn next(&mut self) -> Option<i8> { None } } struct C; fn f(c: C) { let x: Vec<_> = c.map(|v| v as u32).collect(); x; }",
                "x",
                "Vec<u32>",
            ),
            (
                "impl std::ops::Add<u8> for P { type Output = f32; fn add(self, o: u8) -> f32 { 0.0 } } struct P; fn f(p: P) { let x = p + 1; x; }",
                "x",
                "f32",
            ),
            (
                "impl std::ops::Index<usize> for P { type Output = [u8]; fn index(&self, i: usize) -> &[u8] { &[] } } struct P; fn f(p: P) { let x = p[0][1]; x; }",
                "x",
                "u8",
            ),
            (
                "impl std::ops::Deref for P { type Target = Vec<char>; fn deref(&self) -> &Vec<char> { loop {} } } struct P; fn f(p: P) { let x = p[0]; let y = p.iter().next(); y; }",
                "y",
                "Option<&char>",
            ),
            (
                "impl From<u8> for P { fn from(_: u8) -> P { P } } struct P; fn g(_: P) {} fn f() { let x = 1u8.into(); g(x); x; }",
                "x",
                "P",
            ),
            (
                "impl std::str::FromStr for P { type Err = u8; fn from_str(_: &str) -> Result<P, u8> { Ok(P) } } struct P; fn f() { let x = \"a\".parse::<P>(); x; }",
                "x",
                "Result<P, u8>",
            ),
            (
                "#[derive(Default, Clone)] struct P { v: Vec<u8> } fn f() { let x = P::default().clone().v; x; }",
                "x",
                "Vec<u8>",
            ),
            (
                "trait T { fn make() -> Self; } impl T for u8 { fn make() -> u8 { 1 } } fn f() { let x = <u8 as T>::make(); x; }",
                "x",
                "u8",
            ),
            (
                "trait T { fn make() -> Self; } impl T for u8 { fn make() -> u8 { 1 } } fn f() { let x: u8 = T::make(); x; }",
                "x",
                "u8",
            ),
            ("impl P { const ALL: [u8; 3] = [1, 2, 3]; } struct P; fn f() { let x = P::ALL; x; }", "x", "[u8; 3]"),
        ],
    );
}

#[test]
fn patterns() {
    check(
        Edition::E2024,
        &[
            ("fn f(t: (u8, (char, f32))) { let (a, (b, c)) = t; let x = (c, b, a); x; }", "x", "(f32, char, u8)"),
            ("fn f(t: &(u8, String)) { let (a, b) = t; let x = (a, b); x; }", "x", "(&u8, &String)"),
            (
                "struct S { a: u8, b: Vec<u16> } fn f(s: &mut S) { let S { a, b: c } = s; let x = (a, c); x; }",
                "x",
                "(&mut u8, &mut Vec<u16>)",
            ),
            ("fn f(v: &[u8]) { if let [first, .., last] = v { let x = (first, last); x; } }", "x", "(&u8, &u8)"),
            ("fn f(v: &[u8]) { if let [first, rest @ ..] = v { rest; } }", "rest", "&[u8]"),
            ("fn f(v: [u8; 4]) { let [a, rest @ ..] = v; rest; }", "rest", "[u8; 3]"),
            ("fn f(o: Option<Vec<u8>>) { let Some(x) = o else { return }; x; }", "x", "Vec<u8>"),
            ("fn f(o: Option<Vec<u8>>) { if let Some(v) = &o && let Some(x) = v.first() { x; } }", "x", "&u8"),
            ("fn f(o: Option<u8>) { if let Some(ref x) = o { x; } }", "x", "&u8"),
            ("fn f(o: Option<u8>) { let mut o = o; if let Some(ref mut x) = o { x; } }", "x", "&mut u8"),
            ("fn f(v: &Vec<(u8, char)>) { for &(a, b) in v { let x = (a, b); x; } }", "x", "(u8, char)"),
            (
                "fn f(r: Result<u8, String>) { match r { Ok(n) if n > 1 => {} Ok(_) => {} Err(x) => { x; } } }",
                "x",
                "String",
            ),
            (
                "enum E { A { v: Vec<u8> }, B(char, u8) } fn f(e: &E) { match e { E::A { v, .. } => { v; } E::B(c, _) => { c; } } }",
                "c",
                "&char",
            ),
            ("fn f(n: u8) { match n { x @ 1..=5 => { x; } _ => {} } }", "x", "u8"),
            (
                "fn f(o: Option<Box<(u8, char)>>) { if let Some(b) = o { let (a, c) = *b; let x = (a, c); x; } }",
                "x",
                "(u8, char)",
            ),
            ("fn f(v: Vec<Option<u8>>) { while let Some(Some(x)) = v.iter().next() { x; } }", "x", "&u8"),
            ("fn f(v: Vec<(u8, char)>) { v.iter().for_each(|&(a, b)| { let x = (a, b); x; }); }", "x", "(u8, char)"),
            (
                "fn f(a: Option<u8>, b: Option<char>) { if let (Some(p), Some(q)) = (a, b) { let x = (p, q); x; } }",
                "x",
                "(u8, char)",
            ),
            (
                "fn f((a, b): (u8, char), S { c }: S) { let x = (a, b, c); x; } struct S { c: f32 }",
                "x",
                "(u8, char, f32)",
            ),
        ],
    );
}

#[test]
fn pointers_and_guards() {
    check(
        Edition::E2021,
        &[
            ("use std::rc::Rc; fn f(v: Rc<Vec<u8>>) { let x = v.iter().max(); x; }", "x", "Option<&u8>"),
            (
                "use std::sync::{Arc, Mutex}; struct S { v: Vec<u8> } fn f(s: &Arc<Mutex<S>>) { let x = s.lock().unwrap().v.len(); let g = s.lock().unwrap(); let y = &g.v; y; }",
                "y",
                "&Vec<u8>",
            ),
            (
                "use std::sync::RwLock; fn f(s: &RwLock<Vec<u8>>) { let g = s.read().unwrap(); for x in g.iter() { x; } }",
                "x",
                "&u8",
            ),
            (
                "use std::sync::RwLock; fn f(s: &RwLock<Vec<u8>>) { let mut g = s.write().unwrap(); let x = g.pop(); x; }",
                "x",
                "Option<u8>",
            ),
            (
                "use std::cell::RefCell; use std::rc::Rc; fn f(s: Rc<RefCell<Vec<char>>>) { let x = s.borrow()[0]; x; }",
                "x",
                "char",
            ),
            (
                "use std::cell::RefCell; fn f(s: &RefCell<Vec<char>>) { let x = s.borrow_mut().pop(); x; }",
                "x",
                "Option<char>",
            ),
            (
                "use std::borrow::Cow; fn f(s: Cow<'_, [u8]>) { let x = s.iter().next(); let y = s.into_owned(); y; }",
                "y",
                "Vec<u8>",
            ),
            (
                "use std::borrow::Cow; fn f(s: Cow<'_, str>) { let x = s.len(); let y = s.to_string(); y; }",
                "y",
                "String",
            ),
            ("use std::cell::Cell; fn f(s: &Cell<u8>) { let x = s.get(); x; }", "x", "u8"),
            ("fn f(b: Box<Vec<u8>>) { let x = b[0]; let y = *b; y; }", "y", "Vec<u8>"),
            ("fn f(b: &&&Vec<u8>) { let x = b.first(); x; }", "x", "Option<&u8>"),
            (
                "fn f(b: &mut Option<Box<Vec<u8>>>) { let x = b.as_mut().unwrap().pop(); let y = b.take(); y; }",
                "y",
                "Option<Box<Vec<u8>>>",
            ),
            (
                "use std::sync::{Mutex, OnceLock}; static M: Mutex<Vec<u8>> = Mutex::new(Vec::new()); static O: OnceLock<String> = OnceLock::new(); fn f() { let g = M.lock().unwrap(); let x = (g.first().copied(), O.get()); x; }",
                "x",
                "(Option<u8>, Option<&String>)",
            ),
            (
                "use std::pin::Pin; fn f(p: Pin<Box<Vec<u8>>>) { let x = p.len(); let y = p.first(); y; }",
                "y",
                "Option<&u8>",
            ),
        ],
    );
}

#[test]
fn results_and_futures() {
    check(
        Edition::E2021,
        &[
            (
                "fn g() -> Result<u8, String> { Ok(1) } fn f() -> Result<(), String> { let x = g()?; x; Ok(()) }",
                "x",
                "u8",
            ),
            ("fn g() -> Option<Vec<u8>> { None } fn f() -> Option<u8> { let x = g()?; x; None }", "x", "Vec<u8>"),
            (
                "fn f(o: Option<u8>) { let x = o.map(|n| n as char).ok_or(1u8).and_then(|c| Ok::<_, u8>((c, 1i8))); x; }",
                "x",
                "Result<(char, i8), u8>",
            ),
            (
                "fn f(o: Option<u8>) { let x = o.filter(|n| *n > 1).xor(None).zip(Some('a')); x; }",
                "x",
                "Option<(u8, char)>",
            ),
            ("fn f(r: Result<u8, String>) { let x = r.as_ref().map_err(|e| e.len()); x; }", "x", "Result<&u8, usize>"),
            ("fn f(r: Result<u8, String>) { let x = r.unwrap_or_default(); x; }", "x", "u8"),
            (
                "fn f(r: Vec<Result<u8, String>>) { let x: Result<Vec<_>, _> = r.into_iter().collect(); x; }",
                "x",
                "Result<Vec<u8>, String>",
            ),
            ("fn f(r: Vec<Option<u8>>) { let x = r.into_iter().flatten().sum::<u8>(); x; }", "x", "u8"),
            ("async fn g() -> Vec<u8> { Vec::new() } async fn f() { let x = g().await; x; }", "x", "Vec<u8>"),
            (
                "async fn g() -> Result<u8, String> { Ok(1) } async fn f() -> Result<u8, String> { let x = g().await?; x; Ok(1) }",
                "x",
                "u8",
            ),
            ("async fn f() { let x = async { 'a' }.await; x; }", "x", "char"),
            ("use std::future::Future; async fn f<F: Future<Output = u8>>(g: F) { let x = g.await; x; }", "x", "u8"),
            ("fn f(o: Option<&Vec<u8>>) { let x = o.cloned().unwrap_or_else(Vec::new); x; }", "x", "Vec<u8>"),
            ("fn f(o: &Option<String>) { let x = o.as_deref(); x; }", "x", "Option<&str>"),
        ],
    );
}

#[test]
fn later_uses_and_defaults() {
    check(
        Edition::E2021,
        &[
            ("fn f() { let x = 1; x; }", "x", "i32"),
            ("fn f() { let x = 1.5; x; }", "x", "f64"),
            ("fn f() { let x = 1; let y: u8 = x; x; }", "x", "u8"),
            ("fn f() { let mut x = Vec::new(); x.push(1u8); x; }", "x", "Vec<u8>"),
            ("fn f() { let mut x = Default::default(); g(&mut x); x; } fn g(_: &mut Vec<char>) {}", "x", "Vec<char>"),
            ("fn f() { let mut x = None; x = Some('a'); x; }", "x", "Option<char>"),
            ("fn f(v: &[u8]) { let x = v.iter().map(|n| *n as u32).fold(0, |a, b| a + b); x; }", "x", "u32"),
            ("fn f(v: &[u8]) { let x; if v.is_empty() { x = 1u16 } else { x = 2 } x; }", "x", "u16"),
            ("struct S { v: Vec<u16> } fn f() -> S { let v = (0..3).collect(); let s = S { v }; s }", "v", "Vec<u16>"),
            ("fn f() { let x = \"1\".parse().unwrap_or(1u64); x; }", "x", "u64"),
            (
                "fn f() { let mut m = std::collections::HashMap::new(); *m.entry('a').or_insert(0) += 1u8; m; }",
                "m",
                "HashMap<char, u8>",
            ),
            (
                "fn f() { let mut m = std::collections::BTreeMap::new(); m.entry(1u8).or_insert_with(Vec::new).push('a'); m; }",
                "m",
                "BTreeMap<u8, Vec<char>>",
            ),
            ("fn f() { let c = |a, b| a + b; let x = c(1u8, 2); x; }", "x", "u8"),
            ("fn f() -> Vec<u8> { let x = Vec::with_capacity(3); if true { return x; } x }", "x", "Vec<u8>"),
            (
                "fn f(v: Vec<u8>) { let (x, y): (Vec<_>, Vec<_>) = v.into_iter().partition(|n| *n > 1); x; }",
                "x",
                "Vec<u8>",
            ),
            ("fn f(v: Vec<(u8, char)>) { let (x, y): (Vec<_>, Vec<_>) = v.into_iter().unzip(); y; }", "y", "Vec<char>"),
            (
                "fn f(a: &[u8], b: &[char]) { for (i, (x, y)) in a.iter().zip(b).enumerate() { let z = (i, x, y); z; } }",
                "z",
                "(usize, &u8, &char)",
            ),
            (
                "fn f(v: &[Vec<u8>]) { let x: Vec<u8> = v.concat(); let y = v.iter().flat_map(|r| r.iter().copied()).max(); y; }",
                "y",
                "Option<u8>",
            ),
            ("fn f(s: &str) { let x: Vec<_> = s.split(',').map(str::trim).collect(); x; }", "x", "Vec<&str>"),
            (
                "fn f(s: &str) { let x = s.chars().rev().collect::<String>(); let y = s.char_indices().last(); y; }",
                "y",
                "Option<(usize, char)>",
            ),
            ("fn f(v: &mut [u8]) { let (x, y) = v.split_at_mut(1); y; }", "y", "&mut [u8]"),
            ("fn f(v: &[u8]) { for x in v.chunks(2) { x; } }", "x", "&[u8]"),
            ("fn f(v: &[u8]) { let x = v.iter().min_by_key(|n| **n as i8); x; }", "x", "Option<&u8>"),
            ("fn f(v: Vec<u8>) { let x = std::thread::spawn(move || v.len()).join().unwrap(); x; }", "x", "usize"),
            (
                "fn f(v: Vec<u8>) { std::thread::scope(|s| { let x = s.spawn(|| v.first().copied()).join().unwrap(); x; }); }",
                "x",
                "Option<u8>",
            ),
            ("fn f() { let (t, r) = std::sync::mpsc::channel(); t.send('a'); for x in r { x; } }", "x", "char"),
        ],
    );
}

#[test]
fn macros_that_are_looked_into() {
    check(
        Edition::E2021,
        &[
            ("fn f() { let x = vec![1u8, 2]; x; }", "x", "Vec<u8>"),
            ("fn f(n: usize) { let x = vec![vec![0f32; n]; n]; x; }", "x", "Vec<Vec<f32>>"),
            ("fn f(v: Vec<u8>) { let x = matches!(v.first(), Some(1)); x; }", "v.first()", "Option<&u8>"),
            ("fn f(v: Vec<u8>) { assert!(v.is_empty(), \"{}\", v.len()); }", "v.len()", "usize"),
            ("fn f(v: Vec<u8>) { assert_eq!(v.first(), None); }", "v.first()", "Option<&u8>"),
            ("fn f(v: Vec<u8>) { println!(\"{:?} {a}\", v.last(), a = v.len()); }", "v.last()", "Option<&u8>"),
            ("fn f(v: Vec<u8>) { let x = format!(\"{}\", v.len()); x; }", "x", "String"),
            (
                "use std::fmt::Write; fn f(s: &mut String, v: Vec<u8>) { write!(s, \"{:?}\", v.get(0)).unwrap(); }",
                "v.get(0)",
                "Option<&u8>",
            ),
            ("fn f(v: Vec<u8>) { let x = dbg!(v.len()); x; }", "x", "usize"),
            (
                "use std::cell::RefCell; thread_local! { static T: RefCell<Vec<u8>> = RefCell::new(Vec::new()); } fn f() { T.with(|t| { let x = t.borrow().first().copied(); x; }); }",
                "x",
                "Option<u8>",
            ),
            (
                "use std::cell::RefCell; thread_local!(static T: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) }); fn f() { let x = T.with_borrow_mut(|t| t.pop()); x; }",
                "x",
                "Option<u8>",
            ),
            (
                "lazy_static::lazy_static! { static ref M: Vec<u8> = Vec::new(); } fn f() { for x in M.iter() { x; } }",
                "x",
                "&u8",
            ),
            (
                "use std::sync::LazyLock; static M: LazyLock<Vec<u8>> = LazyLock::new(Vec::new); fn f() { for x in M.iter() { x; } }",
                "x",
                "&u8",
            ),
        ],
    );
}

#[test]
fn the_standard_library() {
    check(
        Edition::E2021,
        &[
            ("fn f(v: &[u8]) { for x in v.windows(2).map(|w| (w[0], w.len())) { x; } }", "x", "(u8, usize)"),
            (
                "fn f(v: &[u8]) { let x = v.iter().scan(0u32, |s, n| { *s += *n as u32; Some(*s) }).last(); x; }",
                "x",
                "Option<u32>",
            ),
            ("fn f() { let x = [1u8, 2].map(|n| n as char); x; }", "x", "[char; 2]"),
            ("fn f() { let x = std::iter::successors(Some(1u8), |n| n.checked_add(1)).max(); x; }", "x", "Option<u8>"),
            ("fn f() { let x = std::iter::from_fn(|| Some('a')).take(3).collect::<Vec<_>>(); x; }", "x", "Vec<char>"),
            (
                "fn f() { let x = std::iter::repeat(1u8).zip(std::iter::once('a')).next(); x; }",
                "x",
                "Option<(u8, char)>",
            ),
            ("fn f(s: String, t: &str) { let x = s + t; x; }", "x", "String"),
            ("fn f(v: Vec<u8>) { let x = &v[1..]; x; }", "x", "&[u8]"),
            ("fn f(v: &str) { let x = &v[..2]; x; }", "x", "&str"),
            ("use std::collections::HashMap; fn f(m: HashMap<String, Vec<u8>>) { let x = m[\"a\"][0]; x; }", "x", "u8"),
            (
                "use std::collections::*; fn f(m: HashMap<String, Vec<u8>>) { let x: HashSet<_> = m.keys().cloned().collect(); x; }",
                "x",
                "HashSet<String>",
            ),
            (
                "use std::collections::*; fn f(mut m: HashMap<String, Vec<u8>>) { m.retain(|k, v| { let x = (k, v); x; true }); }",
                "x",
                "(&String, &mut Vec<u8>)",
            ),
            (
                "use std::collections::*; fn f(mut m: HashMap<String, Vec<u8>>) { let x = m.entry(String::new()).or_default(); x; }",
                "x",
                "&mut Vec<u8>",
            ),
            (
                "use std::collections::*; fn f(m: BTreeMap<u8, char>) { let x = m.range(1..3).map(|(k, v)| (*k, *v)).next_back(); x; }",
                "x",
                "Option<(u8, char)>",
            ),
            (
                "use std::collections::*; fn f(mut h: BinaryHeap<std::cmp::Reverse<(u8, char)>>) { while let Some(std::cmp::Reverse((a, b))) = h.pop() { let x = (a, b); x; } }",
                "x",
                "(u8, char)",
            ),
            (
                "use std::collections::*; fn f(mut q: VecDeque<u8>) { while let Some(x) = q.pop_front() { x; } }",
                "x",
                "u8",
            ),
            ("fn f(v: &mut Vec<(u8, f32)>) { v.sort_by(|a, b| a.1.partial_cmp(&b.1).unwrap()); }", "a.1", "f32"),
            ("fn f(v: &[f64]) { let x = v.iter().copied().fold(f64::NEG_INFINITY, f64::max); x; }", "x", "f64"),
            ("fn f(v: &[f64]) { let x = v.iter().sum::<f64>() / v.len() as f64; x; }", "x", "f64"),
            (
                "struct S { v: Vec<u8> } impl S { fn f(&mut self) { let x = std::mem::take(&mut self.v); x; } }",
                "x",
                "Vec<u8>",
            ),
            (
                "struct S { o: Option<Vec<u8>> } impl S { fn f(&mut self) { let x = self.o.get_or_insert_with(Vec::new); x; } }",
                "x",
                "&mut Vec<u8>",
            ),
            (
                "struct S { o: Option<Vec<u8>> } impl S { fn f(&mut self) { if let Some(x) = &mut self.o { x; } } }",
                "x",
                "&mut Vec<u8>",
            ),
            (
                "use std::{rc::Rc, cell::RefCell}; fn f() { let a = Rc::new(RefCell::new(vec![1u8])); let x = Rc::clone(&a); x; }",
                "x",
                "Rc<RefCell<Vec<u8>>>",
            ),
            (
                "use std::{rc::Rc, cell::RefCell}; fn f(a: Rc<RefCell<Vec<u8>>>) { let x = Rc::try_unwrap(a).unwrap().into_inner(); x; }",
                "x",
                "Vec<u8>",
            ),
            (
                "use std::{rc::{Rc, Weak}, cell::RefCell}; struct N { up: Weak<RefCell<N>>, v: u8 } fn f(n: &N) { let x = n.up.upgrade().map(|p| p.borrow().v); x; }",
                "x",
                "Option<u8>",
            ),
            (
                "use std::io::{self, BufRead}; fn f() -> io::Result<()> { for line in io::stdin().lock().lines() { let x = line?; x; } Ok(()) }",
                "x",
                "String",
            ),
            (
                "use std::{fs::File, io::{BufRead, BufReader}}; fn f() -> std::io::Result<()> { let r = BufReader::new(File::open(\"a\")?); for (i, l) in r.lines().enumerate() { let x = (i, l?); x; } Ok(()) }",
                "x",
                "(usize, String)",
            ),
            ("fn f() { let x = std::env::args().skip(1).collect::<Vec<_>>(); x; }", "x", "Vec<String>"),
            (
                "fn f() { let x = std::fs::read_to_string(\"a\").unwrap().lines().map(|l| l.split_whitespace().map(|w| w.parse::<i64>().unwrap()).collect::<Vec<_>>()).collect::<Vec<_>>(); x; }",
                "x",
                "Vec<Vec<i64>>",
            ),
            ("fn f() { let t = std::time::Instant::now(); let x = t.elapsed().as_secs_f64(); x; }", "x", "f64"),
            ("fn f(p: &std::path::Path) { let x = p.join(\"a\"); x; }", "x", "PathBuf"),
            ("fn f(v: &[u8]) { let x = v.split_first(); x; }", "x", "Option<(&u8, &[u8])>"),
            ("fn f(v: &[u8]) { let mut it = v.iter().copied().peekable(); let x = it.peek(); x; }", "x", "Option<&u8>"),
            (
                "fn f(v: Vec<Vec<u8>>) { let x = v.into_iter().reduce(|mut a, b| { a.extend(b); a }); x; }",
                "x",
                "Option<Vec<u8>>",
            ),
            ("fn f(v: &mut Vec<u8>) { for x in v.drain(..) { x; } }", "x", "u8"),
            ("fn f(v: &mut Vec<u8>) { let x = v.iter_mut().max(); x; }", "x", "Option<&mut u8>"),
            ("fn f(a: u8, b: u8) { let x = a.cmp(&b).then_with(|| b.cmp(&a)); x; }", "x", "Ordering"),
            ("fn f(s: &str) { let x = s.split_once('='); x; }", "x", "Option<(&str, &str)>"),
            ("fn f(s: &[u8]) { let x = std::str::from_utf8(s).map(str::len); x; }", "x", "Result<usize, Utf8Error>"),
            ("fn f(v: Vec<u8>) { let x = v.iter().position(|n| *n == 1).map_or(0, |i| i + 1); x; }", "x", "usize"),
            ("fn f(v: Vec<String>) { let x = v.join(\", \"); x; }", "x", "String"),
            (
                "fn f(v: Vec<u8>) { let x = v.chunks_exact(4).map(|c| u32::from_le_bytes(c.try_into().unwrap())).collect::<Vec<_>>(); x; }",
                "x",
                "Vec<u32>",
            ),
        ],
    );
}

#[test]
fn expressions_and_functions() {
    check(
        Edition::E2021,
        &[
            ("fn f() { let x = loop { break 'a'; }; x; }", "x", "char"),
            ("fn f() { let x = 'l: { if true { break 'l 1u8; } 2 }; x; }", "x", "u8"),
            ("fn f(o: Option<u8>) { let x = match o { None => return, Some(n) => n }; x; }", "x", "u8"),
            ("fn f(o: Option<u8>) { let x = if let Some(n) = o { n } else { panic!() }; x; }", "x", "u8"),
            ("struct S { f: fn(u8) -> char } fn f(s: S) { let x = (s.f)(1); x; }", "x", "char"),
            (
                "struct S { f: Box<dyn FnMut(&mut Vec<u8>)> } fn f() { let s = S { f: Box::new(|v| { v.pop(); }) }; }",
                "v.pop()",
                "Option<u8>",
            ),
            ("fn g<F: FnMut(&u8, char)>(f: F) {} fn f() { g(|a, b| { let x = (a, b); x; }); }", "x", "(&u8, char)"),
            (
                "fn g<F>(f: F) where F: Fn(Vec<u8>) -> usize {} fn f() { g(|v| { let x = v.first().copied(); x; 1 }); }",
                "x",
                "Option<u8>",
            ),
            ("fn g() -> impl Fn(u8) -> char { |n| n as char } fn f() { let x = g()(1); x; }", "x", "char"),
            ("fn f() { let c = |n: u8| move |m: char| (n, m); let x = c(1)('a'); x; }", "x", "(u8, char)"),
            ("fn f(v: Vec<u8>) { let x: Vec<_> = v.into_iter().map(Some).collect(); x; }", "x", "Vec<Option<u8>>"),
            (
                "enum E { A(u8) } fn f(v: Vec<u8>) { let x: Vec<_> = v.into_iter().map(E::A).collect(); x; }",
                "x",
                "Vec<E>",
            ),
            ("struct P(u8); fn f(v: Vec<u8>) { let x = v.into_iter().map(P).collect::<Vec<_>>(); x; }", "x", "Vec<P>"),
            (
                "struct S { a: u8 } impl S { fn new() -> Self { Self { a: 1 } } const Z: Self = Self { a: 0 }; fn g() { let x = (Self::new(), Self::Z); x; } }",
                "x",
                "(S, S)",
            ),
            (
                "struct M<const R: usize, const C: usize> { v: [[f64; C]; R] } impl<const R: usize, const C: usize> M<R, C> { fn row(&self, i: usize) -> &[f64; C] { &self.v[i] } fn t(&self) -> M<C, R> { loop {} } } fn f(m: M<2, 3>) { let x = m.t().row(0); x; }",
                "x",
                "&[f64; 2]",
            ),
            ("fn f<const N: usize>() { let x = [0u8; N]; x; }", "x", "[u8; N]"),
            (
                "trait Ext { fn second(&self) -> u8; } impl Ext for [u8] { fn second(&self) -> u8 { self[1] } } fn f(v: Vec<u8>) { let x = v.second(); x; }",
                "x",
                "u8",
            ),
            (
                "trait Ext { type T; fn go(self) -> Self::T; } impl<A> Ext for Vec<A> { type T = Option<A>; fn go(mut self) -> Option<A> { self.pop() } } fn f(v: Vec<u8>) { let x = v.go(); x; }",
                "x",
                "Option<u8>",
            ),
            (
                "trait Text { fn text(&self) -> String; } impl<T: std::fmt::Display> Text for T { fn text(&self) -> String { self.to_string() } } fn f() { let x = 1u8.text(); x; }",
                "x",
                "String",
            ),
            (
                "trait A { fn a(&self) -> u8; } trait B: A { fn b(&self) -> char; } fn f<T: B>(t: &T) { let x = (t.a(), t.b()); x; }",
                "x",
                "(u8, char)",
            ),
            ("trait A { fn a(&self) -> u8; } trait B: A {} fn f(t: Box<dyn B>) { let x = t.a(); x; }", "x", "u8"),
            (
                "struct Vis<V>(V); trait V2 { type Out; } impl<T: V2> Vis<T> { fn go(&self) -> Vec<T::Out> { loop {} } } struct Q; impl V2 for Q { type Out = i8; } fn f(v: Vis<Q>) { let x = v.go(); x; }",
                "x",
                "Vec<i8>",
            ),
            ("fn f(a: &f32, b: &f32) { let x = a * b - 1.0; x; }", "x", "f32"),
            ("fn f(a: u64) { let x = (a >> 3) & !1 | 1 << 4; x; }", "x", "u64"),
            ("fn f(a: u8, b: u8) { let x = a < b && !(a == b); x; }", "x", "bool"),
            ("fn f(p: *const u8) { let x = unsafe { *p.add(1) }; x; }", "x", "u8"),
            ("union U { a: u32, b: f32 } fn f(u: U) { let x = unsafe { u.b }; x; }", "x", "f32"),
            ("static mut COUNT: u64 = 0; fn f() { let x = unsafe { COUNT + 1 }; x; }", "x", "u64"),
            (
                "struct It<'a> { v: &'a [u8], i: usize } impl<'a> Iterator for It<'a> { type Item = &'a u8; fn next(&mut self) -> Option<Self::Item> { let x = self.v.get(self.i); x } } fn f(i: It) { for (n, y) in i.skip(1).enumerate() { let z = (n, y); z; } }",
                "z",
                "(usize, &u8)",
            ),
            (
                "struct G { v: Vec<u8> } impl<'a> IntoIterator for &'a G { type Item = &'a u8; type IntoIter = std::slice::Iter<'a, u8>; fn into_iter(self) -> Self::IntoIter { self.v.iter() } } fn f(g: G) { for x in &g { x; } }",
                "x",
                "&u8",
            ),
            (
                "mod m { #[derive(Clone)] pub struct S { pub(crate) v: Vec<super::T> } } pub struct T(pub u8); use m::S; fn f(s: &S) { for t in s.clone().v { let x = t.0; x; } }",
                "x",
                "u8",
            ),
            (
                "fn f(s: &[Option<(u8, char)>]) { let x = s.iter().flatten().map(|&(a, c)| (c, a)).unzip::<_, _, Vec<_>, Vec<_>>(); x; }",
                "x",
                "(Vec<char>, Vec<u8>)",
            ),
            (
                "fn f(s: &[u8]) -> impl Iterator<Item = char> + '_ { s.iter().map(|n| *n as char) } fn g() { for x in f(&[]) { x; } }",
                "x",
                "char",
            ),
            (
                "type R<T> = Result<T, Box<dyn std::error::Error>>; fn g() -> R<Vec<u8>> { Ok(vec![]) } fn f() -> R<()> { let x = g()?.len(); x; Ok(()) }",
                "x",
                "usize",
            ),
            (
                "use std::ops::{AddAssign, Mul}; #[derive(Clone, Copy)] struct V(f32); impl Mul<f32> for V { type Output = V; fn mul(self, o: f32) -> V { self } } impl Mul<V> for f32 { type Output = V; fn mul(self, o: V) -> V { o } } fn f(v: V) { let x = 2.0 * v * 3.0; x; }",
                "x",
                "V",
            ),
            ("fn f(x: &dyn std::any::Any) { if let Some(y) = x.downcast_ref::<Vec<u8>>() { y; } }", "y", "&Vec<u8>"),
            (
                "fn swap<A, B>((a, b): (A, B)) -> (B, A) { (b, a) } fn f() { let x = swap(swap((1u8, 'a'))); x; }",
                "x",
                "(u8, char)",
            ),
            (
                "struct B { v: Vec<u8> } impl B { fn with(mut self, n: u8) -> Self { self.v.push(n); self } fn done(&self) -> &[u8] { &self.v } } fn f(b: B) { let b = b.with(1).with(2); let x = b.done(); x; }",
                "x",
                "&[u8]",
            ),
        ],
    );
}

#[test]
fn what_is_less_common() {
    check(
        Edition::E2024,
        &[
            ("fn f() { let x = std::array::from_fn::<u8, 4, _>(|i| i as u8); x; }", "x", "[u8; 4]"),
            ("fn f(v: &[(u8, u8)]) { for w in v.chunk_by(|a, b| a.0 == b.0) { w; } }", "w", "&[(u8, u8)]"),
            (
                "fn f(v: Vec<u8>) { let x: Box<[u8]> = v.into_boxed_slice(); let y = x.iter().rev().step_by(2).next(); y; }",
                "y",
                "Option<&u8>",
            ),
            ("fn f(v: Vec<u8>) { let x: [u8; 4] = v.try_into().unwrap(); x; }", "x", "[u8; 4]"),
            (
                "use std::collections::HashMap; fn f(v: &[(u8, char)]) { let m: HashMap<_, Vec<_>> = v.iter().fold(HashMap::new(), |mut m, (k, c)| { m.entry(*k).or_insert_with(Vec::new).push(*c); m }); m; }",
                "m",
                "HashMap<u8, Vec<char>>",
            ),
            (
                "use std::collections::HashMap; fn f() { let m = HashMap::from([(1u8, 'a')]); m; }",
                "m",
                "HashMap<u8, char>",
            ),
            (
                "use std::collections::HashMap; fn f(v: Vec<(u8, char)>) { let mut m = HashMap::new(); m.extend(v); m; }",
                "m",
                "HashMap<u8, char>",
            ),
            (
                "use std::collections::HashSet; fn f(a: &HashSet<u8>, b: &HashSet<u8>) { let x: HashSet<_> = a & b; let y: Vec<_> = a.intersection(b).collect(); y; }",
                "y",
                "Vec<&u8>",
            ),
            ("fn f(v: &mut [Vec<u8>]) { if let [a, b, ..] = v { std::mem::swap(a, b); a; } }", "a", "&mut Vec<u8>"),
            ("struct S { v: Vec<u8>, w: Vec<char> } fn f(s: S) { let S { v, .. } = s; v; }", "v", "Vec<u8>"),
            (
                "fn f(r: Result<Result<u8, i8>, char>) { if let Ok(Ok(x) | Err(_)) = r.map(|i| i.map_err(|_| 1)) { } if let Ok(Ok(x)) = r { x; } }",
                "x",
                "u8",
            ),
            (
                "const T: &[(&str, u8)] = &[(\"a\", 1)]; fn f() { for (n, v) in T { let x = (n, v); x; } }",
                "x",
                "(&&str, &u8)",
            ),
            ("static T: [[u8; 3]; 2] = [[0; 3]; 2]; fn f() { for r in &T { for x in r { x; } } }", "x", "&u8"),
            ("fn f(n: Option<std::num::NonZeroU32>) { let x = n.map_or(0, |n| n.get()); x; }", "x", "u32"),
            (
                "fn f() { let mut s = String::new(); std::io::Read::read_to_string(&mut std::io::stdin(), &mut s).unwrap(); let x = s.bytes().map(|b| b - b'0').collect::<Vec<_>>(); x; }",
                "x",
                "Vec<u8>",
            ),
            (
                "trait Node { fn kids(&self) -> Box<dyn Iterator<Item = &Self> + '_>; } struct N { k: Vec<N> } impl Node for N { fn kids(&self) -> Box<dyn Iterator<Item = &Self> + '_> { Box::new(self.k.iter()) } } fn f(n: &N) { for x in n.kids() { x; } }",
                "x",
                "&N",
            ),
            (
                "fn f(v: Vec<Box<dyn Fn(u8) -> u16>>) { let x: Vec<_> = v.iter().map(|g| g(1)).collect(); x; }",
                "x",
                "Vec<u16>",
            ),
            (
                "fn apply<T, R>(t: T, f: &dyn Fn(&T) -> R) -> R { f(&t) } fn f() { let x = apply(vec![1u8], &|v| v.len()); x; }",
                "x",
                "usize",
            ),
            (
                "macro_rules! m { () => { 1 } } fn f() { let v = vec![1u8]; let x = (v, 'a'); x; }",
                "x",
                "(Vec<u8>, char)",
            ),
            (
                "#[cfg(test)] mod t { pub struct S(pub u8); } #[cfg(not(test))] mod t { pub struct S(pub u16); } fn f(s: t::S) { let x = s.0; x; }",
                "x",
                "u16",
            ),
            (
                "mod a { pub mod b { pub struct S { pub v: Vec<u8> } impl S { pub fn new() -> Self { S { v: vec![] } } } } pub use b::*; } use a::S as T; fn f() { let x = T::new().v; x; }",
                "x",
                "Vec<u8>",
            ),
            (
                "impl<'a, T> Extra for &'a [T] { type O = &'a T; fn go(self) -> &'a T { &self[0] } } trait Extra { type O; fn go(self) -> Self::O; } fn f(v: &[u8]) { let x = v.go(); x; }",
                "x",
                "&u8",
            ),
            (
                "struct Id<T>(u32, std::marker::PhantomData<T>); struct Arena<T> { v: Vec<T> } impl<T> std::ops::Index<Id<T>> for Arena<T> { type Output = T; fn index(&self, i: Id<T>) -> &T { &self.v[i.0 as usize] } } struct N { next: Option<Id<N>>, v: f32 } fn f(a: &Arena<N>, i: Id<N>) { let x = a[i].v; x; }",
                "x",
                "f32",
            ),
            (
                "use std::iter::{Peekable, Rev}; use std::str::Chars; struct L<'a> { c: Peekable<Chars<'a>> } impl L<'_> { fn f(&mut self) { while let Some(x) = self.c.next_if(|c| c.is_ascii_digit()) { x; } } }",
                "x",
                "char",
            ),
            ("fn f(v: &[f64]) { let x = v.iter().cloned().min_by(|a, b| a.total_cmp(b)); x; }", "x", "Option<f64>"),
            (
                "fn f(v: Vec<Vec<u8>>) { let n = v[0].len(); let x: Vec<Vec<u8>> = (0..n).map(|c| v.iter().map(|r| r[c]).collect()).collect(); x; }",
                "r[c]",
                "u8",
            ),
            (
                "fn f(v: &[u8]) { let (mut lo, mut hi) = (0, v.len()); while lo < hi { let x = lo + (hi - lo) / 2; x; hi = x; } }",
                "x",
                "usize",
            ),
            (
                "fn f(v: &[u32]) { let mut best = u32::MAX; for &n in v { best = best.min(n); } let x = best; x; }",
                "x",
                "u32",
            ),
            (
                "struct M { d: Vec<f64>, c: usize } impl M { fn at(&self, r: usize, c: usize) -> &f64 { &self.d[r * self.c + c] } fn rows(&self) -> impl Iterator<Item = &[f64]> { self.d.chunks(self.c) } } fn f(m: &M) { for r in m.rows() { for x in r { x; } } }",
                "x",
                "&f64",
            ),
            (
                "use std::sync::{Arc, Mutex, MutexGuard}; struct S { m: Arc<Mutex<Vec<u8>>> } impl S { fn g(&self) -> MutexGuard<'_, Vec<u8>> { self.m.lock().unwrap() } fn f(&self) { let x = self.g().iter().copied().max(); x; } }",
                "x",
                "Option<u8>",
            ),
            (
                "async fn g(v: &[u8]) -> impl Iterator<Item = u8> + '_ { v.iter().copied() } async fn f() { for x in g(&[]).await { x; } }",
                "x",
                "u8",
            ),
            (
                "fn f(v: Vec<u8>) { let g = async move |n: usize| v[n]; let h = async { let x = g(1).await; x; }; }",
                "x",
                "u8",
            ),
            (
                "trait Visitor { type R; fn leaf(&mut self, n: u8) -> Self::R; } struct C; impl Visitor for C { type R = Vec<u8>; fn leaf(&mut self, n: u8) -> Self::R { vec![n] } } enum T { L(u8), N(Box<T>) } impl T { fn accept<V: Visitor>(&self, v: &mut V) -> V::R { match self { T::L(n) => v.leaf(*n), T::N(t) => t.accept(v) } } } fn f(t: &T) { let x = t.accept(&mut C); x; }",
                "x",
                "Vec<u8>",
            ),
            (
                "use std::collections::BTreeMap; fn f(mut m: BTreeMap<u8, Vec<char>>) { if let Some((k, v)) = m.iter_mut().next() { let x = (k, v); x; } }",
                "x",
                "(&u8, &mut Vec<char>)",
            ),
            (
                "fn f(o: Option<(u8, Option<char>)>) { let Some((a, Some(b))) = o else { return; }; let x = (a, b); x; }",
                "x",
                "(u8, char)",
            ),
            (
                "fn f(v: Vec<i32>) { let x = v.iter().map(|&n| if n > 0 { Ok(n) } else { Err(format!(\"{n}\")) }).collect::<Result<Vec<i32>, _>>(); x; }",
                "x",
                "Result<Vec<i32>, String>",
            ),
        ],
    );
}
