//! The house: who may import whom. The invariants that ARCHITECTURE.md states as absences are looked for here.
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("tests lies in the workspace").to_path_buf()
}

fn rust_files(below: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut folders = vec![below.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).unwrap_or_else(|why| panic!("{}: {why}", folder.display())) {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                files.push(path);
            }
        }
    }
    files.sort();
    assert!(!files.is_empty(), "no Rust file below {}", below.display());
    files
}

/// The lines of code (comments left out) of the files below `folder` that hold one of `words`, as `file:line: text`.
/// Files for which `exempt` holds are passed over.
fn lines_with(folder: &str, words: &[&str], exempt: impl Fn(&str) -> bool) -> Vec<String> {
    let root = root();
    let mut found = Vec::new();
    for file in rust_files(&root.join(folder)) {
        let name = file.strip_prefix(&root).expect("below the root").display().to_string();
        if exempt(&name) {
            continue;
        }
        let text = std::fs::read_to_string(&file).expect("readable");
        for (number, line) in text.lines().enumerate() {
            let code = line.split("//").next().unwrap_or("");
            if words.iter().any(|word| code.contains(word)) {
                found.push(format!("{name}:{}: {}", number + 1, line.trim()));
            }
        }
    }
    found
}

/// Names of the workspace's own packages that `package` depends on, build and dev dependencies included.
fn own_dependencies(package: &str) -> BTreeSet<String> {
    let text = std::fs::read_to_string(root().join(package).join("Cargo.toml")).expect("a manifest");
    text.lines()
        .filter_map(|line| line.split(['.', ' ', '=']).next())
        .filter(|name| ["cargo-locality", "locality-lints", "locality-probe", "locality-tests"].contains(name))
        .map(str::to_owned)
        .collect()
}

fn set<const N: usize>(names: [&str; N]) -> BTreeSet<String> {
    names.into_iter().map(str::to_owned).collect()
}

#[test]
fn packages_depend_one_way() {
    assert_eq!(own_dependencies("cargo-locality"), set(["locality-lints", "locality-probe"]));
    assert_eq!(own_dependencies("lints"), set([]));
    assert_eq!(own_dependencies("runtime-probe"), set([]));
}

#[test]
fn only_source_knows_syn() {
    for sources in ["lints/src", "cargo-locality/src", "runtime-probe/src"] {
        let knows =
            lines_with(sources, &["syn::", "use syn", "proc_macro2"], |file| file.starts_with("lints/src/source/"));
        assert_eq!(knows, Vec::<String>::new());
    }
}

#[test]
fn lints_neither_read_nor_ask_nor_time() {
    let asks = lines_with(
        "lints/src",
        &["std::fs", "std::env", "std::process", "std::time", "std::net", "println!", "eprintln!"],
        |_| false,
    );
    assert_eq!(asks, Vec::<String>::new());
}

#[test]
fn layers_of_the_lints_import_downwards() {
    let upwards = [
        ("lints/src/source", ["crate::model", "crate::rules", "crate::check"].as_slice()),
        ("lints/src/model", ["crate::rules", "crate::check", "crate::finding"].as_slice()),
    ];
    for (folder, words) in upwards {
        assert_eq!(lines_with(folder, words, |_| false), Vec::<String>::new());
    }
}

#[test]
fn no_rule_imports_another() {
    let rules = root().join("lints/src/rules");
    let names: Vec<String> = std::fs::read_dir(rules)
        .expect("the rules")
        .filter_map(|entry| entry.ok().filter(|entry| entry.path().is_dir()))
        .map(|entry| entry.file_name().into_string().expect("a name"))
        .collect();
    assert!(names.len() >= 4, "{names:?}");
    for name in &names {
        let words: Vec<String> =
            names.iter().filter(|other| *other != name).map(|other| format!("{other}::")).collect();
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        // Cases and experiments are programs of their own.
        let imports = lines_with(&format!("lints/src/rules/{name}"), &words, |file| file.contains("/cases/"));
        assert_eq!(imports, Vec::<String>::new());
    }
}

#[test]
fn the_report_is_data_that_knows_nobody() {
    let others = ["confirm", "commands", "output", "words", "terminal", "workspace", "cli", "cache", "error", "style"];
    let words: Vec<String> = others.iter().map(|other| format!("crate::{other}")).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    assert_eq!(lines_with("cargo-locality/src/report", &words, |_| false), Vec::<String>::new());
}

#[test]
fn no_output_format_imports_what_found_it_out() {
    let finders =
        ["crate::confirm", "crate::commands", "crate::workspace", "crate::terminal", "crate::cli", "crate::cache"];
    for outside in ["cargo-locality/src/output", "cargo-locality/src/words"] {
        assert_eq!(lines_with(outside, &finders, |_| false), Vec::<String>::new());
    }
}

#[test]
fn nothing_in_evidence_is_prose() {
    let is_test = |file: &str| file.ends_with("tests.rs");
    // No sentence can be made where no text is put together.
    let making = ["format!", "write!", ".to_owned()", ".into()", "String::from", "why: String", "notes: "];
    let report = lines_with("cargo-locality/src/report", &making, is_test);
    assert_eq!(report, Vec::<String>::new());
    let judging = ["cost.rs", "verdict.rs", "agreement.rs"].map(|file| format!("cargo-locality/src/confirm/{file}"));
    let with_text = ["format!", "write!", "String", "&'static str", "words"];
    let verdicts = lines_with("cargo-locality/src/confirm", &with_text, |file| !judging.contains(&file.to_owned()));
    assert_eq!(verdicts, Vec::<String>::new());
}

#[test]
fn numbers_have_one_set_of_words() {
    let own_words = lines_with("cargo-locality/src", &["KiB", "MiB", "{:.0} %", ":.1} %", "} million"], |file| {
        file.contains("/words/") || file.ends_with("tests.rs")
    });
    assert_eq!(own_words, Vec::<String>::new());
}

#[test]
fn unsafe_code_lives_in_the_probe_alone() {
    for folder in ["cargo-locality/src", "lints/src"] {
        let uses = lines_with(folder, &["unsafe {", "unsafe fn ", "unsafe impl"], |file| file.contains("/cases/"));
        assert_eq!(uses, Vec::<String>::new());
    }
}

#[test]
fn the_table_of_the_readme_is_the_list_of_lints() {
    let list =
        std::process::Command::new(crate::harness::tool()).args(["list", "--color", "never"]).output().expect("starts");
    let list = String::from_utf8(list.stdout).expect("UTF-8");
    let rows: Vec<String> = list
        .lines()
        .map(|line| {
            let mut words = line.split_whitespace();
            let [name, group, level] = [words.next(), words.next(), words.next()].map(|word| word.expect("a column"));
            format!("| `{name}` | {group} | {level} | {} |", words.collect::<Vec<_>>().join(" "))
        })
        .collect();
    assert!(!rows.is_empty());
    let readme = std::fs::read_to_string(root().join("README.md")).expect("a front door");
    let shown: Vec<&str> = readme.lines().filter(|line| line.starts_with("| `")).collect();
    assert_eq!(shown, rows);
}

#[test]
fn the_readme_has_the_two_commands_that_set_everything_up() {
    let readme = std::fs::read_to_string(root().join("README.md")).expect("a front door");
    let commands: Vec<&str> = readme.lines().filter_map(|line| line.strip_prefix("    $ ")).collect();
    let [main, tests] = commands[..] else { panic!("two commands: {commands:?}") };
    assert!(main.contains("confirm --manifest-path tests/workspaces/heat/Cargo.toml"), "{main}");
    assert!(tests.starts_with("cargo test --workspace"), "{tests}");
}
