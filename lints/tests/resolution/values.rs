//! Patterns, pointers, results, macros, and types that later uses tell.
use locality_lints::input::Edition;

use crate::check;

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
