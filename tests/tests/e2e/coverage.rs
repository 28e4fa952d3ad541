//! How much of a program and of each site the trace sees, as the samples of the timed run tell it.
use crate::harness::{Answer, Workspace};
use serde_json::Value;

/// One site that only loads, and one that waits for the C library's sine.
const TWO: &str = r#"//- /Cargo.toml
[package]
name = "two"
version = "0.1.0"
edition = "2021"
publish = false
[workspace]
[[bench]]
name = "both"
harness = false
//- /src/lib.rs
pub struct Grid {
    pub rows: Vec<Vec<f64>>,
}
impl Grid {
    #[inline(never)]
    pub fn sum(&self) -> f64 {
        let mut sum = 0.0;
        for c in 0..self.rows[0].len() {
            for r in 0..self.rows.len() {
                sum += self.rows[r][c];
            }
        }
        sum
    }
}
pub struct Waves {
    pub rows: Vec<Vec<f64>>,
}
impl Waves {
    #[inline(never)]
    pub fn sines(&self) -> f64 {
        let mut sum = 0.0;
        for c in 0..self.rows[0].len() {
            for r in 0..self.rows.len() {
                sum += self.rows[r][c].sin();
            }
        }
        sum
    }
}
//- /benches/both.rs
fn main() {
    let rows: Vec<Vec<f64>> = (0..800).map(|r| (0..800).map(|c| (r * c) as f64).collect()).collect();
    let grid = two::Grid { rows: rows.clone() };
    let waves = two::Waves { rows };
    for _ in 0..60 {
        std::hint::black_box(std::hint::black_box(&grid).sum());
    }
    for _ in 0..10 {
        std::hint::black_box(std::hint::black_box(&waves).sines());
    }
}
"#;

fn site<'a>(sites: &'a [Value], item: &str) -> &'a Value {
    let is_it = |site: &&Value| site["site"].as_str().is_some_and(|id| id.contains(item));
    sites.iter().find(is_it).unwrap_or_else(|| panic!("no site in {item}: {sites:#?}"))
}

/// Whether the system lets us sample: said, where it does not.
fn is_sampled(answer: &Answer, coverage: &Value) -> bool {
    let sampled = coverage.get("share").is_some();
    if !sampled {
        eprintln!("no samples here, coverage is not tested: {}", answer.stderr);
    }
    sampled
}

#[test]
fn each_site_has_the_coverage_of_what_it_calls() {
    let two = Workspace::written(TWO, "two");
    let answer = two.run(["confirm", "--bench", "both", "--message-format", "json"]).expect_code(0);
    let sites = answer.sites();
    let (sum, sines) = (&site(&sites, "Grid::sum")["coverage"], &site(&sites, "Waves::sines")["coverage"]);
    if !is_sampled(&answer, sum) {
        return;
    }
    for coverage in [sum, sines] {
        assert_eq!(coverage["of"], "site", "{coverage}");
        assert!(coverage["samples"].as_u64().is_some_and(|samples| samples >= 50), "{coverage}");
    }
    assert!(sum["share"].as_f64().is_some_and(|share| share > 0.9), "{sum}");
    assert!(sines["share"].as_f64().is_some_and(|share| share < 0.6), "{sines}");
    let reasons = sines["reasons"].as_array().expect("reasons");
    let library = reasons.iter().find(|one| one["reason"].as_str().is_some_and(|name| name.contains("libm")));
    assert!(library.is_some_and(|library| library["share"].as_f64() > Some(0.4)), "{sines}");
}

#[test]
fn a_trace_tells_its_coverage_and_keeps_it_when_saved() {
    let two = Workspace::written(TWO, "two_traced");
    let program = |answer: &Answer| {
        let of_program = |object: &Value| object["reason"] == "locality-cost" && object["scope"] == "program";
        answer.json().into_iter().find(of_program).expect("the program")["coverage"].clone()
    };
    let answer =
        two.run(["trace", "--bench", "both", "--message-format", "json", "--save", "both.trace"]).expect_code(0);
    let coverage = program(&answer);
    if !is_sampled(&answer, &coverage) {
        return;
    }
    assert_eq!(coverage["of"], "program", "{coverage}");
    assert!(coverage["share"].as_f64().is_some_and(|share| (0.05..0.95).contains(&share)), "{coverage}");
    let reasons = coverage["reasons"].as_array().expect("reasons");
    let named =
        |words: &str| reasons.iter().find(|one| one["reason"].as_str().is_some_and(|name| name.contains(words)));
    assert!(named("libm").is_some_and(|library| library["share"].as_f64() > Some(0.05)), "{coverage}");
    if cfg!(target_arch = "x86_64") {
        let stack = named("spills").and_then(|spills| spills["accesses_at_most"].as_f64()).expect("read from the code");
        assert!((0.0..0.9).contains(&stack), "{coverage}");
    }
    let again = two.run(["trace", "--replay", "both.trace", "--message-format", "json"]).expect_code(0);
    let replayed = program(&again);
    assert_eq!((&replayed["samples"], &replayed["of"]), (&coverage["samples"], &coverage["of"]));
    let screen = two.run(["trace", "--replay", "both.trace", "--color", "never"]).expect_code(0);
    assert!(screen.stdout.contains("of the time passes in code that is traced"), "{screen:#?}");
}
