//! Which guards are at fault when an instrumented crate does not compile.
use std::collections::BTreeMap;

use camino::Utf8PathBuf;
use cargo_metadata::diagnostic::{Diagnostic, DiagnosticSpan};
use locality_lints::finding::{Guard, Site};

use super::overlay::Plan;

/// How widely the guards are searched: first at the lines that rustc names, then in the files, then everywhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Width {
    /// Guards whose code holds a line that an error names.
    Lines,
    /// All guards of a file that an error names.
    Files,
    /// All.
    All,
}

impl Width {
    /// The search after one that found nothing, or did not help.
    pub(super) fn wider(self) -> Option<Self> {
        match self {
            Width::Lines => Some(Width::Files),
            Width::Files => Some(Width::All),
            Width::All => None,
        }
    }
}

/// The guards of `plan` to take out, each with the compiler's reason.
pub(super) fn at_fault(
    errors: &[Diagnostic],
    plan: &Plan,
    sites: &[&Site],
    workspace: &Utf8PathBuf,
    width: Width,
) -> BTreeMap<u32, String> {
    let mut lost = BTreeMap::new();
    let first = errors.first().map_or("it did not compile", |error| error.message.as_str());
    if width == Width::All {
        for number in plan.guarded.values().flatten() {
            lost.insert(*number, format!("with the guards the workload does not compile: {first}"));
        }
        return lost;
    }
    let mut texts = BTreeMap::new();
    for error in errors {
        let mut spans = Vec::new();
        all_spans(error, &mut spans);
        for span in spans {
            let file = workspace.join(&span.file_name);
            for number in plan.guarded.get(&file).into_iter().flatten() {
                let Some(site) = sites.get(*number as usize) else { continue };
                let text =
                    texts.entry(file.clone()).or_insert_with(|| std::fs::read_to_string(&file).unwrap_or_default());
                let (first_line, last_line) = lines(text, &site.guard);
                let touches = first_line <= span.line_end && span.line_start <= last_line;
                if width == Width::Files || touches {
                    lost.insert(*number, format!("with the guard it does not compile: {}", error.message));
                }
            }
        }
    }
    lost
}

fn all_spans<'a>(error: &'a Diagnostic, into: &mut Vec<&'a DiagnosticSpan>) {
    for span in &error.spans {
        let mut span = Some(span);
        while let Some(this) = span {
            into.push(this);
            span = this.expansion.as_ref().map(|expansion| &expansion.span);
        }
    }
    for child in &error.children {
        all_spans(child, into);
    }
}

/// First and last line that the guard's insertions and what lies between them are on.
fn lines(text: &str, guard: &Guard) -> (usize, usize) {
    let line = |at: u32| 1 + text.bytes().take(at as usize).filter(|byte| *byte == b'\n').count();
    match guard {
        Guard::Statement(span) | Guard::Expression(span) => (line(span.start), line(span.end)),
        Guard::RestOfBlock(at) => (line(*at), line(*at)),
        Guard::Impossible(_) => (usize::MAX, 0),
    }
}
