//! What stands on the screens of `confirm` and `trace`, line by line.
use crate::harness::{Answer, Workspace};

/// Seven walks of which a program runs one, a list that nobody walks, and a program that does not end.
const WALKS: &str = r#"//- /Cargo.toml
[package]
name = "walks"
version = "0.1.0"
edition = "2021"
publish = false
[workspace]
//- /src/lib.rs
use std::collections::{HashMap, LinkedList};
pub struct Kept {
    pub list: LinkedList<u64>,
}
pub fn keep(kept: &mut Kept) {
    for one in 0..1000 {
        kept.list.push_back(one);
    }
}
pub fn map() -> HashMap<u64, u64> {
    let mut map = HashMap::with_capacity(400_000);
    map.extend((0..20_000).map(|k| (k, k * 7)));
    map
}
macro_rules! nothing { () => {}; }
nothing!();
pub fn walk0(map: &HashMap<u64, u64>) -> u64 { let mut sum = 0; for (k, v) in map { sum += k ^ v; } sum }
pub fn walk1(map: &HashMap<u64, u64>) -> u64 { let mut sum = 0; for (k, v) in map { sum += k ^ v; } sum }
pub fn walk2(map: &HashMap<u64, u64>) -> u64 { let mut sum = 0; for (k, v) in map { sum += k ^ v; } sum }
pub fn walk3(map: &HashMap<u64, u64>) -> u64 { let mut sum = 0; for (k, v) in map { sum += k ^ v; } sum }
pub fn walk4(map: &HashMap<u64, u64>) -> u64 { let mut sum = 0; for (k, v) in map { sum += k ^ v; } sum }
pub fn walk5(map: &HashMap<u64, u64>) -> u64 { let mut sum = 0; for (k, v) in map { sum += k ^ v; } sum }
pub fn walk6(map: &HashMap<u64, u64>) -> u64 { let mut sum = 0; for (k, v) in map { sum += k ^ v; } sum }
//- /src/bin/some.rs
fn main() {
    let map = walks::map();
    for _ in 0..100 {
        std::hint::black_box(walks::walk0(std::hint::black_box(&map)));
    }
}
//- /src/bin/endless.rs
fn main() {
    let map = walks::map();
    loop {
        std::hint::black_box(walks::walk0(std::hint::black_box(&map)));
    }
}
//- /src/bin/fails.rs
fn main() {
    eprintln!("there is no such table: prices");
    std::process::exit(7);
}
"#;

const NOTHING: &str = r#"//- /Cargo.toml
[package]
name = "nothing"
version = "0.1.0"
edition = "2021"
publish = false
[workspace]
//- /src/main.rs
fn main() {
    println!("{}", std::env::args().count());
}
"#;

fn lines<'a>(answer: &'a Answer, words: &str) -> Vec<&'a str> {
    answer.stdout.lines().filter(|line| line.contains(words)).collect()
}

#[test]
fn what_was_not_reached_is_one_line_and_what_comes_next_is_there() {
    let walks = Workspace::written(WALKS, "screens");
    let answer = walks.run(["confirm", "--bin", "some", "--timeout", "60"]).expect_code(0);
    let folded = lines(&answer, "this workload never runs it");
    assert_eq!(folded.len(), 1, "{answer:#?}");
    assert!(folded[0].contains("not reached 6 findings") && folded[0].contains("src/lib.rs:19, "), "{answer:#?}");
    let next = lines(&answer, "cargo locality confirm");
    assert_eq!(next.len(), 1, "{answer:#?}");
    assert!(next[0].contains("--bin endless") && !answer.stdout.contains("--test"), "{answer:#?}");
    let all = walks.run(["confirm", "--bin", "some", "-v"]).expect_code(0);
    assert_eq!(lines(&all, "this workload never runs it").len(), 6, "{all:#?}");
    let places = answer.stdout.lines().filter(|line| line.trim_start().starts_with("no place ")).collect::<Vec<_>>();
    let told = answer.stdout.lines().find(|line| line.contains("Verdicts")).expect("a sum");
    if let Some((before, _)) = told.split_once(" without a place to measure") {
        let number = before.rsplit(' ').next().and_then(|number| number.parse().ok());
        assert_eq!(number, Some(places.len()), "{answer:#?}");
        assert!(places.iter().all(|line| line.contains("src/lib.rs:")), "{answer:#?}");
    } else {
        assert!(places.is_empty(), "{answer:#?}");
    }
}

#[test]
fn a_run_that_was_stopped_is_no_measure_of_speed_and_not_the_end_of_the_workload() {
    let walks = Workspace::written(WALKS, "stopped");
    let answer = walks.run(["confirm", "--bin", "endless", "--timeout", "2"]);
    assert_ne!(answer.code, Some(0), "{answer:#?}");
    assert_eq!(lines(&answer, "not reached before the run was stopped").len(), 1, "{answer:#?}");
    let built = lines(&answer, "timed run");
    assert!(built.iter().any(|line| line.contains("traced run") && !line.contains('×')), "{answer:#?}");
}

#[test]
fn a_run_that_fails_ends_the_command_with_its_own_words() {
    let walks = Workspace::written(WALKS, "failing");
    for command in ["confirm", "trace"] {
        let answer = walks.run([command, "--bin", "fails"]);
        assert_ne!(answer.code, Some(0), "{answer:#?}");
        assert!(answer.stderr.contains("there is no such table: prices"), "{answer:#?}");
        assert!(answer.stderr.contains("exited with status 7"), "{answer:#?}");
        assert!(command == "trace" || answer.stdout.is_empty(), "there is nothing to tell: {answer:#?}");
    }
}

#[test]
fn without_a_finding_there_is_the_trace() {
    let nothing = Workspace::written(NOTHING, "nothing");
    for args in [&["confirm", "--bin", "nothing"][..], &["check"]] {
        let answer = nothing.run(args).expect_code(0);
        assert!(answer.stdout.contains("cargo locality trace"), "{answer:#?}");
        assert!(!answer.stdout.contains("cargo locality explain"), "{answer:#?}");
    }
}

#[test]
fn tables_keep_to_the_width_of_the_terminal() {
    let walks = Workspace::written(WALKS, "narrow");
    for width in [80, 120] {
        let mut command = walks.command(["trace", "--bin", "some"]);
        let answer = Answer::of(command.env("COLUMNS", width.to_string())).expect_code(0);
        let table = answer
            .stdout
            .lines()
            .skip_while(|line| !line.contains("Cost by"))
            .take_while(|line| !line.contains("Steps") && !line.contains("Next"));
        let table = table.collect::<Vec<_>>();
        assert!(table.len() > 3, "{answer:#?}");
        assert!(table.iter().all(|line| line.chars().count() <= width), "{width}: {answer:#?}");
    }
}

/// A test that walks a map of a hundred entries a few times.
const TINY: &str = r#"//- /Cargo.toml
[package]
name = "tiny"
version = "0.1.0"
edition = "2021"
publish = false
[workspace]
//- /src/lib.rs
use std::collections::HashMap;
pub fn walk(map: &HashMap<u64, u64>) -> u64 {
    let mut sum = 0;
    for (key, value) in map {
        sum += key ^ value;
    }
    sum
}
//- /tests/walks.rs
#[test]
fn walks() {
    let map = (0..100_u64).map(|key| (key, key)).collect();
    let sums = (0..200).map(|_| tiny::walk(std::hint::black_box(&map))).sum::<u64>();
    assert_eq!(sums, 0);
}
"#;

#[test]
fn what_hardly_ran_is_not_judged_and_that_is_the_same_each_time() {
    let tiny = Workspace::written(TINY, "tiny");
    let sites = (0..4).map(|_| {
        let answer = tiny.run(["confirm", "--test", "walks", "--message-format", "json"]).expect_code(0);
        let [site] = answer.sites().try_into().expect("one site");
        let site: serde_json::Value = site;
        assert_eq!(site["verdict"], "inconclusive", "{site:#}");
        assert!(site["why"].as_str().is_some_and(|why| why.contains("too little ran")), "{site:#}");
        site["counters"].clone()
    });
    let sites = sites.collect::<Vec<_>>();
    assert!(sites.windows(2).all(|two| two[0] == two[1]), "{sites:#?}");
    let screen = tiny.run(["confirm", "--test", "walks"]).expect_code(0).stdout;
    assert!(screen.contains("from 1,000 misses and 10 ms on it can be judged"), "{screen}");
}
