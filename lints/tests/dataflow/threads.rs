//! Who is started from where, what it takes along, and what threads share by it.
use locality_lints::model::Body;
use locality_lints::model::threads::{CapturedBy, SharedPlace, Started, Times};
use locality_lints::source::facts::{PatId, PatKind};

use crate::{text_of, with_model};

fn name(body: &Body<'_>, variable: PatId) -> String {
    match &body.facts[variable].kind {
        PatKind::Bind { name, .. } => name.as_str().to_owned(),
        other => panic!("{other:?}"),
    }
}

/// The starts of the function `f`: `closure once [counter arc=]`, and what they share: `counter=`.
#[track_caller]
fn check(text: &str, starts: &str, shared: &str) {
    let text = format!(
        "use std::sync::{{Arc, Mutex, atomic::{{AtomicU64, Ordering}}}}; use std::thread; static HITS: AtomicU64 = AtomicU64::new(0); {text}"
    );
    with_model(&text, |model, fixture| {
        let body =
            model.bodies().find(|body| model.item_path(body.owner).rsplit("::").next() == Some("f")).expect("`f`");
        let found = model.starts(body);
        let mut shown = Vec::new();
        for start in &found {
            let code = match start.code {
                Started::Inline(_) => "closure".to_owned(),
                Started::Function(function) => model.item_path(function),
            };
            let times = match start.times {
                Times::Once => "once".to_owned(),
                Times::EachTurn(_) => "each turn".to_owned(),
                Times::Elements(of) => format!("for {}", text_of(model, fixture, body, of)),
            };
            let captures: Vec<String> = start
                .captures
                .iter()
                .map(|capture| {
                    let by = match capture.by {
                        CapturedBy::Move => "moved",
                        CapturedBy::Arc => "arc",
                        CapturedBy::Reference => "ref",
                    };
                    let written = if capture.touches.iter().any(|it| it.how.may_write()) { "=" } else { "" };
                    format!("{} {by}{written}", capture.variable.map_or("self".to_owned(), |it| name(body, it)))
                })
                .collect();
            let scoped = if start.is_scoped { " scoped" } else { "" };
            shown.push(format!("{code} {times}{scoped} [{}]", captures.join(", ")));
        }
        assert_eq!(shown.join("; "), starts, "{text}");
        let mut all: Vec<String> = model
            .shared(body, &found)
            .iter()
            .map(|shared| {
                let what = match shared.what {
                    SharedPlace::Variable(variable) => name(body, variable),
                    SharedPlace::SelfReceiver => "self".to_owned(),
                    SharedPlace::Global(def) => model.item_path(def),
                };
                format!("{what}{}", if shared.is_written() { "=" } else { "" })
            })
            .collect();
        all.sort();
        assert_eq!(all.join(" "), shared, "{text}");
    });
}

#[test]
fn a_spawned_closure_takes_its_variables_along() {
    check("pub fn f(n: u64) { thread::spawn(move || n + 1); }", "closure once [n moved]", "");
    check("pub fn f(v: Vec<u8>) { thread::spawn(move || drop(v)); }", "closure once [v moved]", "");
    check("pub fn f() { let v = vec![1]; let w = v.len(); thread::spawn(move || w); }", "closure once [w moved]", "");
    check("pub fn f(n: u64) { let run = move || n + 1; thread::spawn(run); }", "closure once [n moved]", "");
    check("fn work() {} pub fn f() { thread::spawn(work); }", "work once []", "");
    check("pub fn f(n: u64) { thread::Builder::new().spawn(move || n).unwrap(); }", "closure once [n moved]", "");
    check("pub fn f(n: u64) { g(move || n) } fn g<F: Fn() -> u64>(_: F) {}", "", "");
}

#[test]
fn arcs_are_shared_under_the_name_that_they_were_cloned_from() {
    let text = "pub fn f() { let n = Arc::new(AtomicU64::new(0)); for _ in 0..4 { let m = n.clone(); thread::spawn(move || m.fetch_add(1, Ordering::Relaxed)); } }";
    check(text, "closure each turn [m arc=]", "n=");
    let text = "pub fn f() { let n = Arc::new(Mutex::new(0)); let a = Arc::clone(&n); let b = Arc::clone(&n); thread::spawn(move || *a.lock().unwrap() += 1); thread::spawn(move || println!(\"{}\", b.lock().unwrap())); }";
    check(text, "closure once [a arc=]; closure once [b arc]", "n=");
    let text = "pub fn f() { let n = Arc::new(5); let m = n.clone(); thread::spawn(move || println!(\"{}\", m)); }";
    check(text, "closure once [m arc]", "");
}

#[test]
fn scoped_threads_borrow() {
    let text = "pub fn f(v: &mut Vec<u8>, n: &AtomicU64) { thread::scope(|s| { s.spawn(|| v.push(1)); s.spawn(|| n.store(1, Ordering::Relaxed)); }); }";
    check(text, "closure once scoped [v ref=]; closure once scoped [n ref=]", "");
    let text = "pub fn f() { let n = AtomicU64::new(0); thread::scope(|s| { for _ in 0..4 { s.spawn(|| n.fetch_add(1, Ordering::Relaxed)); } }); }";
    check(text, "closure each turn scoped [n ref=]", "n=");
    let text = "pub fn f(v: &[u64]) -> u64 { thread::scope(|s| { let a = s.spawn(|| v[0]); let b = s.spawn(|| v[1]); a.join().unwrap() + b.join().unwrap() }) }";
    check(text, "closure once scoped [v ref]; closure once scoped [v ref]", "v");
    let text = "pub struct S { hits: AtomicU64, misses: AtomicU64 } impl S { pub fn f(&self) { thread::scope(|s| { s.spawn(|| self.hits.fetch_add(1, Ordering::Relaxed)); s.spawn(|| self.misses.fetch_add(1, Ordering::Relaxed)); }); } }";
    check(text, "closure once scoped [self ref=]; closure once scoped [self ref=]", "self=");
}

#[test]
fn parallel_iterators_run_their_closures_on_many_threads() {
    let text = "use rayon::prelude::*; pub fn f(v: &[u64], n: &AtomicU64) { v.par_iter().for_each(|x| { n.fetch_add(*x, Ordering::Relaxed); }); }";
    check(text, "closure for v scoped [n ref=]", "n=");
    let text = "use rayon::prelude::*; pub fn f(v: &[u64], k: u64) -> u64 { v.par_iter().map(|x| x * k).sum() }";
    check(text, "closure for v scoped [k ref]", "k");
    let text = "use rayon::prelude::*; pub fn f(v: &mut [u64], sums: &mut Vec<u64>) { v.par_chunks_mut(64).enumerate().for_each(|(i, c)| c[0] = sums[i]); }";
    check(text, "closure for v scoped [sums ref]", "sums");
    let text = "pub fn f(a: &mut [u64], b: &mut [u64]) { rayon::join(|| a.sort(), || b.sort()); }";
    check(text, "closure once scoped [a ref=]; closure once scoped [b ref=]", "");
    check("pub fn f(v: &[u64]) -> u64 { v.iter().map(|x| x + 1).sum() }", "", "");
}

#[test]
fn tasks_and_other_libraries_threads_count() {
    check("pub fn f(n: u64) { tokio::spawn(async move { n + 1 }); }", "closure once [n moved]", "");
    check("pub fn f(n: u64) { tokio::task::spawn_blocking(move || n + 1); }", "closure once [n moved]", "");
    let text = "pub fn f(n: &AtomicU64) { crossbeam::scope(|s| { for _ in 0..4 { s.spawn(|_| n.fetch_add(1, Ordering::Relaxed)); } }).unwrap(); }";
    check(text, "closure each turn scoped [n ref=]", "n=");
    check("pub fn f() { std::process::Command::new(\"ls\").spawn().unwrap(); }", "", "");
}

#[test]
fn statics_are_shared_by_all() {
    let text =
        "fn hit() { HITS.fetch_add(1, Ordering::Relaxed); } pub fn f() { for _ in 0..4 { thread::spawn(|| hit()); } }";
    check(text, "closure each turn []", "HITS=");
    let text = "pub fn f() { thread::spawn(|| HITS.fetch_add(1, Ordering::Relaxed)); thread::spawn(|| HITS.load(Ordering::Relaxed)); }";
    check(text, "closure once []; closure once []", "HITS=");
    let text =
        "fn work() { HITS.fetch_add(1, Ordering::Relaxed); } pub fn f() { for _ in 0..2 { thread::spawn(work); } }";
    check(text, "work each turn []", "HITS=");
}
