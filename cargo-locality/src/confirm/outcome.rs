//! What a confirmation found out, as data.
use std::time::Duration;

use serde::Serialize;

/// What a confirmation found out.
#[derive(Clone, Debug, Default)]
pub struct Outcome {
    /// What was run, in words (`bench solve of heat (release)`).
    pub workload: String,
    /// What counted, in words.
    pub counters: String,
    /// How long building took.
    pub build: Duration,
    /// How long the timed run took.
    pub timed_run: Option<Duration>,
    /// How long the traced run took.
    pub traced_run: Option<Duration>,
    /// What has to be known beside the verdicts, one sentence each (guards lost, a run that failed, …).
    pub notes: Vec<String>,
    /// One verdict for each finding that has a site, ranked: what is worst comes first.
    pub findings: Vec<Judged>,
    /// One for each site, in the order of `findings`.
    pub sites: Vec<SiteOutcome>,
}

/// The verdict on a finding.
#[derive(Clone, Debug)]
pub struct Judged {
    /// Index into the report's findings.
    pub finding: usize,
    /// Its worst site's verdict.
    pub verdict: Verdict,
    /// Indices into [`Outcome::sites`]; the worst comes first.
    pub sites: Vec<usize>,
}

/// What is to be thought of a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// The workload never ran it.
    NotReached,
    /// It costs nothing that matters.
    Refuted,
    /// The machine cannot tell.
    Inconclusive,
    /// It costs.
    Confirmed,
}

/// What was seen at a site: the `locality-site` object of the contract.
#[derive(Clone, Debug, Serialize)]
pub struct SiteOutcome {
    /// Always `locality-site`.
    pub reason: &'static str,
    /// Id of the site.
    pub site: String,
    /// The lint that asked.
    pub lint: String,
    /// Package that the site lies in.
    pub package: String,
    /// File, relative to the workspace root.
    pub file: String,
    /// Line, from 1.
    pub line: u32,
    /// The verdict.
    pub verdict: Verdict,
    /// What led to it, in plain words.
    pub why: String,
}
