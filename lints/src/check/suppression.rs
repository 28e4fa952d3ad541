//! `// locality: allow(…)` and `expect(…)`: what they silence, what they waited for in vain, and what is wrong with them.
use crate::built_in::{self, ALL, MALFORMED, UNFULFILLED, UNKNOWN, UNPARSED, UNREAD, WARNINGS, built_in, nearest_name};
use crate::input::CrateId;
use crate::model::Model;
use crate::report::{Finding, FindingId, Heat, Label, Level, LintName, Report, Skipped, SkippedWhy, Span};
use crate::rules::rules;
use crate::source::facts::{Suppression, SuppressionFault as Fault};
use crate::source::paths::opened_within;
use crate::source::{FileId, Loaded, LoadedFile};

/// Takes out the findings that the source suppresses, and adds one for each `expect` that had nothing to suppress, and for each
/// suppression that can suppress nothing.
pub(super) fn apply(model: &Model<'_>, report: &mut Report) {
    let loaded = model.loaded();
    let own = loaded.files.iter().enumerate().filter(|(_, file)| !file.is_declaration);
    for (at, file) in own {
        let mut suppressions: Vec<&Suppression> = file.facts.suppressions.iter().collect();
        opened_within(&file.facts.items, &mut |opened| suppressions.extend(&opened.suppressions));
        if suppressions.is_empty() {
            continue;
        }
        let id = FileId(at as u32);
        let krate = loaded.crates.iter().find(|krate| krate.files.contains(&id)).and_then(|krate| krate.id);
        if let Some(krate) = krate {
            let about = About { krate, file };
            report.findings.extend(suppressions.iter().flat_map(|it| about.faults(it)));
        }
        let mut met = vec![false; suppressions.len()];
        report.retain(|finding| match nearest(file, &suppressions, finding) {
            Some(number) => {
                met[number] = true;
                false
            }
            None => true,
        });
        let Some(krate) = krate else { continue };
        for (suppression, met) in suppressions.iter().zip(met) {
            if suppression.expect && !met && is_for_the_check(suppression) {
                let found = About { krate, file }.unfulfilled(suppression);
                if nearest(file, &suppressions, &found).is_none() {
                    report.findings.push(found);
                }
            }
        }
    }
}

/// Whether the source allows that something of it is not looked at.
pub(super) fn silences(loaded: &Loaded, skipped: &Skipped) -> bool {
    let lint = match skipped.why {
        SkippedWhy::DoesNotParse(_) => UNPARSED,
        SkippedWhy::Unreadable(_) | SkippedWhy::MissingModule(_) => UNREAD,
        SkippedWhy::MacroBody(_) | SkippedWhy::Libraries(_) => return false,
    };
    let (Some(span), Some(file)) = (skipped.span, loaded.files.iter().find(|file| file.path == skipped.file)) else {
        return false;
    };
    let covers = |it: &Suppression| it.covers.start <= span.start && span.start < it.covers.end;
    file.facts.suppressions.iter().any(|it| covers(it) && it.lints.iter().any(|(name, _)| *name == *lint))
}

/// The number of the narrowest suppression that covers a finding.
fn nearest(file: &LoadedFile, suppressions: &[&Suppression], finding: &Finding) -> Option<usize> {
    if finding.primary.file != file.path {
        return None;
    }
    let start = finding.primary.span.start;
    // What a suppression itself is about, it covers too.
    let covers = |it: &Suppression| {
        it.covers.start <= start && start < it.covers.end || it.span.start <= start && start < it.span.end
    };
    suppressions
        .iter()
        .enumerate()
        .filter(|(_, it)| covers(it) && names(it, finding))
        .min_by_key(|(_, it)| it.covers.end.saturating_sub(it.covers.start))
        .map(|(number, _)| number)
}

/// Whether a suppression names a finding's lint, its group, or all. What the check says of itself only its own name silences.
fn names(suppression: &Suppression, finding: &Finding) -> bool {
    let rule = rules().iter().find(|rule| rule.name == finding.lint.as_str());
    let is_all = |name: &str| rule.is_some() && (name == ALL || (name == WARNINGS && finding.level >= Level::Warn));
    let group = rule.map(|rule| rule.chapter.name());
    let all = suppression.lints.iter().map(|(name, _)| name.as_str());
    all.into_iter().any(|name| name == finding.lint.as_str() || is_all(name) || Some(name) == group)
}

/// Whether a suppression names something that the check itself could say, and nothing that it does not know.
fn is_for_the_check(suppression: &Suppression) -> bool {
    let is_measured = |name: &str| rules().iter().any(|rule| rule.name == name && rule.is_measured());
    let lints = || suppression.lints.iter().map(|(name, _)| name.as_str());
    lints().any(|name| !is_measured(name)) && lints().all(|name| is_known(name) && name != UNPARSED && name != UNREAD)
}

fn is_known(name: &str) -> bool {
    built_in::names().contains(&name)
}

/// What is said of a file's suppressions.
struct About<'a> {
    krate: CrateId,
    file: &'a LoadedFile,
}

impl About<'_> {
    fn unfulfilled(&self, suppression: &Suppression) -> Finding {
        let lints: Vec<&str> = suppression.lints.iter().map(|(name, _)| name.as_str()).collect();
        let mut notes = vec!["take the `expect` out, or name the lint that speaks here".to_owned()];
        notes.extend(suppression.reason.iter().map(|reason| format!("the reason given: {reason}")));
        let message = format!("`{}` is expected here and does not speak", lints.join("`, `"));
        self.finding(UNFULFILLED, suppression.span, message, notes)
    }

    /// What is wrong with a suppression.
    fn faults(&self, suppression: &Suppression) -> Vec<Finding> {
        let unknown = suppression.lints.iter().filter(|(name, _)| !is_known(name.as_str()));
        let mut all: Vec<Finding> = unknown.map(|(name, span)| self.unknown(name.as_str(), *span)).collect();
        if let Some((message, help)) = suppression.fault.as_ref().and_then(malformed) {
            all.push(self.finding(MALFORMED, suppression.span, message, vec![help]));
        }
        all
    }

    fn unknown(&self, name: &str, span: Span) -> Finding {
        let help = match nearest_name(name) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "`cargo locality list` prints the names of all lints".to_owned(),
        };
        self.finding(UNKNOWN, span, format!("no lint or group of lints is called `{name}`"), vec![help])
    }

    fn finding(&self, lint: &str, span: Span, message: String, notes: Vec<String>) -> Finding {
        let path = &self.file.path;
        Finding {
            id: FindingId(format!("{path}:{}/{lint}", span.start)),
            lint: LintName::new(lint),
            level: built_in().iter().find(|known| known.name == lint).map_or(Level::Note, |known| known.level),
            heat: Heat::Cold,
            krate: self.krate,
            item: String::new(),
            message,
            primary: Label { file: path.clone(), span, text: String::new() },
            labels: Vec::new(),
            notes,
            rewrite: None,
            sites: Vec::new(),
            predicted: Default::default(),
            weight: 0.0,
        }
    }
}

/// Why something suppresses nothing, and how it is written. None where another tool may be meant.
fn malformed(fault: &Fault) -> Option<(String, String)> {
    let form = "write `// locality: allow(LINT, reason = \"…\")`".to_owned();
    let attribute = |name: &str| format!("write `#[cfg_attr(any(), allow(locality::{name}))]`");
    let near = |name: &str| nearest_name(name).unwrap_or("LINT");
    Some(match fault {
        Fault::Word(word) => {
            let help = match word.as_str() {
                "warn" | "deny" | "forbid" => "levels are for the command line: `-W LINT`, `-D LINT`".to_owned(),
                _ => form,
            };
            (format!("`{word}` suppresses nothing: in the source, only `allow` and `expect` have a meaning"), help)
        }
        Fault::NoParentheses => {
            ("this suppresses nothing: the parentheses around the lints are missing".to_owned(), form)
        }
        Fault::NoLint => ("this suppresses nothing: it names no lint".to_owned(), form),
        Fault::NoName(text) => {
            let bare = text.trim_start_matches("locality").trim_start_matches([':', ' ']);
            (format!("this suppresses nothing: `{text}` is not the name of a lint"), attribute(near(bare)))
        }
        Fault::NoTool(name) if is_known(name) && name != WARNINGS && name != ALL => {
            ("this suppresses nothing: `locality::` is missing before the name of the lint".to_owned(), attribute(name))
        }
        Fault::NoTool(_) => return None,
        Fault::Reason => ("the reason is no string".to_owned(), "write `reason = \"…\"`".to_owned()),
        Fault::Documentation => ("this suppresses nothing: it is documentation".to_owned(), form),
        Fault::NoColon => ("this suppresses nothing: the colon behind `locality` is missing".to_owned(), form),
    })
}
