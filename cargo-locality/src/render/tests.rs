//! Findings made by hand, shown.
use camino::Utf8Path;
use locality_lints::finding::{Edit, Finding, Heat, Label, Level, Predicted, Report, Rewrite, RewriteKind, Span};
use locality_lints::input::{CrateId, Files, Unreadable};

use super::human::Screen;
use super::source::Sources;

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

fn finding(lint: &'static str, message: &str, primary: Label, labels: Vec<Label>, rewrite: Rewrite) -> Finding {
    Finding {
        lint,
        level: Level::Warn,
        heat: Heat::Hot,
        krate: CrateId(0),
        item: String::new(),
        message: message.to_owned(),
        primary,
        labels,
        notes: vec!["each row is an allocation of its own".to_owned()],
        rewrite: Some(rewrite),
        sites: vec![],
        predicted: Default::default(),
        weight: 1.0,
    }
}

fn matrix() -> Finding {
    let sketch = "struct Grid {\n    cells: Vec<f64>,\n    columns: usize,\n}\n".to_owned();
    finding(
        "nested_vec",
        "this matrix is a sequence of sequences",
        label("src/grid.rs", "Vec<Vec<f64>>", 0, ""),
        vec![label("src/grid.rs", "for cell in row", 0, "walked here"), label("src/queue.rs", "queue", 0, "and here")],
        Rewrite { message: "one buffer, row after row".to_owned(), kind: RewriteKind::ByHand(sketch) },
    )
}

fn list() -> Finding {
    let places = [
        ("std::collections::LinkedList", 0, "std::collections::VecDeque"),
        ("LinkedList<u8>", 0, "VecDeque<u8>"),
        ("LinkedList::new()", 0, "VecDeque::new()"),
    ];
    let edits = places.map(|(text, nth, new)| {
        let Label { file, span, .. } = label("src/queue.rs", text, nth, "");
        Edit { file, span, text: new.to_owned() }
    });
    finding(
        "linked_list",
        "every step of this list waits for the memory of the one before",
        label("src/queue.rs", "LinkedList<u8>", 0, "a node for each element"),
        vec![],
        Rewrite { message: "keep it in one buffer".to_owned(), kind: RewriteKind::Machine(edits.to_vec()) },
    )
}

fn shown(finding: Finding) -> String {
    let report = Report { findings: vec![finding], ..Report::default() };
    let sources = Sources::of(&report, &FILES);
    Screen::new(&sources, 100, false).finding(&report.findings[0])
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
fn line(finding: Finding) -> String {
    let report = Report { findings: vec![finding], ..Report::default() };
    let sources = Sources::of(&report, &FILES);
    let metadata = serde_json::json!({
        "name": "grid", "version": "0.1.0", "id": "path+file:///grid#0.1.0", "dependencies": [], "features": {},
        "manifest_path": "/grid/Cargo.toml",
        "targets": [{ "name": "grid", "kind": ["lib"], "crate_types": ["lib"], "src_path": "/grid/src/lib.rs" }],
    });
    let package: cargo_metadata::Package = serde_json::from_value(metadata).expect("a package");
    super::json::finding(&report.findings[0], (&package, &package.targets[0]), &sources, String::new())
}

/// Its `message` alone.
fn message(finding: Finding) -> serde_json::Value {
    let line = line(finding);
    let line: cargo_metadata::Message = serde_json::from_str(&line).expect("cargo's own reader takes it");
    match line {
        cargo_metadata::Message::CompilerMessage(message) => serde_json::to_value(message.message).expect("JSON"),
        other => panic!("not a compiler message: {other:?}"),
    }
}

#[test]
fn columns_count_characters_and_lines_end_before_their_carriage_return() {
    let comment = label("src/grid.rs", "größer\r\n}", 0, "");
    let text = "Rewrite".to_owned();
    let found = message(finding(
        "nested_vec",
        "m",
        comment,
        vec![],
        Rewrite { message: text, kind: RewriteKind::ByHand(String::new()) },
    ));
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
    let edits = edits.map(|(span, text)| Edit { file: "src/grid.rs".into(), span, text: text.to_owned() });
    let rewrite = Rewrite { message: "flatten".to_owned(), kind: RewriteKind::Machine(edits.to_vec()) };
    let json = message(finding("nested_vec", "m", grid, vec![], rewrite)).to_string();
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
        let text = line(Finding { predicted, ..list() });
        let line: serde_json::Value = serde_json::from_str(&text).expect("JSON");
        line["locality"].get("predicted").cloned()
    };
    assert_eq!(predicted(Predicted::default()), None);
    let some = Predicted { lines_now: Some(1.25), element_bytes: Some(8), ..Predicted::default() };
    assert_eq!(predicted(some), Some(serde_json::json!({ "lines_now": 1.25, "element_bytes": 8 })));
}
