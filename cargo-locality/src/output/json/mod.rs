//! For programs: one JSON object a line, findings as cargo prints rustc's. What is not known is left out, never 0.
mod costs;
mod finding;
mod sharing;
mod site;

use std::collections::HashMap;
use std::io;

use locality_lints::report::{Finding, Site, SiteId};
use rayon::prelude::*;
use serde::{Serialize, Serializer};

use super::human::{Screen, unseen_screen};
use super::sources::Sources;
use super::{FEW, Unseen, unseen};
use crate::report::{Confirmation, Report, line};

/// Columns of what is rendered for people.
const WIDTH: usize = 140;

/// Writes everything that is known: every finding, notes included; what was not looked at; after runs each site, lines that threads
/// share, and costs; at the end whether all went well.
pub(super) fn write(report: &Report, sources: &Sources, out: &mut dyn io::Write) -> io::Result<()> {
    let success = match &report.trace {
        Some(trace) => {
            costs::write(trace, out)?;
            trace.failure.is_none()
        }
        None => {
            findings(report, sources, out)?;
            if let Some(confirmation) = &report.confirmation {
                sites(report, confirmation, out)?;
            }
            !report.is_denied()
        }
    };
    writeln!(out, "{{\"reason\":\"build-finished\",\"success\":{success}}}")
}

fn findings(report: &Report, sources: &Sources, out: &mut dyn io::Write) -> io::Result<()> {
    let screen = Screen::new(&report.source, sources, WIDTH, false);
    for unseen in unseen(report) {
        let Unseen { lint, level, message, at, .. } = &unseen;
        if let Some(target) = report.owner(&at.file) {
            let rendered = unseen_screen(&screen, &unseen);
            let code = format!("locality::{lint}");
            let line = finding::remark(&code, *level, (*message).to_owned(), at, target, sources, rendered);
            writeln!(out, "{line}")?;
        }
    }
    let line = |finding: &Finding| {
        let target = report.target(finding.krate)?;
        Some(finding::finding(finding, target, &report.source, sources, screen.finding(finding)))
    };
    let findings = &report.source.findings;
    let lines: Vec<Option<String>> = if findings.len() < FEW {
        findings.iter().map(line).collect()
    } else {
        findings.par_iter().map(line).collect()
    };
    for line in lines.into_iter().flatten() {
        writeln!(out, "{line}")?;
    }
    for skipped in &report.source.skipped {
        writeln!(out, "{}", finding::skipped(skipped, sources))?;
    }
    Ok(())
}

fn sites(report: &Report, confirmation: &Confirmation, out: &mut dyn io::Write) -> io::Result<()> {
    let sites: HashMap<_, _> = report.source.sites.iter().map(|site| (&site.id, site)).collect();
    let mut findings: HashMap<&SiteId, Vec<&str>> = HashMap::new();
    for finding in &report.source.findings {
        finding.sites.iter().for_each(|site| findings.entry(site).or_default().push(&finding.id.0));
    }
    let mut told: Vec<&Site> = Vec::new();
    for evidence in &confirmation.evidence {
        let Some(&site) = sites.get(&evidence.site) else { continue };
        let first = told.iter().copied().find(|first| first.is_where(site));
        told.push(site);
        let on = line(&report.source, &site.file, site.span.start).unwrap_or(1);
        let findings = findings.remove(&site.id).unwrap_or_default();
        writeln!(out, "{}", serialise(&site::Line::of(evidence, (site, first), on, findings)))?;
    }
    sharing::write(&confirmation.shared, out)
}

/// Plain data with string keys has no way to fail; should it, the line says so instead of missing.
fn serialise(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_else(|problem| {
        serde_json::json!({ "reason": "locality-failure", "why": problem.to_string() }).to_string()
    })
}

/// Names and figures as an object, in their order.
fn as_map<K: Serialize, V: Serialize, S: Serializer>(figures: &[(K, V)], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_map(figures.iter().map(|(name, value)| (name, value)))
}
