//! Names of others reach a terminal as text: no character of theirs commands it, turns the direction of reading, or breaks a line.
use crate::harness::{Answer, Workspace};

const HARMFUL: [char; 7] = ['\u{1b}', '\u{7}', '\u{202e}', '\u{2066}', '\u{9b}', '\r', '\u{7f}'];

#[track_caller]
fn is_harmless(answer: &Answer) {
    for text in [&answer.stdout, &answer.stderr] {
        assert!(!text.contains(HARMFUL), "{text:?}");
    }
}

fn workspace(of: &str) -> Workspace {
    let lib = "#[path = \"we\\u{1b}]0;x\\u{7}.rs\"]\nmod title;\n#[path = \"a\\u{202e}b\\nc\\u{9b}31m.rs\"]\nmod turned;\n\
               // locality: expect(\u{1b}]0;x\u{7}, hash_\u{202e}iteration)\npub fn f() {}\n";
    let text = format!(
        "//- /Cargo.toml\n[package]\nname = \"harmless\"\nversion = \"0.1.0\"\nedition = \"2021\"\n[workspace]\n//- /src/lib.rs\n{lib}"
    );
    let workspace = Workspace::written(&text, of);
    let walk = "pub fn f(map: &std::collections::HashMap<u64, u64>) -> u64 {\n    let mut sum = 0;\n    loop {\n        \
                for (_, value) in map {\n            sum += value;\n        }\n        if sum > 7 { return sum; }\n    }\n}\n";
    workspace.write("src/we\u{1b}]0;x\u{7}.rs", walk);
    workspace.write("src/a\u{202e}b\nc\u{9b}31m.rs", &format!("{walk}fn odd( {{\n"));
    workspace
}

#[test]
fn names_of_files_and_lints() {
    let workspace = workspace("harmless_names");
    for options in
        [&["--notes"][..], &["-vv"], &["--message-format", "short", "--notes"], &["-v", "--notes", "--limit", "1"]]
    {
        for colour in ["never", "always"] {
            let answer = workspace.run(["check", "--color", colour].iter().chain(options)).expect_code(0);
            let coloured = |text: &str| {
                let mut rest = text.to_owned();
                while let Some(at) = rest.find("\u{1b}[") {
                    let end = rest[at..].find('m').expect("a colour's end");
                    rest.replace_range(at..=at + end, "");
                }
                rest
            };
            let answer = Answer { stdout: coloured(&answer.stdout), stderr: coloured(&answer.stderr), ..answer };
            is_harmless(&answer);
            let all = format!("{}{}", answer.stdout, answer.stderr);
            assert!(all.contains("src/we\\u{1b}]0;x\\u{7}.rs"), "{all}");
        }
    }
    let short = workspace.run(["check", "--message-format", "short"]).expect_code(0).stdout;
    assert!(short.contains("src/a\\u{202e}b\\nc\\u{9b}31m.rs:"), "{short}");
    assert!(short.lines().all(|line| line.contains("[locality::")), "{short}");
}

#[test]
fn json_says_names_exactly() {
    let workspace = workspace("harmless_json");
    let names: Vec<String> = (workspace.run(["check", "--message-format", "json"]).expect_code(0).json().iter())
        .filter_map(|line| Some(line["message"]["spans"][0]["file_name"].as_str()?.to_owned()))
        .collect();
    assert!(names.iter().any(|name| name == "src/we\u{1b}]0;x\u{7}.rs"), "{names:?}");
    assert!(names.iter().any(|name| name == "src/a\u{202e}b\nc\u{9b}31m.rs"), "{names:?}");
}

#[test]
fn errors_and_their_advice() {
    let workspace = workspace("harmless_errors");
    let name = "x\u{1b}]0;x\u{7}\n\u{202e}";
    for options in [["-D", name], ["-p", name], ["--bench", name], ["--features", name], ["--manifest-path", name]] {
        is_harmless(&workspace.run(["check", "--color", "never"].iter().chain(&options)).expect_code(2));
    }
    is_harmless(&workspace.run(["explain", name]).expect_code(2));
    workspace.write("locality.toml", "\"ma\\u001b]0;x\\u0007\\u202e\" = 1\n");
    is_harmless(&workspace.run(["check", "--color", "never"]).expect_code(2));
    workspace.write("locality.toml", "machine = \"\\u001b]0;x\\u0007\\u202e\"\n");
    is_harmless(&workspace.run(["check", "--color", "never"]).expect_code(2));
    workspace.write("locality.toml", "");
    let manifest = workspace.read("Cargo.toml");
    workspace.write("Cargo.toml", &manifest.replace("edition = \"2021\"", "edition = \"\\u001b]0;x\\u0007\\u202e\""));
    is_harmless(&workspace.run(["check", "--color", "never"]).expect_code(2));
}
