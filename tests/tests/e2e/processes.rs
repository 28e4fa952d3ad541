//! Workloads of several processes, and workloads that end in other ways than by coming back from `main`.
use crate::harness::{Answer, Workspace};

/// A bench that starts itself: each word is a process, and how it is to end.
const FAMILY: &str = r#"//- /Cargo.toml
[package]
name = "family"
version = "0.1.0"
edition = "2021"
[workspace]
[[bench]]
name = "work"
harness = false
//- /src/lib.rs
use std::collections::HashSet;
pub fn total(set: &HashSet<u64>) -> u64 {
    let mut sum = 0;
    for value in set {
        sum += value;
    }
    sum
}
//- /benches/work.rs
use std::process::{Command, Stdio};
fn main() {
    let set = (0..1000u64).collect();
    std::hint::black_box(family::total(&set));
    let words: Vec<String> = std::env::args().skip(1).filter(|word| word != "--bench").collect();
    match words.first().map(String::as_str) {
        None => {}
        Some("exit") => std::process::exit(3),
        Some("abort") => std::process::abort(),
        Some("panic") => panic!("out of cheese"),
        Some("overflow") => println!("{}", deeper(0)),
        Some("waits") => {
            println!("ready");
            loop {
                std::thread::sleep(std::time::Duration::from_secs(1));
            }
        }
        Some("threads") => {
            let threads: Vec<_> = (0..3)
                .map(|_| std::thread::spawn(|| family::total(&(0..1000u64).collect())))
                .collect();
            threads.into_iter().for_each(|thread| drop(thread.join()));
        }
        Some("family") => {
            for word in &words[1..] {
                let (word, signal) = word.split_once(':').unwrap_or((word, ""));
                let mut child = Command::new(std::env::current_exe().unwrap());
                let mut child = child.arg(word).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
                if !signal.is_empty() {
                    // It has done its work when it speaks.
                    std::io::Read::read(&mut child.stdout.as_mut().unwrap(), &mut [0]).unwrap();
                    let child = child.id().to_string();
                    assert!(Command::new("kill").args([signal, &child]).status().unwrap().success());
                }
                child.wait().unwrap();
            }
        }
        Some(other) => panic!("{other}"),
    }
}
#[inline(never)]
fn deeper(depth: u64) -> u64 {
    let room = std::hint::black_box([depth; 100]);
    if depth == u64::MAX { 0 } else { deeper(depth + 1) + room[7] }
}
"#;

/// The answer to a run of these words: what was said of it, and how often the loop was entered and what was counted in it.
fn run(family: &Workspace, words: &[&str], code: i32) -> (Answer, u64, u64) {
    let mut command = family.command(["confirm", "--bench", "work", "--message-format", "json", "--"]);
    let answer = Answer::of(command.args(words)).expect_code(code);
    let sites = answer.sites();
    let [site] = sites.as_slice() else { panic!("one site: {answer:#?}") };
    let count = |figure: &serde_json::Value| figure.as_u64().unwrap_or_else(|| panic!("a count: {answer:#?}"));
    let (entries, loads) = (count(&site["entries"]), count(&site["counters"]["loads"]));
    (answer, entries, loads)
}

#[test]
fn every_process_is_counted_and_told() {
    let family = Workspace::written(FAMILY, "family");
    let (answer, entries, alone) = run(&family, &[], 0);
    assert_eq!(entries, 1);
    assert!(!answer.stderr.contains("process"), "{}", answer.stderr);
    let words = ["family", "exit", "waits:-TERM", "waits:-USR1", "waits:-KILL", "abort"];
    let (answer, entries, all) = run(&family, &words, 0);
    // Its own, and those of four children: of the one that SIGKILL ended nothing can be known.
    assert_eq!((entries, all), (5, 5 * alone));
    answer.expect_stderr(&[
        "6 processes",
        "1 × work ended well",
        "1 × work exited with status 3",
        "SIGTERM",
        "SIGUSR1",
        "SIGABRT",
        "1 × work left no record",
    ]);
}

#[test]
fn threads_are_counted_where_they_work() {
    let family = Workspace::written(FAMILY, "family_threads");
    let (_, _, alone) = run(&family, &[], 0);
    let (_, entries, all) = run(&family, &["threads"], 0);
    assert_eq!((entries, all), (4, 4 * alone));
}

#[test]
fn a_workload_that_fails_is_judged_by_what_it_did_before() {
    let family = Workspace::written(FAMILY, "family_fails");
    for (word, told) in [
        ("exit", "exited with status 3"),
        ("abort", "SIGABRT"),
        ("panic", "out of cheese"),
        ("overflow", "overflowed its stack"),
    ] {
        let (answer, entries, _) = run(&family, &[word], 2);
        assert_eq!(entries, 1, "{word}");
        answer.expect_stderr(&[told]);
    }
}
