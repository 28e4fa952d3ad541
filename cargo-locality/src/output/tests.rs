//! Findings made by hand, shown.
use camino::Utf8Path;
use locality_lints::input::{CrateId, Files, Unreadable};
use locality_lints::report::{
    Applicability, Change, Edit, Finding, FindingId, Heat, Label, Level, LintName, Predicted, Report, Rewrite,
    RewriteId, Span, TextHash,
};

use super::human::Screen;
use super::sources::Sources;
use crate::report;

struct Memory(&'static [(&'static str, &'static str)]);

impl Files for Memory {
    fn read(&self, path: &Utf8Path) -> Result<String, Unreadable> {
        let file = self.0.iter().find(|(name, _)| *name == path);
        file.map(|(_, text)| (*text).to_owned()).ok_or(Unreadable::Missing)
    }
}

const FILES: Memory = Memory(&[
    (
        "src/grid.rs",
        "//! Grüße.\r\npub struct Grid {\r\n\tcells: Vec<Vec<f64>>, // größer\r\n}\r\n\r\nimpl Grid {\r\n    pub fn total(&self) -> f64 {\r\n        let mut total = 0.0;\r\n        for row in &self.cells {\r\n            for cell in row {\r\n                total += cell;\r\n            }\r\n        }\r\n        total\r\n    }\r\n}\r\n",
    ),
    (
        "src/queue.rs",
        "use std::collections::LinkedList;\n\npub fn queue() -> LinkedList<u8> {\n    LinkedList::new()\n}\n",
    ),
]);

/// A label at the `nth` place of `text` in `file`.
fn label(file: &str, text: &str, nth: usize, says: &str) -> Label {
    let (start, found) = FILES
        .read(file.into())
        .expect("a file of the test")
        .match_indices(text)
        .nth(nth)
        .map(|(at, found)| (at, found.len()))
        .expect("the text is there");
    Label { file: file.into(), span: Span { start: start as u32, end: (start + found) as u32 }, text: says.to_owned() }
}

fn finding(lint: &'static str, message: &str, primary: Label, labels: Vec<Label>) -> Finding {
    Finding {
        id: FindingId(lint.to_owned()),
        lint: LintName::new(lint),
        level: Level::Warn,
        heat: Heat::Hot,
        krate: CrateId(0),
        item: String::new(),
        message: message.to_owned(),
        primary,
        labels,
        notes: vec!["each row is an allocation of its own".to_owned()],
        rewrite: Some(RewriteId(lint.to_owned())),
        sites: vec![],
        predicted: Default::default(),
        weight: 1.0,
    }
}

/// A finding with the rewrite that it names.
type Told = (Finding, Rewrite);

fn rewrite(of: &Finding, title: &str, applicability: Applicability, edits: Vec<Edit>) -> Rewrite {
    let file = of.primary.file.clone();
    let changes = if edits.is_empty() { vec![] } else { vec![Change::Text { file, base: TextHash(0), edits }] };
    let id = RewriteId(of.lint.to_string());
    Rewrite { id, title: title.to_owned(), applicability, changes, covers: vec![of.id.clone()], excludes: vec![] }
}

fn matrix() -> Told {
    let sketch = "struct Grid {\n    cells: Vec<f64>,\n    columns: usize,\n}\n".to_owned();
    let finding = finding(
        "nested_vec",
        "this matrix is a sequence of sequences",
        label("src/grid.rs", "Vec<Vec<f64>>", 0, ""),
        vec![label("src/grid.rs", "for cell in row", 0, "walked here"), label("src/queue.rs", "queue", 0, "and here")],
    );
    let rewrite = rewrite(&finding, "one buffer, row after row", Applicability::ByHand { sketch }, vec![]);
    (finding, rewrite)
}

fn list() -> Told {
    let places = [
        ("std::collections::LinkedList", 0, "std::collections::VecDeque"),
        ("LinkedList<u8>", 0, "VecDeque<u8>"),
        ("LinkedList::new()", 0, "VecDeque::new()"),
    ];
    let edits = places.map(|(text, nth, new)| {
        let Label { span, .. } = label("src/queue.rs", text, nth, "");
        Edit { span, text: new.to_owned() }
    });
    let finding = finding(
        "linked_list",
        "every step of this list waits for the memory of the one before",
        label("src/queue.rs", "LinkedList<u8>", 0, "a node for each element"),
        vec![],
    );
    let rewrite = rewrite(&finding, "keep it in one buffer", Applicability::Machine, edits.to_vec());
    (finding, rewrite)
}

fn report((finding, rewrite): Told) -> Report {
    Report { findings: vec![finding], rewrites: vec![rewrite], ..Report::default() }
}

fn shown(told: Told) -> String {
    let report = report(told);
    let sources = Sources::of(&report, &FILES);
    Screen::new(&report, &sources, 100, false).finding(&report.findings[0])
}

#[test]
fn a_sketch() {
    insta::assert_snapshot!(shown(matrix()), @r"
    warning[locality::nested_vec]: this matrix is a sequence of sequences
      --> src/grid.rs:3:9
       |
     3 |     cells: Vec<Vec<f64>>, // größer
       |            ^^^^^^^^^^^^^
    ...
    10 |             for cell in row {
       |             --------------- walked here
       |
      ::: src/queue.rs:3:8
       |
     3 | pub fn queue() -> LinkedList<u8> {
       |        ----- and here
       |
       = note: each row is an allocation of its own
    help: one buffer, row after row
       |
       | struct Grid {
       |     cells: Vec<f64>,
       |     columns: usize,
       | }
       |
    ");
}

#[test]
fn a_complete_rewrite() {
    insta::assert_snapshot!(shown(list()), @r"
    warning[locality::linked_list]: every step of this list waits for the memory of the one before
     --> src/queue.rs:3:19
      |
    3 | pub fn queue() -> LinkedList<u8> {
      |                   ^^^^^^^^^^^^^^ a node for each element
      |
      = note: each row is an allocation of its own
    help: keep it in one buffer
      |
    1 ~ use std::collections::VecDeque;
    2 |
    3 ~ pub fn queue() -> VecDeque<u8> {
    4 ~     VecDeque::new()
      |
    ");
}

/// The finding as a line of JSON.
fn line(told: Told) -> String {
    lines(&report(told)).remove(0)
}

/// The findings of a report as lines of JSON.
fn lines(report: &Report) -> Vec<String> {
    let sources = Sources::of(report, &FILES);
    let target = report::Target {
        package_id: "path+file:///grid#0.1.0".to_owned(),
        manifest_path: "/grid/Cargo.toml".into(),
        name: "grid".to_owned(),
        kind: vec!["lib".to_owned()],
        crate_types: vec!["lib".to_owned()],
        src_path: "/grid/src/lib.rs".into(),
        root: "src/lib.rs".into(),
        edition: "2015".to_owned(),
        required_features: vec![],
        doc: true,
        doctest: true,
        test: true,
    };
    let report = report::Report { source: report.clone(), crates: vec![target], ..report::Report::default() };
    let mut out = Vec::new();
    super::json::write(&report, &sources, &mut out).expect("written");
    let text = String::from_utf8(out).expect("text");
    text.lines().filter(|line| line.contains("compiler-message")).map(str::to_owned).collect()
}

/// Its `message` alone.
fn message(told: Told) -> serde_json::Value {
    read(&line(told))
}

fn read(line: &str) -> serde_json::Value {
    let line: cargo_metadata::Message = serde_json::from_str(line).expect("cargo's own reader takes it");
    match line {
        cargo_metadata::Message::CompilerMessage(message) => serde_json::to_value(message.message).expect("JSON"),
        other => panic!("not a compiler message: {other:?}"),
    }
}

#[test]
fn columns_count_characters_and_lines_end_before_their_carriage_return() {
    let comment = label("src/grid.rs", "größer\r\n}", 0, "");
    let finding = finding("nested_vec", "m", comment, vec![]);
    let rewrite = rewrite(&finding, "Rewrite", Applicability::ByHand { sketch: String::new() }, vec![]);
    let found = message((finding, rewrite));
    let span = &found["spans"][0];
    let numbers =
        ["line_start", "column_start", "line_end", "column_end"].map(|key| span[key].as_u64().expect("a number"));
    assert_eq!(numbers, [3, 27, 4, 2]);
    assert_eq!(
        span["text"],
        serde_json::json!([
            { "text": "\tcells: Vec<Vec<f64>>, // größer", "highlight_start": 27, "highlight_end": 33 },
            { "text": "}", "highlight_start": 1, "highlight_end": 2 },
        ])
    );
}

#[test]
fn rustfix_applies_what_is_complete() {
    let grid = label("src/grid.rs", "Vec<Vec<f64>>", 0, "");
    let edits = [(grid.span, "Flat"), (label("src/grid.rs", "total += cell", 0, "").span, "total += *cell")];
    let edits = edits.map(|(span, text)| Edit { span, text: text.to_owned() });
    let finding = finding("nested_vec", "m", grid, vec![]);
    let rewrite = rewrite(&finding, "flatten", Applicability::Machine, edits.to_vec());
    let json = message((finding, rewrite)).to_string();
    let suggestions = rustfix::get_suggestions_from_json(
        &json,
        &std::collections::HashSet::new(),
        rustfix::Filter::MachineApplicableOnly,
    )
    .expect("rustfix takes it");
    let before = FILES.read("src/grid.rs".into()).expect("a file of the test");
    let after = rustfix::apply_suggestions(&before, &suggestions).expect("the edits fit");
    assert_eq!(after, before.replace("Vec<Vec<f64>>", "Flat").replace("total += cell", "total += *cell"));
}

#[test]
fn what_is_predicted_is_data_and_what_is_not_known_is_absent() {
    let predicted = |predicted| {
        let (list, rewrite) = list();
        let text = line((Finding { predicted, ..list }, rewrite));
        let line: serde_json::Value = serde_json::from_str(&text).expect("JSON");
        line["locality"].get("predicted").cloned()
    };
    assert_eq!(predicted(Predicted::default()), None);
    let some = Predicted { lines_now: Some(1.25), element_bytes: Some(8), ..Predicted::default() };
    assert_eq!(predicted(some), Some(serde_json::json!({ "lines_now": 1.25, "element_bytes": 8 })));
}

#[test]
fn edits_that_findings_share_stand_in_the_first_of_them() {
    let (first, rewrite) = list();
    let second = Finding { id: FindingId("second".to_owned()), ..first.clone() };
    let report = Report { findings: vec![first, second], rewrites: vec![rewrite], ..Report::default() };
    let helps = lines(&report)
        .iter()
        .map(|line| read(line)["children"][1]["spans"].as_array().map_or(0, Vec::len))
        .collect::<Vec<_>>();
    assert_eq!(helps, [3, 0]);
}

#[test]
fn a_rewrite_that_needs_a_dependency_is_not_for_machines_that_know_none() {
    let (finding, mut rewrite) = list();
    rewrite.changes.push(Change::Dependency {
        package: "grid".to_owned(),
        name: "indexmap".to_owned(),
        requirement: "2".to_owned(),
        features: vec![],
    });
    let message = message((finding, rewrite));
    assert_eq!(message["children"][1]["spans"][0]["suggestion_applicability"], "MaybeIncorrect");
}
