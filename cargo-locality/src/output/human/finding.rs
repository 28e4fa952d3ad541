//! A finding with its code, for people: as rustc shows its own.
use std::collections::BTreeMap;
use std::ops::Range;

use annotate_snippets::{
    AnnotationKind, Element, Group, Level as Title, Origin, Patch, Renderer, Snippet, normalize_untrusted_str,
};
use camino::Utf8Path;
use locality_lints::report::{Applicability, Edit, Finding, Label, Level, Report, Rewrite};

use super::said::Said;
use crate::output::sources::{Source, Sources};
use crate::words::one_line;

/// A span over more lines than this is shown by its first.
const MOST_LINES: usize = 6;
/// As many secondary places are shown with their code.
const MOST_LABELS: usize = 8;
/// As many edits of one rewrite are shown.
const MOST_EDITS: usize = 8;
/// Columns that line numbers and the rule beside them take, with room to spare.
const GUTTER: usize = 8;
/// More code than this between two places of one finding is not carried to the screen.
const MOST_BYTES: usize = 1 << 20;

/// Shows findings one after the other.
#[derive(Debug)]
pub(crate) struct Screen<'s> {
    renderer: Renderer,
    width: usize,
    report: &'s Report,
    sources: &'s Sources,
}

impl<'s> Screen<'s> {
    /// As wide as `width`, in colours or not.
    pub(crate) fn new(report: &'s Report, sources: &'s Sources, width: usize, colour: bool) -> Screen<'s> {
        let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
        Screen { renderer: renderer.term_width(width), width, report, sources }
    }

    /// The finding with all that it says, without a newline at its end.
    pub(crate) fn finding(&self, finding: &Finding) -> String {
        let notes: Vec<&str> = finding.notes.iter().map(String::as_str).collect();
        self.show(finding, &notes, self.report.rewrite_of(finding), None)
    }

    /// The finding with `figures` in place of what was predicted.
    pub(crate) fn measured(&self, finding: &Finding, figures: &[&str]) -> String {
        self.show(finding, figures, self.report.rewrite_of(finding), None)
    }

    /// The finding without what those before it have said alike.
    pub(super) fn next(&self, finding: &'s Finding, said: &mut Said<'s>) -> String {
        let notes = finding.notes.iter().map(String::as_str);
        let notes: Vec<&str> = notes.filter(|note| said.is_new(finding, note)).collect();
        let rewrite = self.report.rewrite_of(finding);
        let hint = rewrite.and_then(|rewrite| said.rewrite(finding, rewrite));
        let rewrite = rewrite.filter(|_| hint.is_none());
        self.show(finding, &notes, rewrite, hint.as_deref())
    }

    fn show(&self, finding: &Finding, notes: &[&str], rewrite: Option<&Rewrite>, hint: Option<&str>) -> String {
        let title =
            level(finding.level).primary_title(one_line(&finding.message)).id(format!("locality::{}", finding.lint));
        let mut group = title.elements(self.causes(finding));
        if finding.labels.len() > MOST_LABELS {
            let more = finding.labels.len() - MOST_LABELS;
            group = group.element(
                Title::NOTE.message(format!("and {more} more {}", if more == 1 { "place" } else { "places" })),
            );
        }
        group = group.elements(notes.iter().map(|note| Title::NOTE.message(self.wrap(note))));
        group = group.elements(hint.map(|hint| Title::HELP.message(self.wrap(hint))));
        let mut groups = vec![group];
        groups.extend(rewrite.map(|rewrite| self.rewrite(rewrite)));
        // Code that goes over the edge is cut at both ends; a sketch must be read whole.
        let sketch = rewrite.map_or(0, |rewrite| match &rewrite.applicability {
            Applicability::ByHand { sketch } => {
                sketch.lines().map(|line| line.chars().count() + GUTTER).max().unwrap_or(0)
            }
            Applicability::Machine => 0,
        });
        self.renderer.clone().term_width(self.width.max(sketch)).render(&groups)
    }

    /// A note in lines that fit.
    fn wrap(&self, text: &str) -> String {
        let most = self.width.saturating_sub(GUTTER + "= note: ".len());
        let whole_words = textwrap::Options::new(most)
            .break_words(false)
            .word_separator(textwrap::WordSeparator::AsciiSpace)
            .word_splitter(textwrap::WordSplitter::NoHyphenation)
            .wrap_algorithm(textwrap::WrapAlgorithm::FirstFit);
        textwrap::fill(&normalize_untrusted_str(text), whole_words)
    }

    /// Something that is said of one place of a file.
    pub(crate) fn remark(&self, level: Title<'_>, id: &str, message: &str, at: &Label, notes: &[&str]) -> String {
        let places = self.snippet(&at.file, &[(AnnotationKind::Primary, at)]);
        let notes = notes.iter().map(|note| Title::NOTE.message(self.wrap(note)));
        let group = level.primary_title(message).id(id).elements(places).elements(notes);
        self.renderer.render(&[group])
    }

    /// Whether there is code to show at a place.
    pub(super) fn shows(&self, at: &Label) -> bool {
        self.sources.get(&at.file).is_some()
    }

    /// The primary place first, with what lies in the same file, then the other files.
    fn causes<'f>(&'f self, finding: &'f Finding) -> Vec<Element<'f>> {
        let primary = &finding.primary;
        let mut own = vec![(AnnotationKind::Primary, primary)];
        let mut others: BTreeMap<&Utf8Path, Vec<(AnnotationKind, &Label)>> = BTreeMap::new();
        for label in finding.labels.iter().take(MOST_LABELS) {
            if label.file == primary.file {
                own.push((AnnotationKind::Context, label));
            } else {
                others.entry(&label.file).or_default().push((AnnotationKind::Context, label));
            }
        }
        let mut elements = self.snippet(&primary.file, &own);
        for (file, labels) in others {
            elements.extend(self.snippet(file, &labels));
        }
        elements
    }

    /// One file's places: together where they lie near each other, else each part on its own.
    fn snippet<'f>(&'f self, file: &'f Utf8Path, labels: &[(AnnotationKind, &'f Label)]) -> Vec<Element<'f>> {
        let Some(source) = self.sources.get(file) else { return vec![Origin::path(one_line(file.as_str())).into()] };
        let spans: Vec<Range<usize>> = labels.iter().map(|(_, label)| clip(source, source.range(label.span))).collect();
        let Some((window, line)) = window(source, &spans) else {
            let position = source.position(spans.first().map_or(0, |span| span.start));
            return vec![Origin::path(one_line(file.as_str())).line(position.line).char_column(position.column).into()];
        };
        let annotations = labels.iter().zip(spans).map(|((kind, label), span)| {
            let text = (!label.text.is_empty()).then(|| one_line(&label.text));
            kind.span(span.start - window.start..span.end - window.start).label(text)
        });
        vec![
            Snippet::source(&source.text()[window.clone()])
                .path(one_line(file.as_str()))
                .line_start(line)
                .annotations(annotations)
                .into(),
        ]
    }

    fn rewrite<'f>(&'f self, rewrite: &'f Rewrite) -> Group<'f> {
        let title = Title::HELP.secondary_title(normalize_untrusted_str(&rewrite.title));
        match &rewrite.applicability {
            Applicability::ByHand { sketch } if sketch.trim().is_empty() => Group::with_title(title),
            Applicability::ByHand { sketch } => title.element(
                Snippet::<annotate_snippets::Annotation<'_>>::source(sketch.trim_end())
                    .line_numbering(false)
                    .fold(false),
            ),
            Applicability::Machine => {
                let mut group = Group::with_title(title);
                let mut room = MOST_EDITS;
                for (file, edits) in rewrite.texts() {
                    let here: Vec<&Edit> = edits.iter().take(room).collect();
                    room -= here.len();
                    group = group.elements(self.patches(file, &here));
                }
                let all: usize = rewrite.texts().map(|(_, edits)| edits.len()).sum();
                if all > MOST_EDITS {
                    group = group.element(Title::NOTE.message(format!("and {} more edits", all - MOST_EDITS)));
                }
                group
            }
        }
    }

    fn patches<'f>(&'f self, file: &'f Utf8Path, edits: &[&'f Edit]) -> Option<Element<'f>> {
        let source = self.sources.get(file)?;
        let spans: Vec<Range<usize>> = edits.iter().map(|edit| source.range(edit.span)).collect();
        let (window, line) = window(source, &spans)?;
        let patches = edits
            .iter()
            .zip(spans)
            .map(|(edit, span)| Patch::new(span.start - window.start..span.end - window.start, edit.text.as_str()));
        Some(
            Snippet::source(&source.text()[window.clone()])
                .path(one_line(file.as_str()))
                .line_start(line)
                .patches(patches)
                .into(),
        )
    }
}

/// How rustc calls a level.
pub(super) fn level(level: Level) -> Title<'static> {
    match level {
        Level::Deny => Title::ERROR,
        Level::Warn => Title::WARNING,
        Level::Note | Level::Allow => Title::NOTE,
    }
}

/// A span without the lines that would only fill the screen.
fn clip(source: &Source, span: Range<usize>) -> Range<usize> {
    let (first, last) = (source.line_of(span.start), source.line_of(span.end));
    if last - first < MOST_LINES {
        span
    } else {
        span.start..source.start_of(first) + source.line(first).trim_end().len()
    }
}

/// The whole lines that hold `spans`, and the number of the first; none when that is too much.
fn window(source: &Source, spans: &[Range<usize>]) -> Option<(Range<usize>, usize)> {
    let start = spans.iter().map(|span| span.start).min()?;
    let end = spans.iter().map(|span| span.end).max()?;
    let first = source.line_of(start);
    let window = source.start_of(first)..source.start_of(source.line_of(end) + 1);
    (window.len() <= MOST_BYTES).then_some((window, first + 1))
}
