//! A case: one or several crates in one text, with marks where findings start.
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use camino::{Utf8Path, Utf8PathBuf};
use locality_lints::input::{Cfg, Crate, CrateId, CrateKind, Edition, Files, Foreign, Unreadable, Workspace};
use locality_lints::report::Report;

/// A workspace in memory. `//- /path crate:name kind:bin deps:a,b published test` starts a file; a file with `crate:` is that
/// crate's root, the others are found by `mod`. Without such a line the whole text is the library `case`.
#[derive(Debug, Default)]
pub(crate) struct Fixture {
    pub(crate) workspace: Workspace,
    pub(crate) texts: BTreeMap<Utf8PathBuf, String>,
}

impl Files for Fixture {
    fn read(&self, path: &Utf8Path) -> Result<String, Unreadable> {
        self.texts.get(path).cloned().ok_or(Unreadable::Missing)
    }
}

impl Fixture {
    pub(crate) fn parse(text: &str) -> Fixture {
        let mut fixture = Fixture::default();
        let text =
            if text.starts_with("//- ") { text.to_owned() } else { format!("//- /src/lib.rs crate:case\n{text}") };
        let mut waiting: Vec<(usize, Vec<String>)> = Vec::new();
        for part in text.split("//- /").skip(1) {
            let (head, body) = part.split_once('\n').unwrap_or((part, ""));
            let mut words = head.split_whitespace();
            let path = Utf8PathBuf::from(words.next().expect("a path"));
            let words: Vec<&str> = words.collect();
            let value = |key: &str| words.iter().find_map(|word| word.strip_prefix(key));
            if let Some(name) = value("crate:") {
                let deps = value("deps:").map_or(Vec::new(), |deps| deps.split(',').map(str::to_owned).collect());
                waiting.push((fixture.workspace.crates.len(), deps));
                fixture.workspace.crates.push(Crate {
                    package: name.to_owned(),
                    name: name.to_owned(),
                    kind: match value("kind:") {
                        None => CrateKind::Library,
                        Some("bin") => CrateKind::Binary,
                        Some("bench") => CrateKind::Bench,
                        Some("test") => CrateKind::Test,
                        Some("proc-macro") => CrateKind::ProcMacro,
                        Some(other) => panic!("no such kind of crate here: {other}"),
                    },
                    root: path.clone(),
                    edition: Edition::E2021,
                    dependencies: Vec::new(),
                    foreign: ["hashbrown", "rustc_hash", "indexmap", "ahash", "dashmap"].map(Foreign::named).into(),
                    features: Vec::new(),
                    test: words.contains(&"test"),
                    published: words.contains(&"published"),
                });
            }
            fixture.texts.insert(path, body.to_owned());
        }
        for (at, deps) in waiting {
            let ids = deps.into_iter().map(|name| {
                let id = fixture.workspace.crates.iter().position(|krate| krate.name == name);
                let id = CrateId(id.unwrap_or_else(|| panic!("no crate `{name}`")) as u32);
                (name, id)
            });
            let ids: Vec<_> = ids.collect();
            fixture.workspace.crates[at].dependencies = ids;
        }
        fixture.workspace.cfg = Cfg { flags: vec!["unix".to_owned()], pairs: Vec::new() };
        fixture
    }

    pub(crate) fn check(&self) -> Report {
        let report = locality_lints::check(&self.workspace, self);
        let whole = locality_lints::check_every_body(&self.workspace, self);
        let places = |report: &Report| -> Vec<_> {
            report.findings.iter().map(|it| (it.lint, it.primary.file.clone(), it.primary.span)).collect()
        };
        assert_eq!(places(&report), places(&whole), "a body was taken to be of no interest");
        report
    }

    /// `file:line lint` of every mark, sorted.
    pub(crate) fn marks(&self) -> Vec<String> {
        let mut marks = Vec::new();
        for (path, text) in &self.texts {
            for (number, line) in text.lines().enumerate() {
                let Some((_, lints)) = line.split_once("//~") else { continue };
                marks.extend(lints.split_whitespace().map(|lint| format!("{path}:{} {lint}", number + 1)));
            }
        }
        marks.sort();
        marks
    }

    /// `file:line lint` of every finding, sorted.
    pub(crate) fn found(&self, report: &Report) -> Vec<String> {
        let mut found: Vec<String> = report
            .findings
            .iter()
            .map(|it| format!("{}:{} {}", it.primary.file, self.line(&it.primary.file, it.primary.span.start), it.lint))
            .collect();
        found.sort();
        found
    }

    pub(crate) fn line(&self, file: &Utf8Path, byte: u32) -> usize {
        self.texts[file].as_bytes()[..byte as usize].iter().filter(|byte| **byte == b'\n').count() + 1
    }
}

/// Folders of the rules, by name.
pub(crate) fn rule_folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src/rules").join(name)
}

/// Every case of a rule: its name and text, by name. Fixed texts are left out.
pub(crate) fn cases(rule: &str) -> Vec<(String, String)> {
    let folder = rule_folder(rule).join("cases");
    let entries = std::fs::read_dir(&folder).unwrap_or_else(|why| panic!("{}: {why}", folder.display()));
    let mut cases: Vec<(String, String)> = entries
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| !path.to_string_lossy().ends_with(".fixed.rs"))
        .map(|path| {
            let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
            (name, std::fs::read_to_string(&path).expect("readable"))
        })
        .collect();
    cases.sort();
    cases
}
