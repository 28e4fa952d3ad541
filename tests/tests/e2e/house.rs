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

/// What a file names by path: imports, each of a group on its own, and paths in the code. `super` and `self` are followed, so that
/// what lies in the same crate begins with `crate`.
fn paths(file: &str) -> Vec<(usize, Vec<String>)> {
    let text = std::fs::read_to_string(root().join(file)).expect("readable");
    let mut tokens = Vec::new();
    for (number, line) in text.lines().enumerate() {
        let mut rest = line.split("//").next().unwrap_or("");
        while let Some(first) = rest.chars().next() {
            let is_word = |c: char| c.is_alphanumeric() || c == '_';
            let length = match first {
                ':' if rest.starts_with("::") => 2,
                _ if is_word(first) => rest.find(|c| !is_word(c)).unwrap_or(rest.len()),
                _ => first.len_utf8(),
            };
            if !first.is_whitespace() {
                tokens.push((number + 1, &rest[..length]));
            }
            rest = &rest[length..];
        }
    }
    let (_, within) = file.split_once("src/").expect("a source file");
    let mut module: Vec<&str> = within.trim_end_matches(".rs").split('/').collect();
    if matches!(module.last(), Some(&("mod" | "lib" | "main"))) {
        module.pop();
    }
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let is_import = tokens[at].1 == "use" || (tokens[at].1 == "crate" && at > 0 && tokens[at - 1].1 == "extern");
        let from = at + usize::from(is_import);
        at = read_paths(&tokens, from, &[], is_import, &mut found).max(at + 1);
    }
    found.iter().map(|(line, path)| (*line, absolute(path, &module))).collect()
}

/// Reads a path, and in an import the group at its end, from `at` on; gives the token behind it.
fn read_paths<'t>(
    tokens: &[(usize, &'t str)],
    mut at: usize,
    before: &[&'t str],
    is_import: bool,
    found: &mut Vec<(usize, Vec<&'t str>)>,
) -> usize {
    let word = |at: usize| tokens.get(at).map_or("", |(_, token)| *token);
    let is_name = |token: &str| token.starts_with(|c: char| c.is_alphabetic() || c == '_');
    let line = tokens.get(at).map_or(0, |(line, _)| *line);
    let mut path = before.to_vec();
    let start = at;
    while is_name(word(at)) || word(at) == "::" || word(at) == "*" && is_import {
        if is_name(word(at)) && at > start && word(at - 1) != "::" {
            break;
        }
        if word(at) != "::" {
            path.push(word(at));
        }
        at += 1;
    }
    if word(at) == "{" && is_import {
        at += 1;
        while at < tokens.len() && word(at) != "}" {
            // `, ` and ` as name` stand between the members.
            at = match word(at) {
                "," => at + 1,
                "as" => at + 2,
                _ => read_paths(tokens, at, &path, true, found).max(at + 1),
            };
        }
        return at + 1;
    }
    if path.len() > 1 || is_import && !path.is_empty() {
        found.push((line, path));
    }
    at
}

fn absolute(path: &[&str], module: &[&str]) -> Vec<String> {
    let ups = path.iter().take_while(|part| **part == "super").count();
    let from_here = ups > 0 || path[0] == "self";
    let rest = if path[0] == "self" { &path[1..] } else { &path[ups..] };
    let here = &module[..module.len().saturating_sub(ups)];
    let start = if from_here { [&["crate"], here].concat() } else { Vec::new() };
    start.iter().chain(rest).map(|part| (*part).to_owned()).collect()
}

/// The paths named below `folder` for which `is_wrong` holds, as `file:line: path`.
fn paths_that(folder: &str, exempt: impl Fn(&str) -> bool, is_wrong: impl Fn(&str, &[&str]) -> bool) -> Vec<String> {
    let root = root();
    let mut wrong = Vec::new();
    for file in rust_files(&root.join(folder)) {
        let name = file.strip_prefix(&root).expect("below the root").display().to_string();
        // Cases and experiments are programs of their own.
        if exempt(&name) || name.contains("/cases/") || name.ends_with("/experiment.rs") {
            continue;
        }
        for (line, path) in paths(&name) {
            let parts: Vec<&str> = path.iter().map(String::as_str).collect();
            if is_wrong(&name, &parts) {
                wrong.push(format!("{name}:{line}: {}", parts.join("::")));
            }
        }
    }
    wrong
}

/// What the modules of a crate may import of their own crate's: every other import is given back.
fn imports_beside(source: &str, module: &str, allowed: &[&str]) -> Vec<String> {
    let modules = modules(source);
    assert!(modules.iter().any(|it| it == module) && allowed.iter().all(|it| modules.iter().any(|other| other == it)));
    paths_that(source, is_test, |file, path| {
        module_of(source, file) == module
            && matches!(path, ["crate", other, ..] if modules.iter().any(|it| it == other) && !allowed.contains(other) && *other != module)
    })
}

/// The modules of a crate's root.
fn modules(source: &str) -> Vec<String> {
    let entries = std::fs::read_dir(root().join(source)).expect("sources").filter_map(Result::ok);
    let names = entries.filter_map(|entry| entry.file_name().into_string().ok());
    names.map(|name| name.trim_end_matches(".rs").to_owned()).filter(|name| name != "lib" && name != "main").collect()
}

/// In which module of its crate's root a file lies.
fn module_of<'f>(source: &str, file: &'f str) -> &'f str {
    let within = file.strip_prefix(source).expect("a file of the crate").trim_start_matches('/');
    within.split('/').next().unwrap_or(within).trim_end_matches(".rs")
}

fn is_test(file: &str) -> bool {
    file.ends_with("tests.rs")
}

const NOTHING: Vec<String> = Vec::new();

/// What the operating system has to answer.
fn is_outside(path: &[&str]) -> bool {
    matches!(path, ["libc", ..]) || matches!(path, ["std", "fs" | "env" | "process" | "time" | "net" | "io" | "os", ..])
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
fn imports_are_found_however_they_are_written() {
    let named: Vec<String> = paths("lints/src/lib.rs").into_iter().map(|(_, path)| path.join("::")).collect();
    assert!(named.iter().any(|path| path.starts_with("check::")), "{named:?}");
    let tokens: Vec<(usize, &str)> =
        ["a", "::", "{", "b", "::", "{", "c", ",", "self", "}", ",", "d", "as", "e", "}", ";"].map(|it| (1, it)).into();
    let mut found = Vec::new();
    read_paths(&tokens, 0, &[], true, &mut found);
    let found: Vec<String> = found.into_iter().map(|(_, path)| path.join("::")).collect();
    assert_eq!(found, ["a::b::c", "a::b::self", "a::d"]);
    assert_eq!(absolute(&["super", "super", "confirm", "x"], &["output", "json"]), ["crate", "confirm", "x"]);
    assert_eq!(absolute(&["super", "cost"], &["confirm", "verdict"]), ["crate", "confirm", "cost"]);
}

#[test]
fn only_source_knows_syn() {
    for sources in ["lints/src", "cargo-locality/src", "runtime-probe/src"] {
        let knows = paths_that(
            sources,
            |file| file.starts_with("lints/src/source/"),
            |_, path| matches!(path[0], "syn" | "proc_macro2" | "quote"),
        );
        assert_eq!(knows, NOTHING);
    }
}

#[test]
fn lints_neither_read_nor_ask_nor_time() {
    assert_eq!(paths_that("lints/src", is_test, |_, path| is_outside(path)), NOTHING);
    assert_eq!(lines_with("lints/src", &["print!", "println!", "dbg!"], |file| file.contains("/cases/")), NOTHING);
    let sleeps = |_: &str, path: &[&str]| matches!(path, ["std", "thread", "sleep" | "park_timeout", ..]);
    assert_eq!(paths_that("lints/src", is_test, sleeps), NOTHING);
}

#[test]
fn layers_of_the_lints_import_downwards() {
    let layers = [
        ("input", [].as_slice()),
        ("source", &["input"]),
        ("model", &["input", "source"]),
        ("report", &["input", "source"]),
        ("rules", &["input", "source", "model", "report"]),
    ];
    for (layer, below) in layers {
        assert_eq!(imports_beside("lints/src", layer, below), NOTHING);
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
    // `mod.rs` has the list.
    let imports = paths_that(
        "lints/src/rules",
        |file| file == "lints/src/rules/mod.rs",
        |file, path| {
            let own = file.trim_start_matches("lints/src/rules/").split('/').next().unwrap_or("");
            matches!(path, ["crate", "rules", other, ..] if *other != own && names.iter().any(|name| name == other))
        },
    );
    assert_eq!(imports, NOTHING);
}

#[test]
fn the_report_is_data_that_knows_nobody() {
    assert_eq!(imports_beside("cargo-locality/src", "report", &[]), NOTHING);
    assert_eq!(imports_beside("cargo-locality/src", "words", &["report"]), NOTHING);
}

#[test]
fn no_output_format_imports_what_found_it_out() {
    assert_eq!(imports_beside("cargo-locality/src", "output", &["report", "words", "style"]), NOTHING);
}

#[test]
fn modules_import_each_other_in_no_circle() {
    for source in ["cargo-locality/src", "lints/src"] {
        let modules = modules(source);
        let mut imports: Vec<(String, String)> = Vec::new();
        for file in rust_files(&root().join(source)) {
            let name = file.strip_prefix(root()).expect("below the root").display().to_string();
            if is_test(&name) || name.contains("/cases/") || name.ends_with("/experiment.rs") {
                continue;
            }
            let of = module_of(source, &name).to_owned();
            for (_, path) in paths(&name) {
                if path[0] == "crate"
                    && path.len() > 1
                    && path[1] != of
                    && modules.contains(&path[1])
                    && modules.contains(&of)
                {
                    imports.push((of.clone(), path[1].clone()));
                }
            }
        }
        // Whoever imports nobody that is left is in no circle.
        let mut left: BTreeSet<&String> = modules.iter().collect();
        loop {
            let free: Vec<&String> = left
                .iter()
                .copied()
                .filter(|it| !imports.iter().any(|(of, other)| of == *it && left.contains(other)))
                .collect();
            if free.is_empty() {
                break;
            }
            left.retain(|it| !free.contains(it));
        }
        assert_eq!(left, BTreeSet::new(), "{source}: {imports:?}");
    }
}

#[test]
fn the_memory_model_is_pure() {
    for pure in ["runtime-probe/src/model", "runtime-probe/src/machine"] {
        let asks = paths_that(pure, is_test, |_, path| {
            is_outside(path)
                || matches!(path, ["std", "thread", ..] | ["std" | "core", "sync", ..] | ["crate", "linked", ..])
        });
        assert_eq!(asks, NOTHING);
    }
}

#[test]
fn the_probe_neither_prints_nor_panics() {
    let says = ["print!", "println!", "panic!", "unreachable!", "todo!", ".unwrap()", ".expect("];
    assert_eq!(lines_with("runtime-probe/src/linked", &says, is_test), NOTHING);
}

#[test]
fn nothing_in_evidence_is_prose() {
    // No sentence can be made where no text is put together.
    let making = [
        "format!",
        "write!",
        ".to_owned()",
        ".to_string()",
        ".into()",
        "String::from",
        ".concat()",
        ".join(",
        "push_str",
        "&'static str",
        "Cow<",
        "why: String",
        "reason: String",
        "notes: ",
    ];
    let report = lines_with("cargo-locality/src/report", &making, is_test);
    assert_eq!(report, NOTHING);
    let judging =
        ["cost.rs", "verdict.rs", "verdict/", "agreement.rs"].map(|file| format!("cargo-locality/src/confirm/{file}"));
    let with_text = ["format!", "write!", "String", "&'static str", "words"];
    let verdicts = lines_with("cargo-locality/src/confirm", &with_text, |file| {
        is_test(file) || !judging.iter().any(|judge| file.starts_with(judge.as_str()))
    });
    assert_eq!(verdicts, NOTHING);
}

#[test]
fn numbers_have_one_set_of_words() {
    let own_words =
        lines_with("cargo-locality/src", &["KiB", "MiB", "GiB", "} %", "}%", "} ms", "} µs", "} million"], |file| {
            file.contains("/words/") || file.ends_with("tests.rs")
        });
    assert_eq!(own_words, NOTHING);
}

#[test]
fn unsafe_code_lives_in_the_probe_alone() {
    for folder in ["cargo-locality/src", "lints/src"] {
        let uses =
            lines_with(folder, &["unsafe {", "unsafe fn ", "unsafe impl", "unsafe trait", "unsafe extern"], |file| {
                file.contains("/cases/")
            });
        assert_eq!(uses, NOTHING);
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
