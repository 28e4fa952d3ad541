//! What passes in the kernel: fresh pages against those that are used again.
use crate::harness::Workspace;
use serde_json::Value;

/// Large buffers, made anew each round or used again, and a map that is walked while its body makes some.
const BUFFERS: &str = r#"//- /Cargo.toml
[package]
name = "buffers"
version = "0.1.0"
edition = "2021"
publish = false
[workspace]
//- /src/lib.rs
use std::collections::HashMap;
#[inline(never)]
pub fn fill(out: &mut Vec<u8>, part: &[u8]) {
    for _ in 0..40 {
        out.extend_from_slice(part);
    }
}
#[inline(never)]
pub fn walk(map: &HashMap<u64, u64>, part: &[u8]) -> u64 {
    let mut sum = 0;
    for (key, value) in map {
        let mut out = Vec::with_capacity(40 << 20);
        fill(&mut out, part);
        sum += key ^ value ^ u64::from(out[7]);
    }
    sum
}
//- /src/bin/fresh.rs
fn main() {
    let part = vec![7_u8; 1 << 20];
    let mut sum = 0;
    for _ in 0..10 {
        let mut out = Vec::with_capacity(40 << 20);
        buffers::fill(&mut out, &part);
        sum += u64::from(std::hint::black_box(&out)[77]);
    }
    println!("{sum}");
}
//- /src/bin/again.rs
fn main() {
    let part = vec![7_u8; 1 << 20];
    let mut sum = 0;
    let mut out = Vec::with_capacity(40 << 20);
    for _ in 0..10 {
        out.clear();
        buffers::fill(&mut out, &part);
        sum += u64::from(std::hint::black_box(&out)[77]);
    }
    println!("{sum}");
}
//- /src/bin/body.rs
fn main() {
    let part = vec![7_u8; 1 << 20];
    let map = (0..8_u64).map(|one| (one, one)).collect();
    println!("{}", buffers::walk(&map, &part));
}
"#;

fn program(answer: &[Value]) -> &Value {
    answer.iter().find(|line| line["scope"] == "program").expect("the program's sum")
}

#[test]
fn fresh_pages_cost_more_than_those_that_are_used_again() {
    let buffers = Workspace::written(BUFFERS, "buffers");
    let trace = |bin: &str| buffers.run(["trace", "--bin", bin, "--message-format", "json"]).expect_code(0).json();
    let (fresh, again) = (trace("fresh"), trace("again"));
    let figure = |lines: &[Value], name: &str| program(lines)["kernel"][name].as_f64();
    // 10 times 40 MiB of pages against once; huge pages where the system gives them.
    let faults = [&fresh, &again].map(|lines| figure(lines, "page_faults").expect("the system counts them"));
    assert!(faults[0] > 3.0 * faults[1], "{faults:?}");
    let Some(share) = figure(&fresh, "page_faults_share") else { return };
    assert!(share > figure(&again, "page_faults_share").expect("known there too"), "{fresh:#?} {again:#?}");
    let cycles = [&fresh, &again].map(|lines| program(lines)["cost"]["cycles"].as_u64().expect("a number"));
    let seen = program(&fresh)["page_faults"].is_u64();
    assert!(!seen || cycles[0] > cycles[1] + cycles[1] / 5, "{cycles:?}");
    if seen {
        let faults = |line: &&Value| line["page_faults"].as_u64().unwrap_or(0);
        let lines = fresh.iter().filter(|line| line["scope"] == "line");
        let worst = lines.max_by_key(faults).expect("a line");
        assert!(worst["file"] == "src/lib.rs" && worst["line"] == 5, "{worst:#}");
    }
}

#[test]
fn page_faults_of_the_body_are_told_and_not_held_against_the_map() {
    let buffers = Workspace::written(BUFFERS, "buffers-of-a-body");
    let answer = buffers.run(["confirm", "--bin", "body", "--message-format", "json"]).expect_code(0);
    let sites = answer.sites();
    let walk = sites.iter().find(|site| site["site"].as_str().is_some_and(|id| id.contains("walk"))).expect("a site");
    assert!(walk["kernel"]["page_faults"].as_u64().is_some_and(|faults| faults > 8 * 20), "{walk:#}");
    assert_ne!(walk["verdict"], "confirmed", "{walk:#}");
    let screen = buffers.run(["confirm", "--bin", "body"]).expect_code(0).stdout;
    let share = |site: &Value| site["kernel"]["share"].as_f64().unwrap_or(0.0);
    assert!(share(walk) < 0.1 || screen.contains("of the time passes in the kernel"), "{screen}");
}
