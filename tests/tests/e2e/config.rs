//! Settings: `locality.toml`, and `[workspace.metadata.locality]`.
use crate::harness::{Answer, Workspace};

const MANIFEST: &str =
    "[package]\nname = \"set\"\nversion = \"0.1.0\"\nedition = \"2021\"\npublish = false\n[workspace]\n";

/// A program that walks a map which is nearly empty.
fn workspace(of: &str) -> Workspace {
    let workspace = Workspace::written("", of);
    workspace.write("Cargo.toml", MANIFEST);
    workspace.write(
        "src/main.rs",
        r#"use std::collections::HashMap;
fn main() {
    let mut map = HashMap::with_capacity(1_000_000);
    map.extend((0..40_000u64).map(|k| (k, k * 7)));
    let mut sum = 0;
    for _ in 0..10 {
        for (key, value) in std::hint::black_box(&map) {
            sum += key ^ value;
        }
    }
    println!("{sum}");
}
"#,
    );
    workspace
}

fn traced_on(answer: &Answer) -> Vec<String> {
    let programs = answer.json().into_iter().filter(|object| object["scope"] == "program");
    programs.map(|program| program["machine"].as_str().expect("a name").to_owned()).collect()
}

#[test]
fn a_setting_that_there_is_not_is_an_error_with_the_nearest_that_there_is() {
    let set = workspace("set_unknown");
    for command in ["check", "confirm", "trace"] {
        set.write("locality.toml", "[confirm]\navoidable-of-sites = 0.2\n");
        set.run([command]).expect_code(2).expect_stderr(&[
            "locality.toml",
            "avoidable-of-sites",
            "`confirm.avoidable-of-site`",
        ]);
    }
    for (text, words) in [
        ("traced = 0.5", ["`traced`", "`confirm.traced`"]),
        ("machin = \"zen4\"", ["`machin`", "`machine`"]),
        ("[confirmed]\ntraced = 0.5", ["`confirmed`", "confirm.traced"]),
        ("confirm = 3", ["`confirm`", "no table"]),
        ("machine = 3", ["`machine`", "a machine's name"]),
        ("[confirm]\ntraced = 60", ["`confirm.traced`", "between 0 and 1"]),
        ("[confirm]\ntraced = \"many\"", ["`many`", "between 0 and 1"]),
        ("[confirm", ["locality.toml", "unclosed table"]),
    ] {
        set.write("locality.toml", text);
        set.run(["check"]).expect_code(2).expect_stderr(&words);
    }
    std::fs::write(set.root().join("locality.toml"), [0xff, 0xfe]).expect("written");
    set.run(["check"]).expect_code(2).expect_stderr(&["locality.toml"]);
    std::fs::remove_file(set.root().join("locality.toml")).expect("it was there");
    set.write("Cargo.toml", &format!("{MANIFEST}[workspace.metadata.locality.confirm]\ntracd = 0.5\n"));
    set.run(["check"]).expect_code(2).expect_stderr(&["workspace.metadata.locality", "`confirm.traced`"]);
    set.write("locality.toml", "machine = \"zen4\"\n");
    set.run(["check"]).expect_code(2).expect_stderr(&["locality.toml", "Cargo.toml", "keep one"]);
}

#[test]
fn settings_hold_where_the_command_line_says_nothing() {
    let set = workspace("set_used");
    let trace = |more: &[&str]| {
        let args = ["trace", "--bin", "set", "--message-format", "json"].iter().chain(more);
        traced_on(&set.run(args).expect_code(0))
    };
    assert_eq!(trace(&[]), ["icelake-sp"]);
    set.write("Cargo.toml", &format!("{MANIFEST}[workspace.metadata.locality]\nmachine = \"zen3\"\n"));
    assert_eq!(trace(&[]), ["zen3"]);
    set.write("Cargo.toml", MANIFEST);
    set.write("locality.toml", "machine = [\"zen4\", \"apple-m1\"]\nconfirm.avoidable-of-site = \"99.9 %\"\n");
    assert_eq!(trace(&[]), ["zen4", "apple-m1"]);
    assert_eq!(trace(&["--machine", "host"]), ["host"]);

    let verdict = |more: &[&str]| {
        let args = ["confirm", "--bin", "set", "--message-format", "json"].iter().chain(more);
        let sites = set.run(args).expect_code(0).sites();
        sites[0]["verdict"].as_str().expect("a verdict").to_owned()
    };
    assert_eq!(verdict(&[]), "refuted");
    assert_eq!(verdict(&["--avoidable-of-site", "10%"]), "confirmed");
    set.run(["confirm", "--bin", "set", "--traced", "7"]).expect_code(2).expect_stderr(&["between 0 and 1"]);
}

#[test]
fn settings_of_the_check_change_what_it_says() {
    let set = workspace("set_check");
    let first_suggestion = || {
        let found = set.run(["check", "--message-format", "json"]).expect_code(0).json();
        let helps = found.iter().filter_map(|line| line["message"]["children"].as_array()).flatten();
        let texts = helps.filter_map(|help| help["message"].as_str()).map(str::to_owned);
        texts
            .filter_map(|text| Some(text.split_once("// or\n")?.1.split_once('<')?.0.rsplit(' ').next()?.to_owned()))
            .next()
            .expect("a suggestion")
    };
    assert_eq!(first_suggestion(), "indexmap::IndexMap");
    // A report that was kept does not outlive the settings that it was made with.
    set.write("locality.toml", "[check]\nwalked-map = \"btreemap\"\n");
    assert_eq!(first_suggestion(), "std::collections::BTreeMap");
    for (text, words) in [
        ("[check]\nwalked-map = \"hashmap\"", ["`check.walked-map`", "btreemap"]),
        ("[check]\nfew-turn = 9", ["`check.few-turn`", "`check.few-turns`"]),
        ("[check]\navoid-breaking-exported-api = 1", ["`check.avoid-breaking-exported-api`", "boolean"]),
    ] {
        set.write("locality.toml", text);
        set.run(["check"]).expect_code(2).expect_stderr(&words);
    }
}

#[test]
fn an_exported_interface_may_be_asked_about() {
    let set = Workspace::written("", "set_exported");
    set.write("Cargo.toml", "[package]\nname = \"open\"\nversion = \"0.1.0\"\nedition = \"2021\"\n[workspace]\n");
    set.write(
        "src/lib.rs",
        "use std::collections::LinkedList;\npub fn make() -> LinkedList<u32> {\n    LinkedList::new()\n}\n",
    );
    set.run(["check"]).expect_code(0);
    assert!(!set.run(["check", "--notes", "--message-format", "short"]).stdout.contains("linked_list"));
    set.write("locality.toml", "check.avoid-breaking-exported-api = false\n");
    assert!(
        set.run(["check", "--notes", "--message-format", "short"])
            .stdout
            .contains("src/lib.rs:2:18: note[locality::linked_list]")
    );
}
