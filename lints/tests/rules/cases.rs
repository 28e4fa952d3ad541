//! All rules over all cases.
use std::fmt::Write as _;

use locality_lints::report::apply;
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
            let of_rule = report.findings.iter().filter(|finding| finding.lint == rule.name);
            let rewrites: Vec<_> = of_rule.filter_map(|finding| report.rewrite_of(finding)).collect();
            let machine: Vec<_> = rewrites.into_iter().filter(|rewrite| rewrite.is_machine()).collect();
            let path = rule_folder(rule.name).join("cases").join(format!("{name}.fixed.rs"));
            let expected = std::fs::read_to_string(&path).ok();
            assert_eq!(
                machine.is_empty(),
                expected.is_none(),
                "{}/{name}: rewritten, or a fixed text, but not both",
                rule.name
            );
            let Some(expected) = expected else { continue };
            seen += 1;
            // The text is a single file.
            let applied = apply(machine, |file| fixture.texts.get(file).cloned()).expect("they fit together");
            let fixed = applied.texts.into_values().next().expect("a text");
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

fn without_marks(text: &str) -> String {
    text.lines().map(|line| format!("{}\n", line.split(" //~").next().unwrap_or(line))).collect()
}
