//! A workspace in memory: something odd, and beside it a loop that is known to be found.
use std::collections::BTreeMap;

use camino::{Utf8Path, Utf8PathBuf};
use locality_lints::input::{Crate, CrateId, CrateKind, Edition, Files, Unreadable, Workspace};
use locality_lints::report::Report;

/// Has one finding, whatever lies beside it.
pub(crate) const GOOD: &str = "use std::collections::HashMap;\npub fn total(stock: &HashMap<u32, u64>) -> u64 {\n    let mut sum = 0;\n    \
                               for amount in stock.values() {\n        sum += amount;\n    }\n    sum\n}\n";

/// Files by path.
#[derive(Debug, Default)]
pub(crate) struct Memory {
    texts: BTreeMap<Utf8PathBuf, String>,
    crates: Vec<Crate>,
}

impl Files for Memory {
    fn read(&self, path: &Utf8Path) -> Result<String, Unreadable> {
        self.texts.get(path).cloned().ok_or(Unreadable::Missing)
    }
}

impl Memory {
    pub(crate) fn file(mut self, path: &str, text: impl Into<String>) -> Memory {
        self.texts.insert(path.into(), text.into());
        self
    }

    /// A library whose root is `text`; it can name all crates before it.
    pub(crate) fn library(mut self, name: &str, text: impl Into<String>) -> Memory {
        let root = format!("{name}/lib.rs");
        let before = self.crates.iter().enumerate();
        let dependencies = before.map(|(at, krate)| (krate.name.clone(), CrateId(at as u32))).collect();
        self.crates.push(Crate {
            package: name.to_owned(),
            name: name.to_owned(),
            kind: CrateKind::Library,
            root: root.as_str().into(),
            edition: Edition::E2024,
            dependencies,
            foreign: Vec::new(),
            features: Vec::new(),
            test: false,
            published: false,
        });
        self.file(&root, text)
    }

    pub(crate) fn check(&self) -> Report {
        let workspace = Workspace { crates: self.crates.clone(), ..Workspace::default() };
        let report = locality_lints::check(&workspace, self);
        let whole = locality_lints::check_every_body(&workspace, self);
        let told =
            |of: &Report| of.findings.iter().map(|it| format!("{}: {}", it.lint, it.message)).collect::<Vec<_>>();
        assert_eq!(told(&report), told(&whole), "a body was taken to be of no interest");
        report
    }
}

/// Checks `odd` as a module of a crate whose other module has a finding, which must be there.
#[track_caller]
pub(crate) fn check_beside_good(odd: &str) -> Report {
    let it = Memory::default().library("it", "pub mod odd;\npub mod good;\npub use odd::*;\n");
    let report = it.file("it/odd.rs", odd).file("it/good.rs", GOOD).check();
    expect_good(&report, "it/good.rs");
    report
}

/// Panics unless the loop of [`GOOD`] was found in `file`.
#[track_caller]
pub(crate) fn expect_good(report: &Report, file: &str) {
    let found = |lint: &str| report.findings.iter().any(|it| it.lint == lint && it.primary.file == file);
    assert!(found("hash_iteration"), "nothing found in {file}; skipped: {:?}", report.skipped.first());
}
