//! Findings as cargo prints rustc's: one JSON object a line.
use camino::Utf8Path;
use locality_lints::report::{
    Applicability, Edit, Finding, Heat, Label, Level, Predicted, Report, Rewrite, Skipped, Span,
};
use serde::Serialize;

use super::serialise;
use crate::output::sources::Sources;
use crate::output::{gaps, level};
use crate::report::Target;

/// `{"reason":"compiler-message", …}`
#[derive(Serialize)]
struct Message<'a> {
    reason: &'static str,
    package_id: &'a str,
    manifest_path: &'a str,
    target: CargoTarget<'a>,
    message: Diagnostic<'a>,
    /// What only this tool knows; readers of cargo's messages pass over it.
    #[serde(skip_serializing_if = "Option::is_none")]
    locality: Option<Ours<'a>>,
}

/// A target in the order and with the fields of cargo's messages.
#[derive(Serialize)]
struct CargoTarget<'a> {
    kind: &'a [String],
    crate_types: &'a [String],
    name: &'a str,
    src_path: &'a str,
    edition: &'a str,
    #[serde(rename = "required-features", skip_serializing_if = "<[String]>::is_empty")]
    required_features: &'a [String],
    doc: bool,
    doctest: bool,
    test: bool,
}

/// What rustc's format has no place for.
#[derive(Serialize)]
struct Ours<'a> {
    lint: &'a str,
    id: &'a str,
    heat: &'static str,
    item: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    predicted: Option<Figures>,
    weight: f64,
    sites: Vec<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    rewrite: Option<&'a str>,
}

/// [`Predicted`], what is not known left out.
#[derive(Serialize)]
struct Figures {
    #[serde(skip_serializing_if = "Option::is_none")]
    lines_now: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    lines_after: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    lines_per_row: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    element_bytes: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    trips: Option<u64>,
}

impl Figures {
    /// None where no figure is known.
    fn of(predicted: &Predicted) -> Option<Figures> {
        let Predicted { lines_now, lines_after, lines_per_row, element_bytes, trips } = *predicted;
        (*predicted != Predicted::default()).then_some(Figures {
            lines_now,
            lines_after,
            lines_per_row,
            element_bytes,
            trips,
        })
    }
}

#[derive(Serialize)]
struct Diagnostic<'a> {
    #[serde(rename = "$message_type")]
    kind: &'static str,
    message: String,
    code: Option<Code>,
    level: &'static str,
    spans: Vec<DiagnosticSpan<'a>>,
    children: Vec<Diagnostic<'a>>,
    rendered: Option<String>,
}

#[derive(Serialize)]
struct Code {
    code: String,
    explanation: Option<String>,
}

#[derive(Serialize)]
struct DiagnosticSpan<'a> {
    file_name: &'a str,
    byte_start: usize,
    byte_end: usize,
    line_start: usize,
    line_end: usize,
    column_start: usize,
    column_end: usize,
    is_primary: bool,
    text: Vec<Line<'a>>,
    label: Option<&'a str>,
    suggested_replacement: Option<&'a str>,
    suggestion_applicability: Option<&'static str>,
    expansion: Option<()>,
}

#[derive(Serialize)]
struct Line<'a> {
    text: &'a str,
    highlight_start: usize,
    highlight_end: usize,
}

/// A finding of a crate that is this target, as one line.
pub(super) fn finding(finding: &Finding, of: &Target, report: &Report, sources: &Sources, rendered: String) -> String {
    let mut spans: Vec<DiagnosticSpan<'_>> = vec![label(&finding.primary, true, sources)];
    spans.extend(finding.labels.iter().map(|secondary| label(secondary, false, sources)));
    let mut children: Vec<Diagnostic<'_>> =
        finding.notes.iter().map(|note| child("note", note.clone(), vec![])).collect();
    let rewrite = report.rewrite_of(finding);
    children.extend(rewrite.map(|rewrite| help(finding, rewrite, report, sources)));
    let message = Diagnostic {
        kind: "diagnostic",
        message: finding.message.clone(),
        code: Some(Code { code: format!("locality::{}", finding.lint), explanation: None }),
        level: level(finding.level),
        spans,
        children,
        rendered: Some(rendered + "\n\n"),
    };
    let heat = match finding.heat {
        Heat::Cold => "cold",
        Heat::Warm => "warm",
        Heat::Hot => "hot",
    };
    let sites = finding.sites.iter().map(|site| site.as_str()).collect();
    let ours = Ours {
        lint: finding.lint.as_str(),
        id: &finding.id.0,
        heat,
        item: &finding.item,
        predicted: Figures::of(&finding.predicted),
        weight: finding.weight,
        sites,
        rewrite: rewrite.map(|rewrite| rewrite.id.0.as_str()),
    };
    line(of, message, Some(ours))
}

/// A remark on one place, such as a file that does not parse, as one line.
pub(super) fn remark(
    code: &str,
    loud: Level,
    message: String,
    at: &Label,
    of: &Target,
    sources: &Sources,
    rendered: String,
) -> String {
    let message = Diagnostic {
        kind: "diagnostic",
        message,
        code: Some(Code { code: code.to_owned(), explanation: None }),
        level: level(loud),
        spans: vec![label(at, true, sources)],
        children: vec![],
        rendered: Some(rendered + "\n\n"),
    };
    line(of, message, None)
}

/// Something that was not looked at.
pub(super) fn skipped(skipped: &Skipped, sources: &Sources) -> String {
    #[derive(Serialize)]
    struct Gap<'a> {
        reason: &'static str,
        file: &'a str,
        #[serde(skip_serializing_if = "Option::is_none")]
        line: Option<usize>,
        why: String,
    }
    let position = skipped.span.and_then(|span| sources.position(&skipped.file, span.start));
    let gap = Gap {
        reason: "locality-skipped",
        file: skipped.file.as_str(),
        line: position.map(|position| position.line),
        why: gaps::why(&skipped.why),
    };
    serialise(&gap)
}

fn line(target: &Target, message: Diagnostic<'_>, locality: Option<Ours<'_>>) -> String {
    let of = CargoTarget {
        kind: &target.kind,
        crate_types: &target.crate_types,
        name: &target.name,
        src_path: target.src_path.as_str(),
        edition: &target.edition,
        required_features: &target.required_features,
        doc: target.doc,
        doctest: target.doctest,
        test: target.test,
    };
    serialise(&Message {
        reason: "compiler-message",
        package_id: &target.package_id,
        manifest_path: target.manifest_path.as_str(),
        target: of,
        message,
        locality,
    })
}

fn child<'a>(level: &'static str, message: String, spans: Vec<DiagnosticSpan<'a>>) -> Diagnostic<'a> {
    Diagnostic { kind: "diagnostic", message, code: None, level, spans, children: vec![], rendered: None }
}

fn label<'a>(label: &'a Label, is_primary: bool, sources: &'a Sources) -> DiagnosticSpan<'a> {
    let text = (!label.text.is_empty()).then_some(label.text.as_str());
    DiagnosticSpan { label: text, ..span(&label.file, label.span, is_primary, sources) }
}

/// What to write instead. Edits that several findings share stand in the first of them alone: who applies all suggestions applies
/// each once.
fn help<'a>(finding: &Finding, rewrite: &'a Rewrite, report: &Report, sources: &'a Sources) -> Diagnostic<'a> {
    let sketch = match &rewrite.applicability {
        Applicability::Machine => "",
        Applicability::ByHand { sketch } => sketch.trim_end(),
    };
    let title = if sketch.trim().is_empty() { rewrite.title.clone() } else { format!("{}:\n{sketch}", rewrite.title) };
    let first = report.findings.iter().find(|other| other.rewrite.as_ref() == Some(&rewrite.id));
    let edits = rewrite.texts().filter(|_| first.is_some_and(|first| first.id == finding.id));
    let applicability = if rewrite.needs_dependency() { "MaybeIncorrect" } else { "MachineApplicable" };
    let spans =
        edits.flat_map(|(file, edits)| edits.iter().map(move |edit| suggestion(file, edit, applicability, sources)));
    child("help", title, spans.collect())
}

fn suggestion<'a>(
    file: &'a Utf8Path,
    edit: &'a Edit,
    applicability: &'static str,
    sources: &'a Sources,
) -> DiagnosticSpan<'a> {
    DiagnosticSpan {
        suggested_replacement: Some(&edit.text),
        suggestion_applicability: Some(applicability),
        ..span(file, edit.span, true, sources)
    }
}

fn span<'a>(file: &'a Utf8Path, span: Span, is_primary: bool, sources: &'a Sources) -> DiagnosticSpan<'a> {
    let Some(source) = sources.get(file) else {
        let (byte_start, byte_end) = (span.start as usize, span.end as usize);
        return DiagnosticSpan { byte_start, byte_end, ..nowhere(file, is_primary) };
    };
    let range = source.range(span);
    let (start, end) = (source.position(range.start), source.position(range.end));
    let text = (start.line..=end.line).map(|number| {
        let text = source.line(number - 1);
        let highlight_start = if number == start.line { start.column } else { 1 };
        let highlight_end = if number == end.line { end.column } else { text.chars().count() + 1 };
        Line { text, highlight_start, highlight_end }
    });
    DiagnosticSpan {
        byte_start: range.start,
        byte_end: range.end,
        line_start: start.line,
        line_end: end.line,
        column_start: start.column,
        column_end: end.column,
        text: text.collect(),
        ..nowhere(file, is_primary)
    }
}

fn nowhere(file: &Utf8Path, is_primary: bool) -> DiagnosticSpan<'_> {
    DiagnosticSpan {
        file_name: file.as_str(),
        byte_start: 0,
        byte_end: 0,
        line_start: 1,
        line_end: 1,
        column_start: 1,
        column_end: 1,
        is_primary,
        text: vec![],
        label: None,
        suggested_replacement: None,
        suggestion_applicability: None,
        expansion: None,
    }
}
