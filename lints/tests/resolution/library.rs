//! What is met in everyday code: the standard library, and combinations of the rest.
use locality_lints::input::Edition;

use crate::check;

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
