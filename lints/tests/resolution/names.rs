//! Paths, imports, traits and generics.
use locality_lints::input::Edition;

use crate::check;

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
