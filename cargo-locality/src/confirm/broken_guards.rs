//! What is at fault when an instrumented crate does not compile.
use std::collections::BTreeMap;

use camino::{Utf8Path, Utf8PathBuf};
use cargo_metadata::diagnostic::{Diagnostic, DiagnosticSpan};
use locality_lints::report::{Guard, Site};

use super::overlay::{Plan, TakenOut, Tree};

/// How widely the fault is searched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Width {
    /// Guards whose code holds a line that an error names.
    Lines,
    /// All guards of a file that an error names.
    Files,
    /// All guards of the crates that do not compile, below their roots' directories.
    Crates,
    /// The probe in the roots of those crates, and all that could call it from there.
    Roots,
    /// Everything.
    All,
}

impl Width {
    /// The search after one that found nothing.
    pub(super) fn wider(self) -> Option<Self> {
        match self {
            Width::Lines => Some(Width::Files),
            Width::Files => Some(Width::Crates),
            Width::Crates => Some(Width::Roots),
            Width::Roots => Some(Width::All),
            Width::All => None,
        }
    }
}

/// What of `plan` to take out, each guard with the compiler's words.
pub(super) fn at_fault(
    errors: &[(Utf8PathBuf, Diagnostic)],
    plan: &Plan,
    sites: &[&Site],
    (workspace, tree): (&Utf8Path, &Tree),
    width: Width,
) -> TakenOut {
    let mut out = TakenOut::default();
    let first = errors.first().map_or("it did not compile", |(_, error)| error.message.as_str());
    match width {
        Width::Lines | Width::Files => {
            let mut texts = BTreeMap::new();
            for (_, error) in errors {
                let mut spans = Vec::new();
                all_spans(error, &mut spans);
                for span in spans {
                    let file = workspace.join(&span.file_name);
                    for guard in plan.guarded.get(&file).into_iter().flatten() {
                        let Some(site) = sites.get(guard.index()) else { continue };
                        let read = || tree.read(&file).unwrap_or_default();
                        let text: &String = texts.entry(file.clone()).or_insert_with(read);
                        let (first_line, last_line) = lines(text, &site.guard);
                        let touches = first_line <= span.line_end && span.line_start <= last_line;
                        if width == Width::Files || touches {
                            out.broken.insert(*guard, error.message.clone());
                        }
                    }
                }
            }
        }
        Width::Crates => {
            for (root, error) in errors {
                let dir = root.parent().unwrap_or(root);
                for (_, guards) in plan.guarded.iter().filter(|(file, _)| file.starts_with(dir)) {
                    out.broken.extend(guards.iter().map(|guard| (*guard, error.message.clone())));
                }
            }
        }
        Width::Roots => {
            out.roots = errors.iter().map(|(root, _)| root.clone()).filter(|root| plan.roots.contains(root)).collect();
        }
        Width::All => {
            out.broken = plan.guarded.values().flatten().map(|guard| (*guard, first.to_owned())).collect();
            out.roots = plan.roots.clone();
        }
    }
    out
}

/// All that could be at fault, as one.
pub(super) fn everything(plan: &Plan) -> TakenOut {
    let guards = plan.guarded.values().flatten();
    TakenOut { broken: guards.map(|guard| (*guard, String::new())).collect(), roots: plan.roots.clone() }
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
