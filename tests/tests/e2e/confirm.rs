//! `cargo locality confirm`: verdicts on workloads that do what they should.
use crate::harness::{Answer, Workspace, repository, scratch};
use serde_json::Value;

/// The verdicts of the sites of `lint` in `file`, in alphabetical order.
fn verdicts(answer: &Answer, lint: &str, file: &str) -> Vec<String> {
    let mut verdicts: Vec<String> = answer
        .sites()
        .iter()
        .filter(|site| site["lint"] == lint && site["file"] == file)
        .map(|site| site["verdict"].as_str().expect("a verdict").to_owned())
        .collect();
    verdicts.sort();
    verdicts
}

/// The site of the plate's relaxation.
fn walk_of_the_grid(sites: &[Value]) -> &Value {
    let is_walk = |site: &&Value| site["site"].as_str().is_some_and(|id| id.contains("grid::Grid::relax/nested_vec"));
    sites.iter().find(is_walk).expect("the grid")
}

/// What must be the same from run to run: verdicts and counts, not times.
fn repeatable(answer: &Answer) -> Vec<(String, String, Value)> {
    answer
        .sites()
        .iter()
        .map(|site| {
            let text = |key: &str| site[key].as_str().expect(key).to_owned();
            (text("site"), text("verdict"), site["counters"].clone())
        })
        .collect()
}

#[test]
fn the_plate_has_a_finding_of_each_verdict_and_is_left_as_it_was() {
    let plate = Workspace::copy("heat", "plate");
    let before = plate.contents();
    let answer = plate.run(["confirm", "--bench", "solve", "--message-format", "json"]).expect_code(0);
    assert_eq!(plate.contents(), before, "confirm wrote into the user's tree");

    assert_eq!(verdicts(&answer, "nested_vec", "plate/src/grid.rs"), ["confirmed"]);
    assert_eq!(verdicts(&answer, "hash_iteration", "sensors/src/lib.rs"), ["confirmed", "refuted"]);
    assert!(verdicts(&answer, "linked_list", "plate/src/queue.rs").iter().all(|verdict| verdict == "refuted"));
    assert_eq!(verdicts(&answer, "pointer_chase", "plate/src/history.rs"), ["not reached"]);

    let sites = answer.sites();
    let grid = walk_of_the_grid(&sites);
    assert_eq!(grid["counters"]["backend"], "model");
    assert_eq!(grid["entries"], 10);
    // 10 steps, 700 columns, 1,198 rows: three cells and three row headers a turn at least.
    assert!(grid["counters"]["loads"].as_u64().expect("loads") > 10 * 700 * 1198 * 3);
    // A row apart each, a column is 1,200 lines: more than the 768 of an L1d of 48 KiB. Every cell misses once.
    let misses = grid["counters"]["l1d_misses"].as_u64().expect("misses");
    assert!((10 * 700 * 1198..10 * 700 * 1198 * 3).contains(&misses), "{misses}");
    assert!(grid["avoidable"]["site"].as_f64().expect("a share") > 0.1);
    // Rows of 5,600 bytes, each an allocation of its own: the next cell of a column is on another page. Of their headers,
    // which lie side by side, about every third is in another line than the one before.
    assert_eq!(grid["neighbours"]["median"], 4096, "{grid}");
    assert!(grid["neighbours"]["same_page"].as_f64().expect("a share") < 0.4, "{grid}");
    assert!(grid["why"].as_str().expect("text").contains("lies 4 KiB or more from the one before"), "{grid}");
    assert!(grid["why"].as_str().is_some_and(|why| !why.is_empty()));
    let history = sites.iter().find(|site| site["lint"] == "pointer_chase").expect("the history");
    assert_eq!(history["entries"], 0);
    assert!(history.get("avoidable").is_none(), "what was not measured is absent: {history}");
}

#[test]
fn verdicts_are_a_line_each_where_that_is_asked_for() {
    let plate = Workspace::copy("heat", "plate_short");
    let answer = plate.run(["confirm", "--bench", "solve", "--message-format", "short"]).expect_code(0);
    let lines: Vec<&str> = answer.stdout.lines().collect();
    let starts = ["plate/src/grid.rs:5:12: confirmed[locality::nested_vec]: avoidable ", "plate/src/history.rs:"];
    assert!(lines.first().is_some_and(|first| first.starts_with(starts[0])), "{lines:#?}");
    assert!(lines.last().is_some_and(|last| last.starts_with(starts[1])), "{lines:#?}");
    let never = ": not reached[locality::pointer_chase]: this workload never runs it";
    assert!(lines.last().is_some_and(|last| last.ends_with(never)), "{lines:#?}");
    assert!(lines.iter().all(|line| line.contains("[locality::")), "{lines:#?}");
}

#[test]
fn the_screen_says_what_was_run_how_it_was_counted_and_what_to_do_next() {
    let plate = Workspace::copy("heat", "plate_screen");
    let answer = plate.run(["confirm", "--bench", "solve", "--color", "never"]).expect_code(0);
    for words in [
        "solve",
        "icelake-sp",
        "confirmed",
        "refuted",
        "not reached",
        "plate/src/grid.rs:5",
        "cells: Vec<Vec<f64>>",
        "Next",
    ] {
        assert!(answer.stdout.contains(words), "{words:?} is not on the screen: {answer:#?}");
    }
}

#[test]
fn with_no_workload_named_the_benches_are_taken_else_the_tests_and_it_says_so() {
    let plate = Workspace::copy("heat", "plate_default");
    let answer = plate.run(["confirm", "--color", "never"]).expect_code(0);
    assert!(format!("{}{}", answer.stdout, answer.stderr).contains("solve"), "{answer:#?}");

    let tests = plate.run(["confirm", "--package", "sensors", "--message-format", "json"]).expect_code(0);
    assert!(tests.stderr.contains("test"), "{tests:#?}");
    assert!(verdicts(&tests, "hash_iteration", "sensors/src/lib.rs").iter().all(|verdict| verdict != "not reached"));
}

#[test]
fn two_runs_count_the_same() {
    let plate = Workspace::copy("heat", "plate_twice");
    let run = || plate.run(["confirm", "--bench", "solve", "--message-format", "json"]).expect_code(0);
    assert_eq!(repeatable(&run()), repeatable(&run()));
}

#[test]
fn another_machine_gives_other_counts_of_the_same_accesses() {
    let plate = Workspace::copy("heat", "plate_machines");
    let misses_and_loads = |machine: &str| {
        let args = ["confirm", "--bench", "solve", "--message-format", "json", "--machine", machine];
        let answer = plate.run(args).expect_code(0);
        let sites = answer.sites();
        let grid = walk_of_the_grid(&sites);
        let count = |key: &str| grid["counters"][key].as_u64().expect("a count");
        (count("l1d_misses"), count("loads"))
    };
    let small = misses_and_loads("l1d=4K/4/64");
    let large = misses_and_loads("l1d=8M/8/64");
    assert_eq!(small.1, large.1);
    assert!(small.0 > 10 * large.0, "4 KiB: {}, 8 MiB: {}", small.0, large.0);
}

#[test]
fn a_loop_over_twenty_entries_is_refuted_however_often_it_runs() {
    let small = Workspace::written(
        r#"//- /Cargo.toml
[package]
name = "small"
version = "0.1.0"
edition = "2021"
publish = false
[workspace]
[[bench]]
name = "often"
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
//- /benches/often.rs
fn main() {
    let map = (0..20u64).map(|k| (k, k * 7)).collect();
    let mut sum = 0u64;
    for _ in 0..200_000 {
        sum = sum.wrapping_add(small::total(std::hint::black_box(&map)));
    }
    assert_ne!(sum, 1);
}
"#,
        "small",
    );
    let answer = small.run(["confirm", "--bench", "often", "--message-format", "json"]).expect_code(0);
    assert_eq!(verdicts(&answer, "hash_iteration", "src/lib.rs"), ["refuted"]);
    assert_eq!(answer.sites()[0]["entries"], 200_000);
}

#[test]
fn a_site_that_can_hold_no_guard_is_counted_by_its_lines() {
    // The crate takes the name by which the guards call the probe: none of them compiles.
    let taken = Workspace::written(
        r#"//- /Cargo.toml
[package]
name = "taken"
version = "0.1.0"
edition = "2021"
publish = false
[workspace]
[[bench]]
name = "scan"
harness = false
//- /src/lib.rs
extern crate core as __locality_probe;
use std::collections::HashMap;
pub fn total(map: &HashMap<u64, u64>) -> u64 {
    let mut sum = 0;
    for (key, value) in map {
        sum += key ^ value;
    }
    sum
}
//- /benches/scan.rs
fn main() {
    let mut map = std::collections::HashMap::with_capacity(1_000_000);
    map.extend((0..40_000u64).map(|k| (k, k * 7)));
    for _ in 0..3 {
        std::hint::black_box(taken::total(std::hint::black_box(&map)));
    }
}
"#,
        "taken",
    );
    let answer = taken.run(["confirm", "--bench", "scan", "--message-format", "json"]).expect_code(0);
    assert!(answer.stderr.contains("guard"), "the loss of a guard is told: {answer:#?}");
    let sites = answer.sites();
    let [site] = sites.as_slice() else { panic!("one site: {answer:#?}") };
    assert!(site["counters"]["loads"].as_u64().expect("counted by lines") > 3 * 40_000, "{site}");
    assert_ne!(site["verdict"], "not reached");
}

#[test]
fn a_guard_that_would_be_felt_moves_out_and_the_site_is_timed_without_it() {
    let hot = Workspace::written(
        r#"//- /Cargo.toml
[package]
name = "hot"
version = "0.1.0"
edition = "2021"
publish = false
[workspace]
[[bench]]
name = "turns"
harness = false
//- /src/lib.rs
use std::collections::HashMap;
#[inline(never)]
pub fn turns(map: &HashMap<u64, u64>, turns: u64) -> u64 {
    let mut sum = 0;
    for turn in 0..turns {
        for (key, value) in map {
            sum += key ^ value ^ turn;
        }
    }
    sum
}
#[inline(never)]
pub fn total(map: &HashMap<u64, u64>) -> u64 {
    let mut sum = 0;
    for (key, value) in map {
        sum += key ^ value;
    }
    sum
}
//- /benches/turns.rs
fn main() {
    let map = (0..4u64).map(|k| (k, k * 7)).collect();
    let mut sum = hot::turns(std::hint::black_box(&map), 2_000_000);
    for _ in 0..2_000_000 {
        sum = sum.wrapping_add(hot::total(std::hint::black_box(&map)));
    }
    assert_ne!(sum, 1);
}
"#,
        "hot",
    );
    let answer = hot.run(["confirm", "--bench", "turns", "--message-format", "json"]).expect_code(0);
    let sites = answer.sites();
    let site = |item: &str| {
        let is_it = |site: &&Value| site["site"].as_str().is_some_and(|id| id.contains(item));
        sites.iter().find(is_it).unwrap_or_else(|| panic!("{item}: {answer:#?}"))
    };
    let (turns, total) = (site("::turns/"), site("::total/"));
    for site in [turns, total] {
        assert_eq!(site["entries"], 2_000_000, "{site}");
        assert_eq!(site["verdict"], "refuted", "{site}");
        assert!(site["hoisted"]["why"].as_str().is_some_and(|why| why.contains("slow it down")), "{site}");
    }
    // Without counters there is nothing to count in the loop around it.
    if let Some(to) = turns["hoisted"].get("to") {
        assert_eq!((to, &turns["hoisted"]["line"]), (&"loop".into(), &5.into()), "{turns}");
    }
    // Its function is entered as often as it is.
    assert!(total["hoisted"].get("to").is_none(), "{total}");
    if turns["coverage"].get("share").is_none() {
        eprintln!("no samples here, the times are not tested: {}", answer.stderr);
        return;
    }
    let share = |site: &Value| site["time_share"].as_f64().expect("a share");
    assert!(share(turns) > 0.2 && share(total) > 0.2 && share(turns) + share(total) < 1.1, "{turns} {total}");
    let screen = hot.run(["confirm", "--bench", "turns", "--color", "never", "--verbose"]).expect_code(0);
    assert!(screen.stderr.contains("guards slow the program down"), "{screen:#?}");
}

/// One loop walks a map and two lists.
const ONE_LOOP: &str = r#"//- /Cargo.toml
[package]
name = "both"
version = "0.1.0"
edition = "2021"
publish = false
[workspace]
[[bench]]
name = "work"
harness = false
//- /src/lib.rs
use std::collections::{HashMap, LinkedList};
pub fn total(map: &HashMap<u64, u64>, list: &LinkedList<u64>, more: &LinkedList<u64>) -> u64 {
    let mut sum = 0;
    for ((value, held), other) in map.values().zip(list.iter()).zip(more.iter()) {
        sum += value ^ held ^ other;
    }
    sum
}
//- /benches/work.rs
fn main() {
    let mut map = std::collections::HashMap::with_capacity(400_000);
    map.extend((0..40_000u64).map(|k| (k, k * 7)));
    let (list, more) = ((0..40_000).collect(), (0..40_000).rev().collect());
    for _ in 0..20 {
        std::hint::black_box(both::total(std::hint::black_box(&map), &list, &more));
    }
}
"#;

#[test]
fn findings_of_one_loop_share_its_guard_and_its_figures() {
    let both = Workspace::written(ONE_LOOP, "both");
    let answer = both.run(["confirm", "--bench", "work", "--message-format", "json"]).expect_code(0);
    let sites = answer.sites();
    let [first, second] = sites.as_slice() else { panic!("a site for each lint: {answer:#?}") };
    assert_ne!((&first["site"], &first["lint"]), (&second["site"], &second["lint"]));
    assert_eq!((&second["same_place_as"], first.get("same_place_as")), (&first["site"], None), "{second}");
    let findings = |site: &Value| site["findings"].as_array().expect("findings").len();
    assert_eq!(findings(first) + findings(second), 3, "{first} {second}");
    for figure in ["entries", "counters", "time_share", "line"] {
        assert_eq!(first[figure], second[figure], "{figure}");
    }
    assert_eq!(first["entries"], 20, "{first}");
    // The map has most of its slots empty; where the lists' nodes lie the loop does not tell, for their elements come first.
    let verdict = |lint: &str| {
        let of = sites.iter().find(|site| site["lint"] == lint).expect("a site");
        of["verdict"].as_str().expect("a verdict")
    };
    assert_eq!(verdict("hash_iteration"), "confirmed", "{first} {second}");
    assert_ne!(verdict("linked_list"), "confirmed", "{first} {second}");
    let plans = std::fs::read_dir(scratch().join("target/locality")).expect("the tool's directory");
    let mirrored = both.root().strip_prefix(repository()).expect("below the repository").join("src/lib.rs");
    let texts = plans.filter_map(|plan| std::fs::read_to_string(plan.ok()?.path().join("tree").join(&mirrored)).ok());
    // Trees of builds without guards have the text as it is.
    let guards =
        texts.filter(|text| text.contains("list: &LinkedList<u64>, more")).map(|text| text.matches("enter(").count());
    assert_eq!(guards.max(), Some(1));

    for format in ["human", "short"] {
        let told = both.run(["confirm", "--bench", "work", "--color", "never", "--message-format", format]);
        let told = told.expect_code(0).stdout;
        assert_eq!(told.matches("avoidable ").count(), 1, "{told}");
        assert_eq!(told.matches("miss L1d").count(), 1, "{told}");
        assert!(told.contains("measured with `"), "{told}");
        assert!(told.contains("hash_iteration") && told.contains("linked_list"), "{told}");
    }
}
