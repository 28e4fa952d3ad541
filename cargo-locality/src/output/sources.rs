//! The text that findings point into, with lines and columns.
use std::collections::HashMap;
use std::ops::Range;

use camino::{Utf8Path, Utf8PathBuf};
use line_index::{LineCol, LineIndex, WideEncoding};
use locality_lints::input::Files;
use locality_lints::report::{Change, Finding, Report, Span};
use rayon::prelude::*;

use super::FEW;

/// Every file that a report points into.
#[derive(Debug, Default)]
pub(crate) struct Sources {
    files: HashMap<Utf8PathBuf, Source>,
}

/// A file's text.
#[derive(Debug)]
pub(crate) struct Source {
    text: String,
    lines: LineIndex,
}

/// A position as people count: both from 1, columns in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Position {
    /// The line.
    pub(crate) line: usize,
    /// The character in it.
    pub(crate) column: usize,
}

impl Sources {
    /// Reads what `report` points into. A file that has gone meanwhile is missing, and shown by name only.
    pub(crate) fn of(report: &Report, files: &dyn Files) -> Sources {
        let skipped = report.skipped.iter().filter(|skipped| skipped.span.is_some()).map(|skipped| &skipped.file);
        let changed = report.rewrites.iter().flat_map(|rewrite| &rewrite.changes).filter_map(|change| match change {
            Change::Text { file, .. } => Some(file),
            Change::Dependency { .. } => None,
        });
        let mut paths: Vec<&Utf8PathBuf> =
            report.findings.iter().flat_map(paths).chain(skipped).chain(changed).collect();
        paths.sort_unstable();
        paths.dedup();
        let read = |path: &&Utf8PathBuf| Some(((*path).clone(), Source::new(files.read(path).ok()?)));
        if paths.len() < FEW {
            return Sources { files: paths.iter().filter_map(read).collect() };
        }
        Sources { files: paths.par_iter().filter_map(read).collect() }
    }

    /// A file's text.
    pub(crate) fn get(&self, path: &Utf8Path) -> Option<&Source> {
        self.files.get(path)
    }

    /// Where a byte of a file is.
    pub(crate) fn position(&self, path: &Utf8Path, byte: u32) -> Option<Position> {
        self.get(path).map(|source| source.position(byte as usize))
    }
}

fn paths(finding: &Finding) -> impl Iterator<Item = &Utf8PathBuf> {
    std::iter::once(&finding.primary).chain(&finding.labels).map(|label| &label.file)
}

impl Source {
    /// Counts the lines.
    pub(crate) fn new(text: String) -> Source {
        let lines = LineIndex::new(&text);
        Source { text, lines }
    }

    /// Its text.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// A span that lies within the text and on the borders of characters, whatever was given: the file may have
    /// changed since it was looked at.
    pub(crate) fn range(&self, span: Span) -> Range<usize> {
        let start = self.text.floor_char_boundary(span.start as usize);
        let end = self.text.ceil_char_boundary(span.end as usize);
        start..end.max(start)
    }

    /// Index (from 0) of the line that a byte lies in.
    pub(crate) fn line_of(&self, byte: usize) -> usize {
        self.position(byte).line - 1
    }

    /// Where a byte is.
    pub(crate) fn position(&self, byte: usize) -> Position {
        let byte = self.text.floor_char_boundary(byte) as u32;
        let found = self.lines.try_line_col(byte.into()).unwrap_or(LineCol { line: 0, col: 0 });
        let column = self.lines.to_wide(WideEncoding::Utf32, found).map_or(found.col, |wide| wide.col);
        Position { line: found.line as usize + 1, column: column as usize + 1 }
    }

    /// First byte of a line (from 0); the text's end for those behind the last.
    pub(crate) fn start_of(&self, line: usize) -> usize {
        let bytes = u32::try_from(line).ok().and_then(|line| self.lines.line(line));
        bytes.map_or(self.text.len(), |bytes| bytes.start().into())
    }

    /// A line (from 0) without its end.
    pub(crate) fn line(&self, line: usize) -> &str {
        let text = &self.text[self.start_of(line)..self.start_of(line + 1)];
        let text = text.strip_suffix('\n').unwrap_or(text);
        text.strip_suffix('\r').unwrap_or(text)
    }
}
