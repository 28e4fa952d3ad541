//! What a collection's methods are called stands beside their declarations, and in no rule.
use std::collections::BTreeSet;
use std::path::Path;

use locality_lints::model::Known;
use locality_lints::model::effects::{Owner, declared};

#[test]
fn no_rule_knows_the_name_of_a_collections_method() {
    // Short names are words of the language, too: a sketch may call a variable `map` or `next`.
    let is_of_collection = |owner: Owner<'_>| owner == Owner::Type("[]") || owner.is_of(Known::is_collection);
    let names: BTreeSet<&str> = declared()
        .filter(|(name, owner, _)| is_of_collection(*owner) && (*owner != Owner::Trait || name.len() > 4))
        .map(|(name, ..)| name)
        .collect();
    assert!(names.contains("push") && names.contains("enumerate") && names.len() > 200, "{names:?}");
    let mut known = Vec::new();
    for file in files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src/rules")) {
        let text = std::fs::read_to_string(&file).expect("readable");
        for (number, line) in text.lines().enumerate() {
            let code = line.split("//").next().unwrap_or(line);
            let literals = code.split('"').skip(1).step_by(2);
            known.extend(
                literals
                    .filter(|literal| names.contains(literal))
                    .map(|_| format!("{}:{}: {line}", file.display(), number + 1)),
            );
        }
    }
    assert!(known.is_empty(), "{known:#?}");
}

/// The code of the rules, without cases and experiments, which are programs of their own.
fn files(folder: &Path) -> Vec<std::path::PathBuf> {
    let mut all = Vec::new();
    for entry in std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()) {
        if entry.is_dir() {
            if !entry.ends_with("cases") {
                all.extend(files(&entry));
            }
        } else if entry.extension().is_some_and(|it| it == "rs") && !entry.ends_with("experiment.rs") {
            all.push(entry);
        }
    }
    all
}
