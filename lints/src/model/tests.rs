use std::fmt::Write as _;

use super::Model;
use crate::fixture::Fixture;
use crate::source::facts::{ExprId, PatId, PatKind};
use crate::source::load;

/// Holds the types of marked code to what the marks say: a line `//  ^^^ Type` speaks of the expression or variable of the
/// line before that stands exactly above the carets.
#[track_caller]
fn check_types(text: &str) {
    let fixture = Fixture::new(text);
    let loaded = load(&fixture.workspace, &fixture);
    let mut model = Model::new(&fixture.workspace, &loaded);
    model.look_at_all();
    let (mut expected, mut found) = (String::new(), String::new());
    let mut files: Vec<_> = fixture.files().collect();
    files.sort();
    for (path, text) in files {
        let mut code_start = 0;
        let mut start = 0;
        for line in text.split_inclusive('\n') {
            let first = line.find('^').filter(|&at| line[..at].trim() == "//");
            match first {
                Some(first) => {
                    let count = line[first..].bytes().take_while(|&byte| byte == b'^').count();
                    let wanted = line[first + count..].trim();
                    let (from, to) = ((code_start + first) as u32, (code_start + first + count) as u32);
                    let marked = &text[from as usize..to as usize];
                    let _ = writeln!(expected, "{marked}: {wanted}");
                    let _ = writeln!(found, "{marked}: {}", type_at(&model, path.as_str(), from, to));
                }
                None => code_start = start,
            }
            start += line.len();
        }
    }
    assert!(!expected.is_empty(), "no marks");
    assert_eq!(found, expected);
}

fn type_at(model: &Model<'_>, path: &str, start: u32, end: u32) -> String {
    for body in model.bodies().filter(|body| model.file(body.file).path == path) {
        for (at, expr) in body.facts.exprs.iter().enumerate() {
            if (expr.span.start, expr.span.end) == (start, end) {
                return model.display(body.ty(ExprId(at as u32)));
            }
        }
        for (at, pattern) in body.facts.patterns.iter().enumerate() {
            let names = matches!(pattern.kind, PatKind::Bind { .. });
            if names && (pattern.span.start, pattern.span.end) == (start, end) {
                return model.display(body.pattern_ty(PatId(at as u32)));
            }
        }
    }
    "nothing there".to_owned()
}

#[test]
fn collections_are_found_out_from_later_uses() {
    check_types(
        "
use std::collections::HashMap;
fn f() {
    let mut m = HashMap::new();
    m.insert(1u8, String::new());
    m;
//  ^ HashMap<u8, String>
    let mut v = Vec::new();
    for (k, s) in &m {
        v.push((*k, s.len()));
    }
    v;
//  ^ Vec<(u8, usize)>
    let w: Vec<_> = v.iter().map(|(k, n)| n + *k as usize).collect();
    w;
//  ^ Vec<usize>
    let d = Default::default();
    takes(&d);
    d;
//  ^ HashMap<char, bool>
}
fn takes(_: &HashMap<char, bool>) {}
",
    );
}

#[test]
fn names_are_followed_through_modules_crates_and_renames() {
    check_types(
        "
//- /store/lib.rs crate:store
mod inner { pub mod deep { pub struct Row(pub u64); pub type Rows<T = Row> = Vec<T>; } pub use self::deep::*; }
pub use inner::{Rows as Table, Row};
pub mod prelude { pub use super::*; }
//- /lib.rs crate:it deps:store
extern crate store as shop;
use shop::prelude::*;
mod a { pub use crate::b::make as create; }
mod b { use super::Table; pub fn make() -> Table { Vec::new() } }
fn f() {
    let rows = a::create();
    rows;
//  ^^^^ Vec<Row>
    for row in &rows {
        row.0;
//      ^^^^^ u64
    }
    fn inside() -> u8 { 1 }
    inside();
//  ^^^^^^^^ u8
    let Row(n) = Row(1);
    n;
//  ^ u64
}
",
    );
}

#[test]
fn an_old_edition_starts_paths_at_the_root() {
    check_types(
        "
//- /lib.rs crate:it edition:2015
mod grid { pub struct Grid { pub cells: Vec<f32> } }
mod user {
    use grid::Grid;
    use std::collections::BTreeMap;
    pub fn f(g: &Grid, m: ::std::collections::HashMap<u8, ::grid::Grid>, b: BTreeMap<u8, u8>) {
        g.cells[0];
//      ^^^^^^^^^^ f32
        m.get(&1).unwrap().cells;
//      ^^^^^^^^^^^^^^^^^^^^^^^^ Vec<f32>
        b.keys().next();
//      ^^^^^^^^^^^^^^^ Option<&u8>
    }
}
",
    );
}

#[test]
fn iterators_carry_what_closures_give() {
    check_types(
        "
use std::collections::{HashMap, HashSet};
fn f(words: &[String], m: &HashMap<String, Vec<u32>>) {
    let lengths = words.iter().map(|w| w.len()).filter(|n| *n > 2).enumerate();
    for (at, n) in lengths {
        (at, n);
//      ^^^^^^^ (usize, usize)
    }
    let total = m.values().flat_map(|v| v.iter()).fold(0u64, |sum, x| sum + *x as u64);
    total;
//  ^^^^^ u64
    let s = m.iter().filter(|(_, v)| !v.is_empty()).map(|(k, _)| k.as_str()).collect::<HashSet<_>>();
    s;
//  ^ HashSet<&str>
    let best = words.iter().max_by_key(|w| w.len()).cloned().unwrap_or_default();
    best;
//  ^^^^ String
    let (a, b): (Vec<_>, Vec<_>) = words.iter().partition(|w| w.is_empty());
    a;
//  ^ Vec<&String>
    let parsed: Result<Vec<i64>, std::num::ParseIntError> = words.iter().map(|w| w.parse()).collect();
    parsed;
//  ^^^^^^ Result<Vec<i64>, ParseIntError>
    words.iter().zip(0..).map(|(w, n)| (n, w.clone())).collect::<HashMap<usize, _>>();
//  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ HashMap<usize, String>
}
",
    );
}

#[test]
fn methods_reach_through_pointers_and_guards() {
    check_types(
        "
use std::cell::RefCell;
use std::collections::HashMap;
use std::ops::{Deref, Index};
use std::rc::Rc;
use std::sync::{Arc, Mutex};
struct Wrapper(Vec<u16>);
impl Deref for Wrapper { type Target = Vec<u16>; fn deref(&self) -> &Vec<u16> { &self.0 } }
struct Grid<T> { cells: Vec<T>, width: usize }
impl<T> Index<(usize, usize)> for Grid<T> { type Output = T; fn index(&self, at: (usize, usize)) -> &T { &self.cells[at.0] } }
fn f(shared: Arc<Mutex<HashMap<u8, char>>>, cell: Rc<RefCell<Vec<f64>>>, w: &Wrapper, g: &Grid<i8>) {
    shared.lock().unwrap().get(&1).copied();
//  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Option<char>
    let guard = shared.lock().unwrap();
    for (k, v) in guard.iter() {
        v;
//      ^ &char
    }
    cell.borrow()[0];
//  ^^^^^^^^^^^^^^^^ f64
    cell.borrow_mut().iter_mut().next();
//  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Option<&mut f64>
    w.iter().sum::<u16>();
//  ^^^^^^^^^^^^^^^^^^^^^ u16
    w[0];
//  ^^^^ u16
    g[(0, 1)];
//  ^^^^^^^^^ i8
    let b: Box<dyn Fn(u8) -> String> = Box::new(|n| n.to_string());
    b(1);
//  ^^^^ String
}
",
    );
}

#[test]
fn bounds_say_what_parameters_can_do() {
    check_types(
        "
use std::collections::HashMap;
trait Shape { type Key; const N: usize; fn key(&self) -> Self::Key; fn all(&self) -> HashMap<Self::Key, u8>; }
struct Dot;
impl Shape for Dot { type Key = char; const N: usize = 1; fn key(&self) -> char { 'a' } fn all(&self) -> HashMap<char, u8> { HashMap::new() } }
fn each<I: IntoIterator<Item = u32>, S: Shape>(items: I, s: &S, d: &dyn Shape<Key = i8>) {
    for item in items {
        item;
//      ^^^^ u32
    }
    s.key();
//  ^^^^^^^ <S as Shape>::Key
    s.all();
//  ^^^^^^^ HashMap<<S as Shape>::Key, u8>
    d.key();
//  ^^^^^^^ i8
    Dot.all();
//  ^^^^^^^^^ HashMap<char, u8>
    S::N;
//  ^^^^ usize
}
trait Walk: Meets<Self::Item> + Iterator<Item = (u8, char)> {}
trait Meets<T> { fn meet(&self) -> Vec<T>; }
fn walk<W: Walk>(w: W) {
    for step in w {
        step.1;
//      ^^^^^^ char
    }
}
fn meet<W: Walk>(w: W) {
    w.meet();
//  ^^^^^^^^ Vec<(u8, char)>
}
fn evens(v: &[u32]) -> impl Iterator<Item = &u32> + '_ { v.iter().filter(|n| **n % 2 == 0) }
fn user(v: Vec<u32>) {
    for e in evens(&v) {
        e;
//      ^ &u32
    }
    each(v.into_iter().rev(), &Dot, panic!());
    let made = <Dot as Shape>::key(&Dot);
    made;
//  ^^^^ char
}
",
    );
}

#[test]
fn control_flow_joins_types() {
    check_types(
        "
use std::collections::BTreeMap;
enum Tree { Leaf(u8), Node { left: Box<Tree>, right: Box<Tree> } }
impl Tree {
    fn depth(&self) -> usize {
        match self {
            Self::Leaf(n) => {
                n;
//              ^ &u8
                1
            }
            Tree::Node { left, right } => {
                left;
//              ^^^^ &Box<Tree>
                left.depth().max(right.depth()) + 1
            }
        }
    }
}
fn find(m: &BTreeMap<String, Vec<u8>>, k: &str) -> Option<u8> {
    let v = m.get(k)?;
    let Some(first) = v.first() else { return None };
    let x = if v.is_empty() { return None } else { *first };
    x;
//  ^ u8
    let y = loop { if x > 1 { break v.len(); } };
    y;
//  ^ usize
    if let [a, .., b] = v.as_slice() && a == b {
        b;
//      ^ &u8
    }
    let z = match x { 0 => Err(\"no\"), n => Ok(vec![n; 3]) };
    z;
//  ^ Result<Vec<u8>, &str>
    Some(x)
}
async fn later() -> u64 { 1 }
async fn run() {
    later().await;
//  ^^^^^^^^^^^^^ u64
}
",
    );
}

#[test]
fn nothing_endless_ends_in_a_panic() {
    let parentheses = format!("fn p() {{ let x = {}1{}; x; }}", "(".repeat(60), ")".repeat(60));
    let sum = format!("fn s() {{ let x = {}1; }}", "1 + ".repeat(120));
    let calls = format!("fn c(v: Vec<u8>) {{ let x = v{}; }}", ".clone()".repeat(120));
    let cycles = "
mod a { pub use super::b::*; pub use super::b::X as Y; pub use super::c::Z; }
mod b { pub use super::a::*; pub use super::a::Y as X; }
mod c { pub use super::c::Z; pub use self::*; }
type A = B; type B = A; type C<T> = Vec<C<Vec<T>>>;
struct S(A, C<u8>, Box<S>);
trait T: U { type O: T; fn f(&self) -> Self::O; fn g(self) -> <Self::O as T>::O; }
trait U: T {}
trait V: W<Self::Item, Self::O, Self::None> + Iterator + V where Self: U { type P: W<<Self::P as V>::P, Self::P::Q, u8>; }
trait W<A, B, C>: V + W<C, B, A> {}
fn v<X: V, Y: W<X::Item, X::P, <X::P as V>::P>>(x: X, y: Y, z: X::P) { x.next().next(); y.next(); z.next(); for i in x { i.f(); } }
impl<X> T for X where X: T { type O = <X as T>::O; }
impl<X> Into2 for X where Vec<X>: Into2 {}
trait Into2 { fn into2(self) -> u8; }
trait Loop { type Next: Loop; fn next(self) -> Self::Next; }
impl<X> Loop for Vec<X> { type Next = Vec<Vec<X>>; fn next(self) -> Vec<Vec<X>> { loop {} } }
impl Foo<Self> for Bar<Self> {}
trait Foo<T = Self> {}
struct Bar<T = Bar>(T);
struct D<T: Default = <D as T>::X>(T);
impl std::ops::Deref for S { type Target = S; fn deref(&self) -> &S { self } }
fn f<P: T>(a: A, s: S, p: P) {
    a.x; s.2.nothing(); p.f().f().f().g(); s.0; s.1; 1u8.into2();
    Vec::<u8>::new().next().next().next().next().next().next().next();
    let mut x = Default::default(); x = Some(x); let y = |z| z; y(y);
    let mut v = Vec::new(); v.push(v); let w = [w]; loop { break loop { break } }
    S { .. }; Self; self; super::super::super::x; crate; <u8 as T>::O; <A>::f; X::Y; A::B::C;
    let Some(S(a, .., b, ..)) = 1; let [.., a, ..] = 2; match x { Y => (), &&z => z, }
    let r: Result<_, _> = (|| r?)(); r.0.0.0; x[x[x]]; *****x; !!-x; x as _; x..=x; x.await?;
    break 'a; return return; f::<f::<f>>(f); (f)(f)(f); \"\".x; [1; n]; [[1; 2]; 3][..][0];
}
fn opaque() -> impl Iterator<Item = impl Iterator<Item = impl Fn() -> A>> { opaque() }
impl S { fn me(self: Self) -> impl T { self.me() } async fn you(&self) { self.you().await.await } }
";
    let twice = format!(
        "fn g<T: Clone>(t: T) -> (T, T) {{ (t.clone(), t) }} fn h() {{ let a = g(1); {} a; }}",
        "let a = g(a);".repeat(60)
    );
    let aliases: String = (1..60).map(|at| format!("type A{at}<T> = A{}<(T, T)>; ", at - 1)).collect();
    let aliases = format!("type A0<T> = Vec<T>; {aliases} fn f(a: A59<u8>, b: A59<u8>) {{ a; b[0].0; a == b; }}");
    for text in [&parentheses, &sum, &calls, &twice, &aliases, cycles] {
        let fixture = Fixture::new(text);
        let loaded = load(&fixture.workspace, &fixture);
        let mut model = Model::new(&fixture.workspace, &loaded);
        model.look_at_all();
        assert!(model.bodies().next().is_some(), "{:?}", loaded.files[0].facts.unseen);
        for body in model.bodies() {
            for at in 0..body.facts.exprs.len() as u32 {
                model.display(body.ty(ExprId(at)));
            }
        }
        for written in model.written() {
            model.display(&model.type_of_written(&written));
        }
    }
}

#[test]
fn defaults_consts_and_generic_calls_are_filled_in() {
    check_types(
        "
use std::collections::{BTreeMap, HashMap, HashSet, VecDeque};
use std::sync::LazyLock;
const SIZE: usize = 4;
static TABLE: LazyLock<HashMap<&'static str, [u8; SIZE]>> = LazyLock::new(|| HashMap::new());
#[derive(Clone, Default)]
struct Pool<T, const N: usize> { slots: [Option<T>; N], free: VecDeque<usize> }
impl<T: Clone, const N: usize> Pool<T, N> {
    fn take(&mut self) -> Option<T> { self.free.pop_front().and_then(|at| self.slots[at].take()) }
}
fn pick<T, F>(items: Vec<T>, mut by: F) -> Option<T> where F: FnMut(&T) -> bool { items.into_iter().find(|i| by(i)) }
fn f(mut p: Pool<String, 8>, words: Vec<&str>) {
    p.take();
//  ^^^^^^^^ Option<String>
    p.clone().slots;
//  ^^^^^^^^^^^^^^^ [Option<String>; 8]
    for (name, bytes) in TABLE.iter() {
        bytes;
//      ^^^^^ &[u8; 4]
        name.len();
//      ^^^^^^^^^^ usize
    }
    pick(words.clone(), |w| w.len() > 1);
//  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Option<&str>
    let mut counts: HashMap<char, usize> = HashMap::new();
    for c in words.iter().flat_map(|w| w.chars()) {
        *counts.entry(c).or_insert(0) += 1;
        c;
//      ^ char
    }
    let mut by_count = BTreeMap::new();
    for (c, n) in counts {
        by_count.entry(n).or_insert_with(Vec::new).push(c);
    }
    by_count;
//  ^^^^^^^^ BTreeMap<usize, Vec<char>>
    let seen = words.iter().copied().collect::<HashSet<_>>();
    seen;
//  ^^^^ HashSet<&str>
    let (short, long): (Vec<&str>, Vec<&str>) = words.into_iter().partition(|w| w.len() < 3);
    short.iter().chain(&long).map(|w| w.to_string()).collect::<Vec<_>>().join(\",\");
//  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ String
    let grid = vec![vec![0.0; 3]; 4];
    grid;
//  ^^^^ Vec<Vec<f64>>
    let rows: Vec<Vec<bool>> = (0..3).map(|r| (0..4).map(|c| r == c).collect()).collect();
    rows[1][2];
//  ^^^^^^^^^^ bool
    let handle = std::thread::spawn(move || rows.len());
    handle.join().unwrap();
//  ^^^^^^^^^^^^^^^^^^^^^^ usize
    let mut sorted = vec![(1u8, 'a')];
    sorted.sort_by_key(|entry| entry.1);
    sorted.iter().map(|&(n, c)| (c, n)).unzip::<_, _, Vec<_>, HashSet<_>>();
//  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ (Vec<char>, HashSet<u8>)
}
",
    );
}

#[test]
fn what_a_cfg_or_a_foreign_crate_hides_stays_unknown() {
    check_types(
        "
//- /lib.rs crate:it deps:serde
use serde::HashMap;
#[cfg(feature = \"none\")]
type Map = std::collections::HashMap<u8, u8>;
#[cfg(not(feature = \"none\"))]
type Map = std::collections::BTreeMap<u8, u8>;
mod far;
fn f(m: HashMap<u8, u8>, n: Map, l: far::List) {
    m;
//  ^ _
    n;
//  ^ BTreeMap<u8, u8>
    for x in l {
        x;
//      ^ u16
    }
}
//- /far.rs
pub type List<T = u16> = std::collections::LinkedList<T>;
",
    );
}

#[test]
fn places_connect_uses_to_declarations() {
    let fixture = Fixture::new(
        "
struct Solver { grid: Vec<Vec<f64>>, rows: usize }
impl Solver {
    fn total(&self) -> f64 {
        let mut sum = 0.0;
        for r in 0..self.rows {
            for c in 0..3 {
                sum += self.grid[r][c];
            }
            self.step(r);
        }
        sum
    }
    fn step(&self, depth: usize) { if depth > 0 { self.step(depth - 1) } }
}
fn other(s: &Solver) -> usize { s.grid.len() }
",
    );
    let loaded = load(&fixture.workspace, &fixture);
    let mut model = Model::new(&fixture.workspace, &loaded);
    model.look_at_all();
    let named = |path: &str| model.items().find(|&id| model.item_path(id) == path).unwrap();
    let grid = super::Place::Field(named("Solver"), 0);
    let uses = model.uses(grid);
    assert_eq!(uses.len(), 2);
    let (body, at) = uses[0];
    let body = model.body(body);
    assert_eq!(body.loops(at).count(), 2);
    let whole = body.parent(body.parent(at).unwrap()).unwrap();
    let (place, indices) = body.indexed_place(whole).unwrap();
    assert_eq!((place, indices.len()), (grid, 2));
    let step = named("Solver::step");
    assert_eq!(model.callers(step).len(), 2);
    let step = model.body_of(step).unwrap().id;
    assert!(model.is_recursive(step) && model.is_called_from_loop(step));
    let other = model.body_of(named("other")).unwrap().id;
    assert!(!model.is_recursive(other) && !model.is_called_from_loop(other));
}

#[test]
fn what_crates_share_is_looked_at_once() {
    let fixture = Fixture::new(
        "
//- /lib.rs crate:it
pub mod shared;
//- /shared.rs
pub struct Row { pub cells: Vec<u8> }
impl Row { pub fn len(&self) -> usize { self.cells.len() } }
#[cfg(test)]
mod tests {
    use super::*;
    #[test]
    fn counts() { let row = Row { cells: vec![1] }; row.len(); row.cells[0]; }
}
//- /main.rs crate:tool kind:bin test deps:it
mod shared;
fn main() { it::shared::Row { cells: Vec::new() }.len(); }
",
    );
    let loaded = load(&fixture.workspace, &fixture);
    let mut model = Model::new(&fixture.workspace, &loaded);
    model.look_at_all();
    let named = |path: &str| model.items().find(|&id| model.item_path(id) == path).unwrap();
    let paths: Vec<String> = model.bodies().map(|body| model.item_path(body.owner)).collect();
    assert_eq!(paths, ["shared::Row::len", "shared::tests::counts", "main"]);
    assert_eq!(model.uses(super::Place::Field(named("shared::Row"), 0)).len(), 2);
    assert_eq!(model.callers(named("shared::Row::len")).len(), 2);
    let counts = model.body_of(named("shared::tests::counts")).unwrap();
    assert!(model.body_role(counts.id).in_test);
    assert!(!model.body_role(model.bodies().next().expect("a body").id).in_test);
}

/// How many groups of an interest all bodies together are held against until it is known that they are of interest, where `n` structs link to themselves by a field of one name.
fn groups_met(n: usize) -> usize {
    let mut text = String::new();
    for at in 0..n {
        let _ = writeln!(text, "struct S{at} {{ v: u64, a: Option<Box<S{at}>> }}");
        let _ = writeln!(text, "fn w{at}(s: &S{at}) -> u64 {{ s.v + s.a.as_ref().map_or(0, |it| it.v) }}");
    }
    let fixture = Fixture::new(&text);
    let loaded = load(&fixture.workspace, &fixture);
    let model = Model::new(&fixture.workspace, &loaded);
    let names: Vec<String> = (0..n).map(|at| format!("S{at}")).collect();
    let interest = model.interest_in(super::words(names.iter().map(String::as_str)), &[]);
    let by_word = interest.by_word();
    let definitions = model.definitions();
    let met = definitions.owners.iter().map(|&owner| {
        let text = definitions[owner].deferred().into_iter().flat_map(|deferred| deferred.words.iter());
        let words: Vec<_> = text.chain(model.bodies.mentions.head(definitions, owner)).collect();
        let is_met =
            |group: &super::mentions::Group| group.sets.iter().all(|set| words.iter().any(|word| set.contains(word)));
        let mut groups = by_word.groups(words.iter().copied());
        groups.position(is_met).expect("each body is of interest") + 1
    });
    met.sum()
}

#[test]
fn a_body_is_held_against_as_many_groups_however_many_types_there_are() {
    let (some, twice) = (groups_met(100), groups_met(200));
    assert!(twice <= 2 * some, "{some} for 100, {twice} for 200");
}
