//! All rules over all cases.
use std::fmt::Write as _;

use locality_lints::finding::{Edit, Guard, RewriteKind};
use locality_lints::rules;

use crate::fixture::{Fixture, cases, rule_folder};

#[test]
fn findings_start_where_the_marks_are() {
    let mut wrong = String::new();
    for rule in rules() {
        for (name, text) in cases(rule.name) {
            let fixture = Fixture::parse(&text);
            let (marks, found) = (fixture.marks(), fixture.found(&fixture.check()));
            if marks != found {
                let _ = writeln!(wrong, "{}/{name}\n  marked {marks:#?}\n  found {found:#?}", rule.name);
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn every_rule_has_a_case_that_speaks_and_one_that_stays_silent() {
    for rule in rules() {
        let marked = |text: &str| text.contains(&format!("//~ {}", rule.name));
        let (speaking, silent): (Vec<_>, Vec<_>) = cases(rule.name).into_iter().partition(|(_, text)| marked(text));
        assert!(!speaking.is_empty() && !silent.is_empty(), "{}", rule.name);
    }
}

#[test]
fn machine_rewrites_give_the_fixed_text_and_silence() {
    let mut seen = 0;
    for rule in rules() {
        for (name, text) in cases(rule.name) {
            let fixture = Fixture::parse(&text);
            let report = fixture.check();
            let edits: Vec<Edit> = report
                .findings
                .iter()
                .filter(|finding| finding.lint == rule.name)
                .filter_map(|finding| match finding.rewrite.as_ref().map(|rewrite| &rewrite.kind) {
                    Some(RewriteKind::Machine(edits)) => Some(edits.clone()),
                    _ => None,
                })
                .flatten()
                .collect();
            let path = rule_folder(rule.name).join("cases").join(format!("{name}.fixed.rs"));
            let expected = std::fs::read_to_string(&path).ok();
            assert_eq!(
                edits.is_empty(),
                expected.is_none(),
                "{}/{name}: rewritten, or a fixed text, but not both",
                rule.name
            );
            let Some(expected) = expected else { continue };
            seen += 1;
            let fixed = applied(&text, edits);
            assert_eq!(without_marks(&fixed), expected, "{}/{name}", rule.name);
            let again = Fixture::parse(&expected).check();
            assert!(again.skipped.is_empty(), "{}/{name}: {:?}", rule.name, again.skipped);
            assert!(
                again.findings.iter().all(|finding| finding.lint != rule.name),
                "{}/{name} speaks again",
                rule.name
            );
        }
    }
    assert!(seen > 0);
}

/// The text with all edits made, each once. The text is a single file.
fn applied(text: &str, mut edits: Vec<Edit>) -> String {
    edits.sort_by_key(|edit| (edit.span, edit.text.clone()));
    edits.dedup();
    let mut fixed = text.to_owned();
    for edit in edits.iter().rev() {
        fixed.replace_range(edit.span.start as usize..edit.span.end as usize, &edit.text);
    }
    fixed
}

fn without_marks(text: &str) -> String {
    text.lines().map(|line| format!("{}\n", line.split(" //~").next().unwrap_or(line))).collect()
}

/// What every rule says of every case, in one list that is read in review. `LOCALITY_BLESS=1` writes it anew.
#[test]
fn all_rules_over_all_cases_say_what_the_list_says() {
    let mut list = String::new();
    for rule in rules() {
        for (name, text) in cases(rule.name) {
            let fixture = Fixture::parse(&text);
            let _ = writeln!(list, "{}/{name}", rule.name);
            for finding in fixture.check().findings {
                let at = |file: &camino::Utf8Path, byte: u32| format!("{file}:{}", fixture.line(file, byte));
                let _ = writeln!(
                    list,
                    "  {:?} {} {} {}",
                    finding.level,
                    finding.lint,
                    at(&finding.primary.file, finding.primary.span.start),
                    finding.message
                );
                for label in &finding.labels {
                    let _ = writeln!(list, "    {} {}", at(&label.file, label.span.start), label.text);
                }
                for note in &finding.notes {
                    let _ = writeln!(list, "    = {note}");
                }
                for site in &finding.sites {
                    let guard = match &site.guard {
                        Guard::Statement(span) => format!("statement at {}", at(&site.file, span.start)),
                        Guard::RestOfBlock(byte) => format!("rest of the block at {}", at(&site.file, *byte)),
                        Guard::Expression(span) => format!("expression at {}", at(&site.file, span.start)),
                        Guard::Impossible(why) => format!("no guard: {why}"),
                    };
                    let _ = writeln!(list, "    > {} {guard}", site.id);
                }
                if let Some(rewrite) = &finding.rewrite {
                    let kind = match &rewrite.kind {
                        RewriteKind::Machine(edits) => format!("{} edits", edits.len()),
                        RewriteKind::ByHand(_) => "by hand".to_owned(),
                    };
                    let _ = writeln!(list, "    + {} ({kind})", rewrite.message);
                }
            }
        }
    }
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/rules/findings.txt");
    if std::env::var_os("LOCALITY_BLESS").is_some() {
        std::fs::write(&path, &list).expect("writable");
    }
    let expected = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(expected == list, "the list differs: look at what LOCALITY_BLESS=1 makes of {}", path.display());
}
