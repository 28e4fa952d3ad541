//! Several files and crates as one text, for tests.
//!
//! `//- /path crate:name deps:a,b edition:2018 kind:bin test` starts a file. The first file of a crate is its root;
//! files without `crate:` belong to whichever crate's modules ask for them. Text before the first header is `/lib.rs` of a
//! crate called `it`. Crates may name those before them; `deps:` of a name that is no crate here is a foreign crate.
use camino::{Utf8Path, Utf8PathBuf};
use rustc_hash::FxHashMap;

use crate::input::{Cfg, Crate, CrateId, CrateKind, Edition, Files, Foreign, Unreadable, Workspace};

/// A workspace in memory.
pub(crate) struct Fixture {
    pub(crate) workspace: Workspace,
    files: FxHashMap<Utf8PathBuf, String>,
}

impl Files for Fixture {
    fn read(&self, path: &Utf8Path) -> Result<String, Unreadable> {
        self.files.get(path).cloned().ok_or(Unreadable::Missing)
    }
}

impl Fixture {
    /// Reads the text.
    pub(crate) fn new(text: &str) -> Fixture {
        let mut fixture = Fixture { workspace: Workspace::default(), files: FxHashMap::default() };
        fixture.workspace.cfg = Cfg {
            flags: vec!["unix".into()],
            pairs: vec![("target_os".into(), "linux".into()), ("target_pointer_width".into(), "64".into())],
        };
        let (mut header, mut body) = ("/lib.rs crate:it".to_owned(), String::new());
        for line in text.lines().chain(["//- "]) {
            match line.trim_start().strip_prefix("//- ") {
                Some(next) => {
                    if !body.trim().is_empty() {
                        fixture.file(&header, std::mem::take(&mut body));
                    }
                    body.clear();
                    header = next.to_owned();
                }
                None => {
                    body.push_str(line);
                    body.push('\n');
                }
            }
        }
        fixture
    }

    fn file(&mut self, header: &str, text: String) {
        let mut words = header.split_whitespace();
        let path = Utf8PathBuf::from(words.next().unwrap_or("/lib.rs").trim_start_matches('/'));
        self.files.insert(path.clone(), text);
        let words: Vec<&str> = words.collect();
        let value = |key: &str| words.iter().find_map(|word| word.strip_prefix(key)?.strip_prefix(':'));
        let Some(name) = value("crate") else { return };
        let listed = |key: &str| value(key).map_or(Vec::new(), |list| list.split(',').map(str::to_owned).collect());
        let crates = &self.workspace.crates;
        let by_name = |name: &String| crates.iter().position(|known| known.name == *name).map(|at| CrateId(at as u32));
        let deps: Vec<String> = listed("deps");
        let krate = Crate {
            package: name.to_owned(),
            name: name.to_owned(),
            kind: match value("kind") {
                Some("bin") => CrateKind::Binary,
                Some("test") => CrateKind::Test,
                Some("bench") => CrateKind::Bench,
                Some("example") => CrateKind::Example,
                _ => CrateKind::Library,
            },
            root: path,
            edition: match value("edition") {
                Some("2015") => Edition::E2015,
                Some("2018") => Edition::E2018,
                Some("2024") => Edition::E2024,
                _ => Edition::E2021,
            },
            dependencies: deps.iter().filter_map(|dep| Some((dep.clone(), by_name(dep)?))).collect(),
            foreign: deps.iter().filter(|dep| by_name(dep).is_none()).map(Foreign::named).collect(),
            features: listed("features"),
            test: words.contains(&"test"),
            published: words.contains(&"published"),
        };
        self.workspace.crates.push(krate);
    }

    /// Every file, by path.
    pub(crate) fn files(&self) -> impl Iterator<Item = (&Utf8PathBuf, &String)> {
        self.files.iter()
    }
}
