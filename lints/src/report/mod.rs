//! What comes out of a check: findings, the sites where they can be measured, their rewrites. Each has a name of its own, by which
//! they refer to each other.
mod finding;
mod rewrite;
mod site;

use camino::{Utf8Path, Utf8PathBuf};
use rustc_hash::{FxHashMap, FxHashSet};
use serde::{Deserialize, Serialize};

pub use crate::source::facts::{Span, TextHash};
pub use finding::{Finding, FindingId, Heat, Label, Level, LintName, Predicted};
pub use rewrite::{Applicability, Applied, Change, Collision, Edit, Moves, Rewrite, RewriteId, apply};
pub use site::{Around, Collection, Guard, Rows, Saves, Site, SiteId, Spot, Subject, Work};

/// All that a check says.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Report {
    /// All files read, in order, each once.
    pub files: Vec<SourceFile>,
    /// Ranked: what is predicted to cost most comes first; ties by file and place.
    pub findings: Vec<Finding>,
    /// The sites of the findings, each once, in the order in which these name them.
    pub sites: Vec<Site>,
    /// The rewrites of the findings, each once, in the order in which these name them.
    pub rewrites: Vec<Rewrite>,
    /// What was not looked at, and why.
    pub skipped: Vec<Skipped>,
    /// How much was looked at.
    pub seen: Seen,
}

impl Report {
    /// The site of that name.
    pub fn site(&self, id: &SiteId) -> Option<&Site> {
        self.sites.iter().find(|site| site.id == *id)
    }

    /// The rewrite that a finding names.
    pub fn rewrite_of(&self, finding: &Finding) -> Option<&Rewrite> {
        let id = finding.rewrite.as_ref()?;
        self.rewrites.iter().find(|rewrite| rewrite.id == *id)
    }

    /// A file that was read.
    pub fn file(&self, path: &Utf8Path) -> Option<&SourceFile> {
        self.files.iter().find(|file| file.path == path)
    }

    /// Puts sites and rewrites into the order in which the findings name them.
    pub(crate) fn order(&mut self) {
        let mut sites: FxHashMap<&SiteId, usize> = FxHashMap::default();
        let mut rewrites: FxHashMap<&RewriteId, usize> = FxHashMap::default();
        for finding in &self.findings {
            for site in &finding.sites {
                let next = sites.len();
                sites.entry(site).or_insert(next);
            }
            if let Some(rewrite) = &finding.rewrite {
                let next = rewrites.len();
                rewrites.entry(rewrite).or_insert(next);
            }
        }
        self.sites.sort_by_key(|site| sites.get(&site.id).copied());
        self.rewrites.sort_by_key(|rewrite| rewrites.get(&rewrite.id).copied());
    }

    /// The files that something points into.
    pub(crate) fn pointed_at(&self) -> FxHashSet<Utf8PathBuf> {
        let labels = self.findings.iter().flat_map(|finding| finding.labels.iter().chain([&finding.primary]));
        let spots = self.sites.iter().flat_map(|site| site.subject.spots()).map(|spot| &spot.file);
        let sites = self.sites.iter().map(|site| &site.file).chain(spots);
        let texts = self.rewrites.iter().flat_map(Rewrite::texts).map(|(file, _)| file.to_owned());
        labels.map(|label| &label.file).chain(sites).cloned().chain(texts).collect()
    }

    /// Keeps the findings for which `keep` holds, and what they refer to.
    pub fn retain(&mut self, keep: impl FnMut(&mut Finding) -> bool) {
        self.findings.retain_mut(keep);
        let findings: FxHashSet<&FindingId> = self.findings.iter().map(|finding| &finding.id).collect();
        let sites: FxHashSet<&SiteId> = self.findings.iter().flat_map(|finding| &finding.sites).collect();
        self.sites.retain(|site| sites.contains(&site.id));
        for rewrite in &mut self.rewrites {
            rewrite.covers.retain(|id| findings.contains(id));
        }
        self.rewrites.retain(|rewrite| !rewrite.covers.is_empty());
    }
}

/// A file that was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourceFile {
    /// Where it lies.
    pub path: Utf8PathBuf,
    /// Its text, by which one can tell whether it is still the same.
    pub hash: TextHash,
    /// Byte at which each line starts; empty where nothing in the report points into the file.
    pub lines: Vec<u32>,
}

/// How much was looked at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seen {
    /// Files parsed.
    pub files: u32,
    /// Lines in them.
    pub lines: u64,
}

/// Something that was not looked at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Skipped {
    /// Where.
    pub file: Utf8PathBuf,
    /// The bytes, where only a part of the file is meant.
    pub span: Option<Span>,
    /// Why.
    pub why: SkippedWhy,
}

/// Why something was not looked at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum SkippedWhy {
    /// `syn` rejects it, in these words.
    DoesNotParse(String),
    /// The file that a `mod` declaration asks for cannot be read.
    Unreadable(String),
    /// The file that a `mod` declaration asks for does not exist.
    MissingModule(String),
    /// A macro's body, which only the macro understands (named).
    MacroBody(String),
    /// The sources of the libraries of other packages, and why they are not at hand.
    Libraries(String),
}
