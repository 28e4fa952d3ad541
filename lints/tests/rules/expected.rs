//! What each rule says of all cases: where and how loud in `expected.txt` of its folder, in which words in `words.txt`. Both are
//! read in review; `LOCALITY_BLESS=1` writes them anew.
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use camino::Utf8Path;
use locality_lints::report::{Finding, Guard, Predicted, Report, Rewrite, Site};
use locality_lints::rules;

use crate::fixture::{Fixture, cases, rule_folder};

#[test]
fn each_rule_says_of_all_cases_what_its_lists_say() {
    let mut said: BTreeMap<&str, Said> = rules().iter().map(|rule| (rule.name, Said::default())).collect();
    for rule in rules() {
        for (name, text) in cases(rule.name) {
            let fixture = Fixture::parse(&text);
            let report = fixture.check();
            for finding in &report.findings {
                let case = format!("{}/{name}", rule.name);
                said.entry(finding.lint.as_str()).or_default().hear(&case, &fixture, &report, finding);
            }
        }
    }
    let mut differ = Vec::new();
    for (lint, said) in &said {
        let Some(rule) = rules().iter().find(|rule| rule.name == *lint) else { continue };
        for (file, text) in [("expected.txt", &said.places), ("words.txt", &said.words())] {
            let path = rule_folder(rule.name).join(file);
            if std::env::var_os("LOCALITY_BLESS").is_some() {
                std::fs::write(&path, text).expect("writable");
            }
            if std::fs::read_to_string(&path).unwrap_or_default() != *text {
                differ.push(path);
            }
        }
    }
    assert!(differ.is_empty(), "look at what LOCALITY_BLESS=1 makes of {differ:?}");
}

/// What one rule says.
#[derive(Default)]
struct Said {
    /// Case by case: where, how loud, which sites, what kind of rewrite.
    places: String,
    case: String,
    /// Every wording once, by what it is said of.
    wordings: BTreeSet<(&'static str, String)>,
}

impl Said {
    fn hear(&mut self, case: &str, fixture: &Fixture, report: &Report, finding: &Finding) {
        if self.case != case {
            case.clone_into(&mut self.case);
            let _ = writeln!(self.places, "{case}");
        }
        let at = |file: &Utf8Path, byte: u32| format!("{file}:{}", fixture.line(file, byte));
        let Finding { level, heat, primary, .. } = finding;
        let _ = write!(self.places, "  {level:?} {heat:?} {}", at(&primary.file, primary.span.start));
        for label in &finding.labels {
            let _ = write!(self.places, " +{}", fixture.line(&label.file, label.span.start));
        }
        let rewrite = report.rewrite_of(finding);
        let _ = writeln!(self.places, "{}{}", figures(&finding.predicted), rewrite.map_or(String::new(), kind));
        for site in finding.sites.iter().filter_map(|id| report.site(id)) {
            let _ = writeln!(self.places, "    {} {}", site.id, guard(site, &at));
        }
        self.note("message", &finding.message);
        self.note("label", &primary.text);
        finding.labels.iter().for_each(|label| self.note("label", &label.text));
        finding.notes.iter().for_each(|note| self.note("note", note));
        rewrite.into_iter().for_each(|rewrite| self.note("rewrite", &rewrite.title));
    }

    fn note(&mut self, of: &'static str, text: &str) {
        if !text.is_empty() {
            self.wordings.insert((of, wording(text)));
        }
    }

    fn words(&self) -> String {
        self.wordings.iter().map(|(of, words)| format!("{of}: {words}\n")).collect()
    }
}

/// The words without what is put into them: code and numbers.
fn wording(text: &str) -> String {
    let mut words = String::new();
    for (at, part) in text.split('`').enumerate() {
        if at % 2 == 1 {
            words += "`…`";
            continue;
        }
        let mut in_number = false;
        for letter in part.chars() {
            let is_number = letter.is_ascii_digit() || (in_number && ".,".contains(letter));
            match (is_number, in_number) {
                (true, false) => words.push('#'),
                (true, true) => {}
                (false, _) => words.push(letter),
            }
            in_number = is_number;
        }
    }
    words
}

fn figures(predicted: &Predicted) -> String {
    let Predicted { lines_now, lines_after, lines_per_row, element_bytes, trips } = *predicted;
    let mut text = String::new();
    let lines = [("now", lines_now), ("after", lines_after), ("row", lines_per_row)];
    for (name, value) in lines.into_iter().filter_map(|(name, value)| Some((name, value?))) {
        let _ = write!(text, " {name} {value:.4}");
    }
    for (name, value) in [("bytes", element_bytes), ("trips", trips)].into_iter().filter_map(|(n, v)| Some((n, v?))) {
        let _ = write!(text, " {name} {value}");
    }
    text
}

fn kind(rewrite: &Rewrite) -> String {
    match rewrite.is_machine() {
        true => format!(" machine ({} edits)", rewrite.texts().map(|(_, edits)| edits.len()).sum::<usize>()),
        false => " by hand".to_owned(),
    }
}

fn guard(site: &Site, at: &dyn Fn(&Utf8Path, u32) -> String) -> String {
    match &site.guard {
        Guard::Statement(span) => format!("statement {}", at(&site.file, span.start)),
        Guard::RestOfBlock(byte) => format!("rest of block {}", at(&site.file, *byte)),
        Guard::Expression(span) => format!("expression {}", at(&site.file, span.start)),
        Guard::Impossible(why) => format!("no guard: {why}"),
    }
}
