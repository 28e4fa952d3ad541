//! Benches under harnesses, and code that runs on other threads than the one that asked for it.
use crate::harness::{Answer, Workspace};

/// The same loop under three harnesses, each with a set-up that is no part of it.
const HARNESSES: &str = r#"//- /Cargo.toml
[package]
name = "many"
version = "0.1.0"
edition = "2021"
[workspace]
[dev-dependencies]
criterion = { version = "0.8", default-features = false }
divan = "0.1"
[[bench]]
name = "by_criterion"
harness = false
[[bench]]
name = "by_divan"
harness = false
//- /src/lib.rs
use std::collections::HashMap;
pub fn total(map: &HashMap<u64, u64>) -> u64 {
    let mut sum = 0;
    for (key, value) in map {
        sum += key ^ value;
    }
    sum
}
pub fn setup() -> HashMap<u64, u64> {
    let mut map = HashMap::with_capacity(100_000);
    map.extend((0..10_000).map(|k| (k, k * 7)));
    map
}
//- /benches/by_criterion.rs
use criterion::{criterion_group, criterion_main, Criterion};
fn walk(c: &mut Criterion) {
    let map = many::setup();
    c.bench_function("walk", |b| b.iter(|| many::total(std::hint::black_box(&map))));
}
fn other(c: &mut Criterion) {
    c.bench_function("other", |b| b.iter(|| many::setup().len()));
}
criterion_group!(benches, walk, other);
criterion_main!(benches);
//- /benches/by_divan.rs
fn main() {
    divan::main();
}
#[divan::bench(sample_count = 20, sample_size = 3)]
fn walk(bencher: divan::Bencher) {
    bencher.with_inputs(many::setup).bench_refs(|map| many::total(map));
}
//- /tests/by_libtest.rs
#[test]
fn one() {
    assert!(many::total(&many::setup()) > 0);
}
#[test]
fn two() {
    assert!(many::total(&many::setup()) > 0);
}
"#;

/// Entries of the one site, and the loads of one entry.
fn entries(answer: &Answer) -> (u64, f64) {
    let sites = answer.sites();
    let [site] = sites.as_slice() else { panic!("one site: {answer:#?}") };
    let count = |figure: &serde_json::Value| figure.as_u64().unwrap_or_else(|| panic!("a count: {answer:#?}"));
    (count(&site["entries"]), count(&site["counters"]["loads"]) as f64)
}

/// Takes long and may need the network: criterion and what it depends on is built, twice.
#[test]
#[ignore = "slow: scripts/harnesses.sh runs it"]
fn harnesses_are_told_to_leave_their_statistics_out() {
    let many = Workspace::written(HARNESSES, "harnesses");
    let run = |workload: &[&str], args: &[&str]| {
        let mut command = many.command(["confirm", "--message-format", "json"]);
        command.env("CARGO_NET_OFFLINE", "false");
        Answer::of(command.args(workload).arg("--").args(args)).expect_code(0)
    };
    let (entries_of_tests, loads_of_tests) = entries(&run(&["--test", "by_libtest"], &[]));
    assert_eq!(entries_of_tests, 2);
    let one = loads_of_tests / 2.0;

    let criterion = run(&["--bench", "by_criterion"], &["walk"]);
    assert!(entries(&criterion).0 > 10, "as often as fits into a second");
    let criterion = criterion.expect_stderr(&["--profile-time 1"]);
    let loads = entries(&criterion).1 / one;
    // Compiled into another program, a walk takes a load more or less.
    assert!((loads - loads.round()).abs() < 0.05, "whole walks and nothing else: {loads}");

    // An option of the user's own: its way is left to the harness, here once.
    let tried = run(&["--bench", "by_criterion"], &["walk", "--test"]);
    assert_eq!(entries(&tried).0, 1);
    assert!((0.99..1.01).contains(&(entries(&tried).1 / one)), "{tried:#?}");
    assert!(!tried.stderr.contains("--profile-time"), "{}", tried.stderr);

    let divan = run(&["--bench", "by_divan"], &[]).expect_stderr(&["DIVAN_MAX_TIME=1"]);
    assert_eq!(entries(&divan).0, 60);
    assert!((59.5..60.5).contains(&(entries(&divan).1 / one)), "{divan:#?}");
}

/// A loop in a closure that rayon runs, one whose whole walk rayon does, and one in an `async fn` that is suspended between
/// its turns and goes on in another thread.
const ELSEWHERE: &str = r#"//- /Cargo.toml
[package]
name = "elsewhere"
version = "0.1.0"
edition = "2021"
[workspace]
[dependencies]
rayon = "1"
[[bench]]
name = "work"
harness = false
//- /src/lib.rs
use rayon::prelude::*;
use std::collections::HashMap;
pub type Map = HashMap<u64, u64>;
pub fn in_a_closure(maps: &[Map]) -> u64 {
    maps.par_iter()
        .map(|map: &Map| {
            let mut sum = 0;
            for (key, value) in map {
                sum += key ^ value;
            }
            sum
        })
        .sum()
}
pub fn handed_on(keys: &Map, rows: &[Vec<u64>]) -> u64 {
    let mut sum = 0;
    for (key, value) in keys {
        let of_rows: u64 = rows.par_iter().map(|row| row[*key as usize]).sum();
        sum += of_rows ^ value;
    }
    sum
}
pub async fn between_awaits(map: &Map) -> u64 {
    let mut sum = 0;
    for (key, value) in map {
        sum += key ^ value;
    }
    pause::Pause(false).await;
    sum
}
pub async fn across_awaits(map: &Map) -> u64 {
    let mut sum = 0;
    for value in map.values() {
        sum += value;
        if value % 1000 == 0 {
            pause::Pause(false).await;
        }
    }
    sum
}
pub mod pause {
    use std::future::Future;
    use std::pin::Pin;
    use std::task::{Context, Poll};
    pub struct Pause(pub bool);
    impl Future for Pause {
        type Output = ();
        fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
            context.waker().wake_by_ref();
            if std::mem::replace(&mut self.0, true) { Poll::Ready(()) } else { Poll::Pending }
        }
    }
}
//- /benches/work.rs
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, Wake};
struct Nobody;
impl Wake for Nobody {
    fn wake(self: Arc<Self>) {}
}
/// Polls it on a new thread each time: it must be `Send`.
fn run(mut task: Pin<Box<dyn Future<Output = u64> + Send>>) -> u64 {
    loop {
        let polled = std::thread::spawn(move || {
            let waker = Arc::new(Nobody).into();
            let polled = task.as_mut().poll(&mut Context::from_waker(&waker));
            (task, polled)
        });
        let (rest, polled) = polled.join().unwrap();
        task = rest;
        if let Poll::Ready(sum) = polled {
            return sum;
        }
    }
}
fn main() {
    let map: Arc<elsewhere::Map> = Arc::new((0..4000).map(|k| (k, k)).collect());
    let maps: Vec<elsewhere::Map> = (0..8).map(|_| (0..4000).map(|k| (k, k)).collect()).collect();
    let mut sum = elsewhere::in_a_closure(std::hint::black_box(&maps));
    let rows = vec![vec![1; 16]; 5000];
    sum += elsewhere::handed_on(&(0..10).map(|k| (k, k)).collect(), std::hint::black_box(&rows));
    for _ in 0..2 {
        let (one, two) = (map.clone(), map.clone());
        sum += run(Box::pin(async move { elsewhere::between_awaits(&one).await }));
        sum += run(Box::pin(async move { elsewhere::across_awaits(&two).await }));
    }
    println!("{sum}");
}
"#;

#[test]
fn closures_of_rayon_and_async_functions_are_counted_where_they_run() {
    let elsewhere = Workspace::written(ELSEWHERE, "elsewhere");
    let answer = elsewhere.run(["confirm", "--bench", "work", "--message-format", "json"]).expect_code(0);
    let sites = answer.sites();
    let site = |function: &str| {
        let is_it = |site: &&serde_json::Value| site["site"].as_str().is_some_and(|id| id.contains(function));
        sites.iter().find(is_it).unwrap_or_else(|| panic!("{function}: {sites:#?}"))
    };
    let loads = |function: &str| site(function)["counters"]["loads"].as_u64().unwrap_or(0);
    assert_eq!(site("in_a_closure")["entries"], 8);
    assert_eq!(site("between_awaits")["entries"], 2);
    let one = loads("between_awaits") / 2;
    assert!(one >= 4000, "{sites:#?}");
    assert!(loads("in_a_closure").abs_diff(8 * one) < one / 10, "{sites:#?}");
    // What its closure reads in other threads is its own too: an element of each of 5000 rows, ten times.
    assert_eq!(site("handed_on")["entries"], 1);
    assert!(loads("handed_on") >= 10 * 5000, "{sites:#?}");
    // No guard can stand there: its lines tell.
    assert!(site("across_awaits").get("entries").is_none());
    assert!((2 * 4000..6 * one).contains(&loads("across_awaits")), "{sites:#?}");
}
