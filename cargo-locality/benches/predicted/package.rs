//! The experiments as one package: a module each, and a program that goes through the data of one side of one of them.
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use locality_lints::rules::Rule;

use super::Outcome;

const MANIFEST: &str = r#"[package]
name = "experiments"
version = "0.0.0"
edition = "2024"
publish = false

[workspace]
"#;

/// Experiments whose runs visit another number of elements than they have items say how many: `visits(&items)`.
const VISITS: &str = "pub fn visits(";

/// Experiments that take too long at the usual sizes name others: `SIZES`.
const SIZES: &str = "pub const SIZES: [usize; 3]";

/// Writes it, and builds it as it is.
pub(super) fn write(root: &Path, rules: &[&Rule]) -> Outcome<()> {
    std::fs::create_dir_all(root.join("src"))?;
    std::fs::write(root.join("Cargo.toml"), MANIFEST)?;
    let mut main = "#![allow(dead_code)]\nuse std::hint::black_box;\n".to_owned();
    let mut arms = String::new();
    for rule in rules {
        let name = rule.name;
        std::fs::write(root.join(format!("src/{name}.rs")), rule.experiment)?;
        writeln!(main, "mod {name};")?;
        let visits = match rule.experiment.contains(VISITS) {
            true => format!("{name}::visits(&items)"),
            false => "items.len() as u64".to_owned(),
        };
        writeln!(
            arms,
            "        ({name:?}, \"visits\") => {{ let items = {name}::items(n); println!(\"{{}}\", {visits}) }}"
        )?;
        if rule.experiment.contains(SIZES) {
            writeln!(arms, "        ({name:?}, \"sizes\") => println!(\"{{:?}}\", {name}::SIZES),")?;
        }
        for side in ["before", "after"] {
            writeln!(
                arms,
                "        ({name:?}, {side:?}) => {{ let data = {name}::{side}::build(&{name}::items(n)); \
                 for _ in 0..passes {{ black_box({name}::{side}::run(black_box(&data))); }} }}"
            )?;
        }
    }
    write!(
        main,
        "\nfn main() {{\n    let words: Vec<String> = std::env::args().collect();\n    \
         let number = |at: usize| words.get(at).and_then(|word| word.parse::<usize>().ok()).unwrap_or(1);\n    \
         let (n, passes) = (number(3), number(4));\n    match (words[1].as_str(), words[2].as_str()) {{\n{arms}        \
         _ => panic!(\"no such experiment\"),\n    }}\n}}\n"
    )?;
    std::fs::write(root.join("src/main.rs"), main)?;
    let built = Command::new(env!("CARGO"))
        .args(["build", "--release", "--offline"])
        .current_dir(root)
        .env("CARGO_TARGET_DIR", root.join("target"))
        .status()?;
    if built.success() { Ok(()) } else { Err("the experiments do not build".into()) }
}

/// Writes one of them as a package of its own.
pub(super) fn alone(root: &Path, rule: &Rule) -> Outcome<PathBuf> {
    let root = root.join("alone").join(rule.name);
    std::fs::create_dir_all(root.join("src"))?;
    std::fs::write(root.join("Cargo.toml"), MANIFEST)?;
    std::fs::write(root.join("src/lib.rs"), rule.experiment)?;
    Ok(root)
}

/// How many elements a run visits.
pub(super) fn visits(root: &Path, lint: &str, n: usize) -> Outcome<u64> {
    Ok(answer(root, [lint, "visits", &n.to_string()])?.trim().parse()?)
}

/// The sizes that an experiment is run at.
pub(super) fn sizes(root: &Path, rule: &Rule, usual: [usize; 3]) -> Outcome<[usize; 3]> {
    if rule.experiment.contains(SIZES) {
        Ok(serde_json::from_str(&answer(root, [rule.name, "sizes", ""])?)?)
    } else {
        Ok(usual)
    }
}

fn answer(root: &Path, args: [&str; 3]) -> Outcome<String> {
    let output = Command::new(root.join("target/release/experiments")).args(args).output()?;
    Ok(String::from_utf8(output.stdout)?)
}
