//! Pages, names and folders.
use locality_lints::rules;

use crate::fixture::{Fixture, rule_folder};

#[test]
fn every_page_has_its_sections() {
    const SECTIONS: [&str; 7] =
        ["What it finds", "Why it costs", "Example", "Use instead", "When it is wrong", "Rewrite safety", "Measured"];
    for rule in rules() {
        let headings: Vec<&str> = rule.page.lines().filter_map(|line| line.strip_prefix("## ")).collect();
        assert_eq!(headings, SECTIONS, "{}", rule.name);
        let mut lines = rule.page.lines().filter(|line| !line.is_empty());
        assert_eq!(lines.next(), Some(format!("# {}", rule.name).as_str()));
        let sentence = lines.next().unwrap_or_default();
        assert!(sentence.ends_with('.') && !sentence.starts_with('#'), "{}: {sentence}", rule.name);
        let summary = rule.summary.to_lowercase().replace('`', "");
        assert_eq!(sentence.trim_end_matches('.').to_lowercase().replace('`', ""), summary);
    }
}

#[test]
fn folders_are_the_names() {
    let folder = rule_folder("").canonicalize().expect("the rules");
    let mut folders: Vec<String> = std::fs::read_dir(folder)
        .expect("the rules")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.is_dir())
        .map(|path| path.file_name().expect("a name").to_string_lossy().into_owned())
        .collect();
    folders.sort();
    let mut names: Vec<&str> = rules().iter().map(|rule| rule.name).collect();
    names.sort_unstable();
    assert_eq!(folders, names);
}

#[test]
fn the_example_speaks_and_what_to_use_instead_is_silent() {
    for rule in rules() {
        let speaks = |section: &str| {
            let report = Fixture::parse(&code(rule.page, section)).check();
            assert!(report.skipped.is_empty(), "{} {section}: {:?}", rule.name, report.skipped);
            report.findings.iter().any(|finding| finding.lint == rule.name)
        };
        assert!(speaks("Example"), "{}", rule.name);
        assert!(!speaks("Use instead"), "{}", rule.name);
    }
}

/// The first block of Rust in a section of a page.
fn code(page: &str, section: &str) -> String {
    let (_, rest) = page.split_once(&format!("## {section}\n")).expect("the section");
    let (_, rest) = rest.split_once("```rust\n").expect("a block of Rust");
    rest.split("```").next().expect("its end").to_owned()
}
