//! Rewrites that are called complete: applied as `cargo fix` would apply them, they compile and silence the lint.
use crate::harness::{Answer, Workspace};
use rustfix::{Filter, Suggestion, apply_suggestions, get_suggestions_from_json};
use std::collections::{BTreeMap, HashSet};
use std::process::{Command, Stdio};

/// Applies every machine-applicable suggestion of the lints' findings; gives the files that were changed.
fn apply(workspace: &Workspace, answer: &Answer) -> Vec<String> {
    // rustfix reads rustc's own lines: the `message` of cargo's.
    let messages = answer.json().into_iter().filter(|object| object["reason"] == "compiler-message");
    let lines: Vec<String> = messages.map(|object| object["message"].to_string()).collect();
    let all = get_suggestions_from_json(&lines.join("\n"), &HashSet::new(), Filter::MachineApplicableOnly);
    let mut by_file: BTreeMap<String, Vec<Suggestion>> = BTreeMap::new();
    for suggestion in all.expect("rustc's form") {
        let file = suggestion.solutions[0].replacements[0].snippet.file_name.clone();
        by_file.entry(file).or_default().push(suggestion);
    }
    for (file, suggestions) in &by_file {
        let fixed = apply_suggestions(&workspace.read(file), suggestions).expect("edits that do not overlap");
        workspace.write(file, &fixed);
    }
    by_file.into_keys().collect()
}

#[test]
fn a_linked_list_becomes_a_ring_that_compiles_and_passes_its_tests() {
    let plate = Workspace::copy("heat", "rewrite");
    let check = ["--message-format", "json", "--notes"];
    let speaks = |answer: &Answer| answer.stdout.contains("locality::linked_list");
    let before = plate.run(check).expect_code(0);
    assert!(speaks(&before), "{before:#?}");
    assert_eq!(apply(&plate, &before), ["plate/src/queue.rs"]);
    assert!(plate.read("plate/src/queue.rs").contains("VecDeque<(usize, usize)>"));

    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(["test", "--offline", "--quiet"]).current_dir(plate.root()).stdin(Stdio::null());
    cargo.env("CARGO_TARGET_DIR", crate::harness::scratch().join("target"));
    Answer::of(&mut cargo).expect_code(0);

    let after = plate.run(check).expect_code(0);
    assert!(!speaks(&after), "{after:#?}");
    assert!(after.stdout.contains("locality::nested_vec"), "what was not rewritten still speaks");
}
