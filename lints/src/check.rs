//! The whole way from text to findings.
use crate::{finding::Report, input};

/// Looks at all crates of `workspace`, whose text `files` hands out, with every rule.
///
/// The report is the same for the same input: findings come ranked, ties by file and place.
pub fn check(_workspace: &input::Workspace, _files: &dyn input::Files) -> Report {
    Report::default()
}
