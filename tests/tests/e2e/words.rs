//! What a user is told who mistypes, and how pages look.
use crate::harness::{Answer, Workspace};

fn members(number: usize, of: &str) -> Workspace {
    let workspace = Workspace::written("//- /Cargo.toml\n[workspace]\nresolver = \"2\"\nmembers = [\"m/*\"]\n", of);
    for nth in 0..number {
        let manifest = format!("[package]\nname = \"member-{nth}\"\nversion = \"0.1.0\"\nedition = \"2021\"\n");
        workspace.write(&format!("m/{nth}/Cargo.toml"), &manifest);
        workspace.write(&format!("m/{nth}/src/lib.rs"), "");
    }
    workspace
}

#[test]
fn a_name_that_is_nearly_one_is_told_the_one() {
    let workspace = members(60, "nearest");
    for (options, near) in [
        (["-A", "hash_iter"], "did you mean `hash_iteration`?"),
        (["-D", "Nested-Vec"], "did you mean `nested_vec`?"),
        (["-W", "chase"], "did you mean `pointer_chase`?"),
        (["-p", "member_7"], "did you mean `member-7`?"),
    ] {
        workspace.run(["check", "--workspace"].iter().chain(&options)).expect_code(2).expect_stderr(&[near]);
    }
    let answer = workspace.run(["check", "-p", "quite-another"]).expect_code(2).expect_stderr(&["and 40 more"]);
    assert!(answer.stderr.len() < 1000, "{answer:#?}");
}

#[test]
fn exclude_needs_workspace_as_in_cargo() {
    let workspace = members(2, "exclude");
    let words = ["`--exclude` can only be used together with `--workspace`"];
    workspace.run(["check", "--exclude", "member-0"]).expect_code(2).expect_stderr(&words);
    workspace.run(["check", "--workspace", "--exclude", "member-0"]).expect_code(0);
}

#[test]
fn a_machine_that_does_not_exist_is_an_error_of_the_settings() {
    let workspace = members(1, "no_machine");
    workspace.write("locality.toml", "machine = \"x\"\n");
    workspace.run(["check"]).expect_code(2).expect_stderr(&["`x`"]);
    workspace.write("locality.toml", "machine = [\"host\", \"zen4\"]\n");
    workspace.run(["check"]).expect_code(0);
}

#[test]
fn a_toolchain_that_is_not_installed_is_called_so() {
    let workspace = members(1, "no_toolchain");
    // What rustup says in cargo's place.
    let words = "error: toolchain '1.2.3-x86_64-unknown-linux-gnu' is not installed\nhelp: run `rustup toolchain install 1.2.3` to install it";
    workspace.write("cargo", &format!("#!/bin/sh\ncat >&2 <<'END'\n{words}\nEND\nif [ \"$RUST_BACKTRACE\" = 1 ]; then echo 'Stack backtrace:' >&2; fi\nexit 1\n"));
    let cargo = workspace.root().join("cargo");
    std::fs::set_permissions(&cargo, std::os::unix::fs::PermissionsExt::from_mode(0o755)).expect("executable");
    let answer =
        Answer::of(workspace.command(["check"]).env("CARGO", &cargo).env("RUST_BACKTRACE", "1")).expect_code(2);
    let answer = answer.expect_stderr(&["toolchain", "1.2.3", "rustup toolchain install 1.2.3"]);
    assert!(!answer.stderr.contains("manifest") && !answer.stderr.contains("backtrace"), "{answer:#?}");
}

#[test]
fn pages_are_rendered_where_somebody_reads_them() {
    let workspace = members(1, "pages");
    let page = workspace.run(["explain", "nested_vec"]).expect_code(0).stdout;
    assert!(page.starts_with("# nested_vec\n"), "programs get the Markdown: {page}");
    let page = workspace.run(["explain", "nested_vec", "--color", "always"]).expect_code(0).stdout;
    assert!(page.starts_with("\u{1b}[1mnested_vec\u{1b}[0m\n"), "{page}");
    assert!(!page.lines().any(|line| line.starts_with(['#', '|']) || line.contains("```")), "{page}");
}

#[test]
fn nothing_is_promised_that_is_not_there() {
    let workspace = members(1, "promises");
    let help = ["check", "confirm", "trace", "explain"]
        .map(|verb| workspace.run([verb, "--help"]).expect_code(0).stdout)
        .concat();
    let mut pages = std::fs::read_to_string(crate::harness::repository().join("README.md")).expect("a front door");
    for name in workspace.run(["list", "-q"]).expect_code(0).stdout.lines().filter_map(|line| line.split(' ').next()) {
        pages += &workspace.run(["explain", name]).expect_code(0).stdout;
    }
    let commands: Vec<&str> = pages.split("cargo locality ").skip(1).collect();
    for command in commands {
        let verb = command.split(|c: char| !c.is_alphanumeric() && c != '-').next().unwrap_or_default();
        let known = ["check", "confirm", "trace", "explain", "list", ""].contains(&verb) || verb.starts_with('-');
        assert!(
            known || !command.starts_with(verb) || verb.chars().next().is_none_or(char::is_uppercase),
            "cargo locality {verb}"
        );
        let line = command.split(['\n', '`']).next().unwrap_or_default();
        for option in line.split_whitespace().filter(|word| word.starts_with("--") && word.len() > 2) {
            let name = option.trim_end_matches(|c: char| !c.is_alphanumeric()).split('=').next().unwrap_or_default();
            assert!(help.contains(name), "cargo locality {line}: {name}");
        }
    }
}
