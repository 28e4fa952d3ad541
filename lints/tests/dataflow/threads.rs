//! Who starts threads, what these have from whom, and what several of them touch.
use locality_lints::model::threads::{Capture, Element, Held, Means, Origin, Runs, Shared, SharedTouch, Start};
use locality_lints::model::{Body, Model, Root, Threads, Use};
use locality_lints::source::facts::{PatId, PatKind};

use crate::fixture::Fixture;
use crate::{parts_as_text, text_of, with_model};

fn named(body: &Body<'_>, variable: PatId) -> String {
    match &body.facts[variable].kind {
        PatKind::Bind { name, .. } => name.as_str().to_owned(),
        other => panic!("{other:?}"),
    }
}

/// A start as text: what it runs, `*` where several are started, what it captures.
fn start_as_text(model: &Model<'_>, fixture: &Fixture, start: &Start) -> String {
    let body = model.body(start.body);
    let runs = match &start.runs {
        Runs::Code(code) => format!("{}", code.len()),
        Runs::Function(def) => model.item_path(*def),
        Runs::Future(call) => format!("async {}", text_of(model, fixture, body, *call)),
        Runs::Unknown(_) => "?".to_owned(),
    };
    let many = if start.many.is_some() { "*" } else { "" };
    let captures = start.captures.iter().map(|Capture { what, held }| {
        let name = match what {
            Root::Variable(variable) => named(body, *variable),
            Root::SelfReceiver => "self".to_owned(),
            other => panic!("{other:?}"),
        };
        let held = match held {
            Held::Moved => "move ",
            Held::Copied => "copy ",
            Held::Counted => "arc ",
            Held::Borrowed => "&",
            Held::BorrowedMut => "&mut ",
        };
        format!("{held}{name}")
    });
    let scoped = if start.is_scoped { " scoped" } else { "" };
    format!("{runs}{many}({}){scoped}", captures.collect::<Vec<_>>().join(", "))
}

/// A touch as text: `stats.hits[own]+=` with `~` for an atomic's operation and `#` for a lock, `*` where several threads do it.
fn touch_as_text(model: &Model<'_>, shared: &Shared, touch: &SharedTouch) -> String {
    let mut text = match shared.origin {
        Origin::Variable(body, variable) => named(model.body(body), variable),
        Origin::SelfReceiver(_) => "self".to_owned(),
        Origin::Static(def) => model.item_path(def),
    };
    text += &parts_as_text(model, &touch.parts);
    text += match touch.element {
        Some(Element::Own) => "own",
        Some(Element::Fixed) => "fixed",
        Some(Element::Any) => "any",
        None => "",
    };
    text += match touch.how {
        Use::Read | Use::Borrowed => "",
        Use::Written => "=",
        Use::Updated => "+=",
        Use::BorrowedMut => "&mut",
        Use::Moved => "!",
    };
    text += match touch.means {
        Means::Plain => "",
        Means::Atomic => "~",
        Means::Lock => "#",
    };
    text + if touch.by_several { "*" } else { "" }
}

fn with_threads(text: &str, ask: impl FnOnce(&Model<'_>, &Fixture, &Threads)) {
    with_model(text, |model, fixture| ask(model, fixture, &model.threads()));
}

const STD: &str = "use std::sync::{Arc, Mutex, RwLock, atomic::{AtomicU64, AtomicBool, AtomicUsize, Ordering::Relaxed}}; use std::thread; \
    pub struct Stats { hits: AtomicU64, misses: AtomicU64, log: Mutex<Vec<u32>>, name: String } ";

/// Each row: a text, the starts in it, in order.
#[track_caller]
fn starts(rows: &[(&str, &[&str])]) {
    for (text, expected) in rows {
        let text = format!("{STD}{text}");
        with_threads(&text, |model, fixture, threads| {
            let found: Vec<String> = threads.starts.iter().map(|start| start_as_text(model, fixture, start)).collect();
            assert_eq!(found, *expected, "{text}");
        });
    }
}

/// Each row: a text, what threads touch in it, each once, sorted.
#[track_caller]
fn touches(rows: &[(&str, &str)]) {
    for (text, expected) in rows {
        let text = format!("{STD}{text}");
        with_threads(&text, |model, _, threads| {
            let mut found: Vec<String> = Vec::new();
            for shared in &threads.shared {
                found.extend(shared.touches.iter().map(|touch| touch_as_text(model, shared, touch)));
            }
            found.sort();
            found.dedup();
            assert_eq!(found.join(" "), *expected, "{text}");
        });
    }
}

/// Each row: a text, the names of what several threads write.
#[track_caller]
fn written_by_several(rows: &[(&str, &str)]) {
    for (text, expected) in rows {
        let text = format!("{STD}{text}");
        with_threads(&text, |model, _, threads| {
            let name = |shared: &Shared| match shared.origin {
                Origin::Variable(body, variable) => named(model.body(body), variable),
                Origin::SelfReceiver(_) => "self".to_owned(),
                Origin::Static(def) => model.item_path(def),
            };
            let found: Vec<String> =
                threads.shared.iter().filter(|shared| shared.is_written_by_several()).map(name).collect();
            assert_eq!(found.join(" "), *expected, "{text}");
        });
    }
}

#[test]
fn threads_of_std_are_started() {
    starts(&[
        ("pub fn f(v: Vec<u8>) { thread::spawn(move || drop(v)); }", &["1(move v)"]),
        ("pub fn f() { let n = 3u32; std::thread::spawn(move || n + 1); }", &["1(copy n)"]),
        (
            "pub fn f(s: Arc<Stats>) { thread::Builder::new().name(String::new()).spawn(move || s.hits.load(Relaxed)); }",
            &["1(arc s)"],
        ),
        ("fn work() {} pub fn f() { thread::spawn(work); }", &["work()"]),
        ("pub fn f(work: fn()) { thread::spawn(work); }", &["?()"]),
        ("pub fn f(v: Vec<u8>) { let work = move || drop(v); thread::spawn(work); }", &["1(move v)"]),
        ("pub fn f(mut c: std::process::Command) { c.spawn(); }", &[]),
        ("pub fn f(v: Vec<String>) -> String { v.join(\", \") }", &[]),
        ("struct Pool; impl Pool { fn spawn(&self, f: impl Fn()) { f() } } fn f(p: &Pool) { p.spawn(|| ()); }", &[]),
    ]);
}

#[test]
fn scoped_threads_borrow() {
    starts(&[
        ("pub fn f(v: Vec<u8>) { thread::scope(|s| { s.spawn(|| v.len()); }); }", &["1(&v) scoped"]),
        ("pub fn f(v: &[u8]) { thread::scope(|s| { s.spawn(move || v.len()); }); }", &["1(&v) scoped"]),
        ("pub fn f() { let mut n = 0; thread::scope(|s| { s.spawn(|| n += 1); }); }", &["1(&mut n) scoped"]),
        ("pub fn f(v: Vec<u8>) { thread::scope(|s| { s.spawn(|| drop(v)); }); }", &["1(move v) scoped"]),
        (
            "impl Stats { fn f(&self) { thread::scope(|s| { s.spawn(|| self.hits.load(Relaxed)); }); } }",
            &["1(&self) scoped"],
        ),
        (
            "pub fn f(v: &mut [u8]) { let (a, b) = v.split_at_mut(1); thread::scope(|s| { s.spawn(|| a[0] = 1); s.spawn(|| b[0] = 1); }); }",
            &["1(&mut a) scoped", "1(&mut b) scoped"],
        ),
    ]);
}

#[test]
fn loops_and_adapters_start_several() {
    starts(&[
        ("pub fn f() { for i in 0..4 { thread::spawn(move || i); } }", &["1*(copy i)"]),
        ("pub fn f() { let h: Vec<_> = (0..4).map(|i| thread::spawn(move || i)).collect(); }", &["1*(copy i)"]),
        (
            "pub fn f(v: &[u8]) { thread::scope(|s| { for c in v.chunks(9) { s.spawn(move || c.len()); } }); }",
            &["1*(&c) scoped"],
        ),
        // One thread at a time: the scope waits for it.
        ("pub fn f(v: &[u8]) { for _ in 0..9 { thread::scope(|s| { s.spawn(|| v.len()); }); } }", &["1(&v) scoped"]),
        ("pub fn f() { let mut i = 0; while i < 4 { thread::spawn(|| ()); i += 1; } }", &["1*()"]),
    ]);
}

#[test]
fn other_libraries_are_known_by_their_declarations() {
    starts(&[
        ("pub fn f(v: Vec<u8>) { rayon::spawn(move || drop(v)); }", &["1(move v)"]),
        ("pub fn f(a: &[u8], b: &[u8]) { rayon::join(|| a.len(), || b.len()); }", &["1(&a) scoped", "1(&b) scoped"]),
        (
            "fn sort(v: &mut [u8]) { let (a, b) = v.split_at_mut(1); rayon::join(|| sort(a), || sort(b)); }",
            &["1*(&mut a) scoped", "1*(&mut b) scoped"],
        ),
        ("pub fn f(v: &[u8]) { rayon::scope(|s| { for x in v { s.spawn(move |_| *x); } }); }", &["1*(&x) scoped"]),
        ("pub fn f(v: &[u8]) { crossbeam::scope(|s| { s.spawn(|_| v.len()); }).unwrap(); }", &["1(&v) scoped"]),
        (
            "use crossbeam::thread as t; pub fn f(v: &[u8]) { t::scope(|s| { s.spawn(|_| v.len()); }); }",
            &["1(&v) scoped"],
        ),
        ("pub async fn f(s: Arc<Stats>) { tokio::spawn(async move { s.hits.load(Relaxed); }); }", &["1(arc s)"]),
        (
            "use tokio::task; pub async fn f(v: Vec<u8>) { task::spawn_blocking(move || v.len()).await; }",
            &["1(move v)"],
        ),
        (
            "use tokio::spawn; async fn serve(v: Vec<u8>) {} pub fn f(v: Vec<u8>) { spawn(serve(v)); }",
            &["async serve(v)(move v)"],
        ),
        (
            "use rayon; pub fn f(a: &[u8], b: &[u8]) { rayon::join(|| a.len(), || b.len()); }",
            &["1(&a) scoped", "1(&b) scoped"],
        ),
        ("pub fn f() { other::spawn(|| ()); }", &[]),
        ("use other::spawn; pub fn f() { spawn(|| ()); }", &[]),
    ]);
}

#[test]
fn parallel_iterators_start_several() {
    starts(&[
        (
            "use rayon::prelude::*; pub fn f(v: &[u8], n: u8) -> Vec<u8> { v.par_iter().map(|x| x + n).collect() }",
            &["1*(&n) scoped"],
        ),
        (
            "use rayon::prelude::*; pub fn f(v: &[u8]) { v.par_iter().map(|x| x + 1).filter(|x| *x > 1).for_each(|x| ()); }",
            &["3*() scoped"],
        ),
        ("use rayon::prelude::*; pub fn f(v: &[f64]) -> f64 { v.par_iter().sum() }", &["0*() scoped"]),
        (
            "use rayon::prelude::*; pub fn f(v: &mut [f64]) { v.par_chunks_mut(64).for_each(|c| c.fill(0.0)); }",
            &["1*() scoped"],
        ),
        ("use rayon::prelude::*; pub fn f(v: &mut [f64]) { v.par_sort_by(|a, b| a.total_cmp(b)); }", &["1*() scoped"]),
        (
            "use rayon::prelude::*; pub fn f(v: &[f64], w: &[f64]) { v.par_iter().zip(w.par_iter()).for_each(|(a, b)| ()); }",
            &["1*() scoped"],
        ),
        // Who gets it runs it.
        ("use rayon::prelude::*; pub struct S { v: Vec<f64> } impl S { fn f(&self) -> It { self.v.par_iter() } }", &[]),
    ]);
}

#[test]
fn what_is_behind_an_arc_is_shared() {
    touches(&[
        (
            "pub fn f(s: Arc<Stats>) { for _ in 0..4 { let s = Arc::clone(&s); thread::spawn(move || s.hits.fetch_add(1, Relaxed)); } }",
            "s.hits+=~*",
        ),
        (
            "pub fn f(s: Arc<Stats>) { for _ in 0..4 { let t = s.clone(); thread::spawn(move || t.misses.store(1, Relaxed)); } }",
            "s.misses+=~*",
        ),
        ("pub fn f(s: Arc<Stats>) { let t = s.clone(); thread::spawn(move || t.name.len()); }", "s.name"),
        (
            "pub fn f() { let c = Arc::new(AtomicU64::new(0)); let h: Vec<_> = (0..4).map(|_| { let c = c.clone(); thread::spawn(move || { for _ in 0..9 { c.fetch_add(1, Relaxed); } }) }).collect(); }",
            "c+=~*",
        ),
        (
            "pub struct S { stats: Arc<Stats> } impl S { fn f(&self) { let stats = self.stats.clone(); thread::spawn(move || stats.hits.load(Relaxed)); } }",
            "self.stats.hits",
        ),
        (
            "#[derive(Clone)] pub struct H { inner: Arc<Stats> } pub fn f(h: H) { for _ in 0..2 { let h = h.clone(); thread::spawn(move || h.inner.hits.fetch_add(1, Relaxed)); } }",
            "h.inner.hits+=~*",
        ),
        // Each has one of its own.
        (
            "pub fn f() { for _ in 0..4 { let s = Arc::new(AtomicU64::new(0)); let t = s.clone(); thread::spawn(move || t.fetch_add(1, Relaxed)); } }",
            "s+=~",
        ),
        ("pub fn f(s: Vec<u8>) { for _ in 0..4 { let t = s.clone(); thread::spawn(move || t.len()); } }", ""),
    ]);
}

#[test]
fn locks_are_written_by_whoever_takes_them() {
    touches(&[
        (
            "pub fn f(s: Arc<Stats>) { let s = s.clone(); thread::spawn(move || s.log.lock().unwrap().push(1)); }",
            "s.log&mut#",
        ),
        (
            "pub fn f(n: &Mutex<u64>) { thread::scope(|s| { for _ in 0..4 { s.spawn(|| { *n.lock().unwrap() += 1; }); } }); }",
            "n+=#*",
        ),
        (
            "pub fn f(n: &Mutex<Vec<u64>>) { thread::scope(|s| { for _ in 0..4 { s.spawn(|| { let mut g = n.lock().unwrap(); g.push(1); g.push(2); }); } }); }",
            "n&mut#*",
        ),
        ("pub fn f(n: &RwLock<Vec<u64>>) { thread::scope(|s| { s.spawn(|| n.read().unwrap().len()); }); }", "n#"),
        (
            "pub fn f(n: &[Mutex<u64>]) { thread::scope(|s| { for t in 0..4 { s.spawn(move || { *n[t].lock().unwrap() += 1; }); } }); }",
            "n[]own+=#*",
        ),
    ]);
}

#[test]
fn the_threads_number_chooses_its_own_element() {
    touches(&[
        (
            "pub fn f(n: &[AtomicU64]) { thread::scope(|s| { for t in 0..4 { s.spawn(move || n[t].fetch_add(1, Relaxed)); } }); }",
            "n[]own+=~*",
        ),
        (
            "pub fn f(n: &[AtomicU64]) { thread::scope(|s| { for t in 0..4 { s.spawn(move || { let c = &n[t]; for _ in 0..9 { c.fetch_add(1, Relaxed); } }); } }); }",
            "n[]own+=~*",
        ),
        (
            "pub fn f(n: &[AtomicU64]) { thread::scope(|s| { for c in n { s.spawn(move || c.fetch_add(1, Relaxed)); } }); }",
            "n[]own+=~*",
        ),
        (
            "pub fn f(n: &[AtomicU64], d: &[usize]) { thread::scope(|s| { for t in 0..4 { s.spawn(move || { for i in t * 9..t * 9 + 9 { n[d[i]].fetch_add(1, Relaxed); } }); } }); }",
            "d[]own* n[]any+=~*",
        ),
        (
            "pub fn f(n: Arc<Vec<AtomicU64>>) { for t in 0..4 { let n = n.clone(); thread::spawn(move || n[t % 8].store(1, Relaxed)); } }",
            "n[]own+=~*",
        ),
        (
            "pub fn f(n: &[AtomicU64; 4]) { thread::scope(|s| { for _ in 0..4 { s.spawn(|| n[0].fetch_add(1, Relaxed)); } }); }",
            "n[]fixed+=~*",
        ),
        (
            "pub fn f(n: Arc<[AtomicU64; 4]>) { let h: Vec<_> = (0..4).map(|t| { let n = n.clone(); thread::spawn(move || n[t].fetch_add(1, Relaxed)) }).collect(); }",
            "n[]own+=~*",
        ),
        (
            "pub fn f(out: &mut [u64]) { thread::scope(|s| { for (t, c) in out.chunks_mut(9).enumerate() { s.spawn(move || { c[0] = t as u64; }); } }); }",
            "out[][]own=*",
        ),
        (
            "use rayon::prelude::*; pub fn f(v: &[u8], n: &[AtomicU64]) { v.par_iter().for_each(|x| { n[rayon::current_thread_index().unwrap()].fetch_add(1, Relaxed); }); }",
            "n[]own+=~* v[]own*",
        ),
    ]);
}

#[test]
fn parallel_iterators_deal_out_elements() {
    touches(&[
        (
            "use rayon::prelude::*; pub fn f(v: &mut [f64]) { v.par_iter_mut().for_each(|x| *x += 1.0); }",
            "v[]own* v[]own+=*",
        ),
        (
            "use rayon::prelude::*; pub fn f(v: &[u8], n: &[AtomicU64]) { v.par_iter().for_each(|x| { n[*x as usize].fetch_add(1, Relaxed); }); }",
            "n[]any+=~* v[]own*",
        ),
        (
            "use rayon::prelude::*; pub fn f(v: &[u8], n: &AtomicU64) { v.par_iter().for_each(|_| { n.fetch_add(1, Relaxed); }); }",
            "n+=~* v[]own*",
        ),
        (
            "use rayon::prelude::*; pub fn f(n: &[AtomicU64]) { (0..9usize).into_par_iter().for_each(|i| { n[i].store(1, Relaxed); }); }",
            "n[]own+=~*",
        ),
        (
            "use rayon::prelude::*; pub fn f(v: &[u8], n: &[AtomicU64]) { v.par_iter().enumerate().for_each(|(i, x)| { n[i].store(*x as u64, Relaxed); }); }",
            "n[]own+=~* v[]own*",
        ),
        (
            "use rayon::prelude::*; pub fn f(v: &mut [f64], w: &[f64]) { v.par_iter_mut().zip(w).for_each(|(a, b)| *a = *b); }",
            "v[]own* v[]own=* w[]own*",
        ),
        ("use rayon::prelude::*; pub fn f(v: &[f64]) -> f64 { v.par_iter().sum() }", "v[]own*"),
        (
            "use rayon::prelude::*; pub fn f(v: &[f64], m: &Mutex<f64>) { v.par_iter().for_each(|x| { *m.lock().unwrap() += x; }); }",
            "m+=#* v[]own*",
        ),
    ]);
}

#[test]
fn functions_of_the_workspace_are_looked_into() {
    touches(&[
        (
            "impl Stats { fn hit(&self) { self.hits.fetch_add(1, Relaxed); } } pub fn f(s: Arc<Stats>) { for _ in 0..4 { let s = s.clone(); thread::spawn(move || s.hit()); } }",
            "s.hits+=~*",
        ),
        (
            "fn work(c: &[AtomicU64], t: usize) { c[t].fetch_add(1, Relaxed); } pub fn f(c: &[AtomicU64]) { thread::scope(|s| { for t in 0..4 { s.spawn(move || work(c, t)); } }); }",
            "c[]own+=~*",
        ),
        (
            "fn inc(c: &AtomicU64) { c.fetch_add(1, Relaxed); } fn work(s: &Stats) { inc(&s.misses) } pub fn f(t: &Stats) { thread::scope(|s| { s.spawn(|| work(t)); }); }",
            "t.misses+=~",
        ),
        (
            "static N: AtomicU64 = AtomicU64::new(0); fn work() { N.fetch_add(1, Relaxed); } pub fn f() { for _ in 0..4 { thread::spawn(work); } }",
            "N+=~*",
        ),
        (
            "static N: AtomicU64 = AtomicU64::new(0); fn deep() { N.fetch_add(1, Relaxed); deep() } pub fn f() { thread::spawn(|| deep()); }",
            "N+=~",
        ),
        ("static mut N: u64 = 0; pub fn f() { for _ in 0..4 { thread::spawn(|| unsafe { N += 1 }); } }", "N+=*"),
        (
            "static M: Mutex<Vec<u8>> = Mutex::new(Vec::new()); pub fn f() { thread::spawn(|| M.lock().unwrap().push(1)); }",
            "M&mut#",
        ),
        (
            "async fn serve(s: Arc<Stats>) { s.hits.fetch_add(1, Relaxed); } pub fn f(s: Arc<Stats>) { loop { tokio::spawn(serve(s.clone())); } }",
            "s.hits+=~*",
        ),
        (
            "pub fn f(n: &AtomicU64) { let work = || n.fetch_add(1, Relaxed); thread::scope(|s| { for _ in 0..4 { s.spawn(|| work()); } }); }",
            "n+=~*",
        ),
        (
            "pub fn f(n: &[AtomicU64]) { let work = |i: usize| { let j = i + 1; n[j].fetch_add(1, Relaxed); }; thread::scope(|s| { for t in 0..4 { s.spawn(move || work(t)); } }); }",
            "n[]any+=~*",
        ),
        // Whose function it is depends on the type: each impl's is looked at.
        (
            "pub trait A { fn inc(&self); } impl A for AtomicU64 { fn inc(&self) { self.fetch_add(1, Relaxed); } } pub struct C<P> { v: P } \
            pub fn f<P: A + Sync>(c: &C<P>) { thread::scope(|s| { for _ in 0..4 { s.spawn(|| c.v.inc()); } }); }",
            "c.v+=~*",
        ),
        (
            "impl Stats { fn f(&self) { thread::scope(|s| { for _ in 0..4 { s.spawn(|| self.g()); } }); } fn g(&self) { self.misses.fetch_add(1, Relaxed); } }",
            "self.misses+=~*",
        ),
    ]);
}

#[test]
fn what_several_write_is_told_apart() {
    written_by_several(&[
        (
            "pub fn f() { let n = Arc::new(Mutex::new(0)); let a = Arc::clone(&n); let b = Arc::clone(&n); \
                thread::spawn(move || *a.lock().unwrap() += 1); thread::spawn(move || println!(\"{}\", b.lock().unwrap())); }",
            "n",
        ),
        (
            "pub fn f(v: &mut Vec<u8>, n: &AtomicU64) { thread::scope(|s| { s.spawn(|| v.push(1)); s.spawn(|| n.store(1, Relaxed)); }); }",
            "",
        ),
        (
            "use rayon::prelude::*; pub fn f(v: &mut [u64], sums: &mut Vec<u64>) { v.par_chunks_mut(64).enumerate().for_each(|(i, c)| c[0] = sums[i]); }",
            "v",
        ),
        ("use rayon::prelude::*; pub fn f(v: &[u64]) { v.iter().par_bridge().for_each(|x| ()); }", ""),
        (
            "pub fn f(t: &Stats) { thread::scope(|s| { s.spawn(|| t.hits.store(1, Relaxed)); s.spawn(|| t.misses.store(1, Relaxed)); }); }",
            "t",
        ),
        (
            "pub fn f(t: &Stats) { thread::scope(|s| { s.spawn(|| t.hits.store(1, Relaxed)); s.spawn(|| t.misses.load(Relaxed)); }); }",
            "",
        ),
        ("pub fn f(t: &Stats) { thread::scope(|s| { for _ in 0..4 { s.spawn(|| t.hits.load(Relaxed)); } }); }", ""),
        ("pub fn f(a: &AtomicU64, b: &AtomicU64) { rayon::join(|| a.store(1, Relaxed), || b.store(1, Relaxed)); }", ""),
        // Each turn of the recursion has halves of its own, and one `n`.
        (
            "fn f(v: &mut [u8], n: &AtomicU64) { let (a, b) = v.split_at_mut(1); rayon::join(|| { a[0] = 1; f(a, n) }, || { b[0] = 1; n.fetch_add(1, Relaxed); f(b, n) }); }",
            "n",
        ),
        ("pub fn f(a: &AtomicU64) { rayon::join(|| a.store(1, Relaxed), || a.store(2, Relaxed)); }", "a"),
        (
            "static A: AtomicU64 = AtomicU64::new(0); pub fn f() { thread::spawn(|| A.store(1, Relaxed)); } pub fn g() { thread::spawn(|| A.store(2, Relaxed)); }",
            "A",
        ),
        // What is started within is the inner one's.
        ("pub fn f(a: &AtomicU64) { rayon::scope(|s| { s.spawn(|s| { s.spawn(|_| a.store(1, Relaxed)); }); }); }", ""),
        ("pub fn f(t: &RwLock<u8>) { thread::scope(|s| { for _ in 0..4 { s.spawn(|| *t.read().unwrap()); } }); }", "t"),
    ]);
}
