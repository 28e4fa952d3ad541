//! Suppressions that can suppress nothing, and what the tool says of itself: told, explained, and set by options.
use crate::harness::Workspace;

fn package(lib: &str, of: &str) -> Workspace {
    let manifest =
        "//- /Cargo.toml\n[package]\nname = \"quiet\"\nversion = \"0.1.0\"\nedition = \"2021\"\n[workspace]\n";
    let workspace = Workspace::written(manifest, of);
    workspace.write("src/lib.rs", lib);
    workspace
}

#[test]
fn every_name_that_is_printed_is_explained_and_set() {
    let text = "// locality: expect(hash_iteration)\npub fn a() {}\n// locality: allow(hash-iterations)\npub fn b() {}\n\
                // locality: allow hash_iteration\npub fn c() {}\nmod gone;\nstruct Odd { a: }\n";
    let workspace = package(text, "own_lints");
    let codes = |options: &[&str]| {
        let answer = workspace.run(["check", "--message-format", "json"].iter().chain(options));
        let mut all: Vec<String> = Vec::new();
        for line in answer.json() {
            if let Some(code) = line["message"]["code"]["code"].as_str() {
                all.push(format!("{} {}", line["message"]["level"].as_str().expect("a level"), &code[10..]));
            }
        }
        all.sort();
        (all, answer.code)
    };
    let (all, _) = codes(&[]);
    let names = ["malformed_suppression", "unfulfilled_expectation", "unknown_lints", "unparsed", "unread"];
    let expected = [
        "note unfulfilled_expectation",
        "warning malformed_suppression",
        "warning unknown_lints",
        "warning unparsed",
        "warning unread",
    ];
    assert_eq!(all, expected);
    for name in names {
        let page = workspace.run(["explain", name]).expect_code(0).stdout;
        assert!(page.starts_with(&format!("# {name}\n")), "{page}");
        let (denied, code) = codes(&["-A", "all", "-D", name]);
        assert_eq!((denied, code), (vec![format!("error {name}")], Some(1)));
        let (warned, code) = codes(&["-A", "all", "-W", name]);
        assert_eq!((warned, code), (vec![format!("warning {name}")], Some(0)));
        let (silent, _) = codes(&["-A", name]);
        assert!(!silent.iter().any(|one| one.ends_with(name)), "{silent:?}");
    }
    let (_, code) = codes(&["-D", "warnings"]);
    assert_eq!(code, Some(1));
    for group in ["layout", "traversal", "all", "warnings"] {
        assert!(!workspace.run(["explain", group]).expect_code(0).stdout.is_empty());
    }
}

#[test]
fn an_expectation_in_vain_keeps_the_cache_whole() {
    let workspace = package("// locality: expect(hash_iteration)\npub fn a() {}\n", "kept_expectation");
    for _ in 0..3 {
        let answer = workspace.run(["check", "--notes", "--color", "never"]).expect_code(0);
        assert!(answer.stdout.contains("unfulfilled_expectation"), "{answer:#?}");
        assert!(!answer.stderr.contains("damaged"), "{answer:#?}");
    }
}
