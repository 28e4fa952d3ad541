//! What a confirmation found out, as data.
use std::time::Duration;

use locality_probe::counts::Counts;
use serde::Serialize;

use super::measured::Split;
use super::verdict::Avoidable;

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
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// The workload never ran it.
    #[serde(rename = "not reached")]
    NotReached,
    /// It costs nothing that matters.
    Refuted,
    /// The machine cannot tell.
    Inconclusive,
    /// It costs.
    Confirmed,
}

impl Verdict {
    /// The word for it.
    pub const fn word(self) -> &'static str {
        match self {
            Verdict::NotReached => "not reached",
            Verdict::Refuted => "refuted",
            Verdict::Inconclusive => "inconclusive",
            Verdict::Confirmed => "confirmed",
        }
    }
}

/// What was seen at a site: the `locality-site` object of the contract. What was not counted is absent.
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
    /// Share of the program's time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub time_share: Option<f64>,
    /// Outermost entries.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub entries: Option<u64>,
    /// Avoidable cost.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub avoidable: Option<Avoidable>,
    /// What was counted.
    pub counters: Counters,
    /// Counters of the processor and the operating system, by name, beside the model's.
    #[serde(skip_serializing_if = "serde_json::Map::is_empty")]
    pub hardware: serde_json::Map<String, serde_json::Value>,
    /// How much of the traffic was seen.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub coverage: Option<Coverage>,
    /// Whose the L1d misses are.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub split: Option<Split>,
}

/// What was counted at a site, and by what.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Counters {
    /// `model`, `hardware` or `time`.
    pub backend: &'static str,
    /// The machine that was modelled, as a full specification.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub machine: Option<String>,
    /// Accesses that read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub loads: Option<u64>,
    /// Accesses that write.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stores: Option<u64>,
    /// Lines that were not in the L1d.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub l1d_misses: Option<u64>,
    /// Lines that were not in the L2.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub l2_misses: Option<u64>,
    /// Lines that were in no cache.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub llc_misses: Option<u64>,
    /// Of the L1d misses, those that a stride prefetcher would have had in time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub streamable_misses: Option<u64>,
    /// Pages that were not in the first-level data TLB.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dtlb_misses: Option<u64>,
    /// Pages that were in no TLB.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page_walks: Option<u64>,
    /// Distinct lines.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lines_touched: Option<u64>,
    /// Bytes used of the lines fetched.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bytes_used: Option<u64>,
    /// Bytes of the lines fetched.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bytes_fetched: Option<u64>,
}

impl Counters {
    /// What the model counted on `machine`.
    pub fn of_model(
        counts: &Counts,
        lines_touched: Option<u64>,
        machine: &locality_probe::machine::Machine,
    ) -> Counters {
        Counters {
            backend: "model",
            machine: Some(machine.to_string()),
            loads: Some(counts.loads),
            stores: Some(counts.stores),
            l1d_misses: Some(counts.l1d_misses),
            l2_misses: machine.l2.map(|_| counts.l2_misses),
            llc_misses: Some(counts.llc_misses),
            streamable_misses: Some(counts.l1d_streamable),
            dtlb_misses: Some(counts.dtlb_misses),
            page_walks: Some(counts.page_walks),
            lines_touched,
            bytes_used: Some(counts.bytes_used),
            bytes_fetched: Some(counts.bytes_fetched),
        }
    }
}

/// How much of a site's traffic was seen.
#[derive(Clone, Debug, Serialize)]
pub struct Coverage {
    /// Accesses traced.
    pub traced: u64,
    /// Accesses known to have escaped; absent where nobody can tell.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub untraced: Option<u64>,
    /// What a trace does not see.
    pub reasons: Vec<String>,
}
