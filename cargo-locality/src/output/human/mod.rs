//! For people: findings with their code, verdicts with their figures, costs in tables.
mod check;
mod confirm;
mod finding;
mod said;
mod sharing;
mod trace;

use std::io;

use super::sources::Sources;
use crate::report::Report;
use crate::style::GOOD;

pub(super) use check::unseen_screen;
pub(super) use finding::Screen;

/// How it is to look.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Look {
    /// Columns to fill.
    pub(crate) width: usize,
    /// Whether there are colours.
    pub(crate) colour: bool,
    /// Without the lines around the findings.
    pub(crate) quiet: bool,
    /// With what few want to know.
    pub(crate) verbose: bool,
    /// With the notes.
    pub(crate) notes: bool,
    /// So many findings in full; 0 for all.
    pub(crate) limit: Option<usize>,
}

/// What the user can type next.
#[derive(Clone, Debug, Default)]
pub(crate) struct Next {
    /// The options that pick the same packages again (`-p solver`), or nothing.
    pub(crate) scope: String,
    /// The option that names what there is to run (`--bench solve`), where one has to be named, or nothing.
    pub(crate) workload: String,
    /// Options that name what else there is to run (`--test solver`), what tells most first.
    pub(crate) others: Vec<String>,
}

/// Writes what has been found out last.
pub(super) fn write(
    report: &Report,
    sources: &Sources,
    look: &Look,
    next: &Next,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    match (&report.trace, &report.confirmation) {
        (Some(trace), _) => trace::write(trace, look.width, out),
        (None, Some(confirmation)) => confirm::write(report, confirmation, sources, look, next, out),
        (None, None) => check::write(report, sources, look, next, out),
    }
}

/// A word at the left, as cargo sets it.
fn label(text: &str) -> String {
    format!("{GOOD}{text:>12}{GOOD:#}")
}
