//! Code that nobody could read: it is told on the screen, and a gate fails on it.
use std::os::unix::fs::symlink;

use crate::harness::Workspace;

fn package(lib: &[u8], of: &str) -> Workspace {
    let manifest =
        "//- /Cargo.toml\n[package]\nname = \"gaps\"\nversion = \"0.1.0\"\nedition = \"2021\"\n[workspace]\n";
    let workspace = Workspace::written(manifest, of);
    std::fs::create_dir_all(workspace.root().join("src")).expect("a folder");
    std::fs::write(workspace.root().join("src/lib.rs"), lib).expect("a file");
    workspace
}

/// It warns with these words in each format, fails where warnings are denied, and is silent where it is allowed.
#[track_caller]
fn is_told(workspace: &Workspace, words: &str) {
    let human = workspace.run(["check", "--color", "never"]).expect_code(0).stdout;
    assert!(human.contains("warning[locality::unread]") && human.contains(words), "{human}");
    assert!(human.contains("Not seen") && human.contains("1 warning in 1 file"), "{human}");
    let short = workspace.run(["check", "--message-format", "short"]).expect_code(0).stdout;
    assert!(short.contains("warning[locality::unread]: ") && short.contains(words), "{short}");
    let json = workspace.run(["check", "--message-format", "json"]).expect_code(0).json();
    let told = json.iter().find(|line| line["message"]["code"]["code"] == "locality::unread").expect("a message");
    assert_eq!(told["message"]["level"], "warning");
    for lint in ["warnings", "unread", "all", "locality::unread"] {
        workspace.run(["check", "-D", lint]).expect_code(1);
        workspace.run(["check", "-D", lint, "--message-format", "json"]).expect_code(1);
    }
    for lint in ["unread", "all", "warnings"] {
        let silent = workspace.run(["check", "-A", lint, "--message-format", "short"]).expect_code(0);
        assert_eq!(silent.stdout, "");
        workspace.run(["check", "-D", "warnings", "-A", lint]).expect_code(0);
    }
}

#[test]
fn a_root_that_is_no_text() {
    is_told(&package(b"pub fn f() {}\n// \xff\n", "unread_utf8"), "not UTF-8 from line 2 on");
}

#[test]
fn a_root_that_is_too_large() {
    let mut text = vec![b' '; (16 << 20) + 1];
    text.push(b'\n');
    is_told(&package(&text, "unread_large"), "larger than 16 MiB");
}

#[test]
fn a_root_that_is_a_directory() {
    let workspace = package(b"", "unread_directory");
    std::fs::remove_file(workspace.root().join("src/lib.rs")).expect("a file");
    let manifest = workspace.read("Cargo.toml");
    workspace.write("Cargo.toml", &format!("{manifest}[lib]\npath = \"src\"\n"));
    is_told(&workspace, "it is a directory");
}

#[test]
fn a_root_that_is_not_there() {
    let workspace = package(b"", "unread_no_root");
    let manifest = workspace.read("Cargo.toml");
    workspace.write("Cargo.toml", &format!("{manifest}[lib]\npath = \"src/nowhere.rs\"\n"));
    is_told(&workspace, "src/nowhere.rs");
}

#[test]
fn modules_that_are_not_there_or_no_files() {
    is_told(&package(b"mod gone;\n", "unread_module"), "src/gone.rs");
    is_told(&package(b"#[path = \"else/where.rs\"]\nmod gone;\n", "unread_path"), "src/else/where.rs");
    let workspace = package(b"mod link;\n", "unread_link");
    symlink("nowhere.rs", workspace.root().join("src/link.rs")).expect("a link");
    is_told(&workspace, "src/link.rs");
    let workspace = package(b"mod link;\n", "unread_circle");
    symlink("link.rs", workspace.root().join("src/link.rs")).expect("a link");
    is_told(&workspace, "src/link.rs");
    let workspace = package(b"mod folder;\n", "unread_folder");
    workspace.write("src/folder.rs/inside.rs", "");
    is_told(&workspace, "it is a directory");
    let workspace = package(b"#[path = \"lib.rs\"]\nmod again;\n", "unread_itself");
    is_told(&workspace, "it is a module of itself");
}

#[test]
fn a_gate_parses_what_no_lint_looks_at() {
    let text = b"pub fn f() -> u8 {\n    let = 1;\n    2\n}\npub const N: u8 = 1 2;\n";
    let workspace = package(text, "unread_body");
    let short = ["check", "--message-format", "short"];
    // Kept from earlier, it would be told by nobody.
    workspace.run(short).expect_code(0);
    for deny in ["warnings", "unparsed", "all"] {
        let told = workspace.run(short.iter().chain(&["-D", deny])).expect_code(1).stdout;
        for place in ["src/lib.rs:2:", "src/lib.rs:5:"] {
            assert!(told.contains(place) && told.contains("error[locality::unparsed]"), "{told}");
        }
    }
    workspace.run(short.iter().chain(&["-D", "warnings", "-A", "unparsed"])).expect_code(0);
}

#[test]
fn what_is_allowed_in_the_source_is_not_told() {
    let workspace =
        package(b"// locality: allow(unread, reason = \"made by the build\")\nmod gone;\n", "unread_allowed");
    let answer = workspace.run(["check", "-D", "warnings", "--message-format", "short"]).expect_code(0);
    assert_eq!(answer.stdout, "");
}

#[test]
fn sources_of_other_packages_that_are_not_at_hand_are_told() {
    let workspace = Workspace::written(
        "//- /app/Cargo.toml
[package]
name = \"app\"
version = \"0.1.0\"
edition = \"2021\"
[workspace]
[dependencies]
absent = { path = \"../absent\" }
[dev-dependencies]
not-a-package-anywhere = \"7.7.7\"
//- /app/Cargo.lock
version = 4

[[package]]
name = \"not-a-package-anywhere\"
version = \"7.7.7\"
source = \"registry+https://github.com/rust-lang/crates.io-index\"
//- /app/src/lib.rs
pub fn f(table: &absent::Table) {
    for _ in table.values() {}
}
//- /absent/Cargo.toml
[package]
name = \"absent\"
version = \"0.1.0\"
edition = \"2021\"
//- /absent/src/lib.rs
pub type Table = std::collections::HashMap<u32, u64>;
",
        "unread_libraries",
    );
    for _ in 0..2 {
        // Kept from earlier, it is told again.
        let options = ["check", "--color", "never", "--manifest-path", "app/Cargo.toml"];
        let answer = workspace.run(options).expect_code(0).stdout;
        assert!(answer.contains("Not seen the sources of other packages: "), "{answer}");
        assert!(answer.contains("`not-a-package-anywhere` is not downloaded"), "{answer}");
    }
}
