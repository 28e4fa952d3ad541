//! A finding in one line: `file:line:column: warning[locality::lint]: message`.
use locality_lints::report::{Finding, Level};

use super::source::Sources;

/// The line, without its end.
pub(crate) fn finding(finding: &Finding, sources: &Sources) -> String {
    let Finding { lint, message, primary, .. } = finding;
    let place = sources.place(&primary.file, primary.span.start);
    let place = place.map(|place| format!(":{}:{}", place.line, place.column)).unwrap_or_default();
    format!("{}{place}: {}[locality::{lint}]: {message}", primary.file, level(finding.level))
}

/// How rustc calls a level.
pub(super) fn level(level: Level) -> &'static str {
    match level {
        Level::Deny => "error",
        Level::Warn => "warning",
        Level::Note | Level::Allow => "note",
    }
}
