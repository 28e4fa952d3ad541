//! `cargo locality check`: what is looked at, how loud it is, and how it is printed.
use crate::harness::{Answer, Workspace};
use serde_json::Value;
use std::io::Read;
use std::os::unix::fs::symlink;
use std::process::{Command, Stdio};

/// A workspace of two packages: `app` calls `store`, under another name, and walks the map that it hands out.
fn shop(of: &str) -> Workspace {
    Workspace::written(
        r#"//- /Cargo.toml
[workspace]
members = ["app", "store"]
resolver = "2"
//- /app/Cargo.toml
[package]
name = "app"
version = "0.1.0"
edition = "2021"
[features]
rare = []
[dependencies]
shelf = { path = "../store", package = "store" }
//- /app/src/lib.rs
#[cfg(feature = "rare")]
pub mod rare;
pub fn total(stock: &shelf::Stock, rounds: u32) -> u64 {
    let mut sum = 0;
    for _ in 0..rounds {
        for count in stock.counts().values() {
            sum += count;
        }
    }
    sum
}
//- /app/src/rare.rs
pub fn most(counts: &std::collections::HashMap<u32, u64>, limits: &[u64]) -> u64 {
    let mut most = 0;
    for limit in limits { for count in counts.values() {
        most = most.max(*limit.min(count));
    } }
    most
}
//- /store/Cargo.toml
[package]
name = "store"
version = "0.1.0"
edition = "2021"
//- /store/src/lib.rs
use std::collections::HashMap;
/// Stückzahlen.
pub struct Stock {
    counts: HashMap<u32, u64>,
}
impl Stock {
    pub fn counts(&self) -> &HashMap<u32, u64> {
        &self.counts
    }
    pub fn keys(&self, rounds: u32) -> Vec<u32> {
        let mut keys = Vec::new();
        for _ in 0..rounds { /* größer */ for key in self.counts.keys() {
            keys.push(*key);
        } }
        keys
    }
}
"#,
        of,
    )
}

/// The findings of the JSON output: lint, file, line of the primary place.
fn findings(answer: &Answer) -> Vec<(String, String, u64)> {
    let messages = answer.json().into_iter().filter(|object| object["reason"] == "compiler-message");
    messages
        .map(|object| {
            let message = &object["message"];
            let primary = message["spans"].as_array().expect("spans").iter().find(|span| span["is_primary"] == true);
            let primary = primary.expect("a primary span");
            let text = |value: &Value| value.as_str().expect("text").to_owned();
            (
                text(&message["code"]["code"]),
                text(&primary["file_name"]),
                primary["line_start"].as_u64().expect("a line"),
            )
        })
        .collect()
}

fn files(answer: &Answer) -> Vec<String> {
    let mut files: Vec<String> = findings(answer).into_iter().map(|(_, file, _)| file).collect();
    files.sort();
    files.dedup();
    files
}

#[test]
fn types_are_followed_across_packages_and_renames() {
    let answer = shop("follow").run(["--message-format", "json"]).expect_code(0);
    let found = findings(&answer);
    for place in [("app/src/lib.rs", 6), ("store/src/lib.rs", 12)] {
        let expected = ("locality::hash_iteration".to_owned(), place.0.to_owned(), place.1);
        assert!(found.contains(&expected), "{place:?} is missing: {found:?}");
    }
}

#[test]
fn packages_and_features_are_picked_as_cargo_does() {
    let shop = shop("pick");
    let json = |options: &[&str]| files(&shop.run([&["--message-format", "json"], options].concat()).expect_code(0));
    assert_eq!(json(&["-p", "app"]), ["app/src/lib.rs"]);
    assert_eq!(json(&["--exclude", "app", "--workspace"]), ["store/src/lib.rs"]);
    assert_eq!(json(&["--manifest-path", "store/Cargo.toml"]), ["store/src/lib.rs"]);
    assert_eq!(json(&["-p", "app", "--features", "rare"]), ["app/src/lib.rs", "app/src/rare.rs"]);
    assert_eq!(json(&["-p", "app", "--all-features"]), ["app/src/lib.rs", "app/src/rare.rs"]);
    let below = Answer::of(shop.command(["--message-format", "json"]).current_dir(shop.root().join("app/src")));
    assert_eq!(files(&below.expect_code(0)), ["app/src/lib.rs"]);
    shop.run(["--features", "rear"]).expect_code(2).expect_stderr(&["rear", "rare"]);
    shop.run(["-p", "stor"]).expect_code(2).expect_stderr(&["stor", "store"]);
}

#[test]
fn later_levels_win_and_groups_and_warnings_are_names_too() {
    let shop = shop("levels");
    let code = |options: &[&str], code| drop(shop.run(options).expect_code(code));
    code(&["-D", "hash_iteration", "-A", "hash_iteration"], 0);
    code(&["-A", "all", "-D", "locality::hash_iteration"], 1);
    code(&["-D", "traversal"], 1);
    code(&["-D", "layout"], 0);
    code(&["-D", "warnings"], 1);
    let quiet = shop.run(["-A", "traversal", "--message-format", "json"]).expect_code(0);
    assert!(findings(&quiet).is_empty());
}

#[test]
fn json_is_what_cargo_prints_of_rustc() {
    let shop = shop("json");
    let objects = shop.run(["-D", "warnings", "--message-format", "json"]).expect_code(1).json();
    assert_eq!(objects.last(), Some(&serde_json::json!({ "reason": "build-finished", "success": false })));
    let messages: Vec<&Value> = objects.iter().filter(|object| object["reason"] == "compiler-message").collect();
    assert!(!messages.is_empty());
    for object in messages {
        assert!(object["package_id"].as_str().is_some_and(|id| id.starts_with("path+file://")), "{object}");
        assert!(object["manifest_path"].as_str().is_some_and(|path| path.ends_with("Cargo.toml")), "{object}");
        assert_eq!(object["target"]["kind"], serde_json::json!(["lib"]));
        assert_eq!(object["message"]["level"], "error");
        for span in object["message"]["spans"].as_array().expect("spans") {
            let text = shop.read(span["file_name"].as_str().expect("a file"));
            let number = |key: &str| span[key].as_u64().expect(key) as usize;
            let before = &text[..number("byte_start")];
            assert_eq!(number("line_start"), before.matches('\n').count() + 1, "{span}");
            let line = before.rsplit('\n').next().expect("a line");
            assert_eq!(number("column_start"), line.chars().count() + 1, "{span}");
            assert!(text.is_char_boundary(number("byte_end")));
        }
    }
}

#[test]
fn a_reader_who_has_seen_enough_is_no_failure() {
    let shop = shop("closed_pipe");
    for format in ["human", "short", "json"] {
        let mut child = shop
            .command(["--message-format", format])
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the tool starts");
        drop(child.stdout.take());
        let mut said = String::new();
        child.stderr.take().expect("piped").read_to_string(&mut said).expect("UTF-8");
        assert_eq!(child.wait().expect("it ends").code(), Some(0), "{said}");
        assert_eq!(said, "");
    }
}

#[test]
fn what_cannot_be_read_is_named_and_the_rest_is_checked() {
    let shop = shop("gaps");
    let lib = shop.read("store/src/lib.rs");
    shop.write(
        "store/src/lib.rs",
        &format!("{lib}mod pipe; mod endless; mod latin; mod gone; mod folder; mod round;\n"),
    );
    let made = Command::new("mkfifo").arg(shop.root().join("store/src/pipe.rs")).status().expect("mkfifo");
    assert!(made.success());
    symlink("/dev/zero", shop.root().join("store/src/endless.rs")).expect("a link");
    symlink("round.rs", shop.root().join("store/src/round.rs")).expect("a link to itself");
    std::fs::write(shop.root().join("store/src/latin.rs"), b"// gr\xfc\xdfe\n").expect("a file");
    std::fs::create_dir(shop.root().join("store/src/folder.rs")).expect("a folder");
    let answer = shop.run(["-v", "--color", "never"]).expect_code(0);
    for words in
        ["store/src/lib.rs:12", "pipe.rs", "endless.rs", "latin.rs", "not UTF-8", "gone.rs", "folder.rs", "round.rs"]
    {
        assert!(answer.stdout.contains(words), "{words:?} is not on the screen: {answer:#?}");
    }
}

#[test]
fn colours_are_for_terminals_and_for_those_who_ask() {
    let shop = shop("colours");
    let colours = |command: &mut Command| Answer::of(command).expect_code(0).stdout.contains('\u{1b}');
    assert!(!colours(&mut shop.command(["check"])));
    assert!(colours(&mut shop.command(["--color", "always"])));
    assert!(colours(shop.command(["check"]).env("CARGO_TERM_COLOR", "always")));
    assert!(!colours(shop.command(["--color", "never"]).env("CARGO_TERM_COLOR", "always")));
}

#[test]
fn both_ways_of_calling_it_work_and_every_lint_has_its_page() {
    let shop = shop("calls");
    let direct = shop.run(["check", "--message-format", "short"]).expect_code(0);
    assert_eq!(shop.run(["locality", "--message-format", "short"]).expect_code(0).stdout, direct.stdout);
    assert!(direct.stdout.lines().any(|line| line.starts_with("store/src/lib.rs:12:")), "{direct:#?}");
    let list = shop.run(["list"]).expect_code(0);
    assert!(list.stdout.lines().count() >= 4);
    for name in list.stdout.lines().map(|line| line.split_whitespace().next().expect("a name")) {
        let page = shop.run(["explain", name]).expect_code(0).stdout;
        assert!(page.starts_with(&format!("# {name}")), "{page}");
    }
}
