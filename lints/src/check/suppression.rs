//! `// locality: allow(…)` and `expect(…)`: what they silence, and what they waited for in vain.
use crate::model::Model;
use crate::report::{Finding, FindingId, Heat, Label, Level, LintName, Report};
use crate::rules::rules;
use crate::source::facts::Suppression;
use crate::source::paths::opened_within;
use crate::source::{FileId, LoadedFile};

/// Takes out the findings that the source suppresses, and adds one for each `expect` that had nothing to suppress.
pub(super) fn apply(model: &Model<'_>, report: &mut Report) {
    let loaded = model.loaded();
    let own = loaded.files.iter().enumerate().filter(|(_, file)| !file.is_declaration);
    for (at, file) in own {
        let mut suppressions: Vec<&Suppression> = file.facts.suppressions.iter().collect();
        opened_within(&file.facts.items, &mut |opened| suppressions.extend(&opened.suppressions));
        if suppressions.is_empty() {
            continue;
        }
        let mut met = vec![false; suppressions.len()];
        report.retain(|finding| match nearest(file, &suppressions, finding) {
            Some(number) => {
                met[number] = true;
                false
            }
            None => true,
        });
        for (suppression, met) in suppressions.into_iter().zip(met) {
            if suppression.expect && !met && !is_for_measurements(suppression) {
                report.findings.extend(unfulfilled(model, FileId(at as u32), file, suppression));
            }
        }
    }
}

/// What speaks where an `expect` waits in vain.
const UNFULFILLED: &str = "unfulfilled_expectation";

/// The number of the narrowest suppression that covers a finding.
fn nearest(file: &LoadedFile, suppressions: &[&Suppression], finding: &Finding) -> Option<usize> {
    if finding.primary.file != file.path {
        return None;
    }
    let start = finding.primary.span.start;
    suppressions
        .iter()
        .enumerate()
        .filter(|(_, it)| it.covers.start <= start && start < it.covers.end && names(it, finding.lint.as_str()))
        .min_by_key(|(_, it)| it.covers.end.saturating_sub(it.covers.start))
        .map(|(number, _)| number)
}

/// Whether a suppression names a lint, its group, or all.
fn names(suppression: &Suppression, lint: &str) -> bool {
    let group = rules().iter().find(|rule| rule.name == lint).map(|rule| rule.chapter.name());
    suppression.lints.iter().any(|name| *name == lint || *name == "all" || Some(name.as_str()) == group)
}

/// Whether a suppression names nothing that the check itself could say.
fn is_for_measurements(suppression: &Suppression) -> bool {
    let is_measured = |name: &str| rules().iter().any(|rule| rule.name == name && rule.is_measured());
    !suppression.lints.is_empty() && suppression.lints.iter().all(|name| is_measured(name.as_str()))
}

fn unfulfilled(model: &Model<'_>, id: FileId, file: &LoadedFile, suppression: &Suppression) -> Option<Finding> {
    let krate = model.loaded().crates.iter().find(|krate| krate.files.contains(&id))?.id?;
    let lints: Vec<&str> = suppression.lints.iter().map(|name| name.as_str()).collect();
    let mut notes = vec!["take the `expect` out, or name the lint that speaks here".to_owned()];
    notes.extend(suppression.reason.iter().map(|reason| format!("the reason given: {reason}")));
    Some(Finding {
        id: FindingId(format!("{}:{}/{UNFULFILLED}", file.path, suppression.span.start)),
        lint: LintName::new(UNFULFILLED),
        level: Level::Note,
        heat: Heat::Cold,
        krate,
        item: String::new(),
        message: format!("`{}` is expected here and does not speak", lints.join("`, `")),
        primary: Label { file: file.path.clone(), span: suppression.span, text: String::new() },
        labels: Vec::new(),
        notes,
        rewrite: None,
        sites: Vec::new(),
        predicted: Default::default(),
        weight: 0.0,
    })
}
